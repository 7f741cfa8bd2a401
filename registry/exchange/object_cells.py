"""Cells about polluters: credit codes, coordinates within the city, categories; and about duties."""

import tomllib
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import cache

from stdnum.cn import uscc as credit_code_of
from stdnum.exceptions import ValidationError

from registry.competence import object_called, objects
from registry.entries import CATEGORY_NAMES, OUTLET_NAMES, POINT_NAMES, RISK_NAMES
from registry.errors import UnclearDuty
from registry.exchange.cells import BadCell, one_of
from registry.shipped_files import DATA

CATEGORIES = {name: kept for kept, name in CATEGORY_NAMES.items()}
RISKS = {name: kept for kept, name in RISK_NAMES.items()}
OUTLETS = {name: kept for kept, name in OUTLET_NAMES.items()}
POINTS_OF_PATROLS = {name: kept for kept, name in POINT_NAMES.items()}
LONGEST_INTERVAL = 366
YES_NO = {"是": True, "否": False}
AREAS = {"全市": "city", "城区": "urban", "城区以外": "rural"}


def credit_code(cell: str) -> str:
    """Return a unified social credit code (统一社会信用代码)."""
    try:
        return str(credit_code_of.validate(unicodedata.normalize("NFKC", cell)))
    except ValidationError:
        raise BadCell(f"“{cell}”不是统一社会信用代码", "18位数字或大写字母，且末位校验码相符") from None


def longitude(cell: str) -> str:
    """Return an eastern longitude within the city."""
    return _coordinate(cell, "经度", "longitude", "latitude")


def latitude(cell: str) -> str:
    """Return a northern latitude within the city."""
    return _coordinate(cell, "纬度", "latitude", "longitude")


@cache
def _reaches(axis: str) -> tuple[Decimal, Decimal]:
    """Return between which degrees the city lies."""
    least, most = tomllib.loads((DATA / "bounds.toml").read_text("utf-8"))[axis]
    return Decimal(least), Decimal(most)


def _coordinate(cell: str, what: str, axis: str, across: str) -> str:
    own, other = _reaches(axis), _reaches(across)
    right = f"{own[0]}至{own[1]}之间的十进制度数，如 {own[0] + 1:.6f}"
    try:
        read = Decimal(unicodedata.normalize("NFKC", cell))
    except InvalidOperation:
        raise BadCell(f"“{cell}”不是{what}", right) from None
    if own[0] <= read <= own[1]:
        return f"{read:.6f}"
    if other[0] <= read <= other[1]:
        raise BadCell(f"“{cell}”不是{what}，经度和纬度写反了", right)
    raise BadCell(f"{what}“{cell}”不在衡阳市范围内", right)


def category(cell: str) -> str:
    """Return how a polluter stands under the list of permits (管理类别)."""
    return one_of(CATEGORIES, cell, tuple(CATEGORIES))


def risk(cell: str) -> str:
    """Return how great the environmental risk is (风险等级)."""
    return one_of(RISKS, cell, tuple(RISKS))


def outlet(cell: str) -> str:
    """Return what leaves by an outlet (排放口类型)."""
    return one_of(OUTLETS, cell, tuple(OUTLETS))


def kind_of_point(cell: str) -> str:
    """Return what is looked at where a round has an extra point (点位类型)."""
    return one_of(POINTS_OF_PATROLS, cell, tuple(POINTS_OF_PATROLS))


def interval(cell: str) -> int:
    """Return how many days lie between two rounds that see a point (巡查间隔)."""
    plain = unicodedata.normalize("NFKC", cell).removesuffix("日").removesuffix("天")
    if not (plain.isdecimal() and 1 <= int(plain) <= LONGEST_INTERVAL):
        raise BadCell(f"“{cell}”不是巡查间隔", f"1至{LONGEST_INTERVAL}的整数，如 7")
    return int(plain)


def yes_no(cell: str) -> bool:
    """Return whether something is so."""
    return one_of(YES_NO, cell, tuple(YES_NO))


def polluting(cell: str) -> str:
    """Return a kind of object of the opinions (排污对象)."""
    try:
        return object_called(cell).id
    except UnclearDuty:
        raise BadCell(f"没有排污对象“{cell}”", "、".join(one.name for one in objects().values())) from None


def conduct(cell: str) -> str:
    """Return a conduct that is told apart of some object (排污行为)."""
    known = {name: one for of in objects().values() for one, name in of.conduct.items()}
    return one_of(known, cell, tuple(known))


def area(cell: str) -> str:
    """Return for which part of the city something was decided."""
    return one_of(AREAS, cell, tuple(AREAS))
