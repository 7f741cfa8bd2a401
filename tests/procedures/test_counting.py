"""What is counted of a file: each decision once, as it stands after corrections, on its day, with its fine."""

from datetime import date
from decimal import Decimal

from judging.record import Record
from kinds.counting import counted_of
from tests.builders import PaperCase
from tests.procedures.daily_path import DECIDED, fined


def told(case: PaperCase) -> list[tuple[str, date, Decimal | None]]:
    """Return what is counted of a case."""
    return [(one.kind, one.on, one.fine) for one in counted_of(Record.of(case.acts))]


def test_a_decision_counts_on_its_day_until_it_is_withdrawn() -> None:
    """Filed and fined are two figures of the unit that did it; what is withdrawn (撤回) is in none."""
    case = fined(served=False)
    (filed, penalty) = told(case)

    assert (filed[0], penalty) == ("filed", ("penalty", date.fromisoformat(DECIDED), Decimal(10000)))
    case.does("withdraw_act", DECIDED, of="decide_penalty", reason="误录")
    assert told(case) == [filed]
