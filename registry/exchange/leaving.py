"""The staff list written as files, in the form in which it is entered; and empty ones to fill in."""

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Engine

from database.connection import reading
from database.private_files import OWNER_ONLY
from registry.exchange.form import Fact, Form, in_force
from registry.exchange.forms import FORMS, PERSONS, POSTS
from registry.exchange.guarding import guarded
from registry.exchange.spoken import told
from registry.exchange.state import State, load

BOOK = "名册.xlsx"
GUIDE = "填写说明.txt"
NAME_DATES = "renamed_on"
WIDTH = 18
TEXT = "@"
"""The spreadsheet's format for text: numbers keep their zeros, days stay as they are written."""

Table = tuple[Form, list[list[str]]]


def export(engine: Engine, folder: Path, *, at: date | None = None, book: bool = False) -> dict[Path, int]:
    """Write the staff list, with all its past or as of one day; return how many rows each file holds."""
    with reading(engine) as connection:
        state = load(connection)
    return _written(folder, [(form, _rows(form, state, at)) for form in FORMS], book=book)


def template(folder: Path) -> list[Path]:
    """Write empty files with the headings, and what goes into each column."""
    empty: list[Table] = [(form, []) for form in FORMS]
    files = [*_written(folder, empty, book=False), *_written(folder, empty, book=True)]
    guide = folder / GUIDE
    _keep(guide, "\n".join(_guide()).encode("utf-8-sig"))
    return [*files, guide]


def guide_rows(form: Form) -> Iterator[tuple[str, str, str]]:
    """Return heading, whether it is needed, and what goes in, of each column."""
    for column in form.columns:
        yield column.heading, "必填" if column.needed else "", column.means


def _guide() -> Iterator[str]:
    for form in FORMS:
        yield f"{form.title}表"
        yield from (
            f"  {heading}{f'（{needed}）' if needed else ''}　{means}" for heading, needed, means in guide_rows(form)
        )
        yield ""


def _rows(form: Form, state: State, at: date | None) -> list[list[str]]:
    facts: Iterable[Fact] = state.of(form).values()
    if at is not None:
        facts = (_as_of(fact, at) for fact in facts if in_force(form, fact, at))
        if form is PERSONS:
            serving = {fact["person"] for fact in state.of(POSTS).values() if in_force(POSTS, fact, at)}
            facts = (fact for fact in facts if fact["id"] in serving)
    return [[told(column.field, fact[column.field]) for column in form.columns] for fact in facts]


def _as_of(fact: Fact, at: date) -> Mapping[str, str | int | date | None]:
    """Return a fact under the name it had on a day."""
    renamed = fact.get(NAME_DATES)
    if isinstance(renamed, date) and at < renamed:
        return {**fact, "name": fact["former_name"], "former_name": "", NAME_DATES: None}
    return fact


def _written(folder: Path, tables: Sequence[Table], *, book: bool) -> dict[Path, int]:
    folder.mkdir(parents=True, exist_ok=True)
    if book:
        _keep(folder / BOOK, _workbook(tables))
        return {folder / BOOK: sum(len(rows) for _, rows in tables)}
    counted: dict[Path, int] = {}
    for form, rows in tables:
        path = folder / f"{form.title}.csv"
        _keep(path, _csv(form, rows))
        counted[path] = len(rows)
    return counted


def _csv(form: Form, rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as Excel in China opens it: UTF-8 with its mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.heading for column in form.columns])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _workbook(tables: Iterable[Table]) -> bytes:
    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    for form, rows in tables:
        page: Worksheet = book.create_sheet(form.title)
        page.append([column.heading for column in form.columns])
        for row in rows:
            page.append([guarded(cell) or None for cell in row])
        _dressed(page, form)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _dressed(page: Worksheet, form: Form) -> None:
    """Make a sheet readable, and every column one of text."""
    page.freeze_panes = "A2"
    for at, column in enumerate(form.columns, 1):
        letter = get_column_letter(at)
        page.column_dimensions[letter].width = WIDTH
        page.column_dimensions[letter].number_format = TEXT
        head = page.cell(1, at)
        head.font, head.alignment = Font(bold=column.needed), Alignment(wrap_text=True)


def _keep(path: Path, content: bytes) -> None:
    """Write a file for its owner's eyes: it names persons."""
    fresh = path.with_name(f".{path.name}.part")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY), "wb") as file:
        file.write(content)
    fresh.replace(path)
