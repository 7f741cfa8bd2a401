"""Whether a fine lies within its range (罚款幅度的评查, G8): that of the provisions cited, else the one that was typed.

`law/statute/fines.toml` knows the provisions; they govern as they were when the conduct ended (从旧兼从轻). What a source
leaves open, which of several ranges was meant, what it is measured by, a ground of mitigation, is said to be missing.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from file_review.answer import Answer, Asleep
from file_review.known import Missing, said
from file_review.questions import Inquiry, guarded
from file_review.sources import Published
from law import guards
from law.amounts.bounds import Range
from law.chinese import listed, money
from law.citations import Citation, instruments_named
from law.edition import Law
from law.fines import FineRange, PenalProvision, cited_fines, places_in
from law.guards.register import article
from law.refusals import Unclear
from models.acts.penalty import MITIGATION_NAMES, DecidePenalty
from procedures.penalty.fine import norms

NOTHING = Decimal(0)
TITLE = "第"
PARTY = "organisation"
"""Whom a fine of a published case is taken to be laid on; persons answerable are told of apart."""

Bounds = tuple[Decimal, Decimal]


def cited_by_source(source: Published) -> list[Citation]:
    """Return the articles that a published case cites; a title with the year of its text names no one text."""
    parts = [text.split(TITLE, 1) for text in source.laws if TITLE in text and "(" not in text.split(TITLE, 1)[0]]
    return [Citation(instrument=title, article=f"{TITLE}{rest}") for title, rest in parts]


def within_bounds(inquiry: Inquiry[DecidePenalty]) -> Answer:
    """Ask whether the fine lies within the range of its provision (G8)."""
    fine = inquiry.content.fine
    if fine is None:
        raise Asleep
    source = inquiry.dossier.source
    bounds = _of_the_law(inquiry) if inquiry.dossier.complete else None
    bounds = bounds or _typed(inquiry.content)
    if bounds is not None:
        return _held_against(inquiry, fine, bounds)
    if isinstance(source, Published):
        return _by_what_is_cited(inquiry, fine, cited_by_source(source))
    raise Missing("法定罚款幅度")


def _held_against(inquiry: Inquiry[DecidePenalty], fine: Decimal, bounds: Bounds) -> Answer:
    least, most = bounds
    ground = _mitigation(inquiry.content) if fine < least else ""
    on, law = inquiry.place, inquiry.law
    because = f"罚款{fine:,.2f}元,在{least:,.2f}元至{most:,.2f}元之间"
    if ground:
        because = f"罚款{fine:,.2f}元,低于下限{least:,.2f}元,已载明减轻处罚的情形"
    ask = guards.fine_within_bounds
    return guarded(lambda: ask(fine, least, most, on=on, law=law, mitigation=ground), because)


def _mitigation(content: DecidePenalty) -> str:
    """Return what is said of mitigation; words alone count too, as they did when older decisions were entered."""
    ground = said(lambda: content.mitigation_ground)
    return content.mitigation or (MITIGATION_NAMES[ground] if ground else "")


def _typed(content: DecidePenalty) -> Bounds | None:
    most = said(lambda: content.fine_max)
    least = said(lambda: content.fine_min)
    return None if most is None else (least or NOTHING, most)


def _of_the_law(inquiry: Inquiry[DecidePenalty]) -> Bounds | None:
    """Return the bounds of the provisions cited; None where the register knows none, or cannot say which range."""
    try:
        known = norms(inquiry.attempt)
    except Unclear:
        return None
    if not known:
        return None
    if inquiry.content.several_acts:
        return sum((one.least for one in known), NOTHING), sum((one.most for one in known), NOTHING)
    typed = _typed(inquiry.content)
    if typed is not None and any(typed in one.pairs for one in known):
        return typed
    highest = max(known, key=lambda one: one.most)
    return highest.least, highest.most


def _by_what_is_cited(inquiry: Inquiry[DecidePenalty], fine: Decimal, cited: Sequence[Citation]) -> Answer:
    """Judge a fine by the provisions that a source cites: kept in the ordinary range, departed from above them all."""
    law, rows = inquiry.law, _provisions(inquiry, cited)
    ours = [one for row in rows for one in row.ranges if one.concerns(PARTY)]
    if not ours:
        raise Missing("法定罚款幅度")
    if any(_is_open(one, rows, law) for one in cited):
        raise Missing("所引其他条文规定的罚款幅度")
    ordinary = [_measured(one) for one in ours if not one.when] or [_measured(one) for one in ours]
    on, called = inquiry.place, listed(dict.fromkeys(law.fines.called(row) for row in rows))
    if all(one.least <= fine <= one.most for one in ordinary):
        told = listed(dict.fromkeys(one.told for one in ours if not one.when))
        return Answer(f"罚款{fine:,.2f}元,在{called}规定的{told}之间")
    most = sum((max(_measured(one).most for one in row.ranges if one.concerns(PARTY)) for row in rows), NOTHING)
    if fine > most:
        sentence = f"罚款{fine:,.2f}元,超过{called}规定的上限{money(most)}"
        return Answer(sentence, departed=True, over=None, article=article("G8", on, law), code="fine-above-maximum")
    below = fine < min(one.least for one in ordinary)
    raise Missing("减轻处罚的情形" if below else "适用的罚款档次")


def _measured(one: FineRange) -> Range:
    found = one.bounds(None)
    if found is None:
        raise Missing(f"计算罚款的{one.base}")
    return found


def _provisions(inquiry: Inquiry[DecidePenalty], cited: Sequence[Citation]) -> tuple[PenalProvision, ...]:
    """Return the penal provisions that a source cites, by the law of the conduct's end.

    Where that is not told, those that were the same from the first day that the file knows to the decision.
    """
    dossier, decided = inquiry.dossier, inquiry.place
    ended = dossier.conduct[1].day
    first = min((entry.act.day for entry in dossier), default=decided)
    days = (ended,) if ended else (first, decided)
    each = [_on(day, cited, inquiry.law) for day in dict.fromkeys(days)]
    if any(rows != each[0] for rows in each):
        raise Missing("违法行为终了的日期")
    return each[0]


def _on(day: date, cited: Sequence[Citation], law: Law) -> tuple[PenalProvision, ...]:
    rows = (row for one in cited for row in cited_fines(one.instrument, one.article, day, law))
    return tuple(dict.fromkeys(rows))


def _is_open(one: Citation, rows: Sequence[PenalProvision], law: Law) -> bool:
    """Tell whether a citation may mean another fine too: an article not known, behind the first that sets one."""
    codes = {found.code for found in instruments_named(one.instrument, law)}
    places = places_in(one.article)
    of_it = [place for row in law.fines.rows if row.instrument in codes for place in places_in(row.article)]
    first = min((number or 0 for number, _, _ in of_it), default=0)
    known = [row for row in rows if row.instrument in codes]
    return any((place[0] or 0) >= first and not any(row.covers(place) for row in known) for place in places)
