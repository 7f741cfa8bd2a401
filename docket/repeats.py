"""Which earlier complaints one may repeat (可能重复的举报): about one source, within the days of a service norm.

Suggested with the reason, to whoever handles it; that it repeats one is said by an act (认定重复举报), and only by it.
"""

import json
import unicodedata
from collections.abc import Collection, Iterator
from datetime import timedelta

from sqlalchemy import Engine, RowMapping, func, or_

from database.connection import reading
from docket.listing import LISTED
from docket.party_record import is_against
from docket.scope import Scope, seen
from docket.tables import acts, files
from models.acts import Act
from models.acts.finding import POLLUTION_NAMES, Place
from models.file import File
from models.particulars import ComplaintParticulars
from models.values import Instant, Value, civil_day, start_of_day
from registry.privacy import MASK
from registry.tables import units

WINDOW = "complaint_repeat"
"""The service norm within whose days the same kind of pollution at the same place is likely the same."""
MOST = 50
LEAST_WORDS = 3
"""Fewer characters than these name no place by themselves: 村口 is in every village."""


class LikelyRepeat(Value):
    """An earlier complaint about what is likely the same source, and why."""

    file_no: str
    stage_name: str
    closed: bool
    opened_at: Instant
    unit_name: str
    case: str
    """The case that it led to, or has joined."""
    repeats: int
    """How often it is noted to have been repeated."""
    earlier: str
    """The complaint that it repeats itself."""
    noted: bool
    """Whether this one was found to repeat it already."""
    reasons: tuple[str, ...]


def likely_repeats(
    engine: Engine, scope: Scope, file: File, noted: Collection[str], days: int
) -> tuple[LikelyRepeat, ...]:
    """Return the earlier complaints that a reader may see and that one may repeat: the likeliest, then the latest.

    `noted` are those that it was found to repeat already.

    Two numbers of one sender are two complaints; the same number sent once more opens no file, and is no repeat.
    """
    told, received = file.standing.particulars, file.acts[0].happened_at
    if not isinstance(told, ComplaintParticulars):
        return ()
    kinds = or_(*(files.c.pollution.contains(f"|{one}|", autoescape=True) for one in told.pollution))
    there = files.c.grid == told.grid
    shown = [files.c[name] for name in ("file_no", "stage_name", "closed", "opened_at", "standing")]
    columns = [*shown, func.coalesce(units.c.name, "").label("unit_name"), acts.c.body]
    opened = LISTED.join(acts, (acts.c.file_no == files.c.file_no) & (acts.c.no == 1))
    query = seen(scope, opened, *columns).where(
        files.c.kind == told.kind,
        files.c.rehearsal == file.standing.rehearsal,
        files.c.file_no != file.standing.file_no,
        files.c.opened_at.between(start_of_day(civil_day(received) - timedelta(days=days)), received),
        kinds,
        or_(there, is_against(told.party)) if told.party else there,
    )
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(files.c.opened_at.desc()).limit(MOST)).mappings().all()
    found = [_likely(row, told, _words(file.acts[0]), noted) for row in rows]
    return tuple(sorted(found, key=lambda one: -len(one.reasons)))


def _likely(row: RowMapping, told: ComplaintParticulars, words: str, noted: Collection[str]) -> LikelyRepeat:
    theirs = ComplaintParticulars.stored_as(json.loads(row["standing"])["particulars"])
    shown = {name: row[name] for name in ("file_no", "stage_name", "closed", "opened_at", "unit_name")}
    return LikelyRepeat(
        **shown,
        case=theirs.case,
        repeats=theirs.repeats,
        earlier=theirs.earlier,
        noted=row["file_no"] in noted,
        reasons=tuple(_reasons(told, theirs, words, _words(Act.stored(row["body"])))),
    )


def _reasons(told: ComplaintParticulars, theirs: ComplaintParticulars, words: str, others: str) -> Iterator[str]:
    if told.party and told.party == theirs.party:
        yield "同一当事人"
    if is_same_place(words, others):
        yield "写明的地点相同"
    if told.grid == theirs.grid:
        yield "同一网格"
    names = "、".join(name for kind, name in POLLUTION_NAMES.items() if kind in {*told.pollution} & {*theirs.pollution})
    yield f"同一类污染（{names}）"


def _words(opening: Act) -> str:
    place = opening.content.__dict__.get("place")
    return place.text if isinstance(place, Place) else ""


def is_same_place(one: str, other: str) -> bool:
    """Tell whether two names of a place are the same, or one is part of the other, whatever stands between words."""
    short, long = sorted((_bare(one), _bare(other)), key=len)
    return len(short) >= LEAST_WORDS and short in long


def _bare(words: str) -> str:
    spelt = unicodedata.normalize("NFKC", words.replace(MASK, "")).casefold()
    return "".join(sign for sign in spelt if sign.isalnum())
