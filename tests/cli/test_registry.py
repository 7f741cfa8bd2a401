"""`gridcase registry` over a service in production that has nobody in it yet: prepared, and asked, as it is deployed."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from typer.testing import CliRunner

from cli.main import app
from cli.speech import Exit
from tests.registry.lists import HEADINGS, headed, workbook
from tools.tree import ROOT

PREPARE = ROOT / "deploy" / "prepare.py"
POST = ("u-430423100", "正科级", "巡查员", "2026-01-01")


SEAL, PAYLOADS = Fernet.generate_key().decode(), Fernet.generate_key().decode()


class Service:
    """A machine with an empty service on it."""

    def __init__(self, var: Path) -> None:
        self._own = {
            "GRIDCASE_VAR": str(var),
            "GRIDCASE_PRODUCTION": "true",
            "GRIDCASE_SEAL_KEY": SEAL,
            "GRIDCASE_PAYLOAD_KEYS": PAYLOADS,
            "GRIDCASE_DATABASE_URL": f"sqlite:///{var / 'docket.sqlite3'}",
        }

    def prepares(self) -> "subprocess.CompletedProcess[str]":
        """Prepare the database, as a process of its own."""
        return self._runs(PREPARE)

    def starts(self, *words: object) -> "subprocess.CompletedProcess[str]":
        """Run the command line as a process of its own."""
        return self._runs("-m", "cli.main", *words)

    def _runs(self, *command: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, *map(str, command)],
            env={**os.environ, **self._own, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def gridcase(self, *words: object) -> "subprocess.CompletedProcess[str]":
        """Run the command line in this process: starting one takes longer than most of what it does."""
        typed = [str(word) for word in words]
        done = CliRunner().invoke(app, typed, prog_name="gridcase", env=self._own)
        return subprocess.CompletedProcess(typed, done.exit_code, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a service whose database has been prepared, once, to be copied."""
    var = tmp_path_factory.mktemp("prepared") / "var"
    done = Service(var).prepares()
    assert done.returncode == 0, done.stderr
    assert "registry_empty" in done.stdout + done.stderr
    assert "made_up" not in done.stdout + done.stderr
    return var


@pytest.fixture
def service(tmp_path: Path, prepared: Path) -> Service:
    """Return a service whose database has been prepared, and that nobody has asked anything of yet."""
    return Service(Path(shutil.copytree(prepared, tmp_path / "var")))


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """Return a folder with the lists of a branch's two persons and the city's hotline, as Excel saves them."""
    folder = tmp_path / "名册"
    folder.mkdir()
    tables = {
        "人员": ["h-01,张三", "h-02,李四"],
        "任职": ["h-01,u-430423,正科级,行政机关负责人,2026-01-01", "h-02,u-430423,副科级,执法人员,2026-01-01"],
        "网格责任人": ["衡山县,二级,u-430423,责任领导,h-01,2026-01-01"],
        "外部系统": ["12369,12369 环保举报平台,https://12369.example.cn/in"],
    }
    for title, rows in tables.items():
        (folder / f"{title}.csv").write_bytes("\r\n".join((HEADINGS[title], *rows)).encode("gbk"))
    return folder


def test_a_service_in_production_is_filled_from_files(service: Service, lists: Path) -> None:
    """Tried, entered, entered again: what is said each time; a secret is shown once, and then made anew."""
    tried = service.gridcase("registry", "import", lists, "--dry-run")
    entered = service.gridcase("registry", "import", lists, "--as", "h-01")
    again = service.gridcase("registry", "import", lists)
    rotated = service.gridcase("registry", "secret", "12369")
    token = service.gridcase("token", "issue", "h-02")
    changes = service.gridcase("registry", "changes", "--table", "任职", "--number", "h-02")

    codes = {done.returncode for done in (tried, entered, again, rotated, token, changes)}
    assert codes == {Exit.DONE}, entered.stderr
    assert tried.stdout.startswith("将有的变化（没有写入）：\n  人员：新增 2\n  任职：新增 2\n")
    assert entered.stdout.startswith("已写入：\n  人员：新增 2\n")
    assert again.stdout.startswith("共 6 行，与登记簿一致，没有变化\n")
    assert [("whsec_" in done.stdout) for done in (tried, entered, again, rotated)] == [False, True, False, True]
    assert rotated.stdout.strip() not in entered.stdout
    assert token.stdout.startswith("gc_")
    assert "　h-01　新增任职 h-02 2026-01-01：任职单位 u-430423；职级 副科级；" in changes.stdout
    assert changes.stdout.endswith("任职.csv 第3行\n")


def test_one_workbook_has_every_table(service: Service, tmp_path: Path) -> None:
    """A branch from one xlsx file, in the words of the lists; who follows another ends his duty, told in the same words."""
    first, next_ = tmp_path / "名册.xlsx", tmp_path / "接任.xlsx"
    duty = ["衡山县开云镇", "三级", "u-430423100", "直接责任人"]
    pages = {
        "单位": headed("单位", ["u-430423x1", "衡山县示例园区管委会", "三级", "园区管委会", "u-430423"]),
        "人员": headed("人员", ["h-01", "张三"], ["h-02", "李四"]),
        "任职": headed("任职", ["h-01", *POST], ["h-02", *POST]),
        "执法证": headed("执法证", ["18040001", "h-01", date(2026, 1, 1), "2030-12-31"]),
        "网格责任人": headed("网格责任人", [*duty, "h-01", "2026-01-01"]),
        "外部系统": headed("外部系统", ["hot-1", "示例热线", "https://hot-1.example.cn/in"]),
    }
    first.write_bytes(workbook(**pages))
    next_.write_bytes(workbook(责任人=headed("网格责任人", [*duty, "h-02", "2026-03-01"])))

    entered = service.gridcase("registry", "import", first)
    followed = service.gridcase("registry", "import", next_)

    assert (entered.returncode, followed.returncode) == (Exit.DONE, Exit.DONE), entered.stderr + followed.stderr
    assert all(f"{title}：新增 " in entered.stdout for title in pages)
    assert "终止网格责任人 430423100 三级 u-430423100 直接责任人 h-01 2026-01-01：" in followed.stdout


def test_a_broken_row_is_named_and_nothing_is_entered(service: Service, lists: Path) -> None:
    """One sentence for each broken row, the number of them last, exit code 3; nothing of the other files either."""
    posts = lists / "任职.csv"
    posts.write_bytes(posts.read_bytes().replace("正科级".encode("gbk"), "科长".encode("gbk")))

    refused = service.gridcase("registry", "import", lists)
    printed = service.gridcase("registry", "import", lists, "--json")
    tried = service.gridcase("registry", "export", lists.parent / "out")

    first, last = refused.stderr.splitlines()
    assert refused.returncode == printed.returncode == Exit.REFUSED
    assert first.startswith("任职.csv 第2行“职级”：“科长”不在可填的内容中；应为：正厅级、")
    assert last == "共 1 处有误，一行也没有写入；改正后重新导入"
    assert [(one["file"], one["row"], one["column"]) for one in json.loads(printed.stdout)["problems"]] == [
        ("任职.csv", 2, "职级")
    ]
    assert "人员.csv　0 行" in tried.stdout
    assert "名册中没有任职的人员；用 gridcase registry template 文件夹" in tried.stdout


def test_names_of_persons_are_not_written_into_logs(service: Service, lists: Path, tmp_path: Path) -> None:
    """What is entered is said by number: names stay in the register and in the files of the register."""
    entered = service.starts("registry", "import", lists, "--json")
    prepared = service.prepares()

    logs = prepared.stdout + prepared.stderr + entered.stderr
    assert entered.returncode == Exit.DONE
    assert "张三" not in logs
    assert [path for path in (tmp_path / "var").rglob("*.log") if "张三" in path.read_text("utf-8")] == []


@pytest.mark.parametrize("words", [("registry", "import", "nothing.csv"), ("registry", "secret", "99999")])
def test_what_is_not_there_is_said_in_a_sentence(service: Service, words: tuple[str, ...]) -> None:
    """A file, a system."""
    done = service.gridcase(*words)

    assert done.returncode in {Exit.USAGE, Exit.NOT_FOUND}
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_database_that_was_never_prepared_is_said(tmp_path: Path) -> None:
    """Whoever begins with the import is told what comes first."""
    done = Service(tmp_path / "new").starts("registry", "export", tmp_path / "out")

    assert (done.returncode, "请先运行 python deploy/prepare.py" in done.stderr) == (Exit.AWAY, True)


def test_a_template_needs_no_service(tmp_path: Path) -> None:
    """Headings to fill in, and what goes where."""
    done = Service(tmp_path / "new").gridcase("registry", "template", tmp_path / "名册")

    names = {path.name for path in (tmp_path / "名册").iterdir()}
    assert done.returncode == Exit.DONE
    assert names == {*(f"{title}.csv" for title in HEADINGS), "名册.xlsx", "填写说明.txt"}
    assert (tmp_path / "名册" / "人员.csv").read_text("utf-8-sig").strip() == HEADINGS["人员"]
