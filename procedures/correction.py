"""The order to correct and its recheck (责令改正、复查).

按日连续处罚办法 art. 8: at the site where the violation is plain, else within its term after the monitoring report; art. 9:
with the way to relief; art. 10: the recheck is unannounced and within its window after service, where a daily penalty
may follow; elsewhere within the city's own norm. Art. 13: still going on, or obstructed, is a refusal to correct; it
brings a new order, and that a new recheck (art. 14). Whoever was ordered to correct is rechecked.

An order against a discharge means to stop at once (art. 8: 责令立即停止违法排放污染物行为). Any other may give time, as one to
remove (责令限期拆除) always does: until that is over nobody has refused.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import document, message
from judging.parties import everyone
from judging.record import Record, follows
from judging.serving import effective_day
from judging.step import Condition, Opens, Procedure, Step, after, ends, who
from law import guards
from law.chinese import day as told
from law.edition import Law
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from law.relief import periods_are_the_laws
from models.acts import Act
from models.acts.closing import CloseCase
from models.acts.correction import RecheckCorrection, ReportCorrection, ServeCorrectionOrder
from models.acts.enforcement import ServeDemand
from models.acts.filing import CONDUCT_NAMES, FileCase
from models.acts.finding import TellsOfViolation
from models.acts.investigation import InspectSite, ReceiveReport
from models.documents import Remedies
from models.effects import Document, Message
from models.people import Role
from procedures.competence import WITH_US
from procedures.contests import undone, undone_by
from procedures.legal_basis import basis_is_in_force
from procedures.officers import identity_was_shown, two_certified_officers
from procedures.publicity.disclosure import served_order
from procedures.relief import MADE_AGAIN, RELIEF
from procedures.repetition import not_said_already
from procedures.service import disobeyed_once_in_effect, service_is_proved

BUREAU = (1, 2)
DAY = timedelta(days=1)
NOT_DISCHARGED = frozenset({"construction_project", "ecology"})


def charges_by_the_day(conduct: str, day: date, law: Law) -> bool:
    """Tell whether on a day the law lists a kind of conduct for the daily penalty (按日连续处罚的范围)."""
    cited = law.catalogue.find("daily_penalty_scope", day)
    return cited is not None and conduct in str(cited.provision.values["acts"]).split()


def gives_time(order: Act[ServeCorrectionOrder]) -> bool:
    """Tell whether an order is known to set a day after its service, and so is none to stop at once."""
    until = order.content.__dict__.get("correct_by")
    return until is not None and until > order.day


def daily_may_follow(record: Record, order: Act[ServeCorrectionOrder], law: Law) -> bool:
    """Tell whether a daily penalty can follow an order: by the conduct as filed, else by what is polluted.

    None follows an order to remove, nor one that gives time, as one on site may before it is known what is filed.
    """
    if order.content.__dict__.get("order_kind") == "remove" or gives_time(order):
        return False
    return is_charged(record, effective_day(order, law) + DAY, law)


def conduct_filed(record: Record) -> str | None:
    """Return the kind of conduct a case was filed for; None while it is not filed, or filed as another."""
    filed = record.content(FileCase)
    return filed.conduct if filed is not None and filed.conduct != "other" else None


def is_charged(record: Record, first: date, law: Law) -> bool:
    """Tell whether what the case is about is charged by the day from a day on, by all that is known of it."""
    conduct, opening = conduct_filed(record), record.opening
    if conduct is not None:
        return charges_by_the_day(conduct, first, law)
    found = opening.content if opening else None
    kinds = set(found.pollution) if isinstance(found, TellsOfViolation) else set()
    return bool(kinds - NOT_DISCHARGED) and charges_by_the_day("discharge", first, law)


def _daily(attempt: Attempt[ServeCorrectionOrder]) -> bool:
    return daily_may_follow(attempt.record, attempt.act, attempt.law)


def _no_daily(attempt: Attempt[ServeCorrectionOrder]) -> bool:
    return not _daily(attempt)


def _check_from(attempt: Attempt[ServeCorrectionOrder]) -> date:
    """Return the day from which the party may be expected to have corrected: the one that was set, else of service."""
    served, until = effective_day(attempt.act, attempt.law), attempt.content.correct_by
    return served if until is None else max(served, until)


def order_is_due_after(record: Record, report: Act[ReceiveReport], law: Law) -> bool:
    """Tell whether a report that shows an excess calls for an order (办法 art. 8(2)).

    None is due where an order served before, on site, waits for its recheck, nor where nothing is discharged. An order
    that was set aside by then orders nothing.
    """
    before = [one for one in record.all(ServeCorrectionOrder) if follows(report, one)]
    gone = {one.no for one in before if (by := undone_by(record, one)) is not None and follows(report, by)}
    orders = [one for one in before if one.no not in gone]
    rechecked = {one.content.of for one in record.all(RecheckCorrection) if follows(report, one)}
    is_ordered = any(one.no not in rechecked for one in orders)
    return report.content.exceeds and not is_ordered and is_charged(record, report.day, law)


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
    AskedFor("remedies", when="违法行为可以按日连续处罚的，各项均", guard="G19", side="correction_order", offered=True),
    AskedFor("correct_by", must="须在送达之后"),
    AskedFor("basis", must="须为当日有效的依据"),
)
def order_is_complete(attempt: Attempt[ServeCorrectionOrder]) -> None:
    """Refuse an order that sets a day gone by, cites law not in force, or is silent on relief (办法 art. 9, G16, G19)."""
    content, served = attempt.content, effective_day(attempt.act, attempt.law)
    if content.correct_by is not None and content.correct_by < served:
        sentence = f"改正期限{content.correct_by.isoformat()}早于送达日期{served.isoformat()}，请写明送达之后的日期"
        raise Unclear("correct-by-in-the-past", sentence, field="correct_by")
    if content.basis:
        basis_is_in_force(attempt)
    relief = content.remedies or Remedies()
    if _daily(attempt):
        guards.remedies_told("correction_order", on=attempt.day, law=attempt.law, **relief.known())
    else:
        periods_are_the_laws(
            on=attempt.day,
            law=attempt.law,
            reconsideration_period=relief.reconsideration_period,
            suit_period=relief.suit_period,
        )


@asks_for(AskedFor("correct_by", when="责令限期拆除的", rule="removal_order"))
def time_fits_the_order(attempt: Attempt[ServeCorrectionOrder]) -> None:
    """Refuse time to go on discharging, and an order to remove without time or basis (办法 art. 8; 限期拆除)."""
    content, conduct = attempt.content, conduct_filed(attempt.record)
    if content.order_kind == "remove":
        article = attempt.cite("removal_order")
        if not gives_time(attempt.act):
            sentence = "责令限期拆除须写明晚于送达日期的拆除期限"
            raise Unclear("no-day-to-remove", sentence, article=article, field="correct_by")
        basis_is_in_force(attempt)
    elif gives_time(attempt.act) and conduct and charges_by_the_day(conduct, attempt.day + DAY, attempt.law):
        sentence = f"“{CONDUCT_NAMES[conduct]}”应当责令立即停止，不得另定改正期限；治理设施的整改期限写在改正要求中"
        article = attempt.cite("discharge_stopped_at_once")
        raise OutOfBounds("must-stop-at-once", sentence, article=article, field="correct_by")


def order_has_taken_effect(attempt: Attempt[RecheckCorrection]) -> None:
    """Refuse to find a refusal before the public notice of the order is service (公告期未满)."""
    order = attempt.record.act(attempt.content.of, ServeCorrectionOrder)
    if order is not None and found_refusal(attempt.act):
        disobeyed_once_in_effect(attempt, order, "corrected")


def time_given_is_over(attempt: Attempt[RecheckCorrection]) -> None:
    """Refuse to find a refusal while the time that the order gave still runs; who obstructs refuses all the same."""
    order = attempt.record.act(attempt.content.of, ServeCorrectionOrder)
    until = order.content.correct_by if order is not None and gives_time(order) else None
    if until is not None and attempt.day <= until and not (attempt.content.corrected or attempt.content.obstructed):
        sentence = f"责令改正决定书所定期限至{told(until)}届满，届满之前不能认定没有改正"
        raise OutOfTime("time-given-still-runs", sentence, article=attempt.cite("correction_order"), field="corrected")


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
    """Refuse to find a second refusal on one order: the first one calls for a new order (办法 art. 14).

    Whether a demand on it was obeyed is looked at all the same (行政强制法 art. 50): such a look begins no new round.
    """
    record = attempt.record
    order = record.act(attempt.content.of, ServeCorrectionOrder)
    if order is None or not found_refusal(attempt.act) or not daily_may_follow(record, order, attempt.law):
        return
    refused = [act for act in record.pointing(order.no, RecheckCorrection) if found_refusal(act)]
    if refused and not _demanded_since(record, order, refused[-1]):
        sentence = f"{refused[0].day.isoformat()}复查已认定拒不改正，须再次送达责令改正决定书，再对新的决定书复查"
        raise OutOfOrder("new-order-first", sentence, article=attempt.cite("daily_penalty_cycle"), field="of")


def _demanded_since(record: Record, order: Act[ServeCorrectionOrder], refusal: Act[RecheckCorrection]) -> bool:
    return any(follows(one, refusal) for one in record.pointing(order.no, ServeDemand))


def order_document(done: Attempt[ServeCorrectionOrder]) -> Iterable[Document]:
    """Return the document of an order: to correct, or to remove."""
    remove = done.content.order_kind == "remove"
    yield from document(*(("责令限期拆除决定书", "责拆") if remove else ("责令改正违法行为决定书", "责改")))(done)


def order_again(done: Attempt[RecheckCorrection]) -> Iterable[Message]:
    """Tell whoever answers that a refusal was found and a new order is due (办法 art. 14)."""
    if found_refusal(done.act):
        yield from message("复查认定拒不改正，应当再次责令改正", "holder")(done)


NOT_CLOSED = Condition(lambda now: not now.kind.is_closed(everyone(now.record)), f"已有“{CloseCase.label}”，不得再办理")

STEPS = (
    Step(
        ServeCorrectionOrder,
        who(Role.OFFICER, levels=BUREAU),
        needs=(WITH_US, after(InspectSite, ReceiveReport, FileCase), NOT_CLOSED),
        guards=(order_is_complete, time_fits_the_order, ordered_once, service_is_proved),
        ends=(*ends("correction_order_after_lab"), *MADE_AGAIN),
        opens=(
            Opens("recheck_window", when=_daily),
            Opens("norm.recheck", when=_no_daily, starts=_check_from),
            *RELIEF,
        ),
        stage="ordered",
        effects=(order_document, served_order),
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
        guards=(
            two_certified_officers,
            identity_was_shown,
            order_still_binds,
            order_has_taken_effect,
            time_given_is_over,
            new_order_after_refusal,
        ),
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
