"""The daily penalty (按日连续处罚).

环境保护法 art. 59, from 2026-08-15 生态环境法典 art. 1060, and 按日连续处罚办法: who was fined and ordered to correct, and is found at an unannounced recheck within
its window to refuse, is fined anew for every day from the day after the order was served (art. 17, 19). The refusal brings a new order, and that a new
recheck, without end (art. 14, 18); a clean recheck closes the chain. The decision comes after the original one (art. 7), by the whole ordinary
procedure again (art. 15). What a seizure or a stop has ended counts no further (art. 20).
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from law import guards
from law.amounts.daily import DailyPenalty, daily_penalty, recheck_by
from law.edition import Law
from law.guards import Cycle
from law.guards.coercion import Outcome
from law.guards.notice import Opportunity
from law.refusals import OutOfBounds, OutOfOrder
from models.acts import Act
from models.acts.correction import RecheckCorrection
from models.acts.daily import DecideDailyPenalty, ServeDailyDecision, ServeDailyNotice
from models.people import Role
from workflows.procedures.deliberation import recusals_are_decided
from workflows.procedures.effects import document, message
from workflows.procedures.guarding import (
    basis_is_in_force,
    conduct_day,
    electronic_service_needs_consent,
    last_day_of,
    points_at,
)
from workflows.procedures.hearing import hearing_is_over
from workflows.procedures.record import Record
from workflows.procedures.step import Attempt, Opens, Procedure, Step, after, ends, who

DAILY = "《环境保护主管部门实施按日连续处罚办法》"
BUREAU = (1, 2)
STOPS = ("impose_seizure", "restrict_production", "stop_production")
"""Acts that end the discharge by force (办法 art. 20)."""


def rounds(record: Record) -> list[tuple[Act, Act]]:
    """Return each order to correct with its first recheck, in order of service (责令改正与复查)."""
    found = []
    for order in record.all("serve_correction_order"):
        rechecks = [act for act in record.all("recheck_correction") if cast("Any", act.content).of == order.no]
        if rechecks:
            found.append((order, rechecks[0]))
    return found


def cycle(record: Record, order: Act, recheck: Act) -> Cycle:
    """Return one order and its recheck as the law's arithmetic asks for it."""
    return Cycle(
        ordered_on=order.day,
        recheck_by=recheck_by(order.day),
        rechecked_on=recheck.day,
        outcome=_outcome(cast("RecheckCorrection", recheck.content)),
        stopped_on=_stopped_on(record, order, recheck),
    )


def _outcome(content: RecheckCorrection) -> Outcome:
    if content.obstructed:
        return "obstructed"
    return "corrected" if content.corrected else "continued"


def _stopped_on(record: Record, order: Act, recheck: Act) -> date | None:
    days = [act.day for act in record.all(*STOPS) if order.day <= act.day < recheck.day]
    return min(days, default=None)


def penalty_for(record: Record, rechecks: Sequence[int]) -> DailyPenalty:
    """Return the daily penalty for the rounds that these rechecks ended, with its working."""
    chosen = [cycle(record, order, recheck) for order, recheck in rounds(record) if recheck.no in set(rechecks)]
    original = record.content("decide_penalty")
    return daily_penalty(original.fine or Decimal(0) if original else Decimal(0), chosen)


def chain_holds(attempt: Attempt) -> None:
    """Refuse a daily penalty whose chain is broken, or that charges a round twice (G9)."""
    record = attempt.record
    wanted = set(_rechecks(attempt))
    chosen = [cycle(record, order, recheck) for order, recheck in rounds(record) if recheck.no in wanted]
    decided, served = record.last("decide_penalty"), record.last("serve_decision")
    guards.daily_penalty_chain_holds(
        chosen,
        on=attempt.day,
        original_decided_on=decided.day if decided else None,
        original_served_on=served.day if served else None,
    )
    charged = {no for act in record.all("decide_daily_penalty") for no in _rechecks_of(record, act.content)}
    if wanted & charged:
        sentence = f"第{'、'.join(map(str, sorted(wanted & charged)))}号复查所对应的期间已经处罚,不得重复计罚"
        raise OutOfBounds("round-charged-twice", sentence, article=f"{DAILY}第17条", guard="G7", field="rechecks")


def conduct_is_in_scope(attempt: Attempt) -> None:
    """Refuse a daily penalty for conduct that the law of its day does not list (按日连续处罚的适用范围)."""
    filed = attempt.record.content("file_case")
    cited = attempt.law.catalogue.find("daily_penalty_scope", conduct_day(attempt.record))
    if filed is None or cited is None or filed.conduct == "other":
        return
    listed = str(cited.provision.values["acts"]).split()
    if filed.conduct not in listed:
        sentence = "该违法行为不在当时法律规定的按日连续处罚范围之内"
        raise OutOfBounds("conduct-out-of-scope", sentence, article=cited.citation, field="conduct")


def sum_is_right(attempt: Attempt) -> None:
    """Refuse a sum that is not the original fine times the days counted (办法 art. 17, 19)."""
    fine = cast("Any", attempt.act.content).fine
    worked = penalty_for(attempt.record, _rechecks(attempt))
    if fine != worked.amount:
        sentence = f"按日连续处罚应为每日{worked.daily}元×{worked.days}日={worked.amount}元,填写的是{fine}元"
        raise OutOfBounds("wrong-daily-sum", sentence, article=f"{DAILY}第17条、第19条", field="fine")


def _rechecks(attempt: Attempt) -> tuple[int, ...]:
    return _rechecks_of(attempt.record, attempt.act.content)


def _rechecks_of(record: Record, content: Any) -> tuple[int, ...]:  # noqa: ANN401  notice or decision
    if isinstance(content, ServeDailyNotice):
        return content.rechecks
    notice = record.act(content.of)
    return cast("ServeDailyNotice", notice.content).rechecks if notice else ()


def defence_has_ended(attempt: Attempt) -> None:
    """Refuse the decision before the party's time to state and be heard on the daily penalty is over (G1, G6, G19)."""
    content = cast("DecideDailyPenalty", attempt.act.content)
    notice = attempt.record.act(content.of)
    if notice is None:
        return
    waived = any(act.no > notice.no and cast("Any", act.content).in_writing for act in attempt.record.all("waive_statement"))
    defence = Opportunity(last_day_of("penalty_prior_notice", notice.day, attempt.law), waived=waived)
    guards.defence_has_ended(on=attempt.day, notified_on=notice.day, defence=defence)
    guards.fine_not_above_notified(content.fine, cast("Any", notice.content).fine, on=attempt.day)
    guards.remedies_told("daily_penalty", on=attempt.day, **content.remedies.model_dump())


def decided_once(attempt: Attempt) -> None:
    """Refuse a second decision on one notice."""
    of = cast("Any", attempt.act.content).of
    name = attempt.act.name
    if any(cast("Any", act.content).of == of for act in attempt.whole.all(name)):
        sentence = f"第{of}号行为已经办理“{attempt.act.content.label}”,不得重复"
        raise OutOfOrder("already-done", sentence, field="of")


def sum_decided(record: Record) -> Decimal:
    """Return the sum of all daily penalties decided, in yuan."""
    fines = (cast("DecideDailyPenalty", act.content).fine for act in record.all("decide_daily_penalty"))
    return sum(fines, Decimal(0))


def _hearing_offered(_record: Record, act: Act) -> bool:
    return cast("ServeDailyNotice", act.content).hearing_offered


def nothing_barred(record: Record, day: date, law: Law) -> None:
    """Ask what bars any decision: a hearing still open, a recusal not decided."""
    hearing_is_over(record, day, law)
    recusals_are_decided(record, day, law)


STEPS = (
    Step(
        ServeDailyNotice,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after("recheck_correction"), after("decide_penalty", article=f"{DAILY}第7条")),
        guards=(conduct_is_in_scope, chain_holds, sum_is_right, basis_is_in_force, electronic_service_needs_consent),
        opens=(Opens("penalty_prior_notice"), Opens("hearing_request", when=_hearing_offered)),
        stage="daily_notified",
        effects=(document("按日连续处罚事先告知书", "按日告"),),
        citation=f"{DAILY}第15条",
    ),
    Step(
        DecideDailyPenalty,
        who(Role.HEAD, levels=BUREAU),
        needs=(after("serve_daily_notice"), after("serve_decision", article=f"{DAILY}第7条")),
        bars=(nothing_barred,),
        guards=(
            points_at("serve_daily_notice"),
            decided_once,
            defence_has_ended,
            chain_holds,
            sum_is_right,
            basis_is_in_force,
        ),
        opens=(Opens("decision_service"), Opens("penalty_publication")),
        stage="daily_decided",
        effects=(document("按日连续处罚决定书", "按日罚"),),
        citation=f"{DAILY}第7条、第17条、第19条",
    ),
    Step(
        ServeDailyDecision,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after("decide_daily_penalty"),),
        guards=(points_at("decide_daily_penalty"), decided_once, electronic_service_needs_consent),
        ends=ends("decision_service"),
        opens=(Opens("payment_15d"), Opens("review_application"), Opens("suit_direct")),
        stage="daily_served",
        effects=(message("按日连续处罚决定书已送达", "holder"),),
        citation="《中华人民共和国行政处罚法》第61条",
    ),
)

PROCEDURE = Procedure(
    "daily",
    "按日连续处罚",
    STEPS,
    {"daily_notified": "已告知按日连续处罚", "daily_decided": "已决定按日连续处罚", "daily_served": "按日连续处罚决定已送达"},
)
