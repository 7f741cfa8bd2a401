"""What was done beyond the fine (措施和执行的评查): daily penalty, detention, crime, demand, payment (G9, G11, G12, G20)."""

from datetime import date, timedelta

from file_review.answer import Answer, Asleep
from file_review.bounds import HOLIDAYS, at, days_apart, due_between
from file_review.dossier import Dossier, Entry, day_of, served_on, served_within
from file_review.known import Missing, said
from file_review.questions import Inquiry, Question, as_live, guarded
from law import guards
from law.amounts.daily import recheck_by
from law.amounts.window import enforcement_window
from law.chinese import day as told
from law.terms import first_after
from models.acts import Content
from models.acts.correction import RecheckCorrection, ServeCorrectionOrder
from models.acts.daily import DecideDailyPenalty, ServeDailyDecision
from models.acts.enforcement import ApplyToCourt, ServeDemand
from models.acts.finding import ReportFinding
from models.acts.investigation import InspectSite, ReceiveReport
from models.acts.payment import DeferPayment, RecordPayment
from models.acts.penalty import DecidePenalty, ServeDecision
from models.acts.reconsideration import ApplyReconsideration, DecideReconsideration
from models.acts.referral import (
    DecideDetentionReferral,
    RecordCriminalJudgment,
    RecordDetention,
    RecordDismissal,
    RecordNonprosecution,
    RecordPoliceRefusal,
    ReferToPolice,
)
from models.acts.revision import WithdrawPublication
from models.acts.suit import FileSuit, JudgeSuit
from procedures.daily_penalty.charging import rechecks_meant
from procedures.daily_penalty.rounds import chosen, cycle
from procedures.penalty.decisions import FATES

CONTESTED = (ApplyReconsideration, DecideReconsideration, FileSuit)
END_OF_CRIME = (RecordPoliceRefusal, RecordDismissal, RecordNonprosecution, RecordCriminalJudgment)
Overturning = JudgeSuit | DecideReconsideration


def ordered_and_rechecked(inquiry: Inquiry[DecideDailyPenalty]) -> Answer:
    """Ask whether a daily penalty rests on an order, a recheck in its window, and a refusal found there (G9)."""
    dossier, decision, law = inquiry.dossier, inquiry.entry, inquiry.law
    recheck = dossier.need(RecheckCorrection)
    order = dossier.before(recheck, ServeCorrectionOrder) if recheck else dossier.need(ServeCorrectionOrder)
    because = f"{order.told if order else ''},{recheck.told if recheck else ''}认定拒不改正"
    if dossier.complete:
        return _unfounded(inquiry) or as_live(inquiry, "G9", because)
    if order is None or recheck is None:
        raise Missing(f"“{ServeCorrectionOrder.label}”")
    apart = days_apart(dossier, order, recheck)
    if apart is not None and not order.when.day:
        recheck = at(recheck, recheck.when.day or recheck.act.day)
        order = at(order, recheck.act.day - timedelta(days=apart))
        because += f"(按公布的计罚日数,在送达之后第{apart}日)"
    for entry in (order, recheck):
        day_of(entry)  # Missing, where either is not known to the day
    one = cycle(dossier.record, order.act, recheck.act, law)
    on = decision.when.day or dossier.horizon or date.max
    ask = guards.daily_penalty_chain_holds
    return guarded(
        lambda: ask((one,), on=on, law=law, original_decided_on=on, original_served_on=on),
        because,
        actual=decision.when.day,
    )


def _unfounded(inquiry: Inquiry[DecideDailyPenalty]) -> Answer | None:
    """Return what is missing where a daily penalty charges no round at all: the order, or the recheck of it."""
    record, law, on = inquiry.attempt.record, inquiry.law, inquiry.place
    if chosen(record, rechecks_meant(record, inquiry.entry.act)):
        return None
    order = record.last(ServeCorrectionOrder)
    cycles = (guards.Cycle(order.day, recheck_by(order.day, law), None, None),) if order else ()
    ask = guards.daily_penalty_chain_holds
    return guarded(lambda: ask(cycles, on=on, law=law, original_decided_on=on, original_served_on=on), "")


def original_came_first(inquiry: Inquiry[DecideDailyPenalty]) -> Answer:
    """Ask whether the original decision was made, and served, before the daily one (原处罚在先)."""
    dossier, decision = inquiry.dossier, inquiry.entry
    original = dossier.need(DecidePenalty)
    if original is None:
        return Answer("没有原处罚决定,不得按日连续处罚", over=None, departed=True)
    on = decision.when.last
    if original.when.first and on and original.when.first > on:
        return Answer(f"{original.told},晚于按日连续处罚决定", original.when.day, on, departed=True, over=None)
    served = next(iter(dossier.all(ServeDecision)), None)
    if served is not None and served.when.first and on and served.when.first > on:
        return Answer(f"{served.told},晚于按日连续处罚决定", served.when.day, on, departed=True, over=None)
    first = decision.when.first
    if original.when.last is None or first is None or original.when.last > first:
        raise Missing("原处罚决定或者按日连续处罚决定的日期")
    if served is None or served.when.last is None:
        told_so = f"{original.told},在按日连续处罚决定之前;送达的日期来源未载明"
        return Answer(told_so, due=decision.when.day, actual=original.when.day)
    return Answer(
        f"{original.told}、{served.told},均在按日连续处罚决定之前", due=decision.when.day, actual=served.when.day
    )


def ordered_on_the_spot(inquiry: Inquiry[ServeCorrectionOrder]) -> Answer:
    """Ask whether an order came at once where the violation was plain on site (当场责令改正)."""
    dossier, order = inquiry.dossier, inquiry.entry
    is_first = order.act.no == dossier.all(ServeCorrectionOrder)[0].act.no
    if dossier.is_discharge is False or not is_first or dossier.all(ReceiveReport):
        raise Asleep
    found = dossier.before(order, ReportFinding, InspectSite)
    if found is None or found.when.day is None or order.when.day is None:
        raise Missing(
            "现场发现违法排放的日期" if found is None or found.inferred else "发现违法行为、送达责令改正的日期"
        )
    if order.when.day == found.when.day:
        return Answer(f"{found.told},当日送达责令改正", due=found.when.day, actual=order.when.day)
    late = (order.when.day - found.when.day).days
    raise Missing(f"能否当场认定违法排放,以及监测报告取得的日期({found.told}之后{late}日才送达责令改正)")


def not_instead_of_prosecution(inquiry: Inquiry[DecidePenalty]) -> Answer:
    """Ask whether the penalty waited for the criminal side (不得以罚代刑, G11)."""
    dossier, law = inquiry.dossier, inquiry.law
    sent = [entry for entry in dossier.all(ReferToPolice) if _sort(entry) == "crime"]
    if not sent:
        raise Asleep
    on, referred = inquiry.day, day_of(sent[0])
    if on < referred:
        return Answer(f"{told(on)}作出处罚决定,在{told(referred)}移送涉嫌犯罪之前", actual=on)
    if dossier.complete:
        return as_live(inquiry, "G11", "刑事部分已经终结")
    ended = dossier.after(sent[0], *END_OF_CRIME)
    if ended is None:
        raise Missing("刑事部分的结果")
    over = ended.when.last is not None and ended.when.last <= on
    ask = guards.no_fine_instead_of_prosecution
    return guarded(
        lambda: ask(on=on, law=law, indicators=(), branch="punished" if over else "open"), "刑事部分已经终结", actual=on
    )


def _sort(referral: Entry[ReferToPolice]) -> str | None:
    return said(lambda: referral.content.kind)


def decided_before_detention(inquiry: Inquiry[ReferToPolice]) -> Answer:
    """Ask whether the penalty was decided before the referral for detention (G12)."""
    dossier, law = inquiry.dossier, inquiry.law
    if _sort(inquiry.entry) != "detention":
        raise Asleep
    on, decision = inquiry.day, dossier.need(DecidePenalty)
    decided = day_of(decision) if decision else None
    approved = dossier.last(DecideDetentionReferral)
    trigger = (said(lambda: approved.content.trigger) if approved else None) or "evasion"
    because = f"{decision.told if decision else ''},在移送之前"
    ask = guards.detention_referral_is_ripe
    answer = guarded(lambda: ask(trigger, on=on, law=law, penalty_decided_on=decided), because, due=on, actual=decided)
    if answer.departed and decided is not None and decided > on:
        told_so = f"{told(on)}移送,{told(decided)}才作出处罚决定;{answer.because}"
        return Answer(told_so, on, decided, (decided - on).days, departed=True, article=answer.article)
    return answer


def detained_within_bounds(inquiry: Inquiry[RecordDetention]) -> Answer:
    """Ask whether the detention is as long as the law allows (拘留期限)."""
    days = inquiry.content.days
    cited = inquiry.law.catalogue.in_force("detention_length", inquiry.place)
    if days is None or not cited:
        raise Asleep
    least = min(int(value) for one in cited for name, value in one.provision.values.items() if name.endswith("min"))
    most = max(limit.amount for one in cited for limit in one.provision.limits)
    if least <= days <= most:
        return Answer(f"拘留{days}日,在{least}日至{most}日之间", actual=inquiry.entry.when.day)
    return Answer(f"拘留{days}日,不在{least}日至{most}日之间", over=None, departed=True)


def demanded_long_enough(inquiry: Inquiry[ApplyToCourt]) -> Answer:
    """Ask whether the days after the demand had passed before the court was asked (催告)."""
    dossier, application, law = inquiry.dossier, inquiry.entry, inquiry.law
    demand = dossier.before(application, ServeDemand)
    if demand is None and not dossier.complete:
        raise Missing(f"“{ServeDemand.label}”")
    if demand is None:
        return Answer("申请强制执行之前没有催告", departed=True, over=None)
    applied, demanded = inquiry.day, served_on(demand, law)
    cited = law.catalogue.find("demand_before_court", demanded)
    if cited is None:
        raise Asleep
    free = first_after(demanded, cited.limit(), law.calendar)
    last = law.latest_day("demand_before_court", demanded)
    if free is None or applied >= free:
        return Answer(
            f"{demand.told},催告期限至{told(last) if last else ''}届满,{application.told}", due=last, actual=applied
        )
    sentence = f"{demand.told},{told(free)}起方可申请强制执行,实际{told(applied)}申请"
    return Answer(sentence, last, applied, (free - applied).days, departed=True)


def asked_in_its_window(inquiry: Inquiry[ApplyToCourt]) -> Answer:
    """Ask whether the court was asked after the party's periods and within three months of them (申请强制执行期限).

    A whole file has this as a term, with everything that moves it. Where the day of service is not known, the day
    before which it cannot have been tells at least whether the application came too early in any event.
    """
    dossier, application = inquiry.dossier, inquiry.entry
    served = dossier.before(application, ServeDecision)
    since: Entry[Content] | None = served or dossier.before(application, DecidePenalty)
    if dossier.complete or since is None or dossier.all(*CONTESTED) or dossier.all(DeferPayment):
        raise Asleep
    began = served_within(since, inquiry.law).first
    if began is None:
        raise Missing(f"“{since.label}”的日期")
    applied, window, about = inquiry.day, enforcement_window(began, law=inquiry.law), (since.act.no,)
    early = (window.opens_on - applied).days
    if served is None or not served.when.day:
        if early <= 0:
            raise Missing(f"“{ServeDecision.label}”的日期") if served else Asleep
        because = f"{since.told},最早{told(window.opens_on)}方可申请强制执行;{application.told},期限尚未开始"
        return Answer(because, None, applied, None, departed=True, about=about)
    if early > 0:
        because = f"{served.told},{told(window.opens_on)}起方可申请强制执行;{application.told},期限尚未开始"
        return Answer(because, window.apply_by, applied, early, departed=True, about=about)
    over = (applied - window.apply_by).days
    because = f"{served.told},申请期限至{told(window.apply_by)}届满;{application.told}"
    return Answer(because, window.apply_by, applied, max(over, 0), departed=over > 0, about=about)


def paid_in_time(inquiry: Inquiry[ServeDecision]) -> Answer:
    """Ask whether a fine was paid when it fell due, as payment, demand or application show (缴纳罚款).

    A whole file has this as a term, with every payment and deferral. What a source tells as paid is the whole fine,
    whatever that was, unless it tells of parts.
    """
    dossier, served = inquiry.dossier, inquiry.entry
    due = due_between("payment_15d", served_within(served, inquiry.law), inquiry.law)
    if dossier.complete:
        raise Asleep
    paid = _payment(dossier)
    opening = f"{served.told},缴款期限至{told(due.day)}届满" if due.day else served.told
    if paid is not None and paid.when.last and due.earliest and paid.when.last <= due.earliest:
        return Answer(f"{opening};{paid.told},未超过期限", due.day, paid.when.day, about=(paid.act.no,))
    waits = due.told_open(paid.when.day) if paid is not None and served.when.day and paid.when.day else ""
    if paid is not None and waits:
        return Answer(f"{opening};{paid.told},{waits}", None, paid.when.day, missing=(HOLIDAYS,), about=(paid.act.no,))
    late = [paid] if paid is not None else dossier.all(ServeDemand, ApplyToCourt)
    after = [one for one in late if due.latest and one.when.first and one.when.first > due.latest]
    if not after and dossier.horizon and due.day and dossier.horizon <= due.day:
        raise Asleep
    if due.latest is None or not after:
        raise Missing(f"“{ServeDecision.label}”的日期" if due.latest is None else "缴清罚款的日期")
    last = max(after, key=lambda one: one.when.first or date.min)
    over = (last.when.day - due.latest).days if last.when.day else None
    told_late = f"{opening};{last.told}," + ("已超过期限" if last is paid else "当时仍未缴清")
    actual = last.when.day if last is paid else None
    return Answer(told_late, due.latest, actual, over, departed=True, about=(last.act.no,) if last is paid else ())


def _payment(dossier: Dossier) -> Entry[RecordPayment] | None:
    """Return the payment of a fine as far as its source tells of one day for one decision."""
    if len(dossier.all(ServeDecision, ServeDailyDecision)) > 1 or dossier.instalments:
        return None
    paid = dossier.all(RecordPayment)
    return paid[0] if len(paid) == 1 and paid[0].when.is_bounded else None


def annulled_is_withdrawn(inquiry: Inquiry[Overturning]) -> Answer:
    """Ask whether a published penalty that was set aside was taken down (撤回公开信息, G20)."""
    if said(lambda: inquiry.content.outcome) not in FATES:
        raise Asleep
    if inquiry.dossier.last(WithdrawPublication) is None and not inquiry.dossier.complete:
        raise Missing("处罚决定是否公开、被推翻后是否撤回")
    return Answer("见撤回期限的评查", actual=inquiry.entry.when.day)


QUESTIONS = (
    Question("G9", (DecideDailyPenalty,), ordered_and_rechecked),
    Question("daily_penalty_after_original", (DecideDailyPenalty,), original_came_first),
    Question("correction_order_onspot", (ServeCorrectionOrder,), ordered_on_the_spot),
    Question("G11", (DecidePenalty,), not_instead_of_prosecution),
    Question("G12", (ReferToPolice,), decided_before_detention),
    Question("detention_length", (RecordDetention,), detained_within_bounds),
    Question("demand_before_court", (ApplyToCourt,), demanded_long_enough),
    Question("court_application_window", (ApplyToCourt,), asked_in_its_window),
    Question("payment_15d", (ServeDecision,), paid_in_time),
    Question[Overturning]("G20", (JudgeSuit, DecideReconsideration), annulled_is_withdrawn),
)
