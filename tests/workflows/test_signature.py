"""The example of docs/operating.md that checks a signature takes what the engine sends, and nothing else."""

import re
from datetime import UTC, datetime

import httpx
import pytest

from activities.messages import Sending
from activities.outside import OutsideActivities
from models.effects import Feedback
from models.file import Receipt
from tests.callback import SECRET, Callback, Message
from tools.pages import OPERATING


class NoFiles:
    """No other file is to be opened or told."""

    async def open_for(self, *_: object, **__: object) -> Receipt:
        """Fail: feedback opens nothing."""
        raise AssertionError

    async def tell(self, *_: object) -> Receipt:
        """Fail: feedback tells no file."""
        raise AssertionError


@pytest.fixture
async def message() -> Message:
    """Return one message as a receiver gets it."""
    callback, at = Callback(), datetime.now(UTC)
    effect = Feedback(
        key="T2026-000001/2/acceptance",
        act_no=2,
        title="举报受理告知",
        to=("12345",),
        addressee="sender",
        result="已受理",
    )
    async with callback.opened(), httpx.AsyncClient() as http:
        outside = OutsideActivities(http, lambda _system: (callback.url, (SECRET,)), NoFiles())
        assert (await outside.deliver(Sending(effect=effect, at=at))).taken
    (sent,) = callback.messages
    return sent


async def test_the_example_takes_what_was_sent_and_refuses_what_was_not(message: Message) -> None:
    """Another body, another id, another secret, a message of last week, and none signed at all."""
    examples = re.findall(r"```python\n(.*?)```", OPERATING.read_text(encoding="utf-8"), re.DOTALL)
    (example,) = (one for one in examples if "def is_genuine" in one)
    names: dict[str, object] = {}
    exec(example, names)  # noqa: S102  the page's own lines
    is_genuine = names["is_genuine"]
    assert callable(is_genuine)
    aged = {"webhook-timestamp": "1700000000"}

    assert is_genuine(SECRET, message.headers, message.body)
    assert is_genuine(SECRET, {name.title(): value for name, value in message.headers.items()}, message.body)
    assert not is_genuine(SECRET, message.headers, message.body + b" ")
    assert not is_genuine(SECRET, {**message.headers, "webhook-id": "T2026-000001/3"}, message.body)
    assert not is_genuine("whsec_b3RoZXI=", message.headers, message.body)
    assert not is_genuine(SECRET, {**message.headers, **aged}, message.body)
    assert not is_genuine(SECRET, {}, message.body)
