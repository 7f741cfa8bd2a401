"""What is asked of whoever transfers a case or a matter (移送的条件).

生态环境行政处罚办法 art. 16: what was received by transfer is not passed on; whoever disagrees asks the common superior. The
opinions, plan 四(四)1: what is not one's own is handed over in time. What goes along stands on a list, and what was
seized goes with the case it was seized in (行政强制法 art. 21 says so of crimes; for other transfers we read it alike).
"""

from collections.abc import Mapping

from judging.answering import TOWNSHIP
from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.step import Condition
from law import guards
from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, Unclear
from models.acts import Content
from models.acts.complaint import ForwardComplaint
from models.acts.complaint_points import ListPoint
from models.acts.filing import FileCase, RevokeFiling
from models.acts.finding import ReportFinding
from models.acts.investigation import TerminateInvestigation
from models.acts.joining import JoinCase
from models.acts.oversight import DesignateJurisdiction
from models.acts.penalty import DecideNoPenalty, DecidePenalty
from models.acts.summary import DecideOnTheSpot
from models.acts.terms import WithdrawAct
from models.acts.transfer import EndTransfer, ReceiveTransfer, ReturnTransfer, ToldOfTransfer, TransferMatter
from models.ids import file_no_in
from models.people import Role
from procedures.seizure.limits import running
from procedures.transfer.matter import is_with_the_receiver, opened_by
from procedures.transfer.reading import designated_here, gone_through, is_out, pending, returned_by, transfers

MOST_RETURNS = 2
"""How often one unit may return the same before the common superior is asked; the city's own norm."""


def _sender(attempt: Attempt) -> str:
    row = attempt.kind.holder(attempt.whole)
    return row.unit if row else attempt.act.by.unit


def another_unit(attempt: Attempt[TransferMatter]) -> None:
    """Refuse a transfer to the very unit that answers for the file, or back to one that it has gone through."""
    content = attempt.content
    article = attempt.cite("jurisdiction_of_others")
    if content.unit == _sender(attempt):
        sentence = "接收单位就是本案的责任单位，不能移送给本单位"
        raise OutOfOrder("to-itself", sentence, article=article, field="unit")
    if content.unit in gone_through(attempt.whole):
        sentence = "本事项由该单位移送而来（或者经其移送），不得再移送回去；不属于本单位管辖的，应当退回或者报请共同的上一级机关指定管辖"
        raise OutOfOrder("back-and-forth", sentence, article=article, field="unit")


@asks_for(AskedFor("scope", when="已有处理决定、已转交立案调查或者由移送而来的", must="不得为整案", offered=True))
def not_received_by_transfer(attempt: Attempt[TransferMatter]) -> None:
    """Refuse to pass on as a whole what another body transferred to us (不得再自行移送, G15)."""
    opening = attempt.whole.opening
    content = opening.content if opening else None
    found = isinstance(content, ReportFinding) and content.source == "transferred_in"
    received = (found or isinstance(content, ReceiveTransfer)) and attempt.content.scope == "whole"
    guards.no_second_transfer(on=attempt.day, law=attempt.law, received_by_transfer=received)


def receiver_has_a_desk(attempt: Attempt[TransferMatter]) -> None:
    """Refuse a township: it does not take a matter over here, so that nobody could accept or return it (不能受理)."""
    content, opening = attempt.content, attempt.whole.opening
    known = [row for row in (opening.content.answerable if opening else ()) if row.unit == content.unit]
    row = content.answerable or next(iter(known), None)
    if row is not None and row.level == TOWNSHIP:
        sentence = "乡镇（街道）不是受移送的行政机关，不能受理移送；需要其配合的，请发协助调查函"
        raise NotCompetent("not-to-a-township", sentence, article=attempt.cite("jurisdiction_of_others"), field="unit")


@asks_for(AskedFor("competent_under", when="意见的职责分工没有列明由该单位主管的"))
def unit_is_competent(attempt: Attempt[TransferMatter]) -> None:
    """Refuse a receiver that neither the division of duties nor another law makes competent (无管辖权)."""
    content = attempt.content
    if content.ecology or content.competence or content.competent_under:
        return
    sentence = (
        "本市职责分工（衡政办发〔2015〕76号附件三）没有把这类污染列为该单位的职责；其他法律规定由其主管的，须写明条款"
    )
    raise NotCompetent(
        "not-its-duty", sentence, article=attempt.cite("jurisdiction_of_others"), field="competent_under"
    )


@asks_for(
    AskedFor("materials"),
    AskedFor("system", when="对方以自己的系统答复（way=system）的"),
)
def list_is_there(attempt: Attempt[TransferMatter | ReceiveTransfer]) -> None:
    """Refuse a transfer without its list of materials, or by a system that it does not name (移送材料清单)."""
    content = attempt.content
    article = attempt.cite("jurisdiction_of_others")
    if not content.materials:
        raise Unclear("no-list", "移送须附材料清单，逐项写明名称和数量", article=article, field="materials")
    if content.way == "system" and not content.system:
        raise Unclear("no-system", "对方以自己的系统答复的，须写明系统编号", article=article, field="system")


def seized_things_go_along(attempt: Attempt[TransferMatter]) -> None:
    """Refuse to send a whole case while things seized in it are not on the list (查封、扣押的财物随案移送)."""
    content = attempt.content
    listed = {material.seizure for material in content.materials}
    missing = [act.no for act in running(attempt.record) if act.no not in listed]
    if content.scope == "whole" and missing:
        told = "、".join(f"第{no}号" for no in missing)
        sentence = f"本案尚有查封、扣押（{told}行为），财物须随案移送并列入清单（写明查封、扣押的行为编号），或者先解除"
        raise OutOfOrder(
            "things-left-behind", sentence, article=attempt.cite("jurisdiction_of_others"), field="materials"
        )


def not_sent_already(attempt: Attempt[TransferMatter]) -> None:
    """Refuse to send as a whole what is with another unit, or the same matter to the same unit twice."""
    content, article = attempt.content, attempt.cite("jurisdiction_of_others")
    if is_out(attempt.whole):
        sentence = "本案已整案移送，对方退回或者上级指定以前不得再次移送"
        raise OutOfOrder("already-sent", sentence, article=article, field="scope")
    waiting = [one for one in pending(attempt.whole) if content.unit == one.act.content.unit]
    same = [one for one in waiting if content.matter == one.act.content.matter]
    if same:
        sentence = f"该事项已移送该单位（第{same[0].act.no}号行为），尚未办结，不得重复移送"
        raise OutOfOrder("already-sent", sentence, article=article, field="matter")


@asks_for(AskedFor("point", when="移送举报件中的一项的", must="须为“列明举报事项”的行为编号"))
def point_is_known(attempt: Attempt[TransferMatter]) -> None:
    """Refuse a transfer of a point that the file does not have: only a complaint is taken apart into points."""
    point = attempt.content.point
    if point is not None and attempt.whole.act(point, ListPoint) is None:
        sentence = f"第{point}号行为不是“{ListPoint.label}”，不能作为移送的事项"
        raise Unclear("no-such-point", sentence, article=attempt.cite("jurisdiction_of_others"), field="point")


def _is_of_it(said: TransferMatter, content: TransferMatter) -> bool:
    """Tell whether a transfer is of what another one was of: of the whole, of the same matter or the same point."""
    is_same_point = content.point is not None and content.point == said.point
    return "whole" in {said.scope, content.scope} or content.matter == said.matter or is_same_point


def not_to_and_fro(attempt: Attempt[TransferMatter]) -> None:
    """Refuse to send once more what a unit has returned so often: the common superior is asked (往返移送)."""
    content = attempt.content
    if any(_is_of_it(one.content, content) for one in designated_here(attempt.whole)):
        sentence = "共同的上一级机关已指定由本单位管辖，不得再移送"
        raise OutOfOrder("designated-here", sentence, article=attempt.cite("jurisdiction_designation"), field="act")
    times = returned_by(attempt.whole, content.unit)
    if times >= MOST_RETURNS:
        sentence = f"该单位已退回{times}次，不得再移送该单位，应当报请共同的上一级机关指定管辖（次数为本市服务规范）"
        raise OutOfBounds("to-and-fro", sentence, article=attempt.cite("jurisdiction_designation"), field="unit")


def sent_by_who_answers(attempt: Attempt[TransferMatter]) -> None:
    """Refuse a transfer by another unit of the chain than the one that answers for the file (责任单位移送)."""
    holder, by = attempt.kind.holder(attempt.whole), attempt.act.by
    if opened_by(attempt.whole) is not None and not is_with_the_receiver(attempt.record):
        sentence = "本事项尚未受理，不能将其中的事项移送其他单位；不属于本单位管辖的，应当退回"
        raise OutOfOrder("not-accepted", sentence, article=attempt.cite("jurisdiction_of_others"), field="act")
    if by.kind == "person" and holder is not None and by.unit != holder.unit:
        sentence = f"本案现由{holder.unit}负责，应当由该单位移送"
        raise NotCompetent("not-your-matter", sentence, article=attempt.cite("jurisdiction_of_others"), field="by")


def undecided_yet(attempt: Attempt[TransferMatter]) -> None:
    """Refuse to send as a whole what was decided here, or what a case was opened for that decides (已有处理决定)."""
    decided = attempt.record.has(DecidePenalty, DecideNoPenalty, RevokeFiling, TerminateInvestigation, DecideOnTheSpot)
    if attempt.content.scope == "whole" and (decided or attempt.record.has(ForwardComplaint, JoinCase)):
        sentence = "本案已有处理决定或者已转交立案调查，不能整案移送；其中不属于本单位管辖的事项可以单独移送"
        raise OutOfOrder("decided-here", sentence, article=attempt.cite("jurisdiction_of_others"), field="scope")


def head_transfers_what_is_filed(attempt: Attempt[TransferMatter]) -> None:
    """Refuse whoever is no head to transfer a case that was filed: that is for the head to decide (移送决定)."""
    content, by = attempt.content, attempt.act.by
    if content.scope == "whole" and attempt.record.has(FileCase) and Role.HEAD not in by.roles:
        sentence = "立案以后整案移送，应当由行政机关负责人批准"
        raise NotCompetent("head-decides", sentence, article=attempt.cite("jurisdiction_of_others"), field="by")


WORDS: Mapping[type[Content], str] = {
    ReturnTransfer: "仍由接收单位办理的，由移送单位重新移送",
    DesignateJurisdiction: f"有变更的，由上级另行“{DesignateJurisdiction.label}”",
}
"""What a matter's file tells who sent it, on which another unit may have it by now; and what to do instead."""


def transfer_stands(attempt: Attempt) -> None:
    """Refuse to withdraw a transfer whose file was opened, or is on its way to be: it would live on unknown."""
    content = attempt.content
    sent = attempt.whole.act(content.of, TransferMatter) if isinstance(content, WithdrawAct) else None
    if sent is None or any(one.act.no == sent.no and one.state == "refused" for one in transfers(attempt.whole)):
        return
    article = attempt.cite("jurisdiction_of_others")
    raise OutOfOrder("was-sent", "移送已经送交，不能撤回；有误的请与接收单位联系退回", article=article, field="of")


def word_stands(attempt: Attempt) -> None:
    """Refuse to withdraw a return or a designation that who sent it was told: it has acted on it since (已告知)."""
    content, sent = attempt.content, opened_by(attempt.whole)
    told = attempt.whole.act(content.of) if isinstance(content, WithdrawAct) else None
    if told is None or type(told.content) not in WORDS or sent is None or not (sent.from_file or sent.system):
        return
    sentence = f"“{told.content.label}”已告知移送单位，不能撤回；{WORDS[type(told.content)]}"
    raise OutOfOrder("was-told", sentence, article=attempt.cite("jurisdiction_of_others"), field="of")


def is_of_its_own_file(attempt: Attempt[ToldOfTransfer]) -> None:
    """Refuse word of a transfer from another file than the one that was opened for it (非本案的答复)."""
    content, by = attempt.content, attempt.act.by
    sent = next((one for one in transfers(attempt.whole) if one.act.no == content.target), None)
    is_told_by_itself = file_no_in(by.id) == content.matter_no
    if sent is None or not is_told_by_itself or sent.matter_no not in {"", content.matter_no}:
        sentence = f"“{content.matter_no}”不是为本案该项移送开立的移送事项，不能据以记录"
        article = attempt.cite("jurisdiction_of_others")
        raise NotCompetent("not-its-matter", sentence, article=article, field="matter_no")


def is_still_out(attempt: Attempt[EndTransfer]) -> None:
    """Refuse to end a transfer of which nothing is waited for: it has its result, came back, or was ended."""
    if attempt.content.of not in {one.act.no for one in pending(attempt.whole)}:
        sentence = f"第{attempt.content.of}号移送已有结果、已退回或者已终止，不须终止"
        raise OutOfOrder("not-out", sentence, article=attempt.cite("jurisdiction_designation"), field="of")


def a_superior_decides(attempt: Attempt[EndTransfer]) -> None:
    """Refuse to end a transfer on the word of the sender itself, or of the receiver: that is for a superior (上级决定)."""
    sent = attempt.whole.act(attempt.content.of, TransferMatter)
    sides = {_sender(attempt), sent.content.unit if sent is not None else ""}
    if attempt.content.by_superior in sides:
        sentence = "终止移送须由上级决定，移送单位、接收单位都不能自行决定"
        article = attempt.cite("jurisdiction_designation")
        raise NotCompetent("not-a-superior", sentence, article=article, field="by_superior")


SETTLED = Condition(
    lambda now: not pending(now.record),
    "已移送的事项尚未收到办理结果，对方未退回，上级也没有决定，不得办结",
    "jurisdiction_of_others",
)
