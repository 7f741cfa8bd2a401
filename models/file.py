"""A file in the hands of its workflow (案卷): what it opens and carries on with, what is judged, what is answered."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Self

from models.acts import Act
from models.effects import Effect, Outgoing
from models.standing import Standing
from models.values import Instant, Value


class Entry(Value):
    """What the docket has to write of one judgment: as it was judged, never worked out again."""

    kind: str
    file_no: str
    revision: int
    since: int = 0
    """How many of the acts had been judged before: the effects are those of the others."""
    acts: tuple[Act, ...]
    standing: Standing
    effects: tuple[Effect, ...]

    def after(self, earlier: Self | None) -> Self:
        """Return this entry with the effects of an earlier one that was not written: one entry stands for both."""
        if earlier is None:
            return self
        return self.model_copy(update={"since": earlier.since, "effects": (*earlier.effects, *self.effects)})

    def without_acts(self) -> Self:
        """Return this entry for a list that travels with it: its acts are the first of that."""
        return self.model_copy(update={"acts": ()})

    def with_acts(self, acts: Sequence[Act]) -> Self:
        """Return this entry with its acts, of a list that begins with them."""
        return self if self.acts else self.model_copy(update={"acts": tuple(acts[: self.standing.acts])})


class Judgment(Value):
    """What one judgment decided; recorded in the history and never computed again on replay."""

    edition: str
    at: Instant
    judged: int
    """Number of acts that were judged, the engine's own new ones included."""
    engine_acts: tuple[Act, ...] = ()
    next_at: Instant | None = None
    stage: str
    stage_name: str = ""
    over: bool = False
    """Nothing can happen to the file on its own any more: the workflow may end."""
    attributes: dict[str, str] = {}
    """Values of the search attributes; no personal data."""
    irregularities: dict[int, str] = {}
    """For facts of record, by act number: the refusal a live act would have met."""
    outgoing: tuple[Outgoing, ...] = ()
    """Effects that leave the file: for the courier."""
    unwritten: Entry | None = None
    """What the docket could not take now; a patient activity writes it. Its acts are the first of the file's."""
    weight: int = 0
    """How many bytes the acts take, packed; 0 in judgments from before it was measured."""


class Opening(Value):
    """What a file's workflow starts with, and what it carries on with after continue-as-new."""

    file_no: str
    rehearsal: bool = False
    shift: timedelta = timedelta(0)
    """Only for rehearsals: added to the workflow's clock to get the story's time."""
    acts: tuple[Act, ...] = ()
    judgment: Judgment | None = None
    revision: int = 0
    """How many times the file was judged; the docket keeps the highest."""
    pending: tuple[Outgoing, ...] = ()
    """What has left the file and is not answered yet."""
    overdue: tuple[str, ...] = ()
    """Keys of those that were told to be late already."""
    unwritten: Entry | None = None
    """What the docket has not taken yet."""
    stale: bool = False
    """Whether a new judgment was asked for and not made yet."""
    history_limit: int = 8000
    """Continue as new at the next quiet moment once the history has this many events."""
    runs: int = 1


class Receipt(Value):
    """What whoever sent a command gets back: the act is durable."""

    file_no: str
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


class Answer(Receipt):
    """What the file's workflow answers to one sending of a command.

    The engine hands the answer to the first sending to every later one, so it says which sending it was made for.
    """

    sending: str = ""


class File(Value):
    """Answer of the workflow's query: the acts (of a long file the first) and the standing computed from all."""

    kind: str
    acts: tuple[Act, ...]
    revision: int
    standing: Standing


class Acts(Value):
    """Answer of the workflow's other query: some of the acts, and which state of the file they are of."""

    revision: int
    count: int
    """How many acts there are in all."""
    acts: tuple[Act, ...]


def receipt_of(file_no: str, act: Act, stage: str, stage_name: str, *, is_repeated: bool) -> Receipt:
    """Return the receipt for an act that is in the list of a file which stands at a stage."""
    return Receipt(
        file_no=file_no,
        act_no=act.no,
        act=act.name,
        label=act.content.label,
        happened_at=act.happened_at,
        recorded_at=act.recorded_at,
        stage=stage,
        stage_name=stage_name,
        repeated=is_repeated,
    )
