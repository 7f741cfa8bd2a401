"""What follows in the world from an act, as data: documents, messages, feedback, disclosure."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from models.acts import Act
from models.acts.finding import ReceiveComplaint
from models.case import Effect
from models.people import Answerable
from workflows.procedures.answering import chain, holder
from workflows.procedures.record import Record

Maker = Callable[[Record, Act], Iterable[Effect]]


def _key(act: Act, kind: str) -> str:
    return f"{act.no}/{kind}"


def document(title: str, word: str) -> Maker:
    """Return the maker of a document's data; `word` is its word in the document number, as 罚 in 衡环罚〔2026〕1号."""

    def make(record: Record, act: Act) -> Iterable[Effect]:
        data: dict[str, Any] = {
            "word": word,
            "issuer": act.by.unit,
            "date": act.day.isoformat(),
            "act": act.name,
            "party": party_id(record),
        }
        yield Effect(key=_key(act, f"document-{word}"), kind="document", act_no=act.no, title=title, data=data)

    return make


def message(title: str, whom: str) -> Maker:
    """Return the maker of a message to whoever answers: `holder`, or `level-2`, `level-1`."""

    def make(record: Record, act: Act) -> Iterable[Effect]:
        level = int(whom.removeprefix("level-")) if whom != "holder" else 0
        answerable = chain(record).get(level) if level else holder(record)
        if answerable is not None:
            yield Effect(
                key=_key(act, f"message-{whom}"), kind="message", act_no=act.no, to=_people(answerable), title=title
            )

    return make


def _people(answerable: Answerable) -> tuple[str, ...]:
    return tuple(dict.fromkeys((answerable.direct, answerable.main)))


def feedback(record: Record, act: Act) -> Iterable[Effect]:
    """Return the feedback to who reported: by its callback to a system, through the sealed register to a person."""
    opening = record.opening
    content = cast("Any", act.content)
    data = {"to": content.to, "result": content.result}
    sender = ""
    if opening is not None and isinstance(opening.content, ReceiveComplaint):
        data["sealed"] = opening.content.sealed
        sender = opening.content.sender
    elif opening is not None and opening.by.kind == "system":
        sender = opening.by.id
    to = (sender,) if content.to == "sender" and sender else ()
    yield Effect(key=_key(act, "feedback"), kind="feedback", act_no=act.no, to=to, title="处理结果反馈", data=data)


def disclosure(record: Record, act: Act, decision: Act) -> Iterable[Effect]:
    """Return what is made public about a decision; the register adds the party's name where it may be shown."""
    content = cast("Any", decision.content)
    data = {
        "party": party_id(record),
        "decided_on": decision.day.isoformat(),
        "issuer": decision.by.unit,
        "measures": list(getattr(content, "measures", ("fine",))),
        "fine": str(content.fine) if content.fine is not None else "",
        "basis": [f"{row.instrument}{row.article}" for row in content.basis],
        "summary": cast("Any", act.content).summary,
    }
    yield Effect(key=_key(act, "disclosure"), kind="disclosure", act_no=act.no, title="行政处罚决定公开", data=data)


def engine_message(_record: Record, act: Act) -> Iterable[Effect]:
    """Return the message that goes with a warning or a lapse."""
    content = cast("Any", act.content)
    to = getattr(content, "told", ()) or getattr(content, "escalated_to", ())
    data = {"term": content.term, "last_day": content.last_day.isoformat()}
    yield Effect(key=_key(act, "message"), kind="message", act_no=act.no, to=to, title=act.content.label, data=data)


def party_id(record: Record) -> str:
    """Return the register's number of the party, if one is known yet."""
    for name in ("file_case", "decide_on_the_spot", "report_finding", "receive_complaint"):
        content = record.content(name)
        if content is not None and content.party is not None:
            return str(content.party.id)
    return ""
