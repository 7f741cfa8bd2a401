"""Procuratorial suggestions, public-interest suits, damages: what others ask of the bureau, and by when."""

from datetime import date

from judging.judge import judge
from kinds import VIOLATION_CASE
from law.refusals import NotCompetent, Unclear
from models.acts.terms import TermLapses
from models.people import Answerable
from models.standing import Standing
from tests.builders import CITY, CLERK, COUNTY, OFFICER, PaperCase, a_case, command, moment
from tests.procedures.hearing_path import of_record
from tests.procedures.referred import does, term
from tests.procedures.refusing import refuses

OTHER = Answerable(level=2, grid="430426", unit="u-430426", leader="p-other-l", main="p-other-m", direct="p-other-d")


def owners(standing: Standing) -> set[tuple[str, str]]:
    """Return who has to see to the bureau's open terms."""
    return {(row.owner_unit, row.owner_person) for row in standing.terms if row.open and row.obligor == "authority"}


def _old_case(opened: str) -> PaperCase:
    case = PaperCase()
    case.does("report_finding", opened)
    return case


class TestSuggestion:
    def test_it_is_answered_within_two_months(self) -> None:
        """检察公益诉讼解释 art. 21: received on 15 September, answered by 16 November, the 15th being a Sunday."""
        case = a_case(until="inspect_site")
        does(case, "receive_proposal", "2026-09-15")
        does(case, "reply_to_proposal", "2026-11-16", of="receive_proposal")

        found = term(case, "procuratorial_suggestion", "2026-11-16")
        assert (str(found.last_day), found.state) == ("2026-11-16", "met")

    def test_in_urgent_cases_within_fifteen_days(self) -> None:
        """检察公益诉讼解释 art. 21: and the longer term does not run."""
        case = a_case(until="inspect_site")
        does(case, "receive_proposal", "2026-09-15", urgent=True)

        assert str(term(case, "procuratorial_suggestion_urgent", "2026-09-15").last_day) == "2026-09-30"
        assert not [row for row in case.at("2026-09-16").terms if row.rule == "procuratorial_suggestion"]

    def test_before_the_law_only_the_provinces_on_trial_had_a_term(self) -> None:
        """试点工作实施办法 art. 40: one month, until 1 March 2018."""
        tried, other = _old_case("2017-03-01"), _old_case("2017-03-01")
        does(tried, "receive_proposal", "2017-03-06", pilot=True)
        does(other, "receive_proposal", "2017-03-06")

        assert str(term(tried, "procuratorial_suggestion_2015", "2017-03-07").last_day) == "2017-04-06"
        assert not [row for row in other.at("2017-03-07").terms if row.rule.startswith("procuratorial")]

    def test_from_the_first_day_of_the_law_the_term_is_two_months_for_all(self) -> None:
        """检察公益诉讼解释 art. 21: in force from 2 March 2018."""
        before, after = _old_case("2018-02-01"), _old_case("2018-02-01")
        does(before, "receive_proposal", "2018-03-01")
        does(after, "receive_proposal", "2018-03-02")

        rules = [
            {row.rule for row in case.at("2018-03-03").terms if "suggestion" in row.rule} for case in (before, after)
        ]
        assert rules == [set(), {"procuratorial_suggestion"}]

    def test_what_the_procuratorate_decided_is_served_within_days(self) -> None:
        """公益诉讼办案规则 art. 76: decided on the 10th, served by the 14th, the 13th being a Sunday."""
        case = a_case(until="inspect_site")
        does(case, "receive_proposal", "2026-09-15", decided_on=date(2026, 9, 10))

        found = term(case, "pil_suggestion_service", "2026-09-15")
        assert (str(found.last_day), found.state, found.obligor) == ("2026-09-14", "met_late", "procuratorate")


class TestSuitsAndDamages:
    def test_the_bureau_is_told_of_a_public_interest_case(self) -> None:
        """公益诉讼办案规则 art. 70: within seven days."""
        case = a_case(until="inspect_site")
        does(case, "record_public_interest_case", "2026-09-07")
        does(case, "receive_public_interest_notice", "2026-09-14", of="record_public_interest_case")

        assert term(case, "pil_file_notice", "2026-09-14").state == "met"

    def test_the_court_tells_the_bureau_of_a_civil_suit(self) -> None:
        """环境民事公益诉讼解释 art. 12: within ten days."""
        case = a_case(until="inspect_site")
        does(case, "record_civil_suit", "2026-09-07")
        does(case, "receive_civil_suit_notice", "2026-09-18", of="record_civil_suit")

        found = term(case, "civil_pil_notice", "2026-09-18", "inform")
        assert (str(found.last_day), found.state, found.obligor) == ("2026-09-17", "met_late", "court")

    def test_a_clue_to_damage_is_looked_into_and_consulted_about(self) -> None:
        """生态环境损害赔偿管理规定: thirty days, ninety days; both still unread in the original, and shown so."""
        case = a_case(until="inspect_site")
        does(case, "find_damage_clue", "2026-09-07")
        does(case, "decide_damage_claim", "2026-10-08", of="find_damage_clue")
        does(case, "serve_consultation_notice", "2026-10-12", of="decide_damage_claim")
        does(case, "conclude_consultation", "2027-01-11", of="serve_consultation_notice")

        checked, consulted = (
            term(case, "damage_precheck", "2027-01-11"),
            term(case, "damage_consultation", "2027-01-11"),
        )
        assert [checked.state, consulted.state] == ["met", "met"]
        assert [checked.grade, consulted.grade] == ["M", "M"]
        assert [checked.statutory, consulted.statutory] == [False, False]

    def test_what_binds_nobody_is_not_told_one_level_up(self) -> None:
        """A number kept from memory is no law: past it the handler is told, and nobody above."""
        case = a_case(until="inspect_site")
        does(case, "find_damage_clue", "2026-09-07")
        case.waits_until("2026-10-09")

        [lapsed] = [one.content for one in case.record().all(TermLapses) if "damage" in one.content.term]
        assert lapsed.escalated_to == ("u-430423-direct",)

    def test_a_consultation_of_the_police_is_answered_in_writing(self) -> None:
        """衔接工作办法 art. 24: within seven days."""
        case = a_case(until="inspect_site")
        does(case, "request_consultation", "2026-09-07")
        does(case, "receive_consultation", "2026-09-14", of="request_consultation")

        assert term(case, "consult_reply", "2026-09-14").state == "met"

    def test_a_meeting_and_a_designation_are_put_on_record(self) -> None:
        """处罚办法 art. 15: they start no term of their own."""
        case = a_case(until="inspect_site")
        before = len(case.at("2026-09-05").terms)
        does(case, "hold_joint_meeting", "2026-09-04")
        does(case, "designate_jurisdiction", "2026-09-04")

        assert len(case.at("2026-09-05").terms) == before
        assert command("hold_joint_meeting", "2026-09-04", by=CLERK, bodies=["示例"], conclusion="示例").content.act


class TestDesignation:
    """处罚办法 art. 15: a common superior names who is competent (指定管辖)."""

    def test_the_unit_that_is_named_answers_from_then_on(self) -> None:
        """The county had the case; with the designation the city answers, for the terms that run already as well."""
        case = a_case(until="inspect_site")
        before = case.at("2026-09-04")
        does(case, "designate_jurisdiction", "2026-09-04", unit=CITY)
        after = case.at("2026-09-04")

        assert (before.holder_unit, before.holder_person) == (COUNTY, f"{COUNTY}-direct")
        assert (after.holder_unit, after.holder_person) == (CITY, f"{CITY}-direct")
        assert owners(before) == {(COUNTY, f"{COUNTY}-direct")}
        assert owners(after) == {(CITY, f"{CITY}-direct")}

    def test_they_are_told_and_may_act(self) -> None:
        """A unit outside the grid's chain comes in with the persons it names; those are told, and may carry on."""
        case = a_case(until="inspect_site")
        stranger = OFFICER.model_copy(update={"id": "p-other-1", "unit": OTHER.unit})
        with refuses("not-your-file", article="四（三）", kind=NotCompetent):
            case.does("interview", "2026-09-04", by=stranger)
        done = does(case, "designate_jurisdiction", "2026-09-04", unit=OTHER.unit, answerable=OTHER)
        case.does("interview", "2026-09-05", by=stranger)

        effects = judge(VIOLATION_CASE, "2026-000001", case.acts, done.no - 1, case.law, moment("2026-09-05")).effects
        assert [one.to for one in effects if one.act_no == done.no] == [(OTHER.direct, OTHER.main)]
        assert case.at("2026-09-05").holder_unit == OTHER.unit

    def test_somebody_has_to_answer_there(self) -> None:
        """衡政办发〔2015〕76号: no case without its persons, and none goes to a unit of which nobody is known."""
        with refuses("nobody-answers", kind=Unclear):
            does(a_case(until="inspect_site"), "designate_jurisdiction", "2026-09-04", unit=OTHER.unit)

    def test_a_fact_of_record_that_leaves_it_open_makes_the_named_unit_answer(self) -> None:
        """What the superior named stands: that unit answers, and until its persons are named the county's are told."""
        case = a_case(until="inspect_site")
        of_record(case, "designate_jurisdiction", "2026-09-04", unit=OTHER.unit, by_superior="示例机关")
        unnamed = case.at("2026-09-05")
        case.does("reassign", "2026-09-06", answerable=OTHER, reason="明确责任人")

        assert owners(unnamed) == {(OTHER.unit, f"{COUNTY}-direct")}
        assert owners(case.at("2026-09-07")) == {(OTHER.unit, OTHER.direct)}

    def test_the_later_of_two_counts(self) -> None:
        """Handed to the county on 2 September, named the city's on the 4th, and the county's again on the 7th."""
        case = a_case(until="inspect_site")
        does(case, "designate_jurisdiction", "2026-09-04", unit=CITY)
        does(case, "designate_jurisdiction", "2026-09-07", unit=COUNTY)

        assert case.at("2026-09-07").holder_unit == COUNTY
