"""What documents say of parties and units beyond their names (文书要素): entered once, in every document from then on."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field

from api.identity import TheActor
from api.problems import forbidden, impossible
from api.world import TheWorld, World
from models.people import Actor, Role
from models.values import MaybeLine, Value
from registry.errors import UnknownUnit
from registry.paper_facts import FACT_NAMES, OF_PARTIES, Fact, Facts

router = APIRouter(prefix="/v1/paper-facts/{subject}", tags=["文书"])

Subject = Annotated[str, Path(min_length=1, max_length=64, description="当事人编号，或者单位编号")]
MAY_ENTER = frozenset({Role.CLERK, Role.HEAD, Role.LEGAL, Role.OFFICER})


class FactsForm(Value):
    """What is to be entered; what is left out stays as it was."""

    head: MaybeLine = Field(default="", description="当事人的法定代表人（负责人、经营者）及职务")
    account: MaybeLine = Field(default="", description="单位的罚款缴款银行、户名、账号")
    contact: MaybeLine = Field(default="", description="单位的联系人、电话、地址")

    def told(self) -> dict[Fact, str]:
        """Return what is filled in."""
        said: dict[Fact, str] = {"head": self.head, "account": self.account, "contact": self.contact}
        return {fact: text for fact, text in said.items() if text}


@router.get("", summary="当事人或者单位的文书要素")
def get_facts(world: TheWorld, actor: TheActor, subject: Subject) -> Facts:
    """当事人：法定代表人（负责人、经营者）；单位：缴款账户、联系方式。只供工作人员查询。"""
    _known(world, actor, subject)
    return world.registry.paper_facts.of(subject)


@router.post("", summary="登记当事人或者单位的文书要素")
def post_facts(world: TheWorld, actor: TheActor, subject: Subject, form: FactsForm) -> Facts:
    """此后拟制的文书均按所登记的写；已经制发的文书不变。单位的要素由本单位或者市级单位的人员登记。"""
    is_unit = _known(world, actor, subject)
    if not MAY_ENTER.intersection(actor.roles):
        raise forbidden("not-your-post", "文书要素由执法、内勤、法制人员或者负责人登记")
    if is_unit and actor.unit != subject and actor.level != 1:
        raise forbidden("not-your-unit", "单位的文书要素由本单位或者市级单位的人员登记")
    said = form.told()
    strange = [fact for fact in said if (fact in OF_PARTIES) == is_unit]
    if strange or not said:
        whose, other = ("单位", "当事人") if is_unit else ("当事人", "单位")
        may = "、".join(name for fact, name in FACT_NAMES.items() if (fact in OF_PARTIES) != is_unit)
        told = f"“{FACT_NAMES[strange[0]]}”是{other}的要素；" if strange else ""
        raise impossible("not-its-fact", f"{told}{whose}可以登记的有：{may}", field=strange[0] if strange else "")
    return world.registry.paper_facts.enter(subject, said, actor.id)


def _known(world: World, actor: Actor, subject: str) -> bool:
    """Tell whether it is a unit; refuse what is neither a unit nor a party, and who is no person."""
    if actor.kind != "person":
        raise forbidden("staff-only", "此项只供工作人员使用，外部系统不能查询或者登记")
    try:
        world.registry.places.unit(subject)
    except UnknownUnit:
        world.registry.parties.party(subject)
        return False
    return True
