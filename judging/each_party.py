"""What is asked of an act, for each party that it concerns (逐一当事人审查): its own, or every one where all share it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from operator import itemgetter
from typing import TypeVar

from judging.attempt import Attempt, Situation
from judging.parties import (
    EVERYONE,
    Parties,
    called,
    everyone,
    holders,
    numbers_named,
    part,
    parties_of,
    with_its_party,
)
from judging.record import Record
from judging.step import Step
from law.refusals import Refused, Unclear
from models.acts import NamesParties, OfParty

S = TypeVar("S", bound=Situation)


def narrowed(attempt: Attempt) -> Attempt:
    """Return an attempted act, read in the part of its own party."""
    if comes_with_its_party(attempt):
        return _with_its_party(attempt)[1]
    own = parties_of(attempt.whole).of(attempt.content)
    return _within(attempt, own) if own else attempt


def comes_with_its_party(attempt: Attempt) -> bool:
    """Tell whether an act that is yet to be done is one party's own and names it, as a decision on the spot."""
    content = attempt.content
    is_own = isinstance(content, NamesParties) and content.is_of_one_party
    return is_own and attempt.whole.act(attempt.act.no) is None


def _with_its_party(attempt: Attempt) -> tuple[str, Attempt]:
    whole, record = everyone(attempt.whole), everyone(attempt.record)
    own, part_of_whole = with_its_party(whole, attempt.act)
    part_of_record = part_of_whole if record is whole else with_its_party(record, attempt.act)[1]
    return own, replace(attempt, record=part_of_record, whole=part_of_whole)


def _within(now: S, party: str) -> S:
    if isinstance(now, Attempt):
        return replace(now, record=part(now.record, party), whole=part(now.whole, party))
    return replace(now, record=part(now.record, party))


def each_party(now: S) -> list[tuple[str, S]]:
    """Return a situation as it is for each party, by the party's number; for the one there is, as it is."""
    whole = everyone(now.whole if isinstance(now, Attempt) else now.record)
    of_all = replace(now, record=everyone(now.record))
    if isinstance(of_all, Attempt):
        of_all = replace(of_all, whole=whole)
    return [(party, _within(of_all, party)) for party in parties_of(whole).refs] or [(EVERYONE, now)]


def other_parties(done: Attempt) -> list[str]:
    """Return the parties that there were by an act of one party's own, besides that one; none by everyone's act."""
    found = parties_of(everyone(done.record).before(done.act))
    own = found.of(done.act.content)
    return [party for party in found.refs if own and party != own]


def asked_in(step: Step, attempt: Attempt) -> list[tuple[str, Attempt]]:
    """Return in which parts the questions of an act are asked: in its party's, or in each where it is everyone's.

    What is about the list itself is asked of the whole list.
    """
    if step.about_the_list:
        return [(EVERYONE, attempt)]
    if comes_with_its_party(attempt):
        return [_with_its_party(attempt)]
    own = parties_of(attempt.whole).of(attempt.content)
    return [(own, _within(attempt, own))] if own else each_party(attempt)


Noes = Callable[[Step, Attempt], Iterator[tuple[int, Refused]]]
"""Every no to an act in one part, and how many questions came before it."""


def noes_of_each(step: Step, attempt: Attempt, noes: Noes) -> Iterator[Refused]:
    """Yield every no to an act, for each party that it concerns: all must pass, or one where the step says so.

    What is asked first comes first; the party is told with it, unless it is the same for all.
    """
    asked = asked_in(step, attempt)
    if len(asked) == 1:
        yield from (named(no, attempt.whole, party) for party, one in asked for _, no in noes(step, one))
        return
    found = {party: list(noes(step, one)) for party, one in asked}
    if step.for_one_party and not all(found.values()):
        return
    said_of_all = set.intersection(*({no.sentence for _, no in one} for one in found.values()))
    told: set[str] = set()
    for _, no, party in sorted(((at, no, party) for party, one in found.items() for at, no in one), key=itemgetter(0)):
        if no.sentence in told:
            continue
        if no.sentence in said_of_all:
            told.add(no.sentence)
            yield no
        else:
            yield named(no, attempt.whole, party)


def named(refused: Refused, record: Record, party: str) -> Refused:
    """Return a refusal that tells for which party it is one."""
    if not party:
        return refused
    return refused.reworded(f"当事人{called(record, party)}：{refused.sentence}", field=refused.field)


def names_its_party(attempt: Attempt) -> None:
    """Refuse an act of one party's own that leaves open whose it is, names none of the file, or contradicts itself."""
    record, content = everyone(attempt.whole if attempt.act.of_record else attempt.record), attempt.act.content
    if not isinstance(content, OfParty):
        return
    found, said = parties_of(record), content.__dict__.get("party", "")
    may_be_said = _may_be_said(record, found)
    if said and may_be_said and said not in may_be_said:
        known = "、".join(may_be_said)
        raise Unclear("no-such-party", f"“{said}”不是本案的当事人（或者已由他人承受），现有：{known}", field="party")
    told = found.told_by(content)
    if said and told and said not in {told, *(one.id for one in holders(record, told))}:
        sentence = f"所指的行为属于当事人{called(record, told)}，与所写的当事人“{said}”不一致"
        raise Unclear("other-party", sentence, field="party")
    if found.refs and not said and not told and (content.has_to_name or not content.concerns_all):
        known = "、".join(may_be_said)
        raise Unclear("which-party", f"本案有数名当事人，须写明属于哪一名当事人，现有：{known}", field="party")


def _may_be_said(record: Record, found: Parties) -> list[str]:
    """Return the parties that an act may name: who passed its part on is named by who stands there now."""
    gone = {party for party, others in found.heirs.items() if not any(one.id in found.refs for one in others)}
    return [party for party in numbers_named(record) if party not in gone]
