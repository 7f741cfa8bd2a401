"""The order to correct and its recheck (责令改正、复查).

按日连续处罚办法 art. 8: at the site where the violation is plain, else within its term after the monitoring report; art. 9:
with the way to relief; art. 10: the recheck is unannounced and within its window after service, where a daily penalty
may follow; elsewhere within the city's own norm. Art. 13: still going on, or obstructed, is a refusal to correct; it
brings a new order, and that a new recheck (art. 14). Whoever was ordered to correct is rechecked.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import cast

from law import guards
from law.edition import current
from law.refusals import OutOfOrder, Unclear
from models.acts import Act
from models.acts.correction import RecheckCorrection, ReportCorrection, ServeCorrectionOrder
from models.acts.filing import FileCase
from models.acts.penalty import Remedies
from models.case import Effect
from models.people import Role
from workflows.procedures.effects import document, message
from workflows.procedures.guarding import (
    basis_is_in_force,
    electronic_service_needs_consent,
    identity_was_shown,
    points_at,
    two_certified_officers,
)
from workflows.procedures.prior_notice import follows
from workflows.procedures.record import Record
from workflows.procedures.step import Attempt, Opens, Procedure, Step, after, before, ends, who

DAILY = "《环境保护主管部门实施按日连续处罚办法》"
DAY = timedelta(days=1)
NOT_DISCHARGED = frozenset({"construction_project", "ecology"})


def charges_by_the_day(conduct: str, day: date) -> bool:
    """Tell whether on a day the law lists a kind of conduct for the daily penalty (按日连续处罚的范围)."""
    cited = current().catalogue.find("daily_penalty_scope", day)
    return cited is not None and conduct in str(cited.provision.values["acts"]).split()


def daily_may_follow(record: Record, act: Act) -> bool:
    """Tell whether a daily penalty can follow the order: by the conduct as filed, else by what is polluted."""
    filed = cast("FileCase | None", record.content("file_case"))
    first = act.day + DAY
    if filed is not None and filed.conduct != "other":
        return charges_by_the_day(filed.conduct, first)
    kinds = set(getattr(record.opening.content, "pollution", ())) if record.opening else set()
    return bool(kinds - NOT_DISCHARGED) and charges_by_the_day("discharge", first)


def _no_daily(record: Record, act: Act) -> bool:
    return not daily_may_follow(record, act)


def found_refusal(recheck: Act) -> bool:
    """Tell whether a recheck found a refusal to correct (拒不改正): still going on, or obstructed."""
    content = cast("RecheckCorrection", recheck.content)
    return content.obstructed or not content.corrected


def correction_confirmed(record: Record) -> bool:
    """Tell whether every order has come to its end: a clean recheck, or a refusal that a later order took up."""
    rechecks = record.all("recheck_correction")
    clean = {cast("RecheckCorrection", act.content).of for act in rechecks if not found_refusal(act)}
    refused = {cast("RecheckCorrection", act.content).of for act in rechecks if found_refusal(act)}
    orders = record.all("serve_correction_order")
    taken_up = {one.no for one in orders if one.no in refused and any(follows(other, one) for other in orders)}
    return {one.no for one in orders} <= clean | taken_up


def order_is_complete(attempt: Attempt) -> None:
    """Refuse an order that sets a day gone by, cites law not in force, or is silent on relief (办法 art. 9, G16, G19)."""
    content = cast("ServeCorrectionOrder", attempt.act.content)
    if content.correct_by is not None and content.correct_by < attempt.day:
        sentence = (
            f"改正期限{content.correct_by.isoformat()}早于送达日期{attempt.day.isoformat()}，请写明送达之后的日期"
        )
        raise Unclear("correct-by-in-the-past", sentence, field="correct_by")
    if content.basis:
        basis_is_in_force(attempt)
    if daily_may_follow(attempt.record, attempt.act):
        told = content.remedies or Remedies()
        guards.remedies_told("correction_order", on=attempt.day, **told.model_dump())


def new_order_after_refusal(attempt: Attempt) -> None:
    """Refuse to find a second refusal on one order: the first one calls for a new order (办法 art. 14)."""
    order = attempt.record.act(cast("RecheckCorrection", attempt.act.content).of)
    if order is None or not found_refusal(attempt.act) or not daily_may_follow(attempt.record, order):
        return
    earlier = [
        act for act in attempt.record.all("recheck_correction") if cast("RecheckCorrection", act.content).of == order.no
    ]
    refused = [act for act in earlier if found_refusal(act)]
    if refused:
        sentence = f"{refused[0].day.isoformat()}复查已认定拒不改正，须再次送达责令改正决定书，再对新的决定书复查"
        raise OutOfOrder("new-order-first", sentence, article=f"{DAILY}第14条", field="of")


def order_again(record: Record, act: Act) -> Iterable[Effect]:
    """Tell whoever answers that a refusal was found and a new order is due (办法 art. 14)."""
    if found_refusal(act):
        yield from message("复查认定拒不改正，应当再次责令改正", "holder")(record, act)


STEPS = (
    Step(
        ServeCorrectionOrder,
        who(Role.OFFICER, levels=(1, 2)),
        needs=(after("inspect_site", "receive_report", "file_case"), before("close_case")),
        guards=(order_is_complete, electronic_service_needs_consent),
        ends=ends("correction_order_after_lab"),
        opens=(Opens("recheck_window", when=daily_may_follow), Opens("norm.recheck", when=_no_daily)),
        stage="ordered",
        effects=(document("责令改正违法行为决定书", "责改"),),
        citation=f"{DAILY}第8条",
    ),
    Step(
        ReportCorrection,
        who(Role.OFFICER, Role.CLERK, levels=(1, 2), systems=True),
        needs=(after("serve_correction_order"),),
        guards=(points_at("serve_correction_order"),),
        stage="correction_reported",
        effects=(message("当事人报告已经改正", "holder"),),
    ),
    Step(
        RecheckCorrection,
        who(Role.OFFICER, levels=(1, 2)),
        needs=(after("serve_correction_order"),),
        guards=(
            points_at("serve_correction_order"),
            two_certified_officers,
            identity_was_shown,
            new_order_after_refusal,
        ),
        ends=ends("recheck_window", "norm.recheck"),
        stage="rechecked",
        effects=(order_again,),
        citation=f"{DAILY}第10条",
    ),
)

PROCEDURE = Procedure(
    "correction",
    "责令改正",
    STEPS,
    {"ordered": "已责令改正", "correction_reported": "已报告改正", "rechecked": "已复查"},
)
