"""What a working day asks on the command line: who am I, what waits for me, who and where, and where the house is."""

import json
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from api.opening_acts import OPENINGS
from cli.lists import document_told
from cli.remote import READER
from cli.speech import Exit
from cli.spoken_routes import COMMANDS, for_terminal
from tests.cli.conftest import Terminal

ROOT = Path(__file__).parents[2]
COMPLAINT = ("complain", "--grid", "衡山县开云镇", "--pollution", "water", "--text", "沟渠发黑发臭")
NAME, HERE, THERE = "衡山县某某养殖有限公司", "开云镇一组", "开云镇二组"


def test_who_acts_is_said(gridcase: Terminal) -> None:
    """By `whoami`, and with every act that is done."""
    me = gridcase.reads("whoami", "--as", "clerk")
    told = gridcase.types(*COMPLAINT).stdout

    assert me["name"] in gridcase.types("whoami", "--as", "clerk").stdout
    assert f"办理人：{me['name']}（内勤人员）" in told
    assert gridcase.reads("whoami")["id"] == gridcase.reads("whoami", "--as", READER)["id"]


def test_what_waits_is_listed(gridcase: Terminal) -> None:
    """Terms that fall due, messages, statistics, documents: each as a page and as JSON, each saying when it is empty."""
    empty = [gridcase.types(*words) for words in (("messages",), ("due",), ("statistics",), ("case", "list"))]
    number = gridcase.reads(*COMPLAINT)["file_no"]
    due = gridcase.reads("due", "--until", "2050-12-31")

    assert [Exit.DONE] * 4 == [result.exit_code for result in empty]
    assert "没有发给您的消息" in empty[0].stdout
    assert "--rehearsals" in empty[3].stdout
    assert number in [row["file_no"] for row in due]
    assert [1] == [row["open"] for row in gridcase.reads("statistics", "--kind", "举报件")]
    assert [] == gridcase.reads("statistics")
    assert Exit.USAGE == gridcase.types("statistics", "--kind", "卷宗").exit_code
    assert "hotline_accept#1" in gridcase.types("due", "--until", "2050-12-31").stdout
    assert [] == gridcase.reads("case", "documents", number)
    assert "还没有文书" in gridcase.types("case", "documents", number).stdout


def test_a_document_whose_act_was_withdrawn_is_listed_as_such() -> None:
    """And its unit stands there by name, where the register has one."""
    effect = {"title": "立案审批表", "issuer": "u-430423", "act_no": 4}
    row = {"effect": effect, "number": "衡环山立〔2024〕1号", "at": "2024-06-03T16:00:00+08:00"}
    told = document_told({**row, "amended": "已撤回"}, {"u-430423": "衡山分局"})

    assert ("立案审批表（已撤回）", "衡山分局") == (str(told["title"]), told["issuer"])
    assert ("立案审批表", "u-430423") == tuple(str(document_told(row, {})[name]) for name in ("title", "issuer"))


def test_a_party_of_the_same_name_is_asked_about(gridcase: Terminal) -> None:
    """With and without an address it is not silently two: the number that is there is named, and --other says it is another."""
    first = gridcase.reads("party", NAME, "--address", HERE)["id"]
    again = gridcase.reads("party", NAME, "--address", HERE)["id"]
    asked = gridcase.types("party", NAME)
    second = gridcase.reads("party", NAME, "--address", THERE, "--other")

    assert first == again
    assert (Exit.REFUSED, True) == (asked.exit_code, first in asked.stderr and HERE in asked.stderr)
    assert (True, [first]) == (second["id"] != first, second["same_name"])
    assert {first, second["id"]} == {row["id"] for row in gridcase.reads("parties", NAME[3:7])}
    assert [second["id"]] == [row["id"] for row in gridcase.reads("parties", "--address", "二组")]
    assert Exit.USAGE == gridcase.types("parties").exit_code


def test_a_citizen_is_found_by_the_full_name_only(gridcase: Terminal) -> None:
    """Nobody leafs through the citizens of the register."""
    number = gridcase.reads("party", "张某某", "--kind", "citizen", "--address", HERE)["id"]

    assert [number] == [row["id"] for row in gridcase.reads("parties", "张某某")]
    assert [] == gridcase.reads("parties", "张某")
    assert [] == gridcase.reads("parties", "--address", HERE)


def test_units_are_listed_with_their_numbers(gridcase: Terminal) -> None:
    """What `--unit` and `people` are written with."""
    assert "u-430423" in gridcase.types("units", "--name", "衡山分局").stdout


def test_a_sentence_names_commands_and_no_address(gridcase: Terminal) -> None:
    """The API names addresses to programs; a terminal is told what to type."""
    said = gridcase.types("case", "show", "2026-999999").stderr + gridcase.types("acts", "file_case").stdout

    assert "/v1/" not in said
    assert "工作进程没有应答" == for_terminal(f"工作进程没有应答{UNCONFIRMED}")
    again = "请稍后用同一个幂等键原样重发，只会计一次"
    assert "流程引擎暂时无法连接" == for_terminal(f"流程引擎暂时无法连接，命令尚未确认；{again}")
    assert "数据库暂时无法连接" == for_terminal(f"数据库暂时无法连接；{again}")
    assert "（举报件加 --kind complaints）查找" in said
    assert "gridcase party" in said


UNCONFIRMED = "，是否已办理尚未确认；请稍后用同一个幂等键原样重发，只会计一次；各部分的状态见 GET /healthz"
NAMED = re.compile(r"(?:见|由|用|至|到|查看) ?((?:GET |POST )?/(?:v1|public)/[a-z]+(?:/\{name\})?|/docs)")


def test_every_kind_of_file_that_is_opened_has_its_command() -> None:
    """Whoever types the act that opens one into another file is told the command."""
    told = [for_terminal(f"请发送到 /v1/{one.address}") for one in OPENINGS]

    assert [] == [one for one in told if not one.startswith("请用 gridcase ")]


FOR_PROGRAMS = {"GET /v1/platforms", "POST /v1/rehearsals"}
"""Named in the description of a route only."""


def test_every_address_that_a_sentence_names_has_its_command() -> None:
    """Whoever writes a new one enters it."""
    folders = ("models/chinese", "registry", "api", "workflows", "judging", "procedures", "law")
    texts = (
        file.read_text("utf-8")
        for folder in folders
        for file in (ROOT / folder).rglob("*")
        if file.suffix in (".py", ".toml")
    )
    named = {one for text in texts for one in NAMED.findall(text)} - FOR_PROGRAMS

    assert named
    assert {one for one in named if not any(one in known for known in COMMANDS)} == set()


def test_the_version_is_said(terminal: Terminal) -> None:
    """Without a system running."""
    assert f"gridcase {metadata.version('gridcase')}" == terminal.types("--version").stdout.strip()


@pytest.mark.parametrize("words", [(), ("act",), ("law",), ("case", "show"), ("calendar", "publish")], ids=" ".join)
def test_help_is_chinese_throughout(terminal: Terminal, words: tuple[str, ...]) -> None:
    """None of typer's own words is left."""
    page = terminal.types(*words, "--help").stdout

    assert "用法：" in page
    assert not re.search(r"Usage|OPTIONS|COMMAND|ARGS|Show this|\[required\]|\[default|<str|<int|<bool|<list", page)


def test_a_command_that_is_mistyped_is_answered_with_those_that_are_near(terminal: Terminal) -> None:
    """In Chinese, as everything."""
    told = terminal.types("case", "shw")

    assert (Exit.USAGE, True) == (told.exit_code, "相近的有" in told.stderr and "show" in told.stderr)
    assert "Did you mean" not in told.stderr
    assert "'" not in terminal.types("cas").stderr
    assert "相近的有 --reporter" in terminal.types("complain", "--reporter-name", "某").stderr
    assert "可以写：bash、zsh、fish" in terminal.types("completion", "tcsh").stderr


def test_a_command_is_completed(tmp_path: Path) -> None:
    """`gridcase completion bash` gives the script; the command answers what it asks."""
    script = Path(tmp_path / "gridcase.py")
    script.write_text("from cli.main import app\napp(prog_name='gridcase')\n", encoding="utf-8")
    asked = {
        "_GRIDCASE_COMPLETE": "complete_bash",
        "COMP_WORDS": "gridcase wh",
        "COMP_CWORD": "1",
        "PYTHONPATH": str(ROOT),
    }
    answer = subprocess.run([sys.executable, script], capture_output=True, text=True, env=asked, check=False)

    assert ["what-if", "whoami"] == sorted(answer.stdout.split())


def test_a_setting_that_cannot_be_is_a_sentence(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback, neither here nor where the database of a real service is prepared."""
    monkeypatch.setenv("GRIDCASE_API_PORT", "many")
    told = terminal.types("case", "list")
    environment = {"GRIDCASE_PRODUCTION": "1", "PYTHONPATH": str(ROOT)}
    prepared = subprocess.run(
        [sys.executable, ROOT / "deploy" / "prepare.py"], capture_output=True, text=True, env=environment, check=False
    )

    assert (Exit.USAGE, True) == (told.exit_code, "GRIDCASE_API_PORT" in told.stderr)
    assert (2, True) == (prepared.returncode, "GRIDCASE_SEAL_KEY" in prepared.stderr)
    assert "Traceback" not in prepared.stderr


def test_a_terminal_that_was_not_told_is_told_where_the_house_is(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system that runs on this machine is named, with the line that leads there."""
    house = tmp_path / "house"
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / "main.py").write_text(
        "import sys\nprint('up', flush=True)\nsys.stdin.read()\n", encoding="utf-8"
    )
    environment = {"GRIDCASE_VAR": str(house), "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-m", "api.main"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        monkeypatch.setenv("GRIDCASE_VAR", str(tmp_path / "elsewhere"))
        monkeypatch.delenv("GRIDCASE_TOKEN", raising=False)
        told = terminal.types("case", "list")
        running.communicate()

    assert f"export GRIDCASE_VAR={house}" in told.stderr


def test_a_letter_from_outside_is_entered_and_found(gridcase: Terminal) -> None:
    """By a command of its own; it lies on the desk of whose turn it is, and is found by its place."""
    letter = (
        *("receive", "--grid", "衡山县开云镇", "--pollution", "水", "--matter", "跨界排放污水"),
        *("--from", "示例市生态环境局", "--letter", "示环移〔2026〕1号", "--text", "排放行为发生在衡山县"),
    )
    number = gridcase.reads(*letter, "--reason", "elsewhere", "--material", "现场照片=4")["file_no"]
    desk = gridcase.reads("desk", "--basket", "在办", "--kind", "移送事项")
    found = gridcase.types("search", "开云镇", "--way", "地点").stdout

    assert number.startswith("Y")
    assert {"mine", "approve", "doing", "done", "late"} == set(desk["counts"])
    assert number in [row["file"]["file_no"] for row in gridcase.reads("desk", "--as", "clerk")["rows"] + desk["rows"]]
    assert number in found
    assert "没有找到" in gridcase.types("search", "火星").stdout
    assert "名称=件数" in gridcase.types(*letter, "--reason", "other", "--material", "照片").stderr
    assert "请用 gridcase receive" in gridcase.types("act", number, "receive_transfer", "--as", "clerk").stderr
    assert "施行" in gridcase.types("law", "changes", "--since", "2026-08-15", "--until", "2026-08-15").stdout


def test_json_is_json_everywhere(gridcase: Terminal) -> None:
    """The lists too."""
    for words in (("units",), ("messages",), ("statistics",), ("due",), ("parties", "公司"), ("whoami",)):
        assert json.loads(gridcase.types(*words, "--json").stdout) is not None


def test_a_no_names_units_and_places_and_no_codes(gridcase: Terminal) -> None:
    """The law knows numbers only; whoever reads its no is told names, the key that was typed, and civil time."""
    away = gridcase.reads("find", "--grid", "蒸湘区", "--pollution", "water", "--text", "某")["file_no"]
    other = gridcase.types("act", away, "report_upward", "--as", "patroller").stderr
    convening = ("convene", "--grid", "衡山县", "--text", "某", "--pollution", "水", "--county", "衡东县")
    superior = gridcase.types(*convening).stderr
    letter = ("--from", "株洲市生态环境局", "--document", "株环协1号")
    asked = gridcase.reads("assist", "--grid", "衡山县", "--pollution", "水", "--text", "某", *letter)["file_no"]
    agreeing = gridcase.types("case", "show", asked).stdout
    number = gridcase.reads(*COMPLAINT)["file_no"]
    gridcase.types("act", number, "accept_complaint", "--as", "clerk", "--key", "k1")
    reused = gridcase.types("act", number, "archive_complaint", "--as", "clerk", "--key", "k1").stderr
    early = gridcase.types("case", "who", number, "--at", "2020-01-01T00:00").stderr

    assert ("办理人所在的单位（衡山县开云镇人民政府）" in other, "u-4304" in other) == (True, False)
    assert ("衡东县" in superior, "430424" in superior) == (True, False)
    assert "幂等键“k1”" in reused
    assert f"gridcase act {asked} agree_to_assist --as officer" in agreeing
    assert "2020-01-01 00:00还没有这个案卷" in early
    assert "蒸湘区蒸湘区" not in gridcase.types("case", "list").stdout
    assert "Z" not in gridcase.types("case", "who", number).stdout.splitlines()[0]


def test_who_and_where_is_said_for_any_day(gridcase: Terminal) -> None:
    """Grids of 2014, special grids, plans, who is competent, polluters, who answers for a file."""
    number = gridcase.reads(*COMPLAINT)["file_no"]
    pages = {
        ("grids", "衡山县", "--on", "2014-05-01"): "马迹镇",
        ("grids", "--special"): "没有登记特殊网格",
        ("grid-plans",): "没有登记备案日期",
        ("duty", "who", "--object", "餐饮油烟", "--place", "青山街道", "--conduct", "油烟"): "以市里文件为准",
        ("duty", "who", "--object", "黄标车", "--conduct", "淘汰", "--file", number): "移送衡阳市公安局：gridcase act",
        ("duty", "gaps"): "重叠",
        ("duty", "posts"): "附件四（三）1",
        ("duty", "groups", "--on", "2018-12-31"): "办公室：衡阳市环境保护局",
        ("duty", "objects"): "文化娱乐噪声",
        ("polluter", "list"): "还没有已建档的污染源；建档用 gridcase registry import",
        ("polluter", "list", "无此名"): "没有符合条件的污染源",
        ("polluter", "list", "430423"): "按网格编码查找请写 --grid 430423",
        ("case", "who", number): "直接责任人",
    }
    told = {words: gridcase.types(*words).stdout for words in pages}

    assert [] == [words for words, said in pages.items() if said not in told[words]], told
    assert Exit.NOT_FOUND == gridcase.types("polluter", "show", "nobody").exit_code
