"""The order in which an engine is looked for, and what the user is told on the way."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.metadata import version as installed
from pathlib import Path

import platformdirs
import pytest

import engine
from engine import EngineChoice, EngineUnavailable, build, cache, download, lookup, progress

needs_go = pytest.mark.skipif(shutil.which("go") is None, reason="builds a small Go program")

TINY = 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("tiny version 1 (Server 1.32.1, UI 1.0.0)") }\n'
BROKEN = "package main\n\nfunc main() { nowhere() }\n"


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return an empty cache of its own, away from the network."""
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: tmp_path / "cache")
    monkeypatch.setenv(download.OFFLINE, "1")
    return cache.home()


@pytest.fixture
def said() -> list[str]:
    """Return the list of what the user is told."""
    return []


def sources(folder: Path, program: str) -> Path:
    """Write the sources of a tiny Go program and return their folder."""
    folder.mkdir()
    (folder / "go.mod").write_text("module tiny\n\ngo 1.21.0\n")
    (folder / "main.go").write_text(program)
    return folder


def put_on_path(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let programs be looked for in a folder first."""
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_the_cluster_of_the_settings_comes_first(said: list[str]) -> None:
    """With an address in the settings nothing is looked for."""
    found = engine.find("temporal.example:7233", said.append)

    assert found == EngineChoice("cluster", None, "temporal.example:7233")
    assert said == ["使用设置中的 Temporal 集群：temporal.example:7233。"]


def test_temporal_on_path_comes_before_an_earlier_build(
    binary: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: list[str]
) -> None:
    """A new enough `temporal` of the machine is preferred."""
    (tmp_path / "temporal").symlink_to(binary)
    put_on_path(monkeypatch, tmp_path)

    found = engine.find(None, said.append)

    assert found == EngineChoice("path", tmp_path / "temporal", None)


def test_an_old_temporal_on_path_is_passed_over(
    binary: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: list[str]
) -> None:
    """A server without what we need is named and not taken."""
    old = tmp_path / "temporal"
    old.write_text("#!/bin/sh\necho 'temporal version 1.1.2 (Server 1.25.2, UI 2.31.2)'\n")
    old.chmod(0o755)
    put_on_path(monkeypatch, tmp_path)
    cache.binary().parent.mkdir()
    cache.binary().symlink_to(binary)

    found = engine.find(None, said.append)

    assert found == EngineChoice("cache", cache.binary(), None)
    assert said == [
        f"PATH 中的 {old} 版本不符（需要 Temporal 服务 1.32 以上），不采用。",
        f"使用此前编译的引擎：{cache.binary()}。",
    ]


def test_a_build_belongs_to_the_sources_it_was_made_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """When the Go sources change, the earlier build is not taken any more; the README does not matter."""
    monkeypatch.setattr(cache, "SOURCES", sources(tmp_path / "sources", TINY))
    before = cache.fingerprint()

    (cache.SOURCES / "README.md").write_text("new words")
    assert cache.fingerprint() == before

    (cache.SOURCES / "main.go").write_text(BROKEN)
    assert cache.fingerprint() != before


@needs_go
def test_two_processes_build_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: list[str]) -> None:
    """Of two who need an engine at once, one builds and the other takes what was built."""
    monkeypatch.setattr(cache, "SOURCES", sources(tmp_path / "sources", TINY))
    monkeypatch.setattr(lookup, "on_path", lambda _: None)

    with ThreadPoolExecutor(2) as both:
        found = list(both.map(lambda _: engine.find(None, said.append), range(2)))

    assert {choice.path for choice in found} == {cache.binary()}
    assert {choice.kind for choice in found} == {"built", "cache"}
    assert sum("引擎编译完成" in line for line in said) == 1
    assert sorted(path.name for path in cache.binary().parent.iterdir()) == ["build.log", cache.binary().name]


@needs_go
def test_a_failed_build_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: list[str]) -> None:
    """The sentence has the end of the compiler's log, and nothing is left to be taken for an engine."""
    monkeypatch.setattr(cache, "SOURCES", sources(tmp_path / "sources", BROKEN))
    monkeypatch.setattr(lookup, "on_path", lambda _: None)

    with pytest.raises(EngineUnavailable, match="引擎编译失败（退出码 1）") as refusal:
        engine.find(None, said.append)

    assert "undefined: nowhere" in str(refusal.value)
    assert not cache.binary().exists()


@needs_go
def test_a_long_build_reports_as_it_goes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: list[str]) -> None:
    """While something is built the user hears how long it has taken."""
    monkeypatch.setattr(cache, "SOURCES", sources(tmp_path / "sources", TINY))
    monkeypatch.setattr(progress, "PULSE", 0.01)

    build.build(said.append)

    assert any("已用 0 秒" in line for line in said)


def test_without_sources_the_user_hears_what_would_help(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: list[str]
) -> None:
    """An installation without deploy/engine cannot build, and says so."""
    monkeypatch.setattr(cache, "SOURCES", tmp_path / "nowhere")

    with pytest.raises(EngineUnavailable, match="请在完整的源码目录中运行，或在设置中填写 Temporal 集群地址"):
        build.build(said.append)


def test_offline_nothing_is_downloaded(said: list[str]) -> None:
    """GRIDCASE_OFFLINE=1 keeps the SDK from the network."""
    assert download.fetch(said.append) is None
    assert said == ["已设定离线（GRIDCASE_OFFLINE=1），不下载引擎。"]


def test_an_earlier_download_is_used_again(binary: Path, home: Path, said: list[str]) -> None:
    """What the SDK downloaded once is taken without the network."""
    folder = home / f"sdk-{installed('temporalio')}"
    folder.mkdir()
    (folder / "temporal-sdk-python").symlink_to(binary)

    assert download.fetch(said.append) == folder / "temporal-sdk-python"


@contextmanager
def a_silent_proxy() -> Iterator[tuple[int, list[bytes]]]:
    """Open a proxy on loopback that takes a request and never answers."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken: list[socket.socket] = []

        def listen() -> None:
            connection, _ = server.accept()
            taken.append(connection)
            heard.append(connection.recv(1000))

        threading.Thread(target=listen, daemon=True).start()
        yield server.getsockname()[1], heard
        for connection in taken:
            connection.close()


def test_a_network_that_swallows_everything_does_not_hang_us(monkeypatch: pytest.MonkeyPatch, said: list[str]) -> None:
    """A download without an answer is given up and the look-up goes on."""
    monkeypatch.delenv(download.OFFLINE)
    monkeypatch.setattr(download, "_ANSWER_WITHIN", 6)
    monkeypatch.setattr(progress, "PULSE", 0.2)

    with a_silent_proxy() as (port, heard):
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
        found = download.fetch(said.append)

    assert found is None
    assert said[-1] == "SDK 未能下载引擎（网络不通或过慢）。"
    assert heard[0].startswith(b"CONNECT ")
