"""Whether the party was heard (听取当事人意见的评查): notice, statement, hearing, before the decision (G1, G6, G18)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from file_review.answer import Answer, Asleep
from file_review.dossier import Dossier, Entry, day_of, served_on
from file_review.known import Missing, said
from file_review.questions import Inquiry, Question, as_live, guarded
from law import guards
from law.amounts.thresholds import Proposed, hearing_due
from law.chinese import day as told
from law.guards.notice import Opportunity
from law.guards.register import binds
from law.terms import latest_before
from models.acts.daily import DecideDailyPenalty, ServeDailyNotice
from models.acts.filing import FileCase
from models.acts.hearing import (
    ConcludeHearing,
    HoldHearing,
    RefuseHearing,
    RequestHearing,
    ServeHearingNotice,
    WaiveHearing,
    WithdrawHearing,
)
from models.acts.investigation import InformResults, ReceiveReport
from models.acts.penalty import MEASURE_NAMES, DecidePenalty, ServeNotice, WaiveStatement
from models.chinese import name_of
from procedures.penalty.prior_notice import PenaltyNotice, intended_by, notice_of

Penalty = DecidePenalty | DecideDailyPenalty
Waiver = WaiveStatement | WaiveHearing
ENDED = (ConcludeHearing, WithdrawHearing, RefuseHearing)


def party_was_heard(inquiry: Inquiry[Penalty]) -> Answer:
    """Ask whether the party could say all it might before the decision (G1)."""
    dossier, decision, law = inquiry.dossier, inquiry.entry, inquiry.law
    kind: type[PenaltyNotice] = ServeDailyNotice if isinstance(inquiry.content, DecideDailyPenalty) else ServeNotice
    notice = dossier.before(decision, kind)
    if notice is None and not dossier.complete:
        notice = dossier.need(kind)
    on = inquiry.day
    notified_on = served_on(notice, law) if notice else None
    if notice is None or notified_on is None or notified_on > on:
        nobody = Opportunity(None)
        return guarded(lambda: guards.defence_has_ended(on=on, law=law, notified_on=notified_on, defence=nobody), "")
    return _waited_here(inquiry, notice) if dossier.complete else _waited(inquiry, notice)


def _waited_here(inquiry: Inquiry[Penalty], notice: Entry[PenaltyNotice]) -> Answer:
    """Ask a whole file as a live one is asked; the days are those of the notice."""
    on, notified_on = inquiry.day, served_on(notice, inquiry.law)
    defence = inquiry.law.latest_day("penalty_prior_notice", notified_on)
    hearing = inquiry.law.latest_day("hearing_request", notified_on) if notice.content.hearing_offered else None
    answer = as_live(inquiry, "G1", _days_told(notified_on, defence, hearing, on))
    if answer.departed:
        return _early(answer, defence if defence and on <= defence else hearing or defence, on)
    return replace(answer, due=hearing or defence)


def _waited(inquiry: Inquiry[Penalty], notice: Entry[PenaltyNotice]) -> Answer:
    """Ask whether the days to state had passed, then those to ask for a hearing, where one had to be offered."""
    dossier, law, on, notified_on = inquiry.dossier, inquiry.law, inquiry.day, served_on(notice, inquiry.law)
    defence = law.latest_day("penalty_prior_notice", notified_on)
    chance = Opportunity(defence, waived=_waived(dossier, notice, WaiveStatement, defence, on))
    ask = guards.defence_has_ended
    answer = guarded(
        lambda: ask(on=on, law=law, notified_on=notified_on, defence=chance),
        _days_told(notified_on, defence, None, on),
        due=defence,
        actual=on,
    )
    if answer.departed:
        return _early(answer, defence, on)
    last = _hearing_until(inquiry, notice)
    if last is None:
        return answer
    waived = _waived(dossier, notice, WaiveHearing, last, on)
    hearing = Opportunity(last, waived=waived, pending=_hearing_open(dossier, on, last))
    answer = guarded(
        lambda: ask(on=on, law=law, notified_on=notified_on, defence=chance, hearing=hearing),
        _days_told(notified_on, defence, last, on),
        due=last,
        actual=on,
    )
    return _early(answer, last, on)


def _days_told(notified_on: date, defence: date | None, hearing: date | None, on: date) -> str:
    """Say when the party was told, how long it could answer, and when it was decided."""
    until = f"陈述申辩期限至{told(defence)}届满," if defence else ""
    if hearing:
        until = f"陈述申辩、听证期限至{told(max(hearing, defence or hearing))}届满,"
    return f"{told(notified_on)}告知,{until}{told(on)}作出决定"


def _early(answer: Answer, due: date | None, on: date) -> Answer:
    """Say by how many days a decision came too early."""
    if answer.departed and due is not None and on <= due:
        return Answer(
            answer.because, due, on, (due - on).days + 1, departed=True, article=answer.article, code=answer.code
        )
    return answer


def _hearing_until(inquiry: Inquiry[Penalty], notice: Entry[PenaltyNotice]) -> date | None:
    """Return the last day to ask for a hearing that was or had to be offered; Missing where that matters."""
    law, decision = inquiry.law, inquiry.entry
    last = law.latest_day("hearing_request", served_on(notice, law))
    asked = inquiry.dossier.last(RequestHearing)
    if last is None or (decision.when.day and decision.when.day > last and not asked):
        return None
    offered = said(lambda: notice.content.hearing_offered)
    if offered is not None:
        return last if offered else None
    fine = said(lambda: decision.content.fine) or said(lambda: notice.content.fine)
    if fine is None:
        raise Missing(name_of("hearing_offered", notice.name), notice.content)
    return last if hearing_due(Proposed(fine=fine), "organisation", day_of(notice), law).due else None


def _waived(dossier: Dossier, notice: Entry[PenaltyNotice], kind: type[Waiver], last: date | None, on: date) -> bool:
    """Tell whether the party gave up a right in writing; how it did matters only while its days ran."""
    given = dossier.after(notice, kind)
    return given is not None and last is not None and on <= last and given.content.in_writing


def _hearing_open(dossier: Dossier, on: date, last: date) -> bool:
    """Tell whether a hearing that was asked for in time had not ended by the decision."""
    request = dossier.last(RequestHearing)
    if request is None or (request.when.first is not None and request.when.first > last):
        return False
    ended = dossier.after(request, *ENDED) or dossier.after(request, HoldHearing)
    if ended is None:
        raise Missing("听证的结果")
    return ended.when.first is not None and ended.when.first > on


def requested_in_time(inquiry: Inquiry[RequestHearing]) -> Answer:
    """Ask whether a hearing was asked for within its days after the notice (听证申请)."""
    found, request = notice_of(inquiry.dossier.record, inquiry.entry.act), inquiry.entry
    if found is None:
        raise Missing(f"“{ServeNotice.label}”")
    notice = inquiry.dossier.entry(found)
    last, asked = inquiry.law.latest_day("hearing_request", served_on(notice, inquiry.law)), inquiry.day
    if last is None:
        raise Asleep
    because = f"{notice.told},听证申请期限至{told(last)}届满;{request.told}"
    over = max((asked - last).days, 0)
    return Answer(because, last, asked, over, departed=over > 0, about=(notice.act.no,))


def hearing_was_offered(inquiry: Inquiry[ServeNotice]) -> Answer:
    """Ask whether a notice offered the hearing that its penalty calls for (听证告知)."""
    notice, dossier = inquiry.content, inquiry.dossier
    intended, on = said(lambda: intended_by(notice)) or Proposed(fine=_notified(inquiry)), inquiry.day
    filed = dossier.record.content(FileCase)
    party = said(lambda: filed.party.kind) if filed else None
    due = hearing_due(intended, party or "organisation", on, inquiry.law)
    if not due.due:
        raise Asleep
    reasons = "、".join(due.reasons)
    if notice.hearing_offered:
        return Answer(f"{reasons},已告知听证权利", actual=on)
    return Answer(f"{reasons},应当告知当事人有要求听证的权利而没有告知", over=None, departed=True)


def _notified(inquiry: Inquiry[ServeNotice]) -> Decimal:
    """Return the fine that a notice told, or that was decided after it."""
    notice, decision = inquiry.content, inquiry.dossier.after(inquiry.entry, DecidePenalty)
    decided = said(lambda: decision.content.fine) if decision else None
    return said(lambda: notice.fine) or decided or notice.fine or Decimal(0)


def hearing_was_told(inquiry: Inquiry[ServeHearingNotice]) -> Answer:
    """Ask whether the party was told of the hearing early enough (听证通知)."""
    notice, content = inquiry.entry, inquiry.content
    held = inquiry.dossier.after(notice, HoldHearing)
    on = said(lambda: content.hearing_on) or (day_of(held) if held else None)
    if on is None:
        raise Missing(name_of("hearing_on"))
    cited = inquiry.law.catalogue.find("hearing_notice", on)
    if cited is None:
        raise Asleep
    latest = latest_before(on, cited.limit(), inquiry.law.calendar)
    if notice.when.last and notice.when.last <= latest:
        return Answer(f"听证于{told(on)}举行,通知不晚于{told(latest)}", due=latest, actual=notice.when.day)
    if notice.when.first and notice.when.first > latest:
        sentence = f"听证于{told(on)}举行,通知至迟应于{told(latest)}送达,实际不早于{told(notice.when.first)}"
        return Answer(sentence, latest, notice.when.day, (notice.when.first - latest).days, departed=True)
    raise Missing("听证通知送达的日期")


def no_heavier(inquiry: Inquiry[DecidePenalty]) -> Answer:
    """Ask whether the fine is no higher than the one that was notified (G6)."""
    notice = inquiry.dossier.before(inquiry.entry, ServeNotice) or inquiry.dossier.last(ServeNotice)
    if notice is None:
        raise Missing(f"“{ServeNotice.label}”")
    notified, fine = notice.content.fine or Decimal(0), inquiry.content.fine or Decimal(0)
    added = said(lambda: _added(inquiry.content, notice.content)) or ()
    because = f"告知{notified:,.2f}元,决定{fine:,.2f}元"
    ask = guards.fine_not_above_notified
    return guarded(lambda: ask(fine, notified, on=inquiry.place, law=inquiry.law, added=added), because)


def _added(decided: DecidePenalty, notified: ServeNotice) -> tuple[str, ...]:
    return tuple(MEASURE_NAMES[name] for name in decided.measures if name not in notified.measures)


def results_were_told(inquiry: Inquiry[ServeNotice]) -> Answer:
    """Ask whether the party knew the results before the notice (G18)."""
    on, dossier = inquiry.day, inquiry.dossier
    reports = [entry for entry in dossier.all(ReceiveReport) if entry.act.day <= on]
    if not reports or not binds("G18", on, inquiry.law):
        raise Asleep
    if not dossier.complete and not dossier.all(InformResults):
        raise Missing("监测(鉴定)结果是否告知当事人")
    return as_live(inquiry, "G18", "结果已在告知之前告知当事人")


QUESTIONS = (
    Question[Penalty]("G1", (DecidePenalty, DecideDailyPenalty), party_was_heard),
    Question("G6", (DecidePenalty,), no_heavier),
    Question("G18", (ServeNotice,), results_were_told),
    Question("hearing_request", (RequestHearing,), requested_in_time),
    Question("hearing_threshold", (ServeNotice,), hearing_was_offered),
    Question("hearing_notice", (ServeHearingNotice,), hearing_was_told),
)
