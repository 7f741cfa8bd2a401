"""After the answer: the reporter's word, review and recheck with their days, taking the complaint up again."""

from datetime import date, timedelta

import pytest

from kinds import COMPLAINT
from models.acts.delivery import RecordDelivery
from tests.builders import PaperCase, enters
from tests.procedures.refusing import refuses

TOLD = date(2026, 9, 9)
LAST = date(2026, 10, 9)
"""Thirty days from 9 September 2026, a working day."""
DAY = timedelta(days=1)


def answered(channel: str = "letter", year: int = 2026, **said: object) -> PaperCase:
    """Return a complaint that was answered and told on 9 September."""
    complaint = PaperCase(kind=COMPLAINT)
    complaint.number = "T2026-000001"
    complaint.does("receive_complaint", f"{year}-09-01", channel=channel, **said)
    complaint.does("accept_complaint", f"{year}-09-02")
    complaint.does("forward_complaint", f"{year}-09-03")
    receipt = RecordDelivery(effect="T2026-000001/3/case", receiver="2026-000001", file_no="2026-000001")
    enters(complaint, receipt, f"{year}-09-03 10:00")
    complaint.does("record_complaint_result", f"{year}-09-08")
    complaint.does("answer_complaint", f"{year}-09-09")
    if said.get("named", True):
        complaint.does("confirm_feedback", f"{year}-09-09 15:00", of="answer_complaint")
    return complaint


def term(complaint: PaperCase, rule: str, at: str) -> tuple[str, str, str]:
    """Return state, last day and citation of the last term of a rule."""
    found = [one for one in complaint.at(at).terms if one.key.split("#")[0] == rule][-1]
    return found.state, str(found.last_day), found.citation


class TestReview:
    def test_it_is_asked_for_within_thirty_days_of_the_answer(self) -> None:
        """信访工作条例 art. 35: the last day is in time."""
        complaint = answered()

        assert ("running", str(LAST)) == term(complaint, "petition_review.apply", "2026-09-10")[:2]
        assert complaint.does("request_petition_review", LAST, of="answer_complaint")

    def test_a_day_later_it_is_not(self) -> None:
        """The day after: refused under the article that was in force when the answer arrived."""
        with refuses("asked-too-late", article="《信访工作条例》第35条"):
            answered().does("request_petition_review", LAST + DAY, of="answer_complaint")

    def test_before_may_2022_the_regulation_of_2005_governs(self) -> None:
        """信访条例 art. 34."""
        with refuses("asked-too-late", article="《信访条例》第34条"):
            answered(year=2021).does("request_petition_review", "2021-11-09", of="answer_complaint")

    @pytest.mark.parametrize(("on", "state"), [("2026-10-14", "running"), ("2026-10-15", "late")])
    def test_the_superior_has_thirty_days(self, on: str, state: str) -> None:
        """Asked for on 14 September it is due on 14 October, and late the day after."""
        complaint = answered()
        complaint.does("request_petition_review", "2026-09-14", of="answer_complaint")

        assert (state, "2026-10-14") == term(complaint, "petition_review.answer", on)[:2]

    def test_the_opinion_opens_the_recheck_and_that_ends_it(self) -> None:
        """条例 art. 36: thirty days to ask, and then nothing more."""
        complaint = answered()
        complaint.does("request_petition_review", "2026-09-14", of="answer_complaint")
        complaint.does("record_review_opinion", "2026-09-21", of="request_petition_review")
        asked = term(complaint, "petition_recheck.apply", "2026-09-22")
        complaint.does("request_petition_recheck", "2026-10-09", of="record_review_opinion")
        complaint.does("record_recheck_opinion", "2026-10-12", of="request_petition_recheck")

        assert ("running", "2026-10-21") == asked[:2]
        assert "第36条" in asked[2]
        assert complaint.does("archive_complaint", "2026-10-13")

    def test_the_recheck_is_asked_for_in_its_time(self) -> None:
        """The last day is 21 October; a day later it is refused."""
        complaint = answered()
        complaint.does("request_petition_review", "2026-09-14", of="answer_complaint")
        complaint.does("record_review_opinion", "2026-09-21", of="request_petition_review")

        with refuses("asked-too-late", article="第36条"):
            complaint.does("request_petition_recheck", "2026-10-22", of="record_review_opinion")


class TestTheArchiveOfAPetition:
    def test_it_waits_while_a_review_may_be_asked_for(self) -> None:
        """On the last day not yet, the day after it may be filed away."""
        complaint = answered()
        with refuses("out-of-order", article="第35条"):
            complaint.does("archive_complaint", LAST)

        assert complaint.does("archive_complaint", LAST + DAY)

    def test_it_waits_for_the_opinion(self) -> None:
        """Whatever was asked for is answered first."""
        complaint = answered()
        complaint.does("request_petition_review", "2026-09-14", of="answer_complaint")

        with refuses("out-of-order", article="第35条"):
            complaint.does("archive_complaint", "2026-11-02")

    def test_a_complaint_by_telephone_does_not_wait(self) -> None:
        """Whether it may be reviewed at all is doubtful: no file waits for it, and what happens is entered."""
        complaint = answered("telephone")
        complaint.does("request_petition_review", "2026-09-10", of="answer_complaint")
        complaint.does("record_review_opinion", "2026-09-11", of="request_petition_review")

        assert answered("telephone").does("archive_complaint", "2026-09-10")


class TestTakenUpAgain:
    def test_upon_an_opinion_it_has_to_be(self) -> None:
        """责令重新办理: taken up within the city's days, and answered anew before it is filed away."""
        complaint = answered()
        complaint.does("request_petition_review", "2026-09-14", of="answer_complaint")
        complaint.does("record_review_opinion", "2026-09-21", of="request_petition_review", outcome="redo")
        waits = term(complaint, "norm.complaint_reopen", "2026-09-22")
        with refuses("out-of-order", article="第35条"):
            complaint.does("archive_complaint", "2026-11-02")
        complaint.does("reopen_complaint", "2026-09-22", ground="review")

        assert ("running", "2026-09-29") == waits[:2]
        assert "met" == term(complaint, "norm.complaint_reopen", "2026-09-22")[0]
        assert (False, "complaint_reopened") == (
            complaint.at("2026-09-22").closed,
            complaint.at("2026-09-22").stage,
        )

    def test_it_is_forwarded_and_answered_anew(self) -> None:
        """What came before does not answer it; a new result does, within thirty days of the city's own."""
        complaint = answered("telephone")
        complaint.does("reopen_complaint", "2026-09-10")
        with refuses("out-of-order", article="第10条", says="新的结果"):
            complaint.does("answer_complaint", "2026-09-11")
        complaint.does("forward_complaint", "2026-09-11")
        complaint.does("record_complaint_result", "2026-09-14")
        running = term(complaint, "norm.complaint_redo", "2026-09-14")
        complaint.does("answer_complaint", "2026-09-15")

        assert ("running", "2026-10-10") == running[:2]
        assert ("met", True) == (
            term(complaint, "norm.complaint_redo", "2026-09-15")[0],
            complaint.at("2026-09-15").closed,
        )

    def test_what_was_refused_may_be_accepted_then(self) -> None:
        """New facts: the complaint is accepted after all."""
        complaint = PaperCase(kind=COMPLAINT)
        complaint.does("receive_complaint", "2026-09-01")
        complaint.does("refuse_complaint", "2026-09-02")
        with refuses("file-closed"):
            complaint.does("accept_complaint", "2026-09-03")
        complaint.does("reopen_complaint", "2026-09-03")

        assert complaint.does("accept_complaint", "2026-09-04")

    @pytest.mark.parametrize("ground", ["dissatisfied", "review"])
    def test_a_ground_has_to_be_on_record(self, ground: str) -> None:
        """Neither a word of the reporter nor an opinion is there."""
        with refuses("no-such-ground", article="第10条"):
            answered().does("reopen_complaint", "2026-09-10", ground=ground)

    def test_what_is_open_is_not_taken_up(self) -> None:
        """It has not been answered yet."""
        complaint = PaperCase(kind=COMPLAINT)
        complaint.does("receive_complaint", "2026-09-01")

        with refuses("out-of-order", article="第10条"):
            complaint.does("reopen_complaint", "2026-09-02")


class TestSatisfaction:
    def test_it_is_asked_once_of_each_answer(self) -> None:
        """The lists show what was said last."""
        complaint = answered()
        said = {"satisfaction": "dissatisfied", "reason": "未整改"}
        complaint.does("record_satisfaction", "2026-09-10", of="answer_complaint", **said)

        assert "dissatisfied" == complaint.at("2026-09-10").particulars.model_dump()["satisfaction"]
        with refuses("already-done"):
            complaint.does("record_satisfaction", "2026-09-11", of="answer_complaint")
        assert complaint.does("reopen_complaint", "2026-09-11", ground="dissatisfied")

    def test_dissatisfaction_says_why(self) -> None:
        """Nothing can be looked into otherwise."""
        with refuses("no-reason", article="第10条"):
            answered().does("record_satisfaction", "2026-09-10", of="answer_complaint", satisfaction="dissatisfied")

    def test_nobody_is_asked_who_gave_no_name(self) -> None:
        """匿名举报."""
        with refuses("nobody-to-ask"):
            answered(named=False).does("record_satisfaction", "2026-09-10", of="answer_complaint")
