"""Documents as they are signed (制发文书): each document that an act brings is put out once, by the unit it is of.

What the bytes say is not judged here: whoever draws the document up refuses one that lacks something, and keeps it.
The act says which bytes, under which number; what it cites is what the act cites that brings the document.
"""

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import documents_of
from judging.record import Record
from judging.step import Procedure, Step, who
from law.refusals import NotCompetent, OutOfOrder, Unclear
from models.acts import Act
from models.acts.issuing import IssueDocument
from models.effects import Document
from models.people import Role
from procedures.competence import BUREAU


def _article(attempt: Attempt[IssueDocument]) -> str:
    """Return what the document rests on: what its own act cites."""
    target = attempt.whole.act(attempt.content.of)
    return attempt.kind.step(target).cited(attempt) if target is not None and target.by.kind != "engine" else ""


def _documents(attempt: Attempt[IssueDocument]) -> list[Document]:
    target = attempt.whole.act(attempt.content.of)
    return [] if target is None else documents_of(attempt.of_the_whole, target)


@asks_for(AskedFor("word", must="须为所指行为的一份文书的字"))
def is_a_document_of_the_act(attempt: Attempt[IssueDocument]) -> None:
    """Refuse to put out what the act does not bring."""
    words = [one.word for one in _documents(attempt)]
    if attempt.content.word not in words:
        told = f"其文书的字有：{'、'.join(words)}" if words else "该行为不制作文书"
        sentence = f"第{attempt.content.of}号行为没有“{attempt.content.word}”字文书；{told}"
        raise Unclear("no-such-document", sentence, article=_article(attempt), field="word")


def by_the_unit_it_is_of(attempt: Attempt[IssueDocument]) -> None:
    """Refuse another unit than the one in whose series the document's number stands."""
    found = next((one for one in _documents(attempt) if one.word == attempt.content.word), None)
    by = attempt.act.by
    if found is not None and by.kind == "person" and by.unit != found.issuer:
        sentence = f"《{found.title}》由作出该行为的单位（{found.issuer}）制发"
        raise NotCompetent("not-its-issuer", sentence, article=_article(attempt), field="by")


def issued(record: Record, of: int, word: str) -> Act[IssueDocument] | None:
    """Return the act by which a document of another act was put out; None where it was not, or that was withdrawn."""
    return next((one for one in record.pointing(of, IssueDocument) if one.content.word == word), None)


def once(attempt: Attempt[IssueDocument]) -> None:
    """Refuse to put a document out twice: what was served has one wording and one number."""
    content = attempt.content
    earlier = issued(attempt.whole.without(attempt.act.no), content.of, content.word)
    if earlier is not None:
        told = f"{earlier.content.title}（{earlier.content.number}）".replace("（）", "")
        sentence = f"{told}已经制发（第{earlier.no}号行为）；有误的，请补正，或者撤回该次制发后重新制发"
        raise OutOfOrder("issued-already", sentence, article=_article(attempt), field="of")


@asks_for(AskedFor("digest", must="由系统填写"))
def is_drawn_up_here(attempt: Attempt[IssueDocument]) -> None:
    """Refuse a document of which nobody has the bytes."""
    if not attempt.content.digest:
        sentence = "制发的文书须由系统拟制并存放其 PDF；请用 gridcase doc issue 或者接口办理"
        raise Unclear("not-drawn-up", sentence, article=_article(attempt), field="digest")


STEPS = (
    Step(
        IssueDocument,
        who(Role.OFFICER, Role.CLERK, Role.LEGAL, Role.HEAD, levels=BUREAU),
        guards=(is_a_document_of_the_act, by_the_unit_it_is_of, once, is_drawn_up_here),
        when_closed=True,
        cites=_article,
    ),
)

PROCEDURE = Procedure("issuing", "制发文书", STEPS)
