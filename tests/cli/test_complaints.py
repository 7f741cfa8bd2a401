"""`gridcase complaint` on the terminal: reading, opening who reported, and the list of who did."""

import json
from pathlib import Path

import pytest

from cli.speech import Exit
from tests.cli.conftest import Terminal

NAME, PHONE = "示例举报人", "13800138000"


@pytest.fixture
def number(gridcase: Terminal) -> str:
    """Return the number of a complaint whose reporter left name and telephone."""
    told = ("--text", f"沟渠发黑发臭，找{NAME}，{PHONE}", "--reporter", NAME, "--contact", PHONE)
    typed = ("complain", "--grid", "开云镇", "--pollution", "water", "--on", "2026-09-01", *told)
    return str(gridcase.reads(*typed)["file_no"])


def test_a_complaint_is_read_and_its_reporter_opened_and_both_are_listed(gridcase: Terminal, number: str) -> None:
    """The officer reads it masked, the clerk opens who reported, the supervisor sees both."""
    read = gridcase.types("complaint", "read", number, "--as", "officer").stdout
    opened = gridcase.types("complaint", "reporter", number, "--reason", "电话答复举报人").stdout
    listed = gridcase.types("complaint", "openings", number).stdout

    assert "沟渠发黑发臭，找〔已遮盖〕，〔已遮盖〕" == read.strip()
    assert all(word in opened for word in (f"举报人：{NAME}", f"联系方式：{PHONE}", "本次启封已记录"))
    assert all(
        word in listed for word in (number, "p-430423-04", "p-430423-12", "杨庚午", "举报人身份", "电话答复举报人")
    )
    assert NAME not in listed
    assert ["reporter", "text"] == [row["part"] for row in gridcase.reads("complaint", "openings")]


def test_who_may_not_is_told_why(gridcase: Terminal, number: str) -> None:
    """One sentence with the article; a reason is asked for before anything is sent."""
    refused = gridcase.types("complaint", "reporter", number, "--reason", "了解情况", "--as", "legal")
    without = gridcase.types("complaint", "reporter", number)

    assert (Exit.REFUSED, Exit.USAGE) == (refused.exit_code, without.exit_code)
    assert "举报人身份只能由承办单位" in refused.stderr
    assert "第146条" in refused.stderr


def test_a_receipt_says_where_the_file_is(gridcase: Terminal) -> None:
    """A bare township is the one at home, named in full; one elsewhere is refused until it is said."""
    typed = ("find", "--text", "排口外排", "--pollution", "water", "--on", "2026-09-01", "--grid")
    here, there = gridcase.types(*typed, "开云镇"), gridcase.types(*typed, "城关镇")

    assert "地点：衡山县开云镇（430423100）" in here.stdout
    assert Exit.REFUSED == there.exit_code
    assert "衡东县洣水镇（430424100）" in there.stderr


HEADINGS = "受理编号,行政区域,污染类型,交办问题基本情况\n"
RIGHT = "D3HN202406020040,衡山县开云镇,水,排口外排污水\n"


def test_letters_of_an_inspection_are_tried_entered_and_entered_again(gridcase: Terminal, tmp_path: Path) -> None:
    """Tried, nothing is there; a broken row is named and nothing is opened; twice the same is the same file."""
    table = tmp_path / "交办.csv"
    table.write_text(f"{HEADINGS}{RIGHT}D3HN2024,衡山县开云镇,水,甲\n", encoding="utf-8")
    broken = gridcase.types("complaint", "import", str(table))
    told = json.loads(gridcase.types("complaint", "import", str(table), "--json").stdout)
    table.write_text(HEADINGS + RIGHT, encoding="gbk")
    tried = gridcase.types("complaint", "import", str(table), "--dry-run")
    first = gridcase.reads("complaint", "import", str(table))
    again = gridcase.types("complaint", "import", str(table))
    missing = gridcase.types("complaint", "import", str(tmp_path / "没有.csv"))
    nobodys = gridcase.types("complaint", "import", str(table), "--platform", "没有")

    assert (Exit.REFUSED, Exit.DONE) == (broken.exit_code, tried.exit_code), tried.stderr
    assert "交办.csv 第3行“受理编号" in broken.stdout
    assert "一件也没有开立" in broken.stderr
    assert (2, [3], []) == (told["rows"] + 1, [one["row"] for one in told["problems"]], told["files"])
    assert "没有错误；没有开立" in tried.stdout
    assert [False] == [one["repeated"] for one in first["files"]]
    assert all(word in again.stdout for word in (first["files"][0]["file_no"], "原已登记"))
    assert (Exit.USAGE, Exit.NOT_FOUND) == (missing.exit_code, nobodys.exit_code)
    assert "inspection" in nobodys.stderr


def test_a_likely_repeat_is_suggested_with_its_reason_and_noted_by_an_act(gridcase: Terminal) -> None:
    """On the terminal of who handles it: the earlier one, why, and once it is noted, that it is."""
    typed = ("complain", "--grid", "开云镇", "--pollution", "water", "--place", "示例村排口", "--text", "沟渠发黑发臭")
    earlier, later = [gridcase.reads(*typed, "--on", day)["file_no"] for day in ("2026-09-01", "2026-09-04")]
    suggested = gridcase.types("complaint", "repeats", later).stdout
    said = ("--set", f"earlier={earlier}", "--set", "reason=同一排口")
    gridcase.types("act", later, "note_repeat", *said, "--as", "clerk")
    (found,) = gridcase.reads("complaint", "repeats", later)

    assert all(word in suggested for word in (earlier, "写明的地点相同", "同一类污染（水）"))
    assert (earlier, True) == (found["file_no"], found["noted"])
    assert "没有可能重复的在先举报" in gridcase.types("complaint", "repeats", earlier).stdout
