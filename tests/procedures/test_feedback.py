"""The word that goes back to the system that sent a complaint: at its acceptance and at its end, under its own number."""

import pytest

from judging.judge import judge
from judging.kind import Kind
from kinds import COMPLAINT, VIOLATION_CASE
from law.refusals import OutOfOrder
from models.effects import Feedback
from models.people import Actor
from procedures.telling import everyone_was_told
from tests.builders import CLERK, HOTLINE, PaperCase
from tests.procedures.refusing import refuses
from tests.procedures.test_telling import by_hand, declined


def received(kind: Kind = COMPLAINT, by: Actor = HOTLINE, **fields: str) -> PaperCase:
    """Return a complaint that a system sent, or that a person took down, on 1 September 2026."""
    file = PaperCase(kind=kind)
    file.does("receive_complaint", "2026-09-01", by=by, sender=by.id if by.kind == "system" else "", **fields)
    return file


def fed_back(file: PaperCase) -> list[Feedback]:
    """Return all feedback of a file."""
    effects = judge(file.kind, file.number, file.acts, 0, file.law, file.acts[-1].recorded_at).effects
    return [effect for effect in effects if isinstance(effect, Feedback)]


@pytest.mark.parametrize("kind", [COMPLAINT, VIOLATION_CASE])
def test_the_sender_hears_that_its_complaint_was_accepted(kind: Kind) -> None:
    """A hotline's work order is answered at once, whichever kind of file has the complaint."""
    file = received(kind, sender_no="GD-2026-0815")
    accepted = file.does("accept_complaint", "2026-09-02")
    (word,) = fed_back(file)

    assert ((HOTLINE.id,), "sender", "GD-2026-0815") == (word.to, word.addressee, word.sender_no)
    assert "举报已于2026-09-02受理，办理结果另行反馈" == word.result
    assert (accepted.no, accepted.happened_at) == (word.act_no, word.happened_at)


def test_a_person_who_complained_was_told_by_whoever_accepted() -> None:
    """受理并告知: nobody else is told, and nothing is laid on anybody."""
    file = received(by=CLERK)
    file.does("accept_complaint", "2026-09-02")

    assert [] == fed_back(file)
    assert [] == by_hand(file, "2026-09-02")


def test_without_a_number_of_its_own_the_sender_is_told_the_key_it_sent_under() -> None:
    """It knows its key in any case."""
    file = received()
    file.acts[0] = file.acts[0].model_copy(update={"key": f"{HOTLINE.id}/GD-77"})
    file.does("refuse_complaint", "2026-09-02")

    assert ["GD-77"] == [word.sender_no for word in fed_back(file)]


@pytest.mark.parametrize("act", ["receive_complaint", "report_finding"])
def test_what_the_reporter_is_to_know_reaches_the_system_that_sent_it(act: str) -> None:
    """反馈对象 reporter: the sending system is told and answers the reporter; it is told once, by whichever word."""
    fields = {"sender": HOTLINE.id} if act == "receive_complaint" else {}
    case = declined(act, HOTLINE, **fields)
    case.does("feed_back", "2026-09-07", to="reporter", result="经查不构成违法")
    word = fed_back(case)[-1]

    assert ((HOTLINE.id,), "reporter", "经查不构成违法") == (word.to, word.addressee, word.result)
    assert everyone_was_told(case.record())
    assert [] == by_hand(case, "2026-09-07")
    with refuses("already-told", kind=OutOfOrder):
        case.does("feed_back", "2026-09-08", to="sender")


def test_a_reporter_whom_no_system_sent_is_told_by_hand() -> None:
    """As before."""
    case = declined("receive_complaint", CLERK)
    case.does("feed_back", "2026-09-07", to="reporter")

    assert [()] == [word.to for word in fed_back(case)]
    assert ["running"] == [term.state for term in by_hand(case, "2026-09-07")]
