"""Guards on who acts, where a case may go and who is told what (G2, G3, G11 to G15, G17 to G20)."""

from __future__ import annotations

from datetime import date

import pytest
from refusing import DAY, NOW, Officer, refusal
from under import LAW

from law import guards
from law.guards import Result
from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, OutOfTime, Unclear


class TestG2:
    """At least two certified officers (行政处罚法第42条)."""

    def test_one_officer_counted_twice_is_one(self) -> None:
        """The same person twice is still one officer."""
        officer = Officer("甲", NOW)

        refusal(NotCompetent, lambda: guards.two_certified_officers([officer, officer], on=NOW, law=LAW))

    def test_a_certificate_is_valid_on_its_last_day(self) -> None:
        """The last day counts, the day after does not."""
        officers = [Officer("甲", NOW), Officer("乙", NOW)]

        guards.two_certified_officers(officers, on=NOW, law=LAW)
        refusal(NotCompetent, lambda: guards.two_certified_officers(officers, on=NOW + DAY, law=LAW))

    def test_a_person_without_certificate_does_not_count(self) -> None:
        """No certificate, no officer; the refusal says whose it is that is missing or has run out."""
        officers = [Officer("甲", NOW), Officer("乙", None), Officer("丙", NOW - DAY)]
        no = refusal(NotCompetent, lambda: guards.two_certified_officers(officers, on=NOW, law=LAW))

        assert "乙没有执法证件" in no.sentence
        assert "丙的执法证件有效期至" in no.sentence
        assert "甲" not in no.sentence

    def test_the_certificates_must_be_shown(self) -> None:
        """Two certified officers who showed nothing are refused with the article on showing (第55条)."""
        officers = [Officer("甲", NOW), Officer("乙", NOW)]

        no = refusal(
            NotCompetent, lambda: guards.two_certified_officers(officers, on=NOW, law=LAW, certificates_shown=False)
        )

        assert "第55条" in no.article

    @pytest.mark.parametrize("on", [date(2005, 3, 1), date(2015, 3, 1), date(2022, 3, 1), date(2024, 3, 1)])
    def test_two_officers_are_needed_at_all_times(self, on: date) -> None:
        """The number has stood in every text since 1996."""
        refusal(NotCompetent, lambda: guards.two_certified_officers([Officer("甲", NOW)], on=on, law=LAW))


class TestG3:
    """Who investigated does not review, chair the hearing or vote (生态环境行政处罚办法第38条)."""

    @pytest.mark.parametrize(
        ("role", "words"), [("reviewer", "第38条"), ("hearing_chair", "第64条"), ("voter", "第18项")]
    )
    def test_an_investigator_is_refused_in_every_other_role(self, role: guards.people.Role, words: str) -> None:
        """Each role is refused with its own basis."""
        no = refusal(NotCompetent, lambda: guards.investigator_keeps_away("甲", {"甲", "乙"}, role, on=NOW, law=LAW))

        assert words in no.article

    def test_somebody_else_may_review(self) -> None:
        """A person who did not investigate is free."""
        guards.investigator_keeps_away("丙", {"甲", "乙"}, "reviewer", on=NOW, law=LAW)


class TestG11AndG12:
    """Crime and detention."""

    def test_signs_of_crime_stop_the_penalty(self) -> None:
        """No fine instead of prosecution (行政处罚法第27条)."""
        refusal(
            OutOfOrder,
            lambda: guards.no_fine_instead_of_prosecution(
                on=NOW, law=LAW, indicators=["危险废物三吨以上"], branch="none"
            ),
        )

    def test_a_running_transfer_stops_it_and_its_end_frees_it(self) -> None:
        """While the police decide the penalty waits (环环监〔2017〕17号第16条)."""
        refusal(
            OutOfOrder, lambda: guards.no_fine_instead_of_prosecution(on=NOW, law=LAW, indicators=(), branch="open")
        )
        guards.no_fine_instead_of_prosecution(on=NOW, law=LAW, indicators=["x"], branch="closed_without_punishment")

    def test_detention_needs_a_penalty_decision_first(self) -> None:
        """公治〔2014〕853号第2条."""
        refusal(
            OutOfOrder, lambda: guards.detention_referral_is_ripe("evasion", on=NOW, law=LAW, penalty_decided_on=None)
        )
        guards.detention_referral_is_ripe("evasion", on=NOW, law=LAW, penalty_decided_on=NOW)

    def test_only_listed_conduct_is_transferred(self) -> None:
        """An unknown trigger is unclear; one the law did not know then is out of bounds."""
        refusal(Unclear, lambda: guards.detention_referral_is_ripe("noise", on=NOW, law=LAW, penalty_decided_on=NOW))
        refusal(
            OutOfBounds,
            lambda: guards.detention_referral_is_ripe(
                "solid_waste", on=date(2016, 1, 4), law=LAW, penalty_decided_on=date(2016, 1, 4)
            ),
        )


class TestG13ToG15:
    """Who may do it, and where a case may go."""

    def test_a_bureau_cannot_close_a_firm(self) -> None:
        """Closure is the government's (生态环境行政处罚办法第17条)."""
        refusal(
            NotCompetent,
            lambda: guards.closure_by_government_only(
                on=NOW, law=LAW, issued_by_government=False, approved_by_government=False
            ),
        )
        guards.closure_by_government_only(on=NOW, law=LAW, issued_by_government=False, approved_by_government=True)

    def test_a_township_has_no_penalty_power(self) -> None:
        """Level 3 is refused, level 2 is not (行政处罚法第23条、第24条)."""
        refusal(NotCompetent, lambda: guards.township_has_no_penalty_power(on=NOW, law=LAW, grid_level=3))
        guards.township_has_no_penalty_power(on=NOW, law=LAW, grid_level=2)

    def test_a_provincial_delegation_helps_since_2021_only(self) -> None:
        """Before 2021-07-15 no province could delegate the power."""
        number = "湘政发〔2022〕0号"

        guards.township_has_no_penalty_power(on=NOW, law=LAW, grid_level=3, delegation=number)
        refusal(
            NotCompetent,
            lambda: guards.township_has_no_penalty_power(on=date(2020, 1, 2), law=LAW, grid_level=3, delegation=number),
        )

    def test_a_transferred_case_is_not_passed_on(self) -> None:
        """The receiver asks the common superior (第16条)."""
        refusal(OutOfOrder, lambda: guards.no_second_transfer(on=NOW, law=LAW, received_by_transfer=True))
        guards.no_second_transfer(on=NOW, law=LAW, received_by_transfer=False)


class TestG17:
    """The reporter stays sealed (生态环境法典第146条)."""

    @pytest.mark.parametrize("text", ["来电人李某某反映", "电话 138-0000-0000", "电话１３８００００００００"])
    def test_no_spelling_of_the_identity_gets_out(self, text: str) -> None:
        """Spaces, dashes and full-width digits hide nothing, and the refusal does not repeat it."""
        no = refusal(
            OutOfBounds, lambda: guards.reporter_stays_sealed(text, ["李某某", "13800000000"], on=NOW, law=LAW)
        )

        assert "李某某" not in str(no)

    def test_other_words_may_leave(self) -> None:
        """A text without the identity passes; an empty piece of identity matches nothing."""
        guards.reporter_stays_sealed("群众反映夜间排放异味", ["李某某", ""], on=NOW, law=LAW)


class TestG18ToG20:
    """What the party and the public are told."""

    def test_a_result_must_be_told_before_the_notice(self) -> None:
        """An untold report stops the notice (生态环境行政处罚办法第29条)."""
        refusal(OutOfOrder, lambda: guards.results_told_before_notice([Result("监测报告", None)], on=NOW, law=LAW))
        refusal(OutOfOrder, lambda: guards.results_told_before_notice([Result("监测报告", NOW + DAY)], on=NOW, law=LAW))
        guards.results_told_before_notice([Result("监测报告", NOW)], on=NOW, law=LAW)

    @pytest.mark.parametrize("missing", ["reconsideration_body", "reconsideration_period", "court", "suit_period"])
    def test_a_decision_names_both_remedies_and_their_periods(self, missing: str) -> None:
        """Each missing word is refused (行政处罚法第59条)."""
        words = {
            "reconsideration_body": "某某市人民政府",
            "reconsideration_period": "60日",
            "court": "某某人民法院",
            "suit_period": "6个月",
        }

        guards.remedies_told("decision", on=NOW, law=LAW, **words)
        refusal(Unclear, lambda: guards.remedies_told("decision", on=NOW, law=LAW, **{**words, missing: " "}))

    def test_an_overturned_penalty_is_withdrawn_in_time(self) -> None:
        """On the last day there is still time, the day after there is not (行政处罚法第48条)."""
        overturned, last = date(2026, 9, 14), date(2026, 9, 17)

        def ask(on: date, withdrawn: date | None) -> None:
            guards.overturned_penalty_is_withdrawn(
                on=on, law=LAW, overturned_on=overturned, withdrawn_on=withdrawn, last_day=last
            )

        ask(last, None)
        ask(last + DAY, last)
        refusal(OutOfTime, lambda: ask(last + DAY, None))
