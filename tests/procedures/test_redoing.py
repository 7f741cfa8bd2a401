"""What was set aside to be made again (撤销后须重新作出): what is owed, how long, and how it ends otherwise."""

from functools import cache
from typing import Any

import pytest

from judging.attempt import Attempt
from law.refusals import OutOfOrder, Unclear
from models.acts import Act
from models.effects import Message
from procedures.daily_penalty.steps import dailies_are_finished
from procedures.redoing import owed_again, takes_a_place_that_waits
from tests.builders import BASIS, CLERK, HEAD, OFFICER, REMEDIES, PaperCase, a_case, moment
from tests.procedures.daily_path import charges, notifies, refused
from tests.procedures.measures import FIELDS, INSTITUTION, made
from tests.procedures.refusing import refuses
from tests.procedures.served import ServedCase
from tests.procedures.test_burdens import STEPS, burdened

TOLD = {"remedies": REMEDIES}
REDO = {"outcome": "redo", "reason": "改正要求不明确"}
ENDED = {"ground": "conduct_ended", "reason": "已停止排放"}


@cache
def _acts() -> tuple[Act, ...]:
    case = a_case("feed_back")
    case.does("record_payment", "2026-09-28")
    case.does("revoke_order", "2026-09-29", by=HEAD, of="serve_correction_order", **REDO)
    return tuple(case.acts)


def _taken_back() -> PaperCase:
    """Return a case that was fined, paid and fed back, whose order was taken back on 2026-09-29, a Tuesday."""
    case = PaperCase()
    case.acts = list(_acts())
    return case


def _state(case: PaperCase, on: str) -> tuple[str, str]:
    [term] = [one for one in case.at(on).terms if one.rule == "norm.order_again"]
    return str(term.last_day), term.state


def _messages(case: PaperCase) -> list[str]:
    return [one.title for one in made(case) if isinstance(one, Message) and one.act_no == case.acts[-1].no]


class TestAnOrderToCorrect:
    def test_closing_waits_for_it(self) -> None:
        """行政处罚法 art. 28(1): 应当责令; who answers has a norm for it, and hears that the case waits."""
        case = _taken_back()

        assert any("须重新作出" in title for title in _messages(case))
        assert _state(case, "2026-09-30") == ("2026-10-12", "running")
        with refuses("to-be-made-again", article="第28条", kind=OutOfOrder):
            case.does("close_case", "2026-09-30")

    @pytest.mark.parametrize(
        ("on", "state"), [("2026-10-10", "met"), ("2026-10-12", "met"), ("2026-10-13", "met_late")]
    )
    def test_ordered_again_it_is_rechecked_and_closed(self, on: str, state: str) -> None:
        """The day before the last day, the last day, the day after."""
        case = _taken_back()
        case.does("serve_correction_order", on, requirement="立即停止超标排放")
        assert _state(case, on)[1] == state
        with refuses("out-of-order", says="责令改正决定尚未复查"):
            case.does("close_case", f"{on} 12:00")
        case.does("recheck_correction", "2026-10-20", of="serve_correction_order")

        case.does("close_case", "2026-10-20 12:00")

    def test_once_the_conduct_has_ended_nothing_is_ordered_again(self) -> None:
        """A head decides so, on what was seen since the order was taken back, and once."""
        case = _taken_back()
        order = next(act.no for act in case.acts if act.name == "serve_correction_order")
        with refuses("not-seen-ended", article="第28条", kind=Unclear):
            case.does("forgo_redo", "2026-09-30", by=HEAD, of=order, **ENDED)
        case.does("inspect_site", "2026-10-09 10:00")
        case.does("forgo_redo", "2026-10-09 11:00", by=HEAD, of=order, **ENDED)

        assert _state(case, "2026-10-09 12:00")[1] == "void"
        with refuses("already-done", kind=OutOfOrder):
            case.does("forgo_redo", "2026-10-09 12:00", by=HEAD, of=order, key="again", **ENDED)
        case.does("close_case", "2026-10-09 12:00")

    def test_revoked_for_good_it_is_owed_to_nobody(self) -> None:
        """There was nothing to correct."""
        case = a_case("feed_back")
        case.does("record_payment", "2026-09-28")
        said = {"outcome": "revoke", "reason": "无须改正"}
        case.does("revoke_order", "2026-09-29", by=HEAD, of="serve_correction_order", **said)

        assert not [one for one in case.at("2026-09-30").terms if one.rule == "norm.order_again"]
        case.does("close_case", "2026-09-30")

    def test_two_taken_back_are_two_to_make(self) -> None:
        """One new order takes the place of one."""
        case = _taken_back()
        for no, day in enumerate(("2026-10-09", "2026-10-12")):
            case.does("serve_correction_order", day, requirement=f"停止排放{no}", key=f"order-{no}")
        for order in [act.no for act in case.acts if act.name == "serve_correction_order"][1:]:
            case.does("revoke_order", "2026-10-13", by=HEAD, of=order, key=f"revoke-{order}", **REDO)
        assert len(owed_again(case.record())) == 2

        case.does("serve_correction_order", "2026-10-14")
        assert len(owed_again(case.record())) == 1


def test_which_of_several_is_made_again_may_be_said() -> None:
    """Two orders wait: the new one takes the place that it names, the next, which names none, the one that is left."""
    case = ServedCase("2026-09-01")
    said = {"requirement": "停止排放", "remedies": REMEDIES}
    first, second = (case.enters("serve_correction_order", "2026-09-01", OFFICER, **said) for _ in range(2))
    for order in (first, second):
        case.sees("revoke_order", "2026-09-07", of=order.no, **REDO)
    case.sees("serve_correction_order", "2026-09-08", in_place_of=second.no, **said)
    assert [one.act.no for one in owed_again(case.record())] == [first.no]
    states = [term.state for term in case.at("2026-09-08").terms if term.rule == "norm.order_again"]
    assert states == ["running", "met"]
    with refuses("nothing-owed-again", kind=OutOfOrder):
        case.sees("serve_correction_order", "2026-09-09", in_place_of=second.no, **said)

    case.sees("serve_correction_order", "2026-09-09", **{**said, "requirement": "立即停止排放"})

    assert owed_again(case.record()) == []


@pytest.mark.parametrize("what", ["seizure", "restriction", "stop", "supply cut", "performance by another"])
def test_which_of_several_measures_is_made_again_may_be_said(what: str) -> None:
    """Two of a kind wait after a review: the new one takes the place it names, the next the one that is left, no third any."""
    case, first = burdened(what)
    made = [first, _once_more(case, what, "2026-09-02")]
    for act in made:
        applied = case.sees("apply_reconsideration", "2026-09-08", of=act.no)
        case.sees("accept_reconsideration", "2026-09-09", of=applied.no)
        case.sees("decide_reconsideration", "2026-10-09", of=applied.no, outcome="redo")
    assert [one.act.no for one in owed_again(case.record())] == [one.no for one in made]

    _once_more(case, what, "2026-10-12", in_place_of=made[1].no)
    assert [one.act.no for one in owed_again(case.record())] == [first.no]
    anew = _once_more(case, what, "2026-10-13", in_place_of=made[1].no)
    with refuses("nothing-owed-again", kind=OutOfOrder):
        takes_a_place_that_waits(_as_asked(case, anew))
    case.acts.remove(anew)
    _once_more(case, what, "2026-10-13")

    assert owed_again(case.record()) == []
    states = [one.state for one in case.at("2026-10-13").terms if one.rule == "redo_after_review"]
    assert states == ["met", "met"]


def _once_more(case: ServedCase, what: str, on: str, **said: Any) -> Act:  # noqa: ANN401  whatever the act says
    """Put one more burden of a kind on the list; what serves a decision serves one of its own."""
    *before, (name, fields) = STEPS[what]
    for other, about in before:
        case.enters(other, on, OFFICER, **about)
    own = fields or ({"of": len(case.acts)} if before else {})
    return case.enters(name, on, OFFICER, **own, **said)


def _as_asked(case: ServedCase, act: Act) -> Attempt[Any]:
    """Return an act that is on the list as it was asked of the law before."""
    before = case.record().before(act)
    return Attempt(before, act.day, case.law, case.kind, act, before)


@pytest.mark.parametrize("about", ["cost", "entry", "extension", "longer restriction"])
def test_what_is_about_something_else_is_not_the_one_made_again(about: str) -> None:
    """A cost is of its performance, an entry of who is listed, a notice of its extension: another one leaves it owed."""
    case = ServedCase("2026-09-01")
    name, said, other = {
        "cost": (
            "demand_substitute_cost",
            {"of": 1, "amount": "1", "pay_by": "2026-12-01", "worked_out": "台班", **TOLD},
            {"of": 2},
        ),
        "entry": ("list_violator", {**FIELDS["list_violator"], "of": 4}, {"subject": INSTITUTION}),
        "extension": ("notify_seizure_extension", {"of": 1, "reason": "案情复杂", **TOLD}, {"of": 2}),
        "longer restriction": ("notify_restriction_extension", {"of": 1, "reason": "整改未完成", **TOLD}, {"of": 2}),
    }[about]
    first = case.enters(name, "2026-09-07", OFFICER, **said)
    applied = case.enters("apply_reconsideration", "2026-09-08", CLERK, of=first.no, body="示例市人民政府")
    case.enters("accept_reconsideration", "2026-09-09", CLERK, of=applied.no)
    case.enters("decide_reconsideration", "2026-10-09", CLERK, of=applied.no, outcome="redo")
    case.enters(name, "2026-10-12", OFFICER, **{**said, **other})
    assert [one.act.no for one in owed_again(case.record())] == [first.no]

    case.enters(name, "2026-10-13", OFFICER, **said)

    assert owed_again(case.record()) == []


@pytest.mark.parametrize(
    ("what", "is_owed"),
    [
        ("order to correct", True),
        ("building project", True),
        ("seizure", False),
        ("restriction", False),
        ("stop", False),
        ("performance by another", False),
        ("cleared at once", False),
    ],
)
def test_the_bureau_owes_again_what_the_law_commands(what: str, is_owed: bool) -> None:
    """应当 and 一律 against 可以: a seizure that was released is a new decision, or none."""
    case, served = burdened(what)
    case.sees("revoke_order", "2026-09-08", of=served.no, **REDO)

    assert [one.act.no for one in owed_again(case.record())] == [served.no] * is_owed
    assert case.state("norm.order_again", "2026-09-08") == ("running" if is_owed else "none")
    told = "须重新作出" if is_owed else "结案不以此为条件"
    assert any(told in title for title in _messages(case))


@pytest.mark.parametrize("what", ["seizure", "restriction"])
def test_what_a_reconsideration_wants_made_again_is_owed_whatever_it_is(what: str) -> None:
    """行政复议法 art. 77: its decision binds; where nothing is left to order, a head says so."""
    case, served = burdened(what)
    applied = case.sees("apply_reconsideration", "2026-09-08", of=served.no)
    case.sees("accept_reconsideration", "2026-09-09", of=applied.no)
    case.sees("decide_reconsideration", "2026-10-09", of=applied.no, outcome="redo")

    [owed] = owed_again(case.record())
    assert owed.act.no == served.no
    case.does("forgo_redo", "2026-10-12", by=HEAD, of=served.no, ground="ground_gone", reason="查明没有超标")
    assert owed_again(case.record()) == []
    assert case.state("redo_after_review", "2026-10-12") == "void"


def test_an_order_about_another_project_is_not_the_one_made_again() -> None:
    """The second project's order was made again; the first's is still owed, though it was taken back before."""
    case = ServedCase("2026-09-01")
    said: dict[str, Any] = {
        "orders": ["stop_building"],
        "requirement": "停止建设",
        "basis": BASIS,
        "remedies": REMEDIES,
    }
    orders = [case.enters("order_construction", "2026-09-07", OFFICER, of=project, **said).no for project in (1, 2)]
    for order in orders:
        case.enters("revoke_order", "2026-09-08", HEAD, of=order, **REDO)
    case.enters("order_construction", "2026-09-09", OFFICER, of=2, **said)

    assert [one.act.no for one in owed_again(case.record())] == [orders[0]]


class TestADailyPenalty:
    @staticmethod
    def _redone() -> tuple[PaperCase, int, int]:
        """Return a case whose daily penalty is to be decided again, with its notice and its decision."""
        case = refused()
        notice = notifies(case, "2026-09-18", 100000)
        decision = charges(case, "2026-09-28", notice, key="daily-1", remedies=REMEDIES)
        said: dict[str, Any] = {"extent": "redo", "reason": "计罚日数有误", "remedies": REMEDIES}
        case.does("revoke_decision", "2026-09-29", by=HEAD, of=decision.no, **said)
        return case, notice.no, decision.no

    def test_its_rounds_are_charged_again_after_a_new_notice(self) -> None:
        """按日连续处罚办法 art. 15: the whole way again; what was set aside has charged nothing."""
        case, notice, decision = self._redone()
        assert [one.act.no for one in owed_again(case.record())] == [decision]
        anew = notifies(case, "2026-09-30", 100000, key="notice-2")
        with refuses("already-done", kind=OutOfOrder):
            case.does("decide_daily_penalty", "2026-10-14", of=notice, fine="100000", key="daily-2")
        charges(case, "2026-10-14", anew, key="daily-3")

        assert owed_again(case.record()) == []

    def test_or_it_is_given_up(self) -> None:
        """Then the rounds stay uncharged, and nothing waits for them; what was set aside is served no more."""
        case, _, decision = self._redone()
        case.does("forgo_redo", "2026-09-30", by=HEAD, of=decision, ground="ground_gone", reason="复查记录不实")

        assert (owed_again(case.record()), dailies_are_finished(case.record())) == ([], True)


def _closed() -> PaperCase:
    """Return a case that was paid and closed on 2026-09-29."""
    case = a_case("feed_back")
    case.does("record_payment", "2026-09-28")
    case.does("close_case", "2026-09-29")
    return case


class TestOrderedAfterClosing:
    """Nobody has to withdraw the closing: what has to be made again is made in the file, which is closed anew."""

    def test_an_order_taken_back_after_closing_is_made_again_and_the_case_closed_anew(self) -> None:
        """行政处罚法 art. 28: the archive waits meanwhile, and its term lost its object."""
        case = _closed()
        case.does("revoke_order", "2026-09-30", by=HEAD, of="serve_correction_order", **REDO)
        assert any("恢复办理" in title for title in _messages(case))
        assert (False, False) == ((told := case.at("2026-09-30")).closed, told.archived)
        assert ["void"] == [one.state for one in told.terms if one.rule == "case_archive"]
        for act, code in (("archive_case", "out-of-order"), ("close_case", "to-be-made-again")):
            with refuses(code, kind=OutOfOrder):
                case.does(act, "2026-09-30")

        case.does("serve_correction_order", "2026-10-09")
        case.does("recheck_correction", "2026-10-20", of=case.acts[-1].no)
        case.does("close_case", "2026-10-21")
        assert case.at("2026-10-21").closed
        case.does("archive_case", "2026-10-22")
        assert case.at("2026-10-22").archived

    def test_a_decision_set_aside_after_closing_is_made_again(self) -> None:
        """行政处罚法 art. 75(2): notice and decision come anew; the money that was paid counts for it."""
        case = _closed()
        said: dict[str, Any] = {"extent": "redo", "reason": "认定事实有误", "remedies": REMEDIES}
        case.does("revoke_decision", "2026-09-30", by=HEAD, of="serve_decision", **said)
        case.does("serve_notice", "2026-10-09", key="again")

        assert "close_case" not in {one.act for one in case.at("2026-10-09").next}

    @pytest.mark.parametrize("extent", ["revoke", "vary"])
    def test_what_is_set_aside_for_good_takes_nothing_up(self, extent: str) -> None:
        """The case stays closed; what was paid too much is given back in it."""
        case = _closed()
        said: dict[str, Any] = {"extent": extent, "reason": "认定事实有误", "remedies": REMEDIES}
        case.does(
            "revoke_decision",
            "2026-09-30",
            by=HEAD,
            of="serve_decision",
            fine="1" if extent == "vary" else None,
            **said,
        )

        assert case.at("2026-09-30").closed
        assert "refund_payment" in {one.act for one in case.at("2026-09-30").next}
        with refuses("out-of-order", article="第74条", kind=OutOfOrder):
            case.does("archive_case", "2026-10-09")

    def test_a_judgment_that_binds_only_after_closing_leaves_nothing_to_archive(self) -> None:
        """行政诉讼法 art. 85: judged on 29 September, closed on the 30th, binding from 15 October: no archive is late."""
        case = a_case("feed_back")
        case.does("record_payment", "2026-09-28")
        suit = case.does("file_suit", "2026-09-28", of="serve_decision", by=CLERK, court="示例区人民法院")
        case.does("judge_suit", "2026-09-29", of=suit.no, by=CLERK, outcome="redo")
        case.does("close_case", "2026-09-30")
        case.waits_until("2026-10-14")
        assert case.at("2026-10-14").closed
        assert ["running"] == [one.state for one in case.at("2026-10-14").terms if one.rule == "case_archive"]

        case.waits_until("2026-10-15")

        assert not (told := case.at("2026-10-15")).closed
        assert [] == [one.state for one in told.terms if one.rule == "case_archive"]

    def test_what_was_archived_after_it_stays_archived(self) -> None:
        """An old file that went to the archive all the same is not opened by what it should have done."""
        case = _closed()
        case.does("archive_case", "2026-09-29 15:00")
        archive = case.acts.pop()
        case.does("revoke_order", "2026-09-30", by=HEAD, of="serve_correction_order", **REDO)
        at = moment("2026-10-09")
        case.acts.append(archive.model_copy(update={"no": len(case.acts) + 1, "happened_at": at, "recorded_at": at}))

        assert (True, True) == ((told := case.at("2026-10-10")).closed, told.archived)
