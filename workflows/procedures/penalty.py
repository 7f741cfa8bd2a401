"""The ordinary penalty (行政处罚普通程序): review, prior notice, statement, decision, service, payment.

行政处罚法 ch. 5 and 生态环境行政处罚办法 ch. 3: somebody other than the investigators reviews the case (art. 38); the party is told facts,
basis and proposed penalty before the decision and may state and defend itself (行政处罚法 art. 44, 45, 62); the decision comes within the
term for handling the case (art. 57), never heavier because of the defence; it is served (art. 58), and paid within its term
(行政处罚法 art. 67). No penalty, with reasons, is a decision as well.
"""

from datetime import date
from decimal import Decimal
from typing import cast

from models.acts import Act
from models.acts.penalty import (
    DecideNoPenalty,
    DecidePenalty,
    DeferPayment,
    ReceiveStatement,
    RecordPayment,
    ReviewCase,
    ReviewStatement,
    ServeDecision,
    ServeNotice,
    WaiveStatement,
)
from models.people import Role
from workflows.procedures.deliberation import heads_have_discussed, legality_is_reviewed, recusals_are_decided
from workflows.procedures.effects import document, message
from workflows.procedures.guarding import (
    basis_is_in_force,
    decision_follows_the_notice,
    defence_has_ended,
    deferral_was_asked_in_time,
    electronic_service_needs_consent,
    hearing_is_offered,
    payment_fits,
    points_at,
    results_were_told,
    reviewer_is_no_investigator,
)
from workflows.procedures.hearing import hearing_is_over
from workflows.procedures.record import Record
from workflows.procedures.step import Condition, Ends, Opens, Procedure, Step, after, before, ends, who

RULES = "《生态环境行政处罚办法》"
ACT = "《中华人民共和国行政处罚法》"
BUREAU = (1, 2)
DECISIONS = ("decide_penalty", "decide_no_penalty")


def sum_due(record: Record) -> Decimal:
    """Return what the decision orders to be paid, in yuan: fine and confiscated gains."""
    decision = record.content("decide_penalty")
    if decision is None:
        return Decimal(0)
    return (decision.fine or Decimal(0)) + (decision.confiscation or Decimal(0))


def sum_paid(record: Record, by: date | None = None) -> Decimal:
    """Return what has been paid so far (up to and including a day), in yuan."""
    payments = record.all("record_payment")
    return sum(
        (cast("RecordPayment", act.content).amount for act in payments if by is None or act.day <= by), Decimal(0)
    )


def paid_in_full(record: Record, act: Act) -> bool:
    """Tell whether with this payment everything ordered has been paid."""
    return sum_paid(record, act.day) >= sum_due(record)


def _payment_ordered(record: Record, _act: Act) -> bool:
    return sum_due(record) > 0


def _hearing_offered(_record: Record, act: Act) -> bool:
    return cast("ServeNotice", act.content).hearing_offered


def _in_writing(_record: Record, act: Act) -> bool:
    return cast("WaiveStatement", act.content).in_writing


def _reviewed(record: Record) -> bool:
    review = record.content("review_case")
    return review is not None and review.opinion != "return"


def _statements_answered(record: Record) -> bool:
    return len(record.all("receive_statement")) == len({act.content.of for act in record.all("review_statement")})


REVIEWED = Condition(_reviewed, "案件尚未经非本案调查人员审核同意,须先“案件审核”", f"{RULES}第38条")
ANSWERED = Condition(_statements_answered, "当事人的陈述申辩尚未复核,须先“复核陈述申辩”", f"{ACT}第45条")
UNDECIDED = before(*DECISIONS, "revoke_filing")

STEPS = (
    Step(
        ReviewCase,
        who(Role.REVIEWER, levels=BUREAU),
        needs=(after("conclude_investigation"), UNDECIDED),
        guards=(reviewer_is_no_investigator,),
        stage="reviewed",
        citation=f"{RULES}第38条",
    ),
    Step(
        ServeNotice,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(REVIEWED, UNDECIDED),
        guards=(basis_is_in_force, results_were_told, hearing_is_offered, electronic_service_needs_consent),
        opens=(Opens("penalty_prior_notice"), Opens("hearing_request", when=_hearing_offered)),
        stage="notified",
        effects=(document("行政处罚事先告知书", "罚告"),),
        citation=f"{RULES}第44条",
    ),
    Step(
        ReceiveStatement,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        needs=(after("serve_notice"), UNDECIDED),
        stage="stated",
        citation=f"{ACT}第45条",
    ),
    Step(
        WaiveStatement,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after("serve_notice"), UNDECIDED),
        ends=ends("penalty_prior_notice", "hearing_request", when=_in_writing),
        stage="stated",
        citation=f"{ACT}第45条",
    ),
    Step(
        ReviewStatement,
        who(Role.OFFICER, Role.REVIEWER, Role.HEAD, levels=BUREAU),
        needs=(after("receive_statement"), UNDECIDED),
        guards=(points_at("receive_statement"),),
        stage="stated",
        citation=f"{ACT}第45条",
    ),
    Step(
        DecidePenalty,
        who(Role.HEAD, levels=BUREAU, basis=f"{ACT}第57条"),
        needs=(after("file_case"), after("serve_notice", article=f"{ACT}第44条"), ANSWERED, UNDECIDED),
        bars=(
            defence_has_ended,
            hearing_is_over,
            recusals_are_decided,
            legality_is_reviewed,
            heads_have_discussed,
        ),
        guards=(decision_follows_the_notice, basis_is_in_force),
        ends=ends("case_decision_period"),
        opens=(Opens("decision_service"), Opens("penalty_publication")),
        stage="decided",
        once=True,
        effects=(document("行政处罚决定书", "罚"),),
        citation=f"{ACT}第57条",
    ),
    Step(
        DecideNoPenalty,
        who(Role.HEAD, levels=BUREAU, basis=f"{ACT}第57条"),
        needs=(after("file_case"), after("conclude_investigation"), REVIEWED, UNDECIDED),
        ends=ends("case_decision_period"),
        opens=(Opens("decision_service"),),
        stage="decided",
        once=True,
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
            Opens("review_application"),
            Opens("suit_direct"),
            Opens("norm.feed_back"),
        ),
        stage="served",
        once=True,
        effects=(message("决定书已送达", "holder"),),
        citation=f"{ACT}第61条",
    ),
    Step(
        RecordPayment,
        who(Role.CLERK, Role.OFFICER, levels=BUREAU, systems=True),
        needs=(after("serve_decision"), after("decide_penalty")),
        guards=(payment_fits,),
        ends=(Ends("payment_15d", paid_in_full),),
        stage="paid",
        citation=f"{ACT}第67条",
    ),
    Step(
        DeferPayment,
        who(Role.HEAD, levels=BUREAU),
        needs=(after("serve_decision"), after("decide_penalty")),
        guards=(deferral_was_asked_in_time,),
        ends=ends("payment_15d"),
        stage="deferred",
        effects=(document("同意延期(分期)缴纳罚款通知书", "缓罚"),),
        citation=f"{ACT}第66条",
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
        "deferred": "延期(分期)缴纳",
        "paid": "已缴款",
    },
)
