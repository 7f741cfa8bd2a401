"""Who has it: at any instant exactly one unit answers for a case and for each matter in it, whatever happens to it.

Random stories of one case and the files of the units it goes to, with the word between files as slow as it likes; a
register kept beside them, by the rules of the issue alone, says whose it must be.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.strategies import booleans, integers, sampled_from

from models.people import Actor, Answerable, Role
from procedures.transfer.answerable import Known, who_has, who_has_matter
from tests.builders import CITY, COUNTY, PaperCase, answering, moment
from tests.procedures.transferring import (
    AGRICULTURE,
    CITY_HEAD,
    HOUSING,
    Story,
    StoryFile,
    sent,
)

CULTURE = "u-4304-culture"


SUPERIORS = ("衡阳市人民政府", "湖南省人民政府")
"""Who is asked about a dispute, in order; a third time nobody is."""


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
        self.disputes = 0

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
        self.disputes = 0
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

    @property
    def superior(self) -> str:
        """Return who is asked: each dispute of one matter goes to a higher one."""
        return SUPERIORS[self.disputes]

    @precondition(lambda self: self.state in {"sent", "there"} and self.disputes < len(SUPERIORS))
    @rule()
    def is_disputed(self) -> None:
        """The superior is asked: that moves nothing."""
        self.does("request_designation", self.unit, superior=self.superior, explanation="管辖有争议")
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
        fields: dict[str, Any] = {"unit": unit, "by_superior": self.superior, "ecology": unit == COUNTY}
        if unit != COUNTY:
            fields["answerable"] = answering(unit)
        self.matter.does("designate_jurisdiction", self.later(), by=CITY_HEAD, **fields)
        self.disputes += 1
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
        said = {"answerable": answering(new), "instead_of": self.unit, "reason": "机构改革，职责划转"}
        self.matter.does("reassign", self.later(), by=CITY_HEAD, **said)
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


@dataclass
class OneOfSeveral:
    """One matter of several, as the rules of the issue have it: whose it must be."""

    no: str
    """The number of the file that was opened for it."""
    scope: str
    row: Answerable
    """Who answers at the other end, as they are called now."""
    state: str = "sent"


class SeveralMatters(RuleBasedStateMachine):
    """Several matters of one case at several units at once, while units are renamed and desks change hands."""

    def __init__(self) -> None:
        super().__init__()
        self.story = Story()
        self.case = self.story.opened()
        self.now: datetime = moment("2026-09-02 09:00")
        self.own = answering(COUNTY, 2, "430423")
        self.matters: dict[int, OneOfSeveral] = {}
        self.turn = 0

    def later(self) -> datetime:
        """Return the next instant: some hours on."""
        self.now += timedelta(hours=3)
        return self.now

    def head_of(self, row: Answerable) -> Actor:
        """Return a head of a unit."""
        return Actor(id=row.main, unit=row.unit, level=row.level, roles=(Role.HEAD, Role.CLERK))

    @property
    def is_here(self) -> bool:
        """Tell whether the county has the case as a whole, and nobody is asked to take that."""
        return all(one.scope == "part" or one.state == "returned" for one in self.matters.values())

    def those(self, *states: str) -> list[OneOfSeveral]:
        """Return the matters in these states."""
        return [one for one in self.matters.values() if one.state in states]

    @precondition(lambda self: self.is_here and len(self.matters) < 4)
    @rule(to=sampled_from([AGRICULTURE, HOUSING, CULTURE]), scope=sampled_from(["part", "part", "part", "whole"]))
    def is_sent(self, to: str, scope: str) -> None:
        """One more matter goes to a unit; it arrives at once, so that there is a file."""
        if sum(one.row.unit.startswith(to) for one in self.matters.values()) >= 2:
            return
        said = sent(unit=to, scope=scope, matter=f"事项{len(self.matters) + 1}")
        done = self.case.does("transfer_matter", self.later(), by=self.head_of(self.own), **said)
        self.story.arrives()
        self.matters[done.no] = OneOfSeveral(self.story.matter().no, scope, answering(to))

    def goes_on(self, one: OneOfSeveral, act: str, state: str, **fields: Any) -> None:  # noqa: ANN401
        """Have the receiving unit act, in its own file."""
        StoryFile(self.story, one.no).does(act, self.later(), by=self.head_of(one.row), **fields)
        one.state = state

    @precondition(lambda self: self.those("sent"))
    @rule(which=integers(0, 3), is_taken=booleans())
    def is_answered(self, which: int, *, is_taken: bool) -> None:
        """One of those that were sent is accepted, or returned, which the sender's file hears before it goes on."""
        one = self.those("sent")[which % len(self.those("sent"))]
        if is_taken:
            self.goes_on(one, "accept_transfer", "there")
        else:
            self.goes_on(one, "return_transfer", "returned", ground="not_competent", explanation="不属于本单位职责")
            self.story.arrives()

    @precondition(lambda self: self.those("there"))
    @rule(which=integers(0, 3))
    def is_dealt_with(self, which: int) -> None:
        """One is completed: what is left, to tell and to close, is the sender's."""
        one = self.those("there")[which % len(self.those("there"))]
        self.goes_on(one, "complete_matter", "over", handling="handled", result="已处理")

    def called_anew(self, row: Answerable, *, is_renamed: bool) -> Answerable:
        """Return who answers once the unit has another name, or other persons sit at its desk."""
        self.turn += 1
        unit = f"{row.unit.partition('-新')[0]}-新{self.turn}" if is_renamed else row.unit
        desks = {post: f"{unit}-{post}{self.turn}" for post in ("leader", "main", "direct")}
        return row.model_copy(update={"unit": unit, **desks})

    @precondition(lambda self: self.those("sent", "there"))
    @rule(which=integers(0, 3), is_renamed=booleans())
    def receiver_is_another(self, which: int, *, is_renamed: bool) -> None:
        """The receiving department becomes another unit, or hands its desk over: the same matter stays with it."""
        one = self.those("sent", "there")[which % len(self.those("sent", "there"))]
        was, one.row = one.row.unit, self.called_anew(one.row, is_renamed=is_renamed)
        said = {"answerable": one.row, "instead_of": was, "reason": "机构改革或者人员调整"}
        StoryFile(self.story, one.no).does("reassign", self.later(), by=CITY_HEAD, **said)

    @precondition(lambda self: self.is_here)
    @rule(is_renamed=booleans())
    def sender_is_another(self, *, is_renamed: bool) -> None:
        """The county's branch becomes another unit, or hands its desk over: what it has stays with it."""
        self.own = self.called_anew(self.own, is_renamed=is_renamed)
        said = {"answerable": self.own, "reason": "机构改革或者人员调整"}
        self.case.does("reassign", self.later(), by=CITY_HEAD, **said)

    @rule()
    def word_comes(self) -> None:
        """What waits to be told arrives, now or later."""
        self.story.arrives()

    @invariant()
    def each_has_one(self) -> None:
        """Each matter, and the case, is one unit's, and at one desk there: whatever happens to the others."""
        files = {no: Known(paper.kind, paper.record()) for no, paper in self.story.files.items()}
        whole = next((one.row for one in self.those("there") if one.scope == "whole"), self.own)
        assert whole == who_has(files, self.case.no)
        for transfer, one in self.matters.items():
            assert (one.row if one.state == "there" else whole) == who_has_matter(files, self.case.no, transfer)

    def teardown(self) -> None:
        """When everything was told, it is still so."""
        self.story.arrives()
        self.each_has_one()


@pytest.mark.parametrize(
    ("handed", "renamed", "expected"),
    [(COUNTY, COUNTY, "u-430423-新"), ("u-430424", COUNTY, "u-430424"), (CITY, COUNTY, CITY)],
)
def test_who_took_over_from_a_unit_has_what_that_was_handed(handed: str, renamed: str, expected: str) -> None:
    """机构改革: the grid's own unit comes under another name and has its case; what another unit was handed stays there."""
    case = PaperCase()
    case.does("report_finding", "2026-09-01")
    case.does("report_upward", "2026-09-01")
    row = answering(handed, 2, handed.removeprefix("u-"))
    case.does("hand_to_department", "2026-09-01", unit=handed, answerable=row)
    case.does(
        "reassign", "2026-09-02", by=CITY_HEAD, answerable=answering(f"{renamed}-新", 2, "430423"), reason="机构改革"
    )
    holder = case.kind.holder(case.record())

    assert expected == (holder and holder.unit)


TestStories = Stories.TestCase
TestStories.settings = settings(max_examples=60, stateful_step_count=14, deadline=None)
TestSeveralMatters = SeveralMatters.TestCase
TestSeveralMatters.settings = settings(max_examples=40, stateful_step_count=16, deadline=None)
