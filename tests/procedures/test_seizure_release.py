"""Seizures (查封、扣押): application and answer, release, goods given back, sold, disposed of."""

import pytest

from judging.record import Record
from law.refusals import OutOfTime
from models.acts.seizure import ImposeSeizure
from procedures.seizure.limits import nothing_seized, running
from tests.builders import GRANTED, PaperCase
from tests.procedures.measures import PUMP, does, last_day, sealed, term
from tests.procedures.refusing import refuses


class TestApplication:
    def test_it_is_answered_within_five_working_days(self) -> None:
        """办法 art. 19: over the National Day the fifth working day is 13 October (10 October is worked)."""
        case = sealed("2026-09-28")
        does(case, "receive_release_application", "2026-09-30", of="impose_seizure", by=GRANTED)

        assert last_day(case, "seal_release_application", "2026-09-30") == "2026-10-13"
        does(case, "maintain_seizure", "2026-10-13", of="receive_release_application")
        assert term(case, "seal_release_application", "2026-10-14").state == "met"
        with refuses("already-done"):
            does(case, "maintain_seizure", "2026-10-13 15:00", of="receive_release_application")

    def test_a_release_answers_its_own_application_only(self) -> None:
        """Two seizures, two applications: releasing one leaves the other application open."""
        case = sealed()
        other = does(case, "impose_seizure", "2026-09-02 10:00", things=[{**PUMP, "mark": "P-02"}])
        does(case, "approve_seizure_afterwards", "2026-09-02 12:00", of=other.no)
        [first, _] = case.record().all(ImposeSeizure)
        does(case, "receive_release_application", "2026-09-07", of=other.no)
        does(case, "release_seizure", "2026-09-08", of=first.no)

        assert term(case, "seal_release_application", "2026-09-08").state == "running"
        does(case, "release_seizure", "2026-09-08 15:00", of=other.no)
        assert term(case, "seal_release_application", "2026-09-08 16:00").state == "met"

    def test_the_release_is_served_within_three_working_days(self) -> None:
        """办法 art. 21(1): released on 30 September, served by 10 October, a worked Saturday, and the next days off."""
        case = sealed()
        does(case, "release_seizure", "2026-09-30", of="impose_seizure")

        assert last_day(case, "seal_release_service", "2026-09-30") == "2026-10-10"
        with refuses("out-of-order", article="第28条"):
            does(case, "release_seizure", "2026-10-08", of="impose_seizure")
        does(case, "serve_seizure_release", "2026-10-10", of="release_seizure")
        assert term(case, "seal_release_service", "2026-10-11").state == "met"
        assert nothing_seized(case.record())

    def test_a_release_that_names_itself_releases_nothing(self) -> None:
        """A fact of record may say anything: the walk back ends, and the seizure it should have named goes on."""
        case = sealed()
        released = does(case, "release_seizure", "2026-09-30", of="impose_seizure")
        does(case, "serve_seizure_release", "2026-10-08", of="release_seizure")
        astray = released.model_copy(update={"content": released.content.model_copy(update={"of": released.no})})
        record = Record.of([astray if act.no == astray.no else act for act in case.acts])

        assert [act.content.act for act in running(record)] == ["impose_seizure"]
        assert not nothing_seized(record)

    def test_released_because_decided_asks_for_the_decision(self) -> None:
        """办法 art. 20(1): the ground must be in the file."""
        with refuses("no-decision", article="第20条"):
            does(sealed(), "release_seizure", "2026-09-10", of="impose_seizure", ground="decided")


class TestGoods:
    def taken(self) -> PaperCase:
        """Return a case whose pump was taken away and released on 15 September."""
        case = sealed(manner="detain")
        does(case, "release_seizure", "2026-09-15", of="impose_seizure")
        does(case, "serve_seizure_release", "2026-09-16", of="release_seizure")
        return case

    def test_goods_are_given_back(self) -> None:
        """办法 art. 21(2): a detained thing is not done with until the party has it."""
        case = self.taken()
        assert not nothing_seized(case.record())
        does(case, "return_goods", "2026-09-17", of="release_seizure")

        assert nothing_seized(case.record())

    def test_unclaimed_goods_are_sold_after_sixty_days(self) -> None:
        """办法 art. 21(2)(3): announced on 17 September, the sixtieth day is 16 November; sold the day after."""
        case = self.taken()
        does(case, "announce_goods", "2026-09-17", of="release_seizure")
        assert last_day(case, "seal_goods_claim", "2026-09-17") == "2026-11-16"
        with refuses("still-claimable", article="第21条", kind=OutOfTime):
            does(case, "sell_goods", "2026-11-16", of="announce_goods")
        does(case, "sell_goods", "2026-11-17", of="announce_goods")

        assert nothing_seized(case.record())
        assert term(case, "seal_goods_claim", "2026-11-17").state == "expired"

    def test_a_claim_in_time_ends_the_announcement(self) -> None:
        """办法 art. 21(2): on the last day still."""
        case = self.taken()
        does(case, "announce_goods", "2026-09-17", of="release_seizure")
        does(case, "return_goods", "2026-11-16", of="release_seizure")

        assert term(case, "seal_goods_claim", "2026-11-16").state == "met"

    def test_what_was_only_sealed_is_not_announced(self) -> None:
        """Nothing was taken away."""
        case = sealed()
        does(case, "release_seizure", "2026-09-15", of="impose_seizure")
        with refuses("nothing-taken", article="第21条"):
            does(case, "announce_goods", "2026-09-16", of="release_seizure")

    @pytest.mark.parametrize(
        ("manner", "code", "article"),
        [("confiscate", "no-confiscation", "第27条"), ("hand_over", "not-told", "第21条")],
    )
    def test_disposal_needs_its_ground(self, manner: str, code: str, article: str) -> None:
        """行政强制法 art. 21, 27: no confiscation without decision, no handing over without word to the party."""
        with refuses(code, article=article):
            does(sealed(), "dispose_seized", "2026-09-15", of="impose_seizure", manner=manner)

    def test_handed_over_with_the_case_the_seizure_is_over(self) -> None:
        """办法 art. 22: the things go with the case to the police."""
        case = sealed()
        does(case, "dispose_seized", "2026-09-15", of="impose_seizure", manner="hand_over", is_told=True)

        assert running(case.record()) == []
        assert term(case, "seizure_period", "2026-09-16").state == "met"
        assert nothing_seized(case.record())
