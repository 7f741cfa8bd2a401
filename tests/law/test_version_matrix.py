"""What applied when: every row of the version matrix on the day before and the day of each change; and no rule is missing."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from law.catalogue import Catalogue, Cited
from law.instruments import UNIT_NAMES

CATALOGUE = Catalogue.load()
IDS = Path(__file__).with_name("catalogue_ids.txt")
DAY = timedelta(days=1)
NONE = "没有"

CHANGES: dict[str, dict[str, tuple[str, str]]] = {
    "2015-05-01": {
        "suit_direct": ("ALL89 3个月", "ALL17 6个月"),
        "suit_after_review": ("ALL89 15日", "ALL17 15日"),
        "trial_periods": ("ALL89 3个月", "ALL17 6个月"),
        "suit_defence": ("ALL89 10日", "ALL17 15日"),
        "case_filing_decision": ("MEP8 7个工作日", "MEP8 7个工作日"),
    },
    "2018-01-01": {
        "legal_review": (NONE, "APL09"),
        "sewage_charge_unaffected": ("MEP8", NONE),
        "crime_transfer_send": ("HHJ17 24小时", "HHJ17 24小时"),
        "hearing_request": ("APL09 3日", "APL09 3日"),
    },
    "2021-07-15": {
        "hearing_request": ("APL09 3日", "APL21 5个工作日"),
        "hearing_notice": ("APL09 7日", "APL21 7个工作日"),
        "hearing_threshold": ("MEP8 organisation=50000", "MEP8 organisation=50000"),
        "penalty_prior_notice": ("MEP8", "APL21"),
        "summary_procedure": ("MEP8 citizen=50 organisation=1000", "APL21 citizen=200 organisation=3000"),
        "legal_review": ("APL09", "APL21"),
        "limitation_2y": ("APL09 2年", "APL21 2年"),
        "limitation_5y_health": (NONE, "APL21 5年"),
        "jurisdiction_first_filed": ("MEP8", "APL21"),
        "decision_service": ("APL09 7日", "APL21 7个工作日"),
        "surcharge_3pct": ("APL09 daily_rate=0.03 cap_ratio=1", "APL21 daily_rate=0.03 cap_ratio=1"),
        "publication_withdrawal": (NONE, "APL21 3个工作日"),
        "onspot_collection": ("APL09 fine_max=20", "APL21 fine_max=100"),
        "working_day_rule_apl": (NONE, "APL21"),
        "case_decision_period": ("MEP8 3个月", "MEP8 3个月"),
        "case_filing_decision": ("MEP8 7个工作日", "MEP8 7个工作日"),
        "court_application_window": ("AEL 3个月", "AEL 3个月"),
        "procuratorial_suggestion": ("PIL 2个月", "PIL 2个月"),
        "procuratorial_suggestion_urgent": ("PIL 15日", "PIL 15日"),
    },
    "2022-01-01": {"service_public_notice": ("CPL 60日", "CPL21 30日")},
    "2023-07-01": {
        "case_filing_decision": ("MEP8 7个工作日", "MEE30 15日"),
        "case_decision_period": ("MEP8 3个月", "MEE30 90日"),
        "penalty_prior_notice": ("APL21", "MEE30 5个工作日"),
        "hearing_request": ("APL21 5个工作日", "MEE30 5个工作日"),
        "hearing_threshold": ("MEP8 organisation=50000", "MEE30 organisation=200000"),
        "hearing_rule_2010": ("HEAR10 organisation=50000", NONE),
        "summary_procedure": ("APL21 citizen=200 organisation=3000", "MEE30 citizen=200 organisation=3000"),
        "legal_review": ("APL21", "MEE30"),
        "collective_discussion_500k": (NONE, "MEE30 amount=500000"),
        "jurisdiction_first_filed": ("APL21", "MEE30"),
        "penalty_publication": ("PUB15 7个工作日", "MEE30 7个工作日"),
        "payment_deferral": ("MEP8", "MEE30"),
        "supervised_case_filing_up": ("MEP8 20日", "MEE30 20日"),
        "mee30_counting": (NONE, "MEE30"),
        "investigation_suspension": (NONE, "MEE30"),
    },
    "2023-08-15": {"crime_thresholds": ("CRIM16 hazardous_waste_tons=3", "CRIM23 hazardous_waste_tons=3")},
    "2024-01-01": {
        "review_application": ("ARL09 60日", "ARL23 60日"),
        "review_answer": ("ARL09 10日", "ARL23 10个工作日"),
        "review_admission": ("ARL09 5个工作日", "ARL23 5个工作日"),
        "inaction_review_first": (NONE, "ARL23"),
        "summary_review_first": (NONE, "ARL23"),
        "review_via_agency": (NONE, "ARL23 5个工作日"),
        "service_public_notice": ("CPL21 30日", "CPL23 30日"),
    },
    "2026-01-01": {
        "police_case_period": ("PSBADM 30日", "PSL25 30日"),
        "police_accept_transfer": ("PSL05", "PSL25"),
        "police_decision_service": ("PSL05 2日", "PSL25 2日"),
        "police_case_period_2026": (NONE, "PSL25"),
    },
    "2026-05-01": {
        "suit_after_review_2026": (NONE, "SPC3 15日"),
        "suit_period_start": (NONE, "SPC3 6个月"),
        "suit_wrong_period_told": (NONE, "SPC3"),
        "suit_direct": ("ALL17 6个月", "ALL17 6个月"),
    },
    "2026-08-15": {
        "limitation_2y": ("APL21 2年", "EEC26 2年"),
        "limitation_5y_eco_harm": (NONE, "EEC26 5年"),
        "limitation_5y_health": ("APL21 5年", NONE),
        "daily_penalty_scope": ("MEP28", "EEC26"),
        "seal_scope_code": ("EPL14", "EEC26"),
        "detention_triggers": ("853", "EEC26"),
        "branch_own_name": (NONE, "EEC26"),
        "one_act_one_fine": ("APL21", "EEC26"),
        "transitional_law": ("APL21", "EEC26"),
        "superior_direct_penalty": ("MEE30", "EEC26"),
        "report_named_feedback": ("EPL14", "EEC26"),
        "case_filing_decision": ("MEE30 15日", "MEE30 15日"),
        "case_decision_period": ("MEE30 90日", "MEE30 90日"),
        "hearing_threshold": ("MEE30 organisation=200000", "MEE30 organisation=200000"),
        "procuratorial_suggestion": ("PIL 2个月", "PIL 2个月"),
        "seizure_period": ("AEL 30日", "AEL 30日"),
    },
}
"""By the first day of each change: rule → what applied the day before, and what applies from that day on."""

STEADY = ("court_application_window", "payment_15d", "seizure_period", "substitute_performance")
"""Rules of the matrix whose number no change has touched (since 2015, or since they began)."""


def stated(rule: str, on: date, wanted: str) -> str:
    """Return what the catalogue states on a day, with as much detail as is asked for."""
    found = CATALOGUE.in_force(rule, on)
    if not found:
        return NONE
    parts = wanted.split()[1:]
    cited = next((one for one in found if _plain(one)), found[0])
    limit = next((one for one in cited.provision.limits if not one.variant), None)
    values = [
        f"{part.partition('=')[0]}={cited.provision.values.get(part.partition('=')[0])}"
        for part in parts
        if "=" in part
    ]
    length = [f"{limit.amount}{UNIT_NAMES[limit.unit]}"] if limit and any("=" not in part for part in parts) else []
    return " ".join([cited.instrument, *length, *values])


def _plain(cited: Cited) -> bool:
    return any(not one.variant for one in cited.provision.limits)


ROWS = [(day, rule, *pair) for day, rows in CHANGES.items() for rule, pair in rows.items()]


@pytest.mark.parametrize(("day", "rule", "before", "after"), ROWS, ids=[f"{row[0]}-{row[1]}" for row in ROWS])
def test_each_row_of_the_matrix_is_right_on_both_sides_of_its_day(day: str, rule: str, before: str, after: str) -> None:
    """The last day of the old text and the first day of the new one."""
    first = date.fromisoformat(day)

    assert (before, after) == (stated(rule, first - DAY, before), stated(rule, first, after))


@pytest.mark.parametrize("rule", STEADY)
def test_what_did_not_change_did_not(rule: str) -> None:
    """On both sides of every boundary day the same amount, in the same unit."""
    said = {
        tuple((one.variant, one.amount, one.unit) for cited in found for one in cited.provision.limits)
        for first in map(date.fromisoformat, CHANGES)
        for day in (first - DAY, first)
        if (found := CATALOGUE.in_force(rule, day))
    }

    assert 1 == len(said)


def test_the_review_goes_to_the_government_of_the_same_level_from_2024_on() -> None:
    """行政复议法(2023)第24条: until 2023 the applicant chose between government and superior department."""
    old, new = (CATALOGUE.provision("review_application", day) for day in (date(2023, 12, 31), date(2024, 1, 1)))

    assert "由申请人选择" in old.provision.note
    assert "向本级人民政府申请" in new.provision.note


def listed_ids() -> list[list[str]]:
    """Return the ids of the catalogue and those its check added, each in a list of its own."""
    parts = IDS.read_text(encoding="utf-8").split("\n\n")
    return [[line for line in part.splitlines() if line and not line.startswith("#")] for part in parts]


def test_every_rule_of_the_catalogue_and_its_check_is_there() -> None:
    """178 rules and 45 more (one of them corrects one of the 178): none is missing."""
    catalogue, check = listed_ids()

    assert (178, 45) == (len(set(catalogue)), len(set(check)))
    assert [] == [rule for rule in (*catalogue, *check) if rule not in CATALOGUE.rules]


def test_every_rule_that_was_added_besides_says_where_it_stands() -> None:
    """Rules beyond the list rest on an article as well."""
    known = {rule for part in listed_ids() for rule in part}

    assert [] == [
        cited.citation
        for rule, versions in CATALOGUE.rules.items()
        for cited in versions
        if rule not in known and not (cited.article and cited.provision.sources)
    ]
