"""Open data (开放数据): what is public as CSV and JSON by the year, a JSON Schema of each, and a DCAT catalogue.

Ids do not change. A cell that a spreadsheet would take for a formula is written as text.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from docket.views import Disclosure
from models.values import Value
from public_site.complaint_months import DEFINITIONS, ComplaintMonth, Counted
from public_site.inspections import PublicDraw
from registry.exchange.guarding import guarded

PUBLISHER = "衡阳市生态环境局"
SCHEMA = "https://json-schema.org/draft/2020-12/schema"
NAMES: Mapping[str, str] = {
    "id": "公开编号",
    "title": "决定",
    "number": "决定书文号",
    "issuer": "机关",
    "decided_on": "决定日期",
    "published_on": "公开日期",
    "place": "地区",
    "party": "当事人",
    "measures": "内容",
    "fine": "罚款（元）",
    "basis": "依据",
    "summary": "摘要",
    "displayed_until": "公示截止日期",
    "withdrawn_on": "撤回日期",
    "withdrawal_reason": "撤回理由",
}
SORTS = {"total": "合计", "by_pollution": "污染类型", "by_industry": "行业", "by_place": "地区"}


INSPECTED: Mapping[str, str] = {
    "id": "抽查编号",
    "unit": "机关",
    "object": "统一社会信用代码",
    "name": "检查对象",
    "inspected_on": "检查日期",
    "outcome": "检查结果",
    "summary": "查明的情况",
}
"""The columns of the results of random inspections."""
FOUND = tuple(INSPECTED)[2:]


class Decision(Value):
    """One publication as open data; what was taken back says only that, when and why."""

    id: str
    title: str
    number: str
    issuer: str
    decided_on: date | None
    published_on: date
    place: str
    party: str
    measures: tuple[str, ...]
    fine: str
    basis: tuple[str, ...]
    summary: str
    displayed_until: date | None
    withdrawn_on: date | None
    withdrawal_reason: str


def files_of(year: str, shown: Iterable[Disclosure]) -> dict[str, str]:
    """Return the files of what was published in a year, by name."""
    rows = [Decision(**{name: getattr(one, name) for name in NAMES}).model_dump(mode="json") for one in shown]
    lines = [[_cell(row[name]) for name in NAMES] for row in rows]
    return {
        f"data/decisions-{year}.json": _json(rows),
        f"data/decisions-{year}.csv": _csv(NAMES.values(), lines),
    }


def complaints(months: Sequence[ComplaintMonth]) -> Iterator[tuple[str, str]]:
    """Yield the files of the months of complaints."""
    figures = [name for name in Counted.model_fields if name != "name"]
    lines = [
        [month.month, SORTS[sort], _cell(one.name), *(str(getattr(one, figure)) for figure in figures)]
        for month in months
        for sort in SORTS
        for one in _counted(month, sort)
    ]
    heads = ("月份", "统计方式", "类别", *(DEFINITIONS[figure].partition("：")[0] for figure in figures))
    yield "data/complaints.csv", _csv(heads, lines)
    yield "data/complaints.json", _json([month.model_dump(mode="json") for month in months])
    yield "data/complaints.schema.json", _schema("complaints", ComplaintMonth, DEFINITIONS)


def _counted(month: ComplaintMonth, sort: str) -> tuple[Counted, ...]:
    return (month.total,) if sort == "total" else tuple(getattr(month, sort))


def inspections(draws: Sequence[PublicDraw]) -> Iterator[tuple[str, str]]:
    """Yield the files of the random inspections: a line for each result, and as JSON all that they were drawn from."""
    lines = [
        [_cell(said) for said in (one.id, one.unit, *(found.model_dump(mode="json")[name] for name in FOUND))]
        for one in draws
        for found in one.results
    ]
    yield "data/inspections.csv", _csv(INSPECTED.values(), lines)
    yield "data/inspections.json", _json([one.model_dump(mode="json") for one in draws])
    yield "data/inspections.schema.json", _schema("inspections", PublicDraw, INSPECTED)


def schemas() -> Iterator[tuple[str, str]]:
    """Yield the schema of what was decided."""
    yield "data/decision.schema.json", _schema("decision", Decision, NAMES)


def _schema(name: str, of: type[Value], titles: Mapping[str, str]) -> str:
    """Return the JSON Schema of a list of values, with what each field is called."""
    said = of.model_json_schema(mode="serialization")
    definitions = said.pop("$defs", {})
    for one in (said, *definitions.values()):
        for field, told in one.get("properties", {}).items():
            told["title"] = titles.get(field, told.get("title", field))
        one.pop("description", None)
    head = {"$schema": SCHEMA, "$id": f"urn:gridcase:schema:{name}", "type": "array", "items": said}
    return _json({**head, **({"$defs": definitions} if definitions else {})})


def catalogue(years: Sequence[str], address: str, on: date) -> Iterator[tuple[str, str]]:
    """Yield the catalogue (DCAT 3, as JSON-LD)."""
    base = f"{address}/data/" if address else ""
    decisions = [f"decisions-{year}.{form}" for year in years for form in ("csv", "json")]
    sets = [
        _dataset("decisions", "公开的行政处罚、责令改正和强制措施等决定", "decision", decisions, base, on),
        _dataset("inspections", "双随机抽查", "inspections", ["inspections.csv", "inspections.json"], base, on),
        _dataset("complaints", "群众举报投诉月度统计", "complaints", ["complaints.csv", "complaints.json"], base, on),
    ]
    said = {
        "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"},
        "@id": "urn:gridcase:catalog",
        "@type": "dcat:Catalog",
        "dct:title": {"@value": "衡阳市生态环境监管执法公开数据", "@language": "zh-CN"},
        "dct:publisher": PUBLISHER,
        "dcat:dataset": sets,
    }
    yield "data/catalog.jsonld", _json(said)


def _dataset(name: str, title: str, schema: str, files: Sequence[str], base: str, on: date) -> dict[str, Any]:
    return {
        "@id": f"urn:gridcase:dataset:{name}",
        "@type": "dcat:Dataset",
        "dct:identifier": name,
        "dct:title": {"@value": title, "@language": "zh-CN"},
        "dct:modified": on.isoformat(),
        "dct:conformsTo": {"@id": f"{base}{schema}.schema.json"},
        "dcat:distribution": [
            {
                "@id": f"urn:gridcase:distribution:{file}",
                "@type": "dcat:Distribution",
                "dcat:downloadURL": {"@id": f"{base}{file}"},
                "dcat:mediaType": "text/csv" if file.endswith(".csv") else "application/json",
            }
            for file in files
        ],
    }


def _json(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _csv(heads: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    """Return a table that spreadsheets read as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(lines)
    return "\ufeff" + out.getvalue()


def _cell(said: object) -> str:
    return guarded("；".join(said) if isinstance(said, list) else str(said or ""))
