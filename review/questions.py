"""What is asked of a file besides its terms (评查问题), and how an answer becomes a finding.

A question returns its answer, raises `Missing` where the source is silent, or `Asleep` where no law asked it on
that day. How it is put into a finding is the same for all: see `asked`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from law.catalogue import NotInForce
from law.edition import Law
from law.guards.register import GuardText, read_guards
from law.refusals import Refused, Unclear
from review.dossier import Dossier, Entry, Missing
from review.findings import Finding, Result
from review.silence import OFF_THE_CALENDAR


class Asleep(Exception):  # noqa: N818  an answer, no error
    """Nobody had to ask this on that day, or of that act."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question was answered with."""

    because: str
    due: date | None = None
    actual: date | None = None
    over: int | None = 0
    """By how many days it was missed; 0 where it was kept."""
    departed: bool = False
    article: str = ""
    """The article in the words of a refusal; empty = the rule's own."""
    about: tuple[int, ...] = ()
    """Further acts the answer is about, besides the one that was asked of."""


Ask = Callable[[Dossier, Entry, Law], Answer]


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the guard or rule it belongs to, the acts it is asked of, and how it is answered."""

    rule: str
    acts: tuple[str, ...]
    ask: Ask
    sides: Mapping[str, str] = field(default_factory=dict)
    """Which side of a guard an act is asked about; its articles are those of that side."""


def guarded(call: Callable[[], None], because: str, due: date | None = None, actual: date | None = None) -> Answer:
    """Ask a guard of the law: kept where it lets the act pass, departed where it refuses."""
    try:
        call()
    except Refused as no:
        return Answer(no.sentence, due, actual, over=None, departed=True, article=no.article)
    return Answer(because, due, actual)


def asked(questions: Iterable[Question], dossier: Dossier, law: Law) -> Iterator[Finding]:
    """Ask each question of every act it belongs to."""
    for question in questions:
        silent: dict[str, list[Entry]] = {}
        for entry in dossier.all(*question.acts):
            try:
                answer = question.ask(dossier, entry, law)
            except Missing as nothing:
                silent.setdefault(nothing.fact, []).append(entry)
            except (Asleep, NotInForce):
                continue
            except Unclear:
                silent.setdefault(OFF_THE_CALENDAR, []).append(entry)
            else:
                yield from _finding(question, entry, answer, law)
        for fact, entries in silent.items():
            yield from _silence(question, entries, fact, law)


def _finding(question: Question, entry: Entry, answer: Answer, law: Law) -> Iterator[Finding]:
    result: Result = "departed" if answer.departed else "kept"
    yield from _told(
        question,
        entry,
        law,
        result=result,
        because=answer.because,
        due=answer.due,
        actual=answer.actual,
        days_over=answer.over,
        acts=(entry.act.no, *answer.about),
        cited_as=answer.article,
    )


def _silence(question: Question, entries: list[Entry], fact: str, law: Law) -> Iterator[Finding]:
    names = "、".join(dict.fromkeys(f"“{entry.label}”" for entry in entries))
    because = f"{names}:来源未载明{fact}"
    numbers = tuple(entry.act.no for entry in entries)
    yield from _told(question, entries[0], law, result="not_judged", because=because, missing=(fact,), acts=numbers)


def _told(question: Question, entry: Entry, law: Law, *, cited_as: str = "", **more: object) -> Iterator[Finding]:
    """Yield a finding with the article of the day; nothing where the rule had no basis that day."""
    day, rule = entry.when.day or entry.act.day, question.rule
    text = read_guards().get(rule)
    if text is not None:
        side = question.sides.get(entry.name, "")
        article = cited_as or text.article(day, side) or _any_side(text, day, side)
        if article:
            named = {"rule": rule, "name": text.name, "article": article, "citation": article, "grade": str(text.grade)}
            yield Finding.model_validate({**named, **more})
        return
    cited = law.catalogue.find(rule, day)
    if cited is not None:
        named = {"rule": rule, "name": cited.name, "article": cited.article, "grade": str(cited.grade)}
        named |= {"citation": cited_as or cited.citation, "bound": cited.provision.bound}
        yield Finding.model_validate({**named, **more})


def _any_side(text: GuardText, day: date, side: str) -> str:
    """Return the articles of all sides of a guard; none where one side is asked about and had no article."""
    return "" if side else "、".join(dict.fromkeys(one.citation for one in text.in_force(day)))
