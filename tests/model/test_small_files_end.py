"""Alarms, requests for help and transferred matters come to their archive: whatever was done first, what is offered next leads there.

Each act is done in the first state that lets it in; from there whoever has the file copies what it offers, the last steps
first, and waits.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache

import pytest

from judging.admission import act_from
from judging.judge import judge
from judging.kind import Kind
from judging.record import Record
from kinds import KINDS
from law.edition import shipped
from law.refusals import Refused
from models.acts import Act, Command
from models.acts.delivery import RecordDelivery
from models.effects import OpenFile, TellFile
from models.people import ENGINE, Actor
from tests.builders import HEAD, PaperCase
from tests.model.lines import Filler
from tests.procedures.test_alarm import alarm
from tests.procedures.test_assistance import asked
from tests.procedures.transferring import Story, sent


def received() -> PaperCase:
    """Return the file of a whole case that the county has transferred to the department of agriculture."""
    story = Story()
    case = story.opened()
    case.does("transfer_matter", "2026-09-02", by=HEAD, **sent(scope="whole"))
    story.arrives()
    return story.matter().paper


LAW = shipped()
HOUR, WAIT = timedelta(hours=1), timedelta(days=15)
ROUNDS, OFTEN = 4, 2
NEW_FILE = "2026-000009"
BEGUN: Mapping[str, Callable[[], PaperCase]] = {
    "Alarm": alarm,
    "Assistance": asked,
    "Matter": received,
}
OF_EVERY_KIND = frozenset({"correct_act", "withdraw_act", "extend_term", "reassign"})
"""What puts the list right, moves a day or names another person: no state of its own."""


TOLD = "another file tells it, or answers what was told it (tests/procedures/test_transfer.py)"
OUTSIDE: Mapping[str, str] = {
    **dict.fromkeys(("record_transfer_accepted", "record_transfer_returned", "record_transfer_designated"), TOLD),
    **dict.fromkeys(("record_transfer_result", "record_transfer_ended", "record_complaint_result"), TOLD),
    **dict.fromkeys(("transfer_matter", "end_transfer"), "what goes on from here waits for a third file (the same)"),
    "open_case_for_matter": "the receiver is no department of ecology, which alone opens a case here (the same)",
    "supervise_transfer": "it asks for a receiver that is late (the same)",
}
"""The acts that the walk does not do, each with the reason."""


class Desk(Filler):
    """Somebody who copies what a file offers, and sees it entered."""

    entered: Command | None = None

    def _sends(self, act: str, fields: Mapping[str, object], who: Actor) -> Refused | str | None:
        said = super()._sends(act, fields, who)
        if said is None:
            content = self.kind.acts[act].model_validate(self._looked_up(act, fields))
            self.entered = Command(key=f"copied/{len(self.acts)}", happened_at=self.at, by=who, content=content)
        return said


class Walk:
    """A file that goes on by what it is offered."""

    def __init__(self, kind: Kind, acts: Sequence[Act]) -> None:
        self.kind, self.acts = kind, list(acts)
        self.now: datetime = max(act.recorded_at for act in acts) + HOUR

    @property
    def is_over(self) -> bool:
        """Tell whether the file is in the archive, or where its kind has none, at its end."""
        record = Record.of(self.acts)
        return self.kind.is_archived(record) if self.kind.archives else self.kind.is_closed(record)

    def does(self, name: str) -> bool:
        """Do an act as it is offered; tell whether it was, and let in."""
        desk = Desk(self.kind, self.acts, self.now)
        row = next((row for row in desk.standing.next if row.act == name and row.roles), None)
        if row is None or desk.tries(row).said is not None or desk.entered is None:
            return False
        self.acts.append(act_from(desk.entered, len(self.acts) + 1, self.now))
        self._arrives()
        self.now += HOUR
        return True

    def _arrives(self) -> None:
        """Have the receipt come back of whatever the last act sent to another file."""
        effects = judge(self.kind, PaperCase.number, self.acts, len(self.acts) - 1, LAW, self.now).effects
        for told in (one for one in effects if isinstance(one, OpenFile | TellFile)):
            content = RecordDelivery(effect=told.key, receiver=NEW_FILE, file_no=NEW_FILE, act_no=1)
            no = len(self.acts) + 1
            act = Act(no=no, key=f"r/{no}", happened_at=self.now, recorded_at=self.now, by=ENGINE, content=content)
            self.acts.append(act)

    def ends(self) -> bool:
        """Tell whether the file comes to its end by what it offers, and by waiting; the last steps are tried first."""
        last = [kind for kind in (self.kind.archives, *self.kind.closes) if kind is not None]
        rest = [step.name for step in self.kind.offered if step.content not in last]
        order, done = [*dict.fromkeys(self.kind.steps[one].name for one in last), *rest], dict.fromkeys(rest, 0)
        for _ in range(ROUNDS):
            for name in order:
                if name not in OF_EVERY_KIND and done.get(name, 0) < OFTEN and self.does(name):
                    done[name] = done.get(name, 0) + 1
                if self.is_over:
                    return True
            self.now += WAIT
        return self.is_over


@cache
def reached(name_of_kind: str) -> dict[str, tuple[Act, ...]]:
    """Return for each act that can be reached the acts of the first state in which it was done."""
    kind = KINDS[name_of_kind]
    found: dict[str, tuple[Act, ...]] = {}
    queue = [tuple(BEGUN[name_of_kind]().acts)]
    while queue:
        acts = queue.pop(0)
        for name in sorted({step.name for step in kind.offered} - set(found) - OF_EVERY_KIND):
            walk = Walk(kind, acts)
            if walk.does(name):
                found[name] = tuple(walk.acts)
                queue.append(found[name])
    return found


@pytest.mark.parametrize("kind", BEGUN)
def test_from_every_act_there_is_a_way_to_the_end(kind: str) -> None:
    """Nobody is left with a file that nothing ends."""
    assert {name for name, acts in reached(kind).items() if not Walk(KINDS[kind], acts).ends()} == set()


@pytest.mark.parametrize("kind", BEGUN)
def test_every_act_of_the_kind_is_reached(kind: str) -> None:
    """The walk leaves out none but those that are no state of their own."""
    acts = {step.name for step in KINDS[kind].offered if not step.opening} - OF_EVERY_KIND

    assert acts - set(reached(kind)) == {name for name in OUTSIDE if name in acts}
