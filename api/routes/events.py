"""What other systems are told: asked for again by a cursor, and described."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.asked import FARTHEST, Limit
from api.described import described
from api.identity import TheActor
from api.problems import forbidden
from api.world import TheWorld
from docket.events import events_after
from models.events import CloudEvent
from models.values import Value

router = APIRouter(tags=["事件"])


class EventPage(Value):
    """Some events in their order, and where to go on."""

    events: tuple[CloudEvent, ...]
    after: int
    """Give this as `after` to go on; it stays the same while there is nothing new."""


@router.get("/v1/events", summary="重取发给本系统的事件")
def get_events(
    world: TheWorld,
    actor: TheActor,
    after: Annotated[int, Query(ge=0, le=FARTHEST, description="上一页给出的位置，从头取为 0")] = 0,
    limit: Limit = 50,
) -> EventPage:
    """按固定的次序取回发给本系统的事件，不论回调是否收到；信封为 CloudEvents 1.0，`id` 与 `webhook-id` 相同，同一事件只办一次。"""
    if actor.kind != "system":
        raise forbidden("not-a-system", "只有登记的外部系统可以取回发给它的事件；人员请看 /v1/messages")
    found = events_after(world.docket, actor.id, after, limit)
    return EventPage(events=tuple(event for _, event in found), after=found[-1][0] if found else after)


@router.get("/asyncapi.json", summary="事件说明（AsyncAPI）")
def get_asyncapi() -> dict[str, Any]:
    """发给外部系统的每一种事件：回调的请求头、签名、正文和字段。"""
    return described()
