"""How terms and guards are judged on old files: by the law of their days, as far as the dates decide, on facts alone."""

from datetime import date
from pathlib import Path

import pytest

from file_review.findings import Finding
from tests.file_review.reading_cases import a_case, judge_file


def _of(folder: Path, rule: str, facts: str, more: str = "") -> list[Finding]:
    found = judge_file(a_case(folder, facts, more=more))[0][0]
    return [row for row in found.findings if row.rule == rule]


def _one(folder: Path, rule: str, facts: str, more: str = "") -> tuple[str, str, int | None]:
    rows = _of(folder, rule, facts, more)
    assert len(rows) == 1, [row.because for row in rows]
    return rows[0].result, str(rows[0].due), rows[0].days_over


@pytest.mark.parametrize(
    ("rule", "facts", "wanted"),
    [
        # 办法2010 art. 22: seven working days; Spring Festival 2016 was 7 to 13 February, 6 and 14 February were worked.
        ("case_filing_decision", "2016-02-03 discovered\n2016-02-17 case_filed", ("kept", "2016-02-17", 0)),
        ("case_filing_decision", "2016-02-03 discovered\n2016-02-18 case_filed", ("departed", "2016-02-17", 1)),
        # 办法2023 art. 18: fifteen days from 1 July 2023 on.
        ("case_filing_decision", "2023-06-30 discovered\n2023-07-12 case_filed", ("departed", "2023-07-11", 1)),
        ("case_filing_decision", "2023-07-03 discovered\n2023-07-18 case_filed", ("kept", "2023-07-18", 0)),
        # 行政处罚法: seven days until 14 July 2021, working days since.
        ("decision_service", "2021-07-14 penalty_decision\n2021-07-22 decision_served", ("departed", "2021-07-21", 1)),
        ("decision_service", "2021-07-15 penalty_decision\n2021-07-26 decision_served", ("kept", "2021-07-26", 0)),
        # 办法2010 art. 55: three months; 办法2023 art. 57: ninety days.
        ("case_decision_period", "2023-06-30 case_filed\n2023-09-30 penalty_decision", ("kept", "2023-10-07", 0)),
        ("case_decision_period", "2023-07-03 case_filed\n2023-10-08 penalty_decision", ("departed", "2023-10-07", 1)),
        # 按日办法 art. 8: three working days after the report; the second is a Friday, Monday a holiday.
        (
            "correction_order_after_lab",
            "2019-04-03 monitoring_report\n2019-04-09 correction_order_served",
            ("kept", "2019-04-09", 0),
        ),
        (
            "correction_order_after_lab",
            "2019-04-03 monitoring_report\n2019-04-10 correction_order_served",
            ("departed", "2019-04-09", 1),
        ),
        ("recheck_window", "2019-03-01 correction_order_served\n2019-03-31 recheck", ("kept", "2019-03-31", 0)),
        ("recheck_window", "2019-03-01 correction_order_served\n2019-04-01 recheck", ("departed", "2019-03-31", 1)),
        # 行政强制法 art. 56, 57: working days of the court.
        ("court_accept", "2019-09-29 enforcement_applied\n2019-10-10 enforcement_accepted", ("kept", "2019-10-11", 0)),
        (
            "court_ruling_plain",
            "2019-03-01 enforcement_accepted\n2019-03-13 enforcement_ruling",
            ("departed", "2019-03-12", 1),
        ),
        # 移送规定 art. 8 and 衔接办法 art. 9: three days; 8 May 2016 and 12 May 2019 were Sundays.
        (
            "police_filing_decision",
            "2016-05-05 transferred_police_criminal\n2016-05-10 police_filed",
            ("departed", "2016-05-09", 1),
        ),
        (
            "police_filing_decision",
            "2019-05-09 transferred_police_criminal\n2019-05-13 police_filed",
            ("kept", "2019-05-13", 0),
        ),
        # 检察公益诉讼解释 art. 21.
        ("seizure_period", "2019-03-01 seized\n2019-03-05 published", ("open", "2019-03-31", None)),
    ],
)
def test_the_law_of_the_day_is_asked(
    tmp_path: Path, rule: str, facts: str, wanted: tuple[str, str, int | None]
) -> None:
    """Each step by the law in force on its day, to the day before, the last day and the day after."""
    assert _one(tmp_path, rule, facts) == wanted


class TestPrecision:
    """A term is judged only where its ends are known, or where the bounds decide it already."""

    def test_a_month_decides_where_its_last_day_is_early_enough(self, tmp_path: Path) -> None:
        """Whatever the day in March, it was within the thirty days."""
        row = _of(tmp_path, "recheck_window", "2019-02-27 correction_order_served\n2019-03 recheck")[0]
        assert row.result == "not_judged"
        row = _of(tmp_path, "recheck_window", "2019-03-02 correction_order_served\n2019-03 recheck")[0]
        assert (row.result, row.actual, row.days_over) == ("kept", None, 0)

    def test_a_month_decides_where_its_first_day_is_too_late(self, tmp_path: Path) -> None:
        """Whatever the day in June, it was too late; by how many days cannot be said."""
        row = _of(tmp_path, "recheck_window", "2019-03-02 correction_order_served\n2019-06 recheck")[0]
        assert (row.result, row.due, row.days_over) == ("departed", date(2019, 4, 1), None)

    def test_an_uncertain_start_decides_where_its_bounds_do(self, tmp_path: Path) -> None:
        """Ordered in March, rechecked in August: too late from any day in March."""
        row = _of(tmp_path, "recheck_window", "2019-03 correction_order_served\n2019-08-20 recheck")[0]
        assert (row.result, row.due) == ("departed", date(2019, 4, 30))

    def test_time_that_does_not_count_and_is_not_dated_leaves_the_end_open(self, tmp_path: Path) -> None:
        """办法2010 art. 55: a hearing of unknown length moves the last day by nobody knows how much."""
        facts = "2019-01-04 case_filed\n2019-02-01 notice_served\n2019-02-02 hearing_requested\nnull hearing_closed\n2019-06-03 penalty_decision"
        row = _of(tmp_path, "case_decision_period", facts)[0]
        assert row.result == "not_judged"
        assert "扣除期间" in row.because

    def test_a_dated_hearing_moves_the_last_day(self, tmp_path: Path) -> None:
        """2 February to 3 March are thirty days that do not count: 4 April becomes 4 May, so the 6th, over the holiday."""
        facts = "2019-01-04 case_filed\n2019-02-01 notice_served\n2019-02-02 hearing_requested\n2019-03-03 hearing_closed\n{} penalty_decision"
        kept = _one(tmp_path, "case_decision_period", facts.format("2019-05-05"))
        late = _one(tmp_path, "case_decision_period", facts.format("2019-05-06"))
        assert (kept[0], late[0]) == ("kept", "departed")

    def test_silence_is_no_departure(self, tmp_path: Path) -> None:
        """Ordered in 2019, told in 2021, nothing of a recheck: it may well have taken place."""
        row = _of(tmp_path, "recheck_window", "2019-03-01 correction_order_served\n2021-01-01 published")[0]
        assert (row.result, row.due) == ("not_judged", date(2019, 3, 31))

    def test_a_departure_says_what_the_source_may_be_silent_on(self, tmp_path: Path) -> None:
        """办法2023 art. 57: extensions, and time that does not count."""
        row = _of(tmp_path, "case_decision_period", "2024-01-02 case_filed\n2024-08-01 penalty_decision")[0]
        assert "延长30日" in row.unless
        assert "听证" in row.unless


class TestDaily:
    """按日连续处罚: what may be charged, counted and compared; nothing published is corrected."""

    FACTS = "2019-03-01 correction_order_served\n{} recheck\n2019-06-01 daily_fine_decision"
    PERIOD = "amounts: {{first_fine_yuan: 10000}}\ndaily_fine: [{{start: '{}', end: '{}', days: {}, per_day: 10000, total: {}}}]"

    def _sum(self, folder: Path, recheck: str, *period: object) -> dict[str, object]:
        facts, more = self.FACTS.format(recheck), self.PERIOD.format(*period)
        return judge_file(a_case(folder, facts, more=more))[0][0].as_json()["daily_penalty"][0]

    def test_a_day_too_many_is_a_departure_of_the_sum(self, tmp_path: Path) -> None:
        """Art. 17: the day of service does not count."""
        row = self._sum(tmp_path, "2019-03-20", "2019-03-01", "2019-03-20", 20, 200000)
        assert (row["start"], row["days"], row["total"], row["agrees"]) == ("2019-03-02", 19, 190000, False)

    def test_a_day_too_few_as_well(self, tmp_path: Path) -> None:
        """Art. 17: the day of the finding counts."""
        row = self._sum(tmp_path, "2019-03-20", "2019-03-02", "2019-03-19", 18, 180000)
        assert (row["end"], row["days"], row["agrees"]) == ("2019-03-20", 19, False)

    def test_a_wrong_product_is_one_too(self, tmp_path: Path) -> None:
        """Art. 19: days times the original fine."""
        assert self._sum(tmp_path, "2019-03-20", "2019-03-02", "2019-03-20", 19, 200000)["agrees"] is False

    def test_a_late_recheck_is_counted_and_may_not_be_charged(self, tmp_path: Path) -> None:
        """Art. 10: the thirty-first day is too late; the arithmetic is a matter of its own."""
        row = self._sum(tmp_path, "2019-04-01", "2019-03-02", "2019-04-01", 31, 310000)
        assert (row["days"], row["agrees"], row["chargeable"]) == (31, True, False)

    def test_a_stop_that_ended_the_discharge_ends_the_count(self, tmp_path: Path) -> None:
        """Art. 20: where the publication counts to the stop, so do we; where it counts on, the recheck had found it going on."""
        facts = f"2019-03-10 production_stop\n{self.FACTS.format('2019-03-20')}"
        for end, days in (("2019-03-10", 9), ("2019-03-20", 19)):
            more = self.PERIOD.format("2019-03-02", end, days, days * 10000)
            row = judge_file(a_case(tmp_path, facts, more=more))[0][0].as_json()["daily_penalty"][0]
            assert (row["days"], row["agrees"]) == (days, True)

    def test_without_a_publication_the_rounds_on_record_are_counted(self, tmp_path: Path) -> None:
        """Nothing is compared where nothing was published."""
        facts = f"2019-02-20 penalty_decision\n{self.FACTS.format('2019-03-20')}"
        row = judge_file(a_case(tmp_path, facts, more="amounts: {first_fine_yuan: 10000}"))[0][0].as_json()[
            "daily_penalty"
        ][0]
        assert (row["days"], row["total"], row["published_days"], row["agrees"]) == (19, 190000, None, None)

    def test_a_clean_recheck_charges_nothing(self, tmp_path: Path) -> None:
        """Art. 12: corrected is corrected, whatever the words."""
        facts = "2019-03-01 correction_order_served\n2019-03-20 recheck corrected\n2019-06-01 daily_fine_decision"
        found = judge_file(a_case(tmp_path, facts))[0][0]
        assert found.daily_penalty == ()
        assert [row.result for row in found.findings if row.rule == "G9"] == ["departed"]

    @pytest.mark.parametrize("words", ["corrected", "no longer over the limit", "clean", "已改正", "within the limit"])
    def test_words_of_a_recheck_that_found_it_put_right(self, tmp_path: Path, words: str) -> None:
        """Art. 12: corrected is corrected, whatever the words."""
        facts = f"2019-03-01 correction_order_served\n2019-03-20 recheck {words}\n2019-06-01 daily_fine_decision"
        assert [row.result for row in _of(tmp_path, "G9", facts)] == ["departed"]

    @pytest.mark.parametrize(
        "words",
        [
            "not corrected",
            "still not mended",
            "unrectified",
            "nearly the same values",
            "non-compliant",
            "partly corrected",
            "仍未改正",
        ],
    )
    def test_words_of_a_recheck_that_found_refusal(self, tmp_path: Path, words: str) -> None:
        """A recheck found the violation unless it says that it was corrected."""
        facts = f"2019-03-01 correction_order_served\n2019-03-20 recheck {words}\n2019-06-01 daily_fine_decision"
        assert [row.result for row in _of(tmp_path, "G9", facts)] == ["kept"]

    def test_the_original_comes_first(self, tmp_path: Path) -> None:
        """Art. 7: decided and served before the daily decision."""
        facts = "2019-03-01 correction_order_served\n2019-03-20 recheck\n2019-06-01 daily_fine_decision\n{} penalty_decision\n{} decision_served"
        before = _one(tmp_path, "daily_penalty_after_original", facts.format("2019-05-01", "2019-05-05"))
        unserved = _one(tmp_path, "daily_penalty_after_original", facts.format("2019-05-01", "null"))
        later = _one(tmp_path, "daily_penalty_after_original", facts.format("2019-06-02", "2019-06-03"))
        assert (before[0], unserved[0], later[0]) == ("kept", "kept", "departed")

    def test_what_the_researcher_inferred_is_no_publication(self, tmp_path: Path) -> None:
        """Inferred dates are counted with, inferred sums are not compared."""
        period = "{start: null, start_inferred: '2019-03-02', end: '2019-03-20', days: 99, days_inferred: true, per_day: 100, total: 1900}"
        row = judge_file(a_case(tmp_path, "2019-03-20 recheck", more=f"daily_fine: [{period}]"))[0][0].as_json()[
            "daily_penalty"
        ][0]
        assert (row["start"], row["days"], row["published_days"], row["agrees"]) == ("2019-03-02", 19, None, True)


class TestComplaints:
    """投诉举报: what is certain whatever the day on which a complaint reached the department."""

    @pytest.mark.parametrize(("filed", "wanted"), [("2024-03-16", "kept"), ("2024-03-19", "not_judged")])
    def test_a_case_filed_soon_after_the_complaint_was_filed_in_time(
        self, tmp_path: Path, filed: str, wanted: str
    ) -> None:
        """办法2023 art. 18: fifteen days from a day not before the complaint."""
        assert _one(tmp_path, "case_filing_decision", f"2024-03-01 complaint_received\n{filed} case_filed")[0] == wanted

    def test_a_complaint_that_was_passed_on_is_judged_from_there(self, tmp_path: Path) -> None:
        """办法2023 art. 18: from the day the department has it."""
        facts = "2024-03-01 complaint_received\n2024-03-05 dispatched\n2024-03-21 case_filed"
        assert _one(tmp_path, "case_filing_decision", facts) == ("departed", "2024-03-20", 1)

    @pytest.mark.parametrize(("closed", "wanted"), [("2024-04-30", "kept"), ("2024-05-20", "not_judged")])
    def test_a_complaint_closed_within_sixty_days_was_closed_in_time(
        self, tmp_path: Path, closed: str, wanted: str
    ) -> None:
        """环保举报热线办法 art. 10: sixty days from the acceptance, which was not before the complaint."""
        assert _one(tmp_path, "hotline_complete", f"2024-03-01 complaint_received\n{closed} closed")[0] == wanted


class TestHeard:
    """听取意见: the decision waits for notice, statement and hearing."""

    @pytest.mark.parametrize(
        ("facts", "wanted"),
        [
            ("2024-03-04 notice_served\n2024-03-11 penalty_decision", ("departed", "2024-03-11", 1)),
            ("2024-03-04 notice_served\n2024-03-12 penalty_decision", ("kept", "2024-03-11", 0)),
            ("2019-03-04 notice_served\n2019-03-03 penalty_decision", ("departed", "None", None)),
            (
                "2019-03-04 notice_served\n2019-03-05 hearing_requested\n2019-03-20 hearing_held\n2019-03-25 hearing_closed\n2019-03-22 penalty_decision",
                ("departed", "2019-03-07", None),
            ),
            (
                "2019-03-04 notice_served\n2019-03-05 hearing_requested\n2019-03-20 hearing_held\n2019-03-22 penalty_decision",
                ("kept", "2019-03-07", 0),
            ),
        ],
    )
    def test_a_decision_waits(self, tmp_path: Path, facts: str, wanted: tuple[str, str, int | None]) -> None:
        """办法2023 art. 44, 行政处罚法 art. 42 and 62 (G1): calendar days are no working days."""
        assert _one(tmp_path, "G1", facts) == wanted

    def test_before_2023_a_notice_needs_no_number_of_days(self, tmp_path: Path) -> None:
        """办法2010 art. 48: the notice comes first; a small fine needs no hearing."""
        facts = "2019-03-04 notice_served\n2019-03-05 penalty_decision"
        assert _one(tmp_path, "G1", facts, "amounts: {first_fine_yuan: 20000}")[0] == "kept"

    def test_a_large_fine_waits_for_the_hearing_it_calls_for(self, tmp_path: Path) -> None:
        """行政处罚法2009 art. 42, 办法2010 art. 78: three days from 50,000 yuan on."""
        facts = "2019-03-04 notice_served\n2019-03-07 penalty_decision"
        assert _one(tmp_path, "G1", facts, "amounts: {first_fine_yuan: 50000}") == ("departed", "2019-03-07", 1)

    @pytest.mark.parametrize(
        ("asked", "wanted"), [("2024-03-11", ("kept", "2024-03-11", 0)), ("2024-03-12", ("departed", "2024-03-11", 1))]
    )
    def test_a_request_for_a_hearing_has_its_days(
        self, tmp_path: Path, asked: str, wanted: tuple[str, str, int]
    ) -> None:
        """办法2023 art. 47(1): five working days."""
        assert _one(tmp_path, "hearing_request", f"2024-03-04 notice_served\n{asked} hearing_requested") == wanted

    def test_a_hearing_is_told_seven_working_days_before(self, tmp_path: Path) -> None:
        """行政处罚法 art. 64(2): accepted on the 4th, it cannot have been told earlier."""
        facts = "2024-03-04 notice_served\n2024-03-05 hearing_requested\n2024-03-06 hearing_accepted\n{} hearing_held"
        assert _one(tmp_path, "hearing_notice", facts.format("2024-03-15"))[0] == "departed"
        assert _one(tmp_path, "hearing_notice", facts.format("2024-03-28"))[0] == "not_judged"

    def test_no_heavier_than_notified(self, tmp_path: Path) -> None:
        """行政处罚法 art. 45 (G6)."""
        facts = "2024-03-04 notice_served\n2024-04-12 penalty_decision"
        assert _one(tmp_path, "G6", facts, "amounts: {proposed_fine_yuan: 100, first_fine_yuan: 101}")[0] == "departed"
        assert _one(tmp_path, "G6", facts, "amounts: {proposed_fine_yuan: 100, first_fine_yuan: 100}")[0] == "kept"


class TestCourtAndPolice:
    """催告、强制执行、移送: what others did is judged as well."""

    SERVED = "2018-01-02 penalty_decision\n2018-01-05 decision_served\n"

    def test_the_window_opens_after_the_last_day_to_sue(self, tmp_path: Path) -> None:
        """行政强制法 art. 53: suit until 5 July 2018, then three months to 5 October, in the National Day week, so the 8th; or too early."""
        early = _of(tmp_path, "court_application_window", f"{self.SERVED}2018-07-05 enforcement_applied")[0]
        kept = _of(tmp_path, "court_application_window", f"{self.SERVED}2018-07-06 enforcement_applied")[0]
        late = _of(tmp_path, "court_application_window", f"{self.SERVED}2018-12-06 enforcement_applied")[0]
        assert [row.result for row in (early, kept, late)] == ["departed", "kept", "departed"]
        assert "尚未开始" in early.because

    @pytest.mark.parametrize(("applied", "wanted"), [("2018-08-15", ("departed", 1)), ("2018-08-16", ("kept", 0))])
    def test_the_days_after_the_demand_pass_first(self, tmp_path: Path, applied: str, wanted: tuple[str, int]) -> None:
        """行政强制法 art. 54, 69: ten working days after 1 August end on the 15th."""
        row = _of(
            tmp_path, "demand_before_court", f"{self.SERVED}2018-08-01 reminder_served\n{applied} enforcement_applied"
        )[0]
        assert (row.result, row.days_over) == wanted

    def test_a_fine_asked_for_in_court_was_not_paid(self, tmp_path: Path) -> None:
        """行政处罚法 art. 46: the application itself shows it."""
        more = "amounts: {first_fine_yuan: 1000}"
        row = _of(tmp_path, "payment_15d", f"{self.SERVED}2018-08-01 enforcement_applied", more)[0]
        assert (row.result, row.due) == ("departed", date(2018, 1, 22))

    @pytest.mark.parametrize(
        ("paid", "days", "total"), [("2018-02-23", 32, 960), ("2018-02-25", 34, 1000), ("2018-01-22", None, None)]
    )
    def test_the_surcharge_runs_to_the_payment_and_no_further_than_the_fine(
        self, tmp_path: Path, paid: str, days: int | None, total: int | None
    ) -> None:
        """Three per cent a day from 23 January 2018 on; the thirty-fourth day reaches the fine."""
        found = judge_file(a_case(tmp_path, f"{self.SERVED}{paid} paid", more="amounts: {first_fine_yuan: 1000}"))[0][
            0
        ].surcharge
        assert (found.days if found else None, found.total if found else None) == (days, total)

    def test_a_wrong_surcharge_is_told(self, tmp_path: Path) -> None:
        """What was published is compared, not corrected."""
        more = "amounts: {first_fine_yuan: 1000, surcharge_yuan: 1200}"
        found = judge_file(a_case(tmp_path, f"{self.SERVED}2018-08-01 enforcement_applied", more=more))[0][0]
        assert (found.surcharge is not None and found.surcharge.agrees, found.as_json()["surcharge"]["total"]) == (
            False,
            1000,
        )
        assert [row.result for row in found.findings if row.rule == "surcharge_3pct"] == ["departed"]

    def test_instalments_are_added_up(self, tmp_path: Path) -> None:
        """办法 art. 74: the parts make up the fine."""
        more = "amounts: {first_fine_yuan: 1000, instalments_yuan: [400, 500]}"
        found = judge_file(a_case(tmp_path, self.SERVED, more=more))[0][0].as_json()["instalments"]
        assert (found["total"], found["agrees"]) == (900, False)

    def test_detention_follows_the_penalty(self, tmp_path: Path) -> None:
        """移送拘留办法 art. 2 (G12)."""
        before = "2019-03-05 transferred_police_admin\n2019-03-06 penalty_decision"
        after = "2019-03-05 transferred_police_admin\n2019-03-04 penalty_decision"
        assert _one(tmp_path, "G12", before) == ("departed", "2019-03-05", 1)
        assert _one(tmp_path, "G12", after)[0] == "kept"

    def test_no_penalty_while_the_police_have_the_case(self, tmp_path: Path) -> None:
        """衔接办法 art. 16 (G11)."""
        facts = "2019-03-05 transferred_police_criminal\n2019-04-01 penalty_decision\n{} no_prosecution"
        assert _one(tmp_path, "G11", facts.format("2019-05-01"))[0] == "departed"
        assert _one(tmp_path, "G11", facts.format("2019-03-20"))[0] == "kept"

    @pytest.mark.parametrize(("days", "wanted"), [(4, "departed"), (5, "kept"), (15, "kept"), (16, "departed")])
    def test_detention_is_as_long_as_the_law_allows(self, tmp_path: Path, days: int, wanted: str) -> None:
        """环境保护法 art. 63: ten to fifteen days, in lighter cases five to ten."""
        assert _one(tmp_path, "detention_length", f"2019-03-05 detained {days} days")[0] == wanted

    def test_the_police_decide_within_thirty_days_of_whatever_day_they_accepted(self, tmp_path: Path) -> None:
        """公安机关办理行政案件程序规定 art. 165: accepted on or after the transfer, so kept for certain; later nobody can say."""
        facts = "2019-03-05 transferred_police_admin\n{} detained"
        assert [row.result for row in _of(tmp_path, "police_case_period", facts.format("2019-04-04"))] == ["kept"]
        assert [row.result for row in _of(tmp_path, "police_case_period", facts.format("2019-05-05"))] == ["not_judged"]

    def test_a_suit_is_judged_from_its_acceptance(self, tmp_path: Path) -> None:
        """行政诉讼法 art. 81: six months from the acceptance, not from the suit."""
        facts = "2019-03-01 lawsuit_filed\n2019-03-08 lawsuit_accepted\n{} judgment dismissed"
        assert _one(tmp_path, "trial_periods", facts.format("2019-09-09")) == ("kept", "2019-09-09", 0)
        assert _one(tmp_path, "trial_periods", facts.format("2019-09-10"))[0] == "departed"


def test_conduct_found_too_late_is_time_barred(tmp_path: Path) -> None:
    """行政处罚法 art. 29: two years from its end; the bounds of a year decide where they can."""
    assert _one(tmp_path, "limitation_2y", "2015-03-01 violation_end\n2017-03-01 discovered") == (
        "kept",
        "2017-03-01",
        0,
    )
    assert _one(tmp_path, "limitation_2y", "2015-03-01 violation_end\n2017-03-02 discovered") == (
        "departed",
        "2017-03-01",
        1,
    )
    assert _one(tmp_path, "limitation_2y", "2013 violation_end\n2017-03-02 discovered")[0] == "departed"
    assert _one(tmp_path, "limitation_2y", "2015 violation_end\n2017-03-02 discovered")[0] == "not_judged"


def test_an_official_page_with_the_decision_is_its_publication(tmp_path: Path) -> None:
    """办法2023 art. 65: seven working days; another page shows only that it was public by then."""
    facts = "2024-03-04 penalty_decision\n{} published"
    file = a_case(tmp_path, facts.format("2024-03-14"))
    decision = file.read_text(encoding="utf-8").replace("[water]", "[decision_text]")
    assert _one(tmp_path, "penalty_publication", facts.format("2024-03-14"))[0] == "not_judged"
    assert _one(tmp_path, "penalty_publication", facts.format("2024-03-13"))[0] == "kept"
    file.write_text(decision, encoding="utf-8")
    found = judge_file(file)[0][0]
    assert [(row.result, row.days_over) for row in found.findings if row.rule == "penalty_publication"] == [
        ("departed", 1)
    ]
