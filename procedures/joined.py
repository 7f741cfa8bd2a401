"""Further complaints that join a case (并案的举报件): each is told what came of it, as the one that it came from.

衡政办发〔2015〕76号, plan 四(四)1: the result goes back to whoever reported. Who joins after the result is told it as
well; the case does not go to the archive before.
"""

from judging.attempt import Attempt
from judging.effects import message
from judging.step import Opens, Procedure, Step, before, who
from law.refusals import NotCompetent, OutOfOrder
from models.acts.closing import ArchiveCase
from models.acts.finding import ReportFinding
from models.acts.joining import RecordJoinedComplaint, RecordRepeat
from models.ids import file_no_in
from procedures.publicity.result import has_result
from procedures.telling import joined_in

GRID_OPERATION = "grid_operation"


def told_by_itself(attempt: Attempt[RecordJoinedComplaint | RecordRepeat]) -> None:
    """Refuse word of a complaint from another file than its own."""
    if file_no_in(attempt.act.by.id) != attempt.content.complaint:
        sentence = f"“{attempt.content.complaint}”应由该举报件自己告知"
        raise NotCompetent("not-that-complaint", sentence, article=attempt.cite(GRID_OPERATION), field="complaint")


def not_of_it_already(attempt: Attempt[RecordJoinedComplaint]) -> None:
    """Refuse a complaint that has joined already, or that the case came from."""
    opening = attempt.whole.opening.content if attempt.whole.opening else None
    own = opening.complaint if isinstance(opening, ReportFinding) else ""
    if attempt.content.complaint in {own, *joined_in(attempt.whole)}:
        sentence = f"举报件“{attempt.content.complaint}”已是本案的举报来源，不得重复并入"
        raise OutOfOrder("already-done", sentence, article=attempt.cite(GRID_OPERATION), field="complaint")


def _comes_after_the_result(done: Attempt[RecordJoinedComplaint]) -> bool:
    return has_result(done.record.before(done.act))


STEPS = (
    Step(
        RecordJoinedComplaint,
        who(files=True, basis=GRID_OPERATION),
        needs=(before(ArchiveCase),),
        guards=(told_by_itself, not_of_it_already),
        opens=(Opens("norm.feed_back", when=_comes_after_the_result, of_all=True),),
        when_closed=True,
        effects=(message("有举报件并入本案，处理结果须一并告知", "holder"),),
        citation=(GRID_OPERATION,),
    ),
)

PROCEDURE = Procedure("joined_complaints", "举报并案", STEPS)
