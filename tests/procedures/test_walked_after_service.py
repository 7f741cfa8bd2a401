"""After service anything may happen in any order, be corrected or withdrawn: nothing but a refusal is ever raised."""

from collections import Counter
from contextlib import suppress
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from pydantic import ValidationError

from judging.admission import admit
from kinds import VIOLATION_CASE
from law.edition import shipped
from law.refusals import Refused
from models.acts import ACTS
from procedures.payment.owing import amount_due
from procedures.remedies import final_on
from tests.builders import BASIS, CLERK, HEAD, OFFICER, OFFICERS, REMEDIES, command, moment
from tests.procedures.served import SAID, ServedCase

LAW = shipped()
MOST = {
    "revoke_decision": 0,
    "perform_at_once": 1,
    "begin_hindrance": 1,
    "correct_clerical_error": 1,
    "end_execution": 0,
}
"""How often an act is done as offered, so that the walk goes far; three times where nothing is said."""
OURS = ("payment", "demand", "enforcement", "substitute", "reconsideration", "suit", "remedies", "revision")
NAMES = sorted(name for name, act in VIOLATION_CASE.acts.items() if VIOLATION_CASE.procedure_of[act].name in OURS)


def fields(name: str, dice: Random, on: datetime) -> dict[str, object]:
    """Return content for an act, sensible or not."""
    later = on.date() + timedelta(days=dice.randint(1, 90))
    wanted: dict[str, object] = {
        "amount": dice.choice(["0", "100", "50000", "100000", "103000"]),
        "claimed": dice.choice(["1", "200000"]),
        "surcharge_waived": dice.choice(["0", "5000"]),
        "remedied": True,
        "applied_on": on.date(),
        "until": later,
        "perform_by": later,
        "planned_on": later,
        "outcome": dice.choice(
            ["maintain", "vary", "revoke", "redo", "dismiss", "withdrawn", "remand", "refuse", "granted"]
        ),
        "extent": dice.choice(["revoke", "redo", "vary"]),
        "fine": dice.choice([None, "60000"]),
        "instance": dice.choice(["first", "second"]),
        "cost": "1000",
        "performer": "示例公司",
        "harm": "污染河道",
        "basis": BASIS,
        "remedies": REMEDIES,
        "signed_by": "party",
        "where": "road",
        "party_unable": True,
        "party_present": False,
        "officers": OFFICERS,
        "result": "partial",
    }
    known = ACTS[name].model_fields
    said = {**{key: value for key, value in wanted.items() if key in known}, **SAID.get(name, {})}
    if "outcome" in known:
        said["outcome"] = wanted["outcome"]
    if name in ("perform_substitute", "perform_at_once"):
        said["record"] = "情况"
    return said


@pytest.mark.parametrize("seed", range(8))
def test_nothing_but_a_refusal_is_raised(seed: int) -> None:
    """Eight cases of forty random acts; after each the case stands somewhere, and what is owed can be told."""
    dice = Random(seed)
    case, now = ServedCase("2026-03-02"), moment("2026-03-03")
    for step in range(40):
        now += timedelta(hours=dice.randint(1, 24 * 12))
        changes_something(case, dice, now, step) if dice.random() < 0.07 else acts(case, dice, now)
        assert amount_due(case.record(), now.date(), LAW).total >= 0
        assert case.at(now).acts == len(case.acts)
        final = final_on(case.record(), LAW)
        assert final is None or final > date(2026, 2, 1)


def changes_something(case: ServedCase, dice: Random, now: datetime, step: int) -> None:
    """Withdraw an act, or find that its day was another one."""
    target = dice.randint(5, len(case.acts))
    moved: dict[str, Any] = {
        "of": target,
        "happened_at": now - timedelta(days=dice.randint(0, 40)),
        "reason": "日期有误",
    }
    gone: dict[str, Any] = {"of": target, "reason": "误录"}
    name, said = ("correct_act", moved) if dice.random() < 0.7 else ("withdraw_act", gone)
    with suppress(Refused):
        case.does(name, now, by=HEAD, key=f"k{step}", **said)


def acts(case: ServedCase, dice: Random, now: datetime) -> None:
    """Do something that may be done now, or now and then anything, about the first act that lets it pass."""
    done = Counter(act.name for act in case.acts)
    offered = [row.act for row in case.at(now).next if row.act in NAMES and done[row.act] < MOST.get(row.act, 3)]
    name = dice.choice(offered or NAMES) if dice.random() < 0.95 else dice.choice(NAMES)
    by = next(one for one in (CLERK, OFFICER, HEAD) if set(one.roles) & VIOLATION_CASE.steps[ACTS[name]].by.roles)
    for of in dice.sample([None, *range(1, len(case.acts) + 1)], len(case.acts) + 1):
        said = {**fields(name, dice, now), **({"of": of} if of and "of" in ACTS[name].model_fields else {})}
        with suppress(Refused, ValidationError):
            admit(VIOLATION_CASE, case.acts, command(name, now, by=by, **said), LAW, now)
            case.does(name, now, by=by, key=f"{name}/{len(case.acts)}", **said)
            return
