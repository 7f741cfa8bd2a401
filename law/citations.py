"""Whether the law a document cites was in force: on the day of the step for procedure, of the conduct for substance.

从旧兼从轻: substance follows the law at the time of the conduct; newer law only where it is lighter or no longer punishes.
An instrument the catalogue does not hold cannot be judged; it is told as unknown and stops nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from law.chinese import day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from law.edition import Law
    from law.instruments import Instrument

Verdict = Literal["in_force", "old_law", "lighter_new_law", "repealed", "not_yet", "heavier_new_law", "unknown"]

SOUND: frozenset[Verdict] = frozenset({"in_force", "old_law", "lighter_new_law", "unknown"})

REASONS: dict[Verdict, str] = {
    "in_force": "当日有效",
    "old_law": "行为时有效的旧法，依从旧原则适用",
    "lighter_new_law": "新法处罚较轻或者不认为是违法，依从轻原则适用",
    "repealed": "已经失效",
    "not_yet": "尚未施行",
    "heavier_new_law": "行为时尚未施行，又不属于处罚较轻的新规定",
    "unknown": "规则目录未收录，须人工核对效力",
}


class Citation(BaseModel):
    """One instrument cited in a document (引用的依据): for the substance of the conduct or for the procedure."""

    model_config = ConfigDict(frozen=True)
    instrument: str
    """The title, with or without 书名号, or the code of the catalogue."""
    article: str = ""
    about: Literal["substance", "procedure"] = "substance"
    lighter: bool = False
    """True where the document gives reasons why this newer law is lighter (从轻)."""


class Judged(BaseModel):
    """A citation and what the dates say about it."""

    model_config = ConfigDict(frozen=True)
    citation: Citation
    verdict: Verdict
    code: str = ""
    until: str = ""
    """The last day in force as a document writes it; empty while it is in force."""
    replaced_by: str = ""

    @property
    def sound(self) -> bool:
        """Tell whether the citation may stand."""
        return self.verdict in SOUND

    @property
    def sentence(self) -> str:
        """Return in Chinese what is right or wrong with the citation."""
        ended = f"（有效至{self.until}）" if self.until else ""
        instead = f"，应当引用《{self.replaced_by}》" if self.replaced_by and not self.sound else ""
        return f"《{_plain(self.citation.instrument)}》{self.citation.article}{ended}{REASONS[self.verdict]}{instead}"


def basis_in_force(citations: Iterable[Citation], *, on: date, conduct_on: date, law: Law) -> tuple[Judged, ...]:
    """Judge each citation of a step taken on a day about conduct that ended on `conduct_on` (引用依据的时间效力).

    For continuing conduct `conduct_on` is the day it ended. 生态环境法典第1057条;行政处罚法第37条.
    """
    return tuple(_judge(one, on, conduct_on, law) for one in citations)


def instruments_named(name: str, law: Law) -> tuple[Instrument, ...]:
    """Return the instruments a title or code names: several where one title had several texts through time."""
    known = law.catalogue.instruments
    if name in known:
        return (known[name],)
    wanted = _bare(name)
    found = (one for one in known.values() if wanted in (_bare(one.title), _bare(one.short)))
    return tuple(sorted(found, key=lambda one: one.since))


def _judge(citation: Citation, on: date, conduct_on: date, law: Law) -> Judged:
    named = instruments_named(citation.instrument, law)
    if not named:
        return Judged(citation=citation, verdict="unknown")
    verdicts = [_verdict(one, citation, on, conduct_on) for one in named]
    place = next((n for n, verdict in enumerate(verdicts) if verdict in SOUND), len(named) - 1)
    chosen = named[place]
    until = day(chosen.until) if chosen.until and chosen.until < on else ""
    return Judged(
        citation=citation,
        verdict=verdicts[place],
        code=chosen.code,
        until=until,
        replaced_by=_successor(chosen) if until else "",
    )


def _verdict(instrument: Instrument, citation: Citation, on: date, conduct_on: date) -> Verdict:
    if citation.about == "procedure":
        return _time(instrument, on)
    if _time(instrument, conduct_on) == "in_force":
        return "in_force" if _time(instrument, on) == "in_force" else "old_law"
    now = _time(instrument, on)
    if now == "in_force":
        return "lighter_new_law" if citation.lighter else "heavier_new_law"
    return now


def _time(instrument: Instrument, on: date) -> Verdict:
    if on < instrument.since:
        return "not_yet"
    return "repealed" if instrument.until and on > instrument.until else "in_force"


def _successor(instrument: Instrument) -> str:
    """Return the title of what replaced an instrument, without the article that repealed it."""
    return re.sub(r"第[0-9]+条.*$", "", instrument.repealed_by)


def _plain(name: str) -> str:
    return name.strip().strip("《》")


def _bare(name: str) -> str:
    """Reduce a title to what tells it apart: no 书名号, no year in brackets, no 中华人民共和国."""
    return re.sub(r"[(\uff08][^)\uff09]*[)\uff09]$", "", _plain(name)).removeprefix("中华人民共和国")
