"""The days that platforms write (2026-09-18, 2026年9月18日, 2026.9.18, 20260918), and what is none (尽快、5个工作日)."""

import re
import unicodedata
from datetime import date

from pydantic_core import PydanticCustomError

from api.forms import LONGEST_COMPLAINT
from models.entering import FIRST, FORBIDDEN, LAST, entered, is_blank

HOUR = r"(?:T|\s)*(?:\d{1,2}(?::\d\d|时|点)[\d:.时点分秒整]*(?:Z|[+-]\d\d:?\d\d)?)?"
END = r"\s*(?:之前|以前|前|止)?"
"""What may stand behind a day that is the last one."""
WRITTEN = (
    re.compile(rf"(\d{{4}})\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日{HOUR}{END}", re.ASCII),
    re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){HOUR}{END}", re.ASCII),
    re.compile(r"(\d{4})(\d\d)(\d\d)(?:\d{4}|\d{6})?", re.ASCII),
)


def day_of(said: str) -> date | None:
    """Return the day of a day, or of an instant, that a platform writes; None where it is no day of these years."""
    spelt = unicodedata.normalize("NFKC", said).strip()
    for form in WRITTEN:
        found = form.fullmatch(spelt)
        if found is not None:
            year, month, day = (int(part) for part in found.groups() if part.isdigit())
            return _on_the_calendar(year, month, day)
    return None


def _on_the_calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST <= year <= LAST else None
    except ValueError:
        return None


def with_term_in_words(text: str, term: str) -> str:
    """Return a complaint with the platform's term as it wrote it (时限非日期); as it is where no room is left for it.

    Nobody's complaint is lost over a norm of who handed it on: whatever cannot be kept of the term is left out.
    """
    if is_blank(text):
        return text
    try:
        return entered(f"{text}\n平台要求的办理时限：{FORBIDDEN.sub('', term)}", LONGEST_COMPLAINT, breaks=True)
    except PydanticCustomError:
        return text
