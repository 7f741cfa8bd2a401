"""What may be done next is told in the usual order: what an open term waits for, the ordinary course, then the rest."""

import pytest

from judging.kind import Kind
from kinds import COMPLAINT, KINDS
from models.people import Role
from tests.builders import OFFICER, PaperCase, a_case

AFTER = "2026-10-30"


def offered(case: PaperCase, at: str, *, usual: bool | None = None) -> list[str]:
    """Return the names of the acts that a file is offered."""
    return [row.act for row in case.at(at).next if usual is None or row.usual is usual]


def test_what_an_open_term_waits_for_comes_first_and_names_it() -> None:
    """A fresh complaint is accepted or refused within its term; everything else comes after (环保举报热线工作管理办法第7条)."""
    case = PaperCase(kind=COMPLAINT)
    case.does("receive_complaint", "2026-09-01")
    first, second, *others = case.at("2026-09-02").next

    assert [("accept_complaint", "hotline_accept#1"), ("refuse_complaint", "hotline_accept#1")] == [
        (row.act, row.term) for row in (first, second)
    ]
    assert not any(row.usual for row in others)


def test_a_fresh_finding_is_offered_what_can_be_done_with_it() -> None:
    """Nothing that hangs on an act that is not there: no judgment without a referral, no appeal without a judgment."""
    case = PaperCase()
    case.does("report_finding", "2026-09-01")

    assert "report_upward" == offered(case, "2026-09-01")[0]
    assert {"record_criminal_judgment", "record_appeal", "release_seizure"}.isdisjoint(offered(case, "2026-09-01"))


def test_an_archived_case_has_no_usual_next_act() -> None:
    """What may still be done, as setting the record right, is not what usually comes next."""
    assert [] == offered(a_case(), AFTER, usual=True)
    assert "withdraw_act" in offered(a_case(), AFTER)


@pytest.mark.parametrize(
    "until", ["file_case", "conclude_investigation", "serve_notice", "decide_penalty", "close_case"]
)
def test_each_step_of_an_ordinary_case_was_offered_as_usual_before_it_was_done(until: str) -> None:
    """The few that are told first hold what the ordinary case does next."""
    whole = a_case()
    done = [act.name for act in whole.acts if act.by.kind == "person"]
    following = done[done.index(until) + 1 :][:1]
    last = next(act for act in whole.acts if act.name == until)

    told = offered(a_case(until), last.day.isoformat(), usual=True)

    assert len(told) < 10
    assert set(following) & set(told) or not following


@pytest.mark.parametrize(
    ("until", "usual"),
    [
        ("report_finding", ["report_upward"]),
        ("report_upward", ["hand_to_department", "acknowledge_report"]),
        ("hand_to_department", ["file_case", "decline_filing", "inspect_site", "interview"]),
        ("file_case", ["interview", "serve_correction_order", "conclude_investigation"]),
        ("serve_notice", ["recheck_correction", "receive_statement", "waive_statement"]),
        ("serve_decision", ["record_payment", "feed_back", "publish_decision"]),
        ("record_payment", ["close_case"]),
    ],
)
def test_what_only_happens_at_times_is_not_told_as_usual(until: str, usual: list[str]) -> None:
    """No designation, no second hand-over, no fine on the spot, no contest, no demand before the money is late."""
    case = a_case(until)

    assert usual == offered(case, case.acts[-1].day.isoformat(), usual=True)


def test_what_the_bureau_found_itself_is_filed_and_may_be_handed_on() -> None:
    """The hand-over is for what is not the bureau's (生态环境行政处罚办法第17条): to be had, and not what comes next."""
    case = PaperCase()
    case.does("report_finding", "2026-09-01", by=OFFICER)

    assert "hand_to_department" in offered(case, "2026-09-01", usual=False)
    assert {"file_case", "decide_on_the_spot"} <= set(offered(case, "2026-09-01", usual=True))


def test_once_a_case_is_filed_only_the_head_is_told_that_it_may_be_handed_on() -> None:
    """As an officer would be refused it (移送决定由行政机关负责人作出)."""
    roles = {row.act: row.roles for row in a_case("file_case").at("2026-09-07").next}

    assert (Role.HEAD,) == roles["hand_to_department"]


def test_nothing_is_told_where_there_is_nothing_to_do() -> None:
    """No payment of what is paid, no waiver of a hearing that the notice did not tell of."""
    assert "record_payment" not in offered(a_case("record_payment"), "2026-09-28")
    assert "waive_hearing" not in offered(a_case("serve_notice"), "2026-09-14")


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_ordinary_course_is_made_of_acts_of_people(kind: Kind) -> None:
    """Every act of the course is one of the kind's, done by somebody."""
    assert all(act in kind.steps and not kind.steps[act].by.engine for act in kind.course)
    assert (kind.archives or kind.closes[0]) in kind.course
