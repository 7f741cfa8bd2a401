"""The daily penalty (按日连续处罚).

环境保护法 art. 59, from 2026-08-15 生态环境法典 art. 1060, and 按日连续处罚办法: who was fined and ordered to correct, and is found at
an unannounced recheck within its window to refuse, is fined anew for every day from the day after the order was
served (art. 17, 19). The refusal brings a new order, and that a new recheck, without end (art. 14, 18); a clean
recheck closes the chain. The decision comes after the original one was made and served (art. 7), by the whole
ordinary procedure again (art. 15): review, notice, statement, hearing, legal review, discussion. What a seizure or a
stop has ended counts no further (art. 20). Only days on which the law lists the conduct are charged: discharge, from
2026-08-15 dumping and disposal too.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast

from law import guards
from law.edition import Law
from law.refusals import OutOfBounds, OutOfOrder, Refused, Unclear
from models.acts import Act
from models.acts.daily import DecideDailyPenalty, ServeDailyDecision, ServeDailyNotice
from models.acts.filing import CONDUCT_NAMES
from models.case import Effect
from models.people import Role
from workflows.procedures.correction import charges_by_the_day
from workflows.procedures.court_window import WINDOW
from workflows.procedures.daily_rounds import chosen, closed_before, cycle, original, penalty_for, rounds
from workflows.procedures.decisions import service_of
from workflows.procedures.deliberation import fully_deliberated
from workflows.procedures.effects import Maker, document, message
from workflows.procedures.guarding import (
    basis_fits,
    electronic_service_needs_consent,
    hearing_is_offered,
    points_at,
    results_were_told,
)
from workflows.procedures.prior_notice import DAILY as NOTICE
from workflows.procedures.prior_notice import charged, follows, party_was_heard, rechecks_of, refusals, waiting
from workflows.procedures.record import Record
from workflows.procedures.remedies import REMEDIES
from workflows.procedures.step import Attempt, Condition, Opens, Procedure, Step, after, ends, who

RULES = "《环境保护主管部门实施按日连续处罚办法》"
BUREAU = (1, 2)
DAY = timedelta(days=1)


def rechecks_meant(record: Record, act: Act) -> frozenset[int]:
    """Return the rechecks that a notice, or a decision on a notice, charges."""
    notice = act if isinstance(act.content, ServeDailyNotice) else record.act(cast("Any", act.content).of)
    return rechecks_of(notice) if notice is not None else frozenset()


def names_rounds(attempt: Attempt) -> None:
    """Refuse a daily penalty for a recheck that ended no round, as one that no new order came before (办法 art. 14)."""
    wanted = rechecks_meant(attempt.record, attempt.act)
    known = {recheck.no for _, recheck in rounds(attempt.record)}
    if not wanted:
        raise Unclear("no-round", "须写明据以计罚的复查（行为编号）", field="rechecks")
    repeats = {act.no for act in attempt.record.all("recheck_correction")} - known
    if wanted & repeats:
        sentence = f"第{_numbers(wanted & repeats)}号复查之前没有再次送达责令改正决定书，不构成新的一轮，不得计罚"
        raise OutOfOrder("no-new-order", sentence, article=_article("daily_penalty_cycle", attempt), field="rechecks")
    if wanted - known:
        raise Unclear("no-such-act", f"第{_numbers(wanted - known)}号行为不是本案的复查", field="rechecks")


def _numbers(numbers: Iterable[int]) -> str:
    return "、".join(map(str, sorted(numbers)))


def _article(rule: str, attempt: Attempt) -> str:
    cited = attempt.law.catalogue.find(rule, attempt.day)
    return cited.citation if cited else ""


def chain_holds(attempt: Attempt) -> None:
    """Refuse a daily penalty whose chain is broken, is closed, or charges a round twice (G9)."""
    record, wanted = attempt.record, rechecks_meant(attempt.record, attempt.act)
    before = charged(attempt.whole)
    if wanted & before:
        sentence = f"第{_numbers(wanted & before)}号复查所对应的期间已经处罚，不得重复计罚"
        article = _article("daily_penalty_days", attempt)
        raise OutOfBounds("round-charged-twice", sentence, article=article, guard="G7", field="rechecks")
    _chain_is_open(attempt, wanted)
    decision = original(record)
    served = service_of(record, decision) if decision else None
    served_on = served.day if served else None
    if decision is not None and isinstance(attempt.act.content, ServeDailyNotice):
        served_on = served_on or attempt.day
    guards.daily_penalty_chain_holds(
        [cycle(record, order, recheck) for order, recheck in chosen(record, wanted | before)],
        on=attempt.day,
        original_decided_on=decision.day if decision else None,
        original_served_on=served_on,
    )


def _chain_is_open(attempt: Attempt, wanted: frozenset[int]) -> None:
    for order, recheck in chosen(attempt.record, wanted):
        clean = closed_before(attempt.record, order)
        if clean is not None:
            sentence = f"{clean.day.isoformat()}复查时已经改正，计罚周期终止；第{recheck.no}号复查发现的违法行为须重新作出处罚决定并重新起算"
            raise OutOfOrder("chain-closed", sentence, article=_article("daily_penalty_cycle", attempt), guard="G9")


def conduct_is_in_scope(attempt: Attempt) -> None:
    """Refuse a daily penalty for days on which the law did not list the conduct (按日连续处罚的适用范围)."""
    filed = attempt.record.content("file_case")
    for order, recheck in chosen(attempt.record, rechecks_meant(attempt.record, attempt.act)):
        first = order.day + DAY
        if filed is None or charges_by_the_day(filed.conduct, first):
            continue
        cited = attempt.law.catalogue.find("daily_penalty_scope", first)
        sentence = (
            f"立案的违法行为是“{CONDUCT_NAMES[filed.conduct]}”，{first.isoformat()}的法律没有把它列入按日连续处罚的范围，"
            f"第{recheck.no}号复查不得据以计罚；立案时行为种类填写有误的，请先“更正记录”"
        )
        raise OutOfBounds("conduct-out-of-scope", sentence, article=cited.citation if cited else "", field="rechecks")


def sum_is_right(attempt: Attempt) -> None:
    """Refuse a sum that is not the original fine times the days counted, or that counts no day (办法 art. 17, 19)."""
    fine = cast("Any", attempt.act.content).fine
    worked = penalty_for(attempt.record, rechecks_meant(attempt.record, attempt.act))
    article = _article("daily_penalty_amount", attempt)
    if worked.amount <= 0:
        sentence = f"原处罚罚款{worked.daily}元、计罚{worked.days}日，没有可以计罚的数额"
        raise OutOfBounds("nothing-to-charge", sentence, article=article, field="rechecks")
    if fine != worked.amount:
        sentence = f"按日连续处罚应为每日{worked.daily}元×{worked.days}日={worked.amount}元，填写的是{fine}元"
        raise OutOfBounds("wrong-daily-sum", sentence, article=article, field="fine")


def reviewed_anew(attempt: Attempt) -> None:
    """Refuse a notice before somebody else has reviewed what the recheck found (查审分离, 办法 art. 15)."""
    record = attempt.record
    rechecks = [recheck for _, recheck in chosen(record, rechecks_meant(record, attempt.act))]
    reviews = [act for act in record.all("review_case") if cast("Any", act.content).opinion != "return"]
    if not any(all(follows(review, recheck) for recheck in rechecks) for review in reviews):
        sentence = "复查认定拒不改正之后，尚未经非本案调查人员审核同意，须先“案件审核”"
        article = _article("separation_investigator_reviewer", attempt)
        raise OutOfOrder("review-missing", sentence, article=article or f"{RULES}第15条", guard="G3")


def basis_was_in_force(attempt: Attempt) -> None:
    """Refuse a basis that was not in force while the refusal went on (G16)."""
    days = [recheck.day for _, recheck in chosen(attempt.record, rechecks_meant(attempt.record, attempt.act))]
    basis_fits(attempt, max(days, default=attempt.day))


def ripe(record: Record, notice: Act, day: date, law: Law) -> None:
    """Refuse a decision on a notice before the party was heard and the case was deliberated (G1, G4, G5)."""
    party_was_heard(record, notice, day, law)
    fully_deliberated(record, notice, day, law)


def some_notice_is_ripe(record: Record, day: date, law: Law) -> None:
    """Refuse any daily decision while none of the notices that wait is ripe for it."""
    refusal = None
    for notice in (one for one in waiting(record) if one.name == NOTICE):
        try:
            ripe(record, notice, day, law)
        except Refused as no:
            refusal = refusal or no
        else:
            return
    if refusal is not None:
        raise refusal


def notice_is_ripe(attempt: Attempt) -> None:
    """Refuse a decision on this notice before it is ripe, heavier than it, or silent on relief (G1, G4-G6, G19)."""
    content = cast("DecideDailyPenalty", attempt.act.content)
    notice = cast("Act", attempt.record.act(content.of))
    ripe(attempt.record, notice, attempt.day, attempt.law)
    guards.fine_not_above_notified(content.fine, cast("ServeDailyNotice", notice.content).fine, on=attempt.day)
    guards.remedies_told("daily_penalty", on=attempt.day, **content.remedies.model_dump())


def dailies_are_finished(record: Record) -> bool:
    """Tell whether no daily penalty is under way: none notified and undecided, none decided and unserved."""
    unserved = {act.no for act in record.all("decide_daily_penalty")}
    unserved -= {cast("ServeDailyDecision", act.content).of for act in record.all("serve_daily_decision")}
    return not unserved and all(notice.name != NOTICE for notice in waiting(record))


def with_working(title: str, word: str) -> Maker:
    """Return the maker of a document's data that shows how the sum was worked out (起止日、日数、数额)."""
    plain = document(title, word)

    def make(record: Record, act: Act) -> Iterable[Effect]:
        for effect in plain(record, act):
            yield effect.model_copy(update={"data": {**effect.data, **_working(record, act)}})

    return make


def _working(record: Record, act: Act) -> dict[str, Any]:
    try:
        worked = penalty_for(record, rechecks_meant(record, act))
    except Refused:
        # A fact of record may rest on rounds that nobody could have charged: its document has no working.
        return {}
    spans = [
        {"from": str(one.first_day), "to": str(one.last_day), "days": one.days, "ordered_on": str(one.ordered_on)}
        for one in worked.rounds
    ]
    return {"daily": str(worked.daily), "days": worked.days, "fine": str(worked.amount), "rounds": spans}


def _hearing_offered(_record: Record, act: Act) -> bool:
    return cast("ServeDailyNotice", act.content).hearing_offered


REFUSED = Condition(
    lambda record: bool(refusals(record)), "复查没有认定拒不改正，不得按日连续处罚", f"{RULES}第12条、第13条"
)
FINED = Condition(
    lambda record: original(record) is not None, "原处罚决定尚未作出，须先“作出处罚决定”", f"{RULES}第7条"
)
FINE_SERVED = Condition(
    lambda record: (decision := original(record)) is not None and service_of(record, decision) is not None,
    "原处罚决定尚未作出并送达，须先“送达处罚决定书”",
    f"{RULES}第7条",
)
NOTIFIED = Condition(
    lambda record: any(notice.name == NOTICE for notice in waiting(record)),
    "没有等待决定的按日连续处罚告知，须先“送达按日连续处罚告知书”",
    f"{RULES}第15条",
)
CHAIN = (names_rounds, conduct_is_in_scope, chain_holds, sum_is_right, basis_was_in_force)

STEPS = (
    Step(
        ServeDailyNotice,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(REFUSED, FINED),
        guards=(*CHAIN, reviewed_anew, results_were_told, hearing_is_offered, electronic_service_needs_consent),
        opens=(Opens("penalty_prior_notice"), Opens("hearing_request", when=_hearing_offered)),
        stage="daily_notified",
        effects=(with_working("按日连续处罚事先告知书", "按日告"),),
        citation=f"{RULES}第15条",
    ),
    Step(
        DecideDailyPenalty,
        who(Role.HEAD, levels=BUREAU),
        needs=(NOTIFIED, FINE_SERVED),
        bars=(some_notice_is_ripe,),
        guards=(points_at(NOTICE), *CHAIN, notice_is_ripe),
        once_each=True,
        opens=(Opens("decision_service"), Opens("penalty_publication")),
        stage="daily_decided",
        effects=(with_working("按日连续处罚决定书", "按日罚"),),
        citation=f"{RULES}第7条、第17条、第19条",
    ),
    Step(
        ServeDailyDecision,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after("decide_daily_penalty"),),
        guards=(points_at("decide_daily_penalty"), electronic_service_needs_consent),
        once_each=True,
        ends=ends("decision_service"),
        opens=(Opens("payment_15d"), *REMEDIES, *WINDOW),
        stage="daily_served",
        effects=(message("按日连续处罚决定书已送达", "holder"),),
        citation="《中华人民共和国行政处罚法》第61条",
    ),
)

PROCEDURE = Procedure(
    "daily",
    "按日连续处罚",
    STEPS,
    {
        "daily_notified": "已告知按日连续处罚",
        "daily_decided": "已决定按日连续处罚",
        "daily_served": "按日连续处罚决定已送达",
    },
)
