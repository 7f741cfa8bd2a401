"""A door to cases on paper: the real law and procedures, no engine; only for tests of the HTTP edge."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from law import edition
from law.refusals import OutOfOrder
from models.acts import Act, Command
from models.case import CaseFile, Receipt
from workflows.door import NoSuchCase
from workflows.procedures import STAGE_NAMES
from workflows.procedures.admission import act_from, admit, repeated
from workflows.procedures.judging import judge
from workflows.procedures.standing import standing


@dataclass
class Sheet:
    """One case on paper."""

    shift: timedelta
    rehearsal: bool
    acts: list[Act] = field(default_factory=list)


@dataclass
class PaperDoor:
    """Admits and judges at once what it is sent; `away` makes it raise that instead."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    away: Exception | None = None

    async def open(
        self, case_no: str, command: Command, *, rehearsal: bool = False, shift: timedelta = timedelta(0)
    ) -> Receipt:
        """Open a case, or repeat its receipt."""
        self._answering()
        sheet = self.sheets.setdefault(case_no, Sheet(shift, rehearsal))
        return self._take(case_no, sheet, command)

    async def act(self, case_no: str, command: Command) -> Receipt:
        """Have an act done."""
        return self._take(case_no, self._sheet(case_no), command)

    async def file(self, case_no: str) -> CaseFile:
        """Return the case."""
        sheet = self._sheet(case_no)
        acts = tuple(sheet.acts)
        at = datetime.now(UTC) + sheet.shift
        return CaseFile(
            acts=acts,
            revision=len(acts),
            standing=standing(case_no, acts, edition.current(), at, rehearsal=sheet.rehearsal),
        )

    async def now(self, case_no: str) -> datetime:
        """Return the case's time."""
        return datetime.now(UTC) + self._sheet(case_no).shift

    async def advance(self, case_no: str, to: datetime) -> datetime:
        """Move a rehearsal's clock."""
        sheet = self._sheet(case_no)
        if not sheet.rehearsal:
            raise OutOfOrder("not-a-rehearsal", "只有演练案件可以推进时钟", field="case_no")
        sheet.shift = max(sheet.shift, to - datetime.now(UTC))
        sheet.acts = list(judge(case_no, sheet.acts, len(sheet.acts), edition.current(), to).acts)
        return await self.now(case_no)

    def _answering(self) -> None:
        if self.away is not None:
            raise self.away

    def _sheet(self, case_no: str) -> Sheet:
        self._answering()
        if case_no not in self.sheets:
            raise NoSuchCase
        return self.sheets[case_no]

    def _take(self, case_no: str, sheet: Sheet, command: Command) -> Receipt:
        now = datetime.now(UTC) + sheet.shift
        earlier = next((act for act in sheet.acts if act.key == command.key), None)
        again = repeated(earlier, command)
        if not again:
            admit(sheet.acts, command, edition.current(), now)
            sheet.acts.append(act_from(command, len(sheet.acts) + 1, now))
        act = earlier if again and earlier else sheet.acts[-1]
        at = standing(case_no, sheet.acts, edition.current(), now)
        return Receipt(
            case_no=case_no,
            act_no=act.no,
            act=act.name,
            label=act.content.label,
            happened_at=act.happened_at,
            recorded_at=act.recorded_at,
            stage=at.stage,
            stage_name=STAGE_NAMES.get(at.stage, ""),
            repeated=again,
        )
