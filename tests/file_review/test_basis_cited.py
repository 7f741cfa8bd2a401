"""Every document that names its basis is asked whether it was in force (G16): orders and measures as well as penalties."""

from typing import Any

import pytest

from file_review.findings import Finding
from file_review.reviewing import QUESTIONS, review
from file_review.sources import Exported
from judging.admission import act_from
from judging.basis import RESTING
from kinds import VIOLATION_CASE
from law.edition import shipped
from models.acts import ACTS
from tests.builders import PaperCase, a_case, command, moment
from tests.procedures.measures import FIELDS

MORE = {
    "serve_measure_notice": {"measure": "restriction"},
    "decide_restriction": {"starts_on": "2026-09-16", "until": "2026-12-09"},
}
GONE = {"instrument": "EPL14", "article": "第25条", "role": "procedure"}
NOWHERE = {"instrument": "某某办法", "article": "第1条", "role": "broken"}


def asked(case: PaperCase) -> list[Finding]:
    """Return what the review of a case says of the law that its documents cite."""
    source = Exported(id="2026-000001", file="case.json", acts=tuple(case.acts))
    return [row for row in review(VIOLATION_CASE, source, shipped()).findings if row.rule == "G16"]


def with_basis(act: str, *basis: dict[str, str], **fields: Any) -> Finding:  # noqa: ANN401  the fields of any act
    """Return what is said of one document, entered as a fact of record, that rests on these provisions."""
    case = a_case("file_case")
    said = {**FIELDS.get(act, {}), **MORE.get(act, {}), **fields, "basis": basis}
    said |= {"of": case.acts[0].no} if "of" in ACTS[act].model_fields else {}
    entered = command(act, "2026-09-16", **said).model_copy(update={"of_record": True})
    case.acts.append(act_from(entered, len(case.acts) + 1, moment("2026-09-16")))
    return next(row for row in asked(case) if case.acts[-1].no in row.acts)


DOCUMENTS = (
    "serve_correction_order",
    "order_construction",
    "impose_seizure",
    "serve_measure_notice",
    "decide_restriction",
    "decide_production_stop",
    "propose_shutdown",
    "decide_shutdown",
    "serve_notice",
    "decide_penalty",
    "decide_on_the_spot",
    "hold_institution_liable",
    "list_violator",
)


def test_every_document_that_names_its_basis_is_asked() -> None:
    """What comes new is asked as well."""
    assert set(RESTING) == {act for one in QUESTIONS if one.rule == "G16" for act in one.acts}


@pytest.mark.parametrize("act", DOCUMENTS)
def test_a_document_on_law_that_is_not_in_force_departs(act: str) -> None:
    """An order, a seizure, a restriction, a closure, a notice: each is asked as the penalty decision is."""
    row = with_basis(act, GONE)

    assert ("departed", True) == (row.result, "已经失效" in row.because)


@pytest.mark.parametrize("act", ["serve_correction_order", "impose_seizure"])
def test_what_the_register_does_not_know_is_asked_of_a_person(act: str) -> None:
    """The third answer: nobody says it is in force."""
    row = with_basis(act, NOWHERE)

    assert row.result not in ("kept", "departed")
    assert "规则目录未收录" in f"{row.because}{row.missing}"


def test_an_order_that_names_no_law_is_asked_for_it() -> None:
    """办法2023 art. 10: an order to correct says what it rests on."""
    assert "所引用的法律依据" in with_basis("serve_correction_order").missing


def test_the_penalty_that_went_by_the_book_keeps_it() -> None:
    """Notice and decision of an ordinary case have a row each."""
    kept = [row for row in asked(a_case("record_payment")) if row.result == "kept"]

    assert {"serve_notice", "decide_penalty"} <= {
        act.name for act in a_case("record_payment").acts for row in kept if act.no in row.acts
    }
