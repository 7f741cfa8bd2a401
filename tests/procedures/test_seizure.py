"""Seizures (查封、扣押): approval, scope by date, what is done on site, the hours of an emergency."""

import pytest

from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.acts.terms import TermLapses
from models.effects import Document
from tests.builders import OFFICERS, PATROLLER, PaperCase
from tests.procedures.measures import OLD_LAW, PUMP, an_inspected_case, does, made, sealed, term
from tests.procedures.refusing import refuses


class TestBefore:
    def test_a_seizure_with_approval_beforehand_needs_none_afterwards(self) -> None:
        """行政强制法 art. 18: the head approves first; no hours run."""
        case = an_inspected_case()
        does(case, "approve_seizure", "2026-09-01 09:00")
        does(case, "impose_seizure", "2026-09-01 10:00", of="approve_seizure", is_urgent=False)

        rules = {one.rule for one in case.at("2026-09-02").terms}

        assert "seizure_period" in rules
        assert "coercive_urgent_approval" not in rules

    def test_without_approval_and_without_urgency_it_is_refused(self) -> None:
        """行政强制法 art. 18(1), 办法 art. 10: nobody seizes on his own account."""
        with refuses("not-approved", article="第18条", kind=OutOfOrder):
            does(an_inspected_case(), "impose_seizure", "2026-09-01 10:00", is_urgent=False)

    def test_evidence_comes_first(self) -> None:
        """办法 art. 9: nothing is seized before anything was investigated."""
        case = PaperCase()
        case.does("report_finding", "2026-09-01 08:00")
        with refuses("out-of-order", article="第9条"):
            does(case, "impose_seizure", "2026-09-01 10:00")

    def test_an_approval_serves_once_and_for_what_it_says(self) -> None:
        """行政强制法 art. 18(1): another manner or another time asks for another approval."""
        case = an_inspected_case()
        does(case, "approve_seizure", "2026-09-01 09:00")
        with refuses("beyond-approval", article="第18条", kind=OutOfBounds):
            does(case, "impose_seizure", "2026-09-01 10:00", of="approve_seizure", is_urgent=False, manner="detain")
        does(case, "impose_seizure", "2026-09-01 10:00", of="approve_seizure", is_urgent=False)
        other = {**PUMP, "mark": "P-02"}
        with refuses("approval-used", article="第18条"):
            does(case, "impose_seizure", "2026-09-01 11:00", of="approve_seizure", is_urgent=False, things=[other])

    def test_approved_and_urgent_at_once_is_unclear(self) -> None:
        """What was approved did not have to go without approval."""
        case = an_inspected_case()
        does(case, "approve_seizure", "2026-09-01 09:00")
        with refuses("approved-and-urgent", kind=Unclear):
            does(case, "impose_seizure", "2026-09-01 10:00", of="approve_seizure")
        with refuses("no-such-act", kind=Unclear):
            does(case, "impose_seizure", "2026-09-01 10:00", of="inspect_site", is_urgent=False)

    def test_a_grave_case_is_deliberated(self) -> None:
        """办法 art. 10: grave cases go to the case board before the approval."""
        case = an_inspected_case()
        with refuses("collective-discussion-missing", article="第10条"):
            does(case, "approve_seizure", "2026-09-01 09:00", is_major=True)

        does(case, "approve_seizure", "2026-09-01 09:00", is_major=True, is_discussed=True)

    @pytest.mark.parametrize("ground", ["evasion", "emergency"])
    def test_what_must_be_seized_is_spared_only_for_the_listed_reasons(self, ground: str) -> None:
        """办法 art. 4(2), 6: evasion and ignored orders must be seized, but for public works, livelihood, safety."""
        case = an_inspected_case()
        with refuses("must-seize", article="第6条", kind=OutOfBounds):
            does(case, "spare_seizure", "2026-09-01 09:00", ground=ground)

        does(case, "spare_seizure", "2026-09-01 09:00", ground=ground, because="public_facility")

    def test_serious_pollution_makes_any_seizure_a_duty(self) -> None:
        """办法 art. 4(2): once serious pollution is caused, the other grounds bind too; before it they may be left."""
        case = an_inspected_case()
        does(case, "spare_seizure", "2026-09-01 09:00")
        with refuses("must-seize", article="第4条第2款"):
            does(case, "spare_seizure", "2026-09-01 10:00", is_serious=True)

        does(case, "spare_seizure", "2026-09-01 10:00", is_serious=True, because="safety")

    def test_a_township_may_not_seize(self) -> None:
        """行政强制法 art. 17: only the authority that the law names."""
        with refuses("no-power", article="第17条", kind=NotCompetent):
            does(an_inspected_case(), "impose_seizure", "2026-09-01 10:00", by=PATROLLER)


class TestScopeByDate:
    def old(self, **fields: object) -> None:
        """Seize on the last day of the old law."""
        does(an_inspected_case("2026-08-14"), "impose_seizure", "2026-08-14 10:00", basis=OLD_LAW, **fields)

    @pytest.mark.parametrize("kind", ["premises", "vessel", "tool", "goods"])
    def test_before_the_code_only_facilities_and_equipment(self, kind: str) -> None:
        """环境保护法 art. 25 until 2026-08-14; 生态环境法典 art. 52 from the next day."""
        thing = {**PUMP, "kind": kind}
        with refuses("thing-out-of-scope", article="第25条", kind=OutOfBounds):
            self.old(things=[thing])

        does(an_inspected_case("2026-08-15"), "impose_seizure", "2026-08-15 10:00", things=[thing])

    def test_before_the_code_no_seizure_for_evidence_or_ecology(self) -> None:
        """生态环境法典 art. 52 adds evidence that may be lost, and harm to ecology."""
        for ground in ("evidence_loss", "ecological_damage"):
            with refuses("no-such-ground", article="第25条", kind=OutOfBounds):
                self.old(ground=ground)

        case = an_inspected_case("2026-08-15")
        does(case, "impose_seizure", "2026-08-15 10:00", ground="evidence_loss")

    def test_in_2015_it_rests_on_the_old_law_and_before_on_none(self) -> None:
        """环境保护法 art. 25 is in force from 2015-01-01; before it the bureau had no such power."""
        does(an_inspected_case("2015-01-05"), "impose_seizure", "2015-01-05 10:00", basis=OLD_LAW)

        with refuses("no-power-then", kind=OutOfBounds):
            does(an_inspected_case("2014-12-31"), "impose_seizure", "2014-12-31 10:00", basis=OLD_LAW)

    def test_a_repealed_law_is_no_basis(self) -> None:
        """G16: from 2026-08-15 环境保护法 art. 25 is no basis of a step any more."""
        with refuses("law-not-in-force", article="第1242条", kind=OutOfBounds):
            does(an_inspected_case(), "impose_seizure", "2026-09-01 10:00", basis=OLD_LAW)


class TestOnSite:
    @pytest.mark.parametrize(
        ("wrong", "code", "article"),
        [
            ({"officers": OFFICERS[:1]}, "too-few-certified-officers", "第42条"),
            ({"identity_shown": False}, "certificate-not-shown", "第55条"),
            ({"reasons_told": False}, "reasons-not-told", "第18条第5项"),
            ({"defence_heard": False}, "defence-not-heard", "第18条第6项"),
            ({"attendance": "absent"}, "no-witness", "第18条第9项"),
            ({"decision_handed_over": False}, "not-handed-over", "第14条"),
            ({"list_handed_over": False}, "not-handed-over", "第24条"),
            ({"remedies": {}}, "remedies-not-told", "第24条第2款第4项"),
            ({"things": [{**PUMP, "is_related": False}]}, "unrelated-thing", "第23条"),
            ({"things": [{**PUMP, "is_necessity": True}]}, "necessity", "第23条"),
            ({"things": [{**PUMP, "sealed_by": "示例人民法院"}]}, "already-sealed", "第23条"),
        ],
    )
    def test_each_flaw_is_refused_with_its_article(self, wrong: dict[str, object], code: str, article: str) -> None:
        """行政强制法 art. 18, 23, 24 and 办法 art. 5, 12, 14: every requirement of the step, one by one."""
        with refuses(code, article=article):
            does(an_inspected_case(), "impose_seizure", "2026-09-01 10:00", **wrong)

    def test_an_absent_party_is_replaced_by_a_witness(self) -> None:
        """行政强制法 art. 18(9): nobody there to be told, but somebody to witness."""
        absent = {"attendance": "absent", "has_witness": True, "reasons_told": False, "defence_heard": False}
        does(an_inspected_case(), "impose_seizure", "2026-09-01 10:00", **absent)

    def test_the_same_thing_is_not_seized_twice(self) -> None:
        """行政强制法 art. 23(2): not while it is sealed; nor after release, unless the party did it again."""
        case = sealed()
        with refuses("already-sealed", article="第23条"):
            does(case, "impose_seizure", "2026-09-03 10:00")
        does(case, "release_seizure", "2026-09-30", of="impose_seizure")
        with refuses("seized-again", article="第25条"):
            does(case, "impose_seizure", "2026-10-09 10:00")

        does(case, "impose_seizure", "2026-10-09 10:00", is_new_conduct=True)

    def test_decision_list_and_disclosure_follow(self) -> None:
        """办法 art. 7, 11: a numbered decision, its inventory, and word to the public."""
        case = sealed()
        effects = made(case)
        words = [effect.word for effect in effects if isinstance(effect, Document)]

        assert ["封", "封清"] == [word for word in words if word.startswith("封")]
        assert any(effect.kind == "disclosure" for effect in effects)


class TestUrgentApproval:
    def test_it_comes_within_twenty_four_hours_by_the_clock(self) -> None:
        """行政强制法 art. 19: 24 hours run through the night; the last minute is in time, the hour itself is not."""
        case = an_inspected_case("2026-09-30")
        does(case, "impose_seizure", "2026-09-30 17:00")
        with refuses("approved-too-late", article="第19条", kind=OutOfTime):
            does(case, "approve_seizure_afterwards", "2026-10-01 17:00", of="impose_seizure")

    def test_the_last_minute_is_in_time(self) -> None:
        """行政强制法 art. 19: through a holiday as well."""
        case = an_inspected_case("2026-09-30")
        does(case, "impose_seizure", "2026-09-30 17:00")

        does(case, "approve_seizure_afterwards", "2026-10-01 16:59", of="impose_seizure")

        assert term(case, "coercive_urgent_approval", "2026-10-02").state == "met"
        with refuses("already-approved", article="第19条"):
            does(case, "approve_seizure_afterwards", "2026-10-01 17:00", of="impose_seizure")

    def test_without_it_the_things_must_go_free(self) -> None:
        """办法 art. 13: nothing goes on but the release; the lapse is told one level up."""
        case = an_inspected_case()
        does(case, "impose_seizure", "2026-09-01 10:00")
        with refuses("approval-missing", article="第19条", kind=OutOfTime):
            does(case, "check_seal", "2026-09-02 10:00", of="impose_seizure")
        lapsed = case.record().all(TermLapses)
        does(case, "release_seizure", "2026-09-02 11:00", of="impose_seizure", ground="not_approved")

        assert lapsed[0].content.escalated_to
        assert term(case, "coercive_urgent_approval", "2026-09-03").state == "met_late"

    def test_a_head_who_says_no_ends_it(self) -> None:
        """行政强制法 art. 19: released at once when the head sees no need."""
        case = an_inspected_case()
        does(case, "impose_seizure", "2026-09-01 10:00")
        does(case, "approve_seizure_afterwards", "2026-09-01 12:00", of="impose_seizure", is_approved=False)
        with refuses("approval-refused", article="第19条"):
            does(case, "receive_release_application", "2026-09-01 14:00", of="impose_seizure")

        does(case, "release_seizure", "2026-09-01 15:00", of="impose_seizure", ground="not_approved")
