"""The record of what several officers did on site, confirmed by each of them who did not enter it (共同执法确认)."""

from collections.abc import Iterable
from typing import Annotated, Literal

from models.acts.content import Confirms, Content, OnSite, PointsAt, Served
from models.people import Officer
from models.values import MaybeText


class ConfirmRecord(Confirms):
    """A second officer confirms, signed in as himself, the record that the first one entered (共同执法确认).

    How late it comes is told by its own instants: when it was done, and when it was entered.
    """

    act: Literal["confirm_record"] = "confirm_record"
    label = "共同执法确认"
    of: Annotated[int, PointsAt()]
    remark: MaybeText = ""


def officers_named(content: Content) -> tuple[Officer, ...]:
    """Return the officers who did something together, as its record names them; of any other act none.

    Who went on site, and who left a document behind (留置送达). Where a source does not say who, it is nobody.
    """
    field = {OnSite: "officers", Served: "servers"}
    found = next((name for mark, name in field.items() if isinstance(content, mark)), "")
    named: tuple[Officer, ...] = content.__dict__.get(found, ())
    return named


def waited_for(content: Content, said: Iterable[str]) -> tuple[str, ...]:
    """Return the officers named in a record who are not among those who have entered or confirmed it (待确认人员)."""
    done = set(said)
    return tuple(officer.id for officer in officers_named(content) if officer.id not in done)
