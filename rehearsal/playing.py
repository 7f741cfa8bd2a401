"""A script played through the API (演练): each act live first; what the law refuses is entered as a fact.

The cases of one story go in step: before anything happens in one, every clock is moved to the same instant.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from models.acts import ACTS
from models.values import Instant, Value
from rehearsal.filling import IF_ASKED, Cast, filled, opening_filled
from rehearsal.presuming import TURNED, target_of
from rehearsal.script import Scene, Script
from workflows.procedures import STEPS

OPENINGS = {"report_finding": "findings", "receive_complaint": "complaints"}
LEVELS = {"officer": 2, "clerk": 2, "head": 2, "reviewer": 2, "legal": 2, "patroller": 3, "supervisor": 1}
"""Who is asked first to do an act, and at which grid level the local one stands."""
RECORDER = "clerk"
PRESUMED = "来源未载，其后的行为以它为前提"
UNTOLD = "来源未载此前的行为或者日期的，不能据此认定没有依法办理"
INVENTED = "被拒的是来源未载而补填的内容，不能据此认定没有依法办理"
LATE_OPENING = "此前的日期名册中没有责任人，自此日起开立"
OPEN_ALREADY = "案件已经开立，不再另行开立；这一事实只作记载"
NEVER_OPENED = "案件没有能够开立，无从录入"


class No(Exception):  # noqa: N818  an answer, not an error
    """The API says no: the sentence, the article, the field it is about."""

    def __init__(self, sentence: str, *, code: str = "", article: str = "", field: str = "") -> None:
        self.sentence, self.code, self.article, self.field = sentence, code, article, field
        super().__init__(sentence)


class House(Protocol):
    """The API as a play sees it; it raises No, and whatever it likes when the system is away."""

    @property
    def roles(self) -> Collection[str]:
        """Return in whose name commands can be sent."""

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401
        """Return the JSON behind an address."""

    def post(self, role: str, path: str, body: Mapping[str, Any], key: str) -> Any:  # noqa: ANN401
        """Send a command in the name of a role."""


class Entered(Value):
    """What became of one scene."""

    scene: Scene
    act_no: int | None = None
    refused: str = ""
    """Why a live case refused it; empty when it was done live, or was no act."""
    article: str = ""
    code: str = ""
    doubt: str = ""
    """Why the refusal may rest on what the file does not tell, and nothing follows from it; empty when it stands."""
    filled: tuple[str, ...] = ()
    """Names of the fields that the file does not tell and that were filled."""
    note: str = ""
    """Why it could not be entered at all."""


class Play:
    """One case while it is played."""

    def __init__(self, script: Script, house: House, cast: Cast, run: str) -> None:
        self.script, self.house, self.cast, self.run = script, house, cast, run
        self.case_no = ""
        self.entered: list[Entered] = []
        self._numbers: dict[int, int] = {}
        self._done: dict[int, str] = {}
        self._sent = 0

    @property
    def address(self) -> str:
        """Return the address of the case."""
        return f"/v1/cases/{self.case_no}"

    def enter(self, scene: Scene) -> int | None:
        """Play one scene at the instant the clock stands at; return the number of its act."""
        opening = scene.act in OPENINGS
        if not scene.act:
            return self._keep(Entered(scene=scene))
        if opening and self.case_no:
            return self._keep(Entered(scene=scene, note=OPEN_ALREADY))
        if not opening and not self.case_no and not self._opened_late(scene):
            return self._keep(Entered(scene=scene, note=NEVER_OPENED))
        return self._keep(self._open(scene) if opening else self._act(scene))

    def advance(self, to: datetime) -> None:
        """Move the clock; every term on the way runs as it would have."""
        self._post("supervisor", f"/v1/rehearsals/{self.case_no}/clock", {"to": to.isoformat()})

    def next_instant(self) -> datetime | None:
        """Return the next instant at which time itself changes the case."""
        at = self.house.get(self.address)["standing"]["next_at"]
        return datetime.fromisoformat(at) if at else None

    def _keep(self, entered: Entered) -> int | None:
        self.entered.append(entered)
        if entered.act_no is not None:
            self._numbers[entered.scene.number or -entered.act_no] = entered.act_no
            self._done[entered.act_no] = entered.scene.act
        return entered.act_no

    def _open(self, scene: Scene) -> Entered:
        added = opening_filled(scene.act, scene.fields, self.cast)
        body = {**scene.fields, **added, "happened_at": scene.at.isoformat()}
        try:
            receipt = self._post(self._doer(scene), f"/v1/rehearsals/{OPENINGS[scene.act]}", body)
        except No as no:
            if no.code == "no-rehearsals":
                raise
            return Entered(scene=scene, note=no.sentence, filled=(*scene.supposed, *added))
        self.case_no = receipt["case_no"]
        return Entered(scene=scene, act_no=receipt["act_no"], filled=(*scene.supposed, *added))

    def _opened_late(self, scene: Scene) -> bool:
        """Open the case with an act that follows an opening which the register could not take, where it can by then."""
        fields = next((row.scene.fields for row in self.entered if row.scene.act in OPENINGS), {})
        known = {"pollution": fields.get("pollution", ["water"])}
        label = ACTS["report_finding"].label
        opening = self._open(Scene(at=scene.at, told=label, act="report_finding", fields=known, inferred=LATE_OPENING))
        if opening.act_no is not None:
            self._keep(opening)
        return bool(self.case_no)

    def _act(self, scene: Scene) -> Entered:
        told = self._pointed(scene)
        added = filled(scene.act, told, self.cast, scene.at.date(), whole=scene.whole)
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
        return Entered(scene=scene, act_no=receipt["act_no"], filled=(*scene.supposed, *added))

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
        return Entered(scene=scene, act_no=receipt["act_no"], filled=(*scene.supposed, *added))

    def _send(self, role: str, scene: Scene, fields: Mapping[str, Any], *, of_record: bool = False) -> dict[str, Any]:
        body = {"act": scene.act, "happened_at": scene.at.isoformat(), "fields": fields, "of_record": of_record}
        return dict(self._post(role, f"{self.address}/acts", body))

    def _post(self, role: str, path: str, body: Mapping[str, Any]) -> Any:  # noqa: ANN401
        self._sent += 1
        return self.house.post(role, path, body, f"{self.run}/{self._sent}")

    def _doer(self, scene: Scene) -> str:
        """Return in whose name an act is done: whoever the file names, else the first who may."""
        named = next((role for role in scene.by if role in self.house.roles), None)
        by = STEPS[scene.act].by
        able = (role for role, level in LEVELS.items() if role in by.roles and level in by.levels)
        return named or next(able, "12369")

    def _pointed(self, scene: Scene) -> dict[str, Any]:
        """Return what is told of an act, with its pointers turned to the acts as they were played."""
        told = dict(scene.fields)
        if "of" in ACTS[scene.act].model_fields:
            of = self._target(scene, told.pop("of", None))
            told |= {} if of is None else {"of": of}
        if "rechecks" in ACTS[scene.act].model_fields:
            given = told.get("rechecks")
            told["rechecks"] = self._all("recheck_correction") if given is None else self._played(given)
        if isinstance(told.get("term"), str):
            told["term"] = self._term(told["term"])
        return told

    def _target(self, scene: Scene, given: int | str | None) -> int | None:
        found = self._last(given) if isinstance(given, str) else self._numbers.get(given or 0)
        target = target_of(scene.act, scene.fields)
        turned = scene.act in TURNED and found is not None and self._done[found] != target
        wanting = found is None and ACTS[scene.act].model_fields["of"].is_required()
        if target is None or not (turned or wanting):
            return found
        known = self._last(target)
        return self._presume(target, scene) if known is None else known

    def _presume(self, act: str, scene: Scene) -> int | None:
        presumed = Scene(at=scene.at, dated=False, told=ACTS[act].label, act=act, inferred=PRESUMED)
        return self.enter(presumed)

    def _last(self, name: str) -> int | None:
        return max((no for no, done in self._done.items() if done == name), default=None)

    def _all(self, name: str) -> list[int]:
        return [no for no, done in self._done.items() if done == name]

    def _played(self, given: Sequence[int]) -> list[int]:
        return [self._numbers[no] for no in given if no in self._numbers]

    def _term(self, key: str) -> str:
        """Return the key of a term with the number of the act that started it here."""
        rule, _, no = key.rpartition("#")
        return f"{rule}#{self._numbers.get(int(no), int(no))}" if rule and no.isdigit() else key


class Company:
    """The cases of one story, in step."""

    def __init__(self, plays: Sequence[Play]) -> None:
        self.plays = plays

    def perform(self, until: datetime | None) -> None:
        """Play every scene in the order of time, then let time pass to the end of the story."""
        agenda = [(scene, play) for play in self.plays for scene in play.script.scenes]
        for scene, play in sorted(agenda, key=lambda row: row[0].at):
            if until is not None and scene.at > until:
                break
            if play.case_no:
                self.go(scene.at)
            play.enter(scene)
        ends = [play.script.until for play in self.plays if play.script.until is not None]
        end: Instant | None = until or max(ends, default=None)
        if end is not None:
            self.go(end)

    def go(self, to: datetime) -> None:
        """Move every clock to an instant, all of them stopping wherever time changes one of them."""
        running = [play for play in self.plays if play.case_no]
        while len(running) > 1 and (stop := _next(running, to)) is not None:
            for play in running:
                play.advance(stop)
        for play in running:
            play.advance(to)


def _next(plays: Sequence[Play], to: datetime) -> datetime | None:
    instants = [at for play in plays if (at := play.next_instant()) is not None and at < to]
    return min(instants, default=None)
