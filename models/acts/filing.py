"""The decision to file or not to file (立案、不予立案)."""

from typing import Annotated, Literal, Self

from pydantic import Field

from models.acts.content import Approved, DayBehind, NamesParties, OfParty
from models.people import Officer, OtherParty, PartyPart, PartyRef
from models.values import Day, Line, MaybeText, Several, Text

Conduct = Literal["discharge", "hazardous_waste_dumping", "dumping", "disposal", "construction", "other"]
"""What kind of conduct it is; decides whether a daily penalty can follow."""

CONDUCT_NAMES: dict[str, str] = {
    "discharge": "违法排放污染物",
    "hazardous_waste_dumping": "违法倾倒危险废物",
    "dumping": "违法倾倒",
    "disposal": "违法处置",
    "construction": "建设项目违法",
    "other": "其他",
}


class FileCase(Approved, NamesParties):
    """The case is filed (立案) with its cause, its party and its two officers."""

    act: Literal["file_case"] = "file_case"
    label = "立案"
    cause: Line
    party: PartyRef
    officers: Several[Officer]
    conduct_from: Annotated[Day | None, DayBehind()] = None
    conduct_until: Annotated[Day | None, DayBehind()] = None
    """Last day of the conduct; None while it goes on."""
    conduct: Conduct = "other"
    harm: bool = False
    """Whether harm followed: pollution, ecological or other (危害后果; asked by the longer limitation)."""
    endangers_safety: bool = False
    """Whether citizens' life and health, or financial safety, is concerned (涉及公民生命健康安全、金融安全)."""
    new_evidence: MaybeText = ""
    """What has come up since it was decided not to file (新的证据); asked for after such a decision."""
    others: Several[OtherParty] = Field(default=(), exclude_if=lambda others: not others)
    """Further parties of the case (其他当事人), each with its part in it."""

    @property
    def parties(self) -> tuple[PartyRef, ...]:
        """Return the party and the others."""
        known: tuple[PartyRef, ...] = (self.party,) if "party" in self.__dict__ else ()
        return (*known, *self.__dict__.get("others", ()))

    def part_of(self, party: str) -> PartyPart | Literal[""]:
        """Return the part that one of the others has."""
        return next((one.part for one in self.__dict__.get("others", ()) if one.id == party), "")

    def of_one(self, party: PartyRef) -> Self:
        """Return the filing of a case against one of its parties alone."""
        return self.model_copy(update={"party": PartyRef(id=party.id, kind=party.kind), "others": ()})

    @property
    def investigating(self) -> tuple[Officer, ...]:
        """Return the case's own officers (承办人员)."""
        return self.officers


class DeclineFiling(Approved):
    """The case is not filed (不予立案), with reasons."""

    act: Literal["decline_filing"] = "decline_filing"
    label = "不予立案"
    ground: Literal["no_violation", "not_punishable", "not_our_jurisdiction", "time_barred", "other"]
    reason: Text
    conduct_until: Annotated[Day | None, DayBehind()] = Field(default=None, exclude_if=lambda day: day is None)
    """Last day of the conduct, where it is time-barred and the file does not say it."""
    harm: bool = Field(default=False, exclude_if=lambda harm: not harm)
    """Whether harm followed (危害后果; asked by the longer limitation)."""
    endangers_safety: bool = Field(default=False, exclude_if=lambda endangers: not endangers)
    """Whether citizens' life and health, or financial safety, is concerned (涉及公民生命健康安全、金融安全)."""


class RevokeFiling(Approved, OfParty):
    """The filing is revoked because its conditions turn out not to be met (撤销立案)."""

    act: Literal["revoke_filing"] = "revoke_filing"
    label = "撤销立案"
    concerns_all = True
    reason: Text
