"""The wiring of a case on the real engine: acts, time, refusals, repetition, a worker that is away, a long life."""

import asyncio
import tomllib
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text
from temporalio import activity
from temporalio.api.enums.v1 import EventType

from activities import judging, law_in_force
from activities.law_in_force import LawInForce
from docket.notices import bring_in
from judging.judge import Judged, judge
from kinds import VIOLATION_CASE
from law.notices import Notice
from law.refusals import NotCompetent, OutOfOrder, OutOfTime, Unclear
from models.file import Judgment, Opening
from models.grants import READ, Grant
from tests.builders import CLERK, HOTLINE, PENALTY_PATH, command, moment, pointed
from tests.engine_service import PATIENCE, CaseService, LiveCase
from tests.law.test_calendar import NEXT_YEAR
from tests.outages import docket_away
from tests.replay.recording import long_lived
from workflows import carrying
from workflows.client import staggered
from workflows.no_answer import NoSuchFile, WorkerAway
from workflows.violation_case import ViolationCase
from workflows.wire import DATA_CONVERTER

EDITION = "select edition from files where file_no = :no"
RIGHTS_RUN_OUT = 9
"""Workflow tasks in which review and suit of order and decision are warned of and run out, and the last one."""

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def events(service: CaseService, case: LiveCase, kind: EventType.ValueType) -> int:
    """Count the events of a kind in a case's history."""
    history = await service.client.get_workflow_handle(case.workflow_id).fetch_history()
    return sum(event.event_type == kind for event in history.events)


def rows(docket: Engine, query: str, case: LiveCase) -> list[tuple[Any, ...]]:
    """Return what a query about a case finds."""
    with docket.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query), {"no": case.no})]


async def written(docket: Engine, case: LiveCase, count: int) -> None:
    """Wait, not for ever, until the docket has so many acts of a case."""
    async with asyncio.timeout(PATIENCE.total_seconds()):
        while True:
            if rows(docket, "select acts from files where file_no = :no", case) == [(count,)]:
                return
            await asyncio.sleep(0.05)


def made_up_notice() -> Notice:
    """Return a holiday notice for the next year: with it the law is another edition."""
    return Notice.model_validate(tomllib.loads(NEXT_YEAR)["notice"])


async def editions_judged(service: CaseService, case: LiveCase) -> list[str]:
    """Return the editions that decided, one judgment after the other, as the case's history keeps them."""
    history = await service.client.get_workflow_handle(case.workflow_id).fetch_history()
    markers = (event.marker_recorded_event_attributes for event in history.events)
    results = [
        payload for marker in markers if "result" in marker.details for payload in marker.details["result"].payloads
    ]
    return [(await DATA_CONVERTER.decode([one], [Judgment]))[0].edition for one in results]


class TestACasesLife:
    async def test_a_finding_goes_to_the_archive_with_one_workflow_task_an_act(self, service: CaseService) -> None:
        """The whole path runs on the engine; each act, the engine's own too, costs one workflow task."""
        async with service.worker():
            case = service.case()
            await case.goes("close_case")
            count = len(case.acts)
            await case.does("archive_case", "2026-10-12")
            archived = len(case.acts)
            await case.service.cases.advance(case.no, moment("2027-04-01"))

        tasks = await events(service, case, EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
        description = await service.client.get_workflow_handle(case.workflow_id).describe()
        assert count == len(PENALTY_PATH) - 1 + case.names.count("term_nears_end") + case.names.count("term_lapses")
        assert tasks <= archived + RIGHTS_RUN_OUT
        assert description.status is not None
        assert description.status.name == "COMPLETED"

    async def test_time_acts_on_the_very_day(self, service: CaseService) -> None:
        """A filing term that nobody keeps is warned of and marked late by the durable timer, at midnight after its last day."""
        async with service.worker():
            case = service.case()
            await case.goes("hand_to_department")

            await case.waits_until("2026-09-18 08:00")

        lapsed = next(act for act in case.acts if act.name == "term_lapses")
        assert lapsed.happened_at == moment("2026-09-18 00:00")
        assert lapsed.recorded_at - lapsed.happened_at < timedelta(minutes=1)

    async def test_what_is_asked_is_computed_at_this_moment(self, service: CaseService) -> None:
        """The query answers with days left as of now, not as of the last act."""
        async with service.worker():
            case = service.case()
            await case.goes("hand_to_department")
            await case.waits_until("2026-09-10")

            standing = (await case.file()).standing

        term = next(term for term in standing.terms if term.rule == "case_filing_decision")
        assert term.days_left == 7

    async def test_the_docket_has_every_act_and_the_standing(self, service: CaseService, docket: Engine) -> None:
        """What the workflow knows is in the docket when the receipt is handed out."""
        async with service.worker():
            case = service.case()
            await case.goes("file_case")

        with docket.connect() as connection:
            count = connection.execute(text("select count(*) from acts where file_no = :no"), {"no": case.no}).scalar()
            stage = connection.execute(text("select stage from files where file_no = :no"), {"no": case.no}).scalar()
        assert count == len(case.acts)
        assert stage == "filed"


class TestRefusals:
    async def test_a_refusal_keeps_its_article_and_leaves_no_trace(self, service: CaseService) -> None:
        """What the law refuses reaches the caller with its article, and is not in the history."""
        async with service.worker():
            case = service.case()
            await case.goes("inspect_site")
            before = await events(service, case, EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED)

            with pytest.raises(OutOfOrder) as caught:
                await case.sends(command("decide_penalty", "2026-09-03"))

            after = await events(service, case, EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED)
        assert "第57条" in caught.value.article
        assert caught.value.code == "out-of-order"
        assert before == after

    async def test_a_future_date_is_refused_by_the_cases_own_clock(self, service: CaseService) -> None:
        """The case's clock decides what the future is."""
        async with service.worker():
            case = service.case()
            await case.goes("inspect_site")

            with pytest.raises(OutOfTime) as caught:
                await case.sends(command("file_case", "2026-09-07"))

        assert caught.value.code == "in-the-future"

    async def test_a_refused_opening_leaves_no_case(self, service: CaseService) -> None:
        """A finding that is refused opens nothing."""
        async with service.worker():
            case = service.case()
            with pytest.raises(Unclear):
                await case.sends(command("report_finding", "2026-09-01", answerable=()))

            with pytest.raises(NoSuchFile):
                await service.cases.file(case.no)

    async def test_an_unknown_case(self, service: CaseService) -> None:
        """A number nobody has is told so."""
        async with service.worker():
            with pytest.raises(NoSuchFile):
                await service.cases.act("2026-999999", command("archive_case", "2026-09-01"))

    async def test_an_archived_case_takes_nothing_more(self, service: CaseService) -> None:
        """After the archive only the party's rights run on; when they have run out the case is over, and says so."""
        async with service.worker():
            case = service.case()
            await case.goes("close_case")
            await case.does("archive_case", "2026-10-12")

            with pytest.raises(OutOfOrder) as still_running:
                await case.sends(command("interview", "2026-10-12", key="again"))
            await case.service.cases.advance(case.no, moment("2027-04-01"))
            with pytest.raises(OutOfOrder) as over:
                await case.service.cases.act(case.no, command("interview", "2026-10-12", key="once-more"))

        assert still_running.value.code == "file-closed"
        assert over.value.code == "file-archived"


class TestTwice:
    async def test_the_same_command_counts_once(self, service: CaseService) -> None:
        """A command sent again gets the first one's receipt."""
        async with service.worker():
            case = service.case()
            await case.goes("inspect_site")
            asked = command("file_case", "2026-09-03 10:00")
            await case.waits_until("2026-09-03 12:00")

            first = await case.sends(asked)
            second = await case.sends(asked)

        assert first.act_no == second.act_no
        assert case.names.count("file_case") == 1

    async def test_the_same_key_for_something_else_is_refused(self, service: CaseService) -> None:
        """A key stands for one command."""
        async with service.worker():
            case = service.case()
            await case.goes("inspect_site")
            await case.waits_until("2026-09-03 12:00")
            await case.sends(command("interview", "2026-09-03 10:00", key="k1"))

            with pytest.raises(Unclear) as caught:
                await case.sends(command("interview", "2026-09-03 10:00", key="k1", record="别的内容"))

        assert caught.value.code == "key-reused"

    async def test_two_officers_at_the_same_moment(self, service: CaseService) -> None:
        """Of two heads who file at the same moment, one files; the other is told it is done."""
        async with service.worker():
            case = service.case()
            await case.goes("inspect_site")
            await case.waits_until("2026-09-03 12:00")
            asked = [command("file_case", "2026-09-03 10:00", key=key) for key in ("a", "b")]

            answers = await asyncio.gather(*(service.cases.act(case.no, one) for one in asked), return_exceptions=True)

        refused = [answer for answer in answers if isinstance(answer, OutOfOrder)]
        assert [one.code for one in refused] == ["already-done"]

    async def test_the_same_opening_opens_one_case(self, service: CaseService) -> None:
        """A complaint sent twice is one case."""
        async with service.worker():
            case = service.case()
            asked = command("report_finding", "2026-09-01")
            first = await service.cases.open(VIOLATION_CASE, case.no, asked, rehearsal=True)
            second = await service.cases.open(VIOLATION_CASE, case.no, asked, rehearsal=True)

        assert first.act_no == second.act_no == 1

    async def test_what_opened_a_case_is_not_judged_again(self, service: CaseService) -> None:
        """Sent again after a crash, when its sender may not any more, it gets its receipt; nobody else does."""
        case = service.case()
        may = HOTLINE.model_copy(update={"grants": (Grant(act="report_finding"),)})
        may_not = HOTLINE.model_copy(update={"grants": (Grant(act=READ),)})
        asked = command("report_finding", "2026-09-01", by=may)
        again, other = (asked.model_copy(update={"by": may_not, "key": key}) for key in (asked.key, "another"))
        async with service.worker():
            first = await service.cases.open(VIOLATION_CASE, case.no, asked, rehearsal=True)
            second = await service.cases.open(VIOLATION_CASE, case.no, again, rehearsal=True)
            with pytest.raises(NotCompetent) as refused:
                await service.cases.open(VIOLATION_CASE, case.no, other, rehearsal=True)
            with pytest.raises(NotCompetent):
                await service.cases.open(VIOLATION_CASE, service.case().no, again, rehearsal=True)

        assert (first.repeated, second) == (False, first.model_copy(update={"repeated": True}))
        assert "not-granted" == refused.value.code


class TestAwayAndBack:
    async def test_without_a_worker_the_sender_is_told_and_may_send_again(self, service: CaseService) -> None:
        """No worker: told within the timeout; sent again when one is back, the command counts once."""
        case = service.case()
        service.timeout = timedelta(seconds=1)
        asked = command("report_finding", "2026-09-01")
        with pytest.raises(WorkerAway):
            await service.cases.open(VIOLATION_CASE, case.no, asked, rehearsal=True)

        service.timeout = PATIENCE
        async with service.worker():
            receipt = await service.cases.open(VIOLATION_CASE, case.no, asked, rehearsal=True)

            assert receipt.act_no == 1
            acts = (await case.file()).acts
            assert [act.name for act in acts].count("report_finding") == 1

    async def test_another_worker_takes_the_case_over(self, service: CaseService) -> None:
        """A case goes on where it was, on a worker that has never seen it."""
        async with service.worker():
            case = service.case()
            await case.goes("file_case")
        async with service.worker():
            await case.does("serve_correction_order", "2026-09-08")

        assert case.names[-1] == "serve_correction_order"

    async def test_a_docket_that_is_away_does_not_stop_the_case(self, service: CaseService, docket: Engine) -> None:
        """The act is durable and receipted; the docket is written when it is back, and a rehearsal stays one in it."""
        async with service.worker():
            case = service.case()
            await case.goes("inspect_site")
            with docket_away(docket):
                receipt = await case.does("file_case", "2026-09-07")
            await case.does("serve_correction_order", "2026-09-07 10:00")
            await written(docket, case, len(case.acts))

        numbered = rows(docket, "select number, rehearsal from document_numbers where file_no = :no", case)
        series = rows(docket, "select word from document_series where not rehearsal", case)
        assert receipt.stage == "filed"
        assert rows(docket, "select count(*) from acts where file_no = :no", case) == [(len(case.acts),)]
        assert rows(docket, "select rehearsal, acts from files where file_no = :no", case) == [(1, len(case.acts))]
        assert [(True, 1), (True, 1)] == [(number.startswith("（演练）"), mark) for number, mark in numbered]
        assert series == []

    async def test_what_a_docket_gets_when_it_is_back_is_what_was_judged(
        self, service: CaseService, docket: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A notice comes in while the docket is away: the row has the edition that judged, the next judgment the new one."""
        monkeypatch.setattr(law_in_force, "FRESH", -1.0)
        async with service.worker():
            case = service.case()
            await case.goes("inspect_site")
            before = LawInForce(docket)()
            with docket_away(docket):
                await case.does("file_case", "2026-09-07")
                bring_in(docket, made_up_notice(), datetime.now(UTC))
                after = LawInForce(docket)()
            await written(docket, case, len(case.acts))
            late = rows(docket, EDITION, case)
            await case.does("serve_correction_order", "2026-09-07 10:00")

        judged = await editions_judged(service, case)
        assert before.edition != after.edition
        assert late == [(before.edition,)]
        assert rows(docket, EDITION, case) == [(after.edition,)]
        assert judged[-2:] == [before.edition, after.edition]


class TestALongLife:
    async def test_a_case_continues_as_new_in_the_middle_of_its_life(self, service: CaseService) -> None:
        """The whole case moves to a new run when its history has grown; nothing is lost, keys still count once."""
        async with service.worker():
            case = await long_lived(service)

            description = await service.client.get_workflow_handle(case.workflow_id).describe()
            act, on, fields = PENALTY_PATH[5]
            again = await service.cases.act(case.no, command(act, on, **pointed(case.acts, fields)))

        assert description.run_id != description.raw_description.workflow_execution_info.first_run_id
        assert again.repeated
        assert case.names.count("file_case") == 1
        assert case.names[-1] == "close_case"

    async def test_a_file_of_many_acts_moves_on_before_its_history_is_dear_to_replay(
        self, service: CaseService, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Each judgment is handed the whole list: whoever takes the file over hands it out as often, before any answer."""
        monkeypatch.setattr(carrying, "REPEATS", 20)
        async with service.worker():
            case = await long_lived(service, history_limit=8000)

            description = await service.client.get_workflow_handle(case.workflow_id).describe()

        assert description.run_id != description.raw_description.workflow_execution_info.first_run_id
        assert case.names[-1] == "close_case"

    async def test_commands_that_come_in_while_a_long_file_is_judged_all_count(
        self, service: CaseService, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The judgment is slow, every run is over after one of them, and six people act at once: nobody waits for ever."""

        def patiently(*asked: Any, **more: Any) -> Judged:  # noqa: ANN401  what a judgment takes
            if activity.info().is_local:
                raise TimeoutError("not at once")
            return judge(*asked, **more)

        monkeypatch.setattr(carrying, "BRIEF", timedelta(milliseconds=100))
        monkeypatch.setattr(judging, "judge", patiently)
        case = LiveCase(service, service.case().no.removeprefix("R"))
        asked = [command("inspect_site", "2026-09-02", key=f"visit/{number}") for number in range(6)]
        async with service.worker():
            opening = Opening(file_no=case.no, history_limit=1)
            await service.client.start_workflow(
                ViolationCase.run, opening, id=case.workflow_id, task_queue=service.queue
            )
            await service.cases.act(case.no, command("report_finding", "2026-09-01"))
            receipts = await asyncio.gather(*(service.cases.act(case.no, one) for one in asked))
            file = await case.file()

        visits = [act for act in file.acts if act.name == "inspect_site"]
        assert {act.key for act in visits} == {one.key for one in asked}
        assert {act.no for act in visits} == {receipt.act_no for receipt in receipts}


class TestManyTermsAtOneInstant:
    async def test_a_file_that_wakes_later_says_nothing_else(self, service: CaseService) -> None:
        """It reads as late at once; the lapse comes when the file wakes, and names the instant at which the term ended."""
        begins = moment("2026-09-01")
        case = service.case()
        opening = Opening(
            file_no=case.no, rehearsal=True, shift=begins - datetime.now(UTC), stagger=timedelta(minutes=10)
        )
        async with service.worker():
            await service.client.start_workflow(
                ViolationCase.run, opening, id=case.workflow_id, task_queue=service.queue
            )
            await service.cases.act(case.no, command("report_finding", begins))
            (ends_at,) = {term.ends_at for term in (await case.file()).standing.terms}
            assert ends_at is not None
            await case.waits_until(ends_at + timedelta(minutes=9))
            asleep = await case.file()
            await case.waits_until(ends_at + timedelta(minutes=11))
            awake = await case.file()

        assert [term.state for term in asleep.standing.terms] == ["late"]
        assert "term_lapses" not in [act.name for act in asleep.acts]
        assert awake.acts[-1].name == "term_lapses"
        assert awake.acts[-1].happened_at == ends_at

    async def test_files_wake_evenly_within_the_time_that_operations_chose(self) -> None:
        """Each file has its own share of the spread, the same whenever it is asked for."""
        spread = timedelta(minutes=2)
        numbers = [f"2026-{number:06d}" for number in range(1, 1201)]
        shares = [staggered(no, spread) for no in numbers]
        tenths = Counter(int(10 * (share / spread)) for share in shares)

        assert shares == [staggered(no, spread) for no in numbers]
        assert sorted(tenths) == list(range(10))
        assert max(tenths.values()) < 2 * min(tenths.values())


class TestFactsOfRecord:
    async def test_a_fact_entered_by_a_clerk_says_what_it_departs_from(self, service: CaseService) -> None:
        """A decision that came too early is entered as a fact; the standing names the irregularity."""
        async with service.worker():
            case = service.case()
            await case.goes("serve_notice")
            await case.waits_until("2026-09-18")
            asked = command("decide_penalty", "2026-09-16", by=CLERK)

            await case.sends(asked.model_copy(update={"of_record": True}))
            standing = (await case.file()).standing

        assert [irregularity.code for irregularity in standing.irregularities] == ["of-record"]
        assert standing.stage == "decided"
