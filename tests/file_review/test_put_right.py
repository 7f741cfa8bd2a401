"""The export of a file that was put right is reviewed as the file stands: what was withdrawn and entered anew is there."""

import json
from pathlib import Path

import pytest

from file_review.export import write_export
from file_review.reading import read_files
from file_review.reviewing import review
from kinds import VIOLATION_CASE
from law.edition import shipped
from models.acts.terms import CorrectAct, WithdrawAct
from tests.builders import PaperCase, a_case, moment


def departed(case: PaperCase, folder: Path) -> list[str]:
    """Export a case, read it again and return what its review finds wrong."""
    file = folder / "case.json"
    file.write_text(write_export("2026-000001", case.acts), encoding="utf-8")
    (source,), complaints = read_files([file], shipped())
    assert complaints == []
    found = review(VIOLATION_CASE, source, shipped())
    return [row.because for row in found.findings if row.result == "departed"]


def entered_anew(name: str) -> PaperCase:
    """Return a case in which an act was withdrawn at the end, and entered once more as it had been."""
    case = a_case("record_payment")
    last = next(act for act in reversed(case.acts) if act.name == name)
    case.does("withdraw_act", "2026-09-28 20:00", of=last.no, reason="重复录入")
    case.does(name, last.happened_at, now="2026-09-28 21:00", key="again", **last.content.model_dump(exclude={"act"}))
    return case


@pytest.mark.parametrize("name", ["serve_correction_order", "serve_notice", "serve_decision", "conclude_investigation"])
def test_what_was_withdrawn_and_entered_anew_breaks_nothing(name: str, tmp_path: Path) -> None:
    """The recheck of an order, and the payment of a decision, rest on the one that was entered for it."""
    case = entered_anew(name)

    assert case.at("2026-09-28 22:00").irregularities == ()
    assert departed(case, tmp_path) == []


def test_what_was_withdrawn_and_not_entered_anew_is_missed_as_in_the_standing(tmp_path: Path) -> None:
    """The same acts are wrong, whoever is asked."""
    case = a_case("record_payment")
    case.does("withdraw_act", "2026-09-28 20:00", of="serve_decision", reason="误录")

    assert len(departed(case, tmp_path)) == len(case.at("2026-09-28 22:00").irregularities) == 2


def test_a_corrected_day_is_the_one_that_is_reviewed(tmp_path: Path) -> None:
    """Filed too late as entered, in time as put right."""
    case = a_case("hand_to_department")
    case.does("file_case", "2026-09-21")
    assert len(departed(case, tmp_path)) == 1

    case.does("correct_act", "2026-09-21 12:00", of="file_case", happened_at=moment("2026-09-16"), reason="误")
    assert departed(case, tmp_path) == []


def test_the_export_carries_corrections_and_withdrawals() -> None:
    """Nothing of the list is left out."""
    said = json.loads(write_export("2026-000001", entered_anew("serve_notice").acts))

    assert [act["no"] for act in said["acts"]] == list(range(1, len(said["acts"]) + 1))
    assert {CorrectAct, WithdrawAct} & {type(act.content) for act in entered_anew("serve_notice").acts}
