"""What came of an import, then or later, as data for programs: the same on the command line and over HTTP."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.values import CIVIL
from registry.exchange.entering import Outcome
from registry.exchange.history import Entered
from registry.exchange.planning import Change
from registry.exchange.problems import Problem


def told_of(outcome: Outcome, secrets: Mapping[str, str | None], *, entered: bool) -> dict[str, Any]:
    """Return what came of an import: whether it was entered, every change, everything wrong, every warning."""
    return {
        "entered": entered,
        "rows": outcome.rows,
        "changes": [change_told(change) for change in outcome.changes],
        "problems": [problem_told(problem) for problem in outcome.problems],
        "warnings": [problem_told(warning) for warning in outcome.warnings],
        "secrets": dict(secrets),
    }


def change_told(change: Change) -> dict[str, Any]:
    """Return one change: of which row, what it was and is, and the row of the file that says so."""
    columns = [column.field for column in change.form.columns]
    return {
        "table": change.form.title,
        "what": change.what,
        "key": [str(part) for part in change.form.key_of(change.after)],
        "before": None if change.before is None else {name: _plain(change.before[name]) for name in columns},
        "after": {name: _plain(change.after[name]) for name in columns},
        "file": change.place.file,
        "row": change.place.line or None,
    }


def entered_told(one: Entered) -> dict[str, Any]:
    """Return a change as it was entered: when, by whom, what."""
    return {"at": one.at.astimezone(CIVIL).isoformat(), "author": one.author, **change_told(one.change)}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def problem_told(problem: Problem) -> dict[str, Any]:
    """Return one thing that is wrong: where it stands, what it is, what would be right."""
    return {
        "file": problem.place.file,
        "row": problem.place.line or None,
        "column": problem.column,
        "wrong": problem.wrong,
        "right": problem.right,
        "near": list(problem.near),
        "sentence": problem.sentence,
    }
