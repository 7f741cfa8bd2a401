"""One letter that names several places: each point goes its own way, is judged, and stands in the answer."""

from judging.judge import judge
from kinds import COMPLAINT
from models.acts.delivery import RecordDelivery, RecordDeliveryRefused
from models.acts.finding import ReportFinding
from models.effects import Feedback, OpenFile
from tests.builders import HEAD, PaperCase, enters, moment
from tests.procedures.refusing import refuses
from tests.procedures.transferring import sent

FIRST, SECOND = 3, 4
HERE = {"grid": "430423101", "text": "另一处"}
ELSEWHERE = {"grid": "430407001", "text": "外县"}


def a_letter(second: dict[str, str] | None = None) -> PaperCase:
    """Return a letter of two points, listed on 2 September 2026."""
    letter = PaperCase(kind=COMPLAINT)
    letter.number = "T2026-000001"
    letter.does("receive_complaint", "2026-09-01")
    letter.does("accept_complaint", "2026-09-02")
    letter.does("list_point", "2026-09-02 10:00")
    letter.does("list_point", "2026-09-02 10:00", place=second or HERE, pollution=["noise"], key="second")
    return letter


def forwarded(letter: PaperCase, point: int, on: str) -> str:
    """Forward a point; return the number of the case that was opened for it."""
    act = letter.does("forward_complaint", on, point=point)
    case = f"2026-{act.no:06d}"
    effect = f"{letter.number}/{act.no}/case"
    enters(letter, RecordDelivery(effect=effect, receiver=case, file_no=case, act_no=1), on)
    return case


def resulted(letter: PaperCase) -> PaperCase:
    """Return a letter of which one point was found true and the other untrue."""
    for point, finding, day in ((FIRST, "true", "09-04"), (SECOND, "untrue", "09-05")):
        case = forwarded(letter, point, f"2026-{day}")
        letter.does("record_complaint_result", f"2026-{day} 15:00", case=case)
        letter.does("judge_point", f"2026-{day} 16:00", of=point, finding=finding, result=f"第{point}号的查证情况")
    return letter


class TestEachPointGoesItsOwnWay:
    def test_a_case_is_opened_for_each_at_its_own_place(self) -> None:
        """The township of the letter does not answer for a place in another one; the county does."""
        letter = a_letter()
        letter.does("forward_complaint", "2026-09-03", point=SECOND)
        made = judge(COMPLAINT, letter.number, letter.acts, len(letter.acts) - 1, letter.law, moment("2026-09-03"))
        (opened,) = (one.content for one in made.effects if isinstance(one, OpenFile))

        assert isinstance(opened, ReportFinding)
        assert (HERE["grid"], ("noise",)) == (opened.place.grid, opened.pollution)
        assert {1, 2} == {row.level for row in opened.answerable}

    def test_the_days_to_forward_run_until_no_point_is_left(self) -> None:
        """办法 art. 8: three working days for all of the complaint."""
        letter = a_letter()
        forwarded(letter, FIRST, "2026-09-03")
        first = [term.state for term in letter.at("2026-09-03").terms if term.rule == "hotline_forward_internal"]
        letter.does("refuse_point", "2026-09-03 15:00", of=SECOND)
        then = [term.state for term in letter.at("2026-09-03").terms if term.rule == "hotline_forward_internal"]

        assert (["running"], ["met"]) == (first, then)

    def test_it_is_not_forwarded_as_one_nor_a_point_twice(self) -> None:
        """The refusal names which points are left."""
        letter = a_letter()
        with refuses("which-point", article="第8条", says="第3号、第4号"):
            letter.does("forward_complaint", "2026-09-03")
        forwarded(letter, FIRST, "2026-09-03")
        with refuses("already-done", article="第8条"):
            letter.does("join_case", "2026-09-03 15:00", point=FIRST)
        with refuses("already-done", article="第8条"):
            letter.does("refuse_point", "2026-09-03 15:00", of=FIRST)

    def test_what_its_case_refused_is_handed_on_again(self) -> None:
        """Nothing is left without a way."""
        letter = a_letter()
        act = letter.does("join_case", "2026-09-03", point=FIRST)
        gone = RecordDeliveryRefused(
            effect=f"{letter.number}/{act.no}/join", receiver="2026-000009", code="file-over", sentence="案件已归档"
        )
        enters(letter, gone, "2026-09-03 10:00")

        assert letter.does("forward_complaint", "2026-09-03 11:00", point=FIRST)

    def test_one_in_another_county_is_transferred(self) -> None:
        """属地管理: no case of ours is opened for it."""
        letter = a_letter(ELSEWHERE)
        with refuses("another-county"):
            letter.does("forward_complaint", "2026-09-03", point=SECOND)
        letter.does("transfer_matter", "2026-09-03", by=HEAD, **sent(scope="part"), point=SECOND)
        with refuses("already-done"):
            letter.does("transfer_matter", "2026-09-03 11:00", by=HEAD, **sent(scope="part", matter="甲"), point=SECOND)

    def test_what_went_as_one_is_not_taken_apart(self) -> None:
        """The case that it went to stands for all of it."""
        letter = PaperCase(kind=COMPLAINT)
        for day, act in enumerate(("receive", "accept", "forward"), start=1):
            letter.does(f"{act}_complaint", f"2026-09-0{day}")

        with refuses("out-of-order", article="第8条"):
            letter.does("list_point", "2026-09-04")


class TestEachPointIsJudged:
    def test_only_on_what_came_of_it(self) -> None:
        """The result of one point's case says nothing of the other."""
        letter = a_letter()
        case = forwarded(letter, FIRST, "2026-09-03")
        forwarded(letter, SECOND, "2026-09-03 10:00")
        letter.does("record_complaint_result", "2026-09-04", case=case)
        letter.does("judge_point", "2026-09-04 10:00", of=FIRST)

        with refuses("no-result", article="第10条"):
            letter.does("judge_point", "2026-09-04 11:00", of=SECOND)
        with refuses("out-of-order", article="第10条", says="逐项认定"):
            letter.does("answer_complaint", "2026-09-04 12:00")

    def test_the_answer_tells_each(self) -> None:
        """逐项答复: the place, what was found there, and the result."""
        letter = resulted(a_letter())
        letter.does("answer_complaint", "2026-09-07", finding="partly_true", result="两处已分别查证")
        made = judge(COMPLAINT, letter.number, letter.acts, len(letter.acts) - 1, letter.law, moment("2026-09-07"))
        (told,) = (one.result for one in made.effects if isinstance(one, Feedback))

        assert [
            "两处已分别查证",
            "（1）示例村：属实。第3号的查证情况",
            "（2）另一处：不属实。第4号的查证情况",
        ] == told.splitlines()

    def test_the_answer_as_a_whole_fits_them(self) -> None:
        """One true and one untrue are neither all true nor all untrue."""
        letter = resulted(a_letter())

        for finding in ("true", "untrue"):
            with refuses("not-as-the-points", article="第10条"):
                letter.does("answer_complaint", "2026-09-07", finding=finding)

    def test_points_that_were_all_refused_are_answered(self) -> None:
        """A reasoned end without a case."""
        letter = a_letter()
        for point in (FIRST, SECOND):
            letter.does("refuse_point", "2026-09-03", of=point, key=f"refuse-{point}")

        assert letter.does("answer_complaint", "2026-09-04", finding="untrue")

    def test_taken_up_again_a_refused_point_may_be_forwarded_after_all(self) -> None:
        """What was refused then is no obstacle now, and is to be judged."""
        letter = a_letter()
        for point in (FIRST, SECOND):
            letter.does("refuse_point", "2026-09-03", of=point, key=f"refuse-{point}")
        letter.does("answer_complaint", "2026-09-04", finding="untrue")
        letter.does("reopen_complaint", "2026-09-07")
        case = forwarded(letter, FIRST, "2026-09-08")
        letter.does("record_complaint_result", "2026-09-09", case=case)
        with refuses("out-of-order", says="逐项认定"):
            letter.does("answer_complaint", "2026-09-09 10:00")
        letter.does("judge_point", "2026-09-09 11:00", of=FIRST)
        letter.does("refuse_point", "2026-09-09 12:00", of=SECOND, key="again")

        assert letter.does("answer_complaint", "2026-09-10")

    def test_judged_anew_the_reporter_is_answered_anew(self) -> None:
        """The archive waits for it."""
        letter = resulted(a_letter())
        answer = letter.does("answer_complaint", "2026-09-07", finding="partly_true")
        letter.does("confirm_feedback", "2026-09-07 15:00", of=answer.no)
        letter.does("judge_point", "2026-09-08", of=SECOND, finding="partly_true")
        with refuses("out-of-order", article="第10条"):
            letter.does("archive_complaint", "2026-09-08 15:00")

        assert letter.does("answer_complaint", "2026-09-08 16:00", finding="partly_true")
