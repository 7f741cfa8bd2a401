"""What a document tells of the law (依据、期限、权利): articles, terms and rates of its own day, never a number of its own."""

from collections.abc import Sequence
from decimal import Decimal

import cn2an

from models.acts import basis_of
from models.acts.daily import ServeDailyNotice
from models.acts.penalty import ServeNotice
from models.documents import Basis, Remedies, Weighing
from papers.told import Told, sentence


class ToldOfLaw(Told):
    """What the law of the day says for one document."""

    @property
    def demanded_days(self) -> str | None:
        """Return in how many days what is demanded is to be performed before the court is asked."""
        return self._within("demand_before_court")

    @property
    def demand_basis(self) -> str | None:
        """Return by which article a demand goes before an application to the court."""
        return self.law.cite("demand_before_court", self.act.day) or None

    @property
    def payment_days(self) -> str | None:
        """Return in how many days the fine is to be paid, by the law of the day."""
        return self._within("payment_15d")

    @property
    def surcharge_rate(self) -> str | None:
        """Return the share of the fine that is added for each day."""
        found = self.law.catalogue.find("surcharge_3pct", self.act.day)
        share = None if found is None else found.provision.values.get("daily_rate")
        return None if share is None else f"百分之{cn2an.an2cn(format(Decimal(str(share)) * 100, 'f'))}"

    @property
    def payment_basis(self) -> str | None:
        """Return by which article."""
        return self.law.cite("payment_15d", self.act.day) or None

    @property
    def surcharge_basis(self) -> str | None:
        """Return by which article a surcharge follows."""
        return self.law.cite("surcharge_3pct", self.act.day) or None

    @property
    def rights(self) -> str | None:
        """Return what the party may do against what is planned, and in which days."""
        content = self.act.content
        if not isinstance(content, ServeNotice | ServeDailyNotice):
            return None
        self._of(self.act)
        basis = self.law.cite("penalty_prior_notice", self.act.day)
        stated = "你（单位）如对上述拟作出的行政处罚有异议，有权进行陈述和申辩"
        days = self._within("hearing_request")
        if not content.hearing_offered or days is None:
            return f"{stated}（{basis}）。未提出的，视为放弃陈述、申辩权利。"
        asked = f"并有权在收到本告知书之日起{days}内要求听证（{self.law.cite('hearing_request', self.act.day)}）"
        return f"{stated}（{basis}），{asked}。逾期未提出的，视为放弃上述权利。"

    @property
    def remedies(self) -> str | None:
        """Return how relief may be sought, as the document tells it."""
        said = self._said("remedies")
        if not isinstance(said, Remedies):
            return None
        ways = []
        if said.reconsideration_body and said.reconsideration_period:
            ways.append(f"{said.reconsideration_period.removesuffix('内')}内向{said.reconsideration_body}申请行政复议")
        if said.court and said.suit_period:
            ways.append(f"{said.suit_period.removesuffix('内')}内直接向{said.court}提起行政诉讼")
        return f"如不服本决定，可以在收到本决定书之日起{'，也可以在收到本决定书之日起'.join(ways)}。" if ways else None

    @property
    def broken(self) -> str | None:
        """Return the provisions that were broken."""
        return self._cited("broken")

    @property
    def penal(self) -> str | None:
        """Return the penal provisions."""
        return self._cited("penal")

    @property
    def ordered(self) -> str | None:
        """Return the provisions that an order rests on."""
        self._of(self.act)
        rows = [row for row in basis_of(self.act.content) if row.role != "broken"]
        return "、".join(f"《{row.instrument.strip('《》')}》{row.article}" for row in rows) or None

    def _cited(self, role: str) -> str | None:
        self._of(self.act)
        rows: Sequence[Basis] = basis_of(self.act.content)
        return "、".join(f"《{row.instrument.strip('《》')}》{row.article}" for row in rows if row.role == role) or None

    @property
    def discretion(self) -> str | None:
        """Return by which standard the discretion was used, or why none applies."""
        weighing = self._said("weighing")
        if not isinstance(weighing, Weighing):
            return None
        by = (
            f"适用《{weighing.standard.strip('《》')}》"
            if weighing.standard
            else f"没有可以适用的裁量基准（{weighing.none_applies}）"
        )
        levels = "、".join(f"{one.factor}为{one.level}" for one in weighing.weighed)
        adjusted = sentence(weighing.adjusted) if weighing.adjusted else ""
        return f"{by}{'，' + levels if levels else ''}。理由：{sentence(weighing.reason)}{adjusted}"
