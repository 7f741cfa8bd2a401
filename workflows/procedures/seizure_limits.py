"""The limits of a running seizure (查封、扣押的期限与解除): approval in hours, its last day, release, return and disposal."""

from datetime import date, timedelta
from typing import Any, cast

from law import guards
from law.chinese import day
from law.edition import Law
from law.refusals import OutOfOrder, OutOfTime, Unclear
from law.terms import reckon
from models.acts import Act
from models.acts.seizure import ApproveSeizureAfterwards, ImposeSeizure
from workflows.procedures.clock import read_clocks, reckoned
from workflows.procedures.guarding import last_day_of
from workflows.procedures.record import Record
from workflows.procedures.step import Attempt, Condition

LAW = "《中华人民共和国行政强制法》"
RULES = "《环境保护主管部门实施查封、扣押办法》"


def _content(attempt: Attempt) -> Any:  # noqa: ANN401  each guard knows the act it stands at
    return attempt.act.content


def ended(record: Record) -> frozenset[int]:
    """Return the numbers of the seizures that were released or whose things were disposed of."""
    return frozenset(cast("Any", act.content).of for act in record.all("release_seizure", "dispose_seized"))


def running(record: Record) -> list[Act]:
    """Return the seizures that still bind (尚未解除的查封、扣押)."""
    over = ended(record)
    return [act for act in record.all("impose_seizure") if act.no not in over]


def seizure_behind(record: Record, no: int) -> Act | None:
    """Return the seizure that an act is about, following `of` from act to act."""
    act = record.act(no)
    while act is not None and act.name != "impose_seizure":
        act = record.act(getattr(act.content, "of", 0))
    return act


def seized_until(record: Record, no: int, law: Law) -> date | None:
    """Return the last day of a seizure, extension and notified appraisal included."""
    from workflows.procedures import STEPS  # noqa: PLC0415  the table holds the steps that ask this

    clocks = read_clocks(record, STEPS, law)
    found = clocks.all.get(f"seizure_period#{no}")
    return reckoned(found, clocks, law).last_day if found else None


def within_limit(record: Record, on: date, law: Law) -> None:
    """Refuse to go on with seizures that have all outlived their time (G10)."""
    lasts = [_over_since(record, act, on, law) for act in running(record)]
    if lasts and None not in lasts:
        guards.seizure_stays_within_limit(on=on, last_day=max(cast("list[date]", lasts)))


def _over_since(record: Record, seizure: Act, on: date, law: Law) -> date | None:
    """Return the last day of a seizure that is past, or None while it runs; most are told by their plain amount."""
    plain = last_day_of("seizure_period", seizure.day, law)
    if plain is None or on <= plain:
        return None
    last = seized_until(record, seizure.no, law)
    return last if last is not None and on > last else None


def nothing_seized(record: Record) -> bool:
    """Tell whether every seizure is over: released and served, or disposed of; what was taken given back or sold."""
    served = {cast("Any", act.content).of for act in record.all("serve_seizure_release")}
    given = {cast("Any", act.content).of for act in record.all("return_goods")} | _sold(record)
    for act in record.all("release_seizure"):
        seizure = seizure_behind(record, act.no)
        taken = seizure is not None and cast("ImposeSeizure", seizure.content).manner == "detain"
        if act.no not in served or (taken and act.no not in given):
            return False
    return not running(record)


def _sold(record: Record) -> set[int]:
    announcements = [record.act(cast("Any", act.content).of) for act in record.all("sell_goods")]
    return {cast("Any", act.content).of for act in announcements if act is not None}


def approval_comes_in_time(attempt: Attempt) -> None:
    """Refuse an approval of what was not urgent, of what was decided already, or after its hours (补办批准手续)."""
    seizure = attempt.record.act(_content(attempt).of)
    if seizure is None:
        return
    if not cast("ImposeSeizure", seizure.content).is_urgent or approvals(attempt.record, seizure.no):
        sentence = f"第{seizure.no}号查封、扣押已经批准或者已有审批意见，无须补办"
        raise OutOfOrder("already-approved", sentence, article=f"{RULES}第13条", field="of")
    if _hours_are_over(attempt, seizure):
        sentence = "补办批准手续的时间已过，应当立即解除查封、扣押"
        raise OutOfTime("approved-too-late", sentence, article=f"{LAW}第19条、{RULES}第13条", field="happened_at")


def approvals(record: Record, no: int) -> list[ApproveSeizureAfterwards]:
    """Return what the head said afterwards about a seizure done on the spot."""
    found = [cast("ApproveSeizureAfterwards", act.content) for act in record.all("approve_seizure_afterwards")]
    return [content for content in found if content.of == no]


def _hours_are_over(attempt: Attempt, seizure: Act) -> bool:
    cited = attempt.law.catalogue.provision("coercive_urgent_approval", seizure.day)
    limit = cited.limit()
    until = reckon(seizure.happened_at, limit, attempt.law.calendar, rolls=cited.rolls_for(limit)).ends_at
    return until is not None and attempt.act.happened_at >= until


def not_ended_yet(attempt: Attempt) -> None:
    """Refuse a second end, and anything about a seizure that is over."""
    seizure = seizure_behind(attempt.record, _content(attempt).of)
    if seizure is not None and seizure.no in ended(attempt.record):
        sentence = f"第{seizure.no}号查封、扣押已经解除或者处理"
        raise OutOfOrder("already-released", sentence, article=f"{LAW}第27条、第28条", field="of")


def still_binds(attempt: Attempt) -> None:
    """Refuse to go on with a seizure that is over, that no head approved, or that has outlived its time (G10)."""
    not_ended_yet(attempt)
    seizure = seizure_behind(attempt.record, _content(attempt).of)
    if seizure is None:
        return
    _was_approved(attempt, seizure)
    last = seized_until(attempt.record, seizure.no, attempt.law)
    if last is not None:
        guards.seizure_stays_within_limit(on=attempt.day, last_day=last)


def _was_approved(attempt: Attempt, seizure: Act) -> None:
    if not cast("ImposeSeizure", seizure.content).is_urgent:
        return
    said = approvals(attempt.record, seizure.no)
    if said and not said[-1].is_approved:
        sentence = "负责人认为不需要查封、扣押，应当立即解除"
        raise OutOfOrder("approval-refused", sentence, article=f"{RULES}第13条", field="of")
    if not said and _hours_are_over(attempt, seizure):
        sentence = "当场实施的查封、扣押没有按时补办批准手续，应当立即解除"
        raise OutOfTime("approval-missing", sentence, article=f"{LAW}第19条、{RULES}第13条", field="of")


def extension_stays_within_limit(attempt: Attempt) -> None:
    """Refuse to extend a seizure that has expired, a second time, or for too long (G10); other terms pass."""
    from workflows.procedures import STEPS  # noqa: PLC0415  the table holds the steps that ask this

    content = _content(attempt)
    clocks = read_clocks(attempt.record, STEPS, attempt.law)
    found = clocks.all.get(content.term)
    if found is None or found.rule != "seizure_period" or found.ended_by is not None or found.cited is None:
        return
    _was_approved(attempt, found.started_by)
    last = reckoned(found, clocks, attempt.law).last_day
    most = found.cited.provision.extensions[0].amount
    if last is not None:
        guards.seizure_stays_within_limit(
            on=attempt.day,
            last_day=last,
            extends_to=last + timedelta(days=content.amount or most),
            utmost_day=last + timedelta(days=most),
            extended=bool(found.extended),
        )


def extension_is_of_a_seizure(attempt: Attempt) -> None:
    """Refuse to tell the party of an extension that is not one of a seizure."""
    extension = attempt.record.act(_content(attempt).of)
    if extension is not None and not cast("Any", extension.content).term.startswith("seizure_period#"):
        raise Unclear("not-of-a-seizure", "所指的延长不是查封、扣押期限的延长", field="of")


def appraisal_is_fixed(attempt: Attempt) -> None:
    """Refuse an appraisal whose time ends before it is told (期间应当明确并书面告知)."""
    if _content(attempt).until < attempt.day:
        sentence = "检测、检验、检疫或者技术鉴定的期间应当事先明确并书面告知，截止日期不得早于告知日期"
        raise Unclear("appraisal-in-the-past", sentence, article=f"{LAW}第25条第3款", field="until")


def ground_of_release_fits(attempt: Attempt) -> None:
    """Refuse to call decided what no decision has ended (解除事由)."""
    decided = attempt.record.has("decide_penalty", "decide_no_penalty", "decline_filing", "revoke_filing")
    if _content(attempt).ground == "decided" and not decided:
        sentence = "案卷中没有处罚或者处理决定，不能以“已作出处罚或者处理决定”为由解除"
        raise OutOfOrder("no-decision", sentence, article=f"{RULES}第20条第1项", field="ground")


def seal_was_broken(attempt: Attempt) -> None:
    """Refuse to call the police for a seal that was found whole (封存完好)."""
    check = attempt.record.act(_content(attempt).of)
    if check is not None and cast("Any", check.content).is_intact:
        raise OutOfOrder(
            "seal-is-whole", "检视结果为封存完好，无须提请公安机关处理", article=f"{RULES}第23条", field="of"
        )


def goods_were_taken(attempt: Attempt) -> None:
    """Refuse to give back or announce what was only sealed in place (就地查封的无须招领)."""
    seizure = seizure_behind(attempt.record, _content(attempt).of)
    if seizure is not None and cast("ImposeSeizure", seizure.content).manner != "detain":
        raise OutOfOrder(
            "nothing-taken", "就地查封的设施、设备没有扣押，无须招领", article=f"{RULES}第21条第2款", field="of"
        )


def claim_is_over(attempt: Attempt) -> None:
    """Refuse to sell goods while their owner may still claim them (招领期限)."""
    announced = attempt.record.act(_content(attempt).of)
    last = last_day_of("seal_goods_claim", announced.day, attempt.law) if announced else None
    if last is not None and attempt.day <= last:
        sentence = f"招领期限至{day(last)}届满，期满无人领回的方可拍卖、变卖"
        raise OutOfTime("still-claimable", sentence, article=f"{RULES}第21条第2款、第3款", field="happened_at")


def disposal_is_lawful(attempt: Attempt) -> None:
    """Refuse a confiscation nobody decided, and a handing over the party was not told of (查封、扣押财物的处理)."""
    content = _content(attempt)
    penalty = attempt.record.content("decide_penalty")
    if content.manner == "confiscate" and (penalty is None or "confiscation" not in penalty.measures):
        sentence = "没有没收的处罚决定，不得没收查封、扣押的财物"
        raise OutOfOrder("no-confiscation", sentence, article=f"{LAW}第27条", field="manner")
    if content.manner == "hand_over" and not content.is_told:
        sentence = "查封、扣押的财物随案移送的，应当书面告知当事人"
        raise OutOfOrder("not-told", sentence, article=f"{LAW}第21条", field="is_told")


RUNNING = Condition(lambda record: bool(running(record)), "没有尚未解除的查封、扣押", f"{LAW}第27条、第28条")
