"""Monitoring alarms that are joined to an open case (并入监测报警): on the same site and conduct, told by the alarm's file.

What comes after the case was decided is conduct of its own (一行为一处罚的界限): it is refused here and opens another case.
"""

from judging.attempt import Attempt
from judging.effects import message
from judging.step import Procedure, Step, before, who
from law.refusals import NotCompetent, OutOfOrder
from models.acts.alarm import RecordAlarm
from models.acts.filing import DeclineFiling, RevokeFiling
from models.acts.finding import TellsOfViolation
from models.acts.investigation import TerminateInvestigation
from models.acts.penalty import DecideNoPenalty, DecidePenalty
from models.acts.summary import DecideOnTheSpot
from models.ids import file_no_in
from models.people import Role
from procedures.competence import WITH_US

UNDECIDED = before(DecidePenalty, DecideNoPenalty, DecideOnTheSpot, DeclineFiling, RevokeFiling, TerminateInvestigation)


def told_by_the_alarm(attempt: Attempt[RecordAlarm]) -> None:
    """Refuse the word of another file than the alarm that it is about."""
    by = attempt.act.by
    if by.kind == "file" and file_no_in(by.id) != attempt.content.alarm:
        sentence = f"“{attempt.content.alarm}”的并入须由该监测报警的案卷告知"
        raise NotCompetent("not-its-alarm", sentence, article=attempt.cite("grid_operation"), field="alarm")


def site_and_conduct_are_the_same(attempt: Attempt[RecordAlarm]) -> None:
    """Refuse an alarm of another pollution, or of another party and place, than the case is about."""
    opening, said = attempt.whole.opening, attempt.content
    found = opening.content if opening else None
    if not isinstance(found, TellsOfViolation):
        return
    case = attempt.kind.particulars(attempt.whole)
    parties = {found.party.id} if found.party else set()
    parties |= {case.party} - {""}
    is_same_party = bool(said.party) and said.party in parties
    is_same_place = found.place.grid == said.grid and not (said.party and parties and not is_same_party)
    if not (is_same_party or is_same_place) or set(found.pollution).isdisjoint(said.pollution):
        sentence = "报警与本案不是同一当事人、同一地点的同一类污染，不能并入；请另行转案件查处"
        raise OutOfOrder("not-the-same-matter", sentence, article=attempt.cite("grid_operation"), field="alarm")


STEPS = (
    Step(
        RecordAlarm,
        who(Role.OFFICER, levels=(1, 2), files=True, basis="grid_operation"),
        needs=(UNDECIDED, WITH_US),
        guards=(told_by_the_alarm, site_and_conduct_are_the_same),
        effects=(message("监测报警已并入本案，请一并调查", "holder"),),
        citation=("grid_operation",),
    ),
)

PROCEDURE = Procedure("alarms_joined", "并入监测报警", STEPS)
