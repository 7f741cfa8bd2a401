"""The outbox: what waits is found, what was carried out is marked once."""

from sqlalchemy import Engine

from docket import outbox
from docket.writer import record
from tests.docket.values import FOUND_AT, disclosure, document, message, snapshot


def test_what_was_carried_out_waits_no_longer(engine: Engine) -> None:
    """An effect is settled by one caller only; the others stay, and a kind not asked for is left out."""
    effects = (document(), message("p-430423-01"), disclosure())
    record(engine, **snapshot(effects=effects)._asdict())

    first = outbox.settle(engine, "2026-000001", "1/document-罚", FOUND_AT)
    again = outbox.settle(engine, "2026-000001", "1/document-罚", FOUND_AT)

    assert (first, again) == (True, False)
    waiting = outbox.pending(engine, ["document", "message"])
    assert [("2026-000001", "1/message")] == [(case_no, effect.key) for case_no, effect in waiting]
