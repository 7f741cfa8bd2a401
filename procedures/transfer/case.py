"""The case that a department of ecology opens for what was transferred to it, and what that case tells (移送转案件).

生态环境行政处罚办法 art. 18: the preliminary review runs from the day on which the transfer was received.
"""

from collections.abc import Iterable

from judging.attempt import Attempt
from law.refusals import NotCompetent
from models.acts.complaint import RecordComplaintResult
from models.acts.finding import ReportFinding
from models.acts.transfer import OpenCaseForMatter
from models.effects import OpenFile
from models.ids import file_no_in
from procedures.other_files import CASE, answering, to_open, violation_in
from procedures.transfer.matter import case_opened, opened_by, sides


def case_sent(done: Attempt[OpenCaseForMatter]) -> Iterable[OpenFile[ReportFinding]]:
    """Return the case that is to be opened; its review runs from the arrival of the transfer."""
    opening, act, found = opened_by(done.record), done.record.opening, sides(done.record)
    if opening is None or act is None or found is None:
        return
    finding = ReportFinding(
        **violation_in(opening),
        answerable=tuple(dict.fromkeys((*answering(done.record), found.receiver))),
        summary=done.content.summary,
        source="transferred_in",
        received_on=act.day,
        matter=done.file_no,
        passed=(*opening.passed, opening.from_unit),
    )
    yield to_open(done, CASE, "为移送事项开立案件", "ViolationCase", finding)


def told_by_its_case(attempt: Attempt[RecordComplaintResult]) -> None:
    """Refuse the result of another case than the one that was opened for this matter (非本事项的案件)."""
    by, case, opened = attempt.act.by, attempt.content.case, case_opened(attempt.whole)
    if file_no_in(by.id) != case or opened not in {"", case}:
        sentence = f"“{case}”不是为本移送事项开立的案件，不能据以记录办理结果"
        raise NotCompetent("not-its-case", sentence, article=attempt.cite("grid_operation"), field="case")
