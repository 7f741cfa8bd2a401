"""What the record says of a transfer to the police (移送情况): which one an act is about, how its branch stands."""

from datetime import date, datetime
from typing import Any, cast

from law import guards
from law.edition import Law
from law.guards.transfer import CrimeBranch
from models.acts import Act
from models.acts.referral import DecideCrimeTransfer, RecordCriminalJudgment, RecordPoliceReturn, TransferToPolice
from workflows.procedures.record import Record
from workflows.procedures.step import Test

TRANSFER = "transfer_to_police"
GOING_ON = (TRANSFER, "record_police_filing", "record_appeal")
ENDED = ("record_police_refusal", "record_police_return", "record_dismissal", "record_nonprosecution")


def transfer_of(record: Record, act: Act) -> Act | None:
    """Return the transfer that an act of the police is about: the one it leads back to, or the last."""
    target: Act | None = act
    while target is not None and target.name != TRANSFER:
        target = record.act(getattr(target.content, "of", 0))
    return target or record.last(TRANSFER)


def about(kind: str) -> Test:
    """Return the test that an act belongs to a transfer for detention, or for a suspected crime."""

    def test(record: Record, act: Act) -> bool:
        transfer = transfer_of(record, act)
        return transfer is not None and cast("TransferToPolice", transfer.content).kind == kind

    return test


def crime_branch(record: Record) -> CrimeBranch:
    """Return how the criminal side of the case stands (刑事部分的进展)."""
    if not any(cast("TransferToPolice", act.content).kind == "crime" for act in record.all(TRANSFER)):
        return "none"
    last = record.last(*GOING_ON, *ENDED, "record_reconsideration", "record_criminal_judgment")
    if last is None or last.name in GOING_ON:
        return "open"
    if last.name == "record_reconsideration":
        return "open" if cast("Any", last.content).filed else "closed_without_punishment"
    punished = last.name not in ENDED and cast("RecordCriminalJudgment", last.content).outcome == "punished"
    return "punished" if punished else "closed_without_punishment"


def crime_is_not_pending(record: Record, day: date, law: Law) -> None:  # noqa: ARG001  the signature of a bar
    """Refuse a penalty that would stand in for prosecution, or come before its end (不得以罚代刑, G11)."""
    report = record.content("report_suspected_crime")
    answered = {cast("DecideCrimeTransfer", act.content).of for act in record.all("decide_crime_transfer")}
    waiting = [act for act in record.all("report_suspected_crime") if act.no not in answered]
    indicators = report.indicators if report is not None and (waiting or _granted(record)) else ()
    guards.no_fine_instead_of_prosecution(on=day, indicators=indicators, branch=crime_branch(record))


def _granted(record: Record) -> bool:
    decision = record.content("decide_crime_transfer")
    return decision is not None and decision.granted


def accepted(record: Record, act: Act) -> Act | None:
    """Return the acceptance of the transfer that an act of the police is about (受案)."""
    transfer = transfer_of(record, act)
    found = [one for one in record.all("record_police_acceptance") if transfer and transfer_of(record, one) == transfer]
    return found[0] if found else None


def accepted_on(record: Record, act: Act) -> date | None:
    """Return the day of that acceptance."""
    found = accepted(record, act)
    return found.day if found else None


def accepted_at(record: Record, act: Act) -> datetime | None:
    """Return the instant of that acceptance, for terms in hours."""
    found = accepted(record, act)
    return found.happened_at if found else None


def found_at(_record: Record, act: Act) -> datetime | None:
    """Return when the police found that they are not competent, where they say so."""
    return cast("RecordPoliceReturn", act.content).found_at


def tells_of(*names: str) -> Test:
    """Return the test that a notice tells of one of these acts."""

    def test(record: Record, act: Act) -> bool:
        target = record.act(cast("Any", act.content).of)
        return target is not None and target.name in names

    return test
