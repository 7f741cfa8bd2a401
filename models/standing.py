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


class CaseParticulars(Value):
    """What the standing of a violation case says besides the common part (案情要素)."""

    kind: Literal["ViolationCase"] = "ViolationCase"
    grid: str = ""
    pollution: tuple[str, ...] = ()
    party: str = ""
    """The party by its number in the register; empty while unknown; of several the first, or who took its place."""
    parties: tuple[str, ...] = Field(default=(), exclude_if=lambda parties: not parties)
    """Every party there is or was, where there is more than one: by any of them the file is found."""
    complaint: str = ""
    """The number of the complaint's file it came from; empty where it came from elsewhere."""
    emergency: str = Field(default="", exclude_if=lambda number: not number)
    """The number of the emergency's file that it came from; empty where it came from elsewhere."""
    joint: str = ""
    """The number of the joint investigation it came from; empty where it came from elsewhere."""
    assistances: tuple[str, ...] = ()
    """The numbers of the files in which other units help."""

    @property
    def other_file(self) -> tuple[str, str]:
        """Return what the other file is to this one, in Chinese, and its number; empty where there is none."""
        if self.emergency:
            return "来源突发环境事件", self.emergency
        return ("来源联合调查", self.joint) if self.joint else ("来源举报件", self.complaint)


class ComplaintParticulars(Value):
    """What the standing of a complaint says besides the common part (举报要素); nothing of who complained."""

    kind: Literal["Complaint"] = "Complaint"
    grid: str = ""
    pollution: tuple[str, ...] = ()
    channel: str = ""
    party: str = ""
    parties: tuple[str, ...] = Field(default=(), exclude_if=lambda parties: not parties)
    case: str = ""
    """The number of the case it led to, once that case is open."""

    @property
    def other_file(self) -> tuple[str, str]:
        """Return what the other file is to this one, in Chinese, and its number; empty where there is none."""
        return "转交办理的案件", self.case


class EmergencyParticulars(Value):
    """What the standing of an emergency says besides the common part (突发环境事件要素)."""

    kind: Literal["Emergency"] = "Emergency"
    grid: str = ""
    pollution: tuple[str, ...] = ()
    party: str = ""
    parties: tuple[str, ...] = Field(default=(), exclude_if=lambda parties: not parties)
    level: str = ""
    """Its class as last found; empty while it is not known (等级不明)."""
    response: str = ""
    """Which response runs; empty while none does."""
    cases: tuple[str, ...] = ()
    """The numbers of the cases that were opened for what was found."""

    @property
    def other_file(self) -> tuple[str, str]:
        """Return what the other files are to this one, in Chinese, and their numbers; empty where there is none."""
        return "转立案查处的案件", "、".join(self.cases)


class MemberState(Value):
    """One member of a joint investigation and how far it is (成员单位)."""

    invitation: int
    unit: str
    state: Literal["invited", "confirmed", "declined", "done"]
    due: date
    tasks: str


class InHand(Value):
    """One piece of shared evidence and in whose hand it is (证据保管情况)."""

    item: int
    """The number of the act by which it was taken."""
    mark: str
    unit: str
    """Empty where an outside body has it."""
    keeper: str
    since: Instant
    sealing: str = ""
    outcome: str = ""
    """What became of it, once it has left the investigation."""


class JointParticulars(Value):
    """What the standing of a joint investigation says besides the common part (联合调查要素)."""

    kind: Literal["JointInvestigation"] = "JointInvestigation"
    grid: str = ""
    pollution: tuple[str, ...] = ()
    party: str = ""
    parties: tuple[str, ...] = Field(default=(), exclude_if=lambda parties: not parties)
    origin: str = ""
    """The number of the file that it came from; empty where it came from none."""
    members: tuple[MemberState, ...] = ()
    evidence: tuple[InHand, ...] = ()
    cases: tuple[str, ...] = ()
    """The numbers of the cases that were opened upon its conclusion."""
    assistances: tuple[str, ...] = ()
    """The numbers of the files in which other units help."""

    @property
    def other_file(self) -> tuple[str, str]:
        """Return what the other file is to this one, in Chinese, and its number; empty where there is none."""
        return ("来源案卷", self.origin) if self.origin else ("后续处理的案件", self.cases[-1] if self.cases else "")


class AssistanceParticulars(Value):
    """What the standing of a request for assistance says besides the common part (协助调查要素)."""

    kind: Literal["Assistance"] = "Assistance"
    grid: str = ""
    pollution: tuple[str, ...] = ()
    party: str = ""
    parties: tuple[str, ...] = Field(default=(), exclude_if=lambda parties: not parties)
    requester: str = ""
    """Who asks: the number of a unit, or the name of an authority outside."""
    document_no: str = ""
    origin: str = ""
    """The number of the file that asks; empty where the letter came on paper."""

    @property
    def other_file(self) -> tuple[str, str]:
        """Return what the other file is to this one, in Chinese, and its number; empty where there is none."""
        return "请求协助的案卷", self.origin


Particulars = Annotated[
    CaseParticulars | ComplaintParticulars | EmergencyParticulars | JointParticulars | AssistanceParticulars,
    Field(discriminator="kind"),
]


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
    """The units that were brought into the file and do not answer for it (参加单位)."""
    holder_unit: str
    """The one unit that answers at this instant."""
    holder_person: str
    irregularities: tuple[Irregularity, ...] = ()
    unread: tuple[Unread, ...] = ()
    """What the documents rest on and nobody here can say whether it was in force."""
    links: tuple[Link, ...] = ()
    """What crossed between this file and others, in the order of the days."""
    next_at: Instant | None = None
    """The next instant at which time itself changes the standing."""
    next_last_day: date | None = None
    alert: Literal["none", "near", "late"] = "none"
    rehearsal: bool = False
    particulars: Particulars
    parties: tuple[PartyStanding, ...] = Field(default=(), exclude_if=lambda parties: not parties)
    """Where each party stands, in a file of several parties."""
