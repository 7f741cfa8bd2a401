"""Performance by another at the party's cost: 行政强制法 art. 50-52."""

from contextlib import nullcontext

import pytest

from judging.attempt import Situation
from judging.each_party import each_party
from judging.record import Record
from kinds import VIOLATION_CASE
from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.acts import Act
from procedures.substitute_cost import costs_are_settled
from tests.builders import BASIS, CLERK, HEAD, OFFICER, OFFICERS, REMEDIES
from tests.procedures.measures import made
from tests.procedures.refusing import refuses
from tests.procedures.served import FINE, ServedCase
from tests.procedures.several import A, B, TwoParties, filed

DECISION = {
    "performer": "示例环保服务有限公司",
    "planned_on": "2026-09-30",
    "cost": "50000",
    "harm": "渗滤液持续污染河道",
    "basis": BASIS,
    "remedies": REMEDIES,
}


def ordered(
    *, corrected: bool = False, perform_by: str | None = "2026-09-14", looked_at: str = "2026-09-15 08:00"
) -> tuple[ServedCase, int]:
    """Return a case with an order to correct, its recheck, a demand and a look after it, and the number of the order."""
    case = ServedCase("2026-08-03")
    order = case.enters(
        "serve_correction_order", "2026-08-10", OFFICER, requirement="清除倾倒的污泥", remedies=REMEDIES
    )
    seen = {"corrected": corrected, "record": "复查", "officers": OFFICERS}
    case.enters("recheck_correction", "2026-09-02", OFFICER, of=order.no, **seen)
    if perform_by:
        case.sees("serve_demand", "2026-09-07", of=order.no, perform_by=perform_by)
    if perform_by and looked_at:
        case.enters("recheck_correction", looked_at, OFFICER, of=order.no, **seen)
    return case, order.no


def decided() -> tuple[ServedCase, int, Act]:
    """Return a case in which performance by another was decided, the order, and the decision."""
    case, order = ordered()
    return case, order, case.sees("serve_substitute_decision", "2026-09-16", of=order, **DECISION)


def performs(case: ServedCase, on: str, of: int, **fields: object) -> Act:
    """Have another perform under the eyes of two officers."""
    return case.does(
        "perform_substitute",
        on,
        **{"of": of, "signed_by": "witness", "record": "清除情况", "officers": OFFICERS, **fields},
    )


class TestDeciding:
    def test_a_demand_for_an_order_sets_its_own_day(self) -> None:
        """Art. 35: the demand to perform an order says by when; the ten days are for the court alone."""
        case, order = ordered(perform_by=None)
        with refuses("no-time-to-perform", article="第35条", kind=Unclear):
            case.sees("serve_demand", "2026-09-07", of=order)

        case.sees("serve_demand", "2026-09-07", of=order, perform_by="2026-09-14")

        assert case.state("demand_before_court", "2026-09-07") == "none"

    @pytest.mark.parametrize(("on", "allowed"), [("2026-09-14", False), ("2026-09-15", True)])
    def test_not_before_the_demand_is_over(self, on: str, *, allowed: bool) -> None:
        """Art. 50: on demand still not performed."""
        case, order = ordered(looked_at="2026-09-15 08:00" if allowed else "")
        if allowed:
            assert case.sees("serve_substitute_decision", on, of=order, **DECISION)
        else:
            with refuses("demand-not-over", article="第50条", kind=OutOfTime):
                case.sees("serve_substitute_decision", on, of=order, **DECISION)

    @pytest.mark.parametrize(("on", "allowed"), [("2026-09-20", False), ("2026-09-21", False), ("2026-09-22", True)])
    def test_of_two_demands_the_later_day_counts(self, on: str, *, allowed: bool) -> None:
        """Art. 50: whoever was given until the 21st is called on until then; seen afterwards, it may be decided."""
        case, order = ordered()
        case.sees("serve_demand", "2026-09-16", of=order, perform_by="2026-09-21")
        if allowed:
            seen = {"of": order, "corrected": False, "record": "未清除", "officers": OFFICERS}
            case.does("recheck_correction", f"{on} 08:00", **seen)
        with refuses("demand-not-over", article="第50条", kind=OutOfTime) if not allowed else nullcontext():
            case.sees("serve_substitute_decision", on, of=order, **DECISION)

    @pytest.mark.parametrize(("looked_at", "allowed"), [("", False), ("2026-09-14", False), ("2026-09-15", True)])
    def test_not_before_a_look_after_the_day_demanded(self, looked_at: str, *, allowed: bool) -> None:
        """Art. 50: 经催告仍不履行 is found, not supposed; what was found before the demand says nothing of it."""
        case, order = ordered(looked_at=looked_at)
        with refuses("not-looked-at-since", article="第50条", kind=OutOfOrder) if not allowed else nullcontext():
            case.sees("serve_substitute_decision", "2026-09-16", of=order, **DECISION)

    @pytest.mark.parametrize("answered", [False, True])
    def test_not_before_what_the_party_said_is_answered(self, *, answered: bool) -> None:
        """Art. 36: heard, examined and answered, as before the court is asked."""
        case, order = ordered()
        demand = next(act.no for act in case.acts if act.name == "serve_demand")
        said = case.sees("state_on_demand", "2026-09-15 09:00", of=demand)
        if answered:
            case.sees("answer_on_demand", "2026-09-15 10:00", of=said.no)
        with refuses("statement-unanswered", article="第36条", kind=OutOfOrder) if not answered else nullcontext():
            case.sees("serve_substitute_decision", "2026-09-16", of=order, **DECISION)

    def test_an_order_charged_by_the_day_is_looked_at_again_once_it_was_demanded(self) -> None:
        """按日连续处罚办法 art. 14 and 强制法 art. 50: no second refusal on one order, but for what a demand asks to be seen."""
        case, order = ordered(perform_by=None)
        seen = {"of": order, "corrected": False, "record": "未清除", "officers": OFFICERS}
        with refuses("new-order-first", article="第14条", kind=OutOfOrder):
            case.does("recheck_correction", "2026-09-04", **seen)
        case.sees("serve_demand", "2026-09-07", of=order, perform_by="2026-09-14")
        case.does("recheck_correction", "2026-09-15", **seen)

        assert case.sees("serve_substitute_decision", "2026-09-16", of=order, **DECISION)

    def test_not_without_a_demand(self) -> None:
        """Art. 50."""
        case, order = ordered(perform_by=None)

        with refuses("no-demand", article="第50条", kind=OutOfOrder):
            case.sees("serve_substitute_decision", "2026-09-16", of=order, **DECISION)

    def test_once_while_it_stands(self) -> None:
        """Art. 51: one decision names performer, day and cost; another comes after it was taken back."""
        case, order, decision = decided()
        with refuses("already-decided", kind=OutOfOrder):
            case.sees("serve_substitute_decision", "2026-09-17", of=order, **DECISION)
        case.sees("revoke_order", "2026-09-18", of=decision.no, outcome="revoke", reason="费用预算有误")

        assert case.sees("serve_substitute_decision", "2026-09-21", of=order, **DECISION)

    def test_nobody_is_called_on_to_do_what_was_done(self) -> None:
        """Art. 34, 35: a recheck found it corrected."""
        case, order = ordered(corrected=True, perform_by=None)
        with refuses("performed-already", article="第34条", kind=OutOfOrder):
            case.sees("serve_demand", "2026-09-07", of=order, perform_by="2026-09-14")

    def test_not_what_was_performed(self) -> None:
        """Art. 50: what a recheck found done needs nobody else."""
        case, order = ordered()
        seen = {"of": order, "corrected": True, "record": "已清除", "officers": OFFICERS}
        case.does("recheck_correction", "2026-09-15 15:00", **seen)

        with refuses("not-found-undone", article="第50条", kind=OutOfOrder):
            case.sees("serve_substitute_decision", "2026-09-16", of=order, **DECISION)

    def test_not_for_a_day_gone_by(self) -> None:
        """Art. 51: the decision comes before the performance."""
        case, order = ordered()

        with refuses("planned-in-the-past", article="第51条", kind=Unclear):
            case.sees("serve_substitute_decision", "2026-09-16", of=order, **{**DECISION, "planned_on": "2026-09-16"})

    def test_not_silent_on_relief(self) -> None:
        """G19: the party is told review and suit."""
        case, order = ordered()

        with refuses("remedies-not-told", kind=Unclear):
            case.sees("serve_substitute_decision", "2026-09-16", of=order, **{**DECISION, "remedies": {}})


class TestPerforming:
    @pytest.mark.parametrize(
        ("called_on", "allowed"),
        [("2026-09-23", True), ("2026-09-24", True), ("2026-09-27", True), ("2026-09-28", False)],
    )
    def test_three_clear_working_days_after_the_last_call(self, called_on: str, *, allowed: bool) -> None:
        """Art. 51, 69: three working days between, or two with a warning; the holiday of 25 to 27 September is none."""
        case, _, decision = decided()
        case.sees("demand_substitute", called_on, of=decision.no)
        if allowed:
            done = performs(case, "2026-09-30", decision.no)
            warned = any("另一种算法" in one.title for one in made(case) if one.act_no == done.no)
            assert warned is (called_on > "2026-09-23")
        else:
            with refuses("last-call-too-late", article="第51条", kind=OutOfTime):
                performs(case, "2026-09-30", decision.no)

    def test_not_without_the_last_call(self) -> None:
        """Art. 51(1)(2)."""
        case, _, decision = decided()

        with refuses("no-last-call", article="第51条", kind=OutOfOrder):
            performs(case, "2026-09-30", decision.no)

    def test_not_before_the_planned_day(self) -> None:
        """Art. 51(1)(1): the decision says when."""
        case, _, decision = decided()
        case.sees("demand_substitute", "2026-09-17", of=decision.no)

        with refuses("before-the-planned-day", article="第51条", kind=OutOfTime):
            performs(case, "2026-09-29", decision.no)

    def test_not_once_the_party_has_performed(self) -> None:
        """Art. 51(1)(2): when the party performs, the performance stops."""
        case, order, decision = decided()
        case.sees("demand_substitute", "2026-09-17", of=decision.no)
        case.enters(
            "recheck_correction", "2026-09-28", OFFICER, of=order, corrected=True, record="已清除", officers=OFFICERS
        )

        with refuses("party-performed", article="第51条", kind=OutOfOrder):
            performs(case, "2026-09-30", decision.no)

    @pytest.mark.parametrize(
        ("on", "said", "allowed"),
        [
            ("2026-09-30", {}, True),
            ("2026-09-30", {"is_at_night": True}, False),
            ("2026-09-30", {"is_at_night": True, "is_urgent": True}, True),
            ("2026-10-01", {}, False),
            ("2026-10-07", {}, False),
            ("2026-10-07", {"is_urgent": True}, True),
            ("2026-10-08", {}, True),
            ("2026-10-10", {}, True),
            ("2026-10-11", {}, False),
            ("2026-10-17", {}, False),
        ],
    )
    def test_not_at_night_nor_on_a_day_off(self, on: str, said: dict[str, bool], *, allowed: bool) -> None:
        """Art. 43(1), and its weekends (最高法行他81号); 10 October 2026 is a Saturday that is worked; urgency excuses."""
        case, _, decision = decided()
        case.sees("demand_substitute", "2026-09-21", of=decision.no)
        with refuses("night-or-holiday", article="第43条第1款", kind=OutOfTime) if not allowed else nullcontext():
            performs(case, on, decision.no, **said)

    def test_not_before_what_was_demanded_since_is_over(self) -> None:
        """Art. 50: a demand after the decision gives the party its day again; then it is looked at."""
        case, order, decision = decided()
        case.sees("demand_substitute", "2026-09-21", of=decision.no)
        case.sees("serve_demand", "2026-09-22", of=order, perform_by="2026-09-30")
        with refuses("demand-not-over", article="第50条", kind=OutOfTime):
            performs(case, "2026-09-30", decision.no)
        with refuses("not-looked-at-since", article="第50条", kind=OutOfOrder):
            performs(case, "2026-10-08", decision.no)
        seen = {"of": order, "corrected": False, "record": "未清除", "officers": OFFICERS}
        case.does("recheck_correction", "2026-10-08 08:00", **seen)

        assert performs(case, "2026-10-08 15:00", decision.no)

    def test_not_without_two_officers(self) -> None:
        """Art. 51(1)(3): the bureau is present."""
        case, _, decision = decided()
        case.sees("demand_substitute", "2026-09-17", of=decision.no)

        with refuses("too-few-certified-officers", kind=NotCompetent):
            performs(case, "2026-09-30", decision.no, officers=OFFICERS[:1])


class TestAtOnce:
    def test_an_absent_party_is_told(self) -> None:
        """Art. 52: cleared at once from a waterway; who was not there is told afterwards, or the case stays open."""
        case = ServedCase("2026-08-03")
        said = {"where": "waterway", "party_present": False, "record": "清除油污", "officers": OFFICERS}
        cleared = case.does("perform_at_once", "2026-08-04", party_unable=True, **said)
        case.sees("record_payment", "2026-08-05", amount=FINE)
        case.sees("publish_decision", "2026-08-06", summary="罚款十万元", of=case.service)
        case.sees("feed_back", "2026-08-06", to="township", result="已依法处罚")
        with refuses("out-of-order", article="第52条", kind=OutOfOrder):
            case.sees("close_case", "2026-08-07", ground="performed", summary="已履行")

        case.sees("tell_of_performance", "2026-08-07", of=cleared.no)

        case.sees("close_case", "2026-08-07", ground="performed", summary="已履行")

    def test_who_can_clear_clears(self) -> None:
        """Art. 52: at once only where the party cannot."""
        said = {"where": "road", "party_present": True, "record": "清除遗撒", "officers": OFFICERS}

        with refuses("party-can-clear", article="第52条", kind=OutOfBounds):
            ServedCase("2026-08-03").does("perform_at_once", "2026-08-04", party_unable=False, **said)


COST = {"worked_out": "清运、处置费用凭证合计", "pay_by": "2026-11-20", "remedies": REMEDIES}


def performed(cost: str = "48000") -> tuple[ServedCase, int]:
    """Return a case in which another performed on 30 September at this cost, and the number of the performance."""
    case, _, decision = decided()
    case.sees("demand_substitute", "2026-09-21", of=decision.no)
    return case, performs(case, "2026-09-30", decision.no, cost=cost).no


class TestCost:
    """Art. 51(2): the cost, reasonably worked out, is the party's."""

    @pytest.mark.parametrize(
        ("wrong", "code", "article"),
        [
            ({"amount": "48000.01"}, "cost-not-borne-out", "第51条第2款"),
            ({"amount": "0"}, "cost-not-borne-out", "第51条第2款"),
            ({"pay_by": "2026-10-20"}, "payment-in-the-past", "第51条第2款"),
            ({"remedies": {}}, "remedies-not-told", ""),
        ],
    )
    def test_no_more_than_was_spent_by_a_day_to_come(self, wrong: dict[str, object], code: str, article: str) -> None:
        """What the performance cost is on record."""
        case, performance = performed()
        with refuses(code, article=article):
            case.sees("demand_substitute_cost", "2026-10-20", **{"of": performance, "amount": "48000", **COST, **wrong})

    def test_it_is_paid_in_parts_and_no_more_than_was_demanded(self) -> None:
        """The demand opens the ways of relief; what was paid counts."""
        case, performance = performed()
        demand = case.sees("demand_substitute_cost", "2026-10-20", of=performance, amount="48000", **COST)
        assert case.state("review_application", "2026-10-21") == "running"
        case.sees("record_substitute_cost", "2026-10-26", of=demand.no, amount="40000", receipt="示例0001")
        with refuses("more-than-owed", article="第51条第2款", kind=OutOfBounds):
            case.sees("record_substitute_cost", "2026-10-27", of=demand.no, amount="8000.01", receipt="示例0002")

        assert case.sees("record_substitute_cost", "2026-10-27", of=demand.no, amount="8000", receipt="示例0002")


def demanded(on: str = "2026-10-20") -> tuple[ServedCase, int]:
    """Return a case in which the cost of 48 000 was demanded, to be paid by 20 November, and the number of the demand."""
    case, performance = performed()
    return case, case.sees("demand_substitute_cost", on, of=performance, amount="48000", **COST).no


def pressed(on: str = "2027-04-22") -> tuple[ServedCase, int]:
    """Return the case after nobody paid or contested it, and the cost was demanded once more."""
    case, demand = demanded()
    case.sees("serve_demand", on, of=demand, amount="48000")
    return case, demand


class TestEnforcingTheCost:
    """行政强制法 art. 53, 54: the bureau has no power of its own to collect; the court is asked in its window."""

    def test_nothing_is_pressed_for_before_it_is_due_nor_beyond_what_is_owed(self) -> None:
        """Art. 34, 35: the day the letter sets is the last one to pay."""
        case, demand = demanded()
        with refuses("not-yet-due", article="第34条", kind=OutOfTime):
            case.sees("serve_demand", "2026-11-20", of=demand, amount="48000")
        with refuses("cost-does-not-fit", article="第35条", kind=OutOfBounds):
            case.sees("serve_demand", "2026-11-21", of=demand, amount="48000.01")
        case.sees("serve_demand", "2026-11-21", of=demand, amount="48000")

        assert case.state("demand_before_court", "2026-11-21") == "running"

    def test_the_court_is_asked_once_it_is_final_and_the_demand_is_over_until_the_window_ends(self) -> None:
        """Art. 53: six months to sue from 20 October 2026; then three months, to 20 July 2027."""
        early, of = pressed("2026-11-23")
        with refuses("not-final-yet", article="第53条", kind=OutOfTime):
            early.sees("apply_to_court", "2027-04-20", of=of, claimed="48000")
        assert early.sees("apply_to_court", "2027-04-21", of=of, claimed="48000")

        case, of = pressed()
        with refuses("demand-not-over", article="第54条", kind=OutOfTime):
            case.sees("apply_to_court", "2027-05-17", of=of, claimed="48000")
        with refuses("cost-does-not-fit", article="第51条第2款", kind=OutOfBounds):
            case.sees("apply_to_court", "2027-07-20", of=of, claimed="48000.01")
        assert case.last_day("court_application_window", "2027-07-01") == "2027-07-20"
        with refuses("court-window-over", article="第53条", kind=OutOfTime):
            case.sees("apply_to_court", "2027-07-21", of=of, claimed="48000")
        application = case.sees("apply_to_court", "2027-07-21", of=of, claimed="48000", late_reason="洪涝灾害").no
        with refuses("already-applied", article="第53条", kind=OutOfOrder):
            case.sees("apply_to_court", "2027-07-21", of=of, claimed="48000", late_reason="洪涝灾害")

        assert case.state("court_application_window", "2027-07-22") == "met_late"
        assert case.sees("court_accepts", "2027-07-26", of=application)

    def test_what_is_contested_waits(self) -> None:
        """Art. 53: a suit against the cost keeps it from being final."""
        case, demand = demanded()
        case.sees("file_suit", "2026-11-02", of=demand)
        case.sees("serve_demand", "2026-11-23", of=demand, amount="48000")
        with refuses("contested", article="第53条", kind=OutOfOrder):
            case.sees("apply_to_court", "2027-05-10", of=demand, claimed="48000")

    def test_what_is_paid_needs_no_court(self) -> None:
        """The window loses its object."""
        case, demand = pressed()
        case.sees("record_substitute_cost", "2027-04-26", of=demand, amount="48000", receipt="示例0003")
        with refuses("nothing-owed", kind=OutOfOrder):
            case.sees("apply_to_court", "2027-05-10", of=demand, claimed="48000")

        assert case.state("demand_before_court", "2027-04-27") == "met"


class TestClosingWaitsForTheCost:
    """处罚办法 art. 77: what was done at the party's cost is part of what has to be performed."""

    def _settled(self, case: ServedCase) -> bool:
        last = case.acts[-1]
        return costs_are_settled(Situation(Record.of(case.acts), last.day, case.law, VIOLATION_CASE))

    def test_it_waits_for_the_money_or_for_the_court(self) -> None:
        """One fen short is not paid; what the court has accepted is with the court."""
        paid, demand = demanded()
        assert not self._settled(paid)
        paid.sees("record_substitute_cost", "2026-11-02", of=demand, amount="47999.99", receipt="示例0001")
        assert not self._settled(paid)
        paid.sees("record_substitute_cost", "2026-11-03", of=demand, amount="0.01", receipt="示例0002")
        assert self._settled(paid)

        case, demand = pressed()
        application = case.sees("apply_to_court", "2027-05-18", of=demand, claimed="48000").no
        assert not self._settled(case)
        case.sees("court_accepts", "2027-05-20", of=application)
        assert self._settled(case)

    def test_a_head_may_give_it_up_with_reasons_once(self) -> None:
        """Art. 40, 51(2): nothing to execute on, or a law that says otherwise."""
        case, performance = performed()
        said = {"of": performance, "ground": "dissolved", "reason": "已注销，无财产可供执行"}
        with refuses("no-power", article="第40条", kind=NotCompetent):
            case.does("forgo_substitute_cost", "2026-10-20", by=OFFICER, **said)
        case.sees("forgo_substitute_cost", "2026-10-20", **said)
        with refuses("cost-dealt-with", article="第51条第2款", kind=OutOfOrder):
            case.sees("demand_substitute_cost", "2026-10-20", of=performance, amount="48000", **COST)

        assert self._settled(case)

    def test_what_cost_nothing_is_not_asked_for(self) -> None:
        """A performance of before says no cost."""
        case, _ = performed(cost="0")

        assert self._settled(case)

    def test_a_demand_that_was_set_aside_may_be_made_again(self) -> None:
        """复议法 art. 64: revoked to be made again."""
        case, demand = demanded()
        performance = case.acts[demand - 1].content.target
        again = {"of": performance, "amount": "40000", **COST}
        with refuses("cost-dealt-with", article="第51条第2款", kind=OutOfOrder):
            case.sees("demand_substitute_cost", "2026-10-21", **again)
        applied = case.sees("apply_reconsideration", "2026-10-22", of=demand).no
        case.sees("accept_reconsideration", "2026-10-26", of=applied)
        case.sees("decide_reconsideration", "2026-10-28", of=applied, outcome="redo")
        assert not self._settled(case)

        assert case.sees("demand_substitute_cost", "2026-10-30", **again)

    @pytest.mark.parametrize("way", ["reconsideration", "suit"])
    def test_a_cost_that_was_varied_is_owed_as_varied(self, way: str) -> None:
        """复议法 art. 63, 行政诉讼法 art. 77: a sum fixed wrongly is varied; from then on no more is owed, paid or claimed."""
        case, demand = demanded()
        if way == "reconsideration":
            applied = case.sees("apply_reconsideration", "2026-10-22", of=demand).no
            case.sees("accept_reconsideration", "2026-10-26", of=applied)
            case.sees("decide_reconsideration", "2026-11-10", of=applied, outcome="vary", fine="30000")
        else:
            sued = case.sees("file_suit", "2026-10-22", of=demand).no
            case.sees("judge_suit", "2026-11-05", of=sued, outcome="vary", fine="30000")
            with refuses("cost-does-not-fit", article="第35条", kind=OutOfBounds):
                case.sees("serve_demand", "2026-11-23", of=demand, amount="48000.01")
        case.waits_until("2026-11-23")
        with refuses("cost-does-not-fit", article="第35条", kind=OutOfBounds):
            case.sees("serve_demand", "2026-11-23", of=demand, amount="30000.01")
        with refuses("more-than-owed", article="第51条第2款", kind=OutOfBounds):
            case.sees("record_substitute_cost", "2026-11-23", of=demand, amount="30000.01", receipt="示例0001")
        case.sees("record_substitute_cost", "2026-11-23", of=demand, amount="30000", receipt="示例0001")

        assert self._settled(case)


def test_what_the_court_collects_from_one_of_several_is_with_the_court_for_all() -> None:
    """Art. 51(2): the cost is one, whoever of the parties pays it; each of them is demanded of before (art. 54)."""
    case = decided_on_two()
    order = next(act.no for act in case.acts if act.name == "serve_correction_order")
    for party in (A, B):
        case.of("serve_demand", party, "2026-09-24", of=order, perform_by="2026-10-09")
    case.does("recheck_correction", "2026-10-12 08:00", of=order, corrected=False, record="未清除")
    decision = case.does(
        "serve_substitute_decision", "2026-10-12", of=order, **{**DECISION, "planned_on": "2026-10-20"}
    )
    case.does("demand_substitute", "2026-10-13", of=decision.no)
    done = case.does(
        "perform_substitute",
        "2026-10-20",
        of=decision.no,
        signed_by="witness",
        record="清除情况",
        officers=OFFICERS,
        cost="48000",
    )
    cost = case.does("demand_substitute_cost", "2026-10-21", of=done.no, amount="48000", **COST)
    case.of("serve_demand", A, "2026-11-23", of=cost.no, amount="48000")
    assert not _settled_for_each(case)
    application = case.of("apply_to_court", A, "2027-05-10", of=cost.no, claimed="48000")
    assert not _settled_for_each(case)
    case.does("court_accepts", "2027-05-12", of=application.no, by=CLERK)

    assert _settled_for_each(case)


def decided_on_two() -> TwoParties:
    """Return a case of two parties, decided on, whose order was rechecked and found undone."""
    case = filed()
    for party in (A, B):
        case.of("serve_notice", party, "2026-09-14")
    case.does("recheck_correction", "2026-09-16", of="serve_correction_order", corrected=False, record="未清除")
    for party in (A, B):
        case.served(party, "2026-09-22")
    return case


def _settled_for_each(case: TwoParties) -> bool:
    now = Situation(case.record(), case.acts[-1].day, case.law, VIOLATION_CASE)
    return all(costs_are_settled(one) for _, one in each_party(now))


@pytest.mark.parametrize("is_accepted", [False, True])
def test_a_cost_that_is_with_the_court_against_one_presses_for_no_other(is_accepted: bool) -> None:
    """行政强制法 art. 51(2), 53: several bear one cost; once the court has it, nobody's window is missed any more."""
    case, demand = pressed()
    joined = {"party": {"id": "party-2", "kind": "organisation"}, "part": "joint", "reason": "共同违法"}
    case.enters("join_party", "2027-04-22", HEAD, **joined)
    application = case.sees("apply_to_court", "2027-05-18", of=demand, claimed="48000", party="party-1").no
    assert case.state("court_application_window", "2027-05-19") == "running"
    if is_accepted:
        case.sees("court_accepts", "2027-05-20", of=application)

    assert case.state("court_application_window", "2027-07-20") == ("void" if is_accepted else "running")
    assert case.state("court_application_window", "2027-07-21") == ("void" if is_accepted else "late")
