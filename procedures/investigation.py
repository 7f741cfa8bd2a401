"""Inquiry and evidence (调查取证).

行政处罚法 art. 42, 55 and 生态环境行政处罚办法 art. 23: at least two certified officers, who show their
certificates; art. 29(3): the party is told the result of monitoring and appraisal; art. 35: suspension on a
listed ground, resumed at once when it is gone; art. 57(2): time of monitoring, appraisal and the like does not
count. It ends with a report (调查报告, art. 37, 38), or without one, where whoever did it is gone (art. 36).
"""

from judging.attempt import Attempt, Situation
from judging.effects import document
from judging.record import Record
from judging.step import Condition, Excludes, Opens, Procedure, Step, after, voids, who
from law import guards
from law.guards.notice import Result
from law.instruments import Suspension
from law.refusals import OutOfOrder
from models.acts.filing import FileCase, RevokeFiling
from models.acts.investigation import (
    BeginExcludedTime,
    ConcludeInvestigation,
    EndExcludedTime,
    InformResults,
    InspectSite,
    Interview,
    ReceiveReport,
    ResumeInvestigation,
    SuspendInvestigation,
    TakeSample,
    TerminateInvestigation,
)
from models.acts.penalty import DecideNoPenalty, DecidePenalty
from models.people import Role
from procedures.competence import WITH_US, ours_from
from procedures.correction import correction_confirmed, order_is_due_after
from procedures.filing import declined
from procedures.officers import identity_was_shown, two_certified_officers
from procedures.penalty.decisions import undecided
from procedures.penalty.gains_left import left_is_told
from procedures.penalty.prior_notice import something_to_decide
from procedures.redoing import owed_again
from procedures.referral.signs import SIGNS_TO_ANSWER, flagged
from procedures.repetition import not_running_already
from procedures.telling_terms import FEED_BACK

BUREAU = (1, 2)
SUSPENSION: Suspension = "investigation_suspended"
EVIDENCE = (InspectSite, Interview, ReceiveReport, TakeSample)


def _ground(attempt: Attempt[BeginExcludedTime]) -> Suspension | None:
    return attempt.content.ground


def _suspended(_attempt: Attempt) -> Suspension | None:
    return SUSPENSION


def _calls_for_an_order(attempt: Attempt[ReceiveReport]) -> bool:
    return order_is_due_after(attempt.record, attempt.act, attempt.law)


def _runs(record: Record) -> bool:
    return len(record.all(SuspendInvestigation)) == len(record.all(ResumeInvestigation))


def is_over(record: Record) -> bool:
    """Tell whether nothing is investigated any more: decided, not filed, filing revoked or investigation ended.

    What is to be decided again, or only went ahead of a criminal case, may still end with the party.
    """
    decided = record.has(DecidePenalty, DecideNoPenalty) and not undecided(record)
    return declined(record) or decided or record.has(RevokeFiling, TerminateInvestigation)


def _still_open(now: Situation) -> bool:
    record = now.record
    return something_to_decide(record) or not correction_confirmed(record) or bool(owed_again(record))


def not_excluded_already(attempt: Attempt[BeginExcludedTime]) -> None:
    """Refuse excluded time on a ground on which time stands still already; other grounds may overlap (扣除期间)."""
    record, ground = attempt.whole, attempt.content.ground
    same = [act for act in record.all(BeginExcludedTime) if act.content.ground == ground]
    not_running_already(attempt, same, record.first_days(EndExcludedTime), attempt.cite("time_not_counted"))


def suspension_is_over(attempt: Attempt[ResumeInvestigation]) -> None:
    """Refuse to resume an investigation that was never suspended (中止调查)."""
    if not attempt.record.has(SuspendInvestigation):
        raise OutOfOrder("not-suspended", "调查没有中止，无须恢复", field="act")


def ground_fits_the_party(attempt: Attempt[TerminateInvestigation]) -> None:
    """Refuse a ground that the party cannot meet: no citizen ends (办法 art. 36).

    Who trades as a household (个体工商户) is entered as an organisation, and dies as a citizen does.
    """
    filed = attempt.record.content(FileCase)
    if filed is not None and attempt.content.ground == "entity_ended" and filed.party.kind == "citizen":
        sentence = "终止调查的事由与当事人不符：终止且无权利义务承受人适用于法人或者其他组织"
        article = attempt.cite("investigation_termination")
        raise OutOfOrder("wrong-ground", sentence, article=article, field="ground")


def results_were_told(attempt: Attempt) -> None:
    """Refuse a prior notice while a monitoring result has not been told to the party (G18)."""
    told = attempt.record.first_days(InformResults)
    results = [Result(act.content.label, told.get(act.no)) for act in attempt.record.all(ReceiveReport)]
    guards.results_told_before_notice(results, on=attempt.day, law=attempt.law)


RUNNING = Condition(lambda now: _runs(now.record), "调查已中止，须先“恢复调查”", "investigation_suspension")
SUSPENDED = Condition(lambda now: not _runs(now.record), "调查没有中止，无须恢复", "investigation_suspension")
OVER = "案件已经决定、不予立案、撤销立案或者终止调查，不得再办理"
UNDECIDED = Condition(lambda now: not is_over(now.record), OVER, "case_filing")
STILL_OPEN = Condition(_still_open, "案件已经决定，责令改正也已复查，没有须重新作出的，不再调查取证")

ON_SITE = (two_certified_officers, identity_was_shown)

STEPS = (
    Step(
        InspectSite,
        who(Role.OFFICER, levels=BUREAU),
        needs=(STILL_OPEN,),
        guards=ON_SITE,
        opens=(SIGNS_TO_ANSWER,),
        for_one_party=True,
        stage="investigated",
        effects=(flagged,),
        citation=("inspection_and_questioning",),
    ),
    Step(
        Interview,
        who(Role.OFFICER, levels=BUREAU),
        needs=(STILL_OPEN,),
        guards=ON_SITE,
        for_one_party=True,
        stage="investigated",
        citation=("inspection_and_questioning",),
    ),
    Step(
        TakeSample,
        who(Role.OFFICER, levels=BUREAU),
        needs=(STILL_OPEN,),
        guards=ON_SITE,
        opens=(SIGNS_TO_ANSWER,),
        for_one_party=True,
        stage="investigated",
        effects=(flagged,),
        citation=("sampling",),
    ),
    Step(
        BeginExcludedTime,
        who(Role.HEAD, levels=BUREAU),
        needs=(WITH_US, after(FileCase), UNDECIDED),
        guards=(not_excluded_already,),
        begins_excluded=Excludes(_ground),
        for_one_party=True,
        citation=("time_not_counted",),
    ),
    Step(
        EndExcludedTime,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(BeginExcludedTime),),
        ends_excluded=True,
        citation=("time_not_counted",),
    ),
    Step(
        ReceiveReport,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        opens=(Opens("correction_order_after_lab", when=_calls_for_an_order, starts=ours_from), SIGNS_TO_ANSWER),
        stage="investigated",
        effects=(flagged,),
        citation=("monitoring_report",),
    ),
    Step(
        InformResults,
        who(Role.OFFICER, levels=BUREAU),
        needs=(after(ReceiveReport),),
        citation=("results_told",),
    ),
    Step(
        SuspendInvestigation,
        who(Role.HEAD, levels=BUREAU),
        needs=(WITH_US, after(FileCase), RUNNING, UNDECIDED),
        begins_excluded=Excludes(_suspended),
        for_one_party=True,
        stage="suspended",
        citation=("investigation_suspension",),
    ),
    Step(
        ResumeInvestigation,
        who(Role.OFFICER, Role.HEAD, levels=BUREAU),
        needs=(
            WITH_US,
            SUSPENDED,
        ),
        guards=(suspension_is_over,),
        resumes=SUSPENSION,
        day_counts=True,
        stage="investigated",
        citation=("investigation_suspension",),
    ),
    Step(
        ConcludeInvestigation,
        who(Role.OFFICER, levels=BUREAU),
        needs=(WITH_US, after(FileCase), RUNNING, after(*EVIDENCE), UNDECIDED),
        opens=(SIGNS_TO_ANSWER,),
        for_one_party=True,
        stage="concluded",
        once=True,
        effects=(flagged,),
        citation=("investigation_conclusion",),
    ),
    Step(
        TerminateInvestigation,
        who(Role.HEAD, levels=BUREAU),
        needs=(WITH_US, after(FileCase), UNDECIDED),
        guards=(ground_fits_the_party,),
        ends=voids("case_decision_period"),
        opens=(FEED_BACK,),
        stage="investigation_terminated",
        once=True,
        effects=(document("终止调查审批表", "终"), left_is_told),
        citation=("investigation_termination",),
    ),
)

PROCEDURE = Procedure(
    "investigation",
    "调查取证",
    STEPS,
    {
        "investigated": "调查中",
        "suspended": "中止调查",
        "concluded": "调查终结",
        "investigation_terminated": "终止调查",
    },
)
