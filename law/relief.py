"""The periods to seek relief as a document tells them (复议期限、起诉期限的写法), held against the law of the day.

Told are they in words: 六十日内, 60日, 自收到本决定书之日起60个自然日内, 六个月. Whatever amount of time stands there must be the one that
the law sets; where the suit after a reconsideration is told as well, its shorter period may stand beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from law.chinese import NUMERALS, numbered
from law.instruments import UNIT_NAMES, Unit
from law.refusals import OutOfBounds

if TYPE_CHECKING:
    from datetime import date

    from law.catalogue import Cited
    from law.edition import Law

UNITS = {"日": Unit.CALENDAR_DAY, "天": Unit.CALENDAR_DAY, "月": Unit.MONTH, "年": Unit.YEAR}
A_DAY = re.compile(r"[0-9〇零一二三四五六七八九十]+年[0-9一二三四五六七八九十]+月[0-9一二三四五六七八九十]+日")
ALIVE = "alive_2015"
"""The variant of the period to sue that was running when the six months came into force."""
Amount = tuple[int, Unit]
AN_AMOUNT = re.compile(rf"([0-9]{{1,4}}|[{NUMERALS}]{{1,7}})个?(工作|自然|日历)?([日天月年])")


def amounts_in(words: str) -> frozenset[Amount]:
    """Return the amounts of time that words tell, whatever the width of their digits; civil days are none."""
    plain = A_DAY.sub("", "".join(normalize("NFKC", words).split()))
    return frozenset(
        (numbered(amount) or 0, Unit.WORKING_DAY if kind == "工作" else UNITS[unit])
        for amount, kind, unit in AN_AMOUNT.findall(plain)
    )


def periods_are_the_laws(
    *, on: date, law: Law, reconsideration_period: str, suit_period: str, reviewed_first: bool = False
) -> None:
    """Refuse a period to seek relief other than the one the law of the day sets; what is left unsaid is not asked here.

    Where a reconsideration comes first (复议前置), the suit may be told by its period after it alone.
    """
    reconsideration, suit = law.catalogue.find("review_application", on), law.catalogue.find("suit_direct", on)
    after_review = law.catalogue.find("suit_after_review", on) if suit else None
    if reconsideration is not None:
        _is_told("复议期限", reconsideration_period, reconsideration, None)
    if suit is not None:
        _is_told("起诉期限", suit_period, suit, after_review, alone=reviewed_first)


def _is_told(name: str, words: str, cited: Cited, beside: Cited | None, *, alone: bool = False) -> None:
    if not words.strip():
        return
    right, told = _amount(cited), amounts_in(words)
    may = {right, _amount(beside)} if beside else {right}
    if told <= may and told & (may if alone else {right}):
        return
    due = f"{cited.limit().amount}{UNIT_NAMES[cited.limit().unit]}"
    sentence = f"文书写明的{name}“{words.strip()}”与法律规定的{due}不符，请写明{due}"
    raise OutOfBounds("wrong-relief-period", sentence, article=cited.citation, field="remedies", guard="G19")


def _amount(cited: Cited) -> Amount:
    return cited.limit().amount, cited.limit().unit


def short_or_alive(start: date, law: Law) -> str:
    """Return the variant of the period to sue: the new one where the old was still running when the law changed.

    法释〔2015〕9号 art. 26(1): what had not run out by 2015-05-01 runs by the new law (the text is cited from memory).
    """
    old = law.catalogue.find("suit_direct", start)
    renewed = law.catalogue.find("suit_direct", start, ALIVE)
    if old is None or old.until is None or renewed is None or renewed.provision.limits[0].variant != ALIVE:
        return ""
    last = law.last_day("suit_direct", start)
    return ALIVE if last is not None and last > old.until else ""
