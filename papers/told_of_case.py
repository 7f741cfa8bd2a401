"""What a document tells of its own act and of the acts before it (本行为及前序行为): any field, officers, orders, services."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from law.chinese import day as written
from law.chinese import listed, money
from models.acts import Act, OnSite, Served
from models.acts.correction import RecheckCorrection, ServeCorrectionOrder
from models.acts.daily import DecideDailyPenalty, ServeDailyDecision, ServeDailyNotice
from models.acts.enforcement import ServeDemand
from models.acts.hearing import ServeHearingNotice
from models.acts.penalty import DecidePenalty, ServeDecision
from models.chinese import value_of
from models.values import CIVIL
from papers.told import in_capitals, sentence
from papers.told_of_law import ToldOfLaw

MODES = {
    "direct": "直接送达",
    "left": "留置送达",
    "entrusted": "委托送达",
    "post": "邮寄送达",
    "electronic": "电子送达",
    "forwarded": "转交送达",
    "public_notice": "公告送达",
}

PEOPLE = frozenset({"chair", "recorder", "voters"})
"""Fields that name people of the register by their number: a document says who they are."""


class ToldOfCase(ToldOfLaw):
    """What the acts of the case say for one document."""

    def field(self, name: str) -> str | None:
        """Return what a field of the document's own act says, as a document writes it; None where it says nothing."""
        return self._written(name, self._said(name))

    def _written(self, name: str, said: object) -> str | None:
        if isinstance(said, tuple):
            return listed(filter(None, (self._written(name, one) for one in said))) or None
        if isinstance(said, str) and name in PEOPLE:
            return self.names.officer(said)[0] or None
        if isinstance(said, str):
            return value_of(name, said, self.act.name) or None
        return None if said is None else _plain(said)

    @property
    def acted_on(self) -> str:
        """Return the day of the act."""
        self._of(self.act)
        return written(self.act.day)

    @property
    def hearing_form(self) -> str | None:
        """Return whether a hearing is public, and why it is not (行政处罚法 art. 64)."""
        content = self.act.content
        if not isinstance(content, ServeHearingNotice):
            return None
        self._of(self.act)
        why = content.closed_for and value_of("closed_for", content.closed_for, self.act.name)
        return f"不公开举行，因涉及{why}" if why else "公开举行"

    @property
    def place(self) -> str | None:
        """Return where it happened, as the opening of the file says."""
        opening = self.record.opening
        found = opening.content.__dict__.get("place") if opening else None
        if opening is None or found is None:
            return None
        self._of(opening)
        return str(found.text) or None

    @property
    def officers(self) -> str | None:
        """Return who did it, each with the number of the certificate; of what one person decides, that person."""
        self._of(self.act)
        content = self.act.content
        numbers = [one.id for one in content.investigating] if isinstance(content, OnSite) else [self.act.by.id]
        return listed(self._officer(one) for one in numbers) or None

    @property
    def servers(self) -> str | None:
        """Return who served it: those who are named, or whoever did the act."""
        content = self.act.content
        self._of(self.act)
        named = [one.id for one in content.servers] if isinstance(content, Served) else []
        return listed(self._officer(one) for one in named or [self.act.by.id])

    def _officer(self, number: str) -> str:
        name, certificate = self.names.officer(number)
        return f"{name}（执法证号{certificate}）" if certificate else name

    @property
    def order_number(self) -> str | None:
        """Return the number of the last order to correct."""
        return self._number(self.record.last(ServeCorrectionOrder))

    @property
    def ordered_on(self) -> str | None:
        """Return when it was served."""
        return self._day(self.record.last(ServeCorrectionOrder))

    @property
    def first_decision(self) -> str | None:
        """Return the original decision: its number, what it orders, when it was served."""
        decided, served = self.record.last(DecidePenalty), self.record.last(ServeDecision)
        number = self._number(decided)
        if decided is None or served is None or number is None:
            return None
        self._of(served)
        fine = decided.content.__dict__.get("fine")
        told = f"，处罚款{in_capitals(fine)}（{money(fine)}）" if isinstance(fine, Decimal) else ""
        return f"《行政处罚决定书》（{number}）{told}，于{written(served.day)}送达"

    @property
    def decision_served_on(self) -> str | None:
        """Return when the decision was served."""
        return self._day(self.record.last(ServeDecision, ServeDailyDecision))

    @property
    def rechecked(self) -> str | None:
        """Return each recheck: when, and what was found."""
        found = self.record.all(RecheckCorrection)
        self._of(*found)
        return "".join(f"{written(act.day)}复查：{sentence(act.content.record)}" for act in found) or None

    @property
    def daily_notice(self) -> str | None:
        """Return the number and the day of the notice of the daily penalty."""
        return self._number_and_day(self.record.last(ServeDailyNotice))

    @property
    def demand(self) -> str | None:
        """Return the number and the day of the demand."""
        return self._number_and_day(self.record.last(ServeDemand))

    @property
    def rounds(self) -> str | None:
        """Return the first and last day of each round that is charged, and its days."""
        if self.working is None or not self.working.rounds:
            return None
        spans = (
            f"自{written(one.first_day)}起至{written(one.last_day)}止，共{one.days}日" for one in self.working.rounds
        )
        return f"{'；'.join(spans)}。每日罚款{money(Decimal(self.working.daily))}，合计{self.working.days}日"

    @property
    def daily_sum(self) -> str | None:
        """Return the sum of the rounds, in capitals and in figures."""
        if self.working is None:
            return None
        amount = Decimal(self.working.fine)
        return f"{in_capitals(amount)}（{money(amount)}）"

    @property
    def decision_is_of(self) -> str | None:
        """Return which decision is to be enforced, by its number."""
        decided = self.record.last(DecidePenalty, DecideDailyPenalty)
        number = self._number(decided)
        return f"《行政处罚决定书》（{number}）" if number else None

    @property
    def basis(self) -> str | None:
        """Return what the document rests on as the judgment cites it."""
        return "、".join(self.cited) or None

    @property
    def target(self) -> str | None:
        """Return the act that this one follows from: its document's number, or its name and day."""
        act = self.record.act(self.act.content.target)
        if act is None:
            return None
        self._of(act)
        number = self.numbers.get(act.no)
        return f"{written(act.day)}“{act.content.called}”" + (f"（{number}）" if number else "")

    @property
    def way(self) -> str | None:
        """Return by which way it was served, and the proof of it (送达方式及证明)."""
        content = self.act.content
        if not isinstance(content, Served):
            return None
        self._of(self.act)
        return "，".join((MODES[content.mode], *_proof(content)))

    @property
    def served_papers(self) -> Sequence[str]:
        """Return the documents that are served by this act, each with its number (送达文书名称及文号).

        What reached the party at the same moment in the same way stands in one receipt.
        """
        together = [act for act in self.record.bearing(Served) if self._is_together(act)]
        served = [no for act in (*together, self.act) for no in (self._brought(act), act.no) if no is not None]
        self._of(self.act, *together)
        papers = (paper for no in dict.fromkeys(served) for paper in self.papers.get(no, ()))
        return [f"《{title}》{number}" for title, number in papers]

    def _is_together(self, act: Act[Served]) -> bool:
        content = self.act.content
        same = isinstance(content, Served) and act.content.mode == content.mode
        return same and act.happened_at == self.act.happened_at and act.no != self.act.no

    def _brought(self, act: Act) -> int | None:
        """Return the number of the act whose document an act of service brings, where it is not its own."""
        if isinstance(act.content, ServeDecision):
            decided = self.record.last(DecidePenalty)
            return decided.no if decided else None
        return act.content.target

    def _number(self, act: Act | None) -> str | None:
        if act is None:
            return None
        self._of(act)
        return self.numbers.get(act.no)

    def _day(self, act: Act | None) -> str | None:
        if act is None:
            return None
        self._of(act)
        return written(act.day)

    def _number_and_day(self, act: Act | None) -> str | None:
        number = self._number(act)
        return f"{number}，{written(act.day)}送达" if act is not None and number else None


def _plain(said: object) -> str:
    """Return a value that is no text as a document writes it."""
    if isinstance(said, bool):
        return "是" if said else "否"
    if isinstance(said, Decimal):
        return f"{in_capitals(said)}（{money(said)}）"
    if isinstance(said, datetime):
        at = said.astimezone(CIVIL)
        return f"{written(at.date())}{at.hour}时{at.minute:02}分"
    return written(said) if isinstance(said, date) else str(said)


def _proof(content: Served) -> Iterator[str]:
    """Yield what proves the service, by its way."""
    said = content.__dict__
    told = {
        "witness": "见证单位：{}",
        "service_receipt": "回执编号：{}",
        "through": "受委托（转交）单位：{}",
        "tried": "其他方式无法送达的经过：{}",
        "published_in": "公告载体：{}",
    }
    yield from (text.format(said[name]) for name, text in told.items() if said.get(name))
    if said.get("is_recorded"):
        yield "送达过程已拍照、录像"
    if said.get("consent"):
        yield "受送达人已签署送达地址确认书，同意电子送达"
    if said.get("exhibits"):
        yield f"附证明材料{len(said['exhibits'])}份"
