"""The prior notices of a case (事先告知): which still wait for a decision, and whether the party has had its say on each.

行政处罚法 art. 44, 45, 62 and 生态环境行政处罚办法 art. 44-48: no decision before the party could state, defend itself and be heard,
and before what it said was examined. A notice served anew replaces what the earlier one offered; what the party asked
for on the earlier one is still answered. A daily penalty has notices of its own (按日连续处罚办法 art. 15), one for the
rounds it charges. Where the intended penalty reaches its threshold, the notice tells the right to a hearing.

Statement and hearing are two rights (art. 44, 45 and art. 63, 64; 处罚办法 art. 44, 46, 47): each has its own waiver, and
one given up leaves the other.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.effects import message
from judging.parties import parts, seen_by
from judging.record import Record, follows, place
from judging.serving import effective_day
from judging.step import Condition, voids
from law import guards
from law.amounts.thresholds import Proposed, Threshold, hearing_due
from law.edition import Law
from law.guards.notice import Opportunity
from law.refusals import OutOfBounds, Unclear
from models.acts import Act, Content
from models.acts.correction import RecheckCorrection
from models.acts.daily import DecideDailyPenalty, ServeDailyNotice
from models.acts.filing import FileCase, RevokeFiling
from models.acts.hearing import (
    ConcludeHearing,
    HoldHearing,
    RefuseHearing,
    RequestHearing,
    WaiveHearing,
    WithdrawHearing,
)
from models.acts.investigation import TerminateInvestigation
from models.acts.measure_notice import (
    ExamineMeasureStatement,
    ReceiveMeasureStatement,
    ServeMeasureNotice,
    WaiveMeasureStatement,
)
from models.acts.order_revision import ForgoRedo
from models.acts.penalty import DecidePenalty, ExamineStatement, ReceiveStatement, ServeNotice, WaiveStatement
from models.acts.summary import DecideOnTheSpot
from models.effects import Message
from procedures.filing import declined
from procedures.penalty.decisions import DECIDING, is_to_be_redone, undecided
from procedures.service import not_served_already, service_is_proved

A = TypeVar("A", bound=Content)

PenaltyNotice = ServeNotice | ServeDailyNotice
Notice = ServeNotice | ServeDailyNotice | ServeMeasureNotice
Waiver = WaiveStatement | WaiveMeasureStatement | WaiveHearing

OF_PENALTY = (ServeNotice, ServeDailyNotice)
NOTICES = (ServeNotice, ServeDailyNotice, ServeMeasureNotice)
"""Every notice on which a hearing may be asked for."""
SERVICE_OF_NOTICE = (not_served_already(*DECIDING), service_is_proved)
"""What is asked of serving the notice of a penalty, once or by the day."""
ON_HEARING = (RequestHearing, WaiveHearing)
"""What the party says of a hearing: it may be about the notice of a measure too."""
NOT_HEADS = frozenset({"fine", "confiscation", "criticism"})
"""Kinds of penalty that reach a threshold by their sum, or never; every other kind does as such."""


def rechecks_of(notice: Act[Notice]) -> frozenset[int]:
    """Return the rechecks whose rounds a daily notice charges; none for any other notice."""
    return frozenset(notice.content.rechecks if isinstance(notice.content, ServeDailyNotice) else ())


def same_matter(notice: Act[Notice], other: Act[Notice]) -> bool:
    """Tell whether two notices announce the same: the ordinary penalty, rounds in common, or the same measure."""
    if type(notice.content) is not type(other.content):
        return False
    if isinstance(notice.content, ServeDailyNotice):
        return bool(rechecks_of(notice) & rechecks_of(other))
    return _measure(notice.content) == _measure(other.content)


def _measure(notice: Notice) -> str:
    return notice.measure if isinstance(notice, ServeMeasureNotice) else ""


def notice_of(record: Record, act: Act) -> Act[Notice] | None:
    """Return the notice that an act of the party is about: the one it names, else the last one before it."""
    if act.content.target is not None:
        return record.act(act.content.target, *NOTICES)
    earlier = [notice for notice in _answered_by(seen_by(record, act), act) if follows(act, notice)]
    return max(earlier, key=place, default=None)


def _answered_by(record: Record, act: Act) -> Sequence[Act[Notice]]:
    """Return the notices that an act of the party may be about: a hearing may be asked for on a measure's too."""
    return record.all(*NOTICES) if isinstance(act.content, ON_HEARING) else record.all(*OF_PENALTY)


def notice_meant(attempt: Attempt) -> int | None:
    """Return the number of the notice that an act of the party is about: its terms alone are ended."""
    notice = notice_of(attempt.record, attempt.act)
    return notice.no if notice else None


def notices_replaced(attempt: Attempt[Notice]) -> frozenset[int]:
    """Return the earlier notices of the same penalty or measure, which a notice served anew replaces."""
    own = attempt.act
    earlier = (act for act in attempt.record.all(*NOTICES) if follows(own, act))
    return frozenset(act.no for act in earlier if same_matter(own, act))


@asks_for(AskedFor("of", when="事先告知不止一份的", offered=True))
def names_its_notice(attempt: Attempt) -> None:
    """Refuse an act of the party that leaves open which of several notices it is about."""
    if attempt.act.content.target is not None:
        return
    on_measures = attempt.record.all(ServeMeasureNotice) if isinstance(attempt.act.content, ON_HEARING) else []
    known: list[Act[Notice]] = [*waiting(attempt.record), *on_measures]
    if len(known) > 1:
        names = "、".join(f"第{act.no}号（{act.content.label}）" for act in known)
        raise Unclear("which-notice", f"须写明针对哪一份事先告知（行为编号），现有：{names}", field="of")


def charged(record: Record) -> frozenset[int]:
    """Return the rechecks whose rounds a daily penalty has charged already, unless it is to be decided on again."""
    given_up = record.targets(ForgoRedo)
    decided = [one for one in record.all(DecideDailyPenalty) if one.no in given_up or not is_to_be_redone(record, one)]
    notices = (record.act(one.content.of, ServeDailyNotice) for one in decided)
    return frozenset(no for notice in notices if notice is not None for no in notice.content.rechecks)


def refusals(record: Record) -> list[Act[RecheckCorrection]]:
    """Return the rechecks that found a refusal to correct (拒不改正)."""
    return [act for act in record.all(RecheckCorrection) if act.content.obstructed or not act.content.corrected]


def waiting(record: Record) -> list[Act[PenaltyNotice]]:
    """Return the notices that wait for a decision on a party: not decided on, and not replaced by a later one."""
    return [notice for own in parts(record) for notice in _waiting(own)]


def _waiting(record: Record) -> list[Act[PenaltyNotice]]:
    ordinary = record.all(ServeNotice) if undecided(record) else []
    notices: list[Act[PenaltyNotice]] = [*record.all(ServeDailyNotice), *ordinary]
    paid_for = charged(record)
    latest = [one for one in notices if not any(same_matter(one, other) and follows(other, one) for other in notices)]
    return [one for one in latest if not rechecks_of(one) & paid_for]


def something_to_decide(record: Record) -> bool:
    """Tell whether a penalty is still to be decided: the ordinary one, or a daily one for a refusal found."""
    ended = declined(record) or record.has(RevokeFiling, TerminateInvestigation, DecideOnTheSpot)
    is_open = undecided(record) and not ended
    uncharged = {act.no for act in refusals(record)} - charged(record)
    return is_open or (record.has(DecidePenalty) and bool(uncharged))


def statement_waived(record: Record, notice: Act[Notice]) -> bool:
    """Tell whether the party gave up statement and defence on a notice in writing (书面放弃陈述申辩)."""
    return _given_up(record, notice, record.all(WaiveStatement, WaiveMeasureStatement))


def hearing_waived(record: Record, notice: Act[Notice]) -> bool:
    """Tell whether the party gave up the hearing that a notice offers in writing (书面放弃听证)."""
    return _given_up(record, notice, record.all(WaiveHearing))


def _given_up(record: Record, notice: Act[Notice], waivers: Iterable[Act[Waiver]]) -> bool:
    said = (act for act in waivers if act.content.in_writing)
    return any(follows(act, notice) and notice_of(record, act) == notice for act in said)


def given_in_writing(attempt: Attempt[Waiver]) -> bool:
    """Tell whether a waiver was given in writing: a spoken one ends nothing."""
    return attempt.content.in_writing


def about_matter(record: Record, notice: Act[Notice], kind: type[A]) -> list[Act[A]]:
    """Return the party's acts of a kind on a notice, or on an earlier one of the same penalty."""
    found = []
    for act in record.all(kind):
        meant = notice_of(record, act)
        if meant is not None and same_matter(meant, notice):
            found.append(act)
    return found


def unanswered_statements(record: Record, notice: Act[Notice]) -> list[Act]:
    """Return the statements on a penalty or measure that nobody has examined yet (未复核的陈述、申辩)."""
    answered = record.targets(ExamineStatement, ExamineMeasureStatement)
    said: list[Act] = [
        *about_matter(record, notice, ReceiveStatement),
        *about_matter(record, notice, ReceiveMeasureStatement),
    ]
    return [act for act in said if act.no not in answered]


def open_requests(record: Record) -> list[Act[RequestHearing]]:
    """Return the requests for a hearing that are neither refused, withdrawn nor heard to their end."""
    answered = record.targets(RefuseHearing, WithdrawHearing, ConcludeHearing)
    given_up = {act.content.of for act in record.all(HoldHearing) if act.content.is_absent}
    return [act for act in record.all(RequestHearing) if act.no not in answered | given_up]


def party_was_heard(record: Record, notice: Act[Notice], day: date, law: Law) -> None:
    """Refuse a decision on a notice before the party's time to state and be heard is over and answered (G1)."""
    is_offered, told_on = notice.content.hearing_offered, effective_day(notice, law)
    open_here = any(act in open_requests(record) for act in about_matter(record, notice, RequestHearing))
    hearing = Opportunity(
        law.latest_day("hearing_request", told_on) if is_offered else None,
        waived=hearing_waived(record, notice),
        pending=open_here,
    )
    guards.defence_has_ended(
        on=day,
        law=law,
        notified_on=told_on,
        defence=Opportunity(
            law.latest_day("penalty_prior_notice", told_on),
            waived=statement_waived(record, notice),
            pending=bool(unanswered_statements(record, notice)),
        ),
        hearing=hearing if is_offered or open_here else None,
    )


def party_was_answered(record: Record, notice: Act[Notice], day: date, law: Law) -> None:
    """Refuse a decision while what the party said or asked for on a notice waits, whoever gave up what since (G1)."""
    asked = any(act in open_requests(record) for act in about_matter(record, notice, RequestHearing))
    said = bool(unanswered_statements(record, notice))
    guards.defence_has_ended(
        on=day,
        law=law,
        notified_on=day,
        defence=Opportunity(None, pending=said),
        hearing=Opportunity(None, pending=asked),
    )


def defence_has_ended(now: Situation) -> None:
    """Refuse the ordinary decision before the party was heard on the last notice (G1)."""
    notice = now.record.last(ServeNotice)
    if notice is not None:
        party_was_heard(now.record, notice, now.day, now.law)


def proposed(measures: Iterable[str], fine: Decimal | None, confiscation: Decimal | None) -> Proposed:
    """Return an intended penalty as the thresholds ask for it."""
    nothing = Decimal(0)
    return Proposed(fine=fine or nothing, confiscated=confiscation or nothing, heads=frozenset(measures) - NOT_HEADS)


def intended_by(notice: Notice) -> Proposed:
    """Return the penalty a notice intends, as the thresholds ask for it; the notice of a measure names none."""
    if isinstance(notice, ServeNotice):
        return proposed(notice.measures, notice.fine, notice.confiscation)
    return proposed((), notice.fine if isinstance(notice, ServeDailyNotice) else None, None)


def threshold_of(record: Record, notice: Act[Notice], law: Law) -> Threshold:
    """Return whether the penalty that a notice intends reaches the threshold of the hearing (听证标准)."""
    filed = record.content(FileCase)
    party = filed.party.kind if filed else "organisation"
    return hearing_due(intended_by(notice.content), party, notice.day, law)


@asks_for(AskedFor("hearing_offered", when="拟作处罚达到听证标准的", must="须为是"))
def hearing_is_offered(attempt: Attempt[Notice]) -> None:
    """Refuse a notice that is silent on the hearing where the intended penalty reaches its threshold (听证告知)."""
    due = threshold_of(attempt.record, attempt.act, attempt.law)
    if due.due and not attempt.content.hearing_offered:
        sentence = f"{'、'.join(due.reasons)}，应当告知当事人有要求听证的权利"
        raise OutOfBounds("hearing-not-offered", sentence, article=due.grounds[0].citation, field="hearing_offered")


def hearing_advised(done: Attempt[PenaltyNotice]) -> Iterable[Message]:
    """Say that a lower local figure, which nobody could verify, may give a right to a hearing (宜告知听证)."""
    if not done.content.hearing_offered and threshold_of(done.record, done.act, done.law).check:
        title = f"拟罚数额可能达到{done.cite('hearing_local_override')}的听证标准（数额未查实），宜告知听证权利"
        yield from message(title, "holder", word="hearing")(done)


REPLACES = voids("penalty_prior_notice", "hearing_request", about=notices_replaced)
"""A notice served anew takes away the periods of the one it replaces; those of any other notice run on."""
TO_DECIDE = Condition(lambda now: something_to_decide(now.record), "案件没有待决定的处罚事项，不得再办理")
WAITING = Condition(lambda now: bool(waiting(now.record)), "没有等待决定的处罚事先告知，不得再办理")
