"""A fine is held against the provision that the decision cites (G8): 建设项目环境保护管理条例 art. 23(1), 200,000 to 1,000,000 yuan."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from file_review.findings import Finding
from file_review.reviewing import review
from file_review.sources import Exported
from kinds import VIOLATION_CASE
from law.edition import shipped
from models.acts import Act
from tests.file_review.reading_cases import a_case, judge_file
from tests.procedures.daily_path import refused

FACTS = "2024-03-04 notice_served\n2024-04-12 penalty_decision"
PROJECT = "建设项目环境保护管理条例第19条第1款、第23条第1款"


def _published(folder: Path, fine: str, *laws: str) -> Finding:
    more = f"amounts: {{first_fine_yuan: {fine}}}\nlaws_cited_by_source: [{', '.join(laws)}]"
    return next(row for row in judge_file(a_case(folder, FACTS, more=more))[0][0].findings if row.rule == "G8")


@pytest.mark.parametrize(
    ("fine", "result"),
    [
        ("199999", "not_judged"),  # a ground of mitigation may stand in the decision
        ("200000", "kept"),
        ("1000000", "kept"),
        ("1000001", "not_judged"),  # 逾期不改正: up to 2,000,000
        ("2000000", "not_judged"),
        ("2000001", "departed"),
    ],
)
def test_a_published_fine_is_held_against_the_provision_cited(tmp_path: Path, fine: str, result: str) -> None:
    """What no range of the provision has is a departure; what one of them may have is not judged."""
    assert _published(tmp_path, fine, PROJECT).result == result


@pytest.mark.parametrize(
    ("laws", "wanted"),
    [
        ((PROJECT, "环境影响评价法第31条第1款"), "建设项目总投资额"),
        (("环境影响评价法第24条第1款、第31条第1款",), "建设项目总投资额"),
        ((PROJECT, "大气污染防治法第118条"), "所引其他条文规定的罚款幅度"),
        (("行政处罚法第38条",), "法定罚款幅度"),
    ],
)
def test_what_a_source_leaves_open_is_said(tmp_path: Path, laws: tuple[str, ...], wanted: str) -> None:
    """A base, another provision that the table does not have, no provision at all."""
    found = _published(tmp_path, "300000", *laws)

    assert (found.result, wanted in found.because) == ("not_judged", True)


def _whole(**fields: Any) -> Finding:  # noqa: ANN401  the fields of any act
    basis = [{"instrument": "建设项目环境保护管理条例", "article": "第23条第1款", "role": "penal"}]
    acts = [_changed(act, basis=basis, **fields) for act in refused("2026-09-17").acts]
    found = review(VIOLATION_CASE, Exported(id="2026-000001", file="x.json", acts=tuple(acts)), shipped())
    return next(row for row in found.findings if row.rule == "G8")


def _changed(act: Act, **fields: Any) -> Act:  # noqa: ANN401  as above
    if act.name != "decide_penalty":
        return act
    content = type(act.content).model_validate({**act.content.model_dump(), **fields})
    return act.model_copy(update={"content": content})


@pytest.mark.parametrize(
    ("fields", "result"),
    [
        ({"fine": "200000"}, "kept"),
        ({"fine": "199999"}, "departed"),
        ({"fine": "199999", "mitigation": "主动消除危害后果"}, "kept"),
        ({"fine": "1000001"}, "departed"),
        ({"fine": "1000001", "fine_range": "逾期不改正"}, "kept"),
        ({"fine": "1000001", "fine_min": "0", "fine_max": "3000000"}, "departed"),
    ],
)
def test_a_file_is_judged_by_the_law_and_not_by_what_was_typed(fields: dict[str, Any], result: str) -> None:
    """Typed bounds say which range is meant; bounds that the law does not have say nothing."""
    none = {"fine_min": None, "fine_max": None, "mitigation": "", "mitigation_ground": None}

    assert _whole(**{**none, **fields}).result == result


def test_without_a_provision_that_is_known_the_typed_bounds_are_taken() -> None:
    """As before: the table does not have every provision."""
    other = [{"instrument": "土壤污染防治法", "article": "第88条", "role": "penal"}]
    acts = [_changed(act, basis=other, fine=Decimal(5), fine_min=1, fine_max=4) for act in refused("2026-09-17").acts]
    found = review(VIOLATION_CASE, Exported(id="2026-000001", file="x.json", acts=tuple(acts)), shipped())

    assert next(row for row in found.findings if row.rule == "G8").result == "departed"
