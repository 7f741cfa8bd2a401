"""The parties of a file (当事人), each with a part of the record that reads as a file of that party alone.

A party is known by the number under which it came in. What others have taken over from it (权利义务承受) stays its part:
they stand in its place. What concerns every party (inspection, evidence, order) is in each part; what is one party's
own is in no other. So nothing that reads a record has to ask whose an act is: it is handed the part.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from judging.attempt import Situation
from judging.record import Record
from models.acts import Act, Content, NamesParties, OfParty, PassesOn, pointers
from models.acts.content import term_keys
from models.people import PartyPart, PartyRef

S = TypeVar("S", bound=Situation)
KNOWN = "parties"
EVERYONE = ""
"""Stands for every party, where an act is no one party's own."""
FURTHER = "?"
"""Stands for a party that nobody has named yet."""


class Part(Record):
    """What a record holds of one party: its own acts, and those that concern every party."""

    __slots__ = ("everyone", "party")

    def __init__(self, everyone: Record, party: str, acts: Sequence[Act]) -> None:
        super().__init__([(act.day, act) for act in acts], everyone.withdrawn, everyone.moved)
        self.everyone = everyone
        """The record of all parties."""
        self.party = party

    def investigators(self) -> frozenset[str]:
        """Return the ids of everyone who investigated the case, whichever party it was about (调查人员)."""
        return self.everyone.investigators()


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties of a record that has several, and whose each act is; none where there is but one."""

    refs: Mapping[str, PartyRef] = field(default_factory=dict)
    """Each party by the number under which it came in, in order."""
    said_in: Mapping[str, NamesParties] = field(default_factory=dict)
    """What names each party."""
    heirs: Mapping[str, tuple[PartyRef, ...]] = field(default_factory=dict)
    """Who stands in a party's place now, by its number."""
    roots: Mapping[str, str] = field(default_factory=dict)
    """The party in whose place somebody stands, by the successor's number."""
    whose: Mapping[int, str] = field(default_factory=dict)
    """Whose an act is, by its number."""
    parts: dict[str, Record] = field(default_factory=dict)

    def meant(self, number: str) -> str:
        """Return the party that a number in the register means: itself, or the one in whose place it stands."""
        return number if number in self.refs else self.roots.get(number, number)

    def said_part(self, party: str) -> PartyPart | Literal[""]:
        """Return the part that a party has in the case."""
        return self.said_in[party].part_of(party) if party in self.said_in else ""

    def of(self, content: Content) -> str:
        """Return the party whose an act with this content is; empty where it is everyone's, or there is but one."""
        if not self.refs:
            return EVERYONE
        if isinstance(content, NamesParties) and content.is_of_one_party:
            return self.meant(content.parties[0].id) if content.parties else EVERYONE
        told = self.told_by(content)
        if told or not isinstance(content, OfParty):
            return told
        said = content.__dict__.get("party", "")
        if said or content.concerns_all:
            return self.meant(said) if said else EVERYONE
        return next(iter(self.refs))

    def told_by(self, content: Content) -> str:
        """Return the party whose an act is by what it points at; empty where that does not tell."""
        return next((self.whose[no] for no in pointed_by(content) if self.whose.get(no)), EVERYONE)


def pointed_by(content: Content) -> Iterable[int]:
    """Yield the acts that a content points at, those that opened a term it names among them."""
    for name in pointers(type(content)):
        value = content.__dict__.get(name)
        yield from value if isinstance(value, tuple) else () if value is None else (value,)
    for name in term_keys(type(content)):
        number = str(content.__dict__.get(name, "")).rpartition("#")[2]
        yield from (int(number),) if number.isdecimal() else ()


def parties_of(record: Record) -> Parties:
    """Return the parties of a record; what reads the part of one finds none."""
    if isinstance(record, Part):
        return ALONE
    found = record.known.get(KNOWN)
    if found is None:
        found = record.known[KNOWN] = _read(record)
    known: Parties = found
    return known


ALONE = Parties()


def _read(record: Record) -> Parties:
    refs: dict[str, PartyRef] = {}
    said_in: dict[str, NamesParties] = {}
    for act in record.bearing(NamesParties):
        for party in act.content.parties:
            refs.setdefault(party.id, party)
            said_in.setdefault(party.id, act.content)
    if len(refs) <= 1 and not any(_is_strange(act.content, refs) for act in record.bearing(OfParty)):
        return ALONE
    heirs: dict[str, tuple[PartyRef, ...]] = {}
    roots: dict[str, str] = {}
    whose: dict[int, str] = {}
    found = Parties(refs, said_in, heirs, roots, whose)
    for passing in sorted(record.bearing(PassesOn), key=lambda one: one.no):
        own = found.of(passing.content)
        heirs[own] = passing.content.parties
        roots.update({heir.id: own for heir in passing.content.parties})
    for any_act in sorted([*record.acts, *record.withdrawn], key=lambda one: one.no):
        whose[any_act.no] = found.of(any_act.content) or _joining(any_act.content, refs)
    first = next(iter(refs.values()), None)
    for number in whose.values():
        if number and number not in refs and first is not None:
            refs[number] = PartyRef(id=number, kind=first.kind)
    return found if len(refs) > 1 else ALONE


def _joining(content: Content, refs: Mapping[str, PartyRef]) -> str:
    """Return the party that an act joins to a file that has others already: from then on the act is that party's."""
    parties = content.parties if isinstance(content, NamesParties) else ()
    return parties[0].id if len(parties) == 1 and parties[0].id != next(iter(refs)) else EVERYONE


def _is_strange(content: Content, refs: Mapping[str, PartyRef]) -> bool:
    """Tell whether an act names a party that none of the others is: it was taken out, or is yet to be joined."""
    said = content.__dict__.get("party", "")
    return bool(said) and bool(refs) and said not in refs


def named_in(record: Record) -> tuple[str, ...]:
    """Return the numbers of all parties that there are or were, where there is more than one."""
    found = tuple(numbers_named(record))
    return found if len(found) > 1 else ()


def numbers_named(record: Record) -> dict[str, None]:
    """Return the parties that are named, in order, and after them who took over from one."""
    parties = [one for act in record.bearing(NamesParties) for one in act.content.parties]
    heirs = [one for act in record.bearing(PassesOn) for one in act.content.parties]
    return dict.fromkeys(one.id for one in (*parties, *heirs))


def strangers(record: Record) -> list[Act[OfParty]]:
    """Return the acts of a party that nothing in the record names."""
    known = {"", *numbers_named(record)}
    return [act for act in record.bearing(OfParty) if act.content.__dict__.get("party", "") not in known]


def with_its_party(record: Record, act: Act) -> tuple[str, Record]:
    """Return the party that an act, not on record yet, is the own of, and the part of the record it is read in.

    The party may come in with the act: then its part holds what concerns every party, and nothing else.
    """
    own = parties_of(full := record.with_act(act)).of(act.content)
    if not own:
        return own, record
    return own, Part(record, own, [one for one in part(full, own) if one.no != act.no])


def as_to_a_further_party(record: Record, act: Act) -> Record:
    """Return what a record holds of a party that an act such as this one would bring in: what concerns every party."""
    content = act.content.model_copy(update={"party": PartyRef(id=FURTHER, kind="organisation")})
    coming = act.model_copy(update={"no": max(one.no for one in record) + 1, "content": content})
    return with_its_party(record, coming)[1]


def parts(record: Record) -> Sequence[Record]:
    """Return the part of each party; the record itself where there is but one, or where it is a part already."""
    found = parties_of(record)
    return [part(record, party) for party in found.refs] or [record]


def part(record: Record, party: str) -> Record:
    """Return what a record holds of a party; the record itself where it has but one."""
    found = parties_of(record)
    if party not in found.refs:
        return record
    if party not in found.parts:
        found.parts[party] = _part(record, party, found)
    return found.parts[party]


def _part(record: Record, party: str, found: Parties) -> Part:
    own = (_alone(act, found, party) for act in record if found.whose[act.no] in (EVERYONE, party))
    return Part(record, party, [act for act in own if act is not None])


def _alone(act: Act, found: Parties, party: str) -> Act | None:
    """Return an act as it would stand in a file of one party alone; None where it would not.

    Who was decided on on the spot is no party of a case that was filed against others.
    """
    if not isinstance(act.content, NamesParties):
        return act
    came_apart = found.said_in[party].is_of_one_party if party in found.said_in else False
    if came_apart and not act.content.is_of_one_party and party not in {one.id for one in act.content.parties}:
        return None
    content = act.content.of_one(found.refs[party])
    return None if content is None else Act(**{**act.known(), "content": content})


def seen_by(record: Record, act: Act) -> Record:
    """Return the part of the record that an act is read in: its party's, or the whole where it is everyone's."""
    return part(record, parties_of(record).of(act.content))


def everyone(record: Record) -> Record:
    """Return the record of all parties."""
    return record.everyone if isinstance(record, Part) else record


def holders(record: Record, party: str) -> tuple[PartyRef, ...]:
    """Return who stands for a party now: itself, or who took over from it."""
    found = parties_of(record)
    return found.heirs.get(party) or ((found.refs[party],) if party in found.refs else ())


def called(record: Record, party: str) -> str:
    """Return how a party is called: by the register's number of who stands for it now."""
    return "、".join(one.id for one in holders(record, party)) or party
