"""Personal data in free text (个人信息): found before it is recorded in a file, where it could never be taken out again."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from stdnum import luhn

NUMERALS = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
JOIN = r"[\s\-.·]?"
"""What people put between the groups of a number."""


class Kind(NamedTuple):
    """One kind of personal data: what it is called, what it looks like, and what must be true of it."""

    name: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool]


def _any(_digits: str) -> bool:
    return True


def _has_birthday(digits: str) -> bool:
    """Tell whether the eight digits of a birthday are one; so a credit code is not taken for a person."""
    try:
        born = date.fromisoformat(f"{digits[6:10]}-{digits[10:12]}-{digits[12:14]}")
    except ValueError:
        return False
    return born.year >= 1900  # noqa: PLR2004  nobody living was born before


def _alone(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![0-9A-Za-z])(?:{pattern})(?![0-9A-Za-z])")


KINDS = (
    Kind("身份证号码", _alone(rf"[1-9]\d{{5}}{JOIN}\d{{8}}{JOIN}\d{{3}}[0-9Xx]"), _has_birthday),
    Kind("手机号码", _alone(rf"(?:\+?86{JOIN})?1[3-9]\d{JOIN}\d{{4}}{JOIN}\d{{4}}"), _any),
    Kind("银行卡号", _alone(rf"[3-6]\d{{3}}(?:{JOIN}\d{{4}}){{3}}(?:{JOIN}\d{{1,3}})?"), luhn.is_valid),
    Kind("固定电话号码", _alone(r"(?:\(0\d{2,3}\)|0\d{2,3})[\s\-]?[2-9]\d{6,7}"), _any),
    Kind("电话号码", re.compile(r"电话(?:号码)?[是为:\s]{0,3}[2-9]\d{2,3}[\s\-]?\d{4}(?!\d)"), _any),
    Kind(
        "电子邮箱",
        re.compile(r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]++@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}"),
        _any,
    ),
)


def screen(text: str) -> str | None:
    """Say what personal data a text holds and where, never repeating it; None when it holds none.

    Full-width digits and Chinese numerals are read as digits; numbers may be broken up by blanks, dots or hyphens.
    """
    plain, places = _plain(text)
    found = {kind.name: places[start] + 1 for kind, start in _finds(plain)}
    if not found:
        return None
    said = "、".join(f"{name}（第{place}字起）" for name, place in found.items())
    return f"文字中含有{said}；案件记录不得写入个人信息，请删去后重新提交，举报人的身份和联系方式请填在举报人栏"


def _finds(plain: str) -> Iterator[tuple[Kind, int]]:
    """Return each find, the most telling kind first; what one kind has explained is not told again."""
    explained: set[int] = set()
    for kind in KINDS:
        for match in kind.pattern.finditer(plain):
            span = range(*match.span())
            if explained.isdisjoint(span) and kind.holds(re.sub(r"[^0-9Xx]", "", match.group())):
                explained.update(span)
                yield kind, match.start()


def _plain(text: str) -> tuple[str, list[int]]:
    """Return the text with its digits made plain, and where each character stood."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for plain in unicodedata.normalize("NFKC", character).translate(NUMERALS):
            if unicodedata.category(plain) != "Cf":
                characters.append(plain)
                places.append(place)
    return "".join(characters), places
