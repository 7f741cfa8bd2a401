"""Staff lists that come in over the wire: files with the names they were sent under, or rows as data."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from registry.exchange.forms import FORMS

NAME_BYTES = 200
"""How much of a name is kept, from its end: a file system takes 255 bytes."""
Rows = Sequence[Mapping[str, str]]


@contextmanager
def kept(files: Iterable[tuple[str, bytes]]) -> Iterator[list[Path]]:
    """Keep files for as long as they are read, each under a name of its own that is no path."""
    with TemporaryDirectory() as folder:
        paths: list[Path] = []
        for place, (name, content) in enumerate(files, 1):
            plain = _plain(name) or f"文件{place}"
            path = Path(folder, plain if not Path(folder, plain).exists() else f"{place}-{plain}")
            path.write_bytes(content)
            paths.append(path)
        yield paths


def _plain(name: str) -> str:
    """Return the last part of a name as it can be shown and be that of a file."""
    shown = "".join(sign for sign in Path(name.replace("\\", "/")).name if sign.isprintable())
    return shown.encode()[-NAME_BYTES:].decode(errors="ignore").lstrip(".")


@contextmanager
def written(tables: Iterable[tuple[str, Rows]]) -> Iterator[list[Path]]:
    """Write rows as the files they would have been, so that one set of rules reads them all."""
    with TemporaryDirectory() as folder:
        yield [_table(Path(folder), title, rows) for title, rows in tables]


def _table(folder: Path, title: str, rows: Rows) -> Path:
    path = folder / f"{title}.csv"
    known = next(form for form in FORMS if form.title == title)
    headings = list(dict.fromkeys([*(one.heading for one in known.columns), *(name for row in rows for name in row)]))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path
