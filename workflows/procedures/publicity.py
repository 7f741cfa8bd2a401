"""Feedback and disclosure (反馈、公开).

The opinions, plan 四(四)1: the result goes back to whoever reported, and is made public as required. 生态环境行政处罚办法 art.
65: each decision is published within its term from the day it is made, art. 64: redacted, art. 63: or not published
for a legal reason. 环保举报热线工作管理办法 art. 10: a complaint ends with the answer to the reporter.
"""

from collections.abc import Iterable
from typing import cast

from law.refusals import OutOfOrder, Unclear
from models.acts import Act
from models.acts.publicity import FeedBack, PublishDecision, WithholdPublication
from models.case import Effect
from models.people import Role
from workflows.procedures.decisions import decision_of, in_order, set_aside
from workflows.procedures.effects import disclosure, feedback
from workflows.procedures.guarding import publication_is_redacted
from workflows.procedures.record import Record
from workflows.procedures.step import Attempt, Condition, Ends, Procedure, Step, after, who

RULES = "《生态环境行政处罚办法》"
RESULTS = ("serve_decision", "decide_on_the_spot", "decline_filing", "revoke_filing")
PENALTIES = ("decide_penalty", "decide_daily_penalty", "decide_on_the_spot")
"""The decisions that are made public, one by one."""
PUBLISHING = ("publish_decision", "withhold_publication")


def _to_reporter(_record: Record, act: Act) -> bool:
    return cast("FeedBack", act.content).to in ("reporter", "sender")


def everyone_was_told(record: Record) -> bool:
    """Tell whether whoever reported was told the result: the reporter of a complaint, the township of a finding."""
    opening = record.opening
    if opening is None:
        return True
    told = {cast("FeedBack", act.content).to for act in record.all("feed_back")}
    if opening.name == "receive_complaint":
        return bool(told & {"reporter", "sender"})
    return bool(told) or opening.by.level in (1, 2)


def _all_told(record: Record, _act: Act) -> bool:
    return everyone_was_told(record)


def published_by(record: Record) -> dict[int, Act]:
    """Return which decision each publication, or refusal to publish, is about: the one named, else the first open."""
    found: dict[int, Act] = {}
    for act in in_order(record.all(*PUBLISHING)):
        of = cast("PublishDecision", act.content).of
        made = (one for one in in_order(record.all(*PENALTIES)) if one.day <= act.day and one not in found.values())
        decision = next(made, None) if of is None else decision_of(record, of)
        if decision is not None:
            found[act.no] = decision
    return found


def unpublished(record: Record) -> list[Act]:
    """Return the decisions that stand and are neither published nor withheld for a legal reason."""
    done = [one.no for one in published_by(record).values()]
    return [one for one in in_order(record.all(*PENALTIES)) if one.no not in done and set_aside(record, one) is None]


def _decision_published(record: Record, act: Act) -> int | None:
    decision = published_by(record).get(act.no)
    return decision.no if decision else None


def names_what_is_published(attempt: Attempt) -> None:
    """Refuse a publication that leaves open which decision it is about, or is about one published already."""
    of = cast("PublishDecision", attempt.act.content).of
    waiting = unpublished(attempt.record)
    if of is None and len(waiting) == 1:
        return
    meant = decision_of(attempt.record, of) if of is not None else None
    if meant is not None and meant.name in PENALTIES:
        if meant not in waiting:
            sentence = f"第{meant.no}号处罚决定已经公开、已决定不予公开或者已被撤销，不再公开"
            raise OutOfOrder("already-done", sentence, article=f"{RULES}第65条", field="of")
        return
    known = "、".join(f"第{one.no}号（{one.content.label}）" for one in waiting) or "尚无"
    raise Unclear("which-decision", f"须写明公开哪一项处罚决定（行为编号），尚未公开的有：{known}", field="of")


def _disclosed(record: Record, act: Act) -> Iterable[Effect]:
    decision = published_by(record).get(act.no)
    return disclosure(record, act, decision) if decision is not None else ()


TO_PUBLISH = Condition(
    lambda record: bool(unpublished(record)), "没有待公开的处罚决定（尚未作出，或者均已公开）", f"{RULES}第65条"
)

STEPS = (
    Step(
        FeedBack,
        who(Role.OFFICER, Role.CLERK, levels=(1, 2)),
        needs=(after(*RESULTS, sentence="案件尚无处理结果（送达决定、不予立案或者撤销立案），不能反馈"),),
        ends=(Ends("hotline_complete", _to_reporter), Ends("norm.feed_back", _all_told)),
        stage="fed_back",
        effects=(feedback,),
        citation="衡政办发〔2015〕76号方案四（四）1",
    ),
    Step(
        PublishDecision,
        who(Role.OFFICER, Role.CLERK, levels=(1, 2)),
        needs=(TO_PUBLISH,),
        guards=(names_what_is_published, publication_is_redacted),
        ends=(Ends("penalty_publication", about=_decision_published),),
        stage="published",
        effects=(_disclosed,),
        citation=f"{RULES}第62条至第65条",
    ),
    Step(
        WithholdPublication,
        who(Role.HEAD, levels=(1, 2)),
        needs=(TO_PUBLISH,),
        guards=(names_what_is_published,),
        ends=(Ends("penalty_publication", about=_decision_published),),
        stage="withheld",
        citation=f"{RULES}第63条",
    ),
)

PROCEDURE = Procedure(
    "publicity",
    "反馈与公开",
    STEPS,
    {"fed_back": "已反馈", "published": "已公开", "withheld": "依法不予公开"},
)
