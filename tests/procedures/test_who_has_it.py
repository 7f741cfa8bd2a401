"""Who has it: at any instant exactly one unit answers for a case and for each matter in it, whatever happens to it.

Random stories of one case and the files of the units it goes to, with the word between files as slow as it likes; a
register kept beside them, by the rules of the issue alone, says whose it must be.
"""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.strategies import sampled_from

from models.people import Actor, Role
from procedures.transfer.answerable import Known, who_has, who_has_matter
from tests.builders import COUNTY, answering, moment
from tests.procedures.transferring import (
    AGRICULTURE,
    CITY_HEAD,
    HOUSING,
    Story,
    StoryFile,
    sent,
)

CULTURE = "u-4304-culture"


class Stories(RuleBasedStateMachine):
    """One matter between the county and the departments: sent, returned, accepted, disputed, designated, renamed, done."""

    def __init__(self) -> None:
        super().__init__()
        self.story = Story()
        self.case = self.story.opened()
        self.now: datetime = moment("2026-09-02 09:00")
        self.holder, self.to, self.state, self.scope = COUNTY, "", "here", "whole"
        self.returned: dict[str, int] = {}
        self.transfer = 0
        self.unit = ""

    def later(self) -> datetime:
        """Return the next instant: some hours on."""
        self.now += timedelta(hours=3)
        return self.now

    @property
    def matter(self) -> StoryFile:
        """Return the file of the transfer that goes on."""
        return self.story.matter()

    def by(self, unit: str) -> Actor:
        """Return a person of a unit who may do whatever is done here."""
        level = 2 if unit == COUNTY else 1
        return Actor(id=f"{unit}-head", unit=unit, level=level, roles=(Role.HEAD, Role.CLERK))

    def does(self, act: str, unit: str, **fields: Any) -> None:  # noqa: ANN401  fields of an act
        """Have an act done in the receiving unit's file."""
        self.matter.does(act, self.later(), by=self.by(unit), **fields)

    @precondition(lambda self: self.state == "here")
    @rule(to=sampled_from([AGRICULTURE, HOUSING, CULTURE]), scope=sampled_from(["whole", "part"]))
    def is_sent(self, to: str, scope: str) -> None:
        """Send it; it arrives at once, so that there is a file; until it is accepted the sender answers."""
        if self.returned.get(to, 0) >= 2:
            return
        done = self.case.does("transfer_matter", self.later(), by=self.by(COUNTY), **sent(unit=to, scope=scope))
        self.story.arrives()
        self.transfer, self.to, self.unit, self.state, self.scope = done.no, to, to, "sent", scope

    @precondition(lambda self: self.state == "sent")
    @rule()
    def is_accepted(self) -> None:
        """The receiver accepts: from now on it answers, whoever has heard of it."""
        self.does("accept_transfer", self.unit)
        self.state, self.holder = "there", self.unit

    @precondition(lambda self: self.state == "sent")
    @rule()
    def is_returned(self) -> None:
        """The receiver returns it: the sender's again; its file is told before it goes on."""
        self.does("return_transfer", self.unit, ground="not_competent", explanation="不属于本单位职责")
        self.story.arrives()
        self.returned[self.to] = self.returned.get(self.to, 0) + 1
        self.state, self.holder = "here", COUNTY

    @precondition(lambda self: self.state in {"sent", "there"})
    @rule()
    def is_disputed(self) -> None:
        """The superior is asked: that moves nothing."""
        self.does("request_designation", self.unit, superior="衡阳市人民政府", explanation="管辖有争议")
        self.state = f"disputed {self.state}"

    @precondition(lambda self: self.state.startswith("disputed"))
    @rule()
    def evidence_is_kept(self) -> None:
        """Whatever is in dispute, evidence is kept from being lost, by either side."""
        self.does("preserve_evidence", COUNTY, summary="封存样品")

    @precondition(lambda self: self.state.startswith("disputed"))
    @rule(to=sampled_from(["sender", "receiver", "third"]))
    def is_designated(self, to: str) -> None:
        """The superior says whose it is, and thereby moves it."""
        third = next(unit for unit in (AGRICULTURE, HOUSING, CULTURE) if unit != self.unit)
        unit = {"sender": COUNTY, "receiver": self.unit, "third": third}[to]
        fields: dict[str, Any] = {"unit": unit, "by_superior": "衡阳市人民政府", "ecology": unit == COUNTY}
        if unit != COUNTY:
            fields["answerable"] = answering(unit)
        self.matter.does("designate_jurisdiction", self.later(), by=CITY_HEAD, **fields)
        if to == "sender":
            self.story.arrives()
            self.state, self.holder = "over", COUNTY
        else:
            self.state, self.holder, self.unit = "there", unit, unit

    @precondition(lambda self: self.state in {"sent", "there"})
    @rule()
    def is_renamed(self) -> None:
        """The receiving department becomes another unit (机构改革): the same matter is the new unit's."""
        new = self.unit.removesuffix("-新") if self.unit.endswith("-新") else f"{self.unit}-新"
        self.matter.does("reassign", self.later(), by=CITY_HEAD, answerable=answering(new), reason="机构改革，职责划转")
        self.unit = new
        if self.state == "there":
            self.holder = new

    @precondition(lambda self: self.state == "there")
    @rule()
    def is_dealt_with(self) -> None:
        """The receiver completes it: what is left, to tell and to close, is the sender's."""
        self.does("complete_matter", self.unit, handling="handled", result="已处理")
        self.state, self.holder = "over", COUNTY

    @precondition(lambda self: self.state in {"sent", "there"})
    @rule()
    def is_ended(self) -> None:
        """The superior ends it: the sender's again, whether the receiver has heard of it or not."""
        self.story.arrives()
        said = {"by_superior": "衡阳市人民政府", "letter": "衡政督〔2026〕1号", "explanation": "由上级直接督办"}
        self.case.does("end_transfer", self.later(), by=self.by(COUNTY), of=self.transfer, **said)
        self.state, self.holder = "over", COUNTY

    @rule()
    def word_comes(self) -> None:
        """What waits to be told arrives, now or later."""
        self.story.arrives()

    @invariant()
    def one_unit_has_it(self) -> None:
        """The files say what the rules say, whether they have told each other or not."""
        files = {no: Known(paper.kind, paper.record()) for no, paper in self.story.files.items()}
        if self.transfer:
            row = who_has_matter(files, self.case.no, self.transfer)
            assert self.holder == (row and row.unit)
        whole = self.holder if self.scope == "whole" else COUNTY
        row = who_has(files, self.case.no)
        assert whole == (row and row.unit)

    def teardown(self) -> None:
        """When everything was told, the sender's file says the same by itself."""
        self.story.arrives()
        self.one_unit_has_it()


TestStories = Stories.TestCase
TestStories.settings = settings(max_examples=60, stateful_step_count=14, deadline=None)
