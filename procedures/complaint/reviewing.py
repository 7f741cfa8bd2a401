"""Review and recheck of the answer (信访复查、复核): asked for within thirty days each, answered within thirty.

信访工作条例 art. 35, 36 (before 2022-05-01 信访条例 art. 34, 35): whoever is not satisfied with the answer asks the next
superior to review it within thirty days of its arrival, and the one above that to recheck the opinion; with the opinion
of the recheck it is at an end. The reviews are the superiors' own; this file keeps their days, and waits. Whether they
are open to who complained by telephone or the web is doubtful (环保举报热线工作管理办法 art. 7(1)(5) refers them there,
from memory): it is entered where it happens, but no file waits for it.
"""

from datetime import date

from judging.attempt import Attempt, Situation
from judging.clock import Clock, Clocks, reckoned
from judging.clock_reading import clocks_of
from judging.effects import message
from judging.record import Record, in_order, is_new_to
from judging.step import Condition, Ends, Opens, Step, after, voids
from law.catalogue import Cited
from law.refusals import OutOfTime
from law.rights import as_a_right
from law.terms import reckon
from models.acts import Act
from models.acts.complaint import AnswerComplaint
from models.acts.delivery import ConfirmFeedback, RecordDelivery
from models.acts.petition import (
    Opinion,
    RecordRecheckOpinion,
    RecordReviewOpinion,
    ReopenComplaint,
    RequestPetitionRecheck,
    RequestPetitionReview,
)
from models.ids import act_no_in
from procedures.complaint.conditions import NOT_ARCHIVED, RECORDERS
from procedures.complaint.reading import opening_of
from procedures.telling import is_of_feedback

REVIEW, RECHECK = "petition_review", "petition_recheck"
APPLY, ANSWER = "apply", "answer"
ARCHIVE, TAKE_UP = "norm.complaint_archive", "norm.complaint_reopen"


def may_ask_for_review(done: Attempt[AnswerComplaint]) -> bool:
    """Tell whether the answer is one to a petition that somebody can have reviewed (信访事项)."""
    opening = opening_of(done.record)
    return opening is not None and opening.is_petition and not opening.is_anonymous


def told_on(done: Attempt[AnswerComplaint]) -> date | None:
    """Return the day on which the answer reached the reporter; None while nothing says so."""
    record = done.record
    by_hand = [act.day for act in record.pointing(done.act.no, ConfirmFeedback)]
    sent = [
        act.day
        for act in record.all(RecordDelivery)
        if is_of_feedback(act.content) and act_no_in(act.content.effect) == done.act.no
    ]
    return min((*by_hand, *sent), default=None)


def filed_away_from(done: Attempt[AnswerComplaint]) -> date | None:
    """Return from when the answered complaint is to be filed away: of a petition, once nobody may ask for review."""
    if not may_ask_for_review(done):
        return done.act.day
    arrived = told_on(done)
    return _last_day(done, done.law.catalogue.find(REVIEW, arrived, APPLY), arrived) if arrived is not None else None


def _after_opinion(done: Attempt[RecordReviewOpinion]) -> date | None:
    start = done.act.day
    return _last_day(done, done.law.catalogue.find(RECHECK, start, APPLY), start)


def _last_day(done: Attempt, found: Cited | None, start: date) -> date | None:
    """Return the last day on which it may be asked for; the day itself where no text in force speaks of it."""
    if found is None:
        return start
    limit = found.limit(APPLY)
    return as_a_right(reckon(start, limit, done.law.calendar, rolls=found.rolls_for(limit))).last_day


def is_in_time(attempt: Attempt[RequestPetitionReview | RequestPetitionRecheck]) -> None:
    """Refuse what is asked for after its thirty days (逾期不再受理)."""
    rule = REVIEW if isinstance(attempt.content, RequestPetitionReview) else RECHECK
    clocks = clocks_of(attempt)
    for clock in clocks.of_rule(rule, APPLY):
        last = reckoned(clock, clocks, attempt.law).last_day
        if clock.started_by.no == attempt.content.of and last is not None and attempt.day > last:
            sentence = f"请求的期限已于{last.isoformat()}届满"
            article = attempt.law.cite(rule, clock.start_day)
            raise OutOfTime("asked-too-late", sentence, article=article, field="happened_at")


def unheeded(record: Record) -> list[Act[Opinion]]:
    """Return the opinions by which it is to be dealt with again, while it was neither taken up nor answered since."""
    since = in_order(record.all(ReopenComplaint, AnswerComplaint))
    opinions = in_order(record.all(RecordReviewOpinion, RecordRecheckOpinion))
    redo = (act for act in opinions if act.content.outcome == "redo")
    return [act for act in redo if not any(is_new_to(record, one, act) for one in since)]


def _is_under_review(record: Record) -> bool:
    asked = {act.no for act in record.all(RequestPetitionReview, RequestPetitionRecheck)}
    return bool(asked - record.targets(RecordReviewOpinion, RecordRecheckOpinion))


def _may_still_be_asked_for(now: Situation) -> bool:
    clocks = clocks_of(now)
    rights = (clock for rule in (REVIEW, RECHECK) for clock in clocks.of_rule(rule, APPLY))
    return any(clock.is_open and _runs(clock, clocks, now) for clock in rights)


def _runs(clock: Clock, clocks: Clocks, now: Situation) -> bool:
    last = reckoned(clock, clocks, now.law).last_day
    return last is None or now.day <= last


def _is_redo(done: Attempt[Opinion]) -> bool:
    return done.content.outcome == "redo"


def _stands(done: Attempt[Opinion]) -> bool:
    return done.content.outcome != "redo"


NOT_UNDER_REVIEW = Condition(
    lambda now: not _is_under_review(now.record) and not _may_still_be_asked_for(now),
    "请求复查、复核的期限尚未届满，或者复查、复核尚无意见，不得归档",
    REVIEW,
)
HEEDED = Condition(
    lambda now: not unheeded(now.record), "复查、复核意见责令重新办理，须先“重新办理举报件”，不得归档", REVIEW
)

STEPS = (
    Step(
        RequestPetitionReview,
        RECORDERS,
        needs=(after(AnswerComplaint), NOT_ARCHIVED),
        guards=(is_in_time,),
        ends=(Ends(REVIEW, variant=APPLY), *voids(ARCHIVE)),
        opens=(Opens(REVIEW, variant=ANSWER),),
        stage="petition_under_review",
        when_closed=True,
        effects=(message("信访人已请求复查", "holder"),),
        citation=(REVIEW,),
    ),
    Step(
        RecordReviewOpinion,
        RECORDERS,
        needs=(after(RequestPetitionReview), NOT_ARCHIVED),
        ends=(Ends(REVIEW, variant=ANSWER),),
        opens=(
            Opens(RECHECK, variant=APPLY),
            Opens(TAKE_UP, when=_is_redo),
            Opens(ARCHIVE, when=_stands, starts=_after_opinion),
        ),
        stage="petition_reviewed",
        when_closed=True,
        effects=(message("已收到复查意见", "holder"),),
        citation=(REVIEW,),
    ),
    Step(
        RequestPetitionRecheck,
        RECORDERS,
        needs=(after(RecordReviewOpinion), NOT_ARCHIVED),
        guards=(is_in_time,),
        ends=(Ends(RECHECK, variant=APPLY), *voids(ARCHIVE)),
        opens=(Opens(RECHECK, variant=ANSWER),),
        stage="petition_under_recheck",
        when_closed=True,
        effects=(message("信访人已请求复核", "holder"),),
        citation=(RECHECK,),
    ),
    Step(
        RecordRecheckOpinion,
        RECORDERS,
        needs=(after(RequestPetitionRecheck), NOT_ARCHIVED),
        ends=(Ends(RECHECK, variant=ANSWER),),
        opens=(Opens(TAKE_UP, when=_is_redo), Opens(ARCHIVE, when=_stands)),
        stage="petition_rechecked",
        when_closed=True,
        effects=(message("已收到复核意见，复核意见为信访终结意见", "holder"),),
        citation=(RECHECK,),
    ),
)
