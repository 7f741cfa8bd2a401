"""The procedures over a file that is silent on much (资料不全时的程序): what asks for a missing fact names it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from file_review.known import Missing, answered
from judging.attempt import Attempt
from judging.counting import Moved
from judging.kind import Kind
from judging.record import Record
from judging.step import Ends, Excludes, Opens, Step
from law.instruments import Suspension
from law.refusals import Refused
from models.acts import Act

T = TypeVar("T")

OFF_THE_CALENDAR = "工作日历范围以内的日期"


@dataclass(frozen=True, slots=True)
class Silence:
    """A term that could not be told to run or to end, for want of a fact."""

    act: int
    rule: str
    fact: str
    of_start: bool = False
    """Whether it was asked for in search of the day from which the term runs."""


class SilentRecord(Record):
    """A record of a published case; it keeps what it was asked for and could not say."""

    __slots__ = ("silences",)

    def __init__(
        self, acts: Sequence[tuple[date, Act]], withdrawn: Sequence[Act] = (), moved: Moved = MappingProxyType({})
    ) -> None:
        super().__init__(acts, withdrawn, moved)
        self.silences: list[Silence] = []


_PATIENT: dict[int, tuple[Kind, Kind]] = {}
"""Each kind of file with its patient form, by identity: a kind holds tables, which have no hash."""


def patient(kind: Kind) -> Kind:
    """Return a kind of file each test of whose steps answers nothing where a fact is missing."""
    known = _PATIENT.get(id(kind))
    if known is None or known[0] is not kind:
        procedures = [replace(one, steps=tuple(_patient(step) for step in one.steps)) for one in kind.procedures]
        known = _PATIENT[id(kind)] = (kind, replace(kind, procedures=tuple(procedures)))
    return known[1]


def _patient(step: Step[Any]) -> Step[Any]:
    excludes, ends = step.begins_excluded, step.ends_excluded
    return replace(
        step,
        opens=tuple(_patient_opens(one) for one in step.opens),
        ends=tuple(_patient_ends(one) for one in step.ends),
        begins_excluded=_patient_excludes(excludes) if excludes else None,
        ends_excluded=ends if isinstance(ends, bool) else _asked(ends, "", otherwise=False),
    )


def _patient_opens(one: Opens[Any]) -> Opens[Any]:
    return replace(
        one,
        variant=one.variant if isinstance(one.variant, str) else _asked(one.variant, one.rule, otherwise=""),
        when=_asked(one.when, one.rule, otherwise=False),
        starts=_asked(one.starts, one.rule, otherwise=None, of_start=True),
        last_day=_asked(one.last_day, "", otherwise=None) if one.last_day else None,
    )


def _patient_ends(one: Ends[Any]) -> Ends[Any]:
    return replace(
        one,
        when=_asked(one.when, "", otherwise=False),
        about=_about(one.about) if one.about else None,
    )


def _about(ask: Callable[[Attempt], int | frozenset[int] | None]) -> Callable[[Attempt], int | frozenset[int] | None]:
    """Return whose terms an act ends: where a source tells of no decision, those of the service it leads back to."""
    asked = _asked(ask, "", otherwise=None)

    def about(attempt: Attempt) -> int | frozenset[int] | None:
        found = asked(attempt)
        if found is not None:
            return found
        back = attempt.record.back(attempt.act.no, attempt.kind.points_to)
        return frozenset(one.no for one in back if one.no != attempt.act.no)

    return about


def _patient_excludes(one: Excludes[Any]) -> Excludes[Any]:
    def ground(attempt: Attempt) -> Suspension | None:
        if one.until is not None:
            one.until(attempt)  # time whose end nobody tells is not left out
        return one.ground(attempt)

    return replace(one, ground=_asked(ground, "", otherwise=None))


def _asked(ask: Callable[[Attempt], T], rule: str, *, otherwise: T, of_start: bool = False) -> Callable[[Attempt], T]:
    """Return a test that answers `otherwise` where it asks for a fact the source does not give."""

    def patiently(attempt: Attempt) -> T:
        try:
            return answered(lambda: ask(attempt))
        except Missing as missing:
            _keep(attempt, Silence(attempt.act.no, rule, missing.told, of_start))
        except Refused:  # working days that no calendar holds
            _keep(attempt, Silence(attempt.act.no, rule, OFF_THE_CALENDAR))
        return otherwise

    return patiently


def _keep(attempt: Attempt, silence: Silence) -> None:
    if isinstance(attempt.record, SilentRecord) and silence.rule:
        attempt.record.silences.append(silence)
