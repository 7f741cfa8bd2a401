"""What the events between notice and decision become (陈述申辩、听证): one maker an event, a line or a short function."""

from file_review.dating import When
from file_review.makers import Maker, pointing, simple
from file_review.mapper import Known, Mapper
from models.acts.hearing import ConcludeHearing, HoldHearing, RequestHearing, ServeHearingNotice, WaiveHearing
from models.acts.penalty import ReceiveStatement, WaiveStatement


def _day_of_hearing(file: Mapper) -> Known:
    held = file.when_of("hearing_held")
    return {"hearing_on": held.day} if held.day else {}


def _hearing_notified(file: Mapper) -> None:
    file.follow(ServeHearingNotice, **_day_of_hearing(file))


def _hearing_accepted(file: Mapper) -> None:
    if "hearing_notice_served" in file.events:
        file.note(ServeHearingNotice)
        return
    held = file.when_of("hearing_held")
    file.follow(
        ServeHearingNotice,
        when=When(first=file.fact.when.first, last=held.last or file.fact.when.last),
        because="通知不早于受理听证申请,不晚于举行听证",
        **_day_of_hearing(file),
    )


HEARING: dict[str, Maker] = {
    "statement_received": pointing(ReceiveStatement),
    "statement_waived": simple(WaiveStatement),
    "hearing_waived": simple(WaiveHearing),
    "hearing_requested": simple(RequestHearing),
    "hearing_accepted": _hearing_accepted,
    "hearing_notice_served": _hearing_notified,
    "hearing_held": pointing(HoldHearing, is_absent=False),
    "hearing_closed": pointing(ConcludeHearing),
}
"""The events in which the party is heard."""
