"""Filing (立案): the preliminary review, and the decision to file, not to file, or to take the filing back.

生态环境行政处罚办法 art. 18: the review opens with the clue and ends within its term with filing, refusal or transfer;
art. 19: four conditions together, one of them that the conduct is not past its limitation (行政处罚法 art. 36); art. 20: a
filing whose conditions turn out not to be met is revoked.
"""

from datetime import date

from judging.attempt import Attempt, Situation
from judging.effects import document
from judging.step import Condition, Opens, Procedure, Step, after, before, ends, who
from law.refusals import OutOfTime, Unclear
from models.acts.filing import DeclineFiling, FileCase, RevokeFiling
from models.acts.finding import HandToDepartment, ReportFinding
from models.acts.penalty import DecideNoPenalty, DecidePenalty
from models.acts.summary import DecideOnTheSpot
from models.people import Role
from procedures.officers import two_certified_officers
from procedures.telling import FEED_BACK

BUREAU = (1, 2)


def _reached_the_bureau(now: Situation) -> bool:
    opening = now.record.opening
    return now.record.has(HandToDepartment) or (
        opening is not None and isinstance(opening.content, ReportFinding) and opening.by.level in BUREAU
    )


def days_in_order(first: date | None, last: date | None, day: date) -> None:
    """Refuse conduct that ended before it began, or that began after the day on which it is entered."""
    if first and last and last < first:
        raise Unclear("reversed-conduct", "违法行为终了日期早于开始日期", field="conduct_until")
    if first and first > day:
        raise OutOfTime("conduct-in-the-future", "违法行为开始日期晚于发现日期", field="conduct_from")


def conduct_is_not_time_barred(attempt: Attempt[FileCase]) -> None:
    """Refuse to file conduct that was found after its limitation had run (追责期限, 行政处罚法 art. 36)."""
    content, opening, law = attempt.content, attempt.record.opening, attempt.law
    days_in_order(content.conduct_from, content.conduct_until, attempt.day)
    if content.conduct_until is None or opening is None:
        return
    is_longer = content.harm and law.catalogue.find("limitation_5y_eco_harm", content.conduct_until) is not None
    rule = "limitation_5y_eco_harm" if is_longer else "limitation_2y"
    last = law.last_day(rule, content.conduct_until)
    if last is not None and opening.day > last:
        found = f"违法行为{content.conduct_until.isoformat()}终了，{opening.day.isoformat()}才被发现"
        sentence = f"{found}，已超过追责期限（{last.isoformat()}届满），不再给予行政处罚"
        raise OutOfTime("time-barred", sentence, article=law.cite(rule, content.conduct_until), field="conduct_until")


REACHED = Condition(_reached_the_bureau, "线索尚未交到有管辖权的主管部门，须先“交主管部门”", "case_filing_decision")

STEPS = (
    Step(
        FileCase,
        who(Role.HEAD, levels=BUREAU, basis="penalty_power"),
        needs=(REACHED, before(DeclineFiling, DecideOnTheSpot)),
        guards=(two_certified_officers, conduct_is_not_time_barred),
        ends=ends("case_filing_decision"),
        opens=(Opens("case_decision_period"),),
        stage="filed",
        once=True,
        effects=(document("立案审批表", "立"),),
        citation=("case_filing",),
    ),
    Step(
        DeclineFiling,
        who(Role.HEAD, levels=BUREAU, basis="penalty_power"),
        needs=(REACHED, before(FileCase, DecideOnTheSpot)),
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
        needs=(after(FileCase), before(DecidePenalty, DecideNoPenalty)),
        ends=ends("case_decision_period"),
        opens=(FEED_BACK,),
        stage="filing_revoked",
        once=True,
        effects=(document("撤销立案审批表", "撤立"),),
        citation=("filing_revocation",),
    ),
)

PROCEDURE = Procedure(
    "filing",
    "立案",
    STEPS,
    {"filed": "已立案", "declined": "不予立案", "filing_revoked": "已撤销立案"},
)
