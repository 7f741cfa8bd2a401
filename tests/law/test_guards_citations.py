"""Citations: old law for old conduct, law in force for every step, one title through several texts (G16)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from under import LAW

from law.citations import Citation, Verdict, basis_in_force, instruments_like, instruments_named

CODE = date(2026, 8, 15)
EVE = date(2026, 8, 14)

REPEALED = [
    "环境保护法",
    "环境影响评价法",
    "海洋环境保护法",
    "大气污染防治法",
    "水污染防治法",
    "土壤污染防治法",
    "固体废物污染环境防治法",
    "噪声污染防治法",
    "放射性污染防治法",
    "清洁生产促进法",
]


def verdict(citation: Citation, on: date, conduct_on: date) -> Verdict:
    """Return what the dates say about one citation."""
    return basis_in_force([citation], on=on, conduct_on=conduct_on, law=LAW)[0].verdict


@pytest.mark.parametrize("title", REPEALED)
def test_the_ten_repealed_laws_end_on_the_eve_of_the_code(title: str) -> None:
    """生态环境法典第1242条: in force on 2026-08-14, old law on the day after, repealed for newer conduct."""
    law = Citation(instrument=f"《中华人民共和国{title}》")

    assert "in_force" == verdict(law, EVE, EVE)
    assert "old_law" == verdict(law, CODE, EVE)
    assert "repealed" == verdict(law, CODE, CODE)


def test_procedure_follows_the_day_of_the_step() -> None:
    """The old measure may not carry a step taken after 2023-06-30, whenever the conduct was."""
    old = Citation(instrument="环境行政处罚办法", about="procedure")

    assert "in_force" == verdict(old, date(2023, 6, 30), date(2023, 1, 1))
    assert "repealed" == verdict(old, date(2023, 7, 1), date(2023, 1, 1))


def test_newer_law_reaches_old_conduct_only_where_it_is_lighter() -> None:
    """从旧兼从轻 (生态环境法典第1057条)."""
    code = Citation(instrument="EEC26", article="第1107条")

    assert "heavier_new_law" == verdict(code, CODE, EVE)
    assert "lighter_new_law" == verdict(code.model_copy(update={"lighter": True}), CODE, EVE)
    assert "in_force" == verdict(code, CODE, CODE)


def test_law_that_is_not_in_force_yet_cannot_be_cited() -> None:
    """A day before it begins, not even as lighter law."""
    code = Citation(instrument="EEC26", lighter=True)

    assert "not_yet" == verdict(code, EVE, EVE)


@pytest.mark.parametrize("on", [date(2010, 5, 4), date(2015, 5, 4), date(2024, 5, 6)])
def test_one_title_finds_the_text_of_the_day(on: date) -> None:
    """环境保护法 had a text of 1989 and one of 2014; 行政处罚法 two as well."""
    assert "in_force" == verdict(Citation(instrument="中华人民共和国行政处罚法"), on, on)
    assert "in_force" == verdict(Citation(instrument="环境保护法"), on, on)


@pytest.mark.parametrize("name", ["EPL14", "环境保护法", "《中华人民共和国环境保护法》", "环境保护法（2014年修订）"])
def test_a_law_is_found_by_code_and_by_any_form_of_its_title(name: str) -> None:
    """With or without 书名号, 中华人民共和国, or the year of the text."""
    assert "EPL14" in [one.code for one in instruments_named(name, LAW)]


def test_an_instrument_the_catalogue_does_not_hold_is_neither_in_force_nor_not() -> None:
    """The third answer; whoever mistyped a title is told those of a like name."""
    (judged,) = basis_in_force([Citation(instrument="虚构市条例")], on=CODE, conduct_on=CODE, law=LAW)

    assert ("unknown", "not_known") == (judged.verdict, judged.answer)
    assert "人工核对" in judged.sentence
    assert "水污染防治法" == instruments_like("水污染防制法", LAW)[0]
    assert () == instruments_like("不存在的法", LAW)


@pytest.mark.parametrize(
    ("instrument", "article", "verdict", "answer"),
    [
        ("生态环境法典", "第1057条", "in_force", "in_force"),
        ("生态环境法典", "第一千零五十七条", "in_force", "in_force"),
        ("生态环境法典", "第1200条", "unknown_article", "not_known"),
        ("生态环境法典", "第1243条", "no_such_article", "not_in_force"),
        ("生态环境行政处罚办法", "第92条", "unknown_article", "not_known"),
        ("生态环境行政处罚办法", "第9999条", "no_such_article", "not_in_force"),
        ("行政处罚法", "第9999条", "unknown_article", "not_known"),
        ("行政处罚法", "附件一", "unknown_article", "not_known"),
    ],
)
def test_an_article_is_in_force_only_where_it_was_read(
    instrument: str, article: str, verdict: str, answer: str
) -> None:
    """Beyond the last article there is none; where we do not know how many there are, we do not know."""
    (judged,) = basis_in_force([Citation(instrument=instrument, article=article)], on=CODE, conduct_on=CODE, law=LAW)

    assert (verdict, answer) == (judged.verdict, judged.answer)


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("湖南省环境保护条例", date(2002, 5, 1)),
        ("湖南省大气污染防治条例", date(2017, 6, 1)),
        ("湖南省湘江保护条例", date(2013, 4, 1)),
        ("湖南省行政执法条例", date(2015, 1, 1)),
        ("湖南省行政处罚听证程序规定", date(2015, 1, 1)),
        ("衡阳市环境保护工作责任规定（试行）", date(2015, 1, 1)),
    ],
)
def test_the_provinces_and_the_citys_own_texts_may_be_cited_unverified(title: str, first: date) -> None:
    """They are known by their name and first day only: neither refused nor called in force, with an article or without."""
    cited = [Citation(instrument=title), Citation(instrument=f"《{title}》", article="第8条")]
    before = first - timedelta(days=1)

    for judged in basis_in_force(cited, on=first, conduct_on=first, law=LAW):
        assert ("by_name_only", "not_known") == (judged.verdict, judged.answer)
        assert judged.sentence.endswith("其效力未经核实")
    assert ["not_yet"] * 2 == [one.verdict for one in basis_in_force(cited, on=before, conduct_on=before, law=LAW)]


def test_the_provinces_regulation_is_cited_in_the_text_of_the_day() -> None:
    """湖南省环境保护条例 was revised from 1 January 2020: the last day of the old text, the first of the new."""
    for on, code in ((date(2019, 12, 31), "HNEPR94"), (date(2020, 1, 1), "HNEPR20")):
        (judged,) = basis_in_force([Citation(instrument="湖南省环境保护条例")], on=on, conduct_on=on, law=LAW)

        assert code == judged.code


def test_a_bad_citation_says_until_when_and_what_to_cite_instead() -> None:
    """The reader learns the last day and the successor."""
    (judged,) = basis_in_force(
        [Citation(instrument="水污染防治法", article="第83条")], on=CODE, conduct_on=CODE, law=LAW
    )

    assert "《水污染防治法》第83条（有效至2026年8月14日）已经失效，应当引用《生态环境法典》" == judged.sentence
