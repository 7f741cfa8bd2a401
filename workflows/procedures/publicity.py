"""Feedback and disclosure (反馈、公开).

The opinions, plan 四(四)1: the result goes back to whoever reported, and is made public as required. 生态环境行政处罚办法 art. 65: the decision is
published within its term from the day it is made, art. 64: redacted, art. 63: or not published for a legal reason. 环保举报热线工作管理办法
art. 10: a complaint ends with the answer to the reporter.
"""

from typing import cast

from models.acts import Act
from models.acts.publicity import FeedBack, PublishDecision, WithholdPublication
from models.people import Role
from workflows.procedures.effects import disclosure, feedback
from workflows.procedures.guarding import publication_is_redacted
from workflows.procedures.record import Record
from workflows.procedures.step import Ends, Procedure, Step, after, who

RULES = "《生态环境行政处罚办法》"
RESULTS = ("serve_decision", "decline_filing", "revoke_filing")


def _to_reporter(_record: Record, act: Act) -> bool:
    return cast("FeedBack", act.content).to in ("reporter", "sender")


def everyone_was_told(record: Record) -> bool:
    """Tell whether whoever reported has been told the result: the reporter of a complaint, the township of a finding."""
    opening = record.opening
    if opening is None:
        return True
    told = {cast("FeedBack", act.content).to for act in record.all("feed_back")}
    if opening.name == "receive_complaint":
        return bool(told & {"reporter", "sender"})
    return bool(told) or opening.by.level in (1, 2)


def _all_told(record: Record, _act: Act) -> bool:
    return everyone_was_told(record)


STEPS = (
    Step(
        FeedBack,
        who(Role.OFFICER, Role.CLERK, levels=(1, 2)),
        needs=(after(*RESULTS, sentence="案件尚无处理结果(送达决定、不予立案或者撤销立案),不能反馈"),),
        ends=(Ends("hotline_complete", _to_reporter), Ends("norm.feed_back", _all_told)),
        stage="fed_back",
        effects=(feedback,),
        citation="衡政办发〔2015〕76号方案四(四)1",
    ),
    Step(
        PublishDecision,
        who(Role.OFFICER, Role.CLERK, levels=(1, 2)),
        needs=(after("decide_penalty"),),
        guards=(publication_is_redacted,),
        ends=(Ends("penalty_publication"),),
        stage="published",
        once=True,
        effects=(disclosure,),
        citation=f"{RULES}第62条至第65条",
    ),
    Step(
        WithholdPublication,
        who(Role.HEAD, levels=(1, 2)),
        needs=(after("decide_penalty"),),
        ends=(Ends("penalty_publication"),),
        stage="withheld",
        once=True,
        citation=f"{RULES}第63条",
    ),
)

PROCEDURE = Procedure(
    "publicity",
    "反馈与公开",
    STEPS,
    {"fed_back": "已反馈", "published": "已公开", "withheld": "依法不予公开"},
)
