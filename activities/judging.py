"""Judging a file and writing it to the docket: one step, so that an act costs one workflow task."""

from collections.abc import Callable, Sequence

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from temporalio import activity

from activities.messages import JudgeRequest
from activities.weighing import weight
from docket.writer import record
from judging.admission import irregularities
from judging.judge import Judged, judge
from kinds import KINDS
from law.edition import Law
from models.acts import Act
from models.effects import Feedback, Leaves
from models.file import Entry, Judgment

log = structlog.get_logger()


class JudgeActivities:
    """The judgment of a file, with the law it is judged by and the docket it is written to."""

    def __init__(self, law: Callable[[], Law], docket: Engine) -> None:
        self._law = law
        self._docket = docket

    @activity.defn
    def judge_file(self, request: JudgeRequest) -> Judgment:
        """Judge every act not judged yet, let time act, and write the docket if it can be reached at once."""
        kind, law = KINDS[request.kind], self._law()
        found = irregularities(kind, request.acts, request.judged, law)
        acts = [
            act.model_copy(update={"irregularity": found[act.no]}) if act.no in found else act for act in request.acts
        ]
        judged = judge(kind, request.file_no, acts, request.judged, law, request.at, rehearsal=request.rehearsal)
        entry = _entry(request, judged)
        recorded = not request.behind and self._recorded(entry)
        log.info("file_judged", file_no=request.file_no, acts=len(judged.acts), stage=judged.standing.stage)
        return _judgment(request, judged, found, None if recorded else entry.without_acts())

    @activity.defn
    def record_file(self, entry: Entry) -> None:
        """Write what was judged while the docket was away, as it was judged; fails until the docket is back."""
        record(self._docket, entry)
        log.info("file_recorded_late", file_no=entry.file_no, revision=entry.revision)

    def _recorded(self, entry: Entry) -> bool:
        try:
            record(self._docket, entry)
        except OperationalError as error:
            log.warning("docket_unreachable", file_no=entry.file_no, error=type(error.orig).__name__)
            return False
        return True


def _entry(request: JudgeRequest, judged: Judged) -> Entry:
    """Return what the docket has to write; the whole list, so that a docket that has less than we know catches up."""
    return Entry(
        kind=request.kind,
        file_no=request.file_no,
        revision=request.revision,
        since=request.judged,
        acts=judged.acts,
        standing=judged.standing,
        effects=judged.effects,
    )


def _judgment(request: JudgeRequest, judged: Judged, found: dict[int, str], unwritten: Entry | None) -> Judgment:
    standing = judged.standing
    return Judgment(
        edition=standing.edition,
        at=request.at,
        judged=len(judged.acts),
        engine_acts=judged.engine_acts,
        next_at=standing.next_at,
        stage=standing.stage,
        stage_name=standing.stage_name,
        over=judged.over,
        attributes={
            "FileStage": standing.stage,
            "FileGrid": standing.particulars.grid,
            "FileUnit": standing.holder_unit,
            "FileLastDay": standing.next_last_day.isoformat() if standing.next_last_day else "",
            "FileAlert": standing.alert,
        },
        irregularities=found,
        outgoing=tuple(effect for effect in judged.effects if isinstance(effect, Leaves) and _is_sent(effect)),
        unwritten=unwritten,
        weight=_weight(judged.acts),
    )


def _weight(acts: Sequence[Act]) -> int:
    """Return how many bytes the acts of a file take when they move to its next run."""
    return weight(b"\n".join(act.model_dump_json().encode() for act in acts))


def _is_sent(effect: Leaves) -> bool:
    """Tell whether an effect goes to another system or file; feedback to nobody's system is a person's to give."""
    return not isinstance(effect, Feedback) or bool(effect.to)
