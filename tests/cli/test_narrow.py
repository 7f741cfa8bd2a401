"""On a narrow screen, and into a program, nothing that one copies is cut: no number, no key, no name of an act."""

import json
import re
import shlex
import sys
from itertools import product
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from api.doors import georeport_forms, report_pages
from cli.next_acts import broken
from cli.rendering import file_page
from cli.sheet import Facts, Sheet, folded
from cli.up import welcome
from console.file_view import FileView
from console.lettering import fitted
from engine.choice import EngineChoice
from kinds import VIOLATION_CASE
from settings import Settings
from tests.builders import a_case
from tests.cli.conftest import COMPLAINT, Terminal
from web.house import PREFIX

KEY = "production_stop_rectification_review#123"
COPIED = re.compile(r"[A-Za-z0-9_.#-]{6,}")


def drawn(sheet: Sheet, width: int) -> str:
    """Return a table as a screen of a width shows it."""
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        console.print(sheet)
    return captured.get()


@pytest.mark.parametrize("width", [30, 60, 80, 120])
def test_a_table_is_never_wider_than_the_screen_and_cuts_no_key(width: int) -> None:
    """Where the columns have no room the rows are told one under the other."""
    sheet = Sheet("期限", "期限", "编号", "条文", "最后一日")
    sheet.add_row(
        "限产停产整治后的跟踪检查与解除",
        KEY[: width - 16],
        "《环境保护主管部门实施限制生产、停产整治办法》第17条",
        "2026-12-31",
    )
    page = drawn(sheet, width)

    assert KEY[: width - 16] in page
    assert "2026-12-31" in page
    assert max(map(cell_len, page.splitlines())) <= width


def test_a_title_is_as_wide_as_the_screen_and_cuts_no_number() -> None:
    """Whatever the columns under it take: the number of a notice is looked up by it."""
    sheet = Sheet(f"《{'关于部分节假日安排的通知' * 3}》国办发明电〔2025〕7号（2025年11月4日）", "节日", "放假")
    sheet.add_row("元旦", "2026-01-01")
    page = drawn(sheet, 80)

    assert "国办发明电〔2025〕7号" in page
    assert max(map(cell_len, page.splitlines())) <= 80


def test_chinese_is_broken_anywhere_and_a_name_in_it_nowhere() -> None:
    """A key between two brackets is taken over to the next line whole."""
    lines = folded(Text(f"复查（暗查）（{KEY}）最后一日"), 44).plain.splitlines()

    assert any(KEY in line for line in lines)
    assert max(map(cell_len, lines)) <= 44


@pytest.mark.parametrize("width", [30, 60, 80])
def test_what_is_known_of_a_file_goes_on_below_and_is_never_cut(width: int) -> None:
    """However many procedures a file is in: nothing is left out for three dots, no number is broken."""
    stages = "、".join(f"程序{sign}：已办理完毕" for sign in "甲乙丙丁戊己庚辛壬癸")
    facts = Facts("R2024-000002", (("阶段", stages), ("来源举报件", "RT2024-000001")))
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        console.print(facts)
    page = captured.get()

    assert stages == "".join(sign for sign in page if sign in stages)
    assert ("…" in page, "RT2024-000001" in page) == (False, True)
    assert max(map(cell_len, page.splitlines())) <= width


@pytest.mark.parametrize("width", [30, 80])
def test_the_head_of_a_whole_page_cuts_no_stage(width: int) -> None:
    """A case in all its procedures says where each stands, on as many lines as that takes."""
    case = a_case()
    view = FileView(kind=VIOLATION_CASE.name, standing=case.at("2026-12-01"), acts=tuple(case.acts), names={})
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        console.print(file_page(view))
    head = captured.get().partition("╰")[0]
    told = re.sub(r"[│\s]", "", head)

    assert "…" not in head
    assert max(map(cell_len, head.splitlines())) <= width
    assert "、".join(f"{lane.name}：{lane.stage_name}" for lane in view.standing.lanes) in told


def test_the_number_of_a_document_is_one_piece() -> None:
    """文号: what one copies to look a document up."""
    sheet = Sheet("文书", "时间", "文书", "文号", "制作单位", "行为")
    sheet.add_row("2024-06-05 09:30", "责令改正违法行为决定书", "（演练）衡环山责改〔2024〕1号", "u-430423", "6")

    assert "衡环山责改〔2024〕1号" in drawn(sheet, 80)


def test_a_command_that_is_broken_is_the_same_command() -> None:
    """The shell reads its lines as one."""
    words = [
        "gridcase act",
        "2026-000001",
        "file_case",
        "--as head",
        "--set cause=〈案由〉",
        "--officer 〈执法人员编号〉",
    ]

    assert shlex.split(" ".join(words)) == shlex.split(broken(words, 40).replace("\\\n", " "))
    assert len(broken(words, 40).splitlines()) > 1


@pytest.mark.parametrize("columns", ["80", ""], ids=["80 columns", "piped"])
def test_no_page_of_a_file_cuts_what_one_copies(
    gridcase: Terminal, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every key, number and name that the file has stands on its pages in one piece."""
    number = gridcase.reads(*COMPLAINT)["file_no"]
    monkeypatch.setenv("COLUMNS", columns)
    view = gridcase.reads("case", "show", number)
    short, whole = (gridcase.types("case", "show", number, *more).stdout for more in ([], ["--all"]))
    listed = gridcase.types("case", "list", "--kind", "complaints").stdout
    usual = [row["act"] for row in view["standing"]["next"] if row["usual"]]
    running = [row["key"] for row in view["standing"]["terms"] if row["days_left"] is not None]
    drawn = gridcase.types("case", "timeline", number).stdout

    assert number in listed
    for page, said in product((short, whole), (number, *running, *usual)):
        assert said in page
    assert [row["act"] for row in view["standing"]["next"] if row["roles"] and row["act"] not in whole] == []
    assert all(row["last_day"] in drawn for row in view["standing"]["terms"] if row["last_day"])
    assert not columns or max(map(cell_len, drawn.splitlines())) <= int(columns)
    assert len(short.splitlines()) < 50
    assert f"gridcase act {number} {usual[0]}" in short


@pytest.mark.parametrize(
    "words", [("acts",), ("acts", "decide_penalty"), ("token", "list"), ("law", "list")], ids=" ".join
)
def test_no_list_cuts_what_one_copies(
    gridcase: Terminal, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a wide screen shows in one piece, a screen of 80 columns shows in one piece."""
    monkeypatch.setenv("COLUMNS", "400")
    wide = gridcase.types(*words).stdout
    monkeypatch.setenv("COLUMNS", "80")
    narrow = gridcase.types(*words).stdout

    assert {one for one in COPIED.findall(wide) if one not in narrow} == set()


def test_what_the_first_page_says_to_type_is_in_one_piece(tmp_path: Path) -> None:
    """The line for another terminal, addresses and tokens: none is broken, however long it is."""
    folder = tmp_path / ("long" * 20)
    environment = {"GRIDCASE_VAR": str(folder), "GRIDCASE_API_PORT": "18720"}
    choice = EngineChoice(kind="path", path=tmp_path, address=None)
    console = Console(width=80, color_system=None)
    with console.capture() as captured:
        for line in welcome(Settings(var=folder), choice, [("head", "gc_" + "t" * 90)], environment):
            console.print(line, soft_wrap=True)
    page = captured.get()

    assert f"export GRIDCASE_VAR={folder} GRIDCASE_API_PORT=18720" in page
    assert "  gc_" + "t" * 90 in page
    assert "http://127.0.0.1:8720/console/sign-in#gc_" + "t" * 90 in page


def test_the_first_page_says_where_the_public_and_other_systems_come_in(tmp_path: Path) -> None:
    """The form, the page of the API and the endpoint that is discovered, beside the console."""
    page = "\n".join(welcome(Settings(var=tmp_path), EngineChoice(kind="path", path=tmp_path, address=None), [], {}))
    doors = (PREFIX, report_pages.UNDER, "/docs", f"{georeport_forms.UNDER}discovery.json")

    assert [] == [door for door in doors if f"http://127.0.0.1:8720{door}" not in page]


@pytest.mark.parametrize(("path", "told"), [("", True), (str(Path(sys.prefix) / "bin"), False)])
def test_another_terminal_is_told_how_to_find_the_command(tmp_path: Path, path: str, told: bool) -> None:
    """Whoever started it by make has no `gridcase` in a second terminal before this line."""
    choice = EngineChoice(kind="path", path=tmp_path, address=None)
    page = "\n".join(welcome(Settings(var=tmp_path), choice, [], {"PATH": path}))

    assert told == ("source " in page and "bin/activate" in page)


def test_an_option_stays_with_its_value_and_a_bracket_with_what_it_opens() -> None:
    """What one copies is read on one line, and no line ends with what opens a bracket."""
    told = fitted(f"{'件' * 34}，举报件加 --kind complaints、协助调查加（{'期' * 20}（{KEY}）", 80, 2).splitlines()

    assert any("--kind complaints" in line for line in told)
    assert not any(line.endswith(("（", "--kind")) for line in told)
    assert max(map(cell_len, told)) <= 80


def test_an_object_goes_on_below_and_is_the_same_to_the_shell() -> None:
    """The JSON of a field with many parts is no wider than the screen, and read as it was meant."""
    parts = {
        "level": "〈市级/县级（园区）/乡镇（街道）〉",
        "grid": "〈网格〉",
        "unit": "〈单位〉",
        "leader": "〈责任领导〉",
    }
    meant = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    told = broken(["gridcase act", "T2026-000001", f"--set answerable='{meant}'", "--set reason=〈理由〉"], 72)
    typed = shlex.split(told.replace("\\\n", " "))

    assert max(map(cell_len, told.splitlines())) <= 72
    assert parts == json.loads(typed[typed.index("--set") + 1].partition("=")[2])
