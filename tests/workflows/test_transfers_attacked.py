"""What was tried against transfers, on the real engine: a system that is down for days, two who accept at once, a superior."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, insert

from judging.judge import judge
from judging.record import Record
from kinds import MATTER
from law.edition import shipped
from law.refusals import Refused
from models.acts import Act
from models.acts.delivery import RecordDelivery, RecordDeliveryFailed
from models.acts.transfer import AcceptTransfer, RecordTransferAccepted, RecordTransferReturned
from models.effects import Feedback
from models.file import Judgment, Opening, Receipt
from models.values import CIVIL
from registry.tables import systems
from tests.builders import CITY, COUNTY, HEAD, command, pointed
from tests.callback import SECRET, Callback
from tests.engine_service import PATIENCE, CaseService, LiveCase
from tests.procedures.measures import SEIZURE
from tests.procedures.test_jurisdiction import ABOVE
from tests.procedures.test_transfer import RETURN
from tests.procedures.transferring import FARMS, clerk_of, sent
from tests.workflows.test_transfers import transferred
from workflows.matter import Matter

pytestmark = pytest.mark.asyncio(loop_scope="session")

LONG_AGO = timedelta(days=20)
SECOND_CLERK = FARMS.model_copy(update={"id": "p-farms-2"})


async def waited_for(file: LiveCase, act: str) -> None:
    """Wait, not for ever, until a file has an act that nobody sends it."""
    async with asyncio.timeout(PATIENCE.total_seconds()):
        while act not in file.names:
            await asyncio.sleep(0.05)
            file.acts = (await file.file()).acts


async def refused(file: LiveCase, act: str, on: str, **fields: object) -> str:
    """Return the code under which an act is refused."""
    with pytest.raises(Refused) as no:
        await file.does(act, on, **fields)
    return no.value.code


async def started(service: CaseService, opening: Opening) -> None:
    """Start the file of a matter, or a later run of it."""
    name = f"Matter:{opening.file_no}"
    await service.client.start_workflow(Matter.run, opening, id=name, task_queue=service.queue)


def waiting_since(no: str, acts: tuple[Act, ...]) -> Opening:
    """Return what a later run begins with when the word to the unit's system has been on its way for longer than its norm."""
    now = datetime.now(CIVIL)
    found = judge(MATTER, no, acts, 0, shipped(), now)
    (word,) = (one for one in found.effects if isinstance(one, Feedback))
    overdue = word.model_copy(update={"give_up_at": now - timedelta(days=3), "see_to_it": ("p-county-3",)})
    judgment = Judgment(
        edition=found.standing.edition, at=found.standing.at, judged=len(acts), stage=found.standing.stage
    )
    return Opening(file_no=no, acts=acts, judgment=judgment, revision=2, pending=(overdue,))


async def test_a_system_that_was_down_for_days_is_told_once_when_it_is_back(
    service: CaseService, docket: Engine
) -> None:
    """Somebody was told to see to it on paper meanwhile; the signed word is tried on and is taken once, under one key."""
    callback = Callback()
    with docket.begin() as connection:
        row = {"callback_url": callback.url, "callback_secret": SECRET}
        connection.execute(insert(systems).values(id="s-farms", name="示例农业系统", **row))
    begun, later = (LiveCase(service, service.complaint().no[1:].replace("T", "Y"), kind=MATTER) for _ in "12")
    arrived = command("receive_transfer", datetime.now(CIVIL) - LONG_AGO, way="system", system="s-farms")
    async with service.worker():
        await started(service, Opening(file_no=begun.no))
        await service.cases.act(begun.no, arrived)
        acts = (await begun.file()).acts
        await started(service, waiting_since(later.no, acts))
        await waited_for(later, "record_delivery_failed")
        async with callback.opened():
            await waited_for(later, "record_delivery")
        await service.cases.act(later.no, command("accept_transfer", datetime.now(CIVIL), by=clerk_of(COUNTY, 2)))

    record = Record.of(later.acts)
    message = next(one for one in callback.messages if one.id == f"{later.no}/1/transfer")
    assert 1 == callback.taken.count(message.id)
    assert "案件移送" in str(message.opened())
    assert (1, 1) == (len(record.all(RecordDeliveryFailed)), len(record.all(RecordDelivery)))


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
