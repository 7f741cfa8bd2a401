"""A matter through all its files, as far as the reader may see them, with the names behind the numbers."""

from api import names
from api.world import World
from docket.linked import linked_files
from docket.scope import Scope
from judging.chaining import chain_file, crossings, in_order
from kinds import KINDS, kind_of
from models.file import File
from models.linked import Chain, ChainFile
from models.values import civil_day


def chain_from(world: World, scope: Scope, file: File) -> Chain:
    """Return the matter of a file that the reader may see."""
    found, cut = linked_files(world.docket, scope, file)
    seen = [one for one in found.values() if one is not None]
    over = crossings(seen)
    members = [_member(file_no, one) for file_no, one in found.items()]
    units = {held.unit for member in members for held in member.held}
    chain = Chain(
        asked=file.standing.file_no,
        on=civil_day(file.standing.at),
        files=in_order(members, over),
        crossings=tuple(one for one in over if {one.from_file, one.to_file} <= found.keys()),
        names=names.of_people(world.registry, (), units),
        cut=cut,
    )
    return names.organisations_named(world.registry, chain)


def _member(file_no: str, file: File | None) -> ChainFile:
    if file is not None:
        return chain_file(KINDS[file.kind], file)
    kind = kind_of(file_no)
    return ChainFile(file_no=file_no, kind=kind.name, label=kind.label, readable=False)
