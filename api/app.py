"""The HTTP application, put together from its parts."""

from fastapi import Depends, FastAPI
from fastapi_offline import FastAPIOffline
from sqlalchemy import Engine

from activities.law_in_force import LawInForce
from api import problems
from api.access import AccessLog
from api.routes import acts, cases, health, messages, openings, public, register, rehearsals
from api.world import Door, Probe, World, answering_by_the_law_in_force
from registry.registry import Registry
from settings import Settings

ASKING_THE_LAW = (openings.router, cases.router, acts.router, rehearsals.router)
OTHERS = (register.router, messages.router, public.router, health.router)

DESCRIPTION = """
衡阳市环境监管网格案件接口：上报发现、提交举报，办理案件中的每一项行为，查看案件、期限和责任人。

* 除 `/public` 和 `/healthz` 外都须带访问令牌：点右上角 Authorize，填入 `gridcase up` 打印的令牌。
* 命令（POST）须带请求头 `Idempotency-Key`；没有收到回执的，用同一个键原样重发，只会计一次。
* 拒绝和错误一律是 `application/problem+json`：`detail` 是一句话的理由，`article` 是所依据的条文，`field` 是有问题的字段。
"""


def create_app(settings: Settings, door: Door, registry: Registry, docket_engine: Engine, *, probe: Probe) -> FastAPI:
    """Return the application over a door to the cases, the register and the docket; `probe` tells what else is up."""
    app = FastAPIOffline(
        title="网格案 Gridcase", version="1", description=DESCRIPTION, redoc_url=None, responses=problems.ANSWERS
    )
    app.state.world = World(settings, door, registry, docket_engine, probe, LawInForce(docket_engine))
    app.add_middleware(AccessLog)
    problems.install(app)
    for router in ASKING_THE_LAW:
        app.include_router(router, dependencies=[Depends(answering_by_the_law_in_force)])
    for router in OTHERS:
        app.include_router(router)
    return app
