"""What is asked of each movement of a thing that was taken (证据、涉案物品的移动): who had it, who takes it, sealed how.

From its taking on it is in exactly one hand, and the chain shows whose. Joint investigations and cases ask the same;
each names what it rests on itself.
"""

from judging.answering import units
from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.record import Record
from law.refusals import NotCompetent, OutOfOrder, OutOfTime, Unclear
from models.acts.custody import HandOverEvidence, LetGoOfEvidence, TakeEvidence
from models.acts.joint_investigation import ConveneJointInvestigation
from models.acts.penalty import DecidePenalty
from models.acts.terms import CorrectAct, WithdrawAct
from procedures.custody.hands import Hand, breaks, held, in_hand, movements
from procedures.joint_investigation.guards import EMERGENCY
from procedures.joint_investigation.members import convener
from procedures.penalty.decisions import standing

RECORDED = "whole_process_record"
Passing = HandOverEvidence | LetGoOfEvidence


def _is_joint(attempt: Attempt) -> bool:
    opening = attempt.whole.opening
    return opening is not None and isinstance(opening.content, ConveneJointInvestigation)


def _article(attempt: Attempt) -> str:
    """Return what custody rests on: in a joint investigation the opinions, in a case the record of what is done."""
    return attempt.cite(EMERGENCY if _is_joint(attempt) else RECORDED)


def marked_once(attempt: Attempt[TakeEvidence]) -> None:
    """Refuse two pieces of evidence under one mark."""
    same = [act for act in attempt.whole.all(TakeEvidence) if act.content.mark == attempt.content.mark]
    others = [act for act in same if act.no != attempt.act.no]
    if others:
        sentence = f"证据编号“{attempt.content.mark}”已用于第{others[0].no}号行为，请另编号"
        raise OutOfOrder("mark-is-taken", sentence, article=_article(attempt), field="mark")


@asks_for(
    AskedFor("unit", when="由办理（参加）单位保管的", must="须为办理（参加）本案卷的单位，外单位不写"),
)
def kept_by_who_takes_part(attempt: Attempt[TakeEvidence | HandOverEvidence]) -> None:
    """Refuse a keeper of a unit that takes no part; an outside body, as a laboratory, has no unit here."""
    unit = attempt.content.unit
    if unit and unit not in units(attempt.whole):
        sentence = f"单位“{unit}”没有参加{attempt.kind.label}；交外单位检测、鉴定的，只写保管人（机构名称），不写单位"
        raise NotCompetent("keeper-takes-no-part", sentence, article=_article(attempt), field="unit")


def _had_before(attempt: Attempt[Passing]) -> Hand | None:
    others = attempt.whole.without(attempt.act.no)
    return in_hand(others, attempt.content.of, attempt.act.happened_at)


def giver_has_it(attempt: Attempt[Passing]) -> None:
    """Refuse whoever gives away what is in another hand, or has left the investigation already."""
    hand, content = _had_before(attempt), attempt.content
    article = _article(attempt)
    if hand is None:
        sentence = f"该证据在此时刻尚未提取（第{content.of}号行为）"
        raise OutOfTime("not-taken-yet", sentence, article=article, field="happened_at")
    if hand.outcome:
        sentence = f"该证据的去向已登记（第{hand.by_act}号行为），不能再移交"
        raise OutOfOrder("has-left", sentence, article=article, field="of")
    if hand.keeper != content.giver:
        sentence = f"该证据自第{hand.by_act}号行为起由“{hand.keeper}”保管，“{content.giver}”不能移交"
        raise NotCompetent("not-in-that-hand", sentence, article=article, field="giver")
    if isinstance(content, HandOverEvidence) and content.keeper == content.giver:
        raise Unclear("same-hand", "移交人和接收人相同", article=article, field="keeper")


def in_order_of_time(attempt: Attempt[Passing]) -> None:
    """Refuse a movement that is entered between two others: the later one would be given by the wrong hand."""
    others = movements(attempt.whole.without(attempt.act.no), attempt.content.of)
    later = next((act for act in others if act.happened_at > attempt.act.happened_at), None)
    if later is not None:
        sentence = f"该证据其后已有移动（第{later.no}号行为），不能在其前插入移交；请先撤回其后的记录"
        raise OutOfTime("moved-since", sentence, article=_article(attempt), field="happened_at")


def by_who_has_it(attempt: Attempt[Passing]) -> None:
    """Refuse whoever belongs neither to the unit that has it nor to the one that answers for the file."""
    hand, by = _had_before(attempt), attempt.act.by
    answers = attempt.kind.holder(attempt.whole)
    may = {hand.unit if hand else "", answers.unit if answers else ""}
    may |= {convener(attempt.whole)} if _is_joint(attempt) else set()
    if by.kind == "person" and by.unit not in may:
        sentence = f"证据由保管单位或者{'牵头' if _is_joint(attempt) else '办案'}单位办理移交"
        raise NotCompetent("not-the-keeper", sentence, article=_article(attempt), field="by")


@asks_for(AskedFor("note", when="封存不完好的", must="须写明发现的情况"))
def broken_seal_is_told(attempt: Attempt[HandOverEvidence]) -> None:
    """Refuse to pass on a broken seal without a word about it."""
    if not attempt.content.is_intact and not attempt.content.note.strip():
        sentence = "封存不完好的，须写明发现的情况"
        raise Unclear("broken-seal-unsaid", sentence, article=_article(attempt), field="note")


def confiscated_by_decision(attempt: Attempt[LetGoOfEvidence]) -> None:
    """Refuse to enter as confiscated what no decision that stands confiscates (没收非法财物)."""
    if attempt.content.outcome != "confiscated":
        return
    if not any(
        "confiscation" in one.content.measures
        for one in standing(attempt.record)
        if isinstance(one.content, DecidePenalty)
    ):
        sentence = "没有已经作出并且有效的没收决定，不能登记为没收；退还当事人的，请登记为“退还”"
        raise OutOfOrder("not-confiscated", sentence, article=_article(attempt), field="outcome")


def things_are_settled(now: Situation) -> None:
    """Refuse to close while a thing is in somebody's hand and nobody has said what became of it (涉案物品去向)."""
    kept = {hand.item for hand in held(now.record)}
    things = [act.content for act in now.record.all(TakeEvidence) if act.no in kept]
    if things:
        told = "、".join(f"“{one.mark}　{one.name}”" for one in things)
        sentence = f"提取的证据、物品{told}尚未登记去向，不得结案；请先逐件“{LetGoOfEvidence.label}”"
        raise OutOfOrder("things-in-hand", sentence, article=now.cite(RECORDED))


def custody_stays_whole(attempt: Attempt) -> None:
    """Refuse a correction or withdrawal that would break a chain that was whole (保管链不得中断)."""
    content = attempt.content
    if not isinstance(content, CorrectAct | WithdrawAct):
        return
    target = attempt.whole.act(content.of)
    if target is not None and isinstance(target.content, CorrectAct):
        put_right = attempt.whole.act(target.content.of, TakeEvidence, HandOverEvidence, LetGoOfEvidence)
        if put_right is not None:
            sentence = f"对第{put_right.no}号行为（证据移动）的更正不能撤回；有误的，请再次“更正记录”"
            raise OutOfOrder("custody-would-break", sentence, article=_article(attempt), field="of")
    if target is None or not isinstance(target.content, TakeEvidence | HandOverEvidence | LetGoOfEvidence):
        return
    after = _after(attempt)
    broken = breaks(after) - breaks(attempt.whole) if after is not None else set()
    if isinstance(content, WithdrawAct) and isinstance(target.content, TakeEvidence):
        broken |= {act.no for act in movements(attempt.whole, target.no) if act.no != target.no}
    if broken:
        told = "、".join(f"第{number}号" for number in sorted(broken))
        sentence = f"更正或者撤回以后证据保管链中断（{told}行为的移交人不是当时的保管人）；请从最后一次移交起逐次撤回"
        raise OutOfOrder("custody-would-break", sentence, article=_article(attempt), field="of")


def _after(attempt: Attempt) -> Record | None:
    """Return the record as a correction or withdrawal leaves it; None where the correction cannot be made at all."""
    try:
        return Record.of([*attempt.whole, attempt.act])
    except ValueError:  # what it says cannot be, which its own guard tells
        return None
