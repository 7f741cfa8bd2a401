"""What the standing of a file says besides the common part, for each kind of file (各类案卷的要素)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from models.values import Instant, Value


class OfFile(Value):
    """What every kind's part has: where, what is polluted, who."""

    kind: str
    """The kind of file, by its Temporal type."""
    grid: str = ""
    pollution: tuple[str, ...] = ()
    party: str = ""
    """The party by its number in the register; empty while unknown; of several the first, or who took its place."""
    parties: tuple[str, ...] = Field(default=(), exclude_if=lambda parties: not parties)
    """Every party there is or was, where there is more than one: by any of them the file is found."""


class InHand(Value):
    """One thing that was taken, and in whose hand it is (证据、涉案物品的保管情况)."""

    item: int
    """The number of the act by which it was taken."""
    mark: str
    unit: str
    """Empty where an outside body has it."""
    keeper: str
    since: Instant
    sealing: str = ""
    name: str = Field(default="", exclude_if=lambda name: not name)
    """What it is; said since cases have custody of their own."""
    kept_at: str = Field(default="", exclude_if=lambda place: not place)
    outcome: str = ""
    """What became of it, once it has left the investigation."""


class CaseParticulars(OfFile):
    """What the standing of a violation case says besides the common part (案情要素)."""

    kind: Literal["ViolationCase"] = "ViolationCase"
    complaint: str = ""
    """The number of the complaint's file it came from; empty where it came from elsewhere."""
    emergency: str = Field(default="", exclude_if=lambda number: not number)
    """The number of the emergency's file that it came from; empty where it came from elsewhere."""
    joint: str = ""
    """The number of the joint investigation it came from; empty where it came from elsewhere."""
    assistances: tuple[str, ...] = ()
    """The numbers of the files in which other units help."""
    matter: str = ""
    """The number of the transferred matter's file it came from; empty where it came from elsewhere."""
    joined: tuple[str, ...] = Field(default=(), exclude_if=lambda numbers: not numbers)
    """The numbers of the complaints about the same source that have joined it."""
    alarm: str = Field(default="", exclude_if=lambda number: not number)
    """The number of the monitoring alarm's file it came from; empty where it came from elsewhere."""
    patrol: str = Field(default="", exclude_if=lambda number: not number)
    """The number of the patrol round that found it; empty where it came from elsewhere."""
    evidence: tuple[InHand, ...] = Field(default=(), exclude_if=lambda things: not things)
    """The things that were taken, each in its hand (涉案物品)."""

    @property
    def other_file(self) -> tuple[str, str]:
        """Return what the other file is to this one, in Chinese, and its number; empty where there is none."""
        if self.emergency:
            return "来源突发环境事件", self.emergency
        if self.matter:
            return "来源移送事项", self.matter
        if self.alarm:
            return "来源监测报警", self.alarm
        if self.patrol:
            return "来源巡查", self.patrol
        return ("来源联合调查", self.joint) if self.joint else ("来源举报件", self.complaint)


class ComplaintParticulars(OfFile):
    """What the standing of a complaint says besides the common part (举报要素); nothing of who complained."""

    kind: Literal["Complaint"] = "Complaint"
    channel: str = ""
    case: str = ""
    """The number of the case it led to, or has joined, once that case is open; of several the last."""
    cases: tuple[str, ...] = Field(default=(), exclude_if=lambda cases: not cases)
    """The numbers of all cases, where it led to more than one."""
    points: int = Field(default=0, exclude_if=lambda count: not count)
    """How many points it was taken apart into."""
    repeats: int = Field(default=0, exclude_if=lambda count: not count)
    """How often the same was complained of later."""
    earlier: str = Field(default="", exclude_if=lambda number: not number)
    """The number of the complaint that it repeats."""
    satisfaction: str = Field(default="", exclude_if=lambda said: not said)
    """What the reporter said last of the answer."""
    urged: int = Field(default=0, exclude_if=lambda count: not count)
    """How often the platform that sent it has urged (催办、督办)."""

    @property
    def other_file(self) -> tuple[str, str]:
        """Return what the other file is to this one, in Chinese, and its number; empty where there is none."""
        return "转交办理的案件", "、".join(self.cases) or self.case


class EmergencyParticulars(OfFile):
    """What the standing of an emergency says besides the common part (突发环境事件要素)."""

    kind: Literal["Emergency"] = "Emergency"
    level: str = ""
    """Its class as last found; empty while it is not known (等级不明)."""
    response: str = ""
    """Which response runs; empty while none does."""
    cases: tuple[str, ...] = ()
    """The numbers of the cases that were opened for what was found."""
    assistances: tuple[str, ...] = Field(default=(), exclude_if=lambda numbers: not numbers)
    """The numbers of the files in which other units help."""

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


class JointParticulars(OfFile):
    """What the standing of a joint investigation says besides the common part (联合调查要素)."""

    kind: Literal["JointInvestigation"] = "JointInvestigation"
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


class AssistanceParticulars(OfFile):
    """What the standing of a request for assistance says besides the common part (协助调查要素)."""

    kind: Literal["Assistance"] = "Assistance"
    requester: str = ""
    """Who asks: the number of a unit, or the name of an authority outside."""
    document_no: str = ""
    origin: str = ""
    """The number of the file that asks; empty where the letter came on paper."""

    @property
    def other_file(self) -> tuple[str, str]:
        """Return what the other file is to this one, in Chinese, and its number; empty where there is none."""
        return "请求协助的案卷", self.origin


class MatterParticulars(OfFile):
    """What the standing of a transferred matter says besides the common part (移送事项要素)."""

    kind: Literal["Matter"] = "Matter"
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
    assistances: tuple[str, ...] = Field(default=(), exclude_if=lambda numbers: not numbers)
    """The numbers of the files in which other units help."""

    @property
    def other_file(self) -> tuple[str, str]:
        """Return what the other file is to this one, in Chinese, and its number; empty where there is none."""
        return "移送案卷", self.from_file


class AlarmParticulars(OfFile):
    """What the standing of a monitoring alarm says besides the common part (监测报警要素)."""

    kind: Literal["Alarm"] = "Alarm"
    point: str = ""
    """The outlet or station."""
    pollutant: str = ""
    exceedances: int = 0
    """How many times an exceedance was told that count as this one."""
    until: Instant | None = None
    """By when it was last told to go on."""
    case: str = ""
    """The number of the case that it was taken over into, once that case has it."""

    @property
    def other_file(self) -> tuple[str, str]:
        """Return what the other file is to this one, in Chinese, and its number; empty where there is none."""
        return "接办的案件", self.case


class PatrolParticulars(OfFile):
    """What the standing of a patrol round says besides the common part (巡查要素)."""

    kind: Literal["PatrolRound"] = "PatrolRound"
    day: date | None = None
    patroller: str = ""
    """The person who walks it, by number."""
    points: tuple[str, ...] = ()
    """The codes of the points that it has to see."""
    seen: tuple[str, ...] = ()
    explained: tuple[str, ...] = ()
    """Not seen, and it was said why."""
    missed: tuple[str, ...] = ()
    """Neither seen nor explained."""
    findings: int = 0
    unsettled: tuple[int, ...] = ()
    """The numbers of the findings that no case has taken yet."""
    cases: tuple[str, ...] = ()
    """The cases that its findings opened or joined."""

    @property
    def other_file(self) -> tuple[str, str]:
        """Return what the other files are to this one, in Chinese, and their numbers; empty where there is none."""
        return "巡查发现所在的案件", "、".join(self.cases)


class RequestParticulars(OfFile):
    """What the standing of a request for information says besides the common part (依申请公开要素); nothing of who applies."""

    kind: Literal["DisclosureRequest"] = "DisclosureRequest"
    channel: str = ""
    outcome: str = ""
    """What the answer that stands says; empty while there is none."""
    consulted: int = 0
    """How many third parties and authorities were asked."""
    awaited: int = 0
    """How many of them have still to say something."""
    earlier: str = ""
    """The number of the request that was answered before, where the answer names one."""
    contested: str = ""
    """Whether a review or a suit about the answer is pending."""

    @property
    def other_file(self) -> tuple[str, str]:
        """Return what the other file is to this one, in Chinese, and its number; empty where there is none."""
        return "先前已经答复的申请", self.earlier


Particulars = Annotated[
    CaseParticulars
    | ComplaintParticulars
    | EmergencyParticulars
    | JointParticulars
    | AssistanceParticulars
    | MatterParticulars
    | AlarmParticulars
    | PatrolParticulars
    | RequestParticulars,
    Field(discriminator="kind"),
]
