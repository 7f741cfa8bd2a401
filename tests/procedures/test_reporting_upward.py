"""Reporting upward: whoever a report came to acknowledges it, or it climbs, one person after the other, and says so."""

import pytest

from judging.judge import judge
from kinds import ALARM, COMPLAINT, PATROL_ROUND
from law.refusals import NotCompetent, OutOfOrder, Unclear
from models.acts.terms import TermLapses
from models.effects import Message
from models.people import Actor, Role
from tests.builders import CHAIN, CITY, PaperCase, a_case, moment
from tests.procedures.measures import terms
from tests.procedures.refusing import refuses

TOWN, COUNTY_ROW, CITY_ROW = CHAIN
REPORTED = "2026-09-01 15:00"
BY_GROUP, BY_CITY = "norm.acknowledge_by_group", "norm.acknowledge_by_city"
SUPERVISOR = Actor(id="p-430400-09", unit=CITY, level=1, roles=(Role.SUPERVISOR,))
LADDER = (COUNTY_ROW.direct, COUNTY_ROW.main, COUNTY_ROW.leader, CITY_ROW.direct, CITY_ROW.main, CITY_ROW.leader)


def reported() -> PaperCase:
    """Return a case that the township reported on a Tuesday afternoon; nobody has said that it has come."""
    return a_case("report_upward")


def told(case: PaperCase, rule: str = BY_GROUP) -> list[tuple[str, ...]]:
    """Return whom each lapse of a rule told, in order."""
    lapses = (act.content for act in case.acts if isinstance(act.content, TermLapses))
    return [one.escalated_to for one in lapses if one.term.startswith(rule)]


def holders(case: PaperCase, at: str, rule: str = BY_GROUP) -> list[str]:
    """Return who holds a report at an instant: whose term has not lapsed."""
    return [term.owner_person for term in case.at(at).terms if term.rule == rule and term.state == "running"]


class TestInItsTime:
    @pytest.mark.parametrize(
        ("on", "state"), [("2026-09-01", "met"), ("2026-09-02", "met"), ("2026-09-03", "met_late")]
    )
    def test_the_group_has_until_the_next_working_day(self, on: str, state: str) -> None:
        """服务规范, one working day: the day itself, the last day, the day after."""
        case = reported()
        case.does("acknowledge_report", f"{on} 16:00", of="report_upward")

        first = terms(case, BY_GROUP, f"{on} 16:00")[0]
        assert (state, False) == (first.state, first.statutory)

    def test_whoever_hands_the_matter_on_has_it(self) -> None:
        """接到报告即办理: nobody has to say so as well; the report asks for no word any more."""
        case = reported()
        case.does("hand_to_department", "2026-09-02")
        case.waits_until("2026-09-10")

        assert ["met"] == [one.state for one in terms(case, BY_GROUP, "2026-09-10")]
        assert [] == told(case)


class TestItClimbs:
    def test_one_person_after_the_other_up_to_the_leader_of_the_city(self) -> None:
        """逐级上报: each has the norm; at the top it stays, told again by the look of the file and never dropped."""
        case = reported()
        case.waits_until("2026-09-30")

        assert [*((one,) for one in LADDER[1:]), (LADDER[-1],)] == told(case)
        assert LADDER == tuple(one.owner_person for one in terms(case, BY_GROUP, "2026-09-30"))
        assert {"late"} == {one.state for one in terms(case, BY_GROUP, "2026-09-30")}

    @pytest.mark.parametrize("climbs", range(len(LADDER)))
    def test_at_every_instant_exactly_one_person_holds_it(self, climbs: int) -> None:
        """不落空: after so many lapses the next one has it, from that instant."""
        case = reported()
        while len(told(case)) < climbs:
            case.waits_until(case.at(case.acts[-1].recorded_at.isoformat()).next_at or moment("2026-12-31"))
        at = case.acts[-1].recorded_at.isoformat()

        assert [LADDER[climbs]] == holders(case, at)

    def test_an_acknowledgement_from_above_ends_every_term_of_it(self) -> None:
        """Late is said for each who let it lie; nothing runs on."""
        case = reported()
        case.waits_until("2026-09-07")
        case.does("acknowledge_report", "2026-09-07 09:00", by=SUPERVISOR, of="report_upward")
        before = len(case.acts)
        case.waits_until("2026-09-20")

        assert {"met_late"} <= {one.state for one in terms(case, BY_GROUP, "2026-09-20")}
        assert [] == holders(case, "2026-09-20")
        assert [] == [act.name for act in case.acts[before:] if "acknowledge" in str(act.content)]

    def test_a_vacant_post_is_passed_over_and_the_word_says_so(self) -> None:
        """岗位空缺: the one mainly responsible has left; the leader is told, and why."""
        case, at = reported(), moment("2026-09-03 00:00")
        gone = frozenset({COUNTY_ROW.main})
        judged = judge(case.kind, case.number, case.acts, len(case.acts), case.law, at, gone=gone)
        (lapse,) = [act.content for act in judged.engine_acts if isinstance(act.content, TermLapses)]
        (word,) = [one for one in judged.effects if isinstance(one, Message) and "无人签收" in one.title]

        assert ((COUNTY_ROW.leader,), (COUNTY_ROW.main,)) == (lapse.escalated_to, lapse.passed_over)
        assert ((COUNTY_ROW.leader,), True) == (word.to, "县级主要责任人空缺" in word.title)
        held = [one for one in judged.standing.terms if one.rule == BY_GROUP and one.state == "running"]
        assert [COUNTY_ROW.leader] == [one.owner_person for one in held]

    def test_where_the_whole_county_has_left_the_city_is_told(self) -> None:
        """Nobody is left holding nothing."""
        case, at = reported(), moment("2026-09-03 00:00")
        gone = frozenset(LADDER[:3])
        judged = judge(case.kind, case.number, case.acts, len(case.acts), case.law, at, gone=gone)

        assert (CITY_ROW.direct,) == next(
            act.content.escalated_to for act in judged.engine_acts if isinstance(act.content, TermLapses)
        )


class TestToTheCity:
    @pytest.mark.parametrize("kind", [None, COMPLAINT, ALARM])
    def test_the_county_reports_and_the_city_acknowledges(self, kind: object) -> None:
        """二级向一级报告: in every kind of file that the county has in hand; not by whoever reported."""
        case = reported() if kind is None else opened(kind)
        case.does("report_to_city", "2026-09-02", summary="影响重大，请市级协调")
        with refuses("already-done", kind=OutOfOrder, article="附件四（四）1", says="等候市级签收"):
            case.does("report_to_city", "2026-09-02 15:30", summary="影响重大，请市级协调")
        with refuses("reported-to-the-city", kind=NotCompetent, article="附件四（二）", says="市级"):
            case.does("acknowledge_report", "2026-09-02 16:00", of="report_to_city")
        assert [CITY_ROW.direct] == holders(case, "2026-09-02 17:00", BY_CITY)
        case.does("acknowledge_report", "2026-09-03", by=SUPERVISOR, of="report_to_city")

        assert ["met"] == [one.state for one in terms(case, BY_CITY, "2026-09-03 23:00")]

    def test_what_the_city_lets_lie_climbs_within_the_city(self) -> None:
        """The person directly responsible, then the one mainly, then the leader."""
        case = reported()
        case.does("report_to_city", "2026-09-02", summary="请市级协调")
        case.waits_until("2026-09-20")

        assert [(CITY_ROW.main,), (CITY_ROW.leader,), (CITY_ROW.leader,)] == told(case, BY_CITY)


class TestOfARound:
    def test_a_round_that_nobody_walked_is_acknowledged_or_climbs(self) -> None:
        """漏巡当日上报: the county's persons are told in the evening; who is mainly responsible has to say that it came."""
        patrol = PaperCase(kind=PATROL_ROUND)
        patrol.number = "P2026-000001"
        patrol.does("plan_patrol", "2026-03-02 00:00", now="2026-03-02 06:00")
        patrol.waits_until("2026-03-02 20:00")
        lapse = patrol.acts[-1]
        assert [COUNTY_ROW.main] == holders(patrol, "2026-03-02 21:00")
        patrol.waits_until("2026-03-04")

        assert [(COUNTY_ROW.leader,)] == told(patrol)
        patrol.does("acknowledge_report", "2026-03-04 09:00", of=lapse.no)
        assert [] == holders(patrol, "2026-03-04 10:00")


class TestRefused:
    def test_without_a_report_there_is_nothing_to_acknowledge(self) -> None:
        """没有报告: the condition says so, with the article."""
        with pytest.raises(OutOfOrder, match="没有等候签收的报告"):
            a_case("report_finding").does("acknowledge_report", "2026-09-01 16:00", of=1)

    def test_a_report_is_acknowledged_once(self) -> None:
        """重复签收."""
        case = reported()
        case.does("report_to_city", "2026-09-01 16:00", summary="请市级协调")
        case.does("acknowledge_report", "2026-09-01 17:00", of="report_upward")
        with pytest.raises((OutOfOrder, Unclear)):
            case.does("acknowledge_report", "2026-09-01 18:00", of="report_upward")


def opened(kind: object) -> PaperCase:
    """Return a complaint or an alarm as it was opened."""
    case = PaperCase(kind=kind)  # type: ignore[arg-type]
    case.does("receive_complaint" if kind is COMPLAINT else "receive_alarm", REPORTED)
    return case


class TestPutRight:
    """What time said of a report that was taken back, or made on another day, is nobody's any more (撤回、更正)."""

    def climbed(self) -> PaperCase:
        """Return a case whose report has climbed to the next person."""
        case = reported()
        case.waits_until("2026-09-04 10:00")
        assert told(case) == [(COUNTY_ROW.main,)]
        return case

    def open_terms(self, case: PaperCase, at: str) -> list[str]:
        """Return the last days of what waits for somebody to acknowledge a report."""
        return [str(term.last_day) for term in case.at(at).terms if term.rule == BY_GROUP and term.open]

    def test_one_that_was_taken_back_is_held_by_nobody(self) -> None:
        """执法全过程记录: with it goes what had climbed; nobody is late with a report that never was made."""
        case = self.climbed()
        case.does("withdraw_act", "2026-09-04 11:00", of="report_upward", reason="误录")

        assert [] == [term for term in case.at("2026-09-04 11:00").terms if term.rule == BY_GROUP]

    @pytest.mark.parametrize(
        ("on", "last_day"), [("2026-09-01 16:00", "2026-09-04"), ("2026-09-03 16:00", "2026-09-04")]
    )
    def test_one_that_was_made_on_another_day_climbs_from_that_day(self, on: str, last_day: str) -> None:
        """Made on the same day, what climbed goes on; made two days later, only its own day to acknowledge it runs."""
        case = self.climbed()
        at = moment(on)
        case.does("correct_act", "2026-09-04 11:00", of="report_upward", happened_at=at, reason="时间有误")

        assert self.open_terms(case, "2026-09-04 11:00")[-1:] == [last_day]
        assert holders(case, "2026-09-04 11:00") == [LADDER[1] if on < "2026-09-02" else LADDER[0]]
