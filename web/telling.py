"""How pages say things: instants, days, lights, terms; the words are those of the terminal."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from console.file_view import (
    ALERT_NAMES,
    counts_now,
    doubtful,
    gist,
    last_day,
    late_mark,
    moment,
    nature,
    remaining,
    who_did,
)
from models.standing import TERM_STATE_NAMES, Term
from models.values import CIVIL
from web.two_officers import confirmed

FOR_PROGRAMS = (
    ("，由 POST /v1/parties 取得", ""),
    ("POST /v1/parties", "“当事人”页"),
    ("GET /v1/parties", "“当事人”页"),
)
"""What the API says for programs, and what a page says instead."""
WEEKDAYS = "一二三四五六日"


def when(said: datetime | str) -> str:
    """Return an instant in the civil time of Hengyang."""
    return moment(datetime.fromisoformat(said) if isinstance(said, str) else said)


def for_page(sentence: str) -> str:
    """Return a sentence with pages in the place of addresses."""
    for address, words in FOR_PROGRAMS:
        sentence = sentence.replace(address, words)
    return sentence


def weekday(said: date | str | None) -> str:
    """Return a day with its day of the week."""
    if not said:
        return ""
    day = date.fromisoformat(said) if isinstance(said, str) else said
    return f"{day.isoformat()} 周{WEEKDAYS[day.weekday()]}"


def light(alert: str) -> str:
    """Return the word of a light; colour alone tells nothing."""
    return ALERT_NAMES[alert]


def left(days: int | None, last: date | str | None, today: date) -> str:
    """Return how many working days are left until a last day, in words; where none are, how many civil days."""
    if days is None or not last:
        return ""
    civil = ((date.fromisoformat(last) if isinstance(last, str) else last) - today).days
    if civil == 0:
        return "今日届满"
    if civil < 0:
        return f"逾期{-days}个工作日" if days else f"逾期{-civil}日"
    return f"剩{days}个工作日" if days else f"剩{civil}日，其间没有工作日"


def stored_term(said: Mapping[str, Any]) -> Term:
    """Return a term as the API wrote it."""
    return Term.model_validate(said)


def term_light(term: Term) -> str:
    """Return the light of a term: late, near where the file says so of the next, running."""
    if term.state in ("late", "met_late"):
        return "late"
    return "near" if term.open and term.days_left is not None and term.days_left <= NEAR else "none"


NEAR = 3
"""Days left at which a page calls a term near; the file's own warning is the engine's."""

FILTERS: Mapping[str, Callable[..., object]] = {
    "when": when,
    "for_page": for_page,
    "weekday": weekday,
    "light": light,
    "left": left,
    "term": stored_term,
    "last_day": last_day,
    "remaining": remaining,
    "nature": nature,
    "doubtful": doubtful,
    "state": lambda term: TERM_STATE_NAMES[term.state],
    "gist": lambda act, view: gist(view, act),
    "counts_now": lambda amended, view: counts_now(view, amended),
    "who": lambda act, view: who_did(view, act),
    "late_mark": late_mark,
    "confirmed": confirmed,
    "term_light": term_light,
    "civil": lambda at: at.astimezone(CIVIL).date().isoformat(),
}
