"""What leaves the house: feedback to the systems that sent a complaint or a finding, as signed webhooks."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import structlog
from standardwebhooks import Webhook
from temporalio import activity

from models.case import Effect

log = structlog.get_logger()

Receiver = tuple[str, str]
"""Where another system takes its feedback, and the secret that signs it."""


class OutsideActivities:
    """Delivery to other systems; who they are comes from the registry."""

    def __init__(self, http: httpx.Client, receiver: Callable[[str], Receiver | None]) -> None:
        self._http = http
        self._receiver = receiver

    @activity.defn
    def deliver(self, effect: Effect) -> None:
        """Send an effect to each system that waits for it (Standard Webhooks: signed, the key as message id)."""
        for system in effect.to:
            receiver = self._receiver(system)
            if receiver is None:
                log.info("feedback_kept", key=effect.key, system=system)
                continue
            self._send(effect, system, receiver)

    def _send(self, effect: Effect, system: str, receiver: Receiver) -> None:
        url, secret = receiver
        body = json.dumps(
            {"type": f"case.{effect.kind}", "key": effect.key, "title": effect.title, "data": effect.data},
            ensure_ascii=False,
        )
        now = datetime.now(UTC)
        headers = {
            "webhook-id": effect.key,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(secret).sign(effect.key, now, body),
            "content-type": "application/json",
        }
        self._http.post(url, content=body.encode(), headers=headers).raise_for_status()
        log.info("feedback_dispatched", key=effect.key, system=system)
