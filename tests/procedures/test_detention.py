"""When a case may and must go to the police for detention (移送适用行政拘留的条件)."""

from contextlib import nullcontext, suppress
from typing import Any, get_args

import pytest

from law.refusals import OutOfOrder, Refused
from models.acts.referral import Trigger
from procedures.referral.detention import (
    EVASION_REFERRED,
    ORDERED,
    not_referred_already,
    order_bears,
    order_was_disobeyed,
    trigger_is_that_of_the_file,
)
from procedures.referral.unsent import SENT
from tests.builders import BASIS, HEAD, OFFICER, OFFICERS, REMEDIES
from tests.procedures.measures import CONSTRUCTION, ORDER, attempt, stopped
from tests.procedures.referred import does
from tests.procedures.refusing import refuses
from tests.procedures.served import STORY, ServedCase

RECHECK: dict[str, Any] = {"corrected": False, "record": "仍在排放", "officers": OFFICERS}
BUILDING: dict[str, Any] = {"requirement": "停止建设", "basis": BASIS, "remedies": REMEDIES}
PAID = {"ground": "performed", "summary": "履行"}
SEEN: dict[str, Any] = {"is_obeyed": False, "record": "仍在建设", "officers": OFFICERS}


def referring(case: ServedCase, trigger: str, on: str = "2026-09-21") -> Any:  # noqa: ANN401  an attempt of the act
    """Return a decision to refer, as it is asked of the law."""
    return attempt(case, "decide_detention_referral", on, trigger=trigger, reason="拒不执行")


def filed_as(conduct: str, case: ServedCase) -> ServedCase:
    """Return a case as one that was filed for a kind of conduct."""
    filed = next(act for act in case.acts if act.name == "file_case")
    case.acts[filed.no - 1] = filed.model_copy(
        update={"content": filed.content.model_copy(update={"conduct": conduct})}
    )
    return case


def goes_on_building(case: ServedCase) -> None:
    """Have an order to stop building served, and found disobeyed on 8 September."""
    project = case.enters("classify_project", "2026-09-02", OFFICER, **CONSTRUCTION["classify_project"])
    said = {"of": project.no, "orders": ["stop_building"], **BUILDING}
    order = case.enters("order_construction", "2026-09-03", OFFICER, **said)
    case.enters("inspect_construction", "2026-09-08", OFFICER, of=order.no, **SEEN)


class TestTheOrder:
    def test_an_order_alone_is_not_disobeyed(self) -> None:
        """移送适用行政拘留办法 art. 4, 8: served, looked at again, and found to go on, or obstructed."""
        case = ServedCase("2026-09-01")
        order = case.enters("serve_correction_order", "2026-09-01", OFFICER, requirement="停止排污", remedies=REMEDIES)
        for trigger in ORDERED:
            with refuses("order-not-disobeyed", article="第4条", kind=OutOfOrder):
                order_was_disobeyed(referring(case, trigger))
        case.enters("recheck_correction", "2026-09-10", OFFICER, of=order.no, **{**RECHECK, "corrected": True})
        with refuses("order-not-disobeyed", article="第4条", kind=OutOfOrder):
            order_was_disobeyed(referring(case, "unlicensed_stop_order_ignored"))

        case.enters("recheck_correction", "2026-09-14", OFFICER, of=order.no, **RECHECK)

        order_was_disobeyed(referring(case, "unlicensed_stop_order_ignored"))
        order_was_disobeyed(referring(case, "banned_pesticide"))
        with refuses("order-not-disobeyed", article="第3条", kind=OutOfOrder):
            order_was_disobeyed(referring(case, "eia_stop_order_ignored"))

    @pytest.mark.parametrize(
        ("said", "bears"),
        [
            ({}, {"unlicensed_stop_order_ignored", "banned_pesticide"}),
            ({"correct_by": "2026-09-10"}, {"banned_pesticide"}),
            ({"order_kind": "remove", "correct_by": "2026-09-10"}, {"banned_pesticide"}),
        ],
        ids=["stop at once", "by a day", "remove"],
    )
    def test_each_kind_of_conduct_by_its_own_order(self, said: dict[str, Any], bears: set[str]) -> None:
        """办法 art. 3, 4, 8: to stop building, to stop discharging, to correct; the one is not the other."""
        case = ServedCase("2026-09-01")
        order = case.enters(
            "serve_correction_order", "2026-09-01", OFFICER, requirement="改正", remedies=REMEDIES, **said
        )
        case.enters("recheck_correction", "2026-09-14", OFFICER, of=order.no, **RECHECK)

        assert {one for one in ORDERED if order_bears(case.record(), one)} == bears

    @pytest.mark.parametrize(
        ("conduct", "allowed"),
        [
            ("construction", {"eia_stop_order_ignored"}),
            ("discharge", set(get_args(Trigger)) - {"eia_stop_order_ignored", "banned_pesticide", "evasion"}),
            ("dumping", {"farmland_discharge", "soil_measures_refused", "solid_waste"}),
            ("other", set(get_args(Trigger)) - {"evasion"}),
        ],
    )
    def test_only_what_the_case_is_about(self, conduct: str, allowed: set[str]) -> None:
        """办法 art. 3-8: building is no discharge, a discharge no use of pesticides; evasion is found, not only said."""
        case = filed_as(conduct, ServedCase("2026-09-01"))
        found = set()
        for trigger in get_args(Trigger):
            with suppress(Refused):
                trigger_is_that_of_the_file(referring(case, trigger))
                found.add(trigger)

        assert found == allowed

    @pytest.mark.parametrize("conduct", ["construction", "discharge"])
    def test_what_the_file_found_since_is_referred_whatever_it_was_filed_as(self, conduct: str) -> None:
        """Art. 3, 5; 生态环境法典 art. 1108: evasion by a builder; a stop of building, disobeyed by who discharged."""
        case = filed_as(conduct, ServedCase("2026-09-01", evasion=True))
        with refuses("file-shows-otherwise") if conduct == "discharge" else nullcontext():
            trigger_is_that_of_the_file(referring(case, "eia_stop_order_ignored"))
        goes_on_building(case)
        for trigger in ("evasion", "eia_stop_order_ignored"):
            does(case, "decide_detention_referral", "2026-09-21", trigger=trigger)

        assert EVASION_REFERRED.holds(attempt(case, "close_case", "2026-09-22", **PAID))

    @pytest.mark.parametrize("where", ["decision", "stop", "inspection"])
    def test_evasion_is_found_somewhere(self, where: str) -> None:
        """办法 art. 5-7: in a decision that stands, or among the facts of an inspection."""
        case = ServedCase("2026-09-01", evasion=where == "decision")
        if where == "stop":
            case.enters("decide_production_stop", "2026-09-08", HEAD, **ORDER, ground="evasion")
        if where == "inspection":
            seen = {"record": "暗管", "identity_shown": True, "crime_facts": {"by_evasion": True}}
            case.enters("inspect_site", "2026-09-02", OFFICER, officers=OFFICERS, **seen)

        trigger_is_that_of_the_file(referring(case, "evasion"))

    def test_an_order_to_stop_building(self) -> None:
        """Art. 3: only an order to stop counts, not one to put right; evasion asks for none (art. 5 to 7)."""
        case = ServedCase("2026-09-01")
        order = case.enters("order_construction", "2026-09-01", OFFICER, of=1, orders=["rectify"], **BUILDING)
        case.enters("inspect_construction", "2026-09-08", OFFICER, of=order.no, **SEEN)
        with refuses("order-not-disobeyed", article="第3条", kind=OutOfOrder):
            order_was_disobeyed(referring(case, "eia_stop_order_ignored"))
        order_was_disobeyed(referring(case, "evasion"))
        order = case.enters("order_construction", "2026-09-09", OFFICER, of=1, orders=["stop_building"], **BUILDING)
        case.enters("inspect_construction", "2026-09-11", OFFICER, of=order.no, **SEEN)

        order_was_disobeyed(referring(case, "eia_stop_order_ignored"))


class TestOnce:
    def test_not_twice_but_again_after_a_return(self) -> None:
        """Art. 15: what the police sent back may be referred anew."""
        case = ServedCase("2026-09-01")
        decided = does(case, "decide_detention_referral", "2026-09-02")
        with refuses("referred-already", kind=OutOfOrder):
            does(case, "decide_detention_referral", "2026-09-03")
        does(case, "refer_to_police", "2026-09-04", kind="detention", of=decided.no)
        does(case, "record_police_acceptance", "2026-09-04", of="refer_to_police")
        does(case, "record_police_return", "2026-09-07", of="refer_to_police")

        not_referred_already(referring(case, "evasion"))

    def test_not_beside_a_crime(self) -> None:
        """Art. 2: what is, or may be, a crime is not referred for detention."""
        case = ServedCase("2026-09-01")
        sent = case.enters("refer_to_police", "2026-09-02", HEAD, kind="crime", of=4)
        with refuses("crime-in-question", article="第2条", kind=OutOfOrder):
            does(case, "decide_detention_referral", "2026-09-03")
        case.enters("record_police_refusal", "2026-09-04", HEAD, of=sent.no)

        assert does(case, "decide_detention_referral", "2026-09-07")

    def test_not_beside_a_report_of_a_crime_that_waits(self) -> None:
        """Art. 2: reported and not decided, or granted and not sent yet; once it is decided not to send it, it may go."""
        for granted in (True, False):
            case = ServedCase("2026-09-01")
            does(case, "report_suspected_crime", "2026-09-02")
            with refuses("crime-in-question", article="第2条", kind=OutOfOrder):
                does(case, "decide_detention_referral", "2026-09-02 15:00")
            does(case, "decide_crime_referral", "2026-09-03", of="report_suspected_crime", granted=granted)
            with refuses("crime-in-question", article="第2条", kind=OutOfOrder) if granted else nullcontext():
                does(case, "decide_detention_referral", "2026-09-03 15:00")

    def test_not_after_the_penalty_was_revoked(self) -> None:
        """Art. 2: neither decided nor sent."""
        case = ServedCase("2026-09-01")
        decided = does(case, "decide_detention_referral", "2026-09-02")
        case.sees("revoke_decision", "2026-09-03", of=case.service)
        with refuses("penalty-decision-first", article="第2条", kind=OutOfOrder):
            does(case, "refer_to_police", "2026-09-04", kind="detention", of=decided.no)
        with refuses("penalty-decision-first", article="第2条", kind=OutOfOrder):
            does(case, "decide_detention_referral", "2026-09-04", trigger="solid_waste")

    def test_not_after_the_order_was_revoked(self) -> None:
        """Art. 4, 8: decided, and the order set aside before it was sent: it is not, no term runs on, closing waits no more."""
        case = ServedCase("2026-09-01")
        order = case.enters("serve_correction_order", "2026-09-01", OFFICER, requirement="停止排污", remedies=REMEDIES)
        case.enters("recheck_correction", "2026-09-14", OFFICER, of=order.no, **RECHECK)
        decided = does(case, "decide_detention_referral", "2026-09-15", trigger="unlicensed_stop_order_ignored")
        assert not all(one.holds(attempt(case, "close_case", "2026-09-15", **PAID)) for one in SENT)
        assert case.state("detention_transfer", "2026-09-16") == "running"
        case.sees("revoke_order", "2026-09-16", of=order.no, outcome="revoke", reason="责令对象有误")

        with refuses("order-not-disobeyed", article="第4条", kind=OutOfOrder):
            does(case, "refer_to_police", "2026-09-17", kind="detention", of=decided.no)
        assert case.state("detention_transfer", "2026-09-17") == "void"
        assert all(one.holds(attempt(case, "close_case", "2026-09-17", **PAID)) for one in SENT)

    def test_a_revoked_penalty_leaves_no_term_to_send_what_it_carried(self) -> None:
        """Art. 2: while a second penalty carries it, it runs on."""
        case = ServedCase("2026-09-01")
        does(case, "decide_detention_referral", "2026-09-02")
        case.sees("revoke_decision", "2026-09-03", of=case.service)

        assert case.state("detention_transfer", "2026-09-03") == "void"

    def test_made_again_the_penalty_carries_no_referral_of_before(self) -> None:
        """Art. 2: what was decided on the old penalty stays void, and is decided anew on the new one."""
        case = ServedCase("2026-09-01", evasion=True)
        does(case, "decide_detention_referral", "2026-09-02")
        case.sees("revoke_decision", "2026-09-03", of=case.service, extent="redo")
        case.enters(
            "decide_penalty", "2026-10-09", HEAD, **next(said for name, _, said in STORY if name == "decide_penalty")
        )
        before = case.state("detention_transfer", "2026-10-09")
        does(case, "decide_detention_referral", "2026-10-10")

        assert before == "void"
        assert [row.state for row in case.at("2026-10-10 10:00").terms if row.rule == "detention_transfer"] == [
            "void",
            "running",
        ]


class TestTheDuty:
    @pytest.mark.parametrize(
        ("on", "evasion", "state", "may_close"),
        [
            ("2026-08-14", True, "running", True),
            ("2026-08-17", True, "running", False),
            ("2026-08-17", False, "none", True),
        ],
    )
    def test_evasion_must_be_referred_under_the_code(
        self, on: str, *, evasion: bool, state: str, may_close: bool
    ) -> None:
        """环境保护法 art. 63 has it referred too, without days; 生态环境法典 art. 1108: since 2026-08-15 closing asks for it."""
        case = ServedCase(on, evasion=evasion)

        assert case.state("norm.detention_referral", on) == state
        assert EVASION_REFERRED.holds(attempt(case, "close_case", on, ground="performed", summary="履行")) is may_close

    def test_referred_it_is_met(self) -> None:
        """By the decision to refer, or by the transfer of the crime."""
        case = ServedCase("2026-08-17", evasion=True)
        does(case, "decide_detention_referral", "2026-08-24", trigger="evasion")

        assert case.state("norm.detention_referral", "2026-08-24") == "met"
        assert EVASION_REFERRED.holds(attempt(case, "close_case", "2026-08-25", ground="performed", summary="履行"))

    @pytest.mark.parametrize(
        ("then", "may_close"),
        [
            ((), True),
            (("record_police_refusal",), False),
            (("record_police_refusal", "decide_detention_referral"), True),
            (("record_police_filing",), True),
            (("record_police_filing", "record_dismissal"), False),
        ],
    )
    def test_a_crime_answers_it_only_until_the_police_refuse(self, then: tuple[str, ...], *, may_close: bool) -> None:
        """移送拘留办法 art. 2: what the police find to be no crime is referred for detention; before that it cannot be."""
        case = ServedCase("2026-08-17", evasion=True)
        report = does(case, "report_suspected_crime", "2026-08-18")
        decided = does(case, "decide_crime_referral", "2026-08-18", of=report.no)
        sent = does(case, "refer_to_police", "2026-08-18 15:00", kind="crime", of=decided.no)
        for day, name in enumerate(then, start=20):
            about = {"trigger": "evasion"} if name == "decide_detention_referral" else {"of": sent.no}
            does(case, name, f"2026-08-{day}", **about)

        assert EVASION_REFERRED.holds(attempt(case, "close_case", "2026-08-31", **PAID)) is may_close

    def test_another_kind_of_conduct_that_was_referred_does_not_meet_it(self) -> None:
        """生态环境法典 art. 1108: it is evasion that must be referred."""
        case = ServedCase("2026-08-17", evasion=True)
        does(case, "decide_detention_referral", "2026-08-24", trigger="solid_waste")
        assert not EVASION_REFERRED.holds(attempt(case, "close_case", "2026-08-25", **PAID))
        does(case, "decide_detention_referral", "2026-08-26", trigger="evasion")

        assert EVASION_REFERRED.holds(attempt(case, "close_case", "2026-08-27", **PAID))

    @pytest.mark.parametrize("penalty_first", [True, False])
    def test_it_is_due_with_the_second_of_penalty_and_finding(self, *, penalty_first: bool) -> None:
        """Art. 2, 3: a stop on evasion, a stop order that is disobeyed; either may come before the penalty."""
        for found in (self._stopped_for_evasion, goes_on_building):
            case = ServedCase("2026-09-01" if penalty_first else "2026-09-15")
            found(case)
            rows = [row for row in case.at("2026-09-16").terms if row.rule == "norm.detention_referral"]

            assert [str(row.start) for row in rows] == ["2026-09-08" if penalty_first else "2026-09-15"]

    def test_a_second_finding_gives_no_days_anew(self) -> None:
        """The days run on from the first."""
        case = ServedCase("2026-09-01", evasion=True)
        self._stopped_for_evasion(case)
        goes_on_building(case)

        rows = [row for row in case.at("2026-09-16").terms if row.rule == "norm.detention_referral"]
        assert [str(row.start) for row in rows] == ["2026-09-01"]

    def _stopped_for_evasion(self, case: ServedCase) -> None:
        case.enters("decide_production_stop", "2026-09-08", HEAD, **ORDER, ground="evasion")

    def test_where_no_penalty_stands_nothing_can_be_referred(self) -> None:
        """Art. 2: a stop on evasion, and then no penalty: the case is closed without a referral that nobody may decide."""
        case = stopped()
        assert EVASION_REFERRED.holds(attempt(case, "close_case", "2026-09-14", ground="no_penalty", summary="无"))
        fined = ServedCase("2026-09-01")
        fined.acts += [one.model_copy(update={"no": one.no + len(fined.acts)}) for one in case.acts[2:]]

        assert not EVASION_REFERRED.holds(
            attempt(fined, "close_case", "2026-09-14", ground="performed", summary="履行")
        )
