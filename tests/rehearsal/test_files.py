"""Files as they come: faults named with their line, stories in step, exports, a system that is away."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from cli.main import app
from cli.speech import Exit
from file_review.export import write_export
from kinds import COMPLAINT
from registry.registry import Registry
from settings import Settings
from tests.builders import CHAIN, OFFICER, PaperCase, a_case, moment
from tests.cli.serving import served
from tests.engine_service import CaseService
from tests.rehearsal.conftest import Rehearsing

FAULTY = """\
id: t-1
place: 示例市
kinds: [water]
source: {quality: official}
facts:
- {date: '2024-03-04', event: complaint_received}
- {date: '2024-03-05', event: complaint_recieved}
- {date: '2024-13-05', event: discovered}
- {date: '2024-03-20', event: case_filed}
- {date: '2024-03-11', event: sampled}
- {date: '2024', event: interview}
"""

TRANSFERRED = """\
cases:
- case: {title: 甲案, source: 虚构, grid: 衡山县 开云镇}
  acts:
  - {at: 2024-03-04 09:00, by: patroller, act: report_finding, fields: {pollution: [water], summary: 排口外排污水}}
  - {at: 2024-03-05 09:00, by: clerk, act: hand_to_department, fields: {unit: u-430423}}
- case: {title: 乙案, source: 虚构, grid: 衡山县 开云镇}
  acts:
  - at: 2024-03-06 09:00
    by: clerk
    act: receive_complaint
    fields: {pollution: [air], channel: telephone, complaint: {text: 厂区有异味}}
  - {at: 2024-03-07 09:00, by: clerk, act: hand_on}
  until: 2024-04-10
"""


def unplayed(case: dict[str, Any]) -> list[str]:
    """Return why scenes were refused, or could not be entered at all."""
    return [row["refused"] or row["note"] for row in case["entered"] if row["refused"] or row["note"]]


def _file(folder: Path, text: str, name: str = "case.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


async def test_every_fault_of_a_file_is_named_with_its_line_and_the_rest_is_played(
    rehearsing: Rehearsing, tmp_path: Path
) -> None:
    """Unknown event, impossible date, facts out of order, only a year: told, and the other facts are played."""
    result = await rehearsing.shows(str(_file(tmp_path, FAULTY)), "--json")

    (case,) = json.loads(result.stdout)["cases"]
    told = result.stderr
    assert Exit.USAGE == result.exit_code
    assert all(f"case.yaml第{line}行" in told for line in (7, 8, 11)), told
    assert "complaint_received" in told
    assert {"receive_complaint", "file_case", "take_sample", "interview"} <= {
        row["scene"]["act"] for row in case["entered"] if row["act_no"]
    }


async def test_the_cases_of_a_story_go_in_step(rehearsing: Rehearsing, tmp_path: Path) -> None:
    """Two cases end at the same instant, each with the terms that lapsed in it; a bad act is told by its line."""
    result = await rehearsing.shows(str(_file(tmp_path, TRANSFERRED)), "--json")

    cases = json.loads(result.stdout)["cases"]
    views = [file["view"] for case in cases for file in case["files"]]
    days = {view["standing"]["at"][:16] for view in views}
    lapsed = [[act["content"]["act"] for act in view["acts"]].count("term_lapses") for view in views]
    assert "case.yaml第12行" in result.stderr
    assert Exit.USAGE == result.exit_code
    assert 1 == len(days)
    assert min(lapsed) >= 1


async def test_an_export_is_played_as_it_was(rehearsing: Rehearsing, tmp_path: Path) -> None:
    """What this system exported is done live again, act for act, and nothing is refused."""
    acts = a_case("serve_decision").acts
    path = _file(tmp_path, write_export("2026-000001", acts), "case.json")

    case = await rehearsing.plays(path)

    (file,) = case["files"]
    played = [act["content"]["act"] for act in file["view"]["acts"] if act["by"]["kind"] != "engine"]
    assert [act.name for act in acts if act.by.kind != "engine"] == played
    assert [] == unplayed(case)


async def test_the_case_of_a_complaint_is_played_alone(rehearsing: Rehearsing, tmp_path: Path) -> None:
    """An export tells of one file: where it speaks of the complaint's, the rehearsal has a stand-in, and nothing is refused."""
    paper = PaperCase()
    source: dict[str, Any] = {"source": "complaint", "complaint": "T2026-000007", "received_on": "2026-08-31"}
    paper.does("report_finding", "2026-09-01", by=OFFICER, **source)
    paper.does("decline_filing", "2026-09-08")
    paper.does("feed_back", "2026-09-09", to="complaint", result="未发现违法事实")

    case = await rehearsing.plays(_file(tmp_path, write_export("2026-000001", paper.acts), "case.json"))

    (file,) = case["files"]
    assert "feed_back" == file["view"]["acts"][-1]["content"]["act"]
    assert [] == unplayed(case)


async def test_an_exported_complaint_is_played_with_the_case_it_opens(rehearsing: Rehearsing, tmp_path: Path) -> None:
    """What is forwarded opens a case in the rehearsal too, and the result is said to be of that case."""
    paper = PaperCase(kind=COMPLAINT)
    for day, act in enumerate(("receive", "accept", "forward"), start=1):
        paper.does(f"{act}_complaint", f"2026-09-0{day}")
    paper.does("record_complaint_result", "2026-09-08", case="2026-000009")
    paper.does("answer_complaint", "2026-09-09")

    story = await rehearsing.plays(_file(tmp_path, write_export("T2026-000001", paper.acts), "case.json"))

    complaint, case = (file["view"] for file in story["files"])
    (result,) = [act for act in complaint["acts"] if act["content"]["act"] == "record_complaint_result"]
    assert case["standing"]["file_no"] == result["content"]["case"] == complaint["standing"]["particulars"]["case"]
    assert "complaint_answered" == complaint["standing"]["stage"]
    assert [] == unplayed(story)


async def test_what_both_files_know_is_played_in_the_one_that_was_exported(
    rehearsing: Rehearsing, tmp_path: Path
) -> None:
    """A forwarded complaint that was put right: corrections, withdrawals and persons are the complaint's, not the case's."""
    paper = PaperCase(kind=COMPLAINT)
    for day, act in enumerate(("receive", "accept", "forward"), start=1):
        paper.does(f"{act}_complaint", f"2026-09-0{day}")
    paper.does("correct_act", "2026-09-04", of="forward_complaint", fields={"summary": "反映夜间排污"}, reason="误录")
    paper.does("reassign", "2026-09-04 10:00", answerable=CHAIN[1], reason="人员调整")
    paper.does("record_complaint_result", "2026-09-08", case="2026-000009")
    paper.does("answer_complaint", "2026-09-09")
    paper.does("withdraw_act", "2026-09-09 10:00", of="answer_complaint", reason="答复内容有误")
    paper.does("answer_complaint", "2026-09-09 11:00")
    paper.does("confirm_feedback", "2026-09-10", of="answer_complaint")
    paper.does("archive_complaint", "2026-09-11")

    story = await rehearsing.plays(_file(tmp_path, write_export("T2026-000001", paper.acts), "case.json"))

    complaint, case = (
        [act["content"]["act"] for act in file["view"]["acts"] if act["by"]["kind"] != "engine"]
        for file in story["files"]
    )
    assert [act.name for act in paper.acts if act.by.kind != "engine"] == complaint
    assert ["report_finding"] == case
    assert [] == unplayed(story)


async def test_a_case_in_which_a_complaint_was_taken_down_is_put_right_where_it_was_wrong(
    rehearsing: Rehearsing, tmp_path: Path
) -> None:
    """Played as two files, each withdrawal is done in the one in which what it takes back was done."""
    paper = PaperCase()
    paper.does("receive_complaint", "2026-09-01")
    paper.does("accept_complaint", "2026-09-02")
    paper.does("hand_to_department", "2026-09-03")
    paper.does("decline_filing", "2026-09-08")
    paper.does(
        "correct_act", "2026-09-08 10:00", of="accept_complaint", happened_at=moment("2026-09-01 15:00"), reason="误录"
    )
    paper.does("withdraw_act", "2026-09-08 11:00", of="decline_filing", reason="又有新的线索")

    story = await rehearsing.plays(_file(tmp_path, write_export("2026-000001", paper.acts), "case.json"))

    played = [{act["content"]["act"] for act in file["view"]["acts"]} for file in story["files"]]
    found = [("correct_act" in names, "withdraw_act" in names) for names in played]
    assert [(True, False), (False, True)] == found, [row["note"] or row["refused"] for row in story["entered"]]


TAKEN_BACK = """\
case: {title: 丙案, source: 虚构, grid: 衡山县 开云镇}
acts:
- at: 2026-09-01 09:00
  by: clerk
  act: receive_complaint
  fields: {pollution: [air], channel: telephone, complaint: {text: 厂区有异味}}
- {at: 2026-09-02 09:00, by: clerk, act: accept_complaint}
- {at: 2026-09-02 10:00, by: clerk, act: forward_complaint, fields: {summary: 厂区有异味}}
- {at: 2026-09-03 09:00, by: head, act: reassign, file: complaint, fields: {reason: 人员调整}}
- {at: 2026-09-04 09:00, by: head, act: reassign, file: case, fields: {reason: 人员调整}}
"""


async def test_a_story_says_which_of_its_files_an_act_is_done_in(rehearsing: Rehearsing, tmp_path: Path) -> None:
    """`file: complaint`, `file: case`: what both know is done where the story has it."""
    story = await rehearsing.plays(_file(tmp_path, TAKEN_BACK))

    days = [
        [act["happened_at"][:10] for act in file["view"]["acts"] if act["content"]["act"] == "reassign"]
        for file in story["files"]
    ]
    assert [["2026-09-03"], ["2026-09-04"]] == days


async def test_a_sample_is_played_from_beginning_to_end(rehearsing: Rehearsing) -> None:
    """The story that `gridcase demo` shows is rehearsed as well, without a refusal: a complaint, and its case."""
    case = await rehearsing.plays(Path(__file__).parents[2] / "samples" / "hengshan-livestock-2024.yaml")

    stages = [file["view"]["standing"]["stage"] for file in case["files"]]
    assert ["complaint_archived", "archived"] == stages
    assert [] == unplayed(case)


async def test_a_file_from_before_the_grids_finds_who_answered(rehearsing: Rehearsing, tmp_path: Path) -> None:
    """A file of 2008 is opened on its own day, by the people of its place: nothing is left out for want of a grid."""
    facts = FAULTY.split("facts:", maxsplit=1)[0]
    told = "facts:\n- {date: '2008-03-04', event: complaint_received}\n- {date: '2008-03-05', event: discovered}\n"

    case = await rehearsing.plays(_file(tmp_path, facts + told))

    assert case["file_no"].startswith("R2008-")
    assert [] == [row["note"] for row in case["entered"] if "没有任命" in row["note"]]


async def test_only_a_day_is_a_day(rehearsing: Rehearsing, tmp_path: Path) -> None:
    """`--until` takes a date, and a file has to be there."""
    wrong = await rehearsing.shows(str(_file(tmp_path, FAULTY)), "--until", "2024-02-30")
    nothing = await rehearsing.shows(str(tmp_path / "none.yaml"))

    assert (Exit.USAGE, "“2024-02-30”不是日期，应写成 2026-09-30\n") == (wrong.exit_code, wrong.stderr)
    assert Exit.NOT_FOUND == nothing.exit_code


async def test_where_rehearsals_are_off_the_command_says_so(
    settings: Settings,
    service: CaseService,
    registry: Registry,
    docket: Engine,
    rehearsing: Rehearsing,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A system without virtual clocks refuses in one sentence."""
    with served(settings.model_copy(update={"time_skipping": False}), service, registry, docket) as address:
        monkeypatch.setenv("GRIDCASE_API", address)
        result = await rehearsing.shows(str(_file(tmp_path, FAULTY)))

    assert Exit.REFUSED == result.exit_code
    assert "本系统未开启演练" in result.stderr


def test_a_system_that_is_away_ends_with_five(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody listens: one sentence says what to start."""
    monkeypatch.setenv("GRIDCASE_VAR", str(settings.var))
    monkeypatch.setenv("GRIDCASE_API", "http://127.0.0.1:1")
    result = CliRunner().invoke(app, ["rehearse", str(_file(tmp_path, FAULTY))], prog_name="gridcase")

    assert Exit.AWAY == result.exit_code
    assert "gridcase up" in result.stderr
