"""What the party files about its rectification (整改方案、整改完成备案): each part of it is asked for (暂行办法 art. 16, 17)."""

from collections.abc import Mapping

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from law.chinese import listed
from law.refusals import OutOfOrder, OutOfTime
from models.acts.measure import CompletionFiling, RectificationPlan

PLAN = {
    "has_steps": "改正措施",
    "has_schedule": "工程进度",
    "has_funding": "资金保障",
    "has_persons": "责任人员",
    "is_published": "向社会公开",
}
"""The fields that say that a part of the plan is there, and what the part is called."""
PAPERS = {
    "has_report": "整改任务完成情况",
    "is_published": "整改信息社会公开情况",
    "has_monitoring": "监测报告",
    "has_comparison": "用电量、用水量、产量对比材料",
}
"""The same of the papers by which the party files that it has rectified."""


def _lacking(content: RectificationPlan | CompletionFiling, parts: Mapping[str, str]) -> str:
    """Return the parts that are not there, as a sentence names them."""
    return listed(name for field, name in parts.items() if not getattr(content, field))


@asks_for(*(AskedFor(field, must="须为是", rule="rectification_plan") for field in PLAN))
def plan_is_whole(attempt: Attempt[RectificationPlan]) -> None:
    """Refuse a plan that lacks a part, or was not published (整改方案)."""
    missing = _lacking(attempt.content, PLAN)
    if missing:
        sentence = f"整改方案缺少{missing}，应当补齐后备案"
        raise OutOfOrder("plan-incomplete", sentence, article=attempt.cite("rectification_plan"))


@asks_for(
    *(AskedFor(field, must="须为是", rule="resume_filing") for field in PAPERS),
    AskedFor("completed_on", must="不得晚于备案之日"),
)
def papers_are_whole(attempt: Attempt[CompletionFiling]) -> None:
    """Refuse a filing without all its papers; with them it lifts the measure and nobody approves (整改完成备案)."""
    missing = _lacking(attempt.content, PAPERS)
    if missing:
        sentence = f"备案材料缺少{missing}，材料不齐的不构成备案，决定不解除"
        raise OutOfOrder("filing-incomplete", sentence, article=attempt.cite("resume_filing"))
    if attempt.content.completed_on > attempt.day:
        raise OutOfTime("completed-in-the-future", "完成整改的日期晚于备案日期", field="completed_on")
