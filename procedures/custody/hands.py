"""In whose hand a piece of evidence is (证据在谁手中): from its taking on, at every instant, in exactly one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from judging.record import Record
from models.acts import Act
from models.acts.custody import HandOverEvidence, LetGoOfEvidence, TakeEvidence
from models.particulars import InHand

Movement = TakeEvidence | HandOverEvidence | LetGoOfEvidence


@dataclass(frozen=True, slots=True)
class Hand:
    """Who has a piece of evidence, from when on, and how it is sealed."""

    item: int
    unit: str
    """Empty for a body outside the investigation."""
    keeper: str
    since: datetime
    sealing: str
    outcome: str
    """What became of it, once it has left the investigation."""
    by_act: int
    kept_at: str = ""


def movements(record: Record, item: int) -> list[Act[Movement]]:
    """Return how a piece of evidence went from hand to hand, by the instant."""
    found: list[Act[Movement]] = []
    taken = record.act(item, TakeEvidence)
    found += [taken] if taken is not None else []
    found += record.pointing(item, HandOverEvidence, LetGoOfEvidence)
    return sorted(found, key=lambda act: (act.happened_at, act.no))


def hands(record: Record, item: int) -> list[Hand]:
    """Return the hands it has been in, one after the other; each ends where the next begins."""
    found: list[Hand] = []
    for act in movements(record, item):
        content = act.content
        before = found[-1].sealing if found else ""
        sealing = before if isinstance(content, LetGoOfEvidence) else content.sealing or before
        unit = "" if isinstance(content, LetGoOfEvidence) else content.unit
        outcome = content.outcome if isinstance(content, LetGoOfEvidence) else ""
        kept_at = "" if isinstance(content, LetGoOfEvidence) else content.kept_at
        found.append(Hand(item, unit, content.keeper, act.happened_at, sealing, outcome, act.no, kept_at))
    return found


def in_hand(record: Record, item: int, at: datetime) -> Hand | None:
    """Return in whose hand it is at an instant; None before it was taken."""
    return next((hand for hand in reversed(hands(record, item)) if hand.since <= at), None)


def items(record: Record) -> Iterator[int]:
    """Yield every piece of evidence by the number of the act that took it."""
    yield from (act.no for act in record.all(TakeEvidence))


def held(record: Record) -> list[Hand]:
    """Return the pieces that have not left the investigation, each in its hand."""
    last = (hands(record, item)[-1] for item in items(record))
    return [hand for hand in last if not hand.outcome]


def shown(record: Record) -> tuple[InHand, ...]:
    """Return every thing that was taken, as the standing of the file shows it."""
    return tuple(_shown(taken, hands(record, taken.no)[-1]) for taken in record.all(TakeEvidence))


def _shown(taken: Act[TakeEvidence], last: Hand) -> InHand:
    return InHand(
        item=taken.no,
        mark=taken.content.mark,
        name=taken.content.name,
        unit=last.unit,
        keeper=last.keeper,
        since=last.since,
        sealing=last.sealing,
        kept_at=last.kept_at,
        outcome=last.outcome,
    )


def breaks(record: Record) -> set[int]:
    """Return the movements by which a chain breaks: given by who did not have it, before its taking, after its end."""
    found: set[int] = set()
    for item in items(record):
        moves, chain = movements(record, item), hands(record, item)
        for before, act in zip((None, *chain), moves, strict=False):
            content = act.content
            is_first = isinstance(content, TakeEvidence)
            if is_first != (before is None):
                found.add(act.no)
            elif before is not None and not isinstance(content, TakeEvidence):
                broken = content.giver != before.keeper or bool(before.outcome)
                found |= {act.no} if broken else set()
    return found
