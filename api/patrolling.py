"""What is asked before a round's file is: whether it is in the city, and which open case a finding fits."""

from collections.abc import Iterable

from fastapi.concurrency import run_in_threadpool

from api.problems import impossible
from api.world import World
from docket.rounds import FittingCase, fitting_cases
from law.refusals import Unclear
from models.acts import Content
from models.acts.patrol import Position, RecordSightings, ReportPatrolFinding
from models.values import CIVIL
from registry.exchange.cells import BadCell
from registry.exchange.object_cells import latitude, longitude


async def prepared(world: World, file_no: str, key: str, content: Content) -> Content:
    """Return what a round's act says, with where its finding goes; refuse a place outside the city (坐标)."""
    for one in _positions(content):
        _within_the_city(one)
    if not isinstance(content, ReportPatrolFinding) or content.goes is not None:
        return content
    file = await world.files.file(file_no)
    earlier = next((act.content for act in file.acts if act.key == key), None)
    if isinstance(earlier, ReportPatrolFinding):  # sent again: the case that it opened is no other one
        return content.model_copy(update={"goes": earlier.goes, "case": earlier.case})
    return await run_in_threadpool(_asked, world, file.standing.particulars.grid, content)


def _asked(world: World, grid: str, content: ReportPatrolFinding) -> Content:
    """Open a case for a finding that fits none; ask where it fits one, with the reason."""
    party = content.party.id if content.party else ""
    fitting = fitting_cases(world.docket, grid, content.pollution, party)
    if not fitting:
        return content.model_copy(update={"goes": "new"})
    sentence = (
        f"同一网格有相同污染类型的在办案件：{'、'.join(map(_told, fitting))}；是同一地点、同一行为的，"
        "写 goes=join 和案件编号（case）并入，不是的写 goes=new 另立案件"
    )
    raise Unclear("joins-or-new", sentence, field="goes")


def _told(case: FittingCase) -> str:
    party = "，同一当事人" if case.same_party else ""
    return f"{case.file_no}（{case.opened_at.astimezone(CIVIL):%Y-%m-%d}开立，{case.stage_name}{party}）"


def _positions(content: Content) -> Iterable[Position]:
    if isinstance(content, RecordSightings):
        return (one.position for one in content.seen if one.position)
    if isinstance(content, ReportPatrolFinding) and content.position:
        return (content.position,)
    return ()


def _within_the_city(position: Position) -> None:
    try:
        longitude(position.longitude)
        latitude(position.latitude)
    except BadCell as bad:
        raise impossible("not-here", str(bad), field="position") from None
