"""Fine and detention against what the court imposed (罚款折抵罚金、拘留折抵刑期), and no fine after the court's."""

from decimal import Decimal
from typing import Any

import pytest

from judging.attempt import Attempt
from law.refusals import OutOfBounds, Unclear
from procedures.referral.offset import no_fine_after_the_courts, offset, set_off
from tests.builders import BASIS, HEAD, REMEDIES
from tests.procedures.measures import attempt
from tests.procedures.referred import does
from tests.procedures.refusing import refuses
from tests.procedures.served import ServedCase

JUDGED = {"outcome": "punished", "court_fine": "150000", "court_custody": True}


def convicted(on: str, **judged: Any) -> ServedCase:  # noqa: ANN401  whatever the judgment says
    """Return a case fined a hundred thousand, its party detained for ten days, then judged by the court."""
    case = ServedCase("2019-03-01")
    referral = case.enters("refer_to_police", "2019-03-04", HEAD, kind="detention", of=4)
    case.enters("record_detention", "2019-03-05", HEAD, of=referral.no, days=10)
    case.enters("record_criminal_judgment", on, HEAD, of=referral.no, **{**JUDGED, **judged})
    return case


class TestOffset:
    @pytest.mark.parametrize(
        ("court_fine", "custody", "expected"),
        [
            ("150000", True, (100000, 50000, 10)),
            ("100000", False, (100000, 0, 0)),
            ("60000", True, (60000, 0, 10)),
            ("0", True, (0, 0, 10)),
        ],
    )
    def test_what_was_given_before_is_set_off(
        self, court_fine: str, *, custody: bool, expected: tuple[int, ...]
    ) -> None:
        """行政处罚法 art. 35 (28 before): the fine never beyond the court's, detention against custody only."""
        case = convicted("2026-03-02", court_fine=court_fine, court_custody=custody)
        found = offset(case.record(), case.record().act(len(case.acts)))  # type: ignore[arg-type]  the judgment

        assert (found.set_off, found.left, found.days) == tuple(map(Decimal, expected))

    def test_who_answers_is_told(self) -> None:
        """The sums stand in the message."""
        case = convicted("2026-03-02")
        judgment = case.acts[-1]
        done: Attempt[Any] = Attempt(case.record(), judgment.day, case.law, case.kind, judgment, case.record())
        (told,) = set_off(done)

        assert told.title == (
            "人民法院已判处刑罚：已给予的罚款100,000元折抵罚金100,000元，罚金尚余50,000元；已执行的行政拘留10日折抵刑期10日"
        )


class TestNoFineAfterTheCourts:
    FINE: dict[str, Any] = {"measures": ["fine"], "fine": "5", "facts": "超标", "basis": BASIS, "remedies": REMEDIES}

    @pytest.mark.parametrize(
        ("on", "judged", "code"),
        [
            ("2021-07-14", {}, ""),
            ("2021-07-15", {}, "court-fined-already"),
            ("2026-09-01", {}, "court-fined-already"),
            ("2026-09-01", {"court_fine": "0"}, ""),
            ("2026-09-01", {"court_fine": None}, "court-fine-unknown"),
            ("2026-09-01", {"outcome": "exempted", "court_fine": None, "court_custody": False}, ""),
        ],
    )
    def test_the_bureau_imposes_none(self, on: str, judged: dict[str, Any], code: str) -> None:
        """行政处罚法 art. 35(2), since 2021-07-15; exempted, the party may be fined as the law leaves it."""
        fine = attempt(convicted("2021-03-02", **judged), "decide_penalty", on, **self.FINE)
        if code:
            with refuses(code, article="第35条", kind=(OutOfBounds if code == "court-fined-already" else Unclear)):
                no_fine_after_the_courts(fine)
        else:
            no_fine_after_the_courts(fine)

    def test_no_warning_is_kept_back(self) -> None:
        """Art. 35 speaks of fines alone."""
        said = {**self.FINE, "measures": ["warning"], "fine": None}
        no_fine_after_the_courts(attempt(convicted("2021-03-02"), "decide_penalty", "2026-09-01", **said))


def test_a_punishment_says_whether_it_is_a_fine() -> None:
    """Without it nobody could say what is set off."""
    case = ServedCase("2026-03-02")
    referral = case.enters("refer_to_police", "2026-03-04", HEAD, kind="crime", of=4)
    with refuses("court-fine-unsaid", article="第35条", kind=Unclear):
        does(case, "record_criminal_judgment", "2026-03-05", of=referral.no, court_fine=None)
