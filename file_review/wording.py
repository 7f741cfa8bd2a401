"""Chinese as it is printed (标点): commas, colons and brackets among Chinese words take their full width."""

import re
from typing import Annotated

from pydantic import AfterValidator

HAN = "\u4e00-\u9fff"
BESIDE = f"[{HAN}\u201c\u201d\u300a\u300b\u3001\uff08\uff09]"
SIGNS = {",": "\uff0c", ";": "\uff1b", ":": "\uff1a"}
SIGN = re.compile(f"(?<={BESIDE})[,;:]|[,;:](?={BESIDE})")
PAIR = re.compile(r"(?P<before>.?)\((?P<inside>[^()]*)\)(?=(?P<after>.?))", re.DOTALL)


def printed(text: str) -> str:
    """Return a text with full-width punctuation among Chinese words; numbers and names of fields stay."""
    paired = text
    while (turned := PAIR.sub(_pair, paired)) != paired:
        paired = turned
    return SIGN.sub(lambda found: SIGNS[found[0]], paired)


def _pair(found: re.Match[str]) -> str:
    around = found["before"] + found["inside"] + found["after"]
    if not re.search(f"[{HAN}]", around):
        return found[0]
    return f"{found['before']}\uff08{found['inside']}\uff09"


Words = Annotated[str, AfterValidator(printed)]
"""A sentence for a person."""
