"""Whose a case is: the first to file keeps it, until 2021-07-14 the first to find; what a superior may do, and when."""

from typing import Any

import pytest

from law.refusals import Refused
from models.people import Actor, Role
from tests.builders import CHAIN, CITY, CLERK, COUNTY, OTHER_BASIS, PaperCase, a_case

ABOVE = Actor(id="p-city-head", unit=CITY, level=1, roles=(Role.HEAD,))
"""The superior's own head, and nothing else: the authority is named by the law, and its head is who decides for it."""
OTHER = {"authority": "示例市生态环境局", "letter": "示环函〔2026〕3号"}
DESIGNATED = {"unit": COUNTY, "by_superior": "湖南省生态环境厅"}


def refused(case: PaperCase, act: str, on: str, **fields: Any) -> tuple[str, str]:  # noqa: ANN401  fields of an act
    """Return the code and the article under which an act is refused."""
    with pytest.raises(Refused) as no:
        case.does(act, on, **fields)
    return no.value.code, no.value.article


@pytest.mark.parametrize(
    ("filed", "code"), [("2026-09-06", "first-filed-keeps"), ("2026-09-07", "first-filed-keeps"), ("2026-09-08", "")]
)
def test_the_first_to_file_keeps_it(filed: str, code: str) -> None:
    """行政处罚法 art. 25: who filed the day after keeps nothing; on one day neither is first, and the superior is asked."""
    case = a_case("review_case")
    case.does("record_other_filing", "2026-09-12", by=CLERK, filed_on=filed, found_on="2026-08-01", **OTHER)
    if not code:
        assert case.does("serve_notice", "2026-09-14")
        return
    found = refused(case, "serve_notice", "2026-09-14")
    case.does("request_designation", "2026-09-15", by=CLERK, superior="湖南省生态环境厅", explanation="均已立案")
    asked = refused(case, "serve_notice", "2026-09-16")
    case.does("inspect_site", "2026-09-16 10:00")
    case.does("designate_jurisdiction", "2026-09-17", by=CLERK, **DESIGNATED)
    term = next(one for one in case.at("2026-09-18").terms if one.rule == "norm.designation")

    assert (code, "jurisdiction-disputed", "met") == (found[0], asked[0], term.state)
    assert "第14条" in found[1]
    assert case.does("serve_notice", "2026-09-18")


@pytest.mark.parametrize(("found_on", "code"), [("2021-04-30", "first-filed-keeps"), ("2021-05-02", "")])
def test_before_the_change_the_first_to_find_kept_it(found_on: str, code: str) -> None:
    """环境行政处罚办法 art. 18, until 2021-07-14: it was found here on the first of May, whoever filed first."""
    case = PaperCase()
    case.does("report_finding", "2021-05-01")
    case.does("report_upward", "2021-05-01")
    case.does("hand_to_department", "2021-05-02")
    case.does("inspect_site", "2021-05-05")
    case.does("file_case", "2021-05-06")
    case.does("conclude_investigation", "2021-05-10")
    case.does("review_case", "2021-05-11")
    case.does("record_other_filing", "2021-05-12", by=CLERK, filed_on="2021-05-03", found_on=found_on, **OTHER)
    if not code:
        assert case.does("serve_notice", "2021-05-13", basis=OTHER_BASIS, hearing_offered=True)
        return

    assert code == refused(case, "serve_notice", "2021-05-13", basis=OTHER_BASIS, hearing_offered=True)[0]


WAYS: dict[str, tuple[dict[str, Any], str]] = {
    "taken up by whoever is no superior": ({"by": CLERK, "way": "taken_up", "unit": COUNTY}, "not-a-superior"),
    "taken up untold": ({"by": ABOVE, "way": "taken_up", "unit": CITY, "notified": False}, "not-told"),
    "taken up for another": ({"by": ABOVE, "way": "taken_up", "unit": COUNTY}, "not-itself"),
    "in place of who is not idle": ({"by": ABOVE, "way": "in_place", "unit": CITY}, "not-idle"),
    "handed down by whoever has it not": ({"by": ABOVE, "way": "handed_down", "unit": COUNTY}, "not-a-superior"),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_a_superior_may_not(way: str) -> None:
    """办法 art. 15, 86: each has its own ground, and the lower authority and the party are told first."""
    fields, code = WAYS[way]
    found = refused(
        a_case("inspect_site"),
        "designate_jurisdiction",
        "2026-09-04",
        **{"by_superior": "衡阳市生态环境局", "notified": True, **fields},
    )

    assert code == found[0]
    assert found[1]


def test_a_superior_takes_a_case_up_and_hands_it_down_again() -> None:
    """It answers while it has it; a township is never handed one (行政处罚法 art. 24)."""
    case = a_case("inspect_site")
    said = {"by": ABOVE, "by_superior": "衡阳市生态环境局", "notified": True}
    case.does("designate_jurisdiction", "2026-09-04", way="taken_up", unit=CITY, **said)
    above = case.at("2026-09-04").holder_unit
    town = refused(case, "designate_jurisdiction", "2026-09-05", way="handed_down", unit=CHAIN[0].unit, **said)
    case.does("designate_jurisdiction", "2026-09-07", way="handed_down", unit=COUNTY, **said)

    assert (CITY, "not-a-superior", COUNTY) == (above, town[0], case.at("2026-09-07").holder_unit)


@pytest.mark.parametrize(("year", "code"), [(2023, "not-in-law"), (2024, "")])
def test_before_the_measure_of_2023_a_superior_designated_and_took_nothing_up(year: int, code: str) -> None:
    """环境行政处罚办法 art. 20 speaks of designation only; 直接管辖 came with 生态环境行政处罚办法 art. 15, on 2023-07-01."""
    case = PaperCase()
    case.does("report_finding", f"{year}-05-08")
    case.does("report_upward", f"{year}-05-08")
    case.does("hand_to_department", f"{year}-05-08", unit=COUNTY)
    said = {"by": ABOVE, "by_superior": "衡阳市生态环境局", "notified": True, "unit": CITY}
    if code:
        found = refused(case, "designate_jurisdiction", f"{year}-05-09", way="taken_up", **said)
        assert code == found[0]
        assert "《环境行政处罚办法》第20条" in found[1]
        return

    assert case.does("designate_jurisdiction", f"{year}-05-09", way="taken_up", **said)


def test_a_superior_decides_in_place_of_a_unit_that_is_idle() -> None:
    """生态环境法典 art. 1072: the review is late on the eighteenth day; then the city has it, and files by itself."""
    case = a_case("inspect_site")
    case.waits_until("2026-09-20")
    case.does(
        "designate_jurisdiction",
        "2026-09-21",
        by=ABOVE,
        way="in_place",
        unit=CITY,
        by_superior="衡阳市生态环境局",
        notified=True,
    )
    case.does("file_case", "2026-09-22", by=ABOVE)

    assert CITY == case.at("2026-09-22").holder_unit
