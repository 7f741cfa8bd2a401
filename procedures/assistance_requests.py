"""Asking another authority for help (请求协助调查): the letter, the reminder, the withdrawal, the answer that comes back.

行政处罚法 art. 26: an authority may ask others concerned for help, and what lies within their powers is to be given by law;
生态环境行政处罚办法 art. 22 (before 2023-07-01 环境行政处罚办法 art. 27): the letter of assistance (协助调查函), and that whoever
cannot help says so without delay. No statute names days: the last day stands in the letter and is a service norm. A
unit of the register deals with it in a file of its own and answers from there; an authority outside answers by letter.
"""

from collections.abc import Iterable
from datetime import date

from judging.answering import CITY, chain
from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import document, message
from judging.record import Record, in_order
from judging.step import Condition, Opens, Procedure, Step, after, ends, voids, who
from law.refusals import NotCompetent, OutOfOrder, OutOfTime, Unclear
from models.acts import Act
from models.acts.assistance import (
    ReceiveAssistanceRequest,
    RecordAssistanceReply,
    RecordRequestWithdrawn,
    RecordUrging,
    RequestAssistance,
    UrgeAssistance,
    WithdrawAssistanceRequest,
)
from models.acts.content import ToldByFile
from models.acts.finding import TellsOfViolation
from models.effects import OpenFile, TellFile
from models.ids import file_no_in
from models.people import Role
from procedures.other_files import files_opened, to_open, to_tell
from procedures.repetition import not_said_already

RULE = "assistance_request"
FILE = "assistance"
"""The last part of the key under which the file of a request is opened."""
DESK = who(Role.OFFICER, Role.CLERK, Role.HEAD, levels=(1, 2), basis=RULE)


def files_asked(record: Record) -> dict[str, int]:
    """Return the files that were opened for requests, each with the request that it is of."""
    return files_opened(record, FILE)


def _file_of(record: Record, request: int) -> str:
    return next((number for number, no in files_asked(record).items() if no == request), "")


def answered(record: Record, content: RecordAssistanceReply) -> int | None:
    """Return the request that an answer is to."""
    return content.of if content.of is not None else files_asked(record).get(content.assistance)


def unanswered(record: Record) -> list[Act[RequestAssistance]]:
    """Return the requests that were neither answered nor withdrawn."""
    done = {answered(record, act.content) for act in record.all(RecordAssistanceReply)}
    done |= record.targets(WithdrawAssistanceRequest)
    return [act for act in in_order(record.all(RequestAssistance)) if act.no not in done]


def _due(attempt: Attempt[RequestAssistance]) -> date:
    return attempt.content.due


def _of(attempt: Attempt) -> int | None:
    return attempt.content.target


def _answered(attempt: Attempt[RecordAssistanceReply]) -> int | None:
    return answered(attempt.record, attempt.content)


@asks_for(
    AskedFor("unit", when="向本市单位请求的", offered=True),
    AskedFor("body", when="向本市以外的机关请求的"),
    AskedFor("answerable", when="写明单位的", must="须有该单位的责任人"),
)
def says_who_is_asked(attempt: Attempt[RequestAssistance]) -> None:
    """Refuse a request to nobody, to two, to oneself, or to a unit in which nobody is known to answer."""
    content, article = attempt.content, attempt.cite(RULE)
    if bool(content.unit) == bool(content.body):
        sentence = "须写明向谁请求协助：本市单位写单位编号，本市以外的机关写机关名称，二者只写其一"
        raise Unclear("who-is-asked", sentence, article=article, field="unit")
    holder = attempt.kind.holder(attempt.whole)
    if content.unit and holder is not None and content.unit == holder.unit:
        raise OutOfOrder("asks-itself", "不能向本案责任单位自己请求协助", article=article, field="unit")
    if content.unit and content.answerable is None:
        sentence = f"单位“{content.unit}”没有已知的责任人，须同时写明该单位的责任人"
        raise Unclear("nobody-answers", sentence, article=article, field="answerable")


def not_asked_already(attempt: Attempt[RequestAssistance]) -> None:
    """Refuse to ask the same of the same, word for word, while the first letter is unanswered."""
    not_said_already(attempt, unanswered(attempt.whole), attempt.cite(RULE))


def answer_is_due_ahead(attempt: Attempt[RequestAssistance]) -> None:
    """Refuse a letter whose last day has passed when it is sent."""
    if attempt.content.due < attempt.day:
        sentence = f"请求答复的最后一日{attempt.content.due.isoformat()}早于发函之日"
        raise OutOfTime("due-is-past", sentence, article=attempt.cite(RULE), field="due")


def still_unanswered(attempt: Attempt[UrgeAssistance | WithdrawAssistanceRequest]) -> None:
    """Refuse to remind of, or to withdraw, what was answered or withdrawn."""
    if attempt.content.of not in {act.no for act in unanswered(attempt.whole)}:
        sentence = f"第{attempt.content.of}号协助请求已经答复或者撤回"
        raise OutOfOrder("answered-already", sentence, article=attempt.cite(RULE), field="of")


@asks_for(
    AskedFor("of", when="由人工记录的", offered=True),
    AskedFor("document_no", when="由人工记录的", offered=True),
    AskedFor("assistance", when="由协助调查案卷告知的"),
)
def answer_is_to_a_request(attempt: Attempt[RecordAssistanceReply]) -> None:
    """Refuse the answer of another file than the one opened for a request here, or one without request and letter."""
    content, whole, article = attempt.content, attempt.whole, attempt.cite(RULE)
    if attempt.act.by.kind == "file":
        known = files_asked(whole)
        if file_no_in(attempt.act.by.id) != content.assistance or content.assistance not in known:
            sentence = f"“{content.assistance}”不是为本案的协助请求开立的案卷，不能据以记录复函"
            raise NotCompetent("not-its-request", sentence, article=article, field="assistance")
        return
    if whole.act(answered(whole, content), RequestAssistance) is None:
        waiting = "、".join(f"第{act.no}号" for act in unanswered(whole)) or "无"
        sentence = f"须写明是对哪一项协助请求的答复（行为编号），尚未答复的有：{waiting}"
        raise Unclear("which-request", sentence, article=article, field="of")
    if not content.document_no:
        raise Unclear("no-document", "由人工记录复函的，须写明其文号", article=article, field="document_no")


def file_opened(done: Attempt[RequestAssistance]) -> Iterable[OpenFile[ReceiveAssistanceRequest]]:
    """Return the file in which a unit of the register deals with the request; an outside authority has the letter."""
    content, opening = done.content, done.record.opening.content if done.record.opening else None
    row = content.answerable
    if not content.unit or row is None or not isinstance(opening, TellsOfViolation):
        return
    levels = chain(done.record)
    is_own = any(one.unit == row.unit for one in levels.values())
    above = [
        one for level, one in sorted(levels.items(), reverse=True) if level < row.level and (is_own or level == CITY)
    ]
    request = ReceiveAssistanceRequest(
        place=opening.place,
        pollution=opening.pollution,
        party=opening.party,
        answerable=(row, *above),
        unit=content.unit,
        requester=done.act.by.unit,
        document_no=content.document_no,
        request=content.request,
        due=content.due,
        origin=done.file_no,
    )
    yield to_open(done, FILE, "协助调查函送达", "Assistance", request)


def _told(done: Attempt, content: ToldByFile, title: str) -> Iterable[TellFile]:
    """Tell the file of a request something, where it has one; an outside authority is written to."""
    number = _file_of(done.record, done.content.target or 0)
    if number:
        yield to_tell(done, "word", title, "Assistance", number, content)


def urged(done: Attempt[UrgeAssistance]) -> Iterable[TellFile]:
    """Remind the file of the request."""
    return _told(done, RecordUrging(), "协助催办")


def withdrawn(done: Attempt[WithdrawAssistanceRequest]) -> Iterable[TellFile]:
    """Tell the file of the request that nothing is waited for any more."""
    return _told(done, RecordRequestWithdrawn(reason=done.content.reason), "撤回协助请求")


ANSWERED = Condition(
    lambda now: not unanswered(now.record), "尚有协助请求没有答复；不再需要的，请“撤回协助请求”并说明理由", RULE
)
"""How a file waits for help that it asked for before it is brought to its end."""

STEPS = (
    Step(
        RequestAssistance,
        DESK,
        guards=(says_who_is_asked, answer_is_due_ahead, not_asked_already),
        opens=(Opens("norm.assistance_awaited", last_day=_due),),
        effects=(document("协助调查函", "协函"), file_opened),
        citation=(RULE,),
    ),
    Step(
        UrgeAssistance,
        DESK,
        guards=(still_unanswered,),
        when_closed=True,
        effects=(document("协助调查催办函", "协催"), urged),
        citation=(RULE,),
    ),
    Step(
        WithdrawAssistanceRequest,
        DESK,
        guards=(still_unanswered,),
        ends=voids("norm.assistance_awaited", about=_of),
        when_closed=True,
        effects=(document("撤回协助请求函", "协撤"), withdrawn),
        citation=(RULE,),
    ),
    Step(
        RecordAssistanceReply,
        who(Role.OFFICER, Role.CLERK, Role.HEAD, levels=(1, 2), files=True, basis=RULE),
        needs=(after(RequestAssistance),),
        guards=(answer_is_to_a_request,),
        ends=ends("norm.assistance_awaited", about=_answered),
        when_closed=True,
        effects=(message("已收到协助调查复函", "holder"),),
        citation=(RULE,),
    ),
)

PROCEDURE = Procedure("assistance_requests", "请求协助调查", STEPS)
