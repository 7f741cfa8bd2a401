"""The decision held against its notice (决定与告知一致), and a heavier notice after the party was heard.

行政处罚法 art. 44, 45, 62 and 生态环境行政处罚办法 art. 44, 45(2): the party was told kinds, sums, facts and basis, and
what it was not told is not decided; a defence never makes the penalty heavier. What is heavier or other is notified
anew, and after a defence only on new facts that were found since.
"""

from collections.abc import Sequence
from dataclasses import replace

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.record import follows
from law import guards
from law.chinese import listed, money
from law.citations import instruments_named, titled
from law.edition import Law
from law.fines import places_in
from law.guards.register import article
from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts import Act
from models.acts.daily import DecideDailyPenalty, ServeDailyNotice
from models.acts.hearing import RequestHearing
from models.acts.penalty import MEASURE_NAMES, DecidePenalty, ReceiveStatement, ServeNotice
from models.documents import Basis
from procedures.deliberation import EVIDENCE
from procedures.penalty.decisions import NOTHING
from procedures.penalty.fine import below_its_provision
from procedures.penalty.gains import gains_due
from procedures.penalty.prior_notice import about_matter, waiting

SAME_PENALTY = ("basis", "fine", "fine_range", "several_acts", "mitigation_ground", "mitigation")
"""What a notice that only puts a sum right leaves as it was; the base may be said at last."""


@asks_for(
    AskedFor("confiscation", must="不得多于事先告知的数额", guard="G6"),
    AskedFor("facts_note", when="认定的事实与告知书文字不同的", rule="notice_content"),
)
def decision_is_as_notified(attempt: Attempt[DecidePenalty]) -> None:
    """Refuse a decision heavier than its notice, or of other kinds, facts or basis (G6).

    That there must be a notice is asked of the order of acts: where there is none, nothing was notified otherwise.
    """
    content, notice = attempt.content, attempt.record.content(ServeNotice)
    if notice is None:
        return
    guards.fine_not_above_notified(
        content.fine or NOTHING,
        notice.fine or NOTHING,
        on=attempt.day,
        law=attempt.law,
        added=[MEASURE_NAMES[name] for name in content.measures if name not in notice.measures],
        confiscated=(content.confiscation or NOTHING, notice.confiscation or NOTHING),
    )
    article_of = attempt.cite("notice_content")
    facts_were_told(content.facts, notice.facts, content.facts_note, article_of, guard="G6")
    basis_was_told(attempt.law, content.basis, notice.basis, article_of, guard="G6")


def daily_decision_is_as_notified(attempt: Attempt[DecideDailyPenalty]) -> None:
    """Refuse a daily penalty on a basis that its notice does not have."""
    notice = attempt.record.act(attempt.content.of, ServeDailyNotice)
    if notice is not None:
        article_of = attempt.cite("notice_content")
        basis_was_told(attempt.law, attempt.content.basis, notice.content.basis, article_of, guard="G6")


def facts_were_told(decided: str, told: str, note: str, article_of: str, *, guard: str = "") -> None:
    """Refuse facts that the notice does not have, unless the decision says in what they differ."""
    if _bare(decided) in _bare(told) or note.strip():
        return
    sentence = "认定的违法事实与事先告知书不一致；认定新的事实须重新告知，只是文字不同或者采纳申辩而减少的，写明差异"
    raise OutOfBounds("facts-not-notified", sentence, article=article_of, field="facts", guard=guard)


def basis_was_told(
    law: Law, decided: Sequence[Basis], told: Sequence[Basis], article_of: str, *, guard: str = ""
) -> None:
    """Refuse to decide by a provision of substance that the notice does not name."""
    before = [_place(row, law) for row in told]
    new = [
        f"{titled(row.instrument)}{row.article}"
        for row in decided
        if row.role != "procedure" and not _named(_place(row, law), before)
    ]
    if new:
        sentence = f"{listed(new)}没有在事先告知书中告知，不得作为决定的依据；确有必要的须重新告知"
        raise OutOfBounds("basis-not-notified", sentence, article=article_of, field="basis", guard=guard)


Provision = tuple[frozenset[str], frozenset[int | None]]
"""The instruments that a title may mean, and the articles that are cited of them."""


def _place(row: Basis, law: Law) -> Provision:
    codes = frozenset(one.code for one in instruments_named(row.instrument, law)) or frozenset({row.instrument})
    return codes, frozenset(number for number, _, _ in places_in(row.article))


def _named(row: Provision, told: Sequence[Provision]) -> bool:
    same = [articles for codes, articles in told if codes & row[0]]
    return row[1] <= frozenset[int | None]().union(*same) if same else False


def _bare(text: str) -> str:
    """Reduce a text to its letters and digits, so that spacing and punctuation make no difference."""
    return "".join(sign for sign in text if sign.isalnum())


@asks_for(AskedFor("new_facts", when="当事人申辩后重新告知更重处罚的", rule="notice_content"))
def heavier_notice_rests_on_new_facts(attempt: Attempt[ServeNotice]) -> None:
    """Refuse a notice that is heavier than the one the party has answered, without new facts found since (G6)."""
    earlier = _answered(attempt)
    if earlier is None:
        return
    heavier = _heavier(_beyond_the_law(attempt, earlier.content), earlier.content)
    if not heavier:
        return
    basis = article("G6", attempt.day, attempt.law)
    told = f"当事人对第{earlier.no}号告知已经陈述申辩或者要求听证，重新告知加重了{listed(heavier)}"
    if not attempt.content.new_facts.strip():
        sentence = f"{told}；不得因申辩加重处罚，确有新的事实的须写明"
        raise Unclear("heavier-after-defence", sentence, article=basis, field="new_facts", guard="G6")
    if not any(follows(act, earlier) for act in attempt.record.all(*EVIDENCE)):
        sentence = f"{told}；案卷中没有原告知以后调查取得的新的事实、证据"
        raise OutOfOrder("no-new-evidence", sentence, article=basis, field="new_facts", guard="G6")


def _beyond_the_law(attempt: Attempt[ServeNotice], old: ServeNotice) -> ServeNotice:
    """Return a notice without what the law demands and the earlier one left out (纠正不合法的告知).

    The minimum of the fine and the gains are the law's, not the defence's (art. 45(2)): without a notice of them no
    decision could ever follow.
    """
    new = attempt.content
    before = {name: getattr(old, name) for name in SAME_PENALTY}
    same = replace(attempt, act=attempt.act.model_copy(update={"content": new.model_copy(update=before)}))
    least, due = below_its_provision(same), gains_due(same)
    if least is not None and new.fine is not None and new.fine <= least:
        new = new.model_copy(update={"fine": old.fine})
    if new.confiscation is not None and new.confiscation <= due:
        kinds = tuple(name for name in new.measures if name != "confiscation" or name in old.measures)
        new = new.model_copy(update={"confiscation": old.confiscation, "measures": kinds})
    return new


def _answered(attempt: Attempt[ServeNotice]) -> Act[ServeNotice] | None:
    """Return the notice still to be decided on that the party has answered, by statement or by asking for a hearing."""
    record = attempt.record
    own = [notice for one in waiting(record) if (notice := record.act(one.no, ServeNotice)) is not None]
    stated = [one for one in own if about_matter(record, one, ReceiveStatement)]
    asked = [one for one in own if about_matter(record, one, RequestHearing)]
    return next(iter((*stated, *asked)), None)


def _heavier(new: ServeNotice, old: ServeNotice) -> list[str]:
    """Return in what a notice is heavier than an earlier one, in Chinese."""
    sums = (
        ("罚款", old.fine or NOTHING, new.fine or NOTHING),
        ("没收", old.confiscation or NOTHING, new.confiscation or NOTHING),
    )
    more = [f"{name}（{money(before)}→{money(after)}）" for name, before, after in sums if after > before]
    return more + [MEASURE_NAMES[name] for name in new.measures if name not in old.measures]
