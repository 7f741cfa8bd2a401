"""What everybody may read, without a token and without personal data."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from api.asked import Limit, Offset
from api.world import TheWorld, minute_now
from docket.publication import disclosures
from docket.views import Disclosure
from models.values import civil_day
from public_site.complaint_months import ComplaintMonth, complaint_month
from public_site.inspections import PublicDraw, public_draws
from registry.proof_signing import PublicKey

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


@router.get("/inspections", summary="公开的双随机抽查：种子、名单、结果")
def get_inspections(world: TheWorld) -> tuple[PublicDraw, ...]:
    """新的在前。任何人都可以用种子和名单按 docs/operating.md 的算法重新计算；人员只列编号。"""
    return public_draws(world.docket)


@router.get("/proof-key", summary="核验期限证明签名的公钥")
def get_proof_key(world: TheWorld) -> PublicKey:
    """Ed25519；签名的是证明除 `signature` 以外的规范 JSON（RFC 8785）。"""
    return world.signer.public
