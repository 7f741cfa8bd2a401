"""Whether a party used a right whose time then expired: what was said in time does not end the time to say more."""

from file_review.bounds import Due
from judging.record import Record
from law.chinese import day as told
from models.acts import Act
from models.acts.penalty import ReceiveStatement

PRIOR_NOTICE = "penalty_prior_notice"
"""The right to be heard before a penalty, which a party may use more than once (陈述申辩)."""


def use_told(rule: str, record: Record, notice: Act, due: Due) -> str:
    """Say whether the party used a right that has expired."""
    for one in record.all(ReceiveStatement) if rule == PRIOR_NOTICE else ():
        in_time = due.latest is not None and notice.day <= one.day <= due.latest
        if in_time and one.content.of in (None, notice.no):
            return f"当事人{told(one.day)}提出陈述申辩"
    return "当事人在期限内没有行使权利"
