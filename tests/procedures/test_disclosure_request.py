"""A request for information: the days to answer and what stops them, each kind of answer, relief, and answering anew."""

from typing import Any

import pytest

from judging.attempt import Attempt
from kinds import DISCLOSURE_REQUEST
from law.catalogue import Cited
from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, OutOfTime
from models.effects import Document
from models.particulars import RequestParticulars
from tests.builders import CLERK, HEAD, PATROLLER, REMEDIES, PaperCase
from tests.procedures.measures import effects_of, terms
from tests.procedures.refusing import refuses

RULE = "gov_info_on_request"
CAME = "2026-09-01"
"""A Tuesday; twenty working days later is 29 September, before the holiday of October."""


def request(**fields: Any) -> PaperCase:  # noqa: ANN401
    """Return a request that was received on 1 September 2026."""
    file = PaperCase(kind=DISCLOSURE_REQUEST)
    file.number = "G2026-000001"
    file.does("receive_disclosure_request", CAME, **fields)
    return file


def answered(on: str = "2026-09-07", **fields: Any) -> PaperCase:  # noqa: ANN401
    """Return a request that was answered."""
    file = request()
    file.does("answer_disclosure_request", on, **fields)
    return file


def served(**fields: Any) -> PaperCase:  # noqa: ANN401
    """Return a request of which the answer was served on 8 September."""
    file = answered(**fields)
    file.does("serve_disclosure_answer", "2026-09-08", of="answer_disclosure_request")
    return file


def running(file: PaperCase, at: str) -> str:
    """Return the last day to answer, as it stands."""
    rules = (RULE, "gov_info_later_answer", "redo_after_review")
    (term,) = [row for rule in rules for row in terms(file, rule, at) if row.open and "." not in row.key]
    return str(term.last_day)


class TestTheDaysToAnswer:
    @pytest.mark.parametrize(
        ("on", "state"), [("2026-09-28", "met"), ("2026-09-29", "met"), ("2026-09-30", "met_late")]
    )
    def test_it_is_answered_within_twenty_working_days(self, on: str, state: str) -> None:
        """The day before, the last day, the day after; the term is the statute's, and the engine notes its lapse."""
        file = answered(on)
        (term,) = terms(file, RULE, on)

        assert (state, True) == (term.state, term.statutory)
        assert "第33条" in term.citation
        assert ("term_lapses" in file.names()) == (state == "met_late")

    @pytest.mark.parametrize(
        ("on", "refused"), [("2026-09-09", ""), ("2026-09-10", ""), ("2026-09-11", "asked-too-late")]
    )
    def test_what_is_unclear_is_asked_for_within_seven_working_days(self, on: str, refused: str) -> None:
        """The day before, the last day, the day after: then it is answered as it stands."""
        file = request()
        if refused:
            with refuses(refused, kind=OutOfTime, article="第30条"):
                file.does("ask_for_completion", on)
            return
        file.does("ask_for_completion", on)
        assert ["void", "met"] == [term.state for term in terms(file, RULE, on)]

    def test_it_is_asked_for_once_and_the_days_run_from_the_completed_request(self) -> None:
        """From 9 September twenty working days reach beyond the holiday: 13 October."""
        file = request()
        file.does("ask_for_completion", "2026-09-03")
        file.does("complete_disclosure_request", "2026-09-09", of="ask_for_completion")
        with refuses("already-done", kind=OutOfOrder):
            file.does("ask_for_completion", "2026-09-10", lacking="另有不明", due="2026-09-25")

        assert running(file, "2026-09-10") == "2026-10-13"

    def test_time_in_which_a_third_party_is_asked_does_not_count(self) -> None:
        """Asked on the 14th, answered on the 21st: those eight days and no others; the party has fifteen working days."""
        file = request()
        file.does("consult_on_disclosure", "2026-09-14")
        with refuses("not-heard-yet", article="第32条"):
            file.does("answer_disclosure_request", "2026-09-15")
        (theirs,) = [row for row in terms(file, RULE, "2026-09-15") if row.key.startswith(f"{RULE}.third_party")]
        file.does("record_consultation", "2026-09-21", of="consult_on_disclosure", says="agrees", has_good_reason=False)

        assert ("other", "2026-10-10") == (theirs.obligor, str(theirs.last_day))
        assert running(file, "2026-09-22") == "2026-10-14"

    def test_silence_is_recorded_after_the_days_are_over_and_no_later_day_is_left_out(self) -> None:
        """On the last day it is too early; a clerk who is late with it wins no days for the answer."""
        late, prompt = request(), request()
        for file, on in ((prompt, "2026-10-12"), (late, "2026-10-16")):
            file.does("consult_on_disclosure", "2026-09-14")
            said = {"of": "consult_on_disclosure", "says": "silent", "has_good_reason": False, "reason": ""}
            with refuses("still-time", kind=OutOfTime):
                file.does("record_consultation", "2026-10-10", **said)
            file.does("record_consultation", on, **said)

        assert running(late, "2026-10-17") == running(prompt, "2026-10-17")

    def test_an_extension_counts_once_the_applicant_was_told(self) -> None:
        """The head extends by twenty working days; untold, the first last day stands."""
        file = request()
        extension = file.does("extend_term", "2026-09-21", term=f"{RULE}#1", reason="涉及数量较多")
        before = running(file, "2026-09-22")
        file.does("tell_of_longer_answer", "2026-09-22", of=extension.no)

        assert ("2026-09-29", "2026-11-02") == (before, running(file, "2026-09-22"))

    def test_the_head_alone_extends_and_answers(self) -> None:
        """A clerk prepares; what is told to the applicant is the head's (政府信息公开工作机构负责人)."""
        with refuses("no-power", kind=NotCompetent):
            answered(by=CLERK)
        with refuses("no-power", kind=NotCompetent):
            request(by=PATROLLER)

    @pytest.mark.parametrize("channel", ["ordinary_post", "internet", "fax"])
    def test_a_receipt_that_nobody_confirmed_is_no_receipt_yet(self, channel: str) -> None:
        """For letters without a receipt, the web and fax the day is that of the confirmation (art. 31)."""
        with refuses("not-confirmed", article="第31条"):
            request(channel=channel)

        assert request(channel=channel, is_confirmed=True).names() == ["receive_disclosure_request"]


class TestTooManyRequests:
    def test_reasons_are_asked_for_before_a_request_is_left(self) -> None:
        """Art. 35: first the question, then its answer or its silence, then the word that it is not dealt with."""
        file = request()
        left = {"outcome": "unprocessed", "reason": "一个月内申请四十件，未说明理由"}
        with refuses("reasons-not-asked", article="第35条"):
            file.does("answer_disclosure_request", "2026-09-02", **left)
        file.does("ask_for_reasons", "2026-09-02")
        silent = {"of": "ask_for_reasons", "is_given": False, "reasons": ""}
        with refuses("still-time"):
            file.does("record_reasons", "2026-09-18", **silent)
        file.does("record_reasons", "2026-09-21", **silent)
        with refuses("no-reasons-given"):
            file.does("postpone_answer", "2026-09-22", of="record_reasons")

        assert file.does("answer_disclosure_request", "2026-09-22", **left)

    def test_good_reasons_may_put_the_answer_off_to_a_day_that_is_told(self) -> None:
        """The day that was set is the last day; a statutory term still."""
        file = request()
        file.does("ask_for_reasons", "2026-09-02")
        file.does("record_reasons", "2026-09-07", of="ask_for_reasons")
        file.does("postpone_answer", "2026-09-08", of="record_reasons")

        assert running(file, "2026-09-09") == "2026-12-31"

    def test_a_fee_stops_the_days_and_its_payment_starts_them_anew(self) -> None:
        """Paid on 16 September: twenty working days from then; unpaid after thirty days it counts as given up."""
        file, unpaid = request(), request()
        for one in (file, unpaid):
            one.does("ask_for_reasons", "2026-09-02")
            one.does("record_reasons", "2026-09-07", of="ask_for_reasons")
            one.does("notify_processing_fee", "2026-09-08", of="record_reasons")
            with refuses("already-done", article="第42条"):
                one.does("notify_processing_fee", "2026-09-09", of="record_reasons", reckoning="另算")
        file.does("record_processing_fee", "2026-09-16", of="notify_processing_fee")
        with refuses("it-came"):
            file.does("deem_request_abandoned", "2026-10-20", of="notify_processing_fee")
        with refuses("still-time"):
            unpaid.does("deem_request_abandoned", "2026-10-08", of="notify_processing_fee")
        unpaid.does("deem_request_abandoned", "2026-10-09", of="notify_processing_fee")

        assert running(file, "2026-09-17") == "2026-10-20"
        assert unpaid.at("2026-10-09 10:00").closed

    @pytest.mark.parametrize(
        ("said", "code", "article"),
        [
            ({"count": None}, "no-count", "第4条"),
            ({"count": 29}, "not-by-the-scale", "第4条"),
            ({"count": 30, "charged": 20}, "not-by-the-scale", "第4条"),
        ],
    )
    def test_a_fee_is_what_the_scale_gives(
        self, said: dict[str, object], code: str, article: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Twenty items beyond the tenth are two thousand yuan; less what was charged, by a scale that was verified."""
        monkeypatch.setattr(Cited, "binds", True)
        file = request()
        file.does("ask_for_reasons", "2026-09-02")
        file.does("record_reasons", "2026-09-07", of="ask_for_reasons")
        with refuses(code, article=article):
            file.does("notify_processing_fee", "2026-09-08", of="record_reasons", **said)

        right = {"count": 30, "charged": 20, "amount": "1000"}
        assert file.does("notify_processing_fee", "2026-09-08", of="record_reasons", **right)

    def test_a_scale_that_is_known_from_memory_alone_is_held_against_nobody(self) -> None:
        """The sum is another one than ours; whoever has the text before him may be right."""
        file = request()
        file.does("ask_for_reasons", "2026-09-02")
        file.does("record_reasons", "2026-09-07", of="ask_for_reasons")

        assert file.does("notify_processing_fee", "2026-09-08", of="record_reasons", count=29, amount="2000")


class TestTheAnswer:
    @pytest.mark.parametrize(
        ("said", "code", "article"),
        [
            ({"outcome": "refused"}, "ground-of-withholding", "第36条第3项"),
            ({"outcome": "provided", "withheld": "internal"}, "ground-of-withholding", "第36条第2项"),
            ({"outcome": "provided", "means": ""}, "not-told", "第36条第2项"),
            ({"outcome": "published", "means": ""}, "not-told", "第36条第1项"),
            ({"outcome": "partly", "withheld": "internal"}, "not-told", "第37条"),
            ({"outcome": "absent"}, "not-told", "第36条第4项"),
            ({"outcome": "not_ours"}, "not-told", "第36条第5项"),
            ({"outcome": "repeated"}, "not-told", "第36条第6项"),
            ({"outcome": "repeated", "earlier": "前一件"}, "not-a-number", "第36条第6项"),
            ({"outcome": "refused", "withheld": "third_party"}, "nobody-objected", "第32条"),
        ],
    )
    def test_each_kind_says_what_its_article_asks(self, said: dict[str, Any], code: str, article: str) -> None:
        """What is lacking is named, with the article of that very kind of answer."""
        with refuses(code, article=article):
            answered(**said)

    @pytest.mark.parametrize(
        ("said", "article"),
        [
            ({"outcome": "refused", "withheld": "enforcement_file"}, "第16条"),
            ({"outcome": "absent", "searched": "以企业名称检索档案系统"}, "第36条第4项"),
            ({"outcome": "not_ours", "competent": "衡山县水利局"}, "第36条第5项"),
            ({"outcome": "not_a_request"}, "第39条第1款"),
            ({"outcome": "publication"}, "第39条第2款"),
            ({"outcome": "not_made"}, "第38条"),
            ({"outcome": "special"}, "第36条第7项"),
        ],
    )
    def test_the_paper_rests_on_the_article_of_its_kind(self, said: dict[str, Any], article: str) -> None:
        """One document, in the name of whoever answers, and the article of what it says."""
        file = answered(**said)
        (paper,) = [
            one for one in effects_of(file, "answer_disclosure_request", "2026-09-07") if isinstance(one, Document)
        ]
        act, record = file.acts[-1], file.record()
        done = Attempt(record, act.day, file.law, DISCLOSURE_REQUEST, act, record)

        assert "政府信息公开申请答复书" == paper.title
        assert article in DISCLOSURE_REQUEST.step(act).cited(done)

    def test_nothing_is_disclosed_over_a_reasonable_objection_without_the_public_interest(self) -> None:
        """With it, the third party is told in writing, and the file is not archived before."""
        file = request()
        file.does("consult_on_disclosure", "2026-09-02")
        file.does("record_consultation", "2026-09-04", of="consult_on_disclosure")
        with refuses("over-an-objection", kind=OutOfBounds, article="第32条"):
            file.does("answer_disclosure_request", "2026-09-07")
        file.does("answer_disclosure_request", "2026-09-07", public_interest="关系饮用水水源安全")
        file.does("serve_disclosure_answer", "2026-09-08", of="answer_disclosure_request")
        with refuses("out-of-order", kind=OutOfOrder, article="第32条"):
            file.does("archive_disclosure_request", "2026-09-09")
        file.does("tell_third_party", "2026-09-09", of="record_consultation")

        assert file.does("archive_disclosure_request", "2026-09-10")

    def test_a_part_answer_that_withholds_just_what_was_objected_to_leaves_nobody_to_be_told(self) -> None:
        """Withheld on another ground it would be given out over the objection; withheld on that one, nothing is."""
        file, other = request(), request()
        for one in (file, other):
            one.does("consult_on_disclosure", "2026-09-02")
            one.does("record_consultation", "2026-09-04", of="consult_on_disclosure")
        part = {"outcome": "partly", "left_out": "工艺参数"}
        with refuses("over-an-objection", kind=OutOfBounds, article="第32条"):
            other.does("answer_disclosure_request", "2026-09-07", withheld="internal", **part)
        file.does("answer_disclosure_request", "2026-09-07", withheld="third_party", **part)
        file.does("serve_disclosure_answer", "2026-09-08", of="answer_disclosure_request")

        assert [] == terms(file, "norm.disclosure_told", "2026-09-08")
        assert file.does("archive_disclosure_request", "2026-09-09")

    def test_an_authority_that_made_it_too_is_asked_by_name(self) -> None:
        """Art. 34; a third party is named by its number (art. 32), and never both in one letter."""
        file = request()
        with refuses("who-is-asked", article="第34条"):
            file.does("consult_on_disclosure", "2026-09-02", whom="authority")
        with refuses("who-is-asked", article="第32条"):
            file.does("consult_on_disclosure", "2026-09-02", party=None)

        assert file.does("consult_on_disclosure", "2026-09-02", whom="authority", party=None, authority="衡山县水利局")


class TestTheEnd:
    def test_what_was_not_completed_is_given_up_after_its_day_and_not_before(self) -> None:
        """On the day that was set it is too early; if it came, it is too late."""
        file = request()
        file.does("ask_for_completion", "2026-09-03")
        with refuses("still-time", article="第30条"):
            file.does("deem_request_abandoned", "2026-09-18", of="ask_for_completion")
        file.does("deem_request_abandoned", "2026-09-19", of="ask_for_completion")
        file.does("archive_disclosure_request", "2026-09-21")

        assert "依申请公开已归档" == file.at("2026-09-21 10:00").stage_name

    def test_a_request_that_nobody_settles_after_that_day_presses(self) -> None:
        """The city's norm, from the day that was set for the applicant."""
        file = request()
        file.does("ask_for_completion", "2026-09-03")
        file.waits_until("2026-09-25")

        assert "term_lapses" in file.names()
        assert ["late"] == [row.state for row in terms(file, "norm.disclosure_settle", "2026-09-25 10:00")]

    def test_a_refusal_goes_to_reconsideration_first(self) -> None:
        """行政复议法 art. 23(1)(4): no period to sue runs, and no suit is recorded before a review."""
        file = served(outcome="refused", withheld="internal")
        with refuses("reconsideration-first", article="第23条第1款第4项"):
            file.does("record_answer_contested", "2026-09-21", of="serve_disclosure_answer", way="suit")
        file.does("record_answer_contested", "2026-09-21", of="serve_disclosure_answer")
        file.does("record_contest_ended", "2026-11-20", of="record_answer_contested")

        assert [] == terms(file, "suit_direct", "2026-09-09")
        assert ["2026-12-07"] == [str(row.last_day) for row in terms(file, "suit_after_review", "2026-11-21")]

    @pytest.mark.parametrize("left_out", ["reconsideration_period", "suit_period"])
    def test_relief_that_was_half_told_was_not_told(self, left_out: str) -> None:
        """Where to go without until when: the long period runs, as with every burden; told in full, the short one."""
        full, half = served(remedies=REMEDIES), served(remedies={**REMEDIES, left_out: ""})
        rule = "review_application" if left_out == "reconsideration_period" else "suit_direct"
        ((short,), (long,)) = (terms(file, rule, "2026-09-09") for file in (full, half))

        assert short.last_day is not None
        assert long.last_day is not None
        assert short.last_day < long.last_day

    def test_what_is_set_aside_after_the_archive_is_answered_anew_in_the_same_file(self) -> None:
        """A contest takes it out of the archive, a decision opens it; it is answered, served and archived again."""
        file = served()
        file.does("archive_disclosure_request", "2026-09-10")
        file.does("record_answer_contested", "2026-09-21", of="serve_disclosure_answer")
        with refuses("out-of-order", article="第51条"):
            file.does("archive_disclosure_request", "2026-09-22")
        file.does("record_answer_overturned", "2026-11-20", of="record_answer_contested", due="2026-12-10")
        opened = file.at("2026-11-20 10:00")
        last = running(file, "2026-11-21")
        file.does("answer_disclosure_request", "2026-12-01")
        file.does("serve_disclosure_answer", "2026-12-02", of="answer_disclosure_request")
        file.does("archive_disclosure_request", "2026-12-03")

        assert (False, "2026-12-10") == (opened.closed, last)
        assert file.at("2026-12-03 10:00").closed

    def test_the_standing_says_nothing_of_who_applies(self) -> None:
        """What was said last, and how many have still to be heard."""
        file = request()
        file.does("consult_on_disclosure", "2026-09-02")
        told = file.at("2026-09-02 10:00").particulars

        assert isinstance(told, RequestParticulars)
        assert ("", 1, 1, "in_person") == (told.outcome, told.consulted, told.awaited, told.channel)

    def test_a_request_that_was_taken_back_is_not_answered(self) -> None:
        """The file closes with the applicant's word; nothing is waited for any more."""
        file = request()
        file.does("withdraw_disclosure_request", "2026-09-03")
        with refuses("file-closed", kind=OutOfOrder):
            file.does("answer_disclosure_request", "2026-09-04", by=HEAD)

        assert ["void"] == [row.state for row in terms(file, RULE, "2026-09-04")]
