"""The file of a request for assistance (协助调查): received, helped with or declined with reasons, answered, archived.

行政处罚法 art. 26 (since 2021-07-15): what lies within the powers of the authority that is asked is to be given by law.
生态环境行政处罚办法 art. 22: whoever cannot help says so without delay (及时函告). No statute names days, and the fifteen
that are often named belong to market supervision: the time to answer is the day that the letter names, or else the
city's own norm, and is shown as such. What is asked is not passed on to a third: who is competent instead stands in
the answer.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from judging.answering import COUNTY, TOWNSHIP, chain, nearest, row_now
from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import document, message
from judging.record import Record
from judging.step import Opens, Procedure, Step, after, before, ends, voids, who
from law.refusals import NotCompetent, OutOfTime, Unclear
from models.acts.assistance import (
    AgreeToAssist,
    ArchiveAssistance,
    DeclineAssistance,
    ReceiveAssistanceRequest,
    RecordAssistanceReply,
    RecordAssistanceWork,
    RecordRequestWithdrawn,
    RecordUrging,
    ReplyAssistance,
)
from models.acts.content import ToldByFile
from models.effects import TellFile
from models.ids import file_no_in, kind_in
from models.people import Answerable, Role
from procedures.assistance_requests import RULE
from procedures.finding import REASSIGNMENT
from procedures.other_files import to_tell

ANY_UNIT = who(Role.PATROLLER, Role.OFFICER, Role.CLERK, Role.HEAD, basis=RULE)
SIGNS = who(Role.HEAD, Role.PATROLLER, basis=RULE)
REPLY = "norm.assistance_reply"
OPEN = before(ReplyAssistance, DeclineAssistance, RecordRequestWithdrawn)


def request_in(record: Record) -> ReceiveAssistanceRequest | None:
    """Return the request that the file is about."""
    opening = record.opening.content if record.opening else None
    return opening if isinstance(opening, ReceiveAssistanceRequest) else None


def holder(record: Record) -> Answerable | None:
    """Return who answers: the unit that is asked."""
    levels, request = chain(record), request_in(record)
    if request is None or record.opening is None or not levels:
        return None
    return row_now(record, request.unit, record.opening) or nearest(levels, COUNTY)


def _due(attempt: Attempt[ReceiveAssistanceRequest]) -> date | None:
    return attempt.content.due


@asks_for(AskedFor("due", must="不得早于收到之日"))
def asked_unit_answers(attempt: Attempt[ReceiveAssistanceRequest]) -> None:
    """Refuse a request to a unit in which nobody answers, or whose last day had passed when it came."""
    content, article = attempt.content, attempt.cite(RULE)
    if content.unit not in {row.unit for row in content.answerable}:
        sentence = f"单位“{content.unit}”没有已知的责任人，协助请求无人负责"
        raise Unclear("nobody-answers", sentence, article=article, field="unit")
    if content.due is not None and content.due < attempt.day:
        sentence = f"来函所定最后一日{content.due.isoformat()}早于收到之日；请与来函机关另定，或者不写"
        raise OutOfTime("due-is-past", sentence, article=article, field="due")


def by_the_asked_unit(attempt: Attempt) -> None:
    """Refuse whoever is not of the unit that is asked."""
    by, row = attempt.act.by, holder(attempt.whole)
    if by.kind == "person" and row is not None and by.unit != row.unit:
        sentence = f"协助请求由被请求的单位（{row.unit}）办理"
        raise NotCompetent("not-the-asked-unit", sentence, article=attempt.cite(RULE), field="by")


def head_signs(attempt: Attempt[ReplyAssistance | DeclineAssistance]) -> None:
    """Refuse a letter of a bureau or department that no head signs; a township, which has none here, signs itself."""
    by = attempt.act.by
    if by.kind == "person" and by.level != TOWNSHIP and Role.HEAD not in by.roles:
        sentence = f"“{attempt.content.label}”由单位负责人签发"
        raise NotCompetent("head-signs", sentence, article=attempt.cite(RULE), field="by")


@asks_for(AskedFor("competent", when="不属于本机关职权的", rule=RULE, offered=True))
def says_who_is_competent(attempt: Attempt[DeclineAssistance]) -> None:
    """Refuse to decline for want of power without a word on who has it (不得一推了之)."""
    if attempt.content.ground == "not_competent" and not attempt.content.competent:
        sentence = "以不属于本机关职权为由不予协助的，须写明由哪一机关负责（尚不清楚的写“不明”）"
        raise Unclear("who-is-competent", sentence, article=attempt.cite(RULE), field="competent")


def comes_from_who_asked(attempt: Attempt[RecordUrging | RecordRequestWithdrawn]) -> None:
    """Refuse the word of another file than the one that asks."""
    request, by = request_in(attempt.whole), attempt.act.by
    if by.kind == "file" and (request is None or file_no_in(by.id) != request.origin):
        sentence = f"“{file_no_in(by.id)}”不是提出本协助请求的案卷"
        raise NotCompetent("not-who-asked", sentence, article=attempt.cite(RULE), field="by")


def _told_back(done: Attempt, content: ToldByFile) -> Iterable[TellFile]:
    """Tell the file that asks; a request that came on paper is answered by the document alone."""
    request, opening = request_in(done.record), done.record.opening
    if request is not None and opening is not None and opening.by.kind == "file":
        yield to_tell(done, "reply", "协助调查复函", kind_in(opening.by.id), request.origin, content)


def replied(done: Attempt[ReplyAssistance]) -> Iterable[TellFile]:
    """Tell who asked what was found."""
    content = done.content
    said = RecordAssistanceReply(
        assistance=done.file_no, is_given=True, reply=content.reply, document_no=content.document_no
    )
    return _told_back(done, said)


def declined(done: Attempt[DeclineAssistance]) -> Iterable[TellFile]:
    """Tell who asked why not, and who is competent instead."""
    content = done.content
    other = f"；负责的机关：{content.competent}" if content.competent else ""
    said = RecordAssistanceReply(
        assistance=done.file_no, is_given=False, reply=f"{content.reason}{other}", document_no=content.document_no
    )
    return _told_back(done, said)


STEPS = (
    Step(
        ReceiveAssistanceRequest,
        who(Role.OFFICER, Role.CLERK, Role.HEAD, files=True, basis=RULE),
        guards=(asked_unit_answers,),
        opens=(Opens(REPLY, last_day=_due),),
        stage="assistance_asked",
        once=True,
        opening=True,
        effects=(message("收到协助调查函，请协助或者函告理由", "holder"),),
        citation=(RULE,),
    ),
    Step(
        AgreeToAssist,
        ANY_UNIT,
        needs=(OPEN,),
        guards=(by_the_asked_unit,),
        stage="assistance_agreed",
        once=True,
        citation=(RULE,),
    ),
    Step(
        RecordAssistanceWork,
        ANY_UNIT,
        needs=(OPEN,),
        guards=(by_the_asked_unit,),
        stage="assistance_agreed",
        citation=(RULE,),
    ),
    Step(
        RecordUrging,
        who(Role.CLERK, Role.OFFICER, files=True, basis=RULE),
        needs=(OPEN,),
        guards=(comes_from_who_asked,),
        effects=(message("请求机关催办协助调查", "holder"),),
        citation=(RULE,),
    ),
    Step(
        ReplyAssistance,
        SIGNS,
        needs=(OPEN, after(RecordAssistanceWork)),
        guards=(by_the_asked_unit, head_signs),
        ends=ends(REPLY),
        opens=(Opens("norm.assistance_archive"),),
        stage="assistance_given",
        once=True,
        effects=(document("协助调查复函", "协复"), replied),
        citation=(RULE,),
    ),
    Step(
        DeclineAssistance,
        SIGNS,
        needs=(OPEN,),
        guards=(by_the_asked_unit, head_signs, says_who_is_competent),
        ends=ends(REPLY),
        opens=(Opens("norm.assistance_archive"),),
        stage="assistance_declined",
        once=True,
        effects=(document("无法协助调查告知函", "协告"), declined),
        citation=(RULE,),
    ),
    Step(
        RecordRequestWithdrawn,
        who(Role.CLERK, Role.OFFICER, files=True, basis=RULE),
        needs=(OPEN,),
        guards=(comes_from_who_asked,),
        ends=voids(REPLY),
        opens=(Opens("norm.assistance_archive"),),
        stage="assistance_withdrawn",
        once=True,
        effects=(message("请求机关已撤回协助请求", "holder"),),
        citation=(RULE,),
    ),
    Step(
        ArchiveAssistance,
        ANY_UNIT,
        needs=(after(ReplyAssistance, DeclineAssistance, RecordRequestWithdrawn),),
        guards=(by_the_asked_unit,),
        ends=ends("norm.assistance_archive"),
        stage="assistance_archived",
        once=True,
        when_closed=True,
        norm="assistance_archive",
    ),
    replace(REASSIGNMENT, needs=(before(ArchiveAssistance),)),
)

PROCEDURE = Procedure(
    "assistance",
    "协助调查",
    STEPS,
    {
        "assistance_asked": "已收到协助调查函",
        "assistance_agreed": "协助办理中",
        "assistance_given": "已复函",
        "assistance_declined": "已函告无法协助",
        "assistance_withdrawn": "对方已撤回请求",
        "assistance_archived": "协助调查已归档",
    },
)
