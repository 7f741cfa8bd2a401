"""The bureau takes back an order or a measure of its own (自行撤销、变更责令和强制措施), and what follows."""

import pytest

from law.refusals import NotCompetent, OutOfOrder
from models.effects import Message, Withdrawal
from procedures.contests import undone
from procedures.correction import correction_confirmed
from procedures.redoing import owed_again
from tests.builders import HEAD, OFFICER, OFFICERS
from tests.procedures.measures import made
from tests.procedures.refusing import refuses
from tests.procedures.served import ServedCase
from tests.procedures.test_burdens import ORDERED, RESTRICTED, STEPS, burdened

BACK = {"outcome": "revoke", "reason": "认定事实有误"}
OPEN_TO_IT = [one for one in STEPS if one != "entry on the list"]  # taken off the list instead


def _order() -> tuple[ServedCase, int]:
    case = ServedCase("2026-09-01")
    order = case.enters("serve_correction_order", "2026-09-01", OFFICER, **ORDERED)
    case.waits_until("2026-09-01")
    return case, order.no


@pytest.mark.parametrize("what", OPEN_TO_IT)
def test_whatever_burdens_the_party_may_be_taken_back_once_and_opens_no_way_any_more(what: str) -> None:
    """湖南省行政程序规定 art. 162: its terms lose their object, and it counts among what was undone."""
    case, served = burdened(what)
    case.sees("revoke_order", "2026-09-08", of=served.no, **BACK)

    assert served.no in undone(case.record())
    assert case.state("review_application", "2026-09-08") == "void"
    assert case.state("suit_direct", "2026-09-08") == "void"
    with refuses("set-aside-already", article="第162条", kind=OutOfOrder):
        case.sees("revoke_order", "2026-09-09", of=served.no, **BACK)


class TestAnOrder:
    def test_only_a_head_takes_it_back(self) -> None:
        """经负责人决定."""
        case, order = _order()
        with refuses("no-power", article="第162条", kind=NotCompetent):
            case.does("revoke_order", "2026-09-08", by=OFFICER, of=order, **BACK)

    def test_it_is_rechecked_no_more_and_its_place_is_taken_by_the_new_one(self) -> None:
        """What binds nobody cannot be refused; 行政处罚法 art. 28(1): the party has to be ordered again."""
        case, order = _order()
        assert not correction_confirmed(case.record())
        case.sees("revoke_order", "2026-09-08", of=order, outcome="redo", reason="改正要求不明确")

        assert case.state("recheck_window", "2026-09-08") == "void"
        with refuses("order-set-aside", article="第10条", kind=OutOfOrder):
            case.sees(
                "recheck_correction", "2026-09-09", of=order, officers=OFFICERS, corrected=False, record="仍在排放"
            )
        assert (correction_confirmed(case.record()), len(owed_again(case.record()))) == (True, 1)
        case.enters("serve_correction_order", "2026-09-10", OFFICER, **ORDERED)
        assert (correction_confirmed(case.record()), owed_again(case.record())) == (False, [])
        assert case.state("review_application", "2026-09-10") == "running"

    def test_a_suit_about_it_goes_on_and_the_court_has_to_be_told(self) -> None:
        """法释〔2018〕1号 art. 81: the court judges what was changed, unless the suit is withdrawn."""
        case, order = _order()
        suit = case.sees("file_suit", "2026-09-03", of=order)
        case.sees("revoke_order", "2026-09-08", of=order, **BACK)

        titles = [one.title for one in made(case) if isinstance(one, Message) and one.act_no == case.acts[-1].no]
        assert any("尚未终结" in title for title in titles)
        assert case.sees("judge_suit", "2026-09-21", of=suit.no, outcome="unlawful")


class TestAMeasure:
    def test_what_was_made_public_of_it_is_withdrawn(self) -> None:
        """限制生产、停产整治办法 art. 13 makes it public; what is revoked is public no more."""
        case, served = burdened("restriction")
        case.sees("revoke_order", "2026-09-08", of=served.no, **BACK)

        gone = [one for one in made(case) if isinstance(one, Withdrawal)]
        assert [one.publication for one in gone] == [served.content.target]
        assert case.state("restrict_production_period", "2026-09-08") == "void"

    def test_a_seizure_is_released_on_that_ground(self) -> None:
        """行政强制法 art. 28: nothing carries it any more."""
        case, seizure = burdened("seizure")
        case.enters("approve_seizure_afterwards", "2026-09-01", HEAD, of=seizure.no, is_approved=True)
        case.sees("revoke_order", "2026-09-08", of=seizure.no, **BACK)

        assert case.sees("release_seizure", "2026-09-09", of=seizure.no, ground="set_aside", reason="已撤销")

    def test_one_that_the_penalty_decision_states_is_revised_with_it(self) -> None:
        """行政处罚法 art. 75(2): that is a penalty put right."""
        case = ServedCase("2026-09-01")
        case.enters("decide_restriction", "2026-09-01", HEAD, **RESTRICTED, within=4)
        served = case.enters("serve_restriction", "2026-09-01", OFFICER, of=len(case.acts))
        with refuses("stated-in-decision", article="第75条", kind=OutOfOrder):
            case.sees("revoke_order", "2026-09-08", of=served.no, **BACK)
