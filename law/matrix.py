"""Which function and which test stand behind a rule or a guard (条文、函数、测试对照), read off the source."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from law.catalogue import Cited
    from law.edition import Law
    from law.guard_texts import GuardText
    from law.guards import Guard

RECKONED = "law.terms.reckon"
PROVED = (
    "tests.law.test_proof.test_random_terms_of_the_catalogue_are_proved",
    "tests.law.test_terms_explained.test_every_term_of_the_catalogue_can_be_explained",
)
"""Every limit of every provision goes through these, whether or not a function knows its rule by name."""
FOUND = "law.catalogue.Catalogue.provision"
SOUND = "tests.law.test_catalogue.test_the_own_catalogue_is_sound"
"""A rule that nothing reckons or refuses by is still found and cited on its days."""


@dataclass(slots=True)
class Trace:
    """What stands behind one id: the functions that know it and the tests that name it or them."""

    functions: list[str] = field(default_factory=list)
    tests: list[str] = field(default_factory=list)


def trace(root: Path, law: Law, guards: Mapping[str, Guard]) -> dict[str, Trace]:
    """Return the functions and tests behind each rule and guard, from the source below a folder."""
    rules = law.catalogue.rules
    found = {name: Trace() for name in (*rules, *guards)}
    for key, guard in guards.items():
        found[key].functions.append(f"{guard.function.__module__}.{guard.function.__name__}")
    for rule, name in _scan(root, ("law", "judging", "procedures"), {rule: [rule] for rule in rules}):
        _add(found[rule].functions, name)
    for rule, versions in rules.items():
        for key in _guarding(versions, law.guards):
            _add(found[rule].functions, found[key].functions[0])
    for key, name in _scan(root, ("tests",), _asked_for_by(found)):
        if name.rpartition(".")[2].startswith("test_"):
            _add(found[key].tests, name)
    for rule, versions in rules.items():
        _add_general(found[rule], limited=any(cited.provision.limits for cited in versions))
    return found


def _asked_for_by(found: Mapping[str, Trace]) -> dict[str, list[str]]:
    """Return the words by which a test names an id: the id itself, and the public functions of the law behind it."""
    words: dict[str, list[str]] = {key: [key] for key in found}
    for key, behind in found.items():
        for function in behind.functions:
            name = function.rpartition(".")[2]
            if function.startswith("law.") and name.islower() and not name.startswith("_"):
                words.setdefault(name, []).append(key)
    return words


def _guarding(versions: Iterable[Cited], texts: Mapping[str, GuardText]) -> list[str]:
    """Return the guards that rest on the article of a provision, or on a part of it."""
    articles = [(cited.instrument, cited.article) for cited in versions]
    return [
        key
        for key, text in texts.items()
        if any(
            one.instrument == code and one.article.startswith(article)
            for one in text.basis
            for code, article in articles
        )
    ]


def _add_general(behind: Trace, *, limited: bool) -> None:
    if limited:
        _add(behind.functions, RECKONED)
        behind.tests += PROVED
    if not behind.functions:
        behind.functions.append(FOUND)
    if not behind.tests:
        behind.tests.append(SOUND)


def _scan(root: Path, folders: Iterable[str], words: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Return which id is named by which function, method or table below some folders."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*.py")):
            module = ".".join(path.relative_to(root).with_suffix("").parts)
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for word, function in _mentions(tree, words, helpers=folder == "tests"):
                yield from ((key, f"{module}.{function}") for key in words[word])


def _add(names: list[str], name: str) -> None:
    if name not in names:
        names.append(name)


def _mentions(tree: ast.Module, words: Mapping[str, list[str]], *, helpers: bool) -> Iterator[tuple[str, str]]:
    """Return which functions, methods and tables mention which words, directly or by a constant's name.

    In tests also by a helper's name: a test that asks through a short sentence of its own module asks all the same.
    """
    constants = dict(_tables(tree, words))
    yield from ((word, name) for name, own in constants.items() for word in own if word != name)
    if helpers:
        for name, node in _functions(tree.body):
            last = name.rpartition(".")[2]
            if not last.startswith("test_"):
                constants[last] = [word for word in _words(node) if word in words]
    for name, node in _functions(tree.body):
        said = set(_words(node))
        for word in sorted((said & set(words)) | {one for key in said & set(constants) for one in constants[key]}):
            yield word, name


def _tables(tree: ast.Module, words: Mapping[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """Return the constants of a module and the words in them."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            yield ast.unparse(target), [word for word in _words(node) if word in words]


def _functions(body: Iterable[ast.stmt], prefix: str = "") -> Iterator[tuple[str, ast.stmt]]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield prefix + node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node.body, f"{prefix}{node.name}.")


def _words(node: ast.AST) -> Iterator[str]:
    """Return every text and every name in a piece of source."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value
        elif isinstance(part, ast.Name):
            yield part.id
        elif isinstance(part, ast.Attribute):
            yield part.attr
