"""What was done beyond the fine (措施和执行的评查): daily penalty, detention, crime, demand, payment (G9, G11, G12, G20)."""

from datetime import date

from law import guards
from law.amounts.daily import recheck_by
from law.amounts.window import enforcement_window
from law.chinese import day as told
from law.edition import Law
from law.guards.coercion import Outcome
from law.terms import first_after
from review.dossier import Dossier, Entry, Missing, day_of, known
from review.questions import Answer, Asleep, Question, guarded
from workflows.procedures.guarding import last_day_of

COURT = ("serve_demand", "apply_to_court")


def ordered_and_rechecked(dossier: Dossier, decision: Entry, law: Law) -> Answer:  # noqa: ARG001  as every question
    """Ask whether a daily penalty rests on an order, a recheck in its window, and a refusal found there (G9)."""
    recheck = dossier.need("recheck_correction")
    order = dossier.before(recheck, "serve_correction_order") if recheck else dossier.need("serve_correction_order")
    if order is None and not dossier.complete:
        raise Missing("“送达责令改正决定书”")
    ordered = day_of(order) if order else None
    rechecked = day_of(recheck) if recheck else None
    content = recheck.act.content.__dict__ if recheck else {}
    found: Outcome = (
        "obstructed" if content.get("obstructed") else "corrected" if content.get("corrected") else "continued"
    )
    cycle = guards.Cycle(ordered, recheck_by(ordered) if ordered else None, rechecked, found if rechecked else None)
    on = decision.when.day or dossier.horizon or date.max
    because = f"{order.told if order else ''},{recheck.told if recheck else ''}认定拒不改正"
    ask = guards.daily_penalty_chain_holds
    return guarded(
        lambda: ask((cycle,), on=on, original_decided_on=on, original_served_on=on), because, actual=decision.when.day
    )


def original_came_first(dossier: Dossier, decision: Entry, law: Law) -> Answer:  # noqa: ARG001
    """Ask whether the original decision was made, and served, before the daily one (原处罚在先)."""
    original = dossier.need("decide_penalty")
    if original is None:
        return Answer("没有原处罚决定,不得按日连续处罚", over=None, departed=True)
    on = decision.when.last
    if original.when.first and on and original.when.first > on:
        return Answer(f"{original.told},晚于按日连续处罚决定", original.when.day, on, departed=True, over=None)
    served = next(iter(dossier.all("serve_decision")), None)
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


def ordered_on_the_spot(dossier: Dossier, order: Entry, law: Law) -> Answer:  # noqa: ARG001
    """Ask whether an order came at once where the violation was plain on site (当场责令改正)."""
    if (
        dossier.is_discharge is False
        or order is not dossier.all("serve_correction_order")[0]
        or dossier.all("receive_report")
    ):
        raise Asleep
    found = dossier.before(order, "report_finding", "inspect_site")
    if found is None or found.when.day is None or order.when.day is None:
        raise Asleep
    if order.when.day == found.when.day:
        return Answer(f"{found.told},当日送达责令改正", due=found.when.day, actual=order.when.day)
    late = (order.when.day - found.when.day).days
    raise Missing(f"能否当场认定违法排放,以及监测报告取得的日期({found.told}之后{late}日才送达责令改正)")


def not_instead_of_prosecution(dossier: Dossier, decision: Entry, law: Law) -> Answer:  # noqa: ARG001
    """Ask whether the penalty waited for the criminal side (不得以罚代刑, G11)."""
    sent = [entry for entry in dossier.all("transfer_to_police") if entry.act.content.__dict__.get("kind") == "crime"]
    if not sent:
        raise Asleep
    on, transferred = day_of(decision), day_of(sent[0])
    if on < transferred:
        return Answer(f"{told(on)}作出处罚决定,在{told(transferred)}移送涉嫌犯罪之前", actual=on)
    ended = dossier.after(
        sent[0], "record_police_refusal", "record_dismissal", "record_nonprosecution", "record_criminal_judgment"
    )
    if ended is None and not dossier.complete:
        raise Missing("刑事部分的结果")
    over = ended is not None and ended.when.last is not None and ended.when.last <= on
    ask = guards.no_fine_instead_of_prosecution
    return guarded(
        lambda: ask(on=on, indicators=(), branch="punished" if over else "open"), "刑事部分已经终结", actual=on
    )


def decided_before_detention(dossier: Dossier, transfer: Entry, law: Law) -> Answer:  # noqa: ARG001
    """Ask whether the penalty was decided before the transfer for detention (G12)."""
    if transfer.act.content.__dict__.get("kind") != "detention":
        raise Asleep
    on, decision = day_of(transfer), dossier.need("decide_penalty")
    decided = day_of(decision) if decision else None
    trigger = (dossier.last("decide_detention_transfer") or transfer).act.content.__dict__.get("trigger", "evasion")
    because = f"{decision.told if decision else ''},在移送之前"
    ask = guards.detention_transfer_is_ripe
    answer = guarded(lambda: ask(trigger, on=on, penalty_decided_on=decided), because, due=on, actual=decided)
    if answer.departed and decided is not None and decided > on:
        told_so = f"{told(on)}移送,{told(decided)}才作出处罚决定;{answer.because}"
        return Answer(told_so, on, decided, (decided - on).days, departed=True, article=answer.article)
    return answer


def detained_within_bounds(dossier: Dossier, detention: Entry, law: Law) -> Answer:  # noqa: ARG001
    """Ask whether the detention is as long as the law allows (拘留期限)."""
    days = known(detention, "days")
    cited = law.catalogue.in_force("detention_length", detention.act.day)
    if days is None or not cited:
        raise Asleep
    least = min(int(value) for one in cited for name, value in one.provision.values.items() if name.endswith("min"))
    most = max(limit.amount for one in cited for limit in one.provision.limits)
    if least <= days <= most:
        return Answer(f"拘留{days}日,在{least}日至{most}日之间", actual=detention.when.day)
    return Answer(f"拘留{days}日,不在{least}日至{most}日之间", over=None, departed=True)


def demanded_long_enough(dossier: Dossier, application: Entry, law: Law) -> Answer:
    """Ask whether the days after the demand had passed before the court was asked (催告)."""
    demand = dossier.before(application, "serve_demand")
    if demand is None and not dossier.complete:
        raise Missing("“送达催告书”")
    if demand is None:
        return Answer("申请强制执行之前没有催告", departed=True, over=None)
    applied, demanded = day_of(application), day_of(demand)
    cited = law.catalogue.find("demand_before_court", demanded)
    if cited is None:
        raise Asleep
    free = first_after(demanded, cited.limit(), law.calendar)
    last = last_day_of("demand_before_court", demanded, law)
    if free is None or applied >= free:
        return Answer(
            f"{demand.told},催告期限至{told(last) if last else ''}届满,{application.told}", due=last, actual=applied
        )
    sentence = f"{demand.told},{told(free)}起方可申请强制执行,实际{told(applied)}申请"
    return Answer(sentence, last, applied, (free - applied).days, departed=True)


def asked_in_its_window(dossier: Dossier, application: Entry, law: Law) -> Answer:  # noqa: ARG001
    """Ask whether the court was asked after the party's periods and within three months of them (申请强制执行期限)."""
    served = dossier.before(application, "serve_decision")
    if served is None or dossier.all("apply_review", "decide_review", "file_suit", "defer_payment"):
        raise Asleep
    applied, window = day_of(application), enforcement_window(day_of(served))
    about = (served.act.no,)
    if applied < window.opens_on:
        because = f"{served.told},{told(window.opens_on)}起方可申请强制执行;{application.told},期限尚未开始"
        return Answer(because, window.apply_by, applied, (window.opens_on - applied).days, departed=True, about=about)
    over = (applied - window.apply_by).days
    because = f"{served.told},申请期限至{told(window.apply_by)}届满;{application.told}"
    return Answer(because, window.apply_by, applied, max(over, 0), departed=over > 0, about=about)


def paid_in_time(dossier: Dossier, served: Entry, law: Law) -> Answer:
    """Ask whether a fine was paid when it fell due, as far as demand and application show it was not (缴纳罚款)."""
    due = last_day_of("payment_15d", day_of(served), law)
    later = [entry for entry in dossier.all(*COURT) if entry.when.day and due and entry.when.day > due]
    paid = dossier.after(served, "record_payment")
    if due is None or not later or (paid is not None and paid.when.day is not None):
        raise Asleep
    until = max(day_of(entry) for entry in later)
    return Answer(
        f"缴款期限至{told(due)}届满;{later[-1].told},当时仍未缴清", due, departed=True, over=(until - due).days
    )


def annulled_is_withdrawn(dossier: Dossier, judgment: Entry, law: Law) -> Answer:  # noqa: ARG001
    """Ask whether a published penalty that was set aside was taken down (撤回公开信息, G20)."""
    if judgment.act.content.__dict__.get("outcome") not in {"revoke", "vary", "unlawful", "void", "redo"}:
        raise Asleep
    if dossier.last("withdraw_publication") is None and not dossier.complete:
        raise Missing("处罚决定是否公开、被推翻后是否撤回")
    return Answer("见撤回期限的评查", actual=judgment.when.day)


DAILY = ("decide_daily_penalty",)
QUESTIONS = (
    Question("G9", DAILY, ordered_and_rechecked),
    Question("daily_penalty_after_original", DAILY, original_came_first),
    Question("correction_order_onspot", ("serve_correction_order",), ordered_on_the_spot),
    Question("G11", ("decide_penalty",), not_instead_of_prosecution),
    Question("G12", ("transfer_to_police",), decided_before_detention),
    Question("detention_length", ("record_detention",), detained_within_bounds),
    Question("demand_before_court", ("apply_to_court",), demanded_long_enough),
    Question("court_application_window", ("apply_to_court",), asked_in_its_window),
    Question("payment_15d", ("serve_decision",), paid_in_time),
    Question("G20", ("judge_suit", "decide_review"), annulled_is_withdrawn),
)
