"""A joint investigation: convened by who may, its members and their days, its one conclusion, follow-ups to their end."""

from datetime import timedelta
from typing import Any

import pytest

from judging.judge import judge
from kinds import JOINT_INVESTIGATION
from law.refusals import NotCompetent, OutOfOrder, OutOfTime, Refused, Unclear
from models.acts.delivery import RecordDelivery
from models.acts.finding import ReportFinding
from models.acts.terms import TermLapses
from models.effects import Disclosure, Message, OpenFile
from models.particulars import JointParticulars
from models.people import Actor
from tests.builders import (
    CHAIN,
    CITY,
    CLERK,
    COUNTY,
    HEAD,
    OFFICER,
    OFFICERS,
    PATROLLER,
    SUPERVISOR,
    answering,
    enters,
    moment,
)
from tests.procedures.joint import CITY_HEAD, NEIGHBOUR, NEXT_COUNTY, POLICE, POLICEMAN, STRANGER, Joint
from tests.procedures.measures import effects_of, terms
from tests.procedures.refusing import refuses

ENGINE_KEY = "L2026-000001/{no}/case"
NEXT_CHAIN = (
    answering("u-430424100", 3, "430424100"),
    answering(NEXT_COUNTY, 2, "430424"),
    CHAIN[2],
)


def messages(joint: Joint, act: str, at: str) -> set[str]:
    """Return the persons who are told something by an act."""
    return {one for effect in effects_of(joint, act, at) if isinstance(effect, Message) for one in effect.to}


def concluded() -> Joint:
    """Return a joint investigation with its conclusion of 14 September 2026."""
    return Joint().goes("conclude_joint_investigation")


def opened_case(joint: Joint, case: str, on: str) -> None:
    """Enter, as the engine does, that the case of the last follow-up was opened."""
    asked = joint.no("assign_follow_up")
    content = RecordDelivery(effect=ENGINE_KEY.format(no=asked), receiver="ViolationCase", file_no=case)
    enters(joint, content, on)


def case_tells(joint: Joint, case: str, on: str, result: str = "已依法处罚") -> None:
    """Have a case tell its result."""
    by = Actor(id=f"ViolationCase:{case}", kind="file", unit=COUNTY, level=2)
    joint.does("record_follow_up_result", on, by=by, case=case, result=result)


class TestConvening:
    @pytest.mark.parametrize(
        ("by", "fields", "code"),
        [
            (STRANGER.model_copy(update={"roles": HEAD.roles}), {}, "not-the-responsible-body"),
            (HEAD.model_copy(update={"unit": NEXT_COUNTY}), {}, "not-the-responsible-body"),
            (OFFICER, {}, "head-convenes"),
            (OFFICER, {"is_urgent": True}, "nobody-consented"),
            (HEAD, {"counties": ["430424"]}, "common-superior-convenes"),
            (PATROLLER, {}, "no-power"),
        ],
    )
    def test_who_may_not_convene_it_is_told_by_which_place(self, by: Actor, fields: dict[str, Any], code: str) -> None:
        """同级网格责任主体, plan 四(四)1; across counties the city; an officer only in an emergency with a head's word."""
        with refuses(code):
            Joint().does("convene_joint_investigation", "2026-09-01", by=by, **fields)

    @pytest.mark.parametrize(
        ("by", "fields", "holder"),
        [
            (HEAD, {}, COUNTY),
            (HEAD, {"counties": ["430423"]}, COUNTY),
            (CITY_HEAD, {"counties": ["430423", "430424"]}, CITY),
            (OFFICER, {"is_urgent": True, "consented_by": HEAD.id}, COUNTY),
        ],
    )
    def test_whoever_convenes_it_leads_it(self, by: Actor, fields: dict[str, Any], holder: str) -> None:
        """The one unit that answers."""
        joint = Joint()
        joint.does("convene_joint_investigation", "2026-09-01", by=by, **fields)

        assert holder == joint.at("2026-09-01 10:00").holder_unit

    def test_an_emergency_begins_before_its_paper_and_is_not_concluded_without_it(self) -> None:
        """二(三): evidence first; the paper within the city's own day, and before any conclusion."""
        joint = Joint()
        joint.does("convene_joint_investigation", "2026-09-05", by=OFFICER, is_urgent=True, consented_by=HEAD.id)
        joint.does("take_evidence", "2026-09-05 09:30")
        joint.does("invite_member", "2026-09-05 09:40")
        joint.does("answer_invitation", "2026-09-05 10:00", of="invite_member")
        (paper,) = terms(joint, "norm.joint_paper", "2026-09-05 10:00")
        joint.does("report_member_task", "2026-09-05 18:00", of="invite_member")
        joint.does("hold_joint_meeting", "2026-09-05 19:00")
        with refuses("out-of-order", article="二（三）"):
            joint.does("conclude_joint_investigation", "2026-09-05 20:00")
        joint.does("confirm_convening", "2026-09-06 08:00")
        joint.does("conclude_joint_investigation", "2026-09-06 09:00")

        assert (False, moment("2026-09-06 09:00")) == (paper.statutory, paper.ends_at)
        assert ["met"] == [one.state for one in terms(joint, "norm.joint_paper", "2026-09-06 10:00")]

    @pytest.mark.parametrize(("at", "state"), [("2026-09-06 08:59", "met"), ("2026-09-06 09:00", "met_late")])
    def test_nights_and_days_of_rest_count_for_the_paper(self, at: str, state: str) -> None:
        """Convened on a Saturday at nine, the paper is due on Sunday at nine."""
        joint = Joint()
        joint.does("convene_joint_investigation", "2026-09-05", by=OFFICER, is_urgent=True, consented_by=HEAD.id)
        joint.does("confirm_convening", at)

        assert [state] == [one.state for one in terms(joint, "norm.joint_paper", "2026-09-07")]

    def test_one_that_began_on_paper_has_no_paper_to_follow(self) -> None:
        """补办 is for emergencies."""
        joint = Joint().goes("convene_joint_investigation")

        with refuses("out-of-order", kind=OutOfOrder):
            joint.does("confirm_convening", "2026-09-02")


class TestMembers:
    def test_a_member_is_told_answers_and_reports_in_its_own_days(self) -> None:
        """Invited on 1 September: two working days to answer, until the day set to report; its own persons owe both."""
        joint = Joint().goes("invite_member")
        (answer,), (task,) = (terms(joint, f"norm.joint_{what}", "2026-09-01 11:00") for what in ("answer", "task"))

        assert {f"{POLICE}-direct", f"{POLICE}-main"} == messages(joint, "invite_member", "2026-09-01 11:00")
        assert ("2026-09-03", "2026-09-15") == (str(answer.last_day), str(task.last_day))
        assert {(POLICE, f"{POLICE}-direct", False)} == {
            (one.owner_unit, one.owner_person, one.statutory) for one in (answer, task)
        }
        assert COUNTY == joint.at("2026-09-01 11:00").holder_unit

    @pytest.mark.parametrize(
        ("on", "state"), [("2026-09-14", "met"), ("2026-09-15", "met"), ("2026-09-16", "met_late")]
    )
    def test_the_day_that_was_set_is_the_last(self, on: str, state: str) -> None:
        """The day before, the last day, the day after."""
        joint = Joint().goes("answer_invitation")
        joint.does("report_member_task", on, of="invite_member")

        assert [state] == [one.state for one in terms(joint, "norm.joint_task", "2026-09-17")]

    def test_what_a_member_does_not_do_goes_to_the_lead(self) -> None:
        """Late: who leads is told, not the member's own superior."""
        joint = Joint().goes("answer_invitation")
        joint.waits_until("2026-09-17")
        lapses = [act.content for act in joint.acts if isinstance(act.content, TermLapses)]

        assert [(f"{COUNTY}-main", f"{COUNTY}-leader")] == [one.escalated_to for one in lapses]

    def test_what_the_lead_does_not_do_climbs_the_grid(self) -> None:
        """The conclusion itself is owed by the lead: one level up hears of it."""
        joint = Joint().goes("report_member_task")
        joint.waits_until("2026-11-05")
        lapses = {one.content.term: one.content for one in joint.acts if isinstance(one.content, TermLapses)}

        assert (f"{CITY}-main", f"{CITY}-leader") == lapses["norm.joint_conclusion#1"].escalated_to

    @pytest.mark.parametrize(
        ("act", "fields", "code"),
        [
            ("invite_member", {"unit": COUNTY, "answerable": None}, "invites-itself"),
            ("invite_member", {}, "already-invited"),
            ("invite_member", {"unit": "u-4304-housing", "answerable": None}, "nobody-answers"),
            ("invite_member", {"unit": CITY, "answerable": None, "due": "2026-09-02"}, "due-is-past"),
            ("invite_member", {"by": POLICEMAN.model_copy(update={"roles": CLERK.roles})}, "not-the-lead"),
            ("invite_member", {"by": STRANGER}, "not-your-file"),
            ("answer_invitation", {"of": 2}, "already-done"),
            ("report_member_task", {"of": 2, "by": SUPERVISOR}, "no-power"),
            ("report_member_task", {"of": 2, "by": CITY_HEAD}, "not-the-member"),
            ("report_member_task", {"of": 2, "by": CLERK}, "no-document"),
            ("report_member_task", {"of": 1}, "no-such-act"),
            ("set_member_task", {"of": 2, "due": "2026-09-01"}, "due-is-past"),
            ("change_lead", {"unit": COUNTY, "reason": "调整"}, "leads-already"),
            ("change_lead", {"unit": CITY, "reason": "调整"}, "lead-takes-no-part"),
        ],
    )
    def test_what_cannot_be_is_refused(self, act: str, fields: dict[str, Any], code: str) -> None:
        """A member that has confirmed, on 3 September."""
        joint = Joint().goes("answer_invitation")

        with refuses(code):
            joint.does(act, "2026-09-03", **fields)

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"officers": ()}, "nobody-sent"),
            ({"is_confirmed": False}, "no-reason"),
            ({"by": CITY_HEAD}, "not-the-member"),
            ({"by": CLERK}, "no-document"),
            ({"by": NEIGHBOUR}, "not-your-file"),
        ],
    )
    def test_a_unit_answers_for_itself(self, fields: dict[str, Any], code: str) -> None:
        """With its persons, or with its reason; by its own people, or on paper entered by the lead with its number."""
        joint = Joint().goes("invite_member")

        with refuses(code):
            joint.does("answer_invitation", "2026-09-02", of="invite_member", **fields)
        assert joint.does(
            "answer_invitation", "2026-09-02", of="invite_member", by=CLERK, document_no="衡公函〔2026〕1号"
        )

    def test_one_that_declines_is_replaced_before_there_is_a_conclusion(self) -> None:
        """Its days end with its place; the unit that comes has days of its own."""
        joint = Joint().goes("invite_member")
        joint.does("answer_invitation", "2026-09-02", of="invite_member", is_confirmed=False, reason="不属于职责")
        with refuses("had-declined"):
            joint.does("report_member_task", "2026-09-03", of="invite_member")
        new = {"unit": NEXT_COUNTY, "answerable": answering(NEXT_COUNTY, 2, "430424")}
        said = {"tasks": "协查去向", "due": "2026-09-20", "reason": "原单位不参加"}
        joint.does("replace_member", "2026-09-03", of="invite_member", **new, **said)
        particulars = joint.at("2026-09-04").particulars

        assert isinstance(particulars, JointParticulars)
        assert [(NEXT_COUNTY, "invited")] == [(one.unit, one.state) for one in particulars.members]
        assert ["void", "running"] == [one.state for one in terms(joint, "norm.joint_task", "2026-09-04")]
        assert (POLICE, NEXT_COUNTY) == joint.at("2026-09-04").taking_part
        with refuses("member-is-gone"):
            joint.does("report_member_task", "2026-09-05", of=2)

    def test_a_task_set_anew_has_the_new_day_only(self) -> None:
        """The old last day goes, and nobody is late by it."""
        joint = Joint().goes("answer_invitation")
        joint.does("set_member_task", "2026-09-10", of="invite_member")
        joint.does("report_member_task", "2026-09-21", of="invite_member")

        found = [(one.state, str(one.last_day)) for one in terms(joint, "norm.joint_task", "2026-09-22")]
        assert [("void", "2026-09-15"), ("met", "2026-09-21")] == found

    def test_the_lead_passes_to_a_member_and_no_further_than_its_own(self) -> None:
        """One lead at any time: from then on it answers, and cannot be let go."""
        joint = Joint().goes("answer_invitation")
        joint.does("change_lead", "2026-09-03", unit=POLICE, reason="主要涉及危险物质")
        with refuses("leads-still"):
            joint.does("release_member", "2026-09-04", of="invite_member", reason="不需要")

        assert (POLICE, f"{POLICE}-direct") == (
            joint.at("2026-09-04").holder_unit,
            joint.at("2026-09-04").holder_person,
        )
        joint.does("change_lead", "2026-09-05", unit=COUNTY, reason="改由召集单位牵头")
        assert COUNTY == joint.at("2026-09-06").holder_unit


class TestConclusion:
    @pytest.mark.parametrize(
        "until", ["convene_joint_investigation", "invite_member", "answer_invitation", "report_member_task"]
    )
    def test_none_before_members_came_reported_and_met(self, until: str) -> None:
        """Not joint without a member; not whole while one owes its task; not without minutes."""
        joint = Joint().goes(until)

        with refuses("out-of-order", kind=OutOfOrder):
            joint.does("conclude_joint_investigation", "2026-09-14")

    def test_there_is_one(self) -> None:
        """Another one is given only when the first is withdrawn."""
        joint = concluded()
        with refuses("already-done", kind=OutOfOrder):
            joint.does("conclude_joint_investigation", "2026-09-15")
        joint.does("withdraw_act", "2026-09-15", by=HEAD, of="conclude_joint_investigation", reason="结论有误")

        assert joint.does("conclude_joint_investigation", "2026-09-16", finding="partly_true")

    def test_nobody_is_asked_after_it(self) -> None:
        """The composition stands with the conclusion."""
        with refuses("out-of-order", kind=OutOfOrder):
            concluded().does("invite_member", "2026-09-15", unit=CITY, answerable=None)

    def test_it_is_to_be_made_public_in_the_days_of_the_law(self) -> None:
        """政府信息公开条例 art. 26: twenty working days from 14 September 2026; a statutory term."""
        (term,) = terms(concluded(), "gov_info_proactive", "2026-09-15")

        assert (True, "第26条") == (term.statutory, term.article)


class TestFollowUps:
    def test_a_case_is_opened_for_the_unit_and_its_result_comes_back(self) -> None:
        """The case says where it came from; what it tells ends the follow-up, and is told in all directions anew."""
        joint = concluded()
        joint.does("assign_follow_up", "2026-09-15", of="conclude_joint_investigation")
        (sent,) = (one for one in effects_of(joint, "assign_follow_up", "2026-09-15") if isinstance(one, OpenFile))
        opened_case(joint, "2026-000007", "2026-09-15 10:00")
        with refuses("not-its-case", kind=NotCompetent):
            case_tells(joint, "2026-000008", "2026-10-12")
        with refuses("case-was-opened", kind=OutOfOrder):
            joint.does("withdraw_act", "2026-09-16", by=HEAD, of="assign_follow_up", reason="误录")
        case_tells(joint, "2026-000007", "2026-10-12")

        assert isinstance(sent.content, ReportFinding)
        assert (joint.number, "joint_investigation", 2) == (sent.content.joint, sent.content.source, sent.by.level)
        assert ["met"] == [one.state for one in terms(joint, "norm.joint_follow_up", "2026-10-13")]
        assert ("后续处理的案件", "2026-000007") == joint.at("2026-10-13").particulars.other_file

    def test_another_county_opens_its_own_case_at_its_own_place(self) -> None:
        """属地管理: the case lies where it happened, with who answers there."""
        joint = Joint()
        joint.does("convene_joint_investigation", "2026-09-01", by=CITY_HEAD, counties=["430423", "430424"])
        lead = {"by": CITY_HEAD}
        clerk = {"by": CLERK.model_copy(update={"unit": CITY, "level": 1})}
        member = {"unit": NEXT_COUNTY, "answerable": answering(NEXT_COUNTY, 2, "430424")}
        joint.does("invite_member", "2026-09-01 10:00", **clerk, **member)
        joint.does("answer_invitation", "2026-09-02", by=NEIGHBOUR, of="invite_member", officers=OFFICERS)
        joint.does("report_member_task", "2026-09-03", by=NEIGHBOUR, of="invite_member")
        joint.does("hold_joint_meeting", "2026-09-04", **clerk)
        joint.does("conclude_joint_investigation", "2026-09-07", **lead)
        there = {"unit": NEXT_COUNTY, "place": {"grid": "430424100", "text": "示例码头"}, "answerable": NEXT_CHAIN}
        said = {"of": "conclude_joint_investigation", **lead}
        with refuses("case-elsewhere", kind=NotCompetent):
            joint.does("assign_follow_up", "2026-09-08", **said, unit=NEXT_COUNTY)
        joint.does("assign_follow_up", "2026-09-08", **said, **there)
        (sent,) = (one for one in effects_of(joint, "assign_follow_up", "2026-09-08") if isinstance(one, OpenFile))

        assert isinstance(sent.content, ReportFinding)
        assert ("430424100", NEXT_COUNTY) == (sent.content.place.grid, sent.by.unit)

    @pytest.mark.parametrize(
        ("act", "fields", "code"),
        [
            ("assign_follow_up", {"unit": POLICE}, "case-elsewhere"),
            ("assign_follow_up", {"unit": "u-4304-housing", "route": "transfer"}, "not-a-member"),
            ("assign_follow_up", {"due": "2026-09-14"}, "due-is-past"),
            ("assign_follow_up", {"by": CLERK}, "no-power"),
            ("record_follow_up_result", {"of": None, "by": CLERK}, "which-follow-up"),
            ("record_follow_up_result", {"of": "assign_follow_up", "by": CLERK}, "no-document"),
            ("record_follow_up_result", {"of": "assign_follow_up", "by": CITY_HEAD}, "not-the-member"),
            ("close_joint_investigation", {}, "out-of-order"),
            (
                "feed_back_joint_result",
                {"direction": "up", "by": POLICEMAN.model_copy(update={"roles": CLERK.roles})},
                "not-the-lead",
            ),
        ],
    )
    def test_what_cannot_be_is_refused(self, act: str, fields: dict[str, Any], code: str) -> None:
        """With a measure laid upon the police on 15 September."""
        joint = concluded()
        said = {"of": "conclude_joint_investigation"}
        joint.does("assign_follow_up", "2026-09-15", **said, unit=POLICE, route="measure")
        if act == "assign_follow_up":
            fields = {**said, **fields}

        with refuses(code):
            joint.does(act, "2026-09-16", **fields)

    def test_what_is_withdrawn_before_its_case_is_on_its_way_may_be(self) -> None:
        """A measure opens no file."""
        joint = concluded()
        joint.does("assign_follow_up", "2026-09-15", of="conclude_joint_investigation", unit=POLICE, route="measure")

        assert joint.does("withdraw_act", "2026-09-16", by=HEAD, of="assign_follow_up", reason="误录")


class TestTheEnd:
    def test_it_is_closed_only_when_all_is_done_told_shown_and_settled(self) -> None:
        """Each thing missing is named in turn; then it closes, is archived, and is over."""
        joint = Joint().goes("answer_invitation")
        joint.does("take_evidence", "2026-09-03")
        for act, on, fields in (
            ("report_member_task", "2026-09-10", {"of": "invite_member"}),
            ("hold_joint_meeting", "2026-09-11", {}),
            ("conclude_joint_investigation", "2026-09-14", {}),
        ):
            joint.does(act, on, **fields)
        steps: tuple[tuple[str, str, dict[str, Any]], ...] = (
            ("分派", "assign_follow_up", {"of": "conclude_joint_investigation", "unit": POLICE, "route": "transfer"}),
            ("没有结果", "record_follow_up_result", {"of": "assign_follow_up", "by": POLICEMAN}),
            ("反馈", "feed_back_joint_result", {"direction": "up"}),
            ("反馈", "feed_back_joint_result", {"direction": "down"}),
            ("反馈", "feed_back_joint_result", {"direction": "across"}),
            ("公开", "disclose_joint_result", {"of": "conclude_joint_investigation"}),
            ("保管", "let_go_of_evidence", {"of": "take_evidence"}),
        )
        at = moment("2026-09-15")
        for missing, act, fields in steps:
            with pytest.raises(OutOfOrder) as caught:
                joint.does("close_joint_investigation", at)
            assert missing in caught.value.sentence, caught.value.sentence
            joint.does(act, at, **fields)
            at += timedelta(minutes=1)
        joint.does("close_joint_investigation", at)
        joint.does("archive_joint_investigation", "2026-09-16")

        assert ("joint_archived", True) == (joint.at("2026-09-16").stage, joint.at("2026-09-16").archived)
        assert judge(JOINT_INVESTIGATION, joint.number, joint.acts, 0, joint.law, moment("2026-09-16")).over

    def test_a_result_that_comes_later_is_told_anew_before_the_archive(self) -> None:
        """What the case says after the closing is not filed away unsaid."""
        joint = concluded()
        joint.does("assign_follow_up", "2026-09-15", of="conclude_joint_investigation")
        opened_case(joint, "2026-000007", "2026-09-15 10:00")
        case_tells(joint, "2026-000007", "2026-09-20")
        told = [("up", "09:00"), ("down", "09:01"), ("across", "09:02")]
        for direction, time in told:
            joint.does("feed_back_joint_result", f"2026-09-21 {time}", direction=direction)
        with refuses("already-told", kind=OutOfOrder):
            joint.does("feed_back_joint_result", "2026-09-21 10:00", direction="up")
        joint.does(
            "withhold_joint_result", "2026-09-21 10:00", of="conclude_joint_investigation", reason="涉及国家秘密"
        )
        joint.does("close_joint_investigation", "2026-09-21 11:00")
        case_tells(joint, "2026-000007", "2026-09-22", result="复议后变更")
        with refuses("out-of-order", kind=OutOfOrder):
            joint.does("archive_joint_investigation", "2026-09-23")
        for direction, time in told:
            joint.does("feed_back_joint_result", f"2026-09-23 {time}", direction=direction)

        assert joint.does("archive_joint_investigation", "2026-09-23 12:00")

    def test_up_down_and_across_reach_who_is_there(self) -> None:
        """The city above, the township below, the police beside."""
        found = {}
        joint = concluded()
        for minute, direction in enumerate(("up", "down", "across")):
            joint.does("feed_back_joint_result", f"2026-09-15 09:0{minute}", direction=direction)
            found[direction] = messages(joint, "feed_back_joint_result", "2026-09-15 10:00")

        assert {f"{CITY}-direct", f"{CITY}-main"} == found["up"]
        assert {"u-430423100-direct", "u-430423100-main"} == found["down"]
        assert {f"{POLICE}-direct", f"{POLICE}-main"} == found["across"]
        assert ["met"] == [one.state for one in terms(joint, "norm.joint_feed_back", "2026-09-16")]

    def test_what_is_shown_names_the_conclusion(self) -> None:
        """The disclosure says whose and of which day; unredacted it is refused."""
        joint = concluded()
        of = {"of": "conclude_joint_investigation"}
        with refuses("not-redacted"):
            joint.does("disclose_joint_result", "2026-09-15", **of, redacted=False)
        joint.does("disclose_joint_result", "2026-09-15", **of)
        (shown,) = (
            one for one in effects_of(joint, "disclose_joint_result", "2026-09-15") if isinstance(one, Disclosure)
        )

        assert (COUNTY, "2026-09-14") == (shown.issuer, str(shown.decided_on))

    def test_one_that_nobody_needs_is_cancelled_and_its_members_hear_it(self) -> None:
        """终止: nobody waits for an answer or a task any more; the file still goes to the archive."""
        joint = Joint().goes("answer_invitation")
        joint.does("cancel_joint_investigation", "2026-09-04")
        heard = messages(joint, "cancel_joint_investigation", "2026-09-04")
        joint.does("archive_joint_investigation", "2026-09-07")

        assert {f"{POLICE}-direct", f"{POLICE}-main"} == heard
        assert [] == [one for one in joint.at("2026-09-07").terms if one.open]

    @pytest.mark.parametrize("kind", [OutOfTime, Unclear])
    def test_a_refusal_says_what_it_is(self, kind: type[Refused]) -> None:
        """A day that is past is out of time; a field left out is unclear."""
        fields: dict[str, Any] = (
            {"due": "2026-08-31"} if kind is OutOfTime else {"answerable": None, "unit": "u-4304-housing"}
        )
        joint = Joint().goes("convene_joint_investigation")

        with pytest.raises(kind):
            joint.does("invite_member", "2026-09-02", **fields)


def test_who_declined_is_not_late_with_tasks_that_it_does_not_take() -> None:
    """不参加: the days of its tasks lose their object; once the answer is withdrawn they run as before."""
    joint = Joint().goes("invite_member")
    joint.does("answer_invitation", "2026-09-02", of="invite_member", is_confirmed=False, officers=(), reason="无关")
    states = [one.state for one in joint.at("2026-10-20").terms if one.rule == "norm.joint_task"]
    joint.does("withdraw_act", "2026-09-03", by=HEAD, of="answer_invitation", reason="改为参加")
    again = [one.state for one in joint.at("2026-09-04").terms if one.rule == "norm.joint_task"]

    assert (["void"], ["running"]) == (states, again)


def test_an_officer_does_not_agree_with_himself_in_an_emergency() -> None:
    """先启动后补手续: a head has to agree, by telephone at least."""
    with refuses("consents-to-itself"):
        Joint().does("convene_joint_investigation", "2026-09-01", by=OFFICER, is_urgent=True, consented_by=OFFICER.id)


def test_help_that_was_asked_for_is_waited_for_before_the_end() -> None:
    """协助调查函: neither cancelled nor closed while a request is out; withdrawn with its reason, it holds up nothing."""
    joint = Joint().goes("invite_member")
    asked = {"unit": "", "body": "邵阳市生态环境局", "document_no": "衡环协〔2026〕1号", "request": "请核实去向"}
    joint.does("request_assistance", "2026-09-02", due="2026-09-25", **asked)
    with refuses("out-of-order", says="协助请求"):
        joint.does("cancel_joint_investigation", "2026-09-03")
    joint.does("withdraw_assistance_request", "2026-09-03", of="request_assistance", reason="不再需要")
    joint.does("cancel_joint_investigation", "2026-09-04")
