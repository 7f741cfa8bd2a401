"""The staff list over HTTP (名册): the same rules as on the command line, for the administrator only, within bounds."""

import io
import zipfile
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from openpyxl import load_workbook

from api.intake import UPLOAD, UPLOAD_BYTES
from api.transferring import body_called
from registry.exchange.receiving import kept
from registry.people import People
from tests.api.asking import Asking
from tests.api.conftest import Edge, unreachable
from tests.registry.lists import HEADINGS, ZHANG

AT_WORK = {"人员编号": "h-01", "任职单位": "u-430423", "职级": "副科级", "岗位": "执法人员", "任职日期": "2026-01-01"}
PERSON = {"人员编号": "h-01", "姓名": "张三"}
ROWS = {"tables": {"人员": [PERSON], "任职": [AT_WORK]}}


def _csv(title: str, *rows: str) -> tuple[str, bytes]:
    return f"{title}.csv", "\n".join((HEADINGS[title], *rows)).encode()


@pytest_asyncio.fixture
async def desk(edge: Edge) -> AsyncIterator[Asking]:
    """Return the API; the register needs no engine."""
    async with edge.over(unreachable()) as asking:
        yield asking


async def uploads(asking: Asking, *files: tuple[str, bytes], role: str = "admin", query: str = "") -> httpx.Response:
    """Send files as a browser does."""
    headers = {"Authorization": f"Bearer {asking.tokens[role]}"}
    return await asking.http.post(f"{UPLOAD}{query}", headers=headers, files=[("files", file) for file in files])


async def test_files_are_tried_and_then_entered(desk: Asking, edge: Edge) -> None:
    """A dry run says what would change; the same files then change it, and a second time nothing."""
    files = _csv("人员", ZHANG), _csv("任职", ",".join(AT_WORK.values()))
    tried = await uploads(desk, *files, query="?dry_run=true")
    entered = await uploads(desk, *files)
    again = await uploads(desk, *files)

    assert [
        (one.status_code, one.json()["entered"], len(one.json()["changes"])) for one in (tried, entered, again)
    ] == [
        (200, False, 2),
        (200, True, 2),
        (200, False, 0),
    ]
    assert People(edge.docket).person("h-01").name == "张三"


@pytest.mark.parametrize("name", ["\0.csv", "😀" * 80 + ".csv", "../../人员.csv", "..", "甲\n乙.csv"])
def test_a_file_is_kept_whatever_it_is_called(name: str) -> None:
    """What no file system takes as a name, or takes as a place, is no fault and leads nowhere."""
    with kept([(name, b"a"), (name, b"b")]) as paths:
        (folder,) = {path.parent for path in paths}

        assert [b"a", b"b"] == [path.read_bytes() for path in paths]
        assert set(paths) == set(folder.iterdir())


async def test_rows_are_entered_as_files_are(desk: Asking, edge: Edge) -> None:
    """JSON for programs: each row by its headings."""
    answer = await desk.sends("/v1/registry/import-rows", ROWS, "admin")

    assert (answer.status_code, answer.json()["entered"]) == (200, True)
    assert People(edge.docket).person("h-01").name == "张三"


@pytest.mark.parametrize("is_file", [True, False])
async def test_broken_rows_are_named_one_by_one_and_nothing_is_entered(desk: Asking, is_file: bool) -> None:
    """All or nothing: file, row, column, what is wrong and what would be right."""
    wrong = {**AT_WORK, "任职单位": "u-430499"}
    if is_file:
        answer = await uploads(desk, _csv("人员", ZHANG), _csv("任职", ",".join(wrong.values())))
    else:
        tables = {"tables": {"人员": [PERSON], "任职": [wrong]}}
        answer = await desk.sends("/v1/registry/import-rows", tables, "admin")
    (row,) = answer.json()["problems"]

    assert (answer.status_code, answer.json()["code"], answer.json()["entered"]) == (422, "rows-wrong", False)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (row["file"], row["row"], row["column"]) == ("任职.csv", 2, "任职单位")
    assert "u-430499" in row["sentence"]


async def test_a_heading_nobody_knows_is_told_in_rows_too(desk: Asking) -> None:
    """As in a file."""
    tables = {"tables": {"人员": [{**PERSON, "性别": "男"}]}}
    answer = await desk.sends("/v1/registry/import-rows?dry_run=true", tables, "admin")

    assert [row["column"] for row in answer.json()["problems"]] == ["性别"]


async def test_what_is_exported_is_entered_again_without_a_change(desk: Asking) -> None:
    """An archive of CSV files, and a workbook."""
    for query, name in (("", "名册.zip"), ("?xlsx=true", "名册.xlsx")):
        answer = await desk.gets(f"/v1/registry/export{query}", "admin")
        files = [(name, answer.content)] if query else _unpacked(answer.content)
        again = await uploads(desk, *files, query="?dry_run=true")

        assert answer.headers["cache-control"] == "no-store"
        assert (again.status_code, again.json()["changes"], again.json()["problems"]) == (200, [], [])
        assert again.json()["rows"] > 0


def _unpacked(content: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


async def test_the_template_holds_every_table_and_how_to_fill_it_in(desk: Asking) -> None:
    """Empty files, a workbook, the guide."""
    files = dict(_unpacked((await desk.gets("/v1/registry/template", "admin")).content))

    assert {f"{title}.csv" for title in HEADINGS} < set(files)
    assert set(load_workbook(io.BytesIO(files["名册.xlsx"])).sheetnames) == set(HEADINGS)
    assert "人员编号" in files["填写说明.txt"].decode("utf-8-sig")


@pytest.mark.parametrize("role", ["clerk", "head", "supervisor"])
async def test_nobody_but_the_administrator_reads_or_changes_the_list(desk: Asking, role: str) -> None:
    """It names people, and says who may do what."""
    answers = [
        await uploads(desk, _csv("人员", ZHANG), role=role),
        await desk.sends("/v1/registry/import-rows", ROWS, role),
        await desk.gets("/v1/registry/export", role),
        await desk.gets("/v1/registry/template", role),
    ]

    assert {(one.status_code, one.json()["code"]) for one in answers} == {(403, "administrator-only")}


async def test_an_upload_is_bounded(desk: Asking) -> None:
    """Four megabytes, whatever stands in them; elsewhere no file comes in at all."""
    large = await uploads(desk, ("人员.csv", b"x" * (UPLOAD_BYTES + 1)))
    headers = {"Authorization": f"Bearer {desk.tokens['admin']}"}
    elsewhere = await desk.http.post("/v1/parties", headers=headers, files=[("files", _csv("人员", ZHANG))])

    assert (large.status_code, elsewhere.status_code) == (413, 400)


@pytest.mark.parametrize("name", ["../../etc/人员.csv", "..", "", "a" * 300 + ".csv", "人员\0.csv"])
async def test_the_name_of_a_file_is_no_path(desk: Asking, name: str) -> None:
    """It is only shown; whatever it is, the file is read or told to be wrong."""
    answer = await uploads(desk, (name, _csv("人员", ZHANG)[1]), query="?dry_run=true")

    assert answer.status_code in {200, 422}


async def test_the_changes_of_a_certificate_are_asked_for_by_its_chinese_number(desk: Asking) -> None:
    """A number is written in whatever signs (演示900001); a blank in it, or what is no sign, is none."""
    card = "演示900001,h-01,2026-01-01,2030-12-31"
    files = _csv("人员", ZHANG), _csv("任职", ",".join(AT_WORK.values())), _csv("执法证", card)
    entered = await uploads(desk, *files)
    asked = [
        await desk.gets("/v1/registry/changes", "admin", number=one) for one in ("演示900001", "演示 1", "演示\t1")
    ]

    assert [200, 200, 422, 422] == [one.status_code for one in (entered, *asked)], entered.text
    assert ["执法证"] == [one["table"] for one in asked[0].json()]


async def test_who_may_receive_is_proposed_to_nobody_in_particular_as_well(desk: Asking, edge: Edge) -> None:
    """Without a sender no unit is taken for one: the ecology branches are proposed too."""
    asked = {"pollution": "water", "place": "430423100", "on": "2026-09-01"}
    found = (await desk.gets("/v1/duties/receivers", **asked)).json()
    kinds = {unit.id: unit.kind for unit in edge.registry.places.units()}

    assert "ecology" in {kinds[one["unit"]] for one in found}, found
    assert "" == body_called(edge.registry, "")
