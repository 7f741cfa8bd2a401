"""The public site: found by every way without a script, renewed by little, silent of what was taken back."""

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema_rs
import pytest
from lxml import html
from sqlalchemy import Engine, insert, update

from docket.writer import record
from law.edition import shipped
from models.effects import Effect
from models.values import CIVIL
from public_site.build import Built, Site
from public_site.shelf import initial
from registry.drawing_lots import Drawn
from registry.inspection_tables import inspection_draws
from registry.parties import Parties
from registry.random_inspection import Asked, Draw, Found, RandomInspections, Rate
from registry.tables import parties
from tests.docket.values import disclosure, document, entry, withdrawal

LAW = shipped()
ON = date(2026, 11, 27)
NOON, LATER = datetime(2026, 7, 1, 12, tzinfo=CIVIL), datetime(2026, 8, 4, 12, tzinfo=CIVIL)
FIRM, HOSTILE = "衡阳市虚构化工有限公司", "<script>alert(1)</script>=cmd|' /C calc'!A0有限公司"


class Town:
    """A docket with a site beside it."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine = engine
        self.folder = folder / "site"
        self.parties = Parties(engine)

    def publishes(self, serial: int, name: str, *more: Effect, revision: int = 1, **fields: object) -> None:
        """Record a case whose decision against an organisation is public."""
        party = self.parties.register("organisation", name).id
        shown = disclosure(2, party=party, **fields)
        effects = (document(), shown, *more)
        record(self.engine, entry(f"2026-{serial:06}", revision, acts=1 + len(effects), effects=effects))

    def builds(self, on: date = ON, **more: bool) -> Built:
        """Bring the site up to date."""
        return Site(self.folder, "https://example.invalid/public", LAW, on).build(self.engine, **more)

    def read(self, page: str) -> str:
        """Return a page."""
        return (self.folder / page).read_text(encoding="utf-8")

    def bytes(self) -> dict[str, bytes]:
        """Return every file of the site."""
        found = sorted(one for one in self.folder.rglob("*") if one.is_file())
        return {one.relative_to(self.folder).as_posix(): one.read_bytes() for one in found}

    def reached(self) -> set[str]:
        """Return every page that links lead to from the first one; each link must lead somewhere."""
        seen, waiting = {"index.html"}, ["index.html"]
        while waiting:
            page = waiting.pop()
            for link in html.fromstring(self.read(page).encode()).xpath("//a/@href"):
                there = (self.folder / page).parent.joinpath(link.partition("#")[0]).resolve()
                name = there.relative_to(self.folder.resolve()).as_posix() if link[0] != "#" else page
                assert there.is_file() or link[0] == "#", (page, link)
                if name not in seen:
                    seen.add(name)
                    waiting += [name] * name.endswith(".html")
        return seen


@pytest.fixture
def town(sqlite: Engine, tmp_path: Path) -> Town:
    """A town with two organisations, one with a name of which to beware, and a citizen."""
    told = Town(sqlite, tmp_path)
    told.publishes(1, FIRM)
    told.publishes(2, HOSTILE, summary="=HYPERLINK(1)")
    citizen = told.parties.register("citizen", "甲某某").id
    record(sqlite, entry("2026-000003", effects=(disclosure(party=citizen, summary="甲某某露天焚烧秸秆"),)))
    record(sqlite, entry("R2026-000001", rehearsal=True, effects=(disclosure(summary="只是演习"),)))
    return told


def test_every_publication_is_found_by_month_county_name_and_number(town: Town) -> None:
    """Each way is a page of links; whoever follows them reaches everything, and no link leads nowhere."""
    built = town.builds()

    assert (3, 3, 0, True) == (built.publications, built.changed, built.removed, built.anew)
    assert {f"items/2026-00000{no}.html" for no in ("1-2", "2-2", "3-1")} <= town.reached()
    assert FIRM in town.read("parties/index.html")
    assert "衡山县" in town.read("places/index.html")
    assert "2026年3月" in town.read("months/index.html")
    assert "衡环山罚〔2026〕1号至100号" in town.read("numbers/index.html")


def test_no_page_runs_anything_or_names_a_citizen(town: Town) -> None:
    """Names are text; what a spreadsheet would take for a formula is text too; nothing rehearsed is told."""
    town.builds()

    for name, said in town.bytes().items():
        text = said.decode()
        hidden = ("甲某某", "只是演习", *(("<script",) if name.endswith(("html", "xml")) else ()))
        assert [] == [word for word in hidden if word in text], name
    rows = list(csv.reader(io.StringIO(town.read("data/decisions-2026.csv").removeprefix("\ufeff"))))
    assert ["'=HYPERLINK(1)"] == [row[11] for row in rows if "HYPERLINK" in row[11]]
    assert "当事人露天焚烧秸秆" in town.read("items/2026-000003-1.html")


def test_a_second_build_writes_nothing_and_is_the_same_as_a_fresh_one(town: Town) -> None:
    """What has not changed is not touched; a build from nothing says the same, byte for byte."""
    town.builds()
    first = town.bytes()

    assert (0, 0, 0, False) == ((again := town.builds()).changed, again.removed, again.pages, again.anew)
    town.builds(anew=True)
    assert first == town.bytes()


def test_what_is_withdrawn_is_gone_from_every_file_and_only_that(town: Town) -> None:
    """行政处罚法 art. 48: name, sum and matter disappear, why stands in their place; the other decisions are not touched."""
    town.publishes(4, "虚构水泥有限公司", summary="无组织排放", fine="7654321.00")
    town.builds()
    other = town.bytes()["items/2026-000001-2.html"]
    town.publishes(
        4, "虚构水泥有限公司", withdrawal(3, publication=2), revision=2, summary="无组织排放", fine="7654321.00"
    )

    built = town.builds()

    assert (1, 0, False) == (built.changed, built.removed, built.anew)
    left = town.bytes()
    assert [] == [name for name, said in left.items() if "虚构水泥" in said.decode() or "7,654,321" in said.decode()]
    assert "原决定被撤销" in left["items/2026-000004-2.html"].decode()
    assert other == left["items/2026-000001-2.html"]
    town.builds(anew=True)
    assert left == town.bytes()


@pytest.mark.parametrize(("on", "is_there"), [(date(2029, 3, 1), True), (date(2029, 3, 2), False)])
def test_what_was_displayed_to_its_end_leaves_without_an_act(town: Town, on: date, *, is_there: bool) -> None:
    """信用: no act of the file says it, the day does."""
    town.builds()
    built = town.builds(on)

    assert is_there == (town.folder / "items/2026-000001-2.html").exists()
    assert (0 if is_there else 3) == built.removed
    if not is_there:
        assert {"decision", "items"}.isdisjoint({name.split("/")[0].split("-")[0] for name in town.bytes()})
        assert "还没有公开的决定" in town.read("index.html")


def test_an_organisation_that_is_renamed_is_renamed_everywhere(town: Town) -> None:
    """The register alone has changed; the old name is found nowhere, and its first sign leads to it no more."""
    town.builds()
    with town.engine.begin() as connection:
        connection.execute(update(parties).where(parties.c.name == FIRM).values(name="衡阳市示范化工有限公司"))

    assert 1 == town.builds().changed
    assert [] == [name for name, said in town.bytes().items() if FIRM in said.decode()]


def test_pages_say_their_language_their_parts_and_their_tables(town: Town) -> None:
    """WCAG 2.2 AA as far as it can be read off a page: language, titles, one h1, landmarks, captions, a way past."""
    town.builds()
    titles = []
    for name in (one for one in town.bytes() if one.endswith(".html")):
        page = html.fromstring(town.read(name).encode())
        titles.append(page.findtext(".//title"))
        assert ("zh-CN", 1, 1) == (page.get("lang"), len(page.xpath("//h1")), len(page.xpath("//main"))), name
        assert page.xpath("//body/*[1][self::a]/@href") == ["#main"]
        assert all(one.xpath("./caption") and one.xpath(".//th[@scope='col']") for one in page.xpath("//table")), name
        assert not page.xpath("//nav[not(@aria-label)]")
        assert [] == page.xpath("//script | //@style | //@onclick | //img[not(@alt)]")
        levels = [int(one.tag[1]) for one in page.xpath("//h1 | //h2 | //h3")]
        assert all(after - before <= 1 for before, after in pairwise(levels)), name
    shown = [title for title in titles if title is not None and "行政处罚决定公开" not in title]
    assert len(shown) == len(set(shown))


def test_open_data_agree_with_their_schema_and_are_in_the_catalogue(town: Town) -> None:
    """CSV and JSON say the same; every file of the catalogue is there; the feed is well formed and names stable ids."""
    town.builds()
    for name, schema in (("decisions-2026", "decision"), ("complaints", "complaints")):
        told = json.loads(town.read(f"data/{name}.json"))
        jsonschema_rs.validate(json.loads(town.read(f"data/{schema}.schema.json")), told)
    rows = list(csv.DictReader(io.StringIO(town.read("data/decisions-2026.csv").removeprefix("\ufeff"))))
    ids = [one["id"] for one in json.loads(town.read("data/decisions-2026.json"))]
    catalogue = json.loads(town.read("data/catalog.jsonld"))
    urls = [one["dcat:downloadURL"]["@id"] for data in catalogue["dcat:dataset"] for one in data["dcat:distribution"]]
    entries = ET.fromstring(town.read("feed.xml")).findall("{http://www.w3.org/2005/Atom}entry")  # noqa: S314  our own

    assert ids == [row["公开编号"] for row in rows]
    assert all((town.folder / url.removeprefix("https://example.invalid/public/")).is_file() for url in urls)
    assert {f"urn:gridcase:disclosure:{one}" for one in ids} == {
        one.findtext("{http://www.w3.org/2005/Atom}id") for one in entries
    }


def _inspected(engine: Engine, *found: Found) -> None:
    """Have a draw of the branch made, with what was found."""
    asked = Asked(unit="u-430423", year=2026, quarter=3, category="key", seed="2026123", seed_source="示例公告")
    lots = tuple(Drawn(object=one.object, lot="0", officers=one.officers) for one in found)
    draw = Draw(
        id="u-430423-2026q3-key",
        asked=asked,
        rate=Rate(share=Decimal("0.25"), basis="示例依据"),
        objects=tuple(one.object for one in found),
        officers=found[0].officers,
        team=2,
        drawn=lots,
        drawn_at=NOON,
        author="p-head",
    )
    row = {"id": draw.id, **asked.model_dump(include={"unit", "year", "quarter", "category", "seed"}), "author": "p"}
    with engine.begin() as connection:
        connection.execute(insert(inspection_draws).values(**row, drawn_at=NOON, body=draw.model_dump_json()))
    for one in found:
        RandomInspections(engine, lambda: LATER).record(draw.id, one, "p-clerk")


def test_what_was_found_at_random_inspections_is_public_but_what_the_law_withholds(town: Town) -> None:
    """A page, CSV and JSON with their schema; of what is withheld only that it is, hostile words are words."""
    said = {"inspected_on": "2026-08-03", "officers": ["p-1", "p-2"], "outcome": "nothing_found"}
    _inspected(
        town.engine,
        Found.model_validate({**said, "object": "91430400MA4L16JH46", "summary": "<b>=1+1{{7*7}}"}),
        Found.model_validate(
            {**said, "object": "91430400MA4L1D1A3X", "summary": "不公开的情况", "withheld": "商业秘密"}
        ),
    )
    town.builds()
    page, table = town.read("inspections/index.html"), town.read("data/inspections.csv")
    told = json.loads(town.read("data/inspections.json"))

    assert "inspections/index.html" in town.reached()
    assert all(
        word in page for word in ("2026年第3季度", "91430400MA4L16JH46", "&lt;b&gt;=1+1{{7*7}}", "依法不予公开1家")
    )
    assert ["91430400MA4L16JH46"] == [row["object"] for row in told[0]["results"]]
    assert not any("不公开的情况" in said.decode() for said in town.bytes().values())
    assert "<b>=1+1{{7*7}}" in table
    jsonschema_rs.validate(json.loads(town.read("data/inspections.schema.json")), told)
    assert "inspections.csv" in town.read("data/catalog.jsonld")


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        (FIRM, "虚"),
        ("湖南省衡阳县虚构养殖场", "虚"),
        ("衡山某厂", "某"),
        ("衡阳市", "衡"),
        ("南岳饭店", "饭"),
        ("虚构厂", "虚"),
    ],
)
def test_an_organisation_is_looked_up_by_its_own_name(name: str, sign: str) -> None:
    """Nearly all begin with the city; the first sign after the places tells them apart."""
    assert sign == initial(name)
