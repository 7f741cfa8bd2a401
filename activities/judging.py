"""Judging a case and writing it to the docket: one step, so that an act costs one workflow task."""

from collections.abc import Callable, Sequence

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from temporalio import activity

from activities.messages import JudgeRequest
from docket.writer import record
from law.edition import Law
from models.case import Effect, Judgment
from workflows.procedures.admission import departures
from workflows.procedures.judging import Judged, judge

log = structlog.get_logger()


class JudgeActivities:
    """The judgment of a case, with the law it is judged by and the docket it is written to."""

    def __init__(self, law: Callable[[], Law], docket: Engine) -> None:
        self._law = law
        self._docket = docket

    @activity.defn
    def judge_case(self, request: JudgeRequest) -> Judgment:
        """Judge every act not judged yet, let time act, and write the docket if it can be reached at once."""
        law = self._law()
        departs = departures(request.acts, request.judged, law)
        acts = [
            act.model_copy(update={"departs": departs[act.no]}) if act.no in departs else act for act in request.acts
        ]
        judged = judge(request.case_no, acts, request.recorded, law, request.at, rehearsal=request.rehearsal)
        recorded = self._recorded(request, judged)
        log.info("case_judged", case_no=request.case_no, acts=len(judged.acts), stage=judged.standing.stage)
        return _judgment(request, judged, departs, recorded=recorded)

    @activity.defn
    def record_case(self, request: JudgeRequest) -> None:
        """Write the docket of a case that could not be written at once; fails until the docket is back."""
        judged = judge(request.case_no, request.acts, request.recorded, self._law(), request.at)
        self._write(request, judged)
        log.info("case_recorded_late", case_no=request.case_no, acts=len(request.acts))

    def _recorded(self, request: JudgeRequest, judged: Judged) -> bool:
        try:
            self._write(request, judged)
        except OperationalError as error:
            log.warning("docket_unreachable", case_no=request.case_no, error=type(error.orig).__name__)
            return False
        return True

    def _write(self, request: JudgeRequest, judged: Judged) -> None:
        record(
            self._docket,
            case_no=request.case_no,
            revision=request.revision,
            acts=judged.acts,
            standing=judged.standing,
            effects=judged.effects,
        )


def _judgment(request: JudgeRequest, judged: Judged, departs: dict[int, str], *, recorded: bool) -> Judgment:
    standing = judged.standing
    return Judgment(
        edition=standing.edition,
        at=request.at,
        judged=len(judged.acts),
        engine_acts=judged.engine_acts,
        next_at=standing.next_at,
        stage=standing.stage,
        closed=standing.closed,
        archived=judged.over,
        attributes={
            "CaseStage": standing.stage,
            "CaseGrid": standing.grid,
            "CaseUnit": standing.holder_unit,
            "CaseLastDay": standing.next_last_day.isoformat() if standing.next_last_day else "",
            "CaseAlert": standing.alert,
        },
        departs=departs,
        outside=_outside(judged.effects, request.judged),
        recorded=recorded,
    )


def _outside(effects: Sequence[Effect], judged: int) -> tuple[Effect, ...]:
    """Return the new effects that leave the house."""
    return tuple(effect for effect in effects if effect.kind == "feedback" and effect.to and effect.act_no > judged)
