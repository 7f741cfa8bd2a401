"""`gridcase complaint` on the terminal: reading, opening who reported, and the list of who did."""

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
