"""A term as a small proof that others can check without this program (期限证明); `tools/verify_term.py` checks it."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import rfc8785

from law.explain import Explanation, explain
from law.terms import SHANGHAI

if TYPE_CHECKING:
    from collections.abc import Sequence

    from law.calendar import Calendar
    from law.catalogue import Cited
    from law.derivation import Row
    from law.instruments import Limit
    from law.terms import Extended, Suspended

FORMAT = "gridcase-term-proof/3"


def prove(  # noqa: PLR0913  the sides of a term, and where it comes from
    cited: Cited,
    variant: str,
    start: date | datetime,
    calendar: Calendar,
    edition: str,
    *,
    act: int = 0,
    conduct: date | None = None,
    suspended: Sequence[Suspended] = (),
    extended: Sequence[Extended] = (),
    own: Limit | None = None,
) -> dict[str, Any]:
    """Return the proof of a term: what it rests on, how it was counted, where it ends, and a digest over all of it.

    `act` is the number of the act that started the term, `conduct` the day of the conduct where that picks the version,
    `own` the length that a document of the case set itself.
    """
    term = explain(cited, variant, start, calendar, suspended=suspended, extended=extended, own=own)
    proof = {**_basis(term, edition, conduct), **_facts(term, act), "derivation": [_row(row) for row in term.rows]}
    proof["end"] = _end(term)
    return {**proof, "digest": digest(proof)}


def digest(proof: dict[str, Any]) -> str:
    """Return the SHA-256 over the canonical JSON (RFC 8785) of a proof without its digest and its signature."""
    rest = {key: value for key, value in proof.items() if key not in ("digest", "signature")}
    return hashlib.sha256(rfc8785.dumps(rest)).hexdigest()


def _basis(term: Explanation, edition: str, conduct: date | None) -> dict[str, Any]:
    cited, limit = term.cited, term.limit
    by_conduct = cited.provision.applies_by == "conduct" and conduct is not None
    return {
        "format": FORMAT,
        "edition": edition,
        "rule": cited.rule,
        "instrument": cited.instrument,
        "article": cited.article,
        "grade": str(cited.grade),
        "variant": limit.variant,
        "in_force_on": _moment(conduct if by_conduct else _civil(term.start)),
        "set": term.is_set,
        "amount": limit.amount,
        "unit": str(limit.unit),
        "sense": limit.sense,
        "rolls": cited.rolls_for(limit),
    }


def _facts(term: Explanation, act: int) -> dict[str, Any]:
    stops = [
        {"ground": one.ground, "first": _moment(one.first), "last": _moment(one.last), "act": one.act}
        for one in term.suspended
    ]
    more = [{"key": one.key, "amount": one.amount, "unit": str(one.unit), "act": one.act} for one in term.extended]
    return {"start": {"act": act, "at": _moment(term.start)}, "suspended": stops, "extended": more}


def _row(row: Row) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "part": row.part,
        "first": _moment(row.first),
        "last": _moment(row.last),
        "grounds": list(row.grounds),
        "holiday": row.holiday,
        "notice": (row.notice.number or row.notice.title) if row.notice else "",
    }


def _end(term: Explanation) -> dict[str, Any]:
    result = term.result
    return {
        "last_day": _moment(result.last_day),
        "ends_at": _moment(result.ends_at),
        "earliest": _moment(result.earliest),
        "latest": _moment(result.latest),
    }


def _civil(value: date | datetime) -> date:
    return value.astimezone(SHANGHAI).date() if isinstance(value, datetime) else value


def _moment(value: date | datetime | None) -> str | None:
    if value is None:
        return None
    return value.astimezone(SHANGHAI).isoformat() if isinstance(value, datetime) else value.isoformat()
