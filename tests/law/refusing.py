"""What the tests of the guards share: a made-up officer, and the form every refusal has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from law.guards import GUARDS
from law.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = date(2026, 9, 21)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Officer:
    """A made-up officer."""

    id: str
    certified_until: date | None


def refusal(kind: type[Refused], ask: Callable[[], None]) -> Refused:
    """Return the refusal a guard gives, and hold it to the form every refusal has."""
    with pytest.raises(kind) as caught:
        ask()
    no = caught.value
    assert no.guard in GUARDS
    assert no.article.startswith("《")
    assert no.sentence.endswith("。")
    return no
