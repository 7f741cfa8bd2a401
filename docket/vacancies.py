"""Who of those that a file names serves no more (岗位空缺): asked of the register only when a report climbs."""

from collections.abc import Sequence
from datetime import date

import structlog
from sqlalchemy import Engine

from database.faults import code_of
from models.people import Answerable
from registry.answerers import Answerers, Named

log = structlog.get_logger()


def gone(register: Engine, named: Sequence[tuple[Answerable, date]], on: date) -> frozenset[str]:
    """Return who of the persons named serves no more; nobody while the register is away, as no act may wait for it."""
    try:
        return Answerers(register).gone([Named(row, since) for row, since in named], on)
    except Exception as error:  # noqa: BLE001  whoever is told all the same lets it climb on in the norm's time
        log.warning("register_unreachable", error=code_of(error))
        return frozenset()
