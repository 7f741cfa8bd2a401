"""What was tried against transfers, on the real engine: a system that is down for days, two who accept at once, a superior."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, insert
from temporalio.common import RetryPolicy

from judging.record import Record
from kinds import MATTER
from law.refusals import Refused
from models.acts.delivery import RecordDelivery, RecordDeliveryFailed
from models.acts.terms import TermLapses
from models.acts.transfer import AcceptTransfer, RecordTransferAccepted, RecordTransferReturned
from models.file import Opening, Receipt
from models.values import CIVIL
from registry.tables import systems
from tests.builders import CITY, COUNTY, HEAD, command, pointed
from tests.callback import SECRET, Callback
from tests.engine_service import CaseService, LiveCase
from tests.procedures.measures import SEIZURE
from tests.procedures.test_jurisdiction import ABOVE
from tests.procedures.test_transfer import RETURN
from tests.procedures.transferring import FARMS, HOUSING, clerk_of, sent
from tests.workflows.test_transfers import transferred
from workflows import patience
from workflows.matter import Matter
from workflows.virtual_time import VirtualTime

pytestmark = pytest.mark.asyncio(loop_scope="session")

DAY = timedelta(hours=24)
SECOND_CLERK = FARMS.model_copy(update={"id": "p-farms-2"})


async def refused(file: LiveCase, act: str, on: str, **fields: object) -> str:
    """Return the code under which an act is refused."""
    with pytest.raises(Refused) as no:
        await file.does(act, on, **fields)
    return no.value.code


async def test_a_system_that_is_down_for_days_is_tried_through_them_and_told_once(
    service: CaseService, docket: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the file's own time: somebody sees to it on paper once the norm has passed, and the system takes it once, signed."""
    monkeypatch.setattr(patience, "PATIENT", RetryPolicy(initial_interval=patience.SECOND, maximum_interval=DAY))
    callback, virtual = Callback(), VirtualTime(service.client)
    with docket.begin() as connection:
        row = {"callback_url": callback.url, "callback_secret": SECRET}
        connection.execute(insert(systems).values(id="s-farms", name="示例农业系统", **row))
    matter = LiveCase(service, service.complaint().no[1:].replace("T", "Y"), kind=MATTER)
    async with service.worker():
        handle = await virtual.client.start_workflow(
            Matter.run, Opening(file_no=matter.no), id=matter.workflow_id, task_queue=service.queue
        )
        arrived = command("receive_transfer", datetime.now(CIVIL), way="system", system="s-farms")
        await service.cases.act(matter.no, arrived)
        days = 0
        while "record_delivery_failed" not in matter.names:
            days += 1
            assert await virtual.fast_forward(handle, DAY)
            matter.acts = (await matter.file()).acts
        down = list(matter.names)
        async with callback.opened():
            assert await virtual.fast_forward(handle, 2 * DAY)
        accepted = command("accept_transfer", await virtual.now(handle), by=clerk_of(COUNTY, 2))
        await service.cases.act(matter.no, accepted)
        matter.acts = (await matter.file()).acts

    record, key = Record.of(matter.acts), f"{matter.no}/1/transfer"
    assert days >= 3
    assert "record_delivery" not in down
    assert [key] == callback.taken
    assert "案件移送" in str(callback.messages[0].opened())
    assert (1, 1) == (len(record.all(RecordDeliveryFailed)), len(record.all(RecordDelivery)))
    assert record.has(AcceptTransfer)


async def test_what_may_not_be_sent_or_answered_is_refused_while_two_files_go_in_step(service: CaseService) -> None:
    """To oneself, to a unit without competence, by another unit's person, on and back, of a closed case: both go on."""
    here, part = clerk_of(COUNTY, 2), {"scope": "part", "matter": "工地扬尘"}
    async with service.worker():
        case = service.case()
        await case.does("report_finding", "2026-09-01")
        await case.does("report_upward", "2026-09-01 10:00")
        await case.does("hand_to_department", "2026-09-01 11:00", unit=COUNTY)
        codes = [
            await refused(case, "transfer_matter", "2026-09-02", by=here, **wrong)
            for wrong in (sent(unit=COUNTY, ecology=True), sent(competence=[]), sent(answerable=None))
        ]
        await case.does("transfer_matter", "2026-09-02", by=here, **sent())
        await case.waits_until("2026-09-02 12:00")
        matter = await case.opened()
        codes.append(await refused(matter, "accept_transfer", "2026-09-03", by=here))
        codes.append(await refused(matter, "transfer_matter", "2026-09-03", by=FARMS, **sent(**part)))
        await matter.does("accept_transfer", "2026-09-04", by=FARMS)
        codes.append(await refused(matter, "transfer_matter", "2026-09-07", by=FARMS, **sent(unit=HOUSING)))
        codes.append(await refused(matter, "transfer_matter", "2026-09-07", by=FARMS, **sent(unit=COUNTY, **part)))
        await matter.does("complete_matter", "2026-09-18", by=FARMS, handling="penalised", result="已处罚")
        await matter.waits_until("2026-09-18 12:00")
        await case.waits_until("2026-09-18 12:00")
        await case.does("feed_back", "2026-09-21", to="township", result="农业农村局已处罚")
        await case.does("close_case", "2026-09-22", ground="transferred")
        codes.append(await refused(case, "transfer_matter", "2026-09-23", by=here, **sent(unit=HOUSING)))

    first = ["to-itself", "not-its-duty", "nobody-answers", "another-unit", "not-accepted"]
    assert [*first, "second-transfer", "back-and-forth", "file-closed"] == codes
    assert (1, 1) == (case.names.count("transfer_matter"), matter.names.count("accept_transfer"))


async def test_a_receiver_that_never_answers_climbs_in_both_files_and_ends_in_a_note(service: CaseService) -> None:
    """Nobody does anything: each file's clock tells one level up, and the receiver's makes out the note for supervision."""
    async with service.worker():
        case, matter = await transferred(service)
        await case.waits_until("2026-09-16 12:00")
        await matter.waits_until("2026-09-16 12:00")
        terms = {term.rule: term.state for term in (await matter.file()).standing.terms}
        holder = (await case.file()).standing.holder_unit

    lapsed = [
        act.content.term.partition("#")[0]
        for file in (case, matter)
        for act in file.acts
        if isinstance(act.content, TermLapses)
    ]
    assert ["norm.transfer_answer", "norm.transfer_accept", "norm.transfer_climb"] == lapsed
    assert ("late", "running") == (terms["norm.transfer_climb"], terms["norm.supervision"])
    assert COUNTY == holder


async def test_of_two_who_answer_at_one_instant_one_is_taken(service: CaseService) -> None:
    """Two clerks accept, and one returns, all at once: one counts, the others are told; the sender hears of one only."""
    on = "2026-09-04"
    asked = [
        command("accept_transfer", on, by=FARMS, key="first"),
        command("accept_transfer", on, by=SECOND_CLERK, key="second"),
        command("return_transfer", on, by=FARMS, key="third", **RETURN),
    ]
    async with service.worker():
        case, matter = await transferred(service)
        await matter.waits_until(on)
        answers = await asyncio.gather(*(service.cases.act(matter.no, one) for one in asked), return_exceptions=True)
        await matter.waits_until("2026-09-04 15:00")
        await case.waits_until("2026-09-04 15:00")

    told = [act for act in case.acts if isinstance(act.content, RecordTransferAccepted | RecordTransferReturned)]
    assert 1 == sum(isinstance(one, Receipt) for one in answers)
    assert {"already-done", "out-of-order", "file-closed"} >= {one.code for one in answers if isinstance(one, Refused)}
    assert 1 == len(told)


async def test_an_answer_that_crosses_the_end_of_a_transfer_leaves_one_unit_with_it(service: CaseService) -> None:
    """The receiver accepts while the sender's head ends it by a superior's word: it is the sender's, in both files."""
    said = {"by_superior": "衡阳市人民政府", "letter": "衡政函〔2026〕5号", "explanation": "由县局办理"}
    async with service.worker():
        case, matter = await transferred(service)
        ended = command("end_transfer", "2026-09-04", by=HEAD, **pointed(case.acts, {"of": "transfer_matter", **said}))
        await asyncio.gather(case.waits_until("2026-09-04"), matter.waits_until("2026-09-04"))
        await asyncio.gather(
            service.cases.act(case.no, ended),
            service.cases.act(matter.no, command("accept_transfer", "2026-09-04", by=FARMS)),
            return_exceptions=True,
        )
        for _ in range(2):
            await matter.waits_until("2026-09-04 15:00")
            await case.waits_until("2026-09-04 15:00")
        standings = [(await file.file()).standing for file in (case, matter)]

    assert [COUNTY, COUNTY] == [one.holder_unit for one in standings]
    assert "record_transfer_ended" in matter.names
    assert 1 >= len(Record.of(matter.acts).all(AcceptTransfer))


async def test_a_superior_takes_up_hands_down_and_acts_in_place_of_an_idle_unit(service: CaseService) -> None:
    """Each on its own ground; who has it moves with each; an idle unit is one whose term has passed, not before."""
    said = {"by": ABOVE, "by_superior": "衡阳市生态环境局", "notified": True}
    async with service.worker():
        case = service.case()
        await case.goes("inspect_site")
        early = await refused(case, "designate_jurisdiction", "2026-09-04", way="in_place", unit=CITY, **said)
        untold = await refused(
            case, "designate_jurisdiction", "2026-09-04", way="taken_up", unit=CITY, **{**said, "notified": False}
        )
        await case.does("designate_jurisdiction", "2026-09-04 10:00", way="taken_up", unit=CITY, **said)
        above = (await case.file()).standing.holder_unit
        not_ours = await refused(case, "transfer_matter", "2026-09-04 11:00", by=clerk_of(COUNTY, 2), **sent())
        await case.does("designate_jurisdiction", "2026-09-07", way="handed_down", unit=COUNTY, **said)
        below = (await case.file()).standing.holder_unit
        await case.waits_until("2026-10-20")
        await case.does("designate_jurisdiction", "2026-10-21", way="in_place", unit=CITY, **said)
        await case.does("file_case", "2026-10-22", by=ABOVE)
        standing = (await case.file()).standing

    assert ["not-idle", "not-told", "not-your-matter"] == [early, untold, not_ours]
    assert (CITY, COUNTY, CITY) == (above, below, standing.holder_unit)
    assert "filed" == standing.stage


async def test_a_case_is_not_sent_without_its_list_nor_without_what_was_seized(service: CaseService) -> None:
    """No list; things sealed up that are not on it; with them it goes, and the receiver reads which they are."""
    async with service.worker():
        case = service.case()
        await case.goes("file_case")
        await case.does("impose_seizure", "2026-09-08", **SEIZURE["impose_seizure"])
        seizure = case.acts[-1].no
        await case.does("approve_seizure_afterwards", "2026-09-08 12:00", of=seizure, is_approved=True, by=HEAD)
        bare = await refused(case, "transfer_matter", "2026-09-09", by=HEAD, **sent(materials=[]))
        left = await refused(case, "transfer_matter", "2026-09-09", by=HEAD, **sent())
        goods = [{"name": "查封的锅炉", "seizure": seizure}]
        await case.does("transfer_matter", "2026-09-09", by=HEAD, **sent(materials=goods))
        await case.waits_until("2026-09-09 12:00")
        matter = await case.opened()

    opening = matter.acts[0].content
    assert ("no-list", "things-left-behind") == (bare, left)
    assert [seizure] == [one["seizure"] for one in opening.model_dump()["materials"]]
