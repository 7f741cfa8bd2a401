"""How whoever reported is reached, opened for the one message that goes there, and noted as every opening is."""

from datetime import datetime

from sqlalchemy import Engine

from models.effects import Feedback
from models.ids import file_no_of
from models.people import ENGINE
from models.values import CIVIL
from registry.complainants import Sealed
from registry.errors import SealBroken
from registry.seal_openings import SealOpenings
from registry.sealed import Seal

MOST_NOTED = 200
"""Openings of one file among which the same message is looked for."""


def _now() -> datetime:
    return datetime.now(CIVIL)


class Contacts:
    """Opens where a message goes to."""

    def __init__(self, engine: Engine, seal: Seal) -> None:
        self._sealed, self._openings = Sealed(engine, seal, _now), SealOpenings(engine, _now)

    def of(self, effect: Feedback) -> str:
        """Return how whoever waits for a message is reached; empty where nothing was left, or it was destroyed."""
        if not effect.sealed:
            return ""
        try:
            contact = str(self._sealed.unseal(effect.sealed).get("contact", "")).strip()
        except SealBroken as broken:
            if broken.code == "erased":
                return ""
            raise
        if contact:
            self._note(effect)
        return contact

    def _note(self, effect: Feedback) -> None:
        """Note the opening, once for each message, however often it is tried."""
        file_no, reason = file_no_of(effect.key), f"发送“{effect.title}”（{effect.key}）"
        noted = self._openings.listed(file_no=file_no, limit=MOST_NOTED)
        if not any(one.person == ENGINE.id and one.reason == reason for one in noted):
            self._openings.note(file_no, "reporter", ENGINE, reason)
