"""What is written is also used: no function and no class stands in the product that only tests call."""

import ast
import re

from tools.tree import ROOT, Module, modules, told

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef

CALLED_FROM_OUTSIDE = {
    "process_bind_param": "SQLAlchemy calls it",
    "process_result_value": "SQLAlchemy calls it",
    "workflow_interceptor_class": "Temporal calls it",
    "wrap": "rich calls it",
}
"""What libraries call by its name, and who."""
WITHOUT_A_WAY_IN = {
    "add_working": "the calendar told day by day, which the tests walk through",
    "equal_parts": "a plan of equal payments, for who grants one",
    "next_working": "the calendar told day by day, which the tests walk through",
}
"""What is offered and not asked for by the product itself, and why it is kept; nothing is added here lightly."""
REGISTERS = ("command", "callback", "defn", "get", "post", "put", "run", "update", "signal", "query")
"""What decorators of libraries do with a definition that nothing names afterwards, by their last word."""
FORMS = ROOT / "papers" / "forms"
ASKED = re.compile(r"\bit\.(\w+)|\beach = \"(\w+)\"")
"""How a form of a document asks for something."""
READ_BY_PYDANTIC = ("model_validator", "field_validator")


def _used() -> set[str]:
    """Return every name that the product uses: as a name, an attribute, a word of a call, or a text."""
    found = {
        name
        for form in FORMS.glob("*.toml")
        for names in ASKED.findall(form.read_text(encoding="utf-8"))
        for name in names
    }
    for module in modules():
        for node in ast.walk(module.syntax):
            found |= _names(node)
    return found


def _names(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Name):
        return {node.id}
    if isinstance(node, ast.Attribute):
        return {node.attr}
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    return {node.arg} if isinstance(node, ast.keyword) and node.arg else set()


def _is_registered(node: Definition) -> bool:
    words = [ast.unparse(one).split("(")[0].split(".")[-1] for one in node.decorator_list]
    return any(word in (*REGISTERS, *READ_BY_PYDANTIC) for word in words)


def _definitions(module: Module) -> list[Definition]:
    """Return the definitions that somebody has to name: acts are found by their folder, and what is registered is known."""
    if module.name.startswith("models.acts."):
        return []
    found = [node for node in ast.walk(module.syntax) if isinstance(node, Definition)]
    return [node for node in found if not node.name.startswith("__") and not _is_registered(node)]


def _unused() -> dict[str, str]:
    used = _used()
    return {
        node.name: f"{module.place}:{node.lineno} {node.name}"
        for module in modules()
        for node in _definitions(module)
        if node.name not in used
    }


def test_nothing_stands_in_the_product_that_nobody_calls() -> None:
    """What nobody calls goes, or is put to use."""
    wrong = [place for name, place in _unused().items() if name not in {*CALLED_FROM_OUTSIDE, *WITHOUT_A_WAY_IN}]

    assert wrong == [], told(wrong)


def test_what_is_said_to_be_without_a_way_in_is() -> None:
    """The lists of exceptions hold no dead entry."""
    assert sorted({*CALLED_FROM_OUTSIDE, *WITHOUT_A_WAY_IN} - _unused().keys()) == []
