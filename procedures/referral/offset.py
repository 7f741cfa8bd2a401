"""What the court imposed, against what the bureau and the police imposed before it (罚款折抵罚金、拘留折抵刑期).

行政处罚法 art. 35, until 2021-07-14 art. 28, from 2026-08-15 also 生态环境法典 art. 1058: a fine of the bureau that was given
is set off against the court's fine, detention against imprisonment or criminal detention; since 2021-07-15, where the
court has imposed a fine and the bureau none yet, the bureau imposes none. Exempted or not punished, the party may
still be fined (刑法 art. 37).
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple, Protocol

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import key, who_sees_to_it
from judging.record import Record, follows
from law.chinese import money
from law.refusals import OutOfBounds, Unclear
from models.acts import Act, ActContent
from models.acts.referral import RecordAppeal, RecordCriminalJudgment, RecordDetention
from models.effects import Message
from procedures.penalty.decisions import DECIDING, fine_of

NOTHING = Decimal(0)
SINCE_NO_SECOND_FINE = "no_fine_after_court"
"""The article by which the bureau does not fine where the court has (不再给予罚款)."""


class Fines(ActContent, Protocol):
    """An act that may impose a fine."""

    @property
    def fine(self) -> Decimal | None:
        """Return the fine, in yuan."""


class Offset(NamedTuple):
    """What is set off, and what is left of the court's fine (折抵)."""

    court_fine: Decimal
    fined: Decimal
    """What the bureau had fined before, under decisions that stand."""
    days: int
    """Days of detention set off against imprisonment or criminal detention."""

    @property
    def set_off(self) -> Decimal:
        """Return how much of the court's fine the earlier one takes off."""
        return min(self.court_fine, self.fined)

    @property
    def left(self) -> Decimal:
        """Return what is left of the court's fine."""
        return self.court_fine - self.set_off


def judgment_in_force(record: Record) -> Act[RecordCriminalJudgment] | None:
    """Return the last criminal judgment, unless it was appealed."""
    last = record.last(RecordCriminalJudgment)
    return None if last is not None and record.pointing(last.no, RecordAppeal) else last


def offset(record: Record, judgment: Act[RecordCriminalJudgment]) -> Offset:
    """Return what a judgment sets off: the fines decided and the detention imposed before it."""
    content = judgment.content
    decided = [one for one in record.all(*DECIDING) if follows(judgment, one)]
    detained = [one.content.days or 0 for one in record.all(RecordDetention) if follows(judgment, one)]
    return Offset(
        court_fine=content.court_fine or NOTHING,
        fined=sum((fine_of(record, one) for one in decided), NOTHING),
        days=sum(detained) if content.court_custody else 0,
    )


def no_fine_after_the_courts(attempt: Attempt[Fines]) -> None:
    """Refuse a fine where the court has imposed one for the same conduct (不再给予罚款)."""
    judgment, article = judgment_in_force(attempt.record), attempt.cite(SINCE_NO_SECOND_FINE)
    if judgment is None or not article or not attempt.content.fine or judgment.content.outcome != "punished":
        return
    fined = judgment.content.court_fine
    if fined is None:
        sentence = f"第{judgment.no}号刑事判决没有写明是否判处罚金，不能判断可否再给予罚款，请先“更正记录”补写"
        raise Unclear("court-fine-unknown", sentence, article=article, field="fine")
    if fined > 0:
        sentence = f"人民法院已对同一违法行为判处罚金{money(fined)}，此前尚未给予罚款的，不再给予罚款"
        raise OutOfBounds("court-fined-already", sentence, article=article, field="fine")


@asks_for(AskedFor("court_fine", when="判处刑罚的", rule="fine_offset"))
def says_what_the_court_imposed(attempt: Attempt[RecordCriminalJudgment]) -> None:
    """Refuse a punishment without saying whether it is a fine too: what is set off depends on it (折抵)."""
    content = attempt.content
    if content.outcome == "punished" and content.court_fine is None:
        sentence = "判处刑罚的，须写明判处罚金的数额；没有判处罚金的，写0"
        raise Unclear("court-fine-unsaid", sentence, article=attempt.cite("fine_offset"), field="court_fine")
    if content.outcome != "punished" and (content.court_fine or content.court_custody):
        sentence = "没有判处刑罚的，不得写明罚金、拘役或者有期徒刑"
        raise Unclear("no-punishment", sentence, article=attempt.cite("fine_offset"), field="outcome")


def set_off(done: Attempt[RecordCriminalJudgment]) -> Iterable[Message]:
    """Tell who answers what is set off against what the court imposed, if anything is."""
    found = offset(done.record, done.act)
    told = []
    if found.set_off > 0:
        told.append(f"已给予的罚款{money(found.fined)}折抵罚金{money(found.set_off)}，罚金尚余{money(found.left)}")
    if found.days > 0:
        told.append(f"已执行的行政拘留{found.days}日折抵刑期{found.days}日")
    if told:
        title = f"人民法院已判处刑罚：{'；'.join(told)}"
        yield Message(key=key(done, "message-offset"), act_no=done.act.no, title=title, to=who_sees_to_it(done))
