"""The procedures over a file that is silent on much (资料不全时的程序): what asks for a missing fact names it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from law.refusals import Refused
from models.acts import Act, Content
from review.dossier import FIELD_NAMES
from workflows.procedures import STEPS
from workflows.procedures.record import Record
from workflows.procedures.step import Ends, Opens, Step

OFF_THE_CALENDAR = "工作日历范围以内的日期"


@dataclass(frozen=True, slots=True)
class Silence:
    """A term that could not be told to run or to end, for want of a fact."""

    act: int
    rule: str
    fact: str


class SilentRecord(Record):
    """A record of a published case; it keeps what it was asked for and could not say."""

    __slots__ = ("silences",)

    def __init__(self, acts: Sequence[tuple[date, Act]]) -> None:
        super().__init__(acts)
        self.silences: list[Silence] = []


@cache
def patient_steps() -> Mapping[str, Step]:
    """Return the steps of every procedure, each test of which answers nothing where a fact is missing."""
    return {name: _patient(step) for name, step in STEPS.items()}


def _patient(step: Step) -> Step:
    return replace(
        step,
        opens=tuple(_patient_opens(one) for one in step.opens),
        ends=tuple(_patient_ends(one) for one in step.ends),
        begins_excluded=_asked(step.begins_excluded, "", "") if step.begins_excluded else None,
        ends_excluded=step.ends_excluded
        if isinstance(step.ends_excluded, bool)
        else _asked(step.ends_excluded, "", False),
    )


def _patient_opens(one: Opens) -> Opens:
    return replace(
        one,
        case=one.case if isinstance(one.case, str) else _asked(one.case, one.rule, ""),
        when=_asked(one.when, one.rule, False),
        starts=_asked(one.starts, one.rule, None),
        by_law=_asked(one.by_law, one.rule, None) if one.by_law else None,
        last_day=_asked(one.last_day, "", None) if one.last_day else None,
    )


def _patient_ends(one: Ends) -> Ends:
    return replace(
        one,
        when=_asked(one.when, "", False),
        by_law=_asked(one.by_law, "", False) if one.by_law else None,
        about=_asked(one.about, "", None) if one.about else None,
    )


def _asked(ask: Callable[..., Any], rule: str, otherwise: Any) -> Callable[..., Any]:  # noqa: ANN401  any answer
    """Return a test that answers `otherwise` where it asks for a fact the source does not give."""

    def patiently(record: Record, act: Act, *more: Any) -> Any:  # noqa: ANN401
        try:
            return ask(record, act, *more)
        except (AttributeError, Refused) as fault:
            if isinstance(record, SilentRecord) and rule:
                record.silences.append(Silence(act.no, rule, _fact(fault)))
            return otherwise

    return patiently


def _fact(fault: AttributeError | Refused) -> str:
    """Return in Chinese what was asked for: the act and the field, or working days that no calendar holds."""
    if isinstance(fault, Refused):
        return OFF_THE_CALENDAR
    field = FIELD_NAMES.get(fault.name or "", fault.name or "")
    return f"“{fault.obj.label}”的{field}" if isinstance(fault.obj, Content) else field
