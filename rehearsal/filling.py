"""What a live command needs and a file does not tell (补填): local persons, “来源未载” for texts, the regular case.

1. Only what is missing is filled, and everything that was filled is named to the reader.
2. A choice nobody knows is filled as in a regular case: silence of the source is not held against the bureau.
3. A number that points at another act is filled by whoever plays the file, who knows what was played.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from models.acts import ACTS
from models.people import PartyRef
from models.values import Value

UNTOLD = "来源未载"
REMEDIES = {
    "review_body": "衡阳市人民政府",
    "review_period": "收到决定书之日起六十日内",
    "court": "有管辖权的人民法院",
    "suit_period": "收到决定书之日起六个月内",
}
EVER = ("officers", "remedies", "identity_shown", "basis")
"""Fields filled wherever they are, though a command could be sent without them: the law asks for them later."""
PERSONS = ("officers",)
"""Fields of a whole file that are filled all the same: its persons are not in this register."""
IF_ASKED = {"hearing_offered": True, "is_discussed": True, "educated": True}
"""Fields filled only when a live act is refused for want of them: with them, other terms would run."""
REGULAR: dict[str, Any] = {
    "remedies": REMEDIES,
    "basis": [{"instrument": UNTOLD, "article": UNTOLD}],
    "measures@serve_notice": ["fine"],
    "measures@decide_penalty": ["fine"],
    "measures@decide_on_the_spot": ["fine"],
    "exceeds": False,
    "obstructed": False,
    "ground@close_case": "other",
    "channel": "other",
    "complaint": {"text": UNTOLD},
    "bodies": [UNTOLD],
    "identity_shown": True,
    "kind@transfer_to_police": "crime",
    "kind@impose_seizure": "facility",
    "measures@propose_closure": ["closure"],
    "measures@decide_closure": ["closure"],
}
"""What stands for a field in a regular case, by name, or by name and act where acts differ."""
LEAST = "1"
"""What stands for a sum that nobody knows."""


class Cast(Value):
    """The local persons and places who play: numbers of the register."""

    grid: str
    unit: str
    officers: tuple[str, ...]
    heads: tuple[str, ...]
    legal: str
    clerk: str
    party: str

    def part(self, field: str) -> Any:  # noqa: ANN401  one number or several
        """Return who or what fills a field that holds numbers of the register; None for any other field."""
        parts: dict[str, Any] = {
            "officers": list(self.officers),
            "party": self.party,
            "unit": self.unit,
            "grid": self.grid,
            "chair": self.legal,
            "recorder": self.clerk,
            "voters": list(self.heads),
            "person": self.officers[0],
            "leader": self.heads[0],
            "main": self.heads[0],
            "direct": self.officers[0],
        }
        return parts.get(field)


def filled(act: str, told: Mapping[str, Any], cast: Cast, day: date, *, whole: bool = False) -> dict[str, Any]:
    """Return what has to be added to what a file tells of an act; a whole file lacks only persons."""
    fields = ACTS[act].model_fields
    ever = PERSONS if whole else EVER
    added = {
        name: _stand_in(name, field.annotation, act, cast, day)
        for name, field in fields.items()
        if name not in told and name not in ("act", "of", "rechecks") and (field.is_required() or name in ever)
    }
    is_fined = "fine" in fields and "fine" not in {**told, **added} and "fine" in {**added, **told}.get("measures", ())
    return {**added, "fine": LEAST} if is_fined and not whole else added


def opening_filled(act: str, told: Mapping[str, Any], cast: Cast) -> dict[str, Any]:
    """Return what has to be added to an opening, which is sent in a form of its own."""
    wanted: dict[str, Any] = {"grid": cast.grid, "party": cast.party, "pollution": ["water"]}
    if act == "receive_complaint":
        wanted |= {"channel": REGULAR["channel"], "complaint": REGULAR["complaint"]}
    else:
        wanted |= {"summary": UNTOLD}
    return {name: value for name, value in wanted.items() if name not in told}


def _stand_in(name: str, annotation: Any, act: str, cast: Cast, day: date) -> Any:  # noqa: ANN401
    """Return what stands for a field: a person of the register, the regular choice, or what its kind allows."""
    for known in (REGULAR.get(f"{name}@{act}"), cast.part(name), REGULAR.get(name)):
        if known is not None:
            return known
    return _by_kind(annotation, act, cast, day)


def _by_kind(annotation: Any, act: str, cast: Cast, day: date) -> Any:  # noqa: ANN401
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _by_kind(parts[0], act, cast, day)
    if origin in (Union, UnionType):
        return _by_kind(next(part for part in parts if part is not NoneType), act, cast, day)
    if origin is Literal:
        return parts[0]
    if origin is tuple:
        return [_by_kind(parts[0], act, cast, day)]
    return _plain(annotation, act, cast, day)


def _plain(kind: type, act: str, cast: Cast, day: date) -> Any:  # noqa: ANN401
    if kind is PartyRef:
        return cast.party
    if issubclass(kind, Value):
        required = {name: field for name, field in kind.model_fields.items() if field.is_required()}
        return {name: _stand_in(name, field.annotation, act, cast, day) for name, field in required.items()}
    plain: dict[type, Any] = {bool: True, int: 1, Decimal: LEAST, date: day.isoformat()}
    return plain.get(kind, UNTOLD)
