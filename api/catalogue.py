"""The catalogue of acts (行为目录): what each is called, who may do it, what it has to say; for people and programs.

It is read off the steps of every kind of file, and off the models: what they do not say is not offered.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel

from api.filling_in import FieldEntry, demanding, explained
from api.opening_acts import OPENINGS, OpeningAct
from judging.asked_for import asked_for
from judging.attempt import Situation
from judging.kind import Kind
from judging.record import Record
from judging.step import Step
from judging.step import name_of as act_name
from kinds import KINDS, PATROL_ROUND
from law.edition import Law
from models.acts import ACTS, pointers
from models.acts.content import Content, PointsAt
from models.acts.patrol import PlanPatrol
from models.chinese import doc_of, name_of, values_of
from models.people import Role
from models.values import Value

LOOKED_UP = frozenset({"OtherParty"})
"""Values of which the register adds what kind of party it is."""
ID_FIELDS = {"Officer": "执法人员编号", "PartyRef": "当事人编号"}
"""Values the sender names by their number in the register; everything else about them the register adds."""
REGISTERS: Mapping[str, Literal["officer", "party"]] = {"Officer": "officer", "PartyRef": "party"}
"""In which register such a number stands."""

OPENING: Mapping[type[Content], OpeningAct] = {opening.content: opening for opening in OPENINGS}
"""Acts that open a file are sent in a form of their own, to an address of their own."""
PLANNED: Mapping[type[Content], tuple[str, Kind]] = {PlanPatrol: ("patrols", PATROL_ROUND)}
"""Acts that open a file by a plan: the address at which one more is asked for, and the kind."""
IN_A_FILE = "/v1/files/{file_no}/acts"

JSON_TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数额",
    "boolean": "是否",
    "array": "列表",
    "object": "对象",
}
FORMATS = {"date": "日期", "date-time": "时刻"}
NUMBER_OF_ACT, NUMBERS_OF_ACTS = "行为编号", "行为编号列表"


class StepEntry(Value):
    """How an act is done in one kind of file."""

    kind: str
    kind_label: str
    procedure: str
    by: str
    by_engine: bool
    roles: tuple[Role, ...] = ()
    levels: tuple[int, ...] = ()
    """The posts and grid levels of the persons who may; none where only other systems or files do."""
    citation: str
    """The articles it rests on today; empty where it rests on none."""
    opens: bool
    """Whether it opens a file of this kind."""


class ActEntry(Value):
    """One act of the catalogue."""

    name: str
    label: str
    sent_to: str
    """The address it is sent to; what opens a file is not sent to a file that is there."""
    steps: tuple[StepEntry, ...]
    fields: tuple[FieldEntry, ...]
    json_schema: dict[str, Any]


def catalogue(law: Law, day: date) -> dict[str, ActEntry]:
    """Return every act that a kind of file knows, in the order of the procedures; citations are those of the day."""
    return {act_name(content): _entry(content, law, day) for content in _known()}


def entry_of(said: str, law: Law, day: date) -> ActEntry | None:
    """Return one act of the catalogue by its name or, where none bears it, its label."""
    named = (content for content in _known() if act_name(content) == said)
    found = next(named, None) or next((content for content in _known() if content.label == said), None)
    return None if found is None else _entry(found, law, day)


def _known() -> Mapping[type[Content], None]:
    """Return the acts that a kind of file knows, each once, in the order of the procedures."""
    return dict.fromkeys(content for kind in KINDS.values() for content in kind.steps)


def _entry(content: type[Content], law: Law, day: date) -> ActEntry:
    schema, fields = _said(content)
    guards = [guard for kind in KINDS.values() if content in kind.steps for guard in kind.steps[content].guards]
    asked = asked_for(guards)
    fields = tuple(explained(entry, asked, law, day) for entry in fields)
    return ActEntry(
        name=act_name(content),
        label=content.label,
        sent_to=_sent_to(content),
        steps=tuple(
            _step(kind, step, law, day)
            for kind in KINDS.values()
            if (step := kind.steps.get(content)) is not None and _is_offered(kind, step)
        ),
        fields=fields,
        json_schema=demanding(schema, fields, asked, law, day),
    )


def _sent_to(content: type[Content]) -> str:
    if content in PLANNED:
        return f"/v1/{PLANNED[content][0]}"
    return f"/v1/{OPENING[content].address}" if content in OPENING else IN_A_FILE


def _is_offered(kind: Kind, step: Step[Any]) -> bool:
    """Tell whether an act can be sent to this kind of file; each kind is opened in one way only."""
    opened = PLANNED[step.content][1] if step.content in PLANNED else None
    return not step.opening or kind is (opened or OPENING[step.content].kind)


def _step(kind: Kind, step: Step[Any], law: Law, day: date) -> StepEntry:
    return StepEntry(
        kind=kind.name,
        kind_label=kind.label,
        procedure=kind.procedure_of[step.content].label,
        by=step.by.label,
        by_engine=step.by.engine,
        roles=tuple(role for role in Role if role in step.by.roles),
        levels=tuple(sorted(step.by.levels)),
        citation=step.cited(Situation(Record.of(()), day, law, kind)),
        opens=step.opening,
    )


@cache
def _said(content: type[Content]) -> tuple[dict[str, Any], tuple[FieldEntry, ...]]:
    """Return what an act has to say: as a JSON schema, and explained field by field."""
    schema = form_schema(OPENING[content].form if content in OPENING else content)
    fields = _fields(schema, schema.get("$defs", {}), act_name(content))
    marks = pointers(content)
    return schema, tuple(_pointing(entry, marks[entry.name]) if entry.name in marks else entry for entry in fields)


def _pointing(entry: FieldEntry, mark: PointsAt) -> FieldEntry:
    kind = NUMBERS_OF_ACTS if entry.kind == JSON_TYPES["array"] else NUMBER_OF_ACT
    names = {name: ACTS[name].label for name in mark.names}
    return entry.model_copy(update={"kind": kind, "points_at": names, "once": mark.once})


def form_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON schema of an act as a sender writes it: officers and parties by their numbers."""
    schema = model.model_json_schema()
    schema.get("properties", {}).pop("act", None)
    definitions = schema.get("$defs", {})
    for name, doc in ID_FIELDS.items():
        if name in definitions:
            definitions[name] = {"type": "string", "title": name, "description": doc}
    for name in LOOKED_UP & definitions.keys():
        definitions[name]["properties"].pop("kind")
        definitions[name]["required"].remove("kind")
    return schema


def _fields(schema: dict[str, Any], definitions: dict[str, Any], act: str) -> tuple[FieldEntry, ...]:
    required = set(schema.get("required", ()))
    found = tuple(
        _field(name, part, definitions, act, required=name in required)
        for name, part in schema.get("properties", {}).items()
    )
    if schema.get("title") not in LOOKED_UP:
        return found
    return tuple(one.model_copy(update={"looked_up": "party"}) if one.name == "id" else one for one in found)


def _field(name: str, part: dict[str, Any], definitions: dict[str, Any], act: str, *, required: bool) -> FieldEntry:
    inner = _resolved(part, definitions)
    element = _resolved(inner.get("items", {}), definitions) if inner.get("type") == "array" else inner
    return FieldEntry(
        name=name,
        label=name_of(name, act),
        doc=doc_of(name, act),
        kind=_kind(inner),
        required=required,
        values=values_of(name, element.get("enum", ()), act),
        looked_up=REGISTERS.get(element.get("title", ""), ""),
        fields=_fields(element, definitions, act) if "properties" in element else (),
    )


def _resolved(part: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the part that says what a value is: behind a reference, and without the choice of leaving it out."""
    options = [option for option in part.get("anyOf", ()) if option.get("type") != "null"]
    if options:
        return _resolved(options[0], definitions)
    if "$ref" in part:
        return dict(definitions[part["$ref"].rpartition("/")[2]])
    return part


def _kind(part: dict[str, Any]) -> str:
    if part.get("format") in FORMATS:
        return FORMATS[part["format"]]
    return JSON_TYPES.get(part.get("type", "string"), "文字")
