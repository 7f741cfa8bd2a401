"""A story of `samples/`: a case, its dated acts, who does them; read and checked before anything is played."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, Field, ValidationError

from cli.speech import Exit, Failed
from models.values import CIVIL, Line, Value

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def _civil(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=CIVIL)


Moment = Annotated[datetime, AfterValidator(_civil)]


class StoryParty(Value):
    """The party of a story."""

    kind: Literal["organisation", "citizen"]
    name: Line
    uscc: str = ""
    address: str = ""


class StoryCase(Value):
    """What a story is about, where it is taken from, and where it happens."""

    title: Line
    source: Line
    grid: Line
    party: StoryParty | None = None


class StoryAct(Value):
    """One act of a story: when, by whom, what; whether its date is published or made up."""

    at: Moment
    date: Literal["published", "composed"] = "composed"
    by: Line
    act: Line
    fields: dict[str, Any] = {}
    late: bool = False
    """Entered later than it happened: the clock is not turned back for it."""
    of_record: bool = False


class Story(Value):
    """A whole story; `until`: how far the clock runs on after the last act."""

    case: StoryCase
    acts: Annotated[tuple[StoryAct, ...], Field(min_length=1)]
    until: Moment | None = None


def read_story(name: str) -> Story:
    """Return a story by its name in `samples/`, or from a file of one's own."""
    path = Path(name) if name.endswith((".yaml", ".yml")) else SAMPLES / f"{name}.yaml"
    if not path.is_file():
        raise Failed(Exit.NOT_FOUND, f"没有样例“{name}”，现有：{'、'.join(stories()) or '无'}")
    try:
        return Story.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        raise Failed(Exit.USAGE, f"样例 {path} 不是合法的 YAML：{error}") from None
    except ValidationError as error:
        row = error.errors()[0]
        where = ".".join(map(str, row["loc"]))
        raise Failed(Exit.USAGE, f"样例 {path} 的 {where} 不合要求（{row['type']}）") from None


def stories() -> list[str]:
    """Return the names of the stories that are shipped."""
    return sorted(path.stem for path in SAMPLES.glob("*.yaml"))
