"""What a look-up of the engine ends in: a choice, or a sentence that says why there is none."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Say = Callable[[str], None]
Kind = Literal["cluster", "path", "cache", "download", "built"]


@dataclass(frozen=True)
class EngineChoice:
    """The engine that was taken: an address to connect to, or a binary to start."""

    kind: Kind
    path: Path | None
    address: str | None


class EngineUnavailable(RuntimeError):
    """No engine could be had or reached; the text tells the user why and what would help."""
