"""A transfer that is late climbs the grid by itself (逾期移送逐级上报), and ends in a note for supervision (督办通知书).

The opinions (衡政办发〔2015〕76号, plan 四(四)1) want each matter finished in the given time, and speak of supervision
(督办); they name no days. So every rung is a norm of the city: the lapse of what the receiver owes is told one
level up, as everywhere; if nothing is done within the norm after it, the engine makes out the note, tells the city and
the receiver, and the days to answer it run. Nobody has to think of it; who sees it earlier may supervise by hand.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from judging.answering import CITY
from judging.attempt import Attempt
from judging.effects import key, party_of, people
from judging.step import Opens, Procedure, Step
from models.acts.terms import TermLapses
from models.acts.transfer import ReceiveTransfer
from models.effects import Document, Message
from models.people import Answerable
from procedures import recording
from procedures.transfer.matter import OWED, opened_by, sides

CLIMB, SUPERVISION = "norm.transfer_climb", "norm.supervision"


def _lapsed(done: Attempt[TermLapses]) -> str:
    """Return the rule under which the term ran that has lapsed."""
    return done.content.term.partition("#")[0]


def _is_owed(done: Attempt[TermLapses]) -> bool:
    return _lapsed(done) in OWED


def _has_climbed(done: Attempt[TermLapses]) -> bool:
    return _lapsed(done) == CLIMB


def by_itself(done: Attempt) -> frozenset[int]:
    """Return the lapses upon which the engine made out a note by the time of an act."""
    lapses = done.record.before(done.act).all(TermLapses)
    return frozenset(act.no for act in lapses if act.content.term.partition("#")[0] == CLIMB)


def _superior(opening: ReceiveTransfer, late: Answerable) -> Answerable:
    """Return who supervises: the city's bureau in the chain of the file that sent it, no department beside it."""
    rows = [row for row in opening.answerable if row.level == CITY]
    return next((row for row in rows if row.unit != late.unit), late)


def note_made(done: Attempt[TermLapses]) -> Iterable[Document | Message]:
    """Return the note for supervision, by the city, and the word of it to the city and to whoever is late."""
    found, opening = sides(done.record), opened_by(done.record)
    if not _has_climbed(done) or found is None or opening is None:
        return
    city = _superior(opening, found.receiver)
    yield Document(
        key=key(done, "document-督"),
        act_no=done.act.no,
        title="督办通知书",
        word="督",
        issuer=city.unit,
        dated=done.act.day,
        act=done.act.name,
        party=party_of(done),
    )
    title = f"移送事项“{opening.matter}”逾期，上报后仍未办理，系统已制作督办通知书，请审核发出并限期办结"
    to = tuple(dict.fromkeys((city.main, city.leader, *people(found.receiver))))
    yield Message(key=key(done, "message-supervision"), act_no=done.act.no, title=title, to=to)


def _of_a_matter(step: Step[Any]) -> Step[Any]:
    """Return a step about terms and the list as it is in a matter, where a lapse may open what comes after it."""
    if step.content is not TermLapses:
        return step
    opens = (*step.opens, Opens(CLIMB, when=_is_owed), Opens(SUPERVISION, when=_has_climbed))
    return replace(step, opens=opens, effects=(*step.effects, note_made), citation=("grid_operation",))


STEPS = tuple(_of_a_matter(step) for step in recording.STEPS)

PROCEDURE = Procedure("matter_recording", "移送事项的期限与记录", STEPS)
