"""Workbooks as shown: words stay words, whatever they begin with; days are days, sums are numbers."""

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from web.sheets import Sheet, workbook


@pytest.mark.parametrize("word", ["=1+1", "+1", "-1", "@x", '=HYPERLINK("x")', "430423199001011234", "坏\x07字"])
def test_no_word_becomes_a_formula_or_a_number(word: str) -> None:
    """A hostile name and an identity card's digits are read back as the words they were."""
    book = load_workbook(io.BytesIO(workbook("筛选", [Sheet("表", ("名称",), [(word,)])])))
    cell = book["表"]["A3"]

    assert cell.value == word.replace("\x07", "")
    assert cell.data_type == "s"
    assert cell.quotePrefix is word.startswith(("=", "+", "-", "@"))


def test_days_and_sums_are_what_they_are() -> None:
    """A day can be sorted, a sum added up; what is not there is empty; the line above tells how many rows there are."""
    row = (date(2026, 3, 2), Decimal("20000.10"), 7, None)
    page = load_workbook(io.BytesIO(workbook("案件", [Sheet("表", ("日", "罚款", "件", "无"), [row])])))["表"]

    assert [cell.value for cell in page[3]] == [page["A3"].value, 20000.1, 7, None]
    assert page["A3"].is_date
    assert page["A3"].value.date() == row[0]
    assert page["A1"].value == "案件；共1行"
    assert page.print_title_rows == "$1:$2"
