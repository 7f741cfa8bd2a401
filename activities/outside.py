"""What leaves a file: feedback to the systems that wait for it, and what is opened or told in other files."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

import httpx
import structlog
from temporalio import activity

from activities.channels import NO_CALLBACK, NO_MAIL, CallbackChannel, Channel, Receiver
from activities.messages import Sending
from law.refusals import Refused
from models.acts import Command
from models.effects import Feedback, OpenFile, Outcome, TellFile
from models.file import Receipt
from models.senders import PUBLIC_FORM

log = structlog.get_logger()


class Files(Protocol):
    """The way to other files: updates with start, under the key of the effect."""

    async def open_for(self, sending: OpenFile, command: Command, at: datetime, *, rehearsal: bool) -> Receipt:
        """Open a file of a kind with its first act, or repeat the receipt; raise the refusal."""

    async def tell(self, file_no: str, command: Command, at: datetime) -> Receipt:
        """Have an act done in a file; raise the refusal."""


class OutsideActivities:
    """Delivery to other systems and files; who the systems are comes from the registry."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        receiver: Callable[[str], Receiver | None],
        files: Files,
        mail: Channel = NO_MAIL,
    ) -> None:
        self._http = http
        self._receiver = receiver
        self._files = files
        self._mail = mail

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
        """Send feedback to each that waits for it, by the way that leads there."""
        outcome = Outcome(receiver="、".join(effect.to), taken=True)
        for system in effect.to:
            channel = await asyncio.to_thread(self._channel, system)
            no = await channel.send(effect, at)
            if no is not None:
                outcome = Outcome(receiver=system, taken=False, code=no.code, sentence=no.sentence)
        return outcome

    def _channel(self, system: str) -> Channel:
        if system == PUBLIC_FORM:
            return self._mail
        receiver = self._receiver(system)
        return NO_CALLBACK if receiver is None else CallbackChannel(self._http, receiver)
