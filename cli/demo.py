"""`gridcase demo`: a published case played act by act through the running system, on a clock of its own."""

import time
import uuid
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from cli.cases import view_of
from cli.remote import Remote, remote
from cli.rendering import CaseView, case_page, gist, late_mark, moment
from cli.speech import Exit, Failed, JsonFlag, as_json, out
from cli.story import Story, StoryAct, read_story, stories
from models.acts import Act
from models.people import ROLE_NAMES

OPENINGS = {"report_finding": "findings", "receive_complaint": "complaints"}
PATIENCE = 30
"""How many times a command is sent again while a part of the system is away."""
PAUSE = 2.0


def demo(
    sample: Annotated[str | None, typer.Argument(metavar="样例", help="样例的名称，见 samples/。")] = None,
    json_: JsonFlag = False,
) -> None:
    """Play a story through the running system and show the case at the end."""
    name = sample or next(iter(stories()), "")
    story = read_story(name)
    console = Console(stderr=True) if json_ else out()
    console.print(f"{story.case.title}\n来源：{story.case.source}", markup=False)
    with ExitStack() as calls:
        view = Player(story, console, calls).play()
    if json_:
        as_json(view.model_dump(mode="json"))
        return
    console.print(case_page(view))
    console.print(f"\n再看一遍：gridcase case show {view.standing.case_no}", style="dim")


@dataclass
class Player:
    """Plays a story: each act by the person who does it, after the clock has come to its day."""

    story: Story
    console: Console
    calls: ExitStack
    run: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    case_no: str = ""
    shown: int = 0
    _apis: dict[str, Remote] = field(default_factory=dict)
    _given: dict[str, Any] = field(default_factory=dict)

    def play(self) -> CaseView:
        """Play every act, then let time pass until the story's end; return the case as it is then."""
        catalogue = {entry["name"]: entry for entry in self._api("supervisor").get("/v1/acts")}
        self._given = self._lookups()
        for number, act in enumerate(self.story.acts, start=1):
            entry = catalogue.get(act.act)
            if entry is None:
                raise Failed(Exit.USAGE, f"样例第{number}项的行为“{act.act}”不在行为目录中")
            self._open(act) if number == 1 else self._do(act, entry, number)
            self._tell()
        if self.story.until is not None:
            self._advance(self.story.until.isoformat())
        return self._tell()

    def _api(self, role: str) -> Remote:
        if role not in self._apis:
            self._apis[role] = self.calls.enter_context(remote(role))
        return self._apis[role]

    def _lookups(self) -> dict[str, Any]:
        """Return what the acts of the story leave to the register: party, officers, the unit that is competent."""
        api = self._api("head")
        grid = api.get(f"/v1/grids/{self.story.case.grid}", {"on": self.story.acts[0].at.date().isoformat()})
        unit = next(row["unit"] for row in grid["answerable"] if row["level"] == COUNTY)
        people = api.get("/v1/people", {"unit": unit, "role": "officer"})
        party = self.story.case.party
        given = {"unit": unit, "officers": [row["id"] for row in people if row["certified_until"]][:2]}
        return given if party is None else {**given, "party": api.post("/v1/parties", party.model_dump())["id"]}

    def _open(self, act: StoryAct) -> None:
        kind = OPENINGS.get(act.act)
        if kind is None:
            raise Failed(Exit.USAGE, f"样例的第一项须是 {'、'.join(OPENINGS)} 之一，不能是“{act.act}”")
        body = {"grid": self.story.case.grid, **self._party(), **act.fields, "happened_at": act.at.isoformat()}
        self.case_no = self._send(act.by, f"/v1/rehearsals/{kind}", body, key=f"{self.run}/1")["case_no"]

    def _party(self) -> dict[str, Any]:
        return {"party": self._given["party"]} if "party" in self._given else {}

    def _do(self, act: StoryAct, entry: Mapping[str, Any], number: int) -> None:
        self._advance(act.at.isoformat())
        self._tell()
        names = {row["name"] for row in entry["fields"]}
        left = {name: value for name, value in self._given.items() if name in names}
        body = {
            "act": act.act,
            "happened_at": act.at.isoformat(),
            "fields": {**left, **self._pointed(act.fields)},
            "of_record": act.of_record,
        }
        self._send(act.by, f"/v1/cases/{self.case_no}/acts", body, key=f"{self.run}/{number}")

    def _pointed(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields with `of`, where it names an act, as the number of the last such act."""
        of = fields.get("of")
        if not isinstance(of, str):
            return dict(fields)
        acts = view_of(self._api("supervisor"), self.case_no).acts
        number = max((row.no for row in acts if row.name == of), default=None)
        if number is None:
            raise Failed(Exit.USAGE, f"样例中 of 所指的“{of}”此前没有办理")
        return {**fields, "of": number}

    def _advance(self, to: str) -> None:
        self._send("supervisor", f"/v1/rehearsals/{self.case_no}/clock", {"to": to}, key=self.run)

    def _send(self, role: str, path: str, body: Mapping[str, Any], *, key: str) -> Any:  # noqa: ANN401
        """Send a command, again under the same key while a part of the system is away."""
        for _ in range(PATIENCE):
            try:
                return self._api(role).post(path, body, key=key)
            except Failed as failed:
                if failed.code != Exit.AWAY:
                    raise
                self.console.print(f"{failed.sentence}", style="yellow", markup=False)
                time.sleep(PAUSE)
        raise Failed(Exit.AWAY, "系统长时间没有应答，演示中止")

    def _tell(self) -> CaseView:
        """Print the acts that are new since the last look, the engine's own among them."""
        view = view_of(self._api("supervisor"), self.case_no)
        for act in view.acts[self.shown :]:
            self.console.print(_line(view, act))
        self.shown = len(view.acts)
        return view


COUNTY = 2


def _line(view: CaseView, act: Act) -> Text:
    engine = act.by.kind == "engine"
    who = "系统引擎" if engine else "、".join(ROLE_NAMES[role] for role in act.by.roles) or "外部系统"
    text = f"{moment(act.happened_at)}　第{act.no}号　{act.content.label}{late_mark(act)}　{who}　{gist(view, act)}"
    return Text(text, style="yellow" if engine else "")
