"""To the police, for detention or for a suspected crime (移送公安机关).

移送适用行政拘留办法 art. 2, 12: after the penalty decision, on the head's approval, the file reaches the police within its
working days. 行政执法机关移送涉嫌 犯罪案件的规定 art. 5 and 衔接工作办法 art. 5, 6, 14: a special team reports, the head approves or not,
and the file goes within hours; so it does when the procuratorate asks for it. From then on time for the penalty
does not count (art. 16). What the police make of it, see `prosecution`.
"""

from typing import cast

from law import guards
from law.refusals import OutOfOrder
from models.acts import Act
from models.acts.referral import (
    AnnounceTransfer,
    DecideCrimeTransfer,
    DecideDetentionTransfer,
    EnterPlatform,
    ReceiveTransferOpinion,
    ReportSuspectedCrime,
    TransferToPolice,
)
from models.people import Role
from workflows.procedures.effects import document, message
from workflows.procedures.guarding import points_at
from workflows.procedures.record import Record
from workflows.procedures.referral_reading import about
from workflows.procedures.step import Attempt, Opens, Procedure, Step, ends, instant_of_act, who

DETENTION = "《行政主管部门移送适用行政拘留环境违法案件暂行办法》"
LIAISON = "《环境保护行政执法与刑事司法衔接工作办法》"
BUREAU = (1, 2)
DESK = who(Role.CLERK, Role.OFFICER, levels=BUREAU, systems=True)
"""Who records what other bodies did."""

detention, crime = about("detention"), about("crime")


def detention_is_ripe(attempt: Attempt) -> None:
    """Refuse to transfer for detention before the penalty decision, or for conduct that the law does not list (G12)."""
    decided = attempt.record.last("decide_penalty")
    trigger = cast("DecideDetentionTransfer", attempt.act.content).trigger
    guards.detention_transfer_is_ripe(trigger, on=attempt.day, penalty_decided_on=decided.day if decided else None)


def decision_fits(attempt: Attempt) -> None:
    """Refuse a transfer that does not rest on a decision of its own kind, granted (移送须有决定)."""
    if cast("TransferToPolice", attempt.act.content).kind == "detention":
        points_at("decide_detention_transfer")(attempt)
    else:
        points_at("decide_crime_transfer", "receive_transfer_opinion")(attempt)
        transfer_was_granted(attempt)


def transfer_was_granted(attempt: Attempt) -> None:
    """Refuse to send what the head did not approve (不批准移送的,不得移送)."""
    decision = attempt.record.act(cast("TransferToPolice", attempt.act.content).of)
    if decision is not None and not getattr(decision.content, "granted", True):
        sentence = f"第{decision.no}号行为不批准移送，不能据以移送；情况有变的须重新报告并决定"
        raise OutOfOrder("transfer-not-granted", sentence, article=f"{LIAISON}第5条", field="of")


def _granted(_record: Record, act: Act) -> bool:
    return cast("DecideCrimeTransfer", act.content).granted


def _crime_transferred(record: Record, act: Act) -> str:
    return "crime_transfer" if crime(record, act) else ""


STEPS = (
    Step(AnnounceTransfer, DESK, when_closed=True),
    Step(
        DecideDetentionTransfer,
        who(Role.HEAD, levels=BUREAU, basis=f"{DETENTION}第12条"),
        guards=(detention_is_ripe,),
        opens=(Opens("detention_transfer"),),
        stage="referral_decided",
        effects=(document("移送适用行政拘留环境违法案件审批表", "拘移审"),),
        citation=f"{DETENTION}第2条、第12条",
    ),
    Step(
        ReportSuspectedCrime,
        who(Role.OFFICER, levels=BUREAU),
        opens=(Opens("crime_transfer_decision"),),
        stage="crime_reported",
        effects=(message("报告涉嫌犯罪", "level-2"),),
        citation=f"{LIAISON}第5条",
    ),
    Step(
        DecideCrimeTransfer,
        who(Role.HEAD, levels=BUREAU, basis=f"{LIAISON}第5条"),
        guards=(points_at("report_suspected_crime"),),
        ends=ends("crime_transfer_decision"),
        opens=(Opens("crime_transfer_send", when=_granted, starts=instant_of_act),),
        stage="referral_decided",
        once_each=True,
        effects=(document("涉嫌犯罪案件移送审批表", "罪移审"),),
        citation=f"{LIAISON}第5条",
    ),
    Step(
        ReceiveTransferOpinion,
        DESK,
        opens=(Opens("procuratorate_transfer_opinion"),),
        effects=(message("收到建议移送的检察意见", "level-2"),),
        citation=f"{LIAISON}第14条",
    ),
    Step(
        TransferToPolice,
        DESK,
        guards=(decision_fits,),
        ends=(
            *ends("detention_transfer", when=detention),
            *ends("crime_transfer_send", "procuratorate_transfer_opinion", when=crime),
        ),
        opens=(Opens("platform_entry", when=crime),),
        begins_excluded=_crime_transferred,
        stage="referred",
        once_each=True,
        effects=(document("案件移送书", "移"),),
        citation=f"{DETENTION}第12条；{LIAISON}第6条",
    ),
    Step(
        EnterPlatform,
        DESK,
        guards=(points_at("transfer_to_police", "answer_refusal"),),
        ends=ends("platform_entry"),
        when_closed=True,
        citation=f"{LIAISON}第34条",
    ),
)

PROCEDURE = Procedure(
    "referral",
    "移送公安机关",
    STEPS,
    {"crime_reported": "已报告涉嫌犯罪", "referral_decided": "已决定移送", "referred": "已移送公安机关"},
)
