"""The hearing (听证).

行政处罚法 art. 63-65 and 生态环境行政处罚办法 art. 46-48: offered where the intended penalty reaches the threshold; asked for within
its term after the notice; told so many working days before it is held; chaired by somebody who did not investigate;
public but for secrets and privacy; the party that stays away without reason has given it up. From the request to the
report its time does not count towards the decision (art. 57(2)). A request out of time, or without a right to it, is
received and refused; it stops no clock. It is given up in writing by an act of its own (放弃听证): who waives the statement
(art. 44, 45) keeps the hearing. How fast a request is answered and a hearing reported on no statute says:
those are the city's own norms.
"""

from collections.abc import Iterable

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, PointsBack
from judging.effects import document, message
from judging.serving import effective_day
from judging.step import Condition, Excludes, Opens, Procedure, Step, after, ends, who
from law import guards
from law.days_before import latest_by_either
from law.instruments import Suspension
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime
from law.terms import latest_before
from models.acts.hearing import (
    ConcludeHearing,
    HoldHearing,
    RefuseHearing,
    RequestHearing,
    ServeHearingNotice,
    WaiveHearing,
    WithdrawHearing,
)
from models.effects import Message
from models.people import Role
from procedures.competence import WITH_US, ours_from
from procedures.deliberation import recusals_waiting
from procedures.hearing_right import asked_once_at_a_time, has_right, hearing_was_told, request_has_no_right
from procedures.penalty.prior_notice import NOTICES, given_in_writing, names_its_notice, notice_meant, open_requests
from procedures.service import not_served_already, service_is_proved

BUREAU = (1, 2)


def _is_by_right(attempt: Attempt[RequestHearing]) -> bool:
    return has_right(attempt.record, attempt.act, attempt.law)


def _stops_the_clock(attempt: Attempt[RequestHearing]) -> Suspension | None:
    appointed = attempt.record.pointing(attempt.act.no, ServeHearingNotice)
    return "hearing" if appointed or _is_by_right(attempt) else None


def _absent(attempt: Attempt[HoldHearing]) -> bool:
    return attempt.content.is_absent


def _present(attempt: Attempt[HoldHearing]) -> bool:
    return not attempt.content.is_absent


def request_is_open(attempt: Attempt[PointsBack]) -> None:
    """Refuse to deal with a request that has been answered, or heard to its end."""
    of = attempt.content.of
    if of not in {act.no for act in open_requests(attempt.record)}:
        sentence = f"第{of}号听证申请已经答复或者听证已经结束，不能再办理“{attempt.content.label}”"
        raise OutOfOrder("request-answered", sentence, article=attempt.cite("hearing_request"), field="of")


def chair_is_no_investigator(attempt: Attempt[ServeHearingNotice | HoldHearing]) -> None:
    """Refuse a chair who investigated the case (听证主持人非本案调查人员, G3)."""
    _keeps_away(attempt, attempt.content.chair)


def reporter_is_no_investigator(attempt: Attempt) -> None:
    """Refuse a report on the hearing by who investigated (听证报告由主持人提出, G3)."""
    _keeps_away(attempt, attempt.act.by.id)


def _keeps_away(attempt: Attempt, chair: str) -> None:
    investigators = attempt.record.investigators()
    guards.investigator_keeps_away(chair, investigators, "hearing_chair", on=attempt.day, law=attempt.law)


def chair_is_not_challenged(attempt: Attempt[HoldHearing]) -> None:
    """Refuse to sit while a request that the chair keep away waits for its answer (回避)."""
    asked = [act for act in recusals_waiting(attempt.record) if act.content.person == attempt.content.chair]
    if asked:
        sentence = f"{asked[0].day.isoformat()}申请听证主持人回避，尚未决定，须先“回避决定”"
        article = attempt.cite("hearing_chair_independent")
        raise OutOfOrder("chair-is-challenged", sentence, article=article, field="chair")


def told_early_enough(attempt: Attempt[ServeHearingNotice]) -> None:
    """Refuse a hearing notice that comes too late before the day of the hearing by either reading (听证通知)."""
    hearing_on, cited = attempt.content.hearing_on, attempt.law.catalogue.find("hearing_notice", attempt.day)
    if cited is None:
        return
    latest = latest_by_either(hearing_on, cited.limit(), attempt.law.calendar)
    if effective_day(attempt.act, attempt.law) > latest:
        sentence = f"听证定于{hearing_on.isoformat()}举行，通知至迟应于{latest.isoformat()}送达；请推迟听证日期"
        raise OutOfTime("hearing-told-too-late", sentence, article=cited.shown, field="hearing_on")


def told_by_one_reading_only(done: Attempt[ServeHearingNotice]) -> Iterable[Message]:
    """Warn of a notice that is in time only if the days before the hearing need not be full ones (“七日前”的两种算法)."""
    hearing_on, cited = done.content.hearing_on, done.law.catalogue.find("hearing_notice", done.day)
    served = effective_day(done.act, done.law)
    latest = latest_before(hearing_on, cited.limit(), done.law.calendar) if cited is not None else served
    if served > latest:
        title = f"听证通知按间隔整日计算应于{latest.isoformat()}以前送达，本次只按另一种算法为及时；为稳妥请推迟听证并重新通知"
        yield from message(title, "holder", word="reading")(done)


def held_as_told(attempt: Attempt[HoldHearing]) -> None:
    """Refuse a hearing that was not told, or on another day or under another chair than the party was told (听证通知)."""
    content, article = attempt.content, attempt.cite("hearing_notice")
    notices = attempt.record.pointing(content.of, ServeHearingNotice)
    if not notices:
        raise OutOfOrder("hearing-not-told", "尚未送达听证通知书，不得举行听证", article=article, field="of")
    told = notices[-1].content
    if attempt.day != told.hearing_on:
        sentence = f"通知的听证日期是{told.hearing_on.isoformat()}，改期须重新通知"
        raise OutOfOrder("another-day", sentence, article=article, field="happened_at")
    if content.chair != told.chair:
        raise OutOfOrder("another-chair", "听证主持人与通知不一致，变更须重新通知", article=article, field="chair")


@asks_for(AskedFor("agents", must="不得超过规定人数", rule="hearing_chair_independent"))
def agents_within_bounds(attempt: Attempt[HoldHearing]) -> None:
    """Refuse more agents than the party may send (委托代理人)."""
    cited = attempt.law.catalogue.find("hearing_chair_independent", attempt.day)
    most = cited.provision.values.get("agents_max") if cited else None
    if cited is not None and most is not None and attempt.content.agents > int(most):
        raise OutOfBounds("too-many-agents", f"委托代理人不得超过{most}人", article=cited.shown, field="agents")


def held_before_report(attempt: Attempt[ConcludeHearing]) -> None:
    """Refuse a report on a hearing that has not been held."""
    if not attempt.record.pointing(attempt.content.of, HoldHearing):
        article = attempt.cite("hearing_chair_independent")
        raise OutOfOrder("hearing-not-held", "尚未举行听证，不能提出听证报告", article=article, field="of")


REQUESTED = Condition(lambda now: bool(open_requests(now.record)), "没有待办的听证申请", "hearing_procedure")

STEPS = (
    Step(
        RequestHearing,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        needs=(after(*NOTICES),),
        guards=(names_its_notice, asked_once_at_a_time),
        ends=ends("hearing_request", when=_is_by_right, about=notice_meant),
        opens=(Opens("norm.hearing_answer", starts=ours_from),),
        begins_excluded=Excludes(_stops_the_clock),
        stage="hearing_requested",
        effects=(message("当事人申请听证", "holder"),),
        citation=("hearing_request",),
    ),
    Step(
        WaiveHearing,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(*NOTICES),),
        guards=(names_its_notice, hearing_was_told),
        ends=ends("hearing_request", when=given_in_writing, about=notice_meant),
        stage="hearing_waived",
        citation=("hearing_request",),
    ),
    Step(
        RefuseHearing,
        who(Role.HEAD, levels=BUREAU),
        needs=(
            WITH_US,
            REQUESTED,
        ),
        guards=(request_is_open, request_has_no_right, service_is_proved),
        ends=ends("norm.hearing_answer"),
        ends_excluded=True,
        stage="hearing_refused",
        effects=(document("不予听证通知书", "听"),),
        citation=("hearing_granting",),
    ),
    Step(
        WithdrawHearing,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        needs=(REQUESTED,),
        guards=(request_is_open,),
        ends=ends("norm.hearing_answer"),
        ends_excluded=True,
        stage="hearing_withdrawn",
        citation=("hearing_procedure",),
    ),
    Step(
        ServeHearingNotice,
        who(Role.OFFICER, Role.CLERK, Role.LEGAL, levels=BUREAU),
        needs=(
            WITH_US,
            REQUESTED,
        ),
        guards=(
            request_is_open,
            chair_is_no_investigator,
            told_early_enough,
            not_served_already(),
            service_is_proved,
        ),
        ends=ends("norm.hearing_answer"),
        stage="hearing_appointed",
        effects=(document("行政处罚听证通知书", "听"), told_by_one_reading_only),
        citation=("hearing_notice",),
    ),
    Step(
        HoldHearing,
        who(Role.LEGAL, Role.REVIEWER, Role.CLERK, levels=BUREAU),
        needs=(WITH_US, REQUESTED, after(ServeHearingNotice)),
        guards=(request_is_open, chair_is_no_investigator, chair_is_not_challenged, held_as_told, agents_within_bounds),
        opens=(Opens("norm.hearing_report", when=_present),),
        ends_excluded=_absent,
        stage="hearing_held",
        citation=("hearing_chair_independent",),
    ),
    Step(
        ConcludeHearing,
        who(Role.LEGAL, Role.REVIEWER, levels=BUREAU),
        needs=(WITH_US, REQUESTED, after(HoldHearing)),
        guards=(request_is_open, held_before_report, reporter_is_no_investigator),
        ends=ends("norm.hearing_report"),
        ends_excluded=True,
        stage="hearing_reported",
        citation=("decision_after_hearing",),
    ),
)

PROCEDURE = Procedure(
    "hearing",
    "听证",
    STEPS,
    {
        "hearing_requested": "已申请听证",
        "hearing_waived": "已放弃听证",
        "hearing_refused": "不予听证",
        "hearing_withdrawn": "已撤回听证申请",
        "hearing_appointed": "已通知听证",
        "hearing_held": "已举行听证",
        "hearing_reported": "听证结束",
    },
)
