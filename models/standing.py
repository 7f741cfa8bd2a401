"""Where a file stands, as derived from its acts: terms, what may be done next, who answers, what went wrong."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from models.people import Answerable, Role
from models.values import Instant, Value

TermState = Literal["running", "suspended", "met", "met_late", "late", "expired", "void"]
TERM_STATE_NAMES = {
    "running": "进行中",
    "suspended": "中止计算",
    "met": "按期完成",
    "met_late": "逾期完成",
    "late": "已逾期",
    "expired": "已届满",
    "void": "不再适用",
}
"""`late`: a duty whose last day passed undone. `expired`: a right or waiting time of the party that ended by itself."""


class Term(Value):
    """One statutory term (法定期限) or service norm (服务规范) of a file."""

    key: str
    """`<rule>[.<variant>]#<number of the act that started it>`."""
    rule: str
    name: str
    statutory: bool
    """False for a service norm, which the city sets itself, and for guidance (指引); neither is a statutory term."""
    citation: str
    """Instrument and article, or the city's own decision for a service norm."""
    instrument: str = ""
    article: str = ""
    grade: str = "V"
    obligor: str
    """Who has to keep it (义务主体): authority, township, party, or another body."""
    started_by: int
    start: date
    amount: int
    unit: str
    last_day: date | None
    ends_at: Instant | None
    earliest: date | None
    latest: date | None
    provisional: bool = False
    suspended_days: int = 0
    extended: int = 0
    """How many times it was extended."""
    state: TermState
    ended_by: int | None = None
    days_left: int | None = None
    """Civil days until the last day; negative when it has passed; None when ended or suspended."""
    consequence: str = ""
    """What follows when it is missed."""
    owner_unit: str = ""
    owner_person: str = ""

    @property
    def open(self) -> bool:
        """Tell whether the term still waits for its act."""
        return self.state in ("running", "suspended", "late")

    @property
    def ours(self) -> bool:
        """Tell whether the bureau or a township has to keep it; what others owe is shown, not escalated."""
        return self.obligor in ("authority", "township")


class Next(Value):
    """One act that may be done now, and by whom."""

    act: str
    label: str
    by: str
    """Who may, in Chinese."""
    roles: tuple[Role, ...] = ()
    levels: tuple[int, ...] = ()
    """The posts and grid levels of the persons who may; none where only other systems or files do."""
    citation: str = ""
    usual: bool = False
    """Whether it is a usual next one (通常的下一步): an open term waits for it, or the ordinary course comes to it."""
    term: str = ""
    """The key of the open term that waits for it, where it is a usual one."""


class Forbidden(Value):
    """One act that would be next in order, but that a guard now forbids, and why (当前禁止)."""

    act: str
    label: str
    sentence: str
    article: str = ""
    guard: str = ""


class Lane(Value):
    """One procedure of the file and how far it is."""

    procedure: str
    name: str
    stage: str
    stage_name: str
    since: date


class Irregularity(Value):
    """Something that was done against the rules, or became so after a correction."""

    act: int
    code: str
    sentence: str
    article: str = ""


class Unread(Value):
    """A provision that an act rests on and that this register has not read: neither in force nor not (未核实)."""

    act: int
    provision: str
    sentence: str


class CaseParticulars(Value):
    """What the standing of a violation case says besides the common part (案情要素)."""

    kind: Literal["ViolationCase"] = "ViolationCase"
    grid: str = ""
    pollution: tuple[str, ...] = ()
    party: str = ""
    """The party by its number in the register; empty while unknown."""
    complaint: str = ""
    """The number of the complaint's file it came from; empty where it came from elsewhere."""
    matter: str = ""
    """The number of the transferred matter's file it came from; empty where it came from elsewhere."""

    @property
    def other_file(self) -> tuple[str, str]:
        """Return what the other file is to this one, in Chinese, and its number; empty where there is none."""
        return ("来源移送事项", self.matter) if self.matter else ("来源举报件", self.complaint)


class ComplaintParticulars(Value):
    """What the standing of a complaint says besides the common part (举报要素); nothing of who complained."""

    kind: Literal["Complaint"] = "Complaint"
    grid: str = ""
    pollution: tuple[str, ...] = ()
    channel: str = ""
    party: str = ""
    case: str = ""
    """The number of the case it led to, once that case is open."""

    @property
    def other_file(self) -> tuple[str, str]:
        """Return what the other file is to this one, in Chinese, and its number; empty where there is none."""
        return "转交办理的案件", self.case


class MatterParticulars(Value):
    """What the standing of a transferred matter says besides the common part (移送事项要素)."""

    kind: Literal["Matter"] = "Matter"
    grid: str = ""
    pollution: tuple[str, ...] = ()
    party: str = ""
    matter: str = ""
    from_unit: str = ""
    """The unit that sent it."""
    from_file: str = ""
    """The number of the file that sent it; empty where it came from outside."""
    unit: str = ""
    """The unit that has to deal with it."""
    waits_for: str = ""
    """The unit that has to act next; empty once it is done."""
    case: str = ""
    """The number of the case that the receiver opened for it, once that case is open."""

    @property
    def other_file(self) -> tuple[str, str]:
        """Return what the other file is to this one, in Chinese, and its number; empty where there is none."""
        return "移送案卷", self.from_file


Particulars = Annotated[CaseParticulars | ComplaintParticulars | MatterParticulars, Field(discriminator="kind")]


class Standing(Value):
    """The whole answer to: where does this file stand at this instant? A common part, and the part of its kind."""

    file_no: str
    at: Instant
    edition: str
    """Edition of the law that answered."""
    acts: int
    stage: str
    stage_name: str
    closed: bool
    archived: bool
    lanes: tuple[Lane, ...]
    terms: tuple[Term, ...]
    next: tuple[Next, ...]
    forbidden: tuple[Forbidden, ...] = ()
    answerable: tuple[Answerable, ...]
    holder_unit: str
    """The one unit that answers at this instant."""
    holder_person: str
    irregularities: tuple[Irregularity, ...] = ()
    unread: tuple[Unread, ...] = ()
    """What the documents rest on and nobody here can say whether it was in force."""
    next_at: Instant | None = None
    """The next instant at which time itself changes the standing."""
    next_last_day: date | None = None
    alert: Literal["none", "near", "late"] = "none"
    rehearsal: bool = False
    particulars: Particulars
