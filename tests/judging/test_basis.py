"""What a document may rest on: an instrument of the register; what was not read is said wherever it stands."""

from typing import Any

import pytest

from judging.attempt import Attempt
from judging.basis import instruments_are_known
from kinds import VIOLATION_CASE
from law.edition import shipped
from law.refusals import OutOfBounds, Unclear
from models.acts import ACTS, Act, Content
from models.documents import Basis
from tests.builders import OFFICER, OTHER_BASIS, a_case, moment
from tests.procedures.refusing import refuses

RESTING = sorted(name for name, act in ACTS.items() if "basis" in act.model_fields)
NOWHERE = [{"instrument": "不存在的法", "article": "第1条"}]
MISTYPED = [{"instrument": "生态环境行政处罚法", "article": "第1条"}]


def attempted(content: Content) -> Attempt[Any]:
    """Return an act of that content at the end of a case."""
    case = a_case("review_case")
    at = moment("2026-09-14")
    act: Act = Act(no=99, key="k", happened_at=at, recorded_at=at, by=OFFICER, content=content)
    return Attempt(case.record(), act.day, shipped(), VIOLATION_CASE, act, case.record())


@pytest.mark.parametrize("name", RESTING)
def test_nothing_rests_on_an_instrument_that_nobody_knows(name: str) -> None:
    """Every act with a basis; an instrument of the register lets it pass."""
    unknown: dict[str, Any] = {"basis": tuple(Basis.model_validate(row) for row in NOWHERE)}
    known: dict[str, Any] = {"basis": (Basis(instrument="行政处罚法", article="第1条"),)}

    with pytest.raises(Unclear, match="不存在的法"):
        instruments_are_known(attempted(ACTS[name].model_construct(**unknown)))
    instruments_are_known(attempted(ACTS[name].model_construct(**known)))


def test_it_is_asked_of_a_live_act_and_names_what_is_near() -> None:
    """A title that was mistyped is refused with those of a like name."""
    with refuses("unknown-instrument", kind=Unclear):
        a_case("review_case").does("serve_notice", "2026-09-14", basis=NOWHERE)
    with pytest.raises(Unclear, match="《生态环境行政处罚办法》"):
        a_case("review_case").does("serve_notice", "2026-09-14", basis=MISTYPED)


def test_an_article_beyond_the_last_one_is_refused() -> None:
    """The Code has 1242 articles."""
    beyond = [{"instrument": "生态环境法典", "article": "第9999条"}]
    with refuses("law-not-in-force", article="第1057条", kind=OutOfBounds):
        a_case("review_case").does("serve_notice", "2026-09-14", basis=beyond)


def test_what_was_not_read_is_said_in_the_standing() -> None:
    """It stops nothing, and does not pass for law in force."""
    case = a_case("review_case")
    case.does("serve_notice", "2026-09-14", basis=OTHER_BASIS)

    (row,) = case.at("2026-09-14").unread
    assert row.provision == "《建设项目环境保护管理条例》第20条"
    assert "未经核实" in row.sentence


def test_what_was_read_is_not_mentioned() -> None:
    """An article that the register rests on itself is known."""
    case = a_case("review_case")
    case.does("serve_notice", "2026-09-14", basis=[{"instrument": "生态环境法典", "article": "第1107条"}])

    assert case.at("2026-09-14").unread == ()
