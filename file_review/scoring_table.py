"""The scoring table (评查计分表) as it stands in `scoring.toml`: vetoes, documents and their items, points on top.

An act is named there by its stable name and stands here as its class; a name that is none is found when it is read.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import tomli
from pydantic import BeforeValidator

from models.acts import ACTS, Content
from models.people import Role
from models.values import Value

FILE = Path(__file__).with_name("scoring.toml")

FileKind = Literal["penalty", "no_penalty", "daily", "seizure", "detention", "crime"]
"""What a file is scored as (案卷种类)."""


def act_named(name: str) -> type[Content]:
    """Return the kind of act that the table names; raise ValueError where there is none of that name."""
    if name not in ACTS:
        raise ValueError(f"没有“{name}”这种行为")
    return ACTS[name]


ActKind = Annotated[type[Content], BeforeValidator(act_named)]


class VetoRule(Value):
    """One ground on which a file is void (否决项)."""

    no: int
    title: str
    rules: tuple[str, ...] = ()
    codes: dict[str, tuple[str, ...]] = {}
    """In which of its ways a guard has to be departed from to meet the veto; all of them where none is named."""
    cleared_by: Literal["any", "whole", "nobody"] = "any"
    """What rules the veto out once its rules were kept: any file, a whole one only, or none: a person has to say."""
    fields: dict[ActKind, tuple[str, ...]] = {}
    acts: tuple[ActKind, ...]
    of: Role
    question: str


class Item(Value):
    """One item of a document (评查项目)."""

    text: str
    points: Decimal
    rules: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    """Items of forms (`papers/forms`) that show it, where the document was put out; else a person is asked."""


class Document(Value):
    """One document that is scored (文书)."""

    kind: FileKind
    title: str
    points: Decimal
    acts: tuple[ActKind, ...]
    items: tuple[Item, ...]


class Element(Value):
    """What every document, or every record, has to have (基本要素); its points are taken off where it is missing."""

    about: str
    points: Decimal
    text: str
    shown: Literal["", "served", "bound"] = ""
    """How the acts show it, where they do; else a person is asked."""


class Bonus(Value):
    """Points on top (加分)."""

    kind: FileKind
    points: Decimal
    acts: tuple[ActKind, ...]
    text: str


class Table(Value):
    """The whole table."""

    instrument: str
    grade: str
    legality: int
    share: int
    basic: int
    apart: int
    """By how many points two reviewers may differ; beyond it a third one reviews (第三人评查)."""
    element: tuple[Element, ...]
    veto: tuple[VetoRule, ...]
    document: tuple[Document, ...]
    bonus: tuple[Bonus, ...]

    def numbered(self) -> Iterator[tuple[FileKind, int, Document]]:
        """Yield every document with its kind of file and its place among the documents of that kind."""
        places: Counter[FileKind] = Counter()
        for one in self.document:
            places[one.kind] += 1
            yield one.kind, places[one.kind], one


@cache
def table() -> Table:
    """Return the scoring table."""
    return Table.model_validate(tomli.loads(FILE.read_text(encoding="utf-8")))
