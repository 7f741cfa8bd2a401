"""The provisions that set a fine (罚则): found by article and day, in any usual spelling; what is wrong in a file is told."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from law.catalogue import STATUTE
from law.edition import shipped
from law.fines import FILE, cited_fines, load_fines
from law.reading import Malformed
from models.acts.penalty import MEASURE_NAMES

LAW = shipped()


@pytest.mark.parametrize(
    ("instrument", "article", "on", "found"),
    [
        ("建设项目环境保护管理条例", "第23条第1款", date(2024, 7, 16), {"project_unaccepted_2017"}),
        (
            "《建设项目环境保护管理条例》",
            "第二十三条",
            date(2024, 7, 16),
            {"project_unaccepted_2017", "project_report_unpublished_2017"},
        ),
        ("建设项目环境保护管理条例", "第23条第1款", date(2017, 9, 30), set()),
        ("大气污染防治法", "第45条、第108条(一)", date(2023, 11, 9), {"air_voc_2016"}),
        ("固体废物污染环境防治法", "第112条第1款第3项", date(2023, 1, 1), {"hazardous_dumped_2020"}),
        ("固体废物污染环境防治法", "第112条第1款第12项", date(2023, 1, 1), {"hazardous_rules_2020"}),
        ("水污染防治法", "第74条第1款", date(2017, 12, 31), {"water_over_standard_2008"}),
        ("水污染防治法", "第83条第3项", date(2018, 1, 1), {"water_discharge_2018"}),
        ("水污染防治法", "第83条", date(2026, 8, 14), {"water_discharge_2018"}),
        ("水污染防治法", "第83条", date(2026, 8, 15), set()),
        ("生态环境法典", "第一千一百零八条", date(2026, 8, 15), {"code_evasion"}),
        ("生态环境法典", "第9999条", date(2026, 8, 15), set()),
        ("生态环境法典", "第一千一百二十条第一款第（五）项", date(2026, 8, 15), {"code_air_voc"}),
        ("生态环境法典", "第1136条第1款第2项、第2款", date(2026, 8, 15), {"code_water_toxic"}),
        ("生态环境法典", "第1236条第2款", date(2026, 8, 15), {"code_accident"}),
        ("水污染防治法", "第94条第2款", date(2026, 8, 14), {"water_accident_2018"}),
        ("水污染防治法", "第94条", date(2017, 12, 31), set()),
        ("水污染防治法", "第83条", date(2017, 12, 31), {"water_accident_2008"}),
        ("大气污染防治法", "第122条第2款", date(2016, 1, 1), {"air_accident_2016"}),
        ("固体废物污染环境防治法", "第118条", date(2020, 9, 1), {"waste_accident_2020"}),
        ("噪声污染防治法", "第77条第1项", date(2022, 6, 4), set()),
        ("噪声污染防治法", "第77条第1项", date(2022, 6, 5), {"noise_building_2022"}),
        ("噪声污染防治法", "第77条第1项", date(2026, 8, 14), {"noise_building_2022"}),
        ("噪声污染防治法", "第77条第1项", date(2026, 8, 15), set()),
        ("噪声污染防治法", "第81条", date(2026, 8, 15), set()),
        ("土壤污染防治法", "第87条", date(2018, 12, 31), set()),
        ("土壤污染防治法", "第87条", date(2026, 8, 14), {"soil_farmland_2019"}),
        ("土壤污染防治法", "第87条", date(2026, 8, 15), set()),
        ("突发环境事件应急管理办法", "第38条第3项", date(2015, 6, 5), {"emergency_duties_2015"}),
    ],
)
def test_a_provision_is_found_by_article_and_day(instrument: str, article: str, on: date, found: set[str]) -> None:
    """Article, paragraph and item as they are cited; only as in force on the day; unknown is none."""
    assert {row.id for row in cited_fines(instrument, article, on, LAW)} == found


def test_every_row_is_sound() -> None:
    """Kinds by their names, ranges in order, rows within the force of their instruments, ids that are not used twice."""
    rows = load_fines(STATUTE / FILE, LAW.catalogue)

    assert {kind for row in rows for kind in row.kinds} <= set(MEASURE_NAMES)
    assert all("confiscation" in row.kinds for row in rows if row.gains)
    assert {row.id for row in rows if row.grade.doubtful} == {
        "project_use_1998",
        "water_over_standard_2008",
        "water_accident_2008",
        "water_accident_2018",
        "air_accident_2016",
        "waste_accident_2020",
        "noise_obstruction_2022",
        "noise_building_2022",
        "noise_building_rules_2022",
        "noise_social_2022",
        "soil_duties_2019",
        "soil_farmland_2019",
        "soil_reclamation_2019",
        "soil_restoring_2019",
        "soil_obstruction_2019",
        "soil_measures_2019",
        "soil_unfiled_2019",
        "emergency_duties_2015",
    }


@pytest.mark.parametrize(
    ("base", "least", "most"),
    [("50000", "600000", "1000000"), ("200000", "600000", "1000000"), ("300000", "900000", "1500000")],
)
def test_a_small_base_counts_as_the_least_one(base: str, least: str, most: str) -> None:
    """固体废物污染环境防治法 art. 112: three to five times the cost, of 200,000 at least."""
    (row,) = cited_fines("固体废物污染环境防治法", "第112条第1款第3项", date(2023, 1, 1), LAW)
    bounds = row.ranges[0].bounds(Decimal(base))

    assert bounds is not None
    assert (bounds.least, bounds.most) == (Decimal(least), Decimal(most))
    assert row.ranges[0].bounds(None) is None


@pytest.mark.parametrize(
    ("article", "law", "told"),
    [
        ("第31条第1款", "环境影响评价法", ["建设项目总投资额的1%以上5%以下"]),
        ("第94条", "水污染防治法", ["事故造成的直接损失的20%", "事故造成的直接损失的30%"]),
        ("第112条第1款第3项", "固体废物污染环境防治法", ["所需处置费用的3倍以上5倍以下"]),
    ],
)
def test_a_range_is_told_as_the_law_tells_it(article: str, law: str, told: list[str]) -> None:
    """Shares in per cent, multiples in times, one share as such."""
    (row,) = cited_fines(law, article, date(2023, 1, 1), LAW)
    assert told == [one.told for one in row.ranges if one.party != "citizen"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('instrument = "PPR"', 'instrument = "PPX"', "PPX"),
        ('least = "200000", most = "1000000"', 'least = "2000000", most = "1000000"', "least"),
        ('id = "permit_missing_2021"', 'id = "permit_exceeded_2021"', "已被使用"),
        ("since = 2018-12-29", "since = 2026-12-29", "施行期间"),
        ('article = "第36条"', 'article = "第35条、第36条"', "一条"),
    ],
)
def test_a_malformed_file_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    """The line is named when the file is read."""
    text = (STATUTE / FILE).read_text("utf-8")
    assert old in text
    file = tmp_path / FILE
    file.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(Malformed, match=r"fines\.toml第") as caught:
        load_fines(file, LAW.catalogue)

    assert told in str(caught.value)
