"""What workflows ask of activities."""

from datetime import timedelta

from models.acts import Act
from models.effects import Outcome, Outgoing
from models.numbers import DocumentNumber
from models.values import Instant, Value


class JudgeRequest(Value):
    """A file to be judged at an instant and written to the docket."""

    kind: str
    file_no: str
    rehearsal: bool
    acts: tuple[Act, ...]
    judged: int
    """How many of the acts had been judged before."""
    behind: bool = False
    """Whether the docket has not taken an earlier judgment yet: what comes after waits for it."""
    revision: int
    at: Instant
    numbers: tuple[DocumentNumber, ...] = ()
    """The numbers of documents that the file knows of."""
    size: int = 0
    """How many bytes the acts judged before take, as the last judgment said; 0 where it did not say."""
    chain: str = ""
    """What the last judgment said of the chain after them; empty where it did not say."""


class Sending(Value):
    """An effect to be delivered to another system or file."""

    effect: Outgoing
    at: Instant
    """The instant in the file that sends it: in a rehearsal, the story's."""
    rehearsal: bool = False


class Undelivered(Value):
    """An effect that was still on its way when its file came to its end."""

    file_no: str
    """The file it left."""
    sending: Sending
    shift: timedelta = timedelta(0)
    """Only for rehearsals: added to the clock to get the story's time."""


class DeliveredLate(Value):
    """What became in the end of an effect that outlived its file."""

    file_no: str
    effect: Outgoing
    outcome: Outcome
    at: Instant
