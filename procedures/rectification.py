"""What follows alike on restriction and stop (整改与解除): plan, supervision, filing that lifts, follow-up, end.

限制生产、停产整治办法 art. 14-20: served within its term; rectified at once and the plan filed and published; supervised; the
completed rectification filed with its papers, by which the measure is lifted the same day and without approval;
followed up within its term. It ends by itself when the party is gone or closed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, PointsBack
from judging.effects import document, message
from judging.record import Record
from judging.step import Ends, Guard, Maker, Opens, Step, after, ends, voids, who
from law import guards
from law.amounts.thresholds import Proposed, discussion_due
from law.refusals import OutOfOrder, Unclear
from models.acts import Act, Content, production_stop, restriction
from models.acts.measure import (
    CompletionFiling,
    MeasureDecision,
    MeasureEnd,
    MeasureService,
    RectificationPlan,
    Supervision,
)
from models.acts.penalty import DecidePenalty
from models.acts.shutdown import DecideShutdown
from models.effects import Document
from models.people import Role
from procedures.contests import undone
from procedures.deliberation import discussions
from procedures.measure_notice import BUREAU
from procedures.publicity.disclosure import disclosed
from procedures.rectification_papers import papers_are_whole, plan_is_whole
from procedures.relief import MADE_AGAIN, RELIEF
from procedures.service import service_is_proved

CLOSES = frozenset({"stop_business", "closure"})


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the two measures: its key among the kinds of penalty, its name, and the classes of its acts."""

    key: str
    name: str
    decide: type[MeasureDecision]
    serve: type[MeasureService]
    supervise: type[Supervision]
    lift: type[CompletionFiling]
    plan: type[RectificationPlan]
    end: type[MeasureEnd]

    def over(self, record: Record) -> frozenset[int]:
        """Return the numbers of the decisions that were lifted, have ended, or were set aside."""
        return record.targets(self.lift, self.end) | undone(record)

    def running(self, record: Record) -> list[Act[MeasureDecision]]:
        """Return the decisions that were served and still bind."""
        binding = record.targets(self.serve) - self.over(record)
        return [act for act in record.all(self.decide) if act.no in binding]


RESTRICTION = Measure(
    "restriction",
    "限制生产",
    restriction.DecideRestriction,
    restriction.ServeRestriction,
    restriction.SuperviseRestriction,
    restriction.LiftRestriction,
    restriction.FileRestrictionPlan,
    restriction.EndRestriction,
)
STOP = Measure(
    "stop_rectification",
    "停产整治",
    production_stop.DecideProductionStop,
    production_stop.ServeProductionStop,
    production_stop.SuperviseProductionStop,
    production_stop.LiftProductionStop,
    production_stop.FileProductionStopPlan,
    production_stop.EndProductionStop,
)


def never_bound(record: Record, on: date) -> frozenset[int]:
    """Return the restrictions that were not served while they lasted: they bound nobody and can be served no more."""
    served = record.targets(restriction.ServeRestriction)
    decided = record.all(restriction.DecideRestriction)
    return frozenset(act.no for act in decided if act.no not in served and act.content.until <= on)


def measures_are_over(record: Record, on: date) -> bool:
    """Tell whether every restriction and stop is over: lifted and followed up, ended, set aside, or never begun."""
    lifted = record.targets(restriction.LiftRestriction, production_stop.LiftProductionStop)
    seen = record.targets(restriction.FollowUpRestriction, production_stop.FollowUpProductionStop)
    ended = record.targets(restriction.EndRestriction, production_stop.EndProductionStop)
    decided = {act.no for act in record.all(restriction.DecideRestriction, production_stop.DecideProductionStop)}
    return decided <= (lifted & seen) | ended | undone(record) | never_bound(record, on)


def unanswered(asked: type[Content], *answers: type[Content]) -> Callable[[Attempt[PointsBack]], bool]:
    """Return the test that something was asked about the act pointed at, and none of these answers was given yet."""

    def test(attempt: Attempt[PointsBack]) -> bool:
        return _done_before(attempt, asked) and not _done_before(attempt, *answers)

    return test


def _done_before(attempt: Attempt[PointsBack], *kinds: type[Content]) -> bool:
    earlier = attempt.record.pointing(attempt.content.of, *kinds)
    return any(one.no < attempt.act.no and one.day <= attempt.day for one in earlier)


def own_document(title: str, word: str) -> Maker[MeasureDecision]:
    """Return the maker of a decision's document, unless the penalty decision states the measure (在处罚决定书中载明)."""
    make = document(title, word)

    def own(done: Attempt[MeasureDecision]) -> Iterable[Document]:
        return make(done) if done.content.within is None else ()

    return own


def deliberated(measure: Measure) -> Guard[MeasureDecision]:
    """Return the guard that refuses a grave case not deliberated, and what the heads must discuss first (G5)."""

    @asks_for(
        AskedFor("is_discussed", when="须经集体审议、集体讨论的", must="须为是", rule="stop_approval", offered=True)
    )
    def guard(attempt: Attempt[MeasureDecision]) -> None:
        content = attempt.content
        discussed = content.is_discussed or bool(discussions(attempt.record))
        if content.is_major and not discussed:
            sentence = "案情重大或者社会影响较大的，应当经案件审查委员会集体审议决定"
            raise OutOfOrder(
                "collective-discussion-missing", sentence, article=attempt.cite("stop_approval"), field="is_discussed"
            )
        due = discussion_due(Proposed(heads=frozenset({measure.key})), attempt.day, attempt.law)
        guards.collectively_discussed(on=attempt.day, law=attempt.law, grounds=due.reasons, discussed=discussed)

    return guard


def stated_where_it_says(measure: Measure) -> Guard[MeasureDecision]:
    """Return the guard that refuses to name a penalty decision without the measure, or to be silent on relief (G19)."""

    @asks_for(
        AskedFor("remedies", whole=True),
        AskedFor("within", must="须为载明该措施的处罚决定的行为编号", rule="restriction_in_penalty_decision"),
    )
    def guard(attempt: Attempt[MeasureDecision]) -> None:
        attempt.law.catalogue.provision("stop_approval", attempt.day)
        content = attempt.content
        guards.remedies_told("restriction", on=attempt.day, law=attempt.law, **content.remedies.known())
        if content.within is None:
            return
        decision = attempt.record.act(content.within, DecidePenalty)
        if decision is None or measure.key not in decision.content.measures:
            sentence = f"“所载处罚决定的行为编号”（within）须是一项载明{measure.name}的处罚决定的行为编号"
            raise Unclear(
                "not-in-the-decision", sentence, article=attempt.cite("restriction_in_penalty_decision"), field="within"
            )

    return guard


def still_in_force(measure: Measure) -> Guard[PointsBack]:
    """Return the guard that refuses what is about a decision that was not served, or no longer binds."""

    def guard(attempt: Attempt[PointsBack]) -> None:
        of = attempt.content.of
        if of in measure.over(attempt.record):
            sentence = f"第{of}号{measure.name}决定已经解除、终止或者被撤销"
            raise OutOfOrder("measure-over", sentence, article=attempt.cite("restriction_end"), field="of")
        if all(act.no != of for act in measure.running(attempt.record)):
            sentence = f"第{of}号{measure.name}决定尚未送达"
            raise OutOfOrder("not-served", sentence, article=attempt.cite("stop_decision_service"), field="of")

    return guard


def closed_by_government(attempt: Attempt[MeasureEnd]) -> None:
    """Refuse to end a measure by a shutdown that no government has ordered (责令停业、关闭)."""
    gone = undone(attempt.record)
    closings = [act for act in attempt.record.all(DecideShutdown) if act.no not in gone]
    if attempt.content.ground == "closed" and not any(CLOSES & set(one.content.measures) for one in closings):
        sentence = "案卷中没有人民政府责令停业、关闭的决定"
        raise OutOfOrder("not-closed", sentence, article=attempt.cite("restriction_termination"), field="ground")


def first_completed(measure: Measure, attempt: Attempt[Supervision]) -> bool:
    """Tell whether with this supervision the rectification is first found complete."""
    first = _completion(measure, attempt.record, attempt.content.of)
    return first is not None and first.no == attempt.act.no


def _completion(measure: Measure, record: Record, of: int) -> Act[Supervision] | None:
    """Return the supervision that first found a decision's rectification complete (完成整改任务)."""
    found = [act for act in record.pointing(of, measure.supervise) if act.content.is_completed]
    return min(found, key=lambda act: act.no, default=None)


def _found_complete(measure: Measure) -> Callable[[Attempt[PointsBack]], bool]:
    def test(attempt: Attempt[PointsBack]) -> bool:
        first = _completion(measure, attempt.record, attempt.content.of)
        return first is not None and first.day <= attempt.day

    return test


def plan_step(measure: Measure, act: type[RectificationPlan]) -> Step[RectificationPlan]:
    """Return the step by which the plan is filed (art. 16)."""
    return Step(
        act,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        needs=(after(measure.serve),),
        guards=(still_in_force(measure), plan_is_whole),
        ends=ends("rectification_plan"),
        stage=f"{measure.key}_planned",
        citation=("rectification_plan",),
    )


def service_step(measure: Measure, act: type[MeasureService], *guards: Guard[Any]) -> Step[MeasureService]:
    """Return the step by which the decision is served: its term ends, the plan is due (art. 14, 16)."""
    return Step(
        act,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(measure.decide),),
        guards=(*guards, service_is_proved),
        ends=(*ends("stop_decision_service"), *MADE_AGAIN),
        opens=(Opens("rectification_plan"), Opens("norm.post_supervision"), *RELIEF),
        stage=f"{measure.key}_served",
        effects=(message(f"{measure.name}决定书已送达", "holder"),),
        citation=("stop_decision_service",),
    )


def lift_step(measure: Measure, act: type[CompletionFiling], *terms: str) -> Step[CompletionFiling]:
    """Return the step by which the completed rectification is filed and the measure lifted (art. 17)."""
    return Step(
        act,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        needs=(after(measure.serve),),
        guards=(still_in_force(measure), papers_are_whole),
        ends=(
            *ends(*terms),
            Ends("resume_filing", _found_complete(measure)),
            *voids("norm.post_supervision", when=unanswered(measure.serve, measure.supervise)),
        ),
        opens=(Opens("resume_followup"),),
        stage=f"{measure.key}_lifted",
        effects=(
            disclosed(f"解除{measure.name}", f"解除{measure.name}"),
            message(f"{measure.name}自备案之日解除，应当按期跟踪检查", "holder"),
        ),
        citation=("resume_filing",),
    )


def end_step(measure: Measure, act: type[MeasureEnd], *terms: str) -> Step[MeasureEnd]:
    """Return the step that notes that the measure has ended by itself (art. 18)."""
    return Step(
        act,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(measure.serve),),
        guards=(still_in_force(measure), closed_by_government),
        ends=(
            *voids(*terms),
            *voids("rectification_plan", when=unanswered(measure.serve, measure.plan)),
            *voids("resume_filing", when=_found_complete(measure)),
            *voids("norm.post_supervision", when=unanswered(measure.serve, measure.supervise)),
        ),
        stage=f"{measure.key}_ended",
        effects=(message(f"{measure.name}决定自行终止", "holder"),),
        citation=("restriction_termination",),
    )
