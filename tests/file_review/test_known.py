"""Contents that hold only what a source says: asking for more names the fact, and nothing but that is caught."""

from collections.abc import Callable
from datetime import date

import pytest

from file_review.known import Missing, answered, known_content, placed, said
from models.acts import ACTS, pointers
from models.acts.correction import RecheckCorrection
from models.acts.payment import RecordPayment
from models.acts.penalty import DecidePenalty
from models.chinese import name_of

DECIDED = known_content(DecidePenalty, fine=None)


def test_what_a_source_says_is_known() -> None:
    """None is an answer; silence is none."""
    assert answered(lambda: DECIDED.fine) is None
    assert said(lambda: DECIDED.mitigation) is None


def test_asking_for_more_names_the_fact() -> None:
    """No default stands in for a fact: the name is the one that forms and refusals use."""
    with pytest.raises(Missing, match="来源未载明“作出处罚决定”的减轻处罚情形"):
        answered(lambda: DECIDED.mitigation)


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda content: content.corrected, "“复查”是否已改正"),
        (lambda content: content.of, "“复查”所针对的行为(送达责令改正决定书)"),
        (lambda content: content.record, "“复查”的笔录"),
    ],
    ids=["whether", "about what", "what"],
)
def test_a_missing_fact_reads_as_a_sentence(ask: Callable[[RecheckCorrection], object], told: str) -> None:
    """Whether something is so, what it is about, what it says."""
    content = known_content(RecheckCorrection)
    with pytest.raises(Missing) as caught:
        answered(lambda: ask(content))

    assert caught.value.told == told


def test_a_slip_in_the_code_is_no_missing_fact() -> None:
    """Only a field that the act has can be missing."""
    with pytest.raises(AttributeError):
        answered(lambda: DECIDED.finne)  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        said(lambda: date(2026, 1, 1).fine)  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match="finne"):
        known_content(DecidePenalty, finne=1)


def test_what_an_act_points_at_may_be_left_open() -> None:
    """None = the only one there can be, as in a live file."""
    assert placed(1, RecordPayment, date(2026, 1, 1)).content.of is None


def test_every_fact_that_can_be_missing_has_a_name() -> None:
    """No field of any act is told by its name in the code."""
    nameless = [
        f"{name}.{field}"
        for name, kind in ACTS.items()
        for field in kind.model_fields.keys() - pointers(kind).keys() - {"act"}
        if name_of(field, name) == field
    ]

    assert nameless == []
