"""Closing (停业、关闭): proposed by the bureau, ordered by the government, carried out with those who supply.

环境保护法 art. 60, from 2026-08-15 生态环境法典 art. 1102-1108, and 限制生产、停产整治办法 art. 8: the bureau has no power to close; it
reports to the government that has. The party is told beforehand and may ask for a hearing. The opinions (二(三)):
whoever resumes without having rectified is closed and its main equipment dismantled; whoever refuses to correct
loses water and power, where a law provides for it, by that government's decision and never at the cost of residents
(行政强制法 art. 13, 43). Force waits
for announcement, reconsideration and suit (art. 44).
"""

from judging.attempt import Attempt
from judging.effects import document, message
from judging.record import Record
from judging.step import Procedure, Step, after, ends, who
from law.refusals import OutOfOrder
from models.acts.shutdown import (
    AnnounceDismantling,
    CheckShutdown,
    ConfirmSupplyCut,
    DecideShutdown,
    DeclineShutdown,
    DismantleEquipment,
    NotifySuppliers,
    ProposeShutdown,
    ServeShutdown,
)
from models.people import Role
from procedures.competence import WITH_US
from procedures.contests import undone
from procedures.deliberation import nothing_holds_it_back
from procedures.legal_basis import basis_is_in_force
from procedures.measure_notice import BUREAU, EVIDENCE, defence_over
from procedures.officers import two_certified_officers
from procedures.publicity.disclosure import disclosed
from procedures.relief import MADE_AGAIN, RELIEF
from procedures.service import service_is_proved
from procedures.shutdown.guards import (
    SEVERE,
    TRIGGER,
    closing_binds,
    closing_rests_on_what_was_told,
    decision_follows_the_notice,
    dismantling_is_lawful,
    dismantling_is_ordered,
    found_open_once_it_binds,
    ground_is_in_the_file,
    measures_hang_together,
    only_government_closes,
    proposal_is_open,
    supply_is_cut_as_decided,
)
from procedures.shutdown.supply import supply_cut_rests_on_a_law, supply_cut_was_demanded


def closed_by_itself(record: Record) -> frozenset[int]:
    """Return the decisions to close that the party was last found to obey."""
    last = {act.content.of: act.content.is_obeyed for act in record.all(CheckShutdown)}
    return frozenset(no for no, is_obeyed in last.items() if is_obeyed)


def party_has_not_closed(attempt: Attempt[NotifySuppliers]) -> None:
    """Refuse to have supply cut to a party that was found closed: force is for who does not perform (行政强制法 art. 34)."""
    if attempt.content.of in closed_by_itself(attempt.record):
        sentence = "核查认定当事人已经停业、关闭，不得再停止供水、供电"
        article = attempt.cite("default_after_decision")
        raise OutOfOrder("party-has-closed", sentence, article=article, field="of")


def shutdown_is_done(record: Record) -> bool:
    """Tell whether every closing that was decided has been served and carried out: supply cut, equipment dismantled.

    Supply is cut only where the party does not close by itself (行政强制法 art. 34).
    """
    served = record.targets(ServeShutdown)
    cut, dismantled = record.targets(NotifySuppliers) | closed_by_itself(record), record.targets(DismantleEquipment)
    gone = undone(record)
    for act in record.all(DecideShutdown):
        measures = act.content.measures
        if act.no in gone:
            continue
        if act.no not in served:
            return False
        if ("supply_cut" in measures and act.no not in cut) or ("dismantling" in measures and act.no not in dismantled):
            return False
    return {act.no for act in record.all(ProposeShutdown)} <= record.targets(DecideShutdown, DeclineShutdown)


STEPS = (
    Step(
        ProposeShutdown,
        who(Role.HEAD, levels=BUREAU),
        needs=(WITH_US, EVIDENCE),
        guards=(ground_is_in_the_file, measures_hang_together, basis_is_in_force, supply_cut_rests_on_a_law),
        ends=ends("norm.propose_shutdown"),
        stage="shutdown_proposed",
        effects=(document("关于责令停业、关闭的请示", "停请"), message("已报请责令停业、关闭", "level-1")),
        citation=(TRIGGER,),
    ),
    Step(
        DecideShutdown,
        who(Role.HEAD, Role.CLERK, levels=BUREAU, systems=True),
        needs=(after(ProposeShutdown, article=TRIGGER),),
        bars=(defence_over("stop_business", "closure"), nothing_holds_it_back),
        guards=(
            proposal_is_open,
            only_government_closes,
            measures_hang_together,
            decision_follows_the_notice,
            basis_is_in_force,
            closing_rests_on_what_was_told,
            supply_cut_rests_on_a_law,
        ),
        stage="shutdown_decided",
        effects=(disclosed("责令停业、关闭决定", "停业、关闭"), message("人民政府已决定停业、关闭", "holder")),
        citation=(TRIGGER,),
    ),
    Step(
        DeclineShutdown,
        who(Role.HEAD, Role.CLERK, levels=BUREAU, systems=True),
        needs=(after(ProposeShutdown),),
        guards=(proposal_is_open,),
        stage="shutdown_declined",
        effects=(message("人民政府不予批准停业、关闭", "holder"),),
        citation=(TRIGGER,),
    ),
    Step(
        ServeShutdown,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(DecideShutdown),),
        guards=(service_is_proved,),
        ends=MADE_AGAIN,
        opens=RELIEF,
        stage="shutdown_served",
        effects=(message("停业、关闭决定书已送达", "holder"),),
        citation=("decision_service",),
    ),
    Step(
        CheckShutdown,
        who(Role.OFFICER, levels=BUREAU),
        needs=(after(ServeShutdown),),
        guards=(two_certified_officers, found_open_once_it_binds),
        stage="shutdown_checked",
        citation=("default_after_decision",),
    ),
    Step(
        NotifySuppliers,
        who(Role.OFFICER, Role.CLERK, Role.HEAD, levels=BUREAU),
        needs=(after(ServeShutdown),),
        guards=(closing_binds, party_has_not_closed, supply_is_cut_as_decided, supply_cut_was_demanded),
        ends=MADE_AGAIN,
        opens=RELIEF,
        stage="suppliers_notified",
        effects=(document("停止供水（供电）通知书", "停供"),),
        citation=(SEVERE,),
    ),
    Step(
        ConfirmSupplyCut,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        needs=(after(NotifySuppliers),),
        stage="supply_cut",
        citation=(SEVERE,),
    ),
    Step(
        AnnounceDismantling,
        who(Role.OFFICER, Role.CLERK, Role.HEAD, levels=BUREAU),
        needs=(after(ServeShutdown),),
        guards=(closing_binds, dismantling_is_ordered),
        stage="dismantling_announced",
        effects=(document("限期拆除主体设备公告", "拆告"),),
        citation=("forced_dismantling",),
    ),
    Step(
        DismantleEquipment,
        who(Role.OFFICER, levels=BUREAU),
        needs=(after(AnnounceDismantling, article="forced_dismantling"),),
        guards=(two_certified_officers, dismantling_is_lawful),
        stage="dismantled",
        effects=(message("主体设备已拆除", "holder"),),
        citation=(SEVERE,),
    ),
)

PROCEDURE = Procedure(
    "shutdown",
    "停业关闭",
    STEPS,
    {
        "shutdown_proposed": "已报请停业、关闭",
        "shutdown_decided": "政府已决定",
        "shutdown_declined": "政府不予批准",
        "shutdown_served": "决定已送达",
        "shutdown_checked": "已核查停业、关闭情况",
        "suppliers_notified": "已通知供水、供电单位",
        "supply_cut": "已停水断电",
        "dismantling_announced": "已公告限期拆除",
        "dismantled": "主体设备已拆除",
    },
)
