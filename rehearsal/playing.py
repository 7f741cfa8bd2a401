"""A script played through the API (演练): each act live first; what the law refuses is entered as a fact."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Protocol

from judging.step import name_of
from kinds import KINDS, kind_of
from law.edition import Law
from models.acts import ACTS
from models.acts.complaint import RecordComplaintResult
from models.acts.finding import ReportFinding
from models.values import Value, civil_day
from rehearsal.filling import IF_ASKED, Participants, filled, opening_filled
from rehearsal.pointing import Done
from rehearsal.presuming import presupposed
from rehearsal.script import SYSTEM, Scene, Script
from rehearsal.story_files import FORWARDING, OPENINGS, StoryFiles, address

LEVELS = {"officer": 2, "clerk": 2, "head": 2, "reviewer": 2, "legal": 2, "patroller": 3, "supervisor": 1}
"""Who is asked first to do an act, and at which grid level the local one stands."""
RECORDER = "clerk"
PRESUMED = "来源未载，其后的行为以它为前提"
UNTOLD = "来源未载此前的行为或者日期的，不能据此认定没有依法办理"
INVENTED = "被拒的是来源未载而补填的内容，不能据此认定没有依法办理"
LATE_OPENING = "此前的日期名册中没有责任人，自此日起开立"
OPEN_ALREADY = "案件已经开立，不再另行开立；这一事实只作记载"
NEVER_OPENED = "案件没有能够开立，无从录入"
ARCHIVED = "file-archived"
"""The code of the refusal by a file that is over."""


class No(Exception):  # noqa: N818  an answer, not an error
    """The API says no: the sentence, the article, the field it is about."""

    def __init__(self, sentence: str, *, code: str = "", article: str = "", field: str = "") -> None:
        self.sentence, self.code, self.article, self.field = sentence, code, article, field
        super().__init__(sentence)


class Services(Protocol):
    """The API as a rehearsal sees it; it raises No, and Away when the system is away."""

    @property
    def roles(self) -> Collection[str]:
        """Return in whose name commands can be sent."""

    def of_unit(self, unit: str) -> Mapping[str, Collection[str]]:
        """Return in whose name commands of a unit can be sent, each with the roles of the person."""

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401
        """Return the JSON behind an address."""

    def post(self, role: str, path: str, body: Mapping[str, Any], key: str) -> Any:  # noqa: ANN401
        """Send a command in the name of a role."""


class Entered(Value):
    """What became of one scene."""

    scene: Scene
    file_no: str = ""
    """The file in which it was entered; empty where it was not."""
    act_no: int | None = None
    refused: str = ""
    """Why a live file refused it; empty when it was done live, or was no act."""
    article: str = ""
    code: str = ""
    doubt: str = ""
    """Why the refusal may rest on what the source does not tell, and nothing follows from it; empty when it stands."""
    filled: tuple[str, ...] = ()
    """Names of the fields that the source does not tell and that were filled."""
    note: str = ""
    """Why it could not be entered at all."""


class Play:
    """One story while it is played."""

    def __init__(self, script: Script, services: Services, participants: Participants, run: str, law: Law) -> None:
        self.script, self.services, self.participants, self.run = script, services, participants, run
        self.files = StoryFiles(services.get, law)
        self.entered: list[Entered] = []
        self._done = Done()
        self._over: set[str] = set()
        self._next_at: dict[str, datetime | None] = {}
        """When time changes each file next, as far as it was asked since something happened there."""
        self._stood_at: dict[str, datetime] = {}
        self._sent = 0

    @property
    def running(self) -> list[str]:
        """Return the files whose clocks still go."""
        return [file_no for file_no in self.files.numbers if file_no not in self._over]

    def enter(self, scene: Scene) -> int | None:
        """Play one scene at the instant the clocks stand at; return the number of its act."""
        known = len(self.files.numbers)
        number = self._enter(scene)
        self.files.call(scene.opens, known)
        return number

    def _enter(self, scene: Scene) -> int | None:
        if not scene.act:
            return self._keep(Entered(scene=scene))
        if scene.act in OPENINGS:
            is_open = bool(self.files.numbers) and not scene.opens
            return self._keep(Entered(scene=scene, note=OPEN_ALREADY) if is_open else self._open(scene))
        if not self.files.numbers:
            self._open_late(scene)
        if self.files.is_forwarding(scene.act):
            return self._enter(scene.model_copy(update={"act": FORWARDING, "fields": {}}))
        if self.files.waits_for_the_case(scene.act) and not self._done.all(self.files.unforwarded, FORWARDING):
            self._presume(FORWARDING, scene)
        file_no = self._home(scene)
        return self._keep(self._act(scene, file_no) if file_no else Entered(scene=scene, note=NEVER_OPENED))

    def advance(self, file_no: str, to: datetime) -> None:
        """Move the clock of a file; every term on the way runs as it would have."""
        self._next_at.pop(file_no, None)
        self._stood_at[file_no] = to
        try:
            self._post("supervisor", f"/v1/rehearsals/{file_no}/clock", {"to": to.isoformat()})
        except No as no:
            if no.code != ARCHIVED:
                raise
            self._over.add(file_no)

    def next_instant(self, file_no: str) -> datetime | None:
        """Return the next instant at which time itself changes a file, after the one its clock was moved to last."""
        if file_no not in self._next_at:
            said = self.services.get(address(file_no))["standing"]["next_at"]
            at = datetime.fromisoformat(said) if said else None
            stood = self._stood_at.get(file_no)
            self._next_at[file_no] = None if at and stood and at <= stood else at
        return self._next_at[file_no]

    def _keep(self, entered: Entered) -> int | None:
        self.entered.append(entered)
        if entered.act_no is not None:
            self._done.take(entered.file_no, entered.act_no, entered.scene.act, entered.scene.number)
        return entered.act_no

    def _open(self, scene: Scene) -> Entered:
        added = opening_filled(scene.act, scene.fields, self.participants)
        body = {**scene.fields, **added, "happened_at": scene.at.isoformat()}
        supplied = (*scene.supposed, *added)
        try:
            receipt = self._post(self._doer(scene), f"/v1/rehearsals/{OPENINGS[scene.act]}", body)
        except No as no:
            if no.code == "no-rehearsals":
                raise
            return Entered(scene=scene, note=no.sentence, filled=supplied)
        self.files.opened(receipt["file_no"])
        return Entered(scene=scene, file_no=receipt["file_no"], act_no=receipt["act_no"], filled=supplied)

    def _open_late(self, scene: Scene) -> None:
        """Open a case with an act that follows an opening which the register could not take, where it can by then."""
        fields = next((row.scene.fields for row in self.entered if row.scene.act in OPENINGS), {})
        known = {"pollution": fields.get("pollution", ["water"])}
        act, label = name_of(ReportFinding), ReportFinding.label
        opening = self._open(Scene(at=scene.at, told=label, act=act, fields=known, inferred=LATE_OPENING))
        if opening.act_no is not None:
            self._keep(opening)

    def _act(self, scene: Scene, file_no: str) -> Entered:
        told = self._pointed(scene, file_no)
        added = filled(scene.act, told, self.participants, civil_day(scene.at), whole=scene.whole)
        if scene.of_record:
            return self._record(scene, told, added)
        unsure = any(row.act_no is not None and not row.scene.dated for row in self.entered) or not scene.dated
        try:
            receipt, added = self._live(scene, told, added)
        except No as no:
            entered = self._record(scene, told, added)
            refusal = {"refused": no.sentence, "article": no.article, "code": no.code}
            invented = no.field in entered.filled
            doubt = INVENTED if invented else UNTOLD if unsure or no.code == "out-of-order" else ""
            return entered.model_copy(update={**refusal, "doubt": "" if scene.whole else doubt})
        return _entered(scene, receipt, added)

    def _home(self, scene: Scene) -> str:
        """Return the file that a scene is played in: the one that is said, or pointed into, else the last it may be."""
        pointed = "" if scene.file else self._done.home(scene.act, scene.fields)
        return pointed or self.files.of(scene.act, scene.file)

    def _live(self, scene: Scene, told: Mapping[str, Any], added: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        """Do the act as it would be done; what the law asks for and nobody told is filled, and sent again."""
        try:
            return self._send(self._doer(scene), scene, {**told, **added}), added
        except No as no:
            if scene.whole or no.field in told or no.field not in IF_ASKED:
                raise
            more = {**added, no.field: IF_ASKED[no.field]}
            return self._send(self._doer(scene), scene, {**told, **more}), more

    def _record(self, scene: Scene, told: Mapping[str, Any], added: Mapping[str, Any]) -> Entered:
        try:
            receipt = self._send(RECORDER, scene, {**told, **added}, of_record=True)
        except No as no:
            return Entered(scene=scene, note=no.sentence, filled=(*scene.supposed, *added))
        return _entered(scene, receipt, added)

    def _send(self, role: str, scene: Scene, fields: Mapping[str, Any], *, of_record: bool = False) -> dict[str, Any]:
        """Send an act; where something goes on from it to other files, wait until those have answered."""
        body = {"act": scene.act, "happened_at": scene.at.isoformat(), "fields": fields, "of_record": of_record}
        file_no = self._home(scene)
        self.advance(file_no, scene.at)
        receipt = dict(self._post(role, f"{address(file_no)}/acts", body))
        for reached in self.files.settle(file_no):
            self._next_at.pop(reached, None)
        return receipt

    def _post(self, role: str, path: str, body: Mapping[str, Any]) -> Any:  # noqa: ANN401
        self._sent += 1
        return self.services.post(role, path, body, f"{self.run}/{self._sent}")

    def _doer(self, scene: Scene) -> str:
        """Return in whose name an act is done: one of the unit or of the post that the source names, else who may."""
        theirs = self.services.of_unit(scene.unit) if scene.unit else {}
        alike = [name for name, roles in theirs.items() if set(roles) & set(scene.by)]
        named = [role for role in scene.by if role in self.services.roles]
        file_no = self._home(scene)
        kind = kind_of(file_no) if file_no else next(one for one in KINDS.values() if scene.act in one.acts)
        by = kind.steps[ACTS[scene.act]].by
        able = [role for role, level in LEVELS.items() if role in by.roles and level in by.levels]
        return next(iter((*alike, *theirs, *named, *able)), SYSTEM)

    def _pointed(self, scene: Scene, file_no: str) -> dict[str, Any]:
        """Return what is told of an act, with its pointers turned to the acts and the case as they were played."""
        told = self.participants.in_place(self._done.turned(file_no, scene.act, scene.fields))
        if "of" in ACTS[scene.act].model_fields:
            of = self._done.target(file_no, scene.act, told.pop("of", None))
            of = self._presupposed(scene, file_no) if of is None else of
            told |= {} if of is None else {"of": of}
        if ACTS[scene.act] is RecordComplaintResult:
            told["case"] = self.files.last
        return told

    def _presupposed(self, scene: Scene, file_no: str) -> int | None:
        """Return the last act of the kind that an act cannot do without, played now where it was not; else None."""
        act = presupposed(scene.act, scene.fields)
        if act is None:
            return None
        known = self._done.last(file_no, act)
        return self._presume(act, scene) if known is None else known

    def _presume(self, act: str, scene: Scene) -> int | None:
        return self.enter(Scene(at=scene.at, dated=False, told=ACTS[act].label, act=act, inferred=PRESUMED))


def _entered(scene: Scene, receipt: Mapping[str, Any], added: Mapping[str, Any]) -> Entered:
    filled_in = (*scene.supposed, *added)
    return Entered(scene=scene, file_no=receipt["file_no"], act_no=receipt["act_no"], filled=filled_in)
