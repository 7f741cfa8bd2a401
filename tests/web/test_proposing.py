"""What a form finds filled in: what the file says already, in the words in which the form is read back."""

from datetime import date
from typing import Any

import pytest

from api.catalogue import entry_of
from console.file_view import FileView
from law.edition import shipped
from tests.builders import BASIS, REMEDIES, WEIGHED, PaperCase, a_case
from web.filling import Choice, content, inputs
from web.proposing import asked, entered_of, proposed, said_of, shared

PENALTY: dict[str, Any] = {
    "measures": ["fine"],
    "fine": "80000",
    "facts": "夜间通过暗管外排废水",
    "basis": list(BASIS),
    "remedies": REMEDIES,
    "weighing": WEIGHED,
    "several_acts": True,
}


def _fields(act: str) -> list[dict[str, Any]]:
    entry = entry_of(act, shipped(), date(2026, 11, 2))
    assert entry is not None
    return [field.model_dump(mode="json") for field in entry.fields]


@pytest.mark.parametrize("before", ["", "2026-000001."])
def test_what_an_act_says_is_read_back_from_its_form_as_it_was(before: str) -> None:
    """Lists of parts, parts, choices, sums, yes and no: nothing is lost between an act and its form."""
    fields = _fields("decide_penalty")

    assert content(fields, entered_of(fields, PENALTY, before), before) == PENALTY


def test_what_is_entered_for_all_yields_to_what_a_file_has_of_its_own() -> None:
    """A cause said once is each file's unless it has one; party and facts are never said for all."""
    fields = _fields("file_case")
    entered = {"all.cause": ["涉嫌超标排放"], "all.officers": ["p-1", "p-2"], "2026-000002.cause": ["涉嫌偷排"]}

    assert said_of(fields, entered, "2026-000001")["cause"] == "涉嫌超标排放"
    assert said_of(fields, entered, "2026-000002") == {"cause": "涉嫌偷排", "officers": ["p-1", "p-2"]}
    assert {field["name"] for field in shared(fields)} == {"cause", "officers"}
    assert "facts" not in {field["name"] for field in shared(_fields("decide_penalty"))}


def test_a_list_shows_what_is_demanded_what_is_filled_in_and_what_was_wrong() -> None:
    """The rest of an act's many fields is in the form of the file alone."""
    fields, before = _fields("file_case"), "2026-000001."
    names = [field["name"] for field in asked(fields, {f"{before}harm": ["是"]}, [f"{before}others[0].id"], before)]

    assert names == ["cause", "party", "officers", "harm", "others"]


def test_of_two_things_that_a_file_says_neither_is_proposed() -> None:
    """A fine that was told twice, each time another one, is for a person to enter; the facts of both are the same."""
    fields, case = _fields("decide_penalty"), a_case("serve_notice")
    before = proposed(_seen(case), fields)
    case.does("serve_notice", "2026-10-12", fine="60000")
    after = proposed(_seen(case), fields)
    fine, facts = (f"{case.number}.{name}" for name in ("fine", "facts"))

    assert (fine in before, facts in before) == (True, True)
    assert (fine in after, facts in after) == (False, True)


def _seen(case: PaperCase) -> FileView:
    standing = case.at(case.acts[-1].recorded_at)
    return FileView(kind=case.kind.name, standing=standing, acts=tuple(case.acts), names={})


def test_a_proposed_unit_is_a_proposal_and_any_other_may_be_written() -> None:
    """The field stays a line; what the division of duties names stands beside it, and what was written is kept."""
    offered = {"unit": (Choice("u-4304-agriculture", "衡阳市农业农村局"),)}
    (unit,) = (
        one for one in inputs(_fields("transfer_matter"), {"unit": ["u-430424"]}, {}, offered) if one.name == "unit"
    )

    assert ("line", "u-430424", ["u-4304-agriculture"]) == (
        unit.widget,
        unit.value,
        [one.value for one in unit.choices],
    )
