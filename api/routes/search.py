"""Looking for files: by number, document number, party, place, text of facts; counts and rows narrowed alike."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from api.asked import PAGE, Name, Position
from api.identity import TheActor
from api.names import organisations_named
from api.problems import bad_request
from api.spoken import Spoken
from api.world import TheWorld
from docket import search
from docket.scope import scope_of
from docket.search import FoundPage
from models.ids import FILE_NO
from models.looking import WAY_NAMES, Way

router = APIRouter(prefix="/v1", tags=["工作台"])


class SearchQuery(Spoken):
    """What is looked for."""

    called = {"way": WAY_NAMES}
    words: Name = Field(description="要查找的文字，数个以空格分开，须全部含有；单位名称可以写拼音首字母")
    way: Way | None = Field(
        default=None,
        description="只列全部文字都在此处找到的：number 案卷编号，document 文号，party 当事人（名称、统一社会信用代码、"
        "拼音首字母；公民须写全名），place 地点，facts 事实；不写即全部",
    )
    rehearsal: bool = Field(default=False, description="true 只找演练案卷")
    after: Position = Field(default="", description="上一页返回的 after")
    limit: int = Field(default=50, ge=1, le=PAGE, description="一页多少件")


@router.get("/search", summary="查找案卷：编号、文号、当事人、地点、事实")
def get_search(world: TheWorld, actor: TheActor, wanted: Annotated[SearchQuery, Query()]) -> FoundPage:
    """只在您有权查看的案卷中查找，件数也只计这些；新的在前。"""
    if wanted.after and not FILE_NO.match(wanted.after):
        raise bad_request("bad-page", f"翻页位置“{wanted.after}”无效；请原样使用上一页返回的 after", field="after")
    scope = scope_of(world.registry.places, actor)
    narrowed = wanted.model_dump(exclude={"words"})
    try:
        page = search.search(world.docket, scope, wanted.words, **narrowed)
    except ValueError as error:
        raise bad_request("nothing-asked", str(error), field="words") from None
    return organisations_named(world.registry, page)
