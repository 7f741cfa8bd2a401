"""From which day the preliminary review of a clue runs (立案审查): the day the department has it, not that of a hand-over."""

import pytest

from judging.judge import judge
from kinds import COMPLAINT
from law.refusals import NotCompetent
from models.effects import Message, OpenFile
from models.people import Actor
from tests.builders import CITY, CLERK, COUNTY, HOTLINE, OFFICER, PATROLLER, PaperCase, moment
from tests.procedures.refusing import refuses

ANOTHER = Actor(id="s-12345", kind="system")
"""A hotline that is not of the department of ecology."""
PASSES_ON = Actor(id="Complaint/T2026-000001", kind="file", unit=COUNTY, level=2)
"""A complaint's file of the county, which passes the complaint on."""
WITH_THE_BUREAU = [(OFFICER, "inspection"), (HOTLINE, "monitoring"), (PASSES_ON, "complaint")]


def reviews(case: PaperCase, on: str) -> list[tuple[str, str]]:
    """Return how each review of a case stands on a day, and its last day."""
    return [(term.state, str(term.last_day)) for term in case.at(on).terms if term.rule == "case_filing_decision"]


def stricter(case: PaperCase, on: str) -> list[str]:
    """Return the last days of which messages tell that they hold if a complaint counts from the day it came in."""
    judged = judge(case.kind, case.number, case.acts, 0, case.law, moment(on))
    told = [one.title for one in judged.effects if isinstance(one, Message) and "自接到举报之日" in one.title]
    return [title.split("最后一日为")[1][:10] for title in told]


class TestFindings:
    @pytest.mark.parametrize(("by", "source"), WITH_THE_BUREAU)
    def test_what_lies_with_the_bureau_gains_no_days_by_being_handed_to_itself(self, by: Actor, source: str) -> None:
        """处罚办法 art. 18: fifteen days from the finding; late on the sixteenth, whoever was handed it in between."""
        case = PaperCase()
        case.does("report_finding", "2026-09-01", by=by, source=source)

        case.does("hand_to_department", "2026-09-15")

        assert reviews(case, "2026-09-16") == [("running", "2026-09-16")]
        assert reviews(case, "2026-09-17") == [("late", "2026-09-16")]

    @pytest.mark.parametrize(("by", "source"), WITH_THE_BUREAU)
    def test_another_department_has_days_of_its_own(self, by: Actor, source: str) -> None:
        """Art. 18: with the decision to hand on the review is at its end, and that of whoever receives it begins."""
        case = PaperCase()
        case.does("report_finding", "2026-09-01", by=by, source=source)

        case.does("hand_to_department", "2026-09-15", unit=CITY)

        assert reviews(case, "2026-09-15") == [("met", "2026-09-16"), ("running", "2026-09-30")]

    def test_what_a_township_found_reaches_the_department_by_the_hand_over(self) -> None:
        """行政处罚法 art. 24: a township has no such review."""
        case = PaperCase()
        case.does("report_finding", "2026-09-01")
        case.does("report_upward", "2026-09-02")
        case.does("hand_to_department", "2026-09-04")

        assert reviews(case, "2026-09-04") == [("running", "2026-09-20")]

    def test_what_came_back_is_reviewed_anew(self) -> None:
        """Art. 17: a department not of ecology sent it back; the days before it left are no longer counted."""
        case = PaperCase()
        case.does("report_finding", "2026-09-01", by=OFFICER)
        case.does("hand_to_department", "2026-09-02", unit=CITY, ecology=False)
        case.does("hand_to_department", "2026-09-08", unit=COUNTY)

        assert reviews(case, "2026-09-08")[-1] == ("running", "2026-09-23")

    @pytest.mark.parametrize(("by", "last"), [(OFFICER, "2026-09-16"), (PATROLLER, "2026-09-20")])
    def test_to_and_fro_between_departments_of_ecology_nobody_gains_days(self, by: Actor, last: str) -> None:
        """Art. 18: who is handed it back has had the clue since the first day; so has the city, handed it twice."""
        case = PaperCase()
        case.does("report_finding", "2026-09-01", by=by)
        if by == PATROLLER:
            case.does("report_upward", "2026-09-03")
            case.does("hand_to_department", "2026-09-04", unit=COUNTY)
        case.does("hand_to_department", "2026-09-07", unit=CITY)
        case.does("hand_to_department", "2026-09-14", unit=COUNTY)
        assert reviews(case, "2026-09-14")[-1] == ("running", last)

        case.does("hand_to_department", "2026-09-15", unit=CITY)

        assert reviews(case, "2026-09-15")[-1] == ("running", "2026-09-22")


class TestComplaints:
    @pytest.mark.parametrize(
        ("received_by", "accepted_by", "last"),
        [
            (CLERK, CLERK, "2026-09-20"),
            (PATROLLER, CLERK, "2026-09-20"),
            (ANOTHER, CLERK, "2026-09-20"),
        ],
    )
    def test_the_review_runs_from_the_day_the_department_has_accepted_the_complaint(
        self, received_by: Actor, accepted_by: Actor, last: str
    ) -> None:
        """Art. 18 with 热线办法 art. 7(2): from its acceptance there; the way inside it adds no days."""
        case = PaperCase()
        case.does("receive_complaint", "2026-09-01", by=received_by)
        case.does("accept_complaint", "2026-09-04", by=accepted_by)

        case.does("hand_to_department", "2026-09-09")

        assert reviews(case, "2026-09-09") == [("running", last)]

    def test_it_is_another_departments_from_the_hand_over(self) -> None:
        """Art. 18: who took the complaint in is not who has to file."""
        case = PaperCase()
        case.does("receive_complaint", "2026-09-01")
        case.does("accept_complaint", "2026-09-04")
        case.does("hand_to_department", "2026-09-09", unit=CITY)

        assert reviews(case, "2026-09-09") == [("running", "2026-09-24")]

    @pytest.mark.parametrize(("received_by", "told"), [(CLERK, ["2026-09-16"]), (PATROLLER, []), (ANOTHER, [])])
    def test_of_the_stricter_reading_whoever_handles_it_is_told(self, received_by: Actor, told: list[str]) -> None:
        """From the day it came in, where the department itself took it in before it accepted it: a message, no term."""
        case = PaperCase()
        case.does("receive_complaint", "2026-09-01", by=received_by)
        case.does("accept_complaint", "2026-09-04")
        case.does("hand_to_department", "2026-09-09")

        assert told == stricter(case, "2026-09-09")

    @pytest.mark.parametrize(("on", "state"), [("2026-09-30", "running"), ("2026-10-01", "late")])
    def test_one_that_was_accepted_on_the_last_day_is_not_late_on_it(self, on: str, state: str) -> None:
        """热线办法 art. 7(2) lets the fifteenth day pass; the review of fifteen days begins then, to the day."""
        case = PaperCase()
        case.does("receive_complaint", "2026-08-31")
        case.does("accept_complaint", "2026-09-15")
        case.does("hand_to_department", "2026-09-15")

        assert reviews(case, on) == [(state, "2026-09-30")]


class TestPassedOn:
    """A complaint's own file opens a case for it (转交办理)."""

    def passed_on(self, received_by: Actor, on: str = "2026-09-10") -> PaperCase:
        """Return the case of a complaint that was received on 1 September, accepted on the 4th and passed on later."""
        complaint = PaperCase(kind=COMPLAINT)
        complaint.does("receive_complaint", "2026-09-01", by=received_by)
        complaint.does("accept_complaint", "2026-09-04")
        complaint.does("forward_complaint", on)
        judged = judge(complaint.kind, complaint.number, complaint.acts, 0, complaint.law, moment(on))
        (sent,) = (one for one in judged.effects if isinstance(one, OpenFile))
        case = PaperCase()
        case.does("report_finding", on, by=sent.by, **sent.content.model_dump(mode="json", exclude={"act"}))
        return case

    @pytest.mark.parametrize(
        ("received_by", "last"), [(CLERK, "2026-09-20"), (PATROLLER, "2026-09-20"), (ANOTHER, "2026-09-20")]
    )
    def test_its_case_is_reviewed_from_the_day_the_department_accepted_it(self, received_by: Actor, last: str) -> None:
        """处罚办法 art. 18: a complaint is a clue once accepted, not on the day another file is opened for it."""
        case = self.passed_on(received_by)
        assert reviews(case, "2026-09-10") == [("running", last)]

        case.does("hand_to_department", "2026-09-11")

        assert reviews(case, "2026-09-11") == [("running", last)]

        case.does("hand_to_department", "2026-09-14", unit=CITY)
        case.does("hand_to_department", "2026-09-15", unit=COUNTY)

        assert reviews(case, "2026-09-15")[-1] == ("running", last)

    def test_one_that_was_passed_on_too_late_is_late_at_once(self) -> None:
        """The day after the fifteenth."""
        assert reviews(self.passed_on(CLERK, "2026-09-20"), "2026-09-20") == [("running", "2026-09-20")]
        assert reviews(self.passed_on(CLERK, "2026-09-21"), "2026-09-21") == [("late", "2026-09-20")]

    @pytest.mark.parametrize(("received_by", "told"), [(CLERK, ["2026-09-16"]), (PATROLLER, []), (ANOTHER, [])])
    def test_its_case_tells_of_the_stricter_reading(self, received_by: Actor, told: list[str]) -> None:
        """From the day it came in: nothing that lapses."""
        assert told == stricter(self.passed_on(received_by), "2026-09-10")

    def test_nobody_corrects_or_enters_that_day(self) -> None:
        """It is the complaint's file that tells it; what a person says of it moves nothing."""
        case = self.passed_on(CLERK)
        with refuses("given-by-the-system", kind=NotCompetent):
            case.does("correct_act", "2026-09-11", of=1, fields={"received_on": "2026-09-09"}, reason="误录")

        typed = PaperCase()
        typed.does("report_finding", "2026-09-10", by=OFFICER, received_on="2026-09-01")
        assert reviews(typed, "2026-09-10") == [("running", "2026-09-28")]
