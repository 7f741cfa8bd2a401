"""The desk: what is whose turn, what waits on others, what is done (待办、在办、办结、督办)."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import Field, ValidationError

from api.asked import PAGE, KindNamed, Name, Position
from api.identity import TheActor, TheSender
from api.names import organisations_named
from api.problems import bad_request, forbidden, impossible
from api.spoken import Spoken
from api.world import TheWorld, minute_now
from docket.desk import Asked, desk
from docket.saved_filters import MOST, SavedFilter, TooManyFilters, delete_saved, save, saved_by
from docket.scope import scope_of
from docket.views import DeskRow, FileFilter
from kinds import CALLED
from law.calendar import Calendar
from models.acts.finding import Pollution
from models.looking import BASKET_NAMES, Basket
from models.people import Actor
from models.values import Line, Value, civil_day

router = APIRouter(prefix="/v1", tags=["工作台"])


FILTER_NAMES = {
    "basket": "分栏",
    "kind": "案卷种类",
    "words": "查找的文字",
    "unit": "负责单位",
    "alert": "期限",
    "pollution": "污染类型",
    "sort": "排序",
    "rehearsal": "演练案卷",
}
"""What a part of a saved filter is called to who saved it."""


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


class FilterForm(Value):
    """A filter that is to be saved."""

    name: Annotated[Line, Field(min_length=1, max_length=40, description="筛选的名称，如“开云镇水污染”")]
    asked: DeskQuery = DeskQuery()


class SavedView(Value):
    """A filter that a person has saved, and how many files it lists."""

    id: str
    name: str
    asked: DeskQuery | None = None
    """What it asks; None where that may not be asked any more."""
    count: int | None = None
    wrong: str = ""
    """Why it may not."""


class DeskView(Value):
    """One basket of a desk, and the reader's saved filters."""

    counts: dict[str, int]
    rows: tuple[DeskRow, ...]
    after: str | None = None
    saved: tuple[SavedView, ...] = ()


Wanted = Annotated[DeskQuery, Query()]
FilterNumber = Annotated[str, Path(max_length=16, description="筛选的编号")]


@router.get("/desk", summary="工作台：待办、待审批、在办、办结、督办，各多少件、哪些件")
def get_desk(world: TheWorld, actor: TheActor, wanted: Wanted) -> DeskView:
    """各类都按同样的条件计数；一类的件数就是它能列出的行数。剩余工作日按国务院办公厅的放假通知计算。"""
    unit = world.registry.places.unit_called(wanted.unit).id if wanted.unit else None
    asked = _asked(wanted, unit)
    saved = [_read(one) for one in saved_by(world.docket, actor.id)]
    counted = [_asked(one.asked, one.asked.unit) for one in saved if one.asked is not None]
    try:
        page = desk(world.docket, scope_of(world.registry.places, actor), actor, asked, counted)
    except ValueError as error:
        raise bad_request("bad-page", str(error), field="after") from None
    calendar, counts = world.law().calendar, iter(page.saved)
    shown = DeskView(
        counts=page.counts,
        rows=tuple(_counted(row, calendar) for row in page.rows),
        after=page.after,
        saved=tuple(one if one.asked is None else one.model_copy(update={"count": next(counts)}) for one in saved),
    )
    return organisations_named(world.registry, shown)


@router.post("/desk/filters", summary="保存工作台的一个筛选")
def post_filter(world: TheWorld, sender: TheSender, form: FilterForm) -> SavedView:
    """只供本人使用；同名的以新的为准。"""
    person = _person(sender.actor)
    unit = world.registry.places.unit_called(form.asked.unit).id if form.asked.unit else None
    asked = form.asked.model_copy(update={"unit": unit, "after": ""})
    said = asked.model_dump(mode="json", exclude_defaults=True)
    try:
        return _read(save(world.docket, person, form.name, said, minute_now()))
    except TooManyFilters:
        raise impossible("too-many-filters", f"一人最多保存{MOST}个筛选，请先删除不用的", field="name") from None


@router.post("/desk/filters/{number}/delete", summary="删除工作台保存的一个筛选")
def post_filter_deleted(world: TheWorld, sender: TheSender, number: FilterNumber) -> dict[str, str]:
    """只能删除本人的；已经删除的再次删除，结果相同。"""
    delete_saved(world.docket, _person(sender.actor), number)
    return {"deleted": number}


def _person(actor: Actor) -> str:
    if actor.kind != "person":
        raise forbidden("not-a-person", "外部系统没有工作台，不能保存筛选")
    return actor.id


def _read(one: SavedFilter) -> SavedView:
    """Return a filter as it may still be asked; one of which a part is not known any more says so."""
    try:
        asked = DeskQuery.model_validate_json(one.asked)
    except ValidationError as error:
        parts = (str(wrong["loc"][0]) if wrong["loc"] else "" for wrong in error.errors())
        fields = "、".join(f"“{FILTER_NAMES[part]}”" for part in dict.fromkeys(parts) if part in FILTER_NAMES)
        sentence = f"保存的筛选“{one.name}”已经失效（{fields or '内容'}不再适用），请删除后重新保存"
        return SavedView(id=one.id, name=one.name, wrong=sentence)
    return SavedView(id=one.id, name=one.name, asked=asked)


def _asked(wanted: DeskQuery, unit: str | None) -> Asked:
    return Asked(
        basket=wanted.basket,
        wanted=FileFilter(
            kind=CALLED[wanted.kind].name if wanted.kind else None,
            unit=unit,
            alert=wanted.alert,
            pollution=wanted.pollution,
            rehearsal=wanted.rehearsal,
        ),
        words=wanted.words,
        newest_first=wanted.sort == "newest",
        after=wanted.after,
        limit=wanted.limit,
    )


def _counted(row: DeskRow, calendar: Calendar) -> DeskRow:
    """Return a row with the working days left until its term's last day."""
    today, last = civil_day(minute_now()), row.file.next_last_day
    if last is None or row.file.closed:
        return row
    left = calendar.working_between(today, last) if last >= today else -calendar.working_between(last, today)
    return row.model_copy(update={"working_days": left})
