"""What follows alike on restriction and stop (整改与解除): plan, supervision, filing that lifts, follow-up, end.

限制生产、停产整治办法 art. 14-20: served within its term; rectified at once and the plan filed and published; supervised; the
completed rectification filed with its papers, by which the measure is lifted the same day and without approval;
followed up within its term. It ends by itself when the party is gone or closed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from law import guards
from law.amounts.thresholds import Proposed, discussion_due
from law.chinese import listed
from law.edition import Law
from law.refusals import OutOfOrder, OutOfTime, Unclear
from models.acts import Act, Content
from models.acts.measure import CompletionFiling, MeasureDecision, RectificationPlan, Supervision
from models.case import Effect
from models.people import Role
from workflows.procedures.deliberation import legality_is_reviewed, recusals_are_decided
from workflows.procedures.disclosing import disclosed
from workflows.procedures.effects import Maker, document, message
from workflows.procedures.guarding import electronic_service_needs_consent, points_at
from workflows.procedures.measure_notice import BUREAU, RULES
from workflows.procedures.record import Record
from workflows.procedures.step import Attempt, Ends, Guard, Opens, Step, Test, after, ends, who
from workflows.procedures.targets import not_answered_yet, waits


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the two measures: its key among the kinds of penalty, its name, and its acts."""

    key: str
    name: str
    decide: str
    serve: str
    supervise: str
    lift: str
    plan: str
    end: str

    def over(self, record: Record) -> frozenset[int]:
        """Return the numbers of the decisions that were lifted or have ended."""
        return frozenset(cast("Any", act.content).of for act in record.all(self.lift, self.end))

    def running(self, record: Record) -> list[Act]:
        """Return the decisions that were served and still bind."""
        over = self.over(record)
        served = {cast("Any", act.content).of for act in record.all(self.serve)}
        return [act for act in record.all(self.decide) if act.no in served and act.no not in over]


RESTRICTION = Measure(
    "restriction",
    "限制生产",
    "decide_restriction",
    "restrict_production",
    "supervise_restriction",
    "lift_restriction",
    "file_restriction_plan",
    "end_restriction",
)
STOP = Measure(
    "stop_rectification",
    "停产整治",
    "decide_stop",
    "stop_production",
    "supervise_stop",
    "lift_stop",
    "file_stop_plan",
    "end_stop",
)


def measures_are_over(record: Record) -> bool:
    """Tell whether every restriction and stop is over: lifted and followed up, or ended by itself."""
    lifted = {cast("Any", act.content).of for act in record.all("lift_restriction", "lift_stop")}
    seen = {cast("Any", act.content).of for act in record.all("follow_up_restriction", "follow_up_stop")}
    ended = {cast("Any", act.content).of for act in record.all("end_restriction", "end_stop")}
    return {act.no for act in record.all("decide_restriction", "decide_stop")} <= (lifted & seen) | ended


def own_document(title: str, word: str) -> Maker:
    """Return the maker of a decision's document, unless the penalty decision states the measure (在处罚决定书中载明)."""
    make = document(title, word)

    def own(record: Record, act: Act) -> Iterable[Effect]:
        return make(record, act) if cast("MeasureDecision", act.content).within is None else ()

    return own


def deliberated(measure: Measure) -> Guard:
    """Return the guard that a grave case was deliberated, and what the heads must discuss was discussed (G5)."""

    def guard(attempt: Attempt) -> None:
        content = cast("MeasureDecision", attempt.act.content)
        discussed = content.is_discussed or attempt.record.has("discuss_collectively")
        if content.is_major and not discussed:
            sentence = "案情重大或者社会影响较大的，应当经案件审查委员会集体审议决定"
            raise OutOfOrder("collective-discussion-missing", sentence, article=f"{RULES}第10条", field="is_discussed")
        due = discussion_due(Proposed(heads=frozenset({measure.key})), attempt.day)
        guards.collectively_discussed(on=attempt.day, grounds=due.reasons, discussed=discussed)

    return guard


def stated_where_it_says(measure: Measure) -> Guard:
    """Return the guard that the penalty decision named really states the measure; relief is told (G19)."""

    def guard(attempt: Attempt) -> None:
        attempt.law.catalogue.provision("stop_approval", attempt.day)
        content = cast("MeasureDecision", attempt.act.content)
        guards.remedies_told("restriction", on=attempt.day, **content.remedies.model_dump())
        if content.within is None:
            return
        decision = attempt.record.act(content.within)
        measures = getattr(decision.content, "measures", ()) if decision else ()
        if decision is None or decision.name != "decide_penalty" or measure.key not in measures:
            sentence = f"“within”须是一项载明{measure.name}的处罚决定的行为编号"
            raise Unclear("not-in-the-decision", sentence, article=f"{RULES}第12条", field="within")

    return guard


def nothing_holds_it_back(record: Record, day: date, law: Law) -> None:
    """Ask what bars any decision: a recusal not decided, a legal review that is due (G4)."""
    recusals_are_decided(record, day, law)
    legality_is_reviewed(record, day, law)


def still_in_force(measure: Measure) -> Guard:
    """Return the guard that the decision pointed at was served and still binds."""

    def guard(attempt: Attempt) -> None:
        of = cast("Any", attempt.act.content).of
        if of in measure.over(attempt.record):
            sentence = f"第{of}号{measure.name}决定已经解除或者终止"
            raise OutOfOrder("measure-over", sentence, article=f"{RULES}第17条、第18条", field="of")
        if all(act.no != of for act in measure.running(attempt.record)):
            sentence = f"第{of}号{measure.name}决定尚未送达"
            raise OutOfOrder("not-served", sentence, article=f"{RULES}第14条", field="of")

    return guard


def plan_is_whole(attempt: Attempt) -> None:
    """Refuse a plan that lacks a part, or was not published (整改方案)."""
    content = cast("RectificationPlan", attempt.act.content)
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
        raise OutOfOrder("plan-incomplete", sentence, article=f"{RULES}第16条第1款")


def papers_are_whole(attempt: Attempt) -> None:
    """Refuse a filing without all its papers; with them it lifts the measure and nobody approves (整改完成备案)."""
    content = cast("CompletionFiling", attempt.act.content)
    parts = {
        "整改任务完成情况": content.has_report,
        "整改信息社会公开情况": content.is_published,
        "监测报告": content.has_monitoring,
        "用电量、用水量、产量对比材料": content.has_comparison,
    }
    missing = [name for name, there in parts.items() if not there]
    if missing:
        sentence = f"备案材料缺少{listed(missing)}，材料不齐的不构成备案，决定不解除"
        raise OutOfOrder("filing-incomplete", sentence, article=f"{RULES}第17条")
    if content.completed_on > attempt.day:
        raise OutOfTime("completed-in-the-future", "完成整改的日期晚于备案日期", field="completed_on")


def plan_step(measure: Measure, act: type[Content]) -> Step:
    """Return the step by which the plan is filed (art. 16)."""
    return Step(
        act,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        needs=(after(measure.serve),),
        guards=(points_at(measure.decide), still_in_force(measure), not_answered_yet, plan_is_whole),
        ends=ends("rectification_plan"),
        stage=f"{measure.key}_planned",
        citation=f"{RULES}第16条第1款",
    )


def service_step(measure: Measure, act: type[Content]) -> Step:
    """Return the step by which the decision is served: its term ends, the plan is due (art. 14, 16)."""
    return Step(
        act,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(measure.decide),),
        guards=(points_at(measure.decide), not_answered_yet, electronic_service_needs_consent),
        ends=ends("stop_decision_service"),
        opens=(Opens("rectification_plan"), Opens("norm.post_supervision")),
        stage=f"{measure.key}_served",
        effects=(message(f"{measure.name}决定书已送达", "holder"),),
        citation=f"{RULES}第14条",
    )


def first_completed(measure: Measure, record: Record, act: Act) -> bool:
    """Tell whether with this supervision the rectification is first found complete."""
    content = cast("Supervision", act.content)
    seen = [cast("Supervision", one.content) for one in record.all(measure.supervise) if one.no < act.no]
    return content.is_completed and not any(one.of == content.of and one.is_completed for one in seen)


def lift_step(measure: Measure, act: type[Content], *terms: str) -> Step:
    """Return the step by which the completed rectification is filed and the measure lifted (art. 17)."""
    return Step(
        act,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        needs=(after(measure.serve),),
        guards=(points_at(measure.decide), still_in_force(measure), papers_are_whole),
        ends=(
            *ends(*terms),
            Ends("resume_filing", _found_complete(measure)),
            Ends("norm.post_supervision", waits(measure.serve, measure.supervise), voids=True),
        ),
        opens=(Opens("resume_followup"),),
        stage=f"{measure.key}_lifted",
        effects=(
            disclosed(f"解除{measure.name}", f"解除{measure.name}"),
            message(f"{measure.name}自备案之日解除，应当按期跟踪检查", "holder"),
        ),
        citation=f"{RULES}第17条",
    )


def _found_complete(measure: Measure) -> Test:
    return lambda record, act: any(
        first_completed(measure, record, one) and cast("Any", one.content).of == cast("Any", act.content).of
        for one in record.until(act.day).all(measure.supervise)
    )


def end_step(measure: Measure, act: type[Content], *terms: str) -> Step:
    """Return the step that notes that the measure has ended by itself (art. 18)."""
    return Step(
        act,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(measure.serve),),
        guards=(points_at(measure.decide), still_in_force(measure), closed_by_government),
        ends=(
            *(Ends(term, voids=True) for term in terms),
            Ends("rectification_plan", waits(measure.serve, measure.plan), voids=True),
            Ends("resume_filing", _found_complete(measure), voids=True),
            Ends("norm.post_supervision", waits(measure.serve, measure.supervise), voids=True),
        ),
        stage=f"{measure.key}_ended",
        effects=(message(f"{measure.name}决定自行终止", "holder"),),
        citation=f"{RULES}第18条",
    )


def closed_by_government(attempt: Attempt) -> None:
    """Refuse to end a measure by a closure that no government has ordered (责令停业、关闭)."""
    if cast("Any", attempt.act.content).ground == "closed" and not attempt.record.has("decide_closure"):
        sentence = "案卷中没有人民政府责令停业、关闭的决定"
        raise OutOfOrder("not-closed", sentence, article=f"{RULES}第18条第2项", field="ground")
