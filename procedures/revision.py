"""Putting decisions right, and what follows when one is overturned (自行纠正、撤回公开信息).

生态环境行政处罚办法 art. 85: a slip in a document that touches nobody's rights is put right by a written correction. 行政处罚法
art. 75(2): a decision found to be wrong is put right by the bureau itself: revoked, revoked to be made again, or
varied, never to the party's cost. Whoever overturns a published decision, the bureau, the 复议机关 or the court,
starts the days within which the publication is withdrawn and the reason made public (行政处罚法 art. 48(2), 办法 art. 66,
G20).
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.effects import document, documents_of, key, message, party_of
from judging.record import Record
from judging.step import Ends, Opens, Procedure, Step, after, ends, voids, who
from law import guards
from law.chinese import money
from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts import Act, Served
from models.acts.publicity import PublishDecision
from models.acts.referral import DecideDetentionReferral
from models.acts.revision import CorrectClericalError, RevokeDecision, WithdrawPublication
from models.effects import Withdrawal
from models.people import Role
from procedures.burdens import burden, decision_served
from procedures.enforcement.window import ENFORCING
from procedures.payment.returning import RETURN
from procedures.penalty.decisions import (
    DECIDING,
    FATES,
    ORDINARY,
    Change,
    Decision,
    Outcome,
    Undoing,
    changes,
    decision_of,
    fine_of,
    in_effect,
    made_by,
    served_by,
    service_of,
    set_aside,
)
from procedures.penalty.gains_left import left_is_told
from procedures.publicity.steps import published_by
from procedures.redoing import TAKEN_UP, taken_up_is_told
from procedures.referral.detention import may_be_sent
from procedures.remedies import binding_day
from procedures.repetition import not_said_already
from procedures.telling_terms import not_whole

BUREAU = (1, 2)


class Overturned(NamedTuple):
    """A publication, and what was done to its decision afterwards."""

    publication: Act[PublishDecision]
    change: Change


def overturned(record: Record) -> list[Overturned]:
    """Return each published decision that was varied, revoked, declared unlawful or void, with what did it."""
    published = ((record.act(no, PublishDecision), decision) for no, decision in published_by(record).items())
    return [
        Overturned(publication, change)
        for publication, decision in published
        if publication is not None
        for change in changes(record, decision)
        if publication.no < change.act.no
    ]


def _withdrawn_on(record: Record, one: Overturned) -> date | None:
    withdrawn = record.pointing(one.publication.no, WithdrawPublication)
    return min((act.day for act in withdrawn if act.no > one.change.act.no), default=None)


def overturned_is_withdrawn(now: Situation) -> None:
    """Refuse to go on while an overturned decision stays public past its days (G20); a bar for closing."""
    for one in overturned(now.record):
        since = binding_day(now.record, one.change.act, now.law)
        guards.overturned_penalty_is_withdrawn(
            on=now.day,
            law=now.law,
            overturned_on=since,
            withdrawn_on=_withdrawn_on(now.record, one),
            last_day=now.law.last_day("publication_withdrawal", since) if since else None,
        )


def _overturning_day(attempt: Attempt) -> date | None:
    """Return the day from which a published decision is overturned by an act, or None."""
    record, act = attempt.record, attempt.act
    hit = any(one.change.act == act for one in overturned(record))
    return binding_day(record, act, attempt.law) if hit else None


def _sets_aside(attempt: Attempt[Undoing]) -> bool:
    content = attempt.content
    outcome = content.extent if isinstance(content, RevokeDecision) else content.outcome
    return FATES.get(outcome) == "set_aside" and in_effect(attempt.record, attempt.act)


def _laid_by(attempt: Attempt[Undoing]) -> int | None:
    """Return the number of the decision whose measure an outcome sets aside, where another act served it."""
    named = burden(attempt.record, served_by(attempt))
    return decision_served(attempt.record, named) if named is not None else None


def _no_longer_sent(attempt: Attempt[Undoing]) -> frozenset[int]:
    """Return the referrals for detention that rest on what was set aside: they can be sent no more (移送行政拘留)."""
    record = attempt.record
    return frozenset(one.no for one in record.all(DecideDetentionReferral) if not may_be_sent(record, one))


WITHDRAWAL = Opens("publication_withdrawal", starts=_overturning_day)
"""The days to withdraw what was published, from the day the decision was overturned."""

OBJECT_GONE: tuple[Ends[Undoing], ...] = (
    *voids("decision_service", "penalty_publication", when=_sets_aside, about=made_by),
    *voids(
        "payment_15d",
        "review_application",
        "suit_direct",
        "suit_after_review",
        "demand_before_court",
        "execution_terminates_3y",
        "recheck_window",
        "norm.recheck",
        "norm.construction_check",
        *ENFORCING,
        when=_sets_aside,
        about=served_by,
        of_all=True,
    ),
    *voids(
        "restrict_production_period",
        "rectification_plan",
        "resume_filing",
        "norm.post_supervision",
        when=_sets_aside,
        about=_laid_by,
        of_all=True,
    ),
    *voids("detention_transfer", when=_sets_aside, about=_no_longer_sent),
)
"""The terms that lose their object when a decision, an order or a measure is set aside; what all bear, for all."""


def _to_be_decided_again(attempt: Attempt[Outcome]) -> bool:
    """Tell whether an outcome leaves the ordinary decision to be made again (重新作出)."""
    record = attempt.record
    decision = record.act(made_by(attempt), *ORDINARY)
    fate = set_aside(record, decision) if decision is not None else None
    return fate is not None and fate.redo and fate.act.no == attempt.act.no


NO_RESULT: Ends[Outcome] = not_whole(_to_be_decided_again)
"""The result is to be reached anew, and is owed to nobody before."""


def error_is_harmless(attempt: Attempt[CorrectClericalError]) -> None:
    """Refuse to correct as a slip what touches somebody's rights (办法 art. 85)."""
    content, article = attempt.content, attempt.cite("clerical_correction")
    if not content.harmless:
        sentence = (
            "涉及公民、法人或者其他组织合法权益的错误不能以补正（更正）处理，应当“撤销（变更）处罚决定”或者重新办理"
        )
        raise OutOfBounds("touches-rights", sentence, article=article, field="harmless")
    target = attempt.record.act(content.of)
    if target is None or not _brings_a_document(attempt, target):
        raise Unclear(
            "no-such-act", "“所指行为编号”（of）须是本案一项制作文书的行为的编号", article=article, field="of"
        )
    not_said_already(attempt, attempt.whole.pointing(target.no, CorrectClericalError), article)


def _brings_a_document(attempt: Attempt[CorrectClericalError], target: Act) -> bool:
    """Tell whether an act makes a document, or serves one."""
    if target.by.kind == "engine":
        return False
    makes = bool(documents_of(attempt, target))
    return makes or isinstance(target.content, Served) or decision_of(attempt.record, target.no) is not None


@asks_for(AskedFor("fine", when="变更处罚决定的", rule="no_heavier_revision"), AskedFor("remedies", whole=True))
def decision_may_be_revised(attempt: Attempt[RevokeDecision]) -> None:
    """Refuse to revise what is no decision, what no longer stands, or to make it heavier (处罚法 art. 75)."""
    content = attempt.content
    decision = decision_of(attempt.record, content.of)
    service = service_of(attempt.record, decision) if decision else None
    if decision is None or content.of != (service or decision).no:
        sentence = "“所指行为编号”（of）须是一项处罚决定的送达行为的编号；尚未送达的，是该决定的编号"
        raise Unclear("no-such-act", sentence, field="of")
    if set_aside(attempt.record, decision) is not None:
        sentence = "该处罚决定已经被撤销或者确认无效"
        raise OutOfOrder("set-aside-already", sentence, article=attempt.cite("own_correction"), field="of")
    _not_heavier(attempt, decision)
    guards.remedies_told("decision", on=attempt.day, law=attempt.law, **content.remedies.known())


def _not_heavier(attempt: Attempt[RevokeDecision], decision: Act[Decision]) -> None:
    content = attempt.content
    if content.extent != "vary":
        return
    before = fine_of(attempt.record, decision)
    if content.fine is None:
        raise Unclear("no-amount", "变更处罚决定须写明变更后的罚款数额", field="fine")
    if content.fine > before:
        sentence = f"变更后的罚款{money(content.fine)}高于原决定的{money(before)}；自行纠正不得加重"
        raise OutOfBounds("made-heavier", sentence, article=attempt.cite("no_heavier_revision"), field="fine")


def reason_to_withdraw(attempt: Attempt[WithdrawPublication]) -> None:
    """Refuse to take a publication back while the decision stands as it was published (处罚法 art. 48)."""
    if not any(one.publication.no == attempt.content.of for one in overturned(attempt.record)):
        sentence = "已公开的处罚决定没有被变更、撤销、确认违法或者确认无效，不得撤回"
        raise OutOfOrder("nothing-overturned", sentence, article=attempt.cite("publication_withdrawal"))


def withdrawal(done: Attempt[WithdrawPublication]) -> Iterable[Withdrawal]:
    """Return what takes a published decision back, with the reason made public."""
    yield Withdrawal(
        key=key(done, "withdrawal"),
        act_no=done.act.no,
        title="撤回公开的行政处罚决定信息",
        party=party_of(done),
        publication=done.content.of,
        reason=done.content.reason,
    )


STEPS = (
    Step(
        CorrectClericalError,
        who(Role.HEAD, levels=BUREAU),
        guards=(error_is_harmless,),
        stage="clerically_corrected",
        when_closed=True,
        effects=(document("补正（更正）决定书", "补正"),),
        citation=("clerical_correction",),
    ),
    Step(
        RevokeDecision,
        who(Role.HEAD, levels=BUREAU),
        needs=(after(*DECIDING),),
        guards=(decision_may_be_revised,),
        ends=(*ends("review_via_agency", "review_self_correction"), *OBJECT_GONE, NO_RESULT, *TAKEN_UP),
        opens=(WITHDRAWAL, RETURN),
        stage="revised",
        when_closed=True,
        effects=(
            document("撤销（变更）行政处罚决定书", "罚改"),
            message("处罚决定已撤销（变更）", "holder"),
            left_is_told,
            taken_up_is_told,
        ),
        citation=("own_correction",),
    ),
    Step(
        WithdrawPublication,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(PublishDecision),),
        guards=(reason_to_withdraw,),
        ends=ends("publication_withdrawal"),
        stage="publication_withdrawn",
        when_closed=True,
        effects=(withdrawal,),
        citation=("publication_withdrawal",),
    ),
)

PROCEDURE = Procedure(
    "revision",
    "纠正与撤回公开",
    STEPS,
    {
        "clerically_corrected": "已补正（更正）",
        "revised": "已撤销（变更）处罚决定",
        "publication_withdrawn": "已撤回公开信息",
    },
)
