"""The sheet of the things that a case has taken (证据、涉案物品流转清单): each thing, each hand, what became of it."""

from collections.abc import Iterable, Iterator

from api.names import of_people
from judging.record import Record
from law.chinese import day as written
from models.acts import Act
from models.acts.custody import HandOverEvidence, LetGoOfEvidence, TakeEvidence
from models.chinese import value_of
from papers.binding import Cells
from procedures.custody.hands import Movement, movements
from registry.registry import Registry

TITLE = "证据、涉案物品流转清单"


def custody_cells(registry: Registry, record: Record) -> Cells:
    """Return what the sheet says of each thing, from its taking to where it went; empty where nothing was taken."""
    taken = record.all(TakeEvidence)
    moves = {one.no: movements(record, one.no) for one in taken}
    names = of_people(registry, _people(moves.values()), {one.content.unit for one in taken})
    return [(_thing(one), "；".join(_told(move, names) for move in moves[one.no])) for one in taken]


def _people(moves: Iterable[list[Act[Movement]]]) -> Iterator[str]:
    for act in (act for row in moves for act in row):
        yield act.content.keeper
        yield from [] if isinstance(act.content, TakeEvidence) else [act.content.giver]


def _thing(act: Act[TakeEvidence]) -> str:
    form = value_of("form", act.content.form, act.name)
    return f"{act.content.mark}　{act.content.name}（{form}，{act.content.quantity}件）"


def _told(act: Act[Movement], names: dict[str, str]) -> str:
    content = act.content
    keeper = names.get(content.keeper, content.keeper)
    if isinstance(content, LetGoOfEvidence):
        receipt = f"，凭证{content.receipt}" if content.receipt else ""
        return f"{written(act.day)}{value_of('outcome', content.outcome, act.name)}，经手或者接收：{keeper}{receipt}"
    sealed = f"，{content.sealing}" if content.sealing else ""
    place = f"，存放{content.kept_at}" if content.kept_at else ""
    if isinstance(content, HandOverEvidence):
        giver, purpose = names.get(content.giver, content.giver), value_of("purpose", content.purpose, act.name)
        seal = "封存完好" if content.is_intact else f"封存不完好：{content.note}"
        return f"{written(act.day)}由{giver}移交{keeper}（{purpose}），{seal}{sealed}{place}"
    return f"{written(act.day)}在{content.place}提取，保管：{keeper}{sealed}{place}"
