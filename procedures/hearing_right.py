"""The party's right to a hearing (听证权利): on which notice it has one, asks for it, gives it up, and may be refused it.

行政处罚法 art. 63, 64(1): a right where the notice offers a hearing or the intended penalty reaches the threshold, for who
asks within the term after the notice and has neither given it up nor been heard on it.
"""

from judging.attempt import Attempt
from judging.record import Record, follows
from judging.serving import effective_day
from law.edition import Law
from law.refusals import OutOfBounds, OutOfOrder
from models.acts import Act
from models.acts.hearing import HoldHearing, RefuseHearing, RequestHearing, WaiveHearing, WithdrawHearing
from procedures.penalty.prior_notice import Notice, hearing_waived, notice_of, open_requests, threshold_of


def is_due(record: Record, notice: Act[Notice], law: Law) -> bool:
    """Tell whether a notice gives a right to a hearing: it offers one, or its penalty reaches the threshold."""
    if notice.content.hearing_offered:
        return True
    if law.catalogue.find("hearing_threshold", notice.day) is None:
        return False
    return threshold_of(record, notice, law).due


def has_right(record: Record, request: Act[RequestHearing], law: Law) -> bool:
    """Tell whether a request must be followed by a hearing: due, in time, not given up before, not heard already."""
    notice = notice_of(record, request)
    if notice is None or not is_due(record, notice, law):
        return False
    last = law.latest_day("hearing_request", effective_day(notice, law))
    is_late = notice.content.hearing_offered and last is not None and request.day > last
    return not (is_late or hearing_waived(record.until(request.day), notice) or _heard_on(record, notice, request))


def _heard_on(record: Record, notice: Act[Notice], request: Act[RequestHearing]) -> bool:
    held = {act.content.of for act in record.all(HoldHearing) if follows(request, act)}
    return any(act.no in held and notice_of(record, act) == notice for act in record.all(RequestHearing))


def asked_once_at_a_time(attempt: Attempt[RequestHearing]) -> None:
    """Refuse to receive a second request on a notice while the first one waits."""
    notice = notice_of(attempt.record, attempt.act)
    waiting = [act for act in open_requests(attempt.record) if notice_of(attempt.record, act) == notice]
    if waiting:
        sentence = f"当事人已于{waiting[0].day.isoformat()}就同一告知申请听证（第{waiting[0].no}号行为），尚在办理，无须重复记录"
        raise OutOfOrder("hearing-already-requested", sentence, article=attempt.cite("hearing_request"), field="act")


def hearing_was_told(attempt: Attempt[WaiveHearing]) -> None:
    """Refuse a waiver of what the party was never told it has, and of a hearing it has asked for."""
    notice = notice_of(attempt.record, attempt.act)
    article = attempt.cite("hearing_request")
    if notice is not None and not notice.content.hearing_offered:
        sentence = f"“{notice.content.label}”（第{notice.no}号行为）没有告知听证权利，不能记为放弃听证"
        raise OutOfOrder("hearing-not-told-of", sentence, article=article, field="of")
    asked = [act for act in open_requests(attempt.record) if notice_of(attempt.record, act) == notice]
    if asked:
        sentence = f"当事人已申请听证（第{asked[0].no}号行为），不再听证的，须办理“{WithdrawHearing.label}”"
        raise OutOfOrder("hearing-asked-for", sentence, article=article, field="act")


def request_has_no_right(attempt: Attempt[RefuseHearing]) -> None:
    """Refuse to refuse a request that was made in time and rests on a right (听证权利)."""
    request = attempt.record.act(attempt.content.of, RequestHearing)
    if request is not None and has_right(attempt.record, request, attempt.law):
        sentence = f"当事人{request.day.isoformat()}的听证申请符合条件且未逾期，应当组织听证，不得拒绝"
        article = "、".join(filter(None, (attempt.cite("hearing_threshold"), attempt.cite("hearing_request"))))
        raise OutOfBounds("hearing-is-due", sentence, article=article, field="of")
