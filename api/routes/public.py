"""What everybody may read, without a token and without personal data."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query

from api.asked import Limit, Offset
from api.world import TheWorld, World, minute_now
from docket.publication import disclosures
from docket.views import Disclosure
from models.values import Value, civil_day
from public_site.complaint_months import ComplaintMonth, complaint_month
from registry.drawing_lots import Drawn
from registry.entries import DRAWN_CATEGORIES, OUTCOME_NAMES
from registry.proof_signing import PublicKey
from registry.random_inspection import Draw, Result

MONTH = r"^(19|20|21)\d{2}-(0[1-9]|1[0-2])$"
router = APIRouter(prefix="/public", tags=["公开"])


@router.get("/disclosures", summary="公开的处罚、责令改正和强制措施等决定")
def get_disclosures(
    world: TheWorld,
    limit: Limit = 50,
    offset: Offset = 0,
) -> tuple[Disclosure, ...]:
    """新公开的在前；当事人是公民的，不写姓名。已撤回的不再显示内容，只写明撤回日期和理由（行政处罚法第48条第2款）；

    公示期满的也不再显示内容（`is_over`）。
    """
    return disclosures(world.docket, world.law(), civil_day(minute_now()), limit=limit, offset=offset)


@router.get("/complaint-statistics", summary="各月群众举报投诉情况")
def get_complaint_statistics(
    world: TheWorld,
    month: Annotated[str, Query(pattern=MONTH, description="月份，如 2026-09")],
) -> ComplaintMonth:
    """按污染类型、行业、地区统计一个月收到的举报；各项指标的含义见 `definitions`（衡政办发〔2015〕76号一（四）：定期公布）。"""
    return complaint_month(world.docket, date.fromisoformat(f"{month}-01"), civil_day(minute_now()))


class PublicResult(Value):
    """What was found at an object, as everybody may read it."""

    object: str
    name: str
    inspected_on: date
    outcome: str
    summary: str


class PublicDraw(Value):
    """A random inspection, with everything that it takes to draw it again."""

    id: str
    unit: str
    category: str
    year: int
    quarter: int
    seed: str
    seed_source: str
    basis: str
    drawn_at: datetime
    team: int
    number: int
    objects: tuple[str, ...]
    officers: tuple[str, ...]
    kept_away: tuple[tuple[str, str], ...]
    """Officers and the objects they keep away from."""
    drawn: tuple[Drawn, ...]
    results: tuple[PublicResult, ...]
    withheld: int
    """How many results are not made public, as the law has it."""


@router.get("/inspections", summary="公开的双随机抽查：种子、名单、结果")
def get_inspections(world: TheWorld) -> tuple[PublicDraw, ...]:
    """新的在前。任何人都可以用种子和名单按 docs/operating.md 的算法重新计算；人员只列编号。"""
    return tuple(_public(world, draw) for draw in world.registry.inspections.draws())


def _public(world: World, draw: Draw) -> PublicDraw:
    _, results = world.registry.inspections.one(draw.id)
    return PublicDraw(
        id=draw.id,
        unit=world.registry.places.unit(draw.asked.unit).name,
        **draw.asked.model_dump(include={"year", "quarter", "seed", "seed_source"}),
        category=DRAWN_CATEGORIES[draw.asked.category],
        basis=draw.rate.basis,
        drawn_at=draw.drawn_at,
        team=draw.team,
        number=len(draw.drawn),
        objects=draw.objects,
        officers=draw.officers,
        kept_away=tuple((one.officer, one.object) for one in draw.asked.conflicts),
        drawn=draw.drawn,
        results=tuple(_result(world, one) for one in results if not one.withheld),
        withheld=sum(bool(one.withheld) for one in results),
    )


def _result(world: World, result: Result) -> PublicResult:
    states = world.registry.polluters.through_time(result.object)
    return PublicResult(
        object=result.object,
        name=states[-1].name if states else result.object,
        inspected_on=result.inspected_on,
        outcome=OUTCOME_NAMES[result.outcome],
        summary=result.summary,
    )


@router.get("/proof-key", summary="核验期限证明签名的公钥")
def get_proof_key(world: TheWorld) -> PublicKey:
    """Ed25519；签名的是证明除 `signature` 以外的规范 JSON（RFC 8785）。"""
    return world.signer.public
