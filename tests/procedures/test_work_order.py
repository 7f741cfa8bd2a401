"""A platform's work order: its own deadline, urging and what it is told, and a return that it accepts or not."""

import pytest

from kinds import COMPLAINT
from law.refusals import NotCompetent, OutOfOrder, OutOfTime
from models.effects import Feedback, Message
from models.particulars import ComplaintParticulars
from models.senders import PUBLIC_FORM
from tests.builders import CLERK, HEAD, HOTLINE, PATROLLER, PaperCase
from tests.procedures.measures import effects_of, terms
from tests.procedures.refusing import refuses

DEADLINE, REPLY, RETURN = "norm.order_deadline", "norm.order_reply", "norm.order_return"
ORDER = {"sender": HOTLINE.id, "sender_no": "HY20260901000123"}


def order(**fields: object) -> PaperCase:
    """Return a complaint that a platform sent on 1 September 2026, a Tuesday."""
    complaint = PaperCase(kind=COMPLAINT)
    complaint.number = "T2026-000001"
    complaint.does("receive_complaint", "2026-09-01", **{**ORDER, **fields})
    return complaint


def returned() -> PaperCase:
    """Return a work order that was asked to be taken back the next day."""
    complaint = order()
    complaint.does("return_order", "2026-09-02")
    return complaint


class TestTheDeadline:
    def test_the_platforms_day_is_shown_as_the_platforms_and_moves_no_term_of_the_law(self) -> None:
        """It runs beside the days to accept; said otherwise later, that day counts; a result keeps it."""
        complaint = order(handle_by="2026-09-11")
        (first,) = terms(complaint, DEADLINE, "2026-09-01")
        (accepting,) = terms(complaint, "hotline_accept", "2026-09-01")
        complaint.does("set_order_deadline", "2026-09-03", by=HOTLINE, handle_by="2026-09-18")
        void, running = terms(complaint, DEADLINE, "2026-09-04")
        complaint.does("refuse_complaint", "2026-09-07")

        assert ("2026-09-11", False, True) == (str(first.last_day), first.statutory, accepting.statutory)
        assert "平台派单时规定的最后一日，不是法定期限" in first.citation
        assert ("void", "2026-09-18") == (void.state, str(running.last_day))
        assert ["void", "met"] == [one.state for one in terms(complaint, DEADLINE, "2026-09-08")]

    def test_a_day_that_nobody_keeps_is_late_and_told_upward(self) -> None:
        """The day after the last one; what the law gives runs on."""
        complaint = order(handle_by="2026-09-04")
        complaint.waits_until("2026-09-07")

        assert ["late"] == [one.state for one in terms(complaint, DEADLINE, "2026-09-07")]
        assert ["running"] == [one.state for one in terms(complaint, "hotline_accept", "2026-09-07")]

    def test_without_a_day_of_the_platform_there_is_none(self) -> None:
        """Nothing is made up."""
        assert [] == terms(order(), DEADLINE, "2026-09-01")

    def test_a_day_that_is_past_is_none(self) -> None:
        """Named as the platform's, with both days."""
        with refuses("deadline-is-past", kind=OutOfTime):
            order().does("set_order_deadline", "2026-09-03", handle_by="2026-09-02")

    @pytest.mark.parametrize("last", ["1999-12-31", "2026-08-31", "2099-12-31"])
    def test_an_order_with_a_day_that_nobody_can_keep_is_received_without_a_term(self, last: str) -> None:
        """Handed on late, or with a day of no sense: the citizen's complaint counts, the day is kept as it was said."""
        complaint = order(handle_by=last)

        assert [] == terms(complaint, DEADLINE, "2026-09-01")
        assert last == str(complaint.acts[0].content.known()["handle_by"])
        assert ["running"] == [one.state for one in terms(complaint, "hotline_accept", "2026-09-01")]


class TestUrging:
    def test_what_is_supervised_has_to_be_replied_to_by_the_day_that_was_set(self) -> None:
        """Told to who answers; replied, the platform is told, and the term is kept."""
        complaint = order()
        urging = complaint.does("record_order_urging", "2026-09-02", by=HOTLINE, reply_by="2026-09-04")
        (running,) = terms(complaint, REPLY, "2026-09-02")
        complaint.does("reply_to_urging", "2026-09-03", of=urging.no)
        (told,) = [one for one in effects_of(complaint, "reply_to_urging", "2026-09-03") if isinstance(one, Feedback)]

        assert ("2026-09-04", False) == (str(running.last_day), running.statutory)
        assert ["met"] == [one.state for one in terms(complaint, REPLY, "2026-09-03")]
        assert ((HOTLINE.id,), "HY20260901000123", "已安排现场检查") == (told.to, told.sender_no, told.result)

    def test_a_reminder_is_counted_and_asks_for_no_reply_where_the_platform_sets_no_day(self) -> None:
        """催办: two of them; 督办 without a day has the days of the norm."""
        complaint = order()
        complaint.does("record_order_urging", "2026-09-02", by=HOTLINE, way="remind")
        complaint.does("record_order_urging", "2026-09-03", by=CLERK, way="remind")
        none = terms(complaint, REPLY, "2026-09-03")
        complaint.does("record_order_urging", "2026-09-03 10:00", way="supervise")
        told = complaint.at("2026-09-03 11:00").particulars

        assert [] == none
        assert ["2026-09-07"] == [str(one.last_day) for one in terms(complaint, REPLY, "2026-09-03 11:00")]
        assert isinstance(told, ComplaintParticulars)
        assert 3 == told.urged

    def test_the_result_is_the_reply_and_what_is_supervised_after_it_holds_the_archive(self) -> None:
        """An answer since is as good as a reply; 督办 on a closed file is not filed away unsaid."""
        complaint = order()
        complaint.does("record_order_urging", "2026-09-02", by=HOTLINE)
        complaint.does("refuse_complaint", "2026-09-03")
        before = [one.state for one in terms(complaint, REPLY, "2026-09-03")]
        complaint.does("record_order_urging", "2026-09-04", by=HOTLINE, demand="诉求人不认可，请说明")
        complaint.waits_until("2026-09-15")
        complaint.does("confirm_feedback", "2026-09-15", of="refuse_complaint")
        with refuses("out-of-order", kind=OutOfOrder, says="督办尚未回复"):
            complaint.does("archive_complaint", "2026-09-15 10:00")
        complaint.does("reply_to_urging", "2026-09-15 11:00", of="record_order_urging")

        assert ["met"] == before
        assert complaint.does("archive_complaint", "2026-09-15 12:00")

    @pytest.mark.parametrize("opening", [{"sender": "", "sender_no": ""}, {"sender": PUBLIC_FORM, "sender_no": ""}])
    def test_what_no_platform_sent_is_no_work_order(self, opening: dict[str, str]) -> None:
        """A call that was taken down here, or the public form: no platform stands behind it."""
        for act in ("set_order_deadline", "record_order_urging", "return_order"):
            with refuses("out-of-order", kind=OutOfOrder, says="不是平台派来的工单"):
                order(**opening).does(act, "2026-09-02")

    def test_a_work_order_that_somebody_entered_by_its_number_is_one(self) -> None:
        """No system is told: who answers enters it on the platform."""
        complaint = order(sender="")
        complaint.does("return_order", "2026-09-02")
        (told,) = effects_of(complaint, "return_order", "2026-09-02")

        assert isinstance(told, Message)
        assert "请在派单平台上办理“申请退单”" in told.title


class TestTheReturn:
    def test_it_names_its_ground_of_competence_and_whose_it_is(self) -> None:
        """The platform reads all three; the head decides; the days to accept run on meanwhile."""
        complaint = returned()
        (told,) = effects_of(complaint, "return_order", "2026-09-02")

        assert isinstance(told, Feedback)
        assert told.result == "不属于生态环境主管部门职责，请转衡山县城市管理局办理：反映占道经营"
        assert ["running"] == [one.state for one in terms(complaint, "hotline_accept", "2026-09-03")]
        assert ["other"] == [one.obligor for one in terms(complaint, RETURN, "2026-09-03")]

    @pytest.mark.parametrize(("ground", "article"), [("not_environmental", "第7条第1款第2项"), ("elsewhere", "第17条")])
    def test_it_rests_on_the_article_of_its_ground(self, ground: str, article: str) -> None:
        """A clerk is refused under that very article."""
        with refuses("no-power", kind=NotCompetent):
            order().does("return_order", "2026-09-02", by=CLERK)
        complaint = order()
        complaint.does("return_order", "2026-09-02", ground=ground)
        with refuses("already-done", kind=OutOfOrder, article=article):
            complaint.does("return_order", "2026-09-03", ground=ground, by=HEAD)

    def test_accepted_it_ends_the_complaint_with_a_reason(self) -> None:
        """Every term loses its object; neither refused nor accepted any more; filed away."""
        complaint = order(handle_by="2026-09-30")
        complaint.does("record_order_urging", "2026-09-01 10:00", by=HOTLINE)
        complaint.does("return_order", "2026-09-02")
        complaint.does("record_return_accepted", "2026-09-03", by=HOTLINE, of="return_order")
        standing = complaint.at("2026-09-03 10:00")
        for act, code in (("accept_complaint", "file-closed"), ("refuse_complaint", "out-of-order")):
            with refuses(code, kind=OutOfOrder):
                complaint.does(act, "2026-09-04")

        assert (True, "平台已同意退单") == (standing.closed, standing.stage_name)
        assert ["norm.complaint_archive"] == [one.rule for one in standing.terms if one.open]
        assert complaint.does("archive_complaint", "2026-09-07")

    def test_refused_it_is_dealt_with_here(self) -> None:
        """The reason is told; it is not asked for once more."""
        complaint = returned()
        complaint.does("record_return_refused", "2026-09-03", by=HOTLINE, of="return_order")
        with refuses("already-done", kind=OutOfOrder):
            complaint.does("return_order", "2026-09-04")

        assert ["met"] == [one.state for one in terms(complaint, RETURN, "2026-09-03")]
        assert complaint.does("accept_complaint", "2026-09-04")

    @pytest.mark.parametrize("first", ["accepted", "refused"])
    @pytest.mark.parametrize("then", ["accepted", "refused"])
    def test_the_platform_answers_a_return_once(self, first: str, then: str) -> None:
        """A yes after a no would close what has to be accepted; the same order sent anew takes no old answer either."""
        complaint = returned()
        complaint.does(f"record_return_{first}", "2026-09-03", by=HOTLINE, of="return_order")
        if first == "accepted":
            complaint.does("reopen_complaint", "2026-09-04", ground="superior", reason="平台复核后仍交本局办理")
        with refuses("already-done", kind=OutOfOrder, says="退单"):
            complaint.does(f"record_return_{then}", "2026-09-07", by=HOTLINE, of="return_order")

        assert not complaint.at("2026-09-07 10:00").closed
        assert complaint.does("accept_complaint", "2026-09-08")

    def test_what_was_taken_up_again_may_be_returned_again(self) -> None:
        """Once since then; the platform's yes is to the new return, and ends it as the first one did."""
        complaint = returned()
        complaint.does("record_return_accepted", "2026-09-03", by=HOTLINE, of="return_order")
        complaint.does("reopen_complaint", "2026-09-04", ground="superior", reason="平台复核后仍交本局办理")
        again = complaint.does("return_order", "2026-09-07")
        with refuses("already-done", kind=OutOfOrder):
            complaint.does("return_order", "2026-09-08")
        complaint.does("record_return_accepted", "2026-09-08 10:00", by=HOTLINE, of=again.no)

        assert (True, "平台已同意退单") == ((now := complaint.at("2026-09-08 11:00")).closed, now.stage_name)
        assert ["met", "met"] == [one.state for one in terms(complaint, RETURN, "2026-09-08 11:00")]

    def test_what_is_supervised_after_the_return_holds_the_archive(self) -> None:
        """As after any other result: the platform asks on, and is replied to."""
        complaint = returned()
        complaint.does("record_return_accepted", "2026-09-03", by=HOTLINE, of="return_order")
        complaint.does("record_order_urging", "2026-09-04", by=HOTLINE)
        with refuses("out-of-order", kind=OutOfOrder, says="督办尚未回复"):
            complaint.does("archive_complaint", "2026-09-07")

    def test_what_was_taken_up_meanwhile_is_not_taken_back(self) -> None:
        """Silence of the platform holds nobody: accepted, the return is given up, and a late yes is refused."""
        complaint = returned()
        complaint.does("accept_complaint", "2026-09-03")
        with refuses("out-of-order", kind=OutOfOrder):
            complaint.does("record_return_accepted", "2026-09-04", by=HOTLINE, of="return_order")

        assert ["void"] == [one.state for one in terms(complaint, RETURN, "2026-09-03")]
        assert complaint.does("record_return_refused", "2026-09-04 10:00", by=HOTLINE, of="return_order")

    def test_what_was_accepted_is_transferred_and_not_returned(self) -> None:
        """Who has told the reporter that it is dealt with hands it on by the statute's way (移送)."""
        complaint = order()
        complaint.does("accept_complaint", "2026-09-02")
        with refuses("out-of-order", kind=OutOfOrder):
            complaint.does("return_order", "2026-09-03")

    def test_what_was_returned_may_be_taken_up_again(self) -> None:
        """The platform sends it after all: the head reopens, and it is accepted."""
        complaint = returned()
        complaint.does("record_return_accepted", "2026-09-03", by=HOTLINE, of="return_order")
        complaint.does("reopen_complaint", "2026-09-07", ground="superior", reason="平台复核后仍交本局办理")

        assert complaint.does("accept_complaint", "2026-09-08")

    def test_a_township_answers_for_no_work_order(self) -> None:
        """Nor may another post of the bureau say what the platform said."""
        with refuses("no-power", kind=NotCompetent):
            order().does("record_order_urging", "2026-09-02", by=PATROLLER)


def test_what_only_the_platform_does_is_offered_where_it_is_waited_for() -> None:
    """Nobody is offered the answer to a return that was not asked for, nor a reply to what was not urged."""
    complaint = order()
    before = {row.act for row in complaint.at("2026-09-01 10:00").next}
    complaint.does("record_order_urging", "2026-09-02", by=HOTLINE)
    complaint.does("return_order", "2026-09-02 10:00")
    now = {row.act for row in complaint.at("2026-09-02 11:00").next}
    waited = {"reply_to_urging", "record_return_accepted", "record_return_refused"}

    assert set() == waited & before
    assert waited <= now


def test_who_sends_may_say_what_the_platform_says_of_its_own_orders() -> None:
    """Without a word in the register: its own orders, and nobody else's; the reply and the return are ours alone."""
    named = {grant.act for grant in HOTLINE.granted()}
    platforms_own = {"set_order_deadline", "record_order_urging", "record_return_accepted", "record_return_refused"}

    assert platforms_own <= named
    assert not {"reply_to_urging", "return_order"} & named
