"""Logging: one JSON line an event, readable on a terminal; Temporal's ids merged in; nothing while replaying."""

import logging
import sys
from typing import Any, Literal

import structlog
from structlog.typing import EventDict, WrappedLogger
from temporalio import activity, workflow


def configure(form: Literal["json", "console", "auto"] = "auto", level: int = logging.INFO) -> None:
    """Set structlog up for this process: JSON unless on a terminal."""
    console = form == "console" or (form == "auto" and sys.stderr.isatty())
    renderer: Any = (
        structlog.dev.ConsoleRenderer() if console else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            merge_temporal_context,
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def merge_temporal_context(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Add workflow and activity ids to a line; drop lines of a workflow that is only replaying."""
    if workflow.in_workflow():
        if workflow.unsafe.is_replaying():
            raise structlog.DropEvent
        event["workflow_id"] = workflow.info().workflow_id
    elif activity.in_activity():
        info = activity.info()
        event["workflow_id"], event["attempt"] = info.workflow_id, info.attempt
    return event
