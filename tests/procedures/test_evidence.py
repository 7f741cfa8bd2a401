"""Evidence registered and kept: approved beforehand or within hours, dealt with in working days, or set free."""

from typing import Any

import pytest

from law.refusals import NotCompetent, OutOfOrder, OutOfTime, Unclear
from procedures.evidence import nothing_kept
from tests.builders import CLERK, HEAD, OFFICER, OFFICERS, PaperCase, a_case
from tests.procedures.hearing_path import SMALL, decides, noticed, reviewed, term
from tests.procedures.refusing import refuses

RULE = "evidence_registration"
URGENT: dict[str, Any] = {"is_urgent": True, "consented_by": HEAD.id}


def registered(on: str = "2026-09-14 10:00", **fields: Any) -> PaperCase:  # noqa: ANN401
    """Return a case whose evidence was approved and registered on a day."""
    case = reviewed(on.split(" ", maxsplit=1)[0])
    if not fields.get("is_urgent"):
        case.does("approve_registration", on)
    case.does("register_evidence", on, **fields)
    return case


class TestApproval:
    @pytest.mark.parametrize(("day", "article"), [("2015-03-10", "第38条"), ("2026-09-14", "第32条")])
    def test_a_head_approves_beforehand(self, day: str, article: str) -> None:
        """行政处罚法 art. 56: with the approval of a head; each registration needs its own."""
        case = reviewed(day)
        with refuses("registration-not-approved", article=article, kind=OutOfOrder):
            case.does("register_evidence", day)
        case.does("approve_registration", day)
        case.does("register_evidence", day)
        with refuses("registration-not-approved", article=article):
            case.does("register_evidence", f"{day} 15:00")

    def test_an_urgent_one_has_a_heads_word_first(self) -> None:
        """处罚办法 art. 32: in an emergency the head agrees by telephone or message before it is done."""
        with refuses("nobody-consented", article="第32条", kind=Unclear):
            registered(is_urgent=True)

        registered(**URGENT)

    def test_in_2015_an_urgent_one_was_approved_afterwards_without_hours(self) -> None:
        """环境行政处罚办法 art. 38: first registered, then approved; no hours ran."""
        case = registered("2015-03-10 10:00", is_urgent=True)

        assert [one.key.split("#")[0] for one in case.at("2015-03-10 12:00").terms if one.rule == RULE] == [RULE]

    @pytest.mark.parametrize(
        ("approved", "state"),
        [("2026-09-15 09:59", "met"), ("2026-09-15 10:00", "met_late"), ("2026-09-16 09:00", "met_late")],
        ids=["a-minute-before", "on-the-hour", "a-day-late"],
    )
    def test_the_written_approval_comes_within_hours(self, approved: str, state: str) -> None:
        """处罚办法 art. 32: 24 hours from instant to instant; a late one is entered, and said to be late."""
        case = registered(**URGENT)

        case.does("approve_registration", approved, of="register_evidence")

        hours = next(one for one in case.at(approved).terms if one.key.startswith(f"{RULE}.urgent"))
        assert hours.state == state
        assert "第32条" in hours.citation
        assert "自动解除" not in hours.consequence

    def test_it_does_not_end_the_working_days(self) -> None:
        """The approval is one term, what becomes of the evidence another."""
        case = registered(**URGENT)

        case.does("approve_registration", "2026-09-14 12:00", of="register_evidence")

        assert [one.state for one in case.at("2026-09-14 13:00").terms if one.rule == RULE] == ["running", "met"]

    def test_only_an_urgent_one_is_approved_afterwards(self) -> None:
        """What was approved beforehand needs no second approval; what is approved afterwards is approved once."""
        with refuses("was-not-urgent", article="第32条", kind=OutOfOrder):
            registered().does("approve_registration", "2026-09-14 12:00", of="register_evidence")
        case = registered(**URGENT)
        case.does("approve_registration", "2026-09-14 12:00", of="register_evidence")
        with refuses("already-done", article="第32条", kind=OutOfOrder):
            case.does("approve_registration", "2026-09-14 13:00", of="register_evidence")

    def test_approval_points_at_a_registration(self) -> None:
        """Afterwards, `of` names what was registered."""
        with refuses("no-such-act", kind=Unclear):
            registered(**URGENT).does("approve_registration", "2026-09-14 12:00", of=1)

    def test_only_a_head_approves(self) -> None:
        """A clerk does not."""
        with refuses("no-power", article="第32条", kind=NotCompetent):
            reviewed("2026-09-14").does("approve_registration", "2026-09-14", by=CLERK)


class TestSite:
    def test_two_officers(self) -> None:
        """行政处罚法 art. 42: as on every step on site (G2)."""
        with refuses("too-few-certified-officers", article="第42条", kind=NotCompetent):
            registered(officers=OFFICERS[:1])

    def test_certificates_shown(self) -> None:
        """行政处罚法 art. 55: the certificates are shown (G2)."""
        with refuses("certificate-not-shown", article="第55条", kind=NotCompetent):
            registered(identity_shown=False)

    def test_not_after_the_decision(self) -> None:
        """Evidence is kept for the decision."""
        case = noticed("2026-09-14", **SMALL)
        case.does("approve_registration", "2026-09-14")
        decides(case, "2026-09-21")
        with refuses("out-of-order", article="第32条", kind=OutOfOrder):
            case.does("register_evidence", "2026-09-22")


class TestDisposal:
    @pytest.mark.parametrize(
        ("day", "last", "after", "article"),
        [
            ("2015-03-10", "2015-03-19", "2015-03-20", "第39条"),
            ("2015-09-30", "2015-10-15", "2015-10-16", "第39条"),
            ("2026-09-14", "2026-09-22", "2026-09-23", "第33条"),
            ("2026-09-30", "2026-10-15", "2026-10-16", "第33条"),
        ],
        ids=["2015", "2015-national-day", "2026-working-sunday", "2026-national-day"],
    )
    def test_seven_working_days(self, day: str, last: str, after: str, article: str) -> None:
        """处罚办法 art. 33: on the last day it is still dealt with, a day later it is free by itself."""
        in_time, late = registered(day), registered(day)
        assert str(term(in_time, RULE, day).last_day) == last
        with refuses("registration-lapsed", article=article, kind=OutOfTime):
            late.does("dispose_evidence", after, of="register_evidence", outcome="appraised")
        assert not nothing_kept(late.record())

        in_time.does("dispose_evidence", last, of="register_evidence", outcome="appraised")

        assert term(in_time, RULE, last).state == "met"

    def test_what_lapsed_is_given_back(self) -> None:
        """处罚办法 art. 33: the measure has ended by itself; the return of the things is entered, and the term was late."""
        case = registered()
        case.waits_until("2026-09-24")
        assert term(case, RULE, "2026-09-24").state == "late"
        assert not nothing_kept(case.record())

        case.does("dispose_evidence", "2026-09-24", of="register_evidence", outcome="released")

        assert term(case, RULE, "2026-09-24").state == "met_late"
        assert nothing_kept(case.record())

    def test_each_registration_is_dealt_with_once_and_by_itself(self) -> None:
        """A decision on one registration leaves the term of the other running."""
        case = registered()
        first = case.acts[-1]
        case.does("approve_registration", "2026-09-15")
        second = case.does("register_evidence", "2026-09-15")
        case.does("dispose_evidence", "2026-09-16", of=second.no)
        with refuses("already-done", article="第33条", kind=OutOfOrder):
            case.does("dispose_evidence", "2026-09-17", of=second.no)

        states = {one.started_by: one.state for one in case.at("2026-09-17").terms if one.rule == RULE}

        assert states == {first.no: "running", second.no: "met"}

    def test_a_corrected_day_makes_it_lapse(self) -> None:
        """Registered earlier than recorded: the disposal came too late, and the standing says so."""
        case = a_case("file_case")
        case.does("approve_registration", "2026-09-07")
        case.does("register_evidence", "2026-09-14")
        registered_no = case.acts[-1].no
        case.does("dispose_evidence", "2026-09-22", of="register_evidence")

        case.does(
            "correct_act",
            "2026-09-23",
            of=registered_no,
            happened_at="2026-09-11T10:00:00+08:00",
            reason="清单日期有误",
        )

        assert term(case, RULE, "2026-09-23").state == "met_late"

    def test_only_a_head_decides_what_becomes_of_it(self) -> None:
        """An officer does not."""
        with refuses("no-power", article="第33条", kind=NotCompetent):
            registered().does("dispose_evidence", "2026-09-15", of="register_evidence", by=OFFICER)
