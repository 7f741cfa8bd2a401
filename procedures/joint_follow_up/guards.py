"""What is refused of the follow-ups of a joint investigation: whose they are, whose results, what is told twice."""

from judging.answering import CITY, COUNTY, chain
from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, Unclear
from models.acts.delivery import RecordDeliveryRefused
from models.acts.joint_investigation import (
    AssignFollowUp,
    DiscloseJointResult,
    FeedBackJointResult,
    RecordFollowUpResult,
)
from models.acts.terms import WithdrawAct
from models.ids import act_no_in, file_no_in
from procedures.joint_follow_up.reading import cases_opened, directions, followed, unfinished, untold
from procedures.joint_investigation.guards import JOINT
from procedures.joint_investigation.members import convener, lead, present

DISCLOSURE = "gov_info_proactive"


def follow_up_is_of_a_member(attempt: Attempt[AssignFollowUp]) -> None:
    """Refuse to lay something upon a unit that neither takes part nor answers for the grid."""
    record, unit = attempt.whole, attempt.content.unit
    rows = {*(row.unit for row in chain(record).values()), *(row.unit for row in attempt.content.answerable)}
    if unit not in rows | {one.unit for one in present(record)}:
        sentence = f"单位“{unit}”没有参加联合调查，也不在网格责任链上；请先移送，或者邀请其参加"
        raise NotCompetent("not-a-member", sentence, article=attempt.cite(JOINT), field="unit")


@asks_for(AskedFor("place", when="案件不在本网格的", must="须写明发生地，由该网格的生态环境部门立案"))
def case_is_of_its_own_grid(attempt: Attempt[AssignFollowUp]) -> None:
    """Refuse a case for a unit that does not answer for the grid in which it lies (属地管理)."""
    content = attempt.content
    if content.route != "case":
        return
    own = content.answerable or tuple(chain(attempt.whole).values())
    if content.unit not in {row.unit for row in own if row.level in (CITY, COUNTY)}:
        sentence = (
            f"单位“{content.unit}”不是该网格的生态环境部门，不能为其另立案件；其他部门的请选移送或者自行采取措施，"
            "别的县市区的请写明发生地"
        )
        raise NotCompetent("case-elsewhere", sentence, article=attempt.cite(JOINT), field="place")


@asks_for(
    AskedFor("of", when="由人工记录的", offered=True),
    AskedFor("document_no", when="由牵头单位代为记录的", offered=True),
    AskedFor("case", when="由案件告知的"),
)
def result_is_of_a_follow_up(attempt: Attempt[RecordFollowUpResult]) -> None:
    """Refuse the result of a case that was not opened here, or entered by whoever it is not of."""
    content, by, whole = attempt.content, attempt.act.by, attempt.whole
    article = attempt.cite(JOINT)
    if by.kind == "file":
        if file_no_in(by.id) != content.case or content.case not in cases_opened(whole):
            sentence = f"“{content.case}”不是为本联合调查开立的案件，不能据以记录后续处理结果"
            raise NotCompetent("not-its-case", sentence, article=article, field="case")
        return
    meant = whole.act(followed(whole, content), AssignFollowUp)
    if meant is None:
        known = "、".join(f"第{act.no}号" for act in unfinished(whole)) or "无"
        sentence = f"须写明是哪一项后续处理的结果（行为编号），尚无结果的有：{known}"
        raise Unclear("which-follow-up", sentence, article=article, field="of")
    if by.unit == meant.content.unit:
        return
    if by.unit not in (lead(whole), convener(whole)):
        sentence = f"该项后续处理由单位“{meant.content.unit}”负责，由其或者牵头单位记录结果"
        raise NotCompetent("not-the-member", sentence, article=article, field="of")
    if not content.document_no:
        sentence = "由牵头单位代为记录后续处理结果的，须写明对方文书的文号"
        raise Unclear("no-document", sentence, article=article, field="document_no")


def there_is_news(attempt: Attempt[FeedBackJointResult]) -> None:
    """Refuse to tell the same direction twice where nothing new has come, or one that there is not."""
    whole, direction, article = attempt.whole, attempt.content.direction, attempt.cite(JOINT)
    if direction not in directions(whole):
        raise Unclear("nobody-there", "该方向没有须反馈的单位", article=article, field="direction")
    if direction not in untold(whole):
        sentence = "该方向已经反馈，其后没有新的结果，不得重复；有误的请“更正记录”或者“撤回记录”"
        raise OutOfOrder("already-told", sentence, article=article, field="direction")


@asks_for(AskedFor("redacted", must="须为是"))
def result_is_redacted(attempt: Attempt[DiscloseJointResult]) -> None:
    """Refuse to publish what has not been redacted."""
    if not attempt.content.redacted:
        sentence = "公开前须隐去个人信息、商业秘密"
        raise OutOfBounds("not-redacted", sentence, article=attempt.cite(DISCLOSURE), field="redacted")


def follow_up_stands(attempt: Attempt) -> None:
    """Refuse to withdraw a follow-up whose case is opened, or on its way to be: the case would live on unknown."""
    content, whole = attempt.content, attempt.whole
    target = whole.act(content.of, AssignFollowUp) if isinstance(content, WithdrawAct) else None
    if target is None or target.content.route != "case":
        return
    refused = {act_no_in(act.content.effect) for act in whole.all(RecordDeliveryRefused)}
    if target.no not in refused:
        sentence = "已为该项后续处理开立案件（或者正在开立），不能撤回；不应立案的，请在案件中办理“不予立案”"
        raise OutOfOrder("case-was-opened", sentence, article=attempt.cite(JOINT), field="of")
