"""How a seizure ends (查封、扣押的解除): application and answer, release, return of what was taken, disposal.

查封、扣押办法 art. 18-21: the party may apply before the time is over and is answered within days; what is corrected,
decided or over is released at once and the release served; what was taken is given back, announced, or sold. 行政强制法
art. 21, 27: or confiscated, destroyed, handed to the police.
"""

from typing import cast

from models.acts import Act
from models.acts.seizure import (
    AnnounceGoods,
    ApproveSeizureAfterwards,
    DisposeSeized,
    ImposeSeizure,
    MaintainSeizure,
    ReceiveReleaseApplication,
    ReleaseSeizure,
    ReturnGoods,
    SellGoods,
    ServeSeizureRelease,
)
from models.people import Role
from workflows.procedures.disclosing import disclosed
from workflows.procedures.effects import document, message
from workflows.procedures.guarding import electronic_service_needs_consent, points_at
from workflows.procedures.record import Record
from workflows.procedures.seizure_limits import (
    LAW,
    RULES,
    RUNNING,
    claim_is_over,
    disposal_is_lawful,
    goods_were_taken,
    ground_of_release_fits,
    not_ended_yet,
    seizure_behind,
    still_binds,
    within_limit,
)
from workflows.procedures.step import Ends, Opens, Step, after, ends, who
from workflows.procedures.targets import not_answered_yet

BUREAU = (1, 2)
SEIZED = after("impose_seizure")


def sealed(record: Record, act: Act) -> bool:
    """Tell whether the seizure an act does, or is about, left the things sealed where they are (就地查封)."""
    seizure = seizure_behind(record, act.no)
    return seizure is not None and cast("ImposeSeizure", seizure.content).manner == "seal"


def _unapproved(record: Record, act: Act) -> bool:
    """Tell whether the seizure an act ends still waits for the head's approval."""
    seizure = seizure_behind(record, act.no)
    if seizure is None or not cast("ImposeSeizure", seizure.content).is_urgent:
        return False
    said = record.until(act.day).all("approve_seizure_afterwards")
    return all(cast("ApproveSeizureAfterwards", one.content).of != seizure.no for one in said)


def _applied(record: Record, act: Act) -> bool:
    """Tell whether an application to release the seizure that an act ends has not been answered."""
    seizure, sofar = seizure_behind(record, act.no), record.until(act.day)
    answered = {cast("MaintainSeizure", one.content).of for one in sofar.all("maintain_seizure")}
    asked = [one for one in sofar.all("receive_release_application") if one.no not in answered]
    return any(seizure is not None and cast("ReceiveReleaseApplication", one.content).of == seizure.no for one in asked)


def _announced(record: Record, act: Act) -> bool:
    of = cast("ReturnGoods", act.content).of
    return any(cast("AnnounceGoods", one.content).of == of for one in record.until(act.day).all("announce_goods"))


AT_AN_END = (
    *ends("seizure_period"),
    Ends("coercive_urgent_approval", _unapproved),
    Ends("seal_release_application", _applied),
    Ends("norm.seal_check", sealed),
)

RELEASE = (
    Step(
        ReceiveReleaseApplication,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        needs=(RUNNING,),
        bars=(within_limit,),
        guards=(points_at("impose_seizure"), still_binds),
        opens=(Opens("seal_release_application"),),
        stage="release_asked",
        effects=(message("当事人申请解除查封、扣押", "holder"),),
        citation=f"{RULES}第18条",
    ),
    Step(
        MaintainSeizure,
        who(Role.HEAD, levels=BUREAU),
        needs=(RUNNING, after("receive_release_application")),
        bars=(within_limit,),
        guards=(points_at("receive_release_application"), not_answered_yet, still_binds),
        ends=ends("seal_release_application"),
        stage="seizure_maintained",
        effects=(document("维持查封（扣押）决定书", "封维"),),
        citation=f"{RULES}第19条第2项",
    ),
    Step(
        ReleaseSeizure,
        who(Role.HEAD, levels=BUREAU),
        needs=(RUNNING,),
        guards=(points_at("impose_seizure"), not_ended_yet, ground_of_release_fits),
        ends=AT_AN_END,
        opens=(Opens("seal_release_service"),),
        stage="seizure_released",
        effects=(
            document("解除查封（扣押）决定书", "封解"),
            disclosed("解除查封、扣押决定", "解除查封、扣押"),
            message("查封、扣押已解除，应当立即通知当事人", "holder"),
        ),
        citation=f"{RULES}第20条",
    ),
    Step(
        ServeSeizureRelease,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after("release_seizure"),),
        guards=(points_at("release_seizure"), not_answered_yet, electronic_service_needs_consent),
        ends=ends("seal_release_service"),
        stage="release_served",
        citation=f"{RULES}第21条第1款",
    ),
    Step(
        AnnounceGoods,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after("release_seizure"),),
        guards=(points_at("release_seizure"), goods_were_taken, not_answered_yet),
        opens=(Opens("seal_goods_claim"),),
        stage="goods_announced",
        effects=(document("扣押物招领公告", "招领"),),
        citation=f"{RULES}第21条第2款",
    ),
    Step(
        ReturnGoods,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after("release_seizure"),),
        guards=(points_at("release_seizure"), goods_were_taken, not_answered_yet),
        ends=(Ends("seal_goods_claim", _announced),),
        stage="goods_returned",
        citation=f"{RULES}第21条第2款",
    ),
    Step(
        SellGoods,
        who(Role.HEAD, levels=BUREAU),
        needs=(after("announce_goods"),),
        guards=(points_at("announce_goods"), claim_is_over, not_answered_yet),
        stage="goods_sold",
        citation=f"{RULES}第21条第3款",
    ),
    Step(
        DisposeSeized,
        who(Role.HEAD, levels=BUREAU),
        needs=(RUNNING,),
        bars=(within_limit,),
        guards=(points_at("impose_seizure"), still_binds, disposal_is_lawful),
        ends=AT_AN_END,
        stage="seized_disposed",
        effects=(document("查封（扣押）财物处理决定书", "封处"),),
        citation=f"{LAW}第27条",
    ),
)
