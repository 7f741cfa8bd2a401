"""The commands a workflow issues, in the order of its source: what a change must not reorder; `make fingerprints` writes them."""

import ast
import json
import sys
from pathlib import Path

from tests.house.tree import Module, dotted, modules

BASELINE = Path(__file__).with_suffix(".json")

COMMANDS = {
    "asyncio.sleep",
    "workflow.continue_as_new",
    "workflow.create_nexus_client",
    "workflow.deprecate_patch",
    "workflow.execute_activity",
    "workflow.execute_activity_class",
    "workflow.execute_activity_method",
    "workflow.execute_child_workflow",
    "workflow.execute_local_activity",
    "workflow.execute_local_activity_class",
    "workflow.execute_local_activity_method",
    "workflow.get_external_workflow_handle",
    "workflow.get_external_workflow_handle_for",
    "workflow.patched",
    "workflow.sleep",
    "workflow.start_activity",
    "workflow.start_activity_class",
    "workflow.start_activity_method",
    "workflow.start_child_workflow",
    "workflow.start_local_activity",
    "workflow.start_local_activity_class",
    "workflow.start_local_activity_method",
    "workflow.upsert_memo",
    "workflow.upsert_search_attributes",
}
WAITS = "workflow.wait_condition"
"""A timer, and so a command, only when it is given a timeout."""


def fingerprints() -> dict[str, list[str]]:
    """Return, for every workflow, its commands as `method: call(what)` in the order of the source."""
    found = (node for module in modules() for node in _workflows(module))
    return {node.name: _commands(node) for node in found}


def _workflows(module: Module) -> list[ast.ClassDef]:
    classes = [node for node in ast.walk(module.syntax) if isinstance(node, ast.ClassDef)]
    return [node for node in classes if any(_is_workflow(mark) for mark in node.decorator_list)]


def _is_workflow(mark: ast.expr) -> bool:
    return dotted(mark.func if isinstance(mark, ast.Call) else mark) == "workflow.defn"


def _commands(workflow: ast.ClassDef) -> list[str]:
    methods = [node for node in workflow.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [f"{method.name}: {command}" for method in methods for command in _issued(method)]


def _issued(method: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    issued = [node for node in ast.walk(method) if isinstance(node, ast.Call) and _issues(node)]
    issued.sort(key=lambda node: (node.lineno, node.col_offset))
    return [_told(node) for node in issued]


def _issues(call: ast.Call) -> bool:
    name = dotted(call.func)
    return name in COMMANDS or (name == WAITS and any(word.arg == "timeout" for word in call.keywords))


def _told(call: ast.Call) -> str:
    name = dotted(call.func).removeprefix("workflow.")
    first = call.args[0] if call.args else None
    what = dotted(first) if isinstance(first, ast.Name | ast.Attribute) else ""
    return f"{name}({what or (repr(first.value) if isinstance(first, ast.Constant) else '')})"


def main() -> None:
    """Write the baseline anew."""
    text = json.dumps(fingerprints(), ensure_ascii=False, indent=2, sort_keys=True)
    BASELINE.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(f"{BASELINE.name} 已更新\n")


if __name__ == "__main__":
    main()
