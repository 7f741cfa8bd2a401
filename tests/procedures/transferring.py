"""A case and the file of the unit that it is transferred to, side by side on paper, with the word between them carried by hand."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from judging.admission import act_from, admit
from judging.judge import judge
from judging.kind import Kind
from judging.record import Record
from kinds import COMPLAINT, JOINT_INVESTIGATION, KINDS, VIOLATION_CASE
from models.acts import Act, Command
from models.acts.delivery import RecordDelivery
from models.effects import OpenFile, TellFile
from models.people import ENGINE, Actor, Role
from tests.builders import CITY, COUNTY, PaperCase, answering
from tests.procedures.joint import Joint

AGRICULTURE, HOUSING = "u-4304-agriculture", "u-4304-housing"


def clerk_of(unit: str, level: int = 1) -> Actor:
    """Return a clerk of a unit."""
    return Actor(id=f"{unit}-clerk", unit=unit, level=level, roles=(Role.CLERK,))


FARMS = clerk_of(AGRICULTURE)
CITY_HEAD = Actor(id="p-city-head", unit=CITY, level=1, roles=(Role.HEAD, Role.SUPERVISOR))
SENT: dict[str, Any] = {
    "unit": AGRICULTURE,
    "matter": "秸秆露天焚烧",
    "letter": "衡环移〔2026〕1号",
    "materials": [{"name": "现场照片", "count": 4}],
    "reason": "not_competent",
    "explanation": "属于农业农村部门职责",
    "pollution": ["air"],
    "ecology": False,
    "competence": ["附件三（五）2"],
}
"""What a transfer to the department of agriculture says, but for who answers there."""


def sent(**other: Any) -> dict[str, Any]:  # noqa: ANN401  fields of an act
    """Return what a transfer says, with other fields."""
    unit = other.get("unit", AGRICULTURE)
    return {**SENT, "answerable": answering(unit), **other}


@dataclass
class Story:
    """The files of one story on paper: what one sends another arrives when the test says so, each once."""

    files: dict[str, PaperCase] = field(default_factory=dict)
    waiting: list[tuple[str, OpenFile | TellFile]] = field(default_factory=list)
    at: dict[str, int] = field(default_factory=dict)

    def opened(self, kind: Kind = VIOLATION_CASE) -> "StoryFile":
        """Return the first file of a story, in the hands of the county."""
        no = {"ViolationCase": "2026-000001", "Complaint": "T2026-000001"}[kind.name]
        self.files[no] = PaperCase(kind=kind)
        self.files[no].number = no
        file = StoryFile(self, no)
        if kind is COMPLAINT:
            file.does("receive_complaint", "2026-09-01")
            file.does("accept_complaint", "2026-09-01")
        else:
            file.does("report_finding", "2026-09-01")
            file.does("report_upward", "2026-09-01")
            file.does("hand_to_department", "2026-09-01", unit=COUNTY)
        return file

    def has(self, file: PaperCase) -> "StoryFile":
        """Return a file that has gone some way on paper as one of the story, the first one."""
        self.files[file.number] = file
        self.at[file.number] = len(file.acts)
        return StoryFile(self, file.number)

    def sends(self, no: str) -> None:
        """Take what a file has sent since it was asked last."""
        paper, known = self.files[no], self.at.get(no, 0)
        last = max(act.recorded_at for act in paper.acts)
        found = judge(paper.kind, no, paper.acts, known, paper.law, last)
        self.at[no] = len(paper.acts)
        self.waiting += [(no, one) for one in found.effects if isinstance(one, OpenFile | TellFile)]

    def arrives(self) -> None:
        """Carry everything that waits, in order, and let the receipts come back."""
        while self.waiting:
            self.one_arrives()

    def one_arrives(self) -> None:
        """Carry what has waited longest."""
        sender, effect = self.waiting.pop(0)
        command = Command(key=effect.key, happened_at=effect.happened_at, by=effect.by, content=effect.content)
        if isinstance(effect, OpenFile):
            kind = KINDS[effect.opens]
            no = f"{kind.letter}2026-{len(self.files) + 1:06d}"
            self.files[no] = Joint() if kind is JOINT_INVESTIGATION else PaperCase(kind=kind)
            self.files[no].number = no
        else:
            no = effect.file_no
        taken = StoryFile(self, no).takes(command)
        receipt = RecordDelivery(effect=effect.key, receiver=no, file_no=no, act_no=taken.no)
        StoryFile(self, sender).notes(receipt, taken.recorded_at)

    def matter(self, place: int = -1) -> "StoryFile":
        """Return the file of a transferred matter, the last one opened."""
        return self.last("Y", place)

    def last(self, letter: str, place: int = -1) -> "StoryFile":
        """Return the file of the kind with such a letter that was opened last."""
        return StoryFile(self, [no for no in self.files if no.startswith(letter)][place])


@dataclass
class StoryFile:
    """One file of a story."""

    story: Story
    no: str

    @property
    def paper(self) -> PaperCase:
        """Return the file itself."""
        return self.story.files[self.no]

    def does(self, act: str, on: str | date | datetime, **rest: Any) -> Act:  # noqa: ANN401
        """Have an act done, and take what leaves."""
        done = self.paper.does(act, on, **rest)
        self.story.sends(self.no)
        return done

    def takes(self, command: Command) -> Act:
        """Take in what another file does here."""
        paper = self.paper
        last = max((act.recorded_at for act in paper.acts), default=command.happened_at)
        at = max(last, command.happened_at)
        admit(paper.kind, paper.acts, command, paper.law, at)
        done = act_from(command, len(paper.acts) + 1, at)
        paper.acts.append(done)
        self.story.sends(self.no)
        return done

    def notes(self, content: RecordDelivery, at: datetime) -> None:
        """Enter a receipt, as the engine does."""
        paper = self.paper
        at = max(at, *(act.recorded_at for act in paper.acts))
        no = len(paper.acts) + 1
        paper.acts.append(Act(no=no, key=f"engine/{no}", happened_at=at, recorded_at=at, by=ENGINE, content=content))
        self.story.at[self.no] = len(paper.acts)

    @property
    def record(self) -> Record:
        """Return the record as it counts."""
        return self.paper.record()

    @property
    def holder(self) -> str:
        """Return the unit that answers, by the file itself."""
        row = self.paper.kind.holder(self.record)
        return row.unit if row else ""


def transferred(**other: Any) -> tuple[Story, StoryFile, StoryFile]:  # noqa: ANN401
    """Return a story in which the county's case was transferred, the case, and the receiver's file."""
    story = Story()
    case = story.opened()
    case.does("transfer_matter", "2026-09-02", by=clerk_of(COUNTY, 2), **sent(**other))
    story.arrives()
    return story, case, story.matter()
