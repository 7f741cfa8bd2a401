"""What of a file is counted in the reports of supervisors (统计事项): read off the acts as they stand."""

from typing import Any

from judging.record import Record
from models.acts import Act, Content
from models.acts.closing import CloseCase
from models.acts.daily import DecideDailyPenalty
from models.acts.filing import FileCase
from models.acts.penalty import DecidePenalty
from models.acts.production_stop import DecideProductionStop
from models.acts.referral import ReferToPolice
from models.acts.restriction import DecideRestriction
from models.acts.seizure import ImposeSeizure
from models.acts.summary import DecideOnTheSpot
from models.counted import Counted, CountedKind

KINDS: dict[type[Content], CountedKind] = {
    FileCase: "filed",
    DecidePenalty: "penalty",
    DecideOnTheSpot: "penalty",
    DecideDailyPenalty: "daily",
    ImposeSeizure: "seizure",
    DecideRestriction: "restriction",
    DecideProductionStop: "restriction",
    CloseCase: "closed",
}
"""As what an act counts; a referral to the police counts by its kind."""


def counted_of(record: Record) -> tuple[Counted, ...]:
    """Return what is counted of a file, by the numbers of its acts."""
    acts: list[Act[Any]] = record.all(*KINDS, ReferToPolice)
    return tuple(sorted(map(_counted, acts), key=lambda one: one.act))


def _counted(act: Act[Any]) -> Counted:
    content = act.content
    kind: CountedKind = content.kind if isinstance(content, ReferToPolice) else KINDS[type(content)]
    fine = content.fine if isinstance(content, DecidePenalty | DecideOnTheSpot | DecideDailyPenalty) else None
    return Counted(act=act.no, kind=kind, on=act.day, unit=act.by.unit, fine=fine)
