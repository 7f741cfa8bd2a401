"""The order to correct and its recheck: what the order says, its days, the recheck's, and when it is over."""

from datetime import date
from typing import Any

import pytest

from judging.attempt import Attempt
from kinds import VIOLATION_CASE
from law.edition import shipped
from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.acts.correction import RecheckCorrection
from models.acts.terms import TermLapses
from models.effects import Disclosure, Document
from procedures.correction import charges_by_the_day, correction_confirmed, order_again
from tests.builders import BASIS, HEAD, OFFICER, OFFICERS, REMEDIES, PaperCase, a_case
from tests.procedures.hearing_path import reviewed, term
from tests.procedures.measures import made
from tests.procedures.refusing import refuses

REFUSED: dict[str, Any] = {"corrected": False, "record": "仍在排放"}
REPEALED = [{"instrument": "中华人民共和国环境保护法", "article": "第60条"}]


def ordered(on: str, **filed: object) -> PaperCase:
    """Return a case filed, reviewed, and ordered to correct, on one day."""
    case = reviewed(on, filed=filed)
    case.does("serve_correction_order", on)
    return case


class TestOrder:
    @pytest.mark.parametrize(
        ("kind", "title", "measure"),
        [("correct", "责令改正违法行为决定", "责令改正"), ("remove", "责令限期拆除决定", "责令限期拆除")],
    )
    def test_it_is_public_when_it_is_served(self, kind: str, title: str, measure: str) -> None:
        """国办发〔2018〕118号: within twenty working days; the party by its number, and no word of free text."""
        case = reviewed("2026-09-07")
        by: dict[str, Any] = {"correct_by": "2026-09-20", "basis": BASIS} if kind == "remove" else {}
        order = case.does("serve_correction_order", "2026-09-07", order_kind=kind, requirement="甲某某拆除暗管", **by)

        (shown,) = [one for one in made(case) if isinstance(one, Disclosure)]

        assert (title, (measure,), order.no, order.no) == (shown.title, shown.measures, shown.act_no, shown.decision)
        assert (title, date(2026, 9, 7)) == (shown.summary, shown.decided_on)

    @pytest.mark.parametrize(
        ("day", "article"), [("2015-01-01", "第9条第6项"), ("2026-09-07", "第9条第6项")], ids=["2015", "2026"]
    )
    def test_it_tells_the_way_to_relief(self, day: str, article: str) -> None:
        """按日连续处罚办法 art. 9: where a daily penalty may follow, the order tells how to seek relief (G19)."""
        case = reviewed(day)
        with refuses("remedies-not-told", article=article, kind=Unclear):
            case.does("serve_correction_order", day, remedies=None)
        with refuses("remedies-not-told", article=article, kind=Unclear):
            case.does("serve_correction_order", day, remedies={**REMEDIES, "court": ""})

    def test_elsewhere_no_text_asks_for_it(self) -> None:
        """A building project is not charged by the day: nothing is refused without a basis."""
        reviewed("2026-09-07", filed={"conduct": "construction"}).does(
            "serve_correction_order", "2026-09-07", remedies=None
        )

    def test_it_cites_law_in_force(self) -> None:
        """生态环境法典 art. 1242 (G16)."""
        with refuses("law-not-in-force", article="第1057条", kind=OutOfBounds):
            reviewed("2026-09-07").does("serve_correction_order", "2026-09-07", basis=REPEALED)

    def test_it_sets_a_day_to_come(self) -> None:
        """A day gone by is no day to correct by; the day of service is."""
        case = reviewed("2026-09-07")
        with refuses("correct-by-in-the-past", kind=Unclear):
            case.does("serve_correction_order", "2026-09-07", correct_by="2026-09-06")

        case.does("serve_correction_order", "2026-09-07", correct_by="2026-09-07")

    def test_electronic_service_needs_consent(self) -> None:
        """行政处罚法 art. 61."""
        with refuses("no-consent", article="第61条", kind=OutOfBounds):
            reviewed("2026-09-07").does("serve_correction_order", "2026-09-07", mode="electronic")

    def test_something_was_found_before(self) -> None:
        """Nobody is ordered to correct what nobody has looked at."""
        with refuses("out-of-order", article="第8条", kind=OutOfOrder):
            a_case("hand_to_department").does("serve_correction_order", "2026-09-03")

    @pytest.mark.parametrize(
        ("report", "last", "after"),
        [("2015-09-30", "2015-10-10", "2015-10-12"), ("2026-09-03", "2026-09-08", "2026-09-09")],
    )
    def test_after_the_report_it_is_served_within_working_days(self, report: str, last: str, after: str) -> None:
        """按日连续处罚办法 art. 8(2): three working days after the report that shows the excess."""
        for on, state in ((last, "met"), (after, "met_late")):
            case = reviewed(report)
            case.does("receive_report", report)
            case.does("serve_correction_order", on)
            served = term(case, "correction_order_after_lab", on)
            assert (str(served.last_day), served.state) == (last, state)
            assert "第8条第2款" in served.citation

    def test_a_report_without_excess_starts_nothing(self) -> None:
        """What is within the limits needs no order."""
        case = reviewed("2026-09-03")
        case.does("receive_report", "2026-09-03", exceeds=False)

        assert not any(one.rule == "correction_order_after_lab" for one in case.at("2026-09-03").terms)

    @pytest.mark.parametrize(
        ("before", "filed", "starts"),
        [
            ((), {}, True),
            (("order",), {}, False),
            (("order", "recheck"), {}, True),
            (("order", "revoke"), {}, True),
            (("order", "revoke-later"), {}, False),
            ((), {"conduct": "construction"}, False),
        ],
        ids=["no-order", "ordered-on-site", "rechecked-since", "taken-back", "taken-back-later", "building"],
    )
    def test_a_report_after_an_order_on_site_calls_for_none(
        self, before: tuple[str, ...], filed: dict[str, str], *, starts: bool
    ) -> None:
        """按日连续处罚办法 art. 8: ordered on site or after the report; a building discharges nothing, what is gone orders none."""
        case = reviewed("2026-09-03", filed=filed)
        if "order" in before:
            case.does("serve_correction_order", "2026-09-03")
        if "recheck" in before:
            case.does("recheck_correction", "2026-09-04", of="serve_correction_order")
        taken_back = {"by": HEAD, "of": "serve_correction_order", "outcome": "revoke", "reason": "认定事实有误"}
        if "revoke" in before:
            case.does("revoke_order", "2026-09-04", **taken_back)
        case.does("receive_report", "2026-09-07")
        if "revoke-later" in before:
            case.does("revoke_order", "2026-09-07 15:00", **taken_back)

        assert starts is any(one.rule == "correction_order_after_lab" for one in case.at("2026-09-07").terms)


class TestTimeGiven:
    @pytest.mark.parametrize(("until", "refused"), [("2026-09-07", False), ("2026-09-08", True)])
    @pytest.mark.parametrize("conduct", ["discharge", "hazardous_waste_dumping", "dumping"])
    def test_what_is_charged_by_the_day_stops_at_once(self, conduct: str, until: str, *, refused: bool) -> None:
        """按日连续处罚办法 art. 8: nobody may go on discharging until a day; the day of service gives no time."""
        case = reviewed("2026-09-07", filed={"conduct": conduct})
        if refused:
            with refuses("must-stop-at-once", article="第8条", kind=OutOfBounds):
                case.does("serve_correction_order", "2026-09-07", correct_by=until)
            return
        case.does("serve_correction_order", "2026-09-07", correct_by=until)

        assert term(case, "recheck_window", "2026-09-07").start == date(2026, 9, 7)

    def test_elsewhere_the_recheck_counts_from_the_day_set(self) -> None:
        """The city's norm runs from the day by which the party had to correct, thirty days on."""
        case = reviewed("2026-09-07", filed={"conduct": "construction"})
        case.does("serve_correction_order", "2026-09-07", correct_by="2026-09-21")

        assert str(term(case, "norm.recheck", "2026-09-08").last_day) == "2026-10-21"

    def test_time_given_on_site_moves_the_recheck_also_once_it_is_filed(self) -> None:
        """Given until 20 October before the conduct was known: no window is late that nobody could have kept."""
        case = a_case("inspect_site")
        case.does("serve_correction_order", "2026-09-04", correct_by="2026-10-20")
        case.does("file_case", "2026-09-07", conduct="discharge")

        assert {one.rule for one in case.at("2026-10-10").terms} & {"recheck_window", "norm.recheck"} == {
            "norm.recheck"
        }
        assert str(term(case, "norm.recheck", "2026-10-10").last_day) == "2026-11-19"

    @pytest.mark.parametrize(("on", "refused"), [("2026-09-20", True), ("2026-09-21", True), ("2026-09-22", False)])
    def test_nobody_has_refused_while_the_time_runs(self, on: str, *, refused: bool) -> None:
        """A refusal is found from the day after; a clean recheck or an obstruction at any time."""
        case = reviewed("2026-09-07", filed={"conduct": "construction"})
        order = case.does("serve_correction_order", "2026-09-07", correct_by="2026-09-21")
        if refused:
            with refuses("time-given-still-runs", article="第28条", kind=OutOfTime):
                case.does("recheck_correction", on, of=order.no, **REFUSED)
            case.does("recheck_correction", on, of=order.no, obstructed=True, **REFUSED)
        else:
            case.does("recheck_correction", on, of=order.no, **REFUSED)


class TestRemoval:
    def test_an_order_to_remove_sets_a_day_and_names_its_basis(self) -> None:
        """责令限期拆除: a day after its service, a basis in force; never charged by the day."""
        case = reviewed("2026-09-07")
        removal: dict[str, Any] = {"order_kind": "remove", "requirement": "拆除排污口", "basis": BASIS}
        with refuses("no-day-to-remove", article="第28条", kind=Unclear):
            case.does("serve_correction_order", "2026-09-07", **removal)
        with refuses("no-basis"):
            case.does("serve_correction_order", "2026-09-07", **{**removal, "basis": ()}, correct_by="2026-09-21")
        case.does("serve_correction_order", "2026-09-07", **removal, correct_by="2026-09-21")

        assert str(term(case, "norm.recheck", "2026-09-08").last_day) == "2026-10-21"
        papers = [one.title for one in made(case) if isinstance(one, Document)]
        assert papers[-1] == "责令限期拆除决定书"


class TestScope:
    @pytest.mark.parametrize(
        ("conduct", "day", "charged"),
        [
            ("discharge", "2014-12-31", False),
            ("discharge", "2015-01-01", True),
            ("discharge", "2026-08-15", True),
            ("hazardous_waste_dumping", "2026-08-14", True),
            ("hazardous_waste_dumping", "2026-08-15", True),
            ("dumping", "2026-08-14", False),
            ("dumping", "2026-08-15", True),
            ("disposal", "2026-08-14", False),
            ("disposal", "2026-08-15", True),
            ("construction", "2026-08-15", False),
            ("other", "2026-08-15", False),
        ],
    )
    def test_what_is_charged_by_the_day(self, conduct: str, day: str, charged: bool) -> None:
        """环境保护法 art. 59 from 2015: discharge; 生态环境法典 art. 1060 from 2026-08-15: dumping and disposal as well."""
        assert charges_by_the_day(conduct, date.fromisoformat(day), shipped()) is charged

    @pytest.mark.parametrize(
        ("filed", "pollution", "rule"),
        [
            ({"conduct": "discharge"}, ["ecology"], "recheck_window"),
            ({"conduct": "construction"}, ["water"], "norm.recheck"),
            ({}, ["water"], "recheck_window"),
            ({}, ["construction_project", "ecology"], "norm.recheck"),
            ({"conduct": "dumping"}, ["solid_waste"], "recheck_window"),
        ],
        ids=["filed-as-discharge", "filed-as-construction", "water", "building", "dumping"],
    )
    def test_the_statutory_window_runs_where_a_daily_penalty_may_follow(
        self, filed: dict[str, str], pollution: list[str], rule: str
    ) -> None:
        """Elsewhere the city's own norm runs, and never looks like a statutory term."""
        case = PaperCase()
        case.does("report_finding", "2026-09-07", by=OFFICER, pollution=pollution)
        case.does("inspect_site", "2026-09-07")
        case.does("file_case", "2026-09-07", **filed)
        case.does("serve_correction_order", "2026-09-07")

        window = term(case, rule, "2026-09-07")

        assert window.statutory is (rule == "recheck_window")

    def test_dumping_before_the_code_has_only_the_norm(self) -> None:
        """Ordered on 2026-08-13, the first day that could be charged is the 14th: not yet in the law's list."""
        case = ordered("2026-08-13", conduct="dumping")

        assert [one.rule for one in case.at("2026-08-13").terms if "recheck" in one.rule] == ["norm.recheck"]


class TestRecheck:
    @pytest.mark.parametrize(
        ("day", "last", "after"),
        [("2015-09-05", "2015-10-05", "2015-10-06"), ("2026-09-07", "2026-10-07", "2026-10-08")],
        ids=["2015-in-the-holiday", "2026-in-the-holiday"],
    )
    def test_it_comes_within_thirty_days_that_do_not_roll(self, day: str, last: str, after: str) -> None:
        """按日连续处罚办法 art. 10: on day 30 in time, on day 31 late, holiday or not."""
        for on, state in ((last, "met"), (after, "met_late")):
            case = ordered(day)
            case.does("recheck_correction", on, of="serve_correction_order")
            window = term(case, "recheck_window", on)
            assert (str(window.last_day), window.state) == (last, state)
            assert "第10条" in window.citation

    def test_it_may_come_on_the_day_itself(self) -> None:
        """Day 0 is within the window."""
        case = ordered("2026-09-07")

        case.does("recheck_correction", "2026-09-07", of="serve_correction_order")

        assert term(case, "recheck_window", "2026-09-07").state == "met"

    def test_a_missed_window_is_told_upward(self) -> None:
        """Day 31 dawns without a recheck: the term is late and the engine says so."""
        case = ordered("2026-09-07")

        case.waits_until("2026-10-08")

        assert term(case, "recheck_window", "2026-10-08").state == "late"
        lapsed = case.record().all(TermLapses)
        assert any("recheck_window" in act.content.term for act in lapsed)

    def test_two_officers_who_show_their_certificates(self) -> None:
        """行政处罚法 art. 42, 55 (G2)."""
        case = ordered("2026-09-07")
        with refuses("too-few-certified-officers", article="第42条", kind=NotCompetent):
            case.does("recheck_correction", "2026-09-10", of="serve_correction_order", officers=OFFICERS[:1])
        with refuses("certificate-not-shown", article="第55条", kind=NotCompetent):
            case.does("recheck_correction", "2026-09-10", of="serve_correction_order", identity_shown=False)

    def test_it_is_of_an_order(self) -> None:
        """`of` names an order that was served."""
        with refuses("no-such-act", kind=Unclear):
            ordered("2026-09-07").does("recheck_correction", "2026-09-10", of=1)

    def test_each_window_ends_with_its_own_recheck(self) -> None:
        """A second look at the first order leaves the window of the second one running."""
        case = ordered("2026-09-07")
        first = case.acts[-1]
        case.does("recheck_correction", "2026-09-09", of=first.no, **REFUSED)
        second = case.does("serve_correction_order", "2026-09-10")
        case.does("recheck_correction", "2026-09-11", of=first.no)

        states = {one.started_by: one.state for one in case.at("2026-09-11").terms if one.rule == "recheck_window"}

        assert states == {first.no: "met", second.no: "running"}

    def test_a_refusal_calls_for_a_new_order(self) -> None:
        """按日连续处罚办法 art. 14: whoever answers is told, and no second refusal is found on the spent order."""
        case = ordered("2026-09-07")
        case.does("recheck_correction", "2026-09-09", of="serve_correction_order", **REFUSED)
        with refuses("new-order-first", article="第14条", kind=OutOfOrder):
            case.does("recheck_correction", "2026-09-10", of="serve_correction_order", obstructed=True)
        record = case.record()
        [refused] = record.all(RecheckCorrection)
        told = list(order_again(Attempt(record, refused.day, case.law, VIOLATION_CASE, refused, record)))

        assert [effect.kind for effect in told] == ["message"]
        case.does("serve_correction_order", "2026-09-10")
        case.does("recheck_correction", "2026-09-12", of="serve_correction_order", **REFUSED)

    def test_the_party_says_it_has_corrected(self) -> None:
        """What the party reports is entered about its order; it is no recheck."""
        case = ordered("2026-09-07")
        case.does("report_correction", "2026-09-10", of="serve_correction_order")

        assert term(case, "recheck_window", "2026-09-10").state == "running"
        assert not correction_confirmed(case.record())


class TestEnd:
    @pytest.mark.parametrize(
        ("story", "over"),
        [
            ((), True),
            (("order",), False),
            (("order", "clean"), True),
            (("order", "refused"), False),
            (("order", "obstructed"), False),
            (("order", "refused", "order"), False),
            (("order", "refused", "order", "clean"), True),
            (("order", "refused", "order", "refused"), False),
            (("order", "order", "clean"), False),
        ],
        ids=lambda value: "-".join(value) if isinstance(value, tuple) else str(value),
    )
    def test_every_order_comes_to_an_end(self, story: tuple[str, ...], over: bool) -> None:
        """处罚办法 art. 77: a clean recheck ends an order, a later order takes up a refused one; two at once end apart."""
        case = reviewed("2026-09-07")
        found: dict[str, dict[str, Any]] = {
            "clean": {"corrected": True},
            "refused": REFUSED,
            "obstructed": {"corrected": True, "obstructed": True},
        }
        for day, step in enumerate(story, start=8):
            on = f"2026-09-{day:02d}"
            if step == "order":
                case.does("serve_correction_order", on, requirement=f"改正第{day}项违法行为")
            else:
                case.does("recheck_correction", on, of="serve_correction_order", **found[step])

        assert correction_confirmed(case.record()) is over

    def test_another_receipt_makes_no_other_order(self) -> None:
        """What proves the service is no word of the order (处罚法 art. 28): in the same words it is the same."""
        case = ordered("2026-09-07")
        with refuses("said-already", article="第28条", kind=OutOfOrder):
            case.does("serve_correction_order", "2026-09-08", mode="post", service_receipt="示例0002")

    def test_a_case_with_an_open_order_is_not_closed(self) -> None:
        """A case is not closed behind an order nobody rechecked."""
        case = reviewed("2026-09-07")
        case.does("serve_correction_order", "2026-09-07")
        case.does("decide_no_penalty", "2026-09-08")
        case.does("serve_decision", "2026-09-09")
        with refuses("out-of-order", article="第77条", kind=OutOfOrder):
            case.does("close_case", "2026-09-10", ground="no_penalty")
