"""The hearing (听证).

行政处罚法 art. 63-65 and 生态环境行政处罚办法 art. 46-48: offered where the intended penalty reaches the threshold; asked for within its term after
the notice; told so many working days before it is held; chaired by somebody who did not investigate; public but for secrets; the party that stays
away has given it up. From the request to the report its time does not count towards the decision (art. 57(2)). A late request is received and refused.
"""

from datetime import date
from typing import Any, cast

from law import guards
from law.edition import Law
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime
from law.terms import latest_before
from models.acts import Act
from models.acts.hearing import (
    ConcludeHearing,
    HoldHearing,
    RefuseHearing,
    RequestHearing,
    ServeHearingNotice,
    WithdrawHearing,
)
from models.people import Role
from workflows.procedures.effects import document, message
from workflows.procedures.guarding import electronic_service_needs_consent, last_day_of, points_at
from workflows.procedures.record import Record
from workflows.procedures.step import Attempt, Condition, Procedure, Step, after, before, ends, who

ACT = "《中华人民共和国行政处罚法》"
BUREAU = (1, 2)
ANSWERS = ("refuse_hearing", "withdraw_hearing", "conclude_hearing")
NOTICES = ("serve_notice", "serve_daily_notice")
"""Every notice that may offer a hearing."""


def pending_request(record: Record) -> Act | None:
    """Return the request for a hearing that is neither refused, withdrawn nor heard to its end."""
    answered = {cast("Any", act.content).of for act in record.all(*ANSWERS)}
    return next((act for act in record.all("request_hearing") if act.no not in answered), None)


def _pending(record: Record) -> bool:
    return pending_request(record) is not None


def _hearing(_record: Record, _act: Act) -> str:
    return "hearing"


def chair_is_no_investigator(attempt: Attempt) -> None:
    """Refuse a chair who investigated the case (听证主持人非本案调查人员, G3)."""
    chair = cast("Any", attempt.act.content).chair
    guards.investigator_keeps_away(chair, attempt.record.investigators(), "hearing_chair", on=attempt.day)


def told_early_enough(attempt: Attempt) -> None:
    """Refuse a hearing notice that comes too late before the day of the hearing (听证通知)."""
    content = cast("ServeHearingNotice", attempt.act.content)
    cited = attempt.law.catalogue.find("hearing_notice", attempt.day)
    if cited is None:
        return
    latest = latest_before(content.hearing_on, cited.limit(), attempt.law.calendar)
    if attempt.day > latest:
        sentence = f"听证定于{content.hearing_on.isoformat()}举行,通知至迟应于{latest.isoformat()}送达;请推迟听证日期"
        raise OutOfTime("hearing-told-too-late", sentence, article=cited.citation, field="hearing_on")


def request_is_bad(attempt: Attempt) -> None:
    """Refuse to refuse a request that was in time and rests on an offer (听证权利)."""
    request = attempt.record.act(cast("RefuseHearing", attempt.act.content).of)
    notice = attempt.record.last(*NOTICES)
    if request is None or notice is None:
        return
    last = last_day_of("hearing_request", notice.day, attempt.law)
    if cast("Any", notice.content).hearing_offered and last is not None and request.day <= last:
        sentence = f"当事人于{request.day.isoformat()}申请听证,未超过期限({last.isoformat()}),应当组织听证,不得拒绝"
        raise OutOfBounds("hearing-is-due", sentence, article=f"{ACT}第63条、第64条", field="of")


def held_as_told(attempt: Attempt) -> None:
    """Refuse a hearing on another day, or under another chair, than the party was told (听证通知)."""
    content = cast("HoldHearing", attempt.act.content)
    notice = attempt.record.act(content.of)
    if notice is None:
        return
    told = cast("ServeHearingNotice", notice.content)
    if attempt.day != told.hearing_on:
        sentence = f"通知的听证日期是{told.hearing_on.isoformat()},改期须重新通知"
        raise OutOfOrder("another-day", sentence, article=f"{ACT}第64条", field="happened_at")
    if content.chair != told.chair:
        raise OutOfOrder("another-chair", "听证主持人与通知不一致,变更须重新通知", article=f"{ACT}第64条", field="chair")


def agents_within_bounds(attempt: Attempt) -> None:
    """Refuse more agents than the party may send (委托一至二人代理)."""
    content = cast("HoldHearing", attempt.act.content)
    cited = attempt.law.catalogue.find("hearing_chair_independent", attempt.day)
    most = cited.provision.values.get("agents_max") if cited else None
    if cited is not None and most is not None and content.agents > int(most):
        raise OutOfBounds("too-many-agents", f"委托代理人不得超过{most}人", article=cited.citation, field="agents")


def hearing_is_over(record: Record, day: date, law: Law) -> None:  # noqa: ARG001  the signature of a bar
    """Refuse a decision while a hearing that was asked for has not come to its end (G1)."""
    request = pending_request(record)
    if request is not None:
        sentence = f"当事人{request.day.isoformat()}申请的听证尚未结束,须先“听证报告”(或者依法“不予听证”)"
        raise OutOfOrder("hearing-pending", sentence, article=f"{ACT}第65条", guard="G1")


PENDING = Condition(_pending, "没有待办的听证申请", f"{ACT}第64条")
UNDECIDED = before("decide_no_penalty")

STEPS = (
    Step(
        RequestHearing,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        needs=(after(*NOTICES), UNDECIDED),
        ends=ends("hearing_request"),
        begins_excluded=_hearing,
        stage="hearing_requested",
        effects=(message("当事人申请听证", "holder"),),
        citation=f"{ACT}第64条第1项",
    ),
    Step(
        RefuseHearing,
        who(Role.HEAD, levels=BUREAU),
        needs=(PENDING,),
        guards=(points_at("request_hearing"), request_is_bad, electronic_service_needs_consent),
        ends_excluded=True,
        stage="hearing_refused",
        effects=(document("不予听证通知书", "听"),),
        citation=f"{ACT}第63条、第64条",
    ),
    Step(
        WithdrawHearing,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        needs=(PENDING,),
        guards=(points_at("request_hearing"),),
        ends_excluded=True,
        stage="hearing_withdrawn",
        citation=f"{ACT}第64条",
    ),
    Step(
        ServeHearingNotice,
        who(Role.OFFICER, Role.CLERK, Role.LEGAL, levels=BUREAU),
        needs=(PENDING,),
        guards=(
            points_at("request_hearing"),
            chair_is_no_investigator,
            told_early_enough,
            electronic_service_needs_consent,
        ),
        stage="hearing_appointed",
        effects=(document("行政处罚听证通知书", "听"),),
        citation=f"{ACT}第64条第2项",
    ),
    Step(
        HoldHearing,
        who(Role.LEGAL, Role.REVIEWER, Role.CLERK, levels=BUREAU),
        needs=(PENDING, after("serve_hearing_notice")),
        guards=(points_at("serve_hearing_notice"), chair_is_no_investigator, held_as_told, agents_within_bounds),
        stage="hearing_held",
        citation=f"{ACT}第64条第3项至第8项",
    ),
    Step(
        ConcludeHearing,
        who(Role.LEGAL, Role.REVIEWER, levels=BUREAU),
        needs=(PENDING, after("hold_hearing")),
        guards=(points_at("request_hearing"),),
        ends_excluded=True,
        stage="hearing_reported",
        citation=f"{ACT}第65条",
    ),
)

PROCEDURE = Procedure(
    "hearing",
    "听证",
    STEPS,
    {
        "hearing_requested": "已申请听证",
        "hearing_refused": "不予听证",
        "hearing_withdrawn": "已撤回听证申请",
        "hearing_appointed": "已通知听证",
        "hearing_held": "已举行听证",
        "hearing_reported": "听证结束",
    },
)
