"""Filing (立案): the preliminary review, and the decision to file, not to file, or to take the filing back.

生态环境行政处罚办法 art. 18: the review opens with the clue and ends within its term with filing, refusal or transfer;
art. 19: four conditions together, one of them that the conduct is not past its limitation (行政处罚法 art. 36); art. 20: a
filing whose conditions turn out not to be met is revoked. What was not filed can be filed on new evidence: nothing was
decided on the conduct, and art. 18 and 19 set no bar.
"""

from datetime import date
from typing import NamedTuple, Self

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.effects import document
from judging.parties import everyone
from judging.record import Record
from judging.step import Condition, Opens, Procedure, Step, after, before, ends, who
from law.catalogue import Cited
from law.edition import Law
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from law.terms import reckon
from models.acts import Act, HandsOver
from models.acts.correction import ServeCorrectionOrder
from models.acts.filing import DeclineFiling, FileCase, RevokeFiling
from models.acts.finding import HandToDepartment, ReportFinding
from models.acts.investigation import ReceiveReport
from models.acts.oversight import DesignateJurisdiction
from models.acts.parties import JoinParty
from models.acts.penalty import DecideNoPenalty, DecidePenalty
from models.acts.production_stop import ServeProductionStop
from models.acts.restriction import ServeRestriction
from models.acts.seizure import ImposeSeizure, ReleaseSeizure
from models.acts.summary import DecideOnTheSpot
from models.people import Role
from procedures.competence import BUREAU, WITH_US, comes_from_a_monitor
from procedures.contests import undone
from procedures.facts_shown import harm_shown
from procedures.legal_basis import conduct_ended
from procedures.officers import two_certified_officers
from procedures.penalty.decisions import is_to_be_redone
from procedures.penalty.gains_left import left_is_told
from procedures.telling_terms import FEED_BACK


def _reached_the_bureau(now: Situation) -> bool:
    opening = now.record.opening
    if now.record.has(HandToDepartment, DesignateJurisdiction):
        return True
    if opening is None or not isinstance(opening.content, ReportFinding):
        return False
    return opening.by.level in BUREAU or comes_from_a_monitor(opening)


def _is_there_from_the_start(attempt: Attempt[FileCase]) -> bool:
    """Tell whether the party was filed against at once: for one that joins, its term runs from when it does (57)."""
    return not attempt.record.has(JoinParty)


def declined(record: Record) -> bool:
    """Tell whether it was decided not to file, and that stands: nothing was filed on new evidence since (不予立案)."""
    last = record.last(FileCase, DeclineFiling)
    return last is not None and isinstance(last.content, DeclineFiling)


@asks_for(AskedFor("new_evidence", when="曾不予立案的", rule="case_filing", offered_after=(DeclineFiling,)))
def new_evidence_is_said(attempt: Attempt[FileCase]) -> None:
    """Refuse to file what it was decided not to file, unless new evidence has come up (新的证据)."""
    if attempt.record.has(DeclineFiling) and not attempt.content.new_evidence.strip():
        sentence = "已决定不予立案；发现新的证据、符合立案条件的，须写明新的证据再行立案"
        raise OutOfOrder("no-new-evidence", sentence, article=attempt.cite("case_filing"), field="new_evidence")


def days_in_order(first: date | None, last: date | None, day: date) -> None:
    """Refuse conduct that ended before it began, or that began after the day on which it is entered."""
    if first and last and last < first:
        raise Unclear("reversed-conduct", "违法行为终了日期早于开始日期", field="conduct_until")
    if first and first > day:
        raise OutOfTime("conduct-in-the-future", "违法行为开始日期晚于发现日期", field="conduct_from")


@asks_for(
    AskedFor("conduct_from", must="不得晚于终了之日和当日"),
    AskedFor("conduct_until", must="不得晚于当日，至发现之日未超过追责期限"),
)
def conduct_is_not_time_barred(attempt: Attempt[FileCase]) -> None:
    """Refuse to file conduct that was found after its limitation had run (追责期限, 行政处罚法 art. 36)."""
    content, opening = attempt.content, attempt.record.opening
    days_in_order(content.conduct_from, content.conduct_until, attempt.day)
    until = content.conduct_until or conduct_ended(attempt.record)
    if until is not None and opening is not None:
        harm = _Harm.said_by(content)
        followed = harm.followed or harm_shown(attempt.record) is not None
        _found_in_time(until, opening.day, attempt.law, harm._replace(followed=followed))


def file_is_not_time_barred(now: Situation, *, harmed: bool = False) -> None:
    """Refuse to decide on conduct that was found too late, by all that the file says of its end (追责期限)."""
    filed, opening, until = now.record.content(FileCase), now.record.opening, conduct_ended(now.record)
    if until is not None and opening is not None:
        harm = _Harm.said_by(filed) if filed is not None else _Harm()
        followed = harm.followed or harmed or harm_shown(now.record) is not None
        _found_in_time(until, opening.day, now.law, harm._replace(followed=followed))


class _Harm(NamedTuple):
    """What the longer limitation asks for: harm, and what it threatens."""

    followed: bool = False
    endangers_safety: bool = False

    @classmethod
    def said_by(cls, content: FileCase | DeclineFiling) -> Self:
        return cls(content.harm, content.endangers_safety)


def _longer_limitation(harm: _Harm, until: date, law: Law) -> Cited | None:
    """Return the five years, which ask for harm (行政处罚法 art. 36, 生态环境法典 art. 1054).

    Since 2021-07-15 life, health or financial safety has to be concerned as well; under the Code the harm is enough.
    """
    if not harm.followed:
        return None
    ecological = law.catalogue.find("limitation_5y_eco_harm", until)
    return ecological or (law.catalogue.find("limitation_5y_health", until) if harm.endangers_safety else None)


def _found_in_time(until: date, found: date, law: Law, harm: _Harm) -> None:
    """Refuse what was found too late; what ended before there was a limitation falls under the law of the finding."""
    longer = _longer_limitation(harm, until, law)
    cited = longer or law.catalogue.find("limitation_2y", until) or law.catalogue.find("limitation_2y", found)
    if cited is None:
        return
    last = reckon(until, cited.limit(), law.calendar, rolls=cited.rolls).last_day
    if last is not None and found > last:
        told = f"违法行为{until.isoformat()}终了，{found.isoformat()}才被发现"
        sentence = f"{told}，已超过追责期限（{last.isoformat()}届满），不再给予行政处罚"
        raise OutOfTime("time-barred", sentence, article=cited.shown, field="conduct_until")


@asks_for(
    AskedFor("conduct_until", when="以超过追责期限不予立案、案卷没有记载的", rule="limitation_2y", offered=True),
    AskedFor("ground", must="不得与案卷所载事实相抵触", rule="case_filing"),
)
def declined_as_the_file_shows(attempt: Attempt[DeclineFiling]) -> None:
    """Refuse a ground of not filing that the file contradicts (处罚办法 art. 19): each by what the file holds of it."""
    checks = {"no_violation": _shows_no_violation, "not_our_jurisdiction": _is_not_ours, "time_barred": _is_barred}
    check = checks.get(attempt.content.ground)
    if check is not None:
        check(attempt)


def _shows_no_violation(attempt: Attempt[DeclineFiling]) -> None:
    record, gone = attempt.record, undone(attempt.record)
    reports = [act for act in record.all(ReceiveReport)[-1:] if act.content.exceeds]
    ordering = record.all(ServeCorrectionOrder, ImposeSeizure, ServeRestriction, ServeProductionStop)
    over = gone | record.targets(ReleaseSeizure)
    shown: list[Act] = [*reports, *(act for act in ordering if act.no not in over)]
    if not shown:
        return
    first, article = shown[0], attempt.cite("case_filing")
    if isinstance(first.content, ReceiveReport):
        sentence = f"第{first.no}号报告认定超标，与“没有违法事实”相抵触；有误的，须先更正"
        raise OutOfBounds("file-shows-otherwise", sentence, article=article, field="ground")
    sentence = (
        f"第{first.no}号“{first.content.label}”以存在违法事实为前提，与“没有违法事实”相抵触；认定有误的，须先更正、撤销"
    )
    raise OutOfBounds("file-shows-otherwise", sentence, article=article, field="ground")


def _is_not_ours(attempt: Attempt[DeclineFiling]) -> None:
    handed = attempt.record.bearing(HandsOver)
    if handed and isinstance(handed[-1].content, DesignateJurisdiction):
        sentence = f"本案已由第{handed[-1].no}号“{handed[-1].content.label}”确定管辖，不得以不属于本机关管辖不予立案"
        raise OutOfBounds("file-shows-otherwise", sentence, article=attempt.cite("case_filing"), field="ground")


def _is_barred(attempt: Attempt[DeclineFiling]) -> None:
    content, opening = attempt.content, attempt.record.opening
    known = [day for day in (content.conduct_until, conduct_ended(attempt.record)) if day is not None]
    if not known or opening is None:
        sentence = "以超过追责期限不予立案的，须写明违法行为终了日期"
        article = attempt.cite("limitation_2y")
        raise Unclear("no-end-of-conduct", sentence, article=article, field="conduct_until")
    harm = _Harm.said_by(content)
    followed = harm.followed or harm_shown(attempt.record) is not None
    try:
        _found_in_time(max(known), opening.day, attempt.law, harm._replace(followed=followed))
    except OutOfTime:
        return
    sentence = f"违法行为{max(known).isoformat()}终了，{opening.day.isoformat()}发现，没有超过追责期限"
    article = attempt.cite("limitation_2y")
    raise OutOfBounds("not-time-barred", sentence, article=article, field="ground")


def _is_left_to_be_filed(record: Record) -> bool:
    """Tell whether nothing was decided on the spot, or what was is to be made again, now in the ordinary procedure."""
    decided = record.all(DecideOnTheSpot)
    return not decided or any(is_to_be_redone(record, one) for one in decided)


REACHED = Condition(_reached_the_bureau, "线索尚未交到有管辖权的主管部门，须先“交主管部门”", "case_filing_decision")

NOT_ON_THE_SPOT = Condition(
    lambda now: _is_left_to_be_filed(everyone(now.record)),
    f"已有“{DecideOnTheSpot.label}”，不得再办理；该决定被撤销并须重新作出的除外",
)

STEPS = (
    Step(
        FileCase,
        who(Role.HEAD, levels=BUREAU, basis="penalty_power"),
        needs=(REACHED, WITH_US, NOT_ON_THE_SPOT),
        guards=(new_evidence_is_said, two_certified_officers, conduct_is_not_time_barred),
        ends=ends("case_filing_decision"),
        opens=(Opens("case_decision_period", when=_is_there_from_the_start),),
        stage="filed",
        once=True,
        way_when_closed="结案后发现新的证据或者新的违法行为的，请作为新的线索“报告发现”另立案卷，并写明本案编号",
        effects=(document("立案审批表", "立"),),
        citation=("case_filing",),
    ),
    Step(
        DeclineFiling,
        who(Role.HEAD, levels=BUREAU, basis="penalty_power"),
        needs=(REACHED, WITH_US, before(FileCase, DecideOnTheSpot)),
        guards=(declined_as_the_file_shows,),
        ends=ends("case_filing_decision"),
        opens=(FEED_BACK,),
        stage="declined",
        once=True,
        effects=(document("不予立案审批表", "不立"),),
        citation=("case_filing",),
    ),
    Step(
        RevokeFiling,
        who(Role.HEAD, levels=BUREAU),
        needs=(WITH_US, after(FileCase), before(DecidePenalty, DecideNoPenalty)),
        ends=ends("case_decision_period"),
        opens=(FEED_BACK,),
        stage="filing_revoked",
        once=True,
        effects=(document("撤销立案审批表", "撤立"), left_is_told),
        citation=("filing_revocation",),
    ),
)

PROCEDURE = Procedure(
    "filing",
    "立案",
    STEPS,
    {"filed": "已立案", "declined": "不予立案", "filing_revoked": "已撤销立案"},
)
