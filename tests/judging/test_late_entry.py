"""What is known is heard before time acts: facts entered late, and files that are over."""

from datetime import timedelta

from judging.admission import act_from
from models.acts.terms import TermLapses
from tests.builders import CLERK, HEAD, PENALTY_PATH, PaperCase, a_case, command, moment
from tests.procedures.served import SAID

FOUND, OVER, ENTERED = "2026-09-01 09:00", "2026-09-02 09:00", "2026-09-02 10:00"


def entered_late() -> PaperCase:
    """Return a case whose finding was entered an hour after the time to report it was over."""
    case = PaperCase()
    case.does("report_finding", FOUND, now=ENTERED)
    return case


def test_a_report_that_was_in_time_is_entered_after_its_finding_and_nobody_is_told_of_a_lapse() -> None:
    """The finding alone looks late; the report, entered next, shows that it is not."""
    case = entered_late()
    before = case.names()
    case.does("report_upward", "2026-09-01 15:00", now="2026-09-02 10:05")
    case.waits_until("2026-09-02 20:00")

    term = next(term for term in case.at("2026-09-02 20:00").terms if term.rule == "norm.report_upward")
    assert before == ["report_finding"]
    assert term.state == "met"
    assert "term_lapses" not in case.names()


def test_without_a_report_the_lapse_comes_when_the_time_to_enter_it_is_over() -> None:
    """Time acts after two hours, by itself, and says when the term was over."""
    case = entered_late()
    next_at = case.at(ENTERED).next_at
    case.waits_until("2026-09-02 11:59")
    waiting = case.names()
    case.waits_until("2026-09-02 12:00")

    lapse = case.record().all(TermLapses)[0]
    assert next_at == moment(ENTERED) + timedelta(hours=2)
    assert waiting == ["report_finding"]
    assert (lapse.happened_at, lapse.recorded_at) == (moment(OVER), moment("2026-09-02 12:00"))
    assert lapse.content.escalated_to == ("u-430423-main", "u-430423-leader")


def test_a_finding_entered_in_time_lapses_on_the_minute() -> None:
    """Nothing is waited for that could have been entered."""
    case = PaperCase()
    case.does("report_finding", FOUND, now="2026-09-02 08:59")
    case.waits_until(OVER)

    assert "term_lapses" in case.names()


def test_an_archived_file_presses_nobody_and_says_for_ever_what_was_late() -> None:
    """A recheck that never came stays late in the list of terms; the file has no alert and no last day."""
    case = PaperCase()
    for act, on, fields in PENALTY_PATH[:-2]:
        if act != "recheck_correction":
            case.does(act, on, **fields)
    closing = command("close_case", "2026-10-12", by=CLERK).model_copy(update={"of_record": True})
    case.acts.append(act_from(closing, len(case.acts) + 1, closing.happened_at))
    closed = case.at("2026-10-12")
    case.does("archive_case", "2026-10-13")
    archived = case.at("2026-10-14")

    assert "recheck_window" in [term.rule for term in closed.terms if term.state == "late"]
    assert closed.alert == "late"
    assert "recheck_window" in [term.rule for term in archived.terms if term.state == "late"]
    assert (archived.alert, archived.next_last_day) == ("none", None)


def test_a_correction_is_not_blamed_for_what_was_entered_late() -> None:
    """A revocation dated before the payment, entered after it: a later correction of something else changes nothing."""
    case = a_case("record_payment")
    case.does(
        "revoke_decision", "2026-09-25", now="2026-09-29", by=HEAD, of="serve_decision", **SAID["revoke_decision"]
    )
    at = moment("2026-09-15")
    case.does("correct_act", "2026-09-30", of="recheck_correction", happened_at=at, reason="日期有误")
    before = case.at("2026-09-30").irregularities
    case.does("withdraw_act", "2026-10-08", of="serve_notice", reason="误录")

    assert () == before
    assert {"decide_penalty"} <= {case.acts[row.act - 1].name for row in case.at("2026-10-08").irregularities}
