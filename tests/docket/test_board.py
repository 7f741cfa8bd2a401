"""The supervisors' board: every figure is the number of the rows that it leads to, for every reader, on both databases."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine

from docket import board
from docket.board import NONE, Cell, Span
from docket.board_views import BoardRow
from docket.checking import differences
from docket.measures import FINES, MEASURES
from docket.scope import EVERYTHING, Scope
from docket.writer import record
from models.counted import Counted
from models.file import Entry
from tests.docket.values import FOUND_AT, entry, term

CASES = "ViolationCase"
TODAY = FOUND_AT.date()
YEAR = Span(date(2026, 1, 1), date(2026, 12, 31), TODAY)
HENGSHAN, ANOTHER = "430423100", "430422111"


def counted(kind: Any, on: date = TODAY, *, act: int = 1, unit: str = "u-430423", fine: str | None = None) -> Counted:  # noqa: ANN401
    """Return an act that is counted."""
    return Counted(act=act, kind=kind, on=on, unit=unit, fine=None if fine is None else Decimal(fine))


def written(engine: Engine, no: int, *told: Counted, **more: Any) -> Entry:  # noqa: ANN401  what an entry takes
    """Write a file in which so much is counted."""
    made = entry(f"2026-{no:06}", **more).model_copy(update={"counted": told})
    record(engine, made)
    return made


@pytest.fixture
def filled(engine: Engine) -> Engine:
    """Return a docket with files of two counties in several states, and one of each that is in no figure."""
    soon = term("a", last_day=TODAY + timedelta(1))
    next_week = term("b", last_day=TODAY + timedelta(8))
    theirs = term("c", last_day=TODAY, obligor="party")
    written(engine, 1, counted("filed"), counted("penalty", act=2, fine="20000.10"), alert="late", terms=(soon,))
    written(engine, 2, counted("daily", fine="0.90"), alert="near", terms=(next_week, theirs))
    written(engine, 3, counted("seizure", unit="u-430422"), township=ANOTHER, terms=(soon,))
    written(engine, 4, counted("crime"), counted("detention", act=2), closed=True, township=ANOTHER)
    written(engine, 5, counted("restriction", date(2025, 12, 31)), holder_person="", alert="late")
    written(engine, 6, counted("penalty", fine="5"), archived=True, closed=True, terms=(soon,))
    written(engine, 7, counted("closed", unit=""), township=ANOTHER, answerable=())
    record(
        engine, entry("R2026-000001", rehearsal=True, alert="late").model_copy(update={"counted": (counted("filed"),)})
    )
    record(engine, entry("T2026-000001", kind="Complaint", alert="late", channel="other"))
    return engine


def cells(told: board.Told) -> Iterator[tuple[Cell, int]]:
    """Yield every figure of a board, and where its rows are."""
    for name in MEASURES:
        yield Cell(name), told.total.get(name, 0)
        yield from ((Cell(name, unit=unit or NONE), one.get(name, 0)) for unit, one in told.units.items())
        yield from ((Cell(name, grid=grid or NONE), one.get(name, 0)) for grid, one in told.grids.items())
    for one in told.holders:
        for name in ("open", "near", "late"):
            yield Cell(name, unit=one.unit, person=one.person or NONE), getattr(one, name)


def worth(engine: Engine, scope: Scope, cell: Cell, span: Span) -> int:
    """Return what the rows of a figure come to: how many they are, read page by page, or their fines."""
    found: list[BoardRow] = []
    after, whole = "", None
    while whole is None or after:
        whole = board.rows(engine, scope, CASES, cell, span, after=after, limit=2)
        found += whole.rows
        after = whole.after or ""
    assert len(found) == whole.count == len({(row.file_no, row.what, row.day) for row in found})
    fines = sum(int(Decimal(row.fine) * 100) for row in found if row.fine)
    assert int(Decimal(whole.fines) * 100) == fines
    return fines if cell.measure in FINES else len(found)


@pytest.mark.parametrize(
    "scope",
    [EVERYTHING, Scope(unit="u-430423", grids=frozenset({"430423", HENGSHAN})), Scope()],
    ids=["the city", "a county", "nobody"],
)
def test_every_figure_is_the_number_of_its_rows(filled: Engine, scope: Scope) -> None:
    """By unit, by grid, by person and together: the rows are as many as the figure says, and its parts add up."""
    told = board.figures(filled, scope, CASES, YEAR)

    unlike = [(cell, n, worth(filled, scope, cell, YEAR)) for cell, n in cells(told)]

    assert [one for one in unlike if one[1] != one[2]] == []
    for parts in (told.units, told.grids):
        assert told.total == {name: sum(one.get(name, 0) for one in parts.values()) for name in told.total}


def test_the_figures_are_those_of_the_files(filled: Engine) -> None:
    """Each file is in the figures it belongs to, rehearsals, complaints and other years in none."""
    total = board.figures(filled, EVERYTHING, CASES, YEAR).total

    assert total == {
        "open": 5,
        "near": 1,
        "late": 2,
        "due": 2,
        "opened": 7,
        "filed": 1,
        "penalty": 2,
        "daily": 1,
        "seizure": 1,
        "restriction": 0,
        "detention": 1,
        "crime": 1,
        "closed": 1,
        "fines": 2_000_600,
    }


def test_a_month_has_what_happened_in_it(filled: Engine) -> None:
    """The figure of a month is the number of the rows of its days; the last day of a month is still in it."""
    spans = [Span(date(2025, 12, 1), date(2025, 12, 31), TODAY), Span(date(2026, 3, 1), date(2026, 3, 31), TODAY)]

    found = board.months(filled, EVERYTHING, CASES, spans)

    assert [one.figures["restriction"] for one in found] == [1, 0]
    assert [one.figures["opened"] for one in found] == [0, 7]
    for one, span in zip(found, spans, strict=True):
        for name, number in one.figures.items():
            assert worth(filled, EVERYTHING, Cell(name), span) == number


def test_what_is_counted_no_more_is_in_no_figure(engine: Engine) -> None:
    """A decision that is withdrawn, or corrected to another sum, is counted as it stands now; the check finds a loss."""
    written(engine, 1, counted("penalty", fine="100"), counted("seizure", act=2))
    now = written(engine, 1, counted("penalty", fine="80.5"), revision=2)

    total = board.figures(engine, EVERYTHING, CASES, YEAR).total

    assert (total["penalty"], total["seizure"], total["fines"]) == (1, 0, 8050)
    assert differences(engine, now, (), same_law=True) == ()
    told = [
        (one.kind, one.what) for one in differences(engine, now.model_copy(update={"counted": ()}), (), same_law=True)
    ]
    assert told == [("counted", "统计事项：第1项")]
