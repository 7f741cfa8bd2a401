"""Acts after which somebody else answers for a file, or takes part in it (责任单位、责任人): opened, handed on, renamed."""

from pydantic import Field

from models.acts.content import Content
from models.people import Answerable
from models.values import Line, MaybeLine, Several


class OpensFile(Content):
    """An act that opens a file (开立案卷): from then on somebody answers for it at each grid level."""

    answerable: Several[Answerable]

    @property
    def sent_by(self) -> str:
        """Return the system that sent in what opens the file, where the act names one."""
        return ""

    @property
    def sent_to(self) -> str:
        """Return the unit to which what opens the file was sent, where another one still answers for it at first."""
        return ""


class HandsOver(Content):
    """An act after which another unit answers for the file (转办、指定管辖)."""

    unit: Line
    answerable: Answerable | None = None
    """Who answers there; needed when the unit is not in the grid's own chain."""
    ecology: bool = True
    """Whether it is a department of ecology (生态环境主管部门), against which the terms of these procedures run."""

    @property
    def leaves_ecology(self) -> bool:
        """Tell whether it goes to another department; where a source leaves that open, it does not."""
        return self.__dict__.get("ecology") is False


class BringsIn(Content):
    """An act after which a further unit takes part in the file without answering for it (成员单位、参加单位)."""

    unit: Line
    answerable: Answerable | None = None
    """Who answers there; needed when the unit is not in the grid's own chain."""


class Reassigns(Content):
    """An act after which other persons answer at a grid level, or in a unit outside the chain (变更责任单位、责任人)."""

    answerable: Answerable
    instead_of: MaybeLine = Field(default="", exclude_if=lambda unit: not unit)
    """The unit in whose place it is; said where several stand at one level and grid, as a bureau and departments."""
