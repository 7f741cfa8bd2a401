"""What other bodies ask of the bureau (外部监督与协作): suggestions, public-interest suits, damages, jurisdiction.

最高法、最高检检察公益诉讼解释 art. 21: a suggestion is performed and answered in writing within its months, in urgent cases within
its days (on trial in some provinces before: 试点工作实施办法 art. 40). 公益诉讼办案规则 art. 70, 76: the procuratorate tells the
bureau that it opened a case, and serves what it decided. 环境民事公益诉讼解释 art. 12: the court tells the bureau of a suit.
生态环境损害赔偿管理规定: a clue is looked into, then consulted about. 生态环境行政处罚办法 art. 15: a common superior names who is
competent.
"""

from datetime import date
from typing import cast

from models.acts import Act
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
from workflows.procedures.effects import document, message
from workflows.procedures.guarding import points_at
from workflows.procedures.record import Record
from workflows.procedures.referral import BUREAU, DESK, LIAISON
from workflows.procedures.step import Ends, Opens, Procedure, Step, ends, who

SUITS = "《最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释》"
HANDLING = "《人民检察院公益诉讼办案规则》"
CIVIL = "《最高人民法院关于审理环境民事公益诉讼案件适用法律若干问题的解释》"
DAMAGES = "《生态环境损害赔偿管理规定》"
RULES = "《生态环境行政处罚办法》"


def _urgent(_record: Record, act: Act) -> bool:
    return cast("ReceiveProposal", act.content).urgent


def _ordinary(_record: Record, act: Act) -> bool:
    return not cast("ReceiveProposal", act.content).urgent


def _pilot(_record: Record, act: Act) -> bool:
    return cast("ReceiveProposal", act.content).pilot


def _decided_on(_record: Record, act: Act) -> date | None:
    return cast("ReceiveProposal", act.content).decided_on


STEPS = (
    Step(HoldJointMeeting, DESK, when_closed=True),
    Step(
        DesignateJurisdiction,
        DESK,
        effects=(message("指定管辖", "holder"),),
        citation=f"{RULES}第15条",
    ),
    Step(
        RequestConsultation,
        who(Role.OFFICER, Role.LEGAL, levels=BUREAU),
        opens=(Opens("consult_reply"),),
        citation=f"{LIAISON}第24条",
    ),
    Step(
        ReceiveConsultation,
        DESK,
        guards=(points_at("request_consultation"),),
        ends=ends("consult_reply"),
        when_closed=True,
        citation=f"{LIAISON}第24条",
    ),
    Step(
        RecordPublicInterestCase,
        DESK,
        opens=(Opens("pil_file_notice"),),
        when_closed=True,
        citation=f"{HANDLING}第70条",
    ),
    Step(
        ReceivePublicInterestNotice,
        DESK,
        guards=(points_at("record_public_interest_case"),),
        ends=ends("pil_file_notice"),
        when_closed=True,
        citation=f"{HANDLING}第70条",
    ),
    Step(
        ReceiveProposal,
        DESK,
        opens=(
            Opens("procuratorial_suggestion", when=_ordinary),
            Opens("procuratorial_suggestion_urgent", when=_urgent),
            Opens("procuratorial_suggestion_2015", when=_pilot),
            Opens("pil_suggestion_service", starts=_decided_on, met=True),
        ),
        stage="proposed",
        when_closed=True,
        effects=(message("收到检察建议书", "level-2"),),
        citation=f"{SUITS}第21条",
    ),
    Step(
        ReplyToProposal,
        who(Role.HEAD, Role.CLERK, levels=BUREAU),
        guards=(points_at("receive_proposal"),),
        ends=ends("procuratorial_suggestion", "procuratorial_suggestion_urgent", "procuratorial_suggestion_2015"),
        stage="replied",
        once_each=True,
        when_closed=True,
        effects=(document("检察建议回复函", "复函"),),
        citation=f"{SUITS}第21条",
    ),
    Step(
        RecordCivilSuit,
        DESK,
        opens=(Opens("civil_pil_notice", case="inform"),),
        when_closed=True,
        citation=f"{CIVIL}第12条",
    ),
    Step(
        ReceiveCivilSuitNotice,
        DESK,
        guards=(points_at("record_civil_suit"),),
        ends=(Ends("civil_pil_notice", case="inform"),),
        when_closed=True,
        citation=f"{CIVIL}第12条",
    ),
    Step(
        FindDamageClue,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        opens=(Opens("damage_precheck"),),
        stage="damage_found",
        when_closed=True,
        citation=DAMAGES,
    ),
    Step(
        DecideDamageClaim,
        who(Role.HEAD, levels=BUREAU),
        guards=(points_at("find_damage_clue"),),
        ends=ends("damage_precheck"),
        stage="damage_decided",
        once_each=True,
        when_closed=True,
        citation=DAMAGES,
    ),
    Step(
        ServeConsultationNotice,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        guards=(points_at("decide_damage_claim"),),
        opens=(Opens("damage_consultation"),),
        stage="consulting",
        when_closed=True,
        effects=(document("生态环境损害赔偿磋商通知书", "磋"),),
        citation=DAMAGES,
    ),
    Step(
        ConcludeConsultation,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        guards=(points_at("serve_consultation_notice"),),
        ends=ends("damage_consultation"),
        stage="consulted",
        once_each=True,
        when_closed=True,
        citation=DAMAGES,
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
