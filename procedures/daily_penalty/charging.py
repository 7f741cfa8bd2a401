"""Which rounds a daily penalty charges, and whether it may (计罚周期): notice and decision are asked alike.

按日连续处罚办法 art. 7, 14, 17 to 19: a round is the order served and the recheck that found the refusal; it is charged once,
only while the chain is open, only for conduct that the law of its days lists, with the sum that the days give, and on
a basis in force while the refusal went on.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.parties import Part, parties_of
from judging.record import Record
from judging.serving import effective_day
from law import guards
from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts import Act
from models.acts.correction import RecheckCorrection
from models.acts.daily import DecideDailyPenalty, ServeDailyNotice
from models.acts.filing import CONDUCT_NAMES, FileCase
from procedures.correction import charges_by_the_day, gives_time
from procedures.daily_penalty.rounds import chosen, closed_before, cycle, original, penalty_for, rounds
from procedures.legal_basis import basis_fits
from procedures.penalty.decisions import service_of
from procedures.penalty.prior_notice import charged, rechecks_of

DAY = timedelta(days=1)

Charging = ServeDailyNotice | DecideDailyPenalty
"""The acts that charge rounds: the notice, which names them, and the decision on it."""


def rechecks_meant(record: Record, act: Act[Charging]) -> frozenset[int]:
    """Return the rechecks that a notice, or a decision on a notice, charges."""
    if isinstance(act.content, ServeDailyNotice):
        return frozenset(act.content.rechecks)
    notice = record.act(act.content.of, ServeDailyNotice)
    return rechecks_of(notice) if notice is not None else frozenset()


def names_rounds(attempt: Attempt[Charging]) -> None:
    """Refuse a daily penalty for a recheck that ended no round, as one that no new order came before (办法 art. 14)."""
    wanted = rechecks_meant(attempt.record, attempt.act)
    known = {recheck.no for _, recheck in rounds(attempt.record)}
    if not wanted:
        raise Unclear("no-round", "须写明据以计罚的复查（行为编号）", field="rechecks")
    repeats = {act.no for act in attempt.record.all(RecheckCorrection)} - known
    if wanted & repeats:
        sentence = f"第{_numbers(wanted & repeats)}号复查之前没有再次送达责令改正决定书，不构成新的一轮，不得计罚"
        raise OutOfOrder("no-new-order", sentence, article=attempt.cite("daily_penalty_cycle"), field="rechecks")
    if wanted - known:
        raise Unclear("no-such-act", f"第{_numbers(wanted - known)}号行为不是本案的复查", field="rechecks")


def _numbers(numbers: Iterable[int]) -> str:
    return "、".join(map(str, sorted(numbers)))


def chain_holds(attempt: Attempt[Charging]) -> None:
    """Refuse a daily penalty whose chain is broken, is closed, or charges a round twice (G9)."""
    record, law, wanted = attempt.record, attempt.law, rechecks_meant(attempt.record, attempt.act)
    before = charged(attempt.whole)
    if wanted & before:
        sentence = f"第{_numbers(wanted & before)}号复查所对应的期间已经处罚，不得重复计罚"
        article = attempt.cite("daily_penalty_days")
        raise OutOfBounds("round-charged-twice", sentence, article=article, guard="G7", field="rechecks")
    _chain_is_open(attempt, wanted)
    decision = original(record)
    served = service_of(record, decision) if decision else None
    served_on = effective_day(served, law) if served else None
    if decision is not None and isinstance(attempt.content, ServeDailyNotice):
        served_on = served_on or attempt.day
    guards.daily_penalty_chain_holds(
        [cycle(record, order, recheck, law) for order, recheck in chosen(record, wanted | before)],
        on=attempt.day,
        law=law,
        original_decided_on=decision.day if decision else None,
        original_served_on=served_on,
    )


def _chain_is_open(attempt: Attempt[Charging], wanted: frozenset[int]) -> None:
    for order, recheck in chosen(attempt.record, wanted):
        clean = closed_before(attempt.record, order)
        if clean is not None:
            sentence = f"{clean.day.isoformat()}复查时已经改正，计罚周期终止；第{recheck.no}号复查发现的违法行为须重新作出处罚决定并重新起算"
            raise OutOfOrder("chain-closed", sentence, article=attempt.cite("daily_penalty_cycle"), guard="G9")


def conduct_is_in_scope(attempt: Attempt[Charging]) -> None:
    """Refuse a daily penalty for days on which the law did not list the conduct (按日连续处罚的适用范围)."""
    filed, law = attempt.record.content(FileCase), attempt.law
    for order, recheck in chosen(attempt.record, rechecks_meant(attempt.record, attempt.act)):
        first = effective_day(order, law) + DAY
        if filed is None or charges_by_the_day(filed.conduct, first, law):
            continue
        sentence = (
            f"立案的违法行为是“{CONDUCT_NAMES[filed.conduct]}”，{first.isoformat()}的法律没有把它列入按日连续处罚的范围，"
            f"第{recheck.no}号复查不得据以计罚；立案时行为种类填写有误的，请先“更正记录”"
        )
        article = law.cite("daily_penalty_scope", first)
        raise OutOfBounds("conduct-out-of-scope", sentence, article=article, field="rechecks")


def party_is_the_polluter(now: Situation) -> None:
    """Refuse to charge a person responsible in a unit by the day: it meets who discharges (环境保护法 art. 59)."""
    record = now.record
    if isinstance(record, Part) and parties_of(record.everyone).said_part(record.party) == "responsible":
        sentence = "按日连续处罚的对象是违法排放的企业事业单位和其他生产经营者，不得对其责任人员按日计罚"
        raise OutOfBounds("not-the-polluter", sentence, article=now.cite("daily_penalty_scope"), field="party")


def orders_meant_at_once(attempt: Attempt[Charging]) -> None:
    """Refuse to charge by an order that gave time: who had time has not refused meanwhile (办法 art. 8)."""
    for order, _ in chosen(attempt.record, rechecks_meant(attempt.record, attempt.act)):
        if gives_time(order):
            sentence = f"第{order.no}号责令改正决定书另定了改正期限，不是责令立即停止违法排放，不得据以按日计罚"
            article = attempt.cite("discharge_stopped_at_once")
            raise OutOfOrder("order-gave-time", sentence, article=article, field="rechecks", guard="G9")


def sum_is_right(attempt: Attempt[Charging]) -> None:
    """Refuse a sum that is not the original fine times the days counted, or that counts no day (办法 art. 17, 19)."""
    fine = attempt.content.fine
    worked = penalty_for(attempt.record, rechecks_meant(attempt.record, attempt.act), attempt.law)
    article = attempt.cite("daily_penalty_amount")
    if worked.amount <= 0:
        sentence = f"原处罚罚款{worked.daily}元、计罚{worked.days}日，没有可以计罚的数额"
        raise OutOfBounds("nothing-to-charge", sentence, article=article, field="rechecks")
    if fine != worked.amount:
        sentence = f"按日连续处罚应为每日{worked.daily}元×{worked.days}日={worked.amount}元，填写的是{fine}元"
        raise OutOfBounds("wrong-daily-sum", sentence, article=article, field="fine")


@asks_for(AskedFor("basis"))
def basis_was_in_force(attempt: Attempt[Charging]) -> None:
    """Refuse a basis that was not in force while the refusal went on (G16)."""
    basis_fits(attempt, charged_until(attempt.record, attempt.act))


def charged_until(record: Record, act: Act[Charging]) -> date:
    """Return the day whose law governs a daily penalty: the last recheck it charges; its own where it names none."""
    days = [recheck.day for _, recheck in chosen(record, rechecks_meant(record, act))]
    return max(days, default=act.day)


CHAIN = (names_rounds, conduct_is_in_scope, orders_meant_at_once, chain_holds, sum_is_right, basis_was_in_force)
"""What is asked of notice and decision alike."""
