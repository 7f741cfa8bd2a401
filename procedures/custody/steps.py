"""Shared evidence from hand to hand (共用证据保管链): who had what, from when, sealed how.

The opinions (衡政办发〔2015〕76号, 二(三)): in an emergency a joint investigation is started at once, so that no evidence is
lost (防止证据灭失). What several units take, keep and have tested is evidence of each of them afterwards: from its taking
on it is in exactly one hand, and the chain shows whose. 行政处罚法 art. 42: two certified officers take it.
"""

from judging.answering import units
from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import document
from judging.record import Record
from judging.step import Procedure, Step, who
from law.refusals import NotCompetent, OutOfOrder, OutOfTime, Unclear
from models.acts.custody import HandOverEvidence, LetGoOfEvidence, TakeEvidence
from models.acts.terms import CorrectAct, WithdrawAct
from models.people import Role
from procedures.custody.hands import Hand, breaks, in_hand, movements
from procedures.joint_investigation.guards import EMERGENCY
from procedures.joint_investigation.members import convener, lead
from procedures.officers import identity_was_shown, two_certified_officers

HANDS = who(Role.PATROLLER, Role.OFFICER, Role.CLERK, Role.HEAD, basis=EMERGENCY)
Passing = HandOverEvidence | LetGoOfEvidence


def marked_once(attempt: Attempt[TakeEvidence]) -> None:
    """Refuse two pieces of evidence under one mark."""
    same = [act for act in attempt.whole.all(TakeEvidence) if act.content.mark == attempt.content.mark]
    others = [act for act in same if act.no != attempt.act.no]
    if others:
        sentence = f"证据编号“{attempt.content.mark}”已用于第{others[0].no}号行为，请另编号"
        raise OutOfOrder("mark-is-taken", sentence, article=attempt.cite(EMERGENCY), field="mark")


@asks_for(
    AskedFor("unit", when="由参加联合调查的单位保管的", must="须为参加联合调查的单位，外单位不写"),
)
def kept_by_who_takes_part(attempt: Attempt[TakeEvidence | HandOverEvidence]) -> None:
    """Refuse a keeper of a unit that takes no part; an outside body, as a laboratory, has no unit here."""
    unit = attempt.content.unit
    if unit and unit not in units(attempt.whole):
        sentence = f"单位“{unit}”没有参加联合调查；交外单位检测、鉴定的，只写保管人（机构名称），不写单位"
        raise NotCompetent("keeper-takes-no-part", sentence, article=attempt.cite(EMERGENCY), field="unit")


def _had_before(attempt: Attempt[Passing]) -> Hand | None:
    others = attempt.whole.without(attempt.act.no)
    return in_hand(others, attempt.content.of, attempt.act.happened_at)


def giver_has_it(attempt: Attempt[Passing]) -> None:
    """Refuse whoever gives away what is in another hand, or has left the investigation already."""
    hand, content = _had_before(attempt), attempt.content
    article = attempt.cite(EMERGENCY)
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
        raise OutOfTime("moved-since", sentence, article=attempt.cite(EMERGENCY), field="happened_at")


def by_who_has_it(attempt: Attempt[Passing]) -> None:
    """Refuse whoever belongs neither to the unit that has it nor to the lead."""
    hand, by = _had_before(attempt), attempt.act.by
    may = {hand.unit if hand else "", lead(attempt.whole), convener(attempt.whole)}
    if by.kind == "person" and by.unit not in may:
        sentence = "证据由保管单位或者牵头单位办理移交"
        raise NotCompetent("not-the-keeper", sentence, article=attempt.cite(EMERGENCY), field="by")


@asks_for(AskedFor("note", when="封存不完好的", must="须写明发现的情况"))
def broken_seal_is_told(attempt: Attempt[HandOverEvidence]) -> None:
    """Refuse to pass on a broken seal without a word about it."""
    if not attempt.content.is_intact and not attempt.content.note.strip():
        sentence = "封存不完好的，须写明发现的情况"
        raise Unclear("broken-seal-unsaid", sentence, article=attempt.cite(EMERGENCY), field="note")


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
            raise OutOfOrder("custody-would-break", sentence, article=attempt.cite(EMERGENCY), field="of")
    if target is None or not isinstance(target.content, TakeEvidence | HandOverEvidence | LetGoOfEvidence):
        return
    after = _after(attempt)
    broken = breaks(after) - breaks(attempt.whole) if after is not None else set()
    if isinstance(content, WithdrawAct) and isinstance(target.content, TakeEvidence):
        broken |= {act.no for act in movements(attempt.whole, target.no) if act.no != target.no}
    if broken:
        told = "、".join(f"第{number}号" for number in sorted(broken))
        sentence = f"更正或者撤回以后证据保管链中断（{told}行为的移交人不是当时的保管人）；请从最后一次移交起逐次撤回"
        raise OutOfOrder("custody-would-break", sentence, article=attempt.cite(EMERGENCY), field="of")


def _after(attempt: Attempt) -> Record | None:
    """Return the record as a correction or withdrawal leaves it; None where the correction cannot be made at all."""
    try:
        return Record.of([*attempt.whole, attempt.act])
    except ValueError:  # what it says cannot be, which its own guard tells
        return None


STEPS = (
    Step(
        TakeEvidence,
        HANDS,
        guards=(two_certified_officers, identity_was_shown, marked_once, kept_by_who_takes_part),
        stage="evidence_taken",
        effects=(document("联合调查证据登记表", "联证"),),
        citation=(EMERGENCY, "investigators_two_certified"),
    ),
    Step(
        HandOverEvidence,
        HANDS,
        guards=(giver_has_it, in_order_of_time, by_who_has_it, kept_by_who_takes_part, broken_seal_is_told),
        stage="evidence_passed",
        citation=(EMERGENCY,),
    ),
    Step(
        LetGoOfEvidence,
        who(Role.OFFICER, Role.CLERK, Role.HEAD, levels=(1, 2), basis=EMERGENCY),
        guards=(giver_has_it, in_order_of_time, by_who_has_it),
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
