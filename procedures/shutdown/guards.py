"""The guards of a shutdown (停业、关闭): its ground, the government that has the power, supply, dismantling."""

from collections.abc import Mapping
from datetime import date

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, PointsBack
from judging.record import Record
from law import guards
from law.chinese import day, listed
from law.instruments import Limit, Unit
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from law.terms import reckon
from models.acts import Content
from models.acts.correction import RecheckCorrection
from models.acts.penalty import DecidePenalty
from models.acts.production_stop import FollowUpProductionStop, SuperviseProductionStop
from models.acts.restriction import SuperviseRestriction
from models.acts.shutdown import (
    SHUTDOWN_GROUNDS,
    SHUTDOWN_NAMES,
    SUPPLY_NAMES,
    AnnounceDismantling,
    CheckShutdown,
    DecideShutdown,
    DeclineShutdown,
    DismantleEquipment,
    NotifySuppliers,
    ProposeShutdown,
    ServeShutdown,
)
from procedures.contests import going_on, undone
from procedures.hours_of_force import not_at_night_or_on_a_day_off
from procedures.measure_notice import notice_of
from procedures.penalty.as_notified import basis_was_told
from procedures.production_stop import shutdown_triggers
from procedures.remedies import lapse_against, may_still_be_enforced
from procedures.service import disobeyed_once_in_effect

TRIGGER = "close_trigger"
SEVERE = "hy76_severe_measures"
SHUTTING = frozenset({"stop_business", "closure"})
TRIGGER_ACTS: Mapping[str, type[Content]] = {
    "resumed_or_refused": SuperviseProductionStop,
    "repeat_after_lifting": FollowUpProductionStop,
}


def only_government_closes(attempt: Attempt[DecideShutdown]) -> None:
    """Refuse a shutdown that no government with the power decided or approved (G13)."""
    guards.closure_by_government_only(
        on=attempt.day,
        law=attempt.law,
        issued_by_government=attempt.content.issued_by == "government",
        approved_by_government=bool(attempt.content.approval_no.strip()),
    )


def proposal_is_open(attempt: Attempt[DecideShutdown | DeclineShutdown]) -> None:
    """Refuse a second answer to one proposal."""
    of = attempt.content.of
    for act in attempt.record.pointing(of, DecideShutdown, DeclineShutdown):
        sentence = f"第{of}号请示已由第{act.no}号“{act.content.label}”答复"
        raise OutOfOrder("already-answered", sentence, article=attempt.cite(TRIGGER), field="of")


def bureau_does_not_close(attempt: Attempt[DecidePenalty]) -> None:
    """Refuse a penalty decision of the bureau that closes the party without the government's approval on file (G13)."""
    wanted = SHUTTING & set(attempt.content.measures)
    gone = undone(attempt.record)
    decided = [act for act in attempt.record.all(DecideShutdown) if act.no not in gone]
    approved = {name for act in decided for name in act.content.measures}
    if wanted:
        guards.closure_by_government_only(
            on=attempt.day, law=attempt.law, issued_by_government=False, approved_by_government=wanted <= approved
        )


@asks_for(
    AskedFor(
        "earlier_penalties", when="以多次有毒物质超标处罚为由的", must="须写明规定年限内的各次处罚日期", rule=TRIGGER
    )
)
def ground_is_in_the_file(attempt: Attempt[ProposeShutdown]) -> None:
    """Refuse to propose a shutdown on a ground that the file does not bear out (报请情形)."""
    content = attempt.content
    wanted = TRIGGER_ACTS.get(content.ground)
    if wanted and not any(isinstance(act.content, wanted) for act in shutdown_triggers(attempt.record)):
        sentence = f"案卷中没有“{SHUTDOWN_GROUNDS[content.ground]}”的记录"
        raise OutOfOrder("ground-not-found", sentence, article=attempt.cite(TRIGGER), field="ground")
    if content.ground == "toxic_repeat":
        _penalised_often_enough(attempt)
    if content.ground == "refuses_correction":
        if not refuses_to_correct(attempt.record):
            sentence = "案卷中没有复查或者督察认定拒不改正的记录"
            raise OutOfOrder("ground-not-found", sentence, article=attempt.cite(SEVERE), field="ground")
        if set(content.measures) & SHUTTING:
            sentence = "拒不改正本身不是责令停业、关闭的情形；可以报请停水断电"
            raise OutOfBounds("no-closure-for-that", sentence, article=attempt.cite(TRIGGER), field="measures")


def _penalised_often_enough(attempt: Attempt[ProposeShutdown]) -> None:
    earlier = attempt.content.earlier_penalties
    cited = attempt.law.catalogue.provision(TRIGGER, attempt.day)
    opening = attempt.record.opening
    found = opening.day if opening else attempt.day
    within = Limit(amount=int(str(cited.provision.values["within_years"])), unit=Unit.YEAR)
    last_days = [reckon(one, within, attempt.law.calendar, rolls=False).last_day for one in earlier]
    counted = {
        one for one, last in zip(earlier, last_days, strict=True) if one < found and last is not None and found <= last
    }
    needed = int(str(cited.provision.values["penalties"]))
    if len(counted) < needed:
        sentence = f"发现本次违法前{within.amount}年内的有毒物质超标处罚只有{len(counted)}次，不足{needed}次"
        raise OutOfBounds("too-few-penalties", sentence, article=attempt.cite(TRIGGER), field="earlier_penalties")


def refuses_to_correct(record: Record) -> bool:
    """Tell whether a recheck or a supervision found that the party does not correct (拒不改正)."""
    rechecks = [act.content for act in record.all(RecheckCorrection)]
    supervised = [act.content for act in record.all(SuperviseProductionStop, SuperviseRestriction)]
    return any(not one.corrected or one.obstructed for one in rechecks) or any(not one.is_obeyed for one in supervised)


def measures_hang_together(attempt: Attempt[ProposeShutdown | DecideShutdown]) -> None:
    """Refuse dismantling without shutdown, and a cut in supply without shutdown or refusal (意见二(三))."""
    measures = set(attempt.content.measures)
    if measures - SHUTTING and attempt.law.catalogue.find(SEVERE, attempt.day) is None:
        named = listed(SHUTDOWN_NAMES[one] for one in sorted(measures - SHUTTING))
        raise OutOfBounds("no-basis-then", f"{named}在{day(attempt.day)}没有依据", field="measures")
    if "dismantling" in measures and not measures & SHUTTING:
        sentence = "拆除主体设备以责令停业、关闭为前提"
        raise OutOfBounds("dismantling-without-closure", sentence, article=attempt.cite(SEVERE), field="measures")
    if "supply_cut" in measures and not measures & SHUTTING and not refuses_to_correct(attempt.record):
        sentence = "停水断电限于责令停业、关闭或者拒不改正的情形"
        raise OutOfBounds("supply-without-ground", sentence, article=attempt.cite(SEVERE), field="measures")


@asks_for(AskedFor("supplies", when="决定停水断电的"), AskedFor("remedies", whole=True))
def decision_follows_the_notice(attempt: Attempt[DecideShutdown]) -> None:
    """Refuse a shutdown the party was not told of, supply named without a cut, and silence on relief (G19)."""
    content = attempt.content
    for measure in sorted(SHUTTING & set(content.measures)):
        if notice_of(attempt.record, measure) is None:
            sentence = f"尚未就{SHUTDOWN_NAMES[measure]}送达事先告知书，须先告知陈述、申辩和听证的权利"
            raise OutOfOrder("not-noticed", sentence, article=attempt.cite("penalty_prior_notice"), field="measures")
    if bool(content.supplies) != ("supply_cut" in content.measures):
        sentence = "决定停水断电的须写明停止供应的种类，没有决定的不得写明"
        raise Unclear("supplies-unclear", sentence, field="supplies")
    guards.remedies_told("decision", on=attempt.day, law=attempt.law, **content.remedies.known())


def closing_rests_on_what_was_told(attempt: Attempt[DecideShutdown]) -> None:
    """Refuse a closing on a basis that its notice does not have (行政处罚法 art. 44, 45)."""
    content, article = attempt.content, attempt.cite("notice_content")
    for measure in sorted(SHUTTING & set(content.measures)):
        notice = notice_of(attempt.record, measure)
        if notice is not None:
            basis_was_told(attempt.law, content.basis, notice.content.basis, article)


def closing_binds(attempt: Attempt[PointsBack]) -> None:
    """Refuse to carry out what was not served, has no effect yet, was set aside, or is stayed (行政强制法 art. 34)."""
    of, article = attempt.content.of, attempt.cite("default_after_decision")
    served = next(iter(attempt.record.pointing(of, ServeShutdown)), None)
    if served is None:
        raise OutOfOrder("not-served", f"第{of}号停业、关闭决定尚未送达", article=article, field="of")
    may_still_be_enforced(attempt, served, "default_after_decision", "据以执行")
    disobeyed_once_in_effect(attempt, served, "of")


def found_open_once_it_binds(attempt: Attempt[CheckShutdown]) -> None:
    """Refuse to find that a party has not closed which does not have to (核查停业、关闭执行情况)."""
    if not attempt.content.is_obeyed:
        closing_binds(attempt)


def decision_says_so(measure: str, attempt: Attempt[PointsBack]) -> None:
    """Refuse to carry out what the government's decision does not order."""
    decision = attempt.record.act(attempt.content.of, DecideShutdown)
    if decision is not None and measure not in decision.content.measures:
        sentence = f"人民政府的决定没有{SHUTDOWN_NAMES[measure]}的内容"
        raise OutOfBounds("not-in-the-decision", sentence, article=attempt.cite(SEVERE), field="of")


@asks_for(
    AskedFor("reaches_residents", must="须为否", rule="residents_supply"),
    AskedFor("supplies", must="须为人民政府决定停止的", rule=SEVERE),
)
def supply_is_cut_as_decided(attempt: Attempt[NotifySuppliers]) -> None:
    """Refuse to ask for more than the government decided, on a day off, and ever to cut off residents (居民生活)."""
    content = attempt.content
    decision_says_so("supply_cut", attempt)
    decision = attempt.record.act(content.of, DecideShutdown)
    allowed = decision.content.supplies if decision else ()
    beyond = [SUPPLY_NAMES[one] for one in content.supplies if one not in allowed]
    if beyond:
        sentence = f"人民政府的决定没有停止{listed(beyond)}"
        raise OutOfBounds("not-in-the-decision", sentence, article=attempt.cite(SEVERE), field="supplies")
    if content.reaches_residents:
        sentence = "不得对居民生活采取停止供水、供电、供气等方式迫使当事人履行决定；请把居民用户分开后再通知"
        article = attempt.cite("residents_supply")
        raise OutOfBounds("residents-supply", sentence, article=article, field="reaches_residents")
    if content.from_day < attempt.day:
        raise OutOfTime("cut-in-the-past", "停止供应的日期不得早于通知日期", field="from_day")
    not_at_night_or_on_a_day_off(
        content.from_day, attempt.day, attempt.law, is_urgent=content.is_urgent, field="from_day"
    )


def dismantling_is_ordered(attempt: Attempt[AnnounceDismantling]) -> None:
    """Refuse to announce a dismantling that was not decided, or a deadline that is over."""
    decision_says_so("dismantling", attempt)
    if attempt.content.deadline <= attempt.day:
        sentence = "限期自行拆除的截止日期须晚于公告日期"
        raise OutOfTime("deadline-in-the-past", sentence, article=attempt.cite("forced_dismantling"), field="deadline")


@asks_for(AskedFor("ruling", when="人民法院强制执行的", rule="court_ruling_plain"))
def dismantling_is_lawful(attempt: Attempt[DismantleEquipment]) -> None:
    """Refuse force before its time, by whom has no power, at night or on a holiday (强制拆除)."""
    content = attempt.content
    if content.done_by == "party":
        return
    closing_binds(attempt)
    if content.done_by == "court" and not content.ruling.strip():
        sentence = "人民法院强制执行的，须写明准予执行裁定"
        raise Unclear("no-ruling", sentence, article=attempt.cite("court_ruling_plain"), field="ruling")
    if not attempt.record.pointing(content.of, AnnounceDismantling):
        sentence = "尚未就该决定公告限期自行拆除，不得强制拆除"
        raise OutOfOrder("not-announced", sentence, article=attempt.cite("forced_dismantling"), field="of")
    contest = going_on(attempt.record, next(iter(attempt.record.pointing(content.of, ServeShutdown)), None))
    if contest is not None:
        sentence = f"“{contest.content.label}”（第{contest.no}号行为）尚未终结，不得强制拆除"
        raise OutOfOrder("contested", sentence, article=attempt.cite("forced_dismantling"))
    last = forced_from(attempt)
    if last is not None and attempt.day <= last:
        sentence = f"限期自行拆除、申请复议和起诉的期限至{day(last)}届满，届满前不得强制拆除"
        raise OutOfTime("relief-still-open", sentence, article=attempt.cite("forced_dismantling"), field="happened_at")
    not_at_night_or_on_a_day_off(
        attempt.day, attempt.day, attempt.law, is_urgent=content.is_urgent, is_at_night=content.is_at_night
    )


def forced_from(attempt: Attempt[DismantleEquipment]) -> date | None:
    """Return the last day on which force is too early: the deadline announced, or the time for 复议 and suit."""
    record, of = attempt.record, attempt.content.of
    announced, served = record.pointing(of, AnnounceDismantling), record.pointing(of, ServeShutdown)
    lapses = [lapse_against(record, attempt.law, one, rolled=True) for one in served]
    days = [*(one.content.deadline for one in announced[-1:]), *(one.day for one in lapses if one is not None)]
    return max(days, default=None)
