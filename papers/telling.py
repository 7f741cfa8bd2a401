"""What a document can tell (文书内容的来源): from the acts of the file up to its own, the register, the law of its day.

Each question is a property of `Telling`, or of what it stands on (`told.py`, `told_of_…`); what the file does not
say is None, and a gap in the document. Which acts an answer rests on is noted while it is given.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from law.chinese import day as written
from law.chinese import money
from models.acts import Act, BearsExhibits, Content, Served
from models.acts.archiving import KeepInside
from models.acts.evidence import RegisterEvidence
from models.acts.filing import FileCase
from models.acts.hearing import ConcludeHearing, HoldHearing, WaiveHearing
from models.acts.investigation import InspectSite, Interview, ReceiveReport, TakeSample
from models.acts.payment import RecordPayment
from models.acts.penalty import (
    MEASURE_NAMES,
    DecideNoPenalty,
    DecidePenalty,
    ExamineStatement,
    ReceiveStatement,
    ServeDecision,
    ServeNotice,
    WaiveStatement,
)
from models.acts.reconsideration import ApplyReconsideration
from models.acts.suit import FileSuit, SubmitDefence
from papers.told import in_capitals, sentence
from papers.told_of_others import ToldOfOthers

PAPERS: dict[type[Content], str] = {
    InspectSite: "现场检查（勘察）笔录",
    Interview: "调查询问笔录",
    TakeSample: "采样取证登记单",
    RegisterEvidence: "先行登记保存证据清单",
}
"""What the acts of an inquiry leave as evidence, besides reports."""
REPORTS = {"monitoring": "监测报告", "appraisal": "鉴定意见"}
TAKEN = {"wholly": "予以采纳", "partly": "部分采纳", "not": "不予采纳"}


class Telling(ToldOfOthers):
    """What one document can tell of its file."""

    @property
    def inspected_on(self) -> str | None:
        """Return on which days there was an inquiry."""
        found = self.record.all(InspectSite, Interview, TakeSample)
        self._of(*found)
        days = sorted({act.day for act in found})
        return "、".join(map(written, days)) or None

    @property
    def facts(self) -> str | None:
        """Return what was found to have been done."""
        return sentence(self._said("facts"))

    @property
    def observed(self) -> str | None:
        """Return what was seen on site and measured, before anything was decided."""
        seen = [*self.record.all(InspectSite), *self.record.all(ReceiveReport)]
        seen.sort(key=lambda act: (act.day, act.no))
        self._of(*seen)
        said = (sentence(act.content.__dict__.get("record") or act.content.__dict__.get("result")) for act in seen)
        return "".join(one for one in said if one) or None

    @property
    def reason(self) -> str | None:
        """Return why it is so decided."""
        return sentence(self._said("reason"))

    @property
    def evidence(self) -> Sequence[str]:
        """Return each piece of evidence: what it is, of when, by whom, and what it says."""
        found = [*self.record.all(InspectSite, Interview, TakeSample), *self.record.all(RegisterEvidence)]
        acts: list[Act] = [*found, *self.record.all(ReceiveReport)]
        told = {act.no for act in acts}
        bearing = [
            act for act in self.record.bearing(BearsExhibits) if not isinstance(act.content, Served | KeepInside)
        ]
        acts += [act for act in bearing if act.no not in told and list(self._attached(act))]
        acts.sort(key=lambda act: (act.day, act.no))
        self._of(*acts)
        pieces = [
            piece for act in acts for piece in (*([self._piece(act)] if act.no in told else []), *self._attached(act))
        ]
        return [f"{place}．{piece}" for place, piece in enumerate(pieces, 1)]

    def _attached(self, act: Act) -> Iterator[str]:
        """Yield each material that belongs to an act: what it is, of when, from whom, what it proves."""
        for digest in act.content.__dict__.get("exhibits", ()):
            one = self.exhibits.get(digest)
            if one is not None:
                proves = f"，证明：{sentence(one.note)}" if one.note else "。"
                unit = self.names.unit(one.unit, one.on)
                yield f"{one.label}“{one.name}”，{written(one.on)}由{unit}执法人员取得{proves}"

    def _piece(self, act: Act) -> str:
        content = act.content
        if isinstance(content, ReceiveReport):
            return f"《{REPORTS[content.kind]}》，{written(act.day)}取得，证明：{sentence(content.result)}"
        unit = self.names.unit(act.by.unit, act.day)
        said = next(
            (str(content.__dict__[name]) for name in ("record", "item", "things") if content.__dict__.get(name)), ""
        )
        proves = f"，证明：{sentence(said)}" if said else "。"
        return f"《{PAPERS[type(content)]}》，{written(act.day)}由{unit}执法人员制作{proves}"

    @property
    def measures(self) -> str | None:
        """Return the penalties with their sums, in capitals and in figures."""
        said = self._said("measures")
        if not isinstance(said, tuple):
            return None
        return "；".join(f"{place}．{self._measure(str(one))}" for place, one in enumerate(said, 1))

    def _measure(self, measure: str) -> str:
        sums = {"fine": "罚款", "confiscation": "没收违法所得"}
        amount = self.act.content.__dict__.get(measure)
        if measure in sums and isinstance(amount, Decimal):
            return f"{sums[measure]}{in_capitals(amount)}（{money(amount)}）"
        return MEASURE_NAMES[measure]

    @property
    def fined(self) -> bool:
        """Tell whether there is anything to be paid."""
        return any(self.act.content.__dict__.get(name) for name in ("fine", "confiscation"))

    @property
    def notified_on(self) -> str | None:
        """Return when the prior notice was served."""
        notice = self._notice()
        return written(notice.day) if notice else None

    @property
    def notice_number(self) -> str | None:
        """Return the number of the prior notice."""
        notice = self._notice()
        return self.numbers.get(notice.no) if notice else None

    def _notice(self) -> Act[ServeNotice] | None:
        notice = self.record.last(ServeNotice)
        if notice is not None:
            self._of(notice)
        return notice

    @property
    def defence(self) -> str | None:
        """Return what the party said and what became of it; that it said nothing, or waived it, is told too."""
        told = list(self._defended())
        return "".join(told) or None

    def _defended(self) -> Iterator[str]:
        notice = self._notice()
        if notice is None:
            return
        answers = {act.content.of: act for act in self.record.all(ExamineStatement)}
        stated = [act for act in self.record.all(ReceiveStatement) if act.day >= notice.day]
        for act in stated:
            self._of(act)
            yield f"你（单位）于{written(act.day)}提出陈述、申辩：{sentence(act.content.summary)}"
            answer = answers.get(act.no)
            if answer is not None:
                self._of(answer)
                taken, why = TAKEN[answer.content.accepted], sentence(answer.content.reason)
                yield f"经复核，对上述意见{taken}，理由是：{why}"
        waived = self.record.last(WaiveStatement)
        if waived is not None and not stated:
            self._of(waived)
            yield f"你（单位）于{written(waived.day)}书面表示放弃陈述、申辩。"
        elif not stated:
            yield "你（单位）在法定期限内没有提出陈述、申辩意见。"
        yield from self._heard(notice)

    def _heard(self, notice: Act[ServeNotice]) -> Iterator[str]:
        held, waived = self.record.last(HoldHearing), self.record.last(WaiveHearing)
        concluded = self.record.last(ConcludeHearing)
        if held is not None:
            self._of(held)
            yield f"{self.organ}于{written(held.day)}依法举行了听证。"
            if concluded is not None:
                self._of(concluded)
        elif waived is not None:
            self._of(waived)
            yield f"你（单位）于{written(waived.day)}表示放弃听证。"
        elif notice.content.hearing_offered:
            yield "你（单位）在法定期限内没有要求听证。"

    @property
    def found_by(self) -> str | None:
        """Return how the matter came to be known (案件来源)."""
        opening = self.record.opening
        if opening is None:
            return None
        self._of(opening)
        summary = sentence(opening.content.__dict__.get("summary")) or ""
        return f"{written(opening.day)}{opening.content.called}：{summary}"

    @property
    def cause(self) -> str | None:
        """Return what the case is about (案由)."""
        filed = self.act if isinstance(self.act.content, FileCase) else self.record.last(FileCase)
        if filed is None:
            return None
        self._of(filed)
        return str(filed.content.__dict__.get("cause") or "") or None

    @property
    def filed_on(self) -> str | None:
        """Return when the case was filed."""
        filed = self.record.last(FileCase)
        if filed is None:
            return None
        self._of(filed)
        return written(filed.day)

    @property
    def handled(self) -> str | None:
        """Return what was decided and how it was carried out, in a line for each act."""
        found = self.record.all(DecidePenalty, DecideNoPenalty, ServeDecision, RecordPayment)
        found.sort(key=lambda act: (act.day, act.no))
        self._of(*found)
        return "；".join(f"{written(act.day)}{act.content.called}" for act in found) or None

    @property
    def decision_number(self) -> str | None:
        """Return the number of the decision."""
        decided = self.record.last(DecidePenalty)
        if decided is None:
            return None
        self._of(decided)
        return self.numbers.get(decided.no)

    @property
    def contested(self) -> str | None:
        """Return what the party contests: the act it names, or the decision that was served last."""
        contest = self._contest()
        if contest is None:
            return None
        named = self.record.act(contest.content.target)
        burden = named or self.record.last(ServeDecision)
        if burden is None:
            return None
        self._of(contest, burden)
        return f"{written(burden.day)}“{burden.content.called}”"

    @property
    def contested_before(self) -> str | None:
        """Return before whom: the body of reconsideration that was asked, or the court."""
        contest = self._contest()
        if contest is None:
            return None
        self._of(contest)
        content = contest.content
        return content.court if isinstance(content, FileSuit) else content.body

    def _contest(self) -> Act[ApplyReconsideration] | Act[FileSuit] | None:
        """Return what the document answers: a suit, where it is the defence before the court."""
        if isinstance(self.act.content, SubmitDefence):
            return self.record.last(FileSuit)
        return self.record.last(ApplyReconsideration)
