"""What is written is also run: every workflow and every activity of the tree is registered by the worker."""

import ast
import tomllib
from collections.abc import Callable
from typing import Any
from unittest.mock import AsyncMock

import httpx
import pytest
from sqlalchemy import create_engine
from temporalio import activity, workflow

import worker
from activities.law_in_force import LawInForce
from activities.outside import Files
from tools.tree import ALONE, PACKAGES, ROOT, Module, dotted, modules, told

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
Activity = Callable[..., Any]


def _decorated(decorator: str, *kinds: type[Definition]) -> set[str]:
    """Return the name and module of every definition that carries a decorator, called or not."""
    return {
        f"{module.name}.{node.name}"
        for module in modules()
        for node in ast.walk(module.syntax)
        if isinstance(node, kinds) and decorator in _decorators(node)
    }


def _decorators(node: ast.AST) -> list[str]:
    found = getattr(node, "decorator_list", [])
    return [dotted(one.func if isinstance(one, ast.Call) else one) for one in found]


@pytest.fixture
def registered() -> list[Activity]:
    """Return every activity as the worker registers it."""
    docket = create_engine("sqlite://")
    return worker.activities(docket, httpx.AsyncClient(), LawInForce(docket), AsyncMock(Files))


def test_every_workflow_is_registered() -> None:
    """A workflow that no worker knows would wait for ever; each is in worker.WORKFLOWS, and only those."""
    written = _decorated("workflow.defn", ast.ClassDef)

    assert {f"{one.__module__}.{one.__name__}" for one in worker.WORKFLOWS} == written


def test_every_activity_is_registered(registered: list[Activity]) -> None:
    """An activity that no worker knows would be tried for ever; each is in worker.activities, and only those."""
    written = _decorated("activity.defn", ast.FunctionDef, ast.AsyncFunctionDef)

    assert {f"{one.__module__}.{one.__name__}" for one in registered} == written


def test_names_on_the_wire_are_unique(registered: list[Activity]) -> None:
    """No two activities, and no two workflows, answer to one name."""
    names = [str(activity._Definition.must_from_callable(one).name) for one in registered]
    names += [str(workflow._Definition.must_from_class(one).name) for one in worker.WORKFLOWS]

    assert sorted(set(names)) == sorted(names)


def test_every_workflow_stands_in_the_folder_of_workflows() -> None:
    """The list of files in workflows/ is the table of contents of what waits: one workflow a file."""
    places = [
        module.place
        for module in modules()
        for node in ast.walk(module.syntax)
        if isinstance(node, ast.ClassDef) and "workflow.defn" in _decorators(node)
    ]

    assert sorted(set(places)) == places
    assert all(place.startswith("workflows/") for place in places)


def test_every_activity_stands_in_the_folder_of_activities() -> None:
    """What touches the world is found in activities/."""
    found = _decorated("activity.defn", ast.FunctionDef, ast.AsyncFunctionDef)

    assert {name.split(".")[0] for name in found} == {"activities"}


def test_only_workflows_import_the_decorators_of_workflows() -> None:
    """The words of Temporal's workflows stay in workflows/ and in the logs that name them."""
    wrong = [_place(module, line) for module in modules() for name, line in module.imports() if _stray(module, name)]

    assert wrong == [], told(wrong)


def _stray(module: Module, name: str) -> bool:
    return name == "temporalio.workflow" and module.part not in ("workflows", "logs")


def _place(module: Module, line: int) -> str:
    return f"{module.place}:{line}"


def test_every_package_is_packaged_checked_and_shipped() -> None:
    """A folder of the product is installed, type-checked and in the image, or it is not of the product."""
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    installed = {name.rstrip("*") for name in said["tool"]["setuptools"]["packages"]["find"]["include"]}
    shipped = {line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()}

    assert set(PACKAGES) <= installed
    assert {*PACKAGES, *(f"{name}.py" for name in ALONE)} <= set(said["tool"]["mypy"]["files"])
    assert {*PACKAGES, *(f"{name}.py" for name in ALONE)} <= shipped
    assert set(ALONE) == set(said["tool"]["setuptools"]["py-modules"])
