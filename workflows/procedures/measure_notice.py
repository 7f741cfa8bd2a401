"""The prior notice of restriction, stop and closure (限产、停产、关闭的事先告知).

限制生产、停产整治办法 art. 11: before the decision the party is told facts and basis and may state, defend itself and ask for
a hearing; the notice of penalty may say it as well. Closing is a penalty that asks for a hearing (行政处罚法 art. 63,
before 2021-07-15 art. 42). A hearing is held as hearings are.
"""

from datetime import date
from typing import Any, cast

from law import guards
from law.amounts.thresholds import Proposed, hearing_due
from law.edition import Law
from law.guards.notice import Opportunity
from law.refusals import OutOfBounds
from models.acts import Act
from models.acts.measure_notice import (
    ReceiveMeasureStatement,
    ReviewMeasureStatement,
    ServeMeasureNotice,
    WaiveMeasureStatement,
)
from models.acts.penalty import MEASURE_NAMES
from models.people import Role
from workflows.procedures.effects import document
from workflows.procedures.guarding import (
    basis_is_in_force,
    electronic_service_needs_consent,
    last_day_of,
    points_at,
)
from workflows.procedures.prior_notice import about_matter, open_requests, unanswered_statements, waived
from workflows.procedures.record import Record
from workflows.procedures.step import Attempt, Bar, Condition, Opens, Procedure, Step, after, ends, who
from workflows.procedures.targets import not_answered_yet

RULES = "《环境保护主管部门实施限制生产、停产整治办法》"
ACT = "《中华人民共和国行政处罚法》"
BUREAU = (1, 2)
EVIDENCE = after("inspect_site", "interview", "take_sample", "receive_report", article=f"{RULES}第9条")
REMEDIAL = frozenset({"restriction", "stop_rectification"})


def notice_of(record: Record, *measures: str) -> Act | None:
    """Return the last notice that told the party of one of these measures: its own, or that of a penalty."""
    own = [act for act in record.all("serve_measure_notice") if cast("Any", act.content).measure in measures]
    told = [act for act in record.all("serve_notice") if set(cast("Any", act.content).measures) & set(measures)]
    return max((*own, *told), key=lambda act: (act.day, act.no), default=None)


def noticed(*measures: str, article: str) -> Condition:
    """Return the condition that the party was told of one of these measures beforehand."""
    names = "、".join(MEASURE_NAMES[name] for name in measures)
    sentence = f"尚未就{names}送达事先告知书，须先告知事实、依据和陈述、申辩、听证的权利"
    return Condition(lambda record: notice_of(record, *measures) is not None, sentence, article)


def defence_over(*measures: str) -> Bar:
    """Return the bar that holds a measure back until the party has had its say on it (G1)."""

    def bar(record: Record, day: date, law: Law) -> None:
        notice = notice_of(record, *measures)
        if notice is None:
            return
        gave_up = waived(record, notice)
        is_offered = cast("Any", notice.content).hearing_offered
        asked = any(act in open_requests(record) for act in about_matter(record, notice, "request_hearing"))
        guards.defence_has_ended(
            on=day,
            notified_on=notice.day,
            defence=Opportunity(
                last_day_of("penalty_prior_notice", notice.day, law),
                waived=gave_up,
                pending=bool(_unreviewed(record, notice)),
            ),
            hearing=Opportunity(last_day_of("hearing_request", notice.day, law), waived=gave_up, pending=asked)
            if is_offered or asked
            else None,
        )

    return bar


def _unreviewed(record: Record, notice: Act) -> list[Act]:
    """Return the statements on a notice that nobody has examined and answered yet (未复核)."""
    if notice.name != "serve_measure_notice":
        return unanswered_statements(record, notice)
    answered = {cast("Any", act.content).of for act in record.all("review_measure_statement")}
    received = about_matter(record, notice, "receive_measure_statement")
    return [act for act in received if act.no not in answered]


def hearing_is_offered(attempt: Attempt) -> None:
    """Refuse a notice that is silent on the hearing (要求举行听证的权利)."""
    content = cast("ServeMeasureNotice", attempt.act.content)
    if content.hearing_offered:
        return
    article = f"{RULES}第11条"
    if content.measure not in REMEDIAL:
        due = hearing_due(Proposed(heads=frozenset({content.measure, "stop_business"})), "organisation", attempt.day)
        article = due.grounds[0].citation
    sentence = f"拟{MEASURE_NAMES[content.measure]}的，应当告知当事人有要求举行听证的权利"
    raise OutOfBounds("hearing-not-offered", sentence, article=article, field="hearing_offered")


STEPS = (
    Step(
        ServeMeasureNotice,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(EVIDENCE,),
        guards=(hearing_is_offered, basis_is_in_force, electronic_service_needs_consent),
        opens=(Opens("penalty_prior_notice"), Opens("hearing_request")),
        stage="measure_notified",
        effects=(document("限制生产（停产整治、停业关闭）事先告知书", "限停告"),),
        citation=f"{RULES}第11条",
    ),
    Step(
        ReceiveMeasureStatement,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        needs=(after("serve_measure_notice"),),
        guards=(points_at("serve_measure_notice"),),
        stage="measure_stated",
        citation=f"{ACT}第45条",
    ),
    Step(
        ReviewMeasureStatement,
        who(Role.OFFICER, Role.REVIEWER, Role.HEAD, levels=BUREAU),
        needs=(after("receive_measure_statement"),),
        guards=(points_at("receive_measure_statement"), not_answered_yet),
        stage="measure_stated",
        citation=f"{ACT}第45条",
    ),
    Step(
        WaiveMeasureStatement,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after("serve_measure_notice"),),
        guards=(points_at("serve_measure_notice"),),
        ends=ends(
            "penalty_prior_notice",
            "hearing_request",
            when=lambda _record, act: cast("WaiveMeasureStatement", act.content).in_writing,
        ),
        stage="measure_stated",
        citation=f"{ACT}第45条",
    ),
)

PROCEDURE = Procedure(
    "measure_notice",
    "限产停产关闭告知",
    STEPS,
    {"measure_notified": "已告知", "measure_stated": "已听取陈述申辩"},
)
