"""What leaves a file: feedback to the systems that wait for it, and what is opened or told in other files."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

import httpx
import structlog
from standardwebhooks import Webhook
from temporalio import activity

from activities.messages import Sending
from law.refusals import Refused
from models.acts import Command
from models.effects import Feedback, OpenFile, Outcome, TellFile
from models.events import event_of
from models.file import Receipt

log = structlog.get_logger()

Receiver = tuple[str, tuple[str, ...]]
"""Where another system takes its feedback, and the secrets that sign it: two while one is being replaced."""
TRY_AGAIN = frozenset({408, 425, 429})
"""Answers of a receiver in the four hundreds that mean "later"."""


class Files(Protocol):
    """The way to other files: updates with start, under the key of the effect."""

    async def open_for(self, sending: OpenFile, command: Command, at: datetime, *, rehearsal: bool) -> Receipt:
        """Open a file of a kind with its first act, or repeat the receipt; raise the refusal."""

    async def tell(self, file_no: str, command: Command, at: datetime) -> Receipt:
        """Have an act done in a file; raise the refusal."""


class OutsideActivities:
    """Delivery to other systems and files; who the systems are comes from the registry."""

    def __init__(self, http: httpx.AsyncClient, receiver: Callable[[str], Receiver | None], files: Files) -> None:
        self._http = http
        self._receiver = receiver
        self._files = files

    @activity.defn
    async def deliver(self, sending: Sending) -> Outcome:
        """Carry one effect to its receiver, once under its key; fails, to be tried again, while it is away."""
        effect = sending.effect
        if isinstance(effect, Feedback):
            # What is only rehearsed is told to nobody outside; in the story it arrives.
            told = Outcome(receiver="、".join(effect.to), taken=True)
            outcome = told if sending.rehearsal else await self._feed_back(effect, sending.at)
        else:
            outcome = await self._tell_file(effect, sending)
        log.info("effect_delivered", key=effect.key, receiver=outcome.receiver, taken=outcome.taken)
        return outcome

    async def _tell_file(self, effect: OpenFile | TellFile, sending: Sending) -> Outcome:
        command = Command(key=effect.key, happened_at=effect.happened_at, by=effect.by, content=effect.content)
        try:
            if isinstance(effect, OpenFile):
                receipt = await self._files.open_for(effect, command, sending.at, rehearsal=sending.rehearsal)
            else:
                receipt = await self._files.tell(effect.file_no, command, sending.at)
        except Refused as no:
            receiver = effect.opens if isinstance(effect, OpenFile) else effect.file_no
            return Outcome(receiver=receiver, taken=False, code=no.code, sentence=no.sentence, article=no.article)
        return Outcome(receiver=receipt.file_no, taken=True, file_no=receipt.file_no, act_no=receipt.act_no)

    async def _feed_back(self, effect: Feedback, at: datetime) -> Outcome:
        """Send feedback to each system that waits for it (Standard Webhooks: signed, the key as message id)."""
        outcome = Outcome(receiver="、".join(effect.to), taken=True)
        for system in effect.to:
            receiver = await asyncio.to_thread(self._receiver, system)
            code, sentence = "no-callback", "登记簿中没有该系统的回调地址"
            if receiver is not None:
                code, sentence = "receiver-refused", await self._send(effect, at, receiver)
            if sentence:
                outcome = Outcome(receiver=system, taken=False, code=code, sentence=sentence)
        return outcome

    async def _send(self, effect: Feedback, at: datetime, receiver: Receiver) -> str:
        """Send one message; return what a receiver that refuses for good says, raise while it is only away."""
        url, secrets = receiver
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
            return f"对方系统拒绝接收（HTTP {response.status_code}）"
        response.raise_for_status()
        return ""
