"""Cutting supply is coercion (停水断电): a law has to provide for it, and demand, hearing and relief come before it.

行政强制法 art. 13: only a law sets up administrative enforcement, so that the opinions of the city are no basis by
themselves; art. 35-37: a written demand to perform what the cut enforces (the closing itself, where there is one), what
the party says on it, a look that finds it not performed, a decision that tells its relief. A cut that was made without
them is entered as a fact of record, and departs.
"""

from datetime import date

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.serving import effective_day
from law import guards
from law.chinese import day
from law.citations import instruments_named
from law.instruments import Instrument
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.acts import Act
from models.acts.correction import RecheckCorrection, ServeCorrectionOrder
from models.acts.production_stop import ServeProductionStop, SuperviseProductionStop
from models.acts.restriction import ServeRestriction, SuperviseRestriction
from models.acts.shutdown import CheckShutdown, DecideShutdown, NotifySuppliers, ProposeShutdown, ServeShutdown
from procedures.called_on import looked_at_since
from procedures.contests import undone
from procedures.correction import found_refusal
from procedures.shutdown.guards import SHUTTING

LAWS = frozenset({"法律"})
SETS_NONE = frozenset({"AEL"})
"""The law on coercion itself: it says how, and sets up none."""
ORDERS = (ServeCorrectionOrder, ServeRestriction, ServeProductionStop)
"""What lays a duty on the party that a demand presses, and a cut enforces where no closing is ordered (拒不改正)."""


@asks_for(AskedFor("coercion_basis", when="含停水断电的", rule="coercion_by_law_only"))
def supply_cut_rests_on_a_law(attempt: Attempt[ProposeShutdown | DecideShutdown]) -> None:
    """Refuse to cut supply on anything but a provision of a law in force (行政强制法 art. 13)."""
    if "supply_cut" not in attempt.content.measures:
        return
    basis = attempt.content.coercion_basis
    named = instruments_named(basis.instrument, attempt.law) if basis else ()
    laws = [one for one in named if one.rank in LAWS and one.code not in SETS_NONE and _in_force(one, attempt.day)]
    if not laws:
        sentence = (
            "停水断电属于行政强制执行，只能由法律设定，政策文件不能作为依据；须写明规定可以停止供应的现行法律条文"
        )
        article = attempt.cite("coercion_by_law_only")
        raise OutOfBounds("no-law-for-the-cut", sentence, article=article, field="coercion_basis")


def _in_force(instrument: Instrument, on: date) -> bool:
    first, last = instrument.span(None, None)
    return first <= on <= last


def _closes(attempt: Attempt[NotifySuppliers]) -> bool:
    decision = attempt.record.act(attempt.content.of, DecideShutdown)
    return decision is not None and bool(SHUTTING & set(decision.content.measures))


def _ordered_since(attempt: Attempt[NotifySuppliers]) -> date | None:
    """Return the day since which the party has been under what the cut enforces (送达生效); None where it is not.

    Where the government closes the party, that is what it was called on to perform; else any order that it refuses.
    """
    record, law, gone = attempt.record, attempt.law, undone(attempt.record)
    orders: list[Act] = record.pointing(attempt.content.of, ServeShutdown) if _closes(attempt) else record.all(*ORDERS)
    return min((effective_day(act, law) for act in orders if act.no not in gone), default=None)


def _found_undone(attempt: Attempt[NotifySuppliers]) -> list[Act]:
    """Return the looks that found the party not to have performed what the cut enforces (仍不履行)."""
    record = attempt.record
    if _closes(attempt):
        return [act for act in record.pointing(attempt.content.of, CheckShutdown) if not act.content.is_obeyed]
    rechecks: list[Act] = [act for act in record.all(RecheckCorrection) if found_refusal(act)]
    supervised = record.all(SuperviseRestriction, SuperviseProductionStop)
    return [*rechecks, *(act for act in supervised if not act.content.is_obeyed)]


@asks_for(
    AskedFor("demanded_on", rule="demand_letter"),
    AskedFor("perform_by", rule="demand_letter"),
    AskedFor("heard", rule="statement_on_demand"),
    AskedFor("remedies", whole=True),
)
def supply_cut_was_demanded(attempt: Attempt[NotifySuppliers]) -> None:
    """Refuse to have supply cut before demand, hearing and a decision that tells relief (行政强制法 art. 35-37)."""
    content = attempt.content
    demand = attempt.cite("demand_letter")
    if content.demanded_on is None or content.perform_by is None:
        sentence = "停止供应前须书面催告当事人履行，写明催告日期和履行期限"
        raise OutOfOrder("not-demanded", sentence, article=demand, field="demanded_on")
    served = _ordered_since(attempt)
    if served is None or content.demanded_on < served:
        what = "停业、关闭的决定" if _closes(attempt) else "责令改正、限制生产、停产的决定"
        sentence = f"催告须在{what}送达以后，当事人不履行的才催告"
        raise OutOfOrder("demanded-before-the-order", sentence, article=demand, field="demanded_on")
    if not content.demanded_on < content.perform_by < attempt.day:
        sentence = f"催告的履行期限至{day(content.perform_by)}届满，逾期仍不履行的才可以强制执行"
        raise OutOfTime("demand-still-open", sentence, article=demand, field="perform_by")
    looked_at_since(_found_undone(attempt), content.perform_by, attempt.cite("coercion_decision"), "perform_by")
    if not content.heard:
        sentence = "须听取并复核当事人对催告的陈述、申辩"
        raise OutOfOrder("not-heard-on-demand", sentence, article=attempt.cite("statement_on_demand"), field="heard")
    if not all(content.remedies.known().values()):
        sentence = "强制执行决定须写明申请行政复议、提起行政诉讼的途径和期限"
        raise Unclear("remedies-not-told", sentence, article=attempt.cite("coercion_decision"), field="remedies")
    guards.remedies_told("decision", on=attempt.day, law=attempt.law, **content.remedies.known())
