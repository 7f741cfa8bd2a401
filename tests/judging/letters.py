"""A tiny made-up kind of file: a letter (来信), opened by its arrival, closed by its answer, with one statutory term."""

from typing import Any

from judging.answering import COUNTY, chain
from judging.attempt import Attempt, Situation
from judging.effects import document, message
from judging.kind import Kind
from judging.record import Record
from judging.step import Opens, Procedure, Step, after, ends, who
from law.refusals import NotCompetent, OutOfBounds, OutOfTime
from models.acts.complaint import AnswerComplaint
from models.acts.finding import ReceiveComplaint
from models.particulars import ComplaintParticulars
from models.people import Answerable, Role
from procedures import recording

ENOUGH = 4


def holder(record: Record) -> Answerable | None:
    """Return the county's unit."""
    return chain(record).get(COUNTY)


def particulars(record: Record) -> ComplaintParticulars:
    """Return where the letter came from."""
    opening = record.content(ReceiveComplaint)
    return ComplaintParticulars(grid=opening.place.grid, channel="letter") if opening else ComplaintParticulars()


def slept_over(now: Situation) -> None:
    """Refuse to answer on the day of arrival; asked for the standing as well."""
    if now.record.opening is not None and now.record.opening.day == now.day:
        raise OutOfTime("not-slept-over", "来信当日不答复", article=now.cite("grid_operation"))


def says_enough(attempt: Attempt[AnswerComplaint]) -> None:
    """Refuse an answer of a few signs."""
    if len(attempt.content.result) < ENOUGH:
        raise OutOfBounds("too-short", "答复过于简短", article=attempt.cite("hotline_complete"), field="result")


def is_no_supervisor(attempt: Attempt[Any]) -> None:
    """Refuse whatever a supervisor does in a letter's file, by a rule of the whole kind."""
    if Role.SUPERVISOR in attempt.act.by.roles:
        raise NotCompetent("keeps-away", "督查人员不办理来信", field="by")


STEPS = (
    Step(
        ReceiveComplaint,
        who(Role.CLERK, Role.SUPERVISOR),
        opens=(Opens("hotline_complete"),),
        stage="arrived",
        once=True,
        opening=True,
    ),
    Step(
        AnswerComplaint,
        who(Role.CLERK, Role.SUPERVISOR),
        needs=(after(ReceiveComplaint),),
        bars=(slept_over,),
        guards=(says_enough,),
        ends=ends("hotline_complete"),
        stage="answered",
        once=True,
        effects=(document("答复函", "函"), message("来信已答复", "holder")),
        citation=("hotline_complete",),
    ),
)
LETTERS = Procedure("letters", "来信办理", STEPS, {"arrived": "已收到来信", "answered": "已答复来信"})

LETTER = Kind(
    name="Letter",
    label="来信",
    collection="letters",
    letter="Q",
    procedures=(LETTERS, recording.PROCEDURE),
    closes=(AnswerComplaint,),
    archives=None,
    particulars=particulars,
    holder=holder,
    always=(is_no_supervisor,),
)
"""Two acts of its own, and those that every kind of file has."""
