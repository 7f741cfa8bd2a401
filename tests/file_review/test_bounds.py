"""What a missing fact leaves certain: a finding is made where it holds whatever the day was that no source tells."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import dates, integers, sampled_from

from file_review.bounds import due_between
from file_review.dating import When
from file_review.findings import Finding
from judging.standing import read
from law.edition import shipped
from models.standing import Term
from tests.builders import OFFICER, REMEDIES, moment
from tests.file_review.reading_cases import a_case, judge_file
from tests.procedures.served import ServedCase

SUMS = "amounts: {{first_fine_yuan: {}, surcharge_yuan: {}}}"


def _about(folder: Path, rule: str, facts: str, more: str = "", kinds: str = "water") -> list[Finding]:
    file = a_case(folder, facts, more=more)
    file.write_text(file.read_text(encoding="utf-8").replace("kinds: [water]", f"kinds: [{kinds}]"), encoding="utf-8")
    return [row for row in judge_file(file)[0][0].findings if row.rule == rule]


@pytest.mark.parametrize(
    ("rule", "facts", "wanted"),
    [
        # 行政处罚法2017 art. 46(3): fifteen days from service; neither the decision nor its sum need be told.
        ("payment_15d", "2019-03-04 decision_served\n2019-03-18 paid", "kept"),
        ("payment_15d", "2019-03-04 decision_served\n2019-03-19 paid", "kept"),
        ("payment_15d", "2019-03-04 decision_served\n2019-03-20 paid", "departed"),
        # ... and the day of service need not be told where fifteen days from the decision had not passed.
        ("payment_15d", "2019-03-04 penalty_decision\n2019-03-19 paid", "kept"),
        ("payment_15d", "2019-03-04 penalty_decision\n2019-03-20 paid", "not_judged"),
        ("payment_15d", "2019-03-04 penalty_decision\nnull decision_served\n2019-03-19 paid", "kept"),
        ("payment_15d", "2019-03-04 penalty_decision\nnull decision_served\n2019-03-20 paid", "not_judged"),
        # 行政诉讼法 art. 46: six months; 行政复议法2017 art. 9: sixty days.
        ("suit_direct", "2019-03-04 penalty_decision\n2019-09-04 lawsuit_filed", "kept"),
        ("suit_direct", "2019-03-04 penalty_decision\n2019-09-05 lawsuit_filed", "not_judged"),
        ("suit_direct", "2019-03-04 penalty_decision\nnull decision_served\n2019-09-04 lawsuit_filed", "kept"),
        # ... counted from a service although nothing is told of its decision.
        ("suit_direct", "2019-03-04 decision_served\n2019-09-04 lawsuit_filed", "kept"),
        ("suit_direct", "2019-03-04 decision_served\n2019-09-05 lawsuit_filed", "departed"),
        ("review_application", "2019-03-04 decision_served\n2019-05-03 review_requested", "kept"),
        ("review_application", "2019-03-05 penalty_decision\n2019-05-04 review_requested", "kept"),
        ("review_application", "2019-03-05 penalty_decision\n2019-05-07 review_requested", "not_judged"),
        # 移送拘留办法 art. 12: three working days from the decision to refer, which follows the penalty.
        ("detention_transfer", "2019-03-04 penalty_decision\n2019-03-04 transferred_police_admin", "kept"),
        ("detention_transfer", "2019-03-04 penalty_decision\n2019-03-07 transferred_police_admin", "kept"),
        ("detention_transfer", "2019-03-04 penalty_decision\n2019-03-08 transferred_police_admin", "not_judged"),
        # 移送规定 art. 6: twenty-four hours from a decision that nobody can have made before the finding.
        ("crime_transfer_send", "2019-03-04 discovered\n2019-03-04 transferred_police_criminal", "kept"),
        ("crime_transfer_send", "2019-03-04 discovered\n2019-03-05 transferred_police_criminal", "not_judged"),
        # 按日办法 art. 10: thirty days from an order that was not served before the violation was found.
        ("recheck_window", "2019-03-01 discovered\n2019-03-14 recheck", "kept"),
        ("recheck_window", "2019-03-01 discovered\n2019-03-31 recheck", "kept"),
        ("recheck_window", "2019-03-01 discovered\n2019-04-01 recheck", "not_judged"),
        ("recheck_window", "2019-03-01 violation_start\n2019-03-31 recheck", "kept"),
        # 办法2010 art. 55, 办法2023 art. 57: a filing between finding and decision; the shorter of two versions counts.
        ("case_decision_period", "2019-03-01 discovered\n2019-06-03 penalty_decision", "kept"),
        ("case_decision_period", "2019-03-01 discovered\n2019-06-04 penalty_decision", "not_judged"),
        ("case_decision_period", "2023-06-01 discovered\n2023-09-01 penalty_decision", "kept"),
        ("case_decision_period", "2023-06-01 discovered\n2023-09-02 penalty_decision", "not_judged"),
        # 法释〔2015〕9号 art. 26: three months that ran on 2015-05-01 are six, whichever day before the change began them.
        ("suit_direct", "2015-04-30 penalty_decision\n2015-08-30 lawsuit_filed", "kept"),
        ("suit_direct", "2015-04-30 penalty_decision\n2015-10-30 lawsuit_filed", "kept"),
        ("suit_direct", "2015-04-30 penalty_decision\n2015-10-31 lawsuit_filed", "not_judged"),
        ("suit_direct", "2015-01-30 penalty_decision\n2015-04-30 lawsuit_filed", "kept"),
        ("suit_direct", "2015-01-30 penalty_decision\n2015-05-01 lawsuit_filed", "not_judged"),
        # 行政强制法 art. 53: three months that open when six months from the service have passed, so not before these.
        ("court_application_window", "2018-01-02 penalty_decision\n2018-07-02 enforcement_applied", "departed"),
        ("court_application_window", "2018-01-02 penalty_decision\n2018-07-03 enforcement_applied", "not_judged"),
        # 行政处罚法2017 art. 29: two years from an end that is no earlier than the beginning.
        ("limitation_2y", "2015-03-02 violation_start\n2017-03-02 discovered", "kept"),
        ("limitation_2y", "2015-03-02 violation_start\n2017-03-03 discovered", "not_judged"),
        ("limitation_2y", "2017-03-03 discovered", "not_judged"),
    ],
)
def test_the_earliest_start_there_can_be_decides(tmp_path: Path, rule: str, facts: str, wanted: str) -> None:
    """To the last day on which it was kept whatever the start was, and the day after."""
    rows = _about(tmp_path, rule, facts)

    assert [row.result for row in rows] == [wanted]
    assert wanted != "not_judged" or all(row.missing for row in rows)


@pytest.mark.parametrize("penalty", ["2026-03-03 penalty_decision\n", ""])
@pytest.mark.parametrize(
    ("decided", "sued", "wanted"),
    [
        ("2026-05-20", "2026-06-03", "kept"),
        ("2026-05-20", "2026-06-04", "kept"),
        ("2026-05-20", "2026-06-05", "not_judged"),
        ("2026-05", "2026-05-18", "kept"),
        ("2026-05", "2026-05-19", "not_judged"),
    ],
)
def test_a_suit_within_the_days_after_a_review_was_in_time_whatever_was_told(
    tmp_path: Path, penalty: str, decided: str, sued: str, wanted: str
) -> None:
    """行政诉讼法 art. 45, 法释〔2026〕3号 art. 6: fifteen days, a year where they were not told; the six months are over."""
    before = f"{penalty}2026-03-04 decision_served\n2026-04-01 review_requested"
    facts = f"{before}\n{decided} review_decision\n{sued} lawsuit_filed"
    assert [row.result for row in _about(tmp_path, "suit_after_review", facts)] == [wanted]
    assert _about(tmp_path, "suit_direct", facts) == []


def test_a_suit_before_the_review_decision_says_nothing_of_the_days_after_it(tmp_path: Path) -> None:
    """What was done before the days began did not keep them."""
    facts = "2026-03-04 decision_served\n2026-04-01 lawsuit_filed\n2026-05-20 review_decision"
    assert [row.result for row in _about(tmp_path, "suit_after_review", facts)] == ["not_judged"]


@pytest.mark.parametrize(
    ("rule", "facts", "wanted"),
    [
        # 办法2023 art. 44, 47: five working days from 31 March 2024, over the Qingming days, end on 9 April.
        ("G1", "2024-03 notice_served\n2024-04-10 penalty_decision", "kept"),
        ("G1", "2024-03 notice_served\n2024-03-05 penalty_decision", "departed"),
        ("G1", "2024-03 notice_served\n2024-03-20 penalty_decision", "not_judged"),
        ("G1", "2024-02 notice_served\n2024-04 penalty_decision", "kept"),
        ("G9", "2019-02 correction_order_served\n2019-03-01 recheck\n2019-06-01 daily_fine_decision", "kept"),
        ("G9", "2019-02 correction_order_served\n2019-03-30 recheck\n2019-06-01 daily_fine_decision", "not_judged"),
        ("G9", "2019-02 correction_order_served\n2019-03-31 recheck\n2019-06-01 daily_fine_decision", "departed"),
        ("G12", "2019-03 penalty_decision\n2019-04 transferred_police_admin", "kept"),
        ("G12", "2019-03 penalty_decision\n2019-03 transferred_police_admin", "not_judged"),
    ],
)
def test_a_question_is_answered_where_every_day_gives_one_answer(
    tmp_path: Path, rule: str, facts: str, wanted: str
) -> None:
    """Each day of the month is tried, each pair of days where two are unknown."""
    assert [row.result for row in _about(tmp_path, rule, facts)] == [wanted]


def test_a_day_between_two_known_ones_that_are_one_is_known(tmp_path: Path) -> None:
    """Decided not before it was found and served on that day: the decision is of the day too."""
    (row,) = _about(
        tmp_path, "decision_service", "2019-03-04 discovered\nnull penalty_decision\n2019-03-04 decision_served"
    )
    assert (row.result, row.due) == ("kept", date(2019, 3, 11))


@pytest.mark.parametrize(("days", "wanted"), [(13, "kept"), (30, "kept"), (31, "not_judged")])
def test_the_days_of_a_published_round_say_when_its_recheck_was(tmp_path: Path, days: int, wanted: str) -> None:
    """办法 art. 10, 17: counted from the day after the order to the recheck, whatever day that was."""
    facts = "null correction_order_served\nnull recheck\nnull daily_fine_decision"
    more = f"daily_fine: [{{start: null, end: null, days: {days}, per_day: 100, total: {days * 100}}}]"
    for rule in ("recheck_window", "G9"):
        found = [row.result for row in _about(tmp_path, rule, facts, more)]
        assert found == ([wanted] if rule == "recheck_window" or wanted == "kept" else ["departed"])


def test_a_building_project_has_no_window_of_a_daily_penalty(tmp_path: Path) -> None:
    """Nothing is missing where the rule does not apply: the order is on record."""
    assert (
        _about(tmp_path, "recheck_window", "2019-03-01 correction_order_served\n2019-03-14 recheck", kinds="eia") == []
    )


@pytest.mark.parametrize(
    ("surcharge", "wanted", "words"),
    [(79_999, "not_judged", "送达"), (80_000, "kept", "已达上限"), (80_001, "departed", "超过上限")],
)
def test_fine_and_surcharge_alone_say_whether_the_cap_was_kept(
    tmp_path: Path, surcharge: int, wanted: str, words: str
) -> None:
    """行政强制法 art. 45(2): never more than the fine, whatever the days."""
    (row,) = _about(tmp_path, "surcharge_3pct", "2019-03-04 penalty_decision", SUMS.format(80_000, surcharge))
    assert (row.result, words in row.because) == (wanted, True)


def test_there_was_no_cap_before_2012(tmp_path: Path) -> None:
    """行政处罚法2009 art. 51: without a date nobody can say that there was one."""
    (row,) = _about(tmp_path, "surcharge_3pct", "null penalty_decision", SUMS.format(80_000, 90_000))
    assert row.result == "not_judged"


def test_a_daily_penalty_that_cannot_be_counted_says_why(tmp_path: Path) -> None:
    """按日办法 art. 17: neither days nor sum are told."""
    (row,) = _about(tmp_path, "daily_penalty_days", "2019-06-01 daily_fine_decision")
    assert (row.result, "起止日期" in row.because) == ("not_judged", True)


def test_a_payment_in_parts_is_not_taken_for_the_whole(tmp_path: Path) -> None:
    """办法 art. 74: what one payment leaves open nobody can say."""
    more = "amounts: {first_fine_yuan: 1000, instalments_yuan: [400, 600]}"
    facts = "2019-03-04 penalty_decision\n2019-03-15 paid\n2019-08-01 published"
    assert [row for row in _about(tmp_path, "payment_15d", facts, more) if row.result != "not_judged"] == []


@pytest.mark.parametrize(
    ("rule", "contest", "last"),
    [
        ("suit_direct", "2022-08-01 lawsuit_filed", "2022-09-01"),
        ("suit_direct", "2022-12-01 lawsuit_filed", "2022-09-01"),
        ("review_application", "2022-05-10 review_requested", "2022-05-05"),
    ],
)
def test_a_contest_of_who_knows_what_leaves_the_right_against_an_order_open(
    tmp_path: Path, rule: str, contest: str, last: str
) -> None:
    """Nobody can say that no suit was brought, nor that it was brought against the order: a penalty may be untold."""
    rows = _about(tmp_path, rule, f"2022-02-25 discovered\n2022-03-01 correction_order_served\n{contest}")
    against = next(row for row in rows if row.started_by is not None)

    assert (against.result, str(against.due)) == ("not_judged", last)
    assert "来源未载明其所针对的行为" in against.because


def test_a_right_against_an_order_hides_nothing_of_the_penalty(tmp_path: Path) -> None:
    """行政诉讼法 art. 46: decided on 4 March and sued on 4 September is in time, whatever was ordered before."""
    facts = "2019-03-01 correction_order_served\n2019-03-04 penalty_decision\n2019-09-04 lawsuit_filed"
    found = {row.started_by is None: row.result for row in _about(tmp_path, "suit_direct", facts)}

    assert found == {True: "kept", False: "not_judged"}


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ("2023-07-18 discovered", "open"),
        ("null complaint_received\n2023-07-18 discovered", "open"),
        ("2023-07-18 discovered\nnull appraised", "not_judged"),
        ("2023-07-18 discovered\nnull published", "not_judged"),
        ("2023-07-18 discovered\nnull appraised\n2023-07-20 published", "open"),
        ("2023-07-18 discovered\nnull appraised\n2023-08-20 published", "not_judged"),
    ],
)
def test_a_story_that_goes_on_without_dates_has_no_last_day(tmp_path: Path, facts: str, wanted: str) -> None:
    """That a term was still open is said only of a source that is known to end before its last day."""
    (found,) = _about(tmp_path, "case_filing_decision", facts)
    assert wanted == found.result


@pytest.mark.parametrize(
    ("served", "sued", "result", "article"),
    [
        ("2015-01-30", "2015-05-04", "departed", "《行政诉讼法（1989年）》第39条"),
        ("2015-02-02", "2015-08-03", "kept", "第26条第1款"),
        ("2015-04-30", "2015-10-30", "kept", "第26条第1款"),
        ("2015-05-01", "2015-11-02", "kept", "《行政诉讼法》第46条"),
    ],
)
def test_a_period_that_was_alive_in_may_2015_is_that_of_its_own_text(
    tmp_path: Path, served: str, sued: str, result: str, article: str
) -> None:
    """法释〔2015〕9号 art. 26(1): what had not run out by 1 May 2015 has six months; the law of 1989 never had them."""
    (found,) = _about(tmp_path, "suit_direct", f"{served} decision_served\n{sued} lawsuit_filed")
    assert (result, True) == (found.result, found.citation.endswith(article))


def test_a_file_without_any_day_is_held_to_no_one_text(tmp_path: Path) -> None:
    """The law on the daily penalty moved into the Code: which of the two governed is told of neither."""
    periods = "daily_fine: [{start: null, end: null, days: 30, per_day: 10080, total: 302400}]"
    facts = "null correction_order_served\nnull recheck\nnull daily_fine_decision"
    (found,) = _about(tmp_path, "G9", facts, more=periods)
    assert found.citation == "《环境保护法》第59条第1款或者《生态环境法典》第1060条第1款"


@pytest.mark.parametrize(("sum_", "wanted"), [("80000", "kept"), ("80001", "not_judged"), ("79999", "not_judged")])
def test_a_surcharge_without_any_day_says_what_is_missing(tmp_path: Path, sum_: str, wanted: str) -> None:
    """Equal to the fine it is at the cap of every text; above it there was none before 2012, below it days are asked for."""
    facts = "null decision_served\nnull enforcement_applied"
    (found,) = _about(
        tmp_path, "surcharge_3pct", facts, more=SUMS.format("80000", sum_).replace("{{", "{").replace("}}", "}")
    )
    assert (wanted, bool(found.missing)) == (found.result, wanted == "not_judged")


@pytest.mark.parametrize(
    ("rule", "facts", "wanted"),
    [
        # Served on 22 January 2027: fifteen days end on 6 February, which the notice for 2027 may make a day of work.
        ("payment_15d", "2027-01-22 decision_served\n2027-02-09 paid", "kept"),
        ("payment_15d", "2027-01-22 decision_served\n2027-02-10 paid", "not_judged"),
        ("payment_15d", "2027-01-22 decision_served\n2027-02-15 paid", "not_judged"),
        ("payment_15d", "2027-01-22 decision_served\n2027-02-16 paid", "departed"),
        # Decided on 1 February 2027: seven working days to serve end no sooner than on the 15th.
        ("decision_service", "2027-01-29 penalty_decision\n2027-02-14 decision_served", "not_judged"),
    ],
)
def test_a_day_that_only_a_holiday_notice_decides_is_told_as_that(
    tmp_path: Path, rule: str, facts: str, wanted: str
) -> None:
    """Both days are told; between the earliest and the latest last day it is the notice for the year that is missing."""
    (found,) = _about(tmp_path, rule, facts)

    assert found.result == wanted
    assert (found.missing == ("当年的放假安排",)) == (wanted == "not_judged")
    assert ("放假安排尚未公布" in found.because) == (wanted == "not_judged")
    assert "来源未载明" not in found.because


def _terms_from(on: date) -> dict[str, Term]:
    """Return the terms that start on a day on which everything up to the service of a decision was done."""
    case = ServedCase(on.isoformat())
    case.enters("serve_correction_order", on.isoformat(), OFFICER, requirement="停止排放", remedies=REMEDIES)
    found = read(case.kind, case.acts, case.law, moment(on)).terms
    return {term.rule: term for term in found if term.start == on and term.statutory and term.last_day}


@given(
    first=sampled_from([date(2015, 4, 30), date(2015, 1, 31), date(2017, 12, 20), date(2021, 7, 14), date(2023, 6, 30)])
    | dates(date(2014, 6, 1), date(2026, 6, 1)),
    until=integers(0, 200),
    at=integers(0, 200),
)
@settings(max_examples=12, deadline=None)
def test_no_day_within_the_bounds_has_another_end_than_the_bounds_allow(first: date, until: int, at: int) -> None:
    """What two facts bound, each day between them agrees with: the same version, the same variant, the same holidays."""
    law, last, day = shipped(), first + timedelta(days=until), first + timedelta(days=min(at, until))
    told = {**_terms_from(last), **_terms_from(first)}
    for rule, exact in _terms_from(day).items():
        assumed = told[rule].key.partition("#")[0].partition(".")[2] if rule in told else ""
        due = due_between(rule, When(first=first, last=last), law, assumed)
        assert due.earliest is None or exact.earliest is None or due.earliest <= exact.earliest, rule
        assert due.latest is None or exact.latest is None or due.latest >= exact.latest, rule
