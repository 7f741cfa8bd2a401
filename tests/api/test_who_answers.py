"""Who and where over HTTP: who answered for a file at an instant, the grids of another day, duties, polluter files."""

from typing import Any

from tests.api.asking import FINDING, Asking

HEAD, DEPUTY = "p-430423-04", "p-430423-06"
CODE = "91430400MA4L16JH46"
AWAY = {
    "请假人编号": HEAD,
    "请假人单位": "u-430423",
    "代理人编号": DEPUTY,
    "请假事由": "借调",
    "请假第一日": "2026-09-10",
    "请假最后一日": "至今",
}
PLANT = {
    "统一社会信用代码": CODE,
    "污染源名称": "虚构化工有限公司",
    "生产经营地址": "虚构路1号",
    "所属网格": "衡山县开云镇",
    "管理类别": "重点管理",
    "是否重点排污单位": "是",
    "风险等级": "高",
    "建档日期": "2024-01-01",
}
SPECIAL = {
    "特殊网格编码": "t-001",
    "特殊网格名称": "虚构水源地",
    "特殊网格类型": "饮用水源地",
    "所在网格": "衡山县开云镇、衡东县洣水镇",
    "专管单位": "u-430423",
    "设立日期": "2026-01-01",
}


async def entered(asking: Asking, title: str, row: dict[str, str]) -> None:
    """Have the administrator enter a row."""
    answer = await asking.sends("/v1/registry/import-rows", {"tables": {title: [row]}}, "admin", key=None)
    assert answer.status_code == 200, answer.text


async def test_who_answered_for_a_file_is_told_at_any_instant(asking: Asking) -> None:
    """One unit and one person a level; the deputy from the first day of the leave; nobody before the file was opened."""
    number = (await asking.sends("/v1/findings", FINDING, "patroller")).json()["file_no"]
    reported = await asking.does(number, "report_upward", "patroller", "2026-09-01", summary="向县级监管工作组报告")
    assert reported.status_code == 200, reported.text
    before = await asking.gets("/v1/messages", "officer-2")
    await entered(asking, "请假", AWAY)

    async def at_level_2(at: str) -> tuple[str, str]:
        answer = (await asking.gets(f"/v1/files/{number}/answerable", at=at)).json()
        assert [3, 2, 1] == [one["level"] for one in answer["answers"]]
        assert answer["holder"] in answer["answers"]
        return answer["answers"][1]["person"], answer["answers"][1]["deputises_for"]

    assert (HEAD, "") == await at_level_2("2026-09-09T23:59:00+08:00")
    assert (DEPUTY, HEAD) == await at_level_2("2026-09-10T00:00:00+08:00")
    early = await asking.gets(f"/v1/files/{number}/answerable", at="2026-08-31T23:59:00+08:00")
    assert (404, "not-opened-yet") == (early.status_code, early.json()["code"])
    own, deputised = [await asking.gets("/v1/messages", role) for role in ("officer", "officer-2")]
    assert [] == before.json()
    assert own.json() == deputised.json() != []


async def test_the_ground_is_told_as_it_was(asking: Asking) -> None:
    """A township that was merged away, the special grids over a place, the plans that were filed."""
    await entered(asking, "特殊网格", SPECIAL)
    then = (await asking.gets("/v1/grids/马迹镇", on="2014-05-01")).json()
    now = (await asking.gets("/v1/grids/衡山县开云镇", on="2026-03-02")).json()
    plans = (await asking.gets("/v1/grid-plans")).json()
    units = {day: (await asking.gets("/v1/units", level=3, on=day)).json() for day in ("2015-12-31", "2016-01-01")}
    gone = {day: [one["id"] for one in found if one["id"] == "u-430423106"] for day, found in units.items()}
    assert {"2015-12-31": ["u-430423106"], "2016-01-01": []} == gone

    assert ("马迹镇", 3) == (then["grid"]["name"], len(then["answers"]))
    assert "网格化方案自2016-01-01起实施" in then["note"]
    gaps = (await asking.gets("/v1/registry/gaps", "admin", on="2026-03-02")).json()
    assert [] == [said for said in gaps if "没有责任领导" in said]
    assert ["t-001"] == [one["id"] for one in now["special"]]
    assert [HEAD] == [one["person"] for one in now["group"] if one["head"]]
    assert 3 <= len(now["group"])
    assert ["t-001"] == [one["id"] for one in (await asking.gets("/v1/special-grids", over="衡东县洣水镇")).json()]
    assert 218 + 5 == len((await asking.gets("/v1/grids", level=3, on="2014-05-01")).json())
    assert (16, ["没有登记方案"]) == (len(plans), plans[1]["missing"])
    assert ["没有登记备案日期", "没有登记公开日期"] == plans[0]["missing"]


async def test_a_rehearsal_of_another_time_finds_its_chain(asking: Asking) -> None:
    """2014 in a township that was merged away since, 2008 under an old name: who answered then, level by level."""
    gone = await asking.rehearses(grid="衡山县马迹镇", on="2014-05-06")
    old = await asking.rehearses(grid="石鼓区松木乡", on="2008-06-02")

    async def chain(number: str) -> list[str]:
        return [row["unit"] for row in (await asking.gets(f"/v1/files/{number}")).json()["standing"]["answerable"]]

    assert ["u-430423106", "u-430423", "u-4304"] == await chain(gone)
    assert ["u-430473400", "u-430407", "u-4304"] == await chain(old)
    assert "衡山县马迹镇" in (await asking.gets(f"/v1/files/{gone}")).json()["names"].values()


async def test_who_is_competent_is_told_with_its_sentence(asking: Asking) -> None:
    """At a place, on a day; what the city decides settles what overlapped."""
    asked: dict[str, Any] = {"object": "秸秆焚烧", "place": "石鼓区青山街道", "conduct": "露天焚烧", "on": "2026-03-02"}
    before = (await asking.gets("/v1/duties/who", **asked)).json()["who"]
    row = {"排污对象": "秸秆焚烧", "排污行为": "露天焚烧", "适用范围": "城区", "确定的负责部门": "u-4304-cityadmin"}
    await entered(asking, "职责确定", {**row, "确定的文号": "衡政办函〔2026〕1号", "施行日期": "2026-03-02"})
    after = (await asking.gets("/v1/duties/who", **asked)).json()["who"]
    unknown = await asking.gets("/v1/duties/who", **{**asked, "object": "核电站"})

    assert ["overlap", "clear"] == [answer[0]["verdict"] for answer in (before, after)]
    assert [("衡阳市城市管理和综合执法局", "石鼓区的对应部门", "衡政办函〔2026〕1号")] == [
        (one["department_name"], one["local"], one["paragraph"]) for one in after[0]["handles"]
    ]
    assert 422 == unknown.status_code
    assert 8 == len((await asking.gets("/v1/duties/objects")).json())
    posts = (await asking.gets("/v1/duties/posts")).json()
    assert ["责任领导", "主要责任人", "直接责任人"] == [one["name"] for one in posts[:3]]
    unsettled = (await asking.gets("/v1/duties/unsettled", on="2026-03-01")).json()
    assert {"overlap", "gap"} == {one["verdict"] for one in unsettled}


async def test_a_polluter_has_one_file(asking: Asking) -> None:
    """Its permit, ground, cases and how often it is to be checked; found by name; not for other systems."""
    await entered(asking, "污染源", PLANT)
    (party,) = (await asking.gets("/v1/parties", uscc=CODE)).json()
    number = (await asking.sends("/v1/findings", {**FINDING, "party": party["id"]}, "patroller")).json()["file_no"]
    file = (await asking.gets(f"/v1/polluters/{CODE}", on="2026-11-27")).json()

    assert [CODE] == [one["uscc"] for one in (await asking.gets("/v1/polluters", name="化工", grid="衡山县")).json()]
    assert ("衡山县开云镇", [number]) == (file["place"], [one["file_no"] for one in file["record"]["files"]])
    assert (8, ["管理类别4次", "重点排污单位2次", "高风险2次"]) == (
        file["frequency"]["times"],
        file["frequency"]["reasons"],
    )
    assert [403, 404] == [
        (await asking.gets("/v1/polluters", "12369")).status_code,
        (await asking.gets("/v1/polluters/nobody")).status_code,
    ]
