"""The wiring of a case on the real engine: acts, time, refusals, repetition, a worker that is away, a long life."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text
from temporalio.api.enums.v1 import EventType

from law.refusals import OutOfOrder, OutOfTime, Unclear
from tests.builders import CLERK, PENALTY_PATH, command, moment, pointed
from tests.engine_room import LiveCase, Room
from tests.replay.recording import long_lived
from workflows.door import NoSuchCase, WorkerAway

RIGHTS_RUN_OUT = 5
"""Workflow tasks in which review and suit are warned of and run out after the archive, and the last one."""

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def events(room: Room, case: LiveCase, kind: EventType.ValueType) -> int:
    """Count the events of a kind in a case's history."""
    history = await room.client.get_workflow_handle(case.workflow_id).fetch_history()
    return sum(event.event_type == kind for event in history.events)


class TestACasesLife:
    async def test_a_finding_goes_to_the_archive_with_one_workflow_task_an_act(self, room: Room) -> None:
        """The whole path runs on the engine; each act, the engine's own too, costs one workflow task."""
        async with room.worker():
            case = room.case()
            await case.goes("close_case")
            count = len(case.acts)
            await case.does("archive_case", "2026-10-12")
            archived = len(case.acts)
            await case.room.door.advance(case.no, moment("2027-04-01"))

        tasks = await events(room, case, EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
        description = await room.client.get_workflow_handle(case.workflow_id).describe()
        assert count == len(PENALTY_PATH) - 1 + case.names.count("term_nears_end") + case.names.count("term_lapses")
        assert tasks <= archived + RIGHTS_RUN_OUT
        assert description.status is not None
        assert description.status.name == "COMPLETED"

    async def test_time_acts_on_the_very_day(self, room: Room) -> None:
        """A filing term that nobody keeps is warned of and marked late by the durable timer, at midnight after its last day."""
        async with room.worker():
            case = room.case()
            await case.goes("hand_to_department")

            await case.waits_until("2026-09-18 08:00")

        lapsed = next(act for act in case.acts if act.name == "term_lapses")
        assert lapsed.happened_at == moment("2026-09-18 00:00")
        assert lapsed.recorded_at - lapsed.happened_at < timedelta(minutes=1)

    async def test_what_is_asked_is_computed_at_this_moment(self, room: Room) -> None:
        """The query answers with days left as of now, not as of the last act."""
        async with room.worker():
            case = room.case()
            await case.goes("hand_to_department")
            await case.waits_until("2026-09-10")

            standing = (await case.file()).standing

        term = next(term for term in standing.terms if term.rule == "case_filing_decision")
        assert term.days_left == 7

    async def test_the_docket_has_every_act_and_the_standing(self, room: Room, docket: Engine) -> None:
        """What the workflow knows is in the docket when the receipt is handed out."""
        async with room.worker():
            case = room.case()
            await case.goes("file_case")

        with docket.connect() as connection:
            count = connection.execute(text("select count(*) from acts where case_no = :no"), {"no": case.no}).scalar()
            stage = connection.execute(text("select stage from cases where case_no = :no"), {"no": case.no}).scalar()
        assert count == len(case.acts)
        assert stage == "filed"


class TestRefusals:
    async def test_a_refusal_keeps_its_article_and_leaves_no_trace(self, room: Room) -> None:
        """What the law refuses reaches the caller with its article, and is not in the history."""
        async with room.worker():
            case = room.case()
            await case.goes("inspect_site")
            before = await events(room, case, EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED)

            with pytest.raises(OutOfOrder) as caught:
                await case.sends(command("decide_penalty", "2026-09-03"))

            after = await events(room, case, EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED)
        assert "第57条" in caught.value.article
        assert caught.value.code == "out-of-order"
        assert before == after

    async def test_a_future_date_is_refused_by_the_cases_own_clock(self, room: Room) -> None:
        """The case's clock decides what the future is."""
        async with room.worker():
            case = room.case()
            await case.goes("inspect_site")

            with pytest.raises(OutOfTime) as caught:
                await case.sends(command("file_case", "2026-09-07"))

        assert caught.value.code == "in-the-future"

    async def test_a_refused_opening_leaves_no_case(self, room: Room) -> None:
        """A finding that is refused opens nothing."""
        async with room.worker():
            case = room.case()
            with pytest.raises(Unclear):
                await case.sends(command("report_finding", "2026-09-01", answerable=()))

            with pytest.raises(NoSuchCase):
                await room.door.file(case.no)

    async def test_an_unknown_case(self, room: Room) -> None:
        """A number nobody has is told so."""
        async with room.worker():
            with pytest.raises(NoSuchCase):
                await room.door.act("2026-999999", command("archive_case", "2026-09-01"))

    async def test_an_archived_case_takes_nothing_more(self, room: Room) -> None:
        """After the archive only the party's rights run on; when they have run out the case is over, and says so."""
        async with room.worker():
            case = room.case()
            await case.goes("close_case")
            await case.does("archive_case", "2026-10-12")

            with pytest.raises(OutOfOrder) as still_running:
                await case.sends(command("feed_back", "2026-10-12", key="again"))
            await case.room.door.advance(case.no, moment("2027-04-01"))
            with pytest.raises(OutOfOrder) as over:
                await case.room.door.act(case.no, command("feed_back", "2026-10-12", key="once-more"))

        assert still_running.value.code == "case-closed"
        assert over.value.code == "case-archived"


class TestTwice:
    async def test_the_same_command_counts_once(self, room: Room) -> None:
        """A command sent again gets the first one's receipt."""
        async with room.worker():
            case = room.case()
            await case.goes("inspect_site")
            asked = command("file_case", "2026-09-03 10:00")
            await case.waits_until("2026-09-03 12:00")

            first = await case.sends(asked)
            second = await case.sends(asked)

        assert first.act_no == second.act_no
        assert case.names.count("file_case") == 1

    async def test_the_same_key_for_something_else_is_refused(self, room: Room) -> None:
        """A key stands for one command."""
        async with room.worker():
            case = room.case()
            await case.goes("inspect_site")
            await case.waits_until("2026-09-03 12:00")
            await case.sends(command("interview", "2026-09-03 10:00", key="k1"))

            with pytest.raises(Unclear) as caught:
                await case.sends(command("interview", "2026-09-03 10:00", key="k1", record="别的内容"))

        assert caught.value.code == "key-reused"

    async def test_two_officers_at_the_same_moment(self, room: Room) -> None:
        """Of two heads who file at the same moment, one files; the other is told it is done."""
        async with room.worker():
            case = room.case()
            await case.goes("inspect_site")
            await case.waits_until("2026-09-03 12:00")
            asked = [command("file_case", "2026-09-03 10:00", key=key) for key in ("a", "b")]

            answers = await asyncio.gather(*(room.door.act(case.no, one) for one in asked), return_exceptions=True)

        refused = [answer for answer in answers if isinstance(answer, OutOfOrder)]
        assert [one.code for one in refused] == ["already-done"]

    async def test_the_same_opening_opens_one_case(self, room: Room) -> None:
        """A complaint sent twice is one case."""
        async with room.worker():
            case = room.case()
            asked = command("report_finding", "2026-09-01")
            first = await room.door.open(case.no, asked, rehearsal=True)
            second = await room.door.open(case.no, asked, rehearsal=True)

        assert first.act_no == second.act_no == 1


class TestAwayAndBack:
    async def test_without_a_worker_the_sender_is_told_and_may_send_again(self, room: Room) -> None:
        """No worker: told within the timeout; sent again when one is back, the command counts once."""
        case = room.case()
        room.timeout = timedelta(seconds=1)
        asked = command("report_finding", "2026-09-01")
        with pytest.raises(WorkerAway):
            await room.door.open(case.no, asked, rehearsal=True)

        room.timeout = timedelta(seconds=20)
        async with room.worker():
            receipt = await room.door.open(case.no, asked, rehearsal=True)

            assert receipt.act_no == 1
            acts = (await case.file()).acts
            assert [act.name for act in acts].count("report_finding") == 1

    async def test_another_worker_takes_the_case_over(self, room: Room) -> None:
        """A case goes on where it was, on a worker that has never seen it."""
        async with room.worker():
            case = room.case()
            await case.goes("file_case")
        async with room.worker():
            await case.does("serve_correction_order", "2026-09-08")

        assert case.names[-1] == "serve_correction_order"

    async def test_a_docket_that_is_away_does_not_stop_the_case(self, room: Room, docket: Engine) -> None:
        """The act is durable and receipted; the docket is written when it is back."""
        async with room.worker():
            case = room.case()
            await case.goes("inspect_site")
            with docket.begin() as connection:
                connection.execute(text("alter table acts rename to acts_away"))

            receipt = await case.does("file_case", "2026-09-07")
            with docket.begin() as connection:
                connection.execute(text("alter table acts_away rename to acts"))
            await case.does("serve_correction_order", "2026-09-07 10:00")
            with docket.connect() as connection:
                query = text("select count(*) from acts where case_no = :no")
                count = connection.execute(query, {"no": case.no}).scalar()

        assert receipt.stage == "filed"
        assert count == len(case.acts)


class TestALongLife:
    async def test_a_case_continues_as_new_in_the_middle_of_its_life(self, room: Room) -> None:
        """The whole case moves to a new run when its history has grown; nothing is lost, keys still count once."""
        async with room.worker():
            case = await long_lived(room)

            description = await room.client.get_workflow_handle(case.workflow_id).describe()
            act, on, fields = PENALTY_PATH[5]
            again = await room.door.act(case.no, command(act, on, **pointed(case.acts, fields)))

        assert description.run_id != description.raw_description.workflow_execution_info.first_run_id
        assert again.repeated
        assert case.names.count("file_case") == 1
        assert case.names[-1] == "close_case"


class TestFactsOfRecord:
    async def test_a_fact_entered_by_a_clerk_says_what_it_departs_from(self, room: Room) -> None:
        """A decision that came too early is entered as a fact; the standing names the departure."""
        async with room.worker():
            case = room.case()
            await case.goes("serve_notice")
            await case.waits_until("2026-09-18")
            asked = command("decide_penalty", "2026-09-16", by=CLERK)

            await case.sends(asked.model_copy(update={"of_record": True}))
            standing = (await case.file()).standing

        assert [departure.code for departure in standing.departures] == ["of-record"]
        assert standing.stage == "decided"
