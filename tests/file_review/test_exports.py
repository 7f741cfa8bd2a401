"""Cases of this system, exported and reviewed (本系统案卷): everything is known, so silence is absence."""

import json
from datetime import date
from pathlib import Path

import pytest

from file_review.export import write_export
from file_review.findings import Finding
from file_review.reading import read_files
from file_review.reviewing import Reviewed, review
from file_review.sources import Exported
from judging.admission import act_from
from kinds import COMPLAINT, VIOLATION_CASE
from law.edition import shipped
from models.acts import Act
from tests.builders import HEAD, OFFICER, PaperCase, a_case, command, moment
from tests.next_version import with_more


def _reviewed(case: PaperCase, at: date | None = None) -> Reviewed:
    return review(VIOLATION_CASE, Exported(id="2026-000001", file="case.json", acts=tuple(case.acts)), shipped(), at=at)


def _departed(found: Reviewed) -> list[Finding]:
    return [row for row in found.findings if row.result == "departed"]


def test_an_export_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Acts go out and come back the same, one a line."""
    case = a_case()
    file = tmp_path / "case.json"
    file.write_text(write_export("2026-000001", case.acts), encoding="utf-8")
    cases, complaints = read_files([file], shipped())

    assert complaints == []
    assert isinstance(cases[0], Exported)
    assert list(cases[0].acts) == case.acts
    assert len(file.read_text(encoding="utf-8").splitlines()) == len(case.acts) + 2


def test_an_export_of_a_later_version_is_read_whatever_the_bounds_have_become(tmp_path: Path) -> None:
    """It holds what was let in once: what this version does not know, or would not let in, loses no act."""
    case = a_case()
    said = json.loads(write_export("2026-000001", case.acts))
    said["acts"] = [with_more(act) for act in said["acts"]]
    said["acts"][0]["content"]["summary"] = "沟水\u202e发黑"
    file = tmp_path / "case.json"
    file.write_text(json.dumps(said), encoding="utf-8")
    (read,), complaints = read_files([file], shipped())

    assert complaints == []
    assert isinstance(read, Exported)
    assert [act.key for act in read.acts] == [act.key for act in case.acts]


def test_a_case_that_went_by_the_book_departs_from_nothing() -> None:
    """Every guard that asked a live case lets its file pass, and every term was kept."""
    found = _reviewed(a_case())

    assert _departed(found) == []
    assert {"G1", "G2", "G3", "G4", "G5", "G6", "G14", "G19"} <= {
        row.rule for row in found.findings if row.result == "kept"
    }
    assert found.review.vetoes == ()
    assert found.review.score == 100


@pytest.mark.parametrize(
    "until",
    ["hand_to_department", "file_case", "serve_correction_order", "serve_notice", "decide_penalty", "serve_decision"],
)
def test_a_case_under_way_departs_from_nothing_either(until: str) -> None:
    """What still runs is open."""
    found = _reviewed(a_case(until=until))

    assert _departed(found) == []
    assert any(row.result == "open" for row in found.findings)


def test_what_a_kind_of_file_does_not_know_is_left_over(tmp_path: Path) -> None:
    """A file under the number of another kind is read as far as that kind goes, and says what it could not place."""
    found = review(COMPLAINT, Exported(id="T2026-000001", file="case.json", acts=tuple(a_case().acts)), shipped())

    assert {act.act for act in found.acts} <= set(COMPLAINT.acts)
    assert "作出处罚决定" in found.unmapped


def test_what_was_not_done_in_time_departs() -> None:
    """In a whole file absence is absence: a decision never served is late, by the days since."""
    case = a_case(until="decide_penalty")
    row = next(row for row in _departed(_reviewed(case, date(2026, 10, 12))) if row.rule == "decision_service")

    assert (row.due, row.actual, row.days_over) == (date(2026, 10, 9), None, 3)


def test_a_right_that_was_not_used_departs_from_nothing() -> None:
    """Nobody has to ask for review or sue."""
    found = _reviewed(a_case(until="record_payment"), date(2028, 1, 1))

    assert not {"review_application", "suit_direct", "penalty_prior_notice"} & {row.rule for row in _departed(found)}


def test_a_statement_made_in_time_is_not_told_as_a_right_that_was_not_used() -> None:
    """陈述申辩: it does not end the time, in which more may be said."""
    case = a_case(until="serve_notice")
    case.does("receive_statement", "2026-09-15")
    rows = {row.rule: row for row in _reviewed(case, date(2026, 9, 30)).findings}

    assert "当事人2026年9月15日提出陈述申辩" in rows["penalty_prior_notice"].because
    assert "没有行使权利" not in rows["penalty_prior_notice"].because


def test_acts_of_one_day_are_taken_in_the_order_in_which_they_were_entered() -> None:
    """A day alone tells no hour: what was entered after an act for the same day does not stand against it."""
    case = a_case(until="hand_to_department")
    case.does("file_case", "2026-09-07")
    inspected = case.does("inspect_site", "2026-09-07")
    decided = command("decide_penalty", "2026-09-07", by=HEAD).model_copy(update={"of_record": True})
    case.acts.append(act_from(decided, len(case.acts) + 1, moment("2026-09-07")))

    assert [] == [row for row in _departed(_reviewed(case)) if inspected.no in row.acts]


def test_a_fact_of_record_departs_as_a_live_act_would_have_been_refused() -> None:
    """补录事实: a decision a day early is in the file, and the review says what is wrong with it."""
    case = a_case(until="serve_notice")
    early = command("decide_penalty", "2026-09-18", by=HEAD).model_copy(update={"of_record": True})
    case.acts.append(act_from(early, len(case.acts) + 1, moment("2026-09-18")))
    found = _reviewed(case)
    row = next(row for row in _departed(found) if row.rule == "G1")

    assert (row.due, row.days_over) == (date(2026, 9, 20), 3)
    assert (found.review.score, [veto.no for veto in found.review.vetoes]) == (0, [14])


@pytest.mark.parametrize(
    ("act", "fields", "veto"),
    [
        ("inspect_site", {"officers": (), "record": "现场检查"}, 2),
        ("inspect_site", {"identity_shown": False}, 2),
        ("decide_penalty", {"basis": ()}, 9),
        (
            "decide_penalty",
            {"basis": ({"instrument": "环境行政处罚办法", "article": "第1条", "role": "procedure"},)},
            10,
        ),
        ("decide_penalty", {"fine": "10", "fine_min": "100", "fine_max": "1000"}, 12),
        ("review_case", {"by": OFFICER}, 21),
    ],
)
def test_a_veto_that_acts_can_tell_is_met(act: str, fields: dict[str, object], veto: int) -> None:
    """案卷评查细则: one pure check a veto; any of them voids the file."""
    case = a_case()
    acts = [_changed(one, fields) if one.name == act else one for one in case.acts]
    found = review(VIOLATION_CASE, Exported(id="x", file="x.json", acts=tuple(acts)), shipped())

    assert veto in [one.no for one in found.review.vetoes]
    assert found.review.score == 0


def _changed(act: Act, fields: dict[str, object]) -> Act:
    by = fields.get("by")
    content = type(act.content).model_validate(
        {**act.content.model_dump(), **{k: v for k, v in fields.items() if k != "by"}}
    )
    return act.model_copy(update={"content": content, **({"by": by} if by else {})})


def _asked(found: Reviewed) -> list[int]:
    about = [one.about for one in found.review.asked if one.about.startswith("否决项")]
    return [int("".join(sign for sign in words if sign.isdigit())) for words in about]


def test_what_acts_cannot_tell_is_asked_of_somebody() -> None:
    """Each open question has a role, and a person where the file names one."""
    asked = _reviewed(a_case()).review.asked

    assert {3, 4, 5, 6, 7, 8, 11} <= set(_asked(_reviewed(a_case())))
    assert all(one.role for one in asked)
    assert {one.person for one in asked if one.role == "执法人员"} == {OFFICER.id}
