"""What is told of the rights of a party, and whether it used one whose time then expired (权利告知与行使).

What was said in time does not end the time to say more.
"""

from file_review.bounds import Due
from file_review.known import says
from judging.record import Record
from law.chinese import day as told
from models.acts import Act
from models.acts.penalty import ReceiveStatement
from models.documents import Remedies

PRIOR_NOTICE = "penalty_prior_notice"
"""The right to be heard before a penalty, which a party may use more than once (陈述申辩)."""


USUAL = Remedies(
    reconsideration_body="复议机关", reconsideration_period="法定期限", court="人民法院", suit_period="法定期限"
)
"""What a document tells of relief where the source does not say what it told (救济途径)."""


def use_told(rule: str, record: Record, notice: Act, due: Due) -> str:
    """Say whether the party used a right that has expired."""
    for one in record.all(ReceiveStatement) if rule == PRIOR_NOTICE else ():
        in_time = due.latest is not None and notice.day <= one.day <= due.latest
        if in_time and one.content.of in (None, notice.no):
            return f"当事人{told(one.day)}提出陈述申辩"
    return "当事人在期限内没有行使权利"


def as_usual(act: Act) -> Act:
    """Return an act that tells how to seek relief, where the source leaves open how: the ordinary period runs."""
    content = act.content
    if "remedies" not in type(content).model_fields or says(content, "remedies") is not None:
        return act
    return act.model_copy(update={"content": content.model_copy(update={"remedies": USUAL})})
