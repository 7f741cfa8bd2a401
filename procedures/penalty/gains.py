"""Unlawful gains that several parties made together (共同违法所得): confiscated once, from whichever of them.

行政处罚法 art. 28(2) and 生态环境行政处罚办法 art. 88: gains are confiscated, less what is paid back. What each party gained for
itself is asked of each; what they gained together is taken once, and the last to be decided on leaves none of it.
"""

from decimal import Decimal

from judging.attempt import Attempt
from judging.each_party import each_party
from law.refusals import Unclear
from models.acts import Act
from models.acts.filing import RevokeFiling
from models.acts.investigation import TerminateInvestigation
from models.acts.penalty import DecidePenalty
from procedures.penalty.decisions import NOTHING, confiscation_of, is_same, standing, undecided


def _others(attempt: Attempt[DecidePenalty]) -> list[Attempt]:
    own = attempt.record
    return [one for _, one in each_party(attempt) if one.record is not own]


def _gainful(attempt: Attempt[DecidePenalty]) -> list[tuple[Attempt, Act[DecidePenalty]]]:
    """Return the decisions on other parties that stand and say what was gained."""
    decided = [(one, act) for one in _others(attempt) for act in one.record.all(DecidePenalty)]
    return [
        (one, act)
        for one, act in decided
        if act.content.illegal_gain and any(is_same(act, other) for other in standing(one.record))
    ]


def gains_taken_from_others(attempt: Attempt[DecidePenalty], article: str) -> Decimal:
    """Return what other parties lost of the gains they made together; refuse to leave open whether they did."""
    content, others = attempt.content, _gainful(attempt)
    if others and content.illegal_gain and content.gained_together is None:
        sentence = "其他当事人的处罚决定也认定了违法所得，须写明本项违法所得是否共同取得"
        raise Unclear("gained-together-unsaid", sentence, article=article, field="gained_together")
    if not content.gained_together:
        return NOTHING
    return sum((confiscation_of(one.record, act) for one, act in others), NOTHING)


def other_undecided(attempt: Attempt[DecidePenalty]) -> bool:
    """Tell whether another party is still to be decided on, from whom the rest may be taken."""
    return any(
        undecided(one.record) and not one.record.has(RevokeFiling, TerminateInvestigation) for one in _others(attempt)
    )
