"""The party's periods to contest a decision (申请复议、起诉、上诉期限), reckoned for certain.

Which period to sue runs, and whether it runs at all, depends on the decision: the long one where it did not tell the
right to sue (G19), none where a penalty on the spot has to be reviewed first (行政复议法 art. 23).
"""

from dataclasses import dataclass
from datetime import date

from judging.record import Record
from judging.serving import effective_day
from law.edition import Law
from law.relief import short_or_alive
from law.terms import Suspended, reckon
from models.acts import Act
from models.acts.penalty import DecideNoPenalty
from models.acts.suit import JudgeSuit
from models.acts.summary import DecideOnTheSpot
from models.documents import Remedies
from procedures.burdens import burden, known_on, remedies_of, untold
from procedures.penalty.decisions import decision_of

NEVER = date.max
"""The last day of a period that has no end while a hindrance goes on."""


@dataclass(frozen=True, slots=True)
class Periods:
    """How the party's periods are reckoned in one case."""

    law: Law
    hindered: tuple[Suspended, ...]
    rolled: bool

    def knows(self, rule: str, on: date) -> bool:
        """Tell whether the law of a day has the rule."""
        return self.law.catalogue.find(rule, on) is not None

    def end(self, rule: str, start: date, variant: str = "") -> date:
        """Return the last day of a rule's limit, for certain; the start itself where the law of that day sets none."""
        cited = self.law.catalogue.find(rule, start, variant)
        if cited is None:
            return start
        stopped = [row for row in self.hindered if row.ground in cited.provision.suspends]
        limit = cited.limit(variant)
        rolls = self.rolled and cited.rolls_for(limit)
        return reckon(start, limit, self.law.calendar, rolls=rolls, suspended=stopped).latest or NEVER


def own_end(record: Record, service: Act, periods: Periods) -> date:
    """Return the later of the periods for reconsideration and for suing directly."""
    law, known = periods.law, known_on(record, service, periods.law) or effective_day(service, periods.law)
    reconsideration = periods.end("review_application", known, review_variant(record, service, law))
    start = suit_start(record, service, law)
    if start is None:
        return reconsideration
    return max(reconsideration, periods.end("suit_direct", start, suit_variant(record, service, law)))


def appeal_end(judged: JudgeSuit, on: date, periods: Periods) -> date:
    """Return the last day to appeal against what a court of first instance said."""
    return periods.end("suit_appeal", on, appeal_variant(judged))


def appeal_variant(judged: JudgeSuit) -> str:
    """Return which period to appeal runs: that of a ruling, or that of a judgment (裁定、判决)."""
    return "ruling" if judged.outcome == "reject" else "judgment"


def review_variant(record: Record, service: Act, law: Law) -> str:
    """Return which period for reconsideration runs: the long one where a burden did not tell the way (复议法 art. 20)."""
    if burden(record, service.no) is None:
        return ""
    is_told = tells_of_review(remedies_of(record, service))
    return "" if is_told else untold(law.catalogue.find("review_application", service.day, "untold"))


def suit_variant(record: Record, service: Act, law: Law) -> str:
    """Return which period to sue runs: the long one where what is contested did not tell the right to sue (G19)."""
    return _suit_untold(record, service, law) or short_or_alive(effective_day(service, law), law)


def _suit_untold(record: Record, service: Act, law: Law) -> str:
    if burden(record, service.no) is not None:
        is_told = tells_of_suit(remedies_of(record, service))
        return "" if is_told else untold(law.catalogue.find("suit_direct", service.day, "untold"))
    decision = decision_of(record, service.no)
    if decision is None or isinstance(decision.content, DecideNoPenalty):
        return ""
    return "" if tells_of_suit(decision.content.remedies) else "untold"


def tells_of_review(told: Remedies | None) -> bool:
    """Tell whether somebody was told where and until when to ask for reconsideration (告知复议权利、机关和期限)."""
    return told is not None and bool(told.reconsideration_body.strip() and told.reconsideration_period.strip())


def tells_of_suit(told: Remedies | None) -> bool:
    """Tell whether somebody was told where and until when to sue (告知起诉期限, G19)."""
    return told is not None and bool(told.court.strip() and told.suit_period.strip())


def suit_start(record: Record, service: Act, law: Law) -> date | None:
    """Return what the period to sue directly counts from; None where reconsideration must come first (当场处罚先复议)."""
    if burden(record, service.no) is not None:
        return known_on(record, service, law)
    on_the_spot = isinstance(service.content, DecideOnTheSpot)
    since = effective_day(service, law)
    return None if on_the_spot and law.catalogue.find("summary_review_first", since, "suit") else since
