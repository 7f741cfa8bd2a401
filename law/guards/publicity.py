"""Guards on what may be seen outside: the reporter's identity, and penalties published and overturned (G17, G20)."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from law.chinese import day
from law.guards.register import guard
from law.refusals import OutOfBounds, OutOfTime

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from law.edition import Law


@guard("G17")
def reporter_stays_sealed(leaving: str, identity: Collection[str], *, on: date, law: Law) -> None:
    """Refuse any text that would carry a piece of the reporter's identity out of the complaint module (举报人保密)."""
    text = _bare(leaving)
    if any(piece and piece in text for piece in map(_bare, identity)):
        sentence = "内容中含有举报人身份信息，不得离开举报模块；请删去能够识别举报人的内容。"
        raise OutOfBounds("reporter-identity", sentence)


@guard("G20")
def overturned_penalty_is_withdrawn(
    *, on: date, law: Law, overturned_on: date | None, withdrawn_on: date | None, last_day: date | None
) -> None:
    """Refuse to leave a published penalty up after it was overturned and the days to withdraw it are over (撤回公开信息)."""
    if overturned_on is None or last_day is None or withdrawn_on is not None:
        return
    if on > last_day:
        sentence = (
            f"处罚决定已于{day(overturned_on)}被推翻，公开信息应当在{day(last_day)}前撤回并说明理由；请立即撤回。"
        )
        raise OutOfTime("publication-not-withdrawn", sentence)


def _bare(text: str) -> str:
    """Reduce a text to its letters and digits, so that spacing and full-width forms hide nothing."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())
