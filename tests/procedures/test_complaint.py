"""A complaint: what is possible between its answer and its archive, and nothing after it."""

import pytest

from judging.judge import judge
from kinds import COMPLAINT
from law.refusals import OutOfOrder
from models.effects import Feedback
from models.standing import Term
from tests.builders import CHAIN, PaperCase, a_case, moment
from tests.procedures.refusing import refuses

ARCHIVE = "norm.complaint_archive"


def answered() -> PaperCase:
    """Return a complaint that was forwarded, heard of its case, and answered on 9 September 2026."""
    complaint = PaperCase(kind=COMPLAINT)
    for day, act in enumerate(("receive", "accept", "forward"), start=1):
        complaint.does(f"{act}_complaint", f"2026-09-0{day}")
    complaint.does("record_complaint_result", "2026-09-08")
    complaint.does("answer_complaint", "2026-09-09")
    return complaint


def archive_terms(complaint: PaperCase, at: str) -> list[Term]:
    """Return the terms of the archive at an instant."""
    return [term for term in complaint.at(at).terms if term.rule == ARCHIVE]


class TestBetweenAnswerAndArchive:
    def test_an_answer_is_not_the_end(self) -> None:
        """The file is closed but waits for its archive, within the city's own ten working days."""
        complaint = answered()
        (term,) = archive_terms(complaint, "2026-09-10")

        assert (True, False) == (complaint.at("2026-09-10").closed, complaint.at("2026-09-10").archived)
        assert not judge(COMPLAINT, complaint.number, complaint.acts, 0, complaint.law, moment("2026-09-10")).over
        assert (False, "running", "2026-09-22") == (term.statutory, term.state, str(term.last_day))

    def test_a_refusal_is_not_the_end_either(self) -> None:
        """What was not accepted is filed away as well."""
        complaint = PaperCase(kind=COMPLAINT)
        complaint.does("receive_complaint", "2026-09-01")
        complaint.does("refuse_complaint", "2026-09-02")
        complaint.does("confirm_feedback", "2026-09-02 15:00", of="refuse_complaint")
        complaint.does("archive_complaint", "2026-09-03")

        assert ["met"] == [term.state for term in archive_terms(complaint, "2026-09-03")]
        assert ("complaint_archived", True) == (complaint.at("2026-09-03").stage, complaint.at("2026-09-03").archived)

    def test_an_early_archive_is_refused_by_the_norm_it_rests_on(self) -> None:
        """No statute speaks of the archive: the refusal names the service norm, and that it is none."""
        complaint = PaperCase(kind=COMPLAINT)
        complaint.does("receive_complaint", "2026-09-01")

        with refuses("out-of-order", article="本市服务规范（非法定），《环保举报热线工作管理办法》未规定"):
            complaint.does("archive_complaint", "2026-09-03")

    def test_a_wrong_answer_is_corrected(self) -> None:
        """更正记录: the finding was entered wrongly, and nothing was deleted."""
        complaint = answered()
        complaint.does("correct_act", "2026-09-10", of="answer_complaint", fields={"finding": "untrue"}, reason="误录")

        assert ["untrue"] == [act.content.model_dump()["finding"] for act in complaint.record() if act.no == 5]

    def test_an_answer_taken_back_is_given_anew(self) -> None:
        """撤回记录: the file is open again, its sixty days run on, and the reporter is answered again."""
        complaint = answered()
        complaint.does("withdraw_act", "2026-09-10", of="answer_complaint", reason="答复内容有误")
        reopened = complaint.at("2026-09-10")
        complaint.does("answer_complaint", "2026-09-11")

        assert (False, "complaint_resulted") == (reopened.closed, reopened.stage)
        assert {"hotline_complete": "running"} == {term.rule: term.state for term in reopened.terms if term.open}
        assert complaint.at("2026-09-11").closed

    def test_what_the_case_tells_later_is_answered_once_more(self) -> None:
        """A second answer needs a second result; the archive is then counted from it."""
        complaint = answered()
        with refuses("already-done", kind=OutOfOrder):
            complaint.does("answer_complaint", "2026-09-10")
        complaint.does("confirm_feedback", "2026-09-10", of="answer_complaint")
        complaint.does("record_complaint_result", "2026-09-14", result="原处罚决定已依法变更")
        complaint.does("answer_complaint", "2026-09-15")

        made = judge(COMPLAINT, complaint.number, complaint.acts, 5, complaint.law, moment("2026-09-15")).effects
        assert [8] == [effect.act_no for effect in made if isinstance(effect, Feedback)]
        assert ["void", "running"] == [term.state for term in archive_terms(complaint, "2026-09-15")]

    def test_what_the_case_tells_with_an_earlier_day_is_answered_as_well(self) -> None:
        """The day is that of the case's act: what counts is that the answer did not know of it."""
        complaint = answered()
        complaint.does("confirm_feedback", "2026-09-09 15:00", of="answer_complaint")
        complaint.does("record_complaint_result", "2026-09-08 18:00", now="2026-09-14", result="原处罚决定已依法变更")
        complaint.does("answer_complaint", "2026-09-15")

        with refuses("already-done", kind=OutOfOrder):
            complaint.does("answer_complaint", "2026-09-16")


class TestWhatAnAnswerRestsOn:
    """The result of the case: withdrawn or new, it is answered anew before the file is filed away."""

    def test_withdrawn_it_holds_the_archive_until_the_reporter_is_answered_anew(self) -> None:
        """撤回记录: what the reporter was told rests on nothing any more."""
        complaint = answered()
        complaint.does("confirm_feedback", "2026-09-09 15:00", of="answer_complaint")
        complaint.does("withdraw_act", "2026-09-10", of="record_complaint_result", reason="误录")
        with refuses("out-of-order", kind=OutOfOrder):
            complaint.does("archive_complaint", "2026-09-11")
        complaint.does("record_complaint_result", "2026-09-11", result="未发现违法事实")
        complaint.does("answer_complaint", "2026-09-11 15:00", finding="untrue")
        complaint.does("confirm_feedback", "2026-09-14", of="answer_complaint")

        assert complaint.does("archive_complaint", "2026-09-15")

    def test_where_an_earlier_result_stands_it_is_answered_anew_at_once(self) -> None:
        """The last result was withdrawn: what the reporter was told last is not so."""
        complaint = answered()
        complaint.does("record_complaint_result", "2026-09-10", result="原处罚决定已依法变更")
        complaint.does("answer_complaint", "2026-09-11")
        complaint.does("confirm_feedback", "2026-09-11 15:00", of="answer_complaint")
        complaint.does("withdraw_act", "2026-09-14", of="record_complaint_result", reason="误录")
        with refuses("out-of-order", kind=OutOfOrder):
            complaint.does("archive_complaint", "2026-09-15")

        assert complaint.does("answer_complaint", "2026-09-15 15:00")

    def test_an_earlier_one_that_was_answered_anew_may_be_withdrawn(self) -> None:
        """The last answer rests on the later one."""
        complaint = answered()
        complaint.does("record_complaint_result", "2026-09-10", result="原处罚决定已依法变更")
        complaint.does("answer_complaint", "2026-09-11")
        complaint.does("confirm_feedback", "2026-09-11 15:00", of="answer_complaint")
        complaint.does("withdraw_act", "2026-09-14", of=4, reason="误录")

        assert complaint.does("archive_complaint", "2026-09-15")

    def test_a_new_one_is_answered_before_the_archive(self) -> None:
        """What the case has told since is not filed away unsaid."""
        complaint = answered()
        complaint.does("confirm_feedback", "2026-09-09 15:00", of="answer_complaint")
        complaint.does("record_complaint_result", "2026-09-10", result="原处罚决定已依法变更")

        with refuses("out-of-order", article="第10条", kind=OutOfOrder):
            complaint.does("archive_complaint", "2026-09-11")


class TestWhoAnswers:
    def test_others_may_answer_between_the_answer_and_the_archive(self) -> None:
        """变更责任人: the terms of telling and of the archive run on, and somebody has to keep them."""
        complaint = answered()
        other = CHAIN[1].model_copy(update={"direct": "another"})
        complaint.does("reassign", "2026-09-10", answerable=other, reason="人员调整")

        assert {"another"} == {term.owner_person for term in complaint.at("2026-09-10").terms if term.open}

    def test_nobody_is_named_after_the_archive(self) -> None:
        """Nothing runs any more."""
        complaint = answered()
        complaint.does("confirm_feedback", "2026-09-10", of="answer_complaint")
        complaint.does("archive_complaint", "2026-09-15")

        with refuses("out-of-order", kind=OutOfOrder):
            complaint.does("reassign", "2026-09-16", answerable=CHAIN[1], reason="人员调整")

    def test_the_same_holds_for_a_case(self) -> None:
        """Closed, it still goes to the archive by somebody."""
        case = a_case("close_case")
        case.does("reassign", "2026-09-30", answerable=CHAIN[1], reason="人员调整")
        case.does("archive_case", "2026-10-12")

        with refuses("out-of-order", kind=OutOfOrder):
            case.does("reassign", "2026-10-13", answerable=CHAIN[1], reason="人员调整")


class TestArchive:
    def test_it_follows_an_answer_or_a_refusal(self) -> None:
        """Nothing is filed away before the reporter was told."""
        complaint = PaperCase(kind=COMPLAINT)
        complaint.does("receive_complaint", "2026-09-01")

        with refuses("out-of-order", kind=OutOfOrder):
            complaint.does("archive_complaint", "2026-09-02")

    @pytest.mark.parametrize("act", ["record_complaint_result", "answer_complaint", "archive_complaint"])
    def test_after_it_nothing_more_is_told(self, act: str) -> None:
        """Neither a result nor an answer comes to a file in the archive."""
        complaint = answered()
        complaint.does("confirm_feedback", "2026-09-10", of="answer_complaint")
        complaint.does("archive_complaint", "2026-09-15")

        with pytest.raises(OutOfOrder):
            complaint.does(act, "2026-09-16")
        assert judge(COMPLAINT, complaint.number, complaint.acts, 0, complaint.law, moment("2026-09-16")).over
