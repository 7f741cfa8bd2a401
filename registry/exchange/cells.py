"""One cell: what a person typed becomes a value of the register, or an answer that says what would be right."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from ipaddress import ip_address
from typing import TypeVar
from urllib.parse import urlsplit

from models.people import ROLE_NAMES
from registry.entries import POST_NAMES, SPECIAL_NAMES
from registry.privacy import is_identity_number, screen

Cell = str | int | date | None
T = TypeVar("T")

LONGEST = 200
LEVELS = {"一级": 1, "二级": 2, "三级": 3, "1": 1, "2": 2, "3": 3}
LEVEL_TEXTS = {1: "一级", 2: "二级", 3: "三级"}
UNIT_KINDS = {
    "生态环境部门": "ecology",
    "市直部门": "department",
    "乡镇街道": "township",
    "园区管委会": "committee",
}
RANKS = (
    *("正厅级", "副厅级", "正处级", "副处级", "正科级", "副科级", "科员", "办事员", "编外人员"),
    *("一级巡视员", "二级巡视员", "一级调研员", "二级调研员", "三级调研员", "四级调研员"),
    *("一级主任科员", "二级主任科员", "三级主任科员", "四级主任科员", "一级科员", "二级科员"),
)
SENIOR = frozenset(RANKS) - {"科员", "办事员", "编外人员", "一级科员", "二级科员"}
"""副科级 or above, or a grade that goes with it (the head of a working group)."""
POSTS = {name: post for post, name in POST_NAMES.items()}
SPECIALS = {name: kind for kind, name in SPECIAL_NAMES.items()}
ROLES = {name: role.value for role, name in ROLE_NAMES.items()}
LEAVES = ("年休假", "病假", "事假", "产假", "出差", "学习培训", "借调", "其他")
OPEN_WORDS = ("至今", "长期")

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
CERTIFICATE = re.compile(r"[A-Za-z0-9\u4e00-\u9fff〔〕()\[\]第字号.-]{4,64}")
PERSON = re.compile(r"[\u3400-\u9fff\U00020000-\U000323afA-Za-z·. '-]{2,60}")
DAY = re.compile(
    r"(\d{4})\s?[-./年]\s?(\d{1,2})\s?[-./月]\s?(\d{1,2})\s?日?(?:\s+0?0:00(?::00)?)?|(\d{4})(\d{2})(\d{2})"
)
ROUNDED = re.compile(r"\d(?:\.\d+)?[Ee]\+\d+")
SECRET = re.compile(r"(?i)(?:^|&)[^=]*(?:token|secret|passw|sign|apikey|api_key|密钥)[^=]*=")
FEWEST_DIGITS = 3
FIRST_YEAR = 1949


class BadCell(ValueError):  # noqa: N818  an answer, not an error
    """What is wrong with a cell, what would be right, and what was probably meant."""

    def __init__(self, wrong: str, right: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(wrong)
        self.wrong, self.right, self.near = wrong, right, near


OPEN = date.max
"""“至今” as a day: the row has no end, and this is said on purpose."""


def near(asked: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return what was probably meant."""
    return tuple(get_close_matches(asked, known, n=3, cutoff=0.5))


def text(cell: str) -> str:
    """Return a line of text."""
    if len(cell) > LONGEST:
        raise BadCell(f"有 {len(cell)} 个字，过长", f"不超过 {LONGEST} 字")
    return cell


def public_text(cell: str) -> str:
    """Return a line that others see, and so holds nothing about a person."""
    if screen(cell) is not None:
        raise BadCell("对外可见的栏目含有电话、证件号码等个人信息", "删去个人信息")
    return text(cell)


def code(cell: str) -> str:
    """Return an official number; a person's identity or telephone is none."""
    plain = unicodedata.normalize("NFKC", cell)
    _unrounded(plain)
    if screen(plain) is not None:
        raise BadCell("编号是身份证号码或者电话号码", "用单位所编的编号，如 p-430423-04")
    if not CODE.fullmatch(plain):
        raise BadCell(f"“{cell}”不是编码", "字母、数字、点、横线，以字母或者数字开头，不超过 64 个字符")
    return plain


def _unrounded(cell: str) -> None:
    if ROUNDED.fullmatch(cell):
        raise BadCell(f"“{cell}”已被表格软件改写为科学记数", "把该列设为文本格式后重新填写原来的号码")


def certificate_number(cell: str) -> str:
    """Return the number of an enforcement certificate (执法证号)."""
    plain = unicodedata.normalize("NFKC", cell).replace(" ", "")
    _unrounded(plain)
    if is_identity_number(plain):
        raise BadCell("填的是身份证号码", "填执法证上的证号")
    if not CERTIFICATE.fullmatch(plain) or len(re.findall(r"\d", plain)) < FEWEST_DIGITS:
        raise BadCell(f"“{cell}”不是执法证号", "证上的编号，如 18040423012 或者 湘行执04230012，至少三位数字")
    return plain


def name_of_person(cell: str) -> str:
    """Return a person's name."""
    plain = cell.replace("•", "·").replace("・", "·")
    if not PERSON.fullmatch(plain):
        raise BadCell(f"“{cell}”不是姓名", "二至六十个汉字或者字母，可有间隔号")
    return plain


def day(cell: str) -> date:
    """Return a day, written as people and Excel write it."""
    found = DAY.fullmatch(unicodedata.normalize("NFKC", cell))
    right = "如 2026-03-01、2026/3/1、2026年3月1日"
    if found is None:
        raise BadCell(f"“{cell}”不是日期", right)
    year, month, date_ = (int(part) for part in found.groups() if part is not None)
    try:
        read = date(year, month, date_)
    except ValueError:
        raise BadCell(f"“{cell}”不是真实存在的日期", right) from None
    if not FIRST_YEAR <= year < date.max.year:
        raise BadCell(f"年份 {year} 不合常理", f"{FIRST_YEAR} 年以后；没有终止的写“至今”")
    return read


def or_open(read: Callable[[str], Cell]) -> Callable[[str], Cell]:
    """Return how a last day is read that may be said to be open."""

    def reading(cell: str) -> Cell:
        return OPEN if cell in OPEN_WORDS else read(cell)

    return reading


def level(cell: str) -> int:
    """Return a grid level (网格级别)."""
    return one_of(LEVELS, unicodedata.normalize("NFKC", cell).removesuffix("网格"), ("一级", "二级", "三级"))


def kind_of_unit(cell: str) -> str:
    """Return what a unit is (单位性质)."""
    return one_of(UNIT_KINDS, cell, tuple(UNIT_KINDS))


def kind_of_special(cell: str) -> str:
    """Return what a special grid is there for (特殊网格类型)."""
    return one_of(SPECIALS, cell, tuple(SPECIALS))


def post(cell: str) -> str:
    """Return what somebody answers as (责任类型)."""
    return one_of(POSTS, cell, tuple(POSTS))


def rank(cell: str) -> str:
    """Return a rank or grade (职级)."""
    return one_of({name: name for name in RANKS}, cell, RANKS)


def leave(cell: str) -> str:
    """Return why somebody is away, in a word that says nothing more about the person (请假事由)."""
    return one_of({name: name for name in LEAVES}, cell, LEAVES)


def roles(cell: str) -> str:
    """Return what a person may do (岗位), in one order."""
    named = [name for name in re.split(r"[、,，;；/\s]+", cell) if name]
    found = {one_of(ROLES, name, tuple(ROLES)) for name in named}
    return " ".join(sorted(found))


def one_of(known: Mapping[str, T], cell: str, right: tuple[str, ...]) -> T:
    """Return what a word means of those that can be written."""
    if cell not in known:
        raise BadCell(f"“{cell}”不在可填的内容中", "、".join(right), near(cell, tuple(known)))
    return known[cell]


def callback(cell: str) -> str:
    """Return where another system takes its feedback: https, or http on this machine."""
    right = "https 地址，如 https://12369.example.cn/feedback；只有本机地址可用 http"
    try:
        parts = urlsplit(cell)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        raise BadCell(f"“{cell}”不是网址", right) from None
    if not host or re.search(r"[\s\\]", cell) or parts.fragment or len(cell) > 500:  # noqa: PLR2004  column width
        raise BadCell(f"“{cell}”不是可以回调的网址", right)
    if parts.username is not None or SECRET.search(parts.query):
        raise BadCell("网址中含有用户名、密码或者密钥", "密钥由系统生成，不写在表里")
    if parts.scheme != "https" and not (parts.scheme == "http" and _loopback(host)):
        raise BadCell(f"“{parts.scheme}://{host}”没有加密", right)
    return cell


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
