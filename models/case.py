"""Where a case stands, as derived from its acts: terms, what may be done next, who answers, effects."""

from datetime import date, timedelta
from typing import Any, Literal

from models.acts import Act
from models.people import Answerable
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
    """One statutory term (法定期限) or service norm (服务规范) of a case."""

    key: str
    """`<rule>[.<variant>]#<number of the act that started it>`."""
    rule: str
    name: str
    statutory: bool
    """False for a service norm, which the city sets itself; never mixed up with a statutory term."""
    citation: str
    """Instrument and article, or the city's own decision for a service norm."""
    instrument: str = ""
    article: str = ""
    grade: str = "V"
    bound: str
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
    missed: str = ""
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
        return self.bound in ("authority", "township")


class Next(Value):
    """One act that may be done now, and by whom."""

    act: str
    label: str
    by: str
    """Who may, in Chinese."""
    citation: str = ""


class Forbidden(Value):
    """One act that would be next in order, but that a guard now forbids, and why (当前禁止)."""

    act: str
    label: str
    sentence: str
    article: str = ""
    guard: str = ""


class Lane(Value):
    """One procedure of the case and how far it is."""

    procedure: str
    name: str
    stage: str
    stage_name: str
    since: date


class Departure(Value):
    """Something that was done against the rules, or became so after a correction."""

    act: int
    code: str
    sentence: str
    article: str = ""


class Standing(Value):
    """The whole answer to: where does this case stand at this instant?"""

    case_no: str
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
    departures: tuple[Departure, ...] = ()
    next_at: Instant | None = None
    """The next instant at which time itself changes the standing."""
    next_last_day: date | None = None
    alert: Literal["none", "near", "late"] = "none"
    grid: str = ""
    pollution: tuple[str, ...] = ()
    party: str = ""
    rehearsal: bool = False


class Effect(Value):
    """Something to be done in the world because of an act; carried out once under its key."""

    key: str
    kind: Literal["document", "message", "disclosure", "withdrawal", "feedback"]
    act_no: int
    to: tuple[str, ...] = ()
    """Ids of persons, units or systems."""
    title: str
    data: dict[str, Any] = {}


class Judgment(Value):
    """What one judgment decided; recorded in the history and never computed again on replay."""

    edition: str
    at: Instant
    judged: int
    """Number of acts that were judged, the engine's own new ones included."""
    engine_acts: tuple[Act, ...] = ()
    next_at: Instant | None = None
    stage: str
    closed: bool = False
    archived: bool = False
    """Archived, and no right of the party runs any more: the workflow may end."""
    attributes: dict[str, str] = {}
    """Values of the search attributes; no personal data."""
    departs: dict[int, str] = {}
    """For facts of record, by act number: the refusal a live act would have met."""
    outside: tuple[Effect, ...] = ()
    """Effects that leave the house (feedback to other systems)."""
    recorded: bool = True
    """False when the docket could not be written now; a patient activity takes over."""


class Opening(Value):
    """What a case's workflow starts with, and what it carries on with after continue-as-new."""

    case_no: str
    rehearsal: bool = False
    shift: timedelta = timedelta(0)
    """Only for rehearsals: added to the workflow's clock to get the story's time."""
    acts: tuple[Act, ...] = ()
    judgment: Judgment | None = None
    revision: int = 0
    """How many times the case was judged; the docket keeps the highest."""
    history_limit: int = 8000
    """Continue as new at the next quiet moment once the history has this many events."""
    runs: int = 1


class Receipt(Value):
    """What whoever sent a command gets back: the act is durable."""

    case_no: str
    act_no: int
    act: str
    label: str
    happened_at: Instant
    recorded_at: Instant
    stage: str
    stage_name: str
    repeated: bool = False
    """True when the same command had already been received; it counts once."""
    note: str = ""


class CaseFile(Value):
    """Answer of the workflow's query: the acts and the standing computed from them now."""

    acts: tuple[Act, ...]
    revision: int
    standing: Standing
