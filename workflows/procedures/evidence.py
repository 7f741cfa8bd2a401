"""Evidence registered and kept beforehand (先行登记保存).

行政处罚法 art. 56 and 生态环境行政处罚办法 art. 32, 33: evidence that may be lost is registered with the head's approval, in an emergency approved afterwards
within hours; within working days something must become of it, otherwise it is free again by itself.
"""

from datetime import date
from typing import Any, cast

from law.edition import Law
from law.refusals import OutOfTime
from models.acts import Act
from models.acts.evidence import ApproveRegistration, DisposeEvidence, RegisterEvidence
from models.people import Role
from workflows.procedures.effects import document
from workflows.procedures.guarding import identity_was_shown, last_day_of, points_at, two_certified_officers
from workflows.procedures.record import Record
from workflows.procedures.step import Attempt, Ends, Opens, Procedure, Step, after, before, instant_of_act, who

RULES = "《生态环境行政处罚办法》"
BUREAU = (1, 2)


def _urgent(_record: Record, act: Act) -> bool:
    return cast("RegisterEvidence", act.content).is_urgent


def held(record: Record, day: date, law: Law) -> list[Act]:
    """Return the registrations that still bind on a day: not disposed of, and not freed by the lapse of time."""
    disposed = {cast("DisposeEvidence", act.content).of for act in record.all("dispose_evidence")}
    found = []
    for act in record.all("register_evidence"):
        last = last_day_of("evidence_registration", act.day, law)
        if act.no not in disposed and (last is None or day <= last):
            found.append(act)
    return found


def still_held(attempt: Attempt) -> None:
    """Refuse to dispose of evidence that lapse of time has freed already (自动解除)."""
    target = attempt.record.act(cast("Any", attempt.act.content).of)
    cited = attempt.law.catalogue.find("evidence_registration", target.day) if target else None
    if target is None or cited is None:
        return
    last = last_day_of("evidence_registration", target.day, attempt.law)
    if last is not None and attempt.day > last:
        sentence = f"先行登记保存期限已于{last.isoformat()}届满,措施自动解除,不能再作处理决定"
        raise OutOfTime("registration-lapsed", sentence, article=cited.citation, field="happened_at")


STEPS = (
    Step(
        RegisterEvidence,
        who(Role.OFFICER, levels=BUREAU),
        needs=(before("decide_penalty", "decide_no_penalty"),),
        guards=(two_certified_officers, identity_was_shown),
        opens=(
            Opens("evidence_registration"),
            Opens("evidence_registration", case="urgent_approval", when=_urgent, starts=instant_of_act),
        ),
        stage="registered",
        effects=(document("先行登记保存证据通知书", "登存"),),
        citation=f"{RULES}第32条",
    ),
    Step(
        ApproveRegistration,
        who(Role.HEAD, levels=BUREAU),
        needs=(after("register_evidence"),),
        guards=(points_at("register_evidence"),),
        ends=(Ends("evidence_registration", case="urgent_approval"),),
        citation=f"{RULES}第32条",
    ),
    Step(
        DisposeEvidence,
        who(Role.HEAD, levels=BUREAU),
        needs=(after("register_evidence"),),
        guards=(points_at("register_evidence"), still_held),
        ends=(Ends("evidence_registration", case=""),),
        stage="disposed",
        effects=(document("先行登记保存证据处理决定书", "登处"),),
        citation=f"{RULES}第33条",
    ),
)

PROCEDURE = Procedure("evidence", "先行登记保存", STEPS, {"registered": "已登记保存", "disposed": "已处理"})
