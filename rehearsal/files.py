"""Files for `gridcase rehearse`: a published case, an export, a story; complaints name file and line."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from file_review.nodes import At, Unreadable, documents
from file_review.reading import read_files
from file_review.sources import Complaint, Level
from law.edition import Law
from models.acts import ACTS
from models.values import CIVIL, Value, end_of_day
from rehearsal.script import Scene, Script, script_of
from rehearsal.story import StoryAct, StoryCase
from rehearsal.story_files import KIND_SAID, steps_of_engine


class Scripts(Value):
    """What a file holds to be played, and what is wrong with it."""

    scripts: tuple[Script, ...]
    complaints: tuple[Complaint, ...]


def read_scripts(path: Path, law: Law) -> Scripts:
    """Read a file of any of the three kinds; what cannot be read of it is among the complaints."""
    stories = _stories(path)
    if stories:
        reader = StoryReader(path.name)
        scripts = tuple(script for at, raw in stories if (script := reader.script(at, raw)) is not None)
        return Scripts(scripts=scripts, complaints=tuple(reader.complaints))
    cases, complaints = read_files([path], law)
    return Scripts(scripts=tuple(script_of(case, law) for case in cases), complaints=tuple(complaints))


def _stories(path: Path) -> list[tuple[At, Any]]:
    """Return the stories of a file with their places: one, or several under `cases`; none where it is no story."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        nodes, raws = documents(text), [one for one in yaml.safe_load_all(text) if one is not None]
    except (Unreadable, UnicodeDecodeError, yaml.YAMLError, ValueError):
        return []
    found: list[tuple[At, Any]] = []
    for node, raw in zip(nodes, raws, strict=True):
        fields = node.fields()
        if "cases" in fields and fields["cases"].is_list:
            found += zip(fields["cases"].items(), raw["cases"], strict=True)
        elif "case" in fields and "acts" in fields:
            found.append((node, raw))
    return found


class StoryReader:
    """Reads stories and keeps what was wrong with them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.complaints: list[Complaint] = []

    def script(self, at: At, raw: dict[str, Any]) -> Script | None:
        """Return a story as a script, without the acts that cannot be read; None where there is no case."""
        fields = at.fields()
        try:
            case = StoryCase.model_validate(raw.get("case"))
        except ValidationError as fault:
            self._say(
                fields["case"].line if "case" in fields else at.line,
                f"case.{_where(fault)}",
                "不合要求；这一案没有演练",
            )
            return None
        scenes = tuple(self._scenes(fields["acts"].items() if "acts" in fields else [], raw.get("acts") or []))
        return Script(
            title=case.title,
            file=self.file,
            source=case.source,
            grid=case.grid,
            party=case.party.model_dump() if case.party else {},
            scenes=scenes,
            until=self._until(fields, raw),
        )

    def _until(self, fields: dict[str, At], raw: dict[str, Any]) -> datetime | None:
        until = raw.get("until")
        if until is None:
            return None
        if isinstance(until, str):  # a day and an hour without seconds are a text to YAML
            until = _read(until)
        if isinstance(until, datetime):
            return until if until.tzinfo else until.replace(tzinfo=CIVIL)
        if isinstance(until, date):
            return end_of_day(until)
        self._say(
            fields["until"].line, "until", f"“{raw['until']}”不是日期，应写成2026-09-30或者2026-09-30 18:00；没有计入"
        )
        return None

    def _scenes(self, places: Sequence[At], raws: Sequence[Any]) -> Iterator[Scene]:
        earlier = None
        names: set[str] = set()
        for number, (place, raw) in enumerate(zip(places, raws, strict=True), 1):
            act = self._act(place, raw, number)
            if act is None:
                continue
            if earlier is not None and act.at < earlier and not act.late:
                self._say(place.line, f"acts.{number}.at", "早于前一项，按时间先后演练", "warning")
            earlier = act.at
            if act.file not in {"", *KIND_SAID, *names}:
                self._say(place.line, f"acts.{number}.file", f"没有名为“{act.file}”的案卷；这一项没有演练")
                continue
            names |= {act.opens}
            yield Scene(
                at=act.at,
                dated=act.date == "published",
                told=ACTS[act.act].label,
                line=place.line,
                act=act.act,
                fields=act.fields,
                by=(act.by,),
                file=act.file,
                opens=act.opens,
                of_record=act.of_record,
            )

    def _act(self, place: At, raw: Any, number: int) -> StoryAct | None:  # noqa: ANN401  whatever the file holds
        try:
            act = StoryAct.model_validate(raw)
        except ValidationError as fault:
            self._say(place.line, f"acts.{number}.{_where(fault)}", "不合要求；这一项没有演练")
            return None
        if act.act in steps_of_engine():
            self._say(place.line, f"acts.{number}.act", f"“{act.act}”只能由系统引擎记录；这一项没有演练")
            return None
        if act.act not in ACTS:
            self._say(place.line, f"acts.{number}.act", f"行为目录中没有“{act.act}”，见 gridcase acts；这一项没有演练")
            return None
        return act

    def _say(self, line: int, field: str, sentence: str, level: Level = "error") -> None:
        self.complaints.append(Complaint(file=self.file, line=line, level=level, field=field, sentence=sentence))


def _read(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _where(fault: ValidationError) -> str:
    return ".".join(map(str, fault.errors()[0]["loc"]))
