"""What a source says of an act, and no more (来源所载明的内容): contents with gaps, and what asking into a gap means.

1. In a published case a missing act is not in the source; nobody may conclude that it never happened.
2. A content of a published case holds what the source says and no default; asking it for more is asking for a missing
   fact. The questions are plain code all the same: `answered` turns such asking into `Missing`, here and only here.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, TypeVar

from models.acts import ACTS, Act, Content, PointsAt, pointers
from models.acts.content import Unsaid
from models.chinese import name_of
from models.people import Actor
from models.values import CIVIL

T = TypeVar("T")
C = TypeVar("C", bound=Content)

POINTED = "所针对的行为"
JOINED = ("是否", "所")
"""How a name begins that follows its act without 的."""
BUREAU = Actor(id="unknown", level=2)
"""Who did an act of a published case: some bureau with the power to penalise, nobody knows who."""


class Missing(Exception):  # noqa: N818  it tells the state of a source
    """A fact that would be needed and that the source does not give (来源未载明的事实)."""

    def __init__(self, fact: str, of: Content | None = None) -> None:
        self.fact = fact
        self.of = of
        super().__init__(f"来源未载明{self.told}")

    @property
    def told(self) -> str:
        """Return the fact with the act it belongs to."""
        if self.of is None:
            return self.fact
        return f"“{self.of.label}”{'' if self.fact.startswith(JOINED) else '的'}{self.fact}"


def known_content(kind: type[C], /, **known: Any) -> C:  # noqa: ANN401  the fields of any act
    """Return an act's content that holds what is said and nothing else; only what it points at may be left open."""
    unknown = known.keys() - kind.model_fields.keys()
    if unknown:
        raise TypeError(f"{kind.__name__} has no field {', '.join(sorted(unknown))}")
    content = kind.model_construct(**known)
    left_open = {name for name in pointers(kind) if kind.model_fields[name].default is None}
    for absent in content.__dict__.keys() - known.keys() - left_open - {"act"}:
        del content.__dict__[absent]
    return content  # type: ignore[return-value]  # it is of the class it was made from


def placed(no: int, kind: type[C], day: date, /, **known: Any) -> Act[C]:  # noqa: ANN401  as above
    """Return an act of a published case at its place in time, its day being known or not."""
    at = datetime.combine(day, time(0), CIVIL)
    return Act.model_construct(
        no=no,
        key=f"source/{no}",
        happened_at=at,
        recorded_at=at,
        by=BUREAU,
        content=known_content(kind, **known),
        of_record=True,
        irregularity="",
    )


def says(content: Content, field: str) -> object:
    """Return what a content holds in a field that is named by data; None where it holds nothing there."""
    return content.__dict__.get(field)


def answered(ask: Callable[[], T]) -> T:
    """Return the answer to a question; raise Missing where it asks a content for what the source does not say."""
    try:
        return ask()
    except Unsaid as gap:
        pointed = pointers(type(gap.content)).get(gap.field)
        raise Missing(_pointed(pointed) if pointed else name_of(gap.field, gap.content.act), gap.content) from None


def _pointed(mark: PointsAt) -> str:
    """Return what an act points at, with its legal term where it can be of one kind alone."""
    return f"{POINTED}({ACTS[mark.names[0]].label})" if len(mark.names) == 1 else POINTED


def said(ask: Callable[[], T]) -> T | None:
    """Return what is asked for; None where the source does not say it."""
    try:
        return answered(ask)
    except Missing:
        return None
