"""The law answers on the command line: a term explained, a rule through time, and every slip told in one sentence."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
import typer
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from cli import law
from cli.law_pages import SIDES
from cli.speech import Spoken
from law.catalogue import CALENDARS, STATUTE
from law.discretion import EXAMPLE
from law.edition import shipped
from tests.law.test_calendar import NEXT_YEAR
from tools import verify_term

if TYPE_CHECKING:
    from pathlib import Path

PERIOD = "term case_decision_period --start 2026-07-10"
APP = typer.Typer(cls=Spoken, no_args_is_help=True)
law.mount(APP)


def run(*words: str) -> Result:
    """Run the command as if typed."""
    return CliRunner().invoke(APP, words)


def test_a_term_is_explained() -> None:
    """生态环境行政处罚办法第57条: overlapping suspensions and both extensions, with what is left."""
    result = run(
        *("term", "case_decision_period", "--start", "2026-07-10", "--at", "2026-11-23", "--extend", "--extend"),
        *("--suspend", "2026-07-15..2026-08-03:monitoring", "--suspend", "2026-07-30..2026-08-12:听证"),
    )

    assert 0 == result.exit_code
    assert "最后一日：2027年1月5日（星期二）" in result.output
    assert "正在进行，剩余43日" in result.output


def test_a_term_is_given_as_json() -> None:
    """Programs read the promised keys, with a named extension and a running suspension."""
    result = run(
        *("term", "case_decision_period", "--start", "2026-07-10", "--json", "--at", "2026-08-01"),
        *("--extend", "head", "--suspend", "2026-07-20..:appraisal"),
    )

    told = json.loads(result.output)
    assert ("MEE30", "calendar_day", 90, None, "suspended") == tuple(
        told[key] for key in ("instrument", "unit", "amount", "last_day", "state")
    )
    assert ["head"] == [one["key"] for one in told["extended"]]


def test_a_term_of_hours_begins_at_an_instant() -> None:
    """行政执法机关移送涉嫌犯罪案件的规定第5条: 24 hours by the clock of Hengyang."""
    assert "届满时刻：2026年10月1日17:30" in run("term", "crime_transfer_send", "--start", "2026-09-30T17:30").output


def test_a_proof_is_written_that_the_tool_confirms(tmp_path: Path) -> None:
    """What the command writes down, a program that knows nothing of it confirms."""
    path = tmp_path / "proof.json"

    assert 0 == run("term", "payment_15d", "--start", "2026-09-16", "--proof", str(path)).exit_code
    assert "" == verify_term.verify(path, STATUTE.parent)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ("term hearing_reqest --start 2026-09-30", 4, "相近的有：hearing_request"),
        ("term case_filing_decision --start 2009-12-31", 4, "施行时间为2010年3月1日至2023年6月30日"),
        ("term hearing_request --start 2026-09-30 --extend", 3, "任何人无权批准延长"),
        (f"{PERIOD} --extend collective", 3, "须先由"),
        (f"{PERIOD} --suspend 2026-08-03..2026-07-15:hearing", 2, "早于开始日"),
        (f"{PERIOD} --suspend 2026-07-15..2026-08-03:hearing --suspend 2026-08-03..:hearing", 2, "期间重叠"),
        (f"{PERIOD} --suspend 2026-07-15:hearing", 2, "应写作"),
        (f"{PERIOD} --suspend 2026-07-15..:rain", 2, "没有“rain”这种扣除事由"),
        (
            "term payment_15d --start 2026-09-16 --suspend 2026-09-17..2026-09-18:hearing",
            3,
            "可以扣除的有：延期、分期缴纳期间（deferral）",
        ),
        ("term case_decision_period --start 2026-02-30", 2, "不是真实存在的日期"),
        ("term crime_transfer_send --start 2026-02-01T25:00", 2, "不是真实存在的时刻"),
        (f"{PERIOD} --conduct 2026-07-11", 2, "晚于起算日"),
        ("term freeze_period --start 2026-07-10 --variant slow", 2, "没有“slow”这种情形"),
        ("term township_no_power --start 2026-07-10", 2, "没有规定期限的长短"),
        ("term case_decision_period", 2, "--start"),
        ("term", 2, "缺少参数"),
        ("term --extend", 2, "缺少参数"),
        (f"{PERIOD} --at tomorrow", 2, "不是真实存在的日期"),
        (f"{PERIOD} --extend --extend --extend", 3, "延长次数已经用完"),
        (f"{PERIOD} --proof /nowhere/proof.json", 1, "没有作任何改动"),
        ("term limitation_5y_eco_harm --start 2026-09-01 --conduct 2020-05-01", 4, "施行时间为2026年8月15日起"),
        ("term case_decision_period --start 2060-01-01", 2, "不在工作日历的范围"),
        ("law show G21", 4, "没有“G21”"),
        ("law matrix hearing_reqest", 4, "相近的有：hearing_request"),
        ("law list --on 2010-01-01 --instrument MEE30", 4, "没有施行的规定"),
        ("law show hearing_reqest", 4, "相近的有：hearing_request"),
        ("law list --instrument MEE31", 2, "没有代码为“MEE31”的规范性文件"),
        ("law check nowhere", 2, "没有文件夹"),
        ("calendar show 1999", 4, "只有2006年至2050年"),
        ("calendar publish nowhere.toml", 2, "没有这个文件"),
    ],
)
def test_bad_input_gets_one_sentence_and_a_code(words: str, code: int, sentence: str) -> None:
    """Whatever is typed wrongly is told in Chinese on stderr, and nothing is printed as a result."""
    result = run(*words.split())

    assert (code, "") == (result.exit_code, result.stdout)
    assert sentence in result.stderr
    assert 1 == len(result.stderr.strip().splitlines())


def test_a_rule_is_shown_through_time() -> None:
    """Both versions of the filing term, with their days in force."""
    output = run("law", "show", "case_filing_decision").output

    assert "《环境行政处罚办法》第22条第1款" in output
    assert "施行：2010-03-01至2023-06-30" in output
    assert "《生态环境行政处罚办法》第18条" in output


def test_a_guard_is_shown_with_its_articles_through_time() -> None:
    """G6 rests on one article until 2021-07-14 and on another from the day after."""
    output = run("law", "show", "g6").output

    assert "《行政处罚法》第45条第2款，2021-07-15起" in output
    assert "law.guards.decision.fine_not_above_notified" in output
    assert "G6" == json.loads(run("law", "show", "G6", "--json").output)["id"]


def test_one_rule_of_the_matrix_is_shown_alone() -> None:
    """Article, function and test of one rule."""
    found = json.loads(run("law", "matrix", "case_decision_period", "--json").output)

    assert ["case_decision_period"] == list(found)
    assert "函数：law.terms.reckon" in run("law", "matrix", "case_decision_period").output


def test_the_matrix_goes_on_below_on_a_narrow_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name longer than the line goes on at its last dot, where nothing is lost of it."""
    monkeypatch.setenv("COLUMNS", "400")
    wide = set(re.findall(r"tests\.[\w.]+", run("law", "matrix", "gov_info_on_request").output))
    monkeypatch.setenv("COLUMNS", "80")
    page = run("law", "matrix", "gov_info_on_request").output

    assert max(map(cell_len, page.splitlines())) <= 80
    assert [] == [name for name in wide if name not in re.sub(r"\.\n +", ".", page)]


def test_the_rules_in_force_on_a_day_are_listed() -> None:
    """With a day, each rule and case stands there as it was that day."""
    rows = json.loads(run("law", "list", "--on", "2015-12-31", "--json").output)

    assert {"MEP8"} == {row["instrument"] for row in rows if row["id"] == "case_filing_decision"}
    assert all(row["since"] <= "2015-12-31" for row in rows)
    assert "规则目录" in run("law", "list", "--instrument", "MEE30").output


def test_the_matrix_names_function_and_test() -> None:
    """Every rule and guard has a function and a test behind it."""
    found = json.loads(run("law", "matrix", "--json").output)

    assert ["law.guards.decision.fine_not_above_notified"] == found["G6"]["functions"]
    assert "law.terms.reckon" in found["case_decision_period"]["functions"]
    assert [] == [key for key, one in found.items() if not (one["articles"] and one["functions"] and one["tests"])]


def test_a_sound_catalogue_is_said_to_be_sound_and_a_broken_one_is_not(tmp_path: Path) -> None:
    """`law check` names file, line and field of what is wrong."""
    shutil.copytree(STATUTE, tmp_path / "statute")
    shutil.copytree(CALENDARS, tmp_path / "calendars")

    assert "规则目录无误" in run("law", "check", str(tmp_path)).output
    file = tmp_path / "statute" / "mee30.toml"
    file.write_text(file.read_text("utf-8").replace("amount = 90", 'amount = "九十"'), encoding="utf-8")
    result = run("law", "check", str(tmp_path / "statute"))
    assert 2 == result.exit_code
    assert "mee30.toml第" in result.stderr
    assert "须是整数" in result.stderr


def test_a_year_is_shown_with_or_without_its_notice() -> None:
    """2019 with both its notices; 2027 with its statutory days and the warning."""
    known, unknown = run("calendar", "show", "2019").output, run("calendar", "show", "2027").output

    assert "2019-04-28、2019-05-05" in known
    assert "尚未公布" in unknown
    assert "2027-02-05至2027-02-08" in unknown


def test_a_notice_is_published_once_and_only_when_it_fits(tmp_path: Path) -> None:
    """A notice goes in whole; a second one, or one against the statute, changes nothing."""
    folder, file = tmp_path / "calendars", tmp_path / "new.toml"
    shutil.copytree(CALENDARS, folder)
    before = sorted(path.name for path in folder.iterdir())
    file.write_text(NEXT_YEAR.replace("first = 2027-06-09, last = 2027-06-09", "first = 2027-06-10, last = 2027-06-10"))

    refused = run("calendar", "publish", str(file), "--into", str(folder))
    assert (2, before) == (refused.exit_code, sorted(path.name for path in folder.iterdir()))
    assert "端午节的法定假日2027-06-09没有放假" in refused.stderr

    file.write_text(NEXT_YEAR)
    done = run("calendar", "publish", str(file), "--into", str(folder))
    assert 0 == done.exit_code
    assert "2027年2月20日" in done.output
    assert [*before, "2027.toml"] == [*before, *({path.name for path in folder.iterdir()} - set(before))]

    again = run("calendar", "publish", str(file), "--into", str(folder))
    assert 2 == again.exit_code
    assert "2027年的年度通知已经发布" in again.stderr


OVER = (str(EXAMPLE), "over_permit_limit", "--level", "excess=grave", "--level", "place=ordinary", "--level")


def test_a_fine_is_worked_out_by_a_table() -> None:
    """湖南省裁量权基准规定第5条: the least, and a quarter and a tenth of the most; a made-up table says that it is one."""
    result = run("law", "fine", *OVER, "repeat=second", "--on", "2026-09-01")
    said = json.loads(run("law", "fine", *OVER, "repeat=second", "--on", "2026-09-01", "--json").output)

    assert 0 == result.exit_code, result.output
    assert "550000" == said["fine"].split(".")[0]
    assert "虚构" in result.output
    assert "依据：《" in result.output


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((*OVER, "repeat=tenth"), 2, "没有“tenth”这一档"),
        (OVER[:-1], 2, "缺少"),
        ((*OVER, "repeat=first", "--adjust", "从轻=0.10"), 2, "须写明理由"),
        ((*OVER, "repeat=first", "--adjust", "从轻=0.9", "--reason", "主动消除危害"), 3, "超出允许范围"),
        ((*OVER, "repeat=first", "--adjust", "加倍=1"), 2, "没有“加倍”这种调整"),
        ((*OVER, "repeat=first", "--on", "2031-01-01"), 3, "不在有效期内"),
        ((str(EXAMPLE), "built_without_approval", "--level", "stage=main", "--base", "很多"), 2, "写得不对"),
    ],
)
def test_what_a_table_does_not_allow_is_told(words: tuple[str, ...], code: int, told: str) -> None:
    """An unknown level, a factor left out, an adjustment without reason or too large, a table that has lapsed."""
    on = () if "--on" in words else ("--on", "2026-09-01")
    result = run("law", "fine", *words, *on)

    assert (code, True) == (result.exit_code, told in result.output), result.output


def test_a_table_is_listed() -> None:
    """Without a matter: what it weighs, and what its levels are called."""
    assert "excess　超标倍数：slight（超标不足一倍）" in run("law", "fine", str(EXAMPLE)).output


def test_every_side_of_a_guard_has_a_chinese_name() -> None:
    """No page of a guard names its sides by the words of the data."""
    assert {basis.side for text in shipped().guards.values() for basis in text.basis if basis.side} == set(SIDES)
