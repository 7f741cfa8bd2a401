"""A file in the hands of its workflow (案卷): what it opens and carries on with, what is judged, what is answered."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple, Self

from pydantic import Field

from models.acts import Act, AnyContent
from models.counted import Counted
from models.effects import Effect, Outgoing
from models.numbers import DocumentNumber
from models.standing import Irregularity, Standing, Turned, Unread
from models.values import Instant, Value


class Entry(Value):
    """What the docket has to write of one judgment: as it was judged, never worked out again."""

    kind: str
    file_no: str
    revision: int
    since: int = 0
    """How many of the acts had been judged before: the effects are those of the others."""
    chain_before: str = ""
    """The digest of the chain after the acts that had been judged before; empty where it is not known."""
    chain: str = ""
    """The digest of the chain after all acts (see models/chain.py); empty where it is not known."""
    acts: tuple[Act, ...]
    standing: Standing
    effects: tuple[Effect, ...]
    numbers: tuple[DocumentNumber, ...] = ()
    """The numbers of documents that the file knows of: they stand, whatever the docket has."""
    turns: tuple[Turned, ...] = ()
    """Whose turn it is, as far as the file alone decides it."""
    counted: tuple[Counted, ...] = ()
    """What supervisors count of it."""

    def after(self, earlier: Self | None) -> Self:
        """Return this entry with the effects of an earlier one that was not written: one entry stands for both."""
        if earlier is None:
            return self
        both = {"since": earlier.since, "chain_before": earlier.chain_before}
        return self.model_copy(update={**both, "effects": (*earlier.effects, *self.effects)})

    def without_acts(self) -> Self:
        """Return this entry for a list that travels with it: its acts are the first of that."""
        return self.model_copy(update={"acts": ()})

    def with_acts(self, acts: Sequence[Act]) -> Self:
        """Return this entry with its acts, of a list that begins with them."""
        return self if self.acts else self.model_copy(update={"acts": tuple(acts[: self.standing.acts])})


class Numbers(Value):
    """What an entry that was written late brings back into the file."""

    numbers: tuple[DocumentNumber, ...] = ()


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
    further_irregularities: dict[int, tuple[str, ...]] = {}
    """The others, where it would have met several; empty in judgments from before all were kept."""
    outgoing: tuple[Outgoing, ...] = ()
    """Effects that leave the file: for the courier."""
    unwritten: Entry | None = None
    """What the docket could not take now; a patient activity writes it. Its acts are the first of the file's."""
    numbers: tuple[DocumentNumber, ...] = ()
    """What the docket says of the numbers of this file's documents, where it is more than the file knew."""
    weight: int = 0
    """How many bytes the acts take, packed where they are heavy; 0 in judgments from before it was measured."""
    size: int = 0
    """How many bytes the acts take as they are; 0 in judgments from before it was measured."""
    chain: str = ""
    """The digest of the chain after all acts that were judged; empty in judgments from before it was carried."""

    def taken(self) -> Self:
        """Return what is left of it once the list and the courier have taken theirs: it would be carried twice."""
        return self.model_copy(update={"unwritten": None, "engine_acts": (), "outgoing": (), "numbers": ()})


class SentAs(Value):
    """What was sent under a key, where its act says it with other numbers now."""

    key: str
    content: AnyContent


class Named(NamedTuple):
    """Which file: its number, and whether it is a rehearsal."""

    file_no: str
    rehearsal: bool


class Opening(Value):
    """What a file's workflow starts with, and what it carries on with after continue-as-new."""

    file_no: str
    rehearsal: bool = False
    shift: timedelta = timedelta(0)
    """Only for rehearsals: added to the workflow's clock to get the story's time."""
    acts: tuple[Act, ...] = ()
    sent: tuple[SentAs, ...] = ()
    """What was sent, by its key, where an act says it with other numbers now: those of acts that had to wait."""
    judgment: Judgment | None = None
    revision: int = 0
    """How many times the file was judged; the docket keeps the highest."""
    pending: tuple[Outgoing, ...] = ()
    """What has left the file and is not answered yet."""
    overdue: tuple[str, ...] = ()
    """Keys of those that were told to be late already."""
    unwritten: Entry | None = None
    """What the docket has not taken yet."""
    numbers: tuple[DocumentNumber, ...] = ()
    """The numbers that the file's documents were given."""
    stale: bool = False
    """Whether a new judgment was asked for and not made yet."""
    again: bool = Field(default=False, exclude_if=lambda again: not again)
    """Whether it is an archived file that the first act sent to it opens again (开启档案)."""
    history_limit: int = 8000
    """Continue as new at the next quiet moment once the history has this many events."""
    runs: int = 1
    stagger: timedelta = timedelta(0)
    """How long after an instant at which time acts this file wakes: terms that end by the thousand at one midnight
    are not judged all at once, and whoever sends a command then is not kept waiting. No instant in an act moves."""

    @property
    def named(self) -> Named:
        """Return which file this is."""
        return Named(self.file_no, self.rehearsal)


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
    departures: tuple[Irregularity, ...] = ()
    """What the act departs from, or makes wrong, as the file says from now on; told with the receipt."""
    unread: tuple[Unread, ...] = ()
    """What the act rests on and nobody here can say whether it was in force."""


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
    numbers: tuple[DocumentNumber, ...] = ()
    """The numbers that its documents were given (文号), and those that are void."""
    judgment: Judgment | None = None
    """The last judgment, without what was taken from it; None where only what was recorded is left."""
    behind: bool = False
    """Whether the docket has not taken everything that was judged yet."""


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
