"""The base of every act's content: its name as a command, its Chinese legal term, and what it points at.

What an act points at is said once, as `of: Annotated[int, PointsAt("serve_notice")]`; all read it from `pointers`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, Protocol, Self

from pydantic import Field

from models.people import Officer, PartyRef
from models.values import Count, Digest, Line, MaybeLine, MaybeText, Several, Some, Value


@dataclass(frozen=True, slots=True, init=False)
class PointsAt:
    """The kinds of act that a number in a field may mean (所指的行为); none = any act that a person has entered."""

    names: tuple[str, ...]
    once: bool
    """Whether only one act of this kind may point at the same act: an answer is given once."""

    def __init__(self, *names: str, once: bool = False) -> None:
        object.__setattr__(self, "names", names)
        object.__setattr__(self, "once", once)


@dataclass(frozen=True, slots=True)
class TermKey:
    """Marks a field that holds the key of a term, `<rule>#<number of the act that opened it>`."""


@dataclass(frozen=True, slots=True)
class DayBehind:
    """Marks a day that has come by the day of the act (已经到来的日期)."""


@dataclass(frozen=True, slots=True)
class DayAhead:
    """Marks a day that the act sets (所定的日期): how far ahead it may lie the law says, or else the city's own norms."""

    by_others: bool = False
    """Whether it came with what somebody else sent: it is kept as said, and nothing is refused for it."""


class ActContent(Protocol):
    """What every content has."""

    @property
    def act(self) -> str:
        """Return the act's stable name."""

    @property
    def label(self) -> str:
        """Return the legal term."""

    @property
    def called(self) -> str:
        """Return what this very act is called where it is shown."""

    @property
    def target(self) -> int | None:
        """Return the number of the act that `of` names."""


class Unsaid(Exception):  # noqa: N818  it tells the state of a source
    """A field of an act that its source does not give; only what was read from a published case has such gaps."""

    def __init__(self, content: "Content", field: str) -> None:
        self.content = content
        self.field = field
        super().__init__(f"{content.act}.{field}")


class Content(Value):
    """What an act says. Each subclass fixes `act` (the stable name) and `label` (the legal term)."""

    act: str
    label: ClassVar[str] = ""
    fixed: ClassVar[frozenset[str]] = frozenset()
    """Fields that the system fills in by itself, and nobody corrects."""

    @property
    def called(self) -> str:
        """Return what this very act is called where it is shown; the label, unless what it says calls it otherwise."""
        return self.label

    @property
    def target(self) -> int | None:
        """Return the number of the act that `of` names; None where the act points at none, or leaves it unsaid."""
        of: int | None = self.__dict__.get("of")
        return of

    @property
    def investigating(self) -> tuple[Officer, ...]:
        """Return the officers who investigate by this act (调查人员); for most acts none."""
        return ()

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Say which field is a gap; asked only for what a content does not hold."""
            if name in type(self).model_fields:
                raise Unsaid(self, name)
            return super().__getattr__(name)


@cache
def pointers(content: type[Content]) -> Mapping[str, PointsAt]:
    """Return what each field of an act points at, by the field's name."""
    marks = ((name, mark) for name, field in content.model_fields.items() for mark in field.metadata)
    return {name: mark for name, mark in marks if isinstance(mark, PointsAt)}


@cache
def term_keys(content: type[Content]) -> tuple[str, ...]:
    """Return the fields of an act that hold the key of a term."""
    fields = content.model_fields.items()
    return tuple(name for name, field in fields if any(isinstance(mark, TermKey) for mark in field.metadata))


def numbers_in(content: Content) -> tuple[tuple[str, PointsAt, int], ...]:
    """Return every act number a content holds, with its field and what it may point at."""
    found: list[tuple[str, PointsAt, int]] = []
    for name, mark in pointers(type(content)).items():
        value = getattr(content, name)
        numbers = value if isinstance(value, tuple) else (value,)
        found += [(name, mark, number) for number in numbers if number is not None]
    return tuple(found)


def days_in(value: Value) -> Iterator[tuple[str, DayBehind | DayAhead, date]]:
    """Yield every marked day that a content holds, also in its parts, with its field."""
    for name, field in type(value).model_fields.items():
        held = value.__dict__.get(name)
        parts = held if isinstance(held, tuple) else (held,)
        marks = [mark for mark in field.metadata if isinstance(mark, DayBehind | DayAhead)]
        for part in parts:
            if isinstance(part, Value):
                yield from days_in(part)
            elif isinstance(part, date):
                yield from ((name, mark, part) for mark in marks)


class NamesParties(Content):
    """An act that names parties of the case (当事人): each of them has acts of its own from then on."""

    is_of_one_party: ClassVar[bool] = False
    """Whether it names one alone and is that party's own, as what is decided on it on the spot (当场处罚)."""

    @property
    def parties(self) -> tuple[PartyRef, ...]:
        """Return the parties it names, the first one first."""
        raise NotImplementedError

    def part_of(self, _party: str) -> Literal["", "joint", "responsible"]:
        """Return the part that a party of it has in the case; empty for the first party."""
        return ""

    def of_one(self, _party: PartyRef) -> Self | None:
        """Return what it says of a party in a case against that one alone; None = nothing."""
        return None


class OfParty(Content):
    """An act of one party's own (当事人各自的行为): notice, defence, decision, service, payment, relief."""

    concerns_all: ClassVar[bool] = False
    """Whether it is about every party where it names none; any other is then the first party's."""
    has_to_name: ClassVar[bool] = False
    """Whether it names one all the same, now: only what was recorded before that is about every party."""
    party: MaybeLine = Field(default="", exclude_if=lambda party: not party)
    """Whose it is, where the case has several parties and the act points at nothing that tells it."""


class PassesOn(OfParty):
    """An act by which others take over what one party has and owes (权利义务承受)."""

    successors: Some[PartyRef]

    @property
    def parties(self) -> tuple[PartyRef, ...]:
        """Return who takes over."""
        return self.successors


class ToldByFile(Content):
    """An act that another file does in this one, when it tells it something (相关案卷告知)."""

    is_last_word: ClassVar[bool] = True
    """Whether nobody waits for that file any more once it has told this."""


class ExtendsTerm(Content):
    """An act by which a running term is extended (延长期限)."""

    term: Annotated[Line, TermKey()]
    """The term's key, `<rule>#<act number>`."""
    amount: Count | None = None
    """How much, in the unit of the provision; None = all that may be granted."""


class BearsExhibits(Content):
    """An act to which papers and pictures belong (附有材料); each is named by its content and kept beside the file."""

    exhibits: Several[Digest] = Field(default=(), exclude_if=lambda exhibits: not exhibits)


class OnSite(BearsExhibits):
    """An act that the law lets only two or more certified officers do on site (行政处罚法 art. 42, 55)."""

    officers: Several[Officer] = ()

    @property
    def investigating(self) -> tuple[Officer, ...]:
        """Return the officers who went on site."""
        return self.officers


class Confirms(Content):
    """An act by which somebody confirms what another one entered (确认他人录入的记录)."""


class Served(BearsExhibits):
    """An act by which a document reaches the party (送达).

    Its day is the day on which the document reached the party: the day of the receipt, of the refusal on record, of
    arrival in the party's system. For public notice it is the day of the notice, which takes effect later.
    """

    mode: Literal["direct", "left", "entrusted", "post", "electronic", "forwarded", "public_notice"] = "direct"
    """直接、留置、委托、邮寄、电子、转交、公告送达 (民事诉讼法 ch. 7)."""
    consent: bool = False
    """Whether the party has signed the confirmation for electronic service (送达地址确认书)."""
    servers: Several[Officer] = ()
    """Who served it on site (送达人)."""
    witness: MaybeLine = ""
    """Left behind: which organisation's representative witnessed it (见证的基层组织或者所在单位); no names."""
    is_recorded: bool = False
    """Left behind: whether it was photographed or filmed (拍照、录像)."""
    service_receipt: MaybeLine = ""
    """Posted, entrusted, forwarded: the number of the receipt (送达回证、邮件回执)."""
    through: MaybeLine = ""
    """Entrusted, forwarded: which authority or unit handed it over (受委托、转交的单位)."""
    tried: MaybeText = ""
    """Public notice: why no other manner would do, and what was tried (公告送达的原因和经过)."""
    published_in: MaybeLine = ""
    """Public notice: where it was published (公告的载体)."""

    @property
    def is_public_notice(self) -> bool:
        """Tell whether it was served by public notice; where a source leaves the manner open, it was not."""
        return bool(self.__dict__.get("mode") == "public_notice")


class Approved(Content):
    """An act that a head must approve (负责人批准): the head does it, under the head's own identity."""
