"""What follows in the world from an act (效果): a closed union; each is carried out once under its key."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Generic, Literal

from pydantic import Field
from typing_extensions import TypeVar

from models.acts import AnyContent, OpensFile, ToldByFile
from models.ids import FileKind
from models.people import Actor
from models.values import Instant, Line, OneClass, Text, Value

if TYPE_CHECKING:
    Opens_co = TypeVar("Opens_co", bound=OpensFile, covariant=True, default=OpensFile)
    Tells_co = TypeVar("Tells_co", bound=ToldByFile, covariant=True, default=ToldByFile)
else:  # what was kept is read whatever act it is
    Opens_co = TypeVar("Opens_co", default=AnyContent)  # noqa: PLC0105  as in `models.acts`
    Tells_co = TypeVar("Tells_co", default=AnyContent)  # noqa: PLC0105

LATE = "/late"
"""How the key ends of a message that came when its file was over: of no act, and never taken back with one."""

PENALTY_SHOWN = "行政处罚决定公开"
"""The title of what is made public of a penalty, which alone is displayed for a time that the law sets."""
AGAIN = "disclosure-"
"""How what is in a key begins of a disclosure by a later act, before the number of the act that it discloses."""


class Followed(Value):
    """What every effect has."""

    key: str
    act_no: int
    """The number of the act it follows from."""
    title: str
    to: tuple[str, ...] = ()
    """Ids of the persons, units or systems it is for."""


class Span(Value):
    """One round that a daily penalty charges (计罚周期)."""

    first_day: date
    last_day: date
    days: int
    ordered_on: date


class Working(Value):
    """How the sum of a daily penalty was worked out (计算过程); sums in yuan."""

    daily: str
    days: int
    fine: str
    rounds: tuple[Span, ...]


class Document(Followed):
    """A document to be made out (文书), with what its number and its heading need."""

    kind: Literal["document"] = "document"
    word: str
    """Its word in the document number, as 罚 in 衡环罚〔2026〕1号."""
    issuer: str
    """The id of the unit that issues it, in whose series its number stands."""
    in_name_of: str = Field(default="", exclude_if=lambda unit: not unit)
    """The id of the bureau in whose name a branch issues it (以设立它的机关的名义); empty where it is in its own."""
    dated: date
    act: str
    party: str = ""
    basis: tuple[str, ...] = ()
    """The legal basis as it is cited, the act's own first."""
    working: Working | None = None


class Message(Followed):
    """A message to persons of the bureau (消息)."""

    kind: Literal["message"] = "message"
    term: str = ""
    """The key of the term it warns of."""
    last_day: date | None = None


class Disclosure(Followed):
    """What is made public (信息公开); the register adds the party's name where it may be shown."""

    kind: Literal["disclosure"] = "disclosure"
    party: str
    decision: int | None = None
    """The number of the act that made what is made public, whose document bears its number (文号)."""
    decided_on: date
    issuer: str
    in_name_of: str = Field(default="", exclude_if=lambda unit: not unit)
    """The id of the bureau in whose name a branch decided it; empty where it was in its own."""
    measures: tuple[str, ...]
    fine: str = ""
    basis: tuple[str, ...] = ()
    summary: str


class Withdrawal(Followed):
    """What takes an earlier disclosure back, with the reason made public (撤回公开信息)."""

    kind: Literal["withdrawal"] = "withdrawal"
    party: str
    publication: int
    """The number of the act by which it was made public."""
    reason: str


class Leaves(Followed):
    """What leaves the file for another system or file, and comes back as an act."""

    give_up_at: Instant | None = None
    """When it counts as not delivered in time (a service norm), and `see_to_it` are told."""
    see_to_it: tuple[str, ...] = ()
    """Ids of the persons who then see to it on paper."""


class Feedback(Leaves):
    """The result told to who reported (反馈): by callback where a system waits for it, else by a person."""

    kind: Literal["feedback"] = "feedback"
    addressee: str
    result: str
    sealed: str = ""
    """The id under which the reporter is sealed; empty where nobody is."""
    happened_at: Instant | None = None
    """When what it tells of was done; None in what was made before feedback said so."""
    sender_no: str = ""
    """The number under which the sender keeps what it sent."""


class OpenFile(OneClass, Leaves, Generic[Opens_co]):
    """Another file is to be opened (另立案卷); `OpenFile[ReportFinding]` says by which act."""

    kind: Literal["open_file"] = "open_file"
    opens: FileKind
    """The kind of file, by its Temporal type."""
    by: Actor
    """The file that asks for it, with the unit whose act it follows from."""
    happened_at: Instant
    content: Opens_co


class TellFile(OneClass, Leaves, Generic[Tells_co]):
    """Another file is to be told of something (告知另一案卷); `TellFile[RecordComplaintResult]` says as which act."""

    kind: Literal["tell_file"] = "tell_file"
    tells: FileKind
    """The kind of the other file, by its Temporal type."""
    file_no: Line
    by: Actor
    """The file that tells it, with the unit whose act it follows from."""
    happened_at: Instant
    content: Tells_co


Effect = Annotated[
    Document | Message | Disclosure | Withdrawal | Feedback | OpenFile | TellFile, Field(discriminator="kind")
]
Outgoing = Annotated[Feedback | OpenFile | TellFile, Field(discriminator="kind")]
"""The effects that the courier of a file carries; the others are written to the docket with the judgment."""


class Outcome(Value):
    """What a receiver made of what it was sent: taken, or refused for good."""

    receiver: Line
    taken: bool
    file_no: str = ""
    act_no: int | None = None
    code: Line = "refused"
    sentence: Text = "对方不予接收"
    article: str = ""
