"""A closed file as an archive (立卷): ordered, numbered, whole, the same each time, and a changed one is found."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine

from api.archiving import archive
from api.doors.limits import DoorLimits
from api.problems import Refusal
from api.world import World
from docket.views import DocumentRow
from evidence.keeping import Materials
from evidence.store import Store
from judging.judge import judge
from law.edition import shipped
from models.acts import Act
from models.effects import Document
from models.file import File
from papers.verify_archive import MANIFEST, verify
from registry.proof_signing import Signer
from registry.registry import Registry
from settings import Settings
from tests.api.conftest import everything_up, unreachable
from tests.builders import CLERK, OFFICER, PaperCase, a_case, moment
from tests.evidence.materials import photo, written
from tests.procedures.test_archive import ORDER
from tests.procedures.test_case_custody import BOTTLE, LAB

CLOSED = moment("2026-09-30")
PEOPLE = {
    '"p-town-1"': '"p-430423100-03"',
    **{f'"p-county-{no}"': f'"p-430423-{no:02}"' for no in range(1, 8)},
}


@pytest.fixture
def world(settings: Settings, registry: Registry, docket: Engine, tmp_path: Path) -> World:
    """Return the world without an engine: an archive is made of what was recorded."""
    materials = Materials(docket, Store(str(tmp_path / "store")), lambda: CLOSED)
    signer = Signer.from_settings(settings)
    return World(settings, unreachable(), registry, docket, everything_up, shipped, signer, materials, DoorLimits(1, 1))


def filed(world: World, case: PaperCase) -> tuple[File, tuple[DocumentRow, ...]]:
    """Return a case of people and a party of the register, with its documents."""
    party = world.registry.parties.register("organisation", "示例建材有限公司", address="衡山县开云镇").id
    text = json.dumps([act.model_dump(mode="json") for act in case.acts])
    for made_up, known in {**PEOPLE, '"party-1"': f'"{party}"'}.items():
        text = text.replace(made_up, known)
    acts = [Act.stored_as(row) for row in json.loads(text)]
    judged = judge(case.kind, case.number, acts, 0, case.law, CLOSED)
    rows = [
        DocumentRow(file_no=case.number, at=CLOSED, number=f"衡环{one.word}〔2026〕1号", effect=one)
        for one in judged.effects
        if isinstance(one, Document)
    ]
    return File(kind=case.kind.name, acts=judged.acts, revision=1, standing=judged.standing), tuple(rows)


def test_an_archive_is_ordered_and_whole_and_a_changed_one_is_found(world: World, tmp_path: Path) -> None:
    """Wherever it was changed: a volume, a material, the manifest, a file too many, another archive."""
    file, rows = filed(world, a_case("close_case"))
    world.materials.keep(
        file.standing.file_no, written(tmp_path, photo(), "排口.jpg"), "排口.jpg", CLERK, "排口外排黑水"
    )
    made, again = tmp_path / "卷.zip", tmp_path / "再.zip"
    digest = archive(world, shipped(), file, rows, made)
    archive(world, shipped(), file, rows, again)
    with zipfile.ZipFile(made) as opened:
        content = {name: opened.read(name) for name in opened.namelist()}
    main, inner = json.loads(content[MANIFEST])["volumes"]
    pages = PdfReader(io.BytesIO(content["正卷.pdf"])).pages

    assert made.read_bytes() == again.read_bytes()
    assert (verify(made), verify(made, digest)) == ("", "")
    assert [one["form"] for one in main["pieces"]][:3] == ["penalty_decision", "receipt", "filing_approval"]
    assert [one["form"] for one in inner["pieces"]] == ["source", "case_review"]
    assert [one["pages"][0] for one in main["pieces"]][1:] == [one["pages"][1] + 1 for one in main["pieces"]][:-1]
    first = pages[2].extract_text().split()
    assert ("行政处罚决定书" in first, first[-1]) == (True, "1")
    assert len(pages) > main["pages"]
    assert "改动" in verify(made, "0" * 64)
    for name, changed in (
        ("正卷.pdf", content["正卷.pdf"][:-1] + b"?"),
        (MANIFEST, content[MANIFEST].replace(b"1980", b"1981").replace("正卷".encode(), "副卷".encode(), 1)),
        ("案卷.json", content["案卷.json"].replace("示例村".encode(), "他村".encode(), 1)),
    ):
        other = tmp_path / "改.zip"
        with zipfile.ZipFile(other, "w") as rewritten:
            for one, said in {**content, name: changed}.items():
                rewritten.writestr(one, said)
        assert verify(other), name


def test_a_file_that_is_not_closed_has_no_archive(world: World, tmp_path: Path) -> None:
    """And nothing half done."""
    file, rows = filed(world, a_case("decide_penalty"))

    with pytest.raises(Refusal, match="结案"):
        archive(world, shipped(), file, rows, tmp_path / "卷.zip")


def test_marks_things_taken_and_openings_stand_in_the_archive(world: World, tmp_path: Path) -> None:
    """What was marked in 副卷 alone, the sheet of the things with the names of who had them, the order in 备考表."""
    case, secret = a_case("record_payment"), written(tmp_path, photo(), "工艺.jpg")
    bottle = case.does("take_evidence", "2026-09-28 14:00", **BOTTLE).no
    case.does("hand_over_evidence", "2026-09-28 16:00", of=bottle, **LAB)
    gone: dict[str, Any] = {"giver": LAB["keeper"], "keeper": LAB["keeper"], "outcome": "used_up", "by": OFFICER}
    case.does("let_go_of_evidence", "2026-09-28 17:00", of=bottle, **gone)
    inspected = next(act.no for act in case.acts if act.name == "inspect_site")
    case.does("close_case", "2026-09-29")
    digest = world.materials.keep(case.number, secret, "工艺.jpg", CLERK, "生产工艺")[0].sha256
    case.does("keep_inside", "2026-09-29 10:00", of=inspected, exhibits=[digest], ground="trade_secret", by=OFFICER)
    case.does("archive_case", "2026-09-29 11:00")
    case.does("open_archive", "2026-09-29 12:00", **{**ORDER, "dated": "2026-09-28"})
    file, rows = filed(world, case)
    made = tmp_path / "卷.zip"
    archive(world, shipped(), file, rows, made)
    with zipfile.ZipFile(made) as opened:
        main, inner = json.loads(opened.read(MANIFEST))["volumes"]
        text = "".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(opened.read("正卷.pdf"))).pages)
    told = "".join(text.split())

    assert verify(made) == ""
    assert {(one["form"], one["mark"]) for one in inner["pieces"] if one["mark"]} == {
        ("inspection_record", "trade_secret"),
        ("material", "trade_secret"),
    }
    assert not {"inspection_record", "material"} & {one["form"] for one in main["pieces"]}
    assert "custody" in {one["form"] for one in main["pieces"]}
    assert "样1外排水样（样品，1件）" in told
    assert "移交示例检测公司（检测），封存完好" in told
    assert "检测用尽" in told
    assert "衡政复决〔2026〕9号开启档案" in told
