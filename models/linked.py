"""A matter through all its files (事项的全部案卷): what the files of one story say together, as a picture needs it."""

from datetime import date

from models.standing import Link, Term
from models.values import Value


class Held(Value):
    """From when until when a unit answered for a file (责任单位的起止)."""

    unit: str
    since: date
    until: date | None = None
    """The last day; None while it still answers."""


class Done(Value):
    """One act on its day."""

    day: date
    act: int
    label: str
    by_file: bool = False
    """Whether another file did it."""


class ChainFile(Value):
    """One file of the matter; of one that the reader may not see number and kind, and across a transfer its stage."""

    file_no: str
    kind: str
    label: str
    """What people call a file of its kind."""
    readable: bool = True
    stage_name: str = ""
    unit: str = ""
    """The unit that answers now."""
    closed: bool = False
    alert: str = "none"
    opened_on: date | None = None
    next_last_day: date | None = None
    held: tuple[Held, ...] = ()
    acts: tuple[Done, ...] = ()
    """What persons, systems and other files did; not what the engine wrote."""
    pressing: tuple[Term, ...] = ()
    """The open terms, and those that were kept late."""


class Crossing(Value):
    """What went from one file to another."""

    day: date
    from_file: str
    to_file: str
    label: str
    act: int
    """The act it follows from, in the file that it left; 0 where that file does not tell."""
    opened: bool = False
    """Whether it opened the other file."""
    waits: bool = False
    """Whether the file it left still waits for the other one's last word."""


class Chain(Value):
    """A matter through all its files, the one that came first on top."""

    asked: str
    """The number of the file that was asked for."""
    on: date
    files: tuple[ChainFile, ...]
    crossings: tuple[Crossing, ...]
    names: dict[str, str] = {}
    cut: bool = False
    """Whether there are more files than are shown."""


def crossing(file_no: str, link: Link) -> Crossing:
    """Return a link of a file as what went from one file to another."""
    goes_out = link.way in ("to", "told")
    there, here = (link.file_no, file_no) if goes_out else (file_no, link.file_no)
    return Crossing(
        day=link.on,
        from_file=here,
        to_file=there,
        label=link.label,
        act=link.act if goes_out else 0,
        opened=link.way in ("to", "from"),
        waits=link.waits,
    )
