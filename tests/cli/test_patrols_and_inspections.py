"""`gridcase inspection`, `patrol`, `alarm` and `duty groups` as they are typed: what is said, and how each command ends."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cli.speech import Exit
from models.values import CIVIL
from tests.cli.conftest import Terminal
from tests.registry.lists import HEADINGS

TOWN = "衡山县开云镇"
CODE, WRONG = "91430400MA4L16JH46", "91430400MA4L16JH49"
NOW = datetime.now(CIVIL)
TODAY = NOW.date()
PLANT = f"{CODE},虚构化工有限公司,虚构路1号,{TOWN},,重点管理,化学原料制造,是,高,112.868900,27.230000,2024-01-01,,"
OUTLET = f"{CODE},DW001,废水,总排口,是,112.868900,27.230100,2024-01-01,"


@pytest.fixture
def plant(gridcase: Terminal, tmp_path: Path) -> Terminal:
    """Return a terminal beside a register with one key polluter and its outlet in it."""
    for title, row in (("污染源", PLANT), ("排放口", OUTLET)):
        (tmp_path / f"{title}.csv").write_text(f"{HEADINGS[title]}\n{row}", "utf-8")
    files = [str(tmp_path / f"{title}.csv") for title in ("污染源", "排放口")]
    assert Exit.DONE == gridcase.types("registry", "import", *files).exit_code
    return gridcase


def test_a_random_inspection_is_drawn_shown_and_entered(plant: Terminal) -> None:
    """Once for a quarter, whoever has to keep away kept away, a violation with its file alone; readable by the public."""
    quarter = ("--year", str(TODAY.year), "--quarter", str((TODAY.month + 2) // 3))
    seed = ("--seed", "2026135", "--source", "示例彩票第2026135期")
    none = plant.types("inspection", "list", "--as", "head").stdout
    no_such = plant.types("inspection", "show", "u-430423-2016q1-key", "--as", "head")
    wrongly = plant.types("inspection", "draw", *quarter, *seed, "--conflict", "p-nobody", "--as", "head")
    too_few = plant.types("inspection", "draw", *quarter, *seed, "--share", "0.01", "--as", "head")
    by_township = plant.types("inspection", "draw", *quarter, *seed, "--as", "patroller")
    made = plant.reads("inspection", "draw", *quarter, *seed, "--as", "head")
    again = plant.types("inspection", "draw", *quarter, *seed, "--as", "head")
    other = plant.types("inspection", "draw", *quarter, "--seed", "1", "--source", "另一种子", "--as", "head")
    draw, sent = made["draw"]["id"], made["draw"]["drawn"][0]["officers"]

    assert "还没有抽查" in none
    assert (Exit.NOT_FOUND, Exit.USAGE) == (no_such.exit_code, wrongly.exit_code), no_such.stderr
    assert "人员编号=统一社会信用代码" in wrongly.stderr
    assert (Exit.REFUSED, True) == (too_few.exit_code, "抽取比例须在" in too_few.stderr), too_few.stderr
    assert (Exit.REFUSED, True) == (by_township.exit_code, "负责人和执法人员" in by_township.stderr), by_township.stderr
    assert (Exit.DONE, Exit.REFUSED) == (again.exit_code, other.exit_code), again.stderr
    assert ("虚构化工有限公司" in again.stdout, "种子 2026135（示例彩票第2026135期）" in again.stdout) == (True, True)
    assert "不得另行抽取" in other.stderr
    assert draw in plant.types("inspection", "list", "--as", "head").stdout

    def enters(*more: str, on: str = TODAY.isoformat(), outcome: str = "nothing_found") -> tuple[int, str]:
        officers = [word for one in sent for word in ("--officer", one)]
        words = ("--object", CODE, "--on", on, *officers, "--outcome", outcome, *more)
        ended = plant.types("inspection", "record", draw, *words, "--as", "officer")
        return ended.exit_code, ended.stdout + ended.stderr

    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    no_case = enters("--file", "2026-999999", outcome="violation")
    refused = [enters(on=tomorrow), enters(outcome="violation"), no_case, enters(outcome="fine")]
    assert [Exit.REFUSED, Exit.REFUSED, Exit.REFUSED, Exit.USAGE] == [code for code, _ in refused], refused
    assert ("检查日期" in refused[0][1], "案件的编号" in refused[1][1]) == (True, True)
    assert "没有编号为“2026-999999”的案件" in no_case[1]
    assert (Exit.DONE, True) == (enters()[0], "已公开" in enters()[1])
    assert (Exit.REFUSED, True) == (enters("--text", "另一种说法")[0], "已经录入" in enters("--text", "另一种说法")[1])
    assert "未发现问题" in plant.types("inspection", "show", draw, "--as", "officer").stdout
    assert draw in plant.types("polluter", "show", CODE, "--as", "officer").stdout


def test_a_round_is_planned_laid_on_and_counted(plant: Terminal) -> None:
    """What the plan has, what is due, the round once a day, what was covered; a day that is none is said so."""
    plan = plant.types("patrol", "plan", "--within", TOWN)
    first = plant.reads("patrol", "open", "--grid", TOWN, "--reason", "群众反映", "--as", "officer")
    again = plant.types("patrol", "open", "--grid", TOWN, "--reason", "群众反映", "--as", "officer")
    due = plant.types("patrol", "due", "--within", TOWN)
    nowhere = plant.types("patrol", "due", "--within", "无此镇")
    today = ("--since", TODAY.isoformat(), "--until", TODAY.isoformat())
    (covered,) = plant.reads("patrol", "coverage", *today, "--within", TOWN)
    too_long = plant.types("patrol", "coverage", "--since", "2024-01-01", "--until", TODAY.isoformat())
    no_day = plant.types("patrol", "due", "--on", "2026-02-30")

    assert (CODE in plan.stdout, "重点排污单位" in plan.stdout) == (True, True), plan.stdout
    assert ("repeated" in first, "只计一次" in again.stdout) == (True, True), again.stdout + again.stderr
    assert first["file_no"] in due.stdout
    assert (Exit.NOT_FOUND, Exit.USAGE) == (nowhere.exit_code, no_day.exit_code), nowhere.stderr + no_day.stderr
    assert (1, 2) == (covered["rounds"], covered["points"])
    assert (Exit.REFUSED, True) == (too_long.exit_code, "最长一年" in too_long.stderr)
    assert "开云镇" in plant.types("patrol", "coverage", *today, "--within", TOWN).stdout


def test_an_alarm_is_taken_in_by_hand(plant: Terminal) -> None:
    """By the outlet of a polluter; what is within its limit, or of a wrong code, is not; cases that fit are listed."""

    def takes(value: str, uscc: str = CODE, began: datetime = NOW - timedelta(hours=2)) -> tuple[int, str]:
        measured = ("--pollutant", "化学需氧量", "--value", value, "--limit", "100", "--in", "mg/L")
        where = ("--point", "DW001", "--pollution", "water", "--uscc", uscc)
        ended = plant.types("alarm", "take", *where, *measured, "--from", began.isoformat(), "--as", "clerk")
        return ended.exit_code, ended.stdout + ended.stderr

    within, nobody, ahead = takes("99"), takes("150", WRONG), takes("150", began=NOW + timedelta(days=1))
    code, told = takes("150")
    assert Exit.DONE == code, told
    number = told.split()[1]
    cases = plant.types("alarm", "cases", number, "--as", "officer")

    assert (Exit.REFUSED, True) == (within[0], "限值" in within[1]), within
    assert (Exit.NOT_FOUND, True) == (nobody[0], WRONG in nobody[1]), nobody
    assert Exit.REFUSED == ahead[0], ahead
    assert (Exit.DONE, True) == (cases.exit_code, "open_case_of_alarm" in cases.stdout), cases.stderr


def test_the_leading_groups_are_told(gridcase: Terminal) -> None:
    """By the plan, with the paragraph; before there was one there was none."""
    told = gridcase.types("duty", "groups")

    assert ("组长：" in told.stdout, "办公室：" in told.stdout, "原文：" in told.stdout) == (True, True, True)
    assert [] == gridcase.reads("duty", "groups", "--on", "2014-01-01")
    assert "没有" in gridcase.types("duty", "groups", "--on", "2014-01-01").stdout
