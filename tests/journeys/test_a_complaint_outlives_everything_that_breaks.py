"""Worker, docket and hotline go down while a complaint is on its way; nothing is lost, nothing happens twice."""

import asyncio
from dataclasses import replace

from sqlalchemy import func, select

from docket.tables import acts, effects, files
from tests.api.asking import COMPLAINT
from tests.api.conftest import NOBODY_WAITS, Edge
from tests.callback import Callback
from tests.engine_service import CaseService
from tests.journeys.telling import PATIENCE, Telling
from tests.outages import docket_away

RESULT = "经查未发现违法事实"


async def test_a_complaint_outlives_everything_that_breaks(edge: Edge, service: CaseService, hotline: Callback) -> None:
    """Whoever was told that something is recorded finds it recorded; whoever sends again is counted once.

    环保举报热线工作管理办法第7条、第10条: no complaint is without its answer. 生态环境行政处罚办法第18条: not filed, with reasons.
    """
    async with edge.over(replace(service, timeout=NOBODY_WAITS).cases) as asking:
        away = await asking.sends("/v1/complaints", COMPLAINT, "12369", key="k-1")
    async with edge.over(service.cases) as asking:
        telling = Telling(asking, service, edge.docket, edge.registry)
        with docket_away(edge.docket):
            async with service.worker():
                number = await sent_again(telling)
                await telling.does(number, "accept_complaint", "clerk", "2026-09-02")
        async with service.worker():
            async with hotline.opened():
                await telling.arrives(number, 2, "acceptance")
            await telling.does(number, "forward_complaint", "clerk", "2026-09-03", summary="反映沟渠发黑发臭")
            case = await declined(telling, number)
            answered = await telling.does(
                number, "answer_complaint", "clerk", "2026-09-14", finding="untrue", result=RESULT
            )
        async with service.worker(), hotline.opened():
            await telling.arrives(number, answered)
            await telling.does(number, "archive_complaint", "clerk", "2026-09-21")
            await telling.ends("Complaint", number)
            await both_are_kept(telling, number, case)

    assert (503, "worker-away") == (away.status_code, away.json()["code"])
    assert {f"{number}/2/acceptance", f"{number}/{answered}/feedback"} == set(hotline.taken)
    told = [message.opened()["data"]["result"] for message in hotline.messages if message.id.endswith("/feedback")]
    assert {RESULT} == set(told)


async def sent_again(telling: Telling) -> str:
    """Send the complaint again, several times at once, under the key that nobody had answered for; it is one file."""
    sending = (telling.asking.sends("/v1/complaints", COMPLAINT, "12369", key="k-1") for _ in range(3))
    answers = await asyncio.gather(*sending)

    assert all(answer.is_success for answer in answers), [answer.text for answer in answers]
    (number,) = {answer.json()["file_no"] for answer in answers}
    return str(number)


async def declined(telling: Telling, number: str) -> str:
    """Have the case that was opened in the meantime declined, and the complaint told; return its number."""
    standing = await telling.until(number, lambda standing: bool(standing["particulars"]["case"]))
    case = str(standing["particulars"]["case"])
    await telling.does(case, "decline_filing", "head", "2026-09-10", ground="no_violation", reason=RESULT)
    await telling.does(case, "feed_back", "clerk", "2026-09-11", to="complaint", result=RESULT)
    await telling.until(number, lambda standing: standing["stage"] == "complaint_resulted")
    return case


async def both_are_kept(telling: Telling, number: str, case: str) -> None:
    """The docket comes to have every act of both files, and everything that follows from them once."""
    async with asyncio.timeout(PATIENCE):
        while True:
            known = {no: [act["no"] for act in await telling.acts(no)] for no in (number, case)}
            if known == {no: in_docket(telling, no) for no in (number, case)}:
                break
            await asyncio.sleep(0.05)
    with telling.docket.connect() as connection:
        kept = connection.execute(select(files.c.file_no).order_by(files.c.file_no)).scalars().all()
        twice = select(effects.c.act_no).where(effects.c.kind == "feedback").group_by(effects.c.act_no)
        repeated = connection.execute(twice.having(func.count() > 1)).scalars().all()

    assert [case, number] == kept
    assert [] == repeated
    assert 1 == len(await telling.said(number, "record_complaint_result"))
    assert ["report_finding", "decline_filing", "feed_back"] == [
        act["content"]["act"] for act in await telling.acts(case) if act["by"]["kind"] != "engine"
    ]


def in_docket(telling: Telling, file_no: str) -> list[int]:
    """Return the numbers of the acts of a file that the docket has."""
    with telling.docket.connect() as connection:
        query = select(acts.c.no).where(acts.c.file_no == file_no).order_by(acts.c.no)
        return list(connection.execute(query).scalars())
