"""The penalty decisions of a case (处罚决定): which there are, how they were served, what became of them, what they order.

A case may hold several: the ordinary one, one handed over on the spot, daily penalties, and one made again after
another was set aside. An act about a decision names the act by which it was served, and may leave the number out
while only one stands.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, cast

from law.refusals import Refused, Unclear
from models.acts import Act
from models.acts.content import OfDecision
from workflows.procedures.record import Record
from workflows.procedures.step import Attempt, Condition

ORDINARY = ("decide_penalty", "decide_no_penalty")
DECIDING = (*ORDINARY, "decide_daily_penalty", "decide_on_the_spot")
SERVING = ("serve_decision", "serve_daily_decision", "decide_on_the_spot")

Fate = Literal["set_aside", "varied", "unlawful"]
FATES: dict[str, Fate] = {
    "revoke": "set_aside",
    "redo": "set_aside",
    "void": "set_aside",
    "vary": "varied",
    "unlawful": "unlawful",
}
"""What an outcome of review, suit or revocation does to the decision; any other outcome leaves it as it is."""


@dataclass(frozen=True, slots=True)
class Change:
    """What review, court or the bureau itself did to a decision (变更、撤销、确认违法)."""

    act: Act
    fate: Fate
    redo: bool
    fine: Decimal | None


def in_order(acts: Iterable[Act]) -> list[Act]:
    """Return acts of several names in the order in which they happened."""
    return sorted(acts, key=lambda act: (act.day, act.no))


def service_of(record: Record, decision: Act) -> Act | None:
    """Return the act by which a decision reached the party (送达), or None."""
    if decision.name == "decide_on_the_spot":
        return decision
    if decision.name == "decide_daily_penalty":
        served = (act for act in record.all("serve_daily_decision") if cast("Any", act.content).of == decision.no)
        return next(served, None)
    after = (decision.day, decision.no)
    later = [act for act in in_order(record.all(*ORDINARY, "serve_decision")) if (act.day, act.no) > after]
    return later[0] if later and later[0].name == "serve_decision" else None


def decision_of(record: Record, number: int) -> Act | None:
    """Return the decision that an act number means: the decision itself, or its service."""
    act = record.act(number)
    if act is None or act.name in DECIDING:
        return act
    return next((one for one in record.all(*DECIDING) if service_of(record, one) == act), None)


def about(record: Record, act: Act) -> Act | None:
    """Return the decision an act is about: the one it names, or the last one served when it was entered."""
    of = getattr(act.content, "of", None)
    if of is not None:
        return decision_of(record, of)
    served = ((service_of(record, one), one) for one in in_order(record.all(*DECIDING)))
    before = [one for service, one in served if service is not None and service.no < act.no]
    return before[-1] if before else None


def points_to(record: Record, act: Act) -> int | None:
    """Return the number of the act that an act hangs on: as it says, else the service of the decision it is about."""
    of = getattr(act.content, "of", None)
    return served_by(record, act) if of is None and isinstance(act.content, OfDecision) else of


def meant_by(record: Record, act: Act) -> Act | None:
    """Return the decision that an act is about, also by way of a review or suit."""
    contest = record.act(cast("Any", act.content).of) if act.name in ("decide_review", "judge_suit") else None
    return about(record, contest or act)


def served_by(record: Record, act: Act) -> int | None:
    """Return the number of the act that served the decision an act is about."""
    decision = meant_by(record, act)
    service = service_of(record, decision) if decision else None
    return service.no if service else None


def made_by(record: Record, act: Act) -> int | None:
    """Return the number of the decision an act is about."""
    decision = meant_by(record, act)
    return decision.no if decision else None


def about_decision(record: Record, decision: Act, *names: str) -> list[Act]:
    """Return the acts of these names that are about a decision, in order."""
    return in_order(act for act in record.all(*names) if about(record, act) == decision)


def changes(record: Record, decision: Act) -> list[Change]:
    """Return what was done to a decision, in order."""
    if not record.has("revoke_decision", "decide_review", "judge_suit"):
        return []
    acts = [
        act for act in record.all("revoke_decision") if decision_of(record, cast("Any", act.content).of) == decision
    ]
    for opened, ended in (("apply_review", "decide_review"), ("file_suit", "judge_suit")):
        begun = {act.no for act in record.all(opened) if about(record, act) == decision}
        acts += [act for act in record.all(ended) if cast("Any", act.content).of in begun and in_effect(record, act)]
    found = (_change(act) for act in in_order(acts))
    return [change for change in found if change is not None]


def _change(act: Act) -> Change | None:
    content = cast("Any", act.content)
    outcome = content.extent if act.name == "revoke_decision" else content.outcome
    fate = FATES.get(outcome)
    return Change(act, fate, outcome == "redo", content.fine) if fate else None


def in_effect(record: Record, act: Act) -> bool:
    """Tell whether an outcome binds: a judgment of first instance only once its appeal period has run out unused."""
    if act.name != "judge_suit" or cast("Any", act.content).instance == "second":
        return True
    if any(cast("Any", one.content).of == act.no for one in record.all("appeal_suit")):
        return False
    lapsed = (cast("Any", one.content).term for one in record.all("term_lapses"))
    return any(term.startswith("suit_appeal") and term.endswith(f"#{act.no}") for term in lapsed)


def set_aside(record: Record, decision: Act) -> Change | None:
    """Return what set a decision aside (撤销、确认无效), or None while it stands."""
    return next((one for one in changes(record, decision) if one.fate == "set_aside"), None)


def standing(record: Record) -> list[Act]:
    """Return the decisions that stand, in order: made and not set aside."""
    return [one for one in in_order(record.all(*DECIDING)) if set_aside(record, one) is None]


def fine_of(record: Record, decision: Act) -> Decimal:
    """Return the fine that a decision now orders, in yuan: as varied, and nothing once it is set aside."""
    fine = getattr(decision.content, "fine", None) or Decimal(0)
    for change in changes(record, decision):
        fine = Decimal(0) if change.fate == "set_aside" else fine if change.fine is None else change.fine
    return fine


def confiscation_of(record: Record, decision: Act) -> Decimal:
    """Return the gains that a decision confiscates, in yuan; nothing once it is set aside."""
    ordered = getattr(decision.content, "confiscation", None) or Decimal(0)
    return Decimal(0) if set_aside(record, decision) else ordered


def ordered_money(decision: Act) -> bool:
    """Tell whether a decision, as it was made, ordered anything to be paid."""
    content = decision.content
    return bool(getattr(content, "fine", None) or getattr(content, "confiscation", None))


def orders_money(record: Record, decision: Act) -> bool:
    """Tell whether a decision orders anything to be paid."""
    return fine_of(record, decision) + confiscation_of(record, decision) > 0


def served_with_money(record: Record) -> list[Act]:
    """Return the standing decisions that were served and order something to be paid."""
    return [one for one in standing(record) if service_of(record, one) and orders_money(record, one)]


def undecided(record: Record) -> bool:
    """Tell whether the ordinary decision is still to be made: none was, or each one was set aside to be made again."""
    fates = [set_aside(record, one) for one in record.all(*ORDINARY)]
    return all(fate is not None and fate.redo for fate in fates)


UNDECIDED = Condition(
    lambda record: undecided(record) and not record.has("revoke_filing"), "处罚决定已经作出或者立案已经撤销，不得再办理"
)


def all_set_aside(record: Record) -> bool:
    """Tell whether every decision made was set aside for good, so that nothing is left to do (处罚决定被撤销)."""
    fates = [set_aside(record, one) for one in record.all(*DECIDING)]
    return bool(fates) and all(fate is not None and not fate.redo for fate in fates)


def names_its_decision(attempt: Attempt) -> None:
    """Refuse an act about a served decision that names none, or leaves open which one."""
    record, of = attempt.record, getattr(attempt.act.content, "of", None)
    served = [(one, service) for one in standing(record) if (service := service_of(record, one))]
    meant = [one for one, service in served if of == service.no] if of is not None else [one for one, _ in served]
    if len(meant) == 1 and about(record, attempt.act) == meant[0]:
        return
    known = "、".join(f"第{service.no}号（{service.content.label}）" for _, service in served) or "尚无"
    raise Unclear("which-decision", f"须写明针对哪一项已送达的处罚决定（送达行为的编号），现有：{known}", field="of")


def the_decision(attempt: Attempt) -> Act:
    """Return the decision an attempted act is about, once `names_its_decision` has let it pass."""
    return cast("Act", about(attempt.record, attempt.act))


def any_passes(candidates: Iterable[Act], ask: Callable[[Act], None]) -> None:
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
