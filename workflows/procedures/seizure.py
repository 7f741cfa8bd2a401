"""Sealing and taking things (查封、扣押).

环境保护法 art. 25, from 2026-08-15 生态环境法典 art. 52; 行政强制法 ch. 3; 查封、扣押办法. Evidence first (办法 art. 9), then the head's
approval (art. 10), in an emergency within hours afterwards or the things go free (art. 13). Two officers, reasons,
defence, record, decision and inventory on the spot (art. 12, 14). Thirty days and once thirty more; only an
appraisal whose time was fixed and told does not count (行政强制法 art. 25). The party may apply for release (办法 art. 18,
19). Whatever is not needed any more, and whatever has outlived its time, is released (art. 20), told and given back
(art. 21). What is sealed is looked after; a broken seal goes to the police (art. 23). Coercive power never rolls
over a holiday.
"""

from typing import cast

from models.acts import Act
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
from models.people import Role
from workflows.procedures.disclosing import disclosed
from workflows.procedures.effects import document, message
from workflows.procedures.guarding import (
    basis_is_in_force,
    electronic_service_needs_consent,
    identity_was_shown,
    points_at,
    two_certified_officers,
)
from workflows.procedures.record import Record
from workflows.procedures.seizure_guards import (
    approved_or_urgent,
    board_has_deliberated,
    done_by_the_book,
    ground_is_given,
    handed_over_on_the_spot,
    may_be_spared,
    things_are_in_scope,
    things_may_be_taken,
)
from workflows.procedures.seizure_limits import (
    LAW,
    RULES,
    RUNNING,
    appraisal_is_fixed,
    approval_comes_in_time,
    extension_is_of_a_seizure,
    not_ended_yet,
    seal_was_broken,
    still_binds,
    within_limit,
)
from workflows.procedures.seizure_release import RELEASE, SEIZED, sealed
from workflows.procedures.step import Ends, Opens, Procedure, Step, after, ends, instant_of_act, who
from workflows.procedures.targets import not_answered_yet

BUREAU = (1, 2)
EVIDENCE = after("inspect_site", "interview", "take_sample", "receive_report", article=f"{RULES}第9条")


def _urgent(_record: Record, act: Act) -> bool:
    return cast("ImposeSeizure", act.content).is_urgent


def _broken(_record: Record, act: Act) -> bool:
    return not cast("CheckSeal", act.content).is_intact


def _appraised(_record: Record, _act: Act) -> str:
    return "seizure_appraisal"


STEPS = (
    Step(
        ApproveSeizure,
        who(Role.HEAD, levels=BUREAU, basis=f"{LAW}第18条第1项"),
        needs=(EVIDENCE,),
        guards=(ground_is_given, board_has_deliberated),
        stage="seizure_approved",
        effects=(document("查封（扣押）审批表", "封审"),),
        citation=f"{RULES}第10条",
    ),
    Step(
        SpareSeizure,
        who(Role.HEAD, levels=BUREAU),
        needs=(EVIDENCE,),
        guards=(ground_is_given, may_be_spared),
        stage="seizure_spared",
        citation=f"{RULES}第4条、第6条",
    ),
    Step(
        ImposeSeizure,
        who(Role.OFFICER, levels=BUREAU, basis=f"{LAW}第17条"),
        needs=(EVIDENCE,),
        guards=(
            identity_was_shown,
            ground_is_given,
            things_are_in_scope,
            things_may_be_taken,
            approved_or_urgent,
            done_by_the_book,
            handed_over_on_the_spot,
            basis_is_in_force,
        ),
        opens=(
            Opens("seizure_period"),
            Opens("coercive_urgent_approval", when=_urgent, starts=instant_of_act),
            Opens("norm.seal_check", when=sealed),
        ),
        stage="seized",
        effects=(
            document("查封（扣押）决定书", "封"),
            document("查封（扣押）清单", "封清"),
            disclosed("查封、扣押决定", "查封、扣押"),
        ),
        citation=f"{LAW}第18条、第24条",
    ),
    Step(
        ApproveSeizureAfterwards,
        who(Role.HEAD, levels=BUREAU, basis=f"{LAW}第19条"),
        needs=(RUNNING,),
        guards=(points_at("impose_seizure"), not_ended_yet, approval_comes_in_time),
        ends=ends("coercive_urgent_approval"),
        effects=(message("当场查封、扣押的审批意见", "holder"),),
        citation=f"{RULES}第13条",
    ),
    Step(
        NotifySeizureExtension,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(SEIZED, after("extend_term")),
        guards=(points_at("extend_term"), extension_is_of_a_seizure, electronic_service_needs_consent),
        stage="seizure_extended",
        effects=(document("延长查封（扣押）期限通知书", "封延"), disclosed("查封、扣押延期", "查封、扣押")),
        citation=f"{LAW}第25条第2款",
    ),
    Step(
        NotifySeizureAppraisal,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(RUNNING,),
        bars=(within_limit,),
        guards=(points_at("impose_seizure"), still_binds, appraisal_is_fixed, electronic_service_needs_consent),
        begins_excluded=_appraised,
        effects=(document("检测（鉴定）期间告知书", "封检"),),
        citation=f"{LAW}第25条第3款",
    ),
    Step(
        EndSeizureAppraisal,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after("notify_seizure_appraisal"),),
        guards=(points_at("notify_seizure_appraisal"),),
        ends_excluded=True,
        citation=f"{LAW}第25条第3款",
    ),
    Step(
        CheckSeal,
        who(Role.OFFICER, levels=BUREAU),
        needs=(RUNNING,),
        bars=(within_limit,),
        guards=(points_at("impose_seizure"), two_certified_officers, still_binds),
        ends=(Ends("norm.seal_check", sealed),),
        opens=(Opens("norm.seal_check", when=sealed), Opens("norm.police_note", when=_broken)),
        stage="seal_checked",
        citation=f"{RULES}第23条第1款",
    ),
    Step(
        ReportBrokenSeal,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after("check_seal"),),
        guards=(points_at("check_seal"), seal_was_broken, not_answered_yet),
        ends=ends("norm.police_note"),
        stage="seal_reported",
        effects=(document("提请公安机关处理函", "封公"), message("封条被破坏，已提请公安机关处理", "holder")),
        citation=f"{RULES}第23条第2款",
    ),
    *RELEASE,
)

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
)
