"""`gridcase disclosure-request` on the terminal: a request taken in, who applies opened, and not destroyed too early."""

from cli.speech import Exit
from tests.cli.conftest import Terminal

NAME, PHONE = "示例申请人", "13800138000"
REFUSED = ("--on", "2026-09-02", "--set", "outcome=不予公开", "--set", "reason=示例理由")
TAKEN = ("disclosure-request", "take", "--grid", "开云镇", "--on", "2026-09-01", "--channel", "in_person")


def test_who_applies_is_sealed_and_opened_with_a_reason(gridcase: Terminal) -> None:
    """The file has what is wanted and nothing of who wants it; the clerk opens that, and an officer beside it may not."""
    said = ("--text", f"{NAME}申请公开年度执行报告", "--applicant", NAME, "--contact", PHONE)
    number = str(gridcase.reads(*TAKEN, "--wanted", "年度排污许可证执行报告", *said)["file_no"])
    shown = gridcase.types("case", "show", number, "--all").stdout
    opened = gridcase.types("disclosure-request", "applicant", number, "--reason", "邮寄答复书")
    refused = gridcase.types("disclosure-request", "applicant", number, "--reason", "了解情况", "--as", "legal")
    early = gridcase.types("disclosure-request", "erase", number, "--reason", "保存期限届满")

    assert 1 == gridcase.reads("disclosure-request", "month", number)["requests"]
    assert "同一申请人在本机关申请1件" in gridcase.types("disclosure-request", "month", number).stdout
    short = gridcase.types("case", "show", number).stdout
    untold = gridcase.types("act", number, "answer_disclosure_request", "--as", "head", *REFUSED)

    assert all("申请公开的信息" in page and "年度排污许可证执行报告" in page for page in (short, shown))
    assert "--set means=〈获取方式、途径和时间〉" in short.replace(" \\\n", "")
    assert (Exit.REFUSED, True) == (
        untold.exit_code,
        untold.stderr.startswith("--set withheld=…：不予公开、部分公开的，须写明"),
    )
    assert not any(word in short for word in ("污染类型", "当事人"))
    assert NAME not in shown
    assert PHONE not in shown
    assert all(
        word in opened.stdout
        for word in (f"申请人：{NAME}", "身份证明：（未留）", f"联系方式：{PHONE}", "本次启封已记录")
    )
    assert (Exit.REFUSED, Exit.REFUSED) == (refused.exit_code, early.exit_code)
    assert "个人信息保护法》第34条" in refused.stderr
    assert "个人信息保护法》第47条" in early.stderr


def test_who_applied_is_destroyed_once_the_request_is_closed_and_never_opened_again(gridcase: Terminal) -> None:
    """The head destroys the key; what the file says stays."""
    said = ("--text", "申请公开年度执行报告", "--applicant", NAME)
    number = str(gridcase.reads(*TAKEN, "--wanted", "年度排污许可证执行报告", *said)["file_no"])
    gridcase.types("act", number, "withdraw_disclosure_request", "--as", "clerk")
    erased = gridcase.types("disclosure-request", "erase", number, "--reason", "保存期限届满")
    gone = gridcase.types("disclosure-request", "applicant", number, "--reason", "邮寄答复书")

    assert Exit.DONE == erased.exit_code, erased.stderr
    assert Exit.DONE != gone.exit_code
    assert NAME not in gone.stdout + gone.stderr
    assert "申请人已撤回" in gridcase.types("case", "show", number).stdout
