"""A document as PDF, and its pages as pictures (Typst): the same content gives the same bytes, for ever."""

import json
from pathlib import Path
from typing import Literal

import typst

from law.chinese import day
from papers import fonts
from papers.code import code
from papers.paper import Paper
from papers.rare import folders

TEMPLATE = Path(__file__).with_name("paper.typ")
DOTS = 80
"""Dots an inch of a picture of a page."""


def pdf(paper: Paper) -> bytes:
    """Return a document as PDF; one with gaps is marked as a draft (草稿).

    Raises:
        FontsUnavailable: the fonts it is set in are not here.
        CharactersLacking: none of them has one of its characters.
    """
    (made,) = _compiled(paper, "pdf")
    return made


def pages(paper: Paper) -> list[bytes]:
    """Return the pages of a document as pictures (PNG); raises as `pdf` does."""
    return _compiled(paper, "png")


def _compiled(paper: Paper, form: Literal["pdf", "png"]) -> list[bytes]:
    said = {
        **paper.model_dump(mode="json"),
        "day": day(paper.dated),
        "draft": bool(paper.gaps),
        "chained": paper.chained,
        "code": code(paper.file_no, paper.chain) if paper.chain else "",
        "fonts": [fonts.FAMILY],
    }
    made = typst.compile(
        str(TEMPLATE),
        font_paths=folders(paper.text),
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(said)},
        format=form,
        ppi=DOTS,
    )
    return [bytes(one) for one in made] if isinstance(made, list) else [bytes(made)]
