"""No penalty (不予行政处罚): each ground asks for what the law asks.

行政处罚法 art. 30, 33, 36 and 生态环境行政处罚办法 art. 42: slight, put right in time and without harm; a first violation with slight
harm, put right in time; no fault, proved by the party; under fourteen; past its limitation; not established. Whoever
is let off because of the first three is educated. Before 2021-07-15 neither a first violation nor want of fault was a
ground.
"""

from collections.abc import Callable, Mapping
from datetime import date

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.record import place
from law.chinese import day as told
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.acts import Act
from models.acts.correction import RecheckCorrection
from models.acts.filing import FileCase
from models.acts.penalty import DecideNoPenalty, DecidePenalty
from models.acts.revision import RevokeDecision
from procedures.correction import found_refusal
from procedures.facts_shown import grave_harm, harm_shown, intent_shown, penalties_shown
from procedures.filing import file_is_not_time_barred
from procedures.legal_basis import conduct_ended
from procedures.penalty.decisions import set_aside

NoPenalty = Attempt[DecideNoPenalty]

EDUCATED = frozenset({"slight_corrected", "first_slight_corrected", "no_fault", "minor"})
"""The grounds on which the party is educated, or its guardian is told to (教育、责令监护人管教)."""
NOTHING_AT_ALL = frozenset({"no_fault", "time_barred", "not_established", "minor"})
"""The grounds on which no penalty of any kind could have been imposed."""
HARM = {"slight_corrected": frozenset({"none"}), "first_slight_corrected": frozenset({"none", "slight"})}


def corrected_in_time(attempt: NoPenalty) -> date | None:
    """Return the day on which the violation was put right, as the last recheck found; else as the decision says.

    What a recheck found still going on was not put right before it.
    """
    last, said = _last_recheck(attempt), attempt.content.corrected_on
    if last is None:
        return said
    if not found_refusal(last):
        return last.day
    return said if said is not None and said > last.day else None


def _last_recheck(attempt: NoPenalty) -> Act[RecheckCorrection] | None:
    return max(attempt.record.all(RecheckCorrection), key=place, default=None)


@asks_for(
    AskedFor("educated", when="轻微、初次、没有主观过错的", rule="no_penalty_education", offered=True),
    AskedFor("harm", when="轻微、初次的", rule="no_penalty_slight", offered=True),
    AskedFor("corrected_on", when="及时改正而复查没有认定的", rule="no_penalty_slight", offered=True),
    AskedFor("first_time", when="初次违法的", rule="no_penalty_first", offered=True),
    AskedFor(
        "evidence",
        when="没有主观过错、不满十四周岁的，以及案卷中没有改正复查记录的",
        rule="no_penalty_faultless",
        offered=True,
    ),
)
def ground_is_borne_out(attempt: NoPenalty) -> None:
    """Refuse a ground of no penalty that the law did not have, or that the file does not bear out."""
    ground = attempt.content.ground
    GROUNDS[ground](attempt)
    article = attempt.cite("no_penalty_education")
    if ground in EDUCATED and article and not attempt.content.educated:
        sentence = "依法不予行政处罚的，应当对当事人进行教育并记录"
        raise OutOfOrder("not-educated", sentence, article=article, field="educated")


def nothing_stands_that_went_ahead(attempt: NoPenalty) -> None:
    """Refuse to find nothing to penalise beside a penalty that went ahead of the criminal case and stands (先行处罚).

    That the conduct is slight leaves it standing: then no further penalty follows.
    """
    ahead = [one for one in attempt.record.all(DecidePenalty) if one.content.beside_crime]
    stands = next((one for one in ahead if set_aside(attempt.record, one) is None), None)
    if stands is not None and attempt.content.ground in NOTHING_AT_ALL:
        sentence = (
            f"刑事案件办理期间先行作出的第{stands.no}号处罚决定仍然有效，与该不予处罚的理由相抵触，"
            f"须先“{RevokeDecision.label}”（撤销）"
        )
        raise OutOfOrder("penalty-stands", sentence, article=attempt.cite("own_correction"), field="ground")


def _slight(attempt: NoPenalty) -> None:
    _harmless_and_corrected(attempt, attempt.cite("no_penalty_slight"))


def _first(attempt: NoPenalty) -> None:
    article = attempt.cite("no_penalty_first")
    _was_law(attempt, article, "初次违法")
    if attempt.content.first_time is not True:
        sentence = "以初次违法不予处罚的，须查明并写明当事人是初次违法"
        raise Unclear("not-first", sentence, article=article, field="first_time")
    _not_against(penalties_shown(attempt.record), "此前受过行政处罚", "初次违法", article)
    _harmless_and_corrected(attempt, article)


def _not_against(shown: Act | None, what: str, ground: str, article: str) -> None:
    """Refuse a ground that says otherwise than an act of the file (与案卷所载事实相抵触)."""
    if shown is not None:
        sentence = f"第{shown.no}号“{shown.content.label}”记载{what}，与“{ground}”相抵触；记载有误的，须先更正"
        raise OutOfBounds("file-shows-otherwise", sentence, article=article, field="ground")


def _harmless_and_corrected(attempt: NoPenalty, article: str) -> None:
    content = attempt.content
    if content.harm not in HARM[content.ground]:
        sentence = (
            "以轻微不予处罚的，须没有造成危害后果"
            if content.ground == "slight_corrected"
            else "以初次违法不予处罚的，危害后果须轻微"
        )
        raise OutOfBounds("harm-unsaid-or-done", f"{sentence}；请写明危害后果", article=article, field="harm")
    _harm_is_as_the_file_has_it(attempt, article)
    corrected, ended = corrected_in_time(attempt), conduct_ended(attempt.record)
    if corrected is not None and ended is not None and corrected < ended:
        sentence = f"案卷记载违法行为至{told(ended)}终了，不可能在{told(corrected)}已经改正"
        raise OutOfBounds("corrected-before-its-end", sentence, article=article, field="corrected_on")
    if corrected is None:
        sentence = "须当事人及时改正：最近一次复查没有认定已改正（没有复查的），须写明其后的改正日期"
        raise OutOfOrder("not-corrected", sentence, article=article, field="corrected_on")
    last = _last_recheck(attempt)
    if last is None or found_refusal(last):
        _proved(attempt, article, "案卷中没有复查记录的，须写明证明已经改正的证据")


def _harm_is_as_the_file_has_it(attempt: NoPenalty, article: str) -> None:
    """Refuse none where the file shows harm, and slight where it shows grave harm (危害后果)."""
    record, none = attempt.record, attempt.content.harm == "none"
    shown = harm_shown(record) if none else next(iter(grave_harm(record)), None)
    what = "造成危害后果" if none else "造成重大环境污染或者生态破坏"
    _not_against(shown, what, "没有危害后果" if none else "危害后果轻微", article)


def _no_fault(attempt: NoPenalty) -> None:
    article = attempt.cite("no_penalty_faultless")
    _was_law(attempt, article, "没有主观过错")
    _not_against(intent_shown(attempt.record), "逃避监管、弄虚作假", "没有主观过错", article)
    _proved(attempt, article, "以没有主观过错不予处罚的，须写明足以证明的证据")


def _minor(attempt: NoPenalty) -> None:
    filed, article = attempt.record.content(FileCase), attempt.cite("no_penalty_minor")
    if filed is not None and filed.party.kind != "citizen":
        raise OutOfBounds("not-a-person", "不满十四周岁只能是公民不予处罚的理由", article=article, field="ground")
    _proved(attempt, article, "以不满十四周岁不予处罚的，须写明证明年龄的证据")


def _proved(attempt: NoPenalty, article: str, sentence: str) -> None:
    if not attempt.content.evidence.strip():
        raise Unclear("no-evidence", sentence, article=article, field="evidence")


def _was_law(attempt: NoPenalty, article: str, name: str) -> None:
    if not article:
        sentence = f"“{name}”当日不是法定的不予处罚情形"
        raise OutOfBounds("no-ground-then", sentence, article=attempt.cite("no_penalty_slight"), field="ground")


def _time_barred(attempt: NoPenalty) -> None:
    try:
        file_is_not_time_barred(attempt, harmed=attempt.content.harm in ("slight", "grave"))
    except OutOfTime:
        return
    sentence = "按案卷所记的违法行为终了日期和发现日期，没有超过追责期限"
    raise OutOfBounds("not-time-barred", sentence, article=attempt.cite("limitation_2y"), field="ground")


def _not_established(attempt: NoPenalty) -> None:
    """Ask nothing more: facts that are not established are told by the reasons (违法事实不能成立)."""


GROUNDS: Mapping[str, Callable[[NoPenalty], None]] = {
    "slight_corrected": _slight,
    "first_slight_corrected": _first,
    "no_fault": _no_fault,
    "minor": _minor,
    "time_barred": _time_barred,
    "not_established": _not_established,
}
