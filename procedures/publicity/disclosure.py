"""What is made public about measures (公开查封扣押、限产停产等信息): the decision, its extension and its end, as data.

查封、扣押办法 art. 7 and 限制生产、停产整治办法 art. 4: decision, extension and lifting are made public; no number of days is set.
"""

from collections.abc import Callable, Iterable

from judging.attempt import Attempt
from judging.effects import key, party_of
from models.acts import Content
from models.acts.measure import MeasureDecision
from models.acts.seizure import ImposeSeizure
from models.acts.shutdown import DecideShutdown
from models.documents import Basis
from models.effects import Disclosure


def disclosed(title: str, measure: str) -> Callable[[Attempt], Iterable[Disclosure]]:
    """Return the maker of what is made public; the party's name is joined from the register when it may be shown."""

    def make(done: Attempt) -> Iterable[Disclosure]:
        act = done.act
        yield Disclosure(
            key=key(done, "disclosure"),
            act_no=act.no,
            title=title,
            party=party_of(done),
            decision=act.no,
            decided_on=act.day,
            issuer=act.by.unit,
            measures=(measure,),
            basis=cited(_basis(act.content)),
            summary=title,
        )

    return make


def cited(basis: Iterable[Basis]) -> tuple[str, ...]:
    """Return the provisions a decision rests on, as they are made public with it."""
    return tuple(f"{row.instrument}{row.article}" for row in basis)


def _basis(content: Content) -> tuple[Basis, ...]:
    """Return what a decision names as its basis; an extension or an end names none of its own."""
    return content.basis if isinstance(content, MeasureDecision | ImposeSeizure | DecideShutdown) else ()
