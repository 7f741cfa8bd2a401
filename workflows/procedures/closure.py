"""Closing (停业、关闭): proposed by the bureau, ordered by the government, carried out with those who supply.

环境保护法 art. 60, from 2026-08-15 生态环境法典 art. 1102-1108, and 限制生产、停产整治办法 art. 8: the bureau has no power to close; it
reports to the government that has. The party is told beforehand and may ask for a hearing. The opinions (二(三)):
whoever resumes without having rectified is closed and its main equipment dismantled; whoever refuses to correct
loses water and power, by that government's decision and never at the cost of residents (行政强制法 art. 43). Force waits
for announcement, review and suit (art. 44).
"""

from typing import Any, cast

from models.acts.closure import (
    AnnounceDismantling,
    ConfirmSupplyCut,
    DecideClosure,
    DeclineClosure,
    DismantleEquipment,
    NotifySuppliers,
    ProposeClosure,
    ServeClosure,
)
from models.people import Role
from workflows.procedures.closure_guards import (
    LAW,
    OPINIONS,
    decision_follows_the_notice,
    dismantling_is_lawful,
    dismantling_is_ordered,
    ground_is_in_the_file,
    measures_hang_together,
    only_government_closes,
    proposal_is_open,
    supply_is_cut_as_decided,
)
from workflows.procedures.disclosing import disclosed
from workflows.procedures.effects import document, message
from workflows.procedures.guarding import (
    basis_is_in_force,
    electronic_service_needs_consent,
    points_at,
    two_certified_officers,
)
from workflows.procedures.measure_notice import BUREAU, EVIDENCE, RULES, defence_over
from workflows.procedures.record import Record
from workflows.procedures.rectifying import nothing_holds_it_back
from workflows.procedures.step import Procedure, Step, after, ends, who
from workflows.procedures.targets import not_answered_yet


def closure_is_done(record: Record) -> bool:
    """Tell whether every closing that was decided has been served and carried out: supply cut, equipment dismantled."""
    decided = record.all("decide_closure")
    served = _pointed(record, "serve_closure")
    cut, gone = _pointed(record, "notify_suppliers"), _pointed(record, "dismantle_equipment")
    for act in decided:
        measures = cast("DecideClosure", act.content).measures
        if act.no not in served:
            return False
        if ("supply_cut" in measures and act.no not in cut) or ("dismantling" in measures and act.no not in gone):
            return False
    answered = _pointed(record, "decide_closure") | _pointed(record, "decline_closure")
    return {act.no for act in record.all("propose_closure")} <= answered


def _pointed(record: Record, name: str) -> set[int]:
    return {cast("Any", act.content).of for act in record.all(name)}


STEPS = (
    Step(
        ProposeClosure,
        who(Role.HEAD, levels=BUREAU),
        needs=(EVIDENCE,),
        guards=(ground_is_in_the_file, measures_hang_together, basis_is_in_force),
        ends=ends("norm.propose_closure"),
        stage="closure_proposed",
        effects=(document("关于责令停业、关闭的请示", "停请"), message("已报请责令停业、关闭", "level-1")),
        citation=f"{RULES}第8条",
    ),
    Step(
        DecideClosure,
        who(Role.HEAD, Role.CLERK, levels=BUREAU, systems=True),
        needs=(after("propose_closure", article=f"{RULES}第8条"),),
        bars=(defence_over("stop_business", "closure"), nothing_holds_it_back),
        guards=(
            points_at("propose_closure"),
            proposal_is_open,
            only_government_closes,
            measures_hang_together,
            decision_follows_the_notice,
            basis_is_in_force,
        ),
        stage="closure_decided",
        effects=(disclosed("责令停业、关闭决定", "停业、关闭"), message("人民政府已决定停业、关闭", "holder")),
        citation=f"{RULES}第8条",
    ),
    Step(
        DeclineClosure,
        who(Role.HEAD, Role.CLERK, levels=BUREAU, systems=True),
        needs=(after("propose_closure"),),
        guards=(points_at("propose_closure"), proposal_is_open),
        stage="closure_declined",
        effects=(message("人民政府不予批准停业、关闭", "holder"),),
        citation=f"{RULES}第8条",
    ),
    Step(
        ServeClosure,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after("decide_closure"),),
        guards=(points_at("decide_closure"), not_answered_yet, electronic_service_needs_consent),
        stage="closure_served",
        effects=(message("停业、关闭决定书已送达", "holder"),),
        citation="《中华人民共和国行政处罚法》第61条",
    ),
    Step(
        NotifySuppliers,
        who(Role.OFFICER, Role.CLERK, Role.HEAD, levels=BUREAU),
        needs=(after("serve_closure"),),
        guards=(points_at("decide_closure"), supply_is_cut_as_decided),
        stage="suppliers_notified",
        effects=(document("停止供水（供电）通知书", "停供"),),
        citation=OPINIONS,
    ),
    Step(
        ConfirmSupplyCut,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        needs=(after("notify_suppliers"),),
        guards=(points_at("notify_suppliers"),),
        stage="supply_cut",
        citation=OPINIONS,
    ),
    Step(
        AnnounceDismantling,
        who(Role.OFFICER, Role.CLERK, Role.HEAD, levels=BUREAU),
        needs=(after("serve_closure"),),
        guards=(points_at("decide_closure"), dismantling_is_ordered),
        stage="dismantling_announced",
        effects=(document("限期拆除主体设备公告", "拆告"),),
        citation=f"{LAW}第44条",
    ),
    Step(
        DismantleEquipment,
        who(Role.OFFICER, levels=BUREAU),
        needs=(after("announce_dismantling", article=f"{LAW}第44条"),),
        guards=(points_at("decide_closure"), two_certified_officers, dismantling_is_lawful),
        stage="dismantled",
        effects=(message("主体设备已拆除", "holder"),),
        citation=OPINIONS,
    ),
)

PROCEDURE = Procedure(
    "closure",
    "停业关闭",
    STEPS,
    {
        "closure_proposed": "已报请停业、关闭",
        "closure_decided": "政府已决定",
        "closure_declined": "政府不予批准",
        "closure_served": "决定已送达",
        "suppliers_notified": "已通知供水、供电单位",
        "supply_cut": "已停水断电",
        "dismantling_announced": "已公告限期拆除",
        "dismantled": "主体设备已拆除",
    },
)
