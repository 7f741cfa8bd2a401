"""Several complaints about one source: one case, each told; what repeats another is counted, never dropped."""

from typing import Any

import pytest

from judging.judge import judge
from kinds import COMPLAINT
from models.acts import Act
from models.effects import TellFile
from models.people import Actor
from procedures.telling import everyone_was_told
from tests.builders import CLERK, COUNTY, PaperCase, a_case, moment
from tests.procedures.refusing import refuses

SECOND = "T2026-000002"


def by(complaint: str = SECOND) -> Actor:
    """Return a complaint's file as who acts."""
    return Actor(id=f"Complaint:{complaint}", kind="file", unit=COUNTY, level=2)


def joins(case: PaperCase, on: str, complaint: str = SECOND) -> Act:
    """Have a complaint join a case."""
    return case.does("record_joined_complaint", on, by=by(complaint), complaint=complaint, received_on="2026-09-01")


def told(file: PaperCase, act: Act) -> list[tuple[str, str]]:
    """Return which files are told by an act, and under what part of its key."""
    made = judge(file.kind, file.number, file.acts, act.no - 1, file.law, moment(act.happened_at)).effects
    return [
        (one.file_no, one.key.rpartition("/")[2]) for one in made if isinstance(one, TellFile) and one.act_no == act.no
    ]


def of_a_complaint(until: str) -> PaperCase:
    """Return a case that a complaint led to, declined on 4 September unless it ends earlier."""
    case = PaperCase()
    said: dict[str, Any] = {"source": "complaint", "complaint": "T2026-000001"}
    complaint = Actor(id="Complaint:T2026-000001", kind="file", unit=COUNTY, level=2)
    case.does("report_finding", "2026-09-01", by=complaint, **said)
    case.does("hand_to_department", "2026-09-02", by=CLERK)
    if until == "decline_filing":
        case.does("decline_filing", "2026-09-04")
    return case


class TestACaseOfSeveralComplaints:
    def test_each_is_told_what_came_of_it(self) -> None:
        """One word for each file, the first under the key that it always had."""
        case = of_a_complaint("report_finding")
        joins(case, "2026-09-03")
        case.does("decline_filing", "2026-09-04")
        act = case.does("feed_back", "2026-09-05", to="complaint")

        assert [("T2026-000001", "feedback"), (SECOND, f"feedback-to-{SECOND}")] == told(case, act)
        assert everyone_was_told(case.record())

    def test_who_joins_after_the_result_is_told_as_well(self) -> None:
        """Only that file: the first has nothing new to hear. The days to tell run anew."""
        case = of_a_complaint("decline_filing")
        case.does("feed_back", "2026-09-05", to="complaint")
        joins(case, "2026-09-07")
        waits = [term.state for term in case.at("2026-09-07").terms if term.rule == "norm.feed_back"]
        act = case.does("feed_back", "2026-09-08", to="complaint")

        assert ["met", "running"] == waits
        assert [(SECOND, f"feedback-to-{SECOND}")] == told(case, act)
        with refuses("already-told"):
            case.does("feed_back", "2026-09-09", to="complaint")

    def test_a_case_that_came_from_no_complaint_tells_who_joined(self) -> None:
        """The township that found it is told by itself."""
        case = a_case("serve_decision")
        joins(case, "2026-09-23 15:00")
        case.does("feed_back", "2026-09-24", to="township")

        assert not everyone_was_told(case.record())
        assert [(SECOND, "feedback")] == told(case, case.does("feed_back", "2026-09-24 15:00", to="complaint"))
        assert everyone_was_told(case.record())

    def test_the_archive_waits_for_who_joined_after_the_closing(self) -> None:
        """Nothing is filed away over the head of whoever complained."""
        case = a_case("close_case")
        joins(case, "2026-09-30")
        with refuses("out-of-order"):
            case.does("archive_case", "2026-10-12")
        case.does("feed_back", "2026-10-12", to="complaint")

        assert [SECOND] == list(case.at("2026-10-12").particulars.model_dump()["joined"])

    def test_after_the_archive_nothing_joins(self) -> None:
        """The complaint hears so, and is handed on otherwise."""
        case = a_case("archive_case")

        with refuses("out-of-order"):
            joins(case, "2026-10-13")

    @pytest.mark.parametrize("complaint", [SECOND, "T2026-000001"])
    def test_nothing_joins_twice(self, complaint: str) -> None:
        """Neither what has joined, nor what the case came from."""
        case = of_a_complaint("report_finding")
        joins(case, "2026-09-03")

        with refuses("already-done"):
            joins(case, "2026-09-03 15:00", complaint)

    def test_no_file_speaks_for_another(self) -> None:
        """A complaint joins by itself."""
        with refuses("not-that-complaint"):
            of_a_complaint("").does("record_joined_complaint", "2026-09-03", by=by("T2026-000003"), complaint=SECOND)


def accepted() -> PaperCase:
    """Return a complaint that was accepted."""
    complaint = PaperCase(kind=COMPLAINT)
    complaint.number = SECOND
    complaint.does("receive_complaint", "2026-09-01")
    complaint.does("accept_complaint", "2026-09-02")
    return complaint


class TestAComplaintThatJoins:
    def test_it_is_answered_on_what_that_case_tells(self) -> None:
        """The case hears the number and the day, and nothing of who complained."""
        complaint = accepted()
        act = complaint.does("join_case", "2026-09-03")
        with refuses("out-of-order", article="第8条", says="已经转交、并案"):
            complaint.does("join_case", "2026-09-03 15:00", case="2026-000008", key="k")
        with refuses("not-its-case"):
            complaint.does("record_complaint_result", "2026-09-04", case="2026-000001")
        complaint.does("record_complaint_result", "2026-09-04", case="2026-000009")

        assert [("2026-000009", "join")] == told(complaint, act)
        assert complaint.does("answer_complaint", "2026-09-07")
        assert "2026-000009" == complaint.at("2026-09-07").particulars.model_dump()["case"]

    def test_it_joins_a_case(self) -> None:
        """Not another complaint."""
        with refuses("no-case", article="第8条"):
            accepted().does("join_case", "2026-09-03", case="T2026-000001")

    def test_it_does_not_leave_it(self) -> None:
        """The case has it and will tell it."""
        complaint = accepted()
        complaint.does("join_case", "2026-09-03")

        with refuses("case-was-opened", article="第8条"):
            complaint.does("withdraw_act", "2026-09-04", of="join_case", reason="误并")


class TestRepeats:
    def test_the_earlier_file_is_told_and_counts(self) -> None:
        """重复举报: recognised, counted, kept."""
        later, earlier = accepted(), PaperCase(kind=COMPLAINT)
        act = later.does("note_repeat", "2026-09-03", earlier="T2026-000001")
        earlier.does("receive_complaint", "2026-08-31")
        earlier.does("record_repeat", "2026-09-03", by=by(), complaint=SECOND)

        assert [("T2026-000001", "repeat")] == told(later, act)
        assert 1 == earlier.at("2026-09-03").particulars.model_dump()["repeats"]
        assert "T2026-000001" == later.at("2026-09-03").particulars.model_dump()["earlier"]
        with refuses("already-done"):
            later.does("note_repeat", "2026-09-04", earlier="T2026-000001")

    def test_one_kept_elsewhere_is_named_and_no_file_is_told(self) -> None:
        """The number of another system's work order."""
        later = accepted()

        assert [] == told(later, later.does("note_repeat", "2026-09-03", earlier="GD-2026-0815"))

    def test_it_is_refused_as_accepted_already_only_where_the_earlier_one_is_named(self) -> None:
        """办法 art. 7(1)(4): the reporter is told how the first one stands."""
        complaint = PaperCase(kind=COMPLAINT)
        complaint.does("receive_complaint", "2026-09-01")
        said = {"ground": "already_accepted", "reason": "同一事项已受理"}
        with refuses("no-earlier-one", article="第7条第1款第4项"):
            complaint.does("refuse_complaint", "2026-09-02", **said)
        complaint.does("note_repeat", "2026-09-02")

        assert complaint.does("refuse_complaint", "2026-09-02 15:00", **said)
