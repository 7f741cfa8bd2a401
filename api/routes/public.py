"""What everybody may read, without a token and without personal data."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.world import TheWorld
from docket.publication import disclosures
from docket.views import Disclosure

router = APIRouter(prefix="/public", tags=["公开"])


@router.get("/disclosures", summary="公开的行政处罚决定")
def get_disclosures(
    world: TheWorld,
    limit: Annotated[int, Query(ge=1, le=200, description="一页多少条")] = 50,
    offset: Annotated[int, Query(ge=0, description="从第几条起")] = 0,
) -> tuple[Disclosure, ...]:
    """新公开的在前；当事人是公民的，不写姓名。已撤回的不再显示内容，只写明撤回日期和理由（行政处罚法第48条第2款）。"""
    return disclosures(world.docket, limit=limit, offset=offset)
