"""What is made public about orders and measures (公开责令改正、查封扣押、限产停产等信息): decision, extension and end.

查封、扣押办法 art. 7 and 限制生产、停产整治办法 art. 4: decision, extension and lifting are made public, in no
set number of days. 国办发〔2018〕118号 has twenty working days for what is no penalty (`three_systems_publication`): each
is public with its judgment, hence in time.
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
from models.effects import AGAIN, Disclosure


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
    """Return what is made public of an order: when it is served, and again with a daily penalty (按日连续处罚办法 art. 4).

    Whatever was served before orders were public is so with the penalty; readers are shown one of both.
    """
    removes = order.content.__dict__.get("order_kind") == "remove"
    title = "责令限期拆除决定" if removes else "责令改正违法行为决定"
    return Disclosure(
        key=key(done, "disclosure" if done.act.no == order.no else f"{AGAIN}{order.no}"),
        act_no=done.act.no,
        title=title,
        party=party_of(done),
        decision=order.no,
        decided_on=order.day,
        issuer=order.by.unit,
        in_name_of=in_whose_name(done.record, order, done.law),
        measures=("责令限期拆除" if removes else "责令改正",),
        basis=cited(order.content.basis),
        summary=title,
    )


def served_order(done: Attempt[ServeCorrectionOrder]) -> Iterable[Disclosure]:
    """Return what is made public of an order to correct when it is served (国办发〔2018〕118号)."""
    yield order_disclosed(done, done.act)


def cited(basis: Iterable[Basis]) -> tuple[str, ...]:
    """Return the provisions a decision rests on, as they are made public with it."""
    return tuple(f"{row.instrument}{row.article}" for row in basis)


def _basis(content: Content) -> tuple[Basis, ...]:
    """Return what a decision names as its basis; an extension or an end names none of its own."""
    return content.basis if isinstance(content, MeasureDecision | ImposeSeizure | DecideShutdown) else ()
