"""What the Temporal UI asks to show a history: only for who supervises the whole city."""

from fastapi import APIRouter, Response

from api.codec import Payloads, unpacked
from api.identity import TheActor
from api.problems import forbidden
from api.world import TheWorld
from docket.scope import scope_of
from models.people import Role
from workflows.packing import Packing

router = APIRouter(prefix="/v1", tags=["运行"])


@router.post("/codec/decode", summary="解开引擎历史中的载荷（供 Temporal 页面）")
async def decode(world: TheWorld, actor: TheActor, asked: Payloads, response: Response) -> Payloads:
    """只供市级督查人员：他们本可查看全部案卷。在 Temporal 页面的 Codec Endpoint 中填写 `…/v1/codec`。"""
    if Role.SUPERVISOR not in actor.roles or not scope_of(world.registry.places, actor).everything:
        raise forbidden("supervisors-only", "引擎历史只供市级督查人员查看")
    response.headers["Cache-Control"] = "no-store"
    return await unpacked(Packing(world.settings.wire_keys), asked)
