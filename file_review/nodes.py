"""YAML with the line of every value (带行号的 YAML): what a reader needs to say where something is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
NULL = "tag:yaml.org,2002:null"


class Unreadable(Exception):  # noqa: N818  it tells the state of a file
    """A file that is no YAML (语法错误), with the line."""

    def __init__(self, line: int, sentence: str) -> None:
        self.line = line
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class At:
    """One value of a file and the line it stands on."""

    node: Node

    @property
    def line(self) -> int:
        """Return the line, counted from 1."""
        return int(self.node.start_mark.line) + 1

    @property
    def is_null(self) -> bool:
        """Tell whether nothing stands there."""
        return isinstance(self.node, ScalarNode) and self.node.tag == NULL

    @property
    def is_list(self) -> bool:
        """Tell whether it is a list."""
        return isinstance(self.node, SequenceNode)

    @property
    def is_map(self) -> bool:
        """Tell whether it is a mapping."""
        return isinstance(self.node, MappingNode)

    @property
    def text(self) -> str | None:
        """Return the text of a single value, as it is written; None for nothing, a list or a mapping."""
        return str(self.node.value) if isinstance(self.node, ScalarNode) and not self.is_null else None

    def items(self) -> "list[At]":
        """Return the values of a list; none when it is no list."""
        return [At(node) for node in self.node.value] if isinstance(self.node, SequenceNode) else []

    def pairs(self) -> "Iterator[tuple[str, At, At]]":
        """Yield name, place of the name, and value of a mapping, in the order of the file."""
        if isinstance(self.node, MappingNode):
            for key, value in self.node.value:
                yield str(key.value), At(key), At(value)

    def fields(self) -> "dict[str, At]":
        """Return the values of a mapping by name."""
        return {name: value for name, _, value in self.pairs()}


def documents(text: str) -> list[At]:
    """Return every document of a file; raise Unreadable where it is no YAML."""
    try:
        return [At(node) for node in yaml.compose_all(text, Loader=Loader) if node is not None]
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark
        raise Unreadable(mark.line + 1 if mark else 0, "YAML 语法错误,这一行附近的缩进、冒号或者引号不对") from None
    except yaml.YAMLError:
        raise Unreadable(0, "文件中有 YAML 不允许的字符") from None
