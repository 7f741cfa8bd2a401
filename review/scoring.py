"""The score of a file by the rules of 2024 (案卷评查计分): 25 vetoes, points per document, questions to persons.

1. Legality gives 50; the points won over the points that could be answered give up to 50; any veto makes it 0.
2. What does not occur in a case leaves both sums (参评项目). What nobody has answered leaves them too; the bounds say
   what it could still change.
3. Numbers, items and vetoes are data in `scoring.toml`, read second-hand (grade S), and shown so.
"""

import tomllib
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from models.people import ROLE_NAMES, Role
from models.values import Value
from review.dossier import Dossier, Entry
from review.findings import Finding, Money
from review.sources import Exported
from review.wording import Words

FILE = Path(__file__).with_name("scoring.toml")
CENT = Decimal("0.01")

Kind = Literal["penalty", "no_penalty", "daily", "seizure", "detention", "crime"]


class VetoRule(Value):
    """One ground on which a file is void (否决项)."""

    no: int
    title: str
    rules: tuple[str, ...] = ()
    fields: dict[str, tuple[str, ...]] = {}
    acts: tuple[str, ...]
    of: Role
    question: str


class Item(Value):
    """One item of a document (评查项目)."""

    text: str
    points: Decimal
    rules: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


class Document(Value):
    """One document that is scored (文书)."""

    kind: Kind
    title: str
    points: Decimal
    acts: tuple[str, ...]
    items: tuple[Item, ...]


class Bonus(Value):
    """Points on top (加分)."""

    kind: Kind
    points: Decimal
    acts: tuple[str, ...]
    text: str


class Table(Value):
    """The whole table."""

    instrument: str
    grade: str
    legality: int
    share: int
    basic: int
    basic_question: str
    veto: tuple[VetoRule, ...]
    document: tuple[Document, ...]
    bonus: tuple[Bonus, ...]


class Veto(Value):
    """A veto that a file has met."""

    no: int
    title: Words
    because: Words
    citation: str = ""


class Asked(Value):
    """A question that only a person can answer, and whom it is put to."""

    about: str
    """The number of a veto, or the title of a document."""
    question: Words
    role: str
    person: str = ""
    """Id of the person, where the file names one."""


class Points(Value):
    """The points of one document."""

    document: str
    points: Money
    won: Money
    lost: Money
    unanswered: Money


class Review(Value):
    """The review of one file."""

    score: Money | None
    """Over what the acts could answer; 0 with any veto; None where they could answer nothing."""
    lowest: Money | None
    """If everything nobody answered were wrong, the basic elements too."""
    highest: Money | None
    vetoes: tuple[Veto, ...]
    cleared: tuple[int, ...]
    """Numbers of the vetoes that the acts rule out."""
    asked: tuple[Asked, ...]
    points: tuple[Points, ...]
    answered: Money
    """Points that the acts could answer."""
    applicable: Money
    """Points of everything that occurs in the case."""
    bonus: Money
    grade: str
    """How well the scoring rules were verified."""


@cache
def table() -> Table:
    """Return the scoring table."""
    return Table.model_validate(tomllib.loads(FILE.read_text(encoding="utf-8")))


def reviewed(dossier: Dossier, findings: Sequence[Finding]) -> Review:
    """Return score, vetoes and open questions of a file."""
    rules = table()
    vetoes, cleared, asked = _vetoes(dossier, findings)
    points, questions = _points(dossier, findings)
    bonus = sum(
        (one.points for one in rules.bonus if dossier.all(*one.acts) and one.kind in kinds(dossier)), Decimal(0)
    )
    basic = Asked(about="基本要素", question=rules.basic_question, role=ROLE_NAMES[Role.CLERK])
    score, lowest, highest = _score(points, void=bool(vetoes))
    return Review(
        score=score,
        lowest=lowest,
        highest=highest,
        vetoes=vetoes,
        cleared=cleared,
        asked=(*asked, *questions, *([basic] if points else ())),
        points=points,
        answered=sum((one.won + one.lost for one in points), Decimal(0)),
        applicable=sum((one.points for one in points), Decimal(0)),
        bonus=bonus if not vetoes else Decimal(0),
        grade=rules.grade,
    )


def kinds(dossier: Dossier) -> frozenset[str]:
    """Return the kinds of file that a case makes (案卷种类)."""
    transfers = {entry.act.content.__dict__.get("kind") for entry in dossier.all("transfer_to_police")}
    found = {
        "no_penalty": bool(dossier.all("decide_no_penalty")),
        "penalty": bool(dossier.all("file_case", "serve_notice", "decide_penalty")),
        "daily": bool(dossier.all("decide_daily_penalty")),
        "seizure": bool(dossier.all("impose_seizure")),
        "detention": "detention" in transfers,
        "crime": "crime" in transfers,
    }
    if found["no_penalty"]:
        found["penalty"] = False
    return frozenset(kind for kind, there in found.items() if there)


def _vetoes(
    dossier: Dossier, findings: Sequence[Finding]
) -> tuple[tuple[Veto, ...], tuple[int, ...], tuple[Asked, ...]]:
    met: list[Veto] = []
    cleared: list[int] = []
    asked: list[Asked] = []
    for rule in table().veto:
        if not dossier.all(*rule.acts):
            continue
        veto, answered = _answer(rule, dossier, findings)
        if veto is not None:
            met.append(veto)
        elif answered:
            cleared.append(rule.no)
        else:
            asked.append(_ask(f"否决项第{rule.no}项", rule.question, rule.of, dossier))
    return tuple(met), tuple(cleared), tuple(asked)


def _answer(rule: VetoRule, dossier: Dossier, findings: Sequence[Finding]) -> tuple[Veto | None, bool]:
    """Return the veto where the file meets it, and whether the file rules it out."""
    about = [one for one in findings if one.rule in rule.rules and _belongs(one, rule, dossier)]
    departed = next((one for one in about if one.result == "departed"), None)
    if departed is not None:
        return Veto(no=rule.no, title=rule.title, because=departed.because, citation=departed.citation), False
    if rule.fields and dossier.complete:
        entries = [
            (entry, field) for name, fields in rule.fields.items() for field in fields for entry in dossier.all(name)
        ]
        empty = [entry for entry, field in entries if not entry.act.content.__dict__.get(field)]
        because = "、".join(f"第{entry.act.no}号行为“{entry.label}”没有这一内容" for entry in empty)
        return (Veto(no=rule.no, title=rule.title, because=because) if empty else None), not empty
    return None, bool(about) and all(one.result == "kept" for one in about)


def _belongs(finding: Finding, rule: VetoRule, dossier: Dossier) -> bool:
    """Tell whether a finding was made about an act the veto is about; a term about any act of the file is."""
    if not finding.acts or finding.rule != "G3":
        return True
    return any(dossier.by_no[no].name in rule.acts for no in finding.acts if no in dossier.by_no)


def _ask(about: str, question: str, role: Role, dossier: Dossier) -> Asked:
    return Asked(about=about, question=question, role=ROLE_NAMES[role], person=_person(role, dossier))


def _person(role: Role, dossier: Dossier) -> str:
    """Return the id of who did the last act in that role, where the file names anybody."""
    if not isinstance(dossier.source, Exported):
        return ""
    people = [entry.act.by.id for entry in dossier if role in entry.act.by.roles]
    return people[-1] if people else ""


def _points(dossier: Dossier, findings: Sequence[Finding]) -> tuple[tuple[Points, ...], tuple[Asked, ...]]:
    found: list[Points] = []
    asked: list[Asked] = []
    for document in table().document:
        entries = dossier.all(*document.acts)
        if document.kind not in kinds(dossier) or not entries:
            continue
        answers = [(item, _item_answer(item, entries, dossier, findings)) for item in document.items]
        found.append(
            Points(
                document=document.title,
                points=sum((item.points for item, _ in answers), Decimal(0)),
                won=sum((item.points for item, answer in answers if answer is True), Decimal(0)),
                lost=sum((item.points for item, answer in answers if answer is False), Decimal(0)),
                unanswered=sum((item.points for item, answer in answers if answer is None), Decimal(0)),
            )
        )
        open_items = "、".join(item.text for item, answer in answers if answer is None)
        if open_items:
            asked.append(_ask(document.title, f"是否写明并符合要求:{open_items}", Role.REVIEWER, dossier))
    return tuple(found), tuple(asked)


def _item_answer(item: Item, entries: Sequence[Entry], dossier: Dossier, findings: Sequence[Finding]) -> bool | None:
    """Tell whether an item is in order; None where only a person can tell."""
    if item.rules:
        results = [one.result for one in findings if one.rule in item.rules]
        if "departed" in results:
            return False
        return True if results and all(result == "kept" for result in results) else None
    if item.fields and dossier.complete:
        return all(entry.act.content.__dict__.get(field) for entry in entries for field in item.fields)
    return None


def _score(points: Sequence[Points], *, void: bool) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Return the score over what was answered, and its bounds."""
    rules = table()
    if void:
        return Decimal(0), Decimal(0), Decimal(0)
    won = sum((one.won for one in points), Decimal(0))
    lost = sum((one.lost for one in points), Decimal(0))
    blank = sum((one.unanswered for one in points), Decimal(0))
    if won + lost + blank == 0:
        return None, None, None
    score = _graded(won, won + lost) if won + lost else None
    return score, _graded(won, won + lost + blank) - rules.basic, _graded(won + blank, won + lost + blank)


def _graded(won: Decimal, applicable: Decimal) -> Decimal:
    rules = table()
    return (rules.legality + rules.share * won / applicable).quantize(CENT, ROUND_HALF_UP)


def questions_by_role(asked: Sequence[Asked]) -> Iterator[tuple[str, list[Asked]]]:
    """Yield the open questions, role by role."""
    for role in dict.fromkeys(one.role for one in asked):
        yield role, [one for one in asked if one.role == role]
