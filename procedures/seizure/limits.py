"""The limits of a running seizure (查封、扣押的期限与解除): approval in hours, its last day, release, return and disposal."""

from datetime import date, timedelta

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, PointsBack, Situation
from judging.clock import reckoned
from judging.clock_reading import clocks_of, read_clocks
from judging.kind import Kind
from judging.record import Record
from judging.serving import effective_day
from judging.step import Condition
from law import guards
from law.chinese import day
from law.edition import Law
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from law.terms import reckon
from models.acts import Act, ActContent
from models.acts.correction import RecheckCorrection
from models.acts.filing import DeclineFiling, RevokeFiling
from models.acts.investigation import TerminateInvestigation
from models.acts.penalty import DecideNoPenalty, DecidePenalty
from models.acts.seizure import (
    AnnounceGoods,
    ApproveSeizure,
    ApproveSeizureAfterwards,
    CheckSeal,
    DisposeSeized,
    ImposeSeizure,
    NotifySeizureAppraisal,
    NotifySeizureExtension,
    ReleaseSeizure,
    ReportBrokenSeal,
    ReturnGoods,
    SellGoods,
    ServeSeizureRelease,
)
from models.acts.terms import ExtendTerm
from procedures.contests import undone_by
from procedures.correction import found_refusal

PERIOD = "seizure_period"
URGENT = "coercive_urgent_approval"
CLAIM = "seal_goods_claim"


def ended(record: Record) -> frozenset[int]:
    """Return the numbers of the seizures that were released or whose things were disposed of."""
    return record.targets(ReleaseSeizure, DisposeSeized)


def running(record: Record) -> list[Act[ImposeSeizure]]:
    """Return the seizures that still bind (尚未解除的查封、扣押)."""
    over = ended(record)
    return [act for act in record.all(ImposeSeizure) if act.no not in over]


def seized_until(record: Record, no: int, law: Law, kind: Kind) -> date | None:
    """Return the last day of a seizure, extension and notified appraisal included."""
    clocks = read_clocks(record, kind, law)
    found = clocks.all.get(f"{PERIOD}#{no}")
    return reckoned(found, clocks, law).last_day if found else None


def within_limit(now: Situation) -> None:
    """Refuse to go on with seizures that have all outlived their time (G10)."""
    lasts: list[date] = []
    for seizure in running(now.record):
        last = _over_since(now, seizure)
        if last is None:
            return
        lasts.append(last)
    if lasts:
        guards.seizure_stays_within_limit(on=now.day, law=now.law, last_day=max(lasts))


def _over_since(now: Situation, seizure: Act[ImposeSeizure]) -> date | None:
    """Return the last day of a seizure that is past, or None while it runs; most are told by their plain amount."""
    plain = seizure.content.until or now.law.last_day(PERIOD, seizure.day)
    if plain is None or now.day <= plain:
        return None
    last = seized_until(now.record, seizure.no, now.law, now.kind)
    return last if last is not None and now.day > last else None


def nothing_seized(record: Record) -> bool:
    """Tell whether every seizure is over: released and served, or disposed of; what was taken given back or sold."""
    served = record.targets(ServeSeizureRelease)
    given = record.targets(ReturnGoods) | _sold(record)
    for act in record.all(ReleaseSeizure):
        seizure = record.behind(act.no, ImposeSeizure)
        taken = seizure is not None and seizure.content.manner == "detain"
        if act.no not in served or (taken and act.no not in given):
            return False
    return not running(record)


def _sold(record: Record) -> frozenset[int]:
    """Return the numbers of the releases after which the goods were sold, as their announcement names them."""
    announcements = [record.act(act.content.of, AnnounceGoods) for act in record.all(SellGoods)]
    return frozenset(act.content.of for act in announcements if act is not None)


def approval_comes_in_time(attempt: Attempt[ApproveSeizureAfterwards]) -> None:
    """Refuse an approval of what was not urgent, of what was decided already, or after its hours (补办批准手续)."""
    seizure = attempt.record.act(attempt.content.of, ImposeSeizure)
    if seizure is None:
        return
    if not seizure.content.is_urgent or attempt.record.pointing(seizure.no, ApproveSeizureAfterwards):
        sentence = f"第{seizure.no}号查封、扣押已经批准或者已有审批意见，无须补办"
        raise OutOfOrder("already-approved", sentence, article=attempt.cite(URGENT), field="of")
    if _hours_are_over(attempt, seizure):
        sentence = "补办批准手续的时间已过，应当立即解除查封、扣押"
        raise OutOfTime("approved-too-late", sentence, article=attempt.cite(URGENT), field="happened_at")


def _hours_are_over(attempt: Attempt[ActContent], seizure: Act[ImposeSeizure]) -> bool:
    cited = attempt.law.catalogue.provision(URGENT, seizure.day)
    limit = cited.limit()
    until = reckon(seizure.happened_at, limit, attempt.law.calendar, rolls=cited.rolls_for(limit)).ends_at
    return until is not None and attempt.act.happened_at >= until


def not_ended_yet(attempt: Attempt[PointsBack]) -> None:
    """Refuse a second end, and anything about a seizure that is over."""
    seizure = attempt.record.behind(attempt.content.of, ImposeSeizure)
    if seizure is not None and seizure.no in ended(attempt.record):
        sentence = f"第{seizure.no}号查封、扣押已经解除或者处理"
        raise OutOfOrder("already-released", sentence, article=attempt.cite("seizure_ending"), field="of")


def still_binds(attempt: Attempt[PointsBack]) -> None:
    """Refuse to go on with a seizure that is over, that no head approved, or that has outlived its time (G10)."""
    not_ended_yet(attempt)
    seizure = attempt.record.behind(attempt.content.of, ImposeSeizure)
    if seizure is None:
        return
    gone = undone_by(attempt.record, seizure)
    if gone is not None:
        sentence = f"该查封、扣押决定已由第{gone.no}号行为撤销或者确认无效，应当立即解除"
        raise OutOfOrder("set-aside-already", sentence, article=attempt.cite("seizure_release"), field="of")
    _was_approved(attempt, seizure)
    last = seized_until(attempt.record, seizure.no, attempt.law, attempt.kind)
    if last is not None:
        guards.seizure_stays_within_limit(on=attempt.day, law=attempt.law, last_day=last)


def _was_approved(attempt: Attempt[ActContent], seizure: Act[ImposeSeizure]) -> None:
    if not seizure.content.is_urgent:
        return
    said = attempt.record.pointing(seizure.no, ApproveSeizureAfterwards)
    if said and not said[-1].content.is_approved:
        sentence = "负责人认为不需要查封、扣押，应当立即解除"
        raise OutOfOrder("approval-refused", sentence, article=attempt.cite(URGENT), field="of")
    if not said and _hours_are_over(attempt, seizure):
        sentence = "当场实施的查封、扣押没有按时补办批准手续，应当立即解除"
        raise OutOfTime("approval-missing", sentence, article=attempt.cite(URGENT), field="of")


def extension_stays_within_limit(attempt: Attempt[ExtendTerm]) -> None:
    """Refuse to extend a seizure that has expired, a second time, or for too long (G10); other terms pass."""
    clocks = clocks_of(attempt)
    found = clocks.all.get(attempt.content.term)
    seizure = attempt.record.act(found.started_by.no, ImposeSeizure) if found and found.rule == PERIOD else None
    if found is None or found.cited is None or found.ended_by is not None or seizure is None:
        return
    _was_approved(attempt, seizure)
    last = reckoned(found, clocks, attempt.law).last_day
    most = found.cited.provision.extensions[0].amount
    if last is not None:
        guards.seizure_stays_within_limit(
            on=attempt.day,
            law=attempt.law,
            last_day=last,
            extends_to=last + timedelta(days=attempt.content.amount or most),
            utmost_day=last + timedelta(days=most),
            extended=bool(found.granted),
        )


def extension_is_of_a_seizure(attempt: Attempt[NotifySeizureExtension]) -> None:
    """Refuse to tell the party of an extension that is not one of a seizure, or after the seizure's time (告知延长)."""
    extension = attempt.record.act(attempt.content.of, ExtendTerm)
    if extension is None:
        return
    clocks = clocks_of(attempt)
    found = clocks.all.get(extension.content.term)
    if found is None or found.rule != PERIOD:
        raise Unclear("not-of-a-seizure", "所指的延长不是查封、扣押期限的延长", field="of")
    last = reckoned(found, clocks, attempt.law).last_day
    if found.untold and last is not None and effective_day(attempt.act, attempt.law) > last:
        sentence = f"查封、扣押期限至{day(last)}届满，届满之前没有书面告知当事人的延长不生效，应当立即解除"
        article = attempt.cite("seizure_extension_notice")
        raise OutOfTime("extension-told-too-late", sentence, article=article, field="happened_at")


def extension_was_told(record: Record, extension: int) -> bool:
    """Tell whether the party was told in writing of an extension, and what told it was not set aside since."""
    return any(undone_by(record, one) is None for one in record.pointing(extension, NotifySeizureExtension))


@asks_for(AskedFor("until", must="须晚于实施之日，不得超过法定期限", rule=PERIOD))
def period_is_lawful(attempt: Attempt[ImposeSeizure]) -> None:
    """Refuse a seizure that sets a last day gone by, or beyond what the law allows (查封、扣押期限)."""
    until, article = attempt.content.until, attempt.cite(PERIOD)
    most = attempt.law.last_day(PERIOD, attempt.day)
    if until is not None and until <= attempt.day:
        raise OutOfTime("period-reversed", "查封、扣押的截止日期须晚于实施之日", article=article, field="until")
    if until is not None and most is not None and until > most:
        sentence = f"查封、扣押最迟至{day(most)}；情况复杂的，届满前可以依法延长"
        raise OutOfBounds("seizure-too-long", sentence, article=article, field="until")


def appraisal_is_fixed(attempt: Attempt[NotifySeizureAppraisal]) -> None:
    """Refuse an appraisal whose time ends before it is told (期间应当明确并书面告知)."""
    if attempt.content.until < effective_day(attempt.act, attempt.law):
        sentence = "检测、检验、检疫或者技术鉴定的期间应当事先明确并书面告知，截止日期不得早于告知日期"
        raise Unclear("appraisal-in-the-past", sentence, article=attempt.cite("seizure_appraisal"), field="until")


def ground_of_release_fits(attempt: Attempt[ReleaseSeizure]) -> None:
    """Refuse to call decided what no decision has ended (解除事由)."""
    decided = attempt.record.has(DecidePenalty, DecideNoPenalty, DeclineFiling, RevokeFiling, TerminateInvestigation)
    if attempt.content.ground == "decided" and not decided:
        sentence = "案卷中没有处罚或者处理决定，不能以“已作出处罚或者处理决定”为由解除"
        raise OutOfOrder("no-decision", sentence, article=attempt.cite("seizure_release"), field="ground")
    seizure = attempt.record.act(attempt.content.of, ImposeSeizure)
    if seizure is not None:
        _release_is_not_against_the_file(attempt, seizure)
    if attempt.content.ground == "set_aside" and (seizure is None or undone_by(attempt.record, seizure) is None):
        sentence = "案卷中没有撤销该查封、扣押决定或者确认其无效的行为、复议决定、裁判"
        raise OutOfOrder("not-set-aside", sentence, article=attempt.cite("seizure_release"), field="ground")


def _release_is_not_against_the_file(attempt: Attempt[ReleaseSeizure], seizure: Act[ImposeSeizure]) -> None:
    """Refuse to call expired what runs on, unapproved what was approved, corrected what a recheck found undone."""
    article, ground = attempt.cite("seizure_release"), attempt.content.ground
    last = seized_until(attempt.record, seizure.no, attempt.law, attempt.kind) if ground == "expired" else None
    if last is not None and attempt.day < last:
        sentence = f"查封、扣押期限至{day(last)}，尚未届满，不能以期限届满为由解除"
        raise OutOfTime("not-expired-yet", sentence, article=article, field="ground")
    if ground == "not_approved" and _is_approved(attempt, seizure):
        sentence = f"第{seizure.no}号查封、扣押已经批准，不能以没有批准为由解除"
        raise OutOfOrder("was-approved", sentence, article=article, field="ground")
    rechecks = attempt.record.all(RecheckCorrection)[-1:] if ground == "corrected" else []
    if any(found_refusal(one) for one in rechecks):
        sentence = f"第{rechecks[0].no}号复查认定没有改正，不能以已经改正为由解除"
        raise OutOfBounds("file-shows-otherwise", sentence, article=article, field="ground")


def _is_approved(attempt: Attempt, seizure: Act[ImposeSeizure]) -> bool:
    if not seizure.content.is_urgent:
        return attempt.record.has(ApproveSeizure)
    return any(one.content.is_approved for one in attempt.record.pointing(seizure.no, ApproveSeizureAfterwards))


def seal_was_broken(attempt: Attempt[ReportBrokenSeal]) -> None:
    """Refuse to call the police for a seal that was found whole (封存完好)."""
    check = attempt.record.act(attempt.content.of, CheckSeal)
    if check is not None and check.content.is_intact:
        sentence = "检视结果为封存完好，无须提请公安机关处理"
        raise OutOfOrder("seal-is-whole", sentence, article=attempt.cite("broken_seal"), field="of")


def goods_were_taken(attempt: Attempt[PointsBack]) -> None:
    """Refuse to give back or announce what was only sealed in place (就地查封的无须招领)."""
    seizure = attempt.record.behind(attempt.content.of, ImposeSeizure)
    if seizure is not None and seizure.content.manner != "detain":
        sentence = "就地查封的设施、设备没有扣押，无须招领"
        raise OutOfOrder("nothing-taken", sentence, article=attempt.cite(CLAIM), field="of")


def claim_is_over(attempt: Attempt[SellGoods]) -> None:
    """Refuse to sell goods while their owner may still claim them (招领期限)."""
    announced = attempt.record.act(attempt.content.of, AnnounceGoods)
    last = attempt.law.latest_day(CLAIM, announced.day) if announced else None
    if last is not None and attempt.day <= last:
        sentence = f"招领期限至{day(last)}届满，期满无人领回的方可拍卖、变卖"
        raise OutOfTime("still-claimable", sentence, article=attempt.cite(CLAIM), field="happened_at")


@asks_for(AskedFor("is_told", when="随案移送的", must="须为是", rule="seized_things_with_crime"))
def disposal_is_lawful(attempt: Attempt[DisposeSeized]) -> None:
    """Refuse a confiscation nobody decided, and a handing over the party was not told of (查封、扣押财物的处理)."""
    content = attempt.content
    penalty = attempt.record.content(DecidePenalty)
    if content.manner == "confiscate" and (penalty is None or "confiscation" not in penalty.measures):
        sentence = "没有没收的处罚决定，不得没收查封、扣押的财物"
        raise OutOfOrder("no-confiscation", sentence, article=attempt.cite("seizure_disposal"), field="manner")
    if content.manner == "hand_over" and not content.is_told:
        sentence = "查封、扣押的财物随案移送的，应当书面告知当事人"
        raise OutOfOrder("not-told", sentence, article=attempt.cite("seized_things_with_crime"), field="is_told")


RUNNING = Condition(lambda now: bool(running(now.record)), "没有尚未解除的查封、扣押", "seizure_ending")
