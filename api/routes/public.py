"""What everybody may read, without a token and without personal data."""

from fastapi import APIRouter

from api.asked import Limit, Offset
from api.world import TheWorld
from docket.publication import disclosures
from docket.views import Disclosure
from registry.proof_signing import PublicKey

router = APIRouter(prefix="/public", tags=["公开"])


@router.get("/disclosures", summary="公开的行政处罚决定")
def get_disclosures(
    world: TheWorld,
    limit: Limit = 50,
    offset: Offset = 0,
) -> tuple[Disclosure, ...]:
    """新公开的在前；当事人是公民的，不写姓名。已撤回的不再显示内容，只写明撤回日期和理由（行政处罚法第48条第2款）。"""
    return disclosures(world.docket, limit=limit, offset=offset)


@router.get("/proof-key", summary="核验期限证明签名的公钥")
def get_proof_key(world: TheWorld) -> PublicKey:
    """Ed25519；签名的是证明除 `signature` 以外的规范 JSON（RFC 8785）。"""
    return world.signer.public
