"""A matter through all its files, as far as the reader may see them, with the names behind the numbers.

Of a file that the reader may not see only number and kind are told; where a transfer lies between it and one that the
reader may see, its stage and who answers for it as well: either side of a transfer sees how far the other is.
"""

from collections.abc import Sequence

from api import names
from api.world import World
from docket.linked import linked_files, stage_of
from docket.scope import Scope
from judging.chaining import chain_file, crossings, in_order
from kinds import ASSISTANCE, KINDS, MATTER, kind_of
from models.file import File
from models.linked import Chain, ChainFile, Crossing
from models.values import civil_day


def chain_from(world: World, scope: Scope, file: File) -> Chain:
    """Return the matter of a file that the reader may see."""
    found, cut = linked_files(world.docket, scope, file)
    seen = [one for one in found.values() if one is not None]
    over = crossings(seen)
    members = [_member(world, over, file_no, one) for file_no, one in found.items()]
    units = {held.unit for member in members for held in member.held} | {member.unit for member in members} - {""}
    chain = Chain(
        asked=file.standing.file_no,
        on=civil_day(file.standing.at),
        files=in_order(members, over),
        crossings=tuple(one for one in over if {one.from_file, one.to_file} <= found.keys()),
        names=names.of_people(world.registry, (), units),
        cut=cut,
    )
    return names.organisations_named(world.registry, chain)


def _member(world: World, over: Sequence[Crossing], file_no: str, file: File | None) -> ChainFile:
    if file is not None:
        return chain_file(KINDS[file.kind], file)
    kind = kind_of(file_no)
    hidden = ChainFile(file_no=file_no, kind=kind.name, label=kind.label, readable=False)
    told = stage_of(world.docket, file_no) if _is_transferred(over, file_no) else None
    if told is None:
        return hidden
    stage_name, unit, closed = told
    return hidden.model_copy(update={"stage_name": stage_name, "unit": unit, "closed": closed})


def _is_transferred(over: Sequence[Crossing], file_no: str) -> bool:
    """Tell whether a transfer lies between a file and one that the reader may see."""
    ends = [(one.from_file, one.to_file) for one in over if file_no in (one.from_file, one.to_file)]
    kinds = [{kind_of(number).name for number in pair} for pair in ends]
    return any(MATTER.name in pair and ASSISTANCE.name not in pair for pair in kinds)
