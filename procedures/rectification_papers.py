"""What the party files about its rectification (整改方案、整改完成备案): each part of it is asked for (暂行办法 art. 16, 17)."""

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from law.chinese import listed
from law.refusals import OutOfOrder, OutOfTime
from models.acts.measure import CompletionFiling, RectificationPlan


@asks_for(
    *(
        AskedFor(part, must="须为是", rule="rectification_plan")
        for part in ("has_steps", "has_schedule", "has_funding", "has_persons", "is_published")
    )
)
def plan_is_whole(attempt: Attempt[RectificationPlan]) -> None:
    """Refuse a plan that lacks a part, or was not published (整改方案)."""
    content = attempt.content
    parts = {
        "改正措施": content.has_steps,
        "工程进度": content.has_schedule,
        "资金保障": content.has_funding,
        "责任人员": content.has_persons,
        "向社会公开": content.is_published,
    }
    missing = [name for name, there in parts.items() if not there]
    if missing:
        sentence = f"整改方案缺少{listed(missing)}，应当补齐后备案"
        raise OutOfOrder("plan-incomplete", sentence, article=attempt.cite("rectification_plan"))


@asks_for(
    *(
        AskedFor(part, must="须为是", rule="resume_filing")
        for part in ("has_report", "is_published", "has_monitoring", "has_comparison")
    ),
    AskedFor("completed_on", must="不得晚于备案之日"),
)
def papers_are_whole(attempt: Attempt[CompletionFiling]) -> None:
    """Refuse a filing without all its papers; with them it lifts the measure and nobody approves (整改完成备案)."""
    content = attempt.content
    parts = {
        "整改任务完成情况": content.has_report,
        "整改信息社会公开情况": content.is_published,
        "监测报告": content.has_monitoring,
        "用电量、用水量、产量对比材料": content.has_comparison,
    }
    missing = [name for name, there in parts.items() if not there]
    if missing:
        sentence = f"备案材料缺少{listed(missing)}，材料不齐的不构成备案，决定不解除"
        raise OutOfOrder("filing-incomplete", sentence, article=attempt.cite("resume_filing"))
    if content.completed_on > attempt.day:
        raise OutOfTime("completed-in-the-future", "完成整改的日期晚于备案日期", field="completed_on")
