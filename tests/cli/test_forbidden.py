"""What a guard forbids now stands on the pages of a file: by name on the short one, with its reason on the whole."""

from rich.console import Console, RenderableType

from cli.rendering import forbidden_table
from cli.short_page import short_page
from console.file_view import FileView
from models.standing import Forbidden
from tests.cli.conftest import COMPLAINT, Terminal

BARRED = Forbidden(
    act="decide_penalty", label="作出处罚决定", sentence="陈述申辩期限尚未届满", article="《行政处罚法》第45条"
)


def drawn(page: RenderableType) -> str:
    """Return a page as a screen of 80 columns shows it."""
    console = Console(width=80, color_system=None)
    with console.capture() as captured:
        console.print(page)
    return captured.get()


def test_what_is_forbidden_is_told_with_its_reason_and_article(gridcase: Terminal) -> None:
    """On the page of a file in which nothing is forbidden there is no word of it."""
    number = gridcase.reads(*COMPLAINT)["file_no"]
    view = FileView.model_validate(gridcase.reads("case", "show", number))
    barred = view.model_copy(update={"standing": view.standing.model_copy(update={"forbidden": (BARRED,)})})

    assert None is forbidden_table(view.standing)
    assert "当前禁止" not in drawn(short_page(view, 80))
    assert "当前禁止：作出处罚决定" in drawn(short_page(barred, 80))
    whole = forbidden_table(barred.standing)
    assert whole is not None
    assert all(said in drawn(whole) for said in (BARRED.label, BARRED.sentence, "第45条"))
