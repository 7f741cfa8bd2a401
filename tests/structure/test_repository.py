"""What git holds is what people wrote: no machine's paths, no registry's address, nothing a tool makes."""

import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tools.tree import ROOT, told, tracked

LOCKS = ("*.lock", "go.sum", "go.mod", "toolchain.txt")
MADE = (
    "*.pyc",
    "*.egg-info/*",
    "*.log",
    "*.sqlite3*",
    "*.db",
    "*.db-wal",
    "*.whl",
    "*.orig",
    "*.rej",
    "*/__pycache__/*",
    ".DS_Store",
    ".coverage",
    ".venv/*",
    "build/*",
    "dist/*",
    "var/*",
)
MACHINES = re.compile(r"(?<![\w.{}$/])/(?:root|home/\w+|Users/\w+|work|mnt|private)/[\w.-]+")
HOSTS = re.compile(
    r"\b(?:pypi\.org|pythonhosted\.org|proxy\.golang\.org|goproxy\.\w+|docker\.io|ghcr\.io|quay\.io|"
    r"registry\.[\w-]+\.(?:com|org|io|cn|net)|mirrors?\.[\w-]+\.\w+)\b"
)
SECRETS = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bghp_\w{36}\b")
HERE = Path(__file__).resolve()

pytestmark = pytest.mark.skipif(not tracked(), reason="不是 git 仓库（源码包），无从检查")


def _texts() -> list[tuple[str, str]]:
    """Return every tracked text with its place; this file names what it forbids, and is left out."""
    return [
        (path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8", errors="replace"))
        for path in tracked()
        if path != HERE
    ]


def _found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{place}:{number} {match[0]}"
        for place, text in _texts()
        for number, line in enumerate(text.splitlines(), 1)
        for match in pattern.finditer(line)
    ]


def test_locks_pin_by_name_version_and_hash_alone() -> None:
    """Where a package is fetched from is the machine's business: a lock holds no address and no option."""
    wrong = [
        f"{place}:{number} {line}"
        for place, text in _texts()
        if any(fnmatch(Path(place).name, lock) for lock in LOCKS)
        for number, line in enumerate(text.splitlines(), 1)
        if "://" in line or re.match(r"\s*(--(?!hash=)|-[a-z]\b)", line)
    ]

    assert wrong == [], told(wrong)


def test_every_pin_of_the_lock_has_a_hash() -> None:
    """requirements.lock installs with --require-hashes."""
    pins = _pins(ROOT / "requirements.lock")
    bare = [pin.splitlines()[0] for pin in pins if "==" not in pin or "--hash=sha256:" not in pin]

    assert bare == [], told(bare)


def test_the_images_install_what_was_tested() -> None:
    """deploy/requirements.lock is the part of requirements.lock that runs: the same versions, the same hashes."""
    tested, shipped = (set(_pins(ROOT / folder / "requirements.lock")) for folder in (".", "deploy"))

    assert shipped
    assert shipped <= tested


def test_whatever_the_project_asks_for_is_pinned() -> None:
    """A dependency that no lock pins is on the machine of whoever added it, and on no other."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locks = {folder: {_name(pin) for pin in _pins(ROOT / folder / "requirements.lock")} for folder in (".", "deploy")}
    asked = {_name(one) for one in project["dependencies"]}
    to_test = {_name(one) for one in project["optional-dependencies"]["dev"]}

    assert asked
    assert ((asked | to_test) - locks["."], asked - locks["deploy"]) == (set(), set())


def _name(asked: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", asked, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


def _pins(lock: Path) -> list[str]:
    """Return every pin with its hashes, without the notes on who asks for it."""
    lines = [line for line in lock.read_text(encoding="utf-8").splitlines() if not line.strip().startswith("#")]
    return re.split(r"\n(?=[a-zA-Z0-9])", "\n".join(lines).strip())


def test_no_path_of_a_machine_is_written_down() -> None:
    """What works only on one machine works nowhere."""
    wrong = _found(MACHINES)

    assert wrong == [], told(wrong)


def test_no_registry_is_named() -> None:
    """Packages come from wherever the machine is set up to take them."""
    wrong = _found(HOSTS)

    assert wrong == [], told(wrong)


def test_nothing_that_a_tool_makes_is_kept() -> None:
    """Caches, databases, builds and logs are made again, not kept."""
    made = [
        place
        for place in (path.relative_to(ROOT).as_posix() for path in tracked())
        if any(fnmatch(place, pattern) for pattern in MADE)
    ]

    assert made == [], told(made)


def test_no_key_is_kept() -> None:
    """A secret in a repository is no secret."""
    wrong = _found(SECRETS)

    assert wrong == [], told(wrong)


def test_files_are_utf8_with_plain_line_ends() -> None:
    """Every text reads the same everywhere and ends with a line."""
    binary = (".png", ".jpg", ".ico", ".woff2", ".gz", ".pdf")
    wrong = [
        path.relative_to(ROOT).as_posix()
        for path in tracked()
        if path.suffix not in binary and (b"\r\n" in (data := path.read_bytes()) or (data and data[-1:] != b"\n"))
    ]

    assert wrong == [], told(wrong)


def test_every_template_says_first_what_it_is() -> None:
    """Whoever opens one reads in its first line what it makes; the line is not in what it makes."""
    templates = [
        path for path in tracked() if path.suffix == ".j2" or (path.suffix == ".html" and "templates" in path.parts)
    ]
    wrong = [
        path.relative_to(ROOT).as_posix()
        for path in templates
        if not re.match(r"\{# .+ -#\}\n", path.read_text(encoding="utf-8"))
    ]

    assert templates
    assert wrong == [], told(wrong)
