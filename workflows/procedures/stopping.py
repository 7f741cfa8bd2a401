"""Stop for rectification (停产整治).

环境保护法 art. 60, from 2026-08-15 生态环境法典 art. 1107; 限制生产、停产整治办法. On the listed grounds (办法 art. 6): notice, then the
head's decision, served within its term; from the service until it is lifted, with no maximum (art. 15(2)). The
party files its plan, rectifies, and files that it has: that day the stop is lifted (art. 17). Who goes on, resumes
without filing, or does the same again after the lifting is reported to the government to be closed (art. 8). An
earlier penalty for toxic discharge may count for that too.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import cast

from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts import Act
from models.acts.stopping import (
    STOP_GROUNDS,
    DecideStop,
    EndStop,
    FileStopPlan,
    FollowUpStop,
    LiftStop,
    StopProduction,
    SuperviseStop,
)
from models.case import Effect
from models.people import Role
from workflows.procedures.disclosing import disclosed
from workflows.procedures.effects import message
from workflows.procedures.guarding import basis_is_in_force, conduct_day, points_at, two_certified_officers
from workflows.procedures.measure_notice import BUREAU, EVIDENCE, RULES, defence_over, noticed
from workflows.procedures.record import Record
from workflows.procedures.rectifying import (
    STOP,
    deliberated,
    end_step,
    first_completed,
    lift_step,
    nothing_holds_it_back,
    own_document,
    plan_step,
    service_step,
    stated_where_it_says,
    still_in_force,
)
from workflows.procedures.step import Attempt, Ends, Opens, Procedure, Step, after, ends, who
from workflows.procedures.targets import not_answered_yet, waits


def closing_triggers(record: Record) -> list[Act]:
    """Return what was found that the government has to be asked to close the party for (办法 art. 8(2), (3))."""
    return [act for act in record.all("supervise_stop", "follow_up_stop") if _triggers(record, act)]


def _triggers(_record: Record, act: Act) -> bool:
    content = act.content
    if isinstance(content, SuperviseStop):
        return not content.is_obeyed
    return cast("FollowUpStop", content).is_repeated


def _first_trigger(record: Record, act: Act) -> bool:
    """Tell whether this is the first such finding that no proposal to the government has answered."""
    proposed = [one.no for one in record.all("propose_closure") if one.no < act.no]
    since = max(proposed, default=0)
    found = [one.no for one in closing_triggers(record)]
    return act.no in found and all(no >= act.no or no < since for no in found)


def _closing_message(record: Record, act: Act) -> Iterable[Effect]:
    title = "具备报请责令停业、关闭的情形，应当报经有批准权的人民政府"
    if _triggers(record, act):
        yield from message(title, "holder")(record, act)
        yield from message(title, "level-1")(record, act)


def _completed(record: Record, act: Act) -> bool:
    return first_completed(STOP, record, act)


def ground_holds(attempt: Attempt) -> None:
    """Refuse a ground the file does not bear out: too little above the standard, no restriction before (停产整治情形)."""
    content = cast("DecideStop", attempt.act.content)
    if content.ground == "heavy_metal":
        _far_enough_above(attempt, content)
    elif content.ground == "after_restriction" and not exceeded_under_restriction(attempt.record):
        sentence = f"“{STOP_GROUNDS['after_restriction']}”须有限制生产决定送达后仍然超标的记录"
        raise OutOfOrder("no-excess-under-restriction", sentence, article=f"{RULES}第6条第4项", field="ground")


def _far_enough_above(attempt: Attempt, content: DecideStop) -> None:
    cited = attempt.law.catalogue.provision("stop_triggers", conduct_day(attempt.record))
    least = Decimal(str(cited.provision.values["heavy_metal_multiple"]))
    if content.multiple is None:
        raise Unclear("no-multiple", "须写明超过排放标准的倍数", article=f"{RULES}第6条第2项", field="multiple")
    if content.multiple < least:
        sentence = f"超标{content.multiple}倍，不到{least}倍，不属于可以责令停产整治的情形；可以责令限制生产"
        raise OutOfBounds("not-far-enough-above", sentence, article=f"{RULES}第6条第2项", field="multiple")


def exceeded_under_restriction(record: Record) -> bool:
    """Tell whether discharge was found above the standard after production had been restricted (限制生产后仍然超标)."""
    restricted = record.first("restrict_production")
    if restricted is None:
        return False
    found = record.all("supervise_restriction", "receive_report")
    return any(act.no > restricted.no and getattr(act.content, "exceeds", False) for act in found) or any(
        getattr(act.content, "is_repeated", False) for act in record.all("follow_up_restriction")
    )


STEPS = (
    Step(
        DecideStop,
        who(Role.HEAD, levels=BUREAU, basis=f"{RULES}第10条"),
        needs=(EVIDENCE, noticed("stop_rectification", article=f"{RULES}第11条")),
        bars=(defence_over("stop_rectification"), nothing_holds_it_back),
        guards=(stated_where_it_says(STOP), ground_holds, deliberated(STOP), basis_is_in_force),
        opens=(Opens("stop_decision_service"),),
        stage="stop_decided",
        effects=(own_document("责令停产整治决定书", "停"), disclosed("责令停产整治决定", "停产整治")),
        citation=f"{RULES}第6条、第12条",
    ),
    service_step(STOP, StopProduction),
    plan_step(STOP, FileStopPlan),
    Step(
        SuperviseStop,
        who(Role.OFFICER, levels=BUREAU),
        needs=(after("stop_production"),),
        guards=(points_at("decide_stop"), two_certified_officers, still_in_force(STOP)),
        ends=(Ends("norm.post_supervision", waits("stop_production", "supervise_stop")),),
        opens=(Opens("resume_filing", when=_completed), Opens("norm.propose_closure", when=_first_trigger)),
        stage="stop_supervised",
        effects=(_closing_message,),
        citation=f"{RULES}第19条",
    ),
    lift_step(STOP, LiftStop),
    Step(
        FollowUpStop,
        who(Role.OFFICER, levels=BUREAU),
        needs=(after("lift_stop"),),
        guards=(points_at("decide_stop"), not_answered_yet, two_certified_officers),
        ends=ends("resume_followup"),
        opens=(Opens("norm.propose_closure", when=_first_trigger),),
        stage="stop_followed_up",
        effects=(_closing_message,),
        citation=f"{RULES}第20条",
    ),
    end_step(STOP, EndStop),
)

PROCEDURE = Procedure(
    "stopping",
    "停产整治",
    STEPS,
    {
        "stop_decided": "已决定停产整治",
        "stop_rectification_served": "停产整治中",
        "stop_rectification_planned": "整改方案已备案",
        "stop_supervised": "已后督察",
        "stop_rectification_lifted": "已解除停产整治",
        "stop_followed_up": "已跟踪检查",
        "stop_rectification_ended": "停产整治自行终止",
    },
)
