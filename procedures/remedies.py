"""When a decision becomes final by itself (处罚决定发生法律效力), and what keeps it from becoming so.

The party may ask for reconsideration within its period (行政复议法 art. 20) and sue within its own (行政诉讼法 art. 46), after
a reconsideration within the shorter one that runs from its decision (art. 45). Once both have run out unused, or a
judgment binds, the decision is final. While a reconsideration or a suit is pending it is not; execution goes on all
the same unless it is stayed (行政处罚法 art. 73; 行政复议法 art. 42; 行政诉讼法 art. 56). What keeps the party from acting in time
does not count (行政复议法 art. 20; 行政诉讼法 art. 48; 法释〔2026〕3号 art. 4).

Whether a period that ends on a holiday rolls before the court window begins is not settled: the decision is taken
as final only after the rolled last day, and the window is counted from the one that is not rolled, so that neither
is too early nor too late.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from judging.attempt import Attempt, Situation
from judging.effects import message
from judging.record import Record
from judging.step import Excludes, Procedure, Step, after, who
from law.edition import Law
from law.instruments import Suspension
from law.refusals import OutOfOrder
from law.terms import Suspended
from models.acts import Act
from models.acts.reconsideration import DecideReconsideration, DeclineReconsideration, TerminateReconsideration
from models.acts.remedies import BeginHindrance, EndHindrance, LiftStay, OrderStay
from models.acts.suit import JudgeSuit
from models.people import Role
from procedures.contests import (
    Contest,
    EndOfReview,
    contested_by,
    contests,
    names_what_it_contests,
    undone_by,
    what_is_contested,
)
from procedures.facts_shown import ground_is_of_such_a_party
from procedures.penalty.decisions import (
    SERVING,
    Decision,
    decision_of,
    in_effect,
    is_same,
    service_of,
    set_aside,
)
from procedures.periods import NEVER, Periods, appeal_end, own_end
from procedures.relief import BURDENED, CONTESTED
from procedures.repetition import not_running_already

BUREAU = (1, 2)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lapse:
    """The last day on which the party could still contest, or the day on which a judgment bound at once."""

    day: date
    binds_at_once: bool = False

    @property
    def final_on(self) -> date:
        """Return the first day on which the decision is final."""
        return self.day if self.binds_at_once else self.day + DAY


def final_on(record: Record, law: Law, decision: Act[Decision] | None = None) -> date | None:
    """Return the first day on which a decision is final by itself, if nothing more happens; None while it cannot be.

    Without a decision the last one that was served is meant.
    """
    meant = decision or _last_served(record)
    lapse = lapse_of(record, law, meant, rolled=True) if meant else None
    return lapse.final_on if lapse else None


def _last_served(record: Record) -> Act[Decision] | None:
    service = record.last(*SERVING)
    return decision_of(record, service.no) if service else None


def lapse_of(record: Record, law: Law, decision: Act[Decision], *, rolled: bool) -> Lapse | None:
    """Return when the last chance to contest is over; None while a contest is pending, or the decision is gone."""
    service = service_of(record, decision)
    if service is None or set_aside(record, decision):
        return None
    return lapse_against(record, law, service, rolled=rolled)


def lapse_against(record: Record, law: Law, served: Act[Any], *, rolled: bool) -> Lapse | None:
    """Return when the last chance to contest what an act laid on the party is over; None while a contest goes on."""
    about_it = contests(record, served)
    if any(one.goes_on for one in about_it):
        return None
    periods = Periods(law, hindrances(record), rolled)
    lapse = Lapse(own_end(record, served, periods))
    for contest in about_it:
        lapse = _after(contest, lapse, periods)
    return None if lapse.day == NEVER else lapse


def _after(contest: Contest, before: Lapse, periods: Periods) -> Lapse:
    """Return the lapse once a contest has ended, given the one without it."""
    ended, since = contest.ended, contest.undecided_since
    if ended is None:
        return before if since is None else Lapse(periods.end("suit_after_review", since))
    if isinstance(ended.content, JudgeSuit):
        return _after_suit(ended.content, ended.day, before, periods)
    return _after_review(ended.content, ended.day, before, periods)


def _after_suit(judged: JudgeSuit, on: date, before: Lapse, periods: Periods) -> Lapse:
    if judged.instance == "second":
        return Lapse(on, binds_at_once=True)
    if judged.outcome == "withdrawn":
        return Lapse(max(before.day, on))
    appeal = appeal_end(judged, on, periods)
    return Lapse(max(before.day, appeal) if judged.outcome == "reject" else appeal)


def _after_review(ended: EndOfReview, on: date, before: Lapse, periods: Periods) -> Lapse:
    if isinstance(ended, TerminateReconsideration):
        return before
    untold = isinstance(ended, DecideReconsideration) and not ended.suit_told
    if untold and periods.knows("suit_after_review_2026", on):
        return Lapse(periods.end("suit_after_review_2026", on, "untold"))
    end = periods.end("suit_after_review", on)
    return Lapse(max(before.day, end) if isinstance(ended, DeclineReconsideration) else end)


def binding_day(record: Record, outcome: Act, law: Law) -> date | None:
    """Return the day from which an outcome binds: its own, or in first instance the end of the appeal period."""
    if not in_effect(record, outcome):
        return None
    judged = outcome.content
    if not isinstance(judged, JudgeSuit) or judged.instance == "second":
        return outcome.day
    return appeal_end(judged, outcome.day, Periods(law, (), rolled=True))


def contested_spans(record: Record, law: Law, decision: Act[Decision]) -> list[Suspended]:
    """Return the days of reconsideration and suit, without surcharge, from the application on (行政处罚法 art. 73)."""
    return [
        Suspended(
            ground="suit" if one.is_suit else "review",
            first=one.begun.day,
            last=_over(one, law),
            act=one.begun.no,
        )
        for one in contests(record, service_of(record, decision))
    ]


def _over(contest: Contest, law: Law) -> date | None:
    if contest.ended is None:
        return None
    judged, over = contest.ended.content, contest.ended.day
    if isinstance(judged, JudgeSuit) and judged.instance == "first" and judged.outcome != "withdrawn":
        over = appeal_end(judged, over, Periods(law, (), rolled=True))
    return max(over, contest.begun.day)


def hindrances(record: Record) -> tuple[Suspended, ...]:
    """Return what kept the party from acting in time (正当理由耽误的期间)."""
    ended = record.first_days(EndHindrance)
    return tuple(_hindrance(act, ended.get(act.no)) for act in record.all(BeginHindrance))


def _hindrance(begun: Act[BeginHindrance], ended_on: date | None) -> Suspended:
    last = max(ended_on, begun.day) if ended_on else None
    return Suspended(ground=begun.content.ground, first=begun.day, last=last, act=begun.no)


def stayed_against(record: Record, served: Act[Any], day: date) -> bool:
    """Tell whether execution of what was served on the party is stayed on a day (停止执行)."""
    lifted = record.first_days(LiftStay)
    stays = (act for act in record.all(OrderStay) if is_same(contested_by(record, act), served))
    return any(act.day <= day < lifted.get(act.no, date.max) for act in stays)


def stayed(record: Record, decision: Act[Decision], day: date) -> bool:
    """Tell whether execution of a decision is stayed on a day (停止执行)."""
    service = service_of(record, decision)
    return service is not None and stayed_against(record, service, day)


def may_still_be_enforced(now: Situation, served: Act[Any], rule: str, what: str) -> None:
    """Refuse to go on with what was set aside, or while its execution is stayed (已撤销、停止执行的，不得执行)."""
    gone = undone_by(now.record, served)
    if gone is not None:
        sentence = f"第{served.no}号“{served.content.label}”已由第{gone.no}号行为撤销或者确认无效，不得{what}"
        raise OutOfOrder("set-aside-already", sentence, article=now.cite(rule), field="of")
    if stayed_against(now.record, served, now.day):
        sentence = f"第{served.no}号“{served.content.label}”已停止执行，解除之前不得{what}"
        raise OutOfOrder("stayed", sentence, article=now.cite("stay_of_execution"), field="of")


def stay_has_a_cause(attempt: Attempt[OrderStay]) -> None:
    """Refuse a stay of what nobody contests before the body that orders it, or of what is stayed (停止执行的前提)."""
    served, article, by = what_is_contested(attempt), attempt.cite("stay_of_execution"), attempt.content.ordered_by
    lifted = attempt.whole.targets(LiftStay)
    stays = [act for act in attempt.whole.all(OrderStay) if act.no not in lifted]
    running = [act for act in stays if is_same(served, contested_by(attempt.whole, act))]
    if running:
        sentence = f"该行政行为已停止执行（第{running[0].no}号行为），尚未解除，不得重复"
        raise OutOfOrder("stayed-already", sentence, article=article, field="of")
    suits = {one.is_suit for one in contests(attempt.record, served) if one.ended is None}
    if not suits & {"reconsideration_body": {False}, "court": {True}}.get(by, {False, True}):
        sentence = "停止执行以当事人申请行政复议或者提起行政诉讼为前提，案卷中没有正由作出决定的机关办理的复议、诉讼"
        raise OutOfOrder("nothing-contested", sentence, article=article, field="ordered_by")


def not_hindered_already(attempt: Attempt[BeginHindrance]) -> None:
    """Refuse a hindrance that goes on already, on the same ground, or that no such party can have (期间耽误)."""
    record, ground = attempt.whole, attempt.content.ground
    ground_is_of_such_a_party(attempt.record, ground, attempt.cite("period_missed_for_cause"))
    same = [act for act in record.all(BeginHindrance) if act.content.ground == ground]
    not_running_already(attempt, same, record.first_days(EndHindrance), attempt.cite("period_missed_for_cause"))


def _hindered_by(attempt: Attempt[BeginHindrance]) -> Suspension | None:
    return attempt.content.ground


RECORDERS = who(Role.CLERK, Role.OFFICER, Role.LEGAL, levels=BUREAU)
"""Who enters what party, reconsideration body and court do."""

STEPS = (
    Step(
        OrderStay,
        RECORDERS,
        needs=(BURDENED, CONTESTED),
        guards=(names_what_it_contests, stay_has_a_cause),
        stage="stayed",
        when_closed=True,
        effects=(message("行政行为停止执行", "holder"),),
        citation=("stay_of_execution",),
    ),
    Step(
        LiftStay,
        RECORDERS,
        needs=(after(OrderStay),),
        stage="stay_lifted",
        when_closed=True,
        citation=("stay_of_execution",),
    ),
    Step(
        BeginHindrance,
        RECORDERS,
        needs=(BURDENED,),
        guards=(not_hindered_already,),
        begins_excluded=Excludes(_hindered_by),
        when_closed=True,
        citation=("period_missed_for_cause",),
    ),
    Step(
        EndHindrance,
        RECORDERS,
        needs=(after(BeginHindrance),),
        ends_excluded=True,
        when_closed=True,
        citation=("period_missed_for_cause",),
    ),
)

PROCEDURE = Procedure("remedies", "停止执行与期限耽误", STEPS, {"stayed": "已停止执行", "stay_lifted": "已恢复执行"})
