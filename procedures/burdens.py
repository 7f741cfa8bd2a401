"""What burdens the party besides a penalty decision, and how it may be contested (责令、强制措施、代履行的救济).

行政复议法 art. 11 and 行政诉讼法 art. 12 open both ways against every order, coercive measure and enforcement, not against
penalties alone: an order to correct (按日连续处罚办法 art. 9), a seizure (行政强制法 art. 8, 24), a restriction, what makes
either last longer, a stop, a closure with its supply cut, an order about a building project, a performance by another;
and the entry on a list of violators (国办发〔2020〕49号 四(八): relief is told with it) and the decision to have supply cut
(行政强制法 art. 37). Each reaches the party by an act of its own; whoever contests it names that act. A measure that the
penalty decision itself states is contested with it.
"""

from datetime import date
from typing import Any

from judging.record import Record
from judging.serving import effective_day
from law.catalogue import Cited
from law.edition import Law
from models.acts import Act, Content
from models.acts.construction import OrderConstruction
from models.acts.correction import ServeCorrectionOrder
from models.acts.institutions import ListViolator
from models.acts.measure import MeasureDecision
from models.acts.production_stop import ServeProductionStop
from models.acts.restriction import NotifyRestrictionExtension, ServeRestriction
from models.acts.seizure import ImposeSeizure, NotifySeizureExtension
from models.acts.shutdown import DecideShutdown, NotifySuppliers, ServeShutdown
from models.acts.substitute import (
    DemandSubstituteCost,
    PerformAtOnce,
    ServeSubstituteDecision,
    TellOfPerformance,
)
from models.documents import Remedies

BURDENING: tuple[type[Content], ...] = (
    ServeCorrectionOrder,
    ImposeSeizure,
    NotifySeizureExtension,
    ServeRestriction,
    NotifyRestrictionExtension,
    ServeProductionStop,
    ServeShutdown,
    OrderConstruction,
    ServeSubstituteDecision,
    PerformAtOnce,
    DemandSubstituteCost,
    ListViolator,
    NotifySuppliers,
)
"""The acts by which a burden other than a penalty decision reaches the party."""

DECIDED_ANEW = (ListViolator, NotifySuppliers)
"""Burdens that rest on a decision they do not serve: what befalls one leaves the other as it is."""


def burden(record: Record, number: int | None) -> Act[Any] | None:
    """Return the burden that an act number means, or None."""
    return record.act(number, *BURDENING)


def stated_elsewhere(record: Record, act: Act[Any]) -> bool:
    """Tell whether the penalty decision states the measure that an act serves, and is contested in its stead."""
    decided = None if isinstance(act.content, DECIDED_ANEW) else record.act(act.content.target)
    return decided is not None and isinstance(decided.content, MeasureDecision) and decided.content.within is not None


def decision_served(record: Record, act: Act[Any]) -> int | None:
    """Return the number of the decision by which a burden was made, where another act served it."""
    served = None if isinstance(act.content, DECIDED_ANEW) else record.act(act.content.target)
    return served.no if served and isinstance(served.content, MeasureDecision | DecideShutdown) else None


def known_on(record: Record, act: Act[Any], law: Law) -> date | None:
    """Return the day on which the party came to know of a burden; None where it has none of its own, or not yet."""
    if stated_elsewhere(record, act):
        return None
    if isinstance(act.content, PerformAtOnce) and not act.content.party_present:
        return min((effective_day(told, law) for told in record.pointing(act.no, TellOfPerformance)), default=None)
    return effective_day(act, law)


def remedies_of(record: Record, act: Act[Any]) -> Remedies | None:
    """Return what a burden tells of relief: in its own document, or in that of the decision it serves."""
    own = act.content.__dict__.get("remedies")
    served = record.act(act.content.target)
    told = own if own is not None or served is None else served.content.__dict__.get("remedies")
    return told if isinstance(told, Remedies) else None


def untold(cited: Cited | None) -> str:
    """Return the variant of a period where relief was not told: the long one, if the law of the day has one."""
    known = cited is not None and any(limit.variant == "untold" for limit in cited.provision.limits)
    return "untold" if known else ""
