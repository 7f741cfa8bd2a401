"""What a value is, its type says: nothing is told otherwise to the type checker, and no missing field is a question."""

import ast
from collections.abc import Iterator

from tools.tree import BESIDE, ROOT, Module, calls, modules, told

WITHOUT_A_CAST = ("models", "judging", "procedures", "kinds", "docket", "registry", "database", "activities", "console")
"""Parts in which no value is said to be of a type that it was not given."""
OF_THE_DATABASE = "sqlalchemy"
ASKS_OF_ACTS = ("judging", "procedures", "kinds", "file_review")
"""Parts whose functions ask something of an act, and say which: what asks anything of any act takes an `Attempt`."""
READ_ROWS = ("docket", "registry")
"""Parts that read rows of the database."""
ENTERS = ("registry/special.py",)
"""What reads files from outside there."""


def _casts(module: Module) -> Iterator[ast.Call]:
    """Yield every call of the `cast` of types; SQL has one of its own, which changes a value."""
    if any(name == f"{OF_THE_DATABASE}.cast" for name, _ in module.imports()):
        return
    for name, call in calls(module):
        if name in ("cast", "typing.cast"):
            yield call


def _beside() -> Iterator[Module]:
    """Yield every module of the programs beside the product: tests, tools, measurements."""
    yield from (Module(path) for folder in BESIDE for path in sorted((ROOT / folder).rglob("*.py")))


def _caught(handler: ast.ExceptHandler) -> Iterator[str]:
    for node in ast.walk(handler.type) if handler.type else ():
        if isinstance(node, ast.Name):
            yield node.id


def test_nothing_is_cast_to_anything() -> None:
    """`cast("Any", …)` turns the type checker off; a protocol or a union says what is asked for."""
    wrong = [
        f"{module.place}:{call.lineno} {ast.unparse(call)}"
        for module in (*modules(), *_beside())
        for call in _casts(module)
        if call.args and ast.unparse(call.args[0]).strip("'\"") in {"Any", "typing.Any", "object"}
    ]

    assert wrong == [], told(wrong)


def test_what_judges_casts_nothing() -> None:
    """Acts have typed contents and effects are a closed union: whoever reads one knows what it is."""
    wrong = [
        f"{module.place}:{call.lineno} {ast.unparse(call)}"
        for module in modules()
        if module.part in WITHOUT_A_CAST
        for call in _casts(module)
    ]

    assert wrong == [], told(wrong)


def test_a_question_says_of_which_act_it_is_asked() -> None:
    """`Attempt[Any]` would let a guard read a field that the act does not have, unseen by the type checker."""
    wrong = [
        f"{module.place}:{node.lineno}"
        for module in modules()
        if module.part in ASKS_OF_ACTS
        for node in ast.walk(module.syntax)
        if isinstance(node, ast.Subscript) and ast.unparse(node) == "Attempt[Any]"
    ]

    assert wrong == [], told(wrong)


def _as_if_it_entered(call: ast.Call, name: str) -> bool:
    """Tell whether a call makes a value of what was read by the rules for what enters: validates it, or hands a row on."""
    called = name.rpartition(".")[2]
    rows = (ast.unparse(word.value) for word in call.keywords if word.arg is None)
    return called.startswith(("model_validate", "validate_")) or (called[:1].isupper() and "row" in rows)


def test_what_is_read_from_a_row_was_let_in_once() -> None:
    """Rule 2 of `models/values.py`: a row is read by `stored` or `stored_as`, whatever the bounds have become."""
    wrong = [
        f"{module.place}:{call.lineno} {ast.unparse(call)}"
        for module in modules()
        if module.part in READ_ROWS and module.place not in ENTERS
        for name, call in calls(module)
        if _as_if_it_entered(call, name)
    ]

    assert wrong == [], told(wrong)


def test_no_missing_attribute_is_a_question() -> None:
    """`except AttributeError` would hide a slip as an answer."""
    wrong = [
        f"{module.place}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.syntax)
        if isinstance(node, ast.ExceptHandler) and "AttributeError" in _caught(node)
    ]

    assert wrong == [], told(wrong)
