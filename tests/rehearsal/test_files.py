"""Files as they come: faults named with their line, stories in step, exports, a house that is away."""

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from cli.main import app
from cli.speech import Exit
from registry.registry import Registry
from review.export import write_export
from settings import Settings
from tests.builders import a_case
from tests.engine_room import Room
from tests.rehearsal.conftest import Theatre, served

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


def _file(folder: Path, text: str, name: str = "case.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


async def test_every_fault_of_a_file_is_named_with_its_line_and_the_rest_is_played(
    theatre: Theatre, tmp_path: Path
) -> None:
    """Unknown event, impossible date, facts out of order, only a year: told, and the other facts are played."""
    result = await theatre.shows(str(_file(tmp_path, FAULTY)), "--json")

    (case,) = json.loads(result.stdout)["cases"]
    told = result.stderr
    assert Exit.USAGE == result.exit_code
    assert all(f"case.yaml第{line}行" in told for line in (7, 8, 11)), told
    assert "complaint_received" in told
    assert {"receive_complaint", "file_case", "take_sample", "interview"} <= {
        row["scene"]["act"] for row in case["entered"] if row["act_no"]
    }


async def test_the_cases_of_a_story_go_in_step(theatre: Theatre, tmp_path: Path) -> None:
    """Two cases end at the same instant, each with the terms that lapsed in it; a bad act is told by its line."""
    result = await theatre.shows(str(_file(tmp_path, TRANSFERRED)), "--json")

    cases = json.loads(result.stdout)["cases"]
    days = {case["view"]["standing"]["at"][:16] for case in cases}
    lapsed = [[act["content"]["act"] for act in case["view"]["acts"]].count("term_lapses") for case in cases]
    assert "case.yaml第12行" in result.stderr
    assert Exit.USAGE == result.exit_code
    assert 1 == len(days)
    assert min(lapsed) >= 1


async def test_an_export_is_played_as_it_was(theatre: Theatre, tmp_path: Path) -> None:
    """What this system exported is done live again, act for act, and nothing is refused."""
    acts = a_case("serve_decision").acts
    path = _file(tmp_path, write_export("2026-000001", acts), "case.json")

    case = await theatre.plays(path)

    played = [act["content"]["act"] for act in case["view"]["acts"] if act["by"]["kind"] != "engine"]
    assert [act.name for act in acts if act.by.kind != "engine"] == played
    assert [] == [row["refused"] for row in case["entered"] if row["refused"] or row["note"]]


async def test_a_sample_is_played_from_beginning_to_end(theatre: Theatre) -> None:
    """The story that `gridcase demo` shows is rehearsed as well, without a refusal."""
    case = await theatre.plays(Path(__file__).parents[2] / "samples" / "hengshan-livestock-2024.yaml")

    assert [] == [row["refused"] or row["note"] for row in case["entered"] if row["refused"] or row["note"]]


async def test_a_file_before_the_register_begins_is_told_line_by_line(theatre: Theatre, tmp_path: Path) -> None:
    """Nobody answers for the grid on a day before the register: the facts stand in the file's column, and why."""
    facts = FAULTY.split("facts:", maxsplit=1)[0]
    told = "facts:\n- {date: '2008-03-04', event: complaint_received}\n- {date: '2008-03-05', event: discovered}\n"

    case = await theatre.plays(_file(tmp_path, facts + told))

    assert "" == case["case_no"]
    assert all(row["note"] for row in case["entered"])
    assert "责任" in case["entered"][0]["note"]


async def test_only_a_day_is_a_day(theatre: Theatre, tmp_path: Path) -> None:
    """`--until` takes a date, and a file has to be there."""
    wrong = await theatre.shows(str(_file(tmp_path, FAULTY)), "--until", "2024-02-30")
    nothing = await theatre.shows(str(tmp_path / "none.yaml"))

    assert (Exit.USAGE, "“2024-02-30”不是日期，应写成 2026-09-30\n") == (wrong.exit_code, wrong.stderr)
    assert Exit.NOT_FOUND == nothing.exit_code


async def test_where_rehearsals_are_off_the_command_says_so(
    settings: Settings,
    room: Room,
    registry: Registry,
    docket: Engine,
    theatre: Theatre,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A house without virtual clocks refuses in one sentence."""
    with served(settings.model_copy(update={"time_skipping": False}), room, registry, docket) as address:
        monkeypatch.setenv("GRIDCASE_API", address)
        result = await theatre.shows(str(_file(tmp_path, FAULTY)))

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
