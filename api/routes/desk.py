"""The desk: what is whose turn, what waits on others, what is done (待办、在办、办结、督办)."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from api.asked import PAGE, KindNamed, Name, Position
from api.identity import TheActor
from api.names import of_people, organisations_named
from api.problems import bad_request
from api.spoken import Spoken
from api.world import TheWorld, World, minute_now
from docket.desk import Asked, desk
from docket.scope import scope_of
from docket.views import DeskPage, DeskRow, FileFilter
from kinds import CALLED
from law.calendar import Calendar
from models.acts.finding import Pollution
from models.looking import BASKET_NAMES, Basket
from models.values import civil_day

router = APIRouter(prefix="/v1", tags=["工作台"])


class DeskQuery(Spoken):
    """What is wanted of a desk."""

    called = {"basket": BASKET_NAMES, "sort": {"due": "最近到期", "newest": "最新"}}
    basket: Basket = Field(
        default=Basket.MINE,
        description="mine 待办（轮到本人办理），approve 待审批（轮到本人作为负责人办理），doing 在办，done 办结，late 督办（已逾期）",
    )
    kind: KindNamed | None = Field(default=None, description="哪一种案卷，如 cases 或者“案件”；不写即全部")
    words: Name = Field(
        default="", description="编号、单位当事人名称、网格名称中含有的文字；数个以空格分开，须全部含有"
    )
    unit: Name | None = Field(default=None, description="只列现由这个单位负责的，编号或者名称")
    alert: Literal["none", "near", "late"] | None = Field(
        default=None, description="none 正常，near 临近届满，late 已逾期"
    )
    pollution: Pollution | None = Field(default=None, description="只列这种污染类型的")
    sort: Literal["due", "newest"] = Field(default="due", description="due 最近到期的在前，newest 编号大的（新的）在前")
    rehearsal: bool = Field(default=False, description="true 只列演练案卷")
    after: Position = Field(default="", description="上一页返回的 after")
    limit: int = Field(default=50, ge=1, le=PAGE, description="一页多少件")


Wanted = Annotated[DeskQuery, Query()]


@router.get("/desk", summary="工作台：待办、待审批、在办、办结、督办，各多少件、哪些件")
def get_desk(world: TheWorld, actor: TheActor, wanted: Wanted) -> DeskPage:
    """各类都按同样的条件计数；一类的件数就是它能列出的行数。剩余工作日按国务院办公厅的放假通知计算。"""
    asked = Asked(
        basket=wanted.basket,
        wanted=_filter(world, wanted),
        words=wanted.words,
        newest_first=wanted.sort == "newest",
        after=wanted.after,
        limit=wanted.limit,
    )
    try:
        page = desk(world.docket, scope_of(world.registry.places, actor), actor, asked)
    except ValueError as error:
        raise bad_request("bad-page", str(error), field="after") from None
    calendar = world.law().calendar
    counted = page.model_copy(update={"rows": tuple(_counted(row, calendar) for row in page.rows)})
    return organisations_named(world.registry, _with_names(world, counted))


def _with_names(world: World, page: DeskPage) -> DeskPage:
    """Return a page with the names of those who have its files in hand."""
    names = of_people(world.registry, {row.file.person for row in page.rows})
    rows = (row.model_copy(update={"person_name": names.get(row.file.person, "")}) for row in page.rows)
    return page.model_copy(update={"rows": tuple(rows)})


def _filter(world: World, wanted: DeskQuery) -> FileFilter:
    return FileFilter(
        kind=CALLED[wanted.kind].name if wanted.kind else None,
        unit=world.registry.places.unit_called(wanted.unit).id if wanted.unit else None,
        alert=wanted.alert,
        pollution=wanted.pollution,
        rehearsal=wanted.rehearsal,
    )


def _counted(row: DeskRow, calendar: Calendar) -> DeskRow:
    """Return a row with the working days left until its term's last day."""
    today, last = civil_day(minute_now()), row.file.next_last_day
    if last is None or row.file.closed:
        return row
    left = calendar.working_between(today, last) if last >= today else -calendar.working_between(last, today)
    return row.model_copy(update={"working_days": left})
