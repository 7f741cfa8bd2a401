"""The README's first five minutes, typed as they stand there, print what the README says."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
NUMBER, DAY, LEFT = r"R?T?\d{4}-\d{6}", r"\d{4}-\d{2}-\d{2}", r"剩\d+日"
VARIES = re.compile(f"({NUMBER})|({DAY})|({LEFT})|(…)")
LOOKS = 100
"""How many times a file is looked at until another one has been opened from it."""


def written() -> list[tuple[list[str], list[str]]]:
    """Return each command of the README with the lines it is said to print."""
    found: list[tuple[list[str], list[str]]] = []
    for line in "".join(BLOCK.findall(README.read_text("utf-8"))).splitlines():
        if line.startswith("$ "):
            found.append((shlex.split(line[2:].partition("  #")[0]), []))
        else:
            found[-1][1].append(line)
    return found


class Reader:
    """Who follows the README: its numbers are those of his own files from where he first sees them."""

    def __init__(self) -> None:
        self._own: dict[str, str] = {}

    def types(self, words: list[str]) -> list[str]:
        """Return a command with his own numbers in it."""
        return [self._own.get(word, word) for word in words]

    def misses(self, lines: list[str], page: str) -> list[str]:
        """Return the lines that are not on the page one after the other; learn the numbers of those that are."""
        rest = page.splitlines()
        for place, line in enumerate(lines):
            met = next(
                ((at, found) for at, one in enumerate(rest) if (found := self._pattern(line).fullmatch(one.rstrip()))),
                None,
            )
            if met is None:
                return lines[place:]
            self._own.update(zip(self._new(line), met[1].groups(), strict=True))
            rest = rest[met[0] + 1 :]
        return []

    def _new(self, line: str) -> list[str]:
        return [one for one in dict.fromkeys(re.findall(NUMBER, line)) if one not in self._own]

    def _pattern(self, line: str) -> re.Pattern[str]:
        new, pattern, end = self._new(line), "", 0
        for found in VARIES.finditer(line):
            number, day, left, _ = found.groups()
            known = re.escape(self._own[number]) if number in self._own else f"({NUMBER})" if number else ""
            pattern += re.escape(line[end : found.start()]) + (known or (day and DAY) or (left and LEFT) or ".*")
            end = found.end()
        assert len(new) <= 1, "一行中只引入一个新的编号"
        return re.compile(pattern + re.escape(line[end:]))


def test_the_first_five_minutes_print_what_the_readme_says(
    gridcase: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command is done, and every line it is said to print is printed, in that order."""
    monkeypatch.chdir(tmp_path)
    reader, commands = Reader(), written()
    for words, lines in commands:
        assert "gridcase" == words[0]
        looking = words[1:3] == ["case", "show"]
        for _ in range(LOOKS if looking else 1):
            result = gridcase.types(*reader.types(words[1:]))
            missed = reader.misses(lines, result.stdout)
            if not missed:
                break
        assert (0, []) == (result.exit_code, missed), f"{shlex.join(words)}\n{result.output}"

    assert len(commands) > 15
