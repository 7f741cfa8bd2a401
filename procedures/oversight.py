"""What other bodies ask of the bureau (外部监督与协作): suggestions, public-interest suits, damages, jurisdiction.

最高法、最高检检察公益诉讼解释 art. 21: a suggestion is performed and answered in writing within its months, in urgent cases within
its days (on trial in some provinces before: 试点工作实施办法 art. 40). 公益诉讼办案规则 art. 70, 76: the procuratorate tells the
bureau that it opened a case, and serves what it decided. 环境民事公益诉讼解释 art. 12: the court tells the bureau of a suit.
生态环境损害赔偿管理规定: a clue is looked into, then consulted about. 生态环境行政处罚办法 art. 15: a common superior names who is
competent; from then on that unit answers for the case. It names the authority, no person in it: whoever records for a
bureau enters a superior's letter, and a superior's own head does it there by himself.
"""

from datetime import date

from judging.attempt import Attempt
from judging.effects import document, message
from judging.step import Ends, Opens, Procedure, Step, ends, who
from models.acts.oversight import (
    ConcludeConsultation,
    DecideDamageClaim,
    DesignateJurisdiction,
    FindDamageClue,
    HoldJointMeeting,
    ReceiveCivilSuitNotice,
    ReceiveConsultation,
    ReceiveProposal,
    ReceivePublicInterestNotice,
    RecordCivilSuit,
    RecordPublicInterestCase,
    ReplyToProposal,
    RequestConsultation,
    ServeConsultationNotice,
)
from models.people import Role
from procedures.competence import FIRST_REVIEW, GONE
from procedures.finding import department_is_known
from procedures.referral.steps import BUREAU, DESK
from procedures.repetition import not_twice_a_day
from procedures.reporting_upward import TAKEN_UP

DESIGNATES = who(Role.CLERK, Role.OFFICER, Role.HEAD, levels=BUREAU, systems=True)
"""Who enters a designation (指定管辖、提级管辖)."""


def _urgent(attempt: Attempt[ReceiveProposal]) -> bool:
    return attempt.content.urgent


def _ordinary(attempt: Attempt[ReceiveProposal]) -> bool:
    return not attempt.content.urgent


def _pilot(attempt: Attempt[ReceiveProposal]) -> bool:
    return attempt.content.pilot


def _decided_on(attempt: Attempt[ReceiveProposal]) -> date | None:
    return attempt.content.decided_on


STEPS = (
    Step(HoldJointMeeting, DESK, when_closed=True, citation=("joint_meeting",)),
    Step(
        DesignateJurisdiction,
        DESIGNATES,
        guards=(department_is_known,),
        ends=(
            *GONE,
            *TAKEN_UP,
            *ends("norm.designation", "norm.report_upward", "norm.hand_over", "hotline_forward_internal"),
        ),
        opens=(FIRST_REVIEW,),
        effects=(message("指定管辖", "holder"),),
        citation=("jurisdiction_designation",),
    ),
    Step(
        RequestConsultation,
        who(Role.OFFICER, Role.LEGAL, levels=BUREAU),
        guards=(not_twice_a_day,),
        opens=(Opens("consult_reply"),),
        citation=("consult_reply",),
    ),
    Step(
        ReceiveConsultation,
        DESK,
        ends=ends("consult_reply"),
        when_closed=True,
        citation=("consult_reply",),
    ),
    Step(
        RecordPublicInterestCase,
        DESK,
        guards=(not_twice_a_day,),
        opens=(Opens("pil_file_notice"),),
        when_closed=True,
        citation=("pil_file_notice",),
    ),
    Step(
        ReceivePublicInterestNotice,
        DESK,
        ends=ends("pil_file_notice"),
        when_closed=True,
        citation=("pil_file_notice",),
    ),
    Step(
        ReceiveProposal,
        DESK,
        guards=(not_twice_a_day,),
        opens=(
            Opens("procuratorial_suggestion", when=_ordinary),
            Opens("procuratorial_suggestion_urgent", when=_urgent),
            Opens("procuratorial_suggestion_2015", when=_pilot),
            Opens("pil_suggestion_service", starts=_decided_on, met=True),
        ),
        stage="proposed",
        when_closed=True,
        effects=(message("收到检察建议书", "level-2"),),
        citation=("procuratorial_suggestion",),
    ),
    Step(
        ReplyToProposal,
        who(Role.HEAD, Role.CLERK, levels=BUREAU),
        ends=ends("procuratorial_suggestion", "procuratorial_suggestion_urgent", "procuratorial_suggestion_2015"),
        stage="replied",
        when_closed=True,
        effects=(document("检察建议回复函", "复函"),),
        citation=("procuratorial_suggestion",),
    ),
    Step(
        RecordCivilSuit,
        DESK,
        guards=(not_twice_a_day,),
        opens=(Opens("civil_pil_notice", variant="inform"),),
        when_closed=True,
        citation=("civil_suit_notice",),
    ),
    Step(
        ReceiveCivilSuitNotice,
        DESK,
        ends=(Ends("civil_pil_notice", variant="inform"),),
        when_closed=True,
        citation=("civil_suit_notice",),
    ),
    Step(
        FindDamageClue,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        guards=(not_twice_a_day,),
        opens=(Opens("damage_precheck"),),
        stage="damage_found",
        when_closed=True,
        citation=("damage_claim",),
    ),
    Step(
        DecideDamageClaim,
        who(Role.HEAD, levels=BUREAU),
        ends=ends("damage_precheck"),
        stage="damage_decided",
        when_closed=True,
        citation=("damage_claim",),
    ),
    Step(
        ServeConsultationNotice,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        opens=(Opens("damage_consultation"),),
        stage="consulting",
        when_closed=True,
        effects=(document("生态环境损害赔偿磋商通知书", "磋"),),
        citation=("damage_claim",),
    ),
    Step(
        ConcludeConsultation,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        ends=ends("damage_consultation"),
        stage="consulted",
        when_closed=True,
        citation=("damage_claim",),
    ),
)

PROCEDURE = Procedure(
    "oversight",
    "外部监督与协作",
    STEPS,
    {
        "proposed": "已收到检察建议",
        "replied": "已回复检察建议",
        "damage_found": "已发现损害线索",
        "damage_decided": "已决定是否索赔",
        "consulting": "磋商中",
        "consulted": "磋商结束",
    },
)
