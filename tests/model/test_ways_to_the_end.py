"""Every procedure of a case, walked act by act within a bound: from each state there is a lawful way to a closed case.

The walk goes from the ordinary path outward: each act is done once, in the first state that lets it in. From there
whoever wants the case closed does what usually ends things, waits, and tries every ground; what is refused is left.
"""

from collections.abc import Callable, Iterator
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
from models.acts.publicity import FeedBack
from models.people import Actor
from tests.builders import CLERK, HEAD, LEGAL, OFFICER, PATROLLER, REVIEWER, PaperCase, a_case, command
from tests.model.saying import SAYS, SAYS_THEN, SOON
from tests.procedures import measures
from tests.procedures.daily_path import refused
from tests.procedures.hearing_path import GRAVE, noticed
from tests.procedures.served import FINE, ServedCase, on_the_spot
from tests.procedures.test_enforcement import applied
from tests.procedures.test_shutdown import BOTH, proposed
from tests.procedures.test_shutdown import decided as shut
from tests.procedures.test_shutdown import pressed as pressed_to_close
from tests.procedures.test_substitute import decided as substitute_decided
from tests.procedures.test_substitute import performed

PEOPLE = (CLERK, OFFICER, HEAD, LEGAL, REVIEWER, PATROLLER)
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


def _after(case: PaperCase, name: str, on: str, **said: Any) -> PaperCase:  # noqa: ANN401  whatever the act says
    """Return a case after one more act by whoever may do it."""
    case.does(name, on, **{"by": _doer(name), **SAYS.get(name, {}), **said})
    return case


def _with_a_sign() -> PaperCase:
    facts = {"hazardous_waste_tons": "3"}
    return _after(a_case("hand_to_department"), "inspect_site", "2026-09-03", crime_facts=facts)


def _paid_late() -> PaperCase:
    return _after(ServedCase("2026-09-01"), "record_payment", "2026-09-21", amount=FINE)


def _pressed() -> PaperCase:
    case = ServedCase("2026-09-01")
    return _after(case, "serve_demand", "2026-09-17", of=case.service, amount=FINE)


def _last_called() -> PaperCase:
    return _after(substitute_decided()[0], "demand_substitute", "2026-09-21", of="serve_substitute_decision")


def _opened() -> PaperCase:
    return _after(measures.sealed(), "check_seal", "2026-09-02", of="impose_seizure", is_intact=False)


def _taken() -> PaperCase:
    return _after(measures.sealed(manner="detain"), "release_seizure", "2026-09-02", of="impose_seizure")


def _longer(case: PaperCase, rule: str, on: str) -> PaperCase:
    key = next(term.key for term in case.at(on).terms if term.rule == rule)
    return _after(case, "extend_term", on, term=key, reason="案情复杂")


def _heard_by_the_court() -> PaperCase:
    case, application = applied()
    accepted = case.sees("court_accepts", "2026-09-09", of=application.no)
    return _after(case, "court_rules", "2026-09-11", of=accepted.no, outcome="refuse")


def _order_to_be_made_again() -> PaperCase:
    said = {"of": "serve_correction_order", "outcome": "redo"}
    return _after(a_case("feed_back"), "revoke_order", "2026-09-28", **said)


def _revoked_when_public() -> PaperCase:
    return _after(a_case("publish_decision"), "revoke_decision", "2026-09-25", of="serve_decision")


ALSO_FROM: tuple[Callable[[], PaperCase], ...] = (
    lambda: _after(PaperCase(), "receive_complaint", "2026-09-01"),
    _with_a_sign,
    lambda: noticed("2026-09-01", **GRAVE),
    refused,
    lambda: measures.told("stop_rectification"),
    measures.stopped,
    lambda: proposed(measures=BOTH),
    shut,
    pressed_to_close,
    _opened,
    _taken,
    _pressed,
    _paid_late,
    lambda: on_the_spot("2026-09-01"),
    _revoked_when_public,
    lambda: _longer(measures.sealed(), "seizure_period", "2026-09-20"),
    lambda: _longer(measures.restricted(until="2026-10-09"), "restrict_production_period", "2026-09-20"),
    _heard_by_the_court,
    _order_to_be_made_again,
    _last_called,
    lambda: performed(cost="1000")[0],
    lambda: _after(a_case("record_payment"), "revoke_decision", "2026-09-25", of="serve_decision"),
)
"""States of other procedures, each so far that what is peculiar to it may follow."""
TOWARDS_THE_END = (
    *("designate_jurisdiction", "record_assistance_reply", "record_joint_conclusion", "end_transfer"),
    *(
        "accept_complaint",
        "answer_crime_indicator",
        "hand_to_department",
        "inspect_site",
        "file_case",
        "conclude_hearing",
        "resume_investigation",
    ),
    *("end_excluded_time", "lift_stay", "recheck_correction", "dispose_evidence", "report_summary"),
    "let_go_of_evidence",
    *("release_seizure", "serve_seizure_release", "return_goods", "inspect_construction", "lift_construction"),
    *(
        "serve_restriction",
        "serve_production_stop",
        "notify_suppliers",
        "lift_restriction",
        "follow_up_restriction",
        "lift_production_stop",
        "follow_up_production_stop",
    ),
    *("conclude_investigation", "review_case", "serve_notice", "examine_statement", "decide_recusal"),
    *("decide_crime_referral", "refer_to_police", "record_criminal_judgment", "examine_measure_statement"),
    *(
        "decline_shutdown",
        "serve_shutdown",
        "check_shutdown",
        "announce_dismantling",
        "confirm_supply_cut",
        "dismantle_equipment",
        "tell_of_performance",
    ),
    *("demand_substitute_cost", "record_substitute_cost", "decide_daily_penalty", "serve_daily_decision"),
    *("decide_no_penalty", "decide_penalty", "serve_decision"),
    *("record_payment", "refund_payment", "publish_decision"),
)
"""What usually brings a case to its end, in the order of the law."""
GROUNDS = get_args(CloseCase.model_fields["ground"].annotation)
TOLD = get_args(FeedBack.model_fields["to"].annotation)
WAIT = timedelta(days=15)
LONG = timedelta(days=40)
SEASON = timedelta(days=70)
YEAR = timedelta(days=230)
WAITS = {"apply_to_court": YEAR, "hold_hearing": SOON, "sell_goods": SEASON, "perform_substitute": SEASON}
"""What has a day of its own: when every period of the party is over, that of which it was told, a day that is worked."""
ROUNDS = 3
OUTSIDE: dict[str, str] = {
    **dict.fromkeys(("report_finding", "receive_complaint"), "a case begins with it"),
    **dict.fromkeys(("close_case", "archive_case"), "it is what the walk goes to"),
    **dict.fromkeys(("correct_act", "withdraw_act"), "it puts the list right and is no state of its own"),
    **dict.fromkeys(("term_nears_end", "term_lapses", "file_nears_full"), "time does it, in every state"),
    **dict.fromkeys(("record_delivery", "record_delivery_refused", "record_delivery_failed"), "the courier does it"),
    **dict.fromkeys(("record_alarm", "record_joined_complaint", "record_patrol_finding"), "another file joins by it"),
    "record_transfer_accepted": "the receiver's file says it (tests/procedures/test_transfer.py)",
    "record_transfer_returned": "the same",
    "record_transfer_designated": "the same",
    "record_transfer_result": "the same",
    "issue_document": "the signed paper of an act that is there; it opens and ends nothing (tests/procedures/test_issuing.py)",
    "open_archive": "it opens what the walk goes to, to be archived again (tests/procedures/test_archive.py)",
    "confirm_record": "the other officer's own word; nothing waits for it (tests/procedures/test_confirming.py)",
    "record_credit_receipt": "the platform's word; nothing waits for it (tests/procedures/test_credit_receipt.py)",
    "report_to_city": "whoever acknowledges it ends it, in any state (tests/procedures/test_reporting_upward.py)",
    "join_party": "each party goes its own way (tests/procedures/test_parties.py)",
}
"""The acts that the walk does not do, each with the reason; every other act is done, in a state of its own."""


class Story:
    """A case as the list of its acts; done on paper, with nothing but the law's answer to each of them."""

    def __init__(self, acts: list[Act]) -> None:
        self.acts = acts
        self.now: datetime = max(act.recorded_at for act in acts) + timedelta(hours=1)

    def in_question(self) -> frozenset[str]:
        """Return the acts that what was done may have opened: the law is asked of no other."""
        return _in_question(frozenset(act.name for act in self.acts))

    def tries(self, name: str, **said: object) -> bool:
        """Have an act done by whoever may, about the last act it may be about; tell whether it was let in."""
        return name in self.in_question() and any(self._tries(name, of, said) for of in self._targets(name)[:1])

    def tries_each(self, name: str, **said: object) -> None:
        """Have an act done about every act that it may be about, the earliest first; what is refused is left."""
        for of in reversed(self._targets(name)) if name in self.in_question() else ():
            self._tries(name, of, said)

    def _targets(self, name: str) -> list[int | None]:
        """Return the acts that an act may be about, the last first; nothing where it is about none."""
        mark = pointers(ACTS[name]).get("of")
        known: list[int | None] = [act.no for act in self.acts if mark is not None and act.name in mark.names]
        return known[::-1] or [None]

    def _tries(self, name: str, of: int | None, said: dict[str, object]) -> bool:
        try:
            fields = {**self._fields(name, of), **said}
            asked = command(name, self.now, by=_doer(name), key=f"{name}/{len(self.acts)}", **fields)
            admit(VIOLATION_CASE, self.acts, asked, shipped(), self.now)
        except (Refused, ValidationError):
            return False
        self.acts = [*self.acts, act_from(asked, len(self.acts) + 1, self.now)]
        self.now += timedelta(hours=1)
        return True

    def later(self, wait: timedelta = LONG) -> "Story":
        """Return the same case after the days of the party and of the court are over."""
        self.now += wait
        return self

    def _fields(self, name: str, of: int | None) -> dict[str, Any]:
        fields = {**SAYS.get(name, {}), "of": of}
        if name in SAYS_THEN:
            fields |= SAYS_THEN[name](self.acts, self.now.date(), of)
        known = ACTS[name].model_fields
        return {field: value for field, value in fields.items() if field in known and (field, value) != ("of", None)}

    def closes(self) -> bool:
        """Tell whether the case comes to a closing by what usually ends things, and by waiting."""
        for _ in range(ROUNDS):
            if any(self.tries("close_case", ground=ground) for ground in GROUNDS):
                return True
            for name in TOWARDS_THE_END:
                self.tries_each(name)
            for whom in TOLD:
                self.tries("feed_back", to=whom)
            self.now += WAIT
        return any(self.tries("close_case", ground=ground) for ground in GROUNDS)


@cache
def _in_question(done: frozenset[str]) -> frozenset[str]:
    kinds = {ACTS[name] for name in done}
    opened = {*VIOLATION_CASE.opened_by[None], *(at for kind in kinds for at in VIOLATION_CASE.opened_by.get(kind, ()))}
    return frozenset(VIOLATION_CASE.offered[place].name for place in opened)


def _doer(name: str) -> Actor:
    by = VIOLATION_CASE.steps[ACTS[name]].by
    return next((one for one in PEOPLE if set(one.roles) & by.roles and one.level in by.levels), HEAD)


@cache
def reached() -> dict[str, list[Act]]:
    """Return for each act that can be reached the acts of the first state in which it was done."""
    found: dict[str, list[Act]] = {}
    queue = [*(a_case(until).acts for until in FROM), *(begin().acts for begin in ALSO_FROM)]
    while queue:
        acts = queue.pop(0)
        for name in sorted(set(VIOLATION_CASE.acts) - set(found) - {"withdraw_act", "correct_act"}):
            story = Story(acts)
            if story.tries(name) or story.later(WAITS.get(name, LONG)).tries(name):
                found[name] = story.acts
                queue.append(story.acts)
    return found


def without_a_way() -> Iterator[str]:
    """Yield the acts after which no way was found; a state that leads on to one with a way has it too."""
    leading_on: set[int] = set()
    for name, acts in reversed(reached().items()):
        if id(acts[-1]) in leading_on or VIOLATION_CASE.is_closed(Record.of(acts)) or Story(acts).closes():
            leading_on |= {id(act) for act in acts}
        else:
            yield name


EXCEPTIONS: dict[str, str] = {}
"""Acts after which the law itself leaves no way to a closed case, each with its article; there is none."""


def test_from_every_state_there_is_a_lawful_way_to_a_closed_case() -> None:
    """Whatever was done, what the law asks for next can be done; nobody is left with a case that nothing ends."""
    assert set(VIOLATION_CASE.acts) - set(reached()) == set(OUTSIDE)
    assert set(without_a_way()) == set(EXCEPTIONS)
