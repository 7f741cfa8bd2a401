"""Where a file stands, as derived from its acts: terms, what may be done next, who answers, what went wrong."""

from datetime import date
from typing import Literal

from pydantic import Field

from models.particulars import Particulars
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
    party: str = Field(default="", exclude_if=lambda party: not party)
    """Whose term it is, in a file of several parties, by the register's number; empty where it is everyone's."""

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
    parties: tuple[str, ...] = Field(default=(), exclude_if=lambda parties: not parties)
    """In a file of several parties: for which of them an act of one party's own may be done."""
    term: str = ""
    """The key of the open term that waits for it, where it is a usual one."""


class Turned(Value):
    """One usual next act of a file, and the posts and grid levels of those whose turn it is (轮到谁办理)."""

    act: str
    roles: tuple[Role, ...]
    levels: tuple[int, ...]


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


class PartyStanding(Value):
    """Where one of several parties of a file stands."""

    id: str
    """The party by its number in the register."""
    kind: Literal["organisation", "citizen"]
    part: Literal["", "joint", "responsible"] = ""
    """Its part in the case; empty for the first party."""
    held_by: tuple[str, ...] = ()
    """Who took over its rights and duties and stands in its place now."""
    stage: str
    stage_name: str
    ordered: str
    """Fine, confiscated gains and surcharge as they stand, in yuan."""
    paid: str
    owed: str
    is_settled: bool
    """Whether nothing is left to decide or to perform."""
    next: tuple[str, ...] = ()
    """The acts that may be done for it."""


OF_RECORD = "of-record"
"""The code of what a fact of record departed from when it was entered; others are what a correction made wrong."""


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


class Exhibit(Value):
    """A material of the file and the acts to which it belongs (所附材料)."""

    sha256: str
    acts: tuple[int, ...]


class Link(Value):
    """One act by which something crossed from this file to another one, or from there to here (案卷之间的往来)."""

    file_no: str
    """The other file."""
    way: Literal["from", "to", "told", "heard"]
    """`from`: the other file opened this one; `to`: this one opened it; `told`, `heard`: told it, or by it."""
    act: int
    """The act of this file that opened, sent or heard it."""
    label: str
    """What that act is called, in Chinese."""
    on: date
    waits: bool = False
    """Whether this file still waits for the other one's last word."""


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
    taking_part: tuple[str, ...] = ()
    """The units that see the file and need not answer for it: brought in (参加单位), or sent what opened it (接收单位)."""
    holder_unit: str
    """The one unit that answers at this instant."""
    holder_person: str
    irregularities: tuple[Irregularity, ...] = ()
    unread: tuple[Unread, ...] = ()
    """What the documents rest on and nobody here can say whether it was in force."""
    links: tuple[Link, ...] = ()
    """What crossed between this file and others, in the order of the days."""
    attached: tuple[Exhibit, ...] = Field(default=(), exclude_if=lambda attached: not attached)
    """The materials that its acts name, in the order in which they were first named."""
    next_at: Instant | None = None
    """The next instant at which time itself changes the standing."""
    next_last_day: date | None = None
    alert: Literal["none", "near", "late"] = "none"
    rehearsal: bool = False
    particulars: Particulars
    parties: tuple[PartyStanding, ...] = Field(default=(), exclude_if=lambda parties: not parties)
    """Where each party stands, in a file of several parties."""
