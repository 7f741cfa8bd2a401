"""The parties of a case on its pages: how far each is, what it owes, for whom an act may be done."""

from rich.console import Console, RenderableType

from cli.next_acts import NextActs
from cli.parties import parties_table
from cli.short_page import short_page
from console.file_view import FileView, gist
from console.timeline import text, timeline_of
from kinds import VIOLATION_CASE
from tests.builders import PaperCase, a_case
from tests.procedures.several import HEIR, A, B, C, decided

ON = "2026-10-09"
NAMES = {A: "示例公司", C: "示例集团"}
FIELDS = [{"name": "party", "required": False}, {"name": "amount", "required": True, "points_at": None, "fields": ()}]
CATALOGUE = {"serve_notice": {"fields": [{**FIELDS[1], "values": {}, "kind": "数额", "label": "数额"}, FIELDS[0]]}}


def drawn(page: RenderableType) -> str:
    """Return a page as a wide screen shows it."""
    console = Console(width=200, color_system=None)
    with console.capture() as captured:
        console.print(page)
    return captured.get()


def seen(case: PaperCase) -> FileView:
    """Return a case as a reader has it."""
    return FileView(kind=VIOLATION_CASE.name, standing=case.at(ON), acts=tuple(case.acts), names=NAMES)


def test_each_party_has_a_line() -> None:
    """One is late, one is not decided on, and of the first somebody else has taken the place."""
    case = decided(A)
    case.of("record_succession", A, "2026-10-08", ground="merged", paper="合并登记通知书", successors=[HEIR])
    page = drawn(short_page(seen(case), 200))

    assert f"示例公司（{A}），由示例集团承受　首名当事人　已公开　应缴103000元，已缴0元，尚欠103000元　未办结" in page
    assert f"{B}　责任人员　已告知" in page
    assert "当事人：示例集团等2名" in page
    assert "作出处罚决定（当事人示例公司）" in text(timeline_of(VIOLATION_CASE, case.at(ON), case.acts, NAMES))
    gists = [gist(view, act) for view in (seen(case),) for act in case.acts if act.name == "decide_penalty"]
    assert gists[0].startswith("当事人示例公司")


def test_of_one_party_nothing_is_told_twice() -> None:
    """The page of a case of one party is as it was."""
    view = seen(a_case())

    assert parties_table(view.standing, view.name) is None
    assert "首名当事人" not in drawn(short_page(view, 200))


def test_a_line_to_copy_names_for_whom_the_act_may_be_done() -> None:
    """A notice may be served on either; the sender chooses."""
    view = seen(decided(A))
    row = next(one for one in view.standing.next if one.act == "serve_notice")

    assert (B,) == row.parties
    assert f"--set party={B}" in NextActs(view, CATALOGUE, (), None).line(row)
    assert "--set party=〈p-1/p-2〉" in NextActs(view, CATALOGUE, (), None).line(
        row.model_copy(update={"parties": ("p-1", "p-2")})
    )
