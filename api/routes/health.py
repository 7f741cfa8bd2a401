"""What of the system is up; for operations, without a token."""

from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import text

from api.pulse import Pulse, State
from api.world import TheWorld, World
from database.connection import reading
from database.faults import AWAY
from models.values import Value

router = APIRouter(tags=["运行"])


class Health(Value):
    """What is up."""

    api: State = "up"
    docket: State
    pulse: Pulse


class Alive(Value):
    """That the API answers."""

    api: State = "up"


@router.get("/livez", summary="接口本身是否应答")
async def get_liveness() -> Alive:
    """只说明接口没有停住，不问其他部分；看护进程据此重启停住的接口。"""
    return Alive()


@router.get("/healthz", summary="各部分是否在运行")
async def get_health(world: TheWorld, response: Response) -> Health:
    """API、案件台账、流程引擎、工作进程；有一样不在即返回 503。"""
    health = Health(docket=await run_in_threadpool(_docket, world), pulse=await world.probe())
    if "down" in (health.docket, health.pulse.engine, health.pulse.worker):
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return health


def _docket(world: World) -> State:
    """Tell whether the docket can be written; a server that only reads is not the one we should be talking to."""
    try:
        with reading(world.docket) as connection:
            connection.execute(text("SELECT 1"))
            if connection.dialect.name == "postgresql":
                return "down" if connection.execute(text("SHOW transaction_read_only")).scalar() == "on" else "up"
    except AWAY:
        return "down"
    return "up"
