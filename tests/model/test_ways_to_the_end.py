"""Every procedure of a case, walked act by act within a bound: from each state there is a lawful way to a closed case.

The walk goes from the ordinary path outward: each act is done once, in the first state that lets it in. From there
whoever wants the case closed does what usually ends things, waits, and tries every ground; what is refused is left.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from typing import Any, get_args

from pydantic import ValidationError

from judging.admission import act_from, admit
from judging.record import Record
from kinds import VIOLATION_CASE
from law.edition import shipped
from law.refusals import Refused
from models.acts import ACTS, Act, pointers
from models.acts.closing import CloseCase
from models.people import Actor
from procedures.payment.owing import amount_due
from tests.builders import CLERK, FIELDS, HEAD, LEGAL, OFFICER, OFFICERS, PATROLLER, REVIEWER, a_case, command
from tests.procedures import measures, referred
from tests.procedures.served import SAID

PEOPLE = (CLERK, OFFICER, HEAD, LEGAL, REVIEWER, PATROLLER)
SAYS: dict[str, dict[str, Any]] = {
    **SAID,
    **measures.FIELDS,
    **referred.FIELDS,
    **FIELDS,
    "forgo_surcharge": {"reason": "及时缴清"},
    "terminate_investigation": {"ground": "entity_ended", "reason": "注销"},
    "refer_to_police": {"kind": "crime"},
    "request_recusal": {"person": "p-county-9", "reason": "与当事人有利害关系"},
    "suspend_investigation": {"ground": "party_missing", "reason": "当事人下落不明"},
    "begin_excluded_time": {"ground": "monitoring"},
    "take_sample": {"item": "外排水", "officers": OFFICERS, "identity_shown": True},
    "withhold_publication": {"reason": "涉及国家秘密"},
    "defer_payment": {"applied_on": "2026-09-24", "until": "2026-12-31"},
    "revoke_filing": {"reason": "立案条件不具备"},
}
FROM = (
    "report_upward",
    "hand_to_department",
    "file_case",
    "review_case",
    "serve_notice",
    "serve_decision",
    "feed_back",
)
"""The states of the ordinary path from which the walk goes out."""
TOWARDS_THE_END = (
    *(
        "accept_complaint",
        "hand_to_department",
        "inspect_site",
        "file_case",
        "conclude_hearing",
        "resume_investigation",
    ),
    *("end_excluded_time", "lift_stay", "recheck_correction", "dispose_evidence", "report_summary"),
    *("release_seizure", "serve_seizure_release", "return_goods", "inspect_construction", "lift_construction"),
    *("lift_restriction", "follow_up_restriction", "lift_production_stop", "follow_up_production_stop"),
    *("conclude_investigation", "review_case", "serve_notice", "examine_statement", "decide_recusal"),
    *("decide_crime_referral", "record_criminal_judgment", "decide_no_penalty", "decide_penalty", "serve_decision"),
    *("record_payment", "publish_decision", "feed_back"),
)
"""What usually brings a case to its end, in the order of the law."""
GROUNDS = get_args(CloseCase.model_fields["ground"].annotation)
WAIT = timedelta(days=15)
LONG = timedelta(days=40)
ROUNDS = 3
ACTS_REACHED = 125
"""The bound of the walk: so many different acts are done in it, each in a state of its own."""


class Story:
    """A case as the list of its acts; done on paper, with nothing but the law's answer to each of them."""

    def __init__(self, acts: list[Act]) -> None:
        self.acts = acts
        self.now: datetime = max(act.recorded_at for act in acts) + timedelta(hours=1)

    def tries(self, name: str, **said: object) -> bool:
        """Have an act done by whoever may; tell whether it was let in."""
        try:
            asked = command(
                name, self.now, by=_doer(name), key=f"{name}/{len(self.acts)}", **{**self._fields(name), **said}
            )
            admit(VIOLATION_CASE, self.acts, asked, shipped(), self.now)
        except (Refused, ValidationError):
            return False
        self.acts = [*self.acts, act_from(asked, len(self.acts) + 1, self.now)]
        self.now += timedelta(hours=1)
        return True

    def later(self) -> "Story":
        """Return the same case after the days of the party and of the court are over."""
        self.now += LONG
        return self

    def _fields(self, name: str) -> dict[str, Any]:
        fields = dict(SAYS.get(name, {}))
        for field, mark in pointers(ACTS[name]).items():
            known = [act.no for act in self.acts if act.name in mark.names]
            if known and field == "of":
                fields[field] = known[-1]
            elif field == "of":
                fields.pop(field, None)
        if name == "record_payment":
            fields["amount"] = amount_due(Record.of(self.acts), self.now.date(), shipped()).total
        return {field: value for field, value in fields.items() if field in ACTS[name].model_fields}

    def closes(self) -> bool:
        """Tell whether the case comes to a closing by what usually ends things, and by waiting."""
        for _ in range(ROUNDS):
            if any(self.tries("close_case", ground=ground) for ground in GROUNDS):
                return True
            for name in TOWARDS_THE_END:
                self.tries(name)
            self.now += WAIT
        return any(self.tries("close_case", ground=ground) for ground in GROUNDS)


def _doer(name: str) -> Actor:
    by = VIOLATION_CASE.steps[ACTS[name]].by
    return next((one for one in PEOPLE if set(one.roles) & by.roles and one.level in by.levels), HEAD)


@cache
def reached() -> dict[str, list[Act]]:
    """Return for each act that can be reached the acts of the first state in which it was done."""
    found: dict[str, list[Act]] = {}
    queue = [a_case(until).acts for until in FROM]
    while queue:
        acts = queue.pop(0)
        for name in sorted(set(VIOLATION_CASE.acts) - set(found) - {"withdraw_act", "correct_act"}):
            story = Story(acts)
            if story.tries(name) or story.later().tries(name):
                found[name] = story.acts
                queue.append(story.acts)
    return found


def without_a_way() -> Iterator[str]:
    """Yield the acts after which no way was found."""
    for name, acts in reached().items():
        if not VIOLATION_CASE.is_closed(Record.of(acts)) and not Story(acts).closes():
            yield name


EXCEPTIONS: dict[str, str] = {}
"""Acts after which the law itself leaves no way to a closed case, each with its article; there is none."""


def test_from_every_state_there_is_a_lawful_way_to_a_closed_case() -> None:
    """Whatever was done, what the law asks for next can be done; nobody is left with a case that nothing ends."""
    assert len(reached()) >= ACTS_REACHED
    assert set(without_a_way()) == set(EXCEPTIONS)
