"""A joint investigation out of another file (就案件、举报件、突发环境事件启动联合调查), and what comes back of it.

The opinions (衡政办发〔2015〕76号, plan 四(四)1): where several departments have to investigate together, the responsible
body of the grid organises it; the result is fed back to whoever sent the matter, and from there to whoever reported.
The investigation has a file of its own; the file that it came from goes on, its terms run: no law stops them for it. It
is not brought to its end before the conclusion has come; what follows upon that conclusion may be dealt with in this
very file, so that only a complaint, whose reporter is to hear what was done, waits for the end of it.
"""

from collections.abc import Callable, Iterable

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import message
from judging.record import Record
from judging.step import Condition, Procedure, Step, after, ends, who
from law.refusals import NotCompetent, OutOfOrder
from models.acts import Act
from models.acts.delivery import RecordDeliveryRefused
from models.acts.finding import TellsOfViolation
from models.acts.joint_investigation import ConveneJointInvestigation
from models.acts.joint_origin import CallJointInvestigation, RecordJointConclusion, RecordJointEnd, ToldByJoint
from models.acts.terms import WithdrawAct
from models.effects import OpenFile
from models.ids import act_no_in, file_no_in, what_in
from models.people import Role
from procedures.finding import place_is_answered_for
from procedures.joint_investigation.guards import (
    EMERGENCY,
    JOINT,
    common_superior_convenes,
    convened_by_the_responsible_body,
    head_convenes,
)
from procedures.other_files import answering, files_opened, to_open, violation_in

FILE = "joint"
"""The last part of the key under which the file of a joint investigation is opened."""
TOLD = who(Role.OFFICER, Role.CLERK, Role.HEAD, levels=(1, 2), files=True, basis=JOINT)
CONVENING: tuple[Callable[[Attempt[ConveneJointInvestigation]], None], ...] = (
    place_is_answered_for,
    convened_by_the_responsible_body,
    common_superior_convenes,
    head_convenes,
)
"""What is asked of whoever convenes one, wherever it comes from."""


def without_conclusion(record: Record) -> list[Act[CallJointInvestigation]]:
    """Return the acts that convened a joint investigation of which nothing has come back yet."""
    return _still_open(record, RecordJointConclusion, RecordJointEnd)


def without_end(record: Record) -> list[Act[CallJointInvestigation]]:
    """Return the acts that convened a joint investigation which has not told its end."""
    return _still_open(record, RecordJointEnd)


def _still_open(record: Record, *words: type[ToldByJoint]) -> list[Act[CallJointInvestigation]]:
    back = [act.content.effect for act in record.all(RecordDeliveryRefused)]
    refused = {act_no_in(effect) for effect in back if what_in(effect) == FILE}
    told = {_called(record, act) for act in record.bearing(ToldByJoint) if isinstance(act.content, words)}
    return [act for act in record.all(CallJointInvestigation) if act.no not in refused | told]


def _called(record: Record, word: Act[ToldByJoint]) -> int | None:
    """Return the act that convened the joint investigation a word is of; before its receipt has come, the last."""
    known = files_opened(record, FILE).get(word.content.joint)
    called = record.last(CallJointInvestigation)
    return known if known is not None or called is None else called.no


def _convening(attempt: Attempt[CallJointInvestigation]) -> ConveneJointInvestigation | None:
    """Return with what the joint investigation is opened; nothing of who complained goes along."""
    content, opening = attempt.content, attempt.whole.opening
    found = opening.content if opening else None
    if not isinstance(found, TellsOfViolation):
        return None
    return ConveneJointInvestigation(
        **violation_in(found),
        answerable=answering(attempt.record),
        reason=content.reason,
        is_urgent=content.is_urgent,
        consented_by=content.consented_by,
        counties=content.counties,
        origin=attempt.file_no,
    )


@asks_for(
    AskedFor("consented_by", when="情况紧急、由执法人员先行启动的", rule=EMERGENCY),
    AskedFor("counties", when="跨县市区的", must="须由市级召集"),
)
def may_be_convened(attempt: Attempt[CallJointInvestigation]) -> None:
    """Refuse whoever could not convene it for itself either: one body, and in an emergency with a head's word."""
    convening, act = _convening(attempt), attempt.act
    if convening is None:
        return
    as_convened = Act(
        no=act.no,
        key=act.key,
        happened_at=act.happened_at,
        recorded_at=act.recorded_at,
        by=act.by,
        content=convening,
    )
    asked = Attempt(attempt.record, attempt.day, attempt.law, attempt.kind, as_convened, attempt.whole)
    for guard in CONVENING:
        guard(asked)


def not_convened_already(attempt: Attempt[CallJointInvestigation]) -> None:
    """Refuse a second one while the first is not at its end: there is one investigation, and one conclusion."""
    running = without_end(attempt.whole)
    if running:
        sentence = f"已就本卷启动联合调查（第{running[0].no}号行为），尚未办结，不得重复启动"
        raise OutOfOrder("already-convened", sentence, article=attempt.cite(JOINT), field="act")


def is_of_its_own_joint(attempt: Attempt[ToldByJoint]) -> None:
    """Refuse word of another joint investigation than the one that was convened out of this file."""
    by, joint, known = attempt.act.by, attempt.content.joint, files_opened(attempt.whole, FILE)
    is_told_by_itself = by.kind != "file" or file_no_in(by.id) == joint
    if not is_told_by_itself or (known and joint not in known):
        sentence = f"“{joint}”不是就本卷启动的联合调查，不能据以记录；就本卷启动的：{'、'.join(known) or '尚无'}"
        raise NotCompetent("not-its-joint-investigation", sentence, article=attempt.cite(JOINT), field="joint")


def joint_stands(attempt: Attempt) -> None:
    """Refuse to withdraw what convened a joint investigation whose file was opened, or is on its way to be."""
    content = attempt.content
    called = attempt.whole.act(content.of, CallJointInvestigation) if isinstance(content, WithdrawAct) else None
    refused = {act_no_in(act.content.effect) for act in attempt.whole.all(RecordDeliveryRefused)}
    if called is not None and called.no not in refused:
        sentence = "联合调查已经启动，不能撤回；不再需要的，请在联合调查中办理“终止联合调查”"
        raise OutOfOrder("was-convened", sentence, article=attempt.cite(JOINT), field="of")


def joint_opened(done: Attempt[CallJointInvestigation]) -> Iterable[OpenFile[ConveneJointInvestigation]]:
    """Return the file of the joint investigation that is to be opened."""
    convening = _convening(done)
    if convening is not None:
        yield to_open(done, FILE, "启动联合调查", "JointInvestigation", convening)


CONCLUDED = Condition(
    lambda now: not without_conclusion(now.record), "就本卷启动的联合调查尚无结论，也未终止，不得办结", JOINT
)
"""How a file waits for the conclusion before it is brought to its end."""
ENDED = Condition(
    lambda now: not without_end(now.record), "就本卷启动的联合调查尚未办结，其结果须再答复举报人，不得归档", JOINT
)

STEPS = (
    Step(
        CallJointInvestigation,
        who(Role.HEAD, Role.OFFICER, levels=(1, 2), basis=JOINT),
        guards=(may_be_convened, not_convened_already),
        ends=ends("hotline_forward_internal"),
        effects=(joint_opened, message("已就本卷启动联合调查", "holder")),
        citation=(JOINT,),
    ),
    Step(
        RecordJointConclusion,
        TOLD,
        needs=(after(CallJointInvestigation),),
        guards=(is_of_its_own_joint,),
        when_closed=True,
        effects=(message("已收到联合调查结论，应当据以办理，并反馈举报人或者报告单位", "holder"),),
        citation=(JOINT,),
    ),
    Step(
        RecordJointEnd,
        TOLD,
        needs=(after(CallJointInvestigation),),
        guards=(is_of_its_own_joint,),
        when_closed=True,
        effects=(message("联合调查已经结束，应当将其结果反馈举报人或者报告单位", "holder"),),
        citation=(JOINT,),
    ),
)

PROCEDURE = Procedure("joint_origin", "就案卷启动联合调查", STEPS)
