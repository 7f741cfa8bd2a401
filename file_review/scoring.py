"""The score of a file by the rules of 2024 (案卷评查计分): 25 vetoes, points per document, questions to persons.

1. Legality gives 50; the points won over the points that could be answered give up to 50; any veto makes it 0.
2. What does not occur in a case leaves both sums (参评项目). What nobody has answered leaves them too; the bounds say
   what it could still change.
3. Numbers, items and vetoes are data in `scoring.toml`, read second-hand (grade S), and shown so.
"""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from file_review.dossier import Dossier, Entry
from file_review.findings import Finding, Money
from file_review.known import said, says
from file_review.scoring_table import Item, VetoRule, table
from file_review.sources import Exported
from file_review.wording import Words
from models.acts import Content
from models.acts.daily import DecideDailyPenalty
from models.acts.filing import FileCase
from models.acts.penalty import DecideNoPenalty, DecidePenalty, ServeNotice
from models.acts.referral import ReferToPolice
from models.acts.seizure import ImposeSeizure
from models.people import ROLE_NAMES, Role
from models.values import Value
from procedures.penalty.prior_notice import charged

CENT = Decimal("0.01")


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


def scored(dossier: Dossier, findings: Sequence[Finding]) -> Review:
    """Return score, vetoes and open questions of a file."""
    rules = table()
    vetoes, cleared, asked = _vetoes(dossier, findings)
    points, questions = _points(dossier, findings)
    made = kinds(dossier)
    bonus = sum((one.points for one in rules.bonus if one.kind in made and dossier.all(*one.acts)), Decimal(0))
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
    referrals = {_referral(entry) for entry in dossier.all(ReferToPolice)}
    record = dossier.record
    found = {
        "no_penalty": record.has(DecideNoPenalty),
        "penalty": record.has(FileCase, ServeNotice, DecidePenalty),
        "daily": record.has(DecideDailyPenalty),
        "seizure": record.has(ImposeSeizure),
        "detention": "detention" in referrals,
        "crime": "crime" in referrals,
    }
    if found["no_penalty"]:
        found["penalty"] = False
    return frozenset(kind for kind, there in found.items() if there)


def _referral(entry: Entry[ReferToPolice]) -> str | None:
    return said(lambda: entry.content.kind)


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
    departed = next((one for one in about if one.is_irregular and _meets(one, rule)), None)
    if departed is not None:
        return Veto(no=rule.no, title=rule.title, because=departed.because, citation=departed.citation), False
    if rule.fields and dossier.complete:
        wanted = [(kind, field) for kind, fields in rule.fields.items() for field in fields]
        entries = [(entry, field) for kind, field in wanted for entry in dossier.all(kind)]
        empty = [entry for entry, field in entries if not says(entry.content, field)]
        because = "、".join(f"第{entry.act.no}号行为“{entry.label}”没有这一内容" for entry in empty)
        return (Veto(no=rule.no, title=rule.title, because=because) if empty else None), not empty
    clears = rule.cleared_by == "any" or (rule.cleared_by == "whole" and dossier.complete)
    return None, clears and bool(about) and all(one.result == "kept" for one in about)


def _meets(finding: Finding, rule: VetoRule) -> bool:
    codes = rule.codes.get(finding.rule, ())
    return not codes or finding.code in codes


def _belongs(finding: Finding, rule: VetoRule, dossier: Dossier) -> bool:
    """Tell whether a finding was made about an act the veto is about; a term about any act of the file is."""
    if finding.rule == "recheck_window" and dossier.complete:
        return finding.ended_by in charged(dossier.record)
    if not finding.acts or finding.rule != "G3":
        return True
    return any(type(dossier.by_no[no].content) in rule.acts for no in finding.acts if no in dossier.by_no)


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
    made = kinds(dossier)
    for document in table().document:
        entries = dossier.all(*document.acts) if document.kind in made else []
        if not entries:
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


def _item_answer(
    item: Item, entries: Sequence[Entry[Content]], dossier: Dossier, findings: Sequence[Finding]
) -> bool | None:
    """Tell whether an item is in order; None where only a person can tell."""
    if item.rules:
        about = [one for one in findings if one.rule in item.rules]
        results = [one.result for one in about]
        if any(one.is_irregular for one in about):
            return False
        return True if results and all(result == "kept" for result in results) else None
    if item.fields and dossier.complete:
        return all(says(entry.content, field) for entry in entries for field in item.fields)
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
