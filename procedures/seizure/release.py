"""How a seizure ends (查封、扣押的解除): application and answer, release, return of what was taken, disposal.

查封、扣押办法 art. 18-21: the party may apply before the time is over and is answered within days; what is corrected,
decided or over is released at once and the release served; what was taken is given back, announced, or sold. 行政强制法
art. 21, 27: or confiscated, destroyed, handed to the police.
"""

from judging.attempt import Attempt
from judging.effects import document, message
from judging.step import Ends, Opens, Step, after, ends, who
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
from procedures.publicity.disclosure import disclosed
from procedures.seizure.limits import (
    CLAIM,
    PERIOD,
    RUNNING,
    URGENT,
    claim_is_over,
    disposal_is_lawful,
    goods_were_taken,
    ground_of_release_fits,
    not_ended_yet,
    still_binds,
    within_limit,
)
from procedures.service import service_is_proved

BUREAU = (1, 2)
APPLICATION = "seal_release_application"
SERVICE = "seal_release_service"
SEIZED = after(ImposeSeizure)


def sealed(attempt: Attempt) -> bool:
    """Tell whether the seizure an act does, or is about, left the things sealed where they are (就地查封)."""
    seizure = attempt.record.behind(attempt.act.no, ImposeSeizure)
    return seizure is not None and seizure.content.manner == "seal"


def _unapproved(attempt: Attempt) -> bool:
    """Tell whether the seizure an act ends still waits for the head's approval."""
    seizure = attempt.record.behind(attempt.act.no, ImposeSeizure)
    if seizure is None or not seizure.content.is_urgent:
        return False
    return not attempt.record.until(attempt.day).pointing(seizure.no, ApproveSeizureAfterwards)


def _applied(attempt: Attempt) -> bool:
    """Tell whether an application to release the seizure that an act ends has not been answered."""
    seizure, sofar = attempt.record.behind(attempt.act.no, ImposeSeizure), attempt.record.until(attempt.day)
    if seizure is None:
        return False
    answered = sofar.targets(MaintainSeizure)
    return any(one.no not in answered for one in sofar.pointing(seizure.no, ReceiveReleaseApplication))


def _announced(attempt: Attempt[ReturnGoods]) -> bool:
    return bool(attempt.record.until(attempt.day).pointing(attempt.content.of, AnnounceGoods))


AT_AN_END = (*ends(PERIOD), Ends(URGENT, _unapproved), Ends(APPLICATION, _applied), Ends("norm.seal_check", sealed))

RELEASE = (
    Step(
        ReceiveReleaseApplication,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        needs=(RUNNING,),
        bars=(within_limit,),
        guards=(still_binds,),
        opens=(Opens(APPLICATION),),
        stage="release_asked",
        effects=(message("当事人申请解除查封、扣押", "holder"),),
        citation=(APPLICATION,),
    ),
    Step(
        MaintainSeizure,
        who(Role.HEAD, levels=BUREAU),
        needs=(RUNNING, after(ReceiveReleaseApplication)),
        bars=(within_limit,),
        guards=(still_binds,),
        ends=ends(APPLICATION),
        stage="seizure_maintained",
        effects=(document("维持查封（扣押）决定书", "封维"),),
        citation=(APPLICATION,),
    ),
    Step(
        ReleaseSeizure,
        who(Role.HEAD, levels=BUREAU),
        needs=(RUNNING,),
        guards=(not_ended_yet, ground_of_release_fits),
        ends=AT_AN_END,
        opens=(Opens(SERVICE),),
        stage="seizure_released",
        effects=(
            document("解除查封（扣押）决定书", "封解"),
            disclosed("解除查封、扣押决定", "解除查封、扣押"),
            message("查封、扣押已解除，应当立即通知当事人", "holder"),
        ),
        citation=("seizure_release",),
    ),
    Step(
        ServeSeizureRelease,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(ReleaseSeizure),),
        guards=(service_is_proved,),
        ends=ends(SERVICE),
        stage="release_served",
        citation=(SERVICE,),
    ),
    Step(
        AnnounceGoods,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(ReleaseSeizure),),
        guards=(goods_were_taken,),
        opens=(Opens(CLAIM),),
        stage="goods_announced",
        effects=(document("扣押物招领公告", "招领"),),
        citation=(CLAIM,),
    ),
    Step(
        ReturnGoods,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(ReleaseSeizure),),
        guards=(goods_were_taken,),
        ends=(Ends(CLAIM, _announced),),
        stage="goods_returned",
        citation=(CLAIM,),
    ),
    Step(
        SellGoods,
        who(Role.HEAD, levels=BUREAU),
        needs=(after(AnnounceGoods),),
        guards=(claim_is_over,),
        stage="goods_sold",
        citation=(CLAIM,),
    ),
    Step(
        DisposeSeized,
        who(Role.HEAD, levels=BUREAU),
        needs=(RUNNING,),
        bars=(within_limit,),
        guards=(still_binds, disposal_is_lawful),
        ends=AT_AN_END,
        stage="seized_disposed",
        effects=(document("查封（扣押）财物处理决定书", "封处"),),
        citation=("seizure_disposal",),
    ),
)
