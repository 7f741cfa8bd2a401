"""A certificate as it is shown on site (执法证件): whose it is, and whether it is in force today."""

from typing import Annotated

from fastapi import APIRouter, Path

from api.identity import TheActor
from api.problems import forbidden, unknown
from api.world import TheWorld, minute_now
from models.values import Day, Value, civil_day
from registry.errors import NotInRegister

router = APIRouter(prefix="/v1", tags=["网格、单位、人员、当事人"])


class CertificateShown(Value):
    """What a certificate says, and whether it holds."""

    number: str
    person: str
    name: str
    unit: str
    unit_name: str
    valid_from: Day
    valid_until: Day
    in_force: bool
    """Whether it holds today, and its bearer serves."""
    serves: bool


@router.get("/certificates/{number}", summary="按证号核对执法证件是否有效")
def get_certificate(
    world: TheWorld, actor: TheActor, number: Annotated[str, Path(max_length=64, description="执法证件的证号")]
) -> CertificateShown:
    """证件在有效期内、持证人在岗的，有效；只供工作人员核对。"""
    if actor.kind != "person":
        raise forbidden("staff-only", "核对执法证件只供工作人员使用")
    today = civil_day(minute_now())
    try:
        card, person = world.registry.people.certificate(number)
    except NotInRegister as lacking:
        raise unknown(lacking.code, lacking.sentence, field="number") from None
    serves = person.since <= today and (person.until is None or today <= person.until)
    return CertificateShown(
        number=card.number,
        person=person.id,
        name=person.name,
        unit=person.unit,
        unit_name=world.registry.called({person.unit}).get(person.unit, ""),
        valid_from=card.valid_from,
        valid_until=card.valid_until,
        in_force=serves and card.valid_from <= today <= card.valid_until,
        serves=serves,
    )
