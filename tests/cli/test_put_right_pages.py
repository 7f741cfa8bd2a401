"""What was put right is seen on every page: the old content struck through and dated, beside it what counts now."""

from rich.console import Console, RenderableType

from cli.lists import document_told
from cli.rendering import STRUCK, acts_table
from cli.short_page import short_page
from console.file_view import FileView
from tests.builders import PaperCase, a_case, moment


def put_right() -> FileView:
    """Return a filed case with its day put right, and what a second act says that no gist tells; one withdrawn."""
    case = a_case("serve_correction_order")
    case.does(
        "correct_act", "2026-09-28 10:00", of="serve_correction_order", fields={"requirement": "拆除暗管"}, reason="误"
    )
    case.does("inspect_site", "2026-09-28 11:00")
    case.does("correct_act", "2026-09-28 12:00", of="inspect_site", happened_at=moment("2026-09-28 09:30"), reason="误")
    case.does("withdraw_act", "2026-09-28 13:00", of="inspect_site", reason="重复录入")
    return seen(case)


def seen(case: PaperCase) -> FileView:
    """Return a case as the API shows it."""
    return FileView(kind=case.kind.name, standing=case.at("2026-09-28 14:00"), acts=tuple(case.acts), names={})


def drawn(page: RenderableType) -> tuple[str, list[str]]:
    """Return a page as a wide screen shows it, and what is struck through on it."""
    console = Console(width=200)
    struck = [part.text for part in console.render(page) if part.style and part.style.strike and part.text.strip()]
    with console.capture() as captured:
        console.print(page)
    return captured.get(), struck


def test_the_short_page_says_what_counts_under_what_is_struck() -> None:
    """Not in the line of the correction alone."""
    page, struck = drawn(short_page(put_right(), 200))
    lines = page.splitlines()
    order = next(place for place, line in enumerate(lines) if "责令改正" in line and "已更正" in line)

    assert "现为" in lines[order + 1]
    assert "拆除暗管" in lines[order + 1]
    assert any("现场检查" in one for one in struck)
    assert "已撤回：2026-09-28" in page


def test_the_table_says_what_changed_where_no_gist_tells() -> None:
    """Of an hour alone, or of a field that is in no gist."""
    case = a_case("file_case")
    case.does("correct_act", "2026-09-28 10:00", of="file_case", fields={"conduct_until": "2026-09-01"}, reason="误")
    view = seen(case)
    page, struck = drawn(acts_table(view, view.acts))

    assert "2026-09-01" in page.replace(" ", "")
    assert any("未经批准排放水污染物" in one for one in struck)


def test_a_document_is_struck_only_where_its_act_counts_no_more() -> None:
    """One that was corrected says how."""
    effect = {"title": "立案审批表", "issuer": "u-1", "act_no": 4}
    row = {"effect": effect, "number": "", "at": "2024-06-03T16:00:00+08:00", "amended": "已更正：2024-06-04第5号"}
    corrected = document_told({**row, "changes": "案由由“甲”改为“乙”", "counts": True}, {})["title"]
    withdrawn = document_told({**row, "amended": "已撤回：2024-06-04第5号", "counts": False}, {})["title"]

    assert "立案审批表（已更正：2024-06-04第5号：案由由“甲”改为“乙”）" == corrected.plain
    assert [] == [one for one in corrected.spans if one.style == STRUCK]
    assert ["立案审批表"] == [withdrawn.plain[one.start : one.end] for one in withdrawn.spans if one.style == STRUCK]
