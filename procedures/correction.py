"""The order to correct and its recheck (责令改正、复查).

按日连续处罚办法 art. 8: at the site where the violation is plain, else within its term after the monitoring report; art. 9:
with the way to relief; art. 10: the recheck is unannounced and within its window after service, where a daily penalty
may follow; elsewhere within the city's own norm. Art. 13: still going on, or obstructed, is a refusal to correct; it
brings a new order, and that a new recheck (art. 14). Whoever was ordered to correct is rechecked.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import document, message
from judging.record import Record, follows
from judging.serving import effective_day
from judging.step import Opens, Procedure, Step, after, before, ends, who
from law import guards
from law.edition import Law
from law.refusals import OutOfOrder, Unclear
from law.relief import periods_are_the_laws
from models.acts import Act
from models.acts.closing import CloseCase
from models.acts.correction import RecheckCorrection, ReportCorrection, ServeCorrectionOrder
from models.acts.filing import FileCase
from models.acts.finding import TellsOfViolation
from models.acts.investigation import InspectSite, ReceiveReport
from models.documents import Remedies
from models.effects import Message
from models.people import Role
from procedures.contests import undone, undone_by
from procedures.legal_basis import basis_is_in_force
from procedures.officers import identity_was_shown, two_certified_officers
from procedures.relief import MADE_AGAIN, RELIEF
from procedures.repetition import not_said_already
from procedures.service import service_is_proved

BUREAU = (1, 2)
DAY = timedelta(days=1)
NOT_DISCHARGED = frozenset({"construction_project", "ecology"})


def charges_by_the_day(conduct: str, day: date, law: Law) -> bool:
    """Tell whether on a day the law lists a kind of conduct for the daily penalty (按日连续处罚的范围)."""
    cited = law.catalogue.find("daily_penalty_scope", day)
    return cited is not None and conduct in str(cited.provision.values["acts"]).split()


def daily_may_follow(record: Record, order: Act[ServeCorrectionOrder], law: Law) -> bool:
    """Tell whether a daily penalty can follow an order: by the conduct as filed, else by what is polluted."""
    filed, opening = record.content(FileCase), record.opening
    first = effective_day(order, law) + DAY
    if filed is not None and filed.conduct != "other":
        return charges_by_the_day(filed.conduct, first, law)
    told = opening.content if opening else None
    kinds = set(told.pollution) if isinstance(told, TellsOfViolation) else set()
    return bool(kinds - NOT_DISCHARGED) and charges_by_the_day("discharge", first, law)


def _daily(attempt: Attempt[ServeCorrectionOrder]) -> bool:
    return daily_may_follow(attempt.record, attempt.act, attempt.law)


def _no_daily(attempt: Attempt[ServeCorrectionOrder]) -> bool:
    return not _daily(attempt)


def found_refusal(recheck: Act[RecheckCorrection]) -> bool:
    """Tell whether a recheck found a refusal to correct (拒不改正): still going on, or obstructed."""
    return recheck.content.obstructed or not recheck.content.corrected


def correction_confirmed(record: Record) -> bool:
    """Tell whether every order has its end: a clean recheck, a refusal a later order took up, or it was set aside."""
    rechecks, orders = record.all(RecheckCorrection), record.all(ServeCorrectionOrder)
    clean = {act.content.of for act in rechecks if not found_refusal(act)}
    refused = {act.content.of for act in rechecks if found_refusal(act)}
    taken_up = {one.no for one in orders if one.no in refused and any(follows(other, one) for other in orders)}
    return {one.no for one in orders} <= clean | taken_up | undone(record)


@asks_for(
    AskedFor("remedies", when="违法行为可以按日连续处罚的，各项均", guard="G19", side="correction_order"),
    AskedFor("correct_by", must="须在送达之后"),
    AskedFor("basis", must="须为当日有效的依据"),
)
def order_is_complete(attempt: Attempt[ServeCorrectionOrder]) -> None:
    """Refuse an order that sets a day gone by, cites law not in force, or is silent on relief (办法 art. 9, G16, G19)."""
    content = attempt.content
    if content.correct_by is not None and content.correct_by < attempt.day:
        sentence = (
            f"改正期限{content.correct_by.isoformat()}早于送达日期{attempt.day.isoformat()}，请写明送达之后的日期"
        )
        raise Unclear("correct-by-in-the-past", sentence, field="correct_by")
    if content.basis:
        basis_is_in_force(attempt)
    told = content.remedies or Remedies()
    if _daily(attempt):
        guards.remedies_told("correction_order", on=attempt.day, law=attempt.law, **told.known())
    else:
        periods_are_the_laws(
            on=attempt.day,
            law=attempt.law,
            reconsideration_period=told.reconsideration_period,
            suit_period=told.suit_period,
        )


def ordered_once(attempt: Attempt[ServeCorrectionOrder]) -> None:
    """Refuse an order that says what one not rechecked yet says; another violation is another order."""
    orders, rechecked = attempt.whole.all(ServeCorrectionOrder), attempt.whole.targets(RecheckCorrection)
    waiting = [one for one in orders if one.no not in rechecked]
    not_said_already(attempt, waiting, attempt.cite("correction_order"))


def order_still_binds(attempt: Attempt[RecheckCorrection]) -> None:
    """Refuse to find a refusal to obey what was set aside (责令改正决定被撤销)."""
    order = attempt.record.act(attempt.content.of, ServeCorrectionOrder)
    gone = undone_by(attempt.record, order) if order is not None else None
    if gone is not None:
        sentence = f"该责令改正决定已由第{gone.no}号行为撤销或者确认无效，不得据以复查认定"
        raise OutOfOrder("order-set-aside", sentence, article=attempt.cite("recheck_window"), field="of")


def new_order_after_refusal(attempt: Attempt[RecheckCorrection]) -> None:
    """Refuse to find a second refusal on one order: the first one calls for a new order (办法 art. 14)."""
    record = attempt.record
    order = record.act(attempt.content.of, ServeCorrectionOrder)
    if order is None or not found_refusal(attempt.act) or not daily_may_follow(record, order, attempt.law):
        return
    refused = [act for act in record.pointing(order.no, RecheckCorrection) if found_refusal(act)]
    if refused:
        sentence = f"{refused[0].day.isoformat()}复查已认定拒不改正，须再次送达责令改正决定书，再对新的决定书复查"
        raise OutOfOrder("new-order-first", sentence, article=attempt.cite("daily_penalty_cycle"), field="of")


def order_again(done: Attempt[RecheckCorrection]) -> Iterable[Message]:
    """Tell whoever answers that a refusal was found and a new order is due (办法 art. 14)."""
    if found_refusal(done.act):
        yield from message("复查认定拒不改正，应当再次责令改正", "holder")(done)


STEPS = (
    Step(
        ServeCorrectionOrder,
        who(Role.OFFICER, levels=BUREAU),
        needs=(after(InspectSite, ReceiveReport, FileCase), before(CloseCase)),
        guards=(order_is_complete, ordered_once, service_is_proved),
        ends=(*ends("correction_order_after_lab"), *MADE_AGAIN),
        opens=(Opens("recheck_window", when=_daily), Opens("norm.recheck", when=_no_daily), *RELIEF),
        stage="ordered",
        effects=(document("责令改正违法行为决定书", "责改"),),
        citation=("correction_order",),
    ),
    Step(
        ReportCorrection,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        needs=(after(ServeCorrectionOrder),),
        stage="correction_reported",
        effects=(message("当事人报告已经改正", "holder"),),
        citation=("correction_report",),
    ),
    Step(
        RecheckCorrection,
        who(Role.OFFICER, levels=BUREAU),
        needs=(after(ServeCorrectionOrder),),
        guards=(two_certified_officers, identity_was_shown, order_still_binds, new_order_after_refusal),
        ends=ends("recheck_window", "norm.recheck"),
        stage="rechecked",
        effects=(order_again,),
        citation=("recheck_window",),
    ),
)

PROCEDURE = Procedure(
    "correction",
    "责令改正",
    STEPS,
    {"ordered": "已责令改正", "correction_reported": "已报告改正", "rechecked": "已复查"},
)
