"""The numbers that a file's documents were given (文号), as the file itself keeps them."""

from collections.abc import Iterable

from models.values import Value

Place = tuple[str, str, int, int]
"""Where a number stands: issuer, word, year, serial."""


class DocumentNumber(Value):
    """One number: given once, whatever becomes of the docket that gave it."""

    key: str
    """The key of the document it stands on."""
    act: str
    """The key under which the act was sent that the document follows from."""
    issuer: str
    word: str
    year: int
    serial: int
    number: str
    void: str = ""
    """Why it counts for nothing (作废); it is not given again."""

    @property
    def place(self) -> Place:
        """Return where it stands in its series."""
        return self.issuer, self.word, self.year, self.serial


def merged(kept: Iterable[DocumentNumber], told: Iterable[DocumentNumber]) -> tuple[DocumentNumber, ...]:
    """Return the numbers of a file, with what was told last of each."""
    return tuple({number.place: number for number in (*kept, *told)}.values())
