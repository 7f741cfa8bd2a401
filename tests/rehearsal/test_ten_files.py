"""Stories of several files of every kind: what each sends reaches the others, every receipt is back, all go in step."""

import json
from itertools import pairwise
from pathlib import Path

from api.opening_acts import OPENINGS as FORMS
from console.chain import timeline_of_chain
from console.timeline import svg
from judging.linking import links_of
from kinds import KINDS, kind_of
from law.edition import shipped
from models.acts.delivery import RecordDelivery, RecordDeliveryRefused
from models.linked import crossing
from rehearsal.exported import ELSEWHERE, OF_THE_OTHER
from rehearsal.files import read_scripts
from rehearsal.filling import OPENED_WITH, Participants
from rehearsal.in_step import Rehearsal
from rehearsal.playing import Play
from rehearsal.story_files import KIND_SAID, OPENINGS
from tests.rehearsal.conftest import Rehearsing
from tests.rehearsal.on_paper import PaperServices, chain_of
from tests.rehearsal.test_files import unplayed

STORY = Path(__file__).parents[2] / "samples" / "hengyang-ten-files-2025.yaml"
PARTICIPANTS = Participants(
    grid="衡山县 开云镇",
    unit="u-430423",
    officers=("p-430423-04", "p-430423-06"),
    heads=("p-430423-01",),
    legal="p-430423-11",
    clerk="p-430423-12",
    party="o-1",
)
UNITS = {
    "u-4304": "衡阳市生态环境局",
    "u-430423": "衡阳市生态环境局衡山分局",
    "u-430424": "衡阳市生态环境局衡东分局",
    "u-4304-agriculture": "衡阳市农业农村局",
    "u-4304-police": "衡阳市公安局",
    "u-430423100": "开云镇",
}
HANDED_ON = """\
case: {title: 甲案, source: 虚构, grid: 衡山县 开云镇}
acts:
- {at: 2025-03-10 09:00, by: officer, act: report_finding, opens: 主案, fields: {pollution: [air], summary: 秸秆焚烧}}
- at: 2025-03-11 09:00
  by: clerk
  act: transfer_matter
  opens: 移送
  fields:
    unit: u-4304-agriculture
    scope: part
    matter: 秸秆露天焚烧
    letter: 衡山环移〔2025〕2号
    materials: [{name: 现场照片, count: 4}]
    reason: not_competent
    explanation: 属于农业农村部门职责
    pollution: [air]
- at: 2025-03-12 09:00
  by: clerk
  act: request_assistance
  file: 主案
  opens: 协助
  fields: {unit: u-430424, document_no: 衡山环协〔2025〕1号, request: 请协助核实, due: "2025-04-11"}
- {at: 2025-03-13 09:00, by: agriculture, act: accept_transfer, file: 移送}
- {at: 2025-03-14 09:00, by: neighbour, act: record_assistance_work, file: 协助, fields: {record: 已走访}}
- at: 2025-03-17 09:00
  by: neighbour-head
  act: reply_assistance
  file: 协助
  fields: {reply: 已核实, document_no: 衡东环协复〔2025〕1号}
- {at: 2025-03-18 09:00, by: officer, act: report_emergency, opens: 事件, fields: {pollution: [water], summary: 储罐破裂}}
- at: 2025-03-19 09:00
  by: agriculture
  act: complete_matter
  file: 移送
  fields: {handling: penalised, result: 已处罚}
- {at: 2025-03-20 09:00, by: head, act: reassign, file: 没有这一卷, fields: {reason: 人员调整}}
"""


def rehearsed(path: Path) -> tuple[Play, PaperServices]:
    """Play the one story of a file on paper."""
    services, law = PaperServices(), shipped()
    (script,) = read_scripts(path, law).scripts
    play = Play(script, services, PARTICIPANTS, "run", law)
    Rehearsal([play]).run(None)
    return play, services


OUTSIDE = {"Alarm", "PatrolRound"}
"""Kinds that no story opens: an instrument sends the first, the plan of a grid lays on the other."""
BESIDE = {"DisclosureRequest"}
"""A kind with a story of its own: it is about papers, and nothing of a case reaches it."""
REQUEST = STORY.with_name("hengyang-disclosure-request-2025.yaml")


def test_a_year_of_one_story_goes_through_ten_files_and_all_come_to_their_end() -> None:
    """Complaint, case, two transfers, assistance, a joint investigation out of the case; an emergency with its own."""
    play, services = rehearsed(STORY)

    assert [] == [(row.scene.line, row.refused or row.note) for row in play.entered if row.refused or row.note]
    assert {kind.name for kind in KINDS.values()} - OUTSIDE - BESIDE == {kind_of(no).name for no in play.files.numbers}
    assert [] == [no for no, paper in services.files.items() if not paper.kind.is_archived(paper.record())]
    first, last = play.script.scenes[0].at, play.script.until
    assert last is not None
    assert (last - first).days == 365


def test_a_request_for_information_goes_from_its_completion_to_its_archive() -> None:
    """Completed, paid for, a third party heard, answered in part, reviewed and archived; the days to answer are kept.

    They run anew from the payment, and not while the third party is asked. What it objected to is withheld, so that
    nobody is told of a disclosure.
    """
    play, services = rehearsed(REQUEST)
    (paper,) = services.files.values()
    terms = {term.key.split("#")[0]: term.state for term in services.file(play.files.numbers[0]).standing.terms}

    assert [] == [(row.scene.line, row.refused or row.note) for row in play.entered if row.refused or row.note]
    assert BESIDE == {paper.kind.name}
    assert paper.kind.is_archived(paper.record())
    assert ("met", "met") == (terms["gov_info_on_request"], terms["gov_info_fee"])
    assert {"notify_processing_fee", "record_consultation"} <= set(paper.names())
    assert "tell_third_party" not in paper.names()


def test_eight_of_them_hang_together_and_every_receipt_is_back() -> None:
    """From the complaint on: the case, the matter next door with its case, straw, assistance, the joint investigation."""
    play, services = rehearsed(STORY)

    records = {no: paper.record() for no, paper in services.files.items()}
    opened = [
        one for no, record in records.items() for one in (crossing(no, link) for link in links_of(record)) if one.opened
    ]
    names = {no: name for name, no in play.files.names.items()}
    assert {
        ("举报件", "主案"),
        ("举报件", "跨县移送"),
        ("跨县移送", "衡东案"),
        ("主案", "秸秆移送"),
        ("主案", "协助"),
        ("事件", "事件案"),
        ("主案", "联合调查"),
        ("联合调查", "后续案"),
    } == {(names[one.from_file], names[one.to_file]) for one in opened}
    assert not any(record.has(RecordDeliveryRefused) for record in records.values())
    keys = [act.content.effect for record in records.values() for act in record.all(RecordDelivery)]
    assert len(keys) == len(set(keys))


def test_the_picture_in_the_docs_is_that_of_the_story() -> None:
    """Drawn anew from the complaint's chain; where it differs, `docs/ten-files.svg` has to be written again."""
    play, services = rehearsed(STORY)
    drawn = svg(timeline_of_chain(chain_of(services, play.files.names["举报件"], UNITS)))

    assert (STORY.parents[1] / "docs" / "ten-files.svg").read_text(encoding="utf-8") == f"{drawn}\n"


def test_whatever_happens_in_any_file_happens_in_the_order_of_time() -> None:
    """No file is told of something before it was done, and nothing is entered before what was entered earlier."""
    _, services = rehearsed(STORY)

    for paper in services.files.values():
        assert all(one.recorded_at <= other.recorded_at for one, other in pairwise(paper.acts))


def test_every_kind_of_file_can_be_opened_and_meant() -> None:
    """The addresses are those of the API, every form is filled, and every kind has a word by which a story means it."""
    assert {form.content.__name__: form.address for form in FORMS if form.kind.name not in OUTSIDE} == {
        content.__name__: OPENINGS[content.model_fields["act"].default] for content in OPENED_WITH
    }
    assert {kind.name for kind in KINDS.values()} - OUTSIDE == set(KIND_SAID.values())
    for form in (one for one in FORMS if one.kind.name not in OUTSIDE):
        asked = {name for name, field in form.form.model_fields.items() if field.is_required()}
        given = {"grid", "pollution", "unit", *OPENED_WITH[form.content]}
        assert asked <= given
        known = set(form.content.model_fields) - OF_THE_OTHER.get(form.content, frozenset()) - {"act"}
        assert known - set(form.form.model_fields) <= set(ELSEWHERE), form.content


async def test_a_rehearsal_on_the_engine_follows_what_a_story_opens(rehearsing: Rehearsing, tmp_path: Path) -> None:
    """Transferred, helped with, another file beside; each clock ends at the same instant; a name nobody gave is told."""
    path = tmp_path / "story.yaml"
    path.write_text(HANDED_ON, encoding="utf-8")
    result = await rehearsing.shows(str(path), "--json")
    (told,) = json.loads(result.stdout)["cases"]

    assert [] == unplayed(told)
    assert "没有名为“没有这一卷”的案卷" in result.stderr
    views = [file["view"] for file in told["files"]]
    assert ["ViolationCase", "Matter", "Assistance", "Emergency"] == [
        kind_of(view["standing"]["file_no"]).name for view in views
    ]
    assert 1 == len({view["standing"]["at"][:16] for view in views})
    names = [act["content"]["act"] for act in views[0]["acts"]]
    assert {"record_transfer_accepted", "record_transfer_result", "record_assistance_reply"} <= set(names)
    assert "案件移送函" in [row["effect"]["title"] for row in told["files"][0]["documents"]]
