"""A joint investigation sends one matter in it to whoever is competent: what goes, comes back, and waits for it."""

from typing import Any

import pytest

from tests.builders import CITY, COUNTY, HEAD, answering
from tests.procedures.joint import Joint
from tests.procedures.refusing import refuses
from tests.procedures.transferring import AGRICULTURE, FARMS, HOUSING, Story, StoryFile, clerk_of, sent

HERE = clerk_of(COUNTY, 2)
PART: dict[str, Any] = {"by": HERE, "scope": "part"}
ENDED = {"by_superior": "衡阳市人民政府", "letter": "衡政督〔2026〕1号", "explanation": "由上级直接督办"}


def gone(until: str = "conclude_joint_investigation") -> tuple[Story, StoryFile]:
    """Return a joint investigation that has gone so far, as the first file of a story."""
    story = Story()
    return story, story.has(Joint().goes(until))


def follow_up(joint: StoryFile, unit: str = AGRICULTURE, route: str = "transfer") -> int:
    """Lay something upon a unit that takes no part, by the way of a transfer; return the number of the act."""
    fields = {"unit": unit, "route": route, "answerable": (answering(unit),), "requirement": "依职责处理秸秆焚烧"}
    return joint.does("assign_follow_up", "2026-09-15", of="conclude_joint_investigation", **fields).no


def late(joint: StoryFile, rule: str, at: str) -> list[str]:
    """Return the states of the terms under a rule."""
    return [term.state for term in joint.paper.at(at).terms if term.rule == rule]


def closes(joint: StoryFile, on: str) -> None:
    """Tell everybody, make it public and close it."""
    for minute, direction in enumerate(("up", "down", "across")):
        joint.does("feed_back_joint_result", f"{on} 09:0{minute}", direction=direction)
    if "disclose_joint_result" not in joint.paper.names():
        joint.does("disclose_joint_result", f"{on} 10:00", of="conclude_joint_investigation")
    joint.does("close_joint_investigation", f"{on} 11:00")


def test_what_was_met_on_the_way_goes_to_whoever_is_competent() -> None:
    """The receiver's file is opened by the lead; its answer is an act of the investigation, whose stage goes on."""
    story, joint = gone("invite_member")
    stage = joint.paper.at("2026-09-02").stage
    joint.does("transfer_matter", "2026-09-02", **{**sent(), **PART})
    story.arrives()
    matter = story.matter()
    matter.does("accept_transfer", "2026-09-04", by=FARMS)
    story.arrives()

    assert AGRICULTURE == matter.holder
    assert (COUNTY, stage) == (joint.holder, joint.paper.at("2026-09-05").stage)
    assert "record_transfer_accepted" == joint.paper.names()[-1]


def test_a_follow_up_by_transfer_is_at_its_end_with_the_receivers_result() -> None:
    """The term of the follow-up ends, the news is told in each direction, and only then it is closed."""
    story, joint = gone()
    no = follow_up(joint)
    joint.does("transfer_matter", "2026-09-16", **{**sent(), **PART, "follow_up": no})
    story.arrives()
    with refuses("out-of-order", says="后续处理"):
        closes(joint, "2026-09-17")
    matter = story.matter()
    matter.does("accept_transfer", "2026-09-18", by=FARMS)
    matter.does("complete_matter", "2026-09-21", by=FARMS, handling="penalised", result="已处罚")
    story.arrives()
    states = late(joint, "norm.joint_follow_up", "2026-09-22"), late(joint, "norm.joint_feed_back", "2026-09-22")
    closes(joint, "2026-09-23")

    assert (["met"], ["met", "running"]) == states
    assert "joint_closed" == joint.paper.at("2026-09-24").stage


@pytest.mark.parametrize("ending", ["complete_matter", "return_transfer", "end_transfer"])
def test_it_is_not_ended_while_a_transfer_is_out(ending: str) -> None:
    """Neither closed nor cancelled before the result, the return, or a superior's decision (不得办结)."""
    story, joint = gone("invite_member")
    of = joint.does("transfer_matter", "2026-09-02", **{**sent(), **PART}).no
    story.arrives()
    matter = story.matter()
    with refuses("out-of-order", article="第17条", says="移送的事项尚未收到办理结果"):
        joint.does("cancel_joint_investigation", "2026-09-03")
    if ending == "end_transfer":
        joint.does("end_transfer", "2026-09-04", by=HEAD, of=of, **ENDED)
    elif ending == "return_transfer":
        matter.does("return_transfer", "2026-09-04", by=FARMS, ground="not_competent", explanation="不属于本单位职责")
    else:
        matter.does("accept_transfer", "2026-09-04", by=FARMS)
        matter.does("complete_matter", "2026-09-04 10:00", by=FARMS, handling="handled", result="已处理")
    story.arrives()
    joint.does("cancel_joint_investigation", "2026-09-07")

    assert "joint_cancelled" == joint.paper.at("2026-09-08").stage


BAD: dict[str, tuple[dict[str, Any], str, str]] = {
    "as a whole": ({"scope": "whole"}, "stays-whole", "四（四）1"),
    "by another unit than the lead": ({"by": clerk_of(CITY)}, "not-your-matter", "第17条"),
    "to the lead itself": ({"unit": COUNTY, "ecology": True}, "to-itself", "第17条"),
    "for a follow-up of another unit": ({"unit": HOUSING, "follow_up": "assign_follow_up"}, "not-its-follow-up", ""),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_not_sent(case: str) -> None:
    """The investigation itself stays; the lead sends; a follow-up goes to the unit that it is laid upon."""
    fields, code, article = BAD[case]
    _, joint = gone()
    no = follow_up(joint)
    said = {name: no if value == "assign_follow_up" else value for name, value in fields.items()}
    with refuses(code, article=article):
        joint.does("transfer_matter", "2026-09-16", **{**sent(unit=said.get("unit", AGRICULTURE)), **PART, **said})


def test_a_follow_up_by_another_way_or_with_its_result_is_not_transferred() -> None:
    """Each follow-up is dealt with once, by the way that was laid down."""
    _, joint = gone()
    measure, done = follow_up(joint, route="measure"), follow_up(joint)
    joint.does("record_follow_up_result", "2026-09-16", by=HERE, of=done, document_no="衡农函〔2026〕1号")
    for no in (measure, done):
        with refuses("not-its-follow-up", says=f"第{no}号"):
            joint.does("transfer_matter", "2026-09-17", **{**sent(), **PART, "follow_up": no})
