"""What an act cites is what was in force on its day: the register of articles, on both sides of every change of law."""

from __future__ import annotations

import shutil
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from law.articles import FILE, Article, Articles, Basis, load_articles
from law.catalogue import DAY, Catalogue, UnknownRule
from law.edition import shipped
from law.reading import Malformed

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE = Catalogue.load()
ENTRIES = load_articles(FILE, CATALOGUE)
ROWS = [(entry, basis) for entry in ENTRIES.values() for basis in entry.basis]
NAMES = [f"{entry.id}-{basis.instrument}-{entry.basis.index(basis)}" for entry, basis in ROWS]
TODAY = date(2026, 11, 23)


def cite(of: str, on: str) -> str:
    """Return what the shipped law cites on a day."""
    return shipped().cite(of, date.fromisoformat(on))


@pytest.mark.parametrize(("entry", "basis"), ROWS, ids=NAMES)
def test_a_row_lies_within_the_force_of_its_instrument(entry: Article, basis: Basis) -> None:
    """An article is cited only while the instrument it stands in was in force."""
    instrument = CATALOGUE.instrument(basis.instrument)
    first, last = basis.span(instrument)

    assert instrument.since <= first <= last <= (instrument.until or date.max), entry.id


@pytest.mark.parametrize(("entry", "basis"), ROWS, ids=NAMES)
def test_a_row_is_cited_on_its_days_and_on_no_other(entry: Article, basis: Basis) -> None:
    """The day before its first, its first, its last, the day after its last."""
    first, last = basis.span(CATALOGUE.instrument(basis.instrument))
    articles = shipped().articles

    assert basis not in articles.in_force(entry.id, first - DAY)
    assert basis in articles.in_force(entry.id, first)
    assert basis in articles.in_force(entry.id, min(last, TODAY))
    assert articles.cite(entry.id, first)
    if last < TODAY:
        assert basis in articles.in_force(entry.id, last)
        assert basis not in articles.in_force(entry.id, last + DAY)


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=lambda entry: entry.id)
def test_no_instrument_is_cited_twice_on_a_day(entry: Article) -> None:
    """Two rows for one instrument cover different days."""
    spans = [(one.instrument, one.span(CATALOGUE.instrument(one.instrument))) for one in entry.basis]

    for (code, (first, last)), (other, (begin, end)) in combinations(spans, 2):
        assert code != other or last < begin or end < first


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=lambda entry: entry.id)
def test_every_entry_is_cited_today_or_until_it_ended(entry: Article) -> None:
    """Nothing has silently lost its basis; what came to an end says its last day in every row."""
    on = min(TODAY, max(one.until or TODAY for one in entry.basis))

    assert shipped().cite(entry.id, on).startswith("《")


def test_no_entry_says_what_a_rule_says() -> None:
    """A rule of the catalogue is cited by its own id."""
    assert not set(ENTRIES) & set(CATALOGUE.rules)


@pytest.mark.parametrize(
    ("of", "on", "cited"),
    [
        ("case_filing", "2010-02-28", ""),
        ("case_filing", "2010-03-01", "《环境行政处罚办法》第22条"),
        ("case_filing", "2023-06-30", "《环境行政处罚办法》第22条"),
        ("case_filing", "2023-07-01", "《生态环境行政处罚办法》第18条、第19条"),
        ("filing_revocation", "2016-05-01", "《环境行政处罚办法》第23条"),
        ("filing_revocation", "2024-05-01", "《生态环境行政处罚办法》第20条"),
        ("penalty_decision", "2021-07-14", "《中华人民共和国行政处罚法》第38条"),
        ("penalty_decision", "2021-07-15", "《中华人民共和国行政处罚法》第57条"),
        ("party_statement", "2021-07-14", "《中华人民共和国行政处罚法》第32条"),
        ("party_statement", "2021-07-15", "《中华人民共和国行政处罚法》第45条"),
        ("hearing_procedure", "2016-01-04", "《中华人民共和国行政处罚法》第42条"),
        ("hearing_procedure", "2022-01-04", "《中华人民共和国行政处罚法》第64条"),
        (
            "stay_of_execution",
            "2015-04-30",
            "《中华人民共和国行政复议法》第21条、《中华人民共和国行政诉讼法》第44条",
        ),
        (
            "stay_of_execution",
            "2023-12-31",
            "《中华人民共和国行政复议法》第21条、《中华人民共和国行政诉讼法》第56条",
        ),
        (
            "stay_of_execution",
            "2024-01-01",
            "《中华人民共和国行政复议法》第42条、《中华人民共和国行政诉讼法》第56条",
        ),
        ("reconsideration_suspension", "2023-12-31", "《中华人民共和国行政复议法实施条例》第41条"),
        ("reconsideration_suspension", "2024-01-01", "《中华人民共和国行政复议法》第39条"),
        (
            "daily_penalty_decision",
            "2026-08-14",
            "《中华人民共和国环境保护法》第59条第1款、《环境保护主管部门实施按日连续处罚办法》第7条、第17条、第19条",
        ),
        (
            "daily_penalty_decision",
            "2026-08-15",
            (
                "《中华人民共和国生态环境法典》第1060条第1款、"
                "《环境保护主管部门实施按日连续处罚办法》第7条、第17条、第19条"
            ),
        ),
        ("grid_persons", "2015-12-30", ""),
        (
            "grid_persons",
            "2015-12-31",
            "《衡阳市人民政府办公室关于加强环境监管执法的实施意见》（衡政办发〔2015〕76号）附件四（三）",
        ),
        ("damage_claim", "2024-01-01", "《生态环境损害赔偿管理规定》（环法规〔2022〕31号）"),
    ],
)
def test_an_article_is_cited_as_it_stood_on_the_day(of: str, on: str, cited: str) -> None:
    """Both sides of 2010-03-01, 2015-05-01, 2021-07-15, 2023-07-01, 2024-01-01 and 2026-08-15."""
    assert cite(of, on) == cited


@pytest.mark.parametrize(
    ("of", "on", "cited"),
    [
        ("case_closure", "2023-06-30", "《环境行政处罚办法》第67条"),
        ("case_closure", "2023-07-01", "《生态环境行政处罚办法》第77条"),
        ("decision_service", "2021-07-14", "《中华人民共和国行政处罚法》第40条"),
        ("review_admission", "2024-01-01", "《中华人民共和国行政复议法》第30条、第31条"),
        ("court_accept", "2016-01-01", "《中华人民共和国行政强制法》第56条"),
        ("hotline_accept", "2021-12-12", "《环保举报热线工作管理办法》第8条"),
        ("hotline_accept", "2021-12-13", "《环保举报热线工作管理办法》第7条第2款"),
        ("recheck_window", "2014-12-31", ""),
    ],
)
def test_a_rule_of_the_catalogue_is_cited_the_same_way(of: str, on: str, cited: str) -> None:
    """Several provisions of one instrument are cited as one, each article once."""
    assert cite(of, on) == cited


def test_an_unknown_id_is_refused_with_near_names() -> None:
    """Neither register knows it; both are asked for what comes near."""
    with pytest.raises(UnknownRule) as caught:
        cite("case_filling", "2024-01-01")

    assert "case_filing" in caught.value.nearest


def test_the_register_is_part_of_the_edition(tmp_path: Path) -> None:
    """Another register is another edition, and what it says is what is cited."""
    (tmp_path / "statute").mkdir()
    text = FILE.read_text("utf-8").replace('article = "第18条、第19条"', 'article = "第18条"')
    (tmp_path / "statute" / FILE.name).write_text(text, encoding="utf-8")

    law = shipped().with_files(tmp_path)

    assert law.edition != shipped().edition
    assert law.cite("case_filing", date(2024, 1, 1)) == "《生态环境行政处罚办法》第18条"


def test_a_repeal_ends_what_is_cited_of_it(tmp_path: Path) -> None:
    """An overlay that repeals an instrument need not repeat the register."""
    (tmp_path / "statute").mkdir()
    text = (FILE.parent / "mep28.toml").read_text("utf-8")
    text = text.replace("since = 2015-01-01", "since = 2015-01-01\nuntil = 2027-12-31", 1)
    (tmp_path / "statute" / "mep28.toml").write_text(text, encoding="utf-8")

    law = shipped().with_files(tmp_path)

    assert law.cite("correction_order", date(2028, 1, 1)) == "《中华人民共和国行政处罚法》第28条第1款"


def test_a_catalogue_without_a_register_cites_its_rules(tmp_path: Path) -> None:
    """A folder of instruments alone is law too."""
    shutil.copy(FILE.parent / "mee30.toml", tmp_path)

    articles = Articles.of(Catalogue.read(tmp_path))

    assert articles.cite("case_closure", TODAY) == "《生态环境行政处罚办法》第77条"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('article = "第22条"', "article = 22", ("article.2.basis.1", "")),
        ('instrument = "MEP8", article = "第22条"', 'instrument = "MEP9", article = "第22条"', ("basis.1", "MEP9")),
        ('article = "第22条"', 'article = "第22条", until = 2023-07-01', ("article.2.basis.1", "超出")),
        ('instrument = "MEP8", article = "第22条"', 'instrument = "MEE30", article = "第22条"', ("basis.2", "重叠")),
        ('id = "case_filing"', 'id = "case_filing_decision"', ("article.2.id", "已被使用")),
    ],
)
def test_a_malformed_file_tells_its_line(tmp_path: Path, old: str, new: str, told: tuple[str, ...]) -> None:
    """What cannot be cited is told with file, line and field when the file is read."""
    text = FILE.read_text("utf-8")
    assert old in text
    file = tmp_path / FILE.name
    file.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(Malformed) as caught:
        load_articles(file, CATALOGUE)

    assert "articles.toml第" in str(caught.value)
    for words in told:
        assert words in str(caught.value)
