"""A joint investigation out of a case, a complaint or an emergency: who convenes it, what comes back, what waits."""

from typing import Any

import pytest

from judging.record import Record
from kinds import COMPLAINT
from models.acts.joint_investigation import ConveneJointInvestigation
from models.acts.joint_origin import RecordJointConclusion, RecordJointEnd
from models.effects import Message
from models.particulars import JointParticulars
from models.people import Actor
from tests.builders import COUNTY, HEAD, OFFICER, PATROLLER, a_case
from tests.procedures.joint import CITY_HEAD, PATH, Joint
from tests.procedures.measures import effects_of
from tests.procedures.refusing import refuses
from tests.procedures.test_emergency import known
from tests.procedures.transferring import HOUSING, Story, StoryFile, clerk_of

CALL: dict[str, Any] = {"by": HEAD, "reason": "涉及公安、交通运输等部门"}
WHY = "联合调查尚无结论"


def called(kind: str = "case") -> tuple[Story, StoryFile, StoryFile]:
    """Return a story in which a joint investigation was convened out of a file, that file, and the investigation's."""
    story = Story()
    if kind == "emergency":
        origin = story.has(known("2026-08-31 20:00"))
    else:
        origin = story.opened(COMPLAINT) if kind == "complaint" else story.opened()
    origin.does("call_joint_investigation", "2026-09-01 10:00", **CALL)
    story.arrives()
    return story, origin, story.last("L")


def concluded(story: Story, joint: StoryFile) -> None:
    """Go the ordinary path of the investigation to its conclusion, and let the word arrive."""
    for act, on, fields in PATH[1:]:
        joint.does(act, "2026-09-01 11:00" if act == "invite_member" else on, **fields)
    story.arrives()


def closed(story: Story, joint: StoryFile) -> None:
    """Have one unit do something upon the conclusion, tell everybody, close, and let the word arrive."""
    fields = {"route": "measure", "of": "conclude_joint_investigation"}
    no = joint.does("assign_follow_up", "2026-09-15", **fields).no
    joint.does("record_follow_up_result", "2026-09-16", by=HEAD, of=no)
    for minute, direction in enumerate(("up", "down", "across")):
        joint.does("feed_back_joint_result", f"2026-09-17 09:0{minute}", direction=direction)
    joint.does("disclose_joint_result", "2026-09-17 10:00", of="conclude_joint_investigation")
    joint.does("close_joint_investigation", "2026-09-17 11:00")
    story.arrives()


def waits(file: StoryFile, at: str) -> list[str]:
    """Return the files whose last word a file waits for."""
    return [link.file_no for link in file.paper.at(at).links if link.waits]


@pytest.mark.parametrize("kind", ["case", "complaint", "emergency"])
def test_it_is_convened_out_of_a_file_and_tells_its_conclusion_and_its_end(kind: str) -> None:
    """Opened by the origin, for the unit that convened it; linked both ways; told twice, and then nobody waits."""
    story, origin, joint = called(kind)
    opening = joint.record.opening
    before = waits(origin, "2026-09-02")
    concluded(story, joint)
    between = waits(origin, "2026-09-14 12:00")
    closed(story, joint)

    assert opening is not None
    assert isinstance(opening.content, ConveneJointInvestigation)
    assert (COUNTY, COUNTY) == (opening.by.unit, joint.holder)
    told = joint.paper.at("2026-09-18").particulars
    assert isinstance(told, JointParticulars)
    assert origin.no == told.origin
    assert ([joint.no], [joint.no], []) == (before, between, waits(origin, "2026-09-18"))
    conclusion, end = origin.record.last(RecordJointConclusion), origin.record.last(RecordJointEnd)
    assert conclusion is not None
    assert end is not None
    assert ("true", "closed") == (conclusion.content.finding, end.content.outcome)


def test_a_case_is_not_closed_before_the_conclusion_and_need_not_wait_for_more() -> None:
    """What follows upon the conclusion may be the case itself: it waits for the facts, not for the end."""
    story, case, joint = called()
    case.does("decline_filing", "2026-09-04", by=HEAD)
    case.does("feed_back", "2026-09-04 10:00", to="township", result="另行联合调查")
    with refuses("out-of-order", article="四（四）1", says=WHY):
        case.does("close_case", "2026-09-07", ground="not_filed")
    concluded(story, joint)
    case.does("close_case", "2026-09-15", ground="not_filed")

    assert "closed" == case.paper.at("2026-09-15").stage


def test_a_complaint_is_answered_by_the_conclusion_and_once_more_by_the_end() -> None:
    """The reporter hears what was found, then what was done; until then nothing is archived, nor late with it."""
    story, complaint, joint = called("complaint")
    states = {term.rule: term.state for term in complaint.paper.at("2026-09-02").terms}
    with refuses("out-of-order"):
        complaint.does("answer_complaint", "2026-09-02")
    concluded(story, joint)
    complaint.does("answer_complaint", "2026-09-15")
    archive = [term for term in complaint.paper.at("2026-09-15").terms if term.rule == "norm.complaint_archive"]
    complaint.does("confirm_feedback", "2026-09-15 10:00", of="answer_complaint")
    with refuses("out-of-order", says="尚未办结"):
        complaint.does("archive_complaint", "2026-09-16")
    closed(story, joint)
    with refuses("out-of-order", says="再次“答复举报人”"):
        complaint.does("archive_complaint", "2026-09-18")
    complaint.does("answer_complaint", "2026-09-18")
    archive += [term for term in complaint.paper.at("2026-09-19").terms if term.rule == "norm.complaint_archive"]

    assert "met" == states["hotline_forward_internal"]
    assert ["2026-09-18"] == [term.start.isoformat() for term in archive]


def test_one_that_is_cancelled_sets_its_origin_free() -> None:
    """Without a conclusion the origin hears why, and goes on by itself; another one may be convened then."""
    story, case, joint = called()
    with refuses("already-convened"):
        case.does("call_joint_investigation", "2026-09-02", **CALL)
    joint.does("cancel_joint_investigation", "2026-09-03")
    story.arrives()
    case.does("call_joint_investigation", "2026-09-04", **CALL)

    assert "record_joint_end" in case.paper.names()


BAD: dict[str, tuple[Actor, dict[str, Any], str]] = {
    "by a township": (PATROLLER, {}, "no-power"),
    "by an officer without an emergency": (OFFICER, {}, "head-convenes"),
    "by an officer without a head's word": (OFFICER, {"is_urgent": True}, "nobody-consented"),
    "by a county across counties": (HEAD, {"counties": ["430424"]}, "common-superior-convenes"),
    "by a department": (clerk_of(HOUSING).model_copy(update={"roles": HEAD.roles}), {}, "not-your-file"),
}


@pytest.mark.parametrize("case", BAD)
def test_who_may_not_convene_it_for_itself_may_not_out_of_a_file(case: str) -> None:
    """同级网格责任主体, plan 四(四)1; the same conditions as where it is convened by itself."""
    by, fields, code = BAD[case]
    with refuses(code):
        Story().opened().does("call_joint_investigation", "2026-09-01 17:00", **{**CALL, **fields, "by": by})


def test_a_superior_convenes_across_counties_and_leads() -> None:
    """The common superior convenes it out of the county's case: its unit answers for the investigation."""
    story = Story()
    case = story.opened()
    case.does("call_joint_investigation", "2026-09-01 17:00", **{**CALL, "by": CITY_HEAD, "counties": ["430424"]})
    story.arrives()

    assert CITY_HEAD.unit == story.last("L").holder


def test_word_of_another_investigation_is_not_taken_and_what_was_convened_is_not_withdrawn() -> None:
    """Each word comes from the file that was opened here; it lives on, so that the act that opened it stands."""
    _, case, _ = called()
    other = Actor(id="JointInvestigation:L2026-000099", kind="file", unit=COUNTY, level=2)
    word = {"joint": "L2026-000099", "finding": "true", "facts": "违法倾倒"}
    with refuses("not-its-joint-investigation", says="L2026-000099"):
        case.does("record_joint_conclusion", "2026-09-02", by=other, **word)
    with refuses("was-convened"):
        case.does("withdraw_act", "2026-09-02", of="call_joint_investigation", reason="误录")


def test_a_closed_case_convenes_nothing_and_one_convened_by_a_person_tells_nobody() -> None:
    """What is closed is put right first; where no file opened it, there is none to tell."""
    with refuses("file-closed"):
        a_case("close_case").does("call_joint_investigation", "2026-09-30", **CALL)
    story = Story()
    joint = story.has(Joint().goes("convene_joint_investigation"))
    joint.does("cancel_joint_investigation", "2026-09-02")

    assert [] == story.waiting
    assert Record.of(joint.paper.acts).has(ConveneJointInvestigation)


def test_a_second_case_upon_what_a_case_asked_is_warned_of() -> None:
    """一事不再罚 (行政处罚法 art. 29): convened out of a case, a follow-up by another case names the first one."""
    for kind, warned in (("case", True), ("complaint", False)):
        story, origin, joint = called(kind)
        concluded(story, joint)
        fields = {"route": "case", "unit": COUNTY, "of": "conclude_joint_investigation"}
        joint.does("assign_follow_up", "2026-09-15", **fields)
        made = effects_of(joint.paper, "assign_follow_up", "2026-09-15")
        words = [one.title for one in made if isinstance(one, Message) and one.key.endswith("second-case")]

        assert [warned] * warned == [origin.no in title for title in words]
