"""How feedback reaches who waits for it (反馈渠道): one small interface, and the way to another system's callback."""

import json
from datetime import UTC, datetime
from typing import NamedTuple, Protocol

import httpx
from standardwebhooks import Webhook

from models.effects import Feedback
from models.events import event_of

Receiver = tuple[str, tuple[str, ...]]
"""Where another system takes its feedback, and the secrets that sign it: two while one is being replaced."""
TRY_AGAIN = frozenset({408, 425, 429})
"""Answers of a receiver in the four hundreds that mean "later"."""


class No(NamedTuple):
    """Why something cannot be told on this way, however often it is tried: a person sees to it."""

    code: str
    sentence: str


class Channel(Protocol):
    """One way to tell somebody something."""

    async def send(self, effect: Feedback, at: datetime) -> No | None:
        """Send one message, under the key of its effect; return why it is refused for good.

        Whatever is raised means that the receiver is only away: it is tried again, for days.
        """
        ...


class CallbackChannel:
    """To another system, as a signed webhook (Standard Webhooks: the key as message id)."""

    def __init__(self, http: httpx.AsyncClient, receiver: Receiver) -> None:
        self._http, self._receiver = http, receiver

    async def send(self, effect: Feedback, at: datetime) -> No | None:
        """Post one message; a no in the four hundreds is one for good."""
        url, secrets = self._receiver
        event = event_of(effect, at)
        body = json.dumps(event.data.model_dump(mode="json"), ensure_ascii=False)
        now = datetime.now(UTC)
        headers = {
            "webhook-id": effect.key,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": " ".join(Webhook(secret).sign(effect.key, now, body) for secret in secrets),
            "content-type": "application/json",
            **event.headers(),
        }
        response = await self._http.post(url, content=body.encode(), headers=headers)
        if response.is_client_error and response.status_code not in TRY_AGAIN:
            return No("receiver-refused", f"对方系统拒绝接收（HTTP {response.status_code}）")
        response.raise_for_status()
        return None


class NoChannel:
    """A way that leads to nobody."""

    def __init__(self, no: No) -> None:
        self._no = no

    async def send(self, effect: Feedback, at: datetime) -> No | None:  # noqa: ARG002  as every channel is asked
        """Return why."""
        return self._no


NO_CALLBACK = NoChannel(No("no-callback", "登记簿中没有该系统的回调地址"))
NO_MAIL = NoChannel(No("no-mail", "没有发送邮件的途径；请按举报人所留的联系方式告知"))
