"""Two editions asked in two threads at once never mix: what is refused, reckoned and cited is that of the law asked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier
from typing import TYPE_CHECKING, NamedTuple

import pytest
from refusing import NOW, Officer, refusal
from under import LAW

from law import guards
from law.amounts.surcharge import surcharge
from law.amounts.thresholds import Proposed, hearing_due
from law.catalogue import STATUTE
from law.citations import Citation, basis_in_force
from law.guards import Opportunity
from law.guards.register import article
from law.refusals import NotCompetent, OutOfOrder

if TYPE_CHECKING:
    from pathlib import Path

    from law.edition import Law

ROUNDS = 150
AMENDED = {
    "guards.toml": [('"APL21", article = "第62条"', '"APL21", article = "第162条"')],
    "apl21.toml": [
        ('daily_rate = "0.03"', 'daily_rate = "0.02"'),
        ('obligor = "party"\nlimits = [{ amount = 15', 'obligor = "party"\nlimits = [{ amount = 20'),
    ],
    "mee30.toml": [
        ("officers_min = 2", "officers_min = 3"),
        ('values = { organisation = "200000"', 'values = { organisation = "100000"'),
    ],
    "ael.toml": [("since = 2012-01-01", "since = 2012-01-01\nuntil = 2026-08-31")],
}
"""What the amendment says otherwise: an article behind a guard, a rate, a limit, a number, a threshold, a last day in force."""


class Answers(NamedTuple):
    """What one edition answers to the same questions."""

    defence: str
    officers: str
    hearing: bool
    surcharge: Decimal
    cited: str
    payment: str


SHIPPED = Answers("第62条", "不得少于2人", False, Decimal(3000), "in_force", "2026-10-08")
CHANGED = Answers("第162条", "不得少于3人", True, Decimal(2000), "repealed", "2026-10-12")


def asked(law: Law) -> Answers:
    """Put the same questions to an edition."""
    untold = refusal(
        OutOfOrder,
        lambda: guards.defence_has_ended(on=NOW, law=law, notified_on=None, defence=Opportunity(None)),
    )
    few = refusal(NotCompetent, lambda: guards.two_certified_officers([Officer("甲", NOW)], on=NOW, law=law))
    assert untold.article == article("G1", NOW, law)
    act = Citation(instrument="行政强制法", about="procedure")
    return Answers(
        defence="第162条" if "第162条" in untold.article else "第62条",
        officers=few.sentence.partition("，")[2].partition("；")[0],
        hearing=hearing_due(Proposed(fine=Decimal(150_000)), "organisation", NOW, law).due,
        surcharge=surcharge(Decimal(100_000), NOW, NOW + timedelta(days=1), law=law).amount,
        cited=basis_in_force([act], on=NOW, conduct_on=NOW, law=law)[0].verdict,
        payment=str(law.last_day("payment_15d", NOW)),
    )


@pytest.fixture
def editions(tmp_path: Path) -> tuple[Law, Law]:
    """Return the law that ships and an amended one, both read afresh, so that the first questions race as well."""
    statute = tmp_path / "amended" / "statute"
    statute.mkdir(parents=True)
    for name, changes in AMENDED.items():
        text = (STATUTE / name).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, (name, old)
            text = text.replace(old, new, 1)
        (statute / name).write_text(text, encoding="utf-8")
    return LAW.with_files(tmp_path / "nothing"), LAW.with_files(tmp_path / "amended")


def test_two_editions_asked_at_once_never_mix(editions: tuple[Law, Law]) -> None:
    """Each of two threads hears its own law only, from the first question to the last."""
    together = Barrier(len(editions))

    def ask_often(law: Law) -> set[Answers]:
        together.wait()
        return {asked(law) for _ in range(ROUNDS)}

    with ThreadPoolExecutor(len(editions)) as pool:
        shipped, changed = pool.map(ask_often, editions)

    assert shipped == {SHIPPED}
    assert changed == {CHANGED}


def test_an_edition_says_the_same_after_another_was_asked(editions: tuple[Law, Law]) -> None:
    """In one thread too: nothing of the law that was asked last remains."""
    shipped, changed = editions

    assert [asked(law) for law in (shipped, changed, shipped, changed)] == [SHIPPED, CHANGED, SHIPPED, CHANGED]


def test_a_rule_that_sets_no_limit_on_a_day_has_no_last_day() -> None:
    """A threshold has no term, and a rule of today had none before it was made."""
    assert LAW.last_day("hearing_threshold", NOW) is None
    assert LAW.last_day("hearing_request", NOW.replace(year=1990)) is None
