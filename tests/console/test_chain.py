"""The timeline of a matter (事项时间轴): a lane a file, who answered as bars, arrows for what crossed; tables as well."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from rich.cells import cell_len
from rich.console import Console

from cli.chain import pages
from console.chain import timeline_of_chain
from console.timeline import svg, text
from judging.chaining import chain_file, crossings, in_order
from kinds import COMPLAINT, VIOLATION_CASE
from models.linked import Chain, ChainFile, Crossing
from tests.judging.test_linking import as_file, forwarded, its_case

SVG = "{http://www.w3.org/2000/svg}"
HIDDEN = ChainFile(file_no="2026-000009", kind="ViolationCase", label="案件", readable=False)


def matter() -> Chain:
    """Return a complaint, its case, and a file that may not be seen."""
    files = [as_file(forwarded(), "2026-09-12"), as_file(its_case(), "2026-09-12")]
    beyond = Crossing(
        day=date(2026, 9, 10), from_file="2026-000001", to_file="2026-000009", label="移送", act=3, opened=True
    )
    over = (*crossings(files), beyond)
    members = [chain_file(kind, file) for kind, file in zip((COMPLAINT, VIOLATION_CASE), files, strict=True)]
    names = {"u-430423": "衡阳市生态环境局衡山分局"}
    ordered = in_order([*members, HIDDEN], over)
    return Chain(asked="2026-000001", on=date(2026, 9, 12), files=ordered, crossings=over, names=names)


def test_each_file_is_a_lane_with_its_units_and_each_crossing_an_arrow() -> None:
    """From the lane that it left to the other; of a hidden file nothing but that it is there."""
    drawn = timeline_of_chain(matter())
    units = [(bar.name, bar.start) for bar in drawn.lanes[1].bars if bar.tone == "holder"]

    assert ["T2026-000001 举报件", "2026-000001 案件", "2026-000009 案件（无权查看）"] == [
        one.name for one in drawn.lanes
    ]
    assert [("衡阳市生态环境局衡山分局", date(2026, 9, 3))] == units
    assert "再次查看" not in {bar.name for lane in drawn.lanes for bar in lane.bars}
    assert [(0, 1), (1, 0), (1, 2)] == [(arrow.start, arrow.end) for arrow in drawn.arrows]
    assert ((), ()) == (drawn.lanes[2].marks, drawn.lanes[2].bars)


def test_across_a_transfer_a_file_that_may_not_be_read_says_how_far_it_is() -> None:
    """Its stage stands in the lane and in the table, with the unit that has it."""
    told = HIDDEN.model_copy(update={"stage_name": "已移送", "unit": "u-430423"})
    chain = matter()
    chain = chain.model_copy(update={"files": (*chain.files[:2], told)})
    console = Console(width=120, color_system=None)
    with console.capture() as captured:
        console.print(next(iter(pages(chain))))

    assert "2026-000009 案件（已移送，无权查看）" == timeline_of_chain(chain).lanes[2].name
    assert "已移送，无权查看" in captured.get()


def test_the_drawing_has_a_point_for_every_crossing_and_names_its_colour() -> None:
    """Well-formed, within its frame; the legend tells what a bar of a unit is."""
    drawn = timeline_of_chain(matter())
    root = ET.fromstring(svg(drawn))  # noqa: S314  our own drawing
    words = [node.text or "" for node in root.iter(f"{SVG}text")]

    assert len(drawn.arrows) == len(list(root.iter(f"{SVG}polygon")))
    assert "责任单位" in words
    assert all(0 <= float(node.get("y1", 0)) <= float(root.get("height", 0)) for node in root.iter(f"{SVG}line"))
    assert "2026-09-03 T2026-000001 → 2026-000001 转交办理，等待结果" in text(drawn)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_tables_fit_the_screen_and_cut_no_number(width: int) -> None:
    """At eighty columns, and on narrower ones as well."""
    console = Console(width=width, color_system=None)
    with console.capture() as captured:
        for part in pages(matter()):
            console.print(part)
    page = captured.get()

    assert max(map(cell_len, page.splitlines())) <= width
    assert all(number in page for number in ("T2026-000001", "2026-000001", "2026-000009", "2026-09-03", "无权查看"))
