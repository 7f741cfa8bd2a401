"""The data behind the guards: every article lies within the life of its instrument."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from under import LAW

from law.edition import Law
from law.guard_texts import Basis, GuardText, check_guard_file
from law.guards import GUARDS
from law.guards.register import binds, guard
from law.reading import Malformed

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 23)

BASES = [(text, basis) for text in LAW.guards.values() for basis in text.basis]


@pytest.mark.parametrize(("text", "basis"), BASES, ids=[f"{t.id}-{b.side}-{b.instrument}" for t, b in BASES])
def test_an_article_is_in_force_only_while_its_instrument_is(text: GuardText, basis: Basis) -> None:
    """No basis begins before or outlives the instrument it stands in."""
    instrument = LAW.catalogue.instrument(basis.instrument)

    assert basis.since is None or basis.since >= instrument.since
    assert instrument.until is None or (basis.until is not None and basis.until <= instrument.until)


@pytest.mark.parametrize("text", LAW.guards.values(), ids=lambda text: text.id)
def test_every_guard_has_a_basis_today(text: GuardText) -> None:
    """No guard has silently fallen asleep."""
    assert text.in_force(TODAY)


def test_a_guard_without_a_basis_on_the_day_is_asleep() -> None:
    """Nothing is refused without an article in force."""
    assert not binds("G20", date(2021, 7, 14), LAW)
    assert binds("G20", date(2021, 7, 15), LAW)


def test_the_register_knows_all_twenty_guards() -> None:
    """Every guard of the catalogue has a function and a Chinese name."""
    assert [f"G{n}" for n in range(1, 21)] == sorted(GUARDS, key=lambda number: int(number[1:]))
    assert GUARDS.keys() == LAW.guards.keys()
    assert all(one.name and one.articles(TODAY) for one in LAW.guards.values())


def test_a_guard_asks_for_the_day_of_the_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guard called without a date or without a law is a fault, not a refusal."""
    monkeypatch.setitem(GUARDS, "G20", GUARDS["G20"])

    @guard("G20")
    def asked(*, on: date, law: Law) -> None:
        raise AssertionError

    with pytest.raises(TypeError):
        asked(on="2026-01-01", law=LAW)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        asked(on=TODAY)  # type: ignore[call-arg]


def test_a_malformed_file_tells_its_line(tmp_path: Path) -> None:
    """A misspelt key is told with file, line and field."""
    file = tmp_path / "guards.toml"
    file.write_text('[[guard]]\nid = "G1"\nname = "x"\ngrade = "V"\nsources = []\nbasis = [{ instrument = "A" }]\n')

    with pytest.raises(Malformed) as caught:
        check_guard_file(file)

    assert "第6行" in str(caught.value)
