"""What is made public of complaints each month (群众举报投诉定期公布): counts by pollution, industry and county.

The opinions, 一(四): how complaints were dealt with is published at regular times. Counted is by the month in which a
complaint came, and how it stands when it is counted; no word of a complaint, and nothing of who complained, is asked.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, func, select

from database.connection import reading
from docket.publication import STRIKING
from docket.tables import acts, files
from models.acts import Act
from models.acts.complaint import AnswerComplaint, RefuseComplaint
from models.acts.finding import AcceptComplaint, ReceiveComplaint
from models.acts.terms import WithdrawAct
from models.chinese import value_of
from models.values import CIVIL, Value
from registry.object_tables import polluters
from registry.tables import grids

UNKNOWN_INDUSTRY, UNKNOWN_PLACE = "未确定", "未确定"
DEFINITIONS = {
    "received": "收到：当月接到的举报，按举报件计；一件涉及几类污染的，在各类中分别计数，合计只计一次。",
    "accepted": "受理：上述举报中，统计时已经受理的。",
    "refused": "不予受理：上述举报中，统计时已经决定不予受理并告知的。",
    "answered": "答复：上述举报中，统计时已经答复举报人的。",
    "true": "属实、基本属实：已经答复的举报中，最后一次答复认定属实或者基本属实的。",
    "partly_true": "部分属实：已经答复的举报中，最后一次答复认定部分属实的。",
    "untrue": "不属实：已经答复的举报中，最后一次答复认定不属实的。",
    "industry": "行业：举报时或者办理中已经确定被举报单位，并且该单位在污染源名册中登记了行业类别的，按登记的行业；其余为“未确定”。",
    "place": "地区：举报事项所在的县（市、区）、园区。",
    "as_of": "数据为统计当日的办理情况，以后办结、更正的，重新公布时以新数据为准；演练不计。",
}
BEGUN: str = ReceiveComplaint.model_fields["act"].default
FOUND = {"true": "true", "mostly_true": "true", "partly_true": "partly_true", "untrue": "untrue"}


class Counted(Value):
    """How many complaints of one sort there were, and what became of them."""

    name: str
    received: int = 0
    accepted: int = 0
    refused: int = 0
    answered: int = 0
    true: int = 0
    partly_true: int = 0
    untrue: int = 0


class ComplaintMonth(Value):
    """The complaints of one month, in all and by pollution, industry and county."""

    month: str
    as_of: date
    total: Counted
    by_pollution: tuple[Counted, ...]
    by_industry: tuple[Counted, ...]
    by_place: tuple[Counted, ...]
    definitions: dict[str, str] = DEFINITIONS


@dataclass(slots=True)
class _Complaint:
    """What is known of one complaint; `marks` are the columns in which it counts."""

    pollution: tuple[str, ...]
    industry: str
    place: str
    marks: set[str] = field(default_factory=lambda: {"received"})


def complaint_month(engine: Engine, month: date, as_of: date) -> ComplaintMonth:
    """Count the complaints that came in the month of a day."""
    first = month.replace(day=1)
    after = _next(first)
    with reading(engine) as connection:
        came = (*_REAL, files.c.opened_at >= _midnight(first), files.c.opened_at < _midnight(after))
        found = _complaints(connection, came)
        _marked(found, _acts_of(connection, came))
    every = found.values()
    return ComplaintMonth(
        month=first.strftime("%Y-%m"),
        as_of=as_of,
        total=_counted("合计", every),
        by_pollution=_by((kind, one) for one in every for kind in one.pollution),
        by_industry=_by((one.industry, one) for one in every),
        by_place=_by((one.place, one) for one in every),
    )


def months_of_complaints(engine: Engine) -> tuple[date, ...]:
    """Return the first day of each month from the first complaint to the last one."""
    query = select(func.min(files.c.opened_at), func.max(files.c.opened_at)).where(*_REAL)
    with reading(engine) as connection:
        first, last = connection.execute(query).one()
    if first is None:
        return ()
    month, end, found = first.astimezone(CIVIL).date().replace(day=1), last.astimezone(CIVIL).date(), []
    while month <= end:
        found.append(month)
        month = _next(month)
    return tuple(found)


_REAL = (files.c.kind == "Complaint", ~files.c.rehearsal)


Conditions = tuple[ColumnElement[bool], ...]


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=CIVIL)


def _complaints(connection: Connection, came: Conditions) -> dict[str, _Complaint]:
    query = (
        select(
            files.c.file_no, files.c.pollution, files.c.party, func.coalesce(grids.c.name, UNKNOWN_PLACE).label("place")
        )
        .outerjoin_from(files, grids, grids.c.id == files.c.level2_grid)
        .where(*came)
    )
    rows = connection.execute(query).all()
    industries = _industries(connection, {row.party for row in rows if row.party})
    return {row.file_no: _complaint(row, industries) for row in rows}


def _complaint(row: Row[*tuple[Any, ...]], industries: Mapping[str, str]) -> _Complaint:
    kinds = tuple(value_of("pollution", kind, BEGUN) for kind in row.pollution.split("|") if kind)
    return _Complaint(kinds, industries.get(row.party) or UNKNOWN_INDUSTRY, row.place)


def _industries(connection: Connection, parties: Collection[str]) -> dict[str, str]:
    """Return the industry of each party as it was entered last."""
    query = select(polluters.c.party, polluters.c.industry).where(polluters.c.party.in_(parties))
    return {row.party: row.industry for row in connection.execute(query.order_by(polluters.c.since))}


def _marked(found: Mapping[str, _Complaint], acts_of: Mapping[str, Sequence[Act]]) -> None:
    """Mark each complaint with what was done in it and not withdrawn since."""
    for file_no, told in acts_of.items():
        struck = {act.content.of for act in told if isinstance(act.content, WithdrawAct)}
        findings = []
        for act in (one for one in told if one.no not in struck):
            match act.content:
                case AcceptComplaint():
                    found[file_no].marks.add("accepted")
                case RefuseComplaint():
                    found[file_no].marks.add("refused")
                case AnswerComplaint(finding=finding):
                    findings.append(FOUND[finding])
        if findings:
            found[file_no].marks |= {"answered", findings[-1]}


COUNTING = {kind.model_fields["act"].default for kind in (AcceptComplaint, RefuseComplaint, AnswerComplaint)}


def _acts_of(connection: Connection, came: Conditions) -> dict[str, list[Act]]:
    told: dict[str, list[Act]] = {}
    query = (
        select(acts.c.file_no, acts.c.body).join_from(acts, files).where(*came, acts.c.act.in_({*COUNTING, STRIKING}))
    )
    for row in connection.execute(query.order_by(acts.c.file_no, acts.c.no)):
        told.setdefault(row.file_no, []).append(Act.stored(row.body))
    return told


def _by(pairs: Iterable[tuple[str, _Complaint]]) -> tuple[Counted, ...]:
    """Count by name, the most first."""
    sorts: dict[str, list[_Complaint]] = {}
    for name, one in pairs:
        sorts.setdefault(name, []).append(one)
    return tuple(_counted(name, sorts[name]) for name in sorted(sorts, key=lambda name: (-len(sorts[name]), name)))


def _counted(name: str, complaints: Iterable[_Complaint]) -> Counted:
    return Counted(name=name, **Counter(mark for one in complaints for mark in one.marks))
