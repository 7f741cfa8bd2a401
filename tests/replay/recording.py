"""Records a golden history: `make history STORY=<name>`. Reviewed, committed, never regenerated.

A story is played on the real engine; the history of each file in it is what a running file of that day looks like to later code.
"""

import asyncio
import json
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import insert, text

from activities.judging import JudgeActivities
from database import schema
from database.connection import connect
from docket.notices import bring_in
from kinds import COMPLAINT
from law.notices import read_notice
from models.effects import Feedback
from models.file import Judgment, Opening
from registry.numbers import reserve_file_number
from registry.tables import systems
from tests.builders import COUNTY, HOTLINE, PENALTY_PATH, command, moment, pointed
from tests.engine_service import CaseService, LiveCase, started_engine
from tests.faulty_judges import Faulty, FaultyAtOnce, Slow, fresh
from tests.law.test_calendar import NEXT_YEAR
from tests.live_assistance import asked_for_help, helps
from tests.live_joint import followed_up, seen_to_its_end
from tests.procedures.transferring import FARMS, clerk_of, sent
from workflows.complaint import Complaint
from workflows.no_answer import JudgmentFailed
from workflows.violation_case import ViolationCase

HISTORIES = Path(__file__).with_name("histories")
Story = Callable[[CaseService], Awaitable[Sequence[LiveCase]]]
DELIVERIES = "WorkflowType = 'Delivery'"
EVERYBODY = ["government", "superior", "province", "ministry"]
GRAVE = {"fine": "300000", "hearing_offered": True}


async def fined_and_archived(service: CaseService) -> Sequence[LiveCase]:
    """A finding goes through the whole penalty path to the archive."""
    case = service.case()
    await case.goes("close_case")
    await case.does("archive_case", "2026-10-12")
    return (case,)


async def late_and_escalated(service: CaseService) -> Sequence[LiveCase]:
    """A filing decision is warned of, lapses, is escalated, and comes after all; the case is still open."""
    case = service.case()
    await case.goes("hand_to_department")
    await case.waits_until("2026-09-21")
    await case.does("inspect_site", "2026-09-21 10:00")
    await case.does("file_case", "2026-09-22")
    return (case,)


async def corrected_and_declined(service: CaseService) -> Sequence[LiveCase]:
    """A complaint taken down as a case, whose date is corrected, declined, fed back, closed and archived."""
    case = service.case()
    await case.does("receive_complaint", "2026-09-01", named=True)
    await case.does("accept_complaint", "2026-09-03")
    await case.does("hand_to_department", "2026-09-04")
    await case.does(
        "correct_act", "2026-09-07", of="accept_complaint", happened_at=moment("2026-09-02"), reason="日期记录有误"
    )
    await case.does("decline_filing", "2026-09-10")
    await case.does("feed_back", "2026-09-11", to="reporter")
    await case.does("confirm_feedback", "2026-09-11 15:00", of="feed_back")
    await case.does("close_case", "2026-09-14", ground="not_filed")
    await case.does("archive_case", "2026-09-21")
    return (case,)


async def continued_as_new(service: CaseService) -> Sequence[LiveCase]:
    """The second run of a case that moved on in the middle of its life."""
    return (await long_lived(service),)


async def heard_before_the_decision(service: CaseService) -> Sequence[LiveCase]:
    """A grave fine: a hearing is asked for, told, held and reported, and the time of it does not count."""
    case = service.case()
    await case.goes("review_case")
    await case.does("serve_notice", "2026-09-14", **GRAVE)
    await case.does("request_hearing", "2026-09-16")
    await case.does("serve_hearing_notice", "2026-09-17", of="request_hearing", hearing_on="2026-09-29")
    await case.does("hold_hearing", "2026-09-29", of="request_hearing")
    await case.does("conclude_hearing", "2026-09-30", of="request_hearing")
    await case.does("review_legality", "2026-10-09")
    await case.does("discuss_collectively", "2026-10-10")
    await case.does("decide_penalty", "2026-10-12", fine="300000")
    await case.does("serve_decision", "2026-10-13")
    return (case,)


async def told_of_its_case(service: CaseService) -> Sequence[LiveCase]:
    """Two files talk: a complaint opens a case, the case tells what came of it, the complaint is answered."""
    complaint = service.complaint()
    await complaint.does("receive_complaint", "2026-09-01")
    await complaint.does("accept_complaint", "2026-09-02")
    await complaint.does("forward_complaint", "2026-09-03")
    await complaint.waits_until("2026-09-03 12:00")
    case = await complaint.opened()
    await case.does("decline_filing", "2026-09-10")
    await case.does("feed_back", "2026-09-11", to="complaint", result="未发现违法事实")
    await case.waits_until("2026-09-11 12:00")
    await complaint.does("answer_complaint", "2026-09-14", finding="untrue")
    await complaint.does("confirm_feedback", "2026-09-15", of="answer_complaint")
    await complaint.does("archive_complaint", "2026-09-21")
    await service.client.get_workflow_handle(complaint.workflow_id).result()
    return (complaint, case)


async def alarms_taken_over(service: CaseService) -> Sequence[LiveCase]:
    """Two alarms of one outlet: the first leads to a case, the second, late, is joined to it; both are archived."""
    first, second = service.alarm(), service.alarm()
    await first.does("receive_alarm", "2026-09-01 09:30")
    await first.does("add_exceedance", "2026-09-01 11:30")
    await first.does("open_case_of_alarm", "2026-09-01 15:00")
    await first.waits_until("2026-09-01 16:00")
    case = await first.opened()
    await second.does("receive_alarm", "2026-09-03 09:30", began_at="2026-09-03T08:00", ended_at="2026-09-03T09:00")
    await second.waits_until("2026-09-04 10:00")
    await second.does("join_alarm_to_case", "2026-09-04 11:00", case=case.no)
    await second.waits_until("2026-09-04 12:00")
    for alarm in (first, second):
        await alarm.does("archive_alarm", "2026-09-07")
        await service.client.get_workflow_handle(alarm.workflow_id).result()
    return (first, second, case)


async def walked_in_part_and_told_upward(service: CaseService) -> Sequence[LiveCase]:
    """A round finds a violation, which a case takes, and misses a point: told upward, let lie, acknowledged; closed."""
    patrol = service.patrol()
    await patrol.does("plan_patrol", "2026-09-01 06:00")
    await patrol.does("record_sightings", "2026-09-01 10:00", seen=[{"point": "430423100"}])
    await patrol.does("report_patrol_finding", "2026-09-01 10:30")
    await patrol.waits_until("2026-09-01 11:00")
    case = await patrol.opened()
    await patrol.waits_until("2026-09-04 08:00")
    missed = next(act for act in patrol.acts if act.name == "term_lapses")
    await patrol.does("acknowledge_report", "2026-09-04 09:00", of=missed.no)
    await patrol.does("explain_missed_points", "2026-09-04 10:00", points=["91430400MA4L0001X1"])
    await patrol.does("close_patrol", "2026-09-04 11:00")
    await service.client.get_workflow_handle(patrol.workflow_id).result()
    return (patrol, case)


async def transferred_and_dealt_with(service: CaseService) -> Sequence[LiveCase]:
    """A case goes to another department, which accepts it and deals with it; each is told back, and the case is closed."""
    case = service.case()
    await case.goes("hand_to_department")
    await case.does("transfer_matter", "2026-09-03", by=clerk_of(COUNTY, 2), **sent())
    await case.waits_until("2026-09-03 12:00")
    matter = await case.opened()
    await matter.does("accept_transfer", "2026-09-04", by=FARMS)
    await matter.does("complete_matter", "2026-09-18", by=FARMS, handling="handled", result="已处理")
    await matter.waits_until("2026-09-18 12:00")
    await matter.does("archive_matter", "2026-09-21", by=FARMS)
    await service.client.get_workflow_handle(matter.workflow_id).result()
    await case.does("feed_back", "2026-09-22", to="township", result="农业农村局已处理")
    await case.does("close_case", "2026-09-23", ground="transferred")
    return (case, matter)


async def put_right_after_its_answer(service: CaseService) -> Sequence[LiveCase]:
    """An answer is corrected, taken back and given anew, told by hand; then the complaint goes to the archive."""
    complaint = service.complaint()
    await complaint.does("receive_complaint", "2026-09-01")
    await complaint.does("accept_complaint", "2026-09-02")
    await complaint.does("forward_complaint", "2026-09-03")
    await complaint.waits_until("2026-09-03 12:00")
    case = await complaint.opened()
    await complaint.does("record_complaint_result", "2026-09-08", case=case.no, result="未发现违法事实")
    await complaint.does("answer_complaint", "2026-09-09")
    await complaint.does(
        "correct_act", "2026-09-10", of="answer_complaint", fields={"finding": "untrue"}, reason="查证结论误录"
    )
    await complaint.does("withdraw_act", "2026-09-10 10:00", of="answer_complaint", reason="答复内容有误")
    await complaint.does("answer_complaint", "2026-09-10 11:00", finding="untrue")
    await complaint.does("confirm_feedback", "2026-09-17", of="answer_complaint")
    await complaint.does("archive_complaint", "2026-09-18")
    await service.client.get_workflow_handle(complaint.workflow_id).result()
    return (complaint,)


async def delivery_that_failed(service: CaseService) -> Sequence[LiveCase]:
    """What is on its way when a run begins is told to be late; the file does not wait for the receiver and ends."""
    callback = {"callback_url": "http://127.0.0.1:9/", "callback_secret": "whsec_c2VjcmV0"}
    with service.docket.begin() as connection:
        connection.execute(insert(systems).values(id=HOTLINE.id, name="示例热线", **callback))
    refused = service.complaint()
    later = LiveCase(service, service.complaint().no.removeprefix("R"), kind=COMPLAINT)
    await refused.does("receive_complaint", "2026-09-01")
    await refused.does("refuse_complaint", "2026-09-02")
    await refused.does("confirm_feedback", "2026-09-02 15:00", of="refuse_complaint")
    await refused.does("archive_complaint", "2026-09-03")
    file = await refused.file()
    pending = Feedback(
        key=f"{later.no}/2/feedback",
        act_no=2,
        title="举报办理结果反馈",
        to=(HOTLINE.id,),
        addressee="sender",
        result="不属于本部门职责",
        give_up_at=moment("2026-09-01"),
        see_to_it=("p-county-3",),
    )
    where = file.standing
    judgment = Judgment(edition=where.edition, at=where.at, judged=len(file.acts), stage=where.stage, over=True)
    opening = Opening(file_no=later.no, acts=file.acts, judgment=judgment, revision=2, pending=(pending,))
    handle = await service.client.start_workflow(Complaint.run, opening, id=later.workflow_id, task_queue=service.queue)
    await handle.result()
    return (later,)


async def delivery_that_outlives_its_file(service: CaseService) -> Sequence[LiveCase]:
    """What is undelivered when the file ends is left to a workflow of its own, which tries on."""
    return await delivery_that_failed(service)


async def docket_that_was_away(service: CaseService) -> Sequence[LiveCase]:
    """Acts are receipted while the docket cannot be written; it is written, as judged, when it is back."""
    case = service.case()
    await case.goes("inspect_site")
    with service.docket.begin() as connection:
        connection.execute(text("alter table acts rename to acts_away"))
    await case.does("file_case", "2026-09-07")
    await case.does("serve_correction_order", "2026-09-07 10:00")
    with service.docket.begin() as connection:
        connection.execute(text("alter table acts_away rename to acts"))
    await case.does("conclude_investigation", "2026-09-10")
    return (case,)


async def judged_by_a_new_edition(service: CaseService) -> Sequence[LiveCase]:
    """A holiday notice comes in while a term runs: the case is judged again, its timer moves, its term lapses later."""
    case = service.case()
    await case.does("report_finding", "2027-01-22")
    await case.does("stop_on_site", "2027-01-22")
    await case.does("report_upward", "2027-01-22 15:00")
    await case.does("hand_to_department", "2027-01-25")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "notice.toml"
        file.write_text(NEXT_YEAR, encoding="utf-8")
        bring_in(service.docket, read_notice(file), datetime.now(UTC))
    await service.cases.judge_again(case.no)
    await case.waits_until("2027-02-15 08:00")
    return (case,)


async def judgment_that_fell_back(service: CaseService) -> Sequence[LiveCase]:
    """The judgment fails in the workflow task, and is made outside it."""
    case = service.case()
    await case.goes("inspect_site")
    await case.does("interview", "2026-09-03")
    return (case,)


async def judgment_that_took_too_long(service: CaseService) -> Sequence[LiveCase]:
    """The judgment takes longer than it may in the workflow task, and is made outside it."""
    played = await judgment_that_fell_back(service)
    _judge_of(service, Slow).limit.set()
    return played


async def judgment_that_failed(service: CaseService) -> Sequence[LiveCase]:
    """The judgment fails in the task and outside it; who waits is told so; the rule is mended, and the case goes on."""
    case = service.case()
    with suppress(JudgmentFailed):
        await case.goes("inspect_site")
    _judge_of(service, Faulty).mended = True
    await case.does("interview", "2026-09-03")
    return (case,)


async def long_lived(service: CaseService, history_limit: int = 40) -> LiveCase:
    """Play the penalty path in a case that moves to a new run whenever its history is longer than the limit."""
    case = service.case()
    first, *rest = PENALTY_PATH
    opening = Opening(
        file_no=case.no, rehearsal=True, shift=moment(first[1]) - datetime.now(UTC), history_limit=history_limit
    )
    virtual = service.cases._virtual
    await virtual.client.start_workflow(ViolationCase.run, opening, id=case.workflow_id, task_queue=service.queue)
    await service.cases.act(case.no, command(first[0], first[1]))
    case.acts = (await case.file()).acts
    for act, on, fields in rest[:-1]:
        await case.does(act, on, **pointed(case.acts, fields))
    return case


async def emergency_led_to_a_case(service: CaseService) -> Sequence[LiveCase]:
    """An emergency is telephoned in the night, raised, responded to, investigated, and leads to a case; it is archived."""
    emergency = service.emergency()
    await emergency.does("report_emergency", "2026-10-01 02:10", circumstances=["drinking_water"])
    await emergency.does("send_first_report", "2026-10-01 03:00", to=EVERYBODY, way="telephone")
    await emergency.does("classify_emergency", "2026-10-01 03:10")
    await emergency.does("start_response", "2026-10-01 03:20")
    await emergency.does("send_written_report", "2026-10-01 08:00", of="send_first_report")
    await emergency.does("change_emergency_class", "2026-10-01 09:00", level="large", crosses="county")
    await emergency.waits_until("2026-10-01 13:30")
    await emergency.does("send_follow_up", "2026-10-01 14:00")
    await emergency.does("notify_neighbour", "2026-10-01 14:10")
    await emergency.does("end_response", "2026-10-03 18:00", of="start_response")
    await emergency.does("begin_emergency_investigation", "2026-10-04", is_entrusted=True)
    await emergency.does("submit_investigation_report", "2026-10-20")
    await emergency.does("send_final_report", "2026-10-21")
    await emergency.does("open_case_of_emergency", "2026-10-22")
    await emergency.waits_until("2026-10-22 12:00")
    await emergency.does("close_emergency", "2026-10-22 15:00")
    await emergency.does("archive_emergency", "2026-10-26")
    await service.client.get_workflow_handle(emergency.workflow_id).result()
    return (emergency, await emergency.opened())


async def request_answered_anew(service: CaseService) -> Sequence[LiveCase]:
    """A request is made complete, a third party objects, it is answered, served, archived; set aside, it is answered anew."""
    request = service.request()
    await request.does("receive_disclosure_request", "2026-09-01")
    await request.does("ask_for_completion", "2026-09-03")
    await request.does("complete_disclosure_request", "2026-09-09", of="ask_for_completion")
    await request.does("consult_on_disclosure", "2026-09-14")
    await request.does("record_consultation", "2026-09-21", of="consult_on_disclosure")
    refused = {"outcome": "refused", "withheld": "third_party", "reason": "第三方不同意公开，理由合理"}
    await request.does("answer_disclosure_request", "2026-09-28", **refused)
    await request.does("serve_disclosure_answer", "2026-09-29", of="answer_disclosure_request")
    await request.does("archive_disclosure_request", "2026-09-30")
    await request.does("record_answer_contested", "2026-10-12", of="serve_disclosure_answer")
    await request.does("record_answer_overturned", "2026-12-01", of="record_answer_contested")
    await request.does("answer_disclosure_request", "2026-12-10", public_interest="关系饮用水水源安全")
    await request.does("serve_disclosure_answer", "2026-12-11", of="answer_disclosure_request")
    await request.does("tell_third_party", "2026-12-11 10:00", of="record_consultation")
    await request.does("archive_disclosure_request", "2026-12-14")
    await request.waits_until("2027-08-01")
    await service.client.get_workflow_handle(request.workflow_id).result()
    return (request,)


async def investigated_together(service: CaseService) -> Sequence[LiveCase]:
    """An emergency: evidence before paper, members, one conclusion, the case that follows, everybody told."""
    joint, case = await followed_up(service)
    await seen_to_its_end(joint, case)
    return (joint, case)


async def helped_by_another_unit(service: CaseService) -> Sequence[LiveCase]:
    """A case asks the branch of another county for help; it is reminded, helps, and answers."""
    case, file = await asked_for_help(service)
    await helps(case, file)
    return (case, file)


STORIES: dict[str, Story] = {
    story.__name__: story
    for story in (
        fined_and_archived,
        late_and_escalated,
        corrected_and_declined,
        continued_as_new,
        heard_before_the_decision,
        told_of_its_case,
        put_right_after_its_answer,
        emergency_led_to_a_case,
        alarms_taken_over,
        walked_in_part_and_told_upward,
        transferred_and_dealt_with,
        delivery_that_failed,
        delivery_that_outlives_its_file,
        docket_that_was_away,
        judged_by_a_new_edition,
        judgment_that_fell_back,
        judgment_that_took_too_long,
        judgment_that_failed,
        investigated_together,
        helped_by_another_unit,
        request_answered_anew,
    )
}
JUDGES: dict[str, type[JudgeActivities]] = {
    judgment_that_fell_back.__name__: FaultyAtOnce,
    judgment_that_took_too_long.__name__: Slow,
    judgment_that_failed.__name__: Faulty,
}
"""Who judges in a story, where it is not the shipped judge."""
J = TypeVar("J", bound=JudgeActivities)


def judge_for(name: str) -> type[JudgeActivities]:
    """Return who judges in a story: a judge of its own, for what is mended in one story is not in the next."""
    return fresh(JUDGES[name]) if name in JUDGES else JudgeActivities


def _judge_of(service: CaseService, kind: type[J]) -> type[J]:
    if not issubclass(service.judge, kind):
        raise TypeError(service.judge)
    return service.judge


async def record(name: str) -> list[Path]:
    """Play a story and write the history of each of its files under the workflow's name."""
    with tempfile.TemporaryDirectory() as folder:
        docket = connect(f"sqlite:///{folder}/docket.sqlite3")
        schema.upgrade(docket)
        with docket.begin() as connection:
            reserve_file_number(connection, "R2026-000500")
        async with started_engine() as environment:
            service = CaseService(environment.client, docket, judge=judge_for(name))
            async with service.worker():
                cases = await STORIES[name](service)
                played = [(case.kind.name, case.workflow_id) for case in cases]
                played += [("Delivery", one.id) async for one in service.client.list_workflows(DELIVERIES)]
                found = [
                    (kind, await service.client.get_workflow_handle(workflow).fetch_history())
                    for kind, workflow in played
                ]
        docket.dispose()
    files = []
    for kind, history in found:
        file = HISTORIES / kind / f"{name}@{datetime.now(UTC).date().isoformat()}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        told = json.dumps(_without_traces(json.loads(history.to_json())), ensure_ascii=False, separators=(",", ":"))
        file.write_text(told + "\n", encoding="utf-8")
        files.append(file)
    return files


def _without_traces(told: object) -> object:
    """Leave out where in whose folder an activity failed: no replay reads it."""
    if isinstance(told, dict):
        return {name: _without_traces(value) for name, value in told.items() if name != "stackTrace"}
    return [_without_traces(one) for one in told] if isinstance(told, list) else told


if __name__ == "__main__":
    for written in asyncio.run(record(sys.argv[1])):
        print(written)  # noqa: T201  a tool for developers
