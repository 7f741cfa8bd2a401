"""Two officers, each for himself (共同执法确认): who was on site and did not enter the record confirms it under his own name.

行政处罚法 art. 42 and 生态环境行政处罚办法 art. 23: no fewer than two officers enforce. One of them enters what they did
together; that the other was there is said by himself, signed in on a device of his own. Nothing waits for it, and no
term runs: a record that nobody confirmed is shown as such, and one that was confirmed late shows how late.
"""

from judging.attempt import Attempt, Situation
from judging.record import Record
from judging.step import Procedure, Step, who
from law.refusals import NotCompetent, OutOfOrder, OutOfTime, Unclear
from models.acts import Act
from models.acts.confirming import ConfirmRecord, officers_named, waited_for
from models.acts.terms import CorrectAct, WithdrawAct
from models.people import Role

TWO = "investigators_two_certified"


def confirmations(record: Record, act: Act) -> tuple[Act[ConfirmRecord], ...]:
    """Return the confirmations of a record as it reads now: one given of other words than those confirms nothing."""
    given = record.pointing(act.no, ConfirmRecord)
    if not given:
        return ()
    entered = (*record.all(CorrectAct), *record.withdrawn)
    changes = [one.no for one in entered if isinstance(one.content, CorrectAct) and _rewords(one.content, act)]
    undone = {one.content.of: one.no for one in record.all(WithdrawAct)}
    other_words = [(no, undone[no]) if no in undone else (0, no) for no in changes]
    return tuple(one for one in given if not any(first < one.no < last for first, last in other_words))


def unconfirmed(record: Record, act: Act) -> frozenset[str]:
    """Return the officers named in a record who have neither entered nor confirmed it (待确认的执法人员)."""
    return frozenset(waited_for(act.content, (act.by.id, *(one.by.id for one in confirmations(record, act)))))


def something_waits(now: Situation) -> bool:
    """Tell whether a record of the file waits for another officer's word."""
    return any(unconfirmed(now.record, act) for act in now.record)


def is_of_several(attempt: Attempt[ConfirmRecord]) -> None:
    """Refuse to confirm what is no record of officers."""
    of = attempt.whole.act(attempt.content.of)
    if of is not None and not officers_named(of.content):
        sentence = f"第{of.no}号行为没有写明共同办理的执法人员，无须确认"
        raise Unclear("nothing-to-confirm", sentence, article=attempt.cite(TWO), field="of")


def is_another_officer(attempt: Attempt[ConfirmRecord]) -> None:
    """Refuse whoever entered the record, whoever it does not name, and whoever confirmed it already (执法人员不得少于两人).

    Whom it names may be of any post: the record was taken with a head among the officers as well.
    """
    of, by = attempt.whole.act(attempt.content.of), attempt.act.by
    if of is None:
        return
    article = attempt.cite(TWO)
    if by.id == of.by.id:
        sentence = f"第{of.no}号行为是本人录入的，须由另一名执法人员以其本人的登录确认"
        raise NotCompetent("entered-it-oneself", sentence, article=article, field="by")
    if by.id not in {officer.id for officer in officers_named(of.content)}:
        sentence = f"第{of.no}号行为的记录没有写明本人参加，只有记录中写明的执法人员才能确认"
        raise NotCompetent("not-on-the-record", sentence, article=article, field="by")
    others = (one for one in confirmations(attempt.whole, of) if one.no != attempt.act.no)
    earlier = next((one for one in others if one.by.id == by.id), None)
    if earlier is not None:
        sentence = f"第{of.no}号行为已由本人确认（第{earlier.no}号行为），无须重复"
        raise OutOfOrder("confirmed-already", sentence, article=article, field="of")


def not_before_it_was_done(attempt: Attempt[ConfirmRecord]) -> None:
    """Refuse a confirmation that is dated before what it confirms."""
    of = attempt.whole.act(attempt.content.of)
    if of is not None and attempt.act.happened_at < of.happened_at:
        sentence = f"确认的时间早于第{of.no}号行为发生的时间，请核对"
        raise OutOfTime("confirmed-before", sentence, article=attempt.cite(TWO), field="happened_at")


def _rewords(correction: CorrectAct, act: Act) -> bool:
    return correction.of == act.no and bool(correction.fields)


STEPS = (
    Step(
        ConfirmRecord,
        who(*Role),
        guards=(is_of_several, is_another_officer, not_before_it_was_done),
        for_one_party=True,
        citation=(TWO,),
    ),
)

PROCEDURE = Procedure("confirming", "共同执法确认", STEPS)
