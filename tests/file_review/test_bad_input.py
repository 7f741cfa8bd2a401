"""Files with something wrong in them: each named with file and line, the rest judged."""

from pathlib import Path

import pytest

from file_review.reviewing import Reviewed
from file_review.sources import Complaint
from tests.file_review.reading_cases import a_case, judge_file, written

ORDER = "2019-03-01 correction_order_served\n2019-03-20 recheck"


def _told(complaints: tuple[Complaint, ...], field: str) -> Complaint:
    found = [one for one in complaints if field in one.field]
    assert len(found) == 1, [one.text for one in complaints]
    return found[0]


def _recheck(found: list[Reviewed]) -> list[str]:
    return [str(row.due) for row in found[0].findings if row.rule == "recheck_window" and row.result == "kept"]


def test_an_unknown_event_is_named_with_its_nearest(tmp_path: Path) -> None:
    """It is left out and told; nothing else is."""
    found, complaints = judge_file(a_case(tmp_path, f"{ORDER}\n2019-03-21 recheckk"))
    told = _told(complaints, "facts.3.event")

    assert (told.file, told.line, told.level) == ("case.yaml", 8, "error")
    assert "recheck（复查）" in told.sentence
    assert found[0].unmapped == ("recheckk",)
    assert _recheck(found) == ["2019-03-31"]


@pytest.mark.parametrize("wrong", ["2019-02-30", "2019-13-01", "19-3-1", "soon", "2019/03/05", "20190305"])
def test_a_wrong_date_counts_as_not_known(tmp_path: Path, wrong: str) -> None:
    """The fact stays, its date is told to be none."""
    found, complaints = judge_file(a_case(tmp_path, f"{ORDER}\n{wrong} decision_served"))

    assert _told(complaints, "facts.3.date").line == 8
    assert [act.when for act in found[0].acts if act.act == "serve_decision"] == [None]
    assert _recheck(found) == ["2019-03-31"]


def test_two_cases_under_one_number_are_told_and_the_first_is_judged(tmp_path: Path) -> None:
    """一案一号: the second file is named with the first."""
    first, second = a_case(tmp_path, ORDER, "a.yaml"), a_case(tmp_path, "2019-03-01 discovered", "b.yaml")
    found, complaints = judge_file(first, second)
    told = _told(complaints, "id")

    assert [one.file for one in found] == ["a.yaml"]
    assert (told.file, told.line, told.level) == ("b.yaml", 1, "error")
    assert "a.yaml" in told.sentence


def test_facts_out_of_order_are_kept_and_put_in_order(tmp_path: Path) -> None:
    """The source's order is no irregularity of the authority."""
    found, complaints = judge_file(a_case(tmp_path, "\n".join(reversed(ORDER.splitlines()))))
    told = _told(complaints, "facts")

    assert (told.line, told.level) == (7, "warning")
    assert [act.act for act in found[0].acts if not act.inferred] == ["serve_correction_order", "recheck_correction"]
    assert _recheck(found) == ["2019-03-31"]


def test_a_year_alone_is_told(tmp_path: Path) -> None:
    """No term is counted from a year."""
    found, complaints = judge_file(a_case(tmp_path, "2019 correction_order_served\n2019-03-20 recheck"))

    assert _told(complaints, "facts.1.date").level == "warning"
    assert _recheck(found) == []


@pytest.mark.parametrize(
    ("written_as", "yuan"),
    [("8万元", 80000), ("8万", 80000), ("'8.5 万元'", 85000), ("'80,000'", 80000), ("2415409.92", 2415409.92)],
)
def test_sums_are_read_in_yuan_whatever_they_are_written_in(tmp_path: Path, written_as: str, yuan: float) -> None:
    """万元 is converted and told; fen are kept."""
    more = f"amounts: {{first_fine_yuan: {written_as}}}\ndaily_fine: [{{start: '2019-03-02', end: '2019-03-20', days: 19}}]"
    found, complaints = judge_file(a_case(tmp_path, ORDER, more=more))

    assert found[0].as_json()["daily_penalty"][0]["per_day"] == yuan
    assert ("万" in written_as) == any(one.level == "warning" and "万元" in one.sentence for one in complaints)


def test_a_sum_named_in_wan_is_converted(tmp_path: Path) -> None:
    """The name of a sum may say the unit."""
    found, complaints = judge_file(
        a_case(
            tmp_path,
            "2019-03-01 penalty_decision\n2019-03-04 decision_served\n2019-09-01 paid",
            more="amounts: {first_fine_wan: 8}",
        )
    )

    assert found[0].surcharge is not None
    assert found[0].surcharge.total == 80000
    assert len(complaints) == 1


@pytest.mark.parametrize("wrong", ["about eighty thousand", "-5", "1.234", "[1, x]"])
def test_a_sum_that_is_none_is_told(tmp_path: Path, wrong: str) -> None:
    """It is left out; the terms are judged."""
    found, complaints = judge_file(a_case(tmp_path, ORDER, more=f"amounts: {{first_fine_yuan: {wrong}}}"))

    assert [one.level for one in complaints] == ["error"]
    assert "金额" in complaints[0].sentence
    assert _recheck(found) == ["2019-03-31"]


def test_an_event_before_its_law_is_told(tmp_path: Path) -> None:
    """按日连续处罚 begins on 1 January 2015: nothing older can have been one."""
    complaints = judge_file(a_case(tmp_path, "2014-12-31 daily_fine_decision"))[1]
    told = _told(complaints, "daily_fine_decision")

    assert (told.level, told.line) == ("warning", 6)
    assert "2015年1月1日施行的《按日连续处罚办法》" in told.sentence
    assert judge_file(a_case(tmp_path, "2015-01-01 daily_fine_decision"))[1] == ()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("id: x\nfacts: [\n", 3, "YAML"),
        ("- a\n- b\n", 1, "键: 值"),
        ("id: x\nplace: y\n", 1, "facts"),
        ("id: x\nfacts: none\n", 2, "facts"),
        ("", 0, "空"),
    ],
)
def test_a_file_that_is_no_case_is_named(tmp_path: Path, text: str, line: int, said: str) -> None:
    """The other file is judged all the same."""
    bad, good = written(tmp_path, text, "bad.yaml"), a_case(tmp_path, ORDER, "good.yaml")
    found, complaints = judge_file(bad, good)
    told = next(one for one in complaints if one.level == "error")

    assert (told.file, told.line) == ("bad.yaml", line)
    assert said.replace(":", "") in told.sentence.replace("：", "").replace(":", "")
    assert [one.file for one in found] == ["good.yaml"]


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    """Nothing stops the others."""
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00id")
    found, complaints = judge_file(tmp_path / "none.yaml", tmp_path / "binary.yaml", a_case(tmp_path, ORDER))

    assert [one.file for one in complaints] == ["none.yaml", "binary.yaml"]
    assert len(found) == 1


def test_missing_and_misspelt_keys_are_told(tmp_path: Path) -> None:
    """A case without a number takes the file's name; without a place it is judged all the same."""
    found, complaints = judge_file(
        written(tmp_path, "kind: [water]\nfacts:\n- {date: '2019-03-01', event: discovered}\n")
    )
    fields = {one.field: one for one in complaints}

    assert found[0].case == "case"
    assert (fields["id"].level, fields["place"].level, fields["source"].level) == ("error", "warning", "warning")
    assert "kinds" in fields["kind"].sentence


def test_a_key_twice_is_told(tmp_path: Path) -> None:
    """The first one counts."""
    complaints = judge_file(a_case(tmp_path, ORDER, more="id: other"))[1]

    assert "两次" in _told(complaints, "id").sentence


def test_a_case_without_any_fact_is_judged_to_nothing(tmp_path: Path) -> None:
    """Nothing is known, nothing is claimed."""
    found, complaints = judge_file(written(tmp_path, "id: x\nplace: y\nkinds: []\nsource: {}\nfacts: []\n"))

    assert (found[0].findings, found[0].acts, complaints) == ((), (), ())


def test_an_export_with_a_broken_act_names_its_line(tmp_path: Path) -> None:
    """The rest of the acts is judged."""
    from file_review.export import write_export  # noqa: PLC0415
    from tests.builders import a_case as a_live_case  # noqa: PLC0415

    text = write_export("2026-000001", a_live_case().acts).replace('"corrected": true', '"corrected": "perhaps"', 1)
    found, complaints = judge_file(written(tmp_path, text, "case.json"))

    assert [one.level for one in complaints] == ["error"]
    assert "corrected" in complaints[0].sentence
    assert text.splitlines()[complaints[0].line - 1].count('"act": "recheck_correction"') == 1
    assert found[0].case == "2026-000001"
