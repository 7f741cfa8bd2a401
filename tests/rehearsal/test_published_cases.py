"""Published cases on the real engine: what is refused, and what the engine writes by itself, worked out by hand."""

from datetime import datetime
from pathlib import Path
from typing import Any

from models.values import civil_day
from tests.rehearsal.conftest import Rehearsing

CASES = Path(__file__).parents[1] / "file_review" / "cases"
DAILY, COURT = CASES / "01-daily-fine-2015.yaml", CASES / "65-court-enforcement-2015.yaml"
COMPLAINT = CASES / "20-complaint-2024.yaml"


def refused(case: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return what a live case refused: act, day, article."""
    return [(row["scene"]["act"], row["scene"]["at"][:10], row["article"]) for row in case["entered"] if row["refused"]]


def acts_of(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the acts of every file of a story: of the complaint's, where it begins with one, and of the case's."""
    return [act for file in case["files"] for act in file["view"]["acts"]]


def written(case: dict[str, Any], name: str) -> list[tuple[str, str, str]]:
    """Return what the engine wrote of one kind about statutory terms: rule, last day, day of writing."""
    acts = [act for act in acts_of(case) if act["by"]["kind"] == "engine" and act["content"]["act"] == name]
    rows = [(act["content"]["term"].split("#")[0], act["content"]["last_day"], act["happened_at"]) for act in acts]
    return [(rule, last, _civil(at)) for rule, last, at in rows if not rule.startswith("norm.")]


def _civil(at: str) -> str:
    return civil_day(datetime.fromisoformat(at)).isoformat()


def terms(case: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Return the last day and the state of every statutory term by rule."""
    rows = [row for file in case["files"] for row in file["view"]["standing"]["terms"]]
    return {row["rule"]: (row["last_day"], row["state"]) for row in rows if row["statutory"]}


async def test_a_daily_penalty_of_2015_waits_for_the_fine_it_repeats(rehearsing: Rehearsing) -> None:
    """按日连续处罚办法 art. 7: no daily penalty before the original decision, which the source does not tell.

    Order served on 16 January: the recheck within thirty days, by 15 February (art. 10). The decision of 27 January is
    to be served within seven days, by 3 February (行政处罚法 2009 art. 40); filed on 16 January, the case ends within
    three months, by 16 April (环境行政处罚办法 art. 55). Nobody contests the order: sixty days for reconsideration, by
    17 March, three months to sue, by 16 April (行政复议法 art. 9; 行政诉讼法 of 1989 art. 39).
    """
    case = await rehearsing.plays(DAILY, "--until", "2015-05-31")

    rule = "《环境保护主管部门实施按日连续处罚办法》第7条"
    assert [
        ("serve_daily_notice", "2015-01-27", rule),
        ("decide_daily_penalty", "2015-01-27", rule),
    ] == refused(case)
    assert ("2015-02-15", "met") == terms(case)["recheck_window"]
    assert [
        ("decision_service", "2015-02-03", "2015-02-04"),
        ("review_application", "2015-03-17", "2015-03-18"),
        ("case_decision_period", "2015-04-16", "2015-04-17"),
        ("suit_direct", "2015-04-16", "2015-04-17"),
    ] == written(case, "term_lapses")


async def test_a_fine_unpaid_in_2015_runs_through_its_terms_to_the_court(rehearsing: Rehearsing) -> None:
    """Served on 14 July 2015: every term up to the court's ruling lapses on its own day.

    Payment fifteen days, 29 July; review sixty days, Saturday 12 September, hence Monday 14; suit six months,
    14 January; the court within three months of that, 14 April 2016, kept on the 13th. The undated demand stands on
    the latest day before the application, so its ten working days (行政强制法 art. 54, 69) run until 27 April and the
    application is too early. The court accepts within five working days, by 20 April (art. 56); the source tells of
    its ruling alone.
    """
    case = await rehearsing.plays(COURT)

    lapsed = [row for row in written(case, "term_lapses") if row[0] != "case_filing_decision"]
    assert [
        ("payment_15d", "2015-07-29", "2015-07-30"),
        ("review_application", "2015-09-14", "2015-09-15"),
        ("suit_direct", "2016-01-14", "2016-01-15"),
        ("court_accept", "2016-04-20", "2016-04-21"),
        ("demand_before_court", "2016-04-27", "2016-04-28"),
    ] == lapsed
    assert ("apply_to_court", "2016-04-13", "《中华人民共和国行政强制法》第54条") in refused(case)
    assert ("2016-04-14", "met") == terms(case)["court_application_window"]


async def test_a_surcharge_up_to_the_fine_is_what_the_court_is_asked_for(rehearsing: Rehearsing) -> None:
    """行政处罚法 art. 72(1): fine and a surcharge no higher than it are claimed as published, and the sum is not refused."""
    case = await rehearsing.plays(COURT)

    claimed = [act["content"]["claimed"] for act in acts_of(case) if act["content"]["act"] == "apply_to_court"]
    assert ["160000"] == claimed
    assert all(row["code"] == "demand-not-over" for row in case["entered"] if row["scene"]["act"] == "apply_to_court")


async def test_a_complaint_of_hengyang_is_late_when_nobody_accepts_it(rehearsing: Rehearsing) -> None:
    """环保举报热线工作管理办法 art. 7(2): fifteen days from 26 May 2024 end on 10 June, a holiday, hence on the 11th.

    The penalty decision without a filing is refused and entered all the same; nothing is held against the bureau.
    """
    case = await rehearsing.plays(COMPLAINT)

    (decision,) = [row for row in case["entered"] if row["refused"]]
    assert [("hotline_accept", "2024-06-11", "2024-06-12")] == written(case, "term_lapses")
    assert ("decide_penalty", "out-of-order") == (decision["scene"]["act"], decision["code"])
    assert "立案" in decision["refused"]
    assert "行政处罚法" in decision["article"]
    assert "不能据此认定" in decision["doubt"]
    assert decision["act_no"] is not None


async def test_what_was_filled_and_what_has_no_day_is_said(rehearsing: Rehearsing) -> None:
    """Whoever reads the page sees which fields no source tells, and which days are placed by the order alone."""
    page = (await rehearsing.shows(str(COMPLAINT))).stdout

    for words in ("案卷记载", "系统所为", "日期不详", "来源未载而补填", "执法人员", "演练结束时的状态", "升级告知"):
        assert words in page


async def test_a_service_a_week_later_moves_what_depends_on_it_and_leaves_the_case(rehearsing: Rehearsing) -> None:
    """What-if: served on 20 July, payment ends on 4 August; the case that was played still says 29 July."""
    case = await rehearsing.plays(COURT, "--what-if", "serve_decision=2015-07-20", "--what-if", "pay=2015-07-20")

    (supposed, unknown) = case["what_if"]
    moved = {row["rule"]: (row["before"], row["after"]) for row in supposed["difference"]["difference"]["terms"]}
    assert ("2015-07-29", "2015-08-04") == moved["payment_15d"]
    assert ("2015-07-29", "expired") == terms(case)["payment_15d"]
    assert "pay" in unknown["sentence"]
