"""Two officers, each for himself: the second one confirms under his own name what the first one entered."""

from law.refusals import NotCompetent, OutOfOrder, OutOfTime, Unclear
from models.people import Actor, Officer, Role
from procedures.confirming import unconfirmed
from tests.builders import COUNTY, HEAD, LONG_VALID, OFFICER, OFFICERS, PaperCase, a_case
from tests.procedures import several
from tests.procedures.refusing import refuses

SECOND = Actor(id=OFFICERS[1].id, unit=COUNTY, level=2, roles=(Role.OFFICER,), certified_until=LONG_VALID)
STRANGER = Actor(id="p-county-8", unit=COUNTY, level=2, roles=(Role.OFFICER,), certified_until=LONG_VALID)
ACT = "confirm_record"


def inspected() -> PaperCase:
    """Return a case that the first of two officers entered the inspection of."""
    return a_case("inspect_site")


def waits_for(case: PaperCase) -> set[str]:
    """Return whose word the record of the inspection waits for."""
    record = case.record()
    return set(unconfirmed(record, next(act for act in record if act.name == "inspect_site")))


def test_the_other_officer_confirms_and_nothing_waits_any_more() -> None:
    """Until then the record waits for that one alone, and confirming is among what may be done next."""
    case = inspected()
    assert waits_for(case) == {SECOND.id}
    assert ACT in {row.act for row in case.at("2026-09-20").next}

    case.does(ACT, "2026-09-20", of="inspect_site", by=SECOND)

    assert waits_for(case) == set()
    assert ACT not in {row.act for row in case.at("2026-09-20 18:00").next}


def test_whoever_entered_it_does_not_confirm_it() -> None:
    """行政处罚法 art. 42, 生态环境行政处罚办法 art. 23: the two are two persons."""
    with refuses("entered-it-oneself", article="第23条", kind=NotCompetent):
        inspected().does(ACT, "2026-09-20", of="inspect_site", by=OFFICER)


def test_who_was_not_there_does_not_confirm_it() -> None:
    """The record names who was: no other officer, no head whom it does not name."""
    with refuses("not-on-the-record", article="第23条", kind=NotCompetent):
        inspected().does(ACT, "2026-09-20", of="inspect_site", by=STRANGER)
    with refuses("not-on-the-record", article="第23条", kind=NotCompetent):
        inspected().does(ACT, "2026-09-20", of="inspect_site", by=HEAD)


def test_whoever_the_record_names_confirms_it_whatever_the_post() -> None:
    """A head with a certificate went on site as the second officer: the record waits for his word, and gets it."""
    case = a_case("hand_to_department")
    officers = (OFFICERS[0], Officer(id=HEAD.id, unit=COUNTY, certified_until=LONG_VALID))
    case.does("inspect_site", "2026-09-10 10:00", officers=officers)
    assert waits_for(case) == {HEAD.id}

    case.does(ACT, "2026-09-10 11:00", of="inspect_site", by=HEAD)

    assert waits_for(case) == set()


def test_a_record_that_reads_otherwise_since_waits_again() -> None:
    """What was confirmed is no longer what it says; the same words back again, or another hour, leave it confirmed."""
    case = inspected()
    case.does(ACT, "2026-09-20 10:00", of="inspect_site", by=SECOND)
    case.does("correct_act", "2026-09-20 11:00", of="inspect_site", fields={"record": "另有一处排口"}, reason="漏记")
    assert waits_for(case) == {SECOND.id}
    correction = case.acts[-1]

    case.does(ACT, "2026-09-20 12:00", of="inspect_site", by=SECOND)
    assert waits_for(case) == set()
    with refuses("confirmed-already", article="第23条", kind=OutOfOrder):
        case.does(ACT, "2026-09-20 12:30", of="inspect_site", by=SECOND)
    case.does("withdraw_act", "2026-09-20 13:00", of=correction.no, reason="误更正")
    assert waits_for(case) == set()
    case.does("withdraw_act", "2026-09-20 14:00", of=first_confirmation(case), reason="误确认")
    assert waits_for(case) == {SECOND.id}


def first_confirmation(case: PaperCase) -> int:
    """Return the number of the confirmation that was given of the words that stand."""
    return next(act.no for act in case.acts if act.name == ACT)


def test_it_is_confirmed_once_by_each() -> None:
    """Withdrawn, it may be given anew."""
    case = inspected()
    case.does(ACT, "2026-09-20 10:00", of="inspect_site", by=SECOND)
    with refuses("confirmed-already", article="第23条", kind=OutOfOrder):
        case.does(ACT, "2026-09-20 11:00", of="inspect_site", by=SECOND)
    case.does("withdraw_act", "2026-09-20 12:00", of=ACT, reason="误确认")

    case.does(ACT, "2026-09-20 13:00", of="inspect_site", by=SECOND)


def test_what_names_no_officers_needs_no_confirmation() -> None:
    """A filing has its officers, and is no record of what they did together."""
    with refuses("nothing-to-confirm", article="第23条", kind=Unclear):
        a_case("file_case").does(ACT, "2026-09-20", of="file_case", by=SECOND)


def test_it_is_not_dated_before_what_it_confirms() -> None:
    """The inspection was in the morning of that day; a confirmation of the hour before confirms nothing."""
    case = a_case("hand_to_department")
    case.does("inspect_site", "2026-09-10 10:00")
    with refuses("confirmed-before", article="第23条", kind=OutOfTime):
        case.does(ACT, "2026-09-10 09:00", now="2026-09-10 11:00", of="inspect_site", by=SECOND)


def test_a_document_left_behind_is_confirmed_by_whoever_served_it() -> None:
    """留置送达: the servers are the officers of that record."""
    case = a_case("inspect_site")
    case.does(
        "serve_correction_order",
        "2026-09-10 10:00",
        mode="left",
        servers=OFFICERS,
        witness="示例村村民委员会",
        is_recorded=True,
    )

    case.does(ACT, "2026-09-11", of="serve_correction_order", by=SECOND)


def test_among_several_parties_a_record_is_confirmed_once_for_all() -> None:
    """The inspection is the whole case's, and so is its confirmation."""
    case = several.filed()
    case.does(ACT, "2026-09-21", of="inspect_site", by=SECOND)

    assert waits_for(case) == set()
    with refuses("confirmed-already", kind=OutOfOrder):
        case.does(ACT, "2026-09-22", of="inspect_site", by=SECOND)
