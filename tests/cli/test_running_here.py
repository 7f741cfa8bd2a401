"""Where a system is, told to another terminal as a line that its shell reads as it is meant."""

import shlex

import pytest

from cli.running_here import told_by


@pytest.mark.parametrize("var", ["/srv/网格案 2026/var", "/srv/it's/var", "/srv/$HOME/var"])
def test_a_shell_reads_the_folder_as_it_is(var: str) -> None:
    """Blanks, quotes and signs of the shell are part of the name."""
    line = told_by({"GRIDCASE_VAR": var, "GRIDCASE_API_PORT": "8100", "HOME": "/root"})

    assert ["export", f"GRIDCASE_VAR={var}", "GRIDCASE_API_PORT=8100"] == shlex.split(line)


def test_a_system_where_every_terminal_looks_for_it_needs_no_line() -> None:
    """An `export` of nothing would only print what the shell has."""
    assert told_by({"HOME": "/root"}) == ""
