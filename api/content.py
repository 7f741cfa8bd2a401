"""From the fields a sender wrote to the content of an act: numbers looked up, words screened, the model checked."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, get_args

from pydantic import ValidationError

from api import transferring
from api.opening_acts import OPENINGS, counties_known
from api.problems import InvalidFields, impossible
from api.spoken import meant
from judging.kind import Kind
from judging.step import name_of as name_of_act
from law import guards
from law.alike import alike
from law.edition import Law
from law.refusals import OutOfOrder
from models.acts import ACTS, BringsIn, Content, HandsOver, OfParty
from models.acts.assistance import RequestAssistance
from models.acts.finding import Place
from models.acts.joint_investigation import AssignFollowUp
from models.acts.joint_origin import CallJointInvestigation
from models.acts.oversight import DesignateJurisdiction
from models.acts.terms import CorrectAct
from models.acts.transfer import EndTransfer, RequestDesignation, TransferMatter
from models.chinese import name_of
from models.people import Answerable, Officer, OtherParty, PartyRef
from models.values import Value
from registry.errors import UnknownUnit
from registry.people import POSTS
from registry.privacy import screen
from registry.registry import Registry


def _holding(kind: type[Value]) -> frozenset[str]:
    """Return the names of the fields of acts that hold such a value."""
    return frozenset(
        name
        for model in ACTS.values()
        for name, field in model.model_fields.items()
        if kind in (field.annotation, *get_args(field.annotation))
    )


OFFICERS, PLACES = _holding(Officer), _holding(Place) | _holding(Answerable)
PARTIES = _holding(PartyRef) | _holding(OtherParty)
"""Fields that the sender fills with numbers of the register."""
UNIT = "unit"
"""The field of a unit, by its number or its name."""
PEOPLE = frozenset({"chair", "recorder", "voters", "person", "consented_by"})
"""Fields of acts that hold the numbers of people as they are."""
MOST_WORDS = 32_000
"""Characters that one act says in all."""


def content_of(
    registry: Registry,
    kind: Kind,
    act: str,
    fields: Mapping[str, Any],
    on: date,
    sealed: Iterable[str] = (),
    *,
    corrects: type[Content] | None = None,
) -> Content:
    """Return the content of an act done in a kind of file on a day; refuse what is unknown, impossible, or personal.

    `sealed` are the names that the file keeps sealed. `corrects` is what a correction puts right: its new fields are
    read as that act's.
    """
    model = _model(kind, act)
    screen_words(fields, sealed)
    content = _built(model, act, resolved(registry, fields, on, model))
    if isinstance(content, CorrectAct):
        said = content.fields if corrects is None else meant(corrects, content.fields, name_of_act(corrects))
        return content.model_copy(update={"fields": resolved(registry, said, on, corrects)})
    return _answered_for(registry, content, on)


def _model(kind: Kind, act: str) -> type[Content]:
    """Return what an act of this kind of file has to say."""
    opening = next((one for one in OPENINGS if one.content is ACTS.get(act)), None)
    if opening is not None:
        sentence = f"“{opening.content.label}”用于开立{opening.kind.label}，请发送到 /v1/{opening.address}"
        raise impossible("opens-a-case", sentence, field="act")
    if act in kind.acts:
        return kind.acts[act]
    if act in ACTS:
        raise OutOfOrder("not-of-this-kind", f"{kind.label}中没有“{ACTS[act].label}”这一行为", field="act")
    raise impossible("unknown-act", unknown_act(act, kind.acts), field="act")


def unknown_act(act: str, acts: Mapping[str, type[Content]] = ACTS) -> str:
    """Return the sentence that says which acts come nearest to one that is not there."""
    labels = {model.label: name for name, model in acts.items()}
    near = alike(act, [*acts, *labels])
    names = dict.fromkeys(labels.get(word, word) for word in near)
    hint = "、".join(f"{name}（{acts[name].label}）" for name in names)
    return f"没有名为“{act}”的行为；" + (f"相近的有：{hint}" if hint else "全部行为见 GET /v1/acts")


def _built(model: type[Content], act: str, fields: Mapping[str, Any]) -> Content:
    try:
        return model.model_validate({**meant(model, fields, act), "act": act})
    except ValidationError as error:
        raise InvalidFields(act, error) from None


def resolved(
    registry: Registry, fields: Mapping[str, Any], on: date, model: type[Content] | None = None
) -> dict[str, Any]:
    """Return the fields with officers, parties and grids, named by their numbers, as the register knows them."""
    found = dict(fields)
    for name, value in fields.items():
        if name in OFFICERS:
            found[name] = registry.people.officers(_numbers(name, value))
        elif name in PARTIES and value is not None:
            found[name] = _parties(registry, value, name, model)
        elif name == UNIT and isinstance(value, str) and value:
            found[name] = _unit(registry, value)
        elif name in PLACES and isinstance(value, Mapping):
            found[name] = _placed(registry, value, on)
        elif name in PEOPLE and value:
            registry.people.officers([value] if isinstance(value, str) else _numbers(name, value))
    return found


def _parties(registry: Registry, value: object, field: str, model: type[Content] | None) -> object:
    """Return what stands in a field of parties: references, each with its part; of an act of one's own, the number."""
    if isinstance(value, list | tuple):
        return [_parties(registry, one, field, None) for one in value]
    if isinstance(value, Mapping):
        return {**value, "kind": party_ref(registry, value.get("id"), field).kind}
    if model is not None and issubclass(model, OfParty) and field == "party":
        return party_ref(registry, value, field).id if value else value
    return party_ref(registry, value, field)


def party_ref(registry: Registry, number: object, field: str = "party") -> PartyRef:
    """Return the reference to a party of the register."""
    if not isinstance(number, str):
        raise impossible("not-a-number", f"“{name_of(field)}”（{field}）须是登记簿中的当事人编号", field=field)
    party = registry.parties.party(number)
    return PartyRef(id=party.id, kind=party.kind)


def _unit(registry: Registry, said: str) -> str:
    """Return the number of a unit by its number or its name."""
    try:
        return registry.places.unit(said).id
    except UnknownUnit:
        return registry.places.unit_called(said).id


def _placed(registry: Registry, value: Mapping[str, Any], on: date) -> dict[str, Any]:
    """Return where it is, or who answers there, with the code of the grid on that day; refuse what is not registered.

    A value of another shape is left to the model.
    """
    said = {name: text for name, text in value.items() if isinstance(text, str)}
    grid = {"grid": registry.places.grid(said["grid"], on).id} if "grid" in said else {}
    unit = {UNIT: _unit(registry, said[UNIT])} if UNIT in said else {}
    registry.people.officers([said[post] for post in POSTS if post in said])
    return {**value, **grid, **unit}


def _numbers(field: str, value: object) -> list[str]:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        sentence = f'“{name_of(field)}”（{field}）须是人员编号的列表，如 ["p-430423-01", "p-430423-02"]'
        raise impossible("not-a-number", sentence, field=field)
    return list(value)


def _answered_for(registry: Registry, content: Content, on: date) -> Content:
    """Say whether a matter is handed to a department of ecology, and who answers in a unit outside the grid's chain."""
    if isinstance(content, BringsIn | RequestAssistance) and content.unit:
        row = content.answerable or transferring.answering(registry, registry.places.unit(content.unit), on)
        return content.model_copy(update={"answerable": row})
    if isinstance(content, AssignFollowUp) and content.place is not None:
        there = registry.people.answerable(registry.places.grid(content.place.grid), on)
        return content.model_copy(update={"answerable": there})
    if isinstance(content, CallJointInvestigation):
        return content.model_copy(update={"counties": counties_known(registry, content.counties)})
    if isinstance(content, TransferMatter):
        return transferring.prepared(registry, content, on)
    return _handed_over(registry, content, on) if isinstance(content, HandsOver) else _asked_of(registry, content)


def _asked_of(registry: Registry, content: Content) -> Content:
    """Return an act that names a superior with its number, where it is a unit of the register."""
    if isinstance(content, RequestDesignation):
        return content.model_copy(update={"superior": transferring.body_called(registry, content.superior)})
    if isinstance(content, EndTransfer):
        return content.model_copy(update={"by_superior": transferring.body_called(registry, content.by_superior)})
    return content


def _handed_over(registry: Registry, content: HandsOver, on: date) -> HandsOver:
    unit = registry.places.unit(content.unit)
    said: dict[str, object] = {"ecology": unit.kind == "ecology"}
    if content.answerable is None and unit.kind == "department":
        said["answerable"] = registry.people.answerable_in(unit.id, on)
    if isinstance(content, DesignateJurisdiction):
        said["by_superior"] = transferring.body_called(registry, content.by_superior)
        if content.answerable is None:
            said["answerable"] = transferring.answering(registry, unit, on)
    return content.model_copy(update=said)


def screen_words(fields: Mapping[str, Any], names: Iterable[str] = ()) -> None:
    """Refuse personal data (个人信息) in whatever will stand in the file; `names` are those that the file keeps sealed."""
    words, sealed = list(_words(fields, "")), tuple(names)
    if sum(len(said) for _, said in words) > MOST_WORDS:
        sentence = f"一项行为的内容合计不能超过{MOST_WORDS}字；较长的材料请作为证据存放，只登记名称和校验值"
        raise impossible("too-long", sentence, field="fields")
    for field, said in words:
        found = screen(said, sealed)
        if found is not None:
            raise impossible("personal-data", found, field=field)


def reporter_stays_sealed(fields: Mapping[str, Any], names: Iterable[str], on: date, law: Law) -> None:
    """Refuse words that would carry who reported out of the seal (举报人保密, G17), whatever the screening let pass."""
    sealed = tuple(names)
    for _, said in _words(fields, ""):
        guards.reporter_stays_sealed(said, sealed, on=on, law=law)


def _words(value: object, field: str) -> Iterator[tuple[str, str]]:
    """Yield every text that somebody wrote, the names of fields among them, with where it stands."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield field, str(name)
            yield from _words(part, f"{field}.{name}" if field else str(name))
    elif isinstance(value, list | tuple):
        for index, part in enumerate(value):
            yield from _words(part, f"{field}[{index}]")
