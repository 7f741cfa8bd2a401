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

from models.acts import ACTS, Content, pointers
from models.acts.assistance import ReceiveAssistanceRequest
from models.acts.closing import CloseCase
from models.acts.disclosure_request import ConsultOnDisclosure, ReceiveDisclosureRequest
from models.acts.emergency import ReportEmergency
from models.acts.finding import ReceiveComplaint, ReportFinding
from models.acts.joining import RecordJoinedComplaint, RecordRepeat
from models.acts.joint_investigation import ConveneJointInvestigation
from models.acts.penalty import DecidePenalty, ServeNotice
from models.acts.referral import ReferToPolice
from models.acts.seizure import ImposeSeizure
from models.acts.shutdown import DecideShutdown, ProposeShutdown
from models.acts.summary import DecideOnTheSpot
from models.acts.transfer import ReceiveTransfer
from models.people import PartyRef
from models.values import Value

Acted = type[Content]

UNTOLD = "来源未载"
REMEDIES = {
    "reconsideration_body": "衡阳市人民政府",
    "reconsideration_period": "收到决定书之日起六十日内",
    "court": "有管辖权的人民法院",
    "suit_period": "收到决定书之日起六个月内",
}
SIX_MONTHS_SINCE = date(2015, 5, 1)
"""From this day on a suit has six months (行政诉讼法第46条); before, three (第39条 of the text of 1989)."""
EVER = ("applied_on", "officers", "remedies", "identity_shown", "basis")
"""Fields filled wherever they are, though a command could be sent without them: the law asks for them later."""
PERSONS = ("officers",)
"""Fields of a whole file that are filled all the same: its persons are not in this register."""
IF_ASKED = {
    "hearing_offered": True,
    "is_discussed": True,
    "educated": True,
    "weighing": {"standard": UNTOLD, "reason": UNTOLD},
}
"""Fields filled only when a live act is refused for want of them: with them, other terms would run."""
REGULAR: dict[str, Any] = {
    "remedies": REMEDIES,
    "basis": [{"instrument": "中华人民共和国行政处罚法", "article": UNTOLD, "role": "procedure"}],
    "exceeds": False,
    "obstructed": False,
    "channel": "other",
    "complaint": {"text": UNTOLD},
    "bodies": [UNTOLD],
    "identity_shown": True,
}
"""What stands for a field in a regular case."""
REGULAR_OF: dict[type[Content], dict[str, Any]] = {
    ServeNotice: {"measures": ["fine"]},
    DecidePenalty: {"measures": ["fine"]},
    DecideOnTheSpot: {"measures": ["fine"]},
    ReferToPolice: {"kind": "crime"},
    ImposeSeizure: {"kind": "facility"},
    ProposeShutdown: {"measures": ["closure"]},
    DecideShutdown: {"measures": ["closure"]},
    CloseCase: {"ground": "other"},
    RecordJoinedComplaint: {"complaint": UNTOLD},
    RecordRepeat: {"complaint": UNTOLD},
}
"""What stands for a field of one act, where acts differ."""
OPENED_WITH: dict[type[Content], dict[str, Any]] = {
    ReceiveComplaint: {"channel": REGULAR["channel"], "complaint": REGULAR["complaint"]},
    ReportFinding: {"summary": UNTOLD},
    ReportEmergency: {"summary": UNTOLD},
    ConveneJointInvestigation: {"reason": UNTOLD},
    ReceiveDisclosureRequest: {"channel": "in_person", "wanted": UNTOLD, "applicant": {"text": UNTOLD}},
    ReceiveAssistanceRequest: {"requester": UNTOLD, "document_no": UNTOLD, "request": UNTOLD},
    ReceiveTransfer: {
        "from_unit": UNTOLD,
        "matter": UNTOLD,
        "letter": UNTOLD,
        "materials": [{"name": UNTOLD}],
        "reason": "other",
        "explanation": UNTOLD,
    },
}
"""What the form of each act that opens a file asks for, beside what all of them do."""
OF_PARTIES = frozenset({"party", "others", "successors"})
"""Fields that hold numbers of parties."""
NAMED_WITH: dict[tuple[type[Content], str, str], str] = {(ConsultOnDisclosure, "whom", "third_party"): "party"}
"""What an act names too where one of its fields has a value: its form leaves it open, the law does not."""
LEAST = "1"
"""What stands for a sum that nobody knows."""


class Participants(Value):
    """The local persons and places that take part: numbers of the register."""

    grid: str
    unit: str
    officers: tuple[str, ...]
    heads: tuple[str, ...]
    legal: str
    clerk: str
    party: str
    parties: Mapping[str, str] = {}
    """Who stands in for each of several parties of a file, by the number it has there."""

    def in_place(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is told with the parties of the file turned to who stands in for them."""
        return {name: self._turned(value) if name in OF_PARTIES else value for name, value in told.items()}

    def _turned(self, value: Any) -> Any:  # noqa: ANN401  a number, a reference, or several
        if isinstance(value, str):
            return self.parties.get(value, value)
        if isinstance(value, Mapping):
            return {**value, "id": self.parties.get(str(value["id"]), value["id"])}
        return [self._turned(one) for one in value] if isinstance(value, list) else value

    def filling(self, field: str) -> Any:  # noqa: ANN401  one number or several
        """Return who or what fills a field that holds numbers of the register; None for any other field."""
        known: dict[str, Any] = {
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
        return known.get(field)


def filled(
    act: str, told: Mapping[str, Any], participants: Participants, day: date, *, whole: bool = False
) -> dict[str, Any]:
    """Return what has to be added to what a file tells of an act; a whole file lacks only persons."""
    content = ACTS[act]
    fields = content.model_fields
    ever = PERSONS if whole else EVER
    added = {
        name: _stand_in(name, field.annotation, content, participants, day)
        for name, field in fields.items()
        if name not in {*told, "act", *pointers(content)} and (field.is_required() or name in ever)
    }
    for (acting, name, value), named in NAMED_WITH.items():
        if acting is content and told.get(name) == value and named not in told:
            added[named] = participants.filling(named)
    is_fined = "fine" in fields and "fine" not in {**told, **added} and "fine" in {**added, **told}.get("measures", ())
    return {**added, "fine": LEAST} if is_fined and not whole else added


def opening_filled(act: str, told: Mapping[str, Any], participants: Participants) -> dict[str, Any]:
    """Return what has to be added to an opening, which is sent in a form of its own."""
    wanted: dict[str, Any] = {"grid": participants.grid}
    if ACTS[act] is not ReceiveDisclosureRequest:  # it is about papers: nobody polluted anything
        wanted |= {"party": participants.party, "pollution": ["water"]}
    wanted |= OPENED_WITH[ACTS[act]]
    if ACTS[act] is ReceiveTransfer:
        wanted["unit"] = participants.unit
    if told.get("is_urgent"):
        wanted["consented_by"] = participants.heads[0]
    return {name: value for name, value in wanted.items() if name not in told}


def _stand_in(name: str, annotation: Any, content: Acted, participants: Participants, day: date) -> Any:  # noqa: ANN401
    """Return what stands for a field: a person of the register, the regular choice, or what its kind allows."""
    if name == "remedies" and day < SIX_MONTHS_SINCE:
        return REMEDIES | {"suit_period": "收到决定书之日起三个月内"}
    for known in (REGULAR_OF.get(content, {}).get(name), participants.filling(name), REGULAR.get(name)):
        if known is not None:
            return known
    return _by_kind(annotation, content, participants, day)


def _by_kind(annotation: Any, content: Acted, participants: Participants, day: date) -> Any:  # noqa: ANN401
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _by_kind(parts[0], content, participants, day)
    if origin in (Union, UnionType):
        return _by_kind(next(part for part in parts if part is not NoneType), content, participants, day)
    if origin is Literal:
        return parts[0]
    if origin is tuple:
        return [_by_kind(parts[0], content, participants, day)]
    return _plain(annotation, content, participants, day)


def _plain(kind: type, content: Acted, participants: Participants, day: date) -> Any:  # noqa: ANN401
    if kind is PartyRef:
        return participants.party
    if issubclass(kind, Value):
        required = {name: field for name, field in kind.model_fields.items() if field.is_required()}
        return {name: _stand_in(name, field.annotation, content, participants, day) for name, field in required.items()}
    plain: dict[type, Any] = {bool: True, int: 1, Decimal: LEAST, date: day.isoformat()}
    return plain.get(kind, UNTOLD)
