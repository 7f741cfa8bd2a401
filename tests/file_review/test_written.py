"""What documents and acts show of a file, so that nobody is asked for it (由文书和行为确定的评查项目)."""

from decimal import Decimal
from typing import Any

import pytest

from file_review.asking import element_id
from file_review.reviewing import review
from file_review.scoring import Review
from file_review.scoring_table import table
from file_review.sources import Exported
from judging.admission import act_from
from kinds import VIOLATION_CASE
from law.edition import shipped
from papers.drafting import forms
from tests.builders import OFFICER, PaperCase, a_case, command
from tests.procedures.measures import FIELDS

ISSUED = {"serve_correction_order": "责改", "serve_notice": "罚告", "decide_penalty": "罚"}
DIGEST = "c" * 64
PENALTY = ("decide_penalty", "serve_decision")
SAID = {"decide_restriction": {**FIELDS["decide_restriction"], "starts_on": "2026-09-24", "until": "2026-12-23"}}


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


def _served_element() -> str:
    return next(element_id(place) for place, one in enumerate(table().element, 1) if one.shown == "served")


@pytest.mark.parametrize(
    ("acts", "is_asked"),
    [
        (PENALTY, False),
        (("decide_penalty", "decide_no_penalty", "serve_decision"), True),
        ((*PENALTY, "decide_no_penalty"), True),
        ((*PENALTY, "serve_decision", "decide_no_penalty"), True),
        ((*PENALTY, "decide_no_penalty", "serve_decision"), False),
        ((*PENALTY, "decide_restriction", "serve_restriction"), False),
        ((*PENALTY, "decide_restriction", "decide_restriction", "serve_restriction", "serve_restriction"), True),
    ],
)
def test_each_decision_has_a_service_of_its_own(acts: tuple[str, ...], *, is_asked: bool) -> None:
    """As many services as decisions of a kind prove nothing: what may be unserved, a person is asked of (送达回证)."""
    case = a_case("hand_to_department")
    for no, name in enumerate(acts, len(case.acts) + 1):
        last = max((act.no for act in case.acts if act.name.startswith("decide_")), default=no)
        about = {"of": last} if name == "serve_restriction" else {}
        asked = command(name, "2026-09-24", key=f"{name}/{no}", **{**SAID.get(name, {}), **about})
        case.acts.append(act_from(asked, no, asked.happened_at))

    assert (_served_element() in {one.id for one in reviewed(case).asked}) is is_asked


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
