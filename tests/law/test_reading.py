"""A file that is no TOML is told with line, column and the line's own text, whatever the parser's own words are."""

from pathlib import Path

import pytest

from law.reading import Malformed, read_table


@pytest.mark.parametrize(
    ("text", "line", "column", "written"),
    [
        ("a = 1\nb 2\n", 2, 3, "b 2"),
        ("a = 1\nb = [1,\n2\nc = 3\n", 4, 1, "c = 3"),
        ("a = 1\nb = {x = 1\nc = 2\n", 3, 1, "c = 2"),
        ('a = 1\nb = "甲\n', 2, 7, 'b = "甲'),
        ("a = 1\nb = 2\na = 3\n", 3, 6, "a = 3"),
        ("[t]\na = 1\n[t]\n", 3, 3, "[t]"),
        ("day = 2026-02-30\n", 1, 7, "day = 2026-02-30"),
        ("案由 = 1\n", 1, 1, "案由 = 1"),
        ("a = [\n\n", 3, 1, ""),
    ],
)
def test_what_is_no_toml_is_told_with_its_place(
    text: str, line: int, column: int, written: str, tmp_path: Path
) -> None:
    """Whoever types a law sees where to look, and what stands there."""
    file = tmp_path / "law.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Malformed) as caught:
        read_table(file)

    assert line == caught.value.line
    assert f"第{column}列" in caught.value.sentence
    assert (f"“{written}”" if written else "读不通；") in caught.value.sentence
    assert str(caught.value).startswith(f"law.toml第{line}行：TOML语法错误")
