"""The ordinary penalty (行政处罚普通程序): review, prior notice, statement, decision, service.

行政处罚法 ch. 5 and 生态环境行政处罚办法 ch. 3: somebody other than the investigators reviews the case (art.
38); the party is told facts, basis and proposed penalty before the decision and may state and defend itself
(行政处罚法 art. 44, 45, 62); the decision comes within the term for handling the case (art. 57), never heavier
because of the defence; it is served (art. 58). No penalty, with reasons, is a decision as well. What was set
aside to be decided again is notified again, and decided again.
"""

from typing import cast

from models.acts import Act
from models.acts.penalty import (
    DecideNoPenalty,
    DecidePenalty,
    ReceiveStatement,
    ReviewCase,
    ReviewStatement,
    ServeDecision,
    ServeNotice,
    WaiveStatement,
)
from models.people import Role
from workflows.procedures.closure_guards import bureau_does_not_close
from workflows.procedures.court_window import WINDOW
from workflows.procedures.decisions import ORDINARY as DECISIONS
from workflows.procedures.decisions import UNDECIDED, decision_of, ordered_money, service_of, set_aside, undecided
from workflows.procedures.deliberation import heads_have_discussed, legality_is_reviewed, recusals_are_decided
from workflows.procedures.effects import document, message
from workflows.procedures.guarding import (
    basis_is_in_force,
    decision_follows_the_notice,
    electronic_service_needs_consent,
    hearing_is_offered,
    points_at,
    results_were_told,
    reviewer_is_no_investigator,
)
from workflows.procedures.prior_notice import OF_PENALTY, TO_DECIDE, WAITING, defence_has_ended, names_its_notice
from workflows.procedures.record import Record
from workflows.procedures.referral_reading import crime_is_not_pending
from workflows.procedures.remedies import REMEDIES
from workflows.procedures.step import Condition, Opens, Procedure, Step, after, ends, voids, who

RULES = "《生态环境行政处罚办法》"
ACT = "《中华人民共和国行政处罚法》"
BUREAU = (1, 2)


def _payment_ordered(record: Record, act: Act) -> bool:
    decision = decision_of(record, act.no)
    return decision is not None and ordered_money(decision)


def _unserved(record: Record) -> bool:
    unserved = (one for one in record.all(*DECISIONS) if service_of(record, one) is None)
    return any(set_aside(record, one) is None for one in unserved)


def _notified_anew(record: Record) -> bool:
    """Tell whether the notice is younger than what set an earlier decision aside."""
    notice = record.last("serve_notice")
    fates = [fate.act for one in record.all(*DECISIONS) if (fate := set_aside(record, one))]
    return not fates or (notice is not None and notice.no > max(act.no for act in fates))


def _hearing_offered(_record: Record, act: Act) -> bool:
    return cast("ServeNotice", act.content).hearing_offered


def _in_writing(_record: Record, act: Act) -> bool:
    return cast("WaiveStatement", act.content).in_writing


def _reviewed(record: Record) -> bool:
    review = record.content("review_case")
    return review is not None and review.opinion != "return"


def _statements_answered(record: Record) -> bool:
    answered = {cast("ReviewStatement", act.content).of for act in record.all("review_statement")}
    return all(act.no in answered for act in record.all("receive_statement"))


REVIEWED = Condition(_reviewed, "案件尚未经非本案调查人员审核同意，须先“案件审核”", f"{RULES}第38条")
ANSWERED = Condition(_statements_answered, "当事人的陈述申辩尚未复核，须先“复核陈述申辩”", f"{ACT}第45条")
NOTIFIED_ANEW = Condition(_notified_anew, "原处罚决定被撤销后须重新告知，再作出决定", f"{ACT}第44条")

STEPS = (
    Step(
        ReviewCase,
        who(Role.REVIEWER, levels=BUREAU),
        needs=(after("conclude_investigation"), TO_DECIDE),
        guards=(reviewer_is_no_investigator,),
        stage="reviewed",
        citation=f"{RULES}第38条",
    ),
    Step(
        ServeNotice,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(REVIEWED, UNDECIDED),
        guards=(basis_is_in_force, results_were_told, hearing_is_offered, electronic_service_needs_consent),
        ends=voids("penalty_prior_notice", "hearing_request"),
        opens=(Opens("penalty_prior_notice"), Opens("hearing_request", when=_hearing_offered)),
        stage="notified",
        effects=(document("行政处罚事先告知书", "罚告"),),
        citation=f"{RULES}第44条",
    ),
    Step(
        ReceiveStatement,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        needs=(after(*OF_PENALTY), WAITING),
        guards=(names_its_notice,),
        stage="stated",
        citation=f"{ACT}第45条",
    ),
    Step(
        WaiveStatement,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(*OF_PENALTY), WAITING),
        guards=(names_its_notice,),
        ends=ends("penalty_prior_notice", "hearing_request", when=_in_writing),
        stage="stated",
        citation=f"{ACT}第45条",
    ),
    Step(
        ReviewStatement,
        who(Role.OFFICER, Role.REVIEWER, Role.HEAD, levels=BUREAU),
        needs=(after("receive_statement"), WAITING),
        guards=(points_at("receive_statement"),),
        once_each=True,
        stage="stated",
        citation=f"{ACT}第45条",
    ),
    Step(
        DecidePenalty,
        who(Role.HEAD, levels=BUREAU, basis=f"{ACT}第57条"),
        needs=(after("file_case"), after("serve_notice", article=f"{ACT}第44条"), ANSWERED, UNDECIDED, NOTIFIED_ANEW),
        bars=(
            crime_is_not_pending,
            defence_has_ended,
            recusals_are_decided,
            legality_is_reviewed,
            heads_have_discussed,
        ),
        guards=(bureau_does_not_close, decision_follows_the_notice, basis_is_in_force),
        ends=ends("case_decision_period", "redo_after_review", "redo_after_judgment"),
        opens=(Opens("decision_service"), Opens("penalty_publication")),
        stage="decided",
        once=True,
        again_if=undecided,
        effects=(document("行政处罚决定书", "罚"),),
        citation=f"{ACT}第57条",
    ),
    Step(
        DecideNoPenalty,
        who(Role.HEAD, levels=BUREAU, basis=f"{ACT}第57条"),
        needs=(after("file_case"), after("conclude_investigation"), REVIEWED, UNDECIDED),
        bars=(recusals_are_decided,),
        ends=ends("case_decision_period", "redo_after_review", "redo_after_judgment"),
        opens=(Opens("decision_service"),),
        stage="decided",
        once=True,
        again_if=undecided,
        effects=(document("不予行政处罚决定书", "不罚"),),
        citation=f"{ACT}第33条、第57条",
    ),
    Step(
        ServeDecision,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(*DECISIONS),),
        guards=(electronic_service_needs_consent,),
        ends=ends("decision_service"),
        opens=(
            Opens("payment_15d", when=_payment_ordered),
            *REMEDIES,
            *WINDOW,
            Opens("norm.feed_back"),
        ),
        stage="served",
        once=True,
        again_if=_unserved,
        effects=(message("决定书已送达", "holder"),),
        citation=f"{ACT}第61条",
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
