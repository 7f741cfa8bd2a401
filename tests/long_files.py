"""Files of thousands of acts with full texts, as officers write them: sentences of the field, never twice the same."""

import random
from datetime import timedelta
from functools import cache
from typing import get_args

from models.acts import Act
from models.entering import Words
from models.values import Text
from tests.builders import command, moment
from tools.tree import ROOT

LONGEST = 2000
"""Characters of a text."""
assert LONGEST == next(mark.most for mark in get_args(Text) if isinstance(mark, Words))


@cache
def words() -> str:
    """Return the Chinese of the documentation, one sentence after the other."""
    read = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md")))
    return "".join(sign for sign in read if "\u4e00" <= sign <= "\u9fff" or sign in "，。；")


def text(chance: random.Random) -> str:
    """Return a text as long as a text can be."""
    said = ""
    while len(said) < LONGEST:
        at = chance.randrange(len(words()) - 40)
        said += f"{words()[at : at + chance.randint(8, 40)]}{chance.randint(1, 999)}"
    return said[:LONGEST]


def noise(chance: random.Random) -> str:
    """Return a text that nothing makes shorter."""
    return "".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(LONGEST))


def acts_of(count: int, *, seed: int = 1, noisy: bool = False) -> tuple[Act, ...]:
    """Return the acts of a file: a finding, and what was done on the spot day after day, entered as facts of record."""
    chance, start = random.Random(seed), moment("2026-09-01")
    told = noise if noisy else text
    acts = []
    for no in range(1, count + 1):
        asked = (
            command("report_finding", start)
            if no == 1
            else command("stop_on_site", start + timedelta(minutes=no), measures=told(chance), obeyed=True)
        )
        acts.append(
            Act(
                no=no,
                key=f"act-{no}",
                happened_at=asked.happened_at,
                recorded_at=asked.happened_at,
                by=asked.by,
                content=asked.content,
                of_record=no > 1,
            )
        )
    return tuple(acts)
