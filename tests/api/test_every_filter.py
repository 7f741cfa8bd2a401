"""Every filter of every address is checked (筛选条件): what nobody can mean is a no, and not an empty list."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.api.asking import Asking
from tests.api.conftest import Edge, unreachable

pytestmark = pytest.mark.asyncio(loop_scope="session")

NONSENSE = "没有这样的值"
FREE = {
    "/v1/desk": {"words"},
    "/v1/parties": {"name", "address"},
    "/v1/polluters": {"name", "address"},
    "/v1/registry/changes": {"number"},
    "/v1/search": {"words"},
}
"""What is looked for as it was typed, by address: to find nothing is an answer."""
NEEDED = {"/v1/search": {"words": "甲厂"}}
"""What an address cannot do without."""


def filters(page: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every address with what it is narrowed by; of addresses that take the same the first alone."""
    seen: set[frozenset[str]] = set()
    for path, of in page["paths"].items():
        names = frozenset(one["name"] for one in of.get("get", {}).get("parameters", ()) if one["in"] == "query")
        if "{" not in path and names not in seen:
            seen.add(names)
            yield from ((path, name) for name in sorted(names))


async def reads(asking: Asking, path: str, params: dict[str, str]) -> httpx.Response:
    """Ask as whoever may: a reader of the files, else who keeps the register."""
    for role in ("supervisor", "admin"):
        headers = {"Authorization": f"Bearer {asking.tokens[role]}"}
        answer = await asking.http.get(path, params=params, headers=headers)
        if answer.status_code != httpx.codes.FORBIDDEN:
            break
    return answer


async def test_what_nobody_can_mean_is_refused_by_every_filter(edge: Edge) -> None:
    """With no engine behind it: what is asked wrongly is told before anything is looked up."""
    taken: dict[str, set[str]] = {}
    async with edge.over(unreachable()) as asking:
        page = (await asking.gets("/openapi.json")).json()
        for path, name in filters(page):
            answer = await reads(asking, path, {**NEEDED.get(path, {}), name: NONSENSE})
            if not 400 <= answer.status_code < 500:
                taken.setdefault(path, set()).add(name)

    assert FREE == taken
