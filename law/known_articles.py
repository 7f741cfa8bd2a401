"""Which articles of an instrument this register has read (已核对的条文): what it cites itself, as far as it was verified.

A provision that is second-hand, doubtful or from memory (S, P, M) shows no article to be there.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from law.chinese import NUMERALS, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from law.articles import Articles
    from law.catalogue import Catalogue
    from law.fines import Fines

NUMBER = rf"第([0-9]+|[{NUMERALS}]+)条"
ARTICLE = re.compile(NUMBER)
SPAN = re.compile(f"{NUMBER}至{NUMBER}")

Known = tuple[date, date, frozenset[int]]
"""From a day to a day, the articles that are known to be there."""


def articles_in(text: str) -> frozenset[int]:
    """Return the numbers of the articles that a citation names; of a span (第3条至第8条) the first and the last."""
    return frozenset(no for written in ARTICLE.findall(text) if (no := numbered(written)) is not None)


def _with_spans(text: str) -> frozenset[int]:
    """Return the articles that the register itself names, those within a span among them."""
    ends = ((numbered(first), numbered(last)) for first, last in SPAN.findall(text))
    within = (range(first, last) for first, last in ends if first is not None and last is not None)
    return articles_in(text).union(*within)


def articles_known(catalogue: Catalogue, articles: Articles, fines: Fines) -> Mapping[str, tuple[Known, ...]]:
    """Return, by the code of the instrument, the articles that rules, guards and acts rest on, with their days."""
    found: dict[str, list[Known]] = {}
    for code, first, last, text in (*_cited(catalogue, articles), *_penal(fines)):
        found.setdefault(code, []).append((first, last, _with_spans(text)))
    return {code: tuple(rows) for code, rows in found.items()}


def _cited(catalogue: Catalogue, articles: Articles) -> Iterator[tuple[str, date, date, str]]:
    for code, one in catalogue.instruments.items():
        for rule in one.rule:
            if not rule.grade.doubtful:
                yield code, *one.span(rule.since, rule.until), rule.article
    for entry in articles.entries.values():
        for row in entry.basis:
            if not (row.grade or entry.grade).doubtful:
                yield row.instrument, *row.span(catalogue.instruments[row.instrument]), row.article
    yield from _behind_guards(catalogue)


def _penal(fines: Fines) -> Iterator[tuple[str, date, date, str]]:
    return ((row.instrument, *fines.span(row), row.article) for row in fines.rows if not row.grade.doubtful)


def _behind_guards(catalogue: Catalogue) -> Iterator[tuple[str, date, date, str]]:
    for text in catalogue.guards.values():
        for side in text.basis:
            if not (side.grade or text.grade).doubtful:
                own = catalogue.instruments[side.instrument]
                yield side.instrument, *own.span(side.since, side.until), side.article
