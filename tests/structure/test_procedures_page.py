"""The page of the procedures says what the steps say."""

from law.edition import shipped
from tools.write_procedures import FILE, told


def test_the_page_of_the_procedures_is_as_its_writer_writes_it() -> None:
    """docs/procedures.md names every act, who may do it, its terms and its article; `make docs` renews it."""
    assert told(shipped()) == FILE.read_text(encoding="utf-8"), "请运行 make docs"
