"""Whether the party was heard (听取当事人意见的评查): notice, statement, hearing, before the decision (G1, G6, G18)."""

from datetime import date, timedelta
from decimal import Decimal

from law import guards
from law.amounts.thresholds import Proposed, hearing_due
from law.chinese import day as told
from law.edition import Law
from law.guards.notice import Opportunity, Result
from law.guards.register import binds
from law.terms import latest_before
from review.dossier import Dossier, Entry, Missing, day_of, known
from review.questions import Answer, Asleep, Question, guarded
from workflows.procedures.guarding import last_day_of

DAY = timedelta(days=1)
NOTICE_OF = {"decide_penalty": "serve_notice", "decide_daily_penalty": "serve_daily_notice"}
ENDED = ("conclude_hearing", "withdraw_hearing", "refuse_hearing")


def party_was_heard(dossier: Dossier, decision: Entry, law: Law) -> Answer:
    """Ask whether the party could say all it might before the decision (G1)."""
    name = NOTICE_OF[decision.name]
    notice = dossier.before(decision, name) or dossier.last(name)
    if notice is None and not dossier.complete:
        raise Missing(f"“{_notice_label(decision)}”")
    on = day_of(decision)
    notified_on = day_of(notice) if notice else None
    if notice is None or notified_on is None or notified_on > on:
        nobody = Opportunity(None)
        return guarded(lambda: guards.defence_has_ended(on=on, notified_on=notified_on, defence=nobody), "")
    return _waited(dossier, notice, decision, law)


def _waited(dossier: Dossier, notice: Entry, decision: Entry, law: Law) -> Answer:
    """Ask whether the days to state had passed, then those to ask for a hearing, where one had to be offered."""
    on, notified_on = day_of(decision), day_of(notice)
    defence = last_day_of("penalty_prior_notice", notified_on, law)
    waived = _waived(dossier, notice, defence, on)
    chance = Opportunity(defence, waived=waived, pending=_unanswered(dossier))
    told_of = f"{told(notified_on)}告知,{f'陈述申辩期限至{told(defence)}届满,' if defence else ''}{told(on)}作出决定"
    ask = guards.defence_has_ended
    answer = guarded(lambda: ask(on=on, notified_on=notified_on, defence=chance), told_of, due=defence, actual=on)
    if answer.departed:
        return _early(answer, defence, on)
    last = _hearing_until(dossier, notice, decision, law)
    if last is None:
        return answer
    waived = _waived(dossier, notice, last, on)
    hearing = Opportunity(last, waived=waived, pending=_hearing_open(dossier, on, last))
    told_of = f"{told(notified_on)}告知,陈述申辩、听证期限至{told(max(last, defence or last))}届满,{told(on)}作出决定"
    answer = guarded(
        lambda: ask(on=on, notified_on=notified_on, defence=chance, hearing=hearing), told_of, due=last, actual=on
    )
    return _early(answer, last, on)


def _early(answer: Answer, due: date | None, on: date) -> Answer:
    """Say by how many days a decision came too early."""
    if answer.departed and due is not None and on <= due:
        return Answer(answer.because, due, on, (due - on).days + 1, departed=True, article=answer.article)
    return answer


def _notice_label(decision: Entry) -> str:
    return "送达事先告知书" if decision.name == "decide_penalty" else "送达按日连续处罚告知书"


def _hearing_until(dossier: Dossier, notice: Entry, decision: Entry, law: Law) -> date | None:
    """Return the last day to ask for a hearing that was or had to be offered; Missing where that matters."""
    last = last_day_of("hearing_request", day_of(notice), law)
    if last is None or (decision.when.day and decision.when.day > last and not dossier.last("request_hearing")):
        return None
    try:
        return last if known(notice, "hearing_offered") else None
    except Missing:
        fine = decision.act.content.__dict__.get("fine") or notice.act.content.__dict__.get("fine")
        if fine is None:
            raise
        return last if hearing_due(Proposed(fine=fine), "organisation", day_of(notice)).due else None


def _waived(dossier: Dossier, notice: Entry, last: date | None, on: date) -> bool:
    """Tell whether the party gave up its say in writing; how it did matters only while its days ran."""
    given = dossier.after(notice, "waive_statement")
    if given is None or last is None or on > last:
        return False
    return bool(known(given, "in_writing"))


def _unanswered(dossier: Dossier) -> bool:
    if not dossier.complete:
        return False
    answered = {entry.act.content.__dict__.get("of") for entry in dossier.all("review_statement")}
    return any(entry.act.no not in answered for entry in dossier.all("receive_statement"))


def _hearing_open(dossier: Dossier, on: date, last: date) -> bool:
    """Tell whether a hearing that was asked for in time had not ended by the decision."""
    request = dossier.last("request_hearing")
    if request is None or (request.when.first is not None and request.when.first > last):
        return False
    ended = dossier.after(request, *ENDED) or dossier.after(request, "hold_hearing")
    if ended is None:
        if dossier.complete:
            return True
        raise Missing("听证的结果")
    return ended.when.first is not None and ended.when.first > on


def requested_in_time(dossier: Dossier, request: Entry, law: Law) -> Answer:
    """Ask whether a hearing was asked for within its days after the notice (听证申请)."""
    notice = dossier.before(request, "serve_notice", "serve_daily_notice", "serve_measure_notice")
    if notice is None:
        raise Missing("“送达事先告知书”")
    last, asked = last_day_of("hearing_request", day_of(notice), law), day_of(request)
    if last is None:
        raise Asleep
    because = f"{notice.told},听证申请期限至{told(last)}届满;{request.told}"
    over = max((asked - last).days, 0)
    return Answer(because, last, asked, over, departed=over > 0, about=(notice.act.no,))


def hearing_was_offered(dossier: Dossier, notice: Entry, law: Law) -> Answer:  # noqa: ARG001  as every question
    """Ask whether a notice offered the hearing that its penalty calls for (听证告知)."""
    decision = dossier.after(notice, "decide_penalty")
    fine = decision.act.content.__dict__.get("fine") if decision else None
    fine = notice.act.content.__dict__.get("fine") or fine or known(notice, "fine") or Decimal(0)
    due = hearing_due(Proposed(fine=fine), "organisation", day_of(notice))
    if not due.due:
        raise Asleep
    reasons = "、".join(due.reasons)
    if known(notice, "hearing_offered"):
        return Answer(f"{reasons},已告知听证权利", actual=day_of(notice))
    return Answer(f"{reasons},应当告知当事人有要求听证的权利而没有告知", over=None, departed=True)


def hearing_was_told(dossier: Dossier, notice: Entry, law: Law) -> Answer:
    """Ask whether the party was told of the hearing early enough (听证通知)."""
    held = dossier.after(notice, "hold_hearing")
    on = notice.act.content.__dict__.get("hearing_on") or (day_of(held) if held else None)
    if on is None:
        raise Missing("听证日期")
    cited = law.catalogue.find("hearing_notice", on)
    if cited is None:
        raise Asleep
    latest = latest_before(on, cited.limit(), law.calendar)
    if notice.when.last and notice.when.last <= latest:
        return Answer(f"听证于{told(on)}举行,通知不晚于{told(latest)}", due=latest, actual=notice.when.day)
    if notice.when.first and notice.when.first > latest:
        sentence = f"听证于{told(on)}举行,通知至迟应于{told(latest)}送达,实际不早于{told(notice.when.first)}"
        return Answer(sentence, latest, notice.when.day, (notice.when.first - latest).days, departed=True)
    raise Missing("听证通知送达的日期")


def no_heavier(dossier: Dossier, decision: Entry, law: Law) -> Answer:  # noqa: ARG001
    """Ask whether the fine is no higher than the one that was notified (G6)."""
    notice = dossier.before(decision, "serve_notice") or dossier.last("serve_notice")
    if notice is None:
        raise Missing("“送达事先告知书”")
    notified, fine = known(notice, "fine") or Decimal(0), known(decision, "fine") or Decimal(0)
    because = f"告知{notified:,.2f}元,决定{fine:,.2f}元"
    return guarded(lambda: guards.fine_not_above_notified(fine, notified, on=decision.act.day), because)


def results_were_told(dossier: Dossier, notice: Entry, law: Law) -> Answer:  # noqa: ARG001
    """Ask whether the party knew the results before the notice (G18)."""
    on = day_of(notice)
    reports = [entry for entry in dossier.all("receive_report") if entry.act.day <= on]
    if not reports or not binds("G18", on):
        raise Asleep
    told_of = {entry.act.content.__dict__.get("of"): entry.when.day for entry in dossier.all("inform_results")}
    if not told_of and not dossier.complete:
        raise Missing("监测(鉴定)结果是否告知当事人")
    results = [Result(entry.label, told_of.get(entry.act.no)) for entry in reports]
    return guarded(lambda: guards.results_told_before_notice(results, on=on), "结果已在告知之前告知当事人", actual=on)


QUESTIONS = (
    Question("G1", tuple(NOTICE_OF), party_was_heard),
    Question("G6", ("decide_penalty",), no_heavier),
    Question("G18", ("serve_notice",), results_were_told),
    Question("hearing_request", ("request_hearing",), requested_in_time),
    Question("hearing_threshold", ("serve_notice",), hearing_was_offered),
    Question("hearing_notice", ("serve_hearing_notice",), hearing_was_told),
)
