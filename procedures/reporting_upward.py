"""Reporting upward (逐级报告): each report is acknowledged by whom it came to, or climbs to the next who answers.

The opinions (衡政办发〔2015〕76号, plan 四(二) and 四(四)1, read in the city's text): the township reports to the level-2
working group, whoever answers for a grid to the grid above. They name no days; so how soon a report is acknowledged is
a norm of the city for each hop. What nobody acknowledges in its time goes to the next person who answers, one after the
other (`judging.climbing`), by itself, up to the leader of the city, who keeps it: every report has one person who
holds it. Whoever acts on it, as by handing the matter on, has it and need not say so.
"""

from collections.abc import Iterable

from judging.answering import CITY, COUNTY
from judging.attempt import Attempt, Situation
from judging.climbing import after, rungs, vacant
from judging.effects import key, message
from judging.record import Record
from judging.step import Condition, Opens, Procedure, Step, day_of_act, ends, instant_of_act, voids, who
from law.refusals import NotCompetent, OutOfOrder, Unclear
from models.acts import Act
from models.acts.emergency import EmergencyReport, SendFirstReport, SendFollowUp
from models.acts.finding import ReportUpward
from models.acts.terms import TermLapses
from models.acts.upward import AcknowledgeReport, ReportToCity
from models.effects import Message
from models.people import Answerable, Role

BY_GROUP, BY_CITY, IN_EMERGENCY = (
    "norm.acknowledge_by_group",
    "norm.acknowledge_by_city",
    "norm.acknowledge_emergency",
)
SEEN_TO = ("case_filing_decision", "norm.report_upward", BY_GROUP, "norm.hand_over", "hotline_forward_internal")
"""What waits for somebody to take the matter up: a first decision does, and sending the whole on (办法 art. 18)."""
ACKNOWLEDGED = (BY_GROUP, BY_CITY, IN_EMERGENCY)
UNWALKED = "norm.patrol_round"
"""What the engine reports by itself: the points of a round that nobody saw by the evening (漏巡)."""
BUREAU = (1, 2)


def _rule(lapse: TermLapses) -> str:
    return lapse.term.partition("#")[0]


def _came_of(record: Record, act: Act) -> Act | None:
    """Return the act whose term lapsed, where an act is the lapse by which a report climbs."""
    if not isinstance(act.content, TermLapses) or _rule(act.content) not in ACKNOWLEDGED:
        return None
    return record.act(int(act.content.term.rpartition("#")[2]))


def report_of(record: Record, act: Act) -> Act:
    """Return the report that an act is, or that it has carried on."""
    before = _came_of(record, act)
    return act if before is None else report_of(record, before)


def holder_after(record: Record, act: Act) -> Answerable | None:
    """Return who holds a report after an act: whom it came to, or to whom a lapse has carried it; None past the top.

    Where the person that a lapse told was replaced since (变更责任人), whoever is next by now holds it.
    """
    before = _came_of(record, act)
    if before is None:
        return _first(record, act)
    was = holder_after(record, before)
    if was is None or not isinstance(act.content, TermLapses) or was.direct in act.content.escalated_to:
        return None
    further = after(record, was)
    return next((rung for rung in further if rung.direct in act.content.escalated_to), next(iter(further), None))


def _first(record: Record, report: Act) -> Answerable | None:
    """Return who has to acknowledge a report first; of what the engine reports, whoever is mainly responsible."""
    ladder = rungs(record, CITY if is_to_the_city(report) else COUNTY)
    if isinstance(report.content, TermLapses):
        return next((rung for rung in ladder if rung.direct == rung.main), next(iter(ladder), None))
    return next(iter(ladder), None)


def is_to_the_city(report: Act) -> bool:
    """Tell whether a report goes to the city, which then acknowledges it."""
    return isinstance(report.content, ReportToCity | EmergencyReport)


def holds(done: Attempt) -> Answerable | None:
    """Return who holds a report after an act; None where a paper file leaves unsaid who answers."""
    opening = done.record.opening
    if opening is None or "answerable" not in opening.content.__dict__:
        return None
    return holder_after(done.record, done.act)


def _climbs(rule: str) -> Opens[TermLapses]:
    """Return the term that runs for the next person once somebody has let a report's pass; none past the top."""

    def goes_on(done: Attempt[TermLapses]) -> bool:
        return _rule(done.content) == rule and holds(done) is not None

    return Opens(rule, when=goes_on, starts=instant_of_act if rule == IN_EMERGENCY else day_of_act, owner=holds)


CLIMBS = tuple(_climbs(rule) for rule in ACKNOWLEDGED)
"""What runs on when a report's term has lapsed, in every kind of file that knows reports."""
WAITS_FOR_GROUP: Opens[ReportUpward] = Opens(BY_GROUP, owner=holds)
WAITS_IN_EMERGENCY: Opens[EmergencyReport] = Opens(
    IN_EMERGENCY,
    when=lambda done: done.act.by.level == COUNTY and "superior" in done.content.to,
    starts=instant_of_act,
    owner=holds,
)
"""A report on an emergency from the county's bureau to the one above it: the city's."""
NOT_WALKED: Opens[TermLapses] = Opens(BY_GROUP, when=lambda done: _rule(done.content) == UNWALKED, owner=holds)
TAKEN_UP = ends(BY_GROUP)
"""What ends where whoever was told acts on it."""
OVER = voids(*ACKNOWLEDGED)
"""What takes away the object of every report that waits: the file has ended."""


def climbed(done: Attempt[TermLapses]) -> Iterable[Message]:
    """Return the word to whoever holds a report next, and which posts were passed over because nobody holds them."""
    report, now = report_of(done.record, done.act), holds(done)
    if now is None or report.no == done.act.no:
        return
    gaps = vacant(done.record, done.content.passed_over)
    said = f"（{gaps}空缺，已越过）" if gaps else ""
    title = (
        f"第{report.no}号“{report.content.label}”逾期无人签收，现上报至您{said}，请“{AcknowledgeReport.label}”并办理"
    )
    yield Message(key=key(done, "message-climbed"), act_no=done.act.no, title=title, to=(now.direct,))


def _is_acknowledgeable(act: Act) -> bool:
    if isinstance(act.content, TermLapses):
        return _rule(act.content) == UNWALKED
    if isinstance(act.content, EmergencyReport):
        return act.by.level == COUNTY and "superior" in act.content.to
    return isinstance(act.content, ReportUpward | ReportToCity)


def unacknowledged(record: Record) -> list[Act]:
    """Return the reports of which nobody has said that they have come."""
    said = record.targets(AcknowledgeReport)
    reports = record.all(ReportUpward, ReportToCity, SendFirstReport, SendFollowUp, TermLapses)
    return [act for act in reports if act.no not in said and _is_acknowledgeable(act)]


def none_waits(now: Situation) -> None:
    """Refuse to report to the city what the city was told and has not acknowledged: that climbs by itself (重复报告)."""
    waiting = next((act for act in unacknowledged(now.record) if isinstance(act.content, ReportToCity)), None)
    if waiting is not None:
        sentence = f"第{waiting.no}号“{waiting.content.label}”还在等候市级签收，逾期自行逐级上报，不得重复报告"
        raise OutOfOrder("already-done", sentence, article=now.cite("grid_operation"))


AWAITED = Condition(lambda now: bool(unacknowledged(now.record)), "没有等候签收的报告", "grid_operation")


def is_for_whoever_it_came_to(attempt: Attempt[AcknowledgeReport]) -> None:
    """Refuse to acknowledge what is no report upward, or what was reported to the level above (签收)."""
    report = attempt.whole.act(attempt.content.of)
    if report is None:
        return
    if not _is_acknowledgeable(report):
        sentence = f"第{report.no}号“{report.content.label}”不是须签收的报告"
        raise Unclear("no-report", sentence, article=attempt.cite("grid_operation"), field="of")
    if is_to_the_city(report) and attempt.act.by.kind == "person" and attempt.act.by.level != CITY:
        sentence = "向市级的报告由市级网格责任单位签收，报告的一方不得自行签收"
        raise NotCompetent("reported-to-the-city", sentence, article=attempt.cite("grid_duties"), field="by")


def _the_report_and_its_climb(done: Attempt[AcknowledgeReport]) -> frozenset[int]:
    """Return the report and the lapses by which it climbed: the terms of all of them end."""
    record = done.record
    lapses = (act.no for act in record.all(TermLapses) if report_of(record, act).no == done.content.of)
    return frozenset((done.content.of, *lapses))


ACKNOWLEDGEMENT = Step(
    AcknowledgeReport,
    who(Role.OFFICER, Role.CLERK, Role.HEAD, Role.SUPERVISOR, levels=BUREAU, basis="grid_duties"),
    needs=(AWAITED,),
    guards=(is_for_whoever_it_came_to,),
    ends=ends(*ACKNOWLEDGED, about=_the_report_and_its_climb),
    when_closed=True,
    citation=("grid_operation",),
)
REPORT_TO_CITY = Step(
    ReportToCity,
    who(Role.OFFICER, Role.CLERK, Role.HEAD, levels=(COUNTY,), basis="grid_operation"),
    bars=(none_waits,),
    opens=(Opens(BY_CITY, owner=holds),),
    effects=(message("向市级报告，请签收并办理", "level-1"),),
    citation=("grid_operation",),
)

PROCEDURE = Procedure("reporting_upward", "逐级报告", (REPORT_TO_CITY, ACKNOWLEDGEMENT))
