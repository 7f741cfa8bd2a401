"""When a case may, and must, go to the police for detention (移送适用行政拘留的条件).

移送适用行政拘留办法 art. 2: a penalty was decided and stands, and the conduct is no crime; art. 3, 4, 8: who was ordered to stop
or to correct is referred once that very order was served and a look afterwards found it disobeyed, or was obstructed;
art. 5 to 7 and what the Code adds name conduct that needs no order. Each kind goes once, again only when the police
sent it back. 生态环境法典 art. 1108: evasion of supervision must be referred; no days are set, so a service norm is.
"""

from collections.abc import Iterator
from datetime import date

from judging.attempt import Attempt, Situation
from judging.record import Record, follows, place
from judging.step import Condition, Opens
from law import guards
from law.edition import Law
from law.refusals import OutOfBounds, OutOfOrder
from models.acts import Act
from models.acts.construction import ClassifyProject, InspectConstruction, OrderConstruction
from models.acts.correction import RecheckCorrection, ServeCorrectionOrder
from models.acts.filing import CONDUCT_NAMES, FileCase
from models.acts.penalty import DecideNoPenalty, DecidePenalty
from models.acts.production_stop import DecideProductionStop, SuperviseProductionStop
from models.acts.referral import (
    DecideDetentionReferral,
    RecordDetention,
    RecordPoliceReturn,
    ReferToPolice,
    Trigger,
)
from procedures.contests import undone
from procedures.correction import found_refusal, gives_time
from procedures.facts_shown import intent_shown
from procedures.legal_basis import conduct_day
from procedures.penalty.decisions import Decision, is_same, set_aside, standing
from procedures.referral.reading import crime_branch, reports_waiting

DUTY = "evasion_referral_duty"
ORDERED = frozenset({"eia_stop_order_ignored", "unlicensed_stop_order_ignored", "banned_pesticide"})
"""The kinds of conduct that ask for an order that was served and disobeyed (办法 art. 3, 4, 8)."""
POLLUTING = frozenset({"discharge", "hazardous_waste_dumping", "dumping", "disposal", "other"})
CONDUCT = {
    "eia_stop_order_ignored": frozenset({"construction", "other"}),
    "unlicensed_stop_order_ignored": frozenset({"discharge", "other"}),
    "evasion": POLLUTING,
    "banned_pesticide": frozenset({"other"}),
    "farmland_discharge": POLLUTING,
    "soil_measures_refused": POLLUTING,
    "solid_waste": POLLUTING,
}
"""What a case of each kind may have been filed as, where no act of its own shows the kind: building is no discharge."""


def penalty_that_stands(record: Record) -> Act[Decision] | None:
    """Return the last decision to penalise that stands, or None."""
    imposed = [one for one in standing(record) if not isinstance(one.content, DecideNoPenalty)]
    return imposed[-1] if imposed else None


def detention_is_ripe(attempt: Attempt[DecideDetentionReferral]) -> None:
    """Refuse to refer for detention before a penalty that stands, or for conduct that the law does not list (G12)."""
    decided = penalty_that_stands(attempt.record)
    guards.detention_referral_is_ripe(
        attempt.content.trigger,
        on=attempt.day,
        law=attempt.law,
        penalty_decided_on=decided.day if decided else None,
    )


def no_crime_is_in_question(now: Situation) -> None:
    """Refuse a referral for detention of what is, or may be, a crime (办法 art. 2: 尚不构成犯罪)."""
    branch = crime_branch(now.record)
    told = {"open": "涉嫌犯罪案件正在移送办理", "punished": "同一违法行为已被判处刑罚"}.get(branch)
    waiting = reports_waiting(now.record)
    if waiting and not told:
        told = f"第{waiting[0].no}号行为已报告涉嫌犯罪，尚未决定不移送，也尚未移送"
    if told:
        sentence = f"{told}，移送行政拘留只适用于尚不构成犯罪的案件"
        raise OutOfOrder("crime-in-question", sentence, article=now.cite("detention_not_a_crime"))


def trigger_is_that_of_the_file(attempt: Attempt[DecideDetentionReferral]) -> None:
    """Refuse a kind of conduct that the file is not about: neither filed nor shown, or no evasion found (办法 art. 3-8).

    What it was filed as is the first word only: evasion that is found since, or a stop of building that is disobeyed,
    is what the duty to refer follows from.
    """
    record, trigger = attempt.record, attempt.content.trigger
    filed = record.content(FileCase)
    conduct = filed.conduct if filed is not None else "other"
    if conduct not in CONDUCT.get(trigger, {conduct}) and not _is_shown(record, trigger):
        sentence = f"本案以“{CONDUCT_NAMES[conduct]}”立案，与所选的移送情形不符"
        article = attempt.cite("detention_not_a_crime")
        raise OutOfBounds("file-shows-otherwise", sentence, article=article, field="trigger")
    if trigger == "evasion" and intent_shown(record) is None:
        sentence = (
            "案卷中没有认定以逃避监管的方式排放污染物（处罚、停产、查封的决定，或者检查、监测、调查终结所载的事实）"
        )
        article = attempt.cite("detention_not_a_crime")
        raise OutOfOrder("evasion-not-found", sentence, article=article, field="trigger")


def _is_shown(record: Record, trigger: str) -> bool:
    """Tell whether the file's own acts show a kind of conduct, whatever it was filed as."""
    if trigger == "evasion":
        return intent_shown(record) is not None
    return any(shown == trigger for shown, _ in _triggers(record))


def order_was_disobeyed(attempt: Attempt[DecideDetentionReferral]) -> None:
    """Refuse a kind of conduct that an order must come before, where none of its own was served and found disobeyed."""
    if not order_bears(attempt.record, attempt.content.trigger):
        sentence = "该情形以责令停止建设、停止排污或者改正的决定书已经送达，并经再次检查发现拒不执行（拒绝、阻挠核查）为前提，案卷中没有记录"
        article = attempt.cite("detention_after_order")
        raise OutOfOrder("order-not-disobeyed", sentence, article=article, field="trigger")


def order_bears(record: Record, trigger: str, by: Act | None = None) -> bool:
    """Tell whether a kind of conduct asks for no order, or one that stands was disobeyed; before an act, if said."""
    return trigger not in ORDERED or _disobeyed(record, trigger, by)


def may_be_sent(record: Record, decision: Act[DecideDetentionReferral]) -> bool:
    """Tell whether what was decided to be referred may still be: a penalty before it stands, and its order."""
    imposed = (one for one in standing(record) if not isinstance(one.content, DecideNoPenalty))
    return any(follows(decision, one) for one in imposed) and order_bears(record, decision.content.trigger, decision)


def _disobeyed(record: Record, trigger: str, by: Act | None) -> bool:
    gone = undone(record)

    def known(act: Act) -> bool:
        return by is None or follows(by, act)

    if trigger == "eia_stop_order_ignored":
        seen = [act for act in record.all(InspectConstruction) if not act.content.is_obeyed and known(act)]
        orders = [record.act(act.content.of, OrderConstruction) for act in seen if act.content.of not in gone]
        if any(order is not None and "stop_building" in order.content.orders for order in orders):
            return True
    if trigger == "unlicensed_stop_order_ignored":
        stops = [act for act in record.all(SuperviseProductionStop) if not act.content.is_obeyed and known(act)]
        if any(act.content.of not in gone for act in stops):
            return True
    if trigger == "eia_stop_order_ignored":
        return False
    rechecks = [act for act in record.all(RecheckCorrection) if known(act) and act.content.of not in gone]
    ordered = [record.act(act.content.of, ServeCorrectionOrder) for act in rechecks if found_refusal(act)]
    return any(order is not None and _orders_that(order, trigger) for order in ordered)


def _orders_that(order: Act[ServeCorrectionOrder], trigger: str) -> bool:
    """Tell whether an order may be the one that a kind of conduct disobeys: to stop discharging at once, or to correct.

    An order to stop building is one of its own (责令停止建设), and one to remove stops no discharge.
    """
    if trigger == "banned_pesticide":
        return True
    return order.content.__dict__.get("order_kind") != "remove" and not gives_time(order)


def not_referred_already(attempt: Attempt[DecideDetentionReferral]) -> None:
    """Refuse to refer the same conduct twice, unless the police sent it back, or it can be sent no more (重复移送)."""
    record = attempt.record
    earlier = [act for act in record.all(DecideDetentionReferral) if act.content.trigger == attempt.content.trigger]
    alive = [act for act in earlier if act.no != attempt.act.no and _is_alive(record, act)]
    if alive:
        sentence = f"同一情形已于{alive[0].day.isoformat()}决定移送（第{alive[0].no}号行为），不得重复移送"
        raise OutOfOrder("referred-already", sentence, article=attempt.cite("detention_transfer"), field="trigger")


def _is_alive(record: Record, decision: Act[DecideDetentionReferral]) -> bool:
    """Tell whether a referral was sent and not sent back, or may still be sent."""
    if record.pointing(decision.no, ReferToPolice):
        return not _returned(record, decision)
    return may_be_sent(record, decision)


def _returned(record: Record, decision: Act[DecideDetentionReferral]) -> bool:
    sent = record.pointing(decision.no, ReferToPolice)
    return any(record.pointing(one.no, RecordPoliceReturn) for one in sent)


def penalty_still_stands(attempt: Attempt[ReferToPolice]) -> None:
    """Refuse to send for detention what no penalty carries any more, or what has become a crime (办法 art. 2)."""
    if attempt.content.kind != "detention":
        return
    if penalty_that_stands(attempt.record) is None:
        sentence = "据以移送的处罚决定已被撤销，移送行政拘留应当在依法作出处罚决定之后"
        raise OutOfOrder("penalty-decision-first", sentence, article=attempt.cite("detention_not_a_crime"), field="of")
    decided = attempt.record.act(attempt.content.of, DecideDetentionReferral)
    if decided is not None and not may_be_sent(attempt.record, decided):
        sentence = "据以移送的处罚决定或者责令决定已被撤销，须重新决定移送行政拘留"
        raise OutOfOrder("order-not-disobeyed", sentence, article=attempt.cite("detention_after_order"), field="of")
    no_crime_is_in_question(attempt)


def evades(record: Record) -> bool:
    """Tell whether a decision that stands found evasion of supervision (以逃避监管的方式排放污染物)."""
    if any(act.content.evasion and not set_aside(record, act) for act in record.all(DecidePenalty)):
        return True
    gone = undone(record)
    return any(act.content.ground == "evasion" and act.no not in gone for act in record.all(DecideProductionStop))


def _says(act: Act, **said: object) -> bool:
    """Tell whether an act says this; what a source leaves unsaid it does not say."""
    return said.items() <= act.content.__dict__.items()


def _triggers(record: Record) -> Iterator[tuple[Trigger, Act]]:
    """Yield the conduct that the file itself shows to be one the law provides detention for, and what shows it."""
    gone = undone(record)
    yield from (("evasion", act) for act in record.all(DecidePenalty) if _says(act, evasion=True))
    stops = (act for act in record.all(DecideProductionStop) if act.no not in gone)
    yield from (("evasion", act) for act in stops if _says(act, ground="evasion"))
    for seen in record.all(InspectConstruction):
        order = record.act(seen.content.target, OrderConstruction)
        project = record.act(order.content.target, ClassifyProject) if order is not None else None
        if order is None or project is None or order.no in gone:
            continue
        stopped = "stop_building" in order.content.__dict__.get("orders", ())
        if stopped and _says(project, project_class="unapproved") and _says(seen, is_obeyed=False):
            yield "eia_stop_order_ignored", seen


def _due_with(record: Record, law: Law) -> Act | None:
    """Return the act with which a referral became due: a penalty that stands, and conduct that asks for it (art. 2)."""
    on, guard = conduct_day(record), law.guards["G12"]
    shown = [act for trigger, act in _triggers(record) if guard.article(on, trigger)]
    imposed = [one for one in standing(record) if not isinstance(one.content, DecideNoPenalty)]
    if not shown or not imposed:
        return None
    return max(min(shown, key=place), min(imposed, key=place), key=place)


def _duty_from(attempt: Attempt) -> date | None:
    """Return what the norm to refer counts from: what made it due, once; what comes after gives no days anew."""
    return attempt.day if is_same(_due_with(attempt.record, attempt.law), attempt.act) else None


REFERRAL_DUE = Opens("norm.detention_referral", starts=_duty_from)
"""The city's own time to refer what the law says is referred (环境保护法 art. 63, 生态环境法典 art. 1108): it sets no days."""


def _was_referred(now: Situation) -> bool:
    """Tell whether evasion was referred; where no penalty stands there is nothing that could be (853号 art. 2).

    A crime that was transferred answers it while it goes on, and once it was punished; refused, returned or dismissed,
    the conduct is none and is referred for detention.
    """
    due = evades(now.record) and now.law.cite(DUTY, conduct_day(now.record))
    if not due or penalty_that_stands(now.record) is None:
        return True
    referred = any(
        _says(act, trigger="evasion") and (now.record.pointing(act.no, ReferToPolice) or may_be_sent(now.record, act))
        for act in now.record.all(DecideDetentionReferral)
    )
    return referred or crime_branch(now.record) in ("open", "punished") or now.record.has(RecordDetention)


EVASION_REFERRED = Condition(
    _was_referred, "以逃避监管的方式排放污染物的，应当移送公安机关，案卷中没有移送的决定，不得结案", DUTY
)
