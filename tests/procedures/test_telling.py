"""Whom a result is told, once, and by what way; what no system delivers is somebody's duty until it is entered."""

from datetime import date
from typing import Any

import pytest

from judging.judge import judge
from kinds import COMPLAINT
from law.refusals import NotCompetent, OutOfOrder, Unclear
from models.acts import Act
from models.acts.delivery import RecordDelivery, RecordDeliveryFailed, RecordDeliveryRefused
from models.effects import Feedback, Message, TellFile
from models.people import Actor
from models.standing import Term
from procedures.telling import everyone_was_told, somebody_waits
from tests.builders import (
    CLERK,
    COUNTY,
    HOTLINE,
    OFFICER,
    PATROLLER,
    SUPERVISOR,
    TOWN,
    PaperCase,
    a_case,
    enters,
    moment,
)
from tests.procedures.hearing_path import of_record
from tests.procedures.measures import made
from tests.procedures.refusing import refuses

BY_HAND = "norm.tell_by_hand"


def declined(act: str = "report_finding", by: Actor = PATROLLER, **fields: Any) -> PaperCase:  # noqa: ANN401
    """Return a case that was opened so on 1 September 2026, looked into, and not filed on the 4th."""
    case = PaperCase()
    case.does(act, "2026-09-01", by=by, **fields)
    if by.level not in (1, 2) or act == "receive_complaint":
        case.does("accept_complaint" if act == "receive_complaint" else "report_upward", "2026-09-01 15:00")
        case.does("hand_to_department", "2026-09-02")
    case.does("decline_filing", "2026-09-04")
    return case


def complaint(sender: str = "") -> PaperCase:
    """Return a complaint that was refused on 2 September 2026."""
    file = PaperCase(kind=COMPLAINT)
    file.does("receive_complaint", "2026-09-01", by=HOTLINE if sender else CLERK, sender=sender)
    file.does("refuse_complaint", "2026-09-02")
    return file


def answered(sender: str = "") -> PaperCase:
    """Return a complaint that was forwarded, heard of its case, and answered on 8 September 2026."""
    file = PaperCase(kind=COMPLAINT)
    file.does("receive_complaint", "2026-09-01", by=HOTLINE if sender else CLERK, sender=sender)
    for day, act in enumerate(("accept_complaint", "forward_complaint", "record_complaint_result"), start=2):
        file.does(act, f"2026-09-0{day}")
    file.does("answer_complaint", "2026-09-08")
    return file


def troubled(file: PaperCase, act: str, on: str, *, failed: bool = False) -> Act:
    """Have the engine enter that the last act of a name did not reach its receiver."""
    sent = f"{file.number}/{max(one.no for one in file.acts if one.name == act)}/feedback"
    if failed:
        return enters(file, RecordDeliveryFailed(effect=sent, receiver="s-1"), on)
    return enters(file, RecordDeliveryRefused(effect=sent, receiver="s-1", code="gone", sentence="对方拒绝接收"), on)


def by_hand(file: PaperCase, at: str) -> list[Term]:
    """Return the terms within which somebody is to be told by hand."""
    return [term for term in file.at(at).terms if term.rule == BY_HAND]


def told(file: PaperCase, act: Act) -> dict[tuple[str, ...], str]:
    """Return the messages that follow from an act: to whom, what."""
    effects = judge(file.kind, file.number, file.acts, 0, file.law, file.acts[-1].recorded_at).effects
    return {one.to: one.title for one in effects if isinstance(one, Message) and one.act_no == act.no}


class TestSomebodyWaits:
    @pytest.mark.parametrize(
        ("by", "fields", "waits"),
        [
            (OFFICER, {}, False),
            (OFFICER, {"source": "inspection"}, False),
            (OFFICER, {"source": "transferred_in"}, True),
            (SUPERVISOR.model_copy(update={"roles": OFFICER.roles}), {"source": "handed_down"}, True),
            (OFFICER, {"source": "complaint", "complaint": "T2026-000001"}, True),
            (PATROLLER, {}, True),
            (HOTLINE, {}, True),
        ],
        ids=["own", "own inspection", "another department", "a superior", "a complaint", "a township", "a system"],
    )
    def test_only_then_the_term_of_feedback_runs(self, by: Actor, fields: dict[str, Any], *, waits: bool) -> None:
        """衡政办发〔2015〕76号方案四（四）1: it goes back to whoever reported; the bureau's own finding is nobody's."""
        case = declined(by=by, **fields)

        assert waits == somebody_waits(case.record()) == (not everyone_was_told(case.record()))
        assert waits == any(term.rule == "norm.feed_back" for term in case.at("2026-09-04").terms)

    def test_a_reporter_always_does(self) -> None:
        """Whoever took the complaint down."""
        assert somebody_waits(declined("receive_complaint", CLERK).record())


class TestTellingOnce:
    def test_a_result_is_told_once_to_each(self) -> None:
        """The township is told, the transferring unit as well, and neither twice."""
        case = declined()
        case.does("feed_back", "2026-09-07")
        case.does("feed_back", "2026-09-07 10:00", to="transferring_unit")

        for to in ("township", "transferring_unit"):
            with refuses("already-told", article="76号", kind=OutOfOrder):
                case.does("feed_back", "2026-09-08", to=to, result="换一种说法")

    def test_who_reported_is_one_where_the_complaint_has_a_file(self) -> None:
        """Reporter, system and complaint are all told by that file: once."""
        case = declined(by=OFFICER, source="complaint", complaint="T2026-000001")
        case.does("feed_back", "2026-09-07", to="complaint")

        with refuses("already-told", kind=OutOfOrder):
            case.does("feed_back", "2026-09-08", to="reporter")

    def test_it_is_told_again_once_the_earlier_word_was_withdrawn(self) -> None:
        """撤回记录: it counts no more."""
        case = declined()
        case.does("feed_back", "2026-09-07")
        case.does("withdraw_act", "2026-09-08", of="feed_back", reason="反馈对象有误")

        assert case.does("feed_back", "2026-09-08 10:00").name == "feed_back"

    @pytest.mark.parametrize("failed", [True, False], ids=["not delivered", "refused"])
    def test_it_is_told_again_where_the_earlier_word_did_not_arrive(self, *, failed: bool) -> None:
        """Unless it arrived after all, or somebody has told it by hand."""
        for ending in ("again", "arrived", "by hand"):
            case = declined(by=HOTLINE)
            sent = case.does("feed_back", "2026-09-07", to="sender")
            troubled(case, "feed_back", "2026-09-10", failed=failed)
            if ending == "again":
                case.does("feed_back", "2026-09-11", to="sender")
                continue
            if ending == "arrived":
                enters(case, RecordDelivery(effect=f"{case.number}/{sent.no}/feedback", receiver="s-1"), "2026-09-11")
            else:
                case.does("confirm_feedback", "2026-09-11", of=sent.no)
            with refuses("already-told", kind=OutOfOrder):
                case.does("feed_back", "2026-09-14", to="sender")

    def test_what_happened_before_but_came_to_be_known_since_is_told(self) -> None:
        """Paid on the 23rd, entered on the 28th, after the result was told on the 24th."""
        case = a_case("feed_back")
        case.does("record_payment", "2026-09-23 18:00", now="2026-09-28")
        case.does("feed_back", "2026-09-28 10:00", result="罚款已缴清")

        with refuses("already-told", kind=OutOfOrder):
            case.does("feed_back", "2026-09-29")

    def test_something_new_is_told(self) -> None:
        """The fine has been paid since; that is told, once."""
        case = a_case("record_payment")
        case.does("feed_back", "2026-09-28 10:00", result="罚款已缴清")

        with refuses("already-told", kind=OutOfOrder):
            case.does("feed_back", "2026-09-29")


class TestByHand:
    def test_a_reporter_without_a_system_is_somebodys_to_tell(self) -> None:
        """Whoever answers is told to see to it; the duty runs until it is entered that it was done."""
        file = complaint()
        (open_,) = by_hand(file, "2026-09-03")
        file.does("confirm_feedback", "2026-09-03", of="refuse_complaint", way="letter", receipt="XA示例0001")
        (done,) = by_hand(file, "2026-09-03")

        assert (False, "running", COUNTY, "2026-09-07") == (
            open_.statutory,
            open_.state,
            open_.owner_unit,
            str(open_.last_day),
        )
        assert (f"{COUNTY}-direct", f"{COUNTY}-main") in told(file, file.acts[1])
        assert "举报人" in told(file, file.acts[1])[f"{COUNTY}-direct", f"{COUNTY}-main"]
        assert "met" == done.state

    def test_a_duty_nobody_sees_to_goes_late_and_is_told_above(self) -> None:
        """It lapses as any other duty of the bureau."""
        file = complaint()
        file.waits_until("2026-09-09")

        assert ["late"] == [term.state for term in by_hand(file, "2026-09-09")]
        assert "term_lapses" in file.names()

    def test_a_system_that_waits_lays_nothing_on_anybody(self) -> None:
        """It is called back; nothing is to be confirmed, unless it stays away."""
        file = complaint(sender=HOTLINE.id)

        assert ([], {}) == (by_hand(file, "2026-09-03"), told(file, file.acts[1]))
        with refuses("out-of-order", kind=OutOfOrder):
            file.does("confirm_feedback", "2026-09-03", of="refuse_complaint")

    def test_what_the_system_delivers_is_not_confirmed_by_hand(self) -> None:
        """Only what was given to somebody is entered as told by hand."""
        case = declined()
        case.does("feed_back", "2026-09-07")
        case.does("feed_back", "2026-09-07 10:00", to="transferring_unit")

        with refuses("told-by-the-system", article="76号", kind=OutOfOrder):
            case.does("confirm_feedback", "2026-09-08", of=case.acts[-2].no)

    def test_the_township_is_told_by_the_system_itself(self) -> None:
        """Its persons on the grid have a message; there is nothing to be told by hand."""
        case = declined()
        act = case.does("feed_back", "2026-09-07", result="查无违法事实")

        assert {(f"{TOWN}-direct", f"{TOWN}-main"): "处理结果反馈：查无违法事实"} == told(case, act)
        assert [] == by_hand(case, "2026-09-07")
        assert [] != [one for one in made(case) if one.act_no == act.no]

    def test_a_grid_without_a_township_is_told_by_hand(self) -> None:
        """Nobody there reads messages."""
        chain = PaperCase().does("report_finding", "2026-09-01").content.model_dump()["answerable"]
        case = declined(by=OFFICER, source="transferred_in", answerable=[row for row in chain if row["level"] < 3])
        case.does("feed_back", "2026-09-07")

        assert ["running"] == [term.state for term in by_hand(case, "2026-09-07")]

    def test_there_is_no_system_to_call_back(self) -> None:
        """A finding that no system sent is fed back to none."""
        with refuses("no-sender", kind=Unclear):
            declined().does("feed_back", "2026-09-07", to="sender")

    def test_told_anew_the_earlier_duty_is_void(self) -> None:
        """The reporter is told the new result; nobody has to tell the old one any more."""
        case = declined("receive_complaint", CLERK)
        case.does("feed_back", "2026-09-07", to="reporter")
        case.does("withdraw_act", "2026-09-07 10:00", of="decline_filing", reason="又发现新的线索")
        case.does("decline_filing", "2026-09-08", ground="other")
        case.does("feed_back", "2026-09-08 10:00", to="reporter")

        assert ["void", "running"] == [term.state for term in by_hand(case, "2026-09-08")]

    @pytest.mark.parametrize("failed", [True, False], ids=["not delivered", "refused"])
    def test_what_did_not_arrive_is_to_be_told_by_hand(self, *, failed: bool) -> None:
        """A receiver that stays away or refuses: somebody sees to it, and enters it."""
        file = complaint(sender=HOTLINE.id)
        word = troubled(file, "refuse_complaint", "2026-09-07", failed=failed)
        assert failed or "确认反馈送达" in told(file, word)[f"{COUNTY}-direct", f"{COUNTY}-main"]
        open_ = [term.state for term in by_hand(file, "2026-09-07")]
        file.does("confirm_feedback", "2026-09-08", of="refuse_complaint")

        assert (["running"], ["met"]) == (open_, [term.state for term in by_hand(file, "2026-09-08")])

    def test_late_and_then_refused_is_one_duty(self) -> None:
        """The second word about the same result lays nothing more on anybody."""
        file = complaint(sender=HOTLINE.id)
        troubled(file, "refuse_complaint", "2026-09-07", failed=True)
        troubled(file, "refuse_complaint", "2026-09-08")

        assert 1 == len(by_hand(file, "2026-09-08"))

    def test_what_arrives_after_all_need_not_be_told_by_hand(self) -> None:
        """It was tried on, and taken."""
        file = complaint(sender=HOTLINE.id)
        troubled(file, "refuse_complaint", "2026-09-07", failed=True)
        enters(file, RecordDelivery(effect=f"{file.number}/2/feedback", receiver=HOTLINE.id), "2026-09-08")

        assert ["met"] == [term.state for term in by_hand(file, "2026-09-08")]
        assert file.does("archive_complaint", "2026-09-09")

    def test_the_archive_does_not_wait_for_what_fails_after_it(self) -> None:
        """A receiver that stays away does not hold the end of a file that was filed away, as a fact of record."""
        file = complaint(sender=HOTLINE.id)
        of_record(file, "archive_complaint", "2026-09-03")
        troubled(file, "refuse_complaint", "2026-09-07", failed=True)

        assert [] == by_hand(file, "2026-09-07")
        assert judge(COMPLAINT, file.number, file.acts, 0, file.law, moment("2026-09-07")).over


class TestToldOtherwise:
    """更正记录: whoever was told a result is told what it says now."""

    def test_a_corrected_answer_is_given_once_more(self) -> None:
        """The system was told it was true; the file is not filed away before it is told that it was not."""
        file = answered(HOTLINE.id)
        enters(file, RecordDelivery(effect=f"{file.number}/5/feedback", receiver=HOTLINE.id), "2026-09-08 15:00")
        word = file.does(
            "correct_act", "2026-09-09", of="answer_complaint", fields={"finding": "untrue"}, reason="误录"
        )
        with refuses("out-of-order", kind=OutOfOrder):
            file.does("archive_complaint", "2026-09-10")
        again = file.does("answer_complaint", "2026-09-10", finding="untrue")
        enters(
            file, RecordDelivery(effect=f"{file.number}/{again.no}/feedback", receiver=HOTLINE.id), "2026-09-10 15:00"
        )

        assert "重新告知" in told(file, word)[f"{COUNTY}-direct", f"{COUNTY}-main"]
        with refuses("already-done", kind=OutOfOrder):
            file.does("answer_complaint", "2026-09-11")
        assert file.does("archive_complaint", "2026-09-11")

    def test_it_has_a_term_that_telling_it_anew_meets(self) -> None:
        """更正: three working days, whether the system or a person told it; a later correction has its own."""
        file = answered(HOTLINE.id)
        enters(file, RecordDelivery(effect=f"{file.number}/5/feedback", receiver=HOTLINE.id), "2026-09-08 15:00")
        put: dict[str, Any] = {"of": "answer_complaint", "reason": "误录"}
        file.does("correct_act", "2026-09-09", fields={"finding": "untrue"}, **put)
        (running,) = by_hand(file, "2026-09-09 18:00")
        file.does("answer_complaint", "2026-09-10", finding="untrue")
        (met,) = by_hand(file, "2026-09-10 18:00")

        assert (running.state, running.last_day, running.statutory) == ("running", date(2026, 9, 14), False)
        assert (met.state, met.key) == ("met", running.key)

    def test_entering_that_it_was_told_meets_the_term(self) -> None:
        """反馈确认: of the telling and of every correction of it; a correction of the day alone has none."""
        file = answered()
        file.does("correct_act", "2026-09-09", of="answer_complaint", fields={"finding": "untrue"}, reason="误录")
        file.does("correct_act", "2026-09-09 15:00", of="answer_complaint", fields={"result": "已处理"}, reason="误录")
        file.does("confirm_feedback", "2026-09-10", of="answer_complaint")
        states = [term.state for term in by_hand(file, "2026-09-10 18:00")]

        assert states == ["met", "met", "met"]

    def test_it_has_none_once_the_file_is_archived(self) -> None:
        """Nothing waits for it any more."""
        file = answered()
        file.does("confirm_feedback", "2026-09-08 17:00", of="answer_complaint")
        file.does("archive_complaint", "2026-09-09")
        file.does("correct_act", "2026-09-10", of="answer_complaint", fields={"finding": "untrue"}, reason="误录")

        assert [term.state for term in by_hand(file, "2026-09-10 18:00")] == ["met"]

    def test_it_may_be_told_by_hand_instead(self) -> None:
        """Somebody has told the system's people; nothing is sent."""
        file = answered(HOTLINE.id)
        enters(file, RecordDelivery(effect=f"{file.number}/5/feedback", receiver=HOTLINE.id), "2026-09-08 15:00")
        file.does("correct_act", "2026-09-09", of="answer_complaint", fields={"finding": "untrue"}, reason="误录")
        file.does("confirm_feedback", "2026-09-09 15:00", of="answer_complaint")

        with refuses("already-done", kind=OutOfOrder):
            file.does("answer_complaint", "2026-09-10")
        assert file.does("archive_complaint", "2026-09-10")

    def test_a_corrected_refusal_is_told_once_more(self) -> None:
        """The reporter had been told by letter, of another ground."""
        file = complaint()
        file.does("confirm_feedback", "2026-09-03", of="refuse_complaint")
        file.does("correct_act", "2026-09-04", of="refuse_complaint", fields={"reason": "已由法院受理"}, reason="误录")
        with refuses("out-of-order", kind=OutOfOrder):
            file.does("archive_complaint", "2026-09-07")
        file.does("refuse_complaint", "2026-09-07", reason="已由法院受理")
        file.does("confirm_feedback", "2026-09-07 15:00", of="refuse_complaint")

        assert file.does("archive_complaint", "2026-09-08")

    def test_a_case_tells_its_complaint_once_more_even_when_closed(self) -> None:
        """The two files agree again, before the case is filed away."""
        case = declined(by=OFFICER, source="complaint", complaint="T2026-000001")
        case.does("feed_back", "2026-09-07", to="complaint")
        case.does("close_case", "2026-09-08", ground="not_filed")
        case.does("correct_act", "2026-09-09", of="feed_back", fields={"result": "查无违法事实"}, reason="误录")
        again = case.does("feed_back", "2026-09-09 15:00", to="complaint", result="查无违法事实")

        made = judge(case.kind, case.number, case.acts, again.no - 1, case.law, again.recorded_at).effects
        assert ["查无违法事实"] == [one.content.model_dump()["result"] for one in made if isinstance(one, TellFile)]
        with refuses("already-told", kind=OutOfOrder):
            case.does("feed_back", "2026-09-10", to="complaint")

    def test_only_another_day_is_nothing_new(self) -> None:
        """What was told is what it says."""
        case = declined()
        case.does("feed_back", "2026-09-08")
        case.does("correct_act", "2026-09-09", of="feed_back", happened_at="2026-09-07T09:00:00+08:00", reason="误录")

        with refuses("already-told", kind=OutOfOrder):
            case.does("feed_back", "2026-09-10")

    def test_whom_it_was_told_is_not_corrected(self) -> None:
        """It was sent to them; another one is told by an act of its own."""
        case = declined(by=HOTLINE)
        case.does("feed_back", "2026-09-07", to="reporter")

        with refuses("given-by-the-system", kind=NotCompetent):
            case.does("correct_act", "2026-09-08", of="feed_back", fields={"to": "sender"}, reason="误录")


class TestToldOutside:
    def test_a_second_answer_of_record_is_sent_to_nobody(self) -> None:
        """补录事实: the system has its answer; what was told it outside is written down, not sent."""
        file = answered(HOTLINE.id)
        second = of_record(file, "answer_complaint", "2026-09-09", result="补录的答复")

        made = judge(file.kind, file.number, file.acts, 0, file.law, second.recorded_at).effects
        assert second.irregularity
        sent = [one.act_no for one in made if isinstance(one, Feedback) and one.key.endswith("/feedback")]
        assert [second.no - 1] == sent

    def test_it_lays_nothing_more_on_anybody(self) -> None:
        """The duty to tell the first answer stands, alone, until it is entered."""
        file = answered()
        second = of_record(file, "answer_complaint", "2026-09-09")
        open_ = [(term.started_by, term.state) for term in by_hand(file, "2026-09-09")]

        assert ({}, [(second.no - 1, "running")]) == (told(file, second), open_)
        with refuses("out-of-order", kind=OutOfOrder):
            file.does("archive_complaint", "2026-09-10")
        file.does("confirm_feedback", "2026-09-10", of=second.no - 1)
        assert file.does("archive_complaint", "2026-09-10 15:00")


class TestOnItsWay:
    """Sent to another system or file, and not known yet to have arrived."""

    def test_it_holds_the_archive_until_it_has_arrived(self) -> None:
        """It may still be refused; then it is somebody's to tell."""
        file = complaint(sender=HOTLINE.id)
        with refuses("out-of-order", kind=OutOfOrder):
            file.does("archive_complaint", "2026-09-03")
        enters(file, RecordDelivery(effect=f"{file.number}/2/feedback", receiver=HOTLINE.id), "2026-09-03 15:00")

        assert file.does("archive_complaint", "2026-09-04")

    def test_a_receipt_that_has_come_counts_also_for_what_is_dated_before_it(self) -> None:
        """Entered a day late, the archive of the 3rd is not held by a receipt of the 4th."""
        file = complaint(sender=HOTLINE.id)
        enters(file, RecordDelivery(effect=f"{file.number}/2/feedback", receiver=HOTLINE.id), "2026-09-04")

        assert file.does("archive_complaint", "2026-09-03", now="2026-09-04 15:00")

    def test_a_case_waits_for_its_complaint(self) -> None:
        """The complaint's file may refuse what the case tells it."""
        case = declined(by=OFFICER, source="complaint", complaint="T2026-000001")
        sent = case.does("feed_back", "2026-09-07", to="complaint")
        case.does("close_case", "2026-09-08", ground="not_filed")
        with refuses("out-of-order", kind=OutOfOrder):
            case.does("archive_case", "2026-09-08")
        enters(case, RecordDelivery(effect=f"{case.number}/{sent.no}/feedback", receiver="T2026-000001"), "2026-09-09")

        assert case.does("archive_case", "2026-09-10")

    def test_of_which_nothing_is_heard_in_time_it_is_told_by_hand(self) -> None:
        """Three working days (norm.delivery) end on Monday the 7th; before, the system tries, and nobody has to."""
        file = complaint(sender=HOTLINE.id)
        with refuses("out-of-order", kind=OutOfOrder):
            file.does("confirm_feedback", "2026-09-07", of="refuse_complaint")
        with refuses("out-of-order", kind=OutOfOrder):
            file.does("archive_complaint", "2026-09-08")
        file.does("confirm_feedback", "2026-09-08", of="refuse_complaint")

        assert file.does("archive_complaint", "2026-09-08 15:00")


class TestArchive:
    def test_a_complaint_waits_for_its_reporter_to_be_told(self) -> None:
        """What nobody has entered as told is not filed away."""
        file = complaint()

        with refuses("out-of-order", kind=OutOfOrder):
            file.does("archive_complaint", "2026-09-03")

    def test_so_does_a_case(self) -> None:
        """Closed it may be, filed away not."""
        case = declined("receive_complaint", CLERK)
        case.does("feed_back", "2026-09-07", to="reporter")
        case.does("close_case", "2026-09-08", ground="not_filed")
        with refuses("out-of-order", kind=OutOfOrder):
            case.does("archive_case", "2026-09-09")
        case.does("confirm_feedback", "2026-09-09", of="feed_back")

        assert case.does("archive_case", "2026-09-09 10:00")


@pytest.mark.parametrize(("named", "terms"), [(True, ["running"]), (False, [])])
def test_an_anonymous_complaint_is_filed_away_without_a_word_to_nobody(*, named: bool, terms: list[str]) -> None:
    """热线办法 art. 7, 10: whoever gave no name cannot be told; nobody has to enter that it was done."""
    for last in ("refuse_complaint", "answer_complaint"):
        file = PaperCase(kind=COMPLAINT)
        file.does("receive_complaint", "2026-09-01", by=CLERK, named=named)
        if last == "answer_complaint":
            for day, act in enumerate(("accept_complaint", "forward_complaint", "record_complaint_result"), start=2):
                file.does(act, f"2026-09-0{day}")
        told = file.does(last, "2026-09-08")
        said = {"result": "不属实"} if last == "answer_complaint" else {"reason": "属于其他部门职责"}
        file.does("correct_act", "2026-09-09", of=told.no, fields=said, reason="笔误")

        assert [term.state for term in file.at("2026-09-09").terms if term.rule == BY_HAND][-1:] == terms
        if not named:
            file.does("archive_complaint", "2026-09-10")
