"""The score of a file by the rules of 2024 (案卷评查计分): 25 vetoes, points per document, questions to persons.

1. Legality gives 50; the points won over the points that could be answered give up to 50; any veto makes it 0.
2. What does not occur in a case leaves both sums (参评项目). What nobody has answered leaves them too; the bounds say
   what it could still change.
3. Numbers, items and vetoes are data in `scoring.toml`, read second-hand (grade S), and shown so.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from file_review.answers import Given
from file_review.asking import Answered, Asked, Asking, element_id, item_id, veto_id
from file_review.dossier import Dossier, Entry
from file_review.findings import Finding, Money
from file_review.known import said, says
from file_review.scoring_table import Item, VetoRule, table
from file_review.wording import Words
from file_review.written import is_shown, is_written
from models.acts import Content
from models.acts.daily import DecideDailyPenalty
from models.acts.filing import FileCase
from models.acts.penalty import DecideNoPenalty, DecidePenalty, ServeNotice
from models.acts.referral import ReferToPolice
from models.acts.seizure import ImposeSeizure
from models.people import Role
from models.values import Value
from procedures.penalty.prior_notice import charged

CENT = Decimal("0.01")


class Veto(Value):
    """A veto that a file has met."""

    no: int
    title: Words
    because: Words
    citation: str = ""


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
    """Over what acts and persons have answered; 0 with any veto; None where they could answer nothing."""
    lowest: Money | None
    """If everything nobody answered were wrong, the basic elements too."""
    highest: Money | None
    vetoes: tuple[Veto, ...]
    cleared: tuple[int, ...]
    """Numbers of the vetoes that the acts rule out."""
    asked: tuple[Asked, ...]
    answers: tuple[Answered, ...] = ()
    """What persons answered."""
    points: tuple[Points, ...]
    deducted: Money = Decimal(0)
    """What comes off for basic elements that persons found missing."""
    answered: Money
    """Points that acts and persons have answered."""
    applicable: Money
    """Points of everything that occurs in the case."""
    bonus: Money
    grade: str
    """How well the scoring rules were verified."""


def scored(dossier: Dossier, findings: Sequence[Finding], given: Mapping[str, Given]) -> Review:
    """Return score, vetoes and open questions of a file, with what persons answered."""
    rules, ask = table(), Asking(dossier, given)
    vetoes, cleared = _vetoes(dossier, findings, ask)
    points = _points(dossier, findings, ask)
    lost, open_ = _elements(dossier, ask) if points else (Decimal(0), Decimal(0))
    made = kinds(dossier)
    bonus = sum((one.points for one in rules.bonus if one.kind in made and dossier.all(*one.acts)), Decimal(0))
    score, lowest, highest = _score(points, lost, open_, void=bool(vetoes))
    return Review(
        score=score,
        lowest=lowest,
        highest=highest,
        vetoes=vetoes,
        cleared=cleared,
        asked=tuple(ask.asked),
        answers=tuple(ask.answered),
        points=points,
        deducted=lost,
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


def _vetoes(dossier: Dossier, findings: Sequence[Finding], ask: Asking) -> tuple[tuple[Veto, ...], tuple[int, ...]]:
    met: list[Veto] = []
    cleared: list[int] = []
    for rule in table().veto:
        if not dossier.all(*rule.acts):
            continue
        veto, answered = _answer(rule, dossier, findings)
        if veto is None and not answered:
            veto, answered = _asked_of_a_person(rule, ask)
        if veto is not None:
            met.append(veto)
        elif answered:
            cleared.append(rule.no)
    return tuple(met), tuple(cleared)


def _asked_of_a_person(rule: VetoRule, ask: Asking) -> tuple[Veto | None, bool]:
    """Return the veto that a person finds met, and whether a person rules it out."""
    about = f"否决项第{rule.no}项 {rule.title}"
    given = ask.put(Asked(id=veto_id(rule.no), about=about, question=rule.question, role=""), rule.of)
    if given is None or given.answer != "unmet":
        return None, given is not None
    return Veto(no=rule.no, title=rule.title, because=given.signed), False


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
        because = "、".join(f"第{entry.no}号行为“{entry.label}”没有这一内容" for entry in empty)
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


def _points(dossier: Dossier, findings: Sequence[Finding], ask: Asking) -> tuple[Points, ...]:
    found: list[Points] = []
    made = kinds(dossier)
    for kind, place, document in table().numbered():
        entries = dossier.all(*document.acts) if kind in made else []
        if not entries:
            continue
        answers: list[tuple[Item, bool | None]] = []
        for number, item in enumerate(document.items, 1):
            question = item_id(kind, place, number)
            answer = _decided(item, entries, dossier, findings)
            if answer is None and item.written and not ask.is_answered(question):
                answer = is_written(item.written, entries, dossier)
            if answer is None:
                given = _item_asked(question, document.title, item, ask)
                if given is not None and given.answer == "none":
                    continue  # 参评项目: what does not come up leaves both sums
                answer = None if given is None else given.answer == "met"
            answers.append((item, answer))
        found.append(
            Points(
                document=document.title,
                points=sum((item.points for item, _ in answers), Decimal(0)),
                won=sum((item.points for item, answer in answers if answer is True), Decimal(0)),
                lost=sum((item.points for item, answer in answers if answer is False), Decimal(0)),
                unanswered=sum((item.points for item, answer in answers if answer is None), Decimal(0)),
            )
        )
    return tuple(found)


def _item_asked(number: str, title: str, item: Item, ask: Asking) -> Given | None:
    question = f"写明并符合要求:{item.text}"
    return ask.put(Asked(id=number, about=title, question=question, role="", points=item.points), Role.REVIEWER)


def _elements(dossier: Dossier, ask: Asking) -> tuple[Decimal, Decimal]:
    """Return what comes off for basic elements that are missing, and what still may."""
    lost = unanswered = Decimal(0)
    for place, one in enumerate(table().element, 1):
        if one.shown and not ask.is_answered(element_id(place)) and is_shown(one.shown, dossier):
            continue
        question = Asked(
            id=element_id(place), about=f"基本要素({one.about})", question=one.text, role="", points=one.points
        )
        given = ask.put(question, Role.CLERK)
        unanswered += one.points if given is None else 0
        lost += one.points if given is not None and given.answer == "unmet" else 0
    return lost, unanswered


def _decided(
    item: Item, entries: Sequence[Entry[Content]], dossier: Dossier, findings: Sequence[Finding]
) -> bool | None:
    """Tell what findings and fields say of an item."""
    if item.rules:
        about = [one for one in findings if one.rule in item.rules]
        results = [one.result for one in about]
        if any(one.is_irregular for one in about):
            return False
        return True if results and all(result == "kept" for result in results) else None
    if item.fields and dossier.complete:
        return all(says(entry.content, field) for entry in entries for field in item.fields)
    return None


def _score(
    points: Sequence[Points], off: Decimal, may_come_off: Decimal, *, void: bool
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Return the score over what was answered, and its bounds."""
    if void:
        return Decimal(0), Decimal(0), Decimal(0)
    won = sum((one.won for one in points), Decimal(0))
    lost = sum((one.lost for one in points), Decimal(0))
    blank = sum((one.unanswered for one in points), Decimal(0))
    if won + lost + blank == 0:
        return None, None, None
    score = _graded(won, won + lost) - off if won + lost else None
    return score, _graded(won, won + lost + blank) - off - may_come_off, _graded(won + blank, won + lost + blank) - off


def _graded(won: Decimal, applicable: Decimal) -> Decimal:
    rules = table()
    return (rules.legality + rules.share * won / applicable).quantize(CENT, ROUND_HALF_UP)
