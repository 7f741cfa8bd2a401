"""Looking for files by words: number, number of a document, party, place, text of facts; narrowed to what one may see.

Each way is one condition, used for its count and for its rows, so that a figure is always the number of its rows.
"""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Engine, Integer, and_, case, cast, exists, false, func, or_, select

from database.connection import reading
from docket.listing import COLUMNS, COUNTY, LISTED, listed_row
from docket.scope import Scope, seen
from docket.tables import document_numbers, file_parties, files
from docket.views import FileRow
from models.looking import Way
from models.values import Value
from registry.tables import grids, parties

PAGE = 50
MOST_WORDS = 8
"""How many words one question has at most."""


class Found(Value):
    """A file that was found, and by what."""

    file: FileRow
    ways: tuple[Way, ...]


class FoundPage(Value):
    """What was found: how many files, how many by each way, and the files, new ones first."""

    count: int
    ways: Mapping[Way, int]
    rows: tuple[Found, ...]
    after: str | None = None


def search(
    engine: Engine,
    scope: Scope,
    words: str,
    *,
    way: Way | None = None,
    rehearsal: bool = False,
    after: str = "",
    limit: int = PAGE,
) -> FoundPage:
    """Return the files in which every word is found in one way or another; with `way`, those in which all are so.

    Raises:
        ValueError: there is no word, or there are too many.
    """
    asked = words.split()
    if not asked or len(asked) > MOST_WORDS:
        raise ValueError(f"请写1至{MOST_WORDS}个词，以空格分开" if asked else "请写要查找的文字")
    each = [_ways(word) for word in asked]
    by_way = {one: and_(*(ways[one] for ways in each)) for one in Way}
    by_any = and_(*(or_(*ways.values()) for ways in each))
    this = by_any if way is None else by_way[way]
    flags = [case((condition, 1), else_=0).label(f"by_{one}") for one, condition in by_way.items()]
    counts = [cast(func.coalesce(func.sum(flag), 0), Integer).label(one) for one, flag in zip(Way, flags, strict=True)]
    narrowed = files.c.rehearsal == rehearsal
    counting = seen(scope, LISTED, func.count().label("count"), *counts).where(narrowed, by_any)
    listing = seen(scope, LISTED, *COLUMNS, *flags).where(narrowed, this).order_by(files.c.file_no.desc())
    if after:
        listing = listing.where(files.c.file_no < after)
    with reading(engine) as connection:
        told = connection.execute(counting).mappings().one()
        rows = connection.execute(listing.limit(limit + 1)).mappings().all()
    found = []
    for row in rows[:limit]:
        values = dict(row)
        ways = tuple(one for one in Way if values.pop(f"by_{one}"))
        found.append(Found(file=listed_row(values, None), ways=ways))
    return FoundPage(
        count=told["count"],
        ways={one: told[one] for one in Way},
        rows=tuple(found),
        after=found[-1].file.file_no if len(rows) > limit else None,
    )


def _ways(word: str) -> Mapping[Way, ColumnElement[bool]]:
    """Return in which ways a word may be found."""
    document = exists().where(
        document_numbers.c.file_no == files.c.file_no,
        document_numbers.c.void == "",
        document_numbers.c.number.icontains(word, autoescape=True),
    )
    return {
        Way.NUMBER: files.c.file_no.icontains(word, autoescape=True),
        Way.DOCUMENT: document,
        Way.PARTY: _party(word),
        Way.PLACE: or_(*(column.icontains(word, autoescape=True) for column in (grids.c.name, COUNTY.c.name))),
        Way.FACTS: files.c.facts.icontains(word, autoescape=True),
    }


def _party(word: str) -> ColumnElement[bool]:
    """Return whether one of the parties is so called; a citizen is found by the whole name alone."""
    is_letters = word.isascii() and word.isalnum()
    organisation = and_(
        parties.c.kind == "organisation",
        or_(
            parties.c.name.icontains(word, autoescape=True),
            parties.c.uscc == word.upper(),
            parties.c.initials.contains(word.lower(), autoescape=True) if is_letters else false(),
        ),
    )
    called = select(parties.c.id).where(or_(organisation, and_(parties.c.kind == "citizen", parties.c.name == word)))
    beside = exists().where(file_parties.c.file_no == files.c.file_no, file_parties.c.party.in_(called))
    return or_(files.c.party.in_(called), beside)
