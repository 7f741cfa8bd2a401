"""`gridcase demo`: a published case played act by act through the running system, on a clock of its own.

A story that begins with a complaint goes through its case to the answer; one that begins with a finding, to the end.
"""

import time
import uuid
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from cli.cases import end, view_of
from cli.demo_left import Note, folder_of, left, note
from cli.law_in_force import law_in_force
from cli.remote import Remote, remote
from cli.sheet import folded
from cli.short_page import HANG, short_page
from cli.speech import Exit, Failed, JsonFlag, as_json, out, say
from cli.story import read_story, stories
from console.file_view import FileView, gist, late_mark, moment
from kinds import kind_of
from models.acts import Act
from models.ids import file_no_in
from models.people import ROLE_NAMES
from models.values import civil_day
from rehearsal.story import Story, StoryAct
from rehearsal.story_files import OPENINGS, Away, StoryFiles, address
from settings import Settings

COUNTY = 2
PATIENCE = 30
"""How many times a command is sent again while a part of the system is away."""
PAUSE = 2.0


def demo(
    sample: Annotated[str | None, typer.Argument(metavar="样例", help="样例的名称，见 samples/。")] = None,
    json_: JsonFlag = False,
) -> None:
    """Play a story through the running system and show its files at the end."""
    name = sample or next(iter(stories()), "")
    story = read_story(name)
    console = Console(stderr=True) if json_ else out()
    console.print(f"{story.case.title}\n来源：{story.case.source}", markup=False)
    notes = folder_of(Settings.from_env())
    _end_what_is_left(notes, console)
    with ExitStack() as calls:
        run = uuid.uuid4().hex[:12]
        kept = calls.enter_context(note(notes, run))
        views = _played(Player(story, console, calls, run, kept))
    if json_:
        as_json({"files": [view.model_dump(mode="json") for view in views]})
        return
    for view in views:
        console.print(short_page(view, console.width), soft_wrap=True)
    say("\n以上为演练案卷，只在 gridcase case list --rehearsals 中列出，不与真实案卷相混。再看一遍：")
    for view in views:
        typer.echo(f"  gridcase case show {view.standing.file_no} --all")


def _end_what_is_left(folder: Path, console: Console) -> None:
    """End the files of demos that were broken off: nobody moves their clocks any more."""
    for numbers in left(folder):
        with remote("supervisor") as api:
            for file_no in numbers:
                try:
                    end(api, file_no)
                except Failed as failed:
                    if failed.code == Exit.AWAY:
                        raise  # otherwise it is in the archive, or gone
                else:
                    console.print(f"上一次中断的演示留下的演练案卷 {file_no} 已结束", markup=False)


def _played(player: "Player") -> list[FileView]:
    """Play the story; where that is broken off, say what it leaves behind."""
    try:
        return player.play()
    except (KeyboardInterrupt, Failed) as broken:
        numbers = "、".join(player.numbers)
        end_it = "再运行 gridcase demo 时随即结束，也可以用 gridcase case end-rehearsal 结束"
        kept = f"；已开立的演练案卷 {numbers} 停在原处，不影响真实案卷；{end_it}" if numbers else ""
        if isinstance(broken, Failed):
            raise Failed(broken.code, f"{broken.sentence}{kept}") from None
        raise Failed(Exit.FAULT, f"演示已中断{kept}") from None


class Player:
    """Plays a story: each act in its file, by the person who does it, after the clocks have come to its day."""

    def __init__(self, story: Story, console: Console, calls: ExitStack, run: str, kept: Note) -> None:
        self._story, self._console, self._calls = story, console, calls
        self._run, self._note = run, kept
        self._apis: dict[str, Remote] = {}
        self._files = StoryFiles(self._api("supervisor").get, law_in_force())
        self._shown: dict[str, int] = {}
        self._over: set[str] = set()
        self._given: dict[str, Any] = {}

    @property
    def numbers(self) -> tuple[str, ...]:
        """Return the numbers of the files that the story has opened."""
        return tuple(self._files.numbers)

    def play(self) -> list[FileView]:
        """Play every act, then let time pass until the story's end; return the files as they are then."""
        catalogue = {entry["name"]: entry for entry in self._api("supervisor").get("/v1/acts")}
        self._given = self._lookups()
        for number, act in enumerate(self._story.acts, start=1):
            entry = catalogue.get(act.act)
            if entry is None:
                raise Failed(Exit.USAGE, f"样例第{number}项的行为“{act.act}”不在行为目录中")
            self._play(act, entry, number)
            self._tell()
        if self._story.until is not None:
            self._advance(self._story.until.isoformat())
        return self._tell()

    def _play(self, act: StoryAct, entry: Mapping[str, Any], number: int) -> None:
        known = len(self.numbers)
        if number == 1 or (act.opens and act.act in OPENINGS):
            self._open(act, number)
        else:
            self._do(act, entry, number)
        self._files.call(act.opens, known)

    def _api(self, role: str) -> Remote:
        if role not in self._apis:
            self._apis[role] = self._calls.enter_context(remote(role))
        return self._apis[role]

    def _lookups(self) -> dict[str, Any]:
        """Return what the acts of the story leave to the register: party, officers, the unit that is competent."""
        api, case = self._api("head"), self._story.case
        grid = api.get(f"/v1/grids/{case.grid}", {"on": civil_day(self._story.acts[0].at).isoformat()})
        unit = next(row["unit"] for row in grid["answerable"] if row["level"] == COUNTY)
        people = api.get("/v1/people", {"unit": unit, "role": "officer"})
        given = {"unit": unit, "officers": [row["id"] for row in people if row["certified_until"]][:2]}
        if case.party is None:
            return given
        return {**given, "party": api.post("/v1/parties", case.party.model_dump())["id"]}

    def _open(self, act: StoryAct, number: int) -> None:
        if number > 1:
            self._advance(act.at.isoformat())
        opening = OPENINGS.get(act.act)
        if opening is None:
            raise Failed(Exit.USAGE, f"样例的第一项须是 {'、'.join(OPENINGS)} 之一，不能是“{act.act}”")
        party = {"party": self._given["party"]} if "party" in self._given else {}
        body = {"grid": self._story.case.grid, **party, **act.fields, "happened_at": act.at.isoformat()}
        receipt = self._send(act.by, f"/v1/rehearsals/{opening}", body, key=f"{self._run}/{number}")
        self._files.opened(receipt["file_no"])
        self._note.keep(self.numbers)

    def _do(self, act: StoryAct, entry: Mapping[str, Any], number: int) -> None:
        self._advance(act.at.isoformat())
        self._tell()
        file_no = self._home(act)
        if not file_no:
            raise Failed(Exit.USAGE, f"样例第{number}项的行为“{act.act}”所属的案卷此时还没有开立")
        names = {row["name"] for row in entry["fields"]}
        left = {name: value for name, value in self._given.items() if name in names}
        fields = {**left, **self._pointed(file_no, act.fields)}
        body = {"act": act.act, "happened_at": act.at.isoformat(), "fields": fields, "of_record": act.of_record}
        self._send(act.by, f"{address(file_no)}/acts", body, key=f"{self._run}/{number}")
        self._settle(file_no)

    def _settle(self, file_no: str) -> None:
        try:
            self._files.settle(file_no)
        except Away as away:
            raise Failed(Exit.AWAY, str(away)) from None

    def _pointed(self, file_no: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields with `of`, where it names an act, as the number of the last such act."""
        of = fields.get("of")
        if not isinstance(of, str):
            return dict(fields)
        number = self._last(file_no, of)
        if number is None:
            raise Failed(Exit.USAGE, f"样例中 of 所指的“{of}”此前没有办理")
        return {**fields, "of": number}

    def _home(self, act: StoryAct) -> str:
        """Return the file that an act is done in: as said, as pointed into, else the last that knows it."""
        of = act.fields.get("of")
        if not act.file and isinstance(of, str):
            known = (file_no for file_no in reversed(self._files.numbers) if act.act in kind_of(file_no).acts)
            pointed = next((file_no for file_no in known if self._last(file_no, of) is not None), "")
            if pointed:
                return pointed
        return self._files.of(act.act, act.file)

    def _last(self, file_no: str, name: str) -> int | None:
        """Return the number of the last act of a name in a file, or None."""
        acts = view_of(self._api("supervisor"), file_no).acts
        return max((row.no for row in acts if row.name == name), default=None)

    def _advance(self, to: str) -> None:
        for file_no in self._files.numbers:
            if file_no not in self._over:
                self._send("supervisor", f"/v1/rehearsals/{file_no}/clock", {"to": to}, key=self._run)

    def _send(self, role: str, path: str, body: Mapping[str, Any], *, key: str) -> Any:  # noqa: ANN401
        """Send a command, again under the same key while a part of the system is away."""
        for _ in range(PATIENCE):
            try:
                return self._api(role).post(path, body, key=key)
            except Failed as failed:
                if failed.code != Exit.AWAY:
                    raise
                self._console.print(f"{failed.sentence}", style="yellow", markup=False)
                time.sleep(PAUSE)
        raise Failed(Exit.AWAY, "系统长时间没有应答，演示中止")

    def _tell(self) -> list[FileView]:
        """Print the acts that are new since the last look, the engine's own among them; return the files."""
        self._note.keep(self.numbers)
        views = [view_of(self._api("supervisor"), file_no) for file_no in self._files.numbers]
        for view in views:
            for act in view.acts[self._shown.get(view.standing.file_no, 0) :]:
                self._console.print(folded(_line(view, act), self._console.width, HANG), soft_wrap=True)
            self._shown[view.standing.file_no] = len(view.acts)
            if view.standing.archived and view.standing.next_at is None:
                self._over.add(view.standing.file_no)
        return views


def _line(view: FileView, act: Act) -> Text:
    style = "yellow" if act.by.kind == "engine" else ""
    what = f"{view.label}第{act.no}号　{act.content.called}{late_mark(act)}"
    return Text(f"{moment(act.happened_at)}　{what}　{_who(act)}　{gist(view, act)}", style=style)


def _who(act: Act) -> str:
    if act.by.kind == "engine":
        return "系统引擎"
    if act.by.kind == "file":
        return f"案卷 {file_no_in(act.by.id)}"
    return "、".join(ROLE_NAMES[role] for role in act.by.roles) or "外部系统"
