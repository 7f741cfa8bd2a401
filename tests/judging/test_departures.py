"""What a fact of record departs from (程序瑕疵): all of it, in the third person, without advice to anybody."""

import pytest

from console.lanes import timeline_of
from file_review.questions import guarded
from judging.standing import departures_by, standing, wrong_before
from kinds import VIOLATION_CASE
from law.edition import shipped
from law.guards.notice import Opportunity, defence_has_ended
from law.refusals import OutOfOrder, in_the_past
from models.acts import Act
from models.file import Judgment
from tests.builders import PaperCase, a_case, moment
from tests.procedures.hearing_path import of_record
from workflows.act_list import ActList

AT = "2026-09-03"
TOLD = ["须先有“立案”", "须先有“送达事先告知书”"]


@pytest.fixture
def case() -> PaperCase:
    """Return a case in which a penalty is on record before anything was filed or notified."""
    case = a_case("hand_to_department")
    of_record(case, "decide_penalty", AT)
    return case


def test_everything_that_a_fact_departs_from_is_kept_and_told(case: PaperCase) -> None:
    """Not the first alone: each with its article, in the standing and on the drawing."""
    rows = case.at(AT).irregularities
    marks = [mark for lane in timeline_of(VIOLATION_CASE, case.at(AT), case.acts).lanes for mark in lane.marks]

    assert len(TOLD) == len(rows)
    assert all(part in row.sentence and "依据：" in row.sentence for part, row in zip(TOLD, rows, strict=True))
    assert all(part in "".join(mark.wrong for mark in marks) for part in TOLD)


def test_nothing_of_it_speaks_to_who_was_refused(case: PaperCase) -> None:
    """It stands in the file for ever: no 现在, no 请."""
    told = "".join(case.acts[-1].departures)

    assert "“作出处罚决定”不符合程序：" in told
    assert not any(word in told for word in ("现在", "请", "您", "你"))


def test_what_was_kept_before_is_told_in_the_past_as_well(case: PaperCase) -> None:
    """Old files have the sentence as it was said to somebody; it stays as it is kept, and is told as a fact."""
    old = case.acts[-1].departing("现在不能办理“作出处罚决定”：须先有“立案”（依据：示例第1条）")
    told = standing(VIOLATION_CASE, case.number, [*case.acts[:-1], old], shipped(), moment(AT)).irregularities

    assert ["“作出处罚决定”不符合程序：须先有“立案”（依据：示例第1条）"] == [row.sentence for row in told]
    assert in_the_past("尚未送达") == "尚未送达"


def test_a_correction_is_told_what_it_made_wrong_and_not_what_was_wrong_before(case: PaperCase) -> None:
    """What a fact departs from was told when it was entered; a withdrawal is told what now lacks its ground."""
    fact = case.acts[-1]
    mistaken = case.does("correct_act", AT, of=1, fields={"summary": "改写的摘要"}, reason="笔误")
    other = a_case("serve_notice")
    served = other.acts[-1].no
    taken = other.does("withdraw_act", AT, of="review_case", reason="误录")
    wrong = departures_by(taken.no, taken.content, other.at(AT))

    assert len(TOLD) == len(departures_by(fact.no, fact.content, case.at(AT)))
    assert () == departures_by(mistaken.no, mistaken.content, case.at(AT))
    assert served in [row.act for row in wrong]


def test_a_correction_is_not_told_what_an_earlier_one_made_wrong() -> None:
    """A slip of the pen put right after a withdrawal left an act without its ground: that was told to who withdrew."""
    case = a_case("serve_notice")
    case.does("withdraw_act", AT, of="review_case", reason="误录")
    mistaken = case.does("correct_act", AT, of=1, fields={"summary": "改写的摘要"}, reason="笔误")
    before = wrong_before(case.kind, case.acts, mistaken.no, case.law, moment(AT))

    assert before
    assert () == departures_by(mistaken.no, mistaken.content, case.at(AT), before)


def test_the_list_keeps_what_the_judgment_says(case: PaperCase) -> None:
    """From the wire into the file and out again; a judgment from before all were kept has the first."""
    fact = case.acts[-1]
    judgment = Judgment(
        edition="",
        at=moment(AT),
        judged=len(case.acts),
        stage="",
        irregularities={fact.no: fact.departures[0]},
        further_irregularities={fact.no: fact.departures[1:]},
    )
    kept = ActList([*case.acts[:-1], fact.departing()], ())
    kept.take(Judgment.stored(judgment.model_dump_json()))
    earlier = ActList([*case.acts[:-1], fact.departing()], ())
    earlier.take(judgment.model_copy(update={"further_irregularities": {}}))

    assert fact.departures == Act.stored(kept.last.model_dump_json()).departures
    assert fact.departures[:1] == earlier.last.departures


def test_the_answer_of_a_guard_in_a_review_advises_nobody() -> None:
    """Of a decision before the statement was examined the review says what is wrong, and not what to do next."""

    def decided_too_early() -> None:
        waiting = Opportunity(last_day=None, pending=True)
        on = moment("2026-09-22").date()
        defence_has_ended(on=on, law=shipped(), notified_on=moment("2026-09-14").date(), defence=waiting)

    with pytest.raises(OutOfOrder, match="请复核"):
        decided_too_early()

    assert guarded(decided_too_early, "").because == "当事人的陈述申辩尚未复核"
