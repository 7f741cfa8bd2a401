"""The summary procedure (简易程序、当场处罚)."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from models.acts.content import Content, NamesParties, OnSite, PointsAt
from models.acts.penalty import Measure, Yuan
from models.documents import Basis, Remedies
from models.people import PartyRef
from models.values import Line, Several, Some, Text


class DecideOnTheSpot(OnSite, NamesParties):
    """A small fine or a warning is decided and handed over on the spot, to each party by itself (当场处罚决定)."""

    act: Literal["decide_on_the_spot"] = "decide_on_the_spot"
    label = "当场处罚决定"
    is_of_one_party = True
    party: PartyRef
    measures: Some[Measure]
    fine: Yuan = Decimal(0)
    facts: Text
    basis: Several[Basis]
    remedies: Remedies
    identity_shown: bool
    party_heard: bool
    """Whether the party was told facts, basis and rights, and what it said was heard (告知并听取陈述申辩)."""
    reconsideration_first_told: bool = False
    """Whether the decision says that reconsideration comes before a suit (复议前置)."""
    number: Line
    """The printed number of the decision form (预定格式、编有号码)."""
    fined_before: Several[Line] = ()
    """The numbers of decisions, of whatever body, that have fined the same conduct (同一违法行为已受罚款)."""

    @property
    def parties(self) -> tuple[PartyRef, ...]:
        """Return the party it is decided on."""
        return (self.party,) if "party" in self.__dict__ else ()

    def of_one(self, party: PartyRef) -> Self | None:
        """Return it as it is to its own party, and nothing to any other."""
        return self if party.id in {one.id for one in self.parties} else None


class ReportSummary(Content):
    """The decision is filed with the bureau (当场处罚备案)."""

    act: Literal["report_summary"] = "report_summary"
    label = "当场处罚备案"
    of: Annotated[int, PointsAt("decide_on_the_spot", once=True)]
