"""`gridcase` on the terminal: opens cases, has acts done, shows them, and says every no in one sentence with an exit code."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import Result

from cli.main import app
from cli.speech import Exit, Spoken, SpokenCommand
from registry.registry import Registry
from registry.sealed import Seal
from registry.systems import receiver_of
from settings import Settings
from tests.cli.conftest import COMPLAINT, Terminal
from tests.cli.serving import served, working
from tests.engine_service import CaseService

ROOT = Path(__file__).parents[2]
FINDING = (
    "find",
    "--grid",
    "衡山县开云镇",
    "--pollution",
    "water",
    "--pollution",
    "air",
    "--text",
    "排口外排",
    "--on",
    "2026-09-01",
)


def done_by_people(view: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the acts of a file without those of the engine: the findings lie far enough back for terms to lapse."""
    return [act for act in view["acts"] if act["by"]["kind"] != "engine"]


def test_a_complaint_gets_its_number_and_is_shown(gridcase: Terminal) -> None:
    """Whoever enters a complaint sees at once where it stands, what runs, who answers and what comes next."""
    number = gridcase.reads(*COMPLAINT)["file_no"]
    page = gridcase.types("case", "show", number, "--all").stdout

    for words in (
        number,
        "举报件",
        "已接到举报",
        "接到投诉举报",
        "受理告知",
        "2026-09-16",
        "第7条",
        "V 已核对条文",
        "法定期限",
        "衡山分局",
        "受理举报",
    ):
        assert words in page


def test_a_complaint_is_a_file_like_any_other(gridcase: Terminal, tmp_path: Path) -> None:
    """By its number it is listed among complaints, drawn, exported and supposed otherwise, as a case is."""
    number = gridcase.reads(*COMPLAINT)["file_no"]
    listed = [
        [row["file_no"] for row in gridcase.reads("case", "list", *more)["rows"]]
        for more in ([], ["--kind", "complaints"])
    ]
    drawn = gridcase.types("case", "timeline", number).stdout
    exported = gridcase.types("case", "export", number, "--out", str(tmp_path / "file.json"))
    supposed = gridcase.reads("what-if", number, "receive_complaint=2026-09-02")

    assert number.startswith("T")
    assert [[], [number]] == listed
    assert "投诉举报" in drawn
    assert (Exit.DONE, True) == (exported.exit_code, number in (tmp_path / "file.json").read_text("utf-8"))
    assert "2026-09-17" == supposed["difference"]["terms"][0]["after"]


def test_a_case_is_printed_whole_for_programs(gridcase: Terminal) -> None:
    """`--json` prints the standing, the acts and the names."""
    number = gridcase.reads(*FINDING)["file_no"]
    view = gridcase.reads("case", "show", number)

    assert (number, ["water", "air"]) == (view["standing"]["file_no"], view["standing"]["particulars"]["pollution"])
    assert [1] == [act["no"] for act in done_by_people(view)]


def test_an_act_takes_its_fields_from_options_and_files(gridcase: Terminal, tmp_path: Path) -> None:
    """A field is set on the command line or read from a file; the command line goes before the file."""
    number = gridcase.reads(*FINDING)["file_no"]
    path = tmp_path / "fields.json"
    path.write_text(json.dumps({"measures": "口头制止", "obeyed": False}), encoding="utf-8")
    receipt = gridcase.reads(
        "act",
        number,
        "现场制止",
        "--on",
        "2026-09-01",
        "--file",
        str(path),
        "--set",
        "obeyed=true",
        "--as",
        "patroller",
    )
    content = done_by_people(gridcase.reads("case", "show", number))[-1]["content"]

    assert ("stop_on_site", False) == (receipt["act"], receipt["repeated"])
    assert ("口头制止", True) == (content["measures"], content["obeyed"])


def test_a_command_sent_again_under_its_key_counts_once(gridcase: Terminal) -> None:
    """Whoever is not sure sends again."""
    first = gridcase.types(*FINDING, "--key", "k-1")
    again = gridcase.types(*FINDING, "--key", "k-1")

    assert "只计一次" not in first.stdout
    assert "只计一次" in again.stdout


def test_a_list_that_repeats_an_option_is_one_list(gridcase: Terminal) -> None:
    """`--set measures=fine --set measures=warning` names two measures; the refusal is the law's, not the form's."""
    number = gridcase.reads(*FINDING)["file_no"]
    basis = 'basis=[{"instrument": "示例条例", "article": "第1条"}]'
    result = gridcase.types(
        "act", number, "serve_notice", "--on", "2026-09-02", "--set", "measures=fine", "--set", "measures=warning",
        "--set", "fine=1000", "--set", "facts=违法排放", "--set", basis, "--as", "officer",
    )  # fmt: skip

    assert result.exit_code == Exit.REFUSED
    assert "依据" in result.stderr


def test_a_refusal_is_one_sentence_with_its_article(gridcase: Terminal) -> None:
    """The law's no goes to stderr, nothing to stdout, exit code 3."""
    number = gridcase.reads(*FINDING)["file_no"]
    result = gridcase.types("act", number, "accept_complaint", "--as", "clerk", "--on", "2026-09-02")

    assert (Exit.REFUSED, "") == (result.exit_code, result.stdout)
    assert "接到投诉举报" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("case", "show", "2026-999999"), Exit.NOT_FOUND, "没有这个编号的案件"),
        (("acts", "decide_penalt"), Exit.NOT_FOUND, "decide_penalty（作出处罚决定）"),
        ((*FINDING[:2], "开元镇", *FINDING[3:]), Exit.NOT_FOUND, "开云镇"),
        (("case", "list", "--alert", "red"), Exit.USAGE, "near（临近届满）"),
        (("case", "list", "--stage", "已立安"), Exit.USAGE, "filed（已立案）"),
        (("case", "list", "--stage", "bogus"), Exit.USAGE, "stopped（已现场制止）"),
        (("case", "list", "--unit", "衡山分居"), Exit.NOT_FOUND, "衡山分局"),
        (("case", "list", "--unit", "分局"), Exit.USAGE, "请写全称或者编号"),
        (("case", "list", "--kind", "卷宗"), Exit.USAGE, "complaints 举报件"),
        (("people", "u-000000"), Exit.NOT_FOUND, "u-000000"),
        (("act", "2026-999999", "accept_complaint", "--set", "nothing=1"), Exit.USAGE, "nothing"),
        (("case", "list", "--as", "mayor"), Exit.USAGE, "supervisor"),
        ((*FINDING[:-1], "2026-02-30"), Exit.USAGE, "格式如 2026-09-01"),
        ((*FINDING, "--at", "2026-09-01T09:00"), Exit.USAGE, "只写一个"),
        (("case", "show"), Exit.USAGE, "缺少参数"),
        (("find", "--grid", "开云镇"), Exit.USAGE, "缺少参数 '--text'、'--pollution'"),
        (("case", "show", "2026-000001", "2026-000002"), Exit.USAGE, "多写了 2026-000002"),
        (("review", "没有.json"), Exit.USAGE, "没有这个文件"),
        (("registry", "import", "没有"), Exit.NOT_FOUND, "没有文件"),
        (("case", "list", "--limit", "0"), Exit.USAGE, "不得小于1"),
        (("case", "list", "--limit", "201"), Exit.USAGE, "不得大于200"),
        (("parties", "--uscc", "91430400MA4L000000"), Exit.USAGE, "末位校验码"),
        (("desk", "--basket", "桌面"), Exit.USAGE, "doing（在办）"),
        (("search", "某", "--way", "路"), Exit.USAGE, "document（文号）"),
        (("complaint", "openings", "T2019-999999"), Exit.NOT_FOUND, "没有这个编号"),
        (("law", "in-force", "不存在的法"), Exit.NOT_FOUND, "规则目录未收录"),
        (("case", "list", "--nothing"), Exit.USAGE, "--nothing"),
        (("nothing",), Exit.USAGE, "没有命令 nothing"),
    ],
)
def test_every_no_has_its_sentence_and_exit_code(
    gridcase: Terminal, words: tuple[str, ...], code: Exit, sentence: str
) -> None:
    """0 done, 2 usage, 3 refused, 4 not found; always a Chinese sentence."""
    result = gridcase.types(*words)

    assert code == result.exit_code, result.output
    assert sentence in result.stderr


def test_what_is_asked_for_in_chinese_is_found(gridcase: Terminal) -> None:
    """The names on the screen can be typed: kinds of file, stages, units, alerts, kinds of pollution."""
    number = gridcase.reads(*FINDING)["file_no"]
    words = ("--kind", "案件", "--stage", "已发现", "--alert", "已逾期", "--pollution", "水", "--grid", "开云镇")
    page = gridcase.reads("case", "list", *words)

    assert number in [row["file_no"] for row in page["rows"]]
    assert [] == gridcase.reads("case", "list", "--unit", "衡南分局", "--stage", "已立案")["rows"]
    assert "也是举报件（--kind complaints）的阶段" in gridcase.types("case", "list", "--stage", "已受理举报").stdout


@pytest.mark.parametrize("pair", ["fine", "=1", "basis=[{"])
def test_a_field_that_is_written_wrongly_is_told_so(gridcase: Terminal, pair: str) -> None:
    """`--set` takes field=value, JSON where the value is a list or an object."""
    number = gridcase.reads(*FINDING)["file_no"]

    assert Exit.USAGE == gridcase.types("act", number, "serve_notice", "--set", pair).exit_code


def test_a_system_that_is_not_running_is_said_to_be_away(terminal: Terminal) -> None:
    """Exit code 5, and how to start it."""
    result = terminal.types("case", "list")

    assert Exit.AWAY == result.exit_code
    assert "gridcase up" in result.stderr


@pytest.fixture
def unanswered(
    terminal: Terminal,
    settings: Settings,
    service: CaseService,
    registry: Registry,
    docket: Engine,
    monkeypatch: pytest.MonkeyPatch,
) -> Result:
    """Type a finding while no worker is at work."""
    with served(settings, service, registry, docket, timedelta(seconds=1)) as address:
        monkeypatch.setenv("GRIDCASE_API", address)
        return terminal.types(*FINDING)


def test_a_worker_that_is_away_is_said_to_be_away(unanswered: Result) -> None:
    """Exit code 5, and that the same command may be sent again."""
    assert Exit.AWAY == unanswered.exit_code
    assert "再运行一次，只会计一次" in unanswered.stderr


def test_a_command_that_nobody_answered_counts_once_when_it_is_typed_again(
    unanswered: Result,
    terminal: Terminal,
    settings: Settings,
    service: CaseService,
    registry: Registry,
    docket: Engine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The key of an unanswered command is kept and said; once it is answered, the same words mean another command."""
    kept = [path.read_text() for path in (settings.var / "unanswered").iterdir()]
    with served(settings, service, registry, docket) as address, working(service):
        monkeypatch.setenv("GRIDCASE_API", address)
        first, second, third = (terminal.reads(*FINDING) for _ in range(3))

    assert len(kept) == 1
    assert kept[0] in unanswered.stderr
    assert first["key"] == kept[0]
    assert len({first["file_no"], second["file_no"], third["file_no"]}) == len((first, second, third))
    assert [*(settings.var / "unanswered").iterdir()] == []


def test_a_term_is_explained(gridcase: Terminal) -> None:
    """Why this last day: rule, article and count."""
    number = gridcase.reads(*COMPLAINT)["file_no"]
    page = gridcase.types("case", "explain", number, "hotline_accept#1").stdout

    assert "《环保举报热线工作管理办法》第7条" in page
    assert gridcase.reads("case", "explain", number, "hotline_accept#1")["last_day"] == "2026-09-16"


def test_the_acts_there_are_can_be_asked_for(gridcase: Terminal) -> None:
    """What may be done at all, and what one act has to say."""
    everything, one = gridcase.types("acts").stdout, gridcase.types("acts", "作出处罚决定").stdout

    assert "decide_penalty" in everything
    for words in ("处罚种类", "fine（罚款）", "救济途径和期限", "必填"):
        assert words in one


def test_a_token_may_come_from_the_environment(
    gridcase: Terminal, tokens: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """GRIDCASE_TOKEN stands for a role, unless one is named."""
    monkeypatch.setenv("GRIDCASE_TOKEN", tokens["12369"])

    assert {"rows": [], "after": None} == gridcase.reads("case", "list")


def test_a_system_is_registered_and_granted_an_act(gridcase: Terminal) -> None:
    """Its grants are listed with their days; an act, a unit or a system that is not there is refused."""
    gridcase.types("system", "add", "bank", "--name", "代收银行")
    payments = ("system", "grant", "bank", "record_payment", "--files", "unit", "--unit", "u-430423")
    first = gridcase.types(*payments, "--since", "2026-01-01")
    ended = gridcase.types(*payments, "--since", "2026-01-01", "--until", "2026-06-30")
    (found,) = gridcase.reads("system", "list", "bank")

    assert (0, 0) == (first.exit_code, ended.exit_code)
    assert ("record_payment", "unit", "u-430423", "2026-06-30") == (
        found["act"],
        found["files"],
        found["unit"],
        found["until"],
    )
    assert "bank" in [row["id"] for row in gridcase.reads("system", "list")]
    assert Exit.USAGE == gridcase.types("system", "grant", "bank", "no_such_act").exit_code
    assert Exit.REFUSED == gridcase.types("system", "grant", "bank", "close_case").exit_code
    assert Exit.USAGE == gridcase.types("system", "grant", "bank", "record_payment", "--files", "unit").exit_code
    assert Exit.NOT_FOUND == gridcase.types("system", "grant", "nobody", "record_payment").exit_code
    nowhere = ("system", "grant", "bank", "record_payment", "--files", "unit", "--unit", "u-0")
    assert Exit.NOT_FOUND == gridcase.types(*nowhere).exit_code


def test_tokens_are_issued_and_revoked(gridcase: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token is good until it is revoked; nobody unknown gets one."""
    token = gridcase.reads("token", "issue", "p-430423-01", "--days", "1")["token"]
    monkeypatch.setenv("GRIDCASE_TOKEN", token)
    good = gridcase.types("case", "list")
    gridcase.types("token", "revoke", token)
    worthless = gridcase.types("case", "list")

    assert (Exit.DONE, Exit.REFUSED) == (good.exit_code, worthless.exit_code)
    assert Exit.NOT_FOUND == gridcase.types("token", "issue", "p-0-0").exit_code
    assert Exit.NOT_FOUND == gridcase.types("token", "revoke", token).exit_code


def test_another_system_is_registered_with_a_secret_that_is_shown_once(
    gridcase: Terminal, settings: Settings, docket: Engine
) -> None:
    """Whoever runs it enters a receiver of feedback; the secret is made here, and listed nowhere."""
    added = gridcase.reads("system", "add", "12345", "--name", "市长热线", "--callback", "http://127.0.0.1:9/feedback")
    listed = gridcase.reads("system", "list")
    token = gridcase.reads("token", "issue", "12345", "--kind", "system")["token"]

    assert receiver_of(docket, "12345", Seal.from_settings(settings)) == (
        "http://127.0.0.1:9/feedback",
        added["secret"],
    )
    assert {"id": "12345", "name": "市长热线", "callback_url": "http://127.0.0.1:9/feedback"} in listed
    assert added["secret"] not in str(listed)
    assert token


@pytest.mark.parametrize(
    ("secret", "code"), [("whsec_" + "QUJD" * 8, Exit.DONE), ("whsec_QUJD", Exit.USAGE), ("geheim", Exit.USAGE)]
)
def test_a_secret_of_ones_own_comes_in_by_standard_input(
    terminal: Terminal, settings: Settings, docket: Engine, secret: str, code: Exit
) -> None:
    """It never stands among the arguments, where every process of the machine can read it, and it must be able to sign."""
    words = (
        "system",
        "add",
        "12345",
        "--name",
        "市长热线",
        "--callback",
        "https://example.org/feedback",
        "--secret-stdin",
    )
    result = terminal.runner.invoke(app, list(words), input=f"{secret}\n", prog_name="gridcase")

    kept = receiver_of(docket, "12345", Seal.from_settings(settings))
    assert code == result.exit_code, result.stderr
    assert secret not in result.stdout
    assert kept == (("https://example.org/feedback", secret) if code == Exit.DONE else None)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://example.org/in", "https://a:b@example.org/in"])
def test_a_receiver_has_an_address_on_the_web(terminal: Terminal, address: str) -> None:
    """A file, an open line to another machine, or an address with a password in it takes no feedback."""
    result = terminal.types("system", "add", "12345", "--name", "市长热线", "--callback", address)

    assert (Exit.USAGE, "反馈地址" in result.stderr) == (result.exit_code, True)


def _commands(command: Any, words: tuple[str, ...] = ()) -> dict[str, Any]:  # noqa: ANN401  typer has its own click
    """Return the groups and commands by the words that are typed for them."""
    found = {" ".join(words): command}
    for name, inner in getattr(command, "commands", {}).items():
        found |= _commands(inner, (*words, name))
    return found


COMMANDS = _commands(get_command(app))


def test_a_proof_is_checked_with_the_key_that_is_shown(gridcase: Terminal, tmp_path: Path) -> None:
    """Typed as docs/law.md says: prove, save the key, verify; a changed amount is found."""
    number = gridcase.reads(*COMPLAINT)["file_no"]
    written = gridcase.reads("case", "prove", number, "--out", str(tmp_path / "proofs"))["written"]
    key = tmp_path / "key.pem"
    key.write_text(gridcase.types("case", "proof-key").stdout, "ascii")
    kept = gridcase.types("case", "verify", *written, "--key", str(key))
    proof = Path(written[0])
    proof.write_text(json.dumps({**json.loads(proof.read_text("utf-8")), "amount": 99}), "utf-8")
    changed = gridcase.types("case", "verify", *written, "--key", str(key))

    assert Exit.DONE == kept.exit_code
    assert len(written) == kept.stdout.count("签名有效")
    assert (Exit.REFUSED, True) == (changed.exit_code, "1 个证明的签名不成立" in changed.stderr)


def test_every_command_that_is_written_can_be_typed() -> None:
    """A module whose commands nobody enters is one that `cli.main`, started by itself, has not loaded."""
    ask = "import sys, cli.main; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    written = {f"cli.{file.stem}" for file in (ROOT / "cli").glob("*.py") if "_app.command(" in file.read_text("utf-8")}

    assert "cli.proving" in written
    assert set() == written - set(loaded.split())


def test_every_command_that_comes_to_an_end_takes_json() -> None:
    """The README says so; `gridcase up` runs until it is stopped."""
    silent = {
        name
        for name, command in COMMANDS.items()
        if not isinstance(command, TyperGroup) and not any("--json" in param.opts for param in command.params)
    }

    assert {"up", "completion"} == silent


def test_every_command_has_its_help_in_chinese() -> None:
    """A group that is entered as typer's own would speak English, and so would all in it."""
    foreign = [name for name, command in COMMANDS.items() if not isinstance(command, Spoken | SpokenCommand)]

    assert [] == foreign


def test_the_shipped_story_plays_to_its_end(gridcase: Terminal) -> None:
    """`gridcase demo`: from the complaint through its case to the answer and both archives, every act on its day, every term at its time."""
    complaint, case = gridcase.reads("demo")["files"]

    assert ("complaint_archived", "archived") == (complaint["standing"]["stage"], case["standing"]["stage"])
    assert case["standing"]["file_no"] == complaint["standing"]["particulars"]["case"]
    assert complaint["standing"]["file_no"] == case["standing"]["particulars"]["complaint"]
    assert "term_lapses" in [act["content"]["act"] for act in complaint["acts"]]


def test_a_story_that_is_not_there_is_answered_with_those_that_are(gridcase: Terminal) -> None:
    """The samples are named."""
    result = gridcase.types("demo", "nothing")

    assert Exit.NOT_FOUND == result.exit_code
    assert "hengshan-livestock-2024" in result.stderr


def test_a_story_that_is_malformed_is_refused_before_it_is_played(gridcase: Terminal, tmp_path: Path) -> None:
    """The sentence says which field of which act is wrong."""
    path = tmp_path / "story.yaml"
    path.write_text(
        "case: {title: 甲, source: 乙, grid: 丙}\nacts: [{at: 昨天, by: head, act: file_case}]\n", encoding="utf-8"
    )
    result = gridcase.types("demo", str(path))

    assert Exit.USAGE == result.exit_code
    assert "acts.0.at" in result.stderr


def test_the_numbers_that_acts_are_written_with_can_be_looked_up(gridcase: Terminal) -> None:
    """A party is registered once; a grid says who answers; a unit lists its officers."""
    first, again = gridcase.reads("party", "示例公司"), gridcase.reads("party", "示例公司")
    grid = gridcase.reads("grid", "衡山县 开云镇")
    officers = gridcase.types("people", "u-430423", "--role", "officer").stdout

    assert first["id"] == again["id"]
    assert "430423100" == grid["grid"]["id"]
    assert "u-430423" in gridcase.types("grid", "开云镇").stdout
    assert "p-430423-04" in officers
    assert "执法人员" in officers
