"""What every document can tell (文书内容的来源): who, of whom, what its own act says; and how answers are noted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, Protocol

import cn2an

from judging.record import Record
from law.chinese import day as written
from law.chinese import money
from law.edition import Law
from models.acts import Act
from models.effects import Working


class Exhibit(NamedTuple):
    """A material of the file as a document lists it: what it is, of when, from whom, what it proves."""

    name: str
    label: str
    on: date
    """When it was taken, by the clock of the device, or came in."""
    unit: str
    """The unit that brought it."""
    note: str = ""


class Names(Protocol):
    """What the register says of units and parties."""

    def unit(self, number: str, on: date) -> str:
        """Return what a unit was called on a day."""
        ...

    def party(self, number: str) -> tuple[str, str, str]:
        """Return a party's name, its code and its address; of a citizen there is no code."""
        ...

    def officer(self, number: str) -> tuple[str, str]:
        """Return an officer's name and the number of the certificate; empty where there is none."""
        ...

    def fact(self, subject: str, fact: Literal["head", "account", "contact"]) -> str:
        """Return what is entered of a party or a unit for its documents; empty where nothing is."""
        ...


@dataclass
class Told:
    """What one document can tell; `act` is the act that it makes out, `record` the file as it was before it."""

    record: Record
    act: Act
    law: Law
    names: Names
    numbers: dict[int, str]
    """The numbers of the file's documents, by the act that made each."""
    in_name_of: str
    """The unit in whose name it is made out."""
    party_no: str
    exhibits: Mapping[str, Exhibit] = field(default_factory=dict)
    """The materials of the file by their digest."""
    papers: Mapping[int, Sequence[tuple[str, str]]] = field(default_factory=dict)
    """Titles and numbers of the file's documents, by the act that made them."""
    cited: Sequence[str] = ()
    """What the document rests on, as the judgment cites it."""
    working: Working | None = None
    """How the sum of a daily penalty was worked out."""
    acts: set[int] = field(default_factory=set)
    """Numbers of the acts that answers rested on since it was last emptied."""

    def _of(self, *acts: Act) -> None:
        self.acts.update(act.no for act in acts)

    def _said(self, name: str) -> object:
        self._of(self.act)
        return self.act.content.__dict__.get(name)

    def _within(self, rule: str) -> str | None:
        """Return the limit of a rule on the day of the act, e.g. 15日, 5个工作日."""
        found = self.law.catalogue.find(rule, self.act.day)
        if found is None or not found.provision.limits:
            return None
        limit = found.provision.limits[0]
        return f"{limit.amount}{'个工作日' if limit.unit == 'working_day' else '日'}"

    @property
    def organ(self) -> str:
        """Return in whose name it is made out."""
        return self.names.unit(self.in_name_of, self.act.day)

    @property
    def party(self) -> str | None:
        """Return the party's name."""
        return self.names.party(self.party_no)[0] if self.party_no else None

    @property
    def party_code(self) -> str | None:
        """Return the party's credit code."""
        return (self.names.party(self.party_no)[1] or None) if self.party_no else None

    @property
    def party_address(self) -> str | None:
        """Return where the party is."""
        return (self.names.party(self.party_no)[2] or None) if self.party_no else None

    @property
    def party_head(self) -> str | None:
        """Return who represents the party (法定代表人、负责人、经营者)."""
        return (self.names.fact(self.party_no, "head") or None) if self.party_no else None

    @property
    def account(self) -> str | None:
        """Return to which account fines are paid."""
        return self._of_issuer("account")

    @property
    def contact(self) -> str | None:
        """Return whom to call (联系人、电话、地址)."""
        return self._of_issuer("contact")

    def _of_issuer(self, fact: Literal["account", "contact"]) -> str | None:
        """Return what is entered of the unit that acts, or of the bureau in whose name it does."""
        return self.names.fact(self.act.by.unit, fact) or self.names.fact(self.in_name_of, fact) or None

    @property
    def summary(self) -> str | None:
        """Return what the act sums up."""
        return sentence(self._said("summary"))

    @property
    def requirement(self) -> str | None:
        """Return what is to be put right."""
        return sentence(self._said("requirement"))

    @property
    def correct_by(self) -> str:
        """Return by when; at once, where no day is set."""
        day = self._said("correct_by")
        return f"于{written(day)}前" if isinstance(day, date) else "立即"

    @property
    def amount(self) -> str | None:
        """Return the sum that is demanded, in capitals and in figures."""
        said = self._said("amount")
        return f"{in_capitals(said)}（{money(said)}）" if isinstance(said, Decimal) and said else None


def in_capitals(amount: Decimal) -> str:
    """Return a sum of money in capitals (大写金额), e.g. 伍万贰仟壹佰贰拾元整."""
    return str(cn2an.an2cn(f"{amount:f}", "rmb"))


def sentence(said: object) -> str | None:
    """Return a text that ends as a sentence does; None where nothing is said."""
    if not isinstance(said, str) or not said.strip():
        return None
    text = said.strip()
    return text if text[-1] in "。！？；" else f"{text}。"
