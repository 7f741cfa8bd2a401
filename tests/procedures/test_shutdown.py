"""Closing (停业、关闭): ground, government, notice, supply, dismantling."""

from contextlib import nullcontext

import pytest

from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, OutOfTime, Unclear
from procedures.shutdown.guards import bureau_does_not_close
from procedures.shutdown.steps import shutdown_is_done
from tests.builders import GRANTED, HEAD, OFFICER, OFFICERS, REMEDIES, PaperCase
from tests.procedures.measures import OLD_OVER, OVER, an_inspected_case, attempt, does, stopped, term
from tests.procedures.refusing import refuses

BOTH = ("closure", "supply_cut", "dismantling")


def resumed() -> PaperCase:
    """Return a case whose party resumed without filing, found on 21 September, told of shutdown on the 22nd."""
    case = stopped()
    does(case, "supervise_production_stop", "2026-09-21", of="decide_production_stop", is_obeyed=False)
    does(case, "serve_measure_notice", "2026-09-22", measure="closure")
    return case


def proposed(**fields: object) -> PaperCase:
    """Return that case with the proposal of 23 September."""
    case = resumed()
    does(case, "propose_shutdown", "2026-09-23", **fields)
    return case


def decided(**fields: object) -> PaperCase:
    """Return that case closed by the government on 12 October, served on the 13th."""
    case = proposed(measures=BOTH)
    does(case, "decide_shutdown", "2026-10-12", **{"measures": BOTH, "supplies": ("water", "power"), **fields})
    does(case, "serve_shutdown", "2026-10-13", of="decide_shutdown")
    return case


def pressed(**fields: object) -> PaperCase:
    """Return that case once the party, called on to close by 20 October, was seen at work on the 21st."""
    case = decided(**fields)
    still_open(case)
    return case


def still_open(case: PaperCase, on: str = "2026-10-21 08:00") -> None:
    """Have it seen that the party has not closed."""
    seen = {"of": "decide_shutdown", "officers": OFFICERS, "record": "仍在生产"}
    does(case, "check_shutdown", on, is_obeyed=False, **seen)


class TestProposal:
    def test_it_answers_the_city_s_own_time(self) -> None:
        """办法 art. 8: what led to it is answered by the proposal."""
        assert term(proposed(), "norm.propose_shutdown", "2026-09-24").state == "met"

    @pytest.mark.parametrize("ground", ["resumed_or_refused", "repeat_after_lifting"])
    def test_a_ground_the_file_does_not_show_is_refused(self, ground: str) -> None:
        """办法 art. 8(2), (3): found, not only said."""
        with refuses("ground-not-found", article="第8条", kind=OutOfOrder):
            does(stopped(), "propose_shutdown", "2026-09-23", ground=ground)

    @pytest.mark.parametrize(
        ("days", "enough"),
        [
            (("2024-09-01", "2025-05-01"), True),
            (("2024-08-31", "2025-05-01"), False),
            (("2025-05-01", "2025-05-01"), False),
            (("2025-05-01", "2026-09-02"), False),
            ((), False),
        ],
    )
    def test_two_penalties_in_the_two_years_before(self, days: tuple[str, ...], enough: bool) -> None:
        """办法 art. 8(1): both within two years before 1 September 2026, two different ones, and before the finding."""
        case = an_inspected_case("2026-09-01")
        fields = {"ground": "toxic_repeat", "earlier_penalties": days}
        if enough:
            does(case, "propose_shutdown", "2026-09-23", **fields)
        else:
            with refuses("too-few-penalties", article="第8条", kind=OutOfBounds):
                does(case, "propose_shutdown", "2026-09-23", **fields)

    def test_refusal_to_correct_leads_to_the_cut_not_to_closure(self) -> None:
        """意见二(三): who refuses to correct loses water and power; closing needs its own ground."""
        case = an_inspected_case("2026-09-01")
        fields = {"ground": "refuses_correction", "measures": ("supply_cut",)}
        with refuses("ground-not-found", article="二（三）"):
            does(case, "propose_shutdown", "2026-09-23", **fields)
        case.does("serve_correction_order", "2026-09-02", remedies=REMEDIES)
        case.does("recheck_correction", "2026-09-20", of="serve_correction_order", corrected=False)
        with refuses("no-closure-for-that", article="第8条", kind=OutOfBounds):
            does(case, "propose_shutdown", "2026-09-23", **{**fields, "measures": ("closure",)})

        does(case, "propose_shutdown", "2026-09-23", **fields)

    def test_no_dismantling_without_closure_and_no_cut_without_ground(self) -> None:
        """意见二(三): dismantling follows shutdown; a cut follows shutdown or refusal."""
        case = an_inspected_case("2026-09-01")
        with refuses("dismantling-without-closure", article="二（三）", kind=OutOfBounds):
            does(case, "propose_shutdown", "2026-09-23", ground="serious", measures=("dismantling",))
        with refuses("supply-without-ground", article="二（三）", kind=OutOfBounds):
            does(case, "propose_shutdown", "2026-09-23", ground="serious", measures=("supply_cut",))

    def test_before_the_opinions_there_was_no_dismantling(self) -> None:
        """The opinions are of 2015-12-31: on the day before neither cut nor dismantling has a basis."""
        case = an_inspected_case("2015-12-01")
        fields = {"ground": "serious", "basis": OLD_OVER, "measures": ("closure", "dismantling")}
        with refuses("no-basis-then", kind=OutOfBounds):
            does(case, "propose_shutdown", "2015-12-30", **fields)

        does(case, "propose_shutdown", "2015-12-31", **fields)


class TestGovernment:
    def test_the_bureau_does_not_close(self) -> None:
        """G13: ordered by the bureau without approval it is refused; with the government's approval it stands."""
        case = proposed()
        with refuses("closure-needs-government", article="第1107条", kind=NotCompetent):
            does(case, "decide_shutdown", "2026-10-12", issued_by="bureau")

        does(case, "decide_shutdown", "2026-10-12", issued_by="bureau", approval_no="示例政批〔2026〕1号")

    @pytest.mark.parametrize(
        ("on", "article"),
        [("2016-03-21", "《环境保护法》第60条"), ("2022-03-21", "环境行政处罚办法"), ("2024-03-18", "第17条第4款")],
    )
    def test_in_each_year_by_the_law_of_the_year(self, on: str, article: str) -> None:
        """G13 in 2016, 2022 and 2024: the same guard, another article."""
        case = an_inspected_case(f"{on[:8]}01")
        does(case, "serve_measure_notice", f"{on[:8]}02", measure="closure", basis=OLD_OVER)
        does(case, "propose_shutdown", f"{on[:8]}10", ground="serious", basis=OLD_OVER)
        with refuses("closure-needs-government", article=article):
            does(case, "decide_shutdown", on, issued_by="bureau", basis=OLD_OVER)

    def test_a_penalty_of_the_bureau_closes_nobody(self) -> None:
        """G13: closing within a penalty decision asks for the government's approval on file."""
        closes = {"measures": ("fine", "closure")}
        with refuses("closure-needs-government", article="第1107条", kind=NotCompetent):
            bureau_does_not_close(attempt(proposed(), "decide_penalty", "2026-10-14", **closes))

        bureau_does_not_close(attempt(decided(), "decide_penalty", "2026-10-14", **closes))
        bureau_does_not_close(attempt(proposed(), "decide_penalty", "2026-10-14"))

    def test_it_waits_for_the_proposal_and_for_the_defence(self) -> None:
        """G1 and 办法 art. 8: proposed first; five working days after 22 September end on the 30th (25 to 27 free)."""
        case = resumed()
        with refuses("out-of-order", article="第8条"):
            case.does("decide_shutdown", "2026-10-12", by=HEAD, **closing(of=1))
        does(case, "propose_shutdown", "2026-09-23")
        with refuses("defence-period-open", article="第44条", kind=OutOfTime):
            does(case, "decide_shutdown", "2026-09-30")

        does(case, "decide_shutdown", "2026-10-08", by=GRANTED)

    def test_what_the_party_was_not_told_of_is_refused(self) -> None:
        """行政处罚法 art. 44: told of closing, not of a stop of business."""
        with refuses("not-noticed", article="第44条", kind=OutOfOrder):
            does(proposed(), "decide_shutdown", "2026-10-12", measures=("stop_business",))

    def test_it_rests_on_no_provision_that_the_party_was_not_told_of(self) -> None:
        """行政处罚法 art. 44, 45."""
        with refuses("basis-not-notified", article="第44条", kind=OutOfBounds):
            does(proposed(), "decide_shutdown", "2026-10-12", basis=[*OVER, {**OVER[0], "article": "第1108条"}])

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ({"supplies": ("water",)}, "supplies-unclear"),
            ({"measures": ("closure", "supply_cut")}, "supplies-unclear"),
            ({"remedies": {}}, "remedies-not-told"),
            ({"basis": OLD_OVER}, "law-not-in-force"),
        ],
    )
    def test_each_flaw_is_refused(self, wrong: dict[str, object], code: str) -> None:
        """G16, G19: basis in force, relief told, the supply to be cut named when and only when it is cut."""
        with refuses(code):
            does(proposed(), "decide_shutdown", "2026-10-12", **wrong)

    def test_one_proposal_has_one_answer(self) -> None:
        """The government closes or declines; a declined proposal settles the matter."""
        case = proposed()
        does(case, "decline_shutdown", "2026-10-12")
        with refuses("already-answered", article="第8条"):
            does(case, "decide_shutdown", "2026-10-13")

        assert shutdown_is_done(case.record())

    def test_a_closed_party_ends_its_stop(self) -> None:
        """办法 art. 18(2): the stop ends by itself once the government has closed the party."""
        case = decided()
        does(case, "end_production_stop", "2026-10-14", of="decide_production_stop", ground="closed")

        assert "停产整治自行终止" in {one.stage_name for one in case.at("2026-10-14").lanes}


def closing(**fields: object) -> dict[str, object]:
    """Return what a decision to close says."""
    usual = {"measures": ("closure",), "issued_by": "government", "government": "g", "document_no": "x", "basis": OVER}
    return {**usual, "remedies": REMEDIES, **fields}


PAPER = {"instrument": "衡阳市人民政府办公室关于加强环境监管执法的实施意见", "article": "二（三）"}
COERCION = {"instrument": "行政强制法", "article": "第12条"}


class TestCoercion:
    @pytest.mark.parametrize("basis", [None, PAPER, COERCION, {"instrument": "环境保护法", "article": "第60条"}])
    def test_supply_is_cut_on_a_law_only(self, basis: dict[str, str] | None) -> None:
        """行政强制法 art. 13: no policy paper, not the law on coercion itself, no law that is repealed."""
        with refuses("no-law-for-the-cut", article="第13条第1款", kind=OutOfBounds):
            does(resumed(), "propose_shutdown", "2026-09-23", measures=BOTH, coercion_basis=basis)
        case = proposed(measures=BOTH)
        with refuses("no-law-for-the-cut", article="第13条第1款", kind=OutOfBounds):
            fields = {"measures": BOTH, "supplies": ("water",), "coercion_basis": basis}
            does(case, "decide_shutdown", "2026-10-12", **fields)

    def test_without_a_cut_nobody_asks(self) -> None:
        """Closing alone is no coercion by supply."""
        assert proposed(coercion_basis=None).names()[-1] == "propose_shutdown"

    @pytest.mark.parametrize(
        ("wrong", "code", "article"),
        [
            ({"demanded_on": None}, "not-demanded", "第35条"),
            ({"perform_by": None}, "not-demanded", "第35条"),
            ({"demanded_on": "2026-10-12"}, "demanded-before-the-order", "第35条"),
            ({"demanded_on": "2026-10-14"}, "", ""),
            ({"perform_by": "2026-10-21"}, "demand-still-open", "第35条"),
            ({"perform_by": "2026-10-13"}, "demand-still-open", "第35条"),
            ({"heard": False}, "not-heard-on-demand", "第36条"),
            ({"remedies": {**REMEDIES, "court": ""}}, "remedies-not-told", "第37条"),
            ({"perform_by": "2026-10-19"}, "", ""),
        ],
    )
    def test_demand_hearing_and_relief_come_first(self, wrong: dict[str, object], code: str, article: str) -> None:
        """行政强制法 art. 35-37: the closing is demanded, its day is over, the party was heard, relief is told."""
        with refuses(code, article=article) if code else nullcontext():
            does(pressed(), "notify_suppliers", "2026-10-21", **wrong)

    @pytest.mark.parametrize(("seen_on", "refused"), [("", True), ("2026-10-20", True), ("2026-10-21 08:00", False)])
    def test_it_is_seen_after_the_day_demanded_that_the_party_has_not_closed(
        self, seen_on: str, *, refused: bool
    ) -> None:
        """行政强制法 art. 37: 经催告，逾期仍不履行."""
        case = decided()
        if seen_on:
            still_open(case, seen_on)
        with refuses("not-looked-at-since", article="第37条", kind=OutOfOrder) if refused else nullcontext():
            does(case, "notify_suppliers", "2026-10-21")

    @pytest.mark.parametrize(("seen_on", "refused"), [("2026-10-20", True), ("2026-10-21", False)])
    def test_without_a_closing_it_is_the_refused_order_that_was_demanded(self, seen_on: str, *, refused: bool) -> None:
        """意见二(三): who does not correct loses its supply; called on to correct, and seen not to have."""
        case = an_inspected_case("2026-09-01")
        case.does("serve_correction_order", "2026-09-02", remedies=REMEDIES)
        case.does("recheck_correction", "2026-09-20", of="serve_correction_order", corrected=False)
        only = {"ground": "refuses_correction", "measures": ("supply_cut",)}
        does(case, "propose_shutdown", "2026-09-23", **only)
        does(case, "decide_shutdown", "2026-10-12", measures=("supply_cut",), supplies=("heat",))
        does(case, "serve_shutdown", "2026-10-13", of="decide_shutdown")
        order = next(act.no for act in case.acts if act.name == "serve_correction_order")
        demand = {"of": order, "perform_by": "2026-10-20", "rights_told": True}
        case.does("serve_demand", "2026-10-13 15:00", by=OFFICER, **demand)
        case.does("recheck_correction", f"{seen_on} 08:00", of=order, corrected=False, key="seen-again")
        with refuses("not-looked-at-since", article="第37条", kind=OutOfOrder) if refused else nullcontext():
            does(case, "notify_suppliers", "2026-10-21", supplies=("heat",))


class TestSupply:
    def test_suppliers_are_told_of_what_was_decided(self) -> None:
        """意见二(三): water and power, by the government's decision, confirmed by whoever supplies."""
        case = pressed()
        does(case, "notify_suppliers", "2026-10-21", from_day="2026-10-22")
        does(case, "confirm_supply_cut", "2026-10-26", of="notify_suppliers", by=GRANTED, cut_on="2026-10-22")

        assert case.at("2026-10-26").stage_name == "已停水断电"

    @pytest.mark.parametrize(
        ("from_day", "urgent", "refused"),
        [
            ("2026-10-23", False, False),
            ("2026-10-24", False, True),
            ("2026-10-25", False, True),
            ("2026-10-25", True, False),
            ("2026-10-26", False, False),
            ("2027-01-01", False, True),
        ],
    )
    def test_it_does_not_begin_on_a_day_off(self, from_day: str, *, urgent: bool, refused: bool) -> None:
        """行政强制法 art. 43(1): a weekend and New Year's Day are none, but where it is urgent."""
        with refuses("night-or-holiday", article="第43条第1款", kind=OutOfTime) if refused else nullcontext():
            does(pressed(), "notify_suppliers", "2026-10-21", from_day=from_day, is_urgent=urgent)

    @pytest.mark.parametrize(
        ("wrong", "code", "article", "kind"),
        [
            ({"supplies": ("gas",)}, "not-in-the-decision", "二（三）", OutOfBounds),
            ({"reaches_residents": True}, "residents-supply", "第43条第2款", OutOfBounds),
            ({"from_day": "2026-10-20"}, "cut-in-the-past", "", OutOfTime),
            ({"reaches_residents": True, "is_urgent": True}, "residents-supply", "第43条第2款", OutOfBounds),
        ],
    )
    def test_no_more_than_decided_and_never_residents(
        self, wrong: dict[str, object], code: str, article: str, kind: type
    ) -> None:
        """行政强制法 art. 43(2): no pressure by cutting off people's homes."""
        with refuses(code, article=article, kind=kind):
            does(pressed(), "notify_suppliers", "2026-10-21", **wrong)

    def test_without_the_decision_nobody_is_told(self) -> None:
        """意见二(三): not before the decision is served, not when it orders no cut."""
        with refuses("out-of-order"):
            does(proposed(), "notify_suppliers", "2026-10-14", of="propose_shutdown")
        plain = decided(measures=("closure",), supplies=())
        with refuses("not-in-the-decision", article="二（三）"):
            does(plain, "notify_suppliers", "2026-10-14")


class TestDismantling:
    def announced(self) -> PaperCase:
        """Return the closed case with the dismantling announced for 30 October."""
        case = decided()
        does(case, "announce_dismantling", "2026-10-14", deadline="2026-10-30")
        return case

    def test_the_party_may_do_it_itself_at_any_time(self) -> None:
        """行政强制法 art. 44: the announcement asks it to."""
        case = self.announced()
        does(case, "dismantle_equipment", "2026-10-20", done_by="party")
        still_open(case)
        does(case, "notify_suppliers", "2026-10-21 15:00", from_day="2026-10-22")

        assert shutdown_is_done(case.record())

    def test_a_party_that_closes_by_itself_keeps_its_supply_and_the_case_ends(self) -> None:
        """行政强制法 art. 34: force is for who does not perform; what was found last counts."""
        case = proposed(measures=("closure", "supply_cut"))
        cut = {"measures": ("closure", "supply_cut"), "supplies": ("water", "power")}
        does(case, "decide_shutdown", "2026-10-12", **cut)
        does(case, "serve_shutdown", "2026-10-13", of="decide_shutdown")
        seen = {"of": "decide_shutdown", "officers": OFFICERS, "record": "核查"}
        does(case, "check_shutdown", "2026-10-14", is_obeyed=False, **seen)
        assert not shutdown_is_done(case.record())
        does(case, "check_shutdown", "2026-10-16", is_obeyed=True, **seen)

        assert shutdown_is_done(case.record())
        with refuses("party-has-closed", article="第34条", kind=OutOfOrder):
            does(case, "notify_suppliers", "2026-10-20", from_day="2026-10-21")

    @pytest.mark.parametrize(("on", "allowed"), [("2026-10-31", False), ("2027-04-13", False), ("2027-04-14", True)])
    def test_force_waits_for_review_and_suit(self, on: str, allowed: bool) -> None:
        """行政强制法 art. 44: six months for the suit from 13 October; forced from the day after."""
        case = self.announced()
        if allowed:
            does(case, "dismantle_equipment", on, done_by="government")
        else:
            with refuses("relief-still-open", article="第44条", kind=OutOfTime):
                does(case, "dismantle_equipment", on, done_by="government")

    @pytest.mark.parametrize(
        ("wrong", "code", "article", "kind"),
        [
            ({"on": "2027-05-01 09:00"}, "night-or-holiday", "第43条第1款", OutOfTime),
            ({"on": "2027-06-05 09:00"}, "night-or-holiday", "第43条第1款", OutOfTime),
            ({"is_at_night": True}, "night-or-holiday", "第43条第1款", OutOfTime),
            ({"done_by": "court"}, "no-ruling", "第57条", Unclear),
            ({"officers": []}, "too-few-certified-officers", "第42条", NotCompetent),
        ],
    )
    def test_each_flaw_of_force_is_refused(self, wrong: dict[str, object], code: str, article: str, kind: type) -> None:
        """行政强制法 art. 43, 57: not on a holiday, not at night, by the court only on its ruling."""
        fields = {"done_by": "government", **wrong}
        on = str(fields.pop("on", "2027-06-01"))
        with refuses(code, article=article, kind=kind):
            does(self.announced(), "dismantle_equipment", on, **fields)

    def test_in_an_emergency_also_at_night(self) -> None:
        """行政强制法 art. 43(1): unless it is urgent."""
        does(
            self.announced(),
            "dismantle_equipment",
            "2027-06-01",
            done_by="government",
            is_at_night=True,
            is_urgent=True,
        )

    def test_it_is_announced_with_a_day_to_come(self) -> None:
        """行政强制法 art. 44: announced, with time; and only when the decision says so."""
        with refuses("deadline-in-the-past", article="第44条", kind=OutOfTime):
            does(decided(), "announce_dismantling", "2026-10-14", deadline="2026-10-14")
        with refuses("out-of-order", article="第44条"):
            does(decided(), "dismantle_equipment", "2026-10-20", done_by="party")
        plain = decided(measures=("closure",), supplies=())
        with refuses("not-in-the-decision", article="二（三）"):
            does(plain, "announce_dismantling", "2026-10-14", deadline="2026-10-30")

    def test_what_was_decided_and_not_carried_out_keeps_the_case_open(self) -> None:
        """Served, cut, dismantled: each is asked for before the case may be closed."""
        case = self.announced()
        assert not shutdown_is_done(case.record())
        still_open(case)
        does(case, "notify_suppliers", "2026-10-21")
        assert not shutdown_is_done(case.record())

        does(case, "dismantle_equipment", "2026-10-22", done_by="party", by=OFFICER)

        assert shutdown_is_done(case.record())
