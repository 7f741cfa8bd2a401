"""What another system may do (外部系统授权): which acts, and in whose files; the one source for reading and for acting.

A file is reached by its facts, the same in the docket and in the workflow: who sent it in, which unit answers for it
now, which units stand in its grid's chain.
"""

from collections.abc import Iterator
from typing import Literal

from models.values import Line, MaybeLine, Value

Ground = Literal["own", "referred", "unit"]
GROUND_NAMES: dict[Ground, str] = {
    "own": "本系统送来的案卷",
    "referred": "现由该单位负责（已转交该单位）的案卷",
    "unit": "该单位负责或者监管的案卷",
}
FACTS: dict[Ground, tuple[str, ...]] = {"own": ("sender",), "referred": ("unit",), "unit": ("unit", "unit2", "unit3")}
"""By which facts of a file each ground is met."""

READ = "read_file"
"""Stands for an act where a system may only read."""


class Grant(Value):
    """One act (or `read_file`) in the files of one ground; `unit` is whose they are, where the ground asks for it."""

    act: Line
    files: Ground = "own"
    unit: MaybeLine = ""

    def reached(self, system: str) -> Iterator[tuple[str, str]]:
        """Return what must be true of a file: one of these facts has this value."""
        value = system if self.files == "own" else self.unit
        return ((fact, value) for fact in FACTS[self.files])


WITHOUT_GRANTS = (
    Grant(act="report_finding"),
    Grant(act="receive_complaint"),
    Grant(act="receive_alarm"),
    Grant(act="add_exceedance"),
    Grant(act="set_order_deadline"),
    Grant(act="record_order_urging"),
    Grant(act="record_return_accepted"),
    Grant(act="record_return_refused"),
    Grant(act=READ),
)
"""What every system may do for which the register says nothing else: send, say what becomes of it there, read it."""
