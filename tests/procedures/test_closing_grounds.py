"""Each ground of closing (处罚办法 art. 77) with what it needs missing, one by one, and with more than it needs."""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import pytest

from judging.admission import act_from, refusal
from judging.record import Record
from kinds import VIOLATION_CASE
from law.edition import shipped
from law.refusals import OutOfOrder, Refused
from models.acts import ACTS, Act
from models.people import Actor
from tests.builders import CLERK, HEAD, OFFICER, PaperCase, a_case, command, moment
from tests.procedures import measures
from tests.procedures.referred import a_suspected_crime, does, sent
from tests.procedures.refusing import refuses
from tests.procedures.served import SAID, ServedCase
from tests.procedures.test_closing import handed_elsewhere

LAW = shipped()
EVERYTHING = frozenset({"correction", "daily", "restriction", "shutdown", "construction", "cost"})


class Ready(NamedTuple):
    """A case that may be closed: what it is, when, and without which of its acts it may not."""

    begin: Callable[[], PaperCase]
    on: str
    needs: frozenset[str]
    leaves_aside: frozenset[str] = frozenset()
    """What goes on beside the decision and need not be at its end on this ground."""


def _told(case: PaperCase, on: str) -> PaperCase:
    case.does("feed_back", on)
    return case


def _with_the_court() -> PaperCase:
    case = ServedCase("2026-03-02")
    case.sees("serve_demand", "2026-08-14", amount="200000")
    application = case.sees("apply_to_court", "2026-09-08", claimed="200000")
    case.sees("court_accepts", "2026-09-15", of=application.no)
    case.does("publish_decision", "2026-09-15")
    return _told(case, "2026-09-15")


def _not_penalised() -> PaperCase:
    case = a_case("review_case")
    case.does("recheck_correction", "2026-09-14", of="serve_correction_order")
    case.does("decide_no_penalty", "2026-09-15")
    case.does("serve_decision", "2026-09-16")
    return _told(case, "2026-09-17")


def _not_filed() -> PaperCase:
    case = a_case("hand_to_department")
    case.does("decline_filing", "2026-09-05")
    return _told(case, "2026-09-07")


def _refused() -> PaperCase:
    case = PaperCase()
    case.does("receive_complaint", "2026-09-01")
    case.does("refuse_complaint", "2026-09-02")
    return case


def _filing_revoked() -> PaperCase:
    case = a_case("file_case")
    case.does("revoke_filing", "2026-09-09", reason="不符合立案条件")
    return _told(case, "2026-09-10")


def _convicted() -> PaperCase:
    case = sent(a_suspected_crime())
    does(case, "record_police_filing", "2026-09-14", of="refer_to_police")
    does(case, "record_criminal_judgment", "2027-03-01", of="refer_to_police")
    return _told(case, "2027-03-02")


def _elsewhere() -> PaperCase:
    return _told(handed_elsewhere(a_case("file_case"), "2026-09-08", by=HEAD), "2026-09-09")


def _ended() -> PaperCase:
    case = a_case("file_case")
    case.does("terminate_investigation", "2026-09-09", by=HEAD, ground="entity_ended", reason="注销")
    return _told(case, "2026-09-10")


def _revoked() -> PaperCase:
    case = a_case("serve_decision")
    case.does("revoke_decision", "2026-09-24", by=HEAD, of="serve_decision", **SAID["revoke_decision"])
    return _told(case, "2026-09-25")


READY: dict[tuple[str, str], Ready] = {
    ("performed", ""): Ready(
        lambda: a_case("record_payment"),
        "2026-09-29",
        frozenset(
            {
                "decide_penalty",
                "serve_decision",
                "record_payment",
                "publish_decision",
                "feed_back",
                "recheck_correction",
            }
        ),
    ),
    ("court_accepted", ""): Ready(
        _with_the_court,
        "2026-09-16",
        frozenset(
            {
                *("decide_penalty", "serve_decision", "publish_decision", "feed_back"),
                *("apply_to_court", "court_accepts"),
            }
        ),
        frozenset({"correction"}),
    ),
    ("no_penalty", ""): Ready(
        _not_penalised,
        "2026-09-18",
        frozenset({"decide_no_penalty", "serve_decision", "feed_back", "recheck_correction"}),
    ),
    ("not_filed", ""): Ready(_not_filed, "2026-09-08", frozenset({"decline_filing", "feed_back"})),
    ("not_filed", "refused"): Ready(_refused, "2026-09-03", frozenset({"refuse_complaint"})),
    ("filing_revoked", ""): Ready(_filing_revoked, "2026-09-11", frozenset({"revoke_filing", "feed_back"})),
    ("transferred", "convicted"): Ready(
        _convicted,
        "2027-03-03",
        frozenset({"decide_crime_referral", "refer_to_police", "record_criminal_judgment", "feed_back"}),
        frozenset({"correction", "daily"}),
    ),
    ("transferred", "elsewhere"): Ready(
        _elsewhere, "2026-09-10", frozenset({"hand_to_department", "feed_back"}), frozenset({"correction", "daily"})
    ),
    ("terminated", ""): Ready(_ended, "2026-09-11", frozenset({"terminate_investigation", "feed_back"}), EVERYTHING),
    ("decision_revoked", ""): Ready(
        _revoked,
        "2026-09-26",
        frozenset({"decide_penalty", "serve_decision", "revoke_decision", "feed_back"}),
        frozenset({"correction"}),
    ),
}
GROUNDS = sorted({ground for ground, _ in READY})
COST: dict[str, Any] = {
    "where": "river",
    "party_unable": True,
    "party_present": True,
    "record": "清除",
    "cost": "1000",
}
BESIDE: dict[str, tuple[str, Actor, dict[str, Any]]] = {
    "correction": ("serve_correction_order", OFFICER, {}),
    "daily": ("serve_daily_notice", OFFICER, {"rechecks": (), "fine": "100000"}),
    "restriction": ("decide_restriction", HEAD, {"starts_on": "2026-09-02", "until": "2027-09-01"}),
    "shutdown": ("propose_shutdown", HEAD, {}),
    "construction": ("order_construction", OFFICER, {"of": 1}),
    "cost": ("perform_at_once", OFFICER, {**COST, "officers": (), "remedies": measures.ORDER["remedies"]}),
}
"""What may go on beside a decision, each at its beginning: no end of it is in sight."""


@cache
def ready(ground: str, way: str) -> tuple[Act, ...]:
    """Return the acts of a case that may be closed on a ground."""
    return tuple(READY[ground, way].begin().acts)


def begun(acts: tuple[Act, ...], what: str, on: str) -> tuple[Act, ...]:
    """Return a list on which something was begun beside the decision, without asking whether it may."""
    name, by, said = BESIDE[what]
    return (
        *acts,
        act_from(command(name, on, by=by, **{**measures.FIELDS.get(name, {}), **said}), len(acts) + 1, moment(on)),
    )


def taken_back(acts: tuple[Act, ...], act: Act, on: str) -> tuple[Act, ...]:
    """Return a list of which an act was withdrawn."""
    return (*acts, act_from(command("withdraw_act", on, of=act.no, reason="误录"), len(acts) + 1, moment(on)))


def why_not(acts: tuple[Act, ...], on: str, ground: str, by: Actor = HEAD) -> Refused | None:
    """Return why a case may not be closed on a ground; None where it may."""
    closing = act_from(command("close_case", on, by=by, ground=ground), len(acts) + 1, moment(on))
    return refusal(VIOLATION_CASE, Record.of(acts), closing, LAW)


@pytest.mark.parametrize(("ground", "way"), READY)
class TestEachGround:
    def test_it_needs_what_it_needs_and_nothing_else_of_its_own(self, ground: str, way: str) -> None:
        """Taken back one by one: what the ground rests on, and what everybody is owed before the end; the rest is not asked."""
        on, needs = READY[ground, way].on, READY[ground, way].needs
        found = set()
        acts = ready(ground, way)
        for act in (one for one in acts[1:] if one.by.kind != "engine"):
            refused = why_not(taken_back(acts, act, on), f"{on} 12:00", ground)
            if refused is not None:
                assert isinstance(refused, OutOfOrder)
                assert refused.article
                found.add(act.name)

        assert found == needs
        assert why_not(ready(ground, way), on, ground) is None

    def test_what_goes_on_beside_it_holds_it_up_unless_the_ground_leaves_it_aside(self, ground: str, way: str) -> None:
        """Art. 77(1) alone speaks of the order to correct; on whoever is gone nothing is waited for at all (art. 36)."""
        on = READY[ground, way].on
        left = set()
        for what in BESIDE:
            refused = why_not(begun(ready(ground, way), what, on), f"{on} 12:00", ground)
            assert refused is None or isinstance(refused, OutOfOrder)
            left |= {what} if refused is None else set()

        assert left == READY[ground, way].leaves_aside

    def test_it_is_borne_by_no_other_file(self, ground: str, way: str) -> None:
        """The file of each ground bears that ground and no other, whatever other the head may judge it to be (其他)."""
        acts, on = ready(ground, way), READY[ground, way].on

        assert {one for one in GROUNDS if why_not(acts, on, one) is None} == {ground}

    def test_only_the_head_closes(self, ground: str, way: str) -> None:
        """处罚办法 art. 77: with the approval of the head."""
        refused = why_not(ready(ground, way), READY[ground, way].on, ground, by=CLERK)

        assert refused is not None
        assert (refused.code, "第77条" in refused.article) == ("no-power", True)


class TestPutRight:
    """A payment turns out to have been otherwise than it was entered (更正)."""

    @pytest.mark.parametrize(
        ("paid_on", "amount", "code"),
        [
            ("2026-03-16", "100000", ""),
            ("2026-03-17", "100000", ""),
            ("2026-03-18", "100000", "not-performed"),
            ("2026-03-17", "99999.99", "not-performed"),
        ],
        ids=["day-before", "last-day", "day-after", "a-fen-less"],
    )
    def test_a_payment_that_was_corrected_closes_only_as_it_was_made(
        self, paid_on: str, amount: str, code: str
    ) -> None:
        """行政处罚法 art. 67, 72: fifteen days from 2 March; on the sixteenth a surcharge has run up, until it is forgone."""
        case = ServedCase("2026-03-02")
        paid = case.sees("record_payment", "2026-03-10", amount="100000")
        case.does("publish_decision", "2026-03-11")
        case.does("feed_back", "2026-03-11")
        happened_at = moment(paid_on)
        case.does(
            "correct_act",
            "2026-03-20",
            of=paid.no,
            happened_at=happened_at,
            fields={"amount": amount},
            reason="票据日期有误",
        )
        refused = why_not(tuple(case.acts), "2026-03-23", "performed")

        assert (refused.code if refused else "") == code
        if amount == "100000" and code:
            case.sees("forgo_surcharge", "2026-03-23", reason="及时缴清")
            case.does("close_case", "2026-03-24")

    def test_a_closing_whose_payment_is_taken_back_says_so(self) -> None:
        """处罚办法 art. 77: the closing stands in the file, and the file tells that it is not borne any more."""
        case = a_case("close_case")
        case.does("withdraw_act", "2026-09-30", of="record_payment", reason="误录")
        wrong = [row for row in case.at("2026-09-30").irregularities if row.code == "not-performed"]

        assert [case.acts[row.act - 1].name for row in wrong] == ["close_case"]
        assert all("第77条" in row.article for row in wrong)


class TestDecisionsApart:
    """Several decisions of one case: each comes to an end by a way of its own."""

    @pytest.mark.parametrize("first", ["paid", "revoked"])
    def test_an_unserved_decision_bears_no_ground(self, first: str) -> None:
        """What was decided and never reached the party is no result yet, whatever became of another decision."""
        case = a_case("record_payment")
        order = next(act.no for act in case.acts if act.name == "serve_correction_order")
        daily = {"of": order, "fine": "200000", "facts": "拒不改正", "basis": (), "remedies": {}}
        content = ACTS["decide_daily_penalty"].model_validate(daily)
        at = moment("2026-09-28 15:00")
        case.acts.append(
            Act(no=len(case.acts) + 1, key="daily", happened_at=at, recorded_at=at, by=HEAD, content=content)
        )
        if first == "revoked":
            case.does("revoke_decision", "2026-09-28 16:00", by=HEAD, of="serve_decision", **SAID["revoke_decision"])

        for ground in (*GROUNDS, "other"):
            with refuses("out-of-order", article="第77条", kind=OutOfOrder):
                case.does("close_case", "2026-09-29", ground=ground, by=HEAD)
