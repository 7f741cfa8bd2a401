"""How long a penalty is displayed: by its kinds and the rule of its day, the day before a change and the day of it."""

from datetime import date

import pytest

from law.credit import class_of, display
from law.edition import shipped

LAW = shipped()


@pytest.mark.parametrize(
    ("measures", "decided", "of", "least", "until"),
    [
        (["fine"], "2019-06-30", None, None, None),
        (["fine"], "2019-07-01", "ordinary", "2019-10-01", "2020-07-01"),
        (["fine", "closure"], "2019-07-01", "serious", "2020-01-01", "2022-07-01"),
        (["warning"], "2023-04-30", "minor", None, "2024-04-30"),
        (["warning"], "2023-05-01", "minor", "2023-08-01", "2026-05-01"),
        (["fine"], "2026-03-31", "ordinary", "2026-06-30", "2029-03-31"),
        (["fine"], "2026-04-01", "ordinary", "2026-07-01", "2027-04-01"),
        (["warning"], "2026-04-01", "minor", None, "2026-07-01"),
        (["warning", "fine"], "2026-04-01", "ordinary", "2026-07-01", "2027-04-01"),
        (["fine", "permit_revocation"], "2026-04-01", "serious", "2027-04-01", "2029-04-01"),
        (["fine"], "2028-02-29", "ordinary", "2028-05-29", "2029-02-28"),
    ],
)
def test_it_is_displayed_as_the_rule_of_the_day_of_the_decision_has_it(
    measures: list[str], decided: str, of: str | None, least: str | None, until: str | None
) -> None:
    """No rule is known before 2019-07-01; three texts since, each on both sides of its day."""
    found = display(measures, date.fromisoformat(decided), LAW)

    told = (None, None, None) if found is None else (found.of, found.least_until, found.until)
    wanted = tuple(date.fromisoformat(one) if one else None for one in (least, until))
    assert (of, *wanted) == told


def test_what_names_no_kind_is_ordinary() -> None:
    """Nothing says that it is slight."""
    assert class_of(()) == "ordinary"


def test_the_article_is_named_and_marked_where_it_was_not_read() -> None:
    """信用修复管理办法 was read; the text before it was not."""
    found = [display(["fine"], date.fromisoformat(on), LAW) for on in ("2026-04-01", "2026-03-31")]

    assert ["《信用修复管理办法》第7条、第12条" in one.citation for one in found if one] == [True, False]
