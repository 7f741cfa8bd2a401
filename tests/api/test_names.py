"""The parties behind the numbers: in a file by name, in a list the organisations alone, in a refusal with the number."""

from api.names import in_sentence, of_acts, organisations_named, parties_named
from console.file_view import FileView, gist
from kinds import VIOLATION_CASE
from models.standing import Standing
from registry.registry import Registry
from tests.builders import a_case
from tests.cli.test_parties_page import ON
from tests.procedures.several import A, B, decided


def test_a_party_is_called_by_its_name_wherever_a_sentence_calls_it(registry: Registry) -> None:
    """Terms and refusals have numbers alone; what stands in quotes is told as the sender wrote it."""
    unit = registry.parties.register("organisation", "示例“甲”公司").id
    citizen = registry.parties.register("citizen", "陈某某").id
    text = decided(A).at(ON).model_dump_json().replace(A, unit).replace(B, citizen)
    standing = Standing.stored(text)
    told, listed = parties_named(registry, standing), organisations_named(registry, standing)

    assert {term.name for term in told.terms if term.party} & {"缴纳罚款（当事人示例“甲”公司）"}
    assert any(f"当事人{citizen}" in term.name for term in standing.terms)
    assert any("当事人陈某某" in term.name for term in told.terms)
    assert "陈某某" not in listed.model_dump_json()
    assert [party.id for party in told.parties] == [unit, citizen]
    assert in_sentence(registry, f"当事人{unit}、{citizen}：不能") == "当事人示例“甲”公司、陈某某：不能"
    assert in_sentence(registry, f"“{citizen}”不是本案的当事人，现有：{unit}") == (
        f"“{citizen}”不是本案的当事人，现有：示例“甲”公司（{unit}）"
    )


def test_a_correction_names_the_party_it_puts_in_the_place_of_another(registry: Registry) -> None:
    """Whoever reads what was put right is told who, not which number."""
    was = registry.parties.register("organisation", "示例甲公司").id
    becomes = registry.parties.register("organisation", "示例乙公司").id
    case = a_case(until="file_case")
    case.does(
        "correct_act",
        "2026-09-22",
        of="file_case",
        fields={"party": {"id": was, "kind": "organisation"}},
        reason="当事人名称有误",
    )
    case.does(
        "correct_act",
        "2026-09-23",
        of="file_case",
        fields={"party": {"id": becomes, "kind": "organisation"}},
        reason="当事人名称有误",
    )
    named = of_acts(registry, case.acts)
    view = FileView(kind=VIOLATION_CASE.name, standing=case.at(ON), acts=tuple(case.acts), names=named)

    assert "改为“示例乙公司”　理由" in gist(view, case.acts[-1])
