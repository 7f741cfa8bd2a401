"""Relief against every act that burdens the party: periods, contests, what is undone, what was never decided."""

from datetime import date
from typing import Any

import pytest

from law.edition import shipped
from law.refusals import OutOfOrder
from models.acts import Act
from procedures.contests import undone
from procedures.correction import correction_confirmed
from procedures.penalty.decisions import set_aside
from procedures.remedies import final_on
from tests.builders import BASIS, HEAD, OFFICER, OFFICERS, REMEDIES
from tests.procedures.measures import FIELDS, ORDER, SEIZURE
from tests.procedures.refusing import refuses
from tests.procedures.served import ServedCase

LAW = shipped()
RESTRICTED = {**ORDER, "ground": "over_standard", "starts_on": "2026-09-01", "until": "2026-11-30"}
SHUT = {
    "issued_by": "government",
    "government": "示例县人民政府",
    "document_no": "示例1",
    "basis": BASIS,
    "remedies": REMEDIES,
}
CLEARED: dict[str, Any] = {"where": "river", "party_unable": True, "record": "清除", "officers": OFFICERS}
ORDERED: dict[str, Any] = {"requirement": "立即停止排放", "remedies": REMEDIES}
STEPS: dict[str, tuple[tuple[str, dict[str, Any]], ...]] = {
    "order to correct": (("serve_correction_order", ORDERED),),
    "seizure": (("impose_seizure", SEIZURE["impose_seizure"]),),
    "longer seizure": (("notify_seizure_extension", {"of": 1, "reason": "案情复杂", "remedies": REMEDIES}),),
    "restriction": (("decide_restriction", RESTRICTED), ("serve_restriction", {})),
    "longer restriction": (("notify_restriction_extension", {"of": 1, "reason": "整改未完成", "remedies": REMEDIES}),),
    "stop": (("decide_production_stop", {**ORDER, "ground": "evasion"}), ("serve_production_stop", {})),
    "supply cut": (
        ("decide_shutdown", {**SHUT, "of": 1, "measures": ["closure", "supply_cut"]}),
        ("serve_shutdown", {}),
    ),
    "building project": (
        (
            "order_construction",
            {"of": 1, "orders": ["stop_building"], "requirement": "停止建设", "basis": BASIS, "remedies": REMEDIES},
        ),
    ),
    "performance by another": (
        (
            "serve_substitute_decision",
            {
                "of": 1,
                "performer": "示例公司",
                "planned_on": "2026-10-01",
                "cost": "1000",
                "harm": "污染水体",
                "basis": BASIS,
                "remedies": REMEDIES,
            },
        ),
    ),
    "notice to the suppliers": (
        (
            "notify_suppliers",
            {**FIELDS["notify_suppliers"], "of": 1, "demanded_on": "2026-08-11", "perform_by": "2026-08-21"},
        ),
    ),
    "entry on the list": (("list_violator", {**FIELDS["list_violator"], "of": 4, "noticed_on": "2026-08-20"}),),
    "cleared at once": (("perform_at_once", {**CLEARED, "party_present": True, "remedies": REMEDIES}),),
}


def burdened(what: str, on: str = "2026-09-01") -> tuple[ServedCase, Act]:
    """Return a case whose fine was served long ago, and the act by which something else burdens the party."""
    case = ServedCase("2023-01-03")
    for name, fields in STEPS[what]:
        last = case.enters(name, on, OFFICER, **(fields or {"of": len(case.acts)}))
    return case, last


class TestThePeriods:
    @pytest.mark.parametrize("what", STEPS)
    def test_each_burden_opens_both_ways(self, what: str) -> None:
        """行政复议法 art. 20, 行政诉讼法 art. 46: sixty days, which end on a Saturday, and six months."""
        case, _ = burdened(what)

        assert case.last_day("review_application", "2026-09-01") == "2026-11-02"
        assert case.last_day("suit_direct", "2026-09-01") == "2027-03-01"

    def test_an_order_silent_on_relief_opens_the_long_ones(self) -> None:
        """行政复议法 art. 20(2), 法释〔2018〕1号 art. 64: one year at most; the review law before 2024 knew no such period."""
        case = ServedCase("2023-01-03")
        case.enters("serve_correction_order", "2026-09-01", OFFICER, requirement="立即停止排放")
        assert case.last_day("review_application", "2026-09-01") == "2027-09-01"
        assert case.last_day("suit_direct", "2026-09-01") == "2027-09-01"

        case.enters("serve_correction_order", "2023-09-01", OFFICER, requirement="限期改正")
        assert (
            str([row for row in case.at("2026-09-01").terms if row.rule == "review_application"][1].last_day)
            == "2023-10-31"
        )

    def test_an_absent_party_knows_when_it_was_told(self) -> None:
        """行政强制法 art. 52: told at once afterwards; the periods run from then, not from the clearing."""
        case = ServedCase("2023-01-03")
        done = case.enters("perform_at_once", "2026-08-28", OFFICER, **CLEARED, party_present=False, remedies=REMEDIES)
        assert case.last_day("review_application", "2026-08-28") == "2023-03-06"

        case.enters("tell_of_performance", "2026-09-01", OFFICER, of=done.no)

        assert case.last_day("review_application", "2026-09-01") == "2026-11-02"

    def test_a_measure_that_the_penalty_decision_states_is_contested_with_it(self) -> None:
        """限制生产、停产整治办法 art. 13: no period of its own beside that of the decision."""
        case = ServedCase("2026-09-01")
        case.enters("decide_restriction", "2026-09-01", HEAD, **RESTRICTED, within=4)
        case.enters("serve_restriction", "2026-09-01", OFFICER, of=len(case.acts))

        assert sum(row.rule == "review_application" for row in case.at("2026-09-01").terms) == 1


class TestContesting:
    def test_a_review_of_an_order_leaves_the_fine_alone(self) -> None:
        """Each act is contested by its own number; the bureau answers in ten working days, as for a decision."""
        case = ServedCase("2026-09-01")
        order = case.enters("serve_correction_order", "2026-09-01", OFFICER, **ORDERED)
        case.waits_until("2026-09-01")
        application = case.sees("apply_reconsideration", "2026-09-14", of=order.no)
        case.sees("accept_reconsideration", "2026-09-16", of=application.no)
        case.sees("receive_reconsideration_copy", "2026-09-18", of=len(case.acts))

        assert case.last_day("review_answer", "2026-09-18") == "2026-10-09"
        states = [row.state for row in case.at("2026-09-18").terms if row.rule == "review_application"]
        assert states == ["running", "met"]
        assert final_on(case.record(), LAW) == date(2027, 3, 2)
        with refuses("contested", article="第29条", kind=OutOfOrder):
            case.sees("apply_reconsideration", "2026-09-21", of=order.no)
        assert case.sees("apply_reconsideration", "2026-09-21", of=case.service)

    def test_what_was_set_aside_binds_no_longer(self) -> None:
        """A revoked order is rechecked no more, charges nothing, and keeps no case open."""
        case = ServedCase("2026-09-01")
        order = case.enters("serve_correction_order", "2026-09-01", OFFICER, **ORDERED)
        application = case.sees("apply_reconsideration", "2026-09-14", of=order.no)
        case.sees("accept_reconsideration", "2026-09-16", of=application.no)
        assert not correction_confirmed(case.record())

        case.sees("decide_reconsideration", "2026-09-28", of=application.no, outcome="revoke")

        assert correction_confirmed(case.record())
        assert case.state("recheck_window", "2026-09-28") == "void"
        assert case.state("payment_15d", "2026-09-28") == "expired"
        recheck = {"of": order.no, "officers": OFFICERS, "corrected": False, "record": "仍在排放"}
        with refuses("order-set-aside", article="第10条", kind=OutOfOrder):
            case.sees("recheck_correction", "2026-09-29", **recheck)
        with refuses("set-aside-already", kind=OutOfOrder):
            case.sees("apply_reconsideration", "2026-09-29", of=order.no)

    @pytest.mark.parametrize("what", ["entry on the list", "notice to the suppliers"])
    def test_what_rests_on_a_decision_falls_alone(self, what: str) -> None:
        """国办发〔2020〕49号 四(八), 行政强制法 art. 37: each is contested by itself; what it rests on stands, and it may be made anew."""
        case, act = burdened(what)
        application = case.sees("apply_reconsideration", "2026-09-14", of=act.no)
        case.sees("accept_reconsideration", "2026-09-16", of=application.no)
        case.sees("decide_reconsideration", "2026-09-28", of=application.no, outcome="redo")

        assert undone(case.record()) == {act.no}
        assert set_aside(case.record(), case.acts[3]) is None
        assert case.state("redo_after_review", "2026-09-28") == "running"
        case.enters(act.name, "2026-09-29", HEAD, **act.content.model_dump(exclude={"act"}))
        assert case.state("redo_after_review", "2026-09-29") == "met"

    def test_an_entry_that_was_set_aside_bars_no_new_one(self) -> None:
        """意见二(三): an enterprise is on the list once; who was put on it unlawfully is not on it."""
        case, entry = burdened("entry on the list")
        anew = {**FIELDS["list_violator"], "of": entry.content.target, "by": HEAD}
        with refuses("already-listed", article="二（三）", kind=OutOfOrder):
            case.does("list_violator", "2026-09-10", **anew)
        suit = case.sees("file_suit", "2026-09-10", of=entry.no)
        judged = case.sees("judge_suit", "2026-09-14", of=suit.no, outcome="revoke")
        case.sees("appeal_suit", "2026-09-15", of=judged.no)
        case.sees("judge_suit", "2026-09-21", of=suit.no, instance="second", outcome="revoke")

        assert case.does("list_violator", "2026-09-29", **anew)

    def test_a_seizure_set_aside_is_released_as_such(self) -> None:
        """What no decision carries any more goes free; the ground must stand in the file."""
        case, seizure = burdened("seizure")
        case.enters("approve_seizure_afterwards", "2026-09-01", HEAD, of=seizure.no, is_approved=True)
        release = {"of": seizure.no, "ground": "set_aside", "reason": "复议决定撤销"}
        with refuses("not-set-aside", kind=OutOfOrder):
            case.sees("release_seizure", "2026-09-10", **release)
        suit = case.sees("file_suit", "2026-09-10", of=seizure.no)
        judged = case.sees("judge_suit", "2026-09-14", of=suit.no, outcome="revoke")
        case.sees("appeal_suit", "2026-09-15", of=judged.no)
        case.sees("judge_suit", "2026-09-21", of=suit.no, instance="second", outcome="revoke")

        assert case.sees("release_seizure", "2026-09-22", **release)

    def test_ordered_anew_the_term_to_redo_is_met(self) -> None:
        """行政复议法实施条例 art. 58: what was revoked to be made again is met by an act of its kind, and by no other."""
        case = ServedCase("2026-09-01")
        order = case.enters("serve_correction_order", "2026-09-01", OFFICER, **ORDERED)
        application = case.sees("apply_reconsideration", "2026-09-14", of=order.no)
        case.sees("accept_reconsideration", "2026-09-16", of=application.no)
        case.sees("decide_reconsideration", "2026-09-28", of=application.no, outcome="redo")
        case.enters("decide_no_penalty", "2026-10-09", HEAD, ground="no_fault", reason="没有过错")
        assert case.state("redo_after_review", "2026-10-09") == "running"

        case.enters("serve_correction_order", "2026-10-12", OFFICER, **ORDERED)

        assert case.state("redo_after_review", "2026-10-12") == "met"


def undecided() -> tuple[ServedCase, Act]:
    """Return a case in which a review, admitted on 2026-03-12, has until Monday 2026-05-11, and its application."""
    case = ServedCase("2026-03-02")
    application = case.sees("apply_reconsideration", "2026-03-10")
    case.sees("accept_reconsideration", "2026-03-12", of=application.no)
    return case, application


class TestNeverDecided:
    @pytest.mark.parametrize(
        ("on", "suit", "direct", "window"),
        [("2026-05-11", "none", "void", "none"), ("2026-05-12", "2026-05-26", "void", "2026-08-26")],
    )
    def test_the_late_end_opens_the_fifteen_days_and_the_window(
        self, on: str, suit: str, direct: str, window: str
    ) -> None:
        """行政诉讼法 art. 45, 行政强制法 art. 53: from the end of the term of the review, then three months."""
        case, _ = undecided()
        case.waits_until(on)

        assert case.last_day("suit_after_review", on) == suit
        assert case.state("suit_direct", on) == direct
        assert case.last_day("court_application_window", on) == window

    def test_it_is_final_the_day_after_the_fifteen(self) -> None:
        """Nobody sued: the decision binds although the review was never decided."""
        case, _ = undecided()
        case.waits_until("2026-05-27")

        assert final_on(case.record(), LAW) == date(2026, 5, 27)

    def test_a_suit_within_them_keeps_it_open(self) -> None:
        """The suit meets the fifteen days and stops what ran towards the court."""
        case, _ = undecided()
        case.sees("file_suit", "2026-05-26", of=case.service)

        assert case.state("suit_after_review", "2026-05-26") == "met"
        assert final_on(case.record(), LAW) is None

    def test_a_decision_that_comes_late_opens_them_anew(self) -> None:
        """Whoever gets a decision after all has fifteen days from it."""
        case, application = undecided()
        case.sees("decide_reconsideration", "2026-06-01", of=application.no)

        assert [str(row.last_day) for row in case.at("2026-06-01").terms if row.rule == "suit_after_review"][
            -1
        ] == "2026-06-16"
        assert final_on(case.record(), LAW) == date(2026, 6, 17)

    def test_a_suspension_entered_late_is_waited_for(self) -> None:
        """行政复议法 art. 39: what moved the term is heard, also when it was entered after the end."""
        case, _ = undecided()
        case.waits_until("2026-05-12")
        case.sees("suspend_reconsideration", "2026-05-12", of="accept_reconsideration")

        assert final_on(case.record(), LAW) is None


def test_a_review_decision_ends_the_direct_period_to_sue() -> None:
    """行政诉讼法 art. 45, 46: after a decision on the review only the fifteen days run."""
    case, application = undecided()
    case.sees("decide_reconsideration", "2026-04-20", of=application.no)

    assert case.state("suit_direct", "2026-04-20") == "void"
    assert case.last_day("suit_after_review", "2026-04-20") == "2026-05-06"


class TestTheDirectPeriodBesideAReview:
    """行政复议法 art. 29, 行政诉讼法 art. 44: whoever's application is admitted may not sue at once beside it."""

    def test_it_ends_with_the_admission_and_not_with_the_application(self) -> None:
        """Until the body admits it, what runs is the six months; afterwards no alert of theirs is due."""
        case = ServedCase("2026-03-02")
        application = case.sees("apply_reconsideration", "2026-03-10")
        assert case.state("suit_direct", "2026-03-11") == "running"

        case.sees("accept_reconsideration", "2026-03-12", of=application.no)

        assert case.state("suit_direct", "2026-03-12") == "void"

    @pytest.mark.parametrize("ending", ["terminate_reconsideration", "decline_reconsideration"])
    def test_a_review_that_comes_to_nothing_leaves_the_six_months_as_they_were(self, ending: str) -> None:
        """法释〔2018〕1号 art. 58: taken back with leave, the party may sue within its first period, to its last day."""
        case, application = undecided()
        case.sees(ending, "2026-04-01", of=application.no)

        assert case.state("suit_direct", "2026-04-01") == "running"
        assert case.last_day("suit_direct", "2026-04-01") == "2026-09-02"
        assert final_on(case.record(), LAW) == date(2026, 9, 3)
        assert case.state("suit_direct", "2026-09-02") == "running"
        assert case.state("suit_direct", "2026-09-03") == "expired"
        case.sees("file_suit", "2026-09-02", of=case.service)
        assert case.state("suit_direct", "2026-09-02") == "met"
