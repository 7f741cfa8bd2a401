"""Cases: the list out of the docket, and one case as its own workflow knows it."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from api import names
from api.identity import CaseNo, TheActor
from api.problems import bad_request, forbidden, unknown
from api.world import TheWorld, World
from docket import reader
from docket.scope import Scope, scope_of
from docket.views import CaseFilter, CasePage, DocumentRow
from law import edition
from models.acts import Act
from models.acts.finding import Pollution
from models.case import CaseFile, Standing
from models.people import Actor
from models.values import Value
from workflows.door import NoSuchCase
from workflows.procedures.explaining import explain_term, prove_term
from workflows.procedures.what_if import Supposed, target, what_if

router = APIRouter(prefix="/v1/cases", tags=["案件"])

CHANGE = "行为（编号、名称或者法定名称）=日期，可以重复，如 serve_decision=2026-09-28"
TERM = Path(description="期限编号，如 penalty_decision#6（网址中 # 写作 %23）")


class CaseQuery(Value):
    """Which cases are wanted."""

    stage: str | None = Field(default=None, description="只列这个阶段的")
    grid: str | None = Field(default=None, description="只列这个网格的，名称或者编号")
    unit: str | None = Field(default=None, description="只列现由这个单位负责的，单位编号")
    party: str | None = Field(default=None, description="只列这个当事人的，当事人编号")
    alert: Literal["none", "near", "late"] | None = Field(
        default=None, description="none 正常，near 临近届满，late 已逾期"
    )
    pollution: Pollution | None = Field(default=None, description="只列这种污染类型的")
    due_before: date | None = Field(default=None, description="只列有期限在此日或者此前届满的")
    closed: bool | None = Field(default=None, description="true 已结案，false 未结案")
    rehearsal: bool | None = Field(default=False, description="true 只列演练案件")
    after: str = Field(default="", description="上一页返回的 after")
    limit: int = Field(default=50, ge=1, le=200, description="一页多少件")


class StandingView(Value):
    """Where a case stands, with the names behind its numbers."""

    standing: Standing
    names: dict[str, str]


class ActsView(Value):
    """The acts of a case, with the names of who did them."""

    case_no: str
    acts: tuple[Act, ...]
    names: dict[str, str]


@router.get("", summary="案件列表")
def get_cases(world: TheWorld, actor: TheActor, wanted: Annotated[CaseQuery, Query()]) -> CasePage:
    """只列您有权查看的案件，最近到期的在前；一页不够的，把 `after` 原样带上接着列。"""
    scope = scope_of(world.registry, actor)
    try:
        return reader.list_cases(world.docket, scope, _filter(world, wanted), after=wanted.after, limit=wanted.limit)
    except ValueError as error:
        raise bad_request("bad-page", str(error), field="after") from None


def _filter(world: World, wanted: CaseQuery) -> CaseFilter:
    """Return the filter; a grid may be named, and is then that of its level."""
    given = wanted.model_dump(exclude={"grid", "after", "limit"})
    if wanted.grid is None:
        return CaseFilter(**given)
    grid = world.registry.grid(wanted.grid)
    columns = {2: "level2_grid", 3: "grid"}
    return CaseFilter(**given, **({columns[grid.level]: grid.id} if grid.level in columns else {}))


@router.get("/{case_no}", summary="一个案件现在怎样：阶段、期限、责任人、下一步")
async def get_case(world: TheWorld, actor: TheActor, case_no: CaseNo) -> StandingView:
    """由该案的工作流当场计算，是权威的状态。"""
    file = await _readable(world, actor, case_no)
    found = await run_in_threadpool(names.of_standing, world.registry, file.standing)
    return StandingView(standing=file.standing, names=found)


@router.get("/{case_no}/acts", summary="案件中的全部行为")
async def get_acts(world: TheWorld, actor: TheActor, case_no: CaseNo) -> ActsView:
    """按编号排列，包括系统引擎记录的预警和届满。"""
    file = await _readable(world, actor, case_no)
    found = await run_in_threadpool(names.of_acts, world.registry, file.acts)
    return ActsView(case_no=case_no, acts=file.acts, names=found)


@router.get("/{case_no}/documents", summary="案件的文书和文号")
def get_documents(world: TheWorld, actor: TheActor, case_no: CaseNo) -> tuple[DocumentRow, ...]:
    """按制作先后排列。"""
    return reader.documents(world.docket, scope_of(world.registry, actor), case_no)


@router.get("/{case_no}/terms/{key}", summary="一个期限为什么在那一天届满")
async def get_term(world: TheWorld, actor: TheActor, case_no: CaseNo, key: Annotated[str, TERM]) -> dict[str, Any]:
    """条文、起算、逐日计算（含每个节假日的通知）、扣除、延长、届满。"""
    file = await _readable(world, actor, case_no)
    _has_term(file, key)
    explanation = explain_term(file, key)
    return {**explanation.as_data(), "text": explanation.text}


@router.get("/{case_no}/terms/{key}/proof", summary="一个期限的证明，可以脱离本系统核验")
async def get_proof(world: TheWorld, actor: TheActor, case_no: CaseNo, key: Annotated[str, TERM]) -> dict[str, Any]:
    """起算的行为、规则、法律版本、逐段推算、扣除、延长、届满；用 `tools/verify_term.py` 和规则目录即可核验。"""
    file = await _readable(world, actor, case_no)
    _has_term(file, key)
    proof = prove_term(file, key)
    if proof is None:
        raise unknown("no-statute", f"“{key}”是本市服务规范，不是法定期限，没有可以证明的法定依据", field="key")
    return proof


def _has_term(file: CaseFile, key: str) -> None:
    keys = [term.key for term in file.standing.terms]
    if key not in keys:
        sentence = f"本案没有期限“{key}”，现有：{'、'.join(keys) or '无'}"
        raise unknown("no-such-term", sentence, field="key")


@router.get("/{case_no}/what-if", summary="假设某些行为发生在另一天，案件会怎样")
async def suppose(
    world: TheWorld, actor: TheActor, case_no: CaseNo, change: Annotated[list[str], Query(description=CHANGE)]
) -> Supposed:
    """只作推演，不改变案件：列出期限、下一步、文书与实际的差别。"""
    file = await _readable(world, actor, case_no)
    days = {target(file.acts, name): day for name, day in map(_changed, change)}
    standing = file.standing
    return what_if(case_no, file.acts, days, edition.current(), standing.at, rehearsal=standing.rehearsal)


def _changed(text: str) -> tuple[str, date]:
    """Read `ACT=DATE`."""
    name, _, day = text.partition("=")
    try:
        return name.strip(), date.fromisoformat(day.strip())
    except ValueError:
        sentence = f"“{text}”应写作 行为=日期，如 serve_decision=2026-09-28"
        raise bad_request("bad-change", sentence, field="change") from None


async def _readable(world: World, actor: Actor, case_no: str) -> CaseFile:
    """Return the case file, if the reader may see it; when its workflow is no longer kept, what was recorded."""
    scope = await run_in_threadpool(scope_of, world.registry, actor)
    try:
        file = await world.door.file(case_no)
    except NoSuchCase:
        recorded = await run_in_threadpool(reader.last_file, world.docket, scope, case_no)
        if recorded is None:
            raise
        return recorded
    if not _may_read(scope, file):
        raise forbidden("not-your-case", "本案不在您所在单位的网格之内，也不由您所在单位负责，不能查看")
    return file


def _may_read(scope: Scope, file: CaseFile) -> bool:
    """Tell whether a reader may see a case, as the docket would (`docket.scope`), by what the case itself says."""
    standing = file.standing
    units = {standing.holder_unit, *(row.unit for row in standing.answerable)}
    sender = file.acts[0].by.id if file.acts else ""
    return (
        scope.everything
        or scope.unit in units - {""}
        or standing.grid in scope.grids
        or (scope.sender != "" and scope.sender == sender)
    )
