"""What is enforced has to bind still: served and in effect, not set aside, not stayed (行政强制法 art. 34, 39)."""

from contextlib import nullcontext
from datetime import date
from typing import Any

import pytest

from law.refusals import OutOfOrder, OutOfTime
from models.acts import Act
from procedures.shutdown.supply import supply_cut_was_demanded
from tests.builders import BASIS, CLERK, HEAD, OFFICER, OFFICERS, REMEDIES, PaperCase
from tests.procedures.hearing_path import of_record
from tests.procedures.measures import FIELDS, attempt, does
from tests.procedures.refusing import refuses
from tests.procedures.served import ServedCase
from tests.procedures.test_service import PUBLIC
from tests.procedures.test_shutdown import BOTH, proposed, still_open
from tests.procedures.test_shutdown import decided as closed
from tests.procedures.test_substitute import DECISION, ordered, performs
from tests.procedures.test_substitute import decided as to_be_performed

GONE = {"outcome": "revoke", "reason": "认定事实有误"}
SEEN = {"of": "decide_shutdown", "officers": OFFICERS, "record": "仍在生产"}
STOP: dict[str, Any] = {"ordered_by": "reconsideration_body", "reason": "可能造成难以弥补的损失"}


def _stayed(case: PaperCase, served: Act, on: str) -> Act:
    """Have a review asked for and the execution of what was served stayed."""
    case.does("apply_reconsideration", f"{on} 09:00", by=CLERK, of=served.no, body="示例市人民政府")
    return case.does("order_stay", f"{on} 10:00", by=CLERK, of=served.no, **STOP)


class TestAClosing:
    """Ordered by the government, served on 13 October 2026, its dismantling announced on the 14th."""

    def _announced(self) -> tuple[PaperCase, Act]:
        case = closed()
        served = case.acts[-1]
        does(case, "announce_dismantling", "2026-10-14", deadline="2026-10-30")
        return case, served

    def test_once_it_was_set_aside_nothing_is_carried_out(self) -> None:
        """行政强制法 art. 34: no supply is cut, nothing announced or dismantled by force; the party may do as it likes."""
        case, served = self._announced()
        case.does("revoke_order", "2026-10-15", by=HEAD, of=served.no, **GONE)
        forced = {"done_by": "government"}
        tried: tuple[tuple[str, dict[str, Any]], ...] = (
            ("notify_suppliers", {}),
            ("announce_dismantling", {"deadline": "2026-10-30"}),
            ("dismantle_equipment", forced),
            ("check_shutdown", {**SEEN, "is_obeyed": False}),
        )
        for act, said in tried:
            with refuses("set-aside-already", article="第34条", kind=OutOfOrder):
                does(case, act, "2027-06-01" if said is forced else "2026-10-16", **said)

        assert does(case, "dismantle_equipment", "2027-06-01", done_by="party")

    def test_while_it_is_stayed_nothing_is(self) -> None:
        """行政复议法 art. 42: the stay keeps the supply; once it is lifted the cut goes on."""
        case, served = self._announced()
        stay = _stayed(case, served, "2026-10-15")
        with refuses("stayed", article="第42条", kind=OutOfOrder):
            does(case, "notify_suppliers", "2026-10-16")
        case.does("lift_stay", "2026-10-19", by=CLERK, of=stay.no)
        still_open(case)

        assert does(case, "notify_suppliers", "2026-10-21 15:00")

    def test_another_one_that_was_served_does_not_carry_it(self) -> None:
        """Each decision is served and announced for itself."""
        case, _ = self._announced()
        second = does(case, "propose_shutdown", "2026-10-15", measures=BOTH)
        said = {"of": second.no, "measures": BOTH, "supplies": ("water",), "document_no": "示例政函〔2026〕2号"}
        unserved = does(case, "decide_shutdown", "2026-10-16", **said).no
        with refuses("not-served", article="第34条", kind=OutOfOrder):
            does(case, "notify_suppliers", "2026-10-19", of=unserved)
        does(case, "serve_shutdown", "2026-10-19", of=unserved)
        with refuses("not-announced", article="第44条", kind=OutOfOrder):
            does(case, "dismantle_equipment", "2027-06-01", of=unserved, done_by="government")

    @pytest.mark.parametrize(("on", "refused"), [("2026-11-11", True), ("2026-11-12", False), ("2026-11-13", False)])
    def test_by_public_notice_it_binds_from_the_end_of_its_period(self, on: str, *, refused: bool) -> None:
        """民事诉讼法 art. 95: published on 13 October, served on 12 November."""
        case = proposed(measures=BOTH)
        does(case, "decide_shutdown", "2026-10-12", measures=BOTH, supplies=("water", "power"))
        does(case, "serve_shutdown", "2026-10-13", of="decide_shutdown", **PUBLIC)
        with refuses("not-in-effect-yet", kind=OutOfTime) if refused else nullcontext():
            does(case, "check_shutdown", f"{on} 15:00", **{**SEEN, "is_obeyed": False})
        before = "not-in-effect-yet" if refused else "demanded-before-the-order"
        with refuses(before):
            does(case, "notify_suppliers", f"{on} 16:00", from_day="2026-11-13")


class TestTheDemandBeforeACut:
    """行政强制法 art. 35: only who is under an order can be called on to perform it."""

    @pytest.mark.parametrize(
        ("demanded", "refused"), [("2026-09-30", True), ("2026-10-01", True), ("2026-10-08", False)]
    )
    def test_it_follows_the_effect_of_the_order(self, demanded: str, *, refused: bool) -> None:
        """Published on 1 September, served on 8 October, as the thirtieth day falls in the holiday."""
        case = ServedCase("2026-08-03")
        order = case.enters("serve_correction_order", "2026-09-01", OFFICER, requirement="停止排放", **PUBLIC)
        seen = {"of": order.no, "corrected": False, "record": "未停止", "officers": OFFICERS}
        case.enters("recheck_correction", "2026-10-21", OFFICER, **seen)
        asked = {**FIELDS["notify_suppliers"], "of": 1, "demanded_on": demanded, "perform_by": "2026-10-20"}
        with refuses("demanded-before-the-order", article="第35条", kind=OutOfOrder) if refused else nullcontext():
            supply_cut_was_demanded(attempt(case, "notify_suppliers", "2026-11-02", **asked))

    def test_an_order_that_was_set_aside_is_none(self) -> None:
        """行政处罚法 art. 75: nobody owes what it ordered."""
        case = ServedCase("2026-08-03")
        order = case.enters("serve_correction_order", "2026-09-01", OFFICER, requirement="停止排放")
        case.sees("revoke_order", "2026-09-03", of=order.no, **GONE)
        asked = {**FIELDS["notify_suppliers"], "of": 1, "demanded_on": "2026-09-04", "perform_by": "2026-09-10"}
        with refuses("demanded-before-the-order", article="第35条", kind=OutOfOrder):
            supply_cut_was_demanded(attempt(case, "notify_suppliers", "2026-09-21", **asked))

    def test_what_was_cut_without_it_is_entered_as_what_departs(self) -> None:
        """行政强制法 art. 35: a fact of record, which says for ever that nobody was called on to perform."""
        case = closed()
        cut = of_record(case, "notify_suppliers", "2026-10-21", **{**FIELDS["notify_suppliers"], "demanded_on": None})

        assert "第35条" in cut.irregularity
        assert any(one.act == cut.no for one in case.at("2026-10-22").irregularities)


class TestADemandOnAnOrder:
    def _ordered(self, **said: object) -> tuple[ServedCase, Act]:
        case = ServedCase("2026-08-03")
        return case, case.enters("serve_correction_order", "2026-08-10", OFFICER, requirement="清除污泥", **said)

    def _demands(self, case: ServedCase, order: Act, on: str) -> Act:
        return case.sees("serve_demand", on, of=order.no, perform_by="2026-10-30")

    @pytest.mark.parametrize(("on", "refused"), [("2026-08-30", True), ("2026-08-31", True), ("2026-09-01", False)])
    def test_it_comes_after_the_time_that_was_given(self, on: str, *, refused: bool) -> None:
        """行政强制法 art. 34, 35: who had until 31 August is called on from 1 September."""
        case, order = self._ordered(correct_by="2026-08-31")
        with refuses("not-yet-due", article="第34条", kind=OutOfTime) if refused else nullcontext():
            self._demands(case, order, on)

    @pytest.mark.parametrize(("on", "refused"), [("2026-09-08", True), ("2026-09-09", False), ("2026-09-10", False)])
    def test_it_comes_after_the_effect_of_a_public_notice(self, on: str, *, refused: bool) -> None:
        """民事诉讼法 art. 95: published on 10 August, served on 9 September."""
        case, order = self._ordered(**PUBLIC)
        with refuses("not-in-effect-yet", kind=OutOfTime) if refused else nullcontext():
            self._demands(case, order, on)

    def test_nobody_is_called_on_to_obey_what_is_stayed_or_was_set_aside(self) -> None:
        """行政复议法 art. 42; what was revoked orders nothing."""
        case, order = self._ordered(remedies=REMEDIES)
        stay = _stayed(case, order, "2026-08-17")
        with refuses("stayed", article="第42条", kind=OutOfOrder):
            self._demands(case, order, "2026-08-18")
        case.sees("lift_stay", "2026-08-19", of=stay.no)
        self._demands(case, order, "2026-08-20")
        case.sees("revoke_order", "2026-08-21", of=order.no, **GONE)
        with refuses("set-aside-already", article="第34条", kind=OutOfOrder):
            self._demands(case, order, "2026-08-24")


class TestPerformanceByAnother:
    def test_not_of_an_order_that_was_set_aside(self) -> None:
        """行政强制法 art. 50: neither decided nor offered."""
        case, order = ordered()
        assert case.may("serve_substitute_decision", "2026-09-15")
        case.sees("revoke_order", "2026-09-15", of=order, **GONE)

        assert not case.may("serve_substitute_decision", "2026-09-16")
        with refuses("set-aside-already", article="第50条", kind=OutOfOrder):
            case.sees("serve_substitute_decision", "2026-09-16", of=order, **DECISION)

    @pytest.mark.parametrize("what", ["order", "decision"])
    def test_not_once_order_or_decision_was_set_aside(self, what: str) -> None:
        """Neither called for once more nor carried out."""
        case, order, decision = to_be_performed()
        case.sees("demand_substitute", "2026-09-23", of=decision.no)
        case.sees("revoke_order", "2026-09-24", of={"order": order, "decision": decision.no}[what], **GONE)
        with refuses("set-aside-already", article="第50条", kind=OutOfOrder):
            case.sees("demand_substitute", "2026-09-24", of=decision.no)
        with refuses("set-aside-already", article="第50条", kind=OutOfOrder):
            performs(case, "2026-09-30", decision.no)
        assert not case.may("perform_substitute", "2026-09-30")

    def test_not_while_it_is_stayed(self) -> None:
        """行政复议法 art. 42."""
        case, _, decision = to_be_performed()
        case.sees("demand_substitute", "2026-09-23", of=decision.no)
        stay = _stayed(case, decision, "2026-09-24")
        with refuses("stayed", article="第42条", kind=OutOfOrder):
            performs(case, "2026-09-30", decision.no)
        case.sees("lift_stay", "2026-09-30", of=stay.no)

        assert performs(case, "2026-09-30 15:00", decision.no)


def test_an_order_about_a_project_that_was_set_aside_is_not_disobeyed() -> None:
    """意见二(二): seen all the same, but nobody refuses what nobody orders."""
    case = ServedCase("2026-08-03")
    project = case.enters("classify_project", "2026-09-01", OFFICER, **FIELDS["classify_project"])
    said = {"of": project.no, "orders": ["stop_building"], "requirement": "停止建设", "basis": BASIS}
    order = case.enters("order_construction", "2026-09-02", OFFICER, **said, remedies=REMEDIES)
    case.sees("revoke_order", "2026-09-03", of=order.no, **GONE)
    with refuses("order-set-aside", article="二（二）", kind=OutOfOrder):
        does(case, "inspect_construction", "2026-09-07", of=order.no, is_obeyed=False)

    assert does(case, "inspect_construction", "2026-09-07", of=order.no).day == date(2026, 9, 7)
