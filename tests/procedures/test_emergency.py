"""An environmental emergency: its hours through nights and holidays, its class, who is told, and what follows it."""

from datetime import date
from typing import Any

import pytest

from kinds import EMERGENCY
from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, Unclear
from models.acts.delivery import RecordDeliveryRefused
from models.acts.finding import ReportFinding
from models.effects import OpenFile
from models.particulars import EmergencyParticulars
from models.people import Actor, Role
from tests.builders import CHAIN, CITY, COUNTY, HEAD, OFFICER, PATROLLER, PaperCase, enters, moment
from tests.procedures.measures import effects_of, terms
from tests.procedures.refusing import refuses

GENERAL, MAJOR = "emergency_report_general", "emergency_report_major"
BOTH, UPWARD = ["government", "superior"], ["government", "province", "ministry"]
HOLIDAY = "2026-10-01 02:10"
"""In the night, on the first of seven days off."""
CITY_OFFICER = Actor(id="p-city-2", unit=CITY, level=1, roles=(Role.OFFICER,))


def known(at: str = HOLIDAY, **fields: Any) -> PaperCase:  # noqa: ANN401
    """Return an emergency that the bureau has just learned of."""
    emergency = PaperCase(kind=EMERGENCY)
    emergency.number = "E2026-000001"
    emergency.does("report_emergency", at, by=fields.pop("by", PATROLLER), **fields)
    return emergency


def responded(level: str = "ordinary", **fields: Any) -> PaperCase:  # noqa: ANN401
    """Return an emergency that was reported and whose response has ended on 3 October 2026."""
    emergency = known()
    emergency.does("classify_emergency", "2026-10-01 03:00", level=level, **fields)
    emergency.does("send_first_report", "2026-10-01 03:30", to=[*BOTH, *UPWARD[1:]])
    emergency.does("start_response", "2026-10-01 03:40")
    emergency.does("end_response", "2026-10-03 18:00", of="start_response")
    return emergency


def ends_at(emergency: PaperCase, rule: str, at: str = HOLIDAY) -> list[str]:
    """Return when the terms of a rule end, to the minute, and how they stand."""
    told = terms(emergency, rule, at)
    return [f"{term.ends_at.astimezone(moment(at).tzinfo):%m-%d %H:%M} {term.state}" for term in told if term.ends_at]


class TestTheHours:
    @pytest.mark.parametrize(
        ("circumstances", "rule", "end"),
        [
            ((), GENERAL, "10-01 06:10"),
            (("cross_boundary",), GENERAL, "10-01 06:10"),
            (("drinking_water",), MAJOR, "10-01 04:10"),
            (("heavy_metals", "cross_boundary"), MAJOR, "10-01 04:10"),
            (("unrest",), MAJOR, "10-01 04:10"),
        ],
    )
    def test_while_the_class_is_not_known_what_lies_in_it_says_the_route(
        self, circumstances: tuple[str, ...], rule: str, end: str
    ) -> None:
        """等级不明从重: four hours, or two where water, metals or crowds are touched; in the night of a holiday."""
        emergency = known(circumstances=circumstances)

        assert [f"{end} running"] == ends_at(emergency, rule)
        assert [] == ends_at(emergency, MAJOR if rule == GENERAL else GENERAL)

    @pytest.mark.parametrize(
        ("rule", "circumstances", "to", "at", "state"),
        [
            (GENERAL, (), BOTH, "2026-10-01 05:09", "met"),
            (GENERAL, (), BOTH, "2026-10-01 06:09", "met"),
            (GENERAL, (), BOTH, "2026-10-01 07:10", "met_late"),
            (MAJOR, ("heavy_metals",), UPWARD, "2026-10-01 03:09", "met"),
            (MAJOR, ("heavy_metals",), UPWARD, "2026-10-01 04:09", "met"),
            (MAJOR, ("heavy_metals",), UPWARD, "2026-10-01 05:10", "met_late"),
        ],
    )
    def test_an_hour_before_the_last_minute_and_an_hour_after(
        self, rule: str, circumstances: tuple[str, ...], to: list[str], at: str, state: str
    ) -> None:
        """信息报告办法 art. 3: the hours run by the clock, and are never moved by a night or a holiday."""
        emergency = known(circumstances=circumstances)
        emergency.does("send_first_report", at, to=to)

        assert [state] == [term.state for term in terms(emergency, rule, at)]

    def test_a_report_that_does_not_come_is_told_one_level_up_in_the_night(self) -> None:
        """逾期: the lapse is written at the minute the hours are over."""
        emergency = known()
        emergency.waits_until("2026-10-01 06:10")
        lapse = next(act for act in emergency.acts if act.name == "term_lapses" and GENERAL in str(act.content))

        assert moment("2026-10-01 06:10") == lapse.happened_at
        assert "late" == emergency.at("2026-10-01 06:10").alert


class TestTheClass:
    @pytest.mark.parametrize(
        ("extent", "least"),
        [
            ({}, "ordinary"),
            ({"deaths": 2, "injured": 9, "evacuated": 4999, "loss": "4999999.99"}, "ordinary"),
            ({"deaths": 3}, "large"),
            ({"injured": 10}, "large"),
            ({"evacuated": 5000}, "large"),
            ({"loss": "5000000"}, "large"),
            ({"water_cut": "township"}, "large"),
            ({"crosses": "city"}, "large"),
            ({"deaths": 9}, "large"),
            ({"deaths": 10}, "major"),
            ({"loss": "20000000"}, "major"),
            ({"water_cut": "county"}, "major"),
            ({"crosses": "province"}, "major"),
            ({"deaths": 29}, "major"),
            ({"deaths": 30}, "extraordinary"),
            ({"injured": 100}, "extraordinary"),
            ({"evacuated": 50000}, "extraordinary"),
            ({"loss": "100000000"}, "extraordinary"),
            ({"water_cut": "city"}, "extraordinary"),
        ],
    )
    def test_a_class_is_never_lighter_than_the_facts(self, extent: dict[str, Any], least: str) -> None:
        """分级标准: whichever one circumstance reaches; a graver one may be taken (从重)."""
        order = ("ordinary", "large", "major", "extraordinary")
        for level in order[: order.index(least)]:
            with refuses("class-below-facts", kind=OutOfBounds, article="附件1"):
                known().does("classify_emergency", "2026-10-01 03:00", level=level, **extent)
        for level in order[order.index(least) :]:
            assert known().does("classify_emergency", "2026-10-01 03:00", level=level, **extent)

    def test_a_grave_class_brings_the_two_hours_from_when_it_became_known(self) -> None:
        """重大: not from when somebody came to classify it."""
        emergency = known()
        emergency.does("classify_emergency", "2026-10-01 03:30", level="major")

        assert ["10-01 04:10 running"] == ends_at(emergency, MAJOR, "2026-10-01 03:30")

    def test_a_light_class_takes_the_two_hours_away_and_leaves_the_four(self) -> None:
        """一般: what was taken as grave while nothing was known has four hours, from when it became known."""
        emergency = known(circumstances=("drinking_water",))
        emergency.does("classify_emergency", "2026-10-01 03:30", level="ordinary")

        assert ["10-01 04:10 void"] == ends_at(emergency, MAJOR, "2026-10-01 03:30")
        assert ["10-01 06:10 running"] == ends_at(emergency, GENERAL, "2026-10-01 03:30")

    @pytest.mark.parametrize(("at", "state"), [("2026-10-01 04:09", "void"), ("2026-10-01 04:10", "late")])
    def test_two_hours_that_had_passed_are_late_whatever_the_class_turns_out_to_be(self, at: str, state: str) -> None:
        """等级不明从重: whoever did not report in time is not excused by a lighter class found after."""
        emergency = known(circumstances=("heavy_metals",))
        emergency.does("classify_emergency", at, level="ordinary")

        assert [state] == [term.state for term in terms(emergency, MAJOR, at)]

    @pytest.mark.parametrize(
        ("level", "rule", "end", "to"),
        [
            ("large", GENERAL, "10-02 13:00", BOTH),
            ("major", MAJOR, "10-02 11:00", UPWARD),
            ("extraordinary", MAJOR, "10-02 11:00", UPWARD),
        ],
    )
    def test_what_was_reported_and_has_become_graver_is_reported_anew(
        self, level: str, rule: str, end: str, to: list[str]
    ) -> None:
        """级别变化的，按照变化后的级别报告: its hours run from the change, and a follow-up report keeps them."""
        emergency = known()
        emergency.does("classify_emergency", "2026-10-01 03:00")
        emergency.does("send_first_report", "2026-10-01 03:30")
        emergency.does("change_emergency_class", "2026-10-02 09:00", level=level)
        raised = ends_at(emergency, rule, "2026-10-02 09:00")[-1]
        emergency.does("send_follow_up", "2026-10-02 10:59", to=to)

        assert f"{end} running" == raised
        assert "met" == terms(emergency, rule, "2026-10-02 10:59")[-1].state

    @pytest.mark.parametrize(
        ("to", "level", "due"), [(BOTH, "major", MAJOR), ([*BOTH, *UPWARD[1:]], "major", ""), (BOTH, "large", "")]
    )
    def test_a_class_found_after_the_report_asks_for_another_only_of_those_who_were_not_told(
        self, to: list[str], level: str, due: str
    ) -> None:
        """初步认定: what went to all whom the class makes it go to is not reported twice."""
        emergency = known()
        emergency.does("send_first_report", "2026-10-01 03:00", to=to)
        emergency.does("classify_emergency", "2026-10-01 03:30", level=level)
        running = [term.rule for term in emergency.at("2026-10-01 03:30").terms if term.open and term.statutory]

        assert [due] * bool(due) == running

    def test_what_was_lowered_is_reported_as_what_it_is_now(self) -> None:
        """降级: to government and superior, within four hours of the change."""
        emergency = known()
        emergency.does("classify_emergency", "2026-10-01 03:00", level="major")
        emergency.does("send_first_report", "2026-10-01 03:30", to=UPWARD)
        emergency.does("change_emergency_class", "2026-10-02 09:00", level="large")

        assert "10-02 13:00 running" == ends_at(emergency, GENERAL, "2026-10-02 09:00")[-1]

    def test_a_change_changes_something_and_follows_a_class(self) -> None:
        """调整: after a first one, into another one."""
        emergency = known()
        with refuses("out-of-order", kind=OutOfOrder):
            emergency.does("change_emergency_class", "2026-10-01 03:00")
        emergency.does("classify_emergency", "2026-10-01 03:00")
        with refuses("class-unchanged", kind=OutOfOrder):
            emergency.does("change_emergency_class", "2026-10-01 04:00", level="ordinary")


class TestWhoIsTold:
    @pytest.mark.parametrize(
        ("level", "to", "is_refused"),
        [
            ("ordinary", BOTH, False),
            ("ordinary", ["superior"], True),
            ("large", ["government"], True),
            ("major", BOTH, True),
            ("major", ["government", "province"], True),
            ("major", UPWARD, False),
            ("extraordinary", ["province", "ministry"], True),
        ],
    )
    def test_a_report_leaves_nobody_out(self, level: str, to: list[str], is_refused: bool) -> None:
        """同时报告: past those between, where it is grave (越级)."""
        emergency = known()
        emergency.does("classify_emergency", "2026-10-01 03:00", level=level)
        if not is_refused:
            assert emergency.does("send_first_report", "2026-10-01 03:30", to=to)
            return
        with refuses("recipient-missing", kind=Unclear, article="第3条"):
            emergency.does("send_first_report", "2026-10-01 03:30", to=to)

    def test_what_was_telephoned_is_written_after_and_what_was_written_is_not(self) -> None:
        """补充书面报告: a norm of the city runs from the call."""
        emergency, written = known(), known()
        emergency.does("send_first_report", "2026-10-01 03:30", way="telephone")
        before = ends_at(emergency, "norm.emergency_written", "2026-10-01 03:30")
        emergency.does("send_written_report", "2026-10-01 09:00", of="send_first_report")
        written.does("send_first_report", "2026-10-01 03:30")

        assert ["10-02 03:30 running"] == before
        assert ["met"] == [term.state for term in terms(emergency, "norm.emergency_written", "2026-10-01 09:00")]
        with refuses("was-written", kind=OutOfOrder):
            written.does("send_written_report", "2026-10-01 09:00", of="send_first_report")

    def test_it_is_reported_on_until_the_response_ends(self) -> None:
        """续报: each begins the next; with the end of the response none is owed."""
        emergency = known()
        emergency.does("classify_emergency", "2026-10-01 03:00")
        emergency.does("send_first_report", "2026-10-01 03:30")
        emergency.does("start_response", "2026-10-01 03:40")
        emergency.does("send_follow_up", "2026-10-01 12:00")
        emergency.does("end_response", "2026-10-01 20:00", of="start_response")

        assert ["met", "void"] == [
            term.state for term in terms(emergency, "norm.emergency_follow_up", "2026-10-01 20:00")
        ]

    @pytest.mark.parametrize("when", ["opening", "class"])
    def test_neighbours_are_told_once_it_is_known_that_they_are_touched(self, when: str) -> None:
        """跨界通报: with the advice to the own government, without which it is no notice."""
        emergency = known(circumstances=("cross_boundary",) if when == "opening" else ())
        emergency.does("classify_emergency", "2026-10-01 03:00", crosses="county")
        open_ = [term.state for term in terms(emergency, "norm.emergency_neighbour", "2026-10-01 03:00")]
        with refuses("advice-missing", kind=Unclear, article="第8条"):
            emergency.does("notify_neighbour", "2026-10-01 03:20", is_advised=False)
        emergency.does("notify_neighbour", "2026-10-01 03:20")

        assert ["running"] == open_
        assert ["met"] == [term.state for term in terms(emergency, "norm.emergency_neighbour", "2026-10-01 03:20")]

    def test_the_county_answers_or_the_city_where_it_learned_of_it_itself(self) -> None:
        """属地: whoever has to report."""
        city = known(by=CITY_OFFICER)

        assert (COUNTY, CITY) == (known().at(HOLIDAY).holder_unit, city.at(HOLIDAY).holder_unit)


class TestTheResponse:
    def test_who_began_it_ends_it_when_the_cause_is_gone_and_none_runs_beside_it(self) -> None:
        """响应终止: each other way is refused."""
        emergency = known()
        emergency.does("classify_emergency", "2026-10-01 03:00")
        emergency.does("start_response", "2026-10-01 03:40")
        with refuses("response-runs", kind=OutOfOrder):
            emergency.does("start_response", "2026-10-01 04:00", organ="衡阳市人民政府")
        with refuses("not-its-response", kind=NotCompetent):
            emergency.does("end_response", "2026-10-02", of="start_response", organ="衡阳市人民政府")
        with refuses("cause-not-removed", kind=OutOfOrder):
            emergency.does("end_response", "2026-10-02", of="start_response", is_removed=False)
        emergency.does("end_response", "2026-10-02", of="start_response")
        emergency.does("start_response", "2026-10-03", response="iii")

        told = emergency.at("2026-10-03").particulars
        assert isinstance(told, EmergencyParticulars)
        assert ("iii", "ordinary") == (told.response, told.level)


class TestTheInvestigation:
    @pytest.mark.parametrize(
        ("level", "rule", "days", "obligor"),
        [
            ("ordinary", "emergency_investigation", 30, "authority"),
            ("large", "emergency_investigation_superior", 30, "superior"),
            ("major", "emergency_investigation_superior", 60, "superior"),
            ("extraordinary", "emergency_investigation_superior", 60, "superior"),
        ],
    )
    def test_its_days_run_from_the_end_of_the_response_for_whoever_is_competent(
        self, level: str, rule: str, days: int, obligor: str
    ) -> None:
        """调查处理办法 art. 4, 16: thirty days, sixty for the grave ones."""
        (term,) = terms(responded(level), rule, "2026-10-03 18:00")

        assert (date(2026, 10, 3), days, obligor) == (term.start, term.amount, term.obligor)

    @pytest.mark.parametrize(
        ("on", "state"), [("2026-11-01", "met"), ("2026-11-02", "met"), ("2026-11-03", "met_late")]
    )
    def test_the_day_before_the_last_day_and_the_day_after(self, on: str, state: str) -> None:
        """The thirtieth day is Monday, 2 November."""
        emergency = responded()
        emergency.does("begin_emergency_investigation", "2026-10-04")
        emergency.does("submit_investigation_report", on)

        assert [state] == [term.state for term in terms(emergency, "emergency_investigation", on)]

    def test_the_time_of_the_assessment_does_not_count(self) -> None:
        """污染损害评估: ten days are added."""
        emergency = responded()
        emergency.does("begin_damage_assessment", "2026-10-08")
        emergency.does("end_damage_assessment", "2026-10-17", of="begin_damage_assessment")
        (term,) = terms(emergency, "emergency_investigation", "2026-10-17")

        assert (10, date(2026, 11, 12)) == (term.suspended_days, term.last_day)

    def test_the_city_investigates_a_larger_one_only_where_it_was_entrusted(self) -> None:
        """委托: the superior's days become the city's, from the end of the response."""
        emergency = responded("large")
        with refuses("not-its-investigation", kind=NotCompetent, article="第4条"):
            emergency.does("begin_emergency_investigation", "2026-10-04")
        emergency.does("begin_emergency_investigation", "2026-10-04", is_entrusted=True)

        assert ["void"] == [term.state for term in terms(emergency, "emergency_investigation_superior", "2026-10-04")]
        assert [(date(2026, 10, 3), "running")] == [
            (term.start, term.state) for term in terms(emergency, "emergency_investigation", "2026-10-04")
        ]

    def test_a_superior_may_take_an_ordinary_one_up(self) -> None:
        """直接组织调查: then it is its term."""
        emergency = responded()
        emergency.does("begin_emergency_investigation", "2026-10-04", organiser="province")

        assert ["void"] == [term.state for term in terms(emergency, "emergency_investigation", "2026-10-04")]
        assert ["running"] == [
            term.state for term in terms(emergency, "emergency_investigation_superior", "2026-10-04")
        ]

    def test_only_an_ordinary_one_may_be_left_without(self) -> None:
        """视情况组织."""
        with refuses("must-be-investigated", kind=OutOfBounds):
            responded("large").does("decline_emergency_investigation", "2026-10-04")
        assert responded().does("decline_emergency_investigation", "2026-10-04")


class TestWhatFollows:
    def test_a_violation_that_was_found_becomes_a_case_before_the_file_is_closed(self) -> None:
        """转立案查处: the case opens with where and who; it is filed in its own time."""
        emergency = responded()
        emergency.does("begin_emergency_investigation", "2026-10-04")
        emergency.does("submit_investigation_report", "2026-10-20")
        emergency.does("send_final_report", "2026-10-21")
        with refuses("out-of-order", kind=OutOfOrder):
            emergency.does("close_emergency", "2026-10-22")
        emergency.does("open_case_of_emergency", "2026-10-22")
        (opening,) = (
            one for one in effects_of(emergency, "open_case_of_emergency", "2026-10-22") if isinstance(one, OpenFile)
        )
        assert isinstance(opening.content, ReportFinding)
        case = PaperCase()
        case.does("report_finding", "2026-10-22", by=opening.by, **opening.content.model_dump(exclude={"act"}))

        assert ("ViolationCase", "emergency", CHAIN) == (
            opening.opens,
            opening.content.source,
            opening.content.answerable,
        )
        assert ("来源突发环境事件", "E2026-000001") == case.at("2026-10-22").particulars.other_file
        assert "case_filing_decision" in {term.rule for term in case.at("2026-10-22").terms}
        assert emergency.does("close_emergency", "2026-10-22 15:00")
        with refuses("out-of-order", kind=OutOfOrder):
            emergency.does("archive_emergency", "2026-10-23")

    def test_what_turns_out_to_be_none_ends_its_hours(self) -> None:
        """核实不属于: nothing is owed any more but the archive."""
        emergency = known()
        emergency.does("find_no_emergency", "2026-10-01 03:00")
        emergency.does("archive_emergency", "2026-10-09")

        assert {"norm.emergency_archive": "met"} == {
            term.rule: term.state for term in emergency.at("2026-10-09").terms if term.state != "void"
        }
        assert emergency.at("2026-10-09").archived

    def test_it_is_not_closed_while_the_response_runs_or_nothing_was_told(self) -> None:
        """办结: after the final report, which comes after the end of the response."""
        emergency = known()
        emergency.does("classify_emergency", "2026-10-01 03:00")
        emergency.does("send_first_report", "2026-10-01 03:30")
        emergency.does("start_response", "2026-10-01 03:40")
        for act in ("close_emergency", "send_final_report"):
            with refuses("out-of-order", kind=OutOfOrder):
                emergency.does(act, "2026-10-02")


class TestWhatIsNotLeftOut:
    def test_nothing_is_closed_without_a_class(self) -> None:
        """分级标准: whether it had to be investigated, and by whom, follows from its class."""
        emergency = known()
        emergency.does("send_first_report", "2026-10-01 03:30")
        emergency.does("send_final_report", "2026-10-05")

        with refuses("out-of-order"):
            emergency.does("close_emergency", "2026-10-06")

    @pytest.mark.parametrize(("level", "may"), [("ordinary", True), ("large", False), ("major", False)])
    def test_a_graver_one_is_not_closed_without_its_investigation(self, level: str, may: bool) -> None:
        """令32 art. 4: an ordinary one is investigated as the city sees fit; whoever reported no response is not let off."""
        emergency = known()
        emergency.does("classify_emergency", "2026-10-01 03:00", level=level)
        emergency.does("send_first_report", "2026-10-01 03:30", to=[*BOTH, *UPWARD[1:]])
        emergency.does("send_final_report", "2026-10-05", to=[*BOTH, *UPWARD[1:]])

        assert may is ("close_emergency" in {one.act for one in emergency.at("2026-10-06").next})

    def test_what_was_not_to_be_investigated_is_once_its_class_is_raised(self) -> None:
        """决定不组织调查: it holds for an ordinary one; raised, it is investigated by whoever is competent, or not closed."""
        emergency = responded()
        emergency.does("decline_emergency_investigation", "2026-10-08")
        begin: dict[str, Any] = {"organiser": "province"}
        with refuses("out-of-order"):
            emergency.does("begin_emergency_investigation", "2026-10-08 10:00", **begin)
        emergency.does("change_emergency_class", "2026-10-09", level="large", loss="6000000")
        emergency.does("send_final_report", "2026-10-09 10:00", to=BOTH)
        with refuses("out-of-order"):
            emergency.does("close_emergency", "2026-10-09 11:00")
        emergency.does("begin_emergency_investigation", "2026-10-10", **begin)
        emergency.does("submit_investigation_report", "2026-10-20", is_violation=False)
        emergency.does("close_emergency", "2026-10-21")

    def test_it_is_not_put_aside_while_its_joint_investigation_goes_on(self) -> None:
        """核实不属于突发环境事件: what was convened out of it comes to its conclusion or is cancelled first."""
        emergency = known()
        emergency.does("call_joint_investigation", "2026-10-01 03:00", by=HEAD, reason="证据可能灭失", is_urgent=True)

        with refuses("out-of-order"):
            emergency.does("find_no_emergency", "2026-10-01 05:00")

    def test_a_case_that_could_not_be_opened_is_opened_once_more(self) -> None:
        """移送立案查处: what was found to be a violation is not closed with an order to open a case that was refused."""
        emergency = responded()
        emergency.does("begin_emergency_investigation", "2026-10-04")
        emergency.does("submit_investigation_report", "2026-10-20")
        emergency.does("open_case_of_emergency", "2026-10-20 10:00")
        opening = next(
            one
            for one in effects_of(emergency, "open_case_of_emergency", "2026-10-20 10:00")
            if isinstance(one, OpenFile)
        )
        enters(
            emergency,
            RecordDeliveryRefused(
                effect=opening.key, receiver="2026-000001", code="no-such-grid", sentence="网格不存在"
            ),
            "2026-10-20 11:00",
        )
        emergency.does("send_final_report", "2026-10-21", to=BOTH)
        with refuses("out-of-order", says="立案"):
            emergency.does("close_emergency", "2026-10-22")
        emergency.does("open_case_of_emergency", "2026-10-22 10:00")
        emergency.does("close_emergency", "2026-10-23")


def looked_into(level: str = "ordinary", **fields: Any) -> PaperCase:  # noqa: ANN401
    """Return one whose report of the investigation is there, without a violation, and whose final report went out."""
    emergency = responded(level, **fields)
    emergency.does("begin_emergency_investigation", "2026-10-04", is_entrusted=level != "ordinary")
    emergency.does("submit_investigation_report", "2026-10-20", is_violation=False)
    emergency.does("send_final_report", "2026-10-21", to=[*BOTH, *UPWARD[1:]])
    return emergency


class TestTheEndAndTheClosing:
    def test_what_was_told_investigated_and_dealt_with_is_closed_and_archived(self) -> None:
        """办结、归档: by the head alone; afterwards nothing goes on but a case that comes of it."""
        emergency = looked_into("large")
        with refuses("no-power", kind=NotCompetent):
            emergency.does("close_emergency", "2026-10-22", by=OFFICER)
        emergency.does("close_emergency", "2026-10-22")
        for act, fields in (
            ("start_response", {}),
            ("send_follow_up", {}),
            ("change_emergency_class", {"level": "major"}),
        ):
            with refuses("file-closed", kind=OutOfOrder):
                emergency.does(act, "2026-10-23", **fields)
        emergency.does("archive_emergency", "2026-10-26")

        told = emergency.at("2026-10-26")
        running = [one.rule for one in told.terms if one.open and (one.statutory or one.state != "late")]
        assert ("emergency_archived", True, "none", []) == (told.stage, told.archived, told.alert, running)

    def test_a_response_that_began_anew_is_ended_told_and_investigated_anew(self) -> None:
        """再次响应: what was said of the first end says nothing of the second."""
        emergency = looked_into()
        emergency.does("start_response", "2026-10-22", response="iii")
        begun = emergency.acts[-1].no
        with refuses("out-of-order", says="应急响应尚未终止"):
            emergency.does("send_final_report", "2026-10-22 12:00", to=BOTH)
        emergency.does("end_response", "2026-10-23", of=begun)
        with refuses("out-of-order", says="处理结果报告"):
            emergency.does("close_emergency", "2026-10-24")
        emergency.does("send_final_report", "2026-10-24 09:00", to=BOTH)
        with refuses("out-of-order", says="提交事件调查报告"):
            emergency.does("close_emergency", "2026-10-24 10:00")
        assert ["running"] == [
            one.state for one in terms(emergency, "emergency_investigation", "2026-10-24") if one.open
        ]
        emergency.does("submit_investigation_report", "2026-10-28", is_violation=False)
        assert emergency.does("close_emergency", "2026-10-29")

    def test_what_was_raised_after_the_final_report_is_told_to_whom_it_now_goes(self) -> None:
        """级别变化的，按照变化后的级别报告: government and superior alone are not enough for a major one."""
        emergency = responded()
        emergency.does("begin_emergency_investigation", "2026-10-04", organiser="ministry")
        emergency.does("submit_investigation_report", "2026-10-20", is_violation=False)
        emergency.does("send_final_report", "2026-10-21", to=BOTH)
        emergency.does("change_emergency_class", "2026-10-22", level="major")
        with refuses("out-of-order", says="处理结果报告"):
            emergency.does("close_emergency", "2026-10-23")
        emergency.does("send_final_report", "2026-10-23 10:00", to=UPWARD)
        assert emergency.does("close_emergency", "2026-10-24")

    def test_a_class_that_was_raised_takes_the_investigation_from_who_is_not_competent_for_it(self) -> None:
        """令32第4条: the province sets up the group of a larger one, or entrusts; its days run from the same end."""
        emergency = responded()
        emergency.does("begin_emergency_investigation", "2026-10-04")
        with refuses("out-of-order", says="已“成立事件调查组”"):
            emergency.does("begin_emergency_investigation", "2026-10-05")
        emergency.does("change_emergency_class", "2026-10-06", level="large", deaths=3)
        with refuses("out-of-order", says="现等级不由原调查组调查", article="第4条"):
            emergency.does("submit_investigation_report", "2026-10-20", is_violation=False)
        emergency.does("begin_emergency_investigation", "2026-10-07", organiser="province")
        own = [one.state for one in terms(emergency, "emergency_investigation", "2026-10-07")]
        above = [(one.start, one.state) for one in terms(emergency, "emergency_investigation_superior", "2026-10-07")]
        emergency.does("submit_investigation_report", "2026-10-20", is_violation=False)
        emergency.does("send_final_report", "2026-10-21", to=BOTH)

        assert (["void"], [(date(2026, 10, 3), "running")]) == (own, above)
        assert emergency.does("close_emergency", "2026-10-22")

    def test_an_investigation_of_a_class_that_was_raised_later_is_made_again(self) -> None:
        """等级调整: the city's report on an ordinary one closes no larger one."""
        emergency = looked_into()
        emergency.does("change_emergency_class", "2026-10-22", level="large")
        emergency.does("send_final_report", "2026-10-23", to=BOTH)
        with refuses("out-of-order", says="现等级的有权机关"):
            emergency.does("close_emergency", "2026-10-24")
        emergency.does("begin_emergency_investigation", "2026-10-25", is_entrusted=True)
        emergency.does("submit_investigation_report", "2026-10-28", is_violation=False)
        assert emergency.does("close_emergency", "2026-10-29")

    def test_it_is_not_closed_while_the_damage_is_being_assessed(self) -> None:
        """污染损害评估: begun, it comes to its end."""
        emergency = looked_into()
        emergency.does("begin_damage_assessment", "2026-10-22")
        with refuses("out-of-order", says="完成污染损害评估"):
            emergency.does("close_emergency", "2026-10-23")
        emergency.does("end_damage_assessment", "2026-10-24", of="begin_damage_assessment")
        assert emergency.does("close_emergency", "2026-10-25")

    def test_what_was_only_telephoned_is_written_before_the_closing(self) -> None:
        """信息报告办法第13条: 及时补充书面报告."""
        emergency = known()
        emergency.does("classify_emergency", "2026-10-01 03:00")
        emergency.does("send_first_report", "2026-10-01 03:30", way="telephone")
        emergency.does("send_final_report", "2026-10-02")
        with refuses("out-of-order", says="补充书面报告", article="第12条"):
            emergency.does("close_emergency", "2026-10-03")
        emergency.does("send_written_report", "2026-10-03 10:00", of="send_first_report")
        assert emergency.does("close_emergency", "2026-10-04")

    def test_neighbours_are_told_before_the_closing_where_they_are_touched(self) -> None:
        """信息报告办法第8条; what might have touched them and did not, as it turned out, keeps no file open."""
        touched, spared = (known(circumstances=("cross_boundary",)) for _ in range(2))
        for emergency, crosses in ((touched, "county"), (spared, "none")):
            emergency.does("classify_emergency", "2026-10-01 03:00", crosses=crosses)
            emergency.does("send_first_report", "2026-10-01 03:30")
            emergency.does("send_final_report", "2026-10-02")
        with refuses("out-of-order", says="通报相邻区域", article="第8条"):
            touched.does("close_emergency", "2026-10-03")
        touched.does("notify_neighbour", "2026-10-03 10:00")

        assert touched.does("close_emergency", "2026-10-04")
        assert spared.does("close_emergency", "2026-10-04")
