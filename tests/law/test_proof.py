"""A proof of a term is confirmed by a program that knows nothing of this one, and every change to it is found out."""

from __future__ import annotations

import ast
import copy
import json
import random
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from law.calendar import Calendar
from law.catalogue import Catalogue
from law.granting import granted
from law.proof import digest, prove
from law.terms import Suspended
from tools import verify_term

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
LAW = ROOT / "law"
TOOL = ROOT / "tools" / "verify_term.py"
CATALOGUE, CALENDAR = Catalogue.load(), Calendar.load()
CALENDARS = date(2008, 1, 1)
"""A day from which on the calendars reach whatever a term asks of them."""
SHANGHAI = ZoneInfo("Asia/Shanghai")
FILES = verify_term.Law(LAW)

Proof = dict[str, Any]


def proof_of(
    rule: str,
    start: date | datetime,
    *stops: tuple[str, str, str | None],
    variant: str = "",
    extensions: int = 0,
) -> Proof:
    """Prove a term of the catalogue."""
    on = start.date() if isinstance(start, datetime) else start
    cited = CATALOGUE.provision(rule, on, variant)
    suspended = [Suspended.model_validate({"ground": g, "first": a, "last": b, "act": 7}) for g, a, b in stops]
    return prove(
        cited,
        variant,
        start,
        CALENDAR,
        CATALOGUE.edition,
        act=3,
        suspended=suspended,
        extended=granted(cited, [""] * extensions),
    )


PROOFS = {
    "ninety days with overlapping suspensions and both extensions": proof_of(
        "case_decision_period",
        date(2026, 7, 10),
        ("monitoring", "2026-07-15", "2026-08-03"),
        ("hearing", "2026-07-30", "2026-08-12"),
        extensions=2,
    ),
    "working days over the National Day": proof_of("hearing_request", date(2026, 9, 30)),
    "a last day that rolls": proof_of("payment_15d", date(2026, 9, 16)),
    "a year without a notice": proof_of("hearing_request", date(2027, 2, 3)),
    "months and an extension": proof_of("restrict_production_period", date(2026, 11, 30), extensions=1),
    "hours": proof_of("crime_transfer_send", datetime(2026, 9, 30, 17, 30, tzinfo=SHANGHAI)),
    "coercive power": proof_of(
        "seizure_period", date(2026, 9, 1), ("seizure_appraisal", "2026-09-05", "2026-09-08"), extensions=1
    ),
    "a suspension that still runs": proof_of(
        "case_decision_period", date(2026, 7, 10), ("appraisal", "2026-08-01", None)
    ),
    "a notice seven days before": proof_of("hearing_notice", date(2026, 10, 15)),
}


def verify(proof: object, folder: Path) -> str:
    """Put a proof to the tool as a file."""
    path = folder / "proof.json"
    path.write_text(json.dumps(proof, ensure_ascii=False), encoding="utf-8")
    return verify_term.verify(path, LAW)


def holds(proof: Proof) -> bool:
    """Tell whether the tool builds the same proof, without reading all files anew."""
    try:
        return verify_term.leaves(proof) == verify_term.leaves(verify_term.rebuild(proof, FILES))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return False


@pytest.mark.parametrize("name", PROOFS)
def test_a_true_proof_holds(name: str, tmp_path: Path) -> None:
    """The tool comes to the same derivation and the same end by itself."""
    assert verify(PROOFS[name], tmp_path) == ""


def mutants(value: object) -> Iterator[object]:
    """Return other values in the place of a leaf, of the same and of another kind."""
    if isinstance(value, bool):
        yield from (not value, None)
    elif isinstance(value, int):
        yield from (value + 1, value - 1, str(value))
    elif value is None:
        yield from ("2026-12-01", 0)
    else:
        yield from (f"{value}x", "", None)
        yield from moved(value)


def moved(text: str) -> Iterator[str]:
    """Return the days before and after a date, and an hour later for an instant."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return
    if "T" in text:
        yield (moment + timedelta(hours=1)).isoformat()
    for days in (-1, 1):
        yield (
            (moment + timedelta(days=days)).isoformat() if "T" in text else str((moment + timedelta(days=days)).date())
        )


def changed(proof: Proof) -> Iterator[tuple[str, Proof]]:
    """Return the proof with every leaf changed, every field dropped, every item doubled and dropped."""
    for path in places(proof):
        *way, last = path
        holder = get(proof, way)
        if not isinstance(holder[last], dict | list):
            for mutant in (one for one in mutants(holder[last]) if one != holder[last]):
                other = copy.deepcopy(proof)
                get(other, way)[last] = mutant
                yield f"{path}={mutant!r}", other
        other = copy.deepcopy(proof)
        del get(other, way)[last]
        yield f"{path} dropped", other
        if isinstance(holder, list):
            other = copy.deepcopy(proof)
            get(other, way).insert(last, copy.deepcopy(holder[last]))
            yield f"{path} doubled", other
    yield "a field added", {**proof, "remark": ""}


def places(value: object, way: tuple = ()) -> Iterator[tuple]:
    """Return the path of every field and item, from the outside in."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in items:
        yield (*way, key)
        yield from places(part, (*way, key))


def get(value: Any, way: list) -> Any:  # noqa: ANN401  data of any shape
    """Follow a path."""
    for key in way:
        value = value[key]
    return value


@pytest.mark.parametrize("name", PROOFS)
def test_every_changed_leaf_is_found_out(name: str) -> None:
    """Whatever single place of a proof is changed, dropped, doubled or added, the proof no longer holds."""
    seen = 0

    for what, proof in changed(PROOFS[name]):
        assert not holds(proof), what
        seen += 1
    assert seen > 100


OWN = {"digest", "format", "edition", "article", "grade", "amount", "unit", "sense", "rolls", "derivation", "end"}


@pytest.mark.parametrize("name", PROOFS)
def test_a_changed_proof_with_a_new_digest_is_found_out(name: str) -> None:
    """Whoever changes what follows from law and facts and signs it anew is found out by the count itself."""
    for what, proof in changed(PROOFS[name]):
        if what.startswith("(") and what.split("'")[1] in OWN - {"digest"}:
            assert not holds({**proof, "digest": digest(proof)}), what


def test_a_changed_file_of_the_law_breaks_the_proof(tmp_path: Path) -> None:
    """A proof belongs to one edition: another number in the rule, another day in a notice, and it does not hold."""
    for kind in ("statute", "calendars"):
        (tmp_path / kind).mkdir()
        for file in (LAW / kind).glob("*.toml"):
            (tmp_path / kind / file.name).write_bytes(file.read_bytes())
    notice = tmp_path / "calendars" / "2026.toml"
    notice.write_text(notice.read_text("utf-8").replace("2026-10-10]", "2026-10-11]"), encoding="utf-8")
    path = tmp_path / "proof.json"
    path.write_text(json.dumps(PROOFS["working days over the National Day"]), encoding="utf-8")

    assert verify_term.verify(path, LAW) == ""
    assert verify_term.verify(path, tmp_path).startswith("/edition")


def test_random_terms_of_the_catalogue_are_proved(tmp_path: Path) -> None:
    """Every limit of every term that the calendars reach, on random days, is proved and confirmed."""
    reached = [one for versions in CATALOGUE.rules.values() for one in versions if (one.until or date.max) >= CALENDARS]
    dice = random.Random(20261123)
    checked = 0

    for cited in reached:
        for limit in cited.provision.limits:
            first = max(cited.since, CALENDARS)
            last = min(cited.until or date(2027, 12, 31), date(2027, 12, 31))
            start = first + timedelta(days=dice.randrange(max(1, (last - first).days)))
            proof = prove(cited, limit.variant, start, CALENDAR, CATALOGUE.edition, act=dice.randrange(1, 90))
            assert holds(proof), (cited.citation, limit.variant, start)
            checked += 1
    assert checked > 150
    assert verify(proof, tmp_path) == ""


def test_random_suspensions_and_extensions_are_proved() -> None:
    """Four hundred terms of ninety days with random intervals on random grounds, many into years without a notice."""
    dice = random.Random(20261123)
    grounds = CATALOGUE.provision("case_decision_period", date(2026, 7, 10)).provision.suspends

    for _ in range(400):
        start = date(2023, 7, 1) + timedelta(days=dice.randrange(1_600))
        firsts = [start + timedelta(days=dice.randint(-10, 120)) for _ in range(dice.randrange(5))]
        lasts = [str(first + timedelta(days=dice.randrange(40))) if dice.random() < 0.9 else None for first in firsts]
        stops = [(dice.choice(grounds), str(first), last) for first, last in zip(firsts, lasts, strict=True)]
        assert holds(proof_of("case_decision_period", start, *stops, extensions=dice.randrange(3))), (start, stops)


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '"x"', '{"rule": 1}', "{"])
def test_what_is_no_proof_does_not_hold(text: str, tmp_path: Path) -> None:
    """Rubbish is refused with a sentence and never with a crash."""
    path = tmp_path / "proof.json"
    path.write_text(text, encoding="utf-8")

    assert verify_term.verify(path, LAW) != ""


def test_the_tool_runs_by_itself(tmp_path: Path) -> None:
    """From any folder, without the project, the tool says whether a proof holds and exits accordingly."""
    proof = PROOFS["a last day that rolls"]
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(proof), encoding="utf-8")
    bad.write_text(json.dumps({**proof, "amount": 16}), encoding="utf-8")

    results = [
        subprocess.run(
            [sys.executable, "-I", str(TOOL), str(path)], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        for path in (good, bad)
    ]

    assert [(0, "证明成立\n"), (1, "证明不成立：/amount写的是16，应为15\n")] == [
        (one.returncode, one.stdout) for one in results
    ]


def test_the_tool_is_short_and_imports_nothing_of_the_project() -> None:
    """Under 300 lines, standard library only: a stranger can read it through."""
    text = TOOL.read_text(encoding="utf-8")
    names = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {one.name.split(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(str(node.module).split(".")[0])

    assert len(text.splitlines()) < 300
    assert names <= sys.stdlib_module_names
    assert text.isascii() or "import law" not in text
