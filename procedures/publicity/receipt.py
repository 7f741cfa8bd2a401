"""What the credit platform says of an uploaded penalty (双公示回执).

发改办财金〔2018〕424号, by the tables in use: a penalty counts as published there once the platform has taken its row; a row
that was rejected is put right and uploaded again, and the days to publish (处罚办法 art. 65) do not wait for it.
"""

from collections.abc import Iterable

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import message
from judging.step import Procedure, Step, after, who
from law.refusals import OutOfOrder, Unclear
from models.acts.publicity import PublishDecision, RecordCreditReceipt
from models.effects import Message
from models.people import Role


@asks_for(AskedFor("receipt_no", when="平台已经接收的"), AskedFor("reason", when="平台退回的"))
def receipt_is_whole(attempt: Attempt[RecordCreditReceipt]) -> None:
    """Refuse a receipt without its number, or a rejection without its reason."""
    content = attempt.content
    if content.outcome == "accepted" and not content.receipt_no:
        raise Unclear("no-receipt", "平台已经接收的，须写明回执编号", field="receipt_no")
    if content.outcome == "rejected" and not content.reason:
        raise Unclear("no-reason", "平台退回的，须写明退回的理由", field="reason")


def not_accepted_yet(attempt: Attempt[RecordCreditReceipt]) -> None:
    """Refuse another receipt for what the platform has taken already."""
    for one in attempt.record.pointing(attempt.content.of, RecordCreditReceipt):
        if one.content.outcome == "accepted":
            sentence = f"该项公开已由平台接收（回执{one.content.receipt_no}），不得重复记录"
            raise OutOfOrder("already-done", sentence, article=attempt.cite("decision_publication"), field="of")


def rejected(done: Attempt[RecordCreditReceipt]) -> Iterable[Message]:
    """Tell whoever answers that a row came back."""
    if done.content.outcome == "rejected":
        yield from message(f"信用平台退回处罚信息：{done.content.reason}", "holder")(done)


STEPS = (
    Step(
        RecordCreditReceipt,
        who(Role.OFFICER, Role.CLERK, levels=(1, 2), systems=True),
        needs=(after(PublishDecision),),
        guards=(receipt_is_whole, not_accepted_yet),
        when_closed=True,
        effects=(rejected,),
        citation=("decision_publication",),
    ),
)

PROCEDURE = Procedure("credit_platform", "信用平台公示", STEPS)
