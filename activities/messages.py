"""What workflows ask of activities."""

from models.acts import Act
from models.values import Instant, Value


class JudgeRequest(Value):
    """A case to be judged at an instant and written to the docket."""

    case_no: str
    rehearsal: bool
    acts: tuple[Act, ...]
    judged: int
    """How many of the acts had been judged before."""
    recorded: int
    """How many of the acts the docket is known to have."""
    revision: int
    at: Instant
