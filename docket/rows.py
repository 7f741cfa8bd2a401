"""How a file, its acts, terms, links and effects become rows."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from models.acts import Act
from models.acts.answerers import HandsOver
from models.acts.finding import Place
from models.acts.terms import CorrectAct
from models.effects import Effect
from models.file import Entry
from models.people import Answerable
from models.standing import Link, Standing, Term, Turned
from models.values import civil_day

NEVER = date.max
"""Stands for "no last day runs", so that one order serves all files."""

CITY, COUNTY, TOWNSHIP = 1, 2, 3

FACTS = ("cause", "summary", "facts", "record")
"""The fields in which acts tell facts in words."""
FEN = 100
"""Parts of a yuan."""

Row = dict[str, Any]


def belonging(acts: Sequence[Act], standing: Standing) -> dict[str, str]:
    """Return whose a file is: the grid it lies in, the units that answer for it, the system that sent it in."""
    answering = {row.level: row for row in standing.answerable}
    return {
        "grid": standing.particulars.grid,
        "level2_grid": answering[COUNTY].grid if COUNTY in answering else "",
        "unit": standing.holder_unit,
        **{f"unit{level}": _unit(answering, level) for level in (CITY, COUNTY, TOWNSHIP)},
        "sender": acts[0].sender if acts else "",
    }


def file_row(entry: Entry) -> Row:
    """Return the one row by which a file is listed."""
    acts, standing = entry.acts, entry.standing
    due = min((term for term in standing.terms if _is_due(term, standing)), key=_ends_at, default=None)
    return {
        "kind": entry.kind,
        "file_no": entry.file_no,
        "revision": entry.revision,
        "acts": standing.acts,
        "acts_before": 0,
        "stage": standing.stage,
        "stage_name": standing.stage_name,
        "closed": standing.closed,
        "archived": standing.archived,
        "rehearsal": standing.rehearsal,
        "alert": standing.alert,
        "person": standing.holder_person,
        **belonging(acts, standing),
        "pollution": "".join(f"|{kind}|" for kind in standing.particulars.pollution),
        "taking_part": "".join(f"|{unit}|" for unit in standing.taking_part),
        "party": standing.particulars.party,
        "opened_at": acts[0].happened_at if acts else standing.at,
        "at": standing.at,
        "next_at": standing.next_at,
        "due": standing.next_last_day or NEVER,
        "due_term": due.name if due else "",
        "edition": standing.edition,
        "turns": turns_told(entry.turns),
        "held_since": held_since(acts),
        "facts": facts_told(acts),
        "standing": standing.model_dump_json(exclude={"terms"}),
    }


def turns_told(turns: Iterable[Turned]) -> str:
    """Return whose turn it is as one text: of each post and level, which act."""
    return "".join(f"{turn(role, level)}{row.act}|" for row in turns for role in row.roles for level in row.levels)


def turn(role: str, level: int) -> str:
    """Return how the turn of a post at a level begins in that text."""
    return f"|{role}@{level}:"


def held_since(acts: Sequence[Act]) -> date | None:
    """Return the day from which the unit that answers has had the file: its last hand-over, or its opening."""
    handed = (act for act in reversed(acts) if isinstance(act.content, HandsOver))
    last = next(handed, acts[0] if acts else None)
    return None if last is None else civil_day(last.happened_at)


def facts_told(acts: Iterable[Act]) -> str:
    """Return the text of the facts that the acts tell, corrections among them, each once; by it a file is found."""
    said: dict[str, None] = {}
    for act in acts:
        told = act.content.fields if isinstance(act.content, CorrectAct) else dict(act.content)
        for name in FACTS:
            if isinstance(value := told.get(name), str) and value:
                said[value] = None
        if isinstance(place := told.get("place"), Place) and place.text:
            said[place.text] = None
    return "\n".join(said)


def party_rows(entry: Entry) -> list[Row]:
    """Return a row for each party of a file that has several."""
    return [{"file_no": entry.file_no, "party": party} for party in entry.standing.particulars.parties]


def act_rows(file_no: str, acts: Iterable[Act]) -> list[Row]:
    """Return a row for each act."""
    return [
        {
            "file_no": file_no,
            "no": act.no,
            "act": act.content.act,
            "happened_at": act.happened_at,
            "recorded_at": act.recorded_at,
            "actor": act.by.id,
            "unit": act.by.unit,
            "of_record": act.of_record,
            "body": act.model_dump_json(),
        }
        for act in acts
    ]


def term_rows(file_no: str, terms: Iterable[Term]) -> dict[str, Row]:
    """Return a row for each term by its key; days left are counted when somebody asks, so they are not kept."""
    return {
        term.key: {
            "file_no": file_no,
            "key": term.key,
            "open": term.open,
            "state": term.state,
            "last_day": term.last_day,
            "statutory": term.statutory,
            "obligor": term.obligor,
            "unit": term.owner_unit,
            "body": term.model_dump_json(exclude={"days_left"}),
        }
        for term in terms
    }


def link_rows(file_no: str, links: Iterable[Link]) -> list[Row]:
    """Return a row for each crossing to another file, or from there."""
    return [
        {
            "file_no": file_no,
            "act_no": link.act,
            "other_file": link.file_no,
            "way": link.way,
            "day": link.on,
            "label": link.label,
            "waits": link.waits,
        }
        for link in links
    ]


def counted_rows(entry: Entry) -> list[Row]:
    """Return a row for each act that supervisors count."""
    return [
        {
            "file_no": entry.file_no,
            "act_no": one.act,
            "kind": one.kind,
            "day": one.on,
            "unit": one.unit,
            "fine": int((one.fine or 0) * FEN),
        }
        for one in entry.counted
    ]


def effect_rows(entry: Entry, effects: Iterable[Effect]) -> list[Row]:
    """Return a row for each effect, dated as the act it follows from."""
    happened = {act.no: act.happened_at for act in entry.acts}
    return [
        {
            "file_no": entry.file_no,
            "key": effect.key,
            "act_no": effect.act_no,
            "kind": effect.kind,
            "at": happened.get(effect.act_no, entry.standing.at),
            "body": effect.model_dump_json(),
        }
        for effect in effects
    ]


def recipient_rows(file_no: str, effects: Iterable[Effect]) -> list[Row]:
    """Return a row for each person, unit or system an effect is meant for."""
    return [
        {"file_no": file_no, "key": effect.key, "recipient": recipient}
        for effect in effects
        for recipient in dict.fromkeys(effect.to)
    ]


def _unit(answering: dict[Any, Answerable], level: int) -> str:
    return answering[level].unit if level in answering else ""


def _ends_at(term: Term) -> datetime:
    """Return when a term ends; one that runs in hours may end within its last day."""
    return term.ends_at or datetime.max.replace(tzinfo=UTC)


def _is_due(term: Term, standing: Standing) -> bool:
    return term.open and term.last_day is not None and term.last_day == standing.next_last_day
