"""A key for each command until it is answered: whoever types the same command again sends the same command again."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from settings import Settings


class Unanswered:
    """The keys of commands that were sent and not answered; of a command itself only a digest is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def of(cls, settings: Settings) -> "Unanswered":
        """Return those of this user's commands to one system."""
        return cls(settings.var / "unanswered")

    def key(self, sender: str, path: str, body: Mapping[str, Any]) -> str:
        """Return the key a command goes under: the one it was sent under before, while nobody has answered it."""
        file = self._file(sender, path, body)
        try:
            return file.read_text(encoding="ascii")
        except FileNotFoundError:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            key = uuid.uuid4().hex
            file.write_text(key, encoding="ascii")
            return key

    def answered(self, sender: str, path: str, body: Mapping[str, Any]) -> None:
        """Forget the key of a command: whoever types it from now on means another one."""
        self._file(sender, path, body).unlink(missing_ok=True)

    def _file(self, sender: str, path: str, body: Mapping[str, Any]) -> Path:
        said = json.dumps([sender, path, body], ensure_ascii=False, sort_keys=True)
        return self._folder / hashlib.sha256(said.encode()).hexdigest()
