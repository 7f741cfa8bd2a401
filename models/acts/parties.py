"""The parties of a case (当事人): further ones that join it, and who takes over what one of them has and owes."""

from typing import Literal, Self

from models.acts.content import Approved, NamesParties, PassesOn
from models.people import PartyPart, PartyRef
from models.values import Line, Text


class JoinParty(Approved, NamesParties):
    """A further party is joined to a case that was filed (追加当事人)."""

    act: Literal["join_party"] = "join_party"
    label = "追加当事人"
    party: PartyRef
    part: PartyPart
    reason: Text

    @property
    def parties(self) -> tuple[PartyRef, ...]:
        """Return the party that joins."""
        return (self.party,) if "party" in self.__dict__ else ()

    def of_one(self, party: PartyRef) -> Self | None:
        """Return it as it is to the party that joins, and nothing to any other."""
        return self if party.id == self.party.id else None

    def part_of(self, _party: str) -> PartyPart:
        """Return the part it joins in."""
        return self.part


class RecordSuccession(PassesOn):
    """Others take over the rights and duties of a party (权利义务承受): from then on they stand in its place."""

    act: Literal["record_succession"] = "record_succession"
    label = "当事人变更"
    ground: Literal["merged", "divided", "restructured", "inherited", "other"]
    """Merger, division, another reorganisation of assets, the estate of a citizen who died, or other."""
    paper: Line
    """The paper that proves it (证明文件)."""
