"""The prior notice of restriction, stop and shutdown (限产、停产、关闭的事先告知).

限制生产、停产整治办法 art. 11: before the decision the party is told facts and basis and may state, defend itself and ask for
a hearing; the notice of penalty may say it as well. What was not told is neither fact nor basis of the decision.
Statement and hearing are given up each by its own waiver. Closing is a penalty that asks for a hearing (行政处罚法 art.
63, before 2021-07-15 art. 42). A hearing is held as hearings are.
"""

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.effects import document
from judging.record import Record, follows, place
from judging.step import Bar, Condition, Guard, Opens, Procedure, Step, after, ends, name_of, who
from law.amounts.thresholds import Proposed, hearing_due
from law.refusals import OutOfBounds, OutOfOrder
from models.acts import Act
from models.acts.investigation import InspectSite, Interview, ReceiveReport, TakeSample
from models.acts.measure import MeasureDecision
from models.acts.measure_notice import (
    ExamineMeasureStatement,
    ReceiveMeasureStatement,
    ServeMeasureNotice,
    WaiveMeasureStatement,
)
from models.acts.penalty import MEASURE_NAMES, ServeNotice
from models.acts.production_stop import DecideProductionStop, ServeProductionStop
from models.acts.restriction import DecideRestriction, ServeRestriction
from models.people import Role
from procedures.competence import WITH_US
from procedures.contests import undone
from procedures.legal_basis import basis_is_in_force
from procedures.penalty.as_notified import basis_was_told, facts_were_told
from procedures.penalty.prior_notice import REPLACES, given_in_writing, party_was_answered, party_was_heard
from procedures.service import not_served_already, service_is_proved

BUREAU = (1, 2)
EVIDENCE = after(InspectSite, Interview, TakeSample, ReceiveReport, article="restriction_evidence")
REMEDIAL = frozenset({"restriction", "stop_rectification"})

MeasureNotice = ServeMeasureNotice | ServeNotice
"""What may tell the party of a measure: a notice of its own, or that of a penalty."""


def _notices_of(record: Record, *measures: str) -> list[Act[MeasureNotice]]:
    """Return the notices that told the party of one of these measures, in order: its own, and those of a penalty."""
    own = [act for act in record.all(ServeMeasureNotice) if act.content.measure in measures]
    told = [act for act in record.all(ServeNotice) if set(act.content.measures) & set(measures)]
    found: list[Act[MeasureNotice]] = [*own, *told]
    return sorted(found, key=place)


def notice_of(record: Record, *measures: str) -> Act[MeasureNotice] | None:
    """Return the last notice that told the party of one of these measures: its own, or that of a penalty."""
    return next(reversed(_notices_of(record, *measures)), None)


def noticed(*measures: str, article: str) -> Condition:
    """Return the condition that the party was told of one of these measures beforehand."""
    names = "、".join(MEASURE_NAMES[name] for name in measures)
    sentence = f"尚未就{names}送达事先告知书，须先告知事实、依据和陈述、申辩、听证的权利"
    return Condition(lambda now: notice_of(now.record, *measures) is not None, sentence, article)


def defence_over(*measures: str) -> Bar:
    """Return the bar that refuses a measure before the party has had its say on it (G1).

    What it said, or asked for, on an earlier notice of the measure is answered as well, whichever notice that was.
    """

    def bar(now: Situation) -> None:
        notices = _notices_of(now.record, *measures)
        for notice in notices[-1:]:
            party_was_heard(now.record, notice, now.day, now.law)
        for notice in notices[:-1]:
            party_was_answered(now.record, notice, now.day, now.law)

    return bar


def _decided_on(record: Record, notice: Act[MeasureNotice], name: str) -> list[Act[MeasureDecision]]:
    """Return the decisions of a kind that a notice carried, were served, and were not set aside since."""
    served = record.targets(ServeRestriction, ServeProductionStop) - undone(record)
    decided = record.all(DecideRestriction, DecideProductionStop)
    return [one for one in decided if one.name == name and one.no in served and follows(one, notice)]


def notice_is_left(record: Record, measure: str, decision: type[MeasureDecision]) -> bool:
    """Tell whether a measure may still be decided on its last notice: not where that carried one already (告知一次一用)."""
    notice = notice_of(record, measure)
    return notice is None or not _decided_on(record, notice, name_of(decision))


def decided_as_noticed(measure: str) -> Guard[MeasureDecision]:
    """Return the guard that refuses a measure on facts or a basis its notice lacks, or on one used up (办法 art. 11)."""

    @asks_for(AskedFor("facts_note", when="认定的事实与告知书文字不同的", rule="restriction_notice"))
    def guard(attempt: Attempt[MeasureDecision]) -> None:
        content, notice = attempt.content, notice_of(attempt.record, measure)
        if notice is None:
            return
        article = attempt.cite("restriction_notice")
        used = _decided_on(attempt.record, notice, content.act)
        if used:
            sentence = f"第{notice.no}号事先告知已据以作出第{used[0].no}号决定，再次作出须重新告知"
            raise OutOfOrder("notice-used", sentence, article=article, field="act")
        facts_were_told(content.facts, notice.content.facts, content.facts_note, article)
        basis_was_told(attempt.law, content.basis, notice.content.basis, article)

    return guard


@asks_for(AskedFor("hearing_offered", must="须为是", rule="restriction_notice", offered=True))
def hearing_is_offered(attempt: Attempt[ServeMeasureNotice]) -> None:
    """Refuse a notice that is silent on the hearing (要求举行听证的权利)."""
    content = attempt.content
    if content.hearing_offered:
        return
    article = attempt.cite("restriction_notice")
    if content.measure not in REMEDIAL:
        closing = Proposed(heads=frozenset({content.measure, "stop_business"}))
        article = hearing_due(closing, "organisation", attempt.day, attempt.law).grounds[0].citation
    sentence = f"拟{MEASURE_NAMES[content.measure]}的，应当告知当事人有要求举行听证的权利"
    raise OutOfBounds("hearing-not-offered", sentence, article=article, field="hearing_offered")


STEPS = (
    Step(
        ServeMeasureNotice,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(WITH_US, EVIDENCE),
        guards=(
            hearing_is_offered,
            basis_is_in_force,
            not_served_already(DecideRestriction, DecideProductionStop),
            service_is_proved,
        ),
        ends=REPLACES,
        opens=(Opens("penalty_prior_notice"), Opens("hearing_request")),
        stage="measure_notified",
        effects=(document("限制生产（停产整治、停业关闭）事先告知书", "限停告"),),
        citation=("restriction_notice",),
    ),
    Step(
        ReceiveMeasureStatement,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        needs=(after(ServeMeasureNotice),),
        stage="measure_stated",
        citation=("party_statement",),
    ),
    Step(
        ExamineMeasureStatement,
        who(Role.OFFICER, Role.REVIEWER, Role.HEAD, levels=BUREAU),
        needs=(
            WITH_US,
            after(ReceiveMeasureStatement),
        ),
        stage="measure_stated",
        citation=("party_statement",),
    ),
    Step(
        WaiveMeasureStatement,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(ServeMeasureNotice),),
        ends=ends("penalty_prior_notice", when=given_in_writing),
        stage="measure_stated",
        citation=("party_statement",),
    ),
)

PROCEDURE = Procedure(
    "measure_notice",
    "限产停产关闭告知",
    STEPS,
    {"measure_notified": "已告知", "measure_stated": "已听取陈述申辩"},
)
