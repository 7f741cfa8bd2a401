"""A patrol round: its points by the evening of its day, what a phone hands in, and where each finding goes."""

from datetime import timedelta
from typing import Any

import pytest

from kinds import PATROL_ROUND
from law.refusals import OutOfOrder, OutOfTime, Unclear
from models.acts import Content
from models.acts.delivery import RecordDelivery, RecordDeliveryRefused
from models.acts.finding import ReportFinding
from models.acts.patrol import RecordPatrolFinding
from models.effects import OpenFile, TellFile
from models.particulars import CaseParticulars, PatrolParticulars
from models.people import Actor
from tests.builders import CHAIN, CITY, FIELDS, PARTY, PLACE, PaperCase, a_case, enters, moment
from tests.procedures.measures import effects_of, terms
from tests.procedures.refusing import refuses

GROUND, FACTORY = (point["point"] for point in FIELDS["plan_patrol"]["points"])
DAY, EVENING = "2026-03-02", "2026-03-02 20:00"
NUMBER = "P2026-000001"
ALL_NORMAL = [{"point": GROUND}, {"point": FACTORY}]
PHOTO = {"sha256": "a" * 64, "type": "image/jpeg", "size": 2_000_000}
THE_ROUND = Actor(id=f"PatrolRound:{NUMBER}", kind="file", unit="u-430423100", level=3)


def planned() -> PaperCase:
    """Return a round that was laid on at six in the morning."""
    patrol = PaperCase(kind=PATROL_ROUND)
    patrol.number = NUMBER
    patrol.does("plan_patrol", f"{DAY} 00:00", now=f"{DAY} 06:00")
    return patrol


def phone(sequence: int, *, fast: int = 0, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what a phone says of a thing that it noted; its clock is so many seconds fast."""
    received = moment(f"{DAY} 10:00")
    clocks = {"noted_at": f"{DAY}T09:00", "sent_at": received + timedelta(seconds=fast), "received_at": received}
    return {"device": "phone-1", "sequence": sequence, **clocks, **fields}


def said(content: Content) -> dict[str, Any]:
    """Return what an act says, without its name."""
    return {name: value for name, value in content.known().items() if name != "act"}


def told(patrol: PaperCase, at: str) -> PatrolParticulars:
    """Return what the standing says of the round."""
    found = patrol.at(at).particulars
    assert isinstance(found, PatrolParticulars)
    return found


class TestTheDay:
    @pytest.mark.parametrize(
        ("at", "state"), [("19:00", "met"), ("19:59", "met"), ("20:00", "met_late"), ("21:00", "met_late")]
    )
    def test_the_points_are_seen_by_the_evening(self, at: str, state: str) -> None:
        """服务规范: an hour and a minute before eight in the evening, then, and an hour after."""
        patrol = planned()
        patrol.does("record_sightings", f"{DAY} {at}", seen=ALL_NORMAL)

        assert [state] == [term.state for term in terms(patrol, "norm.patrol_round", f"{DAY} {at}")]
        assert [False] == [term.statutory for term in terms(patrol, "norm.patrol_round", f"{DAY} {at}")]

    @pytest.mark.parametrize(("seen", "missed"), [((), (GROUND, FACTORY)), ((GROUND,), (FACTORY,))])
    def test_what_was_not_seen_is_told_one_level_up_the_same_day(
        self, seen: tuple[str, ...], missed: tuple[str, ...]
    ) -> None:
        """漏巡: a round nobody walked, and a point nobody saw, come to the county's persons at eight in the evening."""
        patrol = planned()
        if seen:
            patrol.does("record_sightings", f"{DAY} 10:00", seen=[{"point": point} for point in seen])
        patrol.waits_until(EVENING)
        lapse = patrol.acts[-1]

        assert ("term_lapses", moment(EVENING)) == (lapse.name, lapse.happened_at)
        assert (CHAIN[1].main, CHAIN[1].leader) == lapse.content.escalated_to  # type: ignore[attr-defined]
        assert missed == told(patrol, EVENING).missed

    def test_a_round_that_was_walked_in_time_and_recorded_late_is_not_late(self) -> None:
        """离线记录: what counts is when it was seen; the engine's word stands beside it."""
        patrol = planned()
        patrol.waits_until(EVENING)
        patrol.does("record_sightings", f"{DAY} 11:00", now="2026-03-03 08:00", seen=ALL_NORMAL)

        assert ["met"] == [term.state for term in terms(patrol, "norm.patrol_round", "2026-03-03")]
        assert () == told(patrol, "2026-03-03").missed

    def test_a_point_out_of_reach_or_explained_is_accounted_for(self) -> None:
        """说明原因: with it the round can be done, and the points are told apart from those that were seen."""
        patrol = planned()
        patrol.does(
            "record_sightings", f"{DAY} 10:00", seen=[{"point": GROUND, "state": "out_of_reach", "remark": "塌方"}]
        )
        patrol.does("explain_missed_points", f"{DAY} 11:00", points=[FACTORY])
        patrol.does("close_patrol", f"{DAY} 12:00")
        found = told(patrol, f"{DAY} 12:00")

        assert ((), (FACTORY, GROUND), ()) == (found.seen, found.explained, found.missed)
        assert "patrol_closed" == patrol.at(f"{DAY} 12:00").stage

    def test_a_round_without_anyone_answerable_is_not_laid_on(self) -> None:
        """网格责任: above the township somebody answers at both levels."""
        patrol = PaperCase(kind=PATROL_ROUND)
        with refuses("nobody-answers", kind=Unclear, article="附件四（三）", says="二级"):
            patrol.does("plan_patrol", DAY, answerable=[CHAIN[0], CHAIN[2]])


class TestWhatIsRecorded:
    @pytest.mark.parametrize(
        ("seen", "code"),
        [
            ([{"point": "430423999"}], "no-such-point"),
            ([{"point": GROUND}, {"point": GROUND}], "point-twice"),
            ([{"point": GROUND, "state": "problem"}], "note-missing"),
            ([{"point": GROUND, "state": "closed"}], "note-missing"),
            ([{"point": GROUND, "photos": [{**PHOTO, "type": "application/pdf"}]}], "not-a-photo"),
            ([{"point": GROUND, "photos": [{**PHOTO, "size": 0}]}], "empty-photo"),
            ([{"point": GROUND, "photos": [{**PHOTO, "size": 20_000_001}]}], "photo-too-big"),
            ([{"point": GROUND, "photos": [{**PHOTO, "size": 100_000_000}]}], "photo-too-big"),
        ],
    )
    def test_what_cannot_be_is_refused_whole(self, seen: list[dict[str, Any]], code: str) -> None:
        """Nothing half done: one wrong point, and none of the act is taken."""
        patrol = planned()
        with refuses(code):
            patrol.does("record_sightings", f"{DAY} 10:00", seen=[{"point": FACTORY}, *seen])

        assert ["plan_patrol"] == patrol.names()

    def test_a_photograph_as_large_as_the_norm_is_taken(self) -> None:
        """At the bound."""
        seen = [{"point": GROUND, "photos": [{**PHOTO, "size": 20_000_000}]}]
        assert planned().does("record_sightings", f"{DAY} 10:00", seen=seen)

    def test_a_round_recorded_twice_is_refused(self) -> None:
        """重复记录: the same points under other keys."""
        patrol = planned()
        patrol.does("record_sightings", f"{DAY} 10:00", seen=ALL_NORMAL)
        with refuses("already-seen", kind=OutOfOrder, says=FACTORY):
            patrol.does("record_sightings", f"{DAY} 10:01", seen=ALL_NORMAL)
        with refuses("not-missed", kind=OutOfOrder):
            patrol.does("explain_missed_points", f"{DAY} 10:02", points=[GROUND])

    def test_a_round_is_not_walked_before_its_day_nor_in_the_future(self) -> None:
        """A day off: the day before the round, and a time that has not come."""
        with refuses("before-the-opening"):
            planned().does("record_sightings", "2026-03-01 10:00", now=f"{DAY} 10:00")
        with refuses("in-the-future"):
            planned().does("record_sightings", "2026-03-03 10:00", now=f"{DAY} 10:00")


class TestThePhone:
    def test_what_a_phone_noted_is_taken_in_its_order(self) -> None:
        """先后: neither a gap nor what was taken already, each phone by itself."""
        patrol = planned()
        with refuses("out-of-turn", kind=OutOfOrder, says="第1条"):
            patrol.does("record_sightings", f"{DAY} 10:00", phone=phone(2))
        patrol.does("record_sightings", f"{DAY} 10:00", phone=phone(1))
        with refuses("already-taken", kind=OutOfOrder, says="第1条"):
            patrol.does("report_patrol_finding", f"{DAY} 10:05", phone=phone(1))
        patrol.does("report_patrol_finding", f"{DAY} 10:05", phone=phone(2))
        patrol.does("report_patrol_finding", f"{DAY} 10:06", phone=phone(1, device="phone-2"))

        assert 2 == told(patrol, f"{DAY} 10:06").findings

    @pytest.mark.parametrize(
        ("fast", "says"),
        [(301, "快5分"), (-301, "慢5分"), (86_400, "快1日"), (-90_060, "慢1日1小时1分")],
    )
    def test_a_clock_that_is_off_is_refused_and_taken_by_the_servers(self, fast: int, says: str) -> None:
        """手机时钟: the sentence says by how much; put right by the server's clock it is noted."""
        patrol = planned()
        with refuses("phone-clock", kind=OutOfTime, says=says):
            patrol.does("record_sightings", f"{DAY} 10:00", phone=phone(1, fast=fast))
        patrol.does("record_sightings", f"{DAY} 10:00", phone=phone(1, fast=fast, by_server=True))

    @pytest.mark.parametrize("fast", [0, 300, -300])
    def test_a_clock_within_the_norm_is_taken(self, fast: int) -> None:
        """Five minutes either way."""
        assert planned().does("record_sightings", f"{DAY} 10:00", phone=phone(1, fast=fast))


class TestFindings:
    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"goes": None}, "joins-or-new"),
            ({"goes": "join"}, "which-case"),
            ({"goes": "new", "case": "2026-000001"}, "which-case"),
            ({"measures": ""}, "measures-missing"),
            ({"stopped": "not_obeyed", "measures": ""}, "measures-missing"),
            ({"point": "430423999"}, "no-such-point"),
            ({"photos": [{**PHOTO, "type": "text/html"}]}, "not-a-photo"),
        ],
    )
    def test_a_finding_says_where_it_goes_and_what_was_done(self, fields: dict[str, Any], code: str) -> None:
        """发现、制止、报告: half said it is refused."""
        with refuses(code):
            planned().does("report_patrol_finding", f"{DAY} 10:00", **fields)

    def test_a_finding_opens_a_case_that_the_township_reports_upward(self) -> None:
        """另立案件: at the place, with who answers; from its instant the report upward is due."""
        patrol = planned()
        patrol.does("report_patrol_finding", f"{DAY} 10:00", party=PARTY, spot="示例村排口")
        (opening,) = [
            one for one in effects_of(patrol, "report_patrol_finding", f"{DAY} 10:00") if isinstance(one, OpenFile)
        ]
        assert isinstance(opening.content, ReportFinding)
        case = PaperCase()
        case.does("report_finding", f"{DAY} 10:00", by=opening.by, **said(opening.content))
        standing = case.at(f"{DAY} 10:00")

        assert ("patrol", NUMBER) == (opening.content.source, opening.content.patrol)
        assert ("430423100", "示例村排口") == (opening.content.place.grid, opening.content.place.text)
        assert ["norm.report_upward"] == [term.rule for term in standing.terms]
        assert isinstance(standing.particulars, CaseParticulars)
        assert ("来源巡查", NUMBER) == standing.particulars.other_file

    def test_a_finding_joins_a_case_on_the_same_site_and_conduct(self) -> None:
        """并入: the word to the case, which takes it in and is told apart from a new one."""
        patrol = planned()
        patrol.does("report_patrol_finding", f"{DAY} 10:00", goes="join", case="2026-000001")
        (telling,) = [
            one for one in effects_of(patrol, "report_patrol_finding", f"{DAY} 10:00") if isinstance(one, TellFile)
        ]
        assert isinstance(telling.content, RecordPatrolFinding)
        case = a_case("report_upward")
        case.does("record_patrol_finding", "2026-09-02", by=telling.by, **said(telling.content))

        assert "2026-000001" == telling.file_no
        assert "record_patrol_finding" in case.names()

    @pytest.mark.parametrize(
        ("fields", "says"),
        [
            ({"place": {"grid": "430423101"}}, "网格"),
            ({"pollution": ["noise"]}, "污染类型"),
        ],
    )
    def test_another_site_or_conduct_is_not_joined(self, fields: dict[str, Any], says: str) -> None:
        """不是同一地点的同一行为: the case refuses it, and the finding comes back."""
        case = a_case("report_upward")
        with refuses("not-the-same", article="附件四（四）1", says=says):
            case.does("record_patrol_finding", "2026-09-02", by=THE_ROUND, **fields)

    def test_a_round_is_not_done_before_a_case_has_taken_each_finding(self) -> None:
        """不得悬空: what was refused is reported anew, and that one has to be taken."""
        patrol = planned()
        seen = [{"point": GROUND}, {"point": FACTORY, "state": "problem", "remark": "外排黑水"}]
        patrol.does("record_sightings", f"{DAY} 10:00", seen=seen)
        with refuses("out-of-order", says="还没有上报"):
            patrol.does("close_patrol", f"{DAY} 10:01")
        patrol.does("report_patrol_finding", f"{DAY} 10:05", point=FACTORY, goes="join", case="2026-000009")
        refused = f"{NUMBER}/{patrol.acts[-1].no}/join"
        enters(
            patrol,
            RecordDeliveryRefused(effect=refused, receiver="2026-000009", code="not-the-same", sentence="不能并入"),
            f"{DAY} 10:06",
        )
        with refuses("out-of-order", says="还没有案件接收"):
            patrol.does("close_patrol", f"{DAY} 10:07")
        patrol.does("report_patrol_finding", f"{DAY} 10:10", of="report_patrol_finding", point=FACTORY)
        assert (patrol.acts[-1].no,) == told(patrol, f"{DAY} 10:10").unsettled
        effect = f"{NUMBER}/{patrol.acts[-1].no}/case"
        enters(patrol, RecordDelivery(effect=effect, receiver="2026-000010", file_no="2026-000010"), f"{DAY} 10:11")
        patrol.does("close_patrol", f"{DAY} 10:12")

        assert (("2026-000010",), ()) == (told(patrol, f"{DAY} 10:12").cases, told(patrol, f"{DAY} 10:12").unsettled)

    def test_the_township_assists_and_no_other(self) -> None:
        """配合: the township that found it, not a unit above."""
        case = a_case("hand_to_department")
        case.does("assist_on_site", "2026-09-02 10:00")
        with refuses("no-power", article="附件四（二）"):
            case.does("assist_on_site", "2026-09-02 11:00", by=Actor(id="p-9", unit=CITY, level=1))
        assert PLACE["grid"] == case.at("2026-09-02 11:00").particulars.grid
