"""Texts folded before they are looked through (归一): a number or a name is looked for in one spelling."""

import re
import unicodedata
from typing import NamedTuple

from models.entering import FILLERS, MARKS

NUMERALS = str.maketrans("〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖两", "0012345678911234567892")
WORD = "数"
"""Stands for a Chinese numeral that is read as a word."""
TATWEEL = "\u0640"
"""A stroke by which Arabic letters are drawn apart; it says nothing."""
UNSEEN = MARKS | {"Cc", "Cf"}
"""Categories of what is laid over or between characters and shows nothing of its own."""
BLANKS = "\t\n\r"
STROKE, COMMA, POINT = "-", ",", "."
ALIKE = {
    "−": STROKE,
    "·": POINT,
    "•": POINT,
    "・": POINT,
    "。": POINT,
    "、": COMMA,
    "⁄": "/",
    "∕": "/",
    "×": "X",
    "Х": "X",
    "х": "X",
    "Χ": "X",
    "О": "O",
    "о": "o",
    "Ο": "O",
    "ο": "o",
    "○": "0",
    "◯": "0",
}
NUMBERED = re.compile(r"\d[0-9OoIl|]*|(?<![A-Za-z0-9])[OoIl|][0-9OoIl|]*(?![A-WYZa-wyz])")
"""What may be a number in which letters stand for digits: behind letters it begins with a digit."""
MEANT = str.maketrans("OoIl|", "00111")


class Folded(NamedTuple):
    """A text in one spelling, and where each of its characters stood."""

    plain: str
    places: tuple[int, ...]
    numerals: frozenset[int] = frozenset()
    """Which of its digits were Chinese numerals: they may as well be words, as in the names 张三 and 李四."""

    def only_letters(self) -> "Folded":
        """Return the letters, characters and digits alone, in small letters: what is left of a name spelt apart."""
        kept = [place for place, character in enumerate(self.plain) if character.isalnum()]
        return Folded("".join(self.plain[place].lower() for place in kept), tuple(self.places[place] for place in kept))

    def with_numerals_as_words(self) -> "Folded":
        """Return the text with its Chinese numerals as the words they may be, which belong to no number in digits."""
        plain = "".join(WORD if place in self.numerals else one for place, one in enumerate(self.plain))
        return self._replace(plain=plain)

    def with_letters_as_digits(self) -> "Folded":
        """Return the text with the letters that look like digits, and stand among such, as those digits."""
        return self._replace(plain=NUMBERED.sub(lambda found: found.group().translate(MEANT), self.plain))


def folded(text: str) -> Folded:
    """Return a text with its digits, strokes and commas made plain, and without marks."""
    characters: list[str] = []
    places: list[int] = []
    numerals: list[int] = []
    for place, character in enumerate(text):
        for plain in _plain(character):
            if ord(character) in NUMERALS:
                numerals.append(len(characters))
            characters.append(plain)
            places.append(place)
    return Folded("".join(characters), tuple(places), frozenset(numerals))


def _plain(character: str) -> str:
    if character.isascii():
        return character if character.isprintable() or character in BLANKS else ""
    if character in FILLERS or character == TATWEEL:
        return ""
    plain = unicodedata.normalize("NFKC", character).translate(NUMERALS)
    return "".join(_sign(one) for one in plain if unicodedata.category(one) not in UNSEEN)


def _sign(character: str) -> str:
    """Return a sign as it is usually written: any script's digit, any stroke."""
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    return STROKE if unicodedata.category(character) == "Pd" else ALIKE.get(character, character)
