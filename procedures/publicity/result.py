"""Whether a case has a result that can be told (处理结果): what stands, and not what is to be decided again."""

from judging.record import Record
from models.acts import Act
from models.acts.complaint import RefuseComplaint
from models.acts.filing import DeclineFiling, RevokeFiling
from models.acts.investigation import TerminateInvestigation
from models.acts.penalty import DecideNoPenalty, DecidePenalty
from models.acts.referral import ReferToPolice
from models.acts.summary import DecideOnTheSpot
from procedures.competence import is_elsewhere
from procedures.penalty.decisions import service_of, set_aside
from procedures.referral.reading import crime_branch, crimes_referred

ENDING = (DeclineFiling, RevokeFiling, RefuseComplaint, TerminateInvestigation)
"""What ends a case without a decision on the party."""


def has_result(record: Record) -> bool:
    """Tell whether the case has a result that stands: what is to be decided again, or only went ahead, is none."""
    if record.has(*ENDING) or is_elsewhere(record) or _is_referred(record):
        return True
    return any(_is_result(record, one) for one in record.all(DecidePenalty, DecideNoPenalty, DecideOnTheSpot))


def _is_referred(record: Record) -> bool:
    """Tell whether the case is with the police or the court, or came to its end there."""
    if crimes_referred(record):
        return crime_branch(record) in ("open", "punished")
    return record.has(ReferToPolice)


def _is_result(record: Record, decision: Act[DecidePenalty | DecideNoPenalty | DecideOnTheSpot]) -> bool:
    """Tell whether a decision is a result: served, or set aside for good."""
    fate = set_aside(record, decision)
    if decision.content.__dict__.get("beside_crime", False) or (fate is not None and fate.redo):
        return False
    return fate is not None or service_of(record, decision) is not None
