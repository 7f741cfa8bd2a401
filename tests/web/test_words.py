"""The words of the pages: those of the glossary, each shown with what it means."""

import re
from pathlib import Path

import pytest

from tools.pages import GLOSSARY
from web.house import HERE, environment
from web.telling import FILTERS
from web.words import WORDS

TEMPLATES = sorted((HERE / "templates").glob("*.html"))
ASKED = re.compile(r"parts\.word\(\"([^\"]+)\"(?:, \"([^\"]+)\")?\)")


def test_every_word_is_one_of_the_glossary() -> None:
    """The console calls nothing otherwise than docs/glossary.md does."""
    rows = (line.split("|") for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| "))
    known = {word for row in rows for word in re.split(r"[(（、]", row[2].strip())}

    assert set(WORDS) - known == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_word_that_a_page_explains_is_there(path: Path) -> None:
    """What a page asks to be explained is among the words."""
    asked = {meant or said for said, meant in ASKED.findall(path.read_text(encoding="utf-8"))}

    assert asked <= set(WORDS)


def test_a_word_stands_with_its_meaning() -> None:
    """A word is shown as it is said, with what it means where the pointer rests on it."""
    shown = environment(FILTERS).from_string('{% import "parts.html" as parts %}{{ parts.word("法定期限") }}').render()

    assert shown == f'<dfn title="{WORDS["法定期限"]}">法定期限</dfn>'
