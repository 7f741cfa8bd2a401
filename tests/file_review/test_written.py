"""What documents and acts show of a file, so that nobody is asked for it (由文书和行为确定的评查项目)."""

from decimal import Decimal
from typing import Any

import pytest

from file_review.asking import element_id
from file_review.reviewing import review
from file_review.scoring import Review
from file_review.scoring_table import table
from file_review.sources import Exported
from kinds import VIOLATION_CASE
from law.edition import shipped
from papers.drafting import forms
from tests.builders import OFFICER, PaperCase, a_case

ISSUED = {"serve_correction_order": "责改", "serve_notice": "罚告", "decide_penalty": "罚"}
DIGEST = "c" * 64


def reviewed(case: PaperCase) -> Review:
    """Return the review of a case as it is exported."""
    return review(VIOLATION_CASE, Exported(id="2026-000001", file="case.json", acts=tuple(case.acts)), shipped()).review


def issued(case: PaperCase, *acts: str) -> PaperCase:
    """Return a case whose documents of these acts were put out."""
    numbers = {act.name: act.no for act in case.acts}
    for act in acts:
        fields: dict[str, Any] = {"of": numbers[act], "word": ISSUED[act], "digest": DIGEST, "by": OFFICER}
        case.does("issue_document", "2026-09-30", **fields)
    return case


def open_points(found: Review, document: str) -> Decimal:
    """Return how many points of a document nobody has answered."""
    return next(one.unanswered for one in found.points if one.document == document)


@pytest.mark.parametrize(
    ("act", "document", "before", "after"),
    [
        ("serve_correction_order", "责令改正决定书", "8", "0"),
        ("serve_notice", "事先(听证)告知书", "4", "0"),
        ("decide_penalty", "处罚决定书", "7", "0"),
    ],
)
def test_a_document_that_was_put_out_shows_its_items(act: str, document: str, before: str, after: str) -> None:
    """Of one that was not nothing is known; of another one neither."""
    case = a_case("close_case")
    other = next(one for one in ISSUED if one != act)

    assert open_points(reviewed(case), document) == Decimal(before)
    assert open_points(reviewed(issued(case, other)), document) == Decimal(before)
    assert open_points(reviewed(issued(case, act)), document) == Decimal(after)


def test_services_and_the_archive_of_the_system_show_their_basic_elements() -> None:
    """Each decision was served; an archive that the system made is ordered and numbered."""
    served, bound = (
        element_id(place) for place, one in enumerate(table().element, 1) if one.shown in {"served", "bound"}
    )

    def asked(case: PaperCase) -> set[str]:
        return {one.id for one in reviewed(case).asked} & {served, bound}

    archived = a_case("close_case")
    archived.does("archive_case", "2026-10-12", manifest=DIGEST)

    assert asked(a_case("decide_penalty")) == {served, bound}
    assert asked(a_case("close_case")) == {bound}
    assert asked(archived) == set()


def test_the_table_names_only_items_that_forms_of_its_acts_have() -> None:
    """A slip would have a person asked for ever."""
    for document in table().document:
        for item in document.items:
            acts = {str(act.model_fields["act"].default) for act in document.acts}
            have = [
                {part.item for section in form.section for part in section.part}
                for form in forms()
                if any(form.is_of(act) for act in acts)
            ]
            assert not item.written or any(set(item.written) <= one for one in have), (document.title, item.text)
