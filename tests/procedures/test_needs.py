"""What comes first (办理的前提): no act is free of it, unless its reason stands here; what no case can have is refused."""

import pytest

from kinds import KINDS
from law.refusals import OutOfBounds, OutOfOrder
from models.acts import pointers
from tests.builders import PaperCase, a_case
from tests.procedures.measures import does as measures
from tests.procedures.measures import told
from tests.procedures.referred import a_fined_case, a_suspected_crime, does
from tests.procedures.refusing import refuses

FREE = {
    "extend_term": "its guard asks for the running term that it names",
    "receive_report": "a report of routine monitoring may be the first thing the bureau has",
    "decide_detention_referral": "its guard (G12) asks for the penalty decision",
    "receive_referral_opinion": "the procuratorate finds the case by itself (衔接工作办法 art. 14)",
    "hold_joint_meeting": "bodies may meet about a file as soon as there is one",
    "designate_jurisdiction": "a superior may name who is competent from the start (处罚办法 art. 15)",
    "request_consultation": "police and procuratorate may be asked about any case (衔接工作办法 art. 13)",
    "record_public_interest_case": "the procuratorate opens its own case",
    "receive_proposal": "the procuratorate may suggest what it will, when it will",
    "record_civil_suit": "others sue, whatever the bureau has done",
    "find_damage_clue": "the clue may come with the finding itself (损害赔偿管理规定)",
    "perform_at_once": "what endangers a road or a waterway is cleared at once (行政强制法 art. 52); its guards ask the rest",
}
"""Acts that may follow on the opening, and why."""


def test_no_act_but_an_opening_is_free_of_needs() -> None:
    """Each act asks for another one, points at one, or stands in the list with its reason."""
    free = {
        step.name
        for kind in KINDS.values()
        for step in kind.steps.values()
        if not (step.opening or step.by.engine or step.needs or step.bars)
        and not any(step.content.model_fields[name].is_required() for name in pointers(step.content))
    }

    assert free == set(FREE)


class TestCriminalSide:
    @pytest.mark.parametrize(
        "act",
        ["record_custody", "record_prosecution", "record_trial", "record_reasons_demanded", "record_filing_ordered"],
    )
    def test_in_a_case_never_referred_nothing_of_it_can_be(self, act: str) -> None:
        """Police, procuratorate and court have no case that nobody brought to them."""
        with refuses("out-of-order"):
            does(a_fined_case(), act, "2026-09-24")

    def test_nothing_is_tried_before_it_is_prosecuted(self) -> None:
        """A court has before it what the procuratorate brought."""
        case = a_suspected_crime()
        does(case, "refer_to_police", "2026-09-11 10:00", kind="crime", of="decide_crime_referral")
        with refuses("out-of-order"):
            does(case, "record_trial", "2026-09-20")

    @pytest.mark.parametrize("act", ["announce_referral", "report_suspected_crime"])
    def test_nobody_suspects_what_nobody_looked_into(self, act: str) -> None:
        """A finding that was only handed over is no suspicion yet."""
        with refuses("out-of-order"):
            does(a_case("hand_to_department"), act, "2026-09-02")


class TestDetention:
    @pytest.mark.parametrize("days", [0, 21, 100])
    def test_no_detention_is_that_long(self, days: int) -> None:
        """治安管理处罚法 art. 16: put together, twenty days at most."""
        with refuses("detention-too-long", article="第16条", kind=OutOfBounds):
            does(_sent(), "record_detention", "2026-09-25", of="refer_to_police", days=days)

    def test_twenty_days_are_possible(self) -> None:
        """Several put together."""
        assert does(_sent(), "record_detention", "2026-09-25", of="refer_to_police", days=20)

    def test_a_referral_has_one_detention(self) -> None:
        """What the police decide on a referral, they decide once."""
        case = _sent()
        does(case, "record_detention", "2026-09-25", of="refer_to_police", days=10)
        with refuses("already-done"):
            does(case, "record_detention", "2026-09-26", of="refer_to_police", days=5)


class TestNotices:
    def test_a_prior_notice_is_not_served_twice_word_for_word(self) -> None:
        """Served again in the same words, it would only set the party's time running anew."""
        case = a_case("serve_notice")
        with refuses("served-already"):
            case.does("serve_notice", "2026-09-15")
        case.does("serve_notice", "2026-09-15", fine="90000")

    def test_nor_is_the_notice_of_a_measure(self) -> None:
        """The same for restriction and stop."""
        case = told("restriction")
        with refuses("served-already"):
            measures(case, "serve_measure_notice", "2026-09-03", measure="restriction")


class TestOrders:
    def test_an_order_to_correct_is_served_once_until_it_is_rechecked(self) -> None:
        """Served four times it would have four official numbers; after the recheck the same order may be given anew."""
        case = a_case("serve_correction_order")
        for on, fields in (("2026-09-07 16:00", {}), ("2026-09-08", {"mode": "post"})):
            with refuses("said-already", kind=OutOfOrder):
                case.does("serve_correction_order", on, **fields)
        case.does("serve_correction_order", "2026-09-08 10:00", requirement="恢复在线监测设备运行")
        first = next(act for act in case.acts if act.name == "serve_correction_order")
        case.does("recheck_correction", "2026-09-16", of=first.no, corrected=False)

        assert case.does("serve_correction_order", "2026-09-17")


def _sent() -> PaperCase:
    """Return a case whose file is with the police for detention."""
    case = a_fined_case()
    does(case, "decide_detention_referral", "2026-09-24")
    does(case, "refer_to_police", "2026-09-24 10:00", kind="detention", of="decide_detention_referral")
    return case
