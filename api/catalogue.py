"""The catalogue of acts (行为目录): what each is called, who may do it, what it has to say; for people and programs."""

from functools import cache
from typing import Any

from pydantic import BaseModel

from api.forms import ComplaintForm, FindingForm
from api.words import doc_of, name_of, values_of
from models.acts import ACTS
from models.values import Value
from workflows.procedures import PROCEDURE_OF, STEPS

ID_FIELDS = {"Officer": "执法人员编号", "PartyRef": "当事人编号"}
"""Values the sender names by their number in the register; everything else about them the register adds."""

OPENING_FORMS: dict[str, type[BaseModel]] = {"report_finding": FindingForm, "receive_complaint": ComplaintForm}
"""Acts that open a case are sent as these forms, to an address of their own."""

KINDS = {"string": "文字", "integer": "整数", "number": "数额", "boolean": "是否", "array": "列表", "object": "对象"}
FORMATS = {"date": "日期", "date-time": "时刻"}


class FieldEntry(Value):
    """One field of an act, explained."""

    name: str
    label: str
    doc: str
    kind: str
    required: bool
    values: dict[str, str] = {}
    fields: "tuple[FieldEntry, ...]" = ()


class ActEntry(Value):
    """One act of the catalogue."""

    name: str
    label: str
    procedure: str
    by: str
    citation: str
    opens_case: bool
    """Whether it opens a case and is therefore sent to its own address, not to an existing case."""
    by_engine: bool
    fields: tuple[FieldEntry, ...]
    json_schema: dict[str, Any]


@cache
def catalogue() -> dict[str, ActEntry]:
    """Return every act, in the order of the procedures."""
    return {name: _entry(name) for name in ACTS}


def _entry(name: str) -> ActEntry:
    schema = form_schema(OPENING_FORMS.get(name, ACTS[name]))
    step = STEPS[name]
    return ActEntry(
        name=name,
        label=ACTS[name].label,
        procedure=PROCEDURE_OF[name].label,
        by=step.by.label,
        citation=step.citation,
        opens_case=step.opening,
        by_engine=step.by.engine,
        fields=_fields(schema, schema.get("$defs", {}), name),
        json_schema=schema,
    )


def form_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON schema of an act as a sender writes it: officers and parties by their numbers."""
    schema = model.model_json_schema()
    schema.get("properties", {}).pop("act", None)
    definitions = schema.get("$defs", {})
    for name, doc in ID_FIELDS.items():
        if name in definitions:
            definitions[name] = {"type": "string", "title": name, "description": doc}
    return schema


def _fields(schema: dict[str, Any], definitions: dict[str, Any], act: str) -> tuple[FieldEntry, ...]:
    required = set(schema.get("required", ()))
    return tuple(
        _field(name, part, definitions, act, required=name in required)
        for name, part in schema.get("properties", {}).items()
    )


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
    return KINDS.get(part.get("type", "string"), "文字")
