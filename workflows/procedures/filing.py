"""Filing (立案): the preliminary review, and the decision to file, not to file, or to take the filing back.

生态环境行政处罚办法 art. 18: the review opens with the clue and ends within its term with filing, refusal or transfer;
art. 19: four conditions together; art. 20: a filing whose conditions turn out not to be met is revoked.
"""

from models.acts.filing import DeclineFiling, FileCase, RevokeFiling
from models.people import Role
from workflows.procedures.effects import document
from workflows.procedures.guarding import conduct_is_not_time_barred, two_certified_officers
from workflows.procedures.record import Record
from workflows.procedures.step import Condition, Opens, Procedure, Step, after, before, ends, who

RULES = "《生态环境行政处罚办法》"


def _reached_the_bureau(record: Record) -> bool:
    opening = record.opening
    return record.has("hand_to_department") or (
        opening is not None and opening.name == "report_finding" and opening.by.level in (1, 2)
    )


REACHED = Condition(_reached_the_bureau, "线索尚未交到有管辖权的主管部门，须先“交主管部门”", f"{RULES}第18条")

STEPS = (
    Step(
        FileCase,
        who(Role.HEAD, levels=(1, 2), basis="《中华人民共和国行政处罚法》第24条"),
        needs=(REACHED, before("decline_filing", "decide_on_the_spot")),
        guards=(two_certified_officers, conduct_is_not_time_barred),
        ends=ends("case_filing_decision"),
        opens=(Opens("case_decision_period"),),
        stage="filed",
        once=True,
        effects=(document("立案审批表", "立"),),
        citation=f"{RULES}第18条、第19条",
    ),
    Step(
        DeclineFiling,
        who(Role.HEAD, levels=(1, 2), basis="《中华人民共和国行政处罚法》第24条"),
        needs=(REACHED, before("file_case", "decide_on_the_spot")),
        ends=ends("case_filing_decision"),
        opens=(Opens("norm.feed_back"),),
        stage="declined",
        once=True,
        effects=(document("不予立案审批表", "不立"),),
        citation=f"{RULES}第18条、第19条",
    ),
    Step(
        RevokeFiling,
        who(Role.HEAD, levels=(1, 2)),
        needs=(after("file_case"), before("decide_penalty", "decide_no_penalty")),
        ends=ends("case_decision_period"),
        opens=(Opens("norm.feed_back"),),
        stage="filing_revoked",
        once=True,
        effects=(document("撤销立案审批表", "撤立"),),
        citation=f"{RULES}第20条",
    ),
)

PROCEDURE = Procedure(
    "filing",
    "立案",
    STEPS,
    {"filed": "已立案", "declined": "不予立案", "filing_revoked": "已撤销立案"},
)
