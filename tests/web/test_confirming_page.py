"""What a page shows of a record before it is confirmed: all of it, in words."""

from tests.builders import OFFICERS, a_case
from web.pages.confirming import words_of


def test_whoever_confirms_a_record_reads_all_of_it_in_words() -> None:
    """Yes and no, whoever went by name, how it was served: no codes, nothing left out that was said."""
    case = a_case("inspect_site")
    case.does(
        "serve_correction_order",
        "2026-09-10 10:00",
        mode="left",
        servers=OFFICERS,
        witness="示例村村民委员会",
        is_recorded=True,
    )
    names = {OFFICERS[0].id: "甲某", OFFICERS[1].id: "乙某"}
    told = {act.name: dict(words_of(act, names)) for act in case.record()}
    served = told["serve_correction_order"].values()

    assert "留置送达" in served
    assert "是" in served
    assert any("甲某" in words and "乙某" in words for words in served)
    assert "是" in told["inspect_site"].values()
