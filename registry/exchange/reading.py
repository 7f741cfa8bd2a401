"""Rows of files become entries of a table: the headings say which table it is, each cell is read by its column."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from registry.exchange.cells import BadCell, Cell, near
from registry.exchange.form import Column, Form
from registry.exchange.forms import FORMS
from registry.exchange.problems import Place, Problem, Unreadable
from registry.exchange.sheets import Line, Sheet, sheets_of


@dataclass(frozen=True)
class Entry:
    """A row of a file as it was read: only the columns about which it says something."""

    form: Form
    place: Place
    says: Mapping[str, Cell]
    whole: bool = True
    """False when some cell could not be read: such a row is entered nowhere, but what it names is known."""

    def problem(self, field: str, wrong: str, right: str = "", near: tuple[str, ...] = ()) -> Problem:
        """Return what is wrong with a cell of this row."""
        return Problem(self.place, self.form.heading(field), wrong, right, near)


def read_files(paths: Sequence[Path]) -> tuple[list[Entry], list[Problem]]:
    """Return the entries of files, and everything that is wrong with their cells."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            sheets = sheets_of(path)
        except Unreadable as no:
            problems.append(Problem(Place(path.name), "", no.sentence, no.right))
            continue
        if not sheets:
            problems.append(Problem(Place(path.name), "", "是空文件", "第一行为表头"))
        for sheet in sheets:
            found, wrong = read_sheet(sheet)
            entries += found
            problems += wrong
    return entries, problems


def read_sheet(sheet: Sheet) -> tuple[list[Entry], list[Problem]]:
    """Return the entries of one table and what is wrong with it."""
    headings = [_plain(heading) for heading in sheet.headings]
    form = _form_of(headings)
    wrong = list(_wrong_headings(sheet.source, form, headings))
    if wrong:
        return [], wrong
    columns = {column.heading: column for column in form.columns}
    order = [columns.get(heading) for heading in headings]
    entries: list[Entry] = []
    for line in sheet.lines:
        place = Place(sheet.source, line.number)
        says, broken = _read(place, order, line)
        wrong += broken
        entries.append(Entry(form, place, says, whole=not broken))
    return entries, wrong


def _plain(heading: str) -> str:
    return unicodedata.normalize("NFKC", heading).replace(" ", "").removesuffix("*")


def _form_of(headings: Sequence[str]) -> Form:
    """Return the table whose headings these are, or most of them."""

    def agreement(form: Form) -> tuple[int, int]:
        shared = {column.heading for column in form.columns} & set(headings)
        return len(shared), -len(form.columns)

    return max(FORMS, key=agreement)


def _wrong_headings(source: str, form: Form, headings: Sequence[str]) -> Iterator[Problem]:
    place, known = Place(source, 1), tuple(column.heading for column in form.columns)
    if not set(known) & set(headings):
        titles = "；".join(f"{one.title}表：{'、'.join(column.heading for column in one.columns)}" for one in FORMS)
        yield Problem(place, "", "表头不是名册中任何一种表", titles)
        return
    for heading in dict.fromkeys(heading for heading in headings if heading):
        if heading not in known:
            yield Problem(place, heading, f"{form.title}表没有这一列", "、".join(known), near(heading, known))
        elif headings.count(heading) > 1:
            yield Problem(place, heading, "这一列写了两次", "每列一次")
    for column in form.columns:
        if column.needed and column.heading not in headings:
            yield Problem(place, column.heading, f"{form.title}表缺少这一列", "、".join(known))


def _read(place: Place, order: Sequence[Column | None], line: Line) -> tuple[dict[str, Cell], list[Problem]]:
    says: dict[str, Cell] = {}
    problems = [Problem(place, _heading(order, at), why) for at, why in line.spoiled]
    spoiled = {at for at, _ in line.spoiled}
    for at, column in enumerate(order):
        cell = line.cells[at] if at < len(line.cells) else ""
        if column is None or at in spoiled:
            continue
        if cell:
            problems += _into(says, place, column, cell)
        elif column.needed:
            problems.append(Problem(place, column.heading, "没有填写", column.means))
    extra = [cell for cell in line.cells[len(order) :] if cell]
    if extra:
        problems.append(Problem(place, "", "内容多于表头的列数", f"{len(order)} 列"))
    return says, problems


def _heading(order: Sequence[Column | None], at: int) -> str:
    column = order[at] if at < len(order) else None
    return column.heading if column is not None else f"第{at + 1}列"


def _into(says: dict[str, Cell], place: Place, column: Column, cell: str) -> Iterable[Problem]:
    try:
        says[column.field] = column.read(cell)
    except BadCell as no:
        return [Problem(place, column.heading, no.wrong, no.right, no.near)]
    return []
