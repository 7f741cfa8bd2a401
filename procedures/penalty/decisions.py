"""The penalty decisions of a case (处罚决定): which there are, how they were served, what became of them, what they order.

A case may hold several: the ordinary one, one handed over on the spot, daily penalties, and one made again after
another was set aside. An act about a decision names the act by which it was served, and may leave the number out
while only one stands.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, TypeVar, overload

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.parties import parts, seen_by
from judging.record import Record, in_order, place
from judging.step import Condition
from law.refusals import Refused, Unclear
from models.acts import Act, Content
from models.acts.daily import DecideDailyPenalty, ServeDailyDecision
from models.acts.filing import RevokeFiling
from models.acts.investigation import TerminateInvestigation
from models.acts.order_revision import RevokeOrder
from models.acts.penalty import DecideNoPenalty, DecidePenalty, OfDecision, ServeDecision
from models.acts.reconsideration import ApplyReconsideration, DecideReconsideration
from models.acts.revision import RevokeDecision
from models.acts.suit import AppealSuit, FileSuit, JudgeSuit
from models.acts.summary import DecideOnTheSpot
from models.acts.terms import TermLapses
from procedures.burdens import burden

A = TypeVar("A", bound=Content)
B = TypeVar("B", bound=Content)

Decision = DecidePenalty | DecideNoPenalty | DecideDailyPenalty | DecideOnTheSpot
Service = ServeDecision | ServeDailyDecision | DecideOnTheSpot
Outcome = RevokeDecision | DecideReconsideration | JudgeSuit
"""What may change a decision: the bureau itself, a reconsideration, a court."""
Undoing = Outcome | RevokeOrder
"""The same, and what the bureau takes back besides a decision."""

ORDINARY = (DecidePenalty, DecideNoPenalty)
DECIDING = (DecidePenalty, DecideNoPenalty, DecideDailyPenalty, DecideOnTheSpot)
SERVING = (ServeDecision, ServeDailyDecision, DecideOnTheSpot)
UNDOES = (RevokeDecision, DecideReconsideration, JudgeSuit)
"""What may set a decision aside or vary it."""
NOTHING = Decimal(0)

Fate = Literal["set_aside", "varied", "unlawful"]
FATES: dict[str, Fate] = {
    "revoke": "set_aside",
    "redo": "set_aside",
    "void": "set_aside",
    "vary": "varied",
    "unlawful": "unlawful",
}
"""What an outcome of reconsideration, suit or revocation does to the decision; any other outcome leaves it as it is."""


@dataclass(frozen=True, slots=True)
class Change:
    """What reconsideration, court or the bureau itself did to a decision (变更、撤销、确认违法)."""

    act: Act[Outcome]
    fate: Fate
    redo: bool
    fine: Decimal | None


def is_same(act: Act | None, other: Act | None) -> bool:
    """Tell whether two are the same act of one file: its number says so, at less cost than all it holds."""
    return act is not None and other is not None and act.no == other.no


def service_of(record: Record, decision: Act[Decision]) -> Act[Service] | None:
    """Return the act by which a decision reached the party (送达), or None."""
    record = seen_by(record, decision)
    if isinstance(decision.content, DecideOnTheSpot):
        return record.act(decision.no, DecideOnTheSpot)
    if isinstance(decision.content, DecideDailyPenalty):
        return next(iter(record.pointing(decision.no, ServeDailyDecision)), None)
    own = place(decision)
    later = [act for act in record.all(*ORDINARY, ServeDecision) if place(act) > own]
    return record.act(min(later, key=place).no, ServeDecision) if later else None


def decision_of(record: Record, number: int | None) -> Act[Decision] | None:
    """Return the decision that an act number means: the decision itself, or its service."""
    decision, service = record.act(number, *DECIDING), record.act(number)
    if decision is not None or service is None:
        return decision
    return next((one for one in record.all(*DECIDING) if is_same(service_of(record, one), service)), None)


def about(record: Record, act: Act) -> Act[Decision] | None:
    """Return the decision an act is about: the one it names, or the last one served when it was entered."""
    if act.content.target is not None:
        return decision_of(record, act.content.target)
    record = seen_by(record, act)
    served = ((service_of(record, one), one) for one in in_order(record.all(*DECIDING)))
    before = [one for service, one in served if service is not None and service.no < act.no]
    return before[-1] if before else None


def points_to(record: Record, act: Act) -> int | None:
    """Return the number of the act that an act hangs on: as it says, else the service of the decision it is about."""
    of = act.content.target
    return _service_meant(record, act) if of is None and isinstance(act.content, OfDecision) else of


def meant_by(record: Record, act: Act) -> Act[Decision] | None:
    """Return the decision that an act is about, also by way of a reconsideration or suit."""
    return about(record, _contest_of(record, act) or act)


def _contest_of(record: Record, act: Act) -> Act | None:
    by_contest = isinstance(act.content, DecideReconsideration | JudgeSuit)
    return record.act(act.content.target) if by_contest else None


def _service_meant(record: Record, act: Act) -> int | None:
    contested = burden(record, (_contest_of(record, act) or act).content.target)
    if contested is not None:
        return contested.no
    decision = meant_by(record, act)
    service = service_of(record, decision) if decision else None
    return service.no if service else None


def served_by(attempt: Attempt) -> int | None:
    """Return the number of the act that served the decision an act is about, or of the burden that it is about."""
    return _service_meant(attempt.record, attempt.act)


def made_by(attempt: Attempt) -> int | None:
    """Return the number of the decision an act is about."""
    decision = meant_by(attempt.record, attempt.act)
    return decision.no if decision else None


@overload
def about_decision(record: Record, decision: Act[Decision], a: type[A], /) -> list[Act[A]]: ...
@overload
def about_decision(record: Record, decision: Act[Decision], a: type[A], b: type[B], /) -> list[Act[A | B]]: ...
def about_decision(record: Record, decision: Act[Decision], /, *kinds: type[Content]) -> list[Act[Any]]:
    """Return the acts of these kinds that are about a decision, in order."""
    return in_order([act for act in record.all(*kinds) if is_same(about(record, act), decision)])


def changes(record: Record, decision: Act[Decision]) -> list[Change]:
    """Return what was done to a decision, in order."""
    if not record.has(*UNDOES):
        return []
    begun = {act.no for act in record.all(ApplyReconsideration, FileSuit) if is_same(about(record, act), decision)}
    ended = [act for act in record.all(DecideReconsideration, JudgeSuit) if act.content.of in begun]
    acts: list[Act[Outcome]] = [
        *(act for act in record.all(RevokeDecision) if is_same(decision_of(record, act.content.of), decision)),
        *(act for act in ended if in_effect(record, act)),
    ]
    return [change for act in in_order(acts) if (change := _change(act)) is not None]


def _change(act: Act[Outcome]) -> Change | None:
    content = act.content
    outcome = content.extent if isinstance(content, RevokeDecision) else content.outcome
    fate = FATES.get(outcome)
    return Change(act, fate, outcome == "redo", content.fine) if fate else None


def in_effect(record: Record, act: Act) -> bool:
    """Tell whether an outcome binds: a judgment of first instance only once its appeal period has run out unused."""
    if not isinstance(act.content, JudgeSuit) or act.content.instance == "second":
        return True
    if record.pointing(act.no, AppealSuit):
        return False
    return bool(lapses_of(record, "suit_appeal", act.no))


def lapses_of(record: Record, rule: str, started_by: int) -> list[Act[TermLapses]]:
    """Return what the engine has noted of the end of a term of a rule, by the number of the act that started it.

    Where that act was put on a later day since (更正), what was noted before says nothing; on an earlier it ended too.
    """
    mark, begun = f"#{started_by}", record.act(started_by)
    lapses = [act for act in record.all(TermLapses) if act.content.term.endswith(mark)]
    meant = [act for act in lapses if act.content.term.startswith(rule)]
    return [act for act in meant if begun is None or record.day_then(started_by, act.no) >= begun.day]


def set_aside(record: Record, decision: Act[Decision]) -> Change | None:
    """Return what set a decision aside (撤销、确认无效), or None while it stands."""
    return next((one for one in changes(record, decision) if one.fate == "set_aside"), None)


def is_to_be_redone(record: Record, decision: Act[Decision]) -> bool:
    """Tell whether a decision was set aside to be made again (撤销并重新作出)."""
    fate = set_aside(record, decision)
    return fate is not None and fate.redo


def standing(record: Record) -> list[Act[Decision]]:
    """Return the decisions that stand, in order: made and not set aside."""
    return [one for one in in_order(record.all(*DECIDING)) if set_aside(record, one) is None]


def _fine(decision: Decision) -> Decimal:
    return NOTHING if isinstance(decision, DecideNoPenalty) else decision.fine or NOTHING


def _confiscation(decision: Decision) -> Decimal:
    return decision.confiscation or NOTHING if isinstance(decision, DecidePenalty) else NOTHING


def fine_of(record: Record, decision: Act[Decision]) -> Decimal:
    """Return the fine that a decision now orders, in yuan: as varied, and nothing once it is set aside."""
    fine = _fine(decision.content)
    for change in changes(record, decision):
        fine = NOTHING if change.fate == "set_aside" else fine if change.fine is None else change.fine
    return fine


def confiscation_of(record: Record, decision: Act[Decision]) -> Decimal:
    """Return the gains that a decision confiscates, in yuan; nothing once it is set aside."""
    return NOTHING if set_aside(record, decision) else _confiscation(decision.content)


def ordered_in(decision: Act[Decision]) -> Decimal:
    """Return what a decision, as it was made, ordered to be paid, in yuan."""
    return _fine(decision.content) + _confiscation(decision.content)


def orders_money(record: Record, decision: Act[Decision]) -> bool:
    """Tell whether a decision orders anything to be paid."""
    return fine_of(record, decision) + confiscation_of(record, decision) > 0


def served_with_money(record: Record) -> list[Act[Decision]]:
    """Return the standing decisions that were served and order something to be paid."""
    return [one for one in standing(record) if service_of(record, one) and orders_money(record, one)]


def undecided(record: Record) -> bool:
    """Tell whether the ordinary decision is still to be made on some party: none was, or each is to be made (again)."""
    return any(_is_undecided(own) for own in parts(record))


def _is_undecided(record: Record) -> bool:
    return all(leaves_open(record, one) for one in record.all(*ORDINARY))


def leaves_open(record: Record, decision: Act[DecidePenalty | DecideNoPenalty]) -> bool:
    """Tell whether a decision was set aside to be made again, or only went ahead of a criminal case."""
    return decision.content.__dict__.get("beside_crime", False) or is_to_be_redone(record, decision)


UNDECIDED = Condition(
    lambda now: undecided(now.record) and not now.record.has(RevokeFiling, TerminateInvestigation),
    "处罚决定已经作出，或者立案已经撤销、调查已经终止，不得再办理",
)


def all_set_aside(record: Record) -> bool:
    """Tell whether every decision made was set aside for good, so that nothing is left to do (处罚决定被撤销).

    What only went ahead of a criminal case leaves the rest to be decided, also once it is set aside.
    """
    fates = [set_aside(record, one) for one in record.all(*DECIDING)]
    is_open = record.has(*ORDINARY) and undecided(record)
    return bool(fates) and not is_open and all(fate is not None and not fate.redo for fate in fates)


def the_decision(attempt: Attempt) -> Act[Decision]:
    """Return the served decision an attempted act is about; refuse an act that names none, or leaves open which one."""
    record, of = attempt.record, attempt.act.content.target
    served = [(one, service) for one in standing(record) if (service := service_of(record, one))]
    meant = [one for one, service in served if of in (None, service.no)]
    if len(meant) == 1 and about(record, attempt.act) == meant[0]:
        return meant[0]
    known = "、".join(f"第{service.no}号（{service.content.label}）" for _, service in served) or "尚无"
    raise Unclear("which-decision", f"须写明针对哪一项已送达的处罚决定（送达行为的编号），现有：{known}", field="of")


@asks_for(AskedFor("of", when="已送达的处罚决定不止一项的", offered=True))
def names_its_decision(attempt: Attempt) -> None:
    """Refuse an act about a served decision that names none, or leaves open which one."""
    the_decision(attempt)


def any_passes(candidates: Iterable[Act[A]], ask: Callable[[Act[A]], None]) -> None:
    """Ask a question of every candidate; when all are refused, raise what the first was told."""
    refusals = []
    for candidate in candidates:
        try:
            ask(candidate)
        except Refused as refusal:
            refusals.append(refusal)
        else:
            return
    if refusals:
        raise refusals[0]
