"""What was reported or decided for the police and has not reached them (尚未移送): the case is not closed over it.

移送规定 art. 5, 衔接工作办法 art. 5, 6, 14 and 移送适用行政拘留办法 art. 12 set days for each; after closing nothing can be sent.
"""

from judging.attempt import Situation
from judging.record import Record
from judging.step import Condition
from models.acts.referral import DecideDetentionReferral, ReceiveReferralOpinion, ReferToPolice
from procedures.referral.detention import may_be_sent
from procedures.referral.reading import crime_branch, reports_waiting


def _crime_waits(now: Situation) -> bool:
    sent = now.record.targets(ReferToPolice)
    opinions = [act for act in now.record.all(ReceiveReferralOpinion) if act.no not in sent]
    return bool(reports_waiting(now.record)) or (bool(opinions) and crime_branch(now.record) == "none")


def _detention_waits(record: Record) -> bool:
    """Tell whether a referral for detention was decided, not sent, and may be: penalty and order stand, no crime is."""
    if crime_branch(record) in ("open", "punished"):
        return False
    sent = record.targets(ReferToPolice)
    return any(act.no not in sent and may_be_sent(record, act) for act in record.all(DecideDetentionReferral))


SENT = (
    Condition(
        lambda now: not _crime_waits(now),
        "涉嫌犯罪的报告尚未决定是否移送，或者已批准移送、已收到移送的检察意见而尚未移送公安机关，不得结案",
        "crime_transfer_send",
    ),
    Condition(
        lambda now: not _detention_waits(now.record),
        "已决定移送适用行政拘留，尚未移送公安机关，不得结案",
        "detention_transfer",
    ),
)
"""What closing asks of referrals."""
