"""Read case files (读取案卷): dated facts in YAML, the system's own export in JSON.

1. An error leaves out the fact, the field or the file it is about, and nothing else. A warning leaves out nothing.
2. Facts keep the source's order; what is out of order is told and sorted later.
3. One number, one case: a second file under the same number is told and not judged.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from file_review.export import read_export
from file_review.facts import FactReader
from file_review.nodes import At, Unreadable, documents
from file_review.sources import Complaint, Exported, Published, Source
from law.edition import Law
from law.reading import why_unread


class Reader:
    """Reads files one after the other and keeps what was wrong with them."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.cases: list[Source] = []
        self.complaints: list[Complaint] = []
        self._first: dict[str, str] = {}

    def read(self, path: Path, name: str = "") -> None:
        """Read one file; `name` is how the complaints call it."""
        called = name or path.name
        text = self._text(path, called)
        if text is None:
            return
        try:
            found = documents(text)
        except Unreadable as fault:
            self._complain(called, fault.line, str(fault))
            return
        if not found:
            self._complain(called, 0, "文件是空的")
        for document in found:
            self._document(document, text, called)

    def _text(self, path: Path, called: str) -> str | None:
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            self._complain(called, 0, "文件须为 UTF-8 编码")
        except OSError as fault:
            self._complain(called, 0, why_unread(fault))
        return None

    def _document(self, document: At, text: str, called: str) -> None:
        fields = document.fields()
        if not document.is_map:
            self._complain(called, document.line, "案卷须是由“键: 值”组成的表,第一层应有 id、facts")
            return
        case: Published | Exported | None
        if "acts" in fields and "facts" not in fields:
            case, wrong = read_export(document, text, called)
        else:
            reader = FactReader(called, self.law)
            case, wrong = reader.published(document), reader.complaints
        self.complaints += wrong
        if case is not None:
            self._keep(case, document.line)

    def _keep(self, case: Source, line: int) -> None:
        first = self._first.get(case.id)
        if first is not None:
            sentence = f"案号“{case.id}”已在{first}中出现;一案一号,这一份没有评查,请改正编号或者合并案卷"
            self._complain(case.file, line, sentence, "id")
            return
        self._first[case.id] = case.file
        self.cases.append(case)

    def _complain(self, file: str, line: int, sentence: str, field: str = "") -> None:
        self.complaints.append(Complaint(file=file, line=line, level="error", field=field, sentence=sentence))


def read_files(paths: Iterable[Path], law: Law) -> tuple[Sequence[Source], Sequence[Complaint]]:
    """Return the cases of some files, in order, and everything that is wrong with them.

    `law` says since when there can be what a file tells of.
    """
    reader = Reader(law)
    for path, name in _named(list(paths)):
        reader.read(path, name)
    return reader.cases, reader.complaints


def _named(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Name each file as shortly as is clear: by its name, or by its path where two have the same name."""
    names = Counter(path.name for path in paths)
    return [(path, path.name if names[path.name] == 1 else str(path)) for path in paths]
