"""Why a term of a file has the last day it has (期限说明), and the proof of it that a stranger can check (期限证明)."""

from dataclasses import dataclass
from typing import Any

from judging.clock import Clock, Clocks
from judging.clock_reading import read_clocks
from judging.kind import Kind
from judging.record import Record
from law.edition import Law
from law.explain import Explanation, explain
from law.instruments import Limit, Unit
from law.norms import Norm
from law.proof import prove
from models.file import File
from models.standing import TERM_STATE_NAMES, Term
from models.values import civil_day

SERVICE_NORM = "本期限为本市服务规范，不是法定期限。"
STATUTE_ONLY = ("规范性文件：", "核对等级：")


@dataclass(frozen=True, slots=True)
class TermOfFile:
    """A term of a file with everything its explanation rests on."""

    clock: Clock
    clocks: Clocks
    law: Law

    def explained(self, file: File) -> Explanation:
        """Return the explanation of the term as it stands at the instant of the file.

        How one stands that has ended, or whose hours end within a day, the file alone tells.
        """
        clock = self.clock
        source = clock.source
        cited = source.as_cited(clock.rule) if isinstance(source, Norm) else source
        return explain(
            cited,
            clock.limit.variant,
            clock.start,
            self.law.calendar,
            suspended=self.clocks.suspended_for(clock),
            extended=clock.extended,
            at=civil_day(file.standing.at) if self._runs_in_days(file) else None,
            own=self.own,
        )

    def _runs_in_days(self, file: File) -> bool:
        term = next(one for one in file.standing.terms if one.key == self.clock.key)
        return term.open and term.unit != Unit.HOUR

    @property
    def own(self) -> Limit | None:
        """Return the length that an act set itself, in the form the arithmetic takes: such a day never rolls."""
        if not self.clock.set_by_act:
            return None
        return self.clock.limit.model_copy(update={"variant": self.clock.variant, "rolls": False})


@dataclass(frozen=True, slots=True)
class FileExplanation:
    """The explanation of a term of a file: text for people, data for machines."""

    explanation: Explanation
    term: Term

    def as_data(self) -> dict[str, Any]:
        """Return the explanation as plain data; `state_in_file` is how the term stands in this file."""
        said = {"key": self.term.key, "statutory": self.term.statutory, "state_in_file": self.term.state}
        return {**said, **self.explanation.as_data()}

    @property
    def text(self) -> str:
        """Return the explanation in Chinese; a service norm says that it is one, and shows no grade of a statute."""
        lines = self.explanation.text.splitlines()
        by = f"（第{self.term.ended_by}号行为）" if self.term.ended_by else ""
        state = f"在本案中：{TERM_STATE_NAMES[self.term.state]}{by}"
        if self.term.instrument:
            return "\n".join([*lines, state])
        kept = [line for line in lines if not line.startswith(STATUTE_ONLY)]
        return "\n".join([SERVICE_NORM, *kept, state])


@dataclass(frozen=True, slots=True)
class TermsOfFile:
    """The terms of a file, read once for all that is asked about them."""

    file: File
    clocks: Clocks
    law: Law

    @classmethod
    def read(cls, kind: Kind, file: File, law: Law) -> "TermsOfFile":
        """Return the terms of a file under an edition of the law."""
        return cls(file, read_clocks(Record.of(file.acts), kind, law), law)

    def term(self, key: str) -> TermOfFile:
        """Return one term; raises KeyError when the file has no such term."""
        return TermOfFile(self.clocks.all[key], self.clocks, self.law)

    def explained(self, key: str) -> FileExplanation:
        """Explain one term, day by day; raises KeyError when the file has no such term."""
        explanation = self.term(key).explained(self.file)
        return FileExplanation(explanation, {term.key: term for term in self.file.standing.terms}[key])

    def proved(self, key: str) -> dict[str, Any] | None:
        """Return the proof of a statutory term (None for a service norm, which no statute proves).

        Raises KeyError when the file has no such term.
        """
        term = self.term(key)
        clock = term.clock
        if clock.cited is None:
            return None
        return prove(
            clock.cited,
            clock.limit.variant,
            clock.start,
            self.law.calendar,
            self.law.edition,
            act=clock.started_by.no,
            suspended=self.clocks.suspended_for(clock),
            extended=clock.extended,
            own=term.own,
        )


def explain_term(kind: Kind, file: File, key: str, law: Law) -> FileExplanation:
    """Explain one term of a file, day by day; raises KeyError when the file has no such term."""
    return TermsOfFile.read(kind, file, law).explained(key)


def prove_term(kind: Kind, file: File, key: str, law: Law) -> dict[str, Any] | None:
    """Return the proof of a statutory term of a file (None for a service norm, which no statute proves).

    Raises KeyError when the file has no such term.
    """
    return TermsOfFile.read(kind, file, law).proved(key)
