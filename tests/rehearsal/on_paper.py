"""The API as a rehearsal sees it, on paper: the same pure law, files in memory, the courier walked by hand.

What the register adds to a command is added as `tests/builders.py` has it; over HTTP and the engine the same stories are
played in `test_ten_files.py` and `test_files.py`.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from judging.admission import act_from, admit
from judging.chaining import chain_file, crossings, in_order
from judging.judge import judge
from judging.standing import next_instant, read, standing_of
from kinds import KINDS
from law.refusals import Refused
from models.acts import ACTS, Act, Command
from models.acts.delivery import Delivery, RecordDelivery, RecordDeliveryRefused
from models.effects import OpenFile, TellFile
from models.file import File
from models.linked import Chain
from models.people import ENGINE, Actor, Answerable, Role
from models.values import civil_day
from rehearsal.playing import No
from rehearsal.story_files import OPENINGS
from tests.builders import (
    CHAIN,
    CITY,
    CLERK,
    COUNTY,
    HEAD,
    LEGAL,
    OFFICER,
    PATROLLER,
    REVIEWER,
    PaperCase,
    answering,
    command,
)

NEXT = "u-430424"
LOCAL: Mapping[str, Actor] = {
    "patroller": PATROLLER,
    "officer": OFFICER,
    "clerk": CLERK,
    "head": HEAD,
    "reviewer": REVIEWER,
    "legal": LEGAL,
    "police": Actor(id="p-police", unit="u-4304-police", level=1, roles=(Role.OFFICER,)),
    "agriculture": Actor(id="p-farms", unit="u-4304-agriculture", level=1, roles=(Role.CLERK,)),
    "neighbour": Actor(id="p-next", unit=NEXT, level=2, roles=(Role.CLERK,)),
    "neighbour-head": Actor(id="p-next-head", unit=NEXT, level=2, roles=(Role.HEAD,)),
    "supervisor": Actor(id="p-city-8", unit=CITY, level=1, roles=(Role.SUPERVISOR,)),
}
LOOKED_UP = frozenset({"grid", "party", "officers", "complaint", "leader"})
"""Fields that the register turns into persons and places before an act is done."""


class PaperServices:
    """Every file of a story, asked and told as over HTTP."""

    def __init__(self) -> None:
        self.files: dict[str, PaperCase] = {}

    @property
    def roles(self) -> Collection[str]:
        """Return in whose name commands can be sent."""
        return LOCAL.keys()

    def of_unit(self, unit: str) -> Mapping[str, Collection[str]]:
        """Return who is of a unit, with the roles of each."""
        return {name: [role.value for role in who.roles] for name, who in LOCAL.items() if who.unit == unit}

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401, ARG002
        """Return what the API says of a file, as far as a rehearsal asks."""
        _, _, _, file_no, *rest = path.split("/")
        paper = self.files[file_no]
        if rest == ["acts"]:
            return {"acts": [act.model_dump(mode="json") for act in paper.acts]}
        at = next_instant(read(paper.kind, paper.acts, paper.law, _last(paper)))
        return {"standing": {"next_at": at.isoformat() if at else None}}

    def file(self, file_no: str) -> File:
        """Return a file as its workflow would."""
        paper = self.files[file_no]
        at = _last(paper)
        standing = standing_of(file_no, paper.acts, read(paper.kind, paper.acts, paper.law, at), rehearsal=True)
        return File(kind=paper.kind.name, acts=tuple(paper.acts), revision=len(paper.acts), standing=standing)

    def post(self, role: str, path: str, body: Mapping[str, Any], key: str) -> Any:  # noqa: ANN401
        """Take a command, or a word to a clock."""
        *_, where, what = path.split("/")
        try:
            if what == "clock":
                return self.files[where].waits_until(datetime.fromisoformat(str(body["to"])))
            if what == "acts":
                return self._does(where, self._command(role, str(body["act"]), body["fields"], body, key))
            act = next(name for name, address in OPENINGS.items() if address == what)
            return self._opens(self._command(role, act, body, body, key))
        except Refused as no:
            said = {name: str(getattr(no, name, "") or "") for name in ("code", "article", "field")}
            raise No(str(no), **said) from None

    def _command(self, role: str, act: str, fields: Mapping[str, Any], body: Mapping[str, Any], key: str) -> Command:
        known = ACTS[act].model_fields
        said = {name: value for name, value in fields.items() if name in known and name not in LOOKED_UP}
        unit = said.get("unit", "")
        if "answerable" in known and unit and act not in OPENINGS:
            said["answerable"] = CHAIN if act == "assign_follow_up" else _answering(unit)
        if act == "transfer_matter":
            said |= {"ecology": unit == NEXT, "competence": () if unit == NEXT else ("附件三（五）2",)}
        if "officers" in fields and act == "answer_invitation":
            said["officers"] = [{"id": "p-police", "unit": unit or "u-4304-police"}]
        own = {name: said.pop(name) for name in ("by",) if name in said}
        made = command(act, datetime.fromisoformat(str(body["happened_at"])), by=LOCAL[role], key=key, **said)
        return made.model_copy(update={"content": made.content.model_copy(update=own)})

    def _opens(self, asked: Command) -> dict[str, Any]:
        kind = next(kind for kind in KINDS.values() if asked.content.act in kind.acts and _opening(kind, asked))
        return self._does(self._new(kind.name), asked)

    def _new(self, kind: str) -> str:
        number = f"R{KINDS[kind].letter}2025-{len(self.files) + 1:06d}"
        self.files[number] = PaperCase(kind=KINDS[kind])
        self.files[number].number = number
        return number

    def _does(self, file_no: str, asked: Command) -> dict[str, Any]:
        paper = self.files[file_no]
        if paper.acts:
            paper.waits_until(asked.happened_at)
        at = max(asked.happened_at, _last(paper)) if paper.acts else asked.happened_at
        known = len(paper.acts)
        try:
            admit(paper.kind, paper.acts, asked, paper.law, at)
        except Refused:
            if not paper.acts:
                del self.files[file_no]
            raise
        done = act_from(asked, known + 1, at)
        paper.acts.append(done)
        found = judge(paper.kind, file_no, paper.acts, known, paper.law, at, rehearsal=True)
        for effect in found.effects:
            if isinstance(effect, OpenFile | TellFile):
                self._carries(paper, effect, at)
        return {"file_no": file_no, "act_no": done.no}

    def _carries(self, paper: PaperCase, effect: OpenFile | TellFile, at: datetime) -> None:
        """Carry what leaves a file to the other, and bring the receipt back."""
        other = self._new(effect.opens) if isinstance(effect, OpenFile) else effect.file_no
        told = Command(key=effect.key, happened_at=effect.happened_at, by=effect.by, content=effect.content)
        receipt: Delivery
        try:
            receipt = RecordDelivery(effect=effect.key, receiver=other, **self._does(other, told))
        except Refused as refused:
            receipt = RecordDeliveryRefused(effect=effect.key, receiver=other, code="refused", sentence=str(refused))
        no = len(paper.acts) + 1
        paper.acts.append(Act(no=no, key=f"engine/{no}", happened_at=at, recorded_at=at, by=ENGINE, content=receipt))


def _opening(kind: Any, asked: Command) -> bool:  # noqa: ANN401
    return kind.steps[type(asked.content)].opening and (
        kind.name != "ViolationCase" or asked.content.act == "report_finding"
    )


def _last(paper: PaperCase) -> datetime:
    return max(act.recorded_at for act in paper.acts)


def _answering(unit: str) -> Answerable:
    if unit in {COUNTY, NEXT}:
        return answering(unit, 2, unit.removeprefix("u-"))
    return answering(unit)


def chain_of(services: PaperServices, file_no: str, names: Mapping[str, str]) -> Chain:
    """Return the matter of a file through all files that hang together with it, as `gridcase case chain` shows it."""
    files = {no: services.file(no) for no in services.files}
    found, waiting = dict[str, File](), [file_no]
    while waiting:
        no = waiting.pop()
        if no not in found:
            found[no] = files[no]
            waiting += [link.file_no for link in files[no].standing.links]
    over = crossings(found.values())
    members = [chain_file(KINDS[file.kind], file) for file in found.values()]
    on = max(civil_day(file.standing.at) for file in found.values())
    return Chain(asked=file_no, on=on, files=in_order(members, over), crossings=over, names=dict(names))
