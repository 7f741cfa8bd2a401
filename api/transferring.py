"""What the register adds to a transfer: who answers in the receiving unit, and where the division of duties names it.

A unit that is not competent is refused here, with who is, and the place in the opinions (衡政办发〔2015〕76号附件三).
"""

from collections.abc import Collection, Iterable
from datetime import date
from string import digits

from law.refusals import NotCompetent, Unclear
from models.acts.finding import POLLUTION_NAMES
from models.acts.transfer import TransferMatter
from models.people import Answerable
from registry.entries import PLAN_OF, Duty, Unit
from registry.receivers import handled_on
from registry.registry import Registry

TOWNSHIP = 3


def prepared(registry: Registry, content: TransferMatter, on: date) -> TransferMatter:
    """Return a transfer with what the register says of its receiver; refuse one that cannot take it."""
    unit = receiving(registry, content.unit, on)
    handled = handled_on(registry.places.duties(), content.pollution, on)
    duties = tuple(duty for duty in handled if duty.department == unit.id)
    if unit.kind == "department" and not duties and not content.competent_under:
        raise NotCompetent("not-its-duty", _whose_it_is(registry, unit, content.pollution, handled, on), field="unit")
    said: dict[str, object] = {
        "ecology": unit.kind == "ecology",
        "competence": tuple(f"{duty.paragraph} {duty.handles}" for duty in duties),
    }
    if content.answerable is None:
        said["answerable"] = answerable_in(registry, unit, on)
    return content.model_copy(update=said)


def receiving(registry: Registry, asked: str, on: date) -> Unit:
    """Return a unit that a matter may be transferred to on a day: there, and no township (行政处罚法第24条)."""
    unit = registry.places.unit(asked)
    if unit.until is not None and unit.until < on:
        sentence = f"{unit.name}已于{unit.until.isoformat()}撤销，不能接收移送；请写承接其职责的单位"
        raise NotCompetent("dissolved", sentence, field="unit")
    if unit.level == TOWNSHIP:
        sentence = f"{unit.name}是三级网格，没有处罚权，只能制止、报告和协助，不能接收移送；请移送有管辖权的部门"
        raise NotCompetent("township-has-no-power", sentence, field="unit")
    return unit


def answering(registry: Registry, unit: Unit, on: date) -> Answerable | None:
    """Return who answers in a unit: in a department of the city, or in the grid that the unit supervises."""
    if unit.kind == "department":
        return registry.people.answerable_in(unit.id, on)
    own = next((grid for grid in registry.places.grids(level=unit.level) if grid.unit == unit.id), None)
    rows = registry.people.answerable(own, on) if own is not None else ()
    return next((row for row in rows if row.unit == unit.id), None)


def answerable_in(registry: Registry, unit: Unit, on: date) -> Answerable:
    """Return who answers in a receiving unit; refuse one in which nobody is known to."""
    row = answering(registry, unit, on)
    if row is None:
        sentence = f"{unit.name}没有所负责的网格，登记簿中查不到该单位的责任人，请写明 answerable"
        raise Unclear("nobody-answers", sentence, field="unit")
    return row


def body_called(registry: Registry, said: str) -> str:
    """Return the number of the unit that has such a whole name, now or before; any other body as it is written.

    A superior is a unit of the register or any other body; who is a party to a dispute is known by its number alone.
    """
    if not said:
        return ""
    return next((unit.id for unit in registry.places.units() if said in {unit.name, unit.former_name}), said)


def _in_short(paragraphs: Iterable[str]) -> str:
    """Return places in the opinions with those of one section together, as 附件三（六）2、7."""
    items: dict[str, list[str]] = {}
    for one in dict.fromkeys(paragraphs):
        section = one.rstrip(digits)
        items.setdefault(section, []).append(one.removeprefix(section))
    return "、".join(f"{section}{'、'.join(found)}" for section, found in items.items())


def _whose_it_is(registry: Registry, unit: Unit, pollution: Collection[str], handled: Iterable[Duty], on: date) -> str:
    instead = "其他法律规定由该单位主管的，请在 competent_under 写明条款"
    if on < PLAN_OF:
        return f"{on}在衡政办发〔2015〕76号印发（{PLAN_OF}）以前，当时的职责分工没有收录；{instead}"
    kinds = "、".join(POLLUTION_NAMES[one] for one in pollution)
    places: dict[str, list[str]] = {}
    for duty in handled:
        places.setdefault(registry.places.unit(duty.department).name_on(on), []).append(duty.paragraph)
    told = "；".join(f"{name}（{_in_short(found)}）" for name, found in places.items())
    return f"衡政办发〔2015〕76号附件三没有把{kinds}污染列为{unit.name_on(on)}负责的事项；列有的是：{told}。{instead}"
