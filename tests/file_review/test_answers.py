"""Questions to persons and their answers (评查答复): printed to be filled in, read back, counted."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from cli.review import review
from cli.speech import Spoken
from file_review.answers import AnswerReader
from file_review.asking import known_ids
from file_review.export import write_export
from file_review.pages import file_page
from file_review.reading import read_files
from file_review.reviewing import review_all
from file_review.scoring_table import table
from kinds import VIOLATION_CASE
from law.edition import shipped
from tests.builders import a_case
from tests.file_review.reading_cases import SHIPPED, written

CASE = "2026-000001"
app = typer.Typer(cls=Spoken)
app.command()(review)
app.command("other")(lambda: None)


def _run(*words: object) -> Result:
    return CliRunner().invoke(app, ["review", *map(str, words)])


def _case(folder: Path) -> Path:
    return written(folder, write_export(CASE, a_case().acts), "case.json")


def _asked(folder: Path) -> str:
    """Return the questions of a case, as they are printed."""
    return _run(_case(folder), "--questions", "-").stdout


def _filled(text: str, answer: str = "符合") -> str:
    signed = text.replace("\nby:\n", "\nby: 张评\n").replace("\ndate:\n", "\ndate: 2026-11-27\n")
    return signed.replace("  answer:\n", f"  answer: {answer}\n")


def _reviewed(folder: Path, answers: str) -> tuple[Result, dict[str, object]]:
    answer = _run(_case(folder), "--json", "--answers", written(folder, answers, "answers.yaml"))
    return answer, json.loads(answer.stdout)["review"]


def _answer(number: str, answer: str, more: str = "") -> str:
    return f"case: {CASE}\nby: 张评\ndate: 2026-11-27\nanswers:\n- {{id: {number}, answer: {answer}{more}}}\n"


def test_the_questions_come_back_as_answers(tmp_path: Path) -> None:
    """Round trip: what is printed is filled in, read, and leaves nothing open."""
    answer, found = _reviewed(tmp_path, _filled(_asked(tmp_path)))

    assert (answer.exit_code, answer.stderr) == (0, "")
    assert (found["asked"], found["score"], found["lowest"], found["highest"]) == ([], 100, 100, 100)
    assert {row["by"] for row in found["answers"]} == {"张评"}  # type: ignore[attr-defined]


def test_what_is_not_filled_in_stays_open(tmp_path: Path) -> None:
    """The empty form is a form of answers too, and answers nothing."""
    answer, found = _reviewed(tmp_path, _asked(tmp_path))

    assert (answer.exit_code, answer.stderr, found["answers"]) == (0, "", [])
    assert found["asked"]


def test_the_questions_of_a_folder_are_one_file(tmp_path: Path) -> None:
    """One document a case, each with its own questions."""
    cases = [SHIPPED / "42-decision-text-2021.yaml", SHIPPED / "43-decision-text-2023.yaml"]
    form = tmp_path / "form.yaml"
    asked = _run(*cases, "--questions", form)
    form.write_text(_filled(form.read_text("utf-8")), "utf-8")
    answer = _run(*cases, "--json", "--answers", form)

    assert (asked.exit_code, answer.exit_code) == (0, 0)
    assert [one["review"]["asked"] for one in json.loads(answer.stdout)] == [[], []]


def test_an_answer_can_meet_a_veto(tmp_path: Path) -> None:
    """不符合: the file is void, with the reason, who gave it, and when."""
    _, found = _reviewed(tmp_path, _answer("veto-04", "不符合", ", reason: 处罚了房东"))

    assert found["score"] == 0
    assert [(row["no"], row["because"]) for row in found["vetoes"]] == [(4, "处罚了房东（张评2026-11-27评查）")]  # type: ignore[attr-defined]


@pytest.mark.parametrize("answer", ["符合", "不适用", "met", "none"])
def test_an_answer_can_rule_a_veto_out(tmp_path: Path, answer: str) -> None:
    """符合, or the matter does not come up."""
    _, found = _reviewed(tmp_path, _answer("veto-04", answer))

    assert 4 in found["cleared"]  # type: ignore[operator]


def test_answers_win_and_lose_points(tmp_path: Path) -> None:
    """50 + 50 × won ÷ applicable: the production state of the site record is worth a point and a half."""
    _, before = _reviewed(tmp_path, _asked(tmp_path))
    _, won = _reviewed(tmp_path, _answer("penalty-02-1", "符合"))
    _, lost = _reviewed(tmp_path, _answer("penalty-02-1", "不符合", ", reason: 没有记录生产状况"))
    _, absent = _reviewed(tmp_path, _answer("penalty-02-1", "不适用"))
    answered = Decimal(str(before["answered"]))

    assert [Decimal(str(one["answered"])) - answered for one in (won, lost, absent)] == [
        Decimal("1.5"),
        Decimal("1.5"),
        0,
    ]
    assert (won["score"], absent["score"]) == (100, 100)
    assert Decimal(str(lost["score"])) == round(50 + 50 * answered / (answered + Decimal("1.5")), 2)
    assert Decimal(str(before["applicable"])) - Decimal(str(absent["applicable"])) == Decimal("1.5")


def test_a_basic_element_that_is_missing_comes_off(tmp_path: Path) -> None:
    """基本要素: twenty points at most, taken off the score."""
    _, found = _reviewed(tmp_path, _answer("basic-04", "不符合", ", reason: 决定书没有送达回证"))

    assert sum(one.points for one in table().element) == table().basic
    assert (found["deducted"], found["score"]) == (2, 98)


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (_answer("veto-4", "符合"), "没有“veto-4”这个问题，相近的有："),
        (_answer("veto-04", "大概"), "“大概”不是答复"),
        (_answer("veto-04", "不符合"), "须写明理由"),
        (_answer("veto-04", "符合").replace("by: 张评\n", ""), "没有写明由谁回答"),
        (_answer("veto-04", "符合").replace("2026-11-27", "昨天"), "“昨天”不是日期"),
        (_answer("veto-04", "符合").replace(CASE, "2026-000002"), f"相近的有：{CASE}"),
        ("case: x\n", "须有 case"),
        ("case: [\n", "YAML 语法错误"),
    ],
)
def test_an_answer_that_cannot_count_is_told(tmp_path: Path, answers: str, told: str) -> None:
    """Each with its line, on stderr; nothing of it counts, and the command ends as with any unreadable file."""
    answer, found = _reviewed(tmp_path, answers)

    assert answer.exit_code == 2
    assert told in answer.stderr
    assert found["answers"] == []


def test_an_answer_that_is_written_twice_is_told_and_the_first_counts(tmp_path: Path) -> None:
    """As in a file of facts: of two answers in one entry nobody could say which was meant."""
    twice = _answer("veto-04", "不适用", ", answer: 不符合, reason: 当事人认定错误")
    reader = AnswerReader.of([written(tmp_path, twice, "answers.yaml")])

    assert ["同一个键写了两次，以第一个为准"] == [one.sentence for one in reader.complaints]
    assert "none" == reader.answers[CASE]["veto-04"].answer


def test_what_the_head_lacks_is_told_once(tmp_path: Path) -> None:
    """Forty answers without a name are one slip."""
    answer, found = _reviewed(tmp_path, _filled(_asked(tmp_path)).replace("by: 张评", "by:"))

    assert (answer.exit_code, len(answer.stderr.strip().splitlines()), found["answers"]) == (2, 1, [])


def test_a_person_does_not_overrule_the_file(tmp_path: Path) -> None:
    """What acts have answered is not asked, and an answer to it is told as such."""
    answer, found = _reviewed(tmp_path, _answer("veto-14", "不符合", ", reason: 没有告知"))

    assert "没有计入" in answer.stderr
    assert (answer.exit_code, found["vetoes"]) == (0, [])


def test_the_page_says_who_answered_what(tmp_path: Path) -> None:
    """On record beside the score."""
    form = written(tmp_path, _answer("veto-04", "不符合", ", reason: 处罚了房东"), "answers.yaml")
    cases, wrong = read_files([_case(tmp_path)], shipped())
    (found,) = review_all(lambda _: VIOLATION_CASE, cases, shipped(), wrong, AnswerReader.of([form]).answers)
    page = file_page(found)

    assert "由人回答的问题" in page
    assert "张评" in page
    assert "处罚了房东" in page


def test_every_question_has_an_id_of_its_own() -> None:
    """By which a file of answers names it, whatever the file under review."""
    assert len(set(known_ids())) == len(known_ids())
