"""The system's own export of a case (导出案卷), `{"case_no": …, "acts": [Act …]}`: written and read here."""

import json
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from models.acts import Act
from models.case import CaseFile
from review.nodes import At
from review.sources import Complaint, Exported


def write_export(case_no: str, acts: Sequence[Act]) -> str:
    """Return a case as JSON text, one act a line, so that a complaint can name the line."""
    rows = ",\n".join(json.dumps(act.model_dump(mode="json"), ensure_ascii=False, sort_keys=True) for act in acts)
    return f'{{"case_no": {json.dumps(case_no, ensure_ascii=False)}, "acts": [\n{rows}\n]}}\n'


def export_of(file: CaseFile) -> str:
    """Return the export of a case as its workflow answers it."""
    return write_export(file.standing.case_no, file.acts)


def read_export(document: At, text: str, called: str) -> tuple[Exported | None, list[Complaint]]:
    """Return the case and what is wrong with it; None where it cannot be judged as it stands."""
    fields = document.fields()
    case_no = fields["case_no"].text if "case_no" in fields else None
    complaints: list[Complaint] = []
    if not case_no:
        complaints.append(_wrong(called, document.line, "case_no", "缺少 case_no(案件编号)"))
    try:
        raw = json.loads(text).get("acts")
    except (json.JSONDecodeError, AttributeError):
        complaints.append(_wrong(called, document.line, "acts", "导出案卷须是 JSON,由 gridcase case export 写出"))
        return None, complaints
    acts, wrong = _acts(raw if isinstance(raw, list) else [], fields["acts"].items(), called)
    complaints += wrong
    if not acts:
        complaints.append(_wrong(called, fields["acts"].line, "acts", "没有一项可以读入的行为;这一份没有评查"))
    if not acts or not case_no:
        return None, complaints
    return Exported(id=case_no, file=called, acts=tuple(acts)), complaints


def _acts(raw: list[Any], at: list[At], called: str) -> tuple[list[Act], list[Complaint]]:
    acts: list[Act] = []
    wrong: list[Complaint] = []
    for place, (row, node) in enumerate(zip(raw, at, strict=False), 1):
        try:
            act = Act.model_validate(row)
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
