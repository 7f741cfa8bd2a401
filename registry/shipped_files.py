"""The files of `registry/data`, as rows."""

import csv
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("data")

Row = dict[str, Any]


@cache
def read(name: str) -> list[dict[str, str]]:
    """Return the rows of a file that is shipped; whoever changes one makes a row of their own."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
