"""The pages (评查页面): one a file, one over all; nothing is fetched, everything is escaped."""

import re
from html.parser import HTMLParser
from pathlib import Path

from file_review.pages import by_rule, file_page, page_names, summary_page, timeline, write_pages
from tests.file_review.reading_cases import SHIPPED, a_case, ids, judge_file, judged

ALL = [judged(SHIPPED, case) for case in ids()]


class _Tags(HTMLParser):
    """Collects open tags and whatever points outside."""

    VOID = frozenset({"meta", "br", "link", "img", "line", "circle", "rect"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.outside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.outside += [
            str(value) for name, value in attrs if name in {"src", "href", "data"} and value and "://" in value
        ]
        self.outside += [tag] if tag in {"script", "iframe", "link"} else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag."""
        if tag not in self.VOID:
            assert self.open.pop() == tag


def test_every_page_is_whole_and_fetches_nothing() -> None:
    """Each page stands by itself, without network."""
    pages = [file_page(one) for one in ALL] + [summary_page(ALL, page_names(ALL), ())]
    for page in pages:
        tags = _Tags(page)
        assert (tags.open, tags.outside) == ([], [])
        assert "@import" not in page
        assert "url(" not in page


def test_a_page_shows_departures_sums_and_what_is_missing() -> None:
    """Everything the JSON says can be read."""
    page = file_page(judged(SHIPPED, "65-court-enforcement-2015"))

    for words in ("他方逾期", "缴纳罚款", "2015-07-29", "加处罚款核对", "80,000元", "相符", "不能评查", "第46条"):
        assert words in page
    assert "<svg" in page


def test_doubtful_articles_are_marked() -> None:
    """Grades S, P and M carry their mark wherever they are shown."""
    page = file_page(judged(SHIPPED, "40-hidden-pipe-2016"))

    assert "※处罚决定公开" in page


def test_the_summary_counts_by_rule_place_and_year(tmp_path: Path) -> None:
    """What is departed from most comes first."""
    late, _ = judge_file(a_case(tmp_path, "2019-03-01 correction_order_served\n2019-04-20 recheck"))
    rows = by_rule([*ALL, *late])
    page = summary_page(ALL, page_names(ALL), ())

    assert (rows[0].name, rows[0].departed) == ("复查（暗查）", 1)
    assert [row.kept for row in rows if row.name.startswith("复查")] == [9]
    for words in ("最常违反的规定", "按地方", "按年份", "江苏泰兴", "2015", 'href="65-court-enforcement-2015.html"'):
        assert words in page


def test_names_of_pages_are_safe_and_their_own(tmp_path: Path) -> None:
    """A number of a case is no path."""
    found = [
        judge_file(a_case(tmp_path, "2024-03-08 discovered", f"{place}.yaml", case=f"'{case}'"))[0][0]
        for place, case in enumerate(["../x", "x", "a b", "a/b", "index", "..", "案1"])
    ]
    names = page_names(found)

    assert len(set(names)) == len(names)
    assert all(
        re.fullmatch(r"[\w.-]+\.html", name) and not name.startswith(".") and name != "index.html" for name in names
    )


def test_words_of_a_file_are_escaped(tmp_path: Path) -> None:
    """What stands in a file is text, never markup."""
    file = a_case(tmp_path, "2024-03-08 discovered")
    file.write_text(file.read_text(encoding="utf-8").replace("示例市", "'<script>alert(1)</script>'"), encoding="utf-8")
    page = file_page(judge_file(file)[0][0])

    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_pages_are_written_into_a_folder(tmp_path: Path) -> None:
    """One over all, and one a file."""
    written = write_pages(ALL[:3], (), tmp_path / "new" / "pages")

    assert written[0].name == "index.html"
    assert all(file.is_file() for file in written)
    assert len(written) == 4


def test_the_timeline_marks_departures(tmp_path: Path) -> None:
    """Acts on their days, terms as bars, what departed in red."""
    drawn = timeline(judged(SHIPPED, "65-court-enforcement-2015"))
    bars = {bar.name: bar.tone for lane in drawn.lanes for bar in lane.bars}

    assert bars["处罚决定书送达"] == "kept"
    assert bars["申请强制执行期限"] == "kept"
    assert not any(mark.wrong for lane in drawn.lanes for mark in lane.marks)
    ((late,), _) = judge_file(a_case(tmp_path, "2019-03-01 correction_order_served\n2019-04-20 recheck"))
    assert any(mark.wrong for lane in timeline(late).lanes for mark in lane.marks)
