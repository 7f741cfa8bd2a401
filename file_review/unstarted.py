"""Terms whose start no source tells (起算日未载明的期限): judged where no possible start can make them late.

A term that must have begun, because the act that ends it is on record, began no earlier than what its start rests on.
Where even from that day on it was kept, it was kept under every reading; where not, the missing fact is named.
"""

from collections.abc import Iterator, Mapping

from file_review.bounds import due_between, lower_bound
from file_review.dating import When
from file_review.dossier import Dossier, Entry
from file_review.findings import Finding, of_rule
from judging.attempt import Attempt
from judging.kind import Kind
from judging.step import Ends
from law.catalogue import Cited
from law.chinese import day as told
from law.edition import Law
from law.instruments import UNIT_NAMES
from models.acts import Content
from models.acts.correction import ServeCorrectionOrder
from models.acts.enforcement import ApplyToCourt, CourtAccepts
from models.acts.filing import FileCase
from models.acts.finding import ReportFinding
from models.acts.penalty import DecidePenalty, ServeDecision
from models.acts.reconsideration import ApplyReconsideration
from models.acts.referral import DecideCrimeReferral, DecideDetentionReferral, RecordPoliceAcceptance

STARTED_BY: Mapping[str, type[Content]] = {
    "case_filing_decision": ReportFinding,
    "case_decision_period": FileCase,
    "decision_service": DecidePenalty,
    "payment_15d": ServeDecision,
    "review_application": ServeDecision,
    "suit_direct": ServeDecision,
    "recheck_window": ServeCorrectionOrder,
    "detention_transfer": DecideDetentionReferral,
    "crime_transfer_send": DecideCrimeReferral,
    "police_filing_decision": RecordPoliceAcceptance,
    "court_accept": ApplyToCourt,
    "court_application_window": ServeDecision,
    "court_ruling_plain": CourtAccepts,
}
"""Terms that must have begun where the act that ends them is on record, and the act that starts them."""
AFTER_REVIEW = frozenset({"suit_direct"})
"""Terms that another one takes the place of once a review was asked for."""
IF_IT_RAN = frozenset({"suit_after_review"})
"""Terms in whose place a longer one runs where a right was not told: kept within the shorter is kept under both."""
LATER = frozenset({"court_application_window"})
"""Terms that begin only when another period, which follows the act, is over: a lower bound of it decides nothing."""
WHOLE = frozenset({"payment_15d"})
"""Terms that end with what is taken for the whole sum where the source tells of no parts."""


def without_start(dossier: Dossier, kind: Kind, law: Law, running: set[str]) -> Iterator[Finding]:
    """Yield a finding for each term whose end is on record without its start; `running` are the rules that run."""
    for entry in () if dossier.complete else dossier:
        for end in kind.step(entry.act).ends:
            cited = law.catalogue.find(end.rule, entry.act.day) if end.rule in STARTED_BY else None
            if cited is None or end.rule in running or entry.inferred or not _ends(end, entry, dossier, kind, law):
                continue
            running.add(end.rule)
            yield _kept(dossier, entry, cited, law) or _not_told(entry, cited)


def _ends(end: Ends, entry: Entry[Content], dossier: Dossier, kind: Kind, law: Law) -> bool:
    """Tell whether an act ends a term that must have begun."""
    if end.voids or (end.rule in AFTER_REVIEW and dossier.all(ApplyReconsideration)):
        return False
    if dossier.all(STARTED_BY[end.rule]):
        return False  # it is on record, and starts nothing: no such term in this case
    if end.rule in WHOLE:
        return not dossier.instalments
    return end.when(Attempt(dossier.record, entry.act.day, law, kind, entry.act, dossier.record))


def kept_if_it_ran(dossier: Dossier, kind: Kind, law: Law, started: Entry[Content], cited: Cited) -> Finding | None:
    """Return that a term was kept if it ran: what ends it was done within its days, whatever else the source tells."""
    later = (one for one in dossier if cited.rule in IF_IT_RAN and _is_later(one, started))
    ending = (one for one in later if any(end.rule == cited.rule and not end.voids for end in kind.step(one.act).ends))
    ended = next(ending, None)
    last, due = ended.when.last if ended else None, due_between(cited.rule, started.when, law)
    if ended is None or last is None or due.earliest is None or last > due.earliest:
        return None
    because = f"{started.told},即使期限自此起算,也至{told(due.earliest)}届满;{ended.told},未超过期限"
    ends = {"due": due.earliest, "actual": ended.when.day, "days_over": 0}
    return of_rule(cited, "kept", because, **ends, started_by=started.act.no, ended_by=ended.act.no)


def _is_later(one: Entry[Content], other: Entry[Content]) -> bool:
    first, other_first = one.when.first, other.when.first
    return one is not other and first is not None and other_first is not None and first >= other_first


def _kept(dossier: Dossier, entry: Entry[Content], cited: Cited, law: Law) -> Finding | None:
    """Return that a term was kept from the earliest day on which it can have begun; None where that is not certain."""
    first, last = lower_bound(dossier, STARTED_BY[cited.rule]), entry.when.last
    if first is None or last is None or first > last or cited.rule in LATER:
        return None
    due = due_between(cited.rule, When(first=first, last=last), law)
    if due.earliest is None or last > due.earliest:
        return None
    limit = cited.limit()
    because = (
        f"{entry.told};来源未载明起算日({cited.provision.start}),但该日不早于{told(first)},"
        f"不论自哪一日起,都没有超过{limit.amount}{UNIT_NAMES[limit.unit]}"
    )
    return of_rule(cited, "kept", because, actual=entry.when.day, days_over=0, ended_by=entry.act.no)


def _not_told(entry: Entry[Content], cited: Cited) -> Finding:
    because = f"{entry.told};来源未载明起算日({cited.provision.start})"
    missing = (cited.provision.start,)
    return of_rule(cited, "not_judged", because, missing=missing, actual=entry.when.day, ended_by=entry.act.no)
