"""Records of officers that wait for the other one's own word (共同执法确认)."""

from collections.abc import Iterator, Mapping

from fastapi import APIRouter

from api.identity import TheActor
from api.names import of_content, of_people
from api.world import TheWorld
from docket.confirmations import records_with
from docket.scope import scope_of
from judging.record import Record
from kinds import KINDS
from models.acts import Act
from models.acts.confirming import ConfirmRecord
from models.values import Value
from procedures.confirming import confirmations, unconfirmed

router = APIRouter(prefix="/v1", tags=["工作台"])


CONFIRMED_IN = tuple(kind.name for kind in KINDS.values() if ConfirmRecord in kind.steps)
"""The kinds of file in which records are confirmed."""


class Waiting(Value):
    """A record that somebody's word is wanting for."""

    file_no: str
    act: Act
    """As it was entered, or corrected since."""
    waits_for: tuple[str, ...]
    """The officers who have not confirmed it, by number."""
    mine: bool
    """Whether the reader is one of them."""
    said: tuple[str, ...]
    """Who has confirmed it as it reads now."""


class Confirmations(Value):
    """What waits for the reader's word, and what the reader waits for."""

    rows: tuple[Waiting, ...]
    names: Mapping[str, str]


@router.get("/confirmations", summary="待确认的现场记录：等待本人确认的，本人录入、等待另一名执法人员确认的")
def get_confirmations(world: TheWorld, actor: TheActor) -> Confirmations:
    """两名执法人员共同办理的，一人录入，另一人以本人的登录确认（confirm_record）；列出本单位在办案件中写明本人参加的。"""
    scope = scope_of(world.registry.places, actor)
    found = records_with(world.docket, scope, CONFIRMED_IN)
    rows = [one for file_no, acts in found for one in _waiting(file_no, Record.of(acts), actor.id)]
    rows.sort(key=lambda one: (not one.mine, one.act.happened_at))
    people = {person for one in rows for person in (one.act.by.id, *one.waits_for, *one.said)}
    named = of_people(world.registry, people)
    return Confirmations(rows=tuple(rows), names={**of_content(world.registry, [one.act for one in rows]), **named})


def _waiting(file_no: str, record: Record, person: str) -> Iterator[Waiting]:
    """Yield the records that wait for anybody, of which the reader is one, or waits for the others."""
    for act in record:
        open_ = unconfirmed(record, act)
        said = tuple(dict.fromkeys(one.by.id for one in confirmations(record, act)))
        if open_ and person in {act.by.id, *open_, *said}:
            waits_for = tuple(sorted(open_))
            yield Waiting(file_no=file_no, act=act, waits_for=waits_for, mine=person in open_, said=said)
