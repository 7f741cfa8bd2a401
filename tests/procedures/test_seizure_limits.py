"""Seizures (查封、扣押): day 30, 60 and 61, appraisal, seals, a corrected date."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Refused, Unclear
from models.acts.seizure import ImposeSeizure
from models.acts.terms import TermLapses
from procedures.seizure.limits import extension_stays_within_limit, running
from tests.builders import HEAD, PaperCase, a_case
from tests.procedures.measures import PUMP, an_inspected_case, attempt, does, last_day, sealed, term
from tests.procedures.refusing import refuses
from tests.procedures.test_service import PUBLIC


@contextmanager
def refuses_any(*articles: str, kind: type[Refused]) -> Iterator[None]:
    """Expect a refusal that cites one of these articles, by whichever guard stands first."""
    with pytest.raises(kind) as caught:
        yield
    assert any(article in caught.value.article for article in articles)


class TestThirtyAndSixtyDays:
    def test_the_last_day_falls_on_a_holiday_and_stays_there(self) -> None:
        """行政强制法 art. 25(1): thirty days from 1 September end on 1 October, holiday or not."""
        assert last_day(sealed(), "seizure_period", "2026-09-02") == "2026-10-01"

    def test_released_on_day_thirty_is_in_time(self) -> None:
        """Day 30 is the last."""
        case = sealed()
        does(case, "release_seizure", "2026-10-01", of="impose_seizure", ground="expired")

        assert term(case, "seizure_period", "2026-10-02").state == "met"

    def test_released_on_day_thirty_one_is_late(self) -> None:
        """The day after it the term is late and told one level up; the release is still due."""
        case = sealed()
        case.waits_until("2026-10-02 00:00")
        does(case, "release_seizure", "2026-10-02", of="impose_seizure", ground="expired")

        assert term(case, "seizure_period", "2026-10-03").state == "met_late"
        assert any("seizure_period" in act.content.term for act in case.record().all(TermLapses))

    @pytest.mark.parametrize(
        ("act", "fields"),
        [
            ("check_seal", {}),
            ("receive_release_application", {}),
            ("notify_seizure_appraisal", {"until": "2026-10-20"}),
            ("dispose_seized", {}),
        ],
    )
    def test_nothing_goes_on_after_the_last_day(self, act: str, fields: dict[str, str]) -> None:
        """G10, 行政强制法 art. 28(1)(4): on day 30 still, on day 31 no more."""
        case = sealed()
        with refuses("seizure-expired", article="第28条", kind=OutOfTime):
            does(case, act, "2026-10-02", of="impose_seizure", **fields)

        does(sealed(), act, "2026-10-01", of="impose_seizure", **fields)

    def extended(self, on: str = "2026-10-01", *, told: bool = True, **fields: object) -> PaperCase:
        """Return a sealed case, its time extended on a day, and the party told of it the same day."""
        case = sealed()
        key = term(case, "seizure_period", "2026-09-02").key
        case.does("extend_term", on, term=key, reason="案情复杂", **fields)
        if told:
            does(case, "notify_seizure_extension", on, of="extend_term")
        return case

    def test_an_extension_nobody_was_told_of_does_not_count(self) -> None:
        """行政强制法 art. 25(2): granted on 20 September, told on the last day still, on the day after no more."""
        case = self.extended("2026-09-20", told=False)
        assert last_day(case, "seizure_period", "2026-09-21") == "2026-10-01"
        key = term(case, "seizure_period", "2026-09-21").key
        with refuses_any("第25条", kind=OutOfBounds):
            case.does("extend_term", "2026-09-21", term=key, reason="再次延长")
        with refuses("extension-told-too-late", article="第25条第2款", kind=OutOfTime):
            does(case, "notify_seizure_extension", "2026-10-02", of="extend_term")
        does(case, "notify_seizure_extension", "2026-10-01", of="extend_term")

        assert last_day(case, "seizure_period", "2026-10-02") == "2026-10-31"

    @pytest.mark.parametrize(
        ("until", "code"),
        [("2026-09-01", "period-reversed"), ("2026-10-01", ""), ("2026-10-02", "seizure-too-long")],
    )
    def test_a_seizure_sets_its_own_last_day_within_thirty(self, until: str, code: str) -> None:
        """行政强制法 art. 25(1): thirty days from 1 September at most; fewer can be said."""
        case = an_inspected_case()
        if code:
            with refuses(code, article="第25条"):
                does(case, "impose_seizure", "2026-09-01 10:00", until=until)
            return
        does(case, "impose_seizure", "2026-09-01 10:00", until=until)

        assert last_day(case, "seizure_period", "2026-09-02") == until

    def test_a_shorter_seizure_ends_earlier_and_stands_still_for_an_appraisal(self) -> None:
        """Told until the 11th, it is over on the 12th; ten days of an appraisal that was told are ten days more."""
        case = an_inspected_case()
        imposed = does(case, "impose_seizure", "2026-09-01 10:00", until="2026-09-11")
        does(case, "approve_seizure_afterwards", "2026-09-01 12:00", of=imposed.no)
        assert "check_seal" in {one.act for one in case.at("2026-09-12").forbidden}
        does(case, "notify_seizure_appraisal", "2026-09-02", of=imposed.no, until="2026-09-11")

        assert last_day(case, "seizure_period", "2026-09-03") == "2026-09-21"

    def test_extended_on_day_thirty_it_ends_on_day_sixty(self) -> None:
        """行政强制法 art. 25(1): thirty more at most; 31 October is a Saturday and stays the last day."""
        case = self.extended()

        assert last_day(case, "seizure_period", "2026-10-02") == "2026-10-31"
        does(case, "release_seizure", "2026-10-31", of="impose_seizure", ground="expired")
        assert term(case, "seizure_period", "2026-11-01").state == "met"

    def test_an_extension_taken_back_counts_no_more_until_it_is_told_again(self) -> None:
        """行政强制法 art. 25(2): the first last day is back; told again in time, the same extension counts again."""
        case = self.extended("2026-09-20")
        assert last_day(case, "seizure_period", "2026-09-21") == "2026-10-31"
        back = {"by": HEAD, "outcome": "redo", "reason": "理由不明确"}
        case.does("revoke_order", "2026-09-22", of="notify_seizure_extension", **back)

        assert last_day(case, "seizure_period", "2026-09-23") == "2026-10-01"
        with refuses("set-aside-already", kind=OutOfOrder):
            case.does("revoke_order", "2026-09-23", of="notify_seizure_extension", **back)
        does(case, "notify_seizure_extension", "2026-09-24", of="extend_term", key="told-again")
        assert last_day(case, "seizure_period", "2026-09-25") == "2026-10-31"

    def test_taken_back_after_the_first_last_day_the_seizure_is_over(self) -> None:
        """行政强制法 art. 28: it has outlived its time, and is released at once."""
        case = self.extended("2026-10-01")
        back = {"by": HEAD, "outcome": "revoke", "reason": "案情并不复杂"}
        case.does("revoke_order", "2026-10-09", of="notify_seizure_extension", **back)

        assert term(case, "seizure_period", "2026-10-10").state == "late"
        with refuses("seizure-expired", article="第28条", kind=OutOfTime):
            does(case, "check_seal", "2026-10-10", of="impose_seizure")
        assert does(case, "release_seizure", "2026-10-10", of="impose_seizure", ground="expired")

    def test_day_sixty_one_is_too_late(self) -> None:
        """G10: never past day sixty."""
        case = self.extended()
        with refuses("seizure-expired", article="第28条", kind=OutOfTime):
            does(case, "check_seal", "2026-11-01", of="impose_seizure")

    def test_it_is_not_extended_on_day_thirty_one(self) -> None:
        """行政强制法 art. 25: what is over cannot be extended."""
        with refuses_any("第25条", "第28条", kind=OutOfTime):
            self.extended("2026-10-02")

    def test_it_is_extended_once_and_by_no_more_than_thirty_days(self) -> None:
        """行政强制法 art. 25: no second time, no thirty-first day; fewer days may be granted."""
        case = self.extended(amount=10)
        key = term(case, "seizure_period", "2026-10-02").key

        assert last_day(case, "seizure_period", "2026-10-02") == "2026-10-11"
        with refuses_any("第25条", kind=OutOfBounds):
            case.does("extend_term", "2026-10-02", term=key, reason="再次延长")
        with refuses_any("第25条", kind=OutOfBounds):
            self.extended(amount=31)

    def test_the_extension_is_told_in_writing(self) -> None:
        """行政强制法 art. 25(2): at once, in writing, with reasons; only an extension of a seizure."""
        case = self.extended()

        with refuses("no-such-act", kind=Unclear):
            does(case, "notify_seizure_extension", "2026-10-02", of="impose_seizure")

    def test_the_standing_says_what_is_forbidden_now_and_why(self) -> None:
        """G10 on the timeline: from day 31 what would go on is shown as forbidden, the release as possible."""
        case = sealed()

        standing = case.at("2026-10-02")

        forbidden = {one.act: one.guard for one in standing.forbidden}
        assert forbidden["check_seal"] == forbidden["receive_release_application"] == "G10"
        assert "release_seizure" in {one.act for one in standing.next}


class TestExtensionGuard:
    @pytest.mark.parametrize(
        ("on", "amount", "code"),
        [("2026-10-02", None, "seizure-expired"), ("2026-10-01", 31, "seizure-extension-too-long")],
    )
    def test_g10_refuses_an_extension_too_late_or_too_long(self, on: str, amount: int | None, code: str) -> None:
        """G10, 行政强制法 art. 25: asked on day 31, or for thirty-one days; on day 30 for thirty it passes."""
        case = sealed()
        key = term(case, "seizure_period", "2026-09-02").key
        with refuses(code, kind=Refused):
            extension_stays_within_limit(attempt(case, "extend_term", on, term=key, reason="复杂", amount=amount))

        extension_stays_within_limit(attempt(case, "extend_term", "2026-10-01", term=key, reason="复杂", amount=30))

    def test_g10_refuses_a_second_extension(self) -> None:
        """G10: once."""
        case = sealed()
        key = term(case, "seizure_period", "2026-09-02").key
        case.does("extend_term", "2026-09-20", term=key, reason="复杂", amount=5)
        with refuses("seizure-extended-twice", article="第25条"):
            extension_stays_within_limit(attempt(case, "extend_term", "2026-09-21", term=key, reason="复杂"))

    def test_what_no_head_approved_is_not_extended(self) -> None:
        """行政强制法 art. 19: without the approval in its hours there is nothing to extend; other terms pass."""
        case = an_inspected_case()
        does(case, "impose_seizure", "2026-09-01 10:00")
        key = term(case, "seizure_period", "2026-09-01 11:00").key
        with refuses("approval-missing", article="第19条"):
            extension_stays_within_limit(attempt(case, "extend_term", "2026-09-03", term=key, reason="复杂"))

        extension_stays_within_limit(attempt(case, "extend_term", "2026-09-03", term="case#1", reason="复杂"))


class TestAppraisal:
    def test_a_notified_appraisal_does_not_count(self) -> None:
        """行政强制法 art. 25(3): ten days told are ten days more, and no holiday moves them."""
        case = sealed()
        does(case, "notify_seizure_appraisal", "2026-09-11", of="impose_seizure", until="2026-09-20")

        assert last_day(case, "seizure_period", "2026-09-12") == "2026-10-11"

    def test_monitoring_nobody_was_told_of_counts(self) -> None:
        """行政强制法 art. 25(3): time excluded from the case does not lengthen a seizure unless it was told."""
        case = a_case("file_case")
        does(case, "impose_seizure", "2026-09-08")
        does(case, "approve_seizure_afterwards", "2026-09-08 15:00", of="impose_seizure")
        case.does("begin_excluded_time", "2026-09-09", ground="appraisal")

        assert last_day(case, "seizure_period", "2026-09-10") == "2026-10-08"

    def test_it_ends_by_itself_on_the_day_that_was_told(self) -> None:
        """The seizure has a last day at any time, even if nobody records the end of the appraisal."""
        case = sealed()
        does(case, "notify_seizure_appraisal", "2026-09-11", of="impose_seizure", until="2026-09-20")
        with refuses("seizure-expired", article="第28条"):
            does(case, "check_seal", "2026-10-12", of="impose_seizure")

    def test_done_earlier_it_counts_again_earlier(self) -> None:
        """The rest of the time that was told is not used up."""
        case = sealed()
        does(case, "notify_seizure_appraisal", "2026-09-11", of="impose_seizure", until="2026-09-20")
        does(case, "end_seizure_appraisal", "2026-09-13", of="notify_seizure_appraisal")

        assert last_day(case, "seizure_period", "2026-09-14") == "2026-10-04"

    def test_it_lengthens_only_the_seizure_it_is_about(self) -> None:
        """Another seizure in the same case runs on."""
        case = sealed()
        other = does(case, "impose_seizure", "2026-09-02 10:00", things=[{**PUMP, "mark": "P-02"}])
        does(case, "approve_seizure_afterwards", "2026-09-02 12:00", of=other.no)
        does(case, "notify_seizure_appraisal", "2026-09-11", of=other.no, until="2026-09-20")

        days = [str(one.last_day) for one in case.at("2026-09-12").terms if one.rule == "seizure_period"]

        assert days == ["2026-10-01", "2026-10-12"]

    @pytest.mark.parametrize(
        ("until", "last"), [("2026-10-07", ""), ("2026-10-08", "2026-11-01"), ("2026-10-12", "2026-11-05")]
    )
    def test_told_by_public_notice_it_stands_still_from_then(self, until: str, last: str) -> None:
        """民事诉讼法 art. 95: published on 2 September, told on 8 October; what went before counts."""
        case = TestThirtyAndSixtyDays().extended("2026-09-02")
        said = {"of": "impose_seizure", "until": until, **PUBLIC}
        if not last:
            with refuses("appraisal-in-the-past", article="第25条第3款", kind=Unclear):
                does(case, "notify_seizure_appraisal", "2026-09-02", **said)
            return
        does(case, "notify_seizure_appraisal", "2026-09-02", **said)

        assert last_day(case, "seizure_period", "2026-09-03") == last

    @pytest.mark.parametrize(("ended", "last"), [("2026-09-10", "2026-10-31"), ("2026-10-08", "2026-11-01")])
    def test_ended_before_it_was_told_it_stood_still_on_no_day(self, ended: str, last: str) -> None:
        """Published on 2 September, told on 8 October: ended before, it lengthens nothing; on that day, by a day."""
        case = TestThirtyAndSixtyDays().extended("2026-09-02")
        does(case, "notify_seizure_appraisal", "2026-09-02", of="impose_seizure", until="2026-10-20", **PUBLIC)
        does(case, "end_seizure_appraisal", ended, of="notify_seizure_appraisal")

        assert last_day(case, "seizure_period", "2026-10-09") == last

    def test_its_end_is_fixed_beforehand(self) -> None:
        """行政强制法 art. 25(3): the time must be definite."""
        with refuses("appraisal-in-the-past", article="第25条第3款", kind=Unclear):
            does(sealed(), "notify_seizure_appraisal", "2026-09-11", of="impose_seizure", until="2026-09-10")


class TestSeals:
    def test_checks_follow_one_another(self) -> None:
        """办法 art. 23: periodically; each check starts the next of the city's own terms, the release ends them."""
        case = sealed()
        does(case, "check_seal", "2026-09-10", of="impose_seizure")
        does(case, "release_seizure", "2026-09-15", of="impose_seizure")

        checks = [one.state for one in case.at("2026-09-16").terms if one.rule == "norm.seal_check"]

        assert checks == ["met", "met"]

    def test_a_broken_seal_goes_to_the_police(self) -> None:
        """办法 art. 23(2): reported once; a whole seal is not reported."""
        case = sealed()
        whole = does(case, "check_seal", "2026-09-09", of="impose_seizure")
        broken = does(case, "check_seal", "2026-09-10", of="impose_seizure", is_intact=False)
        with refuses("seal-is-whole", article="第23条"):
            does(case, "report_broken_seal", "2026-09-10", of=whole.no)
        does(case, "report_broken_seal", "2026-09-11", of=broken.no)
        with refuses("already-done"):
            does(case, "report_broken_seal", "2026-09-11", of=broken.no)

        assert term(case, "norm.police_note", "2026-09-11").state == "met"


class TestCorrection:
    def test_a_corrected_date_moves_the_last_day_and_says_what_became_late(self) -> None:
        """Really seized on 28 August: the release of 30 September turns out three days late; nothing is deleted."""
        case = an_inspected_case("2026-08-25")
        imposed = does(case, "impose_seizure", "2026-09-01 10:00")
        does(case, "approve_seizure_afterwards", "2026-09-01 12:00", of=imposed.no)
        does(case, "check_seal", "2026-09-10", of=imposed.no)
        does(case, "release_seizure", "2026-09-30", of=imposed.no)
        before = len(case.acts)
        assert term(case, "seizure_period", "2026-10-01").state == "met"

        case.does(
            "correct_act", "2026-10-08", of=imposed.no, happened_at="2026-08-28T10:00:00+08:00", reason="日期誊写有误"
        )

        assert len(case.acts) >= before + 1
        assert last_day(case, "seizure_period", "2026-10-08") == "2026-09-27"
        assert term(case, "seizure_period", "2026-10-08").state == "met_late"
        assert term(case, "coercive_urgent_approval", "2026-10-08").state == "met_late"

    def test_what_went_on_after_the_corrected_last_day_is_named(self) -> None:
        """G10 after a correction: the application received on 1 October came after the seizure had ended."""
        case = an_inspected_case("2026-08-25")
        imposed = does(case, "impose_seizure", "2026-09-01 10:00")
        does(case, "approve_seizure_afterwards", "2026-09-01 12:00", of=imposed.no)
        asked = does(case, "receive_release_application", "2026-10-01", of=imposed.no)
        case.does(
            "correct_act", "2026-10-08", of=imposed.no, happened_at="2026-08-28T10:00:00+08:00", reason="日期誊写有误"
        )

        irregularities = {one.act: one for one in case.at("2026-10-08").irregularities}

        assert "第28条" in irregularities[asked.no].article

    def test_an_ended_seizure_is_not_ended_again_beside_a_running_one(self) -> None:
        """行政强制法 art. 28: each seizure ends once, whatever else is still sealed."""
        case = sealed()
        other = does(case, "impose_seizure", "2026-09-02 10:00", things=[{**PUMP, "mark": "P-02"}])
        first = case.record().first(ImposeSeizure)
        does(case, "release_seizure", "2026-09-02 11:00", of=other.no)
        with refuses("already-released", article="第28条"):
            does(case, "release_seizure", "2026-09-02 12:00", of=other.no)

        assert running(case.record()) == [first]
