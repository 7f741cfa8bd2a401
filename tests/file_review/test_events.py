"""The events a case may be told in (事件): by either name, each with the act it becomes."""

from pathlib import Path

import pytest

from file_review.events import BY_LABEL, EVENTS
from file_review.reviewing import Reviewed
from tests.file_review.reading_cases import a_case, judge_file

HEARD = "2024-05-06 notice_served\n2024-05-09 hearing_requested\n"


def _acts(found: Reviewed) -> list[str]:
    return [act.act for act in found.acts]


def _due(found: Reviewed, rule: str) -> list[tuple[str, str]]:
    return [(row.result, str(row.due)) for row in found.findings if row.rule == rule]


@pytest.mark.parametrize(
    ("event", "act"),
    [
        ("statement_received", "receive_statement"),
        ("decision_left", "serve_decision"),
        ("decision_served_by_notice", "serve_decision"),
        ("seizure_extended", "extend_term"),
        ("seizure_released", "release_seizure"),
        ("review_requested", "apply_reconsideration"),
        ("hearing_notice_served", "serve_hearing_notice"),
    ],
)
@pytest.mark.parametrize("is_chinese", [False, True])
def test_an_event_becomes_its_act_under_either_name(tmp_path: Path, event: str, act: str, is_chinese: bool) -> None:
    """The stable name, or the Chinese one."""
    named = EVENTS[event].label if is_chinese else event
    (found,), complaints = judge_file(a_case(tmp_path, f"2024-05-30 seized\n2024-06-12 {named}"))

    assert complaints == ()
    assert act in _acts(found)


def test_no_two_events_share_a_name() -> None:
    """A Chinese name is as good as a stable one, so it means one event."""
    assert len(BY_LABEL) == len(EVENTS)
    assert not set(BY_LABEL) & set(EVENTS)


def test_an_extension_moves_the_end_of_a_seizure(tmp_path: Path) -> None:
    """30 days and 30 more: released on the fiftieth it is in time, and without the extension it is not."""
    seized, released = "2024-03-04 seized\n", "2024-04-23 seizure_released"
    (without,), _ = judge_file(a_case(tmp_path, f"{seized}{released}"))
    (extended,), _ = judge_file(a_case(tmp_path, f"{seized}2024-04-01 seizure_extended\n{released}"))

    assert _due(without, "seizure_period") == [("departed", "2024-04-03")]
    assert _due(extended, "seizure_period") == [("kept", "2024-05-03")]


def test_a_hearing_notice_that_is_told_of_is_not_inferred_once_more(tmp_path: Path) -> None:
    """受理 and 通知 are told apart: one notice, on its own day."""
    facts = f"{HEARD}2024-05-10 hearing_accepted\n2024-05-20 hearing_notice_served\n2024-05-28 hearing_held"
    (found,), _ = judge_file(a_case(tmp_path, facts))

    assert _acts(found).count("serve_hearing_notice") == 1
    assert _due(found, "hearing_notice") == [("departed", "2024-05-16")]


def test_an_unknown_chinese_event_is_told_with_those_that_are_near(tmp_path: Path) -> None:
    """In the language in which it was written."""
    _, (wrong,) = judge_file(a_case(tmp_path, "2024-06-12 送达听证通知书"))

    assert "hearing_notice_served（送达听证通知）" in wrong.sentence
