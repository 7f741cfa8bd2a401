"""The staff list over HTTP (名册): in, out and empty, by the rules of `gridcase registry`; for the administrator only."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, File, Query, Response, UploadFile
from pydantic import Field

from api.asked import Day, Number
from api.identity import TheActor
from api.intake import UPLOAD
from api.problems import forbidden, problem
from api.spoken import YesNo
from api.world import TheWorld, World
from models.people import Actor, Role
from models.values import CIVIL, Line, MaybeLine, Value
from registry.exchange import leaving
from registry.exchange.entering import Wish, enter_files, lacking_now, try_files
from registry.exchange.history import NUMBERED, entered
from registry.exchange.receiving import kept, written
from registry.exchange.telling import entered_told, told_of
from registry.sealed import Seal
from registry.systems import new_secret

router = APIRouter(prefix="/v1/registry", tags=["名册"])

MOST_FILES = 20
MOST_CHANGES = 500
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ARCHIVE = "application/zip"

TableName = Literal[
    "单位",
    "网格",
    "特殊网格",
    "网格方案",
    "人员",
    "任职",
    "执法证",
    "网格责任人",
    "请假",
    "工作交接",
    "污染源",
    "排放口",
    "巡查点位",
    "职责确定",
    "外部系统",
]
DryRun = Annotated[YesNo, Query(description="只检查并列出将有的变化，不写入")]
Whole = Annotated[YesNo, Query(description="是全部名册：其中没有的任职、执法证、责任人于昨日终止")]
Correct = Annotated[YesNo, Query(description="更正登记错误：允许改动已登记的内容")]


class Tables(Value):
    """Rows of the staff list by table, as they would stand in its files."""

    tables: dict[TableName, list[dict[Line, MaybeLine]]] = Field(
        description="各表的行：表名为键，每行以表头为键；须填什么见 GET /v1/registry/template"
    )


@router.post(UPLOAD.removeprefix("/v1/registry"), response_model=None, summary="导入名册文件（CSV 或者 xlsx）")
def post_import(
    world: TheWorld,
    actor: TheActor,
    files: Annotated[list[UploadFile], File(max_length=MOST_FILES, description="表头决定是哪种表，可以互相引用")],
    dry_run: DryRun = False,  # noqa: FBT002  a query parameter
    whole: Whole = False,  # noqa: FBT002
    correct: Correct = False,  # noqa: FBT002
) -> Response | dict[str, Any]:
    """全部正确才写入；有错的逐行列明（`problems`），一行也不写。一次最多4MB。"""
    _administrator(actor)
    with kept([(file.filename or "", file.file.read()) for file in files]) as paths:
        return _entered(world, paths, Wish(actor.id, whole=whole, correct=correct), dry_run=dry_run)


@router.post("/import-rows", response_model=None, summary="导入名册的行（JSON）")
def post_rows(
    world: TheWorld,
    actor: TheActor,
    form: Tables,
    dry_run: DryRun = False,  # noqa: FBT002
    whole: Whole = False,  # noqa: FBT002
    correct: Correct = False,  # noqa: FBT002
) -> Response | dict[str, Any]:
    """规则和答复与导入文件相同；行号按文件计，第一行为表头。"""
    _administrator(actor)
    with written(form.tables.items()) as paths:
        return _entered(world, paths, Wish(actor.id, whole=whole, correct=correct), dry_run=dry_run)


def _entered(world: World, paths: Sequence[Path], wish: Wish, *, dry_run: bool) -> Response | dict[str, Any]:
    outcome = (try_files if dry_run else enter_files)(world.docket, paths, wish, datetime.now(CIVIL))
    entered = not dry_run and not outcome.problems
    seal = Seal.from_settings(world.settings)
    news = outcome.new_receivers if entered else ()
    secrets = {system: new_secret(world.docket, system, seal) for system in news}
    told = told_of(outcome, secrets, entered=entered and bool(outcome.changes))
    if not outcome.problems:
        return told
    sentence = f"共{len(outcome.problems)}处有误，一行也没有写入；改正后重新导入"
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "rows-wrong", "内容不合要求", sentence, field="files", **told)


@router.get("/export", response_class=Response, summary="导出名册，格式与导入相同")
def get_export(
    world: TheWorld,
    actor: TheActor,
    at: Annotated[Day | None, Query(description="只要这一日有效的；不写即连同全部历史")] = None,
    xlsx: Annotated[YesNo, Query(description="一个工作簿；否则为每表一个 CSV 的压缩包")] = False,  # noqa: FBT002
) -> Response:
    """含有姓名，只供管理名册使用。"""
    _administrator(actor)
    with TemporaryDirectory() as folder:
        return _sent(list(leaving.export(world.docket, Path(folder), at=at, book=xlsx)), "名册")


@router.get("/gaps", summary="名册缺什么")
def get_gaps(world: TheWorld, actor: TheActor, on: Day | None = None) -> list[str]:
    """没有责任人的网格、不足三人或者组长不到副科级的监管工作组、没有任职的责任人、到期的执法证、留在已终止网格的点位；`on` 为空即今天。"""
    _administrator(actor)
    return [one.sentence for one in lacking_now(world.docket, on or datetime.now(CIVIL).date())]


@router.get("/changes", summary="名册的变更记录")
def get_changes(
    world: TheWorld,
    actor: TheActor,
    table: Annotated[TableName | None, Query(description="只列这个表的")] = None,
    number: Annotated[Number, Query(pattern=NUMBERED, description="只列涉及这个编号的：人员、网格、单位的编号等")] = "",
    since: Annotated[Day | None, Query(description="从哪一天起录入的")] = None,
) -> list[dict[str, Any]]:
    """何时、由谁、按哪个文件的哪一行，改了什么；新的在前，最多五百处。"""
    _administrator(actor)
    found = entered(world.docket, most=MOST_CHANGES, table=table or "", number=number, since=since)
    return [entered_told(one) for one in found]


@router.get("/template", response_class=Response, summary="空白的表（CSV 和 xlsx）和填写说明")
def get_template(actor: TheActor) -> Response:
    """一个压缩包。"""
    _administrator(actor)
    with TemporaryDirectory() as folder:
        return _sent(leaving.template(Path(folder)), "名册模板")


def _sent(paths: Sequence[Path], name: str) -> Response:
    """Return a file as it is, several in an archive."""
    if len(paths) == 1:
        return _attached(paths[0].read_bytes(), WORKBOOK, paths[0].name)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            archive.write(path, path.name)
    return _attached(packed.getvalue(), ARCHIVE, f"{name}.zip")


def _attached(content: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}", "Cache-Control": "no-store"}
    return Response(content, media_type=kind, headers=headers)


def _administrator(actor: Actor) -> None:
    if actor.kind != "person" or Role.ADMIN not in actor.roles:
        raise forbidden("administrator-only", "名册只由系统管理员导入、导出")
