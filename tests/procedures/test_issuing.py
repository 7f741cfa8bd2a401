"""A document is put out once, by its own unit, and only of an act that brings it (制发文书)."""

from typing import Any

import pytest

from law.refusals import NotCompetent, OutOfOrder, Unclear
from models.people import Actor, Role
from tests.builders import CITY, LONG_VALID, PaperCase, a_case
from tests.procedures.refusing import refuses

MADE: dict[str, Any] = {"word": "罚", "title": "行政处罚决定书", "number": "示环罚〔2026〕1号", "digest": "a" * 64}
ELSEWHERE = Actor(id="p-1", unit=CITY, level=1, roles=(Role.OFFICER,), certified_until=LONG_VALID)


def issued() -> PaperCase:
    """Return a case whose decision was put out."""
    case = a_case("decide_penalty")
    case.does("issue_document", "2026-09-22 10:00", of="decide_penalty", **MADE)
    return case


@pytest.mark.parametrize(("until", "told"), [("hand_to_department", False), ("file_case", True)])
def test_it_is_told_of_once_there_is_a_document(until: str, told: bool) -> None:
    """Before that neither issuing nor correcting one is among the acts that may be done next."""
    offered = {row.act for row in a_case(until).at("2026-09-20").next}

    assert told == (offered >= {"issue_document", "correct_clerical_error"})
    assert told or offered.isdisjoint({"issue_document", "correct_clerical_error"})


def test_a_document_is_put_out_once() -> None:
    """The refusal names the first, and the article of the decision; withdrawn, it may be put out again."""
    case = issued()
    with refuses("issued-already", says="示环罚〔2026〕1号", article="条", kind=OutOfOrder):
        case.does("issue_document", "2026-09-22 11:00", of="decide_penalty", **MADE)
    case.does("withdraw_act", "2026-09-22 12:00", of="issue_document", reason="印制有误")

    case.does("issue_document", "2026-09-22 13:00", of="decide_penalty", **MADE)


def test_only_a_document_that_the_act_brings_is_put_out() -> None:
    """Not one of another word, none of an act without documents, none of which nobody has the bytes."""
    case = a_case("decide_penalty")
    with refuses("no-such-document", says="罚", kind=Unclear):
        case.does("issue_document", "2026-09-22 10:00", of="decide_penalty", **{**MADE, "word": "责改"})
    with refuses("no-such-document", says="不制作文书", kind=Unclear):
        case.does("issue_document", "2026-09-22 10:00", of="review_case", **MADE)
    with refuses("not-drawn-up", kind=Unclear):
        case.does("issue_document", "2026-09-22 10:00", of="decide_penalty", word="罚")


def test_another_unit_puts_out_nothing_of_this_one() -> None:
    """The number is of the series of the unit that decided."""
    with refuses("not-its-issuer", kind=NotCompetent):
        a_case("decide_penalty").does("issue_document", "2026-09-22 10:00", by=ELSEWHERE, of="decide_penalty", **MADE)


def test_what_the_system_filled_in_is_not_corrected() -> None:
    """A document has the number and the bytes it was made with."""
    case = issued()
    with refuses("given-by-the-system"):
        case.does("correct_act", "2026-09-22 12:00", of="issue_document", fields={"number": "另号"}, reason="x")


def test_a_closed_file_still_puts_its_closing_paper_out() -> None:
    """结案审批表 follows from closing itself."""
    case = a_case("close_case")

    case.does("issue_document", "2026-09-29 10:00", of="close_case", **{**MADE, "word": "结"})
