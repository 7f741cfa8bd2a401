"""The 53 published cases: what a lawyer reads in each, worked out by hand from the statute, against what the review says."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from file_review.reviewing import Reviewed
from tests.file_review.reading_cases import GIVEN, SHIPPED, expected, ids, judge_file, judged


def _both() -> Iterator[Any]:
    for case in ids():
        yield pytest.param(SHIPPED, case, id=case)
        if (GIVEN / f"{case}.yaml").is_file():
            yield pytest.param(GIVEN, case, id=f"{case}, as given")


every_case = pytest.mark.parametrize(("folder", "case"), list(_both()))


def _dues(found: Reviewed, result: str) -> dict[str, list[date | None]]:
    dues: dict[str, list[date | None]] = {}
    for row in found.findings:
        if row.result == result:
            dues.setdefault(row.rule, []).append(row.due)
    return dues


@every_case
def test_daily_penalties_are_counted_as_the_rule_has_it(folder: Path, case: str) -> None:
    """按日连续处罚办法 art. 17, 19: days and sums per period, compared with those published."""
    wanted = expected(case).get("daily", [])

    found = [
        row.model_dump(mode="json", include=set(wanted[0]) if wanted else set())
        for row in judged(folder, case).daily_penalty
    ]

    assert [
        {key: str(value) if isinstance(value, date) else value for key, value in row.items()} for row in wanted
    ] == found


@every_case
def test_the_surcharge_is_worked_out_to_its_cap(folder: Path, case: str) -> None:
    """行政处罚法 art. 72, 行政强制法 art. 45: three per cent a day, never more than the fine."""
    wanted = expected(case).get("surcharge")
    found = judged(folder, case).as_json()["surcharge"]

    assert (found is None) == (wanted is None)
    for name, value in (wanted or {}).items():
        assert found[name] == (str(value) if isinstance(value, date) else value), name


@every_case
@pytest.mark.parametrize("result", ["kept", "departed", "open"])
def test_what_the_facts_allow_is_judged_and_nothing_else(folder: Path, case: str, result: str) -> None:
    """Every rule kept, departed from or still running, with its last day; no further one is claimed."""
    assert expected(case).get(result, {}) == _dues(judged(folder, case), result)


@every_case
def test_what_cannot_be_judged_says_which_fact_is_missing(folder: Path, case: str) -> None:
    """Silence of the source is named, and is never taken for something that did not happen."""
    found = judged(folder, case)
    silent = [row for row in found.findings if row.result == "not_judged"]

    assert all(row.missing and row.because for row in silent)
    for rule, fact in expected(case).get("not_judged", {}).items():
        told = [row.because for row in silent if row.rule == rule]
        assert any(fact in because for because in told), (rule, fact, told)


@every_case
def test_a_last_day_is_told_even_where_nobody_can_say_whether_it_was_kept(folder: Path, case: str) -> None:
    """A start known to the day gives the last day, over weekends, holidays and worked weekends."""
    found = judged(folder, case)
    for rule, due in expected(case).get("dues", {}).items():
        assert due in [row.due for row in found.findings if row.rule == rule and row.result == "not_judged"], rule


@every_case
def test_every_event_becomes_an_act(folder: Path, case: str) -> None:
    """No event of a published case is left over, and no case of 2004 to 2026 is void for reasons that are not in it."""
    found = judged(folder, case)

    assert found.unmapped == ()
    assert found.acts or found.fields
    assert found.review.vetoes == ()


@every_case
def test_nothing_in_a_published_case_stops_its_reading(folder: Path, case: str) -> None:
    """Dates known to the year and facts out of order are told, and everything is judged all the same."""
    complaints = judge_file(folder / f"{case}.yaml")[1]

    assert [one.text for one in complaints if one.level == "error"] == []
    warned = expected(case).get("warned", "")
    assert warned in "".join(one.text for one in complaints)


def test_every_published_case_has_its_expectation() -> None:
    """One expectation a case, written down by reading it."""
    assert ids() == sorted(file.stem for file in SHIPPED.glob("*.yaml"))
    if GIVEN.is_dir():
        assert ids() == sorted(file.stem for file in GIVEN.glob("*.yaml"))


def test_no_sentence_is_left_in_english() -> None:
    """What a person reads is Chinese: no name of a field, no word of the code."""
    import re  # noqa: PLC0415

    for case in ids():
        for row in judged(SHIPPED, case).findings:
            words = re.findall(r"[a-z_]{3,}", f"{row.name}{row.because}{row.unless}{''.join(row.missing)}")
            assert words == [], (case, row.rule, words)
