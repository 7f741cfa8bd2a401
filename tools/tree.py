"""The source tree as tools and structural tests see it: modules, their syntax, what git tracks."""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BESIDE = ("bench", "deploy", "tests", "tools")
"""Folders of programs that are not installed."""
PACKAGES = tuple(
    folder.name
    for folder in sorted(ROOT.iterdir())
    if folder.is_dir() and folder.name not in BESIDE and (folder / "__init__.py").is_file()
)
ALONE = ("logs", "settings", "watchdog", "worker")
"""Modules that stand beside the packages."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One module of the product."""

    path: Path

    @property
    def name(self) -> str:
        """Return the dotted name by which it is imported."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def place(self) -> str:
        """Return the path as a failing test shows it."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def part(self) -> str:
        """Return the part of the system it belongs to."""
        return part_of(self.name)

    @cached_property
    def text(self) -> str:
        """Return the source."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def syntax(self) -> ast.Module:
        """Return the source as a tree."""
        return ast.parse(self.text, self.place)

    def functions(self) -> Iterator[tuple[str, Function]]:
        """Yield every function with its qualified name."""
        yield from _functions(self.syntax, "")

    def imports(self) -> Iterator[tuple[str, int]]:
        """Yield every imported module, wherever in the file, with its line."""
        for node in ast.walk(self.syntax):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                start = "." * node.level + (node.module or "")
                yield from ((f"{start}.{alias.name}", node.lineno) for alias in node.names)


def _functions(node: ast.AST, within: str) -> Iterator[tuple[str, Function]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield f"{within}{child.name}", child
        yield from _functions(child, _inside(child, within))


def _inside(node: ast.AST, within: str) -> str:
    if isinstance(node, ast.ClassDef):
        return f"{within}{node.name}."
    return f"{within}{node.name}.<locals>." if isinstance(node, Function) else within


def part_of(name: str) -> str:
    """Return the part of the system a dotted name belongs to."""
    return name.split(".", maxsplit=1)[0]


@cache
def modules() -> tuple[Module, ...]:
    """Return every module of the product; migrations are numbered history and are left out."""
    inside = [path for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py"))]
    alone = [ROOT / f"{name}.py" for name in ALONE]
    return tuple(Module(path) for path in (*inside, *alone) if "migrations" not in path.parts)


def told(offences: Iterable[str]) -> str:
    """Return offences one a line: pytest shortens a list, and the reader wants them all."""
    return "\n" + "\n".join(offences)


def dotted(node: ast.expr) -> str:
    """Return `a.b.c` for a chain of names, and nothing for any other expression."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return ""


def calls(module: Module) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call in a module with the dotted name of what is called, in the order of the source."""
    found = [node for node in ast.walk(module.syntax) if isinstance(node, ast.Call)]
    yield from ((dotted(node.func), node) for node in sorted(found, key=lambda one: (one.lineno, one.col_offset)))


@cache
def tracked() -> tuple[Path, ...]:
    """Return the files that git tracks, or nothing where the tree is no clone."""
    answer = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    return tuple(ROOT / name for name in answer.stdout.split("\0") if name and (ROOT / name).is_file())
