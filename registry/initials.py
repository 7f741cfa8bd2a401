"""The pinyin initials of a name (拼音首字母), by which people look for an organisation: 示例化工 is slhg."""

from pypinyin import Style, lazy_pinyin

LONGEST = 200
"""How many of them are kept, as many as a name has letters."""


def initials(name: str) -> str:
    """Return the first letter of each character, in lower case; letters and digits as they are, signs left out."""
    parts = lazy_pinyin(name, style=Style.FIRST_LETTER)
    return "".join(letter for letter in "".join(parts).lower() if letter.isascii() and letter.isalnum())[:LONGEST]
