"""Links between files: read off the acts that the crossings left in each, and put together to the chain of a matter."""

from datetime import date

import pytest

from judging.chaining import chain_file, crossings, held, in_order
from judging.linking import links_of
from kinds import COMPLAINT, VIOLATION_CASE
from models.acts.delivery import RecordDelivery
from models.file import File
from models.people import Actor
from models.standing import Link
from tests.builders import COUNTY, TOWN, PaperCase, a_case, enters

COMPLAINT_NO, CASE_NO = "T2026-000001", "2026-000001"


def receipt(file: PaperCase, at: str, of: int, what: str, other: str, act_no: int) -> None:
    """Have the receipt come back of what an act sent."""
    content = RecordDelivery(
        effect=f"{file.number}/{of}/{what}", receiver=other or "s-12369", file_no=other, act_no=act_no
    )
    enters(file, content, at)


def forwarded() -> PaperCase:
    """Return a complaint that was forwarded and whose case is open."""
    complaint = PaperCase(kind=COMPLAINT)
    complaint.number = COMPLAINT_NO
    for day, act in enumerate(("receive", "accept", "forward"), start=1):
        complaint.does(f"{act}_complaint", f"2026-09-0{day}")
    receipt(complaint, "2026-09-03 09:01", 3, "case", CASE_NO, 1)
    return complaint


def its_case() -> PaperCase:
    """Return the case that was opened for it, declined, and has told so."""
    case = PaperCase()
    by = Actor(id=f"Complaint:{COMPLAINT_NO}", kind="file", unit=COUNTY, level=2)
    case.does("report_finding", "2026-09-03", by=by, source="complaint", complaint=COMPLAINT_NO)
    case.does("hand_to_department", "2026-09-04")
    case.does("decline_filing", "2026-09-10")
    case.does("feed_back", "2026-09-11", to="complaint", result="未发现违法事实")
    receipt(case, "2026-09-11 09:01", len(case.acts), "feedback", COMPLAINT_NO, 5)
    return case


def told(complaint: PaperCase) -> None:
    """Have the case tell the complaint what came of it."""
    by = Actor(id=f"ViolationCase:{CASE_NO}", kind="file", unit=COUNTY, level=2)
    complaint.does("record_complaint_result", "2026-09-11", by=by, case=CASE_NO, result="未发现违法事实")


def as_file(paper: PaperCase, at: str) -> File:
    """Return a paper file as the API has it."""
    standing = paper.at(at).model_copy(update={"file_no": paper.number})
    return File(kind=paper.kind.name, revision=1, acts=tuple(paper.acts), standing=standing)


def test_the_file_that_opened_another_waits_until_it_has_told_its_last_word() -> None:
    """转交办理: from the receipt to the result the complaint waits for its case."""
    complaint = forwarded()
    before = links_of(complaint.record())
    told(complaint)
    after = links_of(complaint.record())

    to = Link(file_no=CASE_NO, way="to", act=3, label="转交办理", on=date(2026, 9, 3), waits=True)
    heard = Link(file_no=CASE_NO, way="heard", act=5, label="收到办理结果", on=date(2026, 9, 11))
    assert (to,) == before
    assert (to.model_copy(update={"waits": False}), heard) == after


def test_a_result_that_came_on_paper_ends_the_waiting_and_one_withdrawn_begins_it_anew() -> None:
    """What somebody entered by hand names the case it came from; another case's word ends nothing."""
    complaint = forwarded()
    complaint.does("record_complaint_result", "2026-09-08", case=CASE_NO, result="书面告知")
    on_paper = [link.waits for link in links_of(complaint.record())]
    complaint.does("withdraw_act", "2026-09-09", of="record_complaint_result", reason="误录")

    assert [False] == on_paper
    assert [True] == [link.waits for link in links_of(complaint.record())]


def test_the_other_side_knows_where_it_came_from_and_whom_it_told() -> None:
    """The opening names the file that opened it; a receipt of a word is no opening."""
    ways = [(link.way, link.file_no, link.waits) for link in its_case().at("2026-09-12").links]

    assert [("from", COMPLAINT_NO, False), ("told", COMPLAINT_NO, False)] == ways


def test_a_file_that_came_from_a_person_and_told_a_system_has_no_links() -> None:
    """A receipt of a system names no file."""
    complaint = PaperCase(kind=COMPLAINT)
    complaint.does("receive_complaint", "2026-09-01")
    receipt(complaint, "2026-09-01 10:00", 1, "acceptance", "", 0)

    assert () == links_of(complaint.record())


@pytest.mark.parametrize("known", ["both", "complaint", "case"])
def test_what_crossed_is_told_once_whichever_side_is_known(known: str) -> None:
    """Where one side may not be seen, or has not heard yet, the other one tells it."""
    complaint = forwarded()
    told(complaint)
    files = {"complaint": as_file(complaint, "2026-09-12"), "case": as_file(its_case(), "2026-09-12")}
    seen = [file for name, file in files.items() if known in ("both", name)]
    over = [(one.from_file, one.to_file, one.opened) for one in crossings(seen)]

    assert [(COMPLAINT_NO, CASE_NO, True), (CASE_NO, COMPLAINT_NO, False)] == over


def test_a_chain_begins_with_what_came_first_and_tells_what_people_and_files_did() -> None:
    """The complaint stands above its case, whichever was asked for; the engine's receipts are no acts of the matter."""
    case, complaint = as_file(its_case(), "2026-09-12"), as_file(forwarded(), "2026-09-12")
    members = [chain_file(VIOLATION_CASE, case), chain_file(COMPLAINT, complaint)]

    assert [COMPLAINT_NO, CASE_NO] == [one.file_no for one in in_order(members, crossings([case, complaint]))]
    assert ["接到投诉举报", "受理举报", "转交办理"] == [done.label for done in members[1].acts]
    assert (date(2026, 9, 3), True) == (members[0].opened_on, members[0].acts[0].by_file)


def test_a_chain_says_who_answered_from_when_until_when() -> None:
    """责任单位的变化: the township until it has reported upward, then the department until the case is closed."""
    found = [(row.unit, str(row.since), str(row.until)) for row in held(VIOLATION_CASE, a_case("file_case").record())]
    (*_, last) = held(VIOLATION_CASE, a_case("close_case").record())

    assert [(TOWN, "2026-09-01", "2026-09-01"), (COUNTY, "2026-09-01", "None")] == found
    assert (COUNTY, date(2026, 9, 29)) == (last.unit, last.until)
