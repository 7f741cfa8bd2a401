"""No guard stands in the list only: a step, a door or the review asks each, and docs/law.md says which."""

from law.guards import GUARDS
from tools.guarding import asked_in
from tools.pages import LAW, written
from tools.tree import told

ASKING = ("procedures/", "api/")
"""Where a guard holds something back; the review only finds afterwards."""


def test_every_guard_is_asked_where_something_is_done() -> None:
    """A guard that nobody asks refuses nothing, whatever the list promises."""
    asked = asked_in()
    idle = [key for key in GUARDS if not any(place.startswith(ASKING) for place in asked[key])]

    assert idle == [], told(idle)


def test_the_page_of_the_law_says_where() -> None:
    """`make docs` writes the table anew."""
    page = LAW.read_text("utf-8")

    assert "<!-- guards -->" in page
    assert page == written(page)
