"""An export read for being played alone (导出案卷的演练): what it may say here, of its register and of the files beside it."""

from collections.abc import Sequence
from typing import Any

from kinds import COMPLAINT, KINDS
from models.acts import Act, Content, NamesParties, OpensFile, PassesOn
from models.acts.assistance import ReceiveAssistanceRequest
from models.acts.finding import ReceiveComplaint, ReportFinding
from models.acts.joint_investigation import ConveneJointInvestigation
from models.acts.publicity import FeedBack
from models.acts.transfer import DescribesTransfer, ReceiveTransfer
from models.people import PartyRef
from rehearsal.story_files import KIND_SAID

ELSEWHERE = (
    *(
        "answerable",
        "chair",
        "complaint",
        "consented_by",
        "exhibits",
        "officers",
        "party",
        "person",
        "place",
        "received_on",
    ),
    *("alarm", "passed", "patrol", "recorder", "sealed", "sender", "voters"),
)
"""Fields of an exported act that hold numbers of the register it comes from, or of a file that does not come along."""
PARTIES = frozenset({"party"})
"""The field of those that tells of several parties which one is meant."""
INSTEAD: dict[tuple[type[Content], str, str], str] = {
    (ReportFinding, "source", "complaint"): "transferred_in",
    (ReportFinding, "source", "emergency"): "transferred_in",
    (ReportFinding, "source", "joint_investigation"): "transferred_in",
    (FeedBack, "to", "complaint"): "reporter",
    (FeedBack, "to", "joint_investigation"): "transferring_unit",
}
"""What stands for the file that opened another where that is played alone: act, field and value."""
OF_THE_OTHER: dict[type[Content], frozenset[str]] = {
    ReportFinding: frozenset({"complained_on", "joint", "matter"}),
    ConveneJointInvestigation: frozenset({"counties", "origin"}),
    ReceiveAssistanceRequest: frozenset({"origin", "unit"}),
    ReceiveTransfer: frozenset(
        {*DescribesTransfer.model_fields, "from_file", "of_file", "receiver", "returns"}
        - {"matter", "letter", "materials", "reason", "explanation"}
    ),
}
"""What an opening says of the file that it came from, or of units and places of its register: it is opened alone."""


def kind_played(acts: Sequence[Act]) -> str:
    """Return the kind of file that an export is wholly played in; empty where a complaint was taken down in a case.

    Such a case is played as the complaint that opens it and the case that follows: which file an act belongs to is
    then told by what it points at.
    """
    if any(isinstance(act.content, ReceiveComplaint) for act in acts):
        return "complaint" if all(type(act.content) in COMPLAINT.steps for act in acts) else ""
    opened = next((type(act.content) for act in acts if isinstance(act.content, OpensFile)), ReportFinding)
    return next(word for word, kind in KIND_SAID.items() if opened in KINDS[kind].steps)


def parties_of(acts: Sequence[Act]) -> tuple[PartyRef, ...]:
    """Return the parties that a file names, where there is more than one."""
    named = (act.content.parties for act in acts if isinstance(act.content, NamesParties | PassesOn))
    found = {one.id: PartyRef(id=one.id, kind=one.kind) for parties in named for one in parties}
    return tuple(found.values()) if len(found) > 1 else ()


def own_words(act: Act, kept: frozenset[str]) -> dict[str, Any]:
    """Return what an exported act says, without the persons and the sealed words that its own register holds.

    What is kept of those is turned to who stands in for them when it is played.
    """
    whole = act.content.model_dump(mode="json")
    away = {"act", *ELSEWHERE, *OF_THE_OTHER.get(type(act.content), ())}
    said = act.content.model_dump(mode="json", exclude=away - kept, exclude_defaults=True)
    nobody: dict[str, Any] = {"officers": []} if whole.get("officers") == [] else {}
    own = {name: INSTEAD.get((type(act.content), name, str(value)), value) for name, value in said.items()}
    return {**own, **nobody}
