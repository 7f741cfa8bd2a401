"""Stop for rectification (停产整治).

环境保护法 art. 60, from 2026-08-15 生态环境法典 art. 1107; 限制生产、停产整治办法. On the listed grounds (办法 art. 6): notice, then the
head's decision, served within its term; from the service until it is lifted, with no maximum (art. 15(2)). The
party files its plan, rectifies, and files that it has: that day the stop is lifted (art. 17). Who goes on, resumes
without filing, or does the same again after the lifting is reported to the government to be closed (art. 8). An
earlier penalty for toxic discharge may count for that too.
"""

from collections.abc import Iterable
from decimal import Decimal

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import message
from judging.record import Record
from judging.step import Ends, Opens, Procedure, Step, after, ends, who
from law.edition import Law
from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts import Act
from models.acts.investigation import ReceiveReport
from models.acts.production_stop import (
    STOP_GROUNDS,
    DecideProductionStop,
    EndProductionStop,
    FileProductionStopPlan,
    FollowUpProductionStop,
    LiftProductionStop,
    ServeProductionStop,
    SuperviseProductionStop,
)
from models.acts.restriction import FollowUpRestriction, SuperviseRestriction
from models.acts.shutdown import ProposeShutdown
from models.effects import Message
from models.people import Role
from procedures.binding import restricted_from
from procedures.competence import WITH_US, ours_from
from procedures.deliberation import nothing_holds_it_back
from procedures.legal_basis import basis_is_in_force, conduct_day
from procedures.measure_notice import BUREAU, EVIDENCE, decided_as_noticed, defence_over, noticed
from procedures.officers import two_certified_officers
from procedures.publicity.disclosure import disclosed
from procedures.rectification import (
    STOP,
    deliberated,
    end_step,
    first_completed,
    lift_step,
    own_document,
    plan_step,
    service_step,
    stated_where_it_says,
    still_in_force,
    unanswered,
)
from procedures.referral.detention import REFERRAL_DUE
from procedures.service import disobeyed_once_in_effect

Inspection = SuperviseProductionStop | FollowUpProductionStop
"""The acts that look whether a stop is obeyed, or was in vain."""


def shutdown_triggers(record: Record) -> list[Act[Inspection]]:
    """Return what was found that the government has to be asked to close the party for (办法 art. 8(2), (3))."""
    inspections = record.all(SuperviseProductionStop, FollowUpProductionStop)
    return [act for act in inspections if _asks_for_closure(act.content)]


def _asks_for_closure(found: Inspection) -> bool:
    return not found.is_obeyed if isinstance(found, SuperviseProductionStop) else found.is_repeated


def _first_trigger(attempt: Attempt[Inspection]) -> bool:
    """Tell whether this is the first such finding that no proposal to the government has answered."""
    number = attempt.act.no
    proposed = [one.no for one in attempt.record.all(ProposeShutdown) if one.no < number]
    since = max(proposed, default=0)
    found = [one.no for one in shutdown_triggers(attempt.record)]
    return number in found and all(no >= number or no < since for no in found)


def _closing_message(done: Attempt[Inspection]) -> Iterable[Message]:
    title = "具备报请责令停业、关闭的情形，应当报经有批准权的人民政府"
    if _asks_for_closure(done.content):
        yield from message(title, "holder")(done)
        yield from message(title, "level-1")(done)


def _completed(attempt: Attempt[SuperviseProductionStop]) -> bool:
    return first_completed(STOP, attempt)


@asks_for(AskedFor("multiple", when="以含重金属、持久性有机污染物等超标为由的", rule="stop_for_multiple_excess"))
def ground_holds(attempt: Attempt[DecideProductionStop]) -> None:
    """Refuse a ground the file does not bear out: too little above the standard, no restriction before (停产整治情形)."""
    ground = attempt.content.ground
    if ground == "heavy_metal":
        _far_enough_above(attempt)
    elif ground == "after_restriction" and not exceeded_under_restriction(attempt.record, attempt.law):
        sentence = f"“{STOP_GROUNDS[ground]}”须有限制生产决定送达后仍然超标的记录"
        article = attempt.cite("stop_after_restriction")
        raise OutOfOrder("no-excess-under-restriction", sentence, article=article, field="ground")


def _far_enough_above(attempt: Attempt[DecideProductionStop]) -> None:
    multiple, article = attempt.content.multiple, attempt.cite("stop_for_multiple_excess")
    cited = attempt.law.catalogue.provision("stop_triggers", conduct_day(attempt.record))
    least = Decimal(str(cited.provision.values["heavy_metal_multiple"]))
    if multiple is None:
        raise Unclear("no-multiple", "须写明超过排放标准的倍数", article=article, field="multiple")
    if multiple < least:
        sentence = f"超标{multiple}倍，不到{least}倍，不属于可以责令停产整治的情形；可以责令限制生产"
        raise OutOfBounds("not-far-enough-above", sentence, article=article, field="multiple")


def exceeded_under_restriction(record: Record, law: Law) -> bool:
    """Tell whether discharge was found above the standard after production had been restricted (限制生产后仍然超标)."""
    bound = restricted_from(record, law)
    if not bound:
        return False
    first, from_day = min(bound), min(bound.values())
    measured = record.all(SuperviseRestriction, ReceiveReport)
    exceeded = any(act.no > first and act.day >= from_day and act.content.exceeds for act in measured)
    return exceeded or any(act.content.is_repeated for act in record.all(FollowUpRestriction))


def stop_has_taken_effect(attempt: Attempt[SuperviseProductionStop]) -> None:
    """Refuse to find disobeyed a stop whose service has not taken effect yet (公告期未满)."""
    served = attempt.record.pointing(attempt.content.of, ServeProductionStop)
    if served and not attempt.content.is_obeyed:
        disobeyed_once_in_effect(attempt, served[0], "is_obeyed")


STEPS = (
    Step(
        DecideProductionStop,
        who(Role.HEAD, levels=BUREAU, basis="stop_approval"),
        needs=(WITH_US, EVIDENCE, noticed("stop_rectification", article="restriction_notice")),
        bars=(defence_over("stop_rectification"), nothing_holds_it_back),
        guards=(
            stated_where_it_says(STOP),
            ground_holds,
            deliberated(STOP),
            basis_is_in_force,
            decided_as_noticed(STOP.key),
        ),
        opens=(Opens("stop_decision_service"), REFERRAL_DUE),
        stage="stop_decided",
        effects=(own_document("责令停产整治决定书", "停"), disclosed("责令停产整治决定", "停产整治")),
        citation=("stop_decision",),
    ),
    service_step(STOP, ServeProductionStop),
    plan_step(STOP, FileProductionStopPlan),
    Step(
        SuperviseProductionStop,
        who(Role.OFFICER, levels=BUREAU),
        needs=(after(ServeProductionStop),),
        guards=(two_certified_officers, still_in_force(STOP), stop_has_taken_effect),
        ends=(Ends("norm.post_supervision", unanswered(ServeProductionStop, SuperviseProductionStop)),),
        opens=(
            Opens("resume_filing", when=_completed),
            Opens("norm.propose_shutdown", when=_first_trigger, starts=ours_from),
        ),
        stage="stop_supervised",
        effects=(_closing_message,),
        citation=("stop_post_supervision",),
    ),
    lift_step(STOP, LiftProductionStop),
    Step(
        FollowUpProductionStop,
        who(Role.OFFICER, levels=BUREAU),
        needs=(after(LiftProductionStop),),
        guards=(two_certified_officers,),
        ends=ends("resume_followup"),
        opens=(Opens("norm.propose_shutdown", when=_first_trigger, starts=ours_from),),
        stage="stop_followed_up",
        effects=(_closing_message,),
        citation=("resume_followup",),
    ),
    end_step(STOP, EndProductionStop),
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
