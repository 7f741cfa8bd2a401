"""A township finds and reports, the county lets the days go by, the city is told; what is late is not lost."""

from datetime import datetime

from models.values import start_of_day
from tests.api.asking import FINDING
from tests.journeys.telling import BRANCH, Row, Telling, Told

FILING = "case_filing_decision"
WARNED_ON, LAST_DAY, LATE_ON, FILED_ON = "2026-09-14", "2026-09-17", "2026-09-18", "2026-09-22"
TO_ARCHIVE: tuple[Row, ...] = (
    ("serve_correction_order", "2026-09-22", {}),
    ("conclude_investigation", "2026-09-23", {}),
    ("review_case", "2026-09-24", {}),
    ("serve_notice", "2026-09-25", {}),
    ("decide_penalty", "2026-10-13", {}),
    ("serve_decision", "2026-10-14", {}),
    ("publish_decision", "2026-10-15", {}),
    ("record_payment", "2026-10-19", {}),
    ("recheck_correction", "2026-10-20", {"of": "serve_correction_order"}),
    ("feed_back", "2026-10-20", {"to": "township", "result": "已依法处罚"}),
    ("close_case", "2026-10-21", {}),
    ("archive_case", "2026-10-28", {}),
)


async def test_a_finding_nobody_files_is_escalated_to_the_city(telling: Telling) -> None:
    """Time acts by itself: warned three days ahead, late at midnight, told one level up; then filed, and archived.

    生态环境行政处罚办法第18条: fifteen days to decide on filing. 衡政办发〔2015〕76号方案四（二）、四（四）: found, stopped, reported
    upward, handed over; the grid above answers for the one below. A late term neither closes nor loses a case.
    """
    case = await handed_over(telling)
    handler = (await telling.standing(case))["holder_person"]

    await telling.waits_until(case, WARNED_ON, hour=10)
    near = await telling.standing(case)
    await the_handler_is_warned(telling, case, handler)
    await telling.waits_until(case, LAST_DAY, hour=23)
    in_time = (await telling.terms(case))[FILING]
    await telling.waits_until(case, LATE_ON)
    late = await telling.standing(case)
    listed = await the_city_is_told(telling, case)
    await filed_after_all(telling, case)
    await telling.goes(case, TO_ARCHIVE)

    assert ("near", "running", LAST_DAY) == (near["alert"], in_time["state"], in_time["last_day"])
    assert ("late", "handed_over", [case]) == (late["alert"], late["stage"], listed)
    await late_is_not_lost(telling, case)
    await a_rehearsal_stays_among_rehearsals(telling, case)


async def handed_over(telling: Telling) -> str:
    """Return a rehearsal that a township has found, stopped and reported, and that the department has."""
    case = await telling.asking.rehearses(**FINDING)
    await telling.does(case, "stop_on_site", "patroller", "2026-09-01", measures="责令停止外排", obeyed=True)
    await telling.does(case, "report_upward", "patroller", "2026-09-01")
    await telling.does(case, "hand_to_department", "clerk", "2026-09-02", unit=BRANCH)
    return case


async def the_handler_is_warned(telling: Telling, case: str, handler: str) -> None:
    """Whoever has the case in hand is told of the last day while there is still time."""
    (warning,) = [one for one in await about_filing(telling, case, handler) if one["title"] == "期限临近预警"]

    assert LAST_DAY == warning["last_day"]


async def the_city_is_told(telling: Telling, case: str) -> list[str]:
    """Who answers at the city reads of the lapse; return what the city's list of late rehearsals shows."""
    (lapse,) = await telling.said(case, "term_lapses")
    (city,) = [row for row in (await telling.standing(case))["answerable"] if row["level"] == 1]
    (when,) = [one["happened_at"] for one in await telling.acts(case) if one["content"]["act"] == "term_lapses"]

    assert start_of_day(datetime.fromisoformat(LATE_ON).date()) == datetime.fromisoformat(when)
    assert {city["main"], city["leader"]} == set(lapse["escalated_to"])
    for person in lapse["escalated_to"]:
        (told,) = await about_filing(telling, case, person)
        assert ("期限届满", LAST_DAY) == (told["title"], told["last_day"])
    rows = (await telling.asking.gets("/v1/cases", alert="late", rehearsal=True)).json()["rows"]
    return [str(row["file_no"]) for row in rows]


async def about_filing(telling: Telling, case: str, person: str) -> list[Told]:
    """Return what a person was told about the filing term of a case."""
    told = [one["effect"] for one in await telling.messages(person) if one["file_no"] == case]
    return [effect for effect in told if effect["term"].startswith(FILING)]


async def filed_after_all(telling: Telling, case: str) -> None:
    """The late decision is taken like any other; it is late for ever."""
    party = await telling.party("衡山县示例养殖有限公司")
    await telling.goes(case, [("inspect_site", "2026-09-21", {}), ("file_case", FILED_ON, {"party": party})])
    standing = await telling.standing(case)

    assert ("filed", "none") == (standing["stage"], standing["alert"])


async def late_is_not_lost(telling: Telling, case: str) -> None:
    """The case came to its archive; the one late term says so, and nothing that followed is called irregular."""
    standing, terms = await telling.standing(case), await telling.terms(case)
    late = {rule for rule, term in terms.items() if term["state"] in ("late", "met_late")}

    assert ("archived", []) == (standing["stage"], standing["irregularities"])
    assert ({FILING}, "met_late") == (late, terms[FILING]["state"])
    assert 1 == len([one for one in await telling.said(case, "term_lapses") if one["term"].startswith(FILING)])


async def a_rehearsal_stays_among_rehearsals(telling: Telling, case: str) -> None:
    """It is on no live list, its decision is not public, its documents bear no number of the real series."""
    documents = (await telling.asking.gets(f"/v1/files/{case}/documents")).json()
    numbers = [row["number"] for row in documents if row["number"]]

    assert ([], []) == ((await telling.asking.gets("/v1/cases")).json()["rows"], await telling.published())
    assert numbers
    assert all(number.startswith("（演练）") for number in numbers)
