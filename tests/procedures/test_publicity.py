"""Feedback and disclosure: whom the result reaches, and by what way; what is made public of a decision."""

from datetime import date
from typing import Any

import pytest

from law.refusals import Unclear
from models.acts.complaint import RecordComplaintResult
from models.effects import Disclosure, Feedback, TellFile
from models.people import Actor
from procedures.telling import everyone_was_told
from tests.builders import BASIS, CLERK, HOTLINE, OFFICER, PARTY, PaperCase, a_case
from tests.procedures.measures import made
from tests.procedures.refusing import refuses

NUMBER = "T430423-2026-000007"


def declined(act: str, by: Actor, **fields: Any) -> PaperCase:  # noqa: ANN401
    """Return a case that was opened so, looked into, and not filed."""
    case = PaperCase()
    case.does(act, "2026-09-01", by=by, **fields)
    if by is not OFFICER:
        case.does("accept_complaint" if act == "receive_complaint" else "report_upward", "2026-09-01 15:00")
        case.does("hand_to_department", "2026-09-02")
    case.does("inspect_site", "2026-09-03")
    case.does("decline_filing", "2026-09-04")
    return case


def from_a_complaint() -> PaperCase:
    """Return a case that a complaint's file had opened, not filed."""
    return declined("report_finding", OFFICER, source="complaint", complaint=NUMBER)


def fed_back(case: PaperCase, to: str) -> Feedback | TellFile:
    """Have the result fed back, and return what leaves the case with it."""
    act = case.does("feed_back", "2026-09-07", to=to, result="查无违法事实")
    [effect] = [one for one in made(case) if one.act_no == act.no and isinstance(one, Feedback | TellFile)]
    return effect


class TestFeedback:
    @pytest.mark.parametrize("to", ["reporter", "sender", "complaint"])
    def test_where_the_complaint_has_a_file_that_file_is_told(self, to: str) -> None:
        """Whoever of them is meant, the word goes to the complaint's own file, where the reporter is answered."""
        case = from_a_complaint()
        assert not everyone_was_told(case.record())

        told = fed_back(case, to)

        assert isinstance(told, TellFile)
        assert (told.tells, told.file_no, told.by.kind) == ("Complaint", NUMBER, "file")
        assert told.content == RecordComplaintResult(case="2026-000001", result="查无违法事实")
        assert told.happened_at == case.acts[-1].happened_at
        assert everyone_was_told(case.record())

    def test_the_township_is_not_the_complaint(self) -> None:
        """A word to the township is a plain feedback, and leaves the complaint without its result."""
        case = from_a_complaint()

        assert isinstance(fed_back(case, "township"), Feedback)
        assert not everyone_was_told(case.record())

    def test_a_case_that_came_from_no_complaint_tells_none(self) -> None:
        """There is no file to tell."""
        with refuses("no-complaint", kind=Unclear):
            fed_back(declined("report_finding", OFFICER), "complaint")

    def test_a_system_that_waits_is_called_back(self) -> None:
        """The result for the sender goes to the system that sent the finding, and to nobody else."""
        told = fed_back(declined("report_finding", HOTLINE), "sender")

        assert isinstance(told, Feedback)
        assert (told.to, told.addressee, told.sealed) == ((HOTLINE.id,), "sender", "")

    def test_what_is_for_a_person_names_no_system(self) -> None:
        """A reporter whom no system sent is told by a person; who it is stays sealed."""
        case = declined("receive_complaint", CLERK)

        told = fed_back(case, "reporter")

        assert isinstance(told, Feedback)
        assert (told.to, told.addressee, told.sealed) == ((), "reporter", "c-1")


class TestDisclosure:
    def test_a_decision_is_made_public_as_it_was_made(self) -> None:
        """处罚办法 art. 63-65: the party by its number, the day, the authority, what was imposed, and on what basis."""
        case = a_case("publish_decision")
        [shown] = [one for one in made(case) if isinstance(one, Disclosure) and one.title == "行政处罚决定公开"]

        assert (shown.party, shown.issuer, shown.summary) == (PARTY.id, "u-430423", "罚款十万元")
        assert (shown.decided_on, shown.measures, shown.fine) == (date(2026, 9, 22), ("fine",), "100000")
        assert shown.basis == tuple(f"{row['instrument']}{row['article']}" for row in BASIS)
