"""What is refused on a round: a point it does not have, a clock that is off, what is no photograph, half a finding."""

from collections.abc import Iterable
from datetime import timedelta

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.acts.finding import TellsOfViolation
from models.acts.patrol import (
    ExplainMissedPoints,
    Photo,
    PlanPatrol,
    RecordPatrolFinding,
    RecordSightings,
    ReportPatrolFinding,
)
from procedures.patrol.reading import explained, points_of, seen

MEGABYTE = 1_000_000
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def somebody_answers(attempt: Attempt[PlanPatrol]) -> None:
    """Refuse a round on ground that nobody answers for (网格责任)."""
    levels = {row.level for row in attempt.content.answerable}
    missing = [name for level, name in ((2, "二级"), (1, "一级")) if level not in levels]
    if missing:
        sentence = f"网格没有{'、'.join(missing)}责任单位和责任人，巡查无人负责；请先在登记簿中补全网格责任人"
        raise Unclear("nobody-answers", sentence, article=attempt.cite("grid_persons"), field="answerable")


def points_are_seen_once(attempt: Attempt[RecordSightings]) -> None:
    """Refuse a point that the round does not have, or that was recorded before (重复记录)."""
    points = [one.point for one in attempt.content.seen]
    _are_of_the_round(attempt, points, "seen")
    again = [point for point in points if point in seen(attempt.whole)]
    if again:
        sentence = f"本次巡查已记录点位{'、'.join(again)}，不得重复记录；如有误请“更正记录”或者“撤回记录”"
        raise OutOfOrder("already-seen", sentence, field="seen")


def points_are_missed(attempt: Attempt[ExplainMissedPoints]) -> None:
    """Refuse to explain why a point was not seen that was seen, or is none of this round."""
    points = list(attempt.content.points)
    _are_of_the_round(attempt, points, "points")
    known = {*seen(attempt.whole), *explained(attempt.whole)}
    told = [point for point in points if point in known]
    if told:
        sentence = f"点位{'、'.join(told)}已有巡查记录或者说明，不需要说明未巡查原因"
        raise OutOfOrder("not-missed", sentence, field="points")


def _are_of_the_round(attempt: Attempt[RecordSightings | ExplainMissedPoints], points: list[str], field: str) -> None:
    known = points_of(attempt.whole)
    strange = [point for point in points if point not in known]
    if strange:
        sentence = f"本次巡查没有点位{'、'.join(dict.fromkeys(strange))}；须巡查的点位是{'、'.join(known)}"
        raise Unclear("no-such-point", sentence, field=field)
    if len(set(points)) < len(points):
        raise Unclear("point-twice", "同一点位写了两次，每个点位只记录一次", field=field)


def what_stood_in_the_way_is_said(attempt: Attempt[RecordSightings]) -> None:
    """Refuse a point that was closed or out of reach without a word of why, and a problem without one of what."""
    bare = [one.point for one in attempt.content.seen if one.state != "normal" and not one.remark]
    if bare:
        sentence = f"点位{'、'.join(bare)}不是“正常”，须写明情况"
        raise Unclear("note-missing", sentence, field="seen")


@asks_for(AskedFor("photos", must="只能是照片，不为空，不超过每张的上限"))
def photographs_of_a_finding(attempt: Attempt[ReportPatrolFinding]) -> None:
    """Refuse of a finding what is refused of any photograph."""
    photographs_are_photographs(attempt)


def photographs_are_photographs(attempt: Attempt[RecordSightings] | Attempt[ReportPatrolFinding]) -> None:
    """Refuse what is said to be no photograph, an empty one, or one that is too big (照片)."""
    norms = attempt.law.norms.patrol
    for photo in _photos(attempt.content):
        if photo.type not in norms.photo_types:
            sentence = f"“{photo.type}”不是照片；照片的类型只能是{'、'.join(norms.photo_types)}"
            raise Unclear("not-a-photo", sentence, field="photos")
        if not photo.size:
            raise Unclear("empty-photo", "照片的大小为零，请重新拍摄或者上传", field="photos")
        if photo.size > norms.photo_bytes:
            most, size = norms.photo_bytes // MEGABYTE, -(-photo.size // MEGABYTE)
            sentence = f"照片{size}兆字节，超过每张{most}兆字节的上限（本市服务规范），请压缩后重新上传"
            raise OutOfBounds("photo-too-big", sentence, field="photos")


def _photos(content: RecordSightings | ReportPatrolFinding) -> Iterable[Photo]:
    if isinstance(content, ReportPatrolFinding):
        return content.photos
    return (photo for one in content.seen for photo in one.photos)


@asks_for(AskedFor("phone", when="手机没有网络时所作的记录，按记录的先后"))
def phone_is_in_order(attempt: Attempt[RecordSightings] | Attempt[ReportPatrolFinding]) -> None:
    """Refuse what a phone noted out of its order, or by a clock too far off (离线记录)."""
    phone = attempt.content.phone
    if phone is None:
        return
    before = (act.content.phone for act in attempt.whole.all(RecordSightings, ReportPatrolFinding))
    expected = 1 + max((one.sequence for one in before if one and one.device == phone.device), default=0)
    if phone.sequence < expected:
        sentence = f"手机{phone.device}的第{phone.sequence}条记录已经收到，不得用新的键重复提交"
        raise OutOfOrder("already-taken", sentence, field="phone")
    if phone.sequence > expected:
        sentence = f"手机{phone.device}的第{expected}条记录尚未收到，请按记录的先后从第{expected}条起提交"
        raise OutOfOrder("out-of-turn", sentence, field="phone")
    if abs(phone.fast) > attempt.law.norms.patrol.clock and not phone.by_server:
        raise OutOfTime("phone-clock", _clock_is_off(phone.fast), field="phone")


def _clock_is_off(fast: timedelta) -> str:
    """Return the sentence that says by how much a phone's clock is off, and what to do."""
    way = "快" if fast > timedelta(0) else "慢"
    return (
        f"手机时钟比系统时间{way}{_long(abs(fast))}，记录的时间不可信；请校准手机时钟后重新提交，"
        "或者写明 by_server=true，按系统时间校正并在记录中注明"
    )


def _long(span: timedelta) -> str:
    hours, rest = divmod(span - timedelta(span.days), HOUR)
    told = ((span.days, "日"), (hours, "小时"), (rest // MINUTE, "分"))
    return "".join(f"{count}{unit}" for count, unit in told if count)


@asks_for(
    AskedFor("goes", must="在办案件中有同一地点、同一行为的，须写明并入（join）还是另立（new）", offered=True),
    AskedFor("case", when="并入在办案件的"),
    AskedFor("measures", when="当场制止的", offered=True),
    AskedFor("point", must="须是本次巡查的点位；不在点位上发现的不写"),
)
def finding_says_where_it_goes(attempt: Attempt[ReportPatrolFinding]) -> None:
    """Refuse a finding that does not say whether a case is opened for it, nor what was done to stop it."""
    content = attempt.content
    if content.goes is None:
        raise Unclear("joins-or-new", "须写明另立案件（new）还是并入在办案件（join）", field="goes")
    if (content.goes == "join") != bool(content.case):
        sentence = "并入在办案件的须写明案件编号，另立案件的不写"
        raise Unclear("which-case", sentence, field="case")
    if content.stopped != "not_possible" and not content.measures:
        sentence = "已当场制止的，须写明采取了什么制止措施"
        raise Unclear("measures-missing", sentence, article=attempt.cite("grid_duties"), field="measures")
    if content.point and content.point not in points_of(attempt.whole):
        raise Unclear("no-such-point", f"本次巡查没有点位{content.point}；不在点位上发现的不写点位", field="point")


def is_the_same_site_and_conduct(attempt: Attempt[RecordPatrolFinding]) -> None:
    """Refuse to join a finding to a case about another place, another pollution or another party (同一地点、同一行为)."""
    opening = attempt.whole.opening
    case = opening.content if opening else None
    if not isinstance(case, TellsOfViolation):
        return
    content = attempt.content
    parted = [
        what
        for what, differs in (
            ("网格", case.place.grid != content.place.grid),
            ("污染类型", set(case.pollution).isdisjoint(content.pollution)),
            ("当事人", bool(case.party and content.party and case.party.id != content.party.id)),
        )
        if differs
    ]
    if parted:
        sentence = f"巡查发现的{'、'.join(parted)}与本案不同，不是同一地点的同一行为，不能并入；请另立案件"
        raise Unclear("not-the-same", sentence, article=attempt.cite("grid_operation"), field="place")
