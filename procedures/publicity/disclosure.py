"""What is made public about measures (公开查封扣押、限产停产等信息): the decision, its extension and its end, as data.

查封、扣押办法 art. 7 and 限制生产、停产整治办法 art. 4: decision, extension and lifting are made public; no number of days is set.
"""

from collections.abc import Callable, Iterable

from judging.attempt import Attempt
from judging.effects import in_whose_name, key, party_of
from models.acts import Act, Content
from models.acts.correction import ServeCorrectionOrder
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
            in_name_of=in_whose_name(done.record, act, done.law),
            measures=(measure,),
            basis=cited(_basis(act.content)),
            summary=title,
        )

    return make


def order_disclosed(done: Attempt, order: Act[ServeCorrectionOrder]) -> Disclosure:
    """Return what is made public of an order to correct that a daily penalty rests on (按日连续处罚办法 art. 4)."""
    title = "责令改正违法行为决定"
    return Disclosure(
        key=key(done, f"disclosure-{order.no}"),
        act_no=done.act.no,
        title=title,
        party=party_of(done),
        decision=order.no,
        decided_on=order.day,
        issuer=order.by.unit,
        in_name_of=in_whose_name(done.record, order, done.law),
        measures=("责令改正",),
        basis=cited(order.content.basis),
        summary=title,
    )


def cited(basis: Iterable[Basis]) -> tuple[str, ...]:
    """Return the provisions a decision rests on, as they are made public with it."""
    return tuple(f"{row.instrument}{row.article}" for row in basis)


def _basis(content: Content) -> tuple[Basis, ...]:
    """Return what a decision names as its basis; an extension or an end names none of its own."""
    return content.basis if isinstance(content, MeasureDecision | ImposeSeizure | DecideShutdown) else ()
