"""The description of events agrees with what is sent: body, headers, and both signatures while a secret is replaced."""

import json
from datetime import UTC, datetime, timedelta

import httpx
import jsonschema_rs
import pytest
from sqlalchemy import Engine

from activities.messages import Sending
from activities.outside import OutsideActivities
from api.described import HEADERS, described
from models.effects import Feedback
from models.events import CloudEvent, event_of
from registry.entries import System
from registry.sealed import Seal
from registry.systems import register_system, rotate_secret, secrets_of
from tests.callback import SECRET, Callback
from tests.docket.databases import sqlite
from tests.docket.values import FOUND_AT

__all__ = ["sqlite"]

SEAL = Seal("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
TOLD = Feedback(
    key="2026-000001/4/feedback",
    act_no=4,
    title="举报办理结果反馈",
    to=("12345",),
    addressee="sender",
    result="已责令改正",
)


def schema_of(model: str) -> dict[str, object]:
    """Return the schema of one part of the description."""
    page = described()
    return {"components": page["components"], "$ref": f"#/components/schemas/{model}"}


async def test_what_is_sent_is_what_is_described_and_signed_with_both_secrets(sqlite: Engine) -> None:
    """A receiver with the old secret and one with the new one both take it; every header is there."""
    callback = Callback()
    register_system(sqlite, System(id="12345", name="市长热线", callback_url=callback.url), SECRET, SEAL)
    fresh = rotate_secret(sqlite, "12345", SEAL, datetime.now(UTC) + timedelta(days=1))
    assert fresh is not None

    async with callback.opened(), httpx.AsyncClient() as http:
        shared = secrets_of(sqlite, "12345", SEAL, datetime.now(UTC))
        outside = OutsideActivities(http, lambda _: (callback.url, shared), files=None)  # type: ignore[arg-type]
        await outside.deliver(Sending(effect=TOLD, at=FOUND_AT, rehearsal=False))

    (message,) = callback.messages
    said = message.opened(SECRET)
    assert said == message.opened(fresh)
    jsonschema_rs.validate(schema_of("FeedbackEvent"), said)
    assert HEADERS.keys() <= message.headers.keys()
    assert TOLD.key == message.headers["ce-id"]


def test_what_is_asked_for_again_is_described() -> None:
    """The envelope of the cursor is in the same page."""
    event = event_of(TOLD, FOUND_AT)

    jsonschema_rs.validate(schema_of(CloudEvent.__name__), json.loads(event.model_dump_json()))


@pytest.mark.parametrize(("seconds", "known"), [(-1, 2), (0, 1), (1, 1)])
def test_the_former_secret_holds_until_its_instant(sqlite: Engine, seconds: int, known: int) -> None:
    """The second before, the instant, the second after; the one before that holds no more at all."""
    until = datetime(2026, 12, 4, tzinfo=UTC)
    register_system(sqlite, System(id="12345", name="市长热线"), SECRET, SEAL)
    second = rotate_secret(sqlite, "12345", SEAL, until)
    third = rotate_secret(sqlite, "12345", SEAL, until)

    assert (third, second)[:known] == secrets_of(sqlite, "12345", SEAL, until + timedelta(seconds=seconds))


def test_a_system_without_a_secret_has_none_to_replace(sqlite: Engine) -> None:
    """Nor has one that nobody knows."""
    register_system(sqlite, System(id="12345", name="市长热线"))

    assert [None, None] == [rotate_secret(sqlite, one, SEAL, datetime.now(UTC)) for one in ("12345", "unknown")]
