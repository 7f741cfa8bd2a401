"""The lists of each kind of file, out of the docket."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from api.asked import PAGE, Day, Name, Number, Position
from api.identity import TheActor
from api.names import organisations_named
from api.problems import bad_request, impossible
from api.spoken import Spoken
from api.world import TheWorld, World
from docket import reader
from docket.scope import scope_of
from docket.views import FileFilter, FilePage
from judging.kind import Kind
from kinds import KINDS
from law.alike import alike
from models.acts.finding import Pollution
from models.people import Actor

router = APIRouter(prefix="/v1", tags=["列表"])

SHOWN = 8
"""How many stages like a wrong one are named, and how many at most where none is like it."""


class FileQuery(Spoken):
    """Which files are wanted."""

    stage: Number | None = Field(default=None, description="只列这个阶段的，英文编码或者中文名称")
    grid: Name | None = Field(default=None, description="只列这个网格的，名称或者编号")
    unit: Name | None = Field(default=None, description="只列现由这个单位负责的，单位编号或者名称，如“衡山分局”")
    party: Number | None = Field(default=None, description="只列这个当事人的，当事人编号")
    alert: Literal["none", "near", "late"] | None = Field(
        default=None, description="none 正常，near 临近届满，late 已逾期"
    )
    pollution: Pollution | None = Field(default=None, description="只列这种污染类型的")
    due_before: Day | None = Field(default=None, description="只列有期限在此日或者此前届满的")
    closed: bool | None = Field(default=None, description="true 已结案（办结），false 未结案（办结）")
    rehearsal: bool | None = Field(default=False, description="true 只列演练案卷")
    after: Position = Field(default="", description="上一页返回的 after")
    limit: int = Field(default=50, ge=1, le=PAGE, description="一页多少件")


Wanted = Annotated[FileQuery, Query()]


def _page(world: World, actor: Actor, kind: Kind, wanted: FileQuery) -> FilePage:
    scope, narrowed = scope_of(world.registry.places, actor), _filter(world, kind, wanted)
    try:
        page = reader.list_files(world.docket, scope, narrowed, after=wanted.after, limit=wanted.limit)
    except ValueError as error:
        raise bad_request("bad-page", str(error), field="after") from None
    return organisations_named(world.registry, page)


def _filter(world: World, kind: Kind, wanted: FileQuery) -> FileFilter:
    """Return the filter; a grid may be named, and is then that of its level."""
    given = {**wanted.model_dump(exclude={"grid", "after", "limit"}), "kind": kind.name}
    if wanted.stage is not None:
        given["stage"] = _stage(kind, wanted.stage)
    if wanted.unit is not None:
        given["unit"] = world.registry.places.unit_called(wanted.unit).id
    if wanted.party is not None:
        world.registry.parties.party(wanted.party)
    if wanted.grid is None:
        return FileFilter.model_validate(given)
    grid = world.registry.places.grid(wanted.grid)
    columns = {2: "level2_grid", 3: "grid"}
    return FileFilter.model_validate(given | ({columns[grid.level]: grid.id} if grid.level in columns else {}))


def _stage(kind: Kind, asked: str) -> str:
    """Return the stage of a kind of file that is asked for by its code or its Chinese name."""
    codes = {name: code for code, name in kind.stage_names.items()}
    if asked in kind.stage_names or asked in codes:
        return codes.get(asked, asked)
    near = alike(asked, [*codes, *kind.stage_names])
    stages = dict.fromkeys(codes.get(word, word) for word in near) or kind.stage_names
    known = "、".join(f"{code}（{kind.stage_names[code]}）" for code in list(stages)[:SHOWN])
    more = f"等{len(stages)}个" if len(stages) > SHOWN else ""
    raise impossible(
        "unknown-stage",
        f"{kind.label}没有“{asked}”这个阶段；{'相近的有' if near else '可以写'}：{known}{more}",
        field="stage",
    )


def _listed(kind: Kind) -> None:
    """Enter the list of one kind of file."""

    def get_files(world: TheWorld, actor: TheActor, wanted: Wanted) -> FilePage:
        return _page(world, actor, kind, wanted)

    told = (
        f"只列您有权查看的{kind.label}，外部系统只列自己送来的；最近到期的在前，一页不够的，把 `after` 原样带上接着列。"
    )
    name, summary = f"get_{kind.collection}", f"{kind.label}列表"
    router.add_api_route(f"/{kind.collection}", get_files, name=name, summary=summary, description=told)


for _kind in KINDS.values():
    _listed(_kind)
