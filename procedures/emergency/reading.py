"""What the record of an emergency says (突发环境事件): its class, the route of its reports, what was told to whom."""

from datetime import datetime

from judging.attempt import Attempt, Situation
from judging.record import Record, follows, in_order
from models.acts import Act
from models.acts.delivery import RecordDelivery, RecordDeliveryFailed, RecordDeliveryRefused
from models.acts.emergency import (
    BeginEmergencyInvestigation,
    ChangeEmergencyClass,
    ClassifyEmergency,
    DeclineEmergencyInvestigation,
    EndResponse,
    Level,
    NotifyNeighbour,
    OpenCaseOfEmergency,
    Recipient,
    ReportEmergency,
    SendFirstReport,
    SendFollowUp,
    StartResponse,
)
from models.ids import act_no_in
from procedures.other_files import CASE, files_opened

GRAVE: tuple[Level, ...] = ("extraordinary", "major")
ORDER: tuple[Level, ...] = ("ordinary", "large", "major", "extraordinary")
"""The classes, the lightest first."""
GENERAL, MAJOR = "emergency_report_general", "emergency_report_major"
"""The rules of the two routes: four hours to government and superior; two hours to government, province, ministry."""
REQUIRED: dict[str, tuple[Recipient, ...]] = {
    GENERAL: ("government", "superior"),
    MAJOR: ("government", "province", "ministry"),
}

Classing = ClassifyEmergency | ChangeEmergencyClass


def opening_of(record: Record) -> ReportEmergency | None:
    """Return what was known when the bureau learned of it."""
    content = record.opening.content if record.opening else None
    return content if isinstance(content, ReportEmergency) else None


def classings(record: Record) -> list[Act[Classing]]:
    """Return the acts that said its class, in order."""
    return in_order(record.all(ClassifyEmergency, ChangeEmergencyClass))


def level_of(record: Record) -> Level | None:
    """Return the class as last found; None while nobody has found any (等级不明)."""
    found = classings(record)
    return found[-1].content.level if found else None


def is_as_major(record: Record) -> bool:
    """Tell whether what lies in it makes it be reported as a major one while its class is not known (办法 art. 4)."""
    content = opening_of(record)
    return content is not None and any(one != "cross_boundary" for one in content.circumstances)


def route(record: Record) -> str:
    """Return the rule by which it is reported now: by its class, or by what lies in it."""
    level = level_of(record)
    if level is not None:
        return route_of(level)
    return MAJOR if is_as_major(record) else GENERAL


def route_of(level: Level) -> str:
    """Return the rule by which an emergency of a class is reported."""
    return MAJOR if level in GRAVE else GENERAL


def told(record: Record) -> frozenset[Recipient]:
    """Return whom it was reported to by now."""
    return frozenset(one for act in record.all(SendFirstReport, SendFollowUp) for one in act.content.to)


def until(done: Attempt) -> Record:
    """Return what there was before an act: its own terms hang on that, whatever comes later."""
    return done.record.before(done.act)


def learned_at(done: Attempt) -> datetime:
    """Return the instant at which the bureau found or learned of it: the hours run from there."""
    opening = done.record.opening
    return opening.happened_at if opening else done.act.happened_at


def crosses(record: Record) -> bool:
    """Tell whether a neighbouring region is or may be touched (涉及相邻行政区域)."""
    content = opening_of(record)
    told = content is not None and not {"cross_boundary", "cross_province"}.isdisjoint(content.circumstances)
    return told or any(act.content.crosses != "none" for act in classings(record))


def neighbours_are_due(done: Attempt[Classing]) -> bool:
    """Tell whether with this act it is known that a neighbour has to be told, who was not told yet."""
    before = until(done)
    return done.content.crosses != "none" and not crosses(before) and not before.has(NotifyNeighbour)


def running(record: Record) -> Act[StartResponse] | None:
    """Return the response that has begun and not ended."""
    ended = record.targets(EndResponse)
    return next((act for act in reversed(record.all(StartResponse)) if act.no not in ended), None)


def ended(record: Record) -> Act[EndResponse] | None:
    """Return the end of the response after which none has begun."""
    last = record.last(EndResponse)
    begun = record.last(StartResponse)
    return None if last is None or (begun is not None and follows(begun, last)) else last


def is_ours_to_investigate(record: Record) -> bool:
    """Tell whether the city investigates: an ordinary one is its own, another one where a superior entrusts it."""
    begun = record.content(BeginEmergencyInvestigation)
    if begun is not None:
        return begun.organiser == "city"
    return level_of(record) == "ordinary"


def is_left_to_the_city(record: Record) -> bool:
    """Tell whether it is one that the city has investigated as it sees fit (一般事件，视情况组织): no graver one."""
    return level_of(record) in {None, "ordinary"}


def is_declined(record: Record) -> bool:
    """Tell whether it is not investigated: as long as its class leaves that to the city (决定不组织调查)."""
    return is_left_to_the_city(record) and record.has(DeclineEmergencyInvestigation)


def cases_refused(record: Record) -> set[int]:
    """Return the acts upon which no case could be opened: they have to be done once more."""
    return {act_no_in(act.content.effect) for act in record.all(RecordDeliveryRefused)}


def cases_opened(record: Record) -> tuple[str, ...]:
    """Return the numbers of the cases that were opened for what was found."""
    return tuple(files_opened(record, CASE))


def cases_on_their_way(now: Situation) -> list[Act[OpenCaseOfEmergency]]:
    """Return the acts that open a case of which nothing has come back yet: neither a number nor why there is none."""
    back = now.record.all(RecordDelivery, RecordDeliveryRefused, RecordDeliveryFailed)
    known = {act_no_in(act.content.effect) for act in back}
    return [act for act in now.record.all(OpenCaseOfEmergency) if act.no not in known and not act.of_record]
