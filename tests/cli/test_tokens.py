"""Whose token a command speaks with: the one that is named, else GRIDCASE_TOKEN, else that of its usual role."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from cli.main import app
from cli.remote import READER, token_of
from settings import Settings


@pytest.fixture
def local(tmp_path: Path) -> Settings:
    """Return the settings of a local start with three tokens."""
    tokens = {"clerk": "t-clerk", "head": "t-head", READER: "t-reader"}
    (tmp_path / "tokens.json").write_text(json.dumps(tokens), encoding="utf-8")
    return Settings(var=tmp_path)


@pytest.mark.parametrize(
    ("role", "given", "token"),
    [(None, "", "t-clerk"), (None, "t-own", "t-own"), ("head", "t-own", "t-head"), ("head", "", "t-head")],
)
def test_a_token_of_ones_own_goes_before_the_usual_role(
    local: Settings, monkeypatch: pytest.MonkeyPatch, role: str | None, given: str, token: str
) -> None:
    """Who has set GRIDCASE_TOKEN files a complaint in that name, not in that of a clerk of the local list."""
    monkeypatch.setenv("GRIDCASE_TOKEN", given)

    assert token == token_of(local, role, "clerk")


def _roles(group: TyperGroup) -> Iterator[tuple[str, object]]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _roles(command)
        yield from ((name, one.default) for one in command.params if one.name == "role")


def test_no_command_has_a_role_of_its_own_that_would_go_before_the_token() -> None:
    """A default role is indistinguishable from one that was typed."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    roles = list(_roles(group))

    assert len(roles) > len("acting")
    assert {None} == {default for _, default in roles}
