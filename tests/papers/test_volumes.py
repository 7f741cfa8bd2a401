"""In which volume a piece stands: by its kind, or because somebody put it into 副卷 (正卷、副卷)."""

from datetime import date
from typing import get_args

import pytest

from models.acts.archiving import KeepInside
from papers.drafting import forms
from papers.volumes import CUSTODY, MATERIAL, RECEIPT, SOURCE, Piece, arranged, parts

DAY = date(2026, 9, 8)
GROUNDS = get_args(KeepInside.model_fields["ground"].annotation)


def piece(form: str, mark: str = "", act: str = "", act_no: int = 1) -> Piece:
    """Return a piece of a form."""
    return Piece(form=form, act_no=act_no, act=act, title=form, dated=DAY, mark=mark)


@pytest.mark.parametrize("ground", GROUNDS)
def test_what_is_marked_stands_only_in_the_inner_volume(ground: str) -> None:
    """On each ground; the same without a mark stands in 正卷."""
    marked = arranged([piece("inspection_record", ground), piece(MATERIAL, ground), piece(MATERIAL)])

    assert [one.mark for one in marked["正卷"]] == [""]
    assert [one.mark for one in marked["副卷"]] == [ground, ground]


def test_a_mark_brings_nothing_out_and_moves_nothing_that_is_inside_already() -> None:
    """The minutes of the discussion stay behind the opinions."""
    inside = arranged([piece("discussion_record", "complainant"), piece("case_review"), piece(SOURCE)])

    assert [one.form for one in inside["副卷"]] == [SOURCE, "case_review", "discussion_record"]


@pytest.mark.parametrize(
    ("form", "volume"),
    [
        (SOURCE, "副卷"),
        ("hearing_report", "副卷"),
        ("case_review", "副卷"),
        ("legal_opinion", "副卷"),
        ("crime_approval", "副卷"),
        ("discussion_record", "副卷"),
        ("filing_approval", "正卷"),
        ("investigation_report", "正卷"),
        (CUSTODY, "正卷"),
        (MATERIAL, "正卷"),
    ],
)
def test_what_its_kind_alone_says(form: str, volume: str) -> None:
    """Source, hearing report, opinions and the discussion stay inside (办法 art. 78-80, as read in a source)."""
    assert [name for name, pieces in arranged([piece(form)]).items() if pieces] == [volume]


def test_the_parts_name_only_forms_and_grounds_that_there_are() -> None:
    """A slip would put a paper among the rest without a word."""
    known = {form.key for form in forms()} | {SOURCE, MATERIAL, CUSTODY, RECEIPT, "*"}

    assert {form for part in parts() for form in part.forms} - known == set()
    assert sorted(mark for part in parts() for mark in part.marks) == sorted(GROUNDS)
