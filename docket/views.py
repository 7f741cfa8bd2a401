"""What the docket answers: one row per file, term, document, message, disclosure or unit."""

from datetime import date
from typing import Literal

from pydantic import Field

from models.effects import Document
from models.effects import Message as MessageEffect
from models.standing import Term
from models.values import Instant, Value


class FileFilter(Value):
    """Which files are wanted; what is not given does not narrow."""

    kind: str | None = None
    """The kind of file, by its Temporal type."""
    stage: str | None = None
    level2_grid: str | None = None
    grid: str | None = None
    unit: str | None = None
    """The unit that answers now."""
    party: str | None = None
    alert: Literal["none", "near", "late"] | None = None
    pollution: str | None = None
    due_before: date | None = None
    """A last day runs that is this day or earlier."""
    closed: bool | None = None
    rehearsal: bool | None = False
    """True: rehearsals only; None: both."""


class FileRow(Value):
    """One file as a list shows it; the authoritative state is the workflow's."""

    kind: str
    file_no: str
    revision: int
    acts: int
    stage: str
    stage_name: str
    closed: bool
    archived: bool
    rehearsal: bool
    alert: str
    grid: str
    grid_name: str
    place: str
    """The grid with the county that it lies in, as 衡山县开云镇; another county may answer for the file."""
    level2_grid: str
    level2_name: str
    unit: str
    unit_name: str
    person: str
    pollution: tuple[str, ...]
    party: str
    party_name: str
    """Name of an organisation; a citizen's stays in the register."""
    opened_at: Instant
    at: Instant
    """When it was last judged."""
    next_last_day: date | None
    next_term: str
    """Name of the term that ends next."""
    next_ends_at: Instant | None = None
    """The instant at which it ends, where it runs in hours."""


class FilePage(Value):
    """Some files, the most pressing first, and where the next page begins."""

    rows: tuple[FileRow, ...]
    after: str | None = Field(default=None)
    """Give this as `after` to go on; None when there are no more."""


class Asking(Value):
    """One usual next act of a file that the reader may do (轮到本人办理)."""

    act: str
    label: str


class DeskRow(Value):
    """One file on a desk: as a list shows it, with what is asked of the reader and since when its unit has it."""

    file: FileRow
    turns: tuple[Asking, ...] = ()
    held_since: date | None = None
    person_name: str = ""
    """Who has it in hand (承办人)."""
    term: Term | None = None
    """The term that ends next."""
    working_days: int | None = None
    """Working days left until its last day; negative when it has passed; None where none runs."""


class DeskPage(Value):
    """Some files of one basket, how many are in each, and where the next page begins."""

    counts: dict[str, int]
    rows: tuple[DeskRow, ...]
    after: str | None = None
    saved: tuple[int, ...] = ()
    """How many files each filter that the reader has saved lists, in their order."""


class DueTerm(Value):
    """One open term of a file, with the days left counted on the day of asking."""

    file_no: str
    stage_name: str
    unit: str
    unit_name: str
    term: Term

    @property
    def mark(self) -> str:
        """Return by what the next page is asked for that begins behind it."""
        last = self.term.last_day.isoformat() if self.term.last_day else ""
        return f"{last}~{self.file_no}~{self.term.key}"


class DocumentRow(Value):
    """One document of a file and its number (文号), if it bears one."""

    file_no: str
    at: Instant
    number: str
    effect: Document
    amended: str = ""
    """What became of the act that made it, when and by which act (已更正、已撤回); empty where it counts as made."""
    changes: str = ""
    """What the act says now, where it was corrected."""
    counts: bool = True
    """Whether the act that made it still counts."""


class Message(Value):
    """One message to a person."""

    file_no: str
    at: Instant
    effect: MessageEffect


class Disclosure(Value):
    """One decision that is public (行政处罚决定公开), or in its place that and why it was taken back, or is over."""

    id: str
    """Under which it can be referred to for ever: the file's number and that of the publishing act."""
    title: str
    """What it is: a decision on a penalty, an order, a measure, an entry on a list."""
    file_no: str
    published_on: date
    number: str
    """Number of the decision (决定书文号)."""
    issuer: str
    decided_on: date | None
    party: str
    """Name of the organisation; a citizen is never named. Empty, as what follows, where it was taken back."""
    measures: tuple[str, ...]
    fine: str
    basis: tuple[str, ...]
    summary: str
    place: str = ""
    """The county that it belongs to."""
    party_no: str = ""
    """The organisation by its number in the register; empty for a citizen."""
    withdrawn_on: date | None = None
    withdrawal_reason: str = ""
    displayed_until: date | None = None
    """The last day on which it is displayed (公示截止期); None where no rule sets one."""
    repair_from: date | None = None
    """The last day of the shortest display, after which repair may be asked for (最短公示期)."""
    display_basis: str = ""
    is_over: bool = False
    """Whether its display has ended (公示期满): then it says no more than that, and which it was."""


class UnitStatistics(Value):
    """How the files of one unit stand."""

    unit: str
    unit_name: str
    open: int
    near: int
    late: int
    closed: int
    terms_met: int
    terms_met_late: int
    terms_late: int


class UnitRow(Value):
    """One file or term that a figure of a unit counts."""

    file_no: str
    stage_name: str
    alert: str
    closed: bool
    party_name: str
    place: str
    what: str
    """The term that is counted, or of a file the one that ends next."""
    day: date | None
    """Its last day."""


class UnitRows(Value):
    """Some of the rows that a figure of a unit counts, how many there are, and where the next page begins."""

    count: int
    rows: tuple[UnitRow, ...]
    after: str | None = None


class Waiting(Value):
    """One thing that crosses a boundary and waits (跨单位、跨案卷等待办理的事项), and who has to act."""

    state: Literal["term", "sent", "undelivered", "refused", "file", "elsewhere"]
    """A term of another body or between units; on its way; not taken in its time; refused; with another file; or the
    whole file is with a unit outside its grid."""
    what: str
    kind: str
    file_no: str
    stage_name: str
    act_no: int
    since: date
    last_day: date | None = None
    body: str = ""
    """Which other body has to act; empty where a unit does."""
    unit: str = ""
    """The unit that has to act."""
    unit_name: str = ""
    other_file: str = ""
    citation: str = ""
