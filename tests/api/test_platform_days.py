"""The days that platforms write: in whatever spelling, and what is no day stands in no complaint's way."""

import pytest

from api.doors.mapping import platforms
from tests.api.conftest import Edge, unreachable
from tests.api.test_platforms import ORDER


@pytest.mark.parametrize(
    "written",
    [
        *("2026/09/18 18:00:00", "2026-09-18T18:00:00", "2026-09-18T18:00:00.000+08:00", "2026-09-18", "2026-9-18"),
        *(
            "2026年9月18日",
            "2026年09月18日18时前",
            "２０２６年９月１８日",
            "2026.9.18",
            "20260918",
            "20260918180000",
        ),
    ],
)
def test_the_day_of_a_platform_is_read_however_it_is_written(written: str) -> None:
    """Its terms end with the day, as all of ours do, whatever hour it has."""
    assert "2026-09-18" == str(platforms()["12345"].mapped({**ORDER, "处理时限": written}).form.handle_by)
    assert platforms()["12345"].mapped(ORDER).form.handle_by is None


@pytest.mark.parametrize(
    "term",
    ["尽快", "5个工作日", "48小时", "2026年9月31日", "2026-9.18", "20261318", "1789689600", "9999-12-31", "尽\0快"],
)
def test_a_term_that_is_no_day_stands_in_the_words_and_refuses_nobody(term: str) -> None:
    """A citizen's complaint is not lost over a norm of the platform; where there is no room the complaint goes first."""
    read, longest = platforms()["12345"], "臭" * 4000
    form = read.mapped({**ORDER, "处理时限": term}).form
    full = read.mapped({**ORDER, "处理时限": term, "诉求内容": longest}).form

    assert form.handle_by is None
    assert f"沟渠发黑发臭\n平台要求的办理时限：{term}".replace("\0", "") == form.complaint.text
    assert longest == full.complaint.text


async def test_one_row_handed_on_late_or_with_a_term_in_words_holds_up_no_table(edge: Edge) -> None:
    """Every row may be opened; nothing is said against the terms of the platform."""
    rows = [
        f"HY2026090100012{n},衡山县开云镇,水,排口外排污水,{term}" for n, term in enumerate(("2020-01-01", "5个工作日"))
    ]
    table = "\n".join(["工单编号,网格编码,污染类型,诉求内容,处理时限", *rows])
    headers, files = {"Authorization": f"Bearer {edge.tokens['clerk']}"}, {"file": ("工单.csv", table.encode())}
    async with edge.over(unreachable()) as asking:
        path = "/v1/platforms/12345/import"
        answer = await asking.http.post(path, headers=headers, params={"dry_run": "true"}, files=files)

    assert (200, 2, []) == (answer.status_code, answer.json()["rows"], answer.json()["problems"]), answer.text
