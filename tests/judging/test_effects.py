"""What follows from an act follows from it as it counts when it is judged; what happened outside leaves nothing."""

from collections.abc import Sequence

import pytest

from activities.judging import effects_of
from judging.effects import in_whose_name
from judging.judge import effects_again, judge
from judging.standing import read
from kinds import COMPLAINT
from models.effects import Document, Effect, OpenFile
from models.file import Entry
from models.numbers import DocumentNumber
from models.people import Actor
from tests.builders import CITY, HEAD, PATROLLER, PaperCase, a_case, moment
from tests.procedures.hearing_path import of_record


def follows_from(file: PaperCase, judged: int) -> Sequence[Effect]:
    """Return the effects of all acts but the first so many, judged together."""
    return judge(file.kind, file.number, file.acts, judged, file.law, file.acts[-1].recorded_at).effects


def titles(effects: Sequence[Effect], of: int) -> list[str]:
    """Return the titles of the documents that follow from an act."""
    return [one.title for one in effects if isinstance(one, Document) and one.act_no == of]


def complaint(*acts: str) -> PaperCase:
    """Return a complaint to which these acts were done, a day each from 1 September 2026."""
    file = PaperCase(kind=COMPLAINT)
    for day, act in enumerate(acts, start=1):
        file.does(f"{act}_complaint", f"2026-09-0{day}")
    return file


def entry_of(file: PaperCase, *numbers: DocumentNumber) -> Entry:
    """Return what a file's workflow tells whoever rebuilds the docket, with the numbers that it knows."""
    judged = judge(file.kind, file.number, file.acts, 0, file.law, file.acts[-1].recorded_at)
    acts = judged.acts
    told = {"kind": file.kind.name, "file_no": file.number, "revision": 1, "effects": (), "numbers": numbers}
    return Entry.model_validate({**told, "since": len(acts), "acts": acts, "standing": judged.standing})


class TestNotJudgedYet:
    def test_nothing_follows_from_what_was_withdrawn_before(self) -> None:
        """撤回记录: no decision is drawn up that its head has taken back before anybody saw it."""
        case = a_case("decide_penalty")
        decision, before = case.acts[-1].no, follows_from(case, len(case.acts) - 1)
        case.does("withdraw_act", "2026-09-22 15:00", of="decide_penalty", reason="误录")
        after = follows_from(case, decision - 1)

        assert (True, False) == (bool(titles(before, decision)), bool(titles(after, decision)))

    def test_what_was_corrected_before_says_what_it_says_now(self) -> None:
        """更正记录: the case is opened with the corrected words."""
        file = complaint("receive", "accept", "forward")
        file.does(
            "correct_act", "2026-09-04", of="forward_complaint", fields={"summary": "夜间排放异味"}, reason="误录"
        )

        (opening,) = (one for one in follows_from(file, 2) if isinstance(one, OpenFile))
        assert "夜间排放异味" == opening.content.model_dump()["summary"]

    def test_what_had_its_effects_has_them_again_as_they_were(self) -> None:
        """A docket that lost them has the document back under which a decision was made, withdrawn since or not."""
        case = a_case("decide_penalty")
        decision = case.acts[-1].no
        case.does("withdraw_act", "2026-09-22 15:00", of="decide_penalty", reason="误录")
        reading = judge(case.kind, case.number, case.acts, 0, case.law, case.acts[-1].recorded_at).reading

        assert titles(effects_again(case.number, reading, case.acts), decision)


class TestMadeAgain:
    def test_what_was_withdrawn_before_it_was_judged_still_has_no_document(self) -> None:
        """重建台账: of a decision that the file knows no number of, none was drawn up; of one that it does, there was."""
        case = a_case("decide_penalty")
        decision = case.acts[-1]
        case.does("withdraw_act", "2026-09-22 15:00", of="decide_penalty", reason="误录")
        (document,) = (
            one
            for one in effects_again(
                case.number, read(case.kind, case.acts, case.law, decision.recorded_at), [decision]
            )
            if isinstance(one, Document)
        )
        place = {"issuer": document.issuer, "word": document.word, "year": 2026, "serial": 1, "number": "1号"}
        given = DocumentNumber.model_validate({"key": document.key, "act": decision.key, **place})

        assert titles(effects_of(entry_of(case), 0, case.law), decision.no) == []
        assert titles(effects_of(entry_of(case, given), 0, case.law), decision.no) == [document.title]


class TestOfRecord:
    def test_what_happened_outside_opens_no_second_case(self) -> None:
        """补录事实: one complaint has one case, however often somebody enters that it was forwarded."""
        file = complaint("receive", "accept", "forward")
        second = of_record(file, "forward_complaint", "2026-09-04")

        assert second.irregularity
        assert [3] == [one.act_no for one in follows_from(file, 0) if isinstance(one, OpenFile)]

    def test_what_a_live_act_would_do_is_done(self) -> None:
        """Entered by a clerk on another day, but as the law has it: the case is opened."""
        file = complaint("receive", "accept")
        of_record(file, "forward_complaint", "2026-09-03")

        assert [3] == [one.act_no for one in follows_from(file, 0) if isinstance(one, OpenFile)]

    def test_a_forwarding_that_opened_nothing_is_withdrawn(self) -> None:
        """There is no case that would live on unknown."""
        file = complaint("receive")
        of_record(file, "forward_complaint", "2026-09-02")
        file.does("withdraw_act", "2026-09-03", of="forward_complaint", reason="误录")

        assert "forward_complaint" not in [act.name for act in file.record()]


@pytest.mark.parametrize(
    ("on", "by", "bureau"),
    [
        ("2026-08-14", HEAD, CITY),
        ("2026-08-15", HEAD, ""),
        ("2026-08-14", HEAD.model_copy(update={"unit": CITY, "level": 1}), ""),
        ("2026-08-14", PATROLLER, ""),
    ],
)
def test_before_the_code_a_branch_acts_in_the_name_of_its_bureau(on: str, by: Actor, bureau: str) -> None:
    """生态环境法典 art. 53: from 15 August 2026 in its own; the bureau of the city, and a township, always did."""
    case = a_case("decide_penalty")
    decision = case.acts[-1].model_copy(update={"happened_at": moment(on), "by": by})

    assert bureau == in_whose_name(case.record(), decision, case.law)
