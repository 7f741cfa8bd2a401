"""Evidence registered and kept beforehand (先行登记保存).

行政处罚法 art. 56 and 生态环境行政处罚办法 art. 32, 33: evidence that may be lost is registered with the head's approval; in an
emergency the head agrees by telephone or message and approves in writing within hours. Within working days something
must become of it; when they pass the measure ends by itself, and all that is left to do is to give the things back.
"""

from typing import cast

from law.refusals import OutOfOrder, OutOfTime, Unclear
from models.acts import Act
from models.acts.evidence import ApproveRegistration, DisposeEvidence, RegisterEvidence
from models.people import Role
from workflows.procedures.effects import document, message
from workflows.procedures.guarding import identity_was_shown, last_day_of, points_at, two_certified_officers
from workflows.procedures.record import Record
from workflows.procedures.step import Attempt, Ends, Opens, Procedure, Step, after, before, instant_of_act, who

RULES = "《生态环境行政处罚办法》"
RULE = "evidence_registration"
URGENT = "urgent_approval"
BUREAU = (1, 2)


def _urgent(_record: Record, act: Act) -> bool:
    return cast("RegisterEvidence", act.content).is_urgent


def _afterwards(_record: Record, act: Act) -> bool:
    return cast("ApproveRegistration", act.content).of is not None


def nothing_kept(record: Record) -> bool:
    """Tell whether no registered evidence waits for its disposal; a lapsed registration waits for its return."""
    disposed = {cast("DisposeEvidence", act.content).of for act in record.all("dispose_evidence")}
    return all(act.no in disposed for act in record.all("register_evidence"))


def approved_beforehand(attempt: Attempt) -> None:
    """Refuse a registration nobody approved: in writing beforehand, or when urgent by word of a head (报请负责人同意)."""
    content = cast("RegisterEvidence", attempt.act.content)
    cited = attempt.law.catalogue.find(RULE, attempt.day)
    article = cited.citation if cited else ""
    if content.is_urgent:
        asks_first = cited is not None and any(limit.case == URGENT for limit in cited.provision.limits)
        if asks_first and not content.consented_by:
            sentence = "情况紧急的，也须先以电话或者即时通讯方式报请负责人同意，请写明同意的负责人"
            raise Unclear("nobody-consented", sentence, article=article, field="consented_by")
        return
    approvals = [act for act in attempt.record.all("approve_registration") if not _afterwards(attempt.record, act)]
    used = [act for act in attempt.record.all("register_evidence") if not _urgent(attempt.record, act)]
    if len(approvals) <= len(used):
        sentence = "先行登记保存须先经负责人批准（“批准先行登记保存”）；情况紧急的，请写明紧急并在期限内补办"
        raise OutOfOrder("registration-not-approved", sentence, article=article, field="is_urgent")


def approves_an_urgent_one(attempt: Attempt) -> None:
    """Refuse to approve afterwards what was not urgent (补办批准手续)."""
    if cast("ApproveRegistration", attempt.act.content).of is None:
        return
    points_at("register_evidence")(attempt)
    registered = cast("Act", attempt.record.act(cast("DisposeEvidence", attempt.act.content).of))
    if not _urgent(attempt.record, registered):
        sentence = "只有情况紧急的先行登记保存才补办批准；该次登记保存事先已经批准"
        raise OutOfOrder("was-not-urgent", sentence, article=f"{RULES}第32条", field="of")


def still_held(attempt: Attempt) -> None:
    """Refuse to make anything but a return of evidence that lapse of time has freed already (自动解除)."""
    content = cast("DisposeEvidence", attempt.act.content)
    target = attempt.record.act(content.of)
    cited = attempt.law.catalogue.find(RULE, target.day) if target else None
    if target is None or cited is None or content.outcome == "released":
        return
    last = last_day_of(RULE, target.day, attempt.law)
    if last is not None and attempt.day > last:
        sentence = f"先行登记保存期限已于{last.isoformat()}届满，措施自动解除，只能解除并退还物品"
        raise OutOfTime("registration-lapsed", sentence, article=cited.citation, field="outcome")


STEPS = (
    Step(
        ApproveRegistration,
        who(Role.HEAD, levels=BUREAU),
        needs=(before("decide_penalty", "decide_no_penalty", "decline_filing", "revoke_filing"),),
        guards=(approves_an_urgent_one,),
        once_each=True,
        ends=(Ends(RULE, _afterwards, case=URGENT),),
        effects=(document("先行登记保存证据审批表", "登审"),),
        citation=f"{RULES}第32条",
    ),
    Step(
        RegisterEvidence,
        who(Role.OFFICER, levels=BUREAU),
        needs=(before("decide_penalty", "decide_no_penalty", "decline_filing", "revoke_filing"),),
        guards=(two_certified_officers, identity_was_shown, approved_beforehand),
        opens=(Opens(RULE), Opens(RULE, case=URGENT, when=_urgent, starts=instant_of_act)),
        stage="registered",
        effects=(document("先行登记保存证据通知书", "登存"), message("已先行登记保存证据", "holder")),
        citation=f"{RULES}第32条",
    ),
    Step(
        DisposeEvidence,
        who(Role.HEAD, levels=BUREAU),
        needs=(after("register_evidence"),),
        guards=(points_at("register_evidence"), still_held),
        once_each=True,
        ends=(Ends(RULE, case=""),),
        stage="disposed",
        effects=(document("先行登记保存证据处理决定书", "登处"),),
        citation=f"{RULES}第33条",
    ),
)

PROCEDURE = Procedure("evidence", "先行登记保存", STEPS, {"registered": "已登记保存", "disposed": "已处理"})
