"""What is asked of a file besides its terms (评查问题), and how an answer becomes a finding.

A question is a function of one argument, an act of the file under a law. It returns its answer, raises `Missing` where
the source is silent, or `Asleep` where no law asked it on that day. How it is put into a finding is the same for all:
see `asked`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from file_review.answer import Answer, Asleep
from file_review.dossier import Dossier, Entry, day_of
from file_review.findings import Finding, Result
from file_review.known import Missing, answered
from file_review.silence import OFF_THE_CALENDAR
from file_review.worlds import on_any_day
from judging.attempt import Attempt
from judging.kind import Kind
from law.catalogue import NotInForce
from law.edition import Law
from law.guard_texts import GuardText
from law.refusals import Refused, Unclear
from models.acts import Content

C = TypeVar("C", bound=Content)
C_co = TypeVar("C_co", bound=Content, covariant=True)


@dataclass(frozen=True, slots=True)
class Inquiry(Generic[C_co]):
    """One act of a file under a law: what every question is asked of."""

    entry: Entry[C_co]
    dossier: Dossier
    kind: Kind
    law: Law

    @property
    def content(self) -> C_co:
        """Return what is known of what the act says."""
        return self.entry.act.content

    @property
    def day(self) -> date:
        """Return the day of the act; raise Missing where it is not known to the day."""
        return day_of(self.entry)

    @property
    def place(self) -> date:
        """Return the day on which the act stands in the file, known or not."""
        return self.entry.act.day

    @property
    def attempt(self) -> Attempt[C_co]:
        """Return the act as a live file would have tried it, on the record of what there was before it."""
        before = self.dossier.record.before(self.entry.act)
        return Attempt(before, self.place, self.law, self.kind, self.entry.act, before)


@dataclass(frozen=True)
class Question(Generic[C]):
    """One question: the guard or rule it belongs to, the acts it is asked of, and how it is answered."""

    rule: str
    acts: tuple[type[C], ...]
    ask: Callable[[Inquiry[C]], Answer]
    sides: Mapping[type[Content], str] = field(default_factory=dict)
    """Which side of a guard an act is asked about; its articles are those of that side."""


def guarded(call: Callable[[], None], because: str, due: date | None = None, actual: date | None = None) -> Answer:
    """Ask a guard of the law: kept where it lets the act pass, departed where it refuses."""
    try:
        call()
    except Refused as no:
        return Answer(no.fact, due, actual, over=None, departed=True, article=no.article, code=no.code)
    return Answer(because, due, actual)


def as_live(inquiry: Inquiry[Content], guard: str, because: str) -> Answer:
    """Ask all that a live file asks of the act; only what it refuses by this guard counts."""
    step, attempt = inquiry.kind.step(inquiry.entry.act), inquiry.attempt
    for ask in (*step.bars, *step.guards):
        try:
            ask(attempt)
        except Refused as no:
            if no.guard == guard:
                return Answer(no.fact, departed=True, over=None, article=no.article, code=no.code)
    return Answer(because, actual=inquiry.entry.when.day)


def asked(questions: Iterable[Question[Any]], dossier: Dossier, kind: Kind, law: Law) -> Iterator[Finding]:
    """Ask each question of every act it belongs to."""
    for question in questions:
        silent: dict[str, list[Entry[Content]]] = {}
        for entry in dossier.all(*question.acts):
            try:
                answer = _answer(question, entry, dossier, kind, law)
            except Missing as nothing:
                fact = nothing.fact if nothing.of is entry.content else nothing.told
                silent.setdefault(fact, []).append(entry)
            except (Asleep, NotInForce):
                continue
            except Unclear:
                silent.setdefault(OFF_THE_CALENDAR, []).append(entry)
            else:
                yield from _finding(question, entry, answer, law)
        for fact, entries in silent.items():
            yield from _silence(question, entries, fact, law)


def _answer(question: Question[C], entry: Entry[C], dossier: Dossier, kind: Kind, law: Law) -> Answer:
    """Ask of an act; where a day is missing, for every day that it can have been."""

    def ask(file: Dossier) -> Answer:
        same = next(one for one in file.all(type(entry.content)) if one.act.no == entry.act.no)
        return answered(lambda: question.ask(Inquiry(same, file, kind, law)))

    try:
        return ask(dossier)
    except Missing as missing:
        found = on_any_day(ask, dossier, missing)
        if found is None:
            raise
        return found


def _finding(question: Question[Any], entry: Entry[Content], answer: Answer, law: Law) -> Iterator[Finding]:
    result: Result = "not_judged" if answer.missing else "departed" if answer.departed else "kept"
    yield from _told(
        question,
        entry,
        law,
        result=result,
        because=answer.because,
        due=answer.due,
        actual=answer.actual,
        days_over=None if answer.missing else answer.over,
        **({"missing": answer.missing} if answer.missing else {}),
        acts=(entry.act.no, *answer.about),
        cited_as=answer.article,
        code=answer.code,
    )


def _silence(question: Question[Any], entries: list[Entry[Content]], fact: str, law: Law) -> Iterator[Finding]:
    names = "、".join(dict.fromkeys(f"“{entry.label}”" for entry in entries))
    because = f"{names}:来源未载明{fact}"
    numbers = tuple(entry.act.no for entry in entries)
    yield from _told(question, entries[0], law, result="not_judged", because=because, missing=(fact,), acts=numbers)


def _told(
    question: Question[Any], entry: Entry[Content], law: Law, *, cited_as: str = "", **more: object
) -> Iterator[Finding]:
    """Yield a finding with the article of the day; nothing where the rule had no basis that day."""
    day, rule = entry.when.day or entry.act.day, question.rule
    text = law.guards.get(rule)
    if text is not None:
        side = question.sides.get(type(entry.content), "")
        article = cited_as or _articles(text, day, side, known=entry.when.is_bounded or "missing" in more)
        if article:
            named = {"rule": rule, "name": text.name, "article": article, "citation": article, "grade": str(text.grade)}
            yield Finding.model_validate({**named, **more})
        return
    cited = law.catalogue.find(rule, day)
    if cited is not None:
        named = {"rule": rule, "name": cited.name, "article": cited.article, "grade": str(cited.grade)}
        named |= {"citation": cited_as or cited.citation, "obligor": cited.provision.obligor}
        yield Finding.model_validate({**named, **more})


def _articles(text: GuardText, day: date, side: str, *, known: bool) -> str:
    """Return the articles of a guard on a day; of an act whose time nobody tells of every day it may have been."""
    days = [day] if known else sorted({row.since or date.min for row in text.basis})
    told = (text.article(on, side) or _any_side(text, on, side) for on in days)
    return "或者".join(dict.fromkeys(one for one in told if one))


def _any_side(text: GuardText, day: date, side: str) -> str:
    """Return the articles of all sides of a guard; none where one side is asked about and had no article."""
    return "" if side else "、".join(text.articles(day))
