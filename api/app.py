"""The HTTP application, put together from its parts."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from threading import Lock
from typing import Any

from fastapi import Depends, FastAPI
from fastapi_offline import FastAPIOffline
from sqlalchemy import Engine

from api import problems
from api.access import AccessLog
from api.asked import only_what_is_asked
from api.codec import FromTheUI
from api.doors import georeport_forms, report_pages
from api.doors.limits import DoorLimits
from api.doors.saying_no import SaysNoAs
from api.identity import KEY, KEY_HEADER
from api.intake import Intake
from api.routes import (
    acts,
    alarms,
    answering,
    applicants,
    archive,
    board,
    certificates,
    codec,
    complaints,
    confirmations,
    desk,
    drafts,
    duties,
    events,
    evidence,
    files,
    health,
    inspections,
    lists,
    messages,
    open311,
    openings,
    paper_facts,
    patrols,
    platforms,
    polluters,
    public,
    register,
    rehearsals,
    repeats,
    report,
    review,
    search,
    staff,
    statute,
    whole,
)
from api.world import Files, Probe, World
from evidence.keeping import Materials
from evidence.store import Store
from law.edition import Law
from models.values import CIVIL
from registry.proof_signing import Signer
from registry.registry import Registry
from settings import Settings

ROUTES = (
    *(
        openings,
        desk,
        confirmations,
        board,
        search,
        statute,
        alarms,
        lists,
        files,
        whole,
        review,
        drafts,
        archive,
        evidence,
        acts,
        complaints,
        repeats,
        applicants,
        rehearsals,
        events,
    ),
    *(
        register,
        certificates,
        platforms,
        open311,
        paper_facts,
        duties,
        polluters,
        inspections,
        patrols,
        staff,
        messages,
        public,
        health,
        codec,
        answering,
    ),
)

DESCRIPTION = """
衡阳市环境监管网格案件接口：上报发现开立案件，提交举报开立举报件，办理案卷中的每一项行为，查看案卷、期限和责任人。

* 除 `/public`、`/healthz` 和网页 `/report/` 外都须带访问令牌（`/open311` 的为 `api_key`）：点右上角 Authorize，填入 `gridcase up` 打印的令牌。
* 命令（POST）须带请求头 `Idempotency-Key`；没有收到回执的，用同一个键原样重发，只会计一次。
* 拒绝和错误一律是 `application/problem+json`：`detail` 是一句话的理由，`article` 是所依据的条文，`field` 是有问题的字段。
"""


def page_of(told: dict[str, Any]) -> dict[str, Any]:
    """Return FastAPI's page with the schema of a no, and the key asked for, though its lack has an answer."""
    told["components"]["schemas"] |= problems.described()
    operations = (operation for path in told["paths"].values() for operation in path.values())
    for parameter in (one for operation in operations for one in operation.get("parameters", ())):
        if parameter["name"] == KEY_HEADER:
            parameter |= {"required": True, "schema": {"type": "string", "pattern": f"^{KEY.pattern}$"}}
    return told


class OnePage:
    """The OpenAPI page, the same for every application of a process (接口说明).

    Every request asks for it, each in a thread of its own, and FastAPI cannot make it twice at a time: the first makes
    it while all others wait.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._made: dict[str, Any] = {}

    def asked(self, page: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Return the page, made by the application of whoever asks first."""
        with self._lock:
            if not self._made:
                self._made = page_of(page())
            return self._made


PAGE = OnePage()


def create_app(
    settings: Settings,
    files: Files,
    registry: Registry,
    docket_engine: Engine,
    *,
    law: Callable[[], Law],
    probe: Probe,
) -> FastAPI:
    """Return the application over the files, the register, the docket and the law; `probe` tells what else is up."""
    app = FastAPIOffline(
        title="网格案 Gridcase", version="1", description=DESCRIPTION, redoc_url=None, responses=problems.ANSWERS
    )
    materials = Materials(docket_engine, Store(settings.evidence), partial(datetime.now, CIVIL))
    signer = Signer.from_settings(settings)
    limits = DoorLimits(settings.door_sender_rate, settings.door_address_rate)
    app.state.world = World(settings, files, registry, docket_engine, probe, law, signer, materials, limits)
    app.add_middleware(Intake, limits=limits)
    app.add_middleware(SaysNoAs, under=georeport_forms.UNDER, said=georeport_forms.errors)
    app.add_middleware(SaysNoAs, under=report_pages.UNDER, said=report_pages.refused)
    app.add_middleware(FromTheUI, origin=settings.ui_origin)
    app.add_middleware(AccessLog)
    problems.install(app)
    for routes in ROUTES:
        app.include_router(routes.router, dependencies=[Depends(only_what_is_asked)])
    app.mount(report_pages.UNDER.rstrip("/"), report.application(app.state.world))
    app.openapi = partial(PAGE.asked, app.openapi)  # type: ignore[method-assign]
    return app
