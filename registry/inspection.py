"""How often a polluter is to be checked (检查频次): by category and risk, by the ground it stands on, by its record."""

import tomllib
from functools import cache
from typing import Any

from models.values import Value
from registry.polluters import Polluter
from registry.shipped_files import DATA

NORM = "本市服务规范，非法定要求；差别化检查频次见衡政办发〔2015〕76号三（一）"


class Frequency(Value):
    """Checks in a year, and why so many."""

    times: int
    reasons: tuple[str, ...]
    norm: str = NORM


@cache
def _norms() -> dict[str, Any]:
    return tomllib.loads((DATA / "inspection.toml").read_text("utf-8"))


def record_days() -> int:
    """Return how far back a record counts."""
    return int(_norms()["record"]["days"])


def frequency(polluter: Polluter, *, specials: int, penalties: int, orders: int) -> Frequency:
    """Return how often a polluter is to be checked in a year; `specials` is how many special grids lie over it."""
    base, more = _norms()["base"], _norms()["more"]
    counted = (
        (base[polluter.category], "管理类别", True),
        (more["key_unit"], "重点排污单位", polluter.is_key),
        (more["high_risk"], "高风险", polluter.risk == "high"),
        (more["special_grid"], "位于特殊网格", specials > 0),
        (more["penalised"], f"{record_days()}日内有行政处罚", penalties > 0),
        (more["ordered"], f"{record_days()}日内有责令改正", orders > 0),
    )
    return Frequency(
        times=sum(times for times, _, counts in counted if counts),
        reasons=tuple(f"{why}{times}次" for times, why, counts in counted if counts),
    )
