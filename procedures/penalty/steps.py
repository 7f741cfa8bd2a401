"""The ordinary penalty (行政处罚普通程序): review, prior notice, statement, decision, service.

行政处罚法 ch. 5 and 生态环境行政处罚办法 ch. 3: somebody other than the investigators reviews the case (art.
38); the party is told facts, basis and proposed penalty before the decision and may state and defend itself
(行政处罚法 art. 44, 45, 62); the decision comes within the term for handling the case (art. 57), never heavier
because of the defence; it is served (art. 58). No penalty, with reasons, is a decision as well. What was set
aside to be decided again is notified again, and decided again.
"""

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.effects import document, message
from judging.record import follows
from judging.step import Condition, Opens, Procedure, Step, after, ends, who
from law import guards
from models.acts.filing import FileCase
from models.acts.investigation import ConcludeInvestigation
from models.acts.parties import JoinParty
from models.acts.penalty import (
    DecideNoPenalty,
    DecidePenalty,
    ExamineStatement,
    ReceiveStatement,
    ReviewCase,
    ServeDecision,
    ServeNotice,
    WaiveStatement,
)
from models.people import Role
from procedures.competence import WITH_US
from procedures.deliberation import heads_have_discussed, legality_is_reviewed, recusals_are_decided
from procedures.enforcement.window import WINDOW
from procedures.filing import file_is_not_time_barred
from procedures.investigation import results_were_told
from procedures.legal_basis import basis_is_in_force
from procedures.payment.counted import is_covered
from procedures.payment.returning import RETURN
from procedures.penalty.as_notified import decision_is_as_notified, heavier_notice_rests_on_new_facts
from procedures.penalty.decisions import (
    ORDINARY,
    UNDECIDED,
    decision_of,
    leaves_open,
    ordered_in,
    service_of,
    set_aside,
    undecided,
)
from procedures.penalty.discretion import discretion_follows_the_standard, discretion_is_told
from procedures.penalty.fine import (
    fine_is_within_its_provision,
    fined_once,
    kinds_are_provided_for,
    sums_go_with_their_kinds,
)
from procedures.penalty.gains import gains_are_confiscated, gains_are_taken_once
from procedures.penalty.gains_left import left_is_told
from procedures.penalty.no_penalty import ground_is_borne_out, nothing_stands_that_went_ahead
from procedures.penalty.prior_notice import (
    OF_PENALTY,
    REPLACES,
    SERVICE_OF_NOTICE,
    TO_DECIDE,
    WAITING,
    defence_has_ended,
    given_in_writing,
    hearing_advised,
    hearing_is_offered,
    names_its_notice,
    notice_meant,
)
from procedures.platform import ENTERED
from procedures.referral.detention import REFERRAL_DUE
from procedures.referral.offset import no_fine_after_the_courts
from procedures.referral.reading import crime_is_not_pending, goes_ahead_of_a_crime
from procedures.referral.signs import signs_are_answered
from procedures.relief import DECIDED_AGAIN, REMEDIES
from procedures.service import service_is_proved
from procedures.shutdown.guards import bureau_does_not_close
from procedures.telling_terms import feed_back

BUREAU = (1, 2)


def reviewer_is_no_investigator(attempt: Attempt) -> None:
    """Refuse an investigator as reviewer (查审分离, G3)."""
    investigators = attempt.record.investigators()
    guards.investigator_keeps_away(attempt.act.by.id, investigators, "reviewer", on=attempt.day, law=attempt.law)


@asks_for(AskedFor("remedies", whole=True))
def decided_by_who_may(attempt: Attempt[DecidePenalty]) -> None:
    """Refuse a decision by a township, or one that is silent on relief (G14, G19)."""
    guards.township_has_no_penalty_power(on=attempt.day, law=attempt.law, grid_level=attempt.act.by.level)
    guards.remedies_told("decision", on=attempt.day, law=attempt.law, **attempt.content.remedies.known())


def _payment_ordered(attempt: Attempt[ServeDecision]) -> bool:
    decision = decision_of(attempt.record, attempt.act.no)
    if decision is None or ordered_in(decision) == 0:
        return False
    return not is_covered(attempt.record, attempt.law, decision)


def _leaves_nothing_open(attempt: Attempt[ServeDecision]) -> bool:
    """Tell whether what is served is the result: what went ahead of a criminal case, or is made again, is not."""
    decision = attempt.record.act(getattr(decision_of(attempt.record, attempt.act.no), "no", None), *ORDINARY)
    return decision is not None and not leaves_open(attempt.record, decision)


def _unserved(now: Situation) -> bool:
    unserved = (one for one in now.record.all(*ORDINARY) if service_of(now.record, one) is None)
    return any(set_aside(now.record, one) is None for one in unserved)


def _notified_anew(now: Situation) -> bool:
    """Tell whether the notice is younger than what set an earlier decision aside."""
    notice = now.record.last(ServeNotice)
    fates = [fate.act for one in now.record.all(*ORDINARY) if (fate := set_aside(now.record, one))]
    return not fates or (notice is not None and notice.no > max(act.no for act in fates))


def _hearing_offered(attempt: Attempt[ServeNotice]) -> bool:
    return attempt.content.hearing_offered


def _reviewed(now: Situation) -> bool:
    """Tell whether the case was reviewed and agreed to; for a party that joined later, since it did (追加当事人)."""
    review, joined = now.record.last(ReviewCase), now.record.last(JoinParty)
    if review is None or review.content.opinion == "return":
        return False
    return joined is None or follows(review, joined)


def _statements_answered(now: Situation) -> bool:
    answered = now.record.targets(ExamineStatement)
    return all(act.no in answered for act in now.record.all(ReceiveStatement))


def _decides_all(attempt: Attempt[DecidePenalty]) -> bool:
    return not attempt.content.__dict__.get("beside_crime", False)


def _to_decide_again(now: Situation) -> bool:
    return undecided(now.record)


REVIEWED = Condition(_reviewed, "案件尚未经非本案调查人员审核同意，须先“案件审核”", "separation_investigator_reviewer")
ANSWERED = Condition(_statements_answered, "当事人的陈述申辩尚未复核，须先“复核陈述申辩”", "party_statement")
NOTIFIED_ANEW = Condition(_notified_anew, "原处罚决定被撤销后须重新告知，再作出决定", "penalty_prior_notice")

STEPS = (
    Step(
        ReviewCase,
        who(Role.REVIEWER, levels=BUREAU),
        needs=(WITH_US, after(ConcludeInvestigation), TO_DECIDE),
        guards=(reviewer_is_no_investigator,),
        for_one_party=True,
        stage="reviewed",
        citation=("separation_investigator_reviewer",),
    ),
    Step(
        ServeNotice,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(WITH_US, REVIEWED, UNDECIDED),
        guards=(
            basis_is_in_force,
            results_were_told,
            sums_go_with_their_kinds,
            hearing_is_offered,
            heavier_notice_rests_on_new_facts,
            kinds_are_provided_for,
            gains_are_confiscated,
            fine_is_within_its_provision,
            discretion_follows_the_standard,
            *SERVICE_OF_NOTICE,
        ),
        ends=REPLACES,
        opens=(Opens("penalty_prior_notice"), Opens("hearing_request", when=_hearing_offered)),
        stage="notified",
        effects=(document("行政处罚事先告知书", "罚告"), hearing_advised),
        citation=("penalty_prior_notice",),
    ),
    Step(
        ReceiveStatement,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        needs=(after(*OF_PENALTY), WAITING),
        guards=(names_its_notice,),
        stage="stated",
        citation=("party_statement",),
    ),
    Step(
        WaiveStatement,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(*OF_PENALTY), WAITING),
        guards=(names_its_notice,),
        ends=ends("penalty_prior_notice", when=given_in_writing, about=notice_meant),
        stage="stated",
        citation=("party_statement",),
    ),
    Step(
        ExamineStatement,
        who(Role.OFFICER, Role.REVIEWER, Role.HEAD, levels=BUREAU),
        needs=(WITH_US, after(ReceiveStatement), WAITING),
        stage="stated",
        citation=("party_statement",),
    ),
    Step(
        DecidePenalty,
        who(Role.HEAD, levels=BUREAU, basis="penalty_decision"),
        needs=(
            WITH_US,
            after(FileCase),
            after(ServeNotice, article="penalty_prior_notice"),
            ANSWERED,
            UNDECIDED,
            NOTIFIED_ANEW,
        ),
        bars=(
            file_is_not_time_barred,
            crime_is_not_pending,
            signs_are_answered,
            defence_has_ended,
            recusals_are_decided,
            legality_is_reviewed,
            heads_have_discussed,
        ),
        guards=(
            bureau_does_not_close,
            goes_ahead_of_a_crime,
            decided_by_who_may,
            sums_go_with_their_kinds,
            decision_is_as_notified,
            basis_is_in_force,
            no_fine_after_the_courts,
            fined_once,
            kinds_are_provided_for,
            gains_are_taken_once,
            gains_are_confiscated,
            fine_is_within_its_provision,
            discretion_follows_the_standard,
            discretion_is_told,
        ),
        ends=(*ends("case_decision_period", when=_decides_all), *DECIDED_AGAIN),
        opens=(Opens("decision_service"), Opens("penalty_publication"), REFERRAL_DUE, ENTERED),
        stage="decided",
        once=True,
        again_if=_to_decide_again,
        effects=(document("行政处罚决定书", "罚"), left_is_told),
        citation=("penalty_decision",),
    ),
    Step(
        DecideNoPenalty,
        who(Role.HEAD, levels=BUREAU, basis="penalty_decision"),
        needs=(WITH_US, after(FileCase), after(ConcludeInvestigation), REVIEWED, UNDECIDED),
        bars=(crime_is_not_pending, signs_are_answered, recusals_are_decided),
        guards=(nothing_stands_that_went_ahead, ground_is_borne_out),
        ends=(*ends("case_decision_period"), *DECIDED_AGAIN),
        opens=(Opens("decision_service"),),
        stage="decided",
        once=True,
        again_if=_to_decide_again,
        effects=(document("不予行政处罚决定书", "不罚"), left_is_told),
        citation=("no_penalty_decision",),
    ),
    Step(
        ServeDecision,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(*ORDINARY),),
        guards=(service_is_proved,),
        ends=ends("decision_service"),
        opens=(
            Opens("payment_15d", when=_payment_ordered),
            *REMEDIES,
            *WINDOW,
            RETURN,
            feed_back(_leaves_nothing_open),
        ),
        stage="served",
        once=True,
        again_if=_unserved,
        effects=(message("决定书已送达", "holder"),),
        citation=("decision_service",),
    ),
)

PROCEDURE = Procedure(
    "penalty",
    "行政处罚",
    STEPS,
    {
        "reviewed": "已审核",
        "notified": "已告知",
        "stated": "已听取陈述申辩",
        "decided": "已决定",
        "served": "已送达",
    },
)
