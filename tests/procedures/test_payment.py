"""Paying, deferring, and what is owed on any day: 行政处罚法 art. 66, 67, 72, 73 and 生态环境行政处罚办法 art. 74."""

from datetime import date
from decimal import Decimal

import pytest

from law.edition import shipped
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from procedures.payment.owing import amount_due, performed
from procedures.penalty.decisions import served_with_money
from tests.procedures.refusing import refuses
from tests.procedures.served import ServedCase, on_the_spot, served_daily

LAW = shipped()


def owed(case: ServedCase, on: str) -> Decimal:
    """Return what is still to be paid at the end of a day."""
    return amount_due(case.record(), date.fromisoformat(on), LAW).total


def surcharge(case: ServedCase, on: str) -> Decimal:
    """Return the surcharge that has run up by the end of a day."""
    return amount_due(case.record(), date.fromisoformat(on), LAW).surcharge


def performed_in_full(case: ServedCase) -> bool:
    """Tell whether every decision of a case was performed, surcharge included."""
    return all(performed(case.record(), LAW, one) for one in served_with_money(case.record()))


class TestWhatIsOwed:
    @pytest.mark.parametrize(
        ("on", "expected"),
        [
            ("2026-09-16", 0),
            ("2026-09-17", 3000),
            ("2026-10-19", 33 * 3000),
            ("2026-10-20", 100000),
            ("2027-09-17", 100000),
        ],
        ids=["last-day", "first-day-late", "day-33", "day-34", "a-year-later"],
    )
    def test_the_surcharge_runs_from_the_day_after_the_last_and_stops_at_the_fine(self, on: str, expected: int) -> None:
        """行政处罚法 art. 72: three per cent a day, never above the fine; the cap binds on day 34."""
        assert surcharge(ServedCase("2026-09-01"), on) == expected

    def test_a_last_day_in_a_holiday_moves_the_first_day_late(self) -> None:
        """Served on 2026-09-16 the fifteen days end in the National Day week: late from 2026-10-09."""
        case = ServedCase("2026-09-16")

        assert [surcharge(case, day) for day in ("2026-10-08", "2026-10-09")] == [0, 3000]

    def test_the_published_case_of_taixing(self) -> None:
        """(2016)苏1291行审50号: served 2015-07-14, asked for 80,000 and 80,000 on 2016-04-13."""
        case = ServedCase("2015-07-14", fine="80000")

        assert [surcharge(case, day) for day in ("2015-08-31", "2015-09-01")] == [79200, 80000]
        assert owed(case, "2016-04-13") == 160000

    def test_review_stops_the_surcharge_since_2021(self) -> None:
        """行政处罚法 art. 73(3), F2: ten days before the review count, none until the day after its decision was served."""
        case = ServedCase("2026-09-23")
        application = case.sees("apply_reconsideration", "2026-10-19")
        case.sees("accept_reconsideration", "2026-10-21", of=application.no)
        case.sees("decide_reconsideration", "2026-12-10", of=application.no)

        assert [surcharge(case, day) for day in ("2026-10-18", "2026-12-10", "2026-12-11")] == [30000, 30000, 33000]

    def test_review_stopped_the_surcharge_before_as_well(self) -> None:
        """Before 2021-07-15 by the answer of the Supreme Court for suits, which courts applied to reviews alike."""
        case = ServedCase("2020-03-02")
        application = case.sees("apply_reconsideration", "2020-03-18")
        case.sees("accept_reconsideration", "2020-03-20", of=application.no)

        assert surcharge(case, "2020-03-27") == 0

    def test_a_suit_stops_the_surcharge_until_the_judgment_binds(self) -> None:
        """行政处罚法 art. 73(3): the suit lasts until its judgment can no longer be appealed."""
        case = ServedCase("2026-03-02")
        suit = case.sees("file_suit", "2026-03-23")
        case.sees("judge_suit", "2026-06-01", of=suit.no)

        assert [surcharge(case, day) for day in ("2026-03-22", "2026-06-16", "2026-06-17")] == [15000, 15000, 18000]

    def test_the_surcharge_runs_on_what_is_unpaid(self) -> None:
        """Half paid in time halves the surcharge; the day of a payment is still a day of delay."""
        case = ServedCase("2026-09-01")
        case.sees("record_payment", "2026-09-10", amount="50000")
        case.sees("record_payment", "2026-09-18", amount="20000")

        assert surcharge(case, "2026-09-18") == 2 * 1500
        assert surcharge(case, "2026-09-20") == 2 * 1500 + 2 * 900

    def test_confiscated_gains_bear_no_surcharge(self) -> None:
        """行政处罚法 art. 72: the surcharge is on the fine."""
        case = ServedCase("2026-09-01", measures=["fine", "confiscation"], confiscation="30000")

        assert owed(case, "2026-09-17") == 100000 + 30000 + 3000

    def test_the_working_can_be_shown(self) -> None:
        """Every line of the sum, with the article behind it."""
        due = amount_due(ServedCase("2026-09-01").record(), date(2026, 9, 18), LAW)

        assert [line.label for line in due.steps] == [
            "罚款",
            "没收违法所得",
            "2026年9月17日至2026年9月18日",
            "加处罚款",
        ]
        assert any("第72条" in ground.citation for ground in due.grounds)


class TestPaying:
    def test_paid_in_time_nothing_is_left_to_enforce(self) -> None:
        """Payment within the term meets it; window and demand lose their object."""
        case = ServedCase("2026-09-01")
        case.sees("record_payment", "2026-09-16", amount="100000")

        assert case.state("payment_15d", "2026-09-16") == "met"
        assert case.state("court_application_window", "2026-09-16") == "void"
        assert performed_in_full(case)

    def test_paid_late_the_surcharge_is_still_owed(self) -> None:
        """The fine alone does not perform a decision once a surcharge has run up."""
        case = ServedCase("2026-09-01")
        case.sees("record_payment", "2026-09-17", amount="100000")

        assert case.state("payment_15d", "2026-09-17") == "met_late"
        assert case.state("court_application_window", "2026-09-17") == "running"
        assert not performed_in_full(case)
        case.sees("record_payment", "2026-09-18", amount="3000")
        assert performed_in_full(case)
        assert case.state("court_application_window", "2026-09-18") == "void"

    @pytest.mark.parametrize(("on", "amount"), [("2026-09-16", "100000.01"), ("2026-09-17", "103000.01")])
    def test_more_than_is_owed(self, on: str, amount: str) -> None:
        """What is paid beyond fine and surcharge is to be given back, not recorded."""
        with refuses("paid-too-much", kind=OutOfBounds):
            ServedCase("2026-09-01").sees("record_payment", on, amount=amount)

    def test_nothing(self) -> None:
        """A payment of nothing is none."""
        with refuses("no-amount", kind=Unclear):
            ServedCase("2026-09-01").sees("record_payment", "2026-09-10", amount="0")

    def test_before_anything_was_served(self) -> None:
        """行政处罚法 art. 67: the fine is owed once the decision was served."""
        case = ServedCase("2026-09-01")
        case.acts = case.acts[:-1]

        with refuses("out-of-order", article="第67条", kind=OutOfOrder):
            case.sees("record_payment", "2026-09-10", amount="1")

    def test_money_from_a_court_that_was_not_asked(self) -> None:
        """Only a court that accepted the application collects."""
        with refuses("no-court", article="第53条", kind=OutOfOrder):
            ServedCase("2026-09-01").sees("record_payment", "2026-09-20", amount="1", source="court")

    def test_set_off_against_who_may_still_contest(self) -> None:
        """行政强制法 art. 46(3): seized goods are auctioned only once nobody contests and the demand went unheard."""
        with refuses("not-final-yet", article="第53条", kind=OutOfTime):
            ServedCase("2026-09-01").sees("record_payment", "2026-10-20", amount="1", source="set_off")


class TestCollecting:
    @pytest.mark.parametrize(
        ("on", "fine", "hand_in_by", "bank_by"),
        [("2026-09-24", "100", "2026-09-29", "2026-10-08"), ("2020-09-24", "20", "2020-09-27", "2020-09-29")],
        ids=["working-days", "before-2021"],
    )
    def test_handed_in_and_banked_in_two_days_each(self, on: str, fine: str, hand_in_by: str, bank_by: str) -> None:
        """行政处罚法 art. 71: two working days since 2021-07-15, over the holidays; two days before."""
        case = on_the_spot(on, fine)
        collected = case.sees("collect_on_the_spot", on, amount=fine)
        assert (case.state("payment_15d", on), case.last_day("onspot_collection", on)) == ("met", hand_in_by)
        handed = case.sees("hand_in_collection", hand_in_by, of=collected.no)
        assert case.last_day("onspot_collection", hand_in_by) == bank_by

        case.sees("bank_collection", bank_by, of=handed.no)

        assert case.state("onspot_collection", bank_by) == "met"
        assert performed_in_full(case)

    @pytest.mark.parametrize(
        ("on", "fine", "allowed"),
        [
            ("2026-09-24", "100", True),
            ("2026-09-24", "100.01", False),
            ("2021-07-14", "20.01", False),
            ("2021-07-15", "21", True),
        ],
    )
    def test_a_small_fine_by_date(self, on: str, fine: str, *, allowed: bool) -> None:
        """行政处罚法 art. 68(1): up to 100 yuan, until 2021-07-14 up to 20."""
        case = on_the_spot(on, fine)
        if allowed:
            assert case.sees("collect_on_the_spot", on, amount=fine)
        else:
            with refuses("not-small", kind=OutOfBounds):
                case.sees("collect_on_the_spot", on, amount=fine)

    @pytest.mark.parametrize(
        ("said", "code"), [({"ground": "small"}, "not-on-the-spot"), ({"ground": "remote"}, "not-asked")]
    )
    def test_an_ordinary_fine_is_paid_at_the_bank(self, said: dict[str, str], code: str) -> None:
        """行政处罚法 art. 67, 69: collected only in a remote place, at the party's wish."""
        case = ServedCase("2026-09-01")
        with refuses(code, article="第68条", kind=OutOfBounds):
            case.sees("collect_on_the_spot", "2026-09-02", amount="100000", **said)

        assert case.sees("collect_on_the_spot", "2026-09-02", amount="100000", ground="remote", asked_by_party=True)


class TestTwoDecisions:
    def test_a_payment_says_which(self) -> None:
        """With two served decisions an act names the one it is about, and touches the other's terms not at all."""
        case = ServedCase("2026-09-01")
        with_daily = served_daily(case)
        with refuses("which-decision", kind=Unclear):
            case.sees("record_payment", "2026-09-12", amount="1000")

        case.sees("record_payment", "2026-09-12", amount="100000", of=case.service)

        states = {term.started_by: term.state for term in case.at("2026-09-12").terms if term.rule == "payment_15d"}
        assert states == {case.service: "met", with_daily: "running"}
        assert owed(case, "2026-09-12") == 200000


class TestDeferring:
    def test_a_deferral_moves_payment_and_window(self) -> None:
        """办法 art. 74(3): no surcharge before the new day, and the window runs from it where it is the later one."""
        case = ServedCase("2026-03-02")
        case.sees("defer_payment", "2026-03-12", applied_on="2026-03-10", until="2026-12-31")

        assert (case.state("payment_15d", "2026-03-12"), case.last_day("payment_15d", "2026-03-12")) == (
            "running",
            "2026-12-31",
        )
        assert case.state("court_application_window", "2026-03-12") == "none"
        assert case.last_day("deferral_court_window", "2026-03-12") == "2027-03-31"
        assert [surcharge(case, day) for day in ("2026-12-31", "2027-01-01")] == [0, 3000]

    def test_a_short_deferral_leaves_the_window_as_it_was(self) -> None:
        """行政强制法 art. 53: before the party's periods are over nobody can go to court; they end later here."""
        case = ServedCase("2026-03-02")
        before = case.last_day("court_application_window", "2026-03-02")
        case.sees("defer_payment", "2026-03-12", applied_on="2026-03-10", until="2026-05-29")

        assert case.last_day("court_application_window", "2026-03-12") == before == "2026-12-02"
        assert case.state("deferral_court_window", "2026-03-12") == "none"

    def test_before_2021_a_deferral_has_no_window_of_its_own(self) -> None:
        """The rule came with the Act of 2021; before, the plan has to end inside the ordinary window."""
        case = ServedCase("2019-03-04")
        case.sees("defer_payment", "2019-03-12", applied_on="2019-03-10", until="2019-11-29")

        assert case.state("deferral_court_window", "2019-03-12") == "none"
        assert case.last_day("court_application_window", "2019-03-12") == "2019-12-04"
        with refuses("plan-after-court-window", article="第64条", kind=OutOfBounds):
            ServedCase("2019-03-04").sees("defer_payment", "2019-03-12", applied_on="2019-03-10", until="2019-12-05")

    @pytest.mark.parametrize(("applied_on", "allowed"), [("2026-09-16", True), ("2026-09-17", False)])
    def test_it_is_asked_for_by_the_last_day(self, applied_on: str, *, allowed: bool) -> None:
        """办法 art. 74(1): in writing before the payment term ends; the bureau may answer later."""
        case = ServedCase("2026-09-01")
        if allowed:
            case.sees("defer_payment", "2026-09-20", applied_on=applied_on, until="2026-12-01")
            assert surcharge(case, "2026-12-01") == 0
        else:
            with refuses("deferral-applied-late", article="第74条", kind=OutOfTime):
                case.sees("defer_payment", "2026-09-20", applied_on=applied_on, until="2026-12-01")

    def test_instalments_fall_due_one_by_one(self) -> None:
        """What of a plan stays unpaid after its day bears the surcharge, the rest does not."""
        case = ServedCase("2026-09-01")
        parts = [
            {"due_on": "2026-10-30", "amount": "40000"},
            {"due_on": "2026-11-30", "amount": "30000"},
            {"due_on": "2026-12-30", "amount": "30000"},
        ]
        case.sees("defer_payment", "2026-09-10", applied_on="2026-09-08", until="2026-12-30", parts=parts)
        case.sees("record_payment", "2026-10-30", amount="40000")

        assert surcharge(case, "2026-11-30") == 0
        assert surcharge(case, "2026-12-02") == 2 * 900
        assert owed(case, "2026-12-02") == 60000 + 1800

    @pytest.mark.parametrize(
        ("parts", "code"),
        [
            ([("2026-10-30", "40000"), ("2026-12-30", "50000")], "parts-do-not-add-up"),
            ([("2026-11-30", "40000"), ("2026-10-30", "60000")], "plan-ends-otherwise"),
            ([("2026-12-30", "40000"), ("2026-12-30", "60000")], "parts-out-of-order"),
        ],
        ids=["too-little", "another-end", "same-day"],
    )
    def test_a_plan_that_does_not_hold(self, parts: list[tuple[str, str]], code: str) -> None:
        """The parts add up to the fine, follow on each other, and end where the plan ends."""
        rows = [{"due_on": day, "amount": amount} for day, amount in parts]
        with refuses(code, kind=Unclear):
            ServedCase("2026-09-01").sees(
                "defer_payment", "2026-09-10", applied_on="2026-09-08", until="2026-12-30", parts=rows
            )

    def test_a_deferral_over_before_it_begins(self) -> None:
        """A deferral to a day gone by is none."""
        with refuses("deferral-in-the-past", kind=Unclear):
            ServedCase("2026-09-01").sees("defer_payment", "2026-09-10", applied_on="2026-09-08", until="2026-09-10")

    def test_a_refused_deferral_leaves_everything(self) -> None:
        """Refusing, with reasons, moves nothing."""
        case = ServedCase("2026-09-01")
        case.sees("refuse_deferral", "2026-09-10", applied_on="2026-09-08")

        assert case.last_day("payment_15d", "2026-09-10") == "2026-09-16"

    def test_an_application_is_refused_once(self) -> None:
        """生态环境行政处罚办法 art. 74: on application; a later application is refused anew."""
        case = ServedCase("2026-09-01")
        with refuses("no-application", article="第74条", kind=Unclear):
            case.sees("refuse_deferral", "2026-09-10")
        case.sees("refuse_deferral", "2026-09-10", applied_on="2026-09-08")
        with refuses("refused-already", article="第74条", kind=OutOfOrder):
            case.sees("refuse_deferral", "2026-09-11", applied_on="2026-09-08", reason="另一理由")

        assert case.sees("refuse_deferral", "2026-09-14", applied_on="2026-09-13")

    def test_nothing_is_deferred_or_refused_once_it_is_paid(self) -> None:
        """What is paid needs no time."""
        case = ServedCase("2026-09-01")
        case.sees("record_payment", "2026-09-10", amount="100000")
        with refuses("nothing-owed", article="第74条", kind=OutOfOrder):
            case.sees("refuse_deferral", "2026-09-11", applied_on="2026-09-09")


class TestAgreeing:
    def test_who_remedied_may_be_let_off_the_surcharge(self) -> None:
        """行政强制法 art. 42: the surcharge may be given up in an agreement, for a party that has remedied."""
        case = ServedCase("2026-09-01")
        case.sees("record_payment", "2026-09-20", amount="100000")
        case.sees("agree_execution", "2026-09-21", remedied=True, surcharge_waived="12000")

        assert owed(case, "2026-09-21") == 0

    @pytest.mark.parametrize(
        ("remedied", "waived", "code"), [(False, "1", "nothing-remedied"), (True, "12000.01", "waived-too-much")]
    )
    def test_but_not_otherwise(self, waived: str, code: str, *, remedied: bool) -> None:
        """Nothing is given up for nothing, and no more than there is."""
        case = ServedCase("2026-09-01")

        with refuses(code, article="第42条", kind=OutOfBounds):
            case.sees("agree_execution", "2026-09-20", remedied=remedied, surcharge_waived=waived)


class TestCorrecting:
    def test_a_corrected_service_moves_what_is_owed(self) -> None:
        """The service was five days later than recorded: term, surcharge and window move with it; nothing is deleted."""
        case = ServedCase("2026-09-01")
        case.sees("record_payment", "2026-09-18", amount="100000")
        before = list(case.acts)
        assert owed(case, "2026-09-20") == 6000

        case.sees(
            "correct_act", "2026-09-21", of=case.service, happened_at="2026-09-06T09:00:00+08:00", reason="回证日期录错"
        )

        assert owed(case, "2026-09-21") == 0
        assert case.state("payment_15d", "2026-09-21") == "met"
        assert case.acts[: len(before)] == before
