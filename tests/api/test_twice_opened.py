"""Whoever opens a case out of an emergency is told of the case that its joint investigation has opened already."""

from api.twice_opened import told
from models.acts.delivery import RecordDelivery
from procedures.other_files import CASE
from tests.builders import enters
from tests.procedures.joint import Joint

CASE_NO = "2026-000007"


def test_the_case_of_a_follow_up_is_named() -> None:
    """By its number, with that of the joint investigation; nothing is said before there is one."""
    joint = Joint().goes("conclude_joint_investigation")
    joint.does("assign_follow_up", "2026-09-15", of="conclude_joint_investigation")
    before = told("L2026-000001", joint.acts)
    effect = f"{joint.number}/{joint.no('assign_follow_up')}/{CASE}"
    enters(joint, RecordDelivery(effect=effect, receiver=CASE_NO, file_no=CASE_NO, act_no=1), "2026-09-15 13:00")
    after = told("L2026-000001", joint.acts)

    assert ("", True, True) == (before, "L2026-000001" in after, CASE_NO in after)
