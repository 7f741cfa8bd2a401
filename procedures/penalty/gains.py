"""Unlawful gains that several parties made together (共同违法所得): confiscated once, from whichever of them.

行政处罚法 art. 28(2) and 生态环境行政处罚办法 art. 88: gains are confiscated, less what is paid back. What each party gained for
itself is asked of each; what they gained together is taken once, and the last to be decided on leaves none of it.
"""

from decimal import Decimal

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.each_party import each_party
from law.chinese import listed, money
from law.fines import PenalProvision
from law.refusals import OutOfBounds, Unclear
from models.acts import Act
from models.acts.filing import RevokeFiling
from models.acts.investigation import TerminateInvestigation
from models.acts.penalty import DecidePenalty, ServeNotice
from procedures.penalty.decisions import NOTHING, confiscation_of, is_same, standing, undecided
from procedures.penalty.fine import Fined, provisions


def _others(attempt: Attempt) -> list[Attempt]:
    own = attempt.record
    return [one for _, one in each_party(attempt) if one.record is not own]


def _gainful(attempt: Attempt) -> list[tuple[Attempt, Act[DecidePenalty]]]:
    """Return the decisions on other parties that stand and say what was gained."""
    decided = [(one, act) for one in _others(attempt) for act in one.record.all(DecidePenalty)]
    return [
        (one, act)
        for one, act in decided
        if act.content.illegal_gain and any(is_same(act, other) for other in standing(one.record))
    ]


def gains_taken_from_others(attempt: Attempt, content: DecidePenalty, article: str) -> Decimal:
    """Return what other parties lost of the gains they made together; refuse to leave open whether they did."""
    others = _gainful(attempt)
    if others and content.illegal_gain and content.gained_together is None:
        sentence = "其他当事人的处罚决定也认定了违法所得，须写明本项违法所得是否共同取得"
        raise Unclear("gained-together-unsaid", sentence, article=article, field="gained_together")
    if not content.gained_together:
        return NOTHING
    return _of_others(others)


def _of_others(others: list[tuple[Attempt, Act[DecidePenalty]]]) -> Decimal:
    shared = [(one, act) for one, act in others if act.content.gained_together is not False]
    return sum((confiscation_of(one.record, act) for one, act in shared), NOTHING)


def gains_taken_together(decided: Attempt[DecidePenalty]) -> Decimal:
    """Return what all parties have lost, by decisions that stand, of gains that a decision says they made together."""
    return confiscation_of(decided.record, decided.act) + _of_others(_gainful(decided))


def other_undecided(attempt: Attempt) -> bool:
    """Tell whether another party is still to be decided on, from whom the rest may be taken."""
    return any(
        undecided(one.record) and not one.record.has(RevokeFiling, TerminateInvestigation) for one in _others(attempt)
    )


@asks_for(
    AskedFor("illegal_gain", when="罚则规定没收违法所得的", rule="unlawful_gains"),
    AskedFor("confiscation", when="有违法所得的", must="不得少于依法退赔后的余额", rule="unlawful_gains"),
)
def gains_are_confiscated(attempt: Attempt[Fined]) -> None:
    """Refuse to leave unlawful gains with the party, or to take more than them (没收违法所得, 处罚办法 art. 88)."""
    content = attempt.content
    if content.illegal_gain is None:
        cited, demanding = _demanding(attempt)
        if cited and demanding == cited:
            sentence = "所引罚则规定没收违法所得，须写明违法所得数额；没有违法所得的写0"
            raise Unclear("gains-unsaid", sentence, article=_gains_basis(attempt), field="illegal_gain")
        return
    due, taken, from_others = gains_due(attempt), _taken(content), NOTHING
    if isinstance(content, DecidePenalty):
        from_others = gains_taken_from_others(attempt, content, _gains_basis(attempt))
        may_come_from_others = bool(content.gained_together) and other_undecided(attempt)
    else:
        may_come_from_others = bool(_others(attempt))
    if taken + from_others < due and not may_come_from_others:
        sentence = f"违法所得{money(content.illegal_gain)}，除依法退赔的{money(content.refunded)}外应当没收{money(due)}"
        notice = attempt.record.content(ServeNotice) if isinstance(content, DecidePenalty) else None
        if notice is not None and (notice.confiscation or NOTHING) < due:
            sentence += "；事先告知书没有告知的，须重新送达事先告知书"
        raise OutOfBounds("gains-not-confiscated", sentence, article=_gains_basis(attempt), field="confiscation")


@asks_for(AskedFor("gained_together", when="数名当事人都有违法所得的"))
def gains_are_taken_once(attempt: Attempt[DecidePenalty]) -> None:
    """Refuse to take from another party what was made together and taken already (共同违法所得, 处罚办法 art. 88)."""
    content, basis = attempt.content, _gains_basis(attempt)
    due, taken = gains_due(attempt), _taken(content)
    from_others = gains_taken_from_others(attempt, content, basis)
    if content.gained_together and taken and taken + from_others > due:
        told = f"共同违法所得应当没收的共{money(due)}，已从其他当事人没收{money(from_others)}"
        sentence = f"{told}，再没收{money(taken)}即重复没收"
        raise OutOfBounds("gains-confiscated-twice", sentence, article=basis, field="confiscation")


def _taken(content: Fined) -> Decimal:
    return (content.confiscation or NOTHING) if "confiscation" in content.measures else NOTHING


def gains_due(attempt: Attempt[Fined]) -> Decimal:
    """Return what has to be confiscated of the gains that an act says, less what has to be paid back."""
    content = attempt.content
    if content.illegal_gain is None or not _gains_basis(attempt):
        return NOTHING
    return max(content.illegal_gain - content.refunded, NOTHING)


def _demanding(attempt: Attempt[Fined]) -> tuple[list[PenalProvision], list[PenalProvision]]:
    """Return the provisions cited, and those of them that have gains confiscated."""
    cited = [row for rows in provisions(attempt) for row in rows]
    return cited, [row for row in cited if row.gains]


def _gains_basis(attempt: Attempt[Fined]) -> str:
    general = attempt.cite("unlawful_gains")
    return general or listed(attempt.law.fines.called(row) for row in _demanding(attempt)[1][:1])
