"""The prior notices of a case (事先告知): which still wait for a decision, and whether the party has had its say on each.

行政处罚法 art. 44, 45, 62 and 生态环境行政处罚办法 art. 44-48: no decision before the party could state, defend itself and be heard,
and before what it said was examined. A notice served anew replaces what the earlier one offered; what the party asked
for on the earlier one is still answered. A daily penalty has notices of its own (按日连续处罚办法 art. 15), one for the
rounds it charges.
"""

from datetime import date
from typing import Any, cast

from law import guards
from law.edition import Law
from law.guards.notice import Opportunity
from law.refusals import Unclear
from models.acts import Act
from workflows.procedures.decisions import undecided
from workflows.procedures.guarding import last_day_of, points_at
from workflows.procedures.record import Record
from workflows.procedures.step import Attempt, Condition

ORDINARY, DAILY, MEASURE = "serve_notice", "serve_daily_notice", "serve_measure_notice"
OF_PENALTY = (ORDINARY, DAILY)
NOTICES = (*OF_PENALTY, MEASURE)
"""Every notice on which a hearing may be asked for."""
HEARING_ANSWERS = ("refuse_hearing", "withdraw_hearing", "conclude_hearing")


def follows(act: Act, other: Act) -> bool:
    """Tell whether an act comes after another in the file."""
    return (act.day, act.no) > (other.day, other.no)


def rechecks_of(notice: Act) -> frozenset[int]:
    """Return the rechecks whose rounds a daily notice charges; none for the ordinary notice."""
    return frozenset(getattr(notice.content, "rechecks", ()))


def same_matter(notice: Act, other: Act) -> bool:
    """Tell whether two notices announce the same: the ordinary penalty, rounds in common, or the same measure."""
    if notice.name != other.name:
        return False
    if notice.name == DAILY:
        return bool(rechecks_of(notice) & rechecks_of(other))
    return getattr(notice.content, "measure", "") == getattr(other.content, "measure", "")


def notice_of(record: Record, act: Act) -> Act | None:
    """Return the notice that an act of the party is about: the one it names, else the last one before it."""
    of = getattr(act.content, "of", None)
    if of is not None:
        return record.act(of)
    names = NOTICES if act.name == "request_hearing" else OF_PENALTY
    earlier = [notice for notice in record.all(*names) if follows(act, notice)]
    return max(earlier, key=lambda notice: (notice.day, notice.no), default=None)


def names_its_notice(attempt: Attempt) -> None:
    """Refuse an act of the party that leaves open which of several notices it is about."""
    if cast("Any", attempt.act.content).of is not None:
        points_at(*NOTICES)(attempt)
        return
    known = waiting(attempt.record)
    known += attempt.record.all(MEASURE) if attempt.act.name == "request_hearing" else []
    if len(known) > 1:
        names = "、".join(f"第{act.no}号（{act.content.label}）" for act in known)
        raise Unclear("which-notice", f"须写明针对哪一份事先告知（行为编号），现有：{names}", field="of")


def charged(record: Record) -> frozenset[int]:
    """Return the rechecks whose rounds a daily penalty has charged already."""
    notices = (record.act(cast("Any", act.content).of) for act in record.all("decide_daily_penalty"))
    return frozenset(no for notice in notices if notice is not None for no in rechecks_of(notice))


def refusals(record: Record) -> list[Act]:
    """Return the rechecks that found a refusal to correct (拒不改正)."""
    rechecks = record.all("recheck_correction")
    return [act for act in rechecks if cast("Any", act.content).obstructed or not cast("Any", act.content).corrected]


def waiting(record: Record) -> list[Act]:
    """Return the notices that wait for a decision: not decided on, and not replaced by a later one."""
    notices = record.all(DAILY) + (record.all(ORDINARY) if undecided(record) else [])
    paid_for = charged(record)
    latest = [one for one in notices if not any(same_matter(one, other) and follows(other, one) for other in notices)]
    return [one for one in latest if one.name == ORDINARY or not rechecks_of(one) & paid_for]


def something_to_decide(record: Record) -> bool:
    """Tell whether a penalty is still to be decided: the ordinary one, or a daily one for a refusal found."""
    is_open = undecided(record) and not record.has("revoke_filing", "decline_filing", "decide_on_the_spot")
    uncharged = {act.no for act in refusals(record)} - charged(record)
    return is_open or (record.has("decide_penalty") and bool(uncharged))


def waived(record: Record, notice: Act) -> bool:
    """Tell whether the party gave up its say on a notice in writing (书面放弃)."""
    said = [
        act for act in record.all("waive_statement", "waive_measure_statement") if cast("Any", act.content).in_writing
    ]
    return any(follows(act, notice) and notice_of(record, act) == notice for act in said)


def about_matter(record: Record, notice: Act, *names: str) -> list[Act]:
    """Return the party's acts of these names on a notice, or on an earlier one of the same penalty."""
    found = []
    for act in record.all(*names):
        meant = notice_of(record, act)
        if meant is not None and same_matter(meant, notice):
            found.append(act)
    return found


def unanswered_statements(record: Record, notice: Act) -> list[Act]:
    """Return the statements on a penalty that nobody has examined yet (未复核的陈述、申辩)."""
    answered = {cast("Any", act.content).of for act in record.all("review_statement")}
    return [act for act in about_matter(record, notice, "receive_statement") if act.no not in answered]


def open_requests(record: Record) -> list[Act]:
    """Return the requests for a hearing that are neither refused, withdrawn nor heard to their end."""
    answers = record.all(*HEARING_ANSWERS)
    answers += [act for act in record.all("hold_hearing") if cast("Any", act.content).is_absent]
    answered = {cast("Any", act.content).of for act in answers}
    return [act for act in record.all("request_hearing") if act.no not in answered]


def party_was_heard(record: Record, notice: Act, day: date, law: Law) -> None:
    """Refuse a decision on a notice before the party's time to state and be heard is over and answered (G1)."""
    gave_up = waived(record, notice)
    is_offered = cast("Any", notice.content).hearing_offered
    open_here = any(act in open_requests(record) for act in about_matter(record, notice, "request_hearing"))
    hearing = Opportunity(
        last_day_of("hearing_request", notice.day, law) if is_offered else None, waived=gave_up, pending=open_here
    )
    guards.defence_has_ended(
        on=day,
        notified_on=notice.day,
        defence=Opportunity(
            last_day_of("penalty_prior_notice", notice.day, law),
            waived=gave_up,
            pending=bool(unanswered_statements(record, notice)),
        ),
        hearing=hearing if is_offered or open_here else None,
    )


def defence_has_ended(record: Record, day: date, law: Law) -> None:
    """Refuse the ordinary decision before the party was heard on the last notice (G1)."""
    notice = record.last(ORDINARY)
    if notice is not None:
        party_was_heard(record, notice, day, law)


TO_DECIDE = Condition(something_to_decide, "案件没有待决定的处罚事项，不得再办理")
WAITING = Condition(lambda record: bool(waiting(record)), "没有等待决定的处罚事先告知，不得再办理")
