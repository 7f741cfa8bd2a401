"""Acts entered after others that tell of them (事后补录): a review takes a file as it happened, not as it was entered.

A notice of a daily penalty names the rechecks it charges by their numbers. A recheck that was entered only later has a
higher number than the notice, or is not named at all; it is a recheck all the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from judging.admission import refusal
from judging.kind import Kind
from judging.one_instant import entered_first
from judging.record import Record, follows
from law.edition import Law
from law.refusals import Refused
from models.acts import Act
from models.acts.correction import RecheckCorrection
from models.acts.daily import ServeDailyNotice
from procedures.daily_penalty.rounds import rounds

NO_SUCH_ACT = "no-such-act"
"""The code with which a live file refuses a number that means no earlier entry."""


def with_rounds(acts: Sequence[Act]) -> list[Act]:
    """Return the acts, each notice of a daily penalty with the rounds that had ended by it where it names none."""
    record, charged = Record.of(acts), set[int]()
    named: dict[int, tuple[int, ...]] = {}
    for notice in record.all(ServeDailyNotice):
        known = {act.no for act in record.all(RecheckCorrection)}
        meant = tuple(no for no in notice.content.rechecks if no in known)
        if not meant:
            ended = (recheck for _, recheck in rounds(record) if follows(notice, recheck))
            meant = tuple(recheck.no for recheck in ended if recheck.no not in charged)
            named[notice.no] = meant
        charged |= set(meant)
    return [_naming(act, named[act.no]) if named.get(act.no) else act for act in acts]


def _naming(notice: Act, rechecks: tuple[int, ...]) -> Act:
    return notice.model_copy(update={"content": notice.content.model_copy(update={"rechecks": rechecks})})


@dataclass(frozen=True, slots=True)
class AsEntered:
    """Asks again what a live file would have refused; the order of entry alone is no irregularity."""

    kind: Kind
    record: Record
    law: Law

    def refusal(self, act: Act) -> Refused | None:
        """Return what the act would have been refused for, after all that had happened before it.

        What was entered after it for the same instant, as all of a day has that is told by its day alone, happened
        before or after it: it is let in where either of the two lets it in.
        """
        before = self.record.before(act)
        no = refusal(self.kind, before, act, self.law)
        if no is not None and refusal(self.kind, entered_first(before, act), act, self.law) is None:
            return None
        if no is None or no.code != NO_SUCH_ACT:
            return no
        last = act.model_copy(update={"no": max(one.no for one in self.record) + 1})
        return refusal(self.kind, before, last, self.law)
