"""The pages themselves: templates with what is public filled in, always escaped; Chinese, without script."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment

from console.templates import templates_in
from docket.views import Disclosure
from law.chinese import day, money
from public_site.complaint_months import DEFINITIONS, ComplaintMonth
from public_site.inspections import PublicDraw
from public_site.shelf import Shelf, initial

TEMPLATES = Path(__file__).with_name("templates")
SITE = "衡阳市生态环境监管执法信息公开"
WAYS: Mapping[str, tuple[str, str]] = {
    "months": ("按月份", "按公开的月份查找"),
    "places": ("按地区", "按县（市、区）、园区查找"),
    "parties": ("按单位", "按被处罚单位的名称查找"),
    "numbers": ("按文号", "按决定书文号查找"),
}
FIGURES = ("received", "accepted", "refused", "answered", "true", "partly_true", "untrue")
FIGURE_NAMES = ("收到", "受理", "不予受理", "已答复", "属实、基本属实", "部分属实", "不属实")
UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
"""What XML cannot say."""


@cache
def _templates() -> Environment:
    found = templates_in(TEMPLATES)
    found.filters |= {"day": day, "money": _money, "href": page_name}
    found.globals |= {"site": SITE, "ways": WAYS}
    return found


def _money(said: str) -> str:
    return money(Decimal(said)) if said else ""


def _filled(template: str, **values: Any) -> str:  # noqa: ANN401  what a template shows
    return _templates().get_template(template).render(**values)


def look() -> str:
    """Return what all pages look like, as one word: other templates make every page anew."""
    ours = (*sorted(TEMPLATES.iterdir()), *sorted(Path(__file__).parent.glob("*.py")))
    return hashlib.sha256(b"".join(one.read_bytes() for one in ours if one.is_file())).hexdigest()[:16]


def page_name(stem: str, number: int = 1) -> str:
    """Return the name of one page of a shelf."""
    return f"{stem}.html" if number == 1 else f"{stem}-p{number}.html"


def item(shown: Disclosure) -> str:
    """Return the page of one publication, or what stands in its place once it was taken back."""
    return _filled("item.html.j2", root="../", shown=shown, way="")


def listing(shelf: Shelf, shown: Sequence[Disclosure], number: int, of: int) -> str:
    """Return one page of a shelf."""
    return _filled("listing.html.j2", root="../", shelf=shelf, shown=shown, number=number, of=of, way=shelf.way)


def overview(way: str, shelves: Sequence[tuple[Shelf, int]]) -> str:
    """Return the page from which one way of looking begins; organisations stand under the first sign of their name."""
    order = sorted(shelves, key=lambda one: one[0].name, reverse=True) if way == "months" else shelves
    groups: dict[str, list[tuple[Shelf, int]]] = {}
    for shelf, count in order:
        groups.setdefault(initial(shelf.title) if way == "parties" else "", []).append((shelf, count))
    return _filled("overview.html.j2", root="../", way=way, groups=sorted(groups.items()))


def home(newest: Sequence[Disclosure], count: int, on: date) -> str:
    """Return the first page."""
    return _filled("home.html.j2", root="", way="", shown=newest, count=count, on=on)


def about() -> str:
    """Return the page that says what is public, for how long, and by which law."""
    return _filled("about.html.j2", root="", way="about")


def complaints(month: ComplaintMonth) -> str:
    """Return the page of a month of complaints."""
    tables = (
        ("按污染类型", month.by_pollution),
        ("按行业", month.by_industry),
        ("按地区", month.by_place),
    )
    told = {"figures": FIGURES, "names": FIGURE_NAMES, "definitions": list(DEFINITIONS.values())}
    return _filled("complaints.html.j2", root="../", way="complaints", month=month, tables=tables, **told)


def complaint_months(months: Iterable[ComplaintMonth]) -> str:
    """Return the page that lists the months."""
    return _filled("months.html.j2", root="../", way="complaints", months=sorted(months, key=_month, reverse=True))


def inspections(draws: Sequence[PublicDraw]) -> str:
    """Return the page of the random inspections."""
    return _filled("inspections.html.j2", root="../", way="inspections", draws=draws)


def _month(one: ComplaintMonth) -> str:
    return one.month


def data(years: Sequence[str]) -> str:
    """Return the page of the open data."""
    return _filled("data.html.j2", root="../", way="data", years=sorted(years, reverse=True))


def feed(newest: Sequence[Disclosure], address: str, on: date) -> str:
    """Return the feed (Atom) of what was published last."""
    return UNPRINTED.sub("", _filled("feed.xml.j2", shown=newest, address=address, on=on))


def style() -> str:
    """Return the one style sheet."""
    return (TEMPLATES / "style.css").read_text(encoding="utf-8")
