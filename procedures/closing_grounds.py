"""What each ground of closing needs in the file (结案事由).

生态环境行政处罚办法 art. 77 (read in the catalogue and from the text of 2023): order and decision were performed; the court
accepted the application to enforce; nothing is to be carried out, as after a decision not to penalise; the
investigation was ended (art. 36); the case was transferred (art. 17) and no decision of the bureau is left to make; the
decision was revoked; or other. Until 2023-06-30 (环境行政处罚办法 art. 67) the court had to have carried it out. A case may
hold several decisions: each is at its end by a way of its own, and the case is closed on the ground that one bears.
"""

from collections.abc import Callable
from typing import Literal, TypeGuard

from judging.attempt import Attempt, Situation
from judging.record import Record
from models.acts import Act, Content
from models.acts.closing import CloseCase
from models.acts.complaint import RefuseComplaint
from models.acts.construction import OrderConstruction
from models.acts.correction import ServeCorrectionOrder
from models.acts.daily import DecideDailyPenalty
from models.acts.enforcement import ApplyToCourt, CourtAccepts, CourtExecutes, EndExecution
from models.acts.filing import FileCase, RevokeFiling
from models.acts.institutions import ListViolator
from models.acts.investigation import TerminateInvestigation
from models.acts.penalty import DecideNoPenalty
from models.acts.production_stop import ServeProductionStop
from models.acts.restriction import NotifyRestrictionExtension, ServeRestriction
from models.acts.seizure import ImposeSeizure, NotifySeizureExtension
from models.acts.shutdown import NotifySuppliers, ServeShutdown
from models.acts.substitute import DemandSubstituteCost, PerformAtOnce, ServeSubstituteDecision
from procedures.competence import is_elsewhere
from procedures.filing import declined
from procedures.payment.owing import performed
from procedures.penalty.decisions import (
    DECIDING,
    Decision,
    about_decision,
    all_set_aside,
    orders_money,
    service_of,
    set_aside,
    standing,
    undecided,
)
from procedures.referral.reading import convicted

Asked = Literal["correction", "dailies", "measures", "shutdown", "construction", "cost"]
"""What goes on beside the decision, and has to be at its end too, unless the ground leaves it aside."""

ASKED_OF: dict[type[Content], Asked] = {
    ServeCorrectionOrder: "correction",
    DecideDailyPenalty: "dailies",
    ImposeSeizure: "measures",
    NotifySeizureExtension: "measures",
    ServeRestriction: "measures",
    NotifyRestrictionExtension: "measures",
    ServeProductionStop: "measures",
    ServeShutdown: "shutdown",
    OrderConstruction: "construction",
    ServeSubstituteDecision: "cost",
    PerformAtOnce: "cost",
    DemandSubstituteCost: "cost",
    ListViolator: "measures",
    NotifySuppliers: "shutdown",
}
"""With what else an act is left aside."""

LEFT_ASIDE: dict[str, frozenset[Asked]] = {
    "court_accepted": frozenset({"correction"}),
    "decision_revoked": frozenset({"correction"}),
    "transferred": frozenset({"correction", "dailies"}),
    "terminated": frozenset({"correction", "dailies", "measures", "shutdown", "construction", "cost"}),
}
"""What a ground does not ask for: art. 77(1) alone speaks of the order to correct; who is gone can perform nothing."""


def accepted_by_court(now: Situation, decision: Act[Decision]) -> bool:
    """Tell whether the court accepted to enforce a decision, or until 2023-06-30 carried it out (办法 art. 77(2))."""
    record = now.record
    done = {act.content.of for act in record.all(CourtExecutes) if act.content.result == "complete"}
    if now.cite("closure_on_court_acceptance"):
        done |= record.targets(CourtAccepts)
    return any(act.no in done for act in about_decision(record, decision, ApplyToCourt))


def _ended(record: Record, decision: Act[Decision]) -> bool:
    return bool(about_decision(record, decision, EndExecution))


def is_settled(now: Situation, decision: Act[Decision]) -> bool:
    """Tell whether nothing is left to do on a decision: performed, with the court, or execution ended for good."""
    record = now.record
    if service_of(record, decision) is None:
        return False
    by_way_of_court = accepted_by_court(now, decision) or _ended(record, decision)
    return not orders_money(record, decision) or by_way_of_court or performed(record, now.law, decision)


def _decided(now: Situation) -> bool:
    """Tell whether the bureau has made every decision there is to make, and served what stands."""
    record = now.record
    if record.has(FileCase) and undecided(record):
        return False
    decided = standing(record)
    return bool(decided) and all(service_of(record, one) for one in decided)


def _some(test: Callable[[Situation, Act[Decision]], bool]) -> Callable[[Situation], bool]:
    return lambda now: _decided(now) and any(test(now, one) for one in standing(now.record))


def _is_performed(now: Situation, decision: Act[Decision]) -> bool:
    penalised = not isinstance(decision.content, DecideNoPenalty)
    return penalised and performed(now.record, now.law, decision)


def _is_no_penalty(_now: Situation, decision: Act[Decision]) -> bool:
    return isinstance(decision.content, DecideNoPenalty)


def _revoked(now: Situation) -> bool:
    record = now.record
    one_is = any(set_aside(record, one) for one in record.all(*DECIDING))
    return all_set_aside(record) or (one_is and _decided(now))


def _done(*kinds: type[Content]) -> Callable[[Situation], bool]:
    return lambda now: now.record.has(*kinds)


BORNE: dict[str, Callable[[Situation], bool]] = {
    "performed": _some(_is_performed),
    "court_accepted": _some(accepted_by_court),
    "no_penalty": _some(_is_no_penalty),
    "not_filed": lambda now: declined(now.record) or now.record.has(RefuseComplaint),
    "filing_revoked": _done(RevokeFiling),
    "transferred": lambda now: convicted(now.record) or is_elsewhere(now.record),
    "terminated": _done(TerminateInvestigation),
    "decision_revoked": _revoked,
}
"""What shows in the file that a ground of closing is there."""

MISSING: dict[str, str] = {
    "performed": "没有已经送达并且履行完毕的处罚决定",
    "court_accepted": "没有人民法院已经受理强制执行申请的处罚决定",
    "no_penalty": "没有已经送达的不予行政处罚决定",
    "not_filed": "没有不予立案（不予受理）的决定，或者其后已经立案",
    "filing_revoked": "没有撤销立案的决定",
    "transferred": "案件没有移送有管辖权的其他部门，移送公安机关的也没有判处刑罚，仍须由本机关作出决定",
    "terminated": "没有终止调查的决定",
    "decision_revoked": "处罚决定没有被撤销，或者还有须作出、送达的处罚决定",
}


def borne(now: Situation) -> tuple[str, ...]:
    """Return the grounds on which the file may be closed; `other` is the head's to judge, once there is an end."""
    found = tuple(ground for ground, shows in BORNE.items() if shows(now))
    return (*found, "other") if found or _decided(now) else ()


def is_asked(now: Situation, what: Asked) -> bool:
    """Tell whether closing asks for this: on its ground; before one is named, on every ground it bears."""
    grounds = borne(now)
    if _is_closing(now) and now.content.ground in grounds:
        grounds = (now.content.ground,)
    return all(what not in _left_aside(now.record, ground) for ground in grounds)


def _is_closing(now: Situation) -> TypeGuard[Attempt[CloseCase]]:
    return isinstance(now, Attempt) and isinstance(now.content, CloseCase)


def _left_aside(record: Record, ground: str) -> frozenset[Asked]:
    """Return what a ground leaves aside; who has nothing left to execute on can correct nothing either (终结执行)."""
    if ground == "other" and record.has(EndExecution):
        return LEFT_ASIDE["court_accepted"]
    return LEFT_ASIDE.get(ground, frozenset())
