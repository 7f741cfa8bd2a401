"""What the docket holds about a party (一企一档): its files, the documents made in them, the visits on site."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Engine, exists

from database.connection import reading
from docket.numbering import counts_for
from docket.scope import Scope, seen
from docket.tables import acts, document_numbers, effects, file_parties, files
from models.acts import ACTS
from models.acts.content import OnSite
from models.effects import Document
from models.values import Value, civil_day

MOST = 200


class PartyFile(Value):
    """A file about a party."""

    file_no: str
    kind: str
    stage_name: str
    closed: bool
    opened_at: datetime
    unit: str


class PartyDocument(Value):
    """A document that was made about a party, as 行政处罚决定书 with its number."""

    file_no: str
    title: str
    word: str
    number: str
    dated: date


class Visit(Value):
    """A time that officers were on site."""

    file_no: str
    act: str
    label: str
    on: date
    unit: str


class PartyRecord(Value):
    """What happened with a party, the latest first."""

    files: tuple[PartyFile, ...] = ()
    documents: tuple[PartyDocument, ...] = ()
    visits: tuple[Visit, ...] = ()


def record_of(engine: Engine, scope: Scope, party: str) -> PartyRecord:
    """Return what the reader may see about a party; rehearsals are not of its record.

    Of a file in which another party comes first, only the documents that name this one.
    """
    this = is_against(party) & ~files.c.rehearsal
    own = seen(
        scope, files, *(files.c[name] for name in ("file_no", "kind", "stage_name", "closed", "opened_at", "unit"))
    )
    number = document_numbers.c.number.label("number")
    numbered = files.join(effects).join(document_numbers, counts_for(effects))
    made = seen(scope, numbered, files.c.file_no, files.c.party, effects.c.body, number)
    made = made.where(this, effects.c.kind == "document").order_by(effects.c.at.desc()).limit(MOST)
    on_site = [name for name, content in ACTS.items() if issubclass(content, OnSite)]
    visited = seen(scope, files.join(acts), files.c.file_no, acts.c.act, acts.c.happened_at, acts.c.unit)
    visited = visited.where(this, acts.c.act.in_(on_site)).order_by(acts.c.happened_at.desc()).limit(MOST)
    with reading(engine) as connection:
        rows = connection.execute(own.where(this).order_by(files.c.opened_at.desc()).limit(MOST)).mappings()
        found = tuple(PartyFile.stored_as(row) for row in rows)
        written = [(row, Document.stored(row.body)) for row in connection.execute(made)]
        visits = tuple(
            Visit(
                file_no=row.file_no,
                act=row.act,
                label=ACTS[row.act].label,
                on=civil_day(row.happened_at),
                unit=row.unit,
            )
            for row in connection.execute(visited)
        )
    papers = [_paper(row.file_no, one, row.number) for row, one in written if party in (row.party, one.party)]
    papers.sort(key=lambda one: (one.dated, one.file_no), reverse=True)
    return PartyRecord(files=found, documents=tuple(papers), visits=visits)


def is_against(party: str) -> ColumnElement[bool]:
    """Return the test that a party is a file's, the only one or one of several."""
    is_one_of_several = (file_parties.c.file_no == files.c.file_no) & (file_parties.c.party == party)
    return (files.c.party == party) | exists().where(is_one_of_several)


def _paper(file_no: str, document: Document, number: str) -> PartyDocument:
    return PartyDocument(file_no=file_no, title=document.title, word=document.word, number=number, dated=document.dated)
