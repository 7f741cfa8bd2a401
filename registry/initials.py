"""The pinyin initials of a name (拼音首字母), by which people look for an organisation: 示例化工 is slhg."""

from importlib import import_module

LONGEST = 200
"""How many of them are kept, as many as a name has letters."""


def initials(name: str) -> str:
    """Return the first letter of each character, in lower case; letters and digits as they are, signs left out."""
    pinyin = import_module("pypinyin")  # its dictionaries take half a second and 50 MB, and few processes need them
    parts = pinyin.lazy_pinyin(name, style=pinyin.Style.FIRST_LETTER)
    return "".join(letter for letter in "".join(parts).lower() if letter.isascii() and letter.isalnum())[:LONGEST]
