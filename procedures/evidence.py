"""Evidence registered and kept beforehand (先行登记保存).

行政处罚法 art. 56 and 生态环境行政处罚办法 art. 32, 33: evidence that may be lost is registered with the head's approval; in an
emergency the head agrees by telephone or message and approves in writing within hours. Within working days something
must become of it; when they pass the measure ends by itself, and all that is left to do is to give the things back.
"""

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import document, message
from judging.record import Record
from judging.step import Condition, Ends, Opens, Procedure, Step, after, instant_of_act, who
from law.refusals import OutOfOrder, OutOfTime, Unclear
from models.acts.evidence import ApproveRegistration, DisposeEvidence, RegisterEvidence
from models.people import Role
from procedures.investigation import OVER, is_over
from procedures.officers import identity_was_shown, two_certified_officers
from procedures.repetition import not_twice_a_day

RULE = "evidence_registration"
URGENT = "urgent_approval"
BUREAU = (1, 2)


def _urgent(attempt: Attempt[RegisterEvidence]) -> bool:
    return attempt.content.is_urgent


def _afterwards(attempt: Attempt[ApproveRegistration]) -> bool:
    return attempt.content.of is not None


def nothing_kept(record: Record) -> bool:
    """Tell whether no registered evidence waits for its disposal; a lapsed registration waits for its return."""
    disposed = record.targets(DisposeEvidence)
    return all(act.no in disposed for act in record.all(RegisterEvidence))


@asks_for(
    AskedFor("consented_by", when="情况紧急的", rule=RULE, offered=True),
    AskedFor("is_urgent", when="未经事先批准的", must="须为是", rule=RULE, offered=True),
)
def approved_beforehand(attempt: Attempt[RegisterEvidence]) -> None:
    """Refuse a registration nobody approved: in writing beforehand, or when urgent by word of a head (报请负责人同意)."""
    content = attempt.content
    cited = attempt.law.catalogue.find(RULE, attempt.day)
    if content.is_urgent:
        asks_first = cited is not None and any(limit.variant == URGENT for limit in cited.provision.limits)
        if asks_first and not content.consented_by:
            sentence = "情况紧急的，也须先以电话或者即时通讯方式报请负责人同意，请写明同意的负责人"
            raise Unclear("nobody-consented", sentence, article=attempt.cite(RULE), field="consented_by")
        return
    approvals = [act for act in attempt.record.all(ApproveRegistration) if act.content.of is None]
    used = [act for act in attempt.record.all(RegisterEvidence) if not act.content.is_urgent]
    if len(approvals) <= len(used):
        sentence = "先行登记保存须先经负责人批准（“批准先行登记保存”）；情况紧急的，请写明紧急并在期限内补办"
        raise OutOfOrder("registration-not-approved", sentence, article=attempt.cite(RULE), field="is_urgent")


@asks_for(AskedFor("of", when="补办批准的", must="须为情况紧急的先行登记保存", rule="urgent_evidence_registration"))
def approves_an_urgent_one(attempt: Attempt[ApproveRegistration]) -> None:
    """Refuse to approve afterwards what was not urgent (补办批准手续)."""
    registered = attempt.record.act(attempt.content.of, RegisterEvidence)
    if registered is not None and not registered.content.is_urgent:
        sentence = "只有情况紧急的先行登记保存才补办批准；该次登记保存事先已经批准"
        raise OutOfOrder("was-not-urgent", sentence, article=attempt.cite("urgent_evidence_registration"), field="of")


def still_held(attempt: Attempt[DisposeEvidence]) -> None:
    """Refuse to make anything but a return of evidence that lapse of time has freed already (自动解除)."""
    target = attempt.record.act(attempt.content.of, RegisterEvidence)
    if target is None or attempt.content.outcome == "released":
        return
    last = attempt.law.last_day(RULE, target.day)
    if last is not None and attempt.day > last:
        sentence = f"先行登记保存期限已于{last.isoformat()}届满，措施自动解除，只能解除并退还物品"
        raise OutOfTime("registration-lapsed", sentence, article=attempt.law.cite(RULE, target.day), field="outcome")


UNDECIDED = Condition(lambda now: not is_over(now.record), OVER)

STEPS = (
    Step(
        ApproveRegistration,
        who(Role.HEAD, levels=BUREAU),
        needs=(UNDECIDED,),
        guards=(approves_an_urgent_one, not_twice_a_day),
        ends=(Ends(RULE, _afterwards, variant=URGENT),),
        for_one_party=True,
        effects=(document("先行登记保存证据审批表", "登审"),),
        citation=(RULE,),
    ),
    Step(
        RegisterEvidence,
        who(Role.OFFICER, levels=BUREAU),
        needs=(UNDECIDED,),
        guards=(two_certified_officers, identity_was_shown, approved_beforehand),
        opens=(Opens(RULE), Opens(RULE, variant=URGENT, when=_urgent, starts=instant_of_act)),
        for_one_party=True,
        stage="registered",
        effects=(document("先行登记保存证据通知书", "登存"), message("已先行登记保存证据", "holder")),
        citation=(RULE,),
    ),
    Step(
        DisposeEvidence,
        who(Role.HEAD, levels=BUREAU),
        needs=(after(RegisterEvidence),),
        guards=(still_held,),
        ends=(Ends(RULE, variant=""),),
        stage="disposed",
        effects=(document("先行登记保存证据处理决定书", "登处"),),
        citation=("registered_evidence_disposal",),
    ),
)

PROCEDURE = Procedure("evidence", "先行登记保存", STEPS, {"registered": "已登记保存", "disposed": "已处理"})
