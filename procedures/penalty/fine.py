"""What a penalty decision may impose by the provisions it cites (罚则): kinds, range of the fine, gains, mitigation.

The notice is held to the range as the decision is: a fine announced below the minimum could be decided on by nobody.

行政处罚法 art. 4, 28(2), 29, 32 and 生态环境行政处罚办法 art. 7, 43, 88: the bounds are those of the provision, as it was in force
when the conduct ended, and of the highest one where several norms are broken (择高); below the minimum only on a ground
of the law's list; unlawful gains are confiscated, less what has to be paid back. What `law/statute/fines.toml` does not
have, or has from memory only, is left to the bounds that the handler read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from law import guards
from law.chinese import listed, money
from law.fines import FineRange, PenalProvision, cited_fines, places_in
from law.guards.register import article
from law.instruments import GRADE_NAMES
from law.refusals import OutOfBounds, Refused, Unclear
from models.acts.filing import FileCase
from models.acts.penalty import MEASURE_NAMES, MITIGATION_NAMES, DecidePenalty, ServeNotice
from models.acts.summary import DecideOnTheSpot
from models.documents import Basis
from procedures.facts_shown import ground_is_of_such_a_party
from procedures.legal_basis import conduct_day
from procedures.penalty.decisions import NOTHING, fine_of, standing

Fined = DecidePenalty | ServeNotice
"""What says a fine by the provisions it cites: the decision, and the notice of it."""

GENERAL = frozenset({"confiscation"})
"""Kinds of penalty that need no provision of their own once gains are confiscated by general rule."""


@dataclass(frozen=True, slots=True)
class Norm:
    """What one provision of a decision lets it impose: several rows where the citation leaves open which (未写明款项)."""

    least: Decimal
    most: Decimal
    surely: Decimal
    """The maximum it has in any case, whichever row is meant."""
    pairs: frozenset[tuple[Decimal, Decimal]]
    doubtful: str
    """How the provision was verified, where nobody has read its text; empty where somebody has."""


def provisions(attempt: Attempt[Fined | DecideOnTheSpot]) -> list[tuple[PenalProvision, ...]]:
    """Return, for each penal provision a decision cites, what the register knows it by; empty where it knows none."""
    ended = conduct_day(attempt.record)

    def found(row: Basis) -> tuple[PenalProvision, ...]:
        return cited_fines(row.instrument, row.article, attempt.day if row.lighter else ended, attempt.law)

    return [found(row) for row in attempt.content.basis if row.role == "penal"]


def norms(attempt: Attempt[Fined]) -> list[Norm]:
    """Return the bounds of each provision cited that the register knows, in money."""
    return [_norm(attempt, rows) for rows in provisions(attempt) if rows]


def _norm(attempt: Attempt[Fined], rows: Sequence[PenalProvision]) -> Norm:
    each = [[_bounds(attempt, row, one) for one in _ranges(attempt, row)] for row in rows]
    known = [pairs for pairs in each if pairs]
    if not known:
        told = listed(dict.fromkeys(one.when for row in rows for one in row.ranges if one.when)) or "无"
        sentence = f"所引{attempt.law.fines.called(rows[0])}没有“{attempt.content.fine_range}”这一档，可写的有：{told}"
        raise Unclear("unknown-range", sentence, article=attempt.law.fines.called(rows[0]), field="fine_range")
    every = frozenset(pair for pairs in known for pair in pairs)
    return Norm(
        min(least for least, _ in every),
        max(most for _, most in every),
        min(max(most for _, most in pairs) for pairs in known),
        every,
        next((GRADE_NAMES[row.grade] for row in rows if row.grade.doubtful), ""),
    )


def _ranges(attempt: Attempt[Fined], row: PenalProvision) -> list[FineRange]:
    """Return the ranges of a provision that the decision may mean: the one it names, else the ordinary ones."""
    filed = attempt.record.content(FileCase)
    said = attempt.content.fine_range.strip()
    ours = [one for one in row.ranges if filed is None or one.concerns(filed.party.kind)]
    if said:
        return [one for one in ours if one.when == said]
    return [one for one in ours if not one.when] or ours


def _bounds(attempt: Attempt[Fined], row: PenalProvision, one: FineRange) -> tuple[Decimal, Decimal]:
    found = one.bounds(attempt.content.fine_base)
    if found is None:
        sentence = f"罚则的幅度为{one.told}，须写明{one.base}"
        raise Unclear("base-missing", sentence, article=attempt.law.fines.called(row), field="fine_base")
    return found.least, found.most


@asks_for(
    AskedFor("fine_base", when="罚则按基数计算的"),
    AskedFor("fine_range", when="适用罚则的加重等特别档次的", must="须为所引罚则载明的情形", guard="G8"),
    AskedFor("fine_max", when="写明幅度的", must="须与所引罚则的幅度一致", guard="G8"),
    AskedFor("mitigation_ground", when="低于法定下限的", rule="mitigation_grounds"),
    AskedFor("mitigation", when="减轻处罚的", must="须写明事实和证据，其他情形的须写明条文", rule="mitigation_grounds"),
)
def fine_is_within_its_provision(attempt: Attempt[Fined]) -> None:
    """Refuse a fine out of the bounds of the provisions cited, or by a lower norm than the highest (G7, G8)."""
    content = attempt.content
    if content.fine is None or "fine" not in content.measures:
        return
    known = norms(attempt)
    bounds = _applied(attempt, known)
    if bounds is None:
        return
    least, most = bounds
    if len(known) > 1 and not content.several_acts:
        highest = [one.surely for one in known]
        guards.one_fine_per_act(on=attempt.day, law=attempt.law, earlier_fines=(), norm_used=most, norms=highest)
    way = _way_on(attempt, known, least)
    ground = mitigation(attempt)
    guards.fine_within_bounds(content.fine, least, most, on=attempt.day, law=attempt.law, mitigation=ground, way=way)


def _way_on(attempt: Attempt[Fined], known: Sequence[Norm], least: Decimal) -> str:
    """Return what to do where the bounds may be wrong, or where the party was told of too little, in Chinese."""
    doubtful = next((one.doubtful for one in known if one.doubtful), "")
    if doubtful:
        return f"该罚则{doubtful}；与所读条文不符的，写明所读的罚款幅度"
    notice = attempt.record.content(ServeNotice) if isinstance(attempt.content, DecidePenalty) else None
    if notice is not None and notice.fine is not None and notice.fine < least:
        return f"事先告知的罚款{money(notice.fine)}也低于下限，须按法定幅度重新送达事先告知书"
    return ""


def below_its_provision(attempt: Attempt[Fined]) -> Decimal | None:
    """Return the minimum that a fine stays below without a ground; None where it does not, or nobody knows."""
    content = attempt.content
    try:
        bounds = _applied(attempt, norms(attempt))
        ground = mitigation(attempt)
    except Refused:
        return None
    below = bounds is not None and content.fine is not None and content.fine < bounds[0]
    return bounds[0] if bounds is not None and below and not ground else None


def _applied(attempt: Attempt[Fined], known: Sequence[Norm]) -> tuple[Decimal, Decimal] | None:
    """Return the bounds that apply: those of the law; what the handler typed only where the law's are not known."""
    content = attempt.content
    typed = None if content.fine_max is None else (content.fine_min or NOTHING, content.fine_max)
    if not known or (typed is not None and any(one.doubtful for one in known)):
        return typed
    if content.several_acts:
        return sum((one.least for one in known), NOTHING), sum((one.most for one in known), NOTHING)
    if typed is None:
        highest = max(known, key=lambda one: one.most)
        return highest.least, highest.most
    _typed_as_the_law_has_it(attempt, typed, known)
    return typed


def _typed_as_the_law_has_it(attempt: Attempt[Fined], typed: tuple[Decimal, Decimal], known: Sequence[Norm]) -> None:
    pairs = frozenset[tuple[Decimal, Decimal]]().union(*(one.pairs for one in known))
    if typed in pairs:
        return
    told = listed(f"{money(least)}以上{money(most)}以下" for least, most in sorted(pairs))
    sentence = f"所写的罚款幅度{money(typed[0])}以上{money(typed[1])}以下与所引罚则不符；罚则的幅度为{told}"
    basis = article("G8", attempt.day, attempt.law)
    raise OutOfBounds("bounds-not-the-laws", sentence, article=basis, field="fine_max", guard="G8")


def mitigation(attempt: Attempt[Fined]) -> str:
    """Return the ground of mitigation as a sentence tells it, empty without one; refuse one outside the law's list."""
    content = attempt.content
    ground, basis = content.mitigation_ground, attempt.cite("mitigation_grounds")
    if ground is None:
        return ""
    name = MITIGATION_NAMES[ground]
    if not _listed_articles(attempt).get(ground, basis):
        sentence = f"“{name}”当日不是法定的减轻处罚情形"
        raise OutOfBounds("mitigation-not-listed", sentence, article=basis, field="mitigation_ground", guard="G8")
    ground_is_of_such_a_party(attempt.record, ground, basis, "mitigation_ground")
    if not content.mitigation.strip():
        sentence = f"以“{name}”减轻处罚的，须写明事实和证据；属于其他情形的，写明所依据的条文"
        raise Unclear("mitigation-without-proof", sentence, article=basis, field="mitigation", guard="G8")
    if ground == "other" and not places_in(content.mitigation) and not _was_notified_so(attempt):
        sentence = f"以“{name}”减轻处罚的，须写明所依据的法律、法规、规章及其条文（第几条）"
        raise Unclear("mitigation-without-article", sentence, article=basis, field="mitigation", guard="G8")
    return f"{name}：{content.mitigation}"


def _was_notified_so(attempt: Attempt[Fined]) -> bool:
    """Tell whether a decision says what its notice said: what was let pass there is not asked for again."""
    notice = attempt.record.content(ServeNotice) if isinstance(attempt.content, DecidePenalty) else None
    return notice is not None and notice.mitigation == attempt.content.mitigation


def _listed_articles(attempt: Attempt) -> dict[str, str]:
    """Return the articles of the grounds that not every text of the list has; empty on days without them."""
    later, code = attempt.cite("mitigation_since_2021"), attempt.cite("mitigation_by_restoring")
    return {"deceived": later, "confessed": later, "restored": code, "compensated": code}


def kinds_are_provided_for(attempt: Attempt[Fined | DecideOnTheSpot]) -> None:
    """Refuse a kind of penalty that none of the provisions cited has (处罚种类法定); silent where one is not known."""
    cited = provisions(attempt)
    if not cited or not all(cited):
        return
    general = GENERAL if attempt.cite("unlawful_gains") else frozenset[str]()
    allowed = general.union(*(row.kinds for rows in cited for row in rows))
    beyond = [MEASURE_NAMES[name] for name in attempt.content.measures if name not in allowed]
    if beyond:
        sentence = f"所引罚则没有规定{listed(beyond)}；须引用规定该种处罚的条文"
        basis = article("G8", attempt.day, attempt.law)
        raise OutOfBounds("kind-not-provided", sentence, article=basis, field="measures")


@asks_for(AskedFor("fine", must="须在所引罚则的幅度以内", guard="G8", offered=True))
def small_fine_is_within_its_provision(attempt: Attempt[DecideOnTheSpot]) -> None:
    """Refuse a fine on the spot that no range of a provision cited has (处罚幅度法定); silent where a base decides."""
    content = attempt.content
    for rows in provisions(attempt):
        ranges = [one for row in rows for one in row.ranges if one.concerns(content.party.kind)]
        known = [bounds for one in ranges if (bounds := one.bounds(None)) is not None]
        if not content.fine or not ranges or len(known) < len(ranges):
            continue
        if not any(one.least <= content.fine <= one.most for one in known):
            told = listed(f"{money(one.least)}以上{money(one.most)}以下" for one in known)
            sentence = (
                f"罚款{money(content.fine)}不在所引罚则的幅度以内（{told}）；应当减轻、从重或者较大的，适用普通程序"
            )
            basis = article("G8", attempt.day, attempt.law)
            raise OutOfBounds("fine-out-of-range", sentence, article=basis, field="fine", guard="G8")


def fined_once(attempt: Attempt[DecidePenalty | DecideOnTheSpot]) -> None:
    """Refuse a second fine for one act, whoever imposed the first (一事不二罚, G7)."""
    content = attempt.content
    if not content.fine:
        return
    record = attempt.record
    own = [one for one in standing(record) if isinstance(one.content, DecideOnTheSpot) and fine_of(record, one)]
    earlier = [*content.fined_before, *(f"第{one.no}号行为“{one.content.label}”" for one in own)]
    guards.one_fine_per_act(on=attempt.day, law=attempt.law, earlier_fines=earlier, norm_used=NOTHING, norms=())


@asks_for(AskedFor("fine", when="处罚种类含罚款的", offered=True))
def sums_go_with_their_kinds(attempt: Attempt[Fined]) -> None:
    """Refuse a fine or a confiscation without its sum or its name (处罚种类与数额); the notice tells both as well."""
    content = attempt.content
    if "fine" in content.measures and content.fine is None:
        raise Unclear("no-amount", "处罚种类含罚款，须写明罚款数额", field="fine")
    if content.fine and "fine" not in content.measures:
        raise Unclear("fine-unnamed", "写了罚款数额的，处罚种类须含罚款", field="measures")
    if content.confiscation and "confiscation" not in content.measures:
        raise Unclear("confiscation-unnamed", "写了没收数额的，处罚种类须含没收", field="measures")
