"""What an act points at untold (推定的前提): a recheck presupposes an order, a ruling an application.

What an act may point at stands in its model. What it cannot do without and nobody tells is played on its own day, and
shown as presumed; nothing else is.
"""

from collections.abc import Mapping
from typing import Any

from judging.step import name_of
from models.acts import ACTS, pointers
from models.acts.delivery import ConfirmFeedback
from models.acts.referral import DecideCrimeReferral, DecideDetentionReferral, ReferToPolice
from models.acts.upward import AcknowledgeReport


def pointed_at(act: str) -> tuple[str, ...]:
    """Return the names of the acts that `of` of an act may mean; none where it points at nothing, or at anything."""
    mark = pointers(ACTS[act]).get("of")
    return mark.names if mark else ()


def presupposed(act: str, fields: Mapping[str, Any]) -> str | None:
    """Return the act that an act points at and cannot do without, or None when it can stand by itself."""
    of, names = ACTS[act].model_fields.get("of"), pointed_at(act)
    if of is None or not of.is_required() or not names:
        return None
    if ACTS[act] in (ConfirmFeedback, AcknowledgeReport):  # what is meant differs with the kind of file
        return None
    if ACTS[act] is ReferToPolice:
        return name_of(DecideDetentionReferral if fields.get("kind") == "detention" else DecideCrimeReferral)
    return names[0]
