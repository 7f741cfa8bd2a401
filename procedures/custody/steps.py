"""Shared evidence from hand to hand (共用证据保管链): who had what, from when, sealed how.

The opinions (衡政办发〔2015〕76号, 二(三)): in an emergency a joint investigation is started at once, so that no evidence is
lost (防止证据灭失). What several units take, keep and have tested is evidence of each of them afterwards: from its taking
on it is in exactly one hand, and the chain shows whose. 行政处罚法 art. 42: two certified officers take it.
"""

from judging.effects import document
from judging.step import Procedure, Step, who
from models.acts.custody import HandOverEvidence, LetGoOfEvidence, TakeEvidence
from models.people import Role
from procedures.competence import BUREAU
from procedures.custody.guards import (
    broken_seal_is_told,
    by_who_has_it,
    confiscated_by_decision,
    giver_has_it,
    in_order_of_time,
    kept_by_who_takes_part,
    marked_once,
)
from procedures.joint_investigation.guards import EMERGENCY
from procedures.officers import identity_was_shown, two_certified_officers

TAKING = (two_certified_officers, identity_was_shown, marked_once, kept_by_who_takes_part)
PASSING = (giver_has_it, in_order_of_time, by_who_has_it, kept_by_who_takes_part, broken_seal_is_told)
LETTING_GO = (giver_has_it, in_order_of_time, by_who_has_it, confiscated_by_decision)
SETTLERS = (Role.OFFICER, Role.CLERK, Role.HEAD)

STEPS = (
    Step(
        TakeEvidence,
        who(Role.PATROLLER, *SETTLERS, basis=EMERGENCY),
        guards=TAKING,
        stage="evidence_taken",
        effects=(document("联合调查证据登记表", "联证"),),
        citation=(EMERGENCY, "investigators_two_certified"),
    ),
    Step(
        HandOverEvidence,
        who(Role.PATROLLER, *SETTLERS, basis=EMERGENCY),
        guards=PASSING,
        stage="evidence_passed",
        citation=(EMERGENCY,),
    ),
    Step(
        LetGoOfEvidence,
        who(*SETTLERS, levels=BUREAU, basis=EMERGENCY),
        guards=LETTING_GO,
        stage="evidence_settled",
        citation=(EMERGENCY,),
    ),
)

PROCEDURE = Procedure(
    "custody",
    "证据保管链",
    STEPS,
    {"evidence_taken": "已提取证据", "evidence_passed": "证据已移交", "evidence_settled": "证据已有去向"},
)
