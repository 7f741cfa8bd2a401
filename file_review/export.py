"""The system's own export of a file (导出案卷), `{"file_no": …, "acts": [Act …], "chain": [digest …]}`.

An act is written as the chain of digests says it (`models/chain.py`), with its name: `tools/verify_file.py` works the
chain out anew from the export alone. Exports from before have all fields in the order of their names, and no chain.
"""

import json
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from file_review.nodes import At
from file_review.sources import Complaint, Exported
from models.acts import Act
from models.chain import as_chained, chain_of


def write_export(file_no: str, acts: Sequence[Act]) -> str:
    """Return a file as JSON text, one act a line, so that a complaint can name the line."""
    rows = ",\n".join(_row(act) for act in acts)
    number, chain = (json.dumps(value, ensure_ascii=False) for value in (file_no, chain_of(acts)))
    return f'{{"file_no": {number}, "acts": [\n{rows}\n], "chain": {chain}}}\n'


def _row(act: Act) -> str:
    said = json.loads(as_chained(act))
    return json.dumps({**said, "content": {"act": act.name, **said["content"]}}, ensure_ascii=False)


def read_export(document: At, text: str, called: str) -> tuple[Exported | None, list[Complaint]]:
    """Return the file and what is wrong with it; None where it cannot be judged as it stands."""
    fields = document.fields()
    file_no = fields["file_no"].text if "file_no" in fields else None
    complaints: list[Complaint] = []
    if not file_no:
        complaints.append(_wrong(called, document.line, "file_no", "缺少 file_no(案卷编号)"))
    raw = _rows(text)
    if raw is None:
        complaints.append(_wrong(called, document.line, "acts", "导出案卷须是 JSON,由 gridcase case export 写出"))
        return None, complaints
    acts, wrong = _acts(raw, fields["acts"].items(), called)
    complaints += wrong
    if not acts:
        complaints.append(_wrong(called, fields["acts"].line, "acts", "没有一项可以读入的行为;这一份没有评查"))
    if not acts or not file_no:
        return None, complaints
    return Exported(id=file_no, file=called, acts=tuple(acts)), complaints


def _rows(text: str) -> list[Any] | None:
    """Return the acts as they are written; None where the text is no JSON of a file."""
    try:
        read = json.loads(text)
    except json.JSONDecodeError:
        return None
    rows = read.get("acts") if isinstance(read, dict) else None
    return rows if isinstance(rows, list) else [] if isinstance(read, dict) else None


def _acts(raw: list[Any], at: list[At], called: str) -> tuple[list[Act], list[Complaint]]:
    acts: list[Act] = []
    wrong: list[Complaint] = []
    for place, (row, node) in enumerate(zip(raw, at, strict=False), 1):
        try:
            act = Act.stored_as(row)
        except ValidationError as fault:
            fields = "、".join(dict.fromkeys(".".join(map(str, one["loc"])) for one in fault.errors()))
            wrong.append(_wrong(called, node.line, f"acts.{place}", f"内容不合要求({fields});这一项没有计入"))
            continue
        if any(act.no == known.no for known in acts):
            wrong.append(_wrong(called, node.line, f"acts.{place}.no", f"行为编号{act.no}已经用过;这一项没有计入"))
            continue
        acts.append(act)
    return acts, wrong


def _wrong(file: str, line: int, field: str, sentence: str) -> Complaint:
    return Complaint(file=file, line=line, level="error", field=field, sentence=sentence)
