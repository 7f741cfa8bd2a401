"""When a decision becomes final by itself (处罚决定发生法律效力), and what keeps it from becoming so.

The party may ask for review within its period (行政复议法 art. 20) and sue within its own (行政诉讼法 art. 46), after a
review within the shorter one that runs from the review decision (art. 45). Once both have run out unused, or a
judgment binds, the decision is final. While a review or a suit is pending it is not; execution goes on all the same
unless it is stayed (行政处罚法 art. 73; 行政复议法 art. 42; 行政诉讼法 art. 56). What keeps the party from acting in time does not
count (行政复议法 art. 20; 行政诉讼法 art. 48; 法释〔2026〕3号 art. 4).

Whether a period that ends on a holiday rolls before the court window begins is not settled: the decision is taken
as final only after the rolled last day, and the window is counted from the one that is not rolled, so that neither
is too early nor too late.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from law.edition import Law
from law.terms import Suspended, reckon
from models.acts import Act
from models.acts.remedies import BeginHindrance, EndHindrance, LiftStay, OrderStay
from models.people import Role
from workflows.procedures.decisions import (
    SERVING,
    about_decision,
    decision_of,
    in_effect,
    in_order,
    names_its_decision,
    service_of,
    set_aside,
)
from workflows.procedures.effects import message
from workflows.procedures.guarding import points_at
from workflows.procedures.record import Record
from workflows.procedures.step import Opens, Procedure, Step, after, who

BUREAU = (1, 2)
DAY = timedelta(days=1)
NEVER = date.max
"""The last day of a period that has no end while a hindrance goes on."""
ENDS_REVIEW = ("decide_review", "decline_review", "withdraw_review")


@dataclass(frozen=True, slots=True)
class Contest:
    """A review or suit about a decision, and the act that ended it, if one has."""

    begun: Act
    ended: Act | None

    @property
    def is_suit(self) -> bool:
        """Tell whether it is a suit."""
        return self.begun.name == "file_suit"


@dataclass(frozen=True, slots=True)
class Lapse:
    """The last day on which the party could still contest, or the day on which a judgment bound at once."""

    day: date
    binds_at_once: bool = False

    @property
    def final_on(self) -> date:
        """Return the first day on which the decision is final."""
        return self.day if self.binds_at_once else self.day + DAY


def contests(record: Record, decision: Act) -> list[Contest]:
    """Return the reviews and suits about a decision, in order."""
    begun = about_decision(record, decision, "apply_review", "file_suit")
    return [Contest(act, _end(record, act)) for act in begun]


def _end(record: Record, begun: Act) -> Act | None:
    names = ENDS_REVIEW if begun.name == "apply_review" else ("judge_suit",)
    found = [act for act in in_order(record.all(*names)) if cast("Any", act.content).of == begun.no]
    if not found or begun.name == "apply_review":
        return found[-1] if found else None
    last = found[-1]
    appealed = any(cast("Any", act.content).of == last.no for act in record.all("appeal_suit"))
    return None if appealed or cast("Any", last.content).outcome == "remand" else last


def pending(record: Record, decision: Act) -> Act | None:
    """Return the review or suit about a decision that is not over, or None."""
    return next((one.begun for one in contests(record, decision) if one.ended is None), None)


def final_on(record: Record, law: Law, decision: Act | None = None) -> date | None:
    """Return the first day on which a decision is final by itself, if nothing more happens; None while it cannot be.

    Without a decision the last one that was served is meant.
    """
    meant = decision or _last_served(record)
    lapse = lapse_of(record, law, meant, rolled=True) if meant else None
    return lapse.final_on if lapse else None


def _last_served(record: Record) -> Act | None:
    service = record.last(*SERVING)
    return decision_of(record, service.no) if service else None


def lapse_of(record: Record, law: Law, decision: Act, *, rolled: bool) -> Lapse | None:
    """Return when the last chance to contest is over; None while a contest is pending, or the decision is gone."""
    service = service_of(record, decision)
    if service is None or set_aside(record, decision) or pending(record, decision):
        return None
    periods = _Periods(law, hindrances(record), rolled)
    lapse = Lapse(_own_end(record, service, periods))
    for contest in contests(record, decision):
        lapse = _after(contest, lapse, periods)
    return None if lapse.day == NEVER else lapse


@dataclass(frozen=True, slots=True)
class _Periods:
    """How the party's periods are reckoned in one case."""

    law: Law
    hindered: tuple[Suspended, ...]
    rolled: bool

    def knows(self, rule: str, on: date) -> bool:
        """Tell whether the law of a day has the rule."""
        return self.law.catalogue.find(rule, on) is not None

    def end(self, rule: str, start: date, case: str = "") -> date:
        """Return the last day of a rule's limit, for certain; the start itself where the law of that day sets none."""
        cited = self.law.catalogue.find(rule, start, case)
        if cited is None:
            return start
        stopped = [row for row in self.hindered if row.ground in cited.provision.suspends]
        limit = cited.limit(case)
        rolls = self.rolled and cited.rolls_for(limit)
        return reckon(start, limit, self.law.calendar, rolls=rolls, suspended=stopped).latest or NEVER


def _own_end(record: Record, service: Act, periods: _Periods) -> date:
    """Return the later of the periods for review and for suing directly."""
    review = periods.end("review_application", service.day)
    if suit_start(record, service, periods.law) is None:
        return review
    return max(review, periods.end("suit_direct", service.day, suit_case(record, service)))


def _after(contest: Contest, before: Lapse, periods: _Periods) -> Lapse:
    """Return the lapse once a contest has ended, given the one without it."""
    ended = cast("Act", contest.ended)
    content = cast("Any", ended.content)
    if not contest.is_suit:
        return _after_review(ended, before, periods)
    if content.instance == "second":
        return Lapse(ended.day, binds_at_once=True)
    if content.outcome == "withdrawn":
        return Lapse(max(before.day, ended.day))
    appeal = _appeal_end(ended, periods)
    return Lapse(max(before.day, appeal) if content.outcome == "reject" else appeal)


def _after_review(ended: Act, before: Lapse, periods: _Periods) -> Lapse:
    if ended.name == "withdraw_review":
        return before
    untold = ended.name == "decide_review" and not cast("Any", ended.content).suit_told
    if untold and periods.knows("suit_after_review_2026", ended.day):
        return Lapse(periods.end("suit_after_review_2026", ended.day, "untold"))
    end = periods.end("suit_after_review", ended.day)
    return Lapse(max(before.day, end) if ended.name == "decline_review" else end)


def _appeal_end(judged: Act, periods: _Periods) -> date:
    ruling = cast("Any", judged.content).outcome == "reject"
    return periods.end("suit_appeal", judged.day, "ruling" if ruling else "judgment")


def binding_day(record: Record, outcome: Act, law: Law) -> date | None:
    """Return the day from which an outcome binds: its own, or in first instance the end of the appeal period."""
    if not in_effect(record, outcome):
        return None
    if outcome.name != "judge_suit" or cast("Any", outcome.content).instance == "second":
        return outcome.day
    return _appeal_end(outcome, _Periods(law, (), rolled=True))


def contested_spans(record: Record, law: Law, decision: Act) -> list[Suspended]:
    """Return the days of review and suit, on which no surcharge runs, from the application on (行政处罚法 art. 73)."""
    return [
        Suspended(
            ground="suit" if one.is_suit else "review", first=one.begun.day, last=_over(one, law), act=one.begun.no
        )
        for one in contests(record, decision)
    ]


def _over(contest: Contest, law: Law) -> date | None:
    if contest.ended is None:
        return None
    content = cast("Any", contest.ended.content)
    over = contest.ended.day
    if contest.is_suit and content.instance == "first" and content.outcome != "withdrawn":
        over = _appeal_end(contest.ended, _Periods(law, (), rolled=True))
    return max(over, contest.begun.day)


def hindrances(record: Record) -> tuple[Suspended, ...]:
    """Return what kept the party from acting in time (正当理由耽误的期间)."""
    ended = {cast("EndHindrance", act.content).of: act.day for act in record.all("end_hindrance")}
    return tuple(_hindrance(act, ended.get(act.no)) for act in record.all("begin_hindrance"))


def _hindrance(begun: Act, ended_on: date | None) -> Suspended:
    last = max(ended_on, begun.day) if ended_on else None
    return Suspended(ground=cast("BeginHindrance", begun.content).ground, first=begun.day, last=last, act=begun.no)


def stayed(record: Record, decision: Act, day: date) -> bool:
    """Tell whether execution of a decision is stayed on a day (停止执行)."""
    lifted = {cast("LiftStay", act.content).of: act.day for act in record.all("lift_stay")}
    stays = about_decision(record, decision, "order_stay")
    return any(act.day <= day < lifted.get(act.no, date.max) for act in stays)


def suit_case(record: Record, service: Act) -> str:
    """Return which period to sue runs: the long one where the decision did not tell the right to sue (G19)."""
    decision = decision_of(record, service.no)
    told = getattr(decision.content, "remedies", None) if decision else None
    return "untold" if told is not None and not (told.court.strip() and told.suit_period.strip()) else ""


def suit_start(_record: Record, service: Act, law: Law) -> date | None:
    """Return what the period to sue directly counts from; None where review must come first (当场处罚先复议)."""
    on_the_spot = service.name == "decide_on_the_spot"
    return None if on_the_spot and law.catalogue.find("summary_review_first", service.day, "suit") else service.day


REMEDIES = (Opens("review_application"), Opens("suit_direct", suit_case, by_law=suit_start))
"""The party's periods that the service of a decision starts."""


def _hindered_by(_record: Record, act: Act) -> str:
    return cast("BeginHindrance", act.content).ground


RECORDERS = who(Role.CLERK, Role.OFFICER, Role.LEGAL, levels=BUREAU)
"""Who enters what party, review body and court do."""

STEPS = (
    Step(
        OrderStay,
        RECORDERS,
        needs=(after(*SERVING),),
        guards=(names_its_decision,),
        stage="stayed",
        when_closed=True,
        effects=(message("处罚决定停止执行", "holder"),),
        citation="《中华人民共和国行政复议法》第42条、《中华人民共和国行政诉讼法》第56条",
    ),
    Step(
        LiftStay,
        RECORDERS,
        needs=(after("order_stay"),),
        guards=(points_at("order_stay"),),
        once_each=True,
        stage="stay_lifted",
        when_closed=True,
        citation="《中华人民共和国行政复议法》第42条、《中华人民共和国行政诉讼法》第56条",
    ),
    Step(
        BeginHindrance,
        RECORDERS,
        needs=(after(*SERVING),),
        begins_excluded=_hindered_by,
        when_closed=True,
        citation="《中华人民共和国行政复议法》第20条、《中华人民共和国行政诉讼法》第48条",
    ),
    Step(
        EndHindrance,
        RECORDERS,
        needs=(after("begin_hindrance"),),
        guards=(points_at("begin_hindrance"),),
        ends_excluded=True,
        once_each=True,
        when_closed=True,
        citation="《中华人民共和国行政复议法》第20条、《中华人民共和国行政诉讼法》第48条",
    ),
)

PROCEDURE = Procedure("remedies", "停止执行与期限耽误", STEPS, {"stayed": "已停止执行", "stay_lifted": "已恢复执行"})
