"""The page of the procedures says what the steps say."""

from kinds import KINDS
from law.edition import shipped
from tools.write_procedures import FILE, refusals_of, told


def test_the_page_of_the_procedures_is_as_its_writer_writes_it() -> None:
    """docs/procedures.md names every act, who may do it, its terms and its article; `make docs` renews it."""
    assert told(shipped()) == FILE.read_text(encoding="utf-8"), "请运行 make docs"


def test_every_bar_and_guard_says_what_it_refuses() -> None:
    """Its words begin with `Refuse`, or those of the function that makes it say what the guard refuses: the page reads them."""
    steps = [step for kind in KINDS.values() for step in kind.steps.values()]

    assert [step.name for step in steps if not all(refusals_of(step))] == []
