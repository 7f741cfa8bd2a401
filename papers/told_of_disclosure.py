"""What documents of a request for information tell (依申请公开文书): what was asked for, the answer, who is consulted.

Who applies stays sealed: no document has the name; it is written in when the document is sent.
"""

from collections.abc import Iterator, Sequence

from judging.record import Record
from law.chinese import day as written
from models.acts import Act
from models.acts.disclosure_request import (
    AnswerDisclosureRequest,
    CompleteDisclosureRequest,
    ConsultOnDisclosure,
    ReceiveDisclosureRequest,
    RecordConsultation,
)
from models.chinese import value_of
from models.documents import Remedies
from papers.told import sentence
from papers.told_of_case import ToldOfCase

RULE, THIRD_PARTY = "gov_info_on_request", "third_party"
GIVEN = frozenset({"published", "provided"})
"""The kinds of answer that give all that was asked for."""
WITHHELD = frozenset({"refused", "partly"})
"""Those by which something is withheld: reviewed first, before anybody sues (复议前置)."""
FURTHER = {
    "withheld": "不予公开的事由：{}。",
    "means": "获取的方式、途径和时间：{}",
    "left_out": "经区分处理，不予公开的内容：{}",
    "searched": "检索的范围和方法：{}",
    "competent": "负责公开的机关及其联系方式：{}",
    "earlier": "先前已经答复的申请：{}",
    "public_interest": "第三方不同意公开，因不公开可能对公共利益造成重大影响，决定予以公开：{}",
}
"""What an answer tells besides its kind and its reason, by the field."""


class ToldOfDisclosure(ToldOfCase):
    """What the acts of a request say for one document."""

    @property
    def requested(self) -> str | None:
        """Return what was asked for, and on which day it was received; as it was completed, where it was."""
        opening, completed = self.record.opening, self.record.last(CompleteDisclosureRequest)
        if opening is None or not isinstance(opening.content, ReceiveDisclosureRequest):
            return None
        self._of(*filter(None, (opening, completed)))
        wanted = completed.content.wanted if completed else opening.content.wanted
        return f"{self.organ}于{written(opening.day)}收到你（单位）提出的政府信息公开申请，申请公开：{sentence(wanted)}"

    @property
    def answered(self) -> Sequence[str]:
        """Return the answer: of which kind it is, why, and what its kind has to tell."""
        return list(self._answered())

    def _answered(self) -> Iterator[str]:
        content = self.act.content
        if not isinstance(content, AnswerDisclosureRequest):
            return
        self._of(self.act)
        yield f"答复：{value_of('outcome', content.outcome, self.act.name)}。理由和内容：{sentence(content.reason)}"
        for name, text in FURTHER.items():
            said = self.field(name)
            if said:
                yield text.format(said)

    @property
    def answer_relief(self) -> str | None:
        """Return how relief may be sought; a refusal is reviewed first, where the law of the day has it so."""
        content = self.act.content
        if not isinstance(content, AnswerDisclosureRequest):
            return None
        self._of(self.act)
        ways = list(self._ways(content))
        if not ways:
            return "特此告知。" if content.outcome in GIVEN else None
        return f"如不服本答复，可以自收到本答复之日起{'，也可以自收到本答复之日起'.join(ways)}。"

    def _ways(self, content: AnswerDisclosureRequest) -> Iterator[str]:
        said = content.__dict__.get("remedies")
        if not isinstance(said, Remedies):
            return
        first = content.outcome in WITHHELD and self.law.cite("gov_info_review_first", self.act.day)
        if said.reconsideration_body and said.reconsideration_period:
            after = f"；对复议决定不服的，再依法提起行政诉讼（{first}）" if first else ""
            yield f"{said.reconsideration_period.removesuffix('内')}内向{said.reconsideration_body}申请行政复议{after}"
        if said.court and said.suit_period and not first:
            yield f"{said.suit_period.removesuffix('内')}内向{said.court}提起行政诉讼"

    @property
    def consulted(self) -> str | None:
        """Return who is consulted, or was and is told of the outcome: a third party, or an authority."""
        found = self._consultation()
        if found is None:
            return None
        self._of(found)
        party = found.content.party
        return self.names.party(party.id)[0] if party is not None else found.content.authority or None

    def _consultation(self) -> Act[ConsultOnDisclosure] | None:
        own = Record.of([self.act]).last(ConsultOnDisclosure)
        word = self.record.act(self.act.content.target, RecordConsultation)
        return own if word is None else self.record.act(word.content.of, ConsultOnDisclosure)

    @property
    def consultation_days(self) -> str | None:
        """Return within how many days whoever is consulted says something."""
        found = self.law.catalogue.find(RULE, self.act.day, THIRD_PARTY)
        return None if found is None else f"{found.limit(THIRD_PARTY).amount}个工作日"

    @property
    def longer_days(self) -> str | None:
        """Return by how much the answer may be put off."""
        found = self.law.catalogue.find(RULE, self.act.day)
        if found is None or not found.provision.extensions:
            return None
        return f"{found.provision.extensions[0].amount}个工作日"

    @property
    def fee_days(self) -> str | None:
        """Return within how many days the fee is to be paid, and by which article."""
        days = self._within("gov_info_fee")
        return f"{days}内（{self.law.cite('gov_info_fee', self.act.day)}）" if days else None
