"""What is the usual next act of a violation case (通常的下一步): its ordinary course, and what is usual only at times.

Nothing here allows or forbids anything. An act may end a term without being what the term waits for: a matter is handed
on or designated where it is not the bureau's, not because its review runs; the party contests a decision, or does not.
"""

from collections.abc import Callable, Mapping

from judging.answering import TOWNSHIP, chain
from judging.attempt import Situation
from judging.step import Who, who
from models.acts import Content
from models.acts.closing import ArchiveCase, CloseCase
from models.acts.correction import RecheckCorrection, ServeCorrectionOrder
from models.acts.delivery import ConfirmFeedback
from models.acts.filing import FileCase, RevokeFiling
from models.acts.finding import HandToDepartment, ReportUpward
from models.acts.hearing import WithdrawHearing
from models.acts.investigation import ConcludeInvestigation, InspectSite, Interview
from models.acts.joint_origin import CallJointInvestigation
from models.acts.oversight import DesignateJurisdiction
from models.acts.payment import CollectOnTheSpot, ForgoSurcharge, RecordPayment, RefundPayment
from models.acts.penalty import (
    DecidePenalty,
    ExamineStatement,
    ReceiveStatement,
    ReviewCase,
    ServeDecision,
    ServeNotice,
    WaiveStatement,
)
from models.acts.publicity import FeedBack, PublishDecision, WithholdPublication
from models.acts.reconsideration import ApplyReconsideration
from models.acts.suit import FileSuit
from models.acts.summary import DecideOnTheSpot
from models.acts.transfer import TransferMatter
from models.people import Role
from procedures.competence import BUREAU
from procedures.filing import REACHED, declined

Asked = Callable[[Situation], bool]

COURSE: tuple[type[Content], ...] = (
    ReportUpward,
    HandToDepartment,
    InspectSite,
    FileCase,
    Interview,
    ServeCorrectionOrder,
    ConcludeInvestigation,
    ReviewCase,
    ServeNotice,
    ReceiveStatement,
    ExamineStatement,
    RecheckCorrection,
    DecidePenalty,
    ServeDecision,
    RecordPayment,
    PublishDecision,
    FeedBack,
    ConfirmFeedback,
    CloseCase,
    ArchiveCase,
)


def _never(_now: Situation) -> bool:
    return False


def _is_on_its_way(now: Situation) -> bool:
    return not REACHED.holds(now)


def _is_with_the_township(now: Situation) -> bool:
    """Tell whether a township has to report it: one that answers there, and not where the bureau found it itself."""
    opening = now.record.opening
    return opening is not None and opening.by.level not in BUREAU and TOWNSHIP in chain(now.record)


def _is_to_be_looked_into(now: Situation) -> bool:
    return REACHED.holds(now) and not now.record.has(ConcludeInvestigation)


def _was_found_by_the_bureau(now: Situation) -> bool:
    """Tell whether the bureau's own officer found it: the summary procedure is for what is met on the spot (当场)."""
    opening = now.record.opening
    return opening is not None and opening.by.kind == "person" and opening.by.level in BUREAU


def _is_still_to_be_heard(now: Situation) -> bool:
    return not now.record.has(WaiveStatement)


def _was_not_declined(now: Situation) -> bool:
    """Tell whether nobody decided against filing: on new evidence a case may be filed then, which is not usual."""
    return not declined(now.record)


def _who_hands_on(now: Situation) -> Who:
    """Return who may hand a case on: once it is filed the head alone (移送决定, 生态环境行政处罚办法 art. 17)."""
    desk = (Role.OFFICER, Role.CLERK, Role.HEAD)
    return who(*((Role.HEAD,) if now.record.has(FileCase) else desk), levels=BUREAU, basis="grid_operation")


USUAL_WHEN: Mapping[type[Content], Asked] = {
    ReportUpward: _is_with_the_township,
    FileCase: _was_not_declined,
    HandToDepartment: _is_on_its_way,
    InspectSite: _is_to_be_looked_into,
    Interview: _is_to_be_looked_into,
    DecideOnTheSpot: _was_found_by_the_bureau,
    ReceiveStatement: _is_still_to_be_heard,
    **dict.fromkeys(
        (
            DesignateJurisdiction,
            TransferMatter,
            CallJointInvestigation,
            RevokeFiling,
            WithdrawHearing,
            CollectOnTheSpot,
            ForgoSurcharge,
            RefundPayment,
            WithholdPublication,
            ApplyReconsideration,
            FileSuit,
        ),
        _never,
    ),
}
"""When an act is the usual next one, where a term or the course alone does not tell."""
BY_NOW: Mapping[type[Content], Callable[[Situation], Who]] = {HandToDepartment: _who_hands_on}
"""Who may do an act at this point, where the file says less than the step."""
