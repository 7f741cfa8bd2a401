"""Sealing and taking things (查封、扣押).

环境保护法 art. 25, from 2026-08-15 生态环境法典 art. 52; 行政强制法 ch. 3; 查封、扣押办法. Evidence first (办法 art. 9), then the head's
approval (art. 10), in an emergency within hours afterwards or the things go free (art. 13). Two officers, reasons,
defence, record, decision and inventory on the spot (art. 12, 14). Thirty days and once thirty more; only an
appraisal whose time was fixed and told does not count (行政强制法 art. 25). The party may apply for release (办法 art. 18,
19). Whatever is not needed any more, and whatever has outlived its time, is released (art. 20), told and given back
(art. 21). What is sealed is looked after; a broken seal goes to the police (art. 23). Coercive power never rolls
over a holiday.
"""

from datetime import date
from typing import Final

from judging.attempt import Attempt
from judging.effects import document, message
from judging.step import Asks, Ends, Excludes, Opens, Procedure, Step, after, ends, instant_of_act, who
from law.instruments import Suspension
from models.acts.investigation import InspectSite, Interview, ReceiveReport, TakeSample
from models.acts.seizure import (
    ApproveSeizure,
    ApproveSeizureAfterwards,
    CheckSeal,
    EndSeizureAppraisal,
    ImposeSeizure,
    NotifySeizureAppraisal,
    NotifySeizureExtension,
    ReportBrokenSeal,
    SpareSeizure,
)
from models.acts.terms import ExtendTerm
from models.people import Role
from procedures.competence import WITH_US
from procedures.legal_basis import basis_is_in_force
from procedures.officers import identity_was_shown, two_certified_officers
from procedures.publicity.disclosure import disclosed
from procedures.relief import MADE_AGAIN, RELIEF
from procedures.seizure.guards import (
    approved_or_urgent,
    board_has_deliberated,
    done_by_the_book,
    ground_is_given,
    handed_over_on_the_spot,
    may_be_spared,
    things_are_in_scope,
    things_may_be_taken,
)
from procedures.seizure.limits import (
    PERIOD,
    RUNNING,
    URGENT,
    appraisal_is_fixed,
    approval_comes_in_time,
    extension_is_of_a_seizure,
    extension_stays_within_limit,
    extension_was_told,
    not_ended_yet,
    period_is_lawful,
    seal_was_broken,
    still_binds,
    within_limit,
)
from procedures.seizure.release import RELEASE, SEIZED, sealed
from procedures.service import service_is_proved

BUREAU = (1, 2)
APPRAISAL: Final = "seizure_appraisal"
"""The rule on testing and appraising the things, and the ground on which that time does not count."""
EVIDENCE = after(InspectSite, Interview, TakeSample, ReceiveReport, article="seizure_evidence")


def _urgent(attempt: Attempt[ImposeSeizure]) -> bool:
    return attempt.content.is_urgent


def _broken(attempt: Attempt[CheckSeal]) -> bool:
    return not attempt.content.is_intact


def _appraised(_attempt: Attempt[NotifySeizureAppraisal]) -> Suspension | None:
    return APPRAISAL


def _until(attempt: Attempt[ImposeSeizure]) -> date | None:
    return attempt.content.until


def _as_told(attempt: Attempt[NotifySeizureAppraisal]) -> date:
    return attempt.content.until


STEPS = (
    Step(
        ApproveSeizure,
        who(Role.HEAD, levels=BUREAU, basis="seizure_approval"),
        needs=(WITH_US, EVIDENCE),
        guards=(ground_is_given, board_has_deliberated),
        stage="seizure_approved",
        effects=(document("查封（扣押）审批表", "封审"),),
        citation=("seizure_approval",),
    ),
    Step(
        SpareSeizure,
        who(Role.HEAD, levels=BUREAU),
        needs=(EVIDENCE,),
        guards=(ground_is_given, may_be_spared),
        stage="seizure_spared",
        citation=("seizure_choice",),
    ),
    Step(
        ImposeSeizure,
        who(Role.OFFICER, levels=BUREAU, basis="seizure_officers"),
        needs=(WITH_US, EVIDENCE),
        guards=(
            identity_was_shown,
            ground_is_given,
            things_are_in_scope,
            things_may_be_taken,
            period_is_lawful,
            approved_or_urgent,
            done_by_the_book,
            handed_over_on_the_spot,
            basis_is_in_force,
        ),
        ends=MADE_AGAIN,
        opens=(
            Opens(PERIOD, last_day=_until, is_told=extension_was_told),
            Opens(URGENT, when=_urgent, starts=instant_of_act),
            Opens("norm.seal_check", when=sealed),
            *RELIEF,
        ),
        stage="seized",
        effects=(
            document("查封（扣押）决定书", "封"),
            document("查封（扣押）清单", "封清"),
            disclosed("查封、扣押决定", "查封、扣押"),
        ),
        citation=("seizure_decision",),
    ),
    Step(
        ApproveSeizureAfterwards,
        who(Role.HEAD, levels=BUREAU, basis=URGENT),
        needs=(RUNNING,),
        guards=(not_ended_yet, approval_comes_in_time),
        ends=ends(URGENT),
        effects=(message("当场查封、扣押的审批意见", "holder"),),
        citation=(URGENT,),
    ),
    Step(
        NotifySeizureExtension,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(SEIZED, after(ExtendTerm)),
        guards=(extension_is_of_a_seizure, service_is_proved),
        ends=MADE_AGAIN,
        opens=RELIEF,
        stage="seizure_extended",
        effects=(document("延长查封（扣押）期限通知书", "封延"), disclosed("查封、扣押延期", "查封、扣押")),
        citation=("seizure_extension_notice",),
    ),
    Step(
        NotifySeizureAppraisal,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(RUNNING,),
        bars=(within_limit,),
        guards=(still_binds, appraisal_is_fixed, service_is_proved),
        begins_excluded=Excludes(_appraised, until=_as_told, of_target=True),
        effects=(document("检测（鉴定）期间告知书", "封检"),),
        citation=(APPRAISAL,),
    ),
    Step(
        EndSeizureAppraisal,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(NotifySeizureAppraisal),),
        ends_excluded=True,
        citation=(APPRAISAL,),
    ),
    Step(
        CheckSeal,
        who(Role.OFFICER, levels=BUREAU),
        needs=(RUNNING,),
        bars=(within_limit,),
        guards=(two_certified_officers, still_binds),
        ends=(Ends("norm.seal_check", sealed),),
        opens=(Opens("norm.seal_check", when=sealed), Opens("norm.police_note", when=_broken)),
        stage="seal_checked",
        citation=("seal_periodic_check",),
    ),
    Step(
        ReportBrokenSeal,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(CheckSeal),),
        guards=(seal_was_broken,),
        ends=ends("norm.police_note"),
        stage="seal_reported",
        effects=(document("提请公安机关处理函", "封公"), message("封条被破坏，已提请公安机关处理", "holder")),
        citation=("broken_seal",),
    ),
    *RELEASE,
)

ASKS = (Asks(ExtendTerm, extension_stays_within_limit),)

PROCEDURE = Procedure(
    "seizure",
    "查封扣押",
    STEPS,
    {
        "seizure_approved": "已批准查封、扣押",
        "seizure_spared": "不予查封、扣押",
        "seized": "查封、扣押中",
        "seizure_extended": "查封、扣押已延期",
        "seal_checked": "已检视封存情况",
        "seal_reported": "已提请公安机关处理",
        "release_asked": "已申请解除",
        "seizure_maintained": "维持查封、扣押",
        "seizure_released": "已决定解除",
        "release_served": "解除决定已送达",
        "goods_announced": "扣押物招领中",
        "goods_returned": "扣押物已领回",
        "goods_sold": "扣押物已拍卖、变卖",
        "seized_disposed": "财物已处理",
    },
    ASKS,
)
