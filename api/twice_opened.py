"""Whether another file has opened a case for the same violation already (重复立案); said to whoever opens one."""

from collections.abc import Sequence

from api.world import World
from judging.record import Record
from models.acts import Act, Content
from models.acts.emergency import OpenCaseOfEmergency
from procedures.joint_follow_up.reading import cases_opened
from procedures.joint_origin import FILE
from procedures.other_files import files_opened
from workflows.no_answer import EngineAway, NoSuchFile, WorkerAway

AWAY = (NoSuchFile, WorkerAway, EngineAway)


async def already(world: World, file_no: str, content: Content) -> str:
    """Return which cases the joint investigations out of an emergency have opened, where one is opened of it as well.

    It is a word beside the receipt: the case may well be another one. Empty where nobody can be asked.
    """
    if not isinstance(content, OpenCaseOfEmergency):
        return ""
    try:
        joints = files_opened(Record.of((await world.files.file(file_no)).acts), FILE)
        return "；".join(filter(None, [told(joint, (await world.files.file(joint)).acts) for joint in joints]))
    except AWAY:
        return ""


def told(joint: str, acts: Sequence[Act]) -> str:
    """Return which cases a joint investigation has opened upon its conclusion; empty where it has opened none."""
    cases = "、".join(cases_opened(Record.of(acts)))
    if not cases:
        return ""
    return f"注意：联合调查{joint}的后续处理已经立案（{cases}）；如系同一违法行为，请在新开的案件中办理“不予立案”"
