"""Putting decisions right, and what follows when one is overturned (自行纠正、撤回公开信息).

生态环境行政处罚办法 art. 85: a slip in a document that touches nobody's rights is put right by a written correction. 行政处罚法
art. 75(2): a decision found to be wrong is put right by the bureau itself: revoked, revoked to be made again, or
varied, never to the party's cost. Whoever overturns a published decision, the bureau, the review body or the court,
starts the days within which the publication is withdrawn and the reason made public (行政处罚法 art. 48(2), 办法 art. 66,
G20).
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, cast

from law import guards
from law.chinese import money
from law.edition import Law
from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts import Act
from models.acts.revision import CorrectClericalError, RevokeDecision, WithdrawPublication
from models.case import Effect
from models.people import Role
from workflows.procedures.court_window import ENFORCING
from workflows.procedures.decisions import (
    DECIDING,
    FATES,
    Change,
    changes,
    decision_of,
    fine_of,
    in_effect,
    made_by,
    served_by,
    service_of,
    set_aside,
)
from workflows.procedures.effects import document, message, party_id
from workflows.procedures.guarding import last_day_of, points_at
from workflows.procedures.publicity import published_by
from workflows.procedures.record import Record
from workflows.procedures.remedies import binding_day
from workflows.procedures.step import Attempt, Ends, Opens, Procedure, Step, after, ends, voids, who

ACT = "《中华人民共和国行政处罚法》"
RULES = "《生态环境行政处罚办法》"
BUREAU = (1, 2)


class Overturned(NamedTuple):
    """A publication, and what was done to its decision afterwards."""

    publication: Act
    change: Change


def overturned(record: Record) -> list[Overturned]:
    """Return each published decision that was varied, revoked, declared unlawful or void, with what did it."""
    published = ((record.act(no), decision) for no, decision in published_by(record).items())
    return [
        Overturned(publication, change)
        for publication, decision in published
        if publication is not None and publication.name == "publish_decision"
        for change in changes(record, decision)
        if publication.no < change.act.no
    ]


def _withdrawn_on(record: Record, one: Overturned) -> date | None:
    acts = (act for act in record.all("withdraw_publication") if act.no > one.change.act.no)
    days = (act.day for act in acts if cast("WithdrawPublication", act.content).of == one.publication.no)
    return min(days, default=None)


def nothing_overturned_is_public(record: Record) -> bool:
    """Tell whether every overturned decision has been taken back from the public (撤回公开信息)."""
    return all(_withdrawn_on(record, one) is not None for one in overturned(record))


def overturned_is_withdrawn(record: Record, day: date, law: Law) -> None:
    """Refuse to go on while an overturned decision stays public past its days (G20); a bar for closing."""
    for one in overturned(record):
        since = binding_day(record, one.change.act, law)
        guards.overturned_penalty_is_withdrawn(
            on=day,
            overturned_on=since,
            withdrawn_on=_withdrawn_on(record, one),
            last_day=last_day_of("publication_withdrawal", since, law) if since else None,
        )


def _overturning_day(record: Record, act: Act, law: Law) -> date | None:
    """Return the day from which a published decision is overturned by an act, or None."""
    hit = any(one.change.act == act for one in overturned(record))
    return binding_day(record, act, law) if hit else None


def _sets_aside(record: Record, act: Act) -> bool:
    content = act.content
    outcome = getattr(content, "extent", "") or getattr(content, "outcome", "")
    return FATES.get(outcome) == "set_aside" and in_effect(record, act)


WITHDRAWAL = Opens("publication_withdrawal", by_law=_overturning_day)
"""The days to withdraw what was published, from the day the decision was overturned."""

OBJECT_GONE: tuple[Ends, ...] = (
    *voids("decision_service", "penalty_publication", when=_sets_aside, about=made_by),
    *voids(
        "payment_15d",
        "review_application",
        "suit_direct",
        "suit_after_review",
        "demand_before_court",
        "execution_terminates_3y",
        *ENFORCING,
        when=_sets_aside,
        about=served_by,
    ),
)
"""The terms that lose their object when a decision is set aside."""


def error_is_harmless(attempt: Attempt) -> None:
    """Refuse to correct as a slip what touches somebody's rights (办法 art. 85)."""
    content = cast("CorrectClericalError", attempt.act.content)
    if not content.harmless:
        sentence = (
            "涉及公民、法人或者其他组织合法权益的错误不能以补正（更正）处理，应当“撤销（变更）处罚决定”或者重新办理"
        )
        raise OutOfBounds("touches-rights", sentence, article=f"{RULES}第85条", field="harmless")
    target = attempt.record.act(content.of)
    if target is None or target.by.kind == "engine":
        raise Unclear("no-such-act", "“of”须是本案一项制作文书的行为的编号", field="of")


def decision_may_be_revised(attempt: Attempt) -> None:
    """Refuse to revise what is no decision, what no longer stands, or to make it heavier (处罚法 art. 75)."""
    content = cast("RevokeDecision", attempt.act.content)
    decision = decision_of(attempt.record, content.of)
    service = service_of(attempt.record, decision) if decision else None
    if decision is None or content.of != (service or decision).no:
        sentence = "“of”须是一项处罚决定的送达行为的编号；尚未送达的，是该决定的编号"
        raise Unclear("no-such-act", sentence, field="of")
    if set_aside(attempt.record, decision) is not None:
        raise OutOfOrder("set-aside-already", "该处罚决定已经被撤销或者确认无效", article=f"{ACT}第75条", field="of")
    _not_heavier(attempt, decision)
    guards.remedies_told("decision", on=attempt.day, **content.remedies.model_dump())


def _not_heavier(attempt: Attempt, decision: Act) -> None:
    content = cast("RevokeDecision", attempt.act.content)
    if content.extent != "vary":
        return
    before = fine_of(attempt.record, decision)
    if content.fine is None:
        raise Unclear("no-amount", "变更处罚决定须写明变更后的罚款数额", field="fine")
    if content.fine > before:
        sentence = f"变更后的罚款{money(content.fine)}高于原决定的{money(before)}；自行纠正不得加重"
        raise OutOfBounds("made-heavier", sentence, article=f"{ACT}第45条、第75条", field="fine")


def reason_to_withdraw(attempt: Attempt) -> None:
    """Refuse to take a publication back while the decision stands as it was published (处罚法 art. 48)."""
    of = cast("WithdrawPublication", attempt.act.content).of
    if not any(one.publication.no == of for one in overturned(attempt.record)):
        sentence = "已公开的处罚决定没有被变更、撤销、确认违法或者确认无效，不得撤回"
        raise OutOfOrder("nothing-overturned", sentence, article=f"{ACT}第48条")


def withdrawal(record: Record, act: Act) -> Iterable[Effect]:
    """Return what takes a published decision back, with the reason made public."""
    content = cast("WithdrawPublication", act.content)
    data = {"party": party_id(record), "publication": content.of, "reason": content.reason}
    key, title = f"{act.no}/withdrawal", "撤回公开的行政处罚决定信息"
    yield Effect(key=key, kind="withdrawal", act_no=act.no, title=title, data=data)


STEPS = (
    Step(
        CorrectClericalError,
        who(Role.HEAD, levels=BUREAU),
        guards=(error_is_harmless,),
        stage="clerically_corrected",
        when_closed=True,
        effects=(document("补正（更正）决定书", "补正"),),
        citation=f"{RULES}第85条",
    ),
    Step(
        RevokeDecision,
        who(Role.HEAD, levels=BUREAU),
        needs=(after(*DECIDING),),
        guards=(decision_may_be_revised,),
        ends=(*ends("review_via_agency", "review_self_correction"), *OBJECT_GONE),
        opens=(WITHDRAWAL,),
        stage="revised",
        when_closed=True,
        effects=(document("撤销（变更）行政处罚决定书", "罚改"), message("处罚决定已撤销（变更）", "holder")),
        citation=f"{ACT}第75条",
    ),
    Step(
        WithdrawPublication,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after("publish_decision"),),
        guards=(points_at("publish_decision"), reason_to_withdraw),
        ends=ends("publication_withdrawal"),
        stage="publication_withdrawn",
        when_closed=True,
        effects=(withdrawal,),
        citation=f"{ACT}第48条、{RULES}第66条",
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
