"""A case walked at random by Hypothesis: any act, any day, any person; the promises hold and nothing but a refusal is raised."""

from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from pydantic import ValidationError

from kinds import VIOLATION_CASE
from law.refusals import Refused
from models.acts import Act
from models.people import Actor
from tests.builders import CLERK, FIELDS, HEAD, HOTLINE, OFFICER, PATROLLER, REVIEWER, SUPERVISOR, PaperCase, moment
from tests.model.promises import broken

PEOPLE = (CLERK, HEAD, HOTLINE, OFFICER, PATROLLER, REVIEWER, SUPERVISOR)
OPENINGS = ("report_finding", "receive_complaint")
POINTING = {
    "recheck_correction": "serve_correction_order",
    "examine_statement": "receive_statement",
    "conclude_hearing": "request_hearing",
    "dispose_evidence": "register_evidence",
    "report_summary": "decide_on_the_spot",
}
"""Acts that point at an earlier one, and at which."""


def _stands_alone(name: str) -> bool:
    """Tell whether an act can be tried with nothing but its test content."""
    try:
        VIOLATION_CASE.acts[name].model_validate(FIELDS.get(name, {}))
    except ValidationError:
        return False
    return True


NAMES = sorted({name for name in VIOLATION_CASE.acts if _stands_alone(name)} - set(OPENINGS) | set(POINTING))


class WalkedCase(RuleBasedStateMachine):
    """One case under many hands."""

    def __init__(self) -> None:
        super().__init__()
        self.case = PaperCase()
        self.now = moment("2026-03-02")
        self.seen: list[Act] = []

    @initialize(opening=st.sampled_from(OPENINGS))
    def opens(self, opening: str) -> None:
        """A case begins with a finding or a complaint."""
        self.case.does(opening, self.now)

    @rule(hours=st.integers(1, 24 * 40))
    def time_passes(self, hours: int) -> None:
        """Time acts on its own."""
        self.now += timedelta(hours=hours)
        self.case.waits_until(self.now)

    @precondition(lambda self: self.case.acts)
    @rule(data=st.data())
    def somebody_acts_as_offered(self, data: st.DataObject) -> None:
        """Somebody does what the standing says may be done."""
        offered = sorted(row.act for row in self.case.at(self.now).next if row.act in NAMES)
        if offered:
            self._try(data.draw(st.sampled_from(offered)), self.now, None)

    @rule(name=st.sampled_from(NAMES), person=st.sampled_from(PEOPLE), back=st.integers(0, 24 * 20))
    def anybody_acts(self, name: str, person: Actor, back: int) -> None:
        """Anybody tries anything, even for a day that is past."""
        self._try(name, self.now - timedelta(hours=back), person)

    @precondition(lambda self: len(self.case.acts) > 1)
    @rule(data=st.data(), back=st.integers(0, 24 * 20))
    def the_head_corrects_a_date(self, data: st.DataObject, back: int) -> None:
        """A date turns out to have been another one."""
        no = data.draw(st.integers(1, len(self.case.acts)))
        at = self.now - timedelta(hours=back)
        self._send("correct_act", self.now, HEAD, {"of": no, "happened_at": at, "reason": "日期有误"})

    @precondition(lambda self: len(self.case.acts) > 1)
    @rule(data=st.data())
    def the_head_withdraws_an_act(self, data: st.DataObject) -> None:
        """Something was recorded by mistake."""
        no = data.draw(st.integers(1, len(self.case.acts)))
        self._send("withdraw_act", self.now, HEAD, {"of": no, "reason": "误录"})

    def _try(self, name: str, on: datetime, person: Actor | None) -> None:
        fields: dict[str, object] = {}
        if name in POINTING:
            targets = [act.no for act in self.case.acts if act.name == POINTING[name]]
            if not targets:
                return
            fields["of"] = targets[-1]
        self._send(name, on, person, fields)

    def _send(self, name: str, on: datetime, person: Actor | None, fields: dict[str, object]) -> None:
        before = len(self.case.acts)
        try:
            self.case.does(name, on, now=self.now, by=person, key=f"k{before}-{name}", **fields)
        except Refused:
            return
        self.now = max(self.now, on)

    @invariant()
    def nothing_is_ever_edited(self) -> None:
        """The list only grows."""
        assert self.case.acts[: len(self.seen)] == self.seen
        self.seen = list(self.case.acts)

    @invariant()
    def the_standing_is_sound(self) -> None:
        """Whatever was done, the case stands somewhere, and somebody owns every open term."""
        if self.case.acts:
            structure = [name for name in broken(self.case.acts, self.case.at(self.now)) if name in STRUCTURAL]
            assert structure == []


STRUCTURAL = {
    "acts are numbered without a gap",
    "a term lapses once for each last day",
    "every open term has one owner",
    "every term has one name",
    "somebody answers",
}
"""Promises that hold even after corrections; the others may turn out broken by one, and the standing then says so."""

TestWalkedCase = WalkedCase.TestCase
TestWalkedCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
