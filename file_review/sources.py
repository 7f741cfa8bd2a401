"""A file as it was read (案卷材料): dated facts, published sums, and what is wrong with the way they are written."""

from decimal import Decimal
from typing import Literal

from file_review.dating import UNKNOWN, When
from file_review.wording import Words, printed
from models.acts import Act
from models.values import Value

Level = Literal["error", "warning"]


class Complaint(Value):
    """What is wrong with a file, and where; an error is left out, a warning is told and read all the same."""

    file: str
    line: int
    level: Level
    field: str
    sentence: Words

    @property
    def text(self) -> str:
        """Return the complaint as a line for a person."""
        where = f"{self.file}第{self.line}行" if self.line else self.file
        kind = "" if self.level == "error" else "(提示)"
        return printed(f"{where}{f'的“{self.field}”' if self.field else ''}{kind}:{self.sentence}")


class Fact(Value):
    """One dated fact (事实): what happened, when as far as known, and what the researcher noted about it."""

    event: str
    when: When = UNKNOWN
    detail: str = ""
    line: int = 0
    inferred: str = ""
    """Why it, or its date, is taken to be so although the source does not say it."""


class Period(Value):
    """One period of a daily penalty as it was published (公布的计罚期间)."""

    start: When = UNKNOWN
    end: When = UNKNOWN
    days: int | None = None
    per_day: Decimal | None = None
    total: Decimal | None = None
    line: int = 0


class Published(Value):
    """A case in the form of dated facts, as it was published (已公布案件)."""

    id: str
    file: str
    place: str = ""
    kinds: tuple[str, ...] = ()
    quality: str = ""
    """How good the copy is: `official`, `court`, `news`, each also with `-mirror`."""
    facts: tuple[Fact, ...] = ()
    amounts: dict[str, tuple[Decimal, ...]] = {}
    """Sums in yuan by name; several where the file lists several."""
    periods: tuple[Period, ...] = ()
    laws: tuple[str, ...] = ()
    """The provisions that the source says were cited."""
    unmapped: tuple[str, ...] = ()
    """Events nobody knows, as they are written."""

    def amount(self, *names: str) -> Decimal | None:
        """Return the first of these sums that the file gives."""
        return next((self.amounts[name][0] for name in names if self.amounts.get(name)), None)

    @property
    def instalments(self) -> tuple[Decimal, ...]:
        """Return the parts in which the fine was paid, or was to be; none where the file tells of none."""
        return next((sums for name, sums in self.amounts.items() if "instal" in name), ())


class Exported(Value):
    """A file of this system as it exports it (本系统导出的案卷): every act with its content, nothing left out."""

    id: str
    file: str
    acts: tuple[Act, ...]


Source = Published | Exported
