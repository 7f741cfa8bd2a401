"""The files of a staff list: what Excel in China writes is read, what is broken, too large or computed is refused."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from registry.exchange import sheets
from registry.people import People
from tests.registry.ground import a_grid
from tests.registry.lists import AT_HENGSHAN, CARD, HEADINGS, ZHANG, Desk, emptied, headed, staffed, workbook


@pytest.fixture
def desk(sqlite: Engine, tmp_path: Path) -> Desk:
    """Return a desk over a register without people; how files are read has nothing to do with the database."""
    return Desk(emptied(sqlite), tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_csv_is_read_in_every_encoding_that_excel_writes(desk: Desk, encoding: str) -> None:
    """UTF-8 with and without its mark, GBK, and Unicode text."""
    file = desk.written("x.csv", f"{HEADINGS['人员']}\r\n{ZHANG}\r\n".encode(encoding))
    desk.enter(file, desk.file("任职", AT_HENGSHAN))

    assert People(desk.engine).person("h-01").name == "张三"


def test_which_table_a_file_is_follows_from_its_headings(desk: Desk) -> None:
    """The name of a file says nothing; the order of the columns neither; empty rows and columns are passed over."""
    file = desk.written("执法证.csv", "姓名 ,,人员编号＊\n\n张三,,ｈ－０１\n,,\n".encode())

    outcome = desk.enter(file)

    assert [dict(change.after) for change in outcome.changes] == [
        {"id": "h-01", "name": "张三", "former_name": "", "renamed_on": None}
    ]


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        ("人员编号,姓明", "“姓明”：人员表没有这一列；应为：人员编号、姓名、曾用姓名、改名日期；相近的有：姓名"),
        ("人员编号,曾用姓名", "“姓名”：人员表缺少这一列"),
        ("人员编号,姓名,姓名", "“姓名”：这一列写了两次"),
        ("甲,乙", "表头不是名册中任何一种表；应为：单位表：单位编码"),
        ("系统编码,系统名称,回调地址,密钥", "“密钥”：外部系统表没有这一列"),
    ],
)
def test_headings_that_are_wrong_are_named(desk: Desk, headings: str, said: str) -> None:
    """A column nobody knows is not passed over: it may be the one that matters; and no secret is in a file."""
    sentences = desk.refused(desk.written("x.csv", f"{headings}\nh-01,张三\n".encode()))

    assert any(sentence.startswith("x.csv 第1行") and said in sentence for sentence in sentences)


def test_a_workbook_holds_several_tables(desk: Desk) -> None:
    """Days and numbers come as the spreadsheet keeps them."""
    pages = {
        "人": headed("人员", [4304, "张三"]),
        "职": headed("任职", [4304.0, "衡阳市生态环境局衡山分局", "科员", "内勤人员", datetime(2026, 1, 1), None]),  # noqa: DTZ001
        "空": [],
    }

    outcome = desk.enter(desk.written("x.xlsx", workbook(**pages)))

    assert outcome.problems == ()
    person = People(desk.engine).person("4304")
    assert (person.unit, person.since) == ("u-430423", date(2026, 1, 1))


def test_a_problem_in_a_workbook_names_its_page(desk: Desk) -> None:
    """Which sheet, which row."""
    pages = {"人": headed("人员", ["h-01", "张3"]), "职": headed("任职")}

    (said,) = desk.refused(desk.written("x.xlsx", workbook(**pages)))

    assert said.startswith("x.xlsx［人］ 第2行“姓名”")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_a_formula_is_refused_in_a_csv(desk: Desk, cell: str) -> None:
    """What a spreadsheet would compute is not taken as words."""
    quoted = cell.replace('"', '""')

    (said,) = desk.refused(desk.file("人员", f'h-01,"{quoted}"'))

    assert "公式不执行" in said


def test_a_formula_is_refused_in_a_workbook(desk: Desk) -> None:
    """It is named, and neither it nor what was computed last is read."""
    (said,) = desk.refused(desk.written("x.xlsx", workbook(人=headed("人员", ["h-01", '=CONCAT("张","三")']))))

    assert said.startswith("x.xlsx［人］ 第2行“姓名”：是公式")


def test_a_number_that_the_spreadsheet_has_rounded_is_refused(desk: Desk) -> None:
    """Beyond fifteen digits a spreadsheet keeps zeros; in a CSV it leaves powers of ten."""
    book = desk.written("x.xlsx", workbook(证=headed("执法证", [1804042301200001, "h-01", "2025-01-01", "2030-12-31"])))
    (digits,) = desk.refused(book)
    said = desk.refused(desk.file("人员", ZHANG), desk.file("执法证", "1.80404E+10,h-01,2025-01-01,2030-12-31"))

    assert "已丢失末尾几位" in digits
    assert any("科学记数" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "是空文件"),
        (b"\xd0\xcf\x11\xe0rest", "xls"),
        (b"PK\x03\x04 nothing", "不是完好的 xlsx 文件"),
        (b"\x00\x01\x02", "不是文本文件"),
        ('人员编号,姓名\nh-01,"张三\n'.encode(), "不合 CSV 格式"),
        (b"\xff\xff\xff\x81", "编码不是"),
    ],
)
def test_what_is_no_table_is_refused(desk: Desk, content: bytes, said: str) -> None:
    """Whatever is handed in is answered in a sentence."""
    (sentence,) = desk.refused(desk.written("x.csv", content))

    assert said in sentence


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(desk: Desk) -> None:
    """A zip bomb is small until it is opened."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (sheets.LARGEST_UNPACKED + 1))

    (said,) = desk.refused(desk.written("x.xlsx", content.getvalue()))

    assert len(content.getvalue()) < sheets.LARGEST_FILE
    assert "解开后超过 200 MB" in said


def test_entities_of_a_workbook_are_not_multiplied(desk: Desk) -> None:
    """A billion laughs end in a sentence."""
    whole = io.BytesIO(workbook(人=headed("人员", ["h-01", "laughs"])))
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE worksheet [<!ENTITY l0 "ha">{entities}]>'
    content = io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(content, "w") as new:
        for part in old.namelist():
            text = old.read(part).decode()
            new.writestr(part, bomb + text.replace("laughs", "&l9;") if "laughs" in text else text)

    (said,) = desk.refused(desk.written("x.xlsx", content.getvalue()))

    assert "不是完好的 xlsx 文件" in said


def test_too_many_rows_and_too_large_a_file_are_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bounds are said."""
    rows = [f"h-{number},张三" for number in range(40)]
    monkeypatch.setattr(sheets, "MOST_ROWS", 30)
    (many,) = desk.refused(desk.file("人员", *rows))
    monkeypatch.setattr(sheets, "LARGEST_FILE", 100)
    (large,) = desk.refused(desk.file("人员", *rows))

    assert ("超过 30 行" in many, "超过 0 MB" in large) == (True, True)


REFUSED = {
    "人员": [
        ("430423199001011234,张三", "人员编号", "编号是身份证号码或者电话号码"),
        ("13812345678,张三", "人员编号", "编号是身份证号码或者电话号码"),
        ("h/01,张三", "人员编号", "不是编码"),
        (",张三", "人员编号", "没有填写"),
    ],
    "单位": [
        ("u-9,新局,二级,市直部门,u-4304,,,,,电话13812345678", "备注", "个人信息"),
        ("u-9,新局,四级,市直部门,u-4304", "网格级别", "“四级”不在可填的内容中"),
        ("u-9,新局,三级,市直部门,u-4304", "上级单位", "“衡阳市生态环境局”不是二级单位"),
        ("u-9,新局,二级,市直部门", "上级单位", "没有填写"),
        ("u-9,衡阳市生态环境局衡山分局,二级,市直部门,u-4304", "单位名称", "另一单位也叫"),
        ("u-9,新局,二级,市直部门,衡阳市生态环境居", "上级单位", "相近的有：衡阳市生态环境局"),
        ("u-430424,衡阳市生态环境局衡东分局,二级,生态环境部门,,,,,2026-01-31", "撤销日期", "单位还监管网格衡东县"),
    ],
    "执法证": [
        ("430423199001011234,h-01,2025-01-01,2030-12-31", "执法证号", "填的是身份证号码"),
        ("无,h-01,2025-01-01,2030-12-31", "执法证号", "不是执法证号"),
        ("18040423099,h-01,2025-01-01,2024-12-31", "有效期至", "早于"),
        ("18040423099,h-O1,2025-01-01,2030-12-31", "持证人编号", "没有编号为“h-O1”的人员"),
        ("18040423012,h-02,2025-01-01,2030-12-31", "持证人编号", "已登记为“h-01”"),
    ],
    "网格责任人": [
        ("开运镇,三级,u-430423100,责任领导,h-01,2026-01-01", "网格", "相近的有：开云镇"),
        ("开云镇,二级,u-430423100,责任领导,h-01,2026-01-01", "责任级别", "是三级单位"),
        ("开云镇,二级,u-430423,责任领导,h-01,2026-01-01", "责任单位", "不是网格“开云镇”的责任单位"),
        ("开云镇,二级,u-430424,监管工作组组长,h-01,2026-01-01", "责任单位", "不是上级网格“衡山县”的监管单位"),
        ("衡山县,二级,u-430423,监管工作组成员,h-01,2026-01-01", "网格", "不是三级网格"),
        ("开云镇,三级,u-430423100,责任人,h-01,2026-01-01", "责任类型", "不在可填的内容中"),
    ],
    "外部系统": [
        ("12369,举报平台,http://12369.example.cn/in", "回调地址", "没有加密"),
        ("12369,举报平台,https://u:p@12369.example.cn/in", "回调地址", "用户名、密码或者密钥"),
        ("12369,举报平台,https://12369.example.cn/in?access_token=1", "回调地址", "用户名、密码或者密钥"),
        ("12369,举报平台,ftp://12369.example.cn", "回调地址", "没有加密"),
        ("12369,举报平台,12369.example.cn", "回调地址", "不是可以回调的网址"),
    ],
}


@pytest.mark.parametrize(
    ("title", "row", "column", "said"), [(title, *case) for title, cases in REFUSED.items() for case in cases]
)
def test_a_cell_that_is_wrong_is_named_with_what_would_be_right(
    desk: Desk, title: str, row: str, column: str, said: str
) -> None:
    """One broken cell, one sentence."""
    sentences = desk.refused(staffed(desk).file(title, row))

    assert len(sentences) == 1
    assert sentences[0].startswith(f"{title}.csv 第2行“{column}”")
    assert said in sentences[0]


@pytest.mark.parametrize("name", ["衡山县开云镇", "开云镇", "430423100", "衡阳市衡山县开云镇"])
def test_a_grid_is_found_by_any_name_in_use(desk: Desk, name: str) -> None:
    """Codes, names, names with what is above them; the register knows former ones too."""
    row = f"{name},三级,u-430423100,责任领导,h-01,2026-01-01"

    (change,) = staffed(desk).enter(desk.file("网格责任人", row)).changes

    assert change.after["grid"] == "430423100"


def test_a_name_that_several_grids_bear_is_not_guessed(desk: Desk) -> None:
    """The candidates are named; with the county in front it is found."""
    a_grid(desk.engine, "430426999", name="开云镇", parent="430426", unit="u-430423100")

    (said,) = staffed(desk).refused(desk.file("网格责任人", "开云镇,三级,u-430423100,责任领导,h-01,2026-01-01"))

    assert "“开云镇”不止一处：衡山县开云镇、祁东县开云镇；应为：县市区名加乡镇（街道）名" in said
    assert said.endswith("相近的有：衡山县开云镇、祁东县开云镇")


@pytest.mark.parametrize("day", ["2026-1-5", "2026/1/5", "2026.01.05", "2026年1月5日", "20260105", "2026/1/5 0:00"])
def test_a_day_is_read_as_people_write_it(desk: Desk, day: str) -> None:
    """Every way in which a spreadsheet or a person writes a day."""
    staffed(desk).enter(desk.file("任职", f"h-01,u-430424,副科级,,{day}"))

    assert ("h-01", "u-430424", "2026-01-05", "") in desk.held()


def test_a_callback_on_this_machine_needs_no_encryption(desk: Desk) -> None:
    """Plain http is for loopback alone; a system with an address is told to whoever makes its secret."""
    outcome = desk.enter(desk.file("外部系统", "12369,举报平台,http://127.0.0.1:8000/in", "12345,市长热线,"))

    assert (outcome.problems, outcome.new_receivers) == ((), ("12369",))


def test_a_renewed_certificate_holds_longer(desk: Desk) -> None:
    """The same number with a later last day is no mistake; the earlier one stays in the record of changes."""
    (change,) = staffed(desk).enter(desk.file("执法证", CARD.replace("2030", "2035"))).changes

    assert (change.what, change.after["valid_until"]) == ("变更", date(2035, 12, 31))
