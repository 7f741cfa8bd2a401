"""A thousand complaints in a second from one sender: what its limit lets in is kept, the rest is told to come again."""

import asyncio
from collections import Counter

from docket.sent import Asked, complaints_sent
from tests.api.asking import Asking
from tests.api.conftest import Edge, unreachable
from tests.api.test_platforms import ORDER
from tests.engine_service import CaseService

AT_ONCE, LET_IN = 1_000, 20


async def test_a_thousand_in_a_second_from_one_sender_are_answered_and_none_is_lost(
    edge: Edge, service: CaseService
) -> None:
    """Each is answered 201 or 429; each that was let in is a file; another sender is not kept waiting."""
    few = edge.settings.model_copy(update={"door_sender_rate": LET_IN})
    flooded = Edge(few, edge.registry, edge.docket, edge.tokens)
    path = "/v1/platforms/12345/complaints"

    async def one(asking: Asking, number: int) -> tuple[int, str]:
        answer = await asking.sends(path, {**ORDER, "工单编号": f"HY{number:06d}"}, "12369", key=None)
        assert answer.status_code != 429 or int(answer.headers["Retry-After"]) > 0
        return answer.status_code, answer.json().get("file_no", "")

    async with service.worker(), flooded.over(service.cases) as asking:
        answers = await asyncio.gather(*(one(asking, number) for number in range(AT_ONCE)))
        neighbour = await asking.sends(path, {**ORDER, "工单编号": "HY-OTHER"}, "clerk", key=None)
    statuses = Counter(status for status, _ in answers)
    opened = {file_no for status, file_no in answers if status == 201}
    kept = {one.file_no for one in complaints_sent(edge.docket, "12369", Asked(), AT_ONCE)}

    assert {201, 429} == set(statuses)
    assert LET_IN <= statuses[201] < AT_ONCE / 2
    assert opened == kept
    assert 201 == neighbour.status_code


async def test_a_flood_is_turned_away_before_its_bodies_are_looked_at(edge: Edge) -> None:
    """With the engine away no one of a thousand waits for it but those that were let in."""
    few = edge.settings.model_copy(update={"door_sender_rate": 2})
    async with Edge(few, edge.registry, edge.docket, edge.tokens).over(unreachable()) as asking:
        path = "/v1/platforms/12345/complaints"
        said = [await asking.sends(path, {"工单编号": "x"}, "12369", key=None) for _ in range(200)]

    assert {422: 2, 429: 198} == Counter(answer.status_code for answer in said)
