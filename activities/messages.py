"""What workflows ask of activities."""

from models.acts import Act
from models.effects import Outgoing
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


class Sending(Value):
    """An effect to be delivered to another system or file."""

    effect: Outgoing
    at: Instant
    """The instant in the file that sends it: in a rehearsal, the story's."""
    rehearsal: bool = False
