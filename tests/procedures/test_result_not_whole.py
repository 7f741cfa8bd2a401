"""A result that is whole no more (处理结果不再完整): it is owed to nobody, and what was told of it does not close the case."""

import pytest

from law.refusals import OutOfOrder
from tests.builders import HEAD, REMEDIES, PaperCase, a_case
from tests.procedures.refusing import refuses
from tests.procedures.several import HEIR, A, B, C, TwoParties, decided

REDO = {"extent": "redo", "reason": "认定事实有误", "remedies": REMEDIES}


def _owed(case: PaperCase, on: str) -> list[tuple[str, str]]:
    """Return since when feedback is or was owed, and how it stands."""
    return [(str(one.start), one.state) for one in case.at(on).terms if one.rule == "norm.feed_back"]


def _decided_again(case: PaperCase) -> None:
    case.does("serve_notice", "2026-10-09")
    case.does("waive_statement", "2026-10-09")
    case.does("decide_penalty", "2026-10-12 09:00", key="again")
    case.does("serve_decision", "2026-10-12 10:00", key="served-again")
    case.does("publish_decision", "2026-10-12 11:00", key="published-again")


class TestDecidedAgain:
    def test_what_was_set_aside_is_no_result_to_tell(self) -> None:
        """行政处罚法 art. 75: until it is decided again there is none, and its norm waits for the new one."""
        case = a_case("publish_decision")
        assert _owed(case, "2026-09-25") == [("2026-09-23", "running")]
        case.does("revoke_decision", "2026-09-28", by=HEAD, of="serve_decision", **REDO)

        assert not [state for _, state in _owed(case, "2026-10-20") if state in ("running", "late")]
        with refuses("out-of-order", says="案件尚无处理结果", kind=OutOfOrder):
            case.does("feed_back", "2026-09-29")
        _decided_again(case)
        assert ("2026-10-12", "running") in _owed(case, "2026-10-13")
        case.does("feed_back", "2026-10-13")

    def test_what_was_told_of_it_does_not_close_the_case(self) -> None:
        """The opinions, plan 四(四)1: whoever waits hears what it came to, not what was set aside."""
        case = a_case("feed_back")
        case.does("revoke_decision", "2026-09-28", by=HEAD, of="serve_decision", **REDO)
        _decided_again(case)
        of = max(act.no for act in case.acts if act.name == "serve_decision")
        case.does("record_payment", "2026-10-13", of=of)
        with refuses("out-of-order", says="尚未反馈", kind=OutOfOrder):
            case.does("close_case", "2026-10-14")
        case.does("feed_back", "2026-10-14", key="told-again")

        assert ("2026-10-12", "met") in _owed(case, "2026-10-14 12:00")

    def test_set_aside_for_good_is_a_result(self) -> None:
        """Nothing is decided any more, and whoever waits is told that."""
        case = a_case("decide_penalty")
        case.does("revoke_decision", "2026-09-28", by=HEAD, of="decide_penalty", **{**REDO, "extent": "revoke"})

        case.does("feed_back", "2026-09-29")


class TestSeveralParties:
    def test_who_joins_leaves_the_result_to_be_reached(self) -> None:
        """The running norm has no object any more, and runs anew from the last party's result."""
        case = TwoParties()
        case.acts = list(a_case("publish_decision").acts)
        case.does("join_party", "2026-09-25", by=HEAD, party=HEIR, part="joint", reason="查明系共同违法")
        assert _owed(case, "2026-10-20") == [("2026-09-23", "void")]

        case.of("revoke_filing", C, "2026-10-21", reason="查明没有参与")
        assert _owed(case, "2026-10-22") == [("2026-09-23", "void"), ("2026-10-21", "running")]
        case.does("feed_back", "2026-10-22")
        assert _owed(case, "2026-10-23") == [("2026-09-23", "void"), ("2026-10-21", "met")]

    def test_who_joins_after_the_result_was_told_has_it_told_again(self) -> None:
        """What was told was kept in its time, and was not about the party that joined."""
        case = TwoParties()
        case.acts = list(a_case("feed_back").acts)
        case.does("record_payment", "2026-09-28")
        case.does("join_party", "2026-09-29", by=HEAD, party=HEIR, part="joint", reason="查明系共同违法")
        case.of("revoke_filing", C, "2026-09-30", reason="查明没有参与")
        with refuses("out-of-order", says="尚未反馈", kind=OutOfOrder):
            case.does("close_case", "2026-09-30 12:00")
        case.does("feed_back", "2026-10-09", key="told-again")

        assert [state for _, state in _owed(case, "2026-10-09 12:00")] == ["met", "met"]
        case.does("close_case", "2026-10-09 12:00")

    @pytest.mark.parametrize("party", [A, B])
    def test_one_to_be_decided_on_again_leaves_it_open_for_all(self, party: str) -> None:
        """Whichever party's service had made the result whole."""
        case = decided()
        case.does("revoke_decision", "2026-09-24", by=HEAD, of=case.last_of("serve_decision", party), **REDO)

        assert not [state for _, state in _owed(case, "2026-10-20") if state != "void"]
        with refuses("out-of-order", says=f"当事人{party}", kind=OutOfOrder):
            case.does("feed_back", "2026-09-25")
