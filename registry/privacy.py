"""Personal data in free text (个人信息): found before it is recorded in a file, where it could never be taken out again.

A number is looked for in the groups of digits that a text is folded into (`registry/folding.py`): groups that belong
together have nothing but blanks, strokes, commas, points and the like between them. Groups are taken whole: what begins
or ends within one is part of another number, unless its region, birthday and check digit say that it is a person's, or
it is one mobile number behind another. Letters that look like digits are read as such in a second reading, and Chinese
numerals as words in another: 三 may belong to the number behind it, or to a name before it (张三). Every search is
linear in the length of the text.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from stdnum import luhn
from stdnum.cn import ric

from registry.folding import Folded, folded
from registry.parted import parted

LONGEST = 8_000
"""Characters of one text that is looked through at all; none that may be entered is longer."""
MOST_DIGITS = 19
"""Digits of the longest number that is looked for."""
SIGNS = r"[\s\-_,./\\|*~:;'\"()+=#&!<>\[\]]{0,6}"
RUN = re.compile(rf"\d(?:{SIGNS}\d)*")
GROUP = re.compile(r"\d+")
EVEN = frozenset({" ", "-", "_"})
"""What stands between the groups of one number more often than between several numbers."""
OPENS, CLOSES = r"[\[({<【〔「#*_]\s?", r"\s?[\])}>】〕」#*_]"
AT = rf"(?:@|{OPENS}(?:[Aa][Tt]|@|艾特){CLOSES}|艾特|\s[Aa][Tt]\s(?=[A-Za-z0-9\-]{{1,63}}\s[Dd][Oo][Tt]\s))"
"""How the sign in an address of mail is written; the bare word only where the word for the point follows."""
DOT = rf"(?:\.|{OPENS}(?:[Dd][Oo][Tt]|点|\.){CLOSES}|点|\s[Dd][Oo][Tt]\s)"
LABEL = r"[A-Za-z0-9\-]{1,63}"
ADDRESS = re.compile(rf"[\w%+.\-]\s{{0,2}}{AT}\s{{0,2}}{LABEL}(?:\s?{DOT}\s?{LABEL}){{0,4}}\s?{DOT}\s?[A-Za-z]{{2,24}}")
BEFORE_AT = re.compile(r"[A-Za-z0-9._%+\-]{1,64}$")
CHECK_LETTER = re.compile(rf"{SIGNS}[Xx](?![A-Za-z0-9])")
TELEPHONE = re.compile(r"(?:电话|手机|座机|联系方式)(?:号码?)?[是为:\s]{0,3}$")
SHORTEST_NAME, SHORTEST_CONTACT = 2, 5
NOBODY = frozenset({"匿名", "群众", "市民", "居民", "村民", "网友", "举报人", "投诉人", "不详", "未知", "保密", "无"})
"""What is written where nobody gave a name."""
IDENTITY, MOBILE_NUMBER = "身份证号码", "手机号码"
MASK = "〔已遮盖〕"
"""Stands where personal data was in a text that is shown."""
MAINLAND = "86"
CARD, PERSON, MOBILE, OLD = range(16, 20), 18, 11, 15
WHOLE = frozenset({MOBILE, MOBILE + 2, PERSON})
"""Lengths of what is a number of a person also right behind letters: a code does not end so."""
REGION = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])"
"""How the code of a region begins, whenever the rest of it was in use."""
GLUED_PERSON = re.compile(rf"(?=({REGION}\d{{15}}[\dXx]))")
"""Every place in a longer number, or before a letter, at which an identity number can stand."""
GLUED_BOTH = re.compile(r"(?<!\d)(?:([1-8]\d{16}[\dXx])1[3-9]\d{9}|1[3-9]\d{9}([1-8]\d{16}[\dXx]))(?!\d)")
"""An identity number and a mobile number in one piece."""
GLUED_MOBILES = re.compile(r"(?<![A-Za-z0-9])(?:1[3-9]\d{9}){2,3}(?![A-Za-z0-9])")
SAYS_IDENTITY = re.compile(r"身份证(?:号码?)?[是为:\s]{0,3}$")


Found = tuple[str, int, int]
"""What was found, and where it begins and ends."""


class Digits(NamedTuple):
    """Groups of digits that may be one number: its digits, how they are grouped, and what stands between."""

    digits: str
    groups: tuple[int, ...]
    between: frozenset[str]
    follows: str
    """What stands before it in the text."""

    def is_grouped(self, *known: tuple[int, ...]) -> bool:
        """Tell whether it is written in one piece, digit by digit, or as people group such a number."""
        return len(self.groups) == 1 or set(self.groups) == {1} or self.groups in known

    def is_even(self) -> bool:
        """Tell whether the same sign stands between all groups, one that does not part numbers from each other."""
        return len(self.between) == 1 and self.between <= EVEN


def _is_person(found: Digits) -> bool:
    """An identity number: its birthday is one, and its check digit is right where it is oddly grouped."""
    digits = found.digits
    if len(digits) == OLD and SAYS_IDENTITY.search(found.follows[-12:]):
        return _is_birthday(f"19{digits[6:12]}")
    if len(digits) != PERSON or digits[0] in "09" or not _is_birthday(digits[6:14]):
        return False
    return found.is_grouped((6, 8, 4), (6, 4, 4, 4), (6, 4, 2, 2, 4), (6, 8, 3, 1), (14, 4)) or _is_checked(digits)


def _is_birthday(digits: str) -> bool:
    try:
        born = date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
    except ValueError:
        return False
    return born.year >= 1900  # noqa: PLR2004  nobody living was born before


def _is_checked(digits: str) -> bool:
    """Tell whether the check digit is right; when the region bore its code is not asked."""
    return re.match(REGION, digits) is not None and bool(ric.calc_check_digit(digits) == digits[-1].upper())


def _is_mobile(found: Digits) -> bool:
    """A mobile number, with or without the country's; what begins with a year is a date or a document's number."""
    digits, groups = found.digits, found.groups
    for abroad in ("00", "0"):
        if groups[0] > len(abroad) and digits.startswith(abroad) and len(digits) > MOBILE:
            digits, groups = digits.removeprefix(abroad), (groups[0] - len(abroad), *groups[1:])
            break
    if digits.startswith(MAINLAND) and len(digits) == MOBILE + len(MAINLAND):
        digits = digits.removeprefix(MAINLAND)
        groups = groups[1:] if groups[0] == len(MAINLAND) else (groups[0] - len(MAINLAND), *groups[1:])
    if len(digits) != MOBILE or not re.match(r"1[3-9]", digits):
        return False
    bare = found._replace(digits=digits, groups=groups)
    known = ((3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (3, 2, 2, 2, 2), (5, 6), (6, 5), (3, 4, 2, 2))
    begins_with_year = len(groups) > 1 and groups[0] == len("1990") and digits.startswith("19")
    return bare.is_grouped(*known) or (bare.is_even() and not begins_with_year)


def _is_card(found: Digits) -> bool:
    known = [(4, 4, 4, 4, *rest) for rest in ((), (1,), (2,), (3,))] + [(6, 10), (6, 13), (4, 6, 5), (4, 6, 6)]
    is_one = len(found.digits) in CARD and found.digits[0] in "3456" and found.is_grouped(*known)
    return is_one and bool(luhn.is_valid(found.digits))


def _is_line(found: Digits) -> bool:
    """A fixed line with its area, or without where the word says what it is."""
    if re.fullmatch(r"0\d{2,3}[2-9]\d{6,7}", found.digits):
        return found.is_grouped(*((area, *rest) for area in (3, 4) for rest in ((7,), (8,), (3, 4), (4, 4))))
    return bool(re.fullmatch(r"[2-9]\d{6,7}", found.digits)) and TELEPHONE.search(found.follows[-12:]) is not None


KINDS: tuple[tuple[str, Callable[[Digits], bool]], ...] = (
    (IDENTITY, _is_person),
    (MOBILE_NUMBER, _is_mobile),
    ("银行卡号", _is_card),
    ("固定电话号码", _is_line),
)
"""What numbers are looked for, the most telling first: what one kind has explained is not told again."""
IN_KEYS = frozenset({IDENTITY, MOBILE_NUMBER, "电子邮箱"})
"""What is looked for in a key: chance makes a card number sooner than one of these."""


def screen(text: str, names: Iterable[str] = ()) -> str | None:
    """Say what personal data a text holds and where, never repeating it; None when it holds none.

    `names` are those that this file keeps sealed: who reported, and how they are reached.
    """
    if len(text) > LONGEST:
        return f"文字过长，不能超过{LONGEST}字；较长的材料请作为证据存放，在案卷中只登记名称"
    read = folded(text)
    found: dict[str, int] = {}
    for name, place, _ in (*_sealed(read, names), *_finds(read)):
        found.setdefault(name, place + 1)
    if not found:
        return None
    said = "、".join(f"{name}（第{place}字起）" for name, place in found.items())
    return f"文字中含有{said}；案件记录不得写入个人信息，请删去后重新提交，举报人的身份和联系方式请填在举报人栏"


def masked(text: str, names: Iterable[str] = ()) -> str:
    """Return a text with the personal data in it made unreadable: numbers and addresses, and the names given."""
    read = folded(text)
    spans = sorted((start, end) for _, start, end in (*_sealed(read, names, every=True), *_finds(read)))
    shown, shown_to = "", 0
    for start, end in spans:
        if start >= shown_to:
            shown += text[shown_to:start] + MASK
        shown_to = max(shown_to, end)
    return shown + text[shown_to:]


def mentions(text: str, name: str) -> bool:
    """Tell whether a text names somebody, however the name is spelt."""
    return any(_sealed(folded(text), [name]))


def screen_key(key: str) -> bool:
    """Tell whether a key that a sender made up is personal data: it stands in the file for ever, too."""
    return any(name in IN_KEYS for name, _, _ in _finds(folded(key[:LONGEST])))


def is_identity_number(text: str) -> bool:
    """Tell whether a text is, or holds, the number of a person's identity card (身份证号码)."""
    return any(name == IDENTITY for name, _, _ in _finds(folded(text[:LONGEST])))


def _finds(read: Folded) -> Iterator[Found]:
    for spelt in (read, read.with_numerals_as_words()) if read.numerals else (read,):
        for name, start, end in _in_digits(spelt.plain):
            yield name, read.places[start], read.places[end - 1] + 1
        meant = spelt.with_letters_as_digits()
        if meant.plain != spelt.plain:
            for name, start, end in _in_digits(meant.plain):
                if name in IN_KEYS:
                    yield name, read.places[start], read.places[end - 1] + 1
    for match in ADDRESS.finditer(read.plain):
        local = BEFORE_AT.search(read.plain[max(0, match.start() - 63) : match.start() + 1])
        start = match.start() + 1 - len(local.group()) if local else match.start()
        yield "电子邮箱", read.places[start], read.places[match.end() - 1] + 1


def _in_digits(plain: str) -> Iterator[Found]:
    """Yield the numbers of persons in a text, each with where it begins and ends."""
    for run in RUN.finditer(plain):
        yield from _numbers(plain, run)
    yield from _glued(plain)
    for groups, start, end in parted(plain):
        number = Digits("".join(groups).upper(), tuple(map(len, groups)), frozenset(), "")
        for name, holds in KINDS[:2]:
            if holds(number):
                yield name, start, end


def _glued(plain: str) -> Iterator[Found]:
    """Yield the numbers that stand within longer ones."""
    for match in GLUED_PERSON.finditer(plain):
        if _is_birthday(match[1][6:14]) and _is_checked(match[1]):
            yield IDENTITY, *match.span(1)
    for match in GLUED_BOTH.finditer(plain):
        person = 1 if match[1] else 2
        if _is_birthday(match[person][6:14]):
            yield IDENTITY, *match.span()
    for match in GLUED_MOBILES.finditer(plain):
        yield MOBILE_NUMBER, *match.span()


def _numbers(plain: str, run: re.Match[str]) -> Iterator[Found]:
    """Yield the numbers of one run of groups, each with where it begins and ends."""
    groups = [match.span() for match in GROUP.finditer(plain, run.start(), run.end())]
    if run.start() and plain[run.start() - 1].isascii() and plain[run.start() - 1].isalpha():
        first = groups[0][1] - groups[0][0]
        if first not in WHOLE:
            groups = groups[1:]  # part of a code that begins with letters
    explained: set[int] = set()
    for name, holds in KINDS:
        for first in range(len(groups)):
            for last, found in _candidates(plain, groups, first):
                span = range(first, last + 1)
                if explained.isdisjoint(span) and holds(found):
                    explained.update(span)
                    letter = CHECK_LETTER.match(plain, groups[last][1]) if found.digits.endswith("X") else None
                    yield name, groups[first][0], letter.end() if letter else groups[last][1]


def _candidates(plain: str, groups: list[tuple[int, int]], first: int) -> Iterator[tuple[int, Digits]]:
    """Yield what may be one number that begins with a group, with the last group of each."""
    digits, between = "", frozenset[str]()
    follows = plain[max(0, groups[first][0] - len(TELEPHONE.pattern)) : groups[first][0]]
    for last in range(first, len(groups)):
        start, end = groups[last]
        digits += plain[start:end]
        if len(digits) > MOST_DIGITS:
            return
        if last > first:
            between |= {plain[groups[last - 1][1] : start].strip() or " "}
        lengths = tuple(end - start for start, end in groups[first : last + 1])
        if len(digits) == PERSON - 1 and CHECK_LETTER.match(plain, end):
            yield last, Digits(f"{digits}X", _with_letter(lengths), between, follows)
        if not (plain[end : end + 1].isascii() and plain[end : end + 1].isalpha()):
            yield last, Digits(digits, lengths, between, follows)


def _with_letter(lengths: tuple[int, ...]) -> tuple[int, ...]:
    """Return the groups of an identity number whose last sign is a letter."""
    return (*lengths, 1) if set(lengths) == {1} else (*lengths[:-1], lengths[-1] + 1)


def _sealed(read: Folded, names: Iterable[str], *, every: bool = False) -> Iterator[Found]:
    """Yield where a name or an address stands that this file keeps sealed, however it is spelt; first or every."""
    letters = read.only_letters()
    for name in names:
        looked_for = folded(name).only_letters().plain
        least = SHORTEST_CONTACT if any(one.isdecimal() for one in name) else SHORTEST_NAME
        if len(looked_for) < least or looked_for in NOBODY:
            continue
        start = letters.plain.find(looked_for)
        while start >= 0:
            end = start + len(looked_for)
            yield "本件封存的举报人信息", letters.places[start], letters.places[end - 1] + 1
            start = letters.plain.find(looked_for, end) if every else -1
