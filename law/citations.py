"""Whether the law a document cites was in force: on the day of the step for procedure, of the conduct for substance.

从旧兼从轻: substance follows the law at the time of the conduct; newer law only where it is lighter or no longer punishes.
There are three answers: in force, not in force, not known to us. What this register has not read, an article or a
whole instrument, is the third and stops nothing; an instrument that it does not hold is named with those of a like
name, and nothing rests on it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from law.alike import MOST, alike
from law.chinese import day
from law.known_articles import articles_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from law.catalogue import Catalogue
    from law.edition import Law
    from law.instruments import Instrument

Verdict = Literal[
    "in_force",
    "old_law",
    "lighter_new_law",
    "unknown_article",
    "by_name_only",
    "repealed",
    "not_yet",
    "heavier_new_law",
    "no_such_article",
    "unknown",
]
Answer = Literal["in_force", "not_in_force", "not_known"]

ANSWERS: dict[Verdict, Answer] = {
    "in_force": "in_force",
    "old_law": "in_force",
    "lighter_new_law": "in_force",
    "repealed": "not_in_force",
    "not_yet": "not_in_force",
    "heavier_new_law": "not_in_force",
    "no_such_article": "not_in_force",
    "unknown_article": "not_known",
    "by_name_only": "not_known",
    "unknown": "not_known",
}

REASONS: dict[Verdict, str] = {
    "in_force": "当日有效",
    "old_law": "行为时有效的旧法，依从旧原则适用",
    "lighter_new_law": "新法处罚较轻或者不认为是违法，依从轻原则适用",
    "unknown_article": "所在文件可以适用，但规则目录未收录该条，其效力未经核实",
    "by_name_only": "在规则目录中只有名称和施行期间，未核对原文，其效力未经核实",
    "repealed": "已经失效",
    "not_yet": "尚未施行",
    "heavier_new_law": "行为时尚未施行，又不属于处罚较轻的新规定",
    "no_such_article": "没有这一条",
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
    last_article: int | None = None
    """The instrument's last article, where the citation goes beyond it."""

    @property
    def answer(self) -> Answer:
        """Return which of the three answers it is: in force, not in force, not known to us."""
        return ANSWERS[self.verdict]

    @property
    def sound(self) -> bool:
        """Tell whether the citation may stand: nothing shows that it was not in force."""
        return self.answer != "not_in_force"

    @property
    def provision(self) -> str:
        """Return the provision as a document cites it."""
        return f"{titled(self.citation.instrument)}{self.citation.article}"

    @property
    def sentence(self) -> str:
        """Return in Chinese what is right or wrong with the citation."""
        ended = f"（有效至{self.until}）" if self.until else ""
        instead = f"，应当引用《{self.replaced_by}》" if self.replaced_by and not self.sound else ""
        only = f"，该文件共{self.last_article}条" if self.last_article else ""
        return f"{self.provision}{ended}{REASONS[self.verdict]}{only}{instead}"


def basis_in_force(citations: Iterable[Citation], *, on: date, conduct_on: date, law: Law) -> tuple[Judged, ...]:
    """Judge each citation of a step taken on a day about conduct that ended on `conduct_on` (引用依据的时间效力).

    For continuing conduct `conduct_on` is the day it ended. 生态环境法典第1057条;行政处罚法第37条.
    """
    return tuple(_judge(one, on, conduct_on, law) for one in citations)


def instruments_named(name: str, law: Law) -> tuple[Instrument, ...]:
    """Return the instruments a title or code names: several where one title had several texts through time."""
    return _named(name, law.catalogue)


@lru_cache(maxsize=1024)
def _named(name: str, catalogue: Catalogue) -> tuple[Instrument, ...]:
    known = catalogue.instruments
    if name in known:
        return (known[name],)
    wanted = _bare(name)
    found = (one for one in known.values() if wanted in (_bare(one.title), _bare(one.short)))
    return tuple(sorted(found, key=lambda one: one.since))


def instruments_like(name: str, law: Law) -> tuple[str, ...]:
    """Return the titles in the register that are most like a name that it does not have."""
    titles: dict[str, str] = {}
    for one in sorted(law.catalogue.instruments.values(), key=lambda one: one.since):
        titles |= {_bare(text): _plain(one.short) for text in (one.title, one.short, one.code)}
    wanted = _bare(name)
    holding = [text for text in titles if wanted and wanted in text]
    near = alike(wanted, titles)
    return tuple(dict.fromkeys(titles[text] for text in (*near, *holding)))[:MOST]


def titled(name: str) -> str:
    """Return the title of an instrument in 书名号, whether it was written with them or not."""
    return f"《{_plain(name)}》"


def _judge(citation: Citation, on: date, conduct_on: date, law: Law) -> Judged:
    named = instruments_named(citation.instrument, law)
    if not named:
        return Judged(citation=citation, verdict="unknown")
    verdicts = [_verdict(one, citation, on, conduct_on) for one in named]
    place = next((n for n, one in enumerate(verdicts) if ANSWERS[one] != "not_in_force"), len(named) - 1)
    chosen, verdict = named[place], verdicts[place]
    until = day(chosen.until) if chosen.until and chosen.until < on else ""
    judged = Judged(
        citation=citation,
        verdict=verdict,
        code=chosen.code,
        until=until,
        replaced_by=_successor(chosen) if until else "",
    )
    return judged.model_copy(update=_article(judged, chosen, conduct_on if verdict == "old_law" else on, law))


def _article(judged: Judged, chosen: Instrument, on: date, law: Law) -> dict[str, object]:
    """Return what the article adds where the instrument may be cited: beyond the last one, or not read by us."""
    if judged.answer != "in_force":
        return {}
    if not chosen.read:
        return {"verdict": "by_name_only"}
    if not judged.citation.article:
        return {}
    wanted, last = articles_in(judged.citation.article), chosen.last_article
    if last is not None and any(one > last for one in wanted):
        return {"verdict": "no_such_article", "last_article": last}
    return {} if law.knows(chosen.code, judged.citation.article, on) else {"verdict": "unknown_article"}


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


@lru_cache(maxsize=1024)
def _bare(name: str) -> str:
    """Reduce a title to what tells it apart: no 书名号, no year in brackets, no 中华人民共和国."""
    return re.sub(r"[(\uff08][^)\uff09]*[)\uff09]$", "", _plain(name)).removeprefix("中华人民共和国")
