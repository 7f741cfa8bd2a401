"""The commands a workflow issues, in the order of its source: what a change must not reorder; `make fingerprints` writes them."""

import ast
import json
import sys
from collections.abc import Collection, Iterable

from tools.tree import ROOT, Function, Module, dotted, modules

BASELINE = ROOT / "tests" / "structure" / "fingerprints.json"

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
    """Return, for every workflow and every part it is composed of, its commands as `method: call(what)`, in order.

    A call of another method that issues commands stands among them as `method: > self._part.other`.
    """
    classes = [node for module in modules() if _is_of_workflows(module) for node in _classes(module)]
    issuing = _issuing(classes)
    found = {node.name: _commands(node, issuing) for node in classes}
    return {node.name: found[node.name] for node in classes if found[node.name] or _is_workflow(node)}


def _is_of_workflows(module: Module) -> bool:
    """Tell whether a module speaks the words of Temporal's workflows."""
    return "temporalio.workflow" in {name for name, _ in module.imports()}


def _classes(module: Module) -> list[ast.ClassDef]:
    return [node for node in ast.walk(module.syntax) if isinstance(node, ast.ClassDef)]


def _is_workflow(node: ast.ClassDef) -> bool:
    marks = (mark.func if isinstance(mark, ast.Call) else mark for mark in node.decorator_list)
    return any(dotted(mark) == "workflow.defn" for mark in marks)


def _issuing(classes: Iterable[ast.ClassDef]) -> set[str]:
    """Return the names of the methods that issue commands, themselves or through others."""
    methods = [method for node in classes for method in _methods(node)]
    issuing: set[str] = set()
    while True:
        more = {method.name for method in methods if _issued(method, issuing)} - issuing
        if not more:
            return issuing
        issuing |= more


def _methods(node: ast.ClassDef) -> list[Function]:
    return [method for method in node.body if isinstance(method, Function)]


def _commands(node: ast.ClassDef, issuing: Collection[str] = ()) -> list[str]:
    return [f"{method.name}: {command}" for method in _methods(node) for command in _issued(method, issuing)]


def _issued(method: Function, issuing: Collection[str]) -> list[str]:
    calls = [node for node in ast.walk(method) if isinstance(node, ast.Call)]
    issued = [node for node in calls if _issues(node) or _leads_on(node, issuing)]
    issued.sort(key=lambda node: (node.lineno, node.col_offset))
    return [_told(node) if _issues(node) else f"> {dotted(node.func)}" for node in issued]


def _leads_on(call: ast.Call, issuing: Collection[str]) -> bool:
    """Tell whether a call goes to a method, of its own or of a part, that issues commands."""
    name = dotted(call.func)
    return name.startswith("self.") and name.split(".")[-1] in issuing


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
