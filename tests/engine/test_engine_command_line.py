"""What the engine's command line accepts and refuses, and how it says so."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from engine_process import Engine

from engine import launch, version


def test_the_version_line_reads_like_that_of_temporal(binary: Path) -> None:
    """One reader understands `temporal --version` and ours."""
    assert version.server(binary) == (1, 32, 1)


def test_help_lists_every_option_of_the_start_command(binary: Path) -> None:
    """A newcomer finds each option with `--help`."""
    shown = subprocess.run([binary, "server", "start-dev", "--help"], capture_output=True, text=True, check=True).stdout

    for option in ("port", "namespace", "retention", "search-attribute", "db-filename", "ui-port", "headless"):
        assert f"-{option} " in shown or f"-{option}\n" in shown


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (["--colour"], "没有选项 --colour"),
        (["--port"], "选项 --port 后面缺少值"),
        (["--port", "abc"], '选项 --port 的值 "abc" 无效：应为整数'),
        (["--port", "70000", "--ui-port", "8233"], "--port 应在 1 至 65535 之间"),
        (["--ip", "somewhere"], '"somewhere" 不是 IP 地址'),
        (["--retention", "3h"], "保留期限应为不少于一天的时长"),
        (["--search-attribute", "Stage"], "应写成 “名称=值”"),
        (["--search-attribute", "Stage=Word"], "应为 Bool、Datetime、Double、Int、Keyword、KeywordList 或 Text"),
        (["--search-attribute", "WorkflowType=Keyword"], "由引擎保留"),
        (["--dynamic-config-value", "history.x=20ms"], "不是 JSON"),
        (["--log-level", "loud"], "--log-level 应为"),
        (["stray"], "无法识别的参数"),
    ],
)
def test_a_wrong_option_is_refused_with_a_sentence(binary: Path, wrong: list[str], sentence: str) -> None:
    """Each wrong option names itself and what would be right."""
    end = subprocess.run([binary, "server", "start-dev", *wrong], capture_output=True, text=True, check=False)

    assert end.returncode == 1
    assert sentence in end.stderr


def test_a_taken_port_is_refused_with_its_address(binary: Path) -> None:
    """The engine does not start beside somebody on its port."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        said = Engine(binary, port=port).refuse()

    assert f"地址 127.0.0.1:{port} 无法监听" in said


def test_a_taken_port_of_the_page_is_refused_too(binary: Path) -> None:
    """The page's port is checked before anything starts."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        said = Engine(binary, ui_port=port).refuse()

    assert "用 --ui-port 另选端口" in said


def test_a_file_that_is_no_database_is_left_alone(binary: Path, tmp_path: Path) -> None:
    """Somebody's text file is refused and stays as it was."""
    text = tmp_path / "notes.txt"
    text.write_text("not a database, but long enough to be read as one " * 50)
    before = text.read_bytes()

    said = Engine(binary, db=text).refuse()

    assert f"数据库文件 {text} 无法使用" in said
    assert text.read_bytes() == before


def test_a_file_of_another_schema_is_refused(binary: Path, tmp_path: Path) -> None:
    """A file made by an engine with another schema is not opened and damaged."""
    file = tmp_path / "engine.db"
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE executions (id INTEGER)")
        db.execute("PRAGMA user_version = 999")
        db.commit()

    said = Engine(binary, db=file).refuse()

    assert "数据库结构版本为 999" in said


def test_the_launch_command_has_time_skipping_only_when_asked(tmp_path: Path) -> None:
    """A production start can never skip time."""
    skipping = "frontend.WorkflowTimeSkippingEnabled=true"

    def line(*, time_skipping: bool) -> list[str]:
        return launch.command(
            tmp_path / "engine",
            port=7233,
            ui_port=None,
            db=tmp_path / "engine.db",
            namespace="hengyang",
            search_attributes={"Stage": "Keyword"},
            time_skipping=time_skipping,
        )

    assert skipping in line(time_skipping=True)
    assert skipping not in line(time_skipping=False)
