"""What is wrong with a file, and where: file, row, column, what is wrong, what would be right, what was meant."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Place:
    """A row of a file, counted as the spreadsheet counts it."""

    file: str
    line: int = 0


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, or that is to be known (a warning)."""

    place: Place
    column: str
    wrong: str
    right: str = ""
    near: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Return the whole as one sentence."""
        row = f"第{self.place.line}行" if self.place.line else ""
        column = f"“{self.column}”" if self.column else ""
        right = f"；应为：{self.right}" if self.right else ""
        near = f"；相近的有：{'、'.join(self.near)}" if self.near else ""
        where = f"{self.place.file} {row}{column}".strip()
        return f"{where}：{self.wrong}{right}{near}" if where else f"{self.wrong}{right}{near}"


class Unreadable(Exception):  # noqa: N818  an answer, not an error
    """A file that cannot be read at all; the sentence says why."""

    def __init__(self, sentence: str, right: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.right = sentence, right
