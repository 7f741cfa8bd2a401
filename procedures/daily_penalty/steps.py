"""The daily penalty (按日连续处罚).

环境保护法 art. 59, from 2026-08-15 生态环境法典 art. 1060, and 按日连续处罚办法: who was fined and ordered to correct, and is found at
an unannounced recheck within its window to refuse, is fined anew for every day from the day after the order was
served (art. 17, 19). The refusal brings a new order, and that a new recheck, without end (art. 14, 18); a clean
recheck closes the chain. The decision comes after the original one was made and served (art. 7), by the whole
ordinary procedure again (art. 15): review, notice, statement, hearing, legal review, discussion. What a seizure or a
stop has ended counts no further (art. 20). Only days on which the law lists the conduct are charged: discharge, from
2026-08-15 dumping and disposal too.
"""

from collections.abc import Callable, Iterable

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.effects import document, message
from judging.record import Record, follows
from judging.step import Condition, Opens, Procedure, Step, after, ends, who
from law import guards
from law.refusals import OutOfOrder, Refused
from models.acts import Act
from models.acts.daily import DecideDailyPenalty, ServeDailyDecision, ServeDailyNotice
from models.acts.penalty import ReviewCase
from models.effects import Disclosure, Document, Span, Working
from models.people import Role
from procedures.competence import WITH_US
from procedures.daily_penalty.charging import CHAIN, Charging, party_is_the_polluter, rechecks_meant
from procedures.daily_penalty.rounds import chosen, original, penalty_for, rounds
from procedures.deliberation import fully_deliberated
from procedures.enforcement.window import WINDOW
from procedures.investigation import results_were_told
from procedures.payment.counted import is_covered
from procedures.payment.returning import RETURN
from procedures.penalty.as_notified import daily_decision_is_as_notified
from procedures.penalty.decisions import any_passes, decision_of, service_of, set_aside
from procedures.penalty.prior_notice import (
    REPLACES,
    SERVICE_OF_NOTICE,
    Notice,
    PenaltyNotice,
    charged,
    hearing_advised,
    hearing_is_offered,
    party_was_heard,
    refusals,
    waiting,
)
from procedures.platform import ENTERED
from procedures.publicity.disclosure import order_disclosed
from procedures.referral.offset import no_fine_after_the_courts
from procedures.referral.reading import crime_is_not_pending
from procedures.referral.signs import signs_are_answered
from procedures.relief import DECIDED_AGAIN, REMEDIES
from procedures.service import service_is_proved

BUREAU = (1, 2)


def reviewed_anew(attempt: Attempt[ServeDailyNotice]) -> None:
    """Refuse a notice before somebody else has reviewed what the recheck found (查审分离, 办法 art. 15)."""
    record = attempt.record
    if not _is_reviewed(record, [recheck for _, recheck in chosen(record, rechecks_meant(record, attempt.act))]):
        sentence = "复查认定拒不改正之后，尚未经非本案调查人员审核同意，须先“案件审核”"
        article = attempt.cite("separation_investigator_reviewer") or attempt.cite("daily_penalty_full_procedure")
        raise OutOfOrder("review-missing", sentence, article=article, guard="G3")


def has_a_reviewed_round(record: Record) -> bool:
    """Tell whether a round that ended in a refusal was reviewed, and is not charged yet."""
    before = charged(record)
    return any(_is_reviewed(record, [recheck]) for _, recheck in rounds(record) if recheck.no not in before)


def _is_reviewed(record: Record, rechecks: Iterable[Act]) -> bool:
    """Tell whether somebody else has agreed to the case after all of these rechecks."""
    reviews = [act for act in record.all(ReviewCase) if act.content.opinion != "return"]
    return any(all(follows(review, recheck) for recheck in rechecks) for review in reviews)


def ripe(now: Situation, notice: Act[Notice]) -> None:
    """Refuse a decision on a notice before the party was heard and the case was deliberated (G1, G4, G5)."""
    party_was_heard(now.record, notice, now.day, now.law)
    fully_deliberated(now.record, notice, now.day, now.law)


def _daily_notices(record: Record) -> list[Act[PenaltyNotice]]:
    """Return the notices of a daily penalty that wait for a decision."""
    return [notice for notice in waiting(record) if isinstance(notice.content, ServeDailyNotice)]


def some_notice_is_ripe(now: Situation) -> None:
    """Refuse any daily decision while none of the notices that wait is ripe for it."""
    any_passes(_daily_notices(now.record), lambda notice: ripe(now, notice))


@asks_for(AskedFor("remedies", whole=True))
def notice_is_ripe(attempt: Attempt[DecideDailyPenalty]) -> None:
    """Refuse a decision on this notice before it is ripe, heavier than it, or silent on relief (G1, G4-G6, G19)."""
    content, day, law = attempt.content, attempt.day, attempt.law
    notice = attempt.record.act(content.of, ServeDailyNotice)
    if notice is not None:
        _notified_anew(attempt, notice)
        ripe(attempt, notice)
        guards.fine_not_above_notified(content.fine, notice.content.fine, on=day, law=law)
    guards.remedies_told("daily_penalty", on=day, law=law, **content.remedies.known())


def _notified_anew(attempt: Attempt[DecideDailyPenalty], notice: Act[ServeDailyNotice]) -> None:
    """Refuse to decide again on the notice of a decision that was set aside (办法 art. 15: the whole way again)."""
    record = attempt.record
    if any(set_aside(record, one) for one in record.pointing(notice.no, DecideDailyPenalty)):
        sentence = "原按日连续处罚决定被撤销后须重新告知，再作出决定"
        article = attempt.cite("daily_penalty_full_procedure")
        raise OutOfOrder("notify-anew", sentence, article=article, field="of")


def dailies_are_finished(record: Record) -> bool:
    """Tell whether no daily penalty is under way: none notified and undecided, none that stands and is unserved."""
    served = record.targets(ServeDailyDecision)
    unserved = (act for act in record.all(DecideDailyPenalty) if act.no not in served)
    return all(set_aside(record, act) for act in unserved) and not _daily_notices(record)


def with_working(title: str, word: str) -> Callable[[Attempt[Charging]], Iterable[Document]]:
    """Return the maker of a document's data that shows how the sum was worked out (起止日、日数、数额)."""
    plain = document(title, word)

    def make(done: Attempt[Charging]) -> Iterable[Document]:
        for paper in plain(done):
            yield paper.model_copy(update={"working": _working(done)})

    return make


def _working(done: Attempt[Charging]) -> Working | None:
    try:
        worked = penalty_for(done.record, rechecks_meant(done.record, done.act), done.law)
    except Refused:
        # A fact of record may rest on rounds that nobody could have charged: its document has no working.
        return None
    spans = (
        Span(first_day=one.first_day, last_day=one.last_day, days=one.days, ordered_on=one.ordered_on)
        for one in worked.rounds
        if one.first_day is not None and one.last_day is not None
    )
    return Working(daily=str(worked.daily), days=worked.days, fine=str(worked.amount), rounds=tuple(spans))


def orders_disclosed(done: Attempt[DecideDailyPenalty]) -> Iterable[Disclosure]:
    """Return what is made public of the orders that the decision charges by; the decision itself has its own term."""
    for order, _ in chosen(done.record, rechecks_meant(done.record, done.act)):
        yield order_disclosed(done, order)


def _falls_due(attempt: Attempt[ServeDailyDecision]) -> bool:
    """Tell whether anything of what is served is to be paid yet; money from one that was set aside may cover it."""
    decision = decision_of(attempt.record, attempt.act.no)
    return decision is None or not is_covered(attempt.record, attempt.law, decision)


def _hearing_offered(attempt: Attempt[ServeDailyNotice]) -> bool:
    return attempt.content.hearing_offered


def _fine_served(now: Situation) -> bool:
    decision = original(now.record)
    return decision is not None and service_of(now.record, decision) is not None


REFUSED = Condition(
    lambda now: bool(refusals(now.record)), "复查没有认定拒不改正，不得按日连续处罚", "refusal_to_correct"
)
FINED = Condition(
    lambda now: original(now.record) is not None,
    "原处罚决定尚未作出，须先“作出处罚决定”",
    "daily_penalty_after_original",
)
FINE_SERVED = Condition(_fine_served, "原处罚决定尚未作出并送达，须先“送达处罚决定书”", "daily_penalty_after_original")
NOTIFIED = Condition(
    lambda now: bool(_daily_notices(now.record)),
    "没有等待决定的按日连续处罚告知，须先“送达按日连续处罚告知书”",
    "daily_penalty_full_procedure",
)

STEPS = (
    Step(
        ServeDailyNotice,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(WITH_US, REFUSED, FINED),
        bars=(party_is_the_polluter,),
        guards=(*CHAIN, reviewed_anew, results_were_told, hearing_is_offered, *SERVICE_OF_NOTICE),
        ends=REPLACES,
        opens=(Opens("penalty_prior_notice"), Opens("hearing_request", when=_hearing_offered)),
        stage="daily_notified",
        effects=(with_working("按日连续处罚事先告知书", "按日告"), hearing_advised),
        citation=("daily_penalty_full_procedure",),
    ),
    Step(
        DecideDailyPenalty,
        who(Role.HEAD, levels=BUREAU),
        needs=(WITH_US, NOTIFIED, FINE_SERVED),
        bars=(party_is_the_polluter, crime_is_not_pending, signs_are_answered, some_notice_is_ripe),
        guards=(*CHAIN, notice_is_ripe, daily_decision_is_as_notified, no_fine_after_the_courts),
        ends=DECIDED_AGAIN,
        opens=(Opens("decision_service"), Opens("penalty_publication"), ENTERED),
        stage="daily_decided",
        effects=(with_working("按日连续处罚决定书", "按日罚"), orders_disclosed),
        citation=("daily_penalty_decision",),
    ),
    Step(
        ServeDailyDecision,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(DecideDailyPenalty),),
        guards=(service_is_proved,),
        ends=ends("decision_service"),
        opens=(Opens("payment_15d", when=_falls_due), *REMEDIES, *WINDOW, RETURN),
        stage="daily_served",
        effects=(message("按日连续处罚决定书已送达", "holder"),),
        citation=("decision_service",),
    ),
)

PROCEDURE = Procedure(
    "daily",
    "按日连续处罚",
    STEPS,
    {
        "daily_notified": "已告知按日连续处罚",
        "daily_decided": "已决定按日连续处罚",
        "daily_served": "按日连续处罚决定已送达",
    },
)
