"""Who does the acts of a complaint, and what several of its steps ask for alike."""

from judging.answering import COUNTY, chain
from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.step import Condition, before, who
from law.refusals import NotCompetent, OutOfOrder, Unclear
from models.acts.complaint import ArchiveComplaint, ForwardComplaint
from models.acts.joining import JoinCase
from models.acts.terms import WithdrawAct
from models.acts.transfer import TransferMatter
from models.people import Role
from procedures.complaint.reading import (
    HandedOn,
    cases_of,
    handed_on,
    is_since,
    leads_nowhere,
    points,
    unhanded,
)
from procedures.transfer.reading import transfers

BUREAU = (1, 2)
RECORDERS = who(Role.CLERK, Role.OFFICER, levels=BUREAU)
HEAD = who(Role.HEAD, levels=BUREAU)
NOT_ARCHIVED = before(ArchiveComplaint)
FORWARDING = "hotline_forward_internal"
COMPLETION = "hotline_complete"


def _is_away(now: Situation) -> bool:
    """Tell whether the whole complaint went to another unit, since it was taken up last."""
    whole = (one for one in transfers(now.record) if one.is_whole and is_since(now.record, one.act))
    return any(one.state not in {"refused", "returned"} for one in whole)


def may_be_handed_on(now: Situation) -> bool:
    """Tell whether the complaint, or a point of it, is still in nobody's hands."""
    record = now.record
    return bool(unhanded(record)) if points(record) else not handed_on(record)


def handed_on_in_full(done: Attempt) -> bool:
    """Tell whether with an act nothing of the complaint is left in nobody's hands."""
    now = done.record.before(done.act)
    left = {act.no for act in unhanded(now)} - {done.act.content.target, getattr(done.content, "point", None)}
    return not left


HERE = Condition(
    lambda now: not _is_away(now), "举报件已整件移送，对方退回以前不得转交立案调查", "jurisdiction_of_others"
)
IN_NOBODYS_HANDS = Condition(may_be_handed_on, "举报件（全部举报事项）已经转交、并案、移送或者不予受理", FORWARDING)
IS_CLOSED = Condition(lambda now: now.kind.is_closed(now.record), "举报件尚未答复或者不予受理，不得办理", COMPLETION)


@asks_for(AskedFor("point", when="已列明举报事项的", offered=True))
def is_of_a_point(attempt: Attempt[HandedOn]) -> None:
    """Refuse to hand on a complaint as one where it has points, or a point that is in somebody's hands already."""
    free, named, point = unhanded(attempt.record), bool(points(attempt.whole)), attempt.content.point
    if point is None and named:
        known = "、".join(f"第{act.no}号" for act in free)
        sentence = f"举报件已列明举报事项，须写明是哪一项（行为编号），尚未办理的有：{known}"
        raise Unclear("which-point", sentence, article=attempt.cite(FORWARDING), field="point")
    if point is not None and point not in {act.no for act in free}:
        sentence = f"第{point}号举报事项已经转交、并案、移送或者不予受理，不得重复"
        raise OutOfOrder("already-done", sentence, article=attempt.cite(FORWARDING), field="point")


def lies_in_the_county(attempt: Attempt[ForwardComplaint]) -> None:
    """Refuse to open a case here for a point that lies in another county: it is transferred there (属地管理)."""
    point = next((one for one in points(attempt.whole) if one.no == attempt.content.point), None)
    county = chain(attempt.whole).get(COUNTY)
    if point is None or county is None or point.content.place.grid.startswith(county.grid):
        return
    sentence = f"该举报事项发生在“{point.content.place.grid}”，不在本县市区，请“移送”有管辖权的单位"
    raise NotCompetent("another-county", sentence, article=attempt.cite("jurisdiction_of_others"), field="point")


@asks_for(AskedFor("point", when="移送举报件中的一项的", must="须尚未转交、并案、移送或者不予受理"))
def transferred_point_is_free(attempt: Attempt[TransferMatter]) -> None:
    """Refuse to transfer a point that a case, or another unit, has already, or that was refused."""
    point = attempt.content.point
    if point is not None and point not in {act.no for act in unhanded(attempt.record)}:
        sentence = f"第{point}号举报事项已经转交、并案、移送或者不予受理，不得重复"
        raise OutOfOrder("already-done", sentence, article=attempt.cite("jurisdiction_of_others"), field="point")


def forwarding_stands(attempt: Attempt) -> None:
    """Refuse to withdraw what handed the complaint on once its case has it, or will: the case would live on unknown."""
    content = attempt.content
    of = content.of if isinstance(content, WithdrawAct) else None
    target = attempt.whole.act(of, ForwardComplaint, JoinCase)
    if target is None or leads_nowhere(attempt.whole, target):
        return
    case = "、".join(cases_of(attempt.whole)) or "正在开立"
    if isinstance(target.content, JoinCase):
        sentence = f"举报件已并入案件（{target.content.case}），不能撤回；并案有误的，由该案反馈后在本件中说明"
    else:
        sentence = f"已为本举报件开立案件（{case}），转交办理不能撤回；案件不应立案的，请在案件中办理“不予立案”"
    raise OutOfOrder("case-was-opened", sentence, article=attempt.cite(FORWARDING), field="of")
