"""The stories of `samples/`: found by name, read and checked before anything is played."""

from pathlib import Path

import yaml
from pydantic import ValidationError

from cli.speech import Exit, Failed
from rehearsal.story import Story

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


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
