"""What the law costs: `python -m bench.law [--cases N]`.

    terms       one last day; one last day explained day by day; 90 working days with 20 suspensions
    standing    where a case stands, as a ratio to reading the same acts with pydantic in the same run
    notice      every open case held against a new holiday notice: the pure part of `gridcase calendar publish`

The notice is reckoned on a sample of cases (2,000 unless told otherwise) and said for 100,000; `--cases 100000` runs it whole.
"""

import argparse
import random
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from pydantic import TypeAdapter

from judging.comparing import moved_by
from judging.standing import standing
from kinds import VIOLATION_CASE
from law.catalogue import Cited
from law.edition import Law, shipped
from law.explain import explain
from law.instruments import Limit, Unit
from law.notices import Break, Notice
from law.publishing import Publication
from law.terms import Suspended, reckon
from models.acts import Act
from models.values import CIVIL
from tests.builders import PENALTY_PATH, a_case

ALL = 100_000
ROUNDS = 5
DICE = random.Random(20261123)  # noqa: S311  chance in a benchmark is no secret
ACTS: TypeAdapter[tuple[Act, ...]] = TypeAdapter(tuple[Act, ...])
NOW = datetime(2026, 12, 1, 9, tzinfo=CIVIL)

MADE_UP = Notice(
    title="虚构的2027年通知，仅供测量",
    issuer="国务院办公厅",
    issued=date(2026, 11, 30),
    year=2027,
    annual=True,
    holidays=(
        Break(name="元旦", first=date(2027, 1, 1), last=date(2027, 1, 3)),
        Break(
            name="春节", first=date(2027, 2, 5), last=date(2027, 2, 12), working=(date(2027, 2, 14), date(2027, 2, 20))
        ),
    ),
)


def seconds(call: Callable[[], object], times: int) -> float:
    """Return the seconds of one call: the median of some rounds of so many."""
    found = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(times):
            call()
        found.append((time.perf_counter() - began) / times)
    return sorted(found)[ROUNDS // 2]


def random_terms(law: Law, count: int) -> list[Callable[[], object]]:
    """Return terms of the catalogue, on random days, as calls."""
    every = [(cited, limit) for versions in law.catalogue.rules.values() for cited in versions
             for limit in cited.provision.limits if limit.sense != "at_least_before"]  # fmt: skip
    chosen = [(*DICE.choice(every), date(2015, 1, 1) + timedelta(days=DICE.randrange(4_400))) for _ in range(count)]
    return [partial(_reckoned, law, *row) for row in chosen]


def _reckoned(law: Law, cited: Cited, limit: Limit, on: date) -> object:
    return reckon(on, limit, law.calendar, rolls=cited.rolls_for(limit))


def terms(law: Law) -> None:
    """Print how many terms a second."""
    calls = random_terms(law, 1_000)
    plain = seconds(lambda: [call() for call in calls], 1) / len(calls)
    cited = law.catalogue.provision("case_decision_period", date(2026, 7, 10))
    told = seconds(lambda: explain(cited, "", date(2026, 7, 10), law.calendar), 50)
    limit = Limit(amount=90, unit=Unit.WORKING_DAY)
    stops = [
        Suspended(ground="hearing", first=first, last=first + timedelta(days=DICE.randrange(12)))
        for first in (date(2026, 1, 5) + timedelta(days=5 * n) for n in range(20))
    ]
    hard = seconds(lambda: reckon(date(2026, 1, 4), limit, law.calendar, rolls=True, suspended=stops), 200)
    print("terms")
    print(f"  last day of a random term of the catalogue      {1 / plain:12,.0f} a second")
    print(f"  the same explained day by day                   {1 / told:12,.0f} a second")
    print(f"  90 working days with 20 overlapping suspensions {1 / hard:12,.0f} a second ({hard * 1e6:.0f} µs)")


def standings(law: Law) -> None:
    """Print what a standing costs beside reading the acts it rests on."""
    print("standing of a case           acts   ms   pydantic ms   ratio")
    for until in ("file_case", "serve_notice", "archive_case"):
        acts = tuple(a_case(until).acts)
        text = ACTS.dump_json(acts)
        own = seconds(partial(standing, VIOLATION_CASE, "2026-000001", acts, law, NOW), 40)
        peer = seconds(partial(ACTS.validate_json, text), 40)
        print(f"  until {until:20s} {len(acts):5d} {own * 1e3:5.2f} {peer * 1e3:10.2f} {own / peer:10.1f}")


def sample(count: int) -> list[bytes]:
    """Return so many cases as the docket keeps them: at every stage, begun on days of the last ninety."""
    stages = [a_case(act).acts for act, *_ in PENALTY_PATH[:-1]]
    found = []
    for _ in range(count):
        acts, days = DICE.choice(stages), timedelta(days=DICE.randrange(90))
        moved = [
            act.model_copy(update={"happened_at": act.happened_at + days, "recorded_at": act.recorded_at + days})
            for act in acts
        ]
        found.append(ACTS.dump_json(tuple(moved)))
    return found


def notice(law: Law, cases: Sequence[bytes]) -> None:
    """Print what it takes to hold every case against a new notice."""
    after = law.with_notices([MADE_UP])
    since = Publication(MADE_UP, law.calendar, after.calendar).decides_from
    read = reckoned = moved = 0.0
    for case in cases:
        began = time.perf_counter()
        acts = ACTS.validate_json(case)
        got = time.perf_counter()
        moved += bool(moved_by(VIOLATION_CASE, acts, law, after, NOW, since))
        read, reckoned = read + got - began, reckoned + time.perf_counter() - got
    scale = ALL / len(cases)
    print(f"notice over {ALL:,} cases ({len(cases):,} reckoned{', scaled' if scale != 1 else ''})")
    print(f"  reading their acts with pydantic {read * scale:8.1f} s")
    print(f"  terms under both laws, compared  {reckoned * scale:8.1f} s = {reckoned / read:.1f} × reading")
    print(f"  cases in which a term moved      {moved / len(cases):8.1%}")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=2_000)
    given = parser.parse_args()
    law = shipped()
    terms(law)
    standings(law)
    notice(law, sample(given.cases))


if __name__ == "__main__":
    main()
