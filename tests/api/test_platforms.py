"""Complaints as platforms write them: fields are data, receipt numbers count once, who comes too often waits."""

import io
import zipfile
from typing import Any

import httpx
import pytest

from api.doors.limits import Limits, TooMany
from api.doors.mapping import SAYS, Noticed, platforms
from api.problems import Refusal
from evidence.media import MEGABYTE
from registry.exchange import sheets
from tests.api.asking import Asking
from tests.api.conftest import Edge, unreachable

ORDER: dict[str, Any] = {
    "工单编号": "HY20260901000123",
    "县区": "衡山县",
    "街道": "开云镇",
    "居村": "示例村",
    "事发地址": "示例村排口，联系13800138000",
    "四级分类": "水污染、恶臭",
    "诉求内容": "沟渠发黑发臭",
    "来电人": "示例举报人",
    "联系电话": "13800138000",
    "受理时间": "2026/09/01 10:30:00",
    "coordx": "112.87",
    "coordy": 27.25,
}
LETTER = {
    "受理编号": "D3HN202406020040",
    "行政区域": "衡山县开云镇",
    "污染类型": "水",
    "交办问题基本情况": "排口外排污水",
}


def test_an_order_is_read_by_the_platforms_own_names() -> None:
    """Place in parts, kinds of pollution in words, its own number kept; a telephone number is no part of the place."""
    mapped = platforms()["12345"].mapped(ORDER)
    form = mapped.form

    assert ("HY20260901000123", "HY20260901000123") == (mapped.receipt, form.sender_no)
    assert ("衡山县开云镇示例村", ("water", "air"), "telephone") == (form.grid, form.pollution, form.channel)
    assert "13800138000" not in form.place
    assert form.named
    assert str(form.happened_at) == "2026-09-01 10:30:00+08:00"


@pytest.mark.parametrize(
    ("said", "act", "fields"),
    [
        (
            {"办理模式": "1", "反馈时限": "2026/09/04 18:00", "督办意见": "请尽快办理"},
            "record_order_urging",
            {"way": "supervise", "reply_by": "2026-09-04", "demand": "请尽快办理"},
        ),
        ({"通知类型": "催办", "意见": "请尽快"}, "record_order_urging", {"way": "remind", "demand": "请尽快"}),
        ({"通知类型": "调整时限", "处理时限": "2026-09-30"}, "set_order_deadline", {"handle_by": "2026-09-30"}),
        ({"通知类型": "同意退单"}, "record_return_accepted", {}),
        ({"通知类型": "不同意退单", "退单意见": "属于贵局"}, "record_return_refused", {"reason": "属于贵局"}),
    ],
)
def test_what_a_platform_says_later_is_read_by_its_own_names(
    said: dict[str, Any], act: str, fields: dict[str, str]
) -> None:
    """催办、督办、时限调整、退单答复: which of ours it is, its last day and its words are data."""
    assert Noticed(act, fields, {"on": "2026-09-03"}) == platforms()["12345"].noticed(
        {**said, "通知时间": "2026-09-03"}
    )


@pytest.mark.parametrize(("platform", "said"), [("12345", {"办理模式": "9"}), ("12345", {}), ("inspection", {"a": 1})])
def test_a_notice_that_is_none_of_ours_is_named_with_those_that_are(platform: str, said: dict[str, Any]) -> None:
    """Nothing is guessed from a code that nobody wrote down."""
    with pytest.raises(Refusal) as refused:
        platforms()[platform].noticed(said)

    assert "unknown-notice" == refused.value.code
    assert ("催办" if platform == "12345" else "没有写明对照") in refused.value.sentence


def test_a_letter_of_an_inspection_says_its_day_in_its_number() -> None:
    """D3HN202406020040 came in on 2 June 2024; full-width digits and marks without width are the same number."""
    mapped = platforms()["inspection"].mapped(LETTER)
    wide = platforms()["inspection"].mapped({**LETTER, "受理编号": "Ｄ３HN2024０６０２0040\u200b"})

    assert ("inspection_letter", "2024-06-02") == (mapped.form.channel, str(mapped.form.on))
    assert mapped == wide


@pytest.mark.parametrize(("most", "is_cut"), [(200, False), (201, True)])
def test_a_place_too_long_for_its_field_goes_on_in_the_words_and_says_so(most: int, is_cut: bool) -> None:
    """Two hundred characters fit; of one more nothing is lost: the whole stands in the sealed words."""
    said = "示例村" + "沿河堤向东" * 60
    mapped = platforms()["12345"].mapped({**ORDER, "事发地址": said[:most]}).form

    assert is_cut == mapped.place.endswith("…（地点全文见举报原文）")
    assert 200 == len(mapped.place)
    assert (f"沟渠发黑发臭\n地点：{said[:most]}" if is_cut else "沟渠发黑发臭") == mapped.complaint.text


@pytest.mark.parametrize(
    ("platform", "said", "code", "named"),
    [
        ("12345", {**ORDER, "工单编号": " "}, "lacking", "工单编号"),
        ("12345", {**ORDER, "工单编号": "工单 1"}, "bad-receipt", "工单编号"),
        ("12345", {**ORDER, "工单编号": "13800138000"}, "personal-data", "工单编号"),
        ("12345", {**ORDER, "四级分类": "占道经营"}, "unknown-pollution", "占道经营"),
        ("12345", {**ORDER, "渠道": "飞鸽"}, "unknown-channel", "飞鸽"),
        ("12345", {**ORDER, "coordx": "116.40"}, "outside-the-city", "coordx"),
        ("12345", {**ORDER, "coordy": "NaN"}, "outside-the-city", "coordy"),
        ("12345", {**ORDER, "受理时间": "昨天"}, "bad-field", "受理时间"),
        ("12345", {**ORDER, "诉求内容": "甲\u202e乙"}, "bad-field", "诉求内容"),
        ("12345", {**ORDER, "诉求内容": {"甲": 1}}, "lacking", "诉求内容"),
        ("12345", {}, "lacking", "工单编号"),
        ("12345", {**ORDER, "事发地址": "长" * 201, "诉求内容": "臭" * 3900}, "place-too-long", "事发地址"),
        ("12345", {**ORDER, "诉求内容": "𠮷" * 3001}, "bad-field", "诉求内容"),
        ("12345", {**ORDER, "诉求内容": "甲\ud842乙"}, "bad-field", "诉求内容"),
        ("12345", {**ORDER, "诉求内容": "甲\0乙"}, "bad-field", "诉求内容"),
        ("12345", {**ORDER, "诉求内容": "\u200b\u2060"}, "bad-field", "诉求内容"),
        ("inspection", {**LETTER, "受理编号": "D3HN202402300040"}, "bad-receipt", "20240230"),
        ("inspection", {**LETTER, "受理编号": "D3HN2024"}, "bad-receipt", "D3HN202406020040"),
    ],
)
def test_what_is_lacking_or_wrong_is_named_as_the_platform_names_it(
    platform: str, said: dict[str, Any], code: str, named: str
) -> None:
    """Nothing is guessed: the sentence says which of the platform's fields, and what would be right."""
    with pytest.raises(Refusal) as refused:
        platforms()[platform].mapped(said)

    assert code == refused.value.code
    assert named in refused.value.sentence + refused.value.field


def test_every_mapping_brings_its_fields_and_channels_into_ours() -> None:
    """A file of data that names a field or a channel that we do not have is found here, not by a complaint."""
    known = {"receipt", "text", "reporter", "contact", "grid", "place", "pollution"}
    known |= {"channel", "received", "longitude", "latitude", "handle_by"}
    channels = {"telephone", "wechat", "web", "letter", "visit", "mayor", "inspection_letter", "system", "other"}
    for name, one in platforms().items():
        assert {"receipt", "text", "grid", "pollution"} <= one.fields.keys() <= known, name
        assert {one.channel, *one.channels.values()} <= channels, name
        assert one.notices is None or one.notices.fields.keys() == {"what", "until", "words", "at"}, name
        assert one.notices is None or SAYS.keys() == set(one.notices.kinds.values()), name


def test_a_bucket_lets_in_so_many_and_fills_up_again() -> None:
    """Three a minute: the fourth waits twenty seconds; another sender does not."""
    now = [0.0]
    limits = Limits(3, lambda: now[0])
    for _ in range(3):
        limits.take("甲")
    with pytest.raises(TooMany) as refused:
        limits.take("甲")
    limits.take("乙")
    now[0] = 19.0
    with pytest.raises(TooMany):
        limits.take("甲")
    now[0] = 20.0
    limits.take("甲")

    assert refused.value.wait == 20


async def test_who_comes_too_often_is_told_when_to_come_again(edge: Edge) -> None:
    """One sender's flood is refused before its body is read; what else it asks, and other addresses, are answered."""
    few = Edge(edge.settings.model_copy(update={"door_sender_rate": 2}), edge.registry, edge.docket, edge.tokens)
    async with few.over(unreachable()) as asking:
        path = "/v1/platforms/12345/complaints"
        answers = [await asking.sends(path, {}, "12369", key=None) for _ in range(3)]
        read = await asking.gets("/v1/platforms", "12369")
        nobodys = await asking.sends("/v1/platforms/没有/complaints", {}, "clerk", key=None)

    assert [422, 422, 429] == [answer.status_code for answer in answers]
    assert answers[2].json()["code"] == "too-many-requests"
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 30
    assert (200, 404) == (read.status_code, nobodys.status_code)


async def test_an_order_counts_once_by_its_number(asking: Asking) -> None:
    """Sent again it is the same complaint; with another text it is a conflict, and nothing is lost unsaid."""
    path = "/v1/platforms/12345/complaints"
    first = await asking.sends(path, ORDER, "12369", key=None)
    again = await asking.sends(path, ORDER, "12369", key=None)
    other = await asking.sends(path, {**ORDER, "诉求内容": "另一件事"}, "12369", key=None)

    assert (201, 200, 409) == (first.status_code, again.status_code, other.status_code), first.text
    assert first.json()["place"] == "衡山县开云镇"
    assert again.json() == {**first.json(), "repeated": True}
    assert "key-reused" == other.json()["code"]


HEADINGS = "受理编号,行政区域,污染类型,交办问题基本情况"
RIGHT = "D3HN202406020040,衡山县开云镇,水,排口外排污水"


async def uploads(asking: Asking, table: str, **asked: str) -> httpx.Response:
    """Send a table of inspection letters in the name of the branch's clerk."""
    headers = {"Authorization": f"Bearer {asking.tokens['clerk']}"}
    files = {"file": ("交办.csv", table.encode(), "text/csv")}
    return await asking.http.post("/v1/platforms/inspection/import", headers=headers, params=asked, files=files)


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([RIGHT, "D3HN2024,衡山县开云镇,水,甲"], [(3, "受理编号")]),
        ([RIGHT, RIGHT], [(2, "有2行"), (3, "有2行")]),
        (
            ["D3HN202406020041,没有的县没有的镇,水,甲", RIGHT, "D3HN202406020042,衡山县开云镇,,甲"],
            [(2, "网格"), (4, "污染类型")],
        ),
        (["D3HN202406020041,衡山县开云镇,水,=HYPERLINK(1)"], [(2, "公式")]),
        (["D3HN209906020041,衡山县开云镇,水,甲"], [(2, "")]),
        ([], [(None, "没有内容")]),
    ],
)
async def test_each_broken_row_of_a_table_is_named_and_nothing_is_opened(
    edge: Edge, rows: list[str], wrong: list[tuple[int | None, str]]
) -> None:
    """All or nothing: one broken row among right ones, and no file is there; the engine is not even asked."""
    async with edge.over(unreachable()) as asking:
        answer = await uploads(asking, "\n".join([HEADINGS, *rows]))

    told = answer.json()
    assert (422, "rows-wrong", False) == (answer.status_code, told["code"], told["entered"])
    assert [row for row, _ in wrong] == [one["row"] for one in told["problems"]], told
    assert all(word in one["sentence"] for (_, word), one in zip(wrong, told["problems"], strict=True)), told


async def test_a_table_is_tried_and_entered_and_entered_again(asking: Asking) -> None:
    """Tried, nothing is there; entered, each row has its file; entered again, the same files."""
    table = "\n".join([HEADINGS, RIGHT, RIGHT.replace("0040", "0041")])
    tried, first, again = [await uploads(asking, table, dry_run=said) for said in ("true", "false", "false")]

    assert (200, False, []) == (tried.status_code, tried.json()["entered"], tried.json()["files"]), tried.text
    files = first.json()["files"]
    assert [(2, "D3HN202406020040", False), (3, "D3HN202406020041", False)] == [
        (one["row"], one["receipt"], one["repeated"]) for one in files
    ]
    assert [{**one, "repeated": True} for one in files] == again.json()["files"]


async def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(
    edge: Edge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few kilobytes that say they hold more than any table does (zip bomb): one sentence, and nothing is opened."""
    monkeypatch.setattr(sheets, "LARGEST_UNPACKED", MEGABYTE)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (MEGABYTE + 1))
    async with edge.over(unreachable()) as asking:
        headers = {"Authorization": f"Bearer {asking.tokens['clerk']}"}
        files = {"file": ("交办.xlsx", packed.getvalue(), "application/octet-stream")}
        answer = await asking.http.post("/v1/platforms/inspection/import", headers=headers, files=files)

    assert (422, "rows-wrong") == (answer.status_code, answer.json()["code"])
    assert "解开后超过" in answer.json()["problems"][0]["sentence"]


async def test_a_cell_of_a_table_holds_a_complaint_as_anybody_may_write_one(edge: Edge) -> None:
    """Four thousand characters in several lines are taken; one more is refused, and the row named."""
    longest = "排口外排污水\n" * 600
    table = f'{HEADINGS}\nD3HN202406020041,衡山县开云镇,水,"{{}}"\n'
    async with edge.over(unreachable()) as asking:
        right = await uploads(asking, table.format(longest[:4000]), dry_run="true")
        wrong = await uploads(asking, table.format("臭" * 4001), dry_run="true")

    assert (200, 1, []) == (right.status_code, right.json()["rows"], right.json()["problems"]), right.text
    assert [(2, True)] == [(one["row"], "超过 4000 字" in one["sentence"]) for one in wrong.json()["problems"]]


async def test_a_platform_urges_in_its_own_words_and_is_told_how_it_stands(asking: Asking) -> None:
    """Said twice in the same words it counts once; a number in them is hidden; another system's order is none."""
    await asking.sends("/v1/platforms/12345/complaints", {**ORDER, "处理时限": "2030-09-18"}, "12369", key=None)
    path = f"/v1/platforms/12345/complaints/{ORDER['工单编号']}"
    urging = {"办理模式": "督办", "反馈时限": "2030-09-04", "督办意见": "请尽快与示例举报人（13800138000）联系"}
    first, again = [await asking.sends(f"{path}/notices", urging, "12369", key=None) for _ in range(2)]
    answer = await asking.sends(f"{path}/notices", {"通知类型": "同意退单"}, "12369", key=None)
    none = await asking.sends(path.replace("0123", "0124") + "/notices", urging, "12369", key=None)
    told = (await asking.gets(path, "12369")).json()
    file = await asking.gets(f"/v1/files/{first.json()['file_no']}/acts", "clerk")

    assert (200, 200, first.json()["act_no"]) == (first.status_code, again.status_code, again.json()["act_no"]), (
        first.text
    )
    assert ("no-return-asked", 404) == (answer.json()["code"], none.status_code)
    assert ("1", "2030-09-18") == (told["催办次数"], told["处理时限"])
    assert "请尽快与" in file.text
    assert not any(word in file.text for word in ("13800138000", "示例举报人"))
