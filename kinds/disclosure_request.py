"""The request for government information (依申请公开): received, consulted on, answered, served, archived."""

from judging.kind import Kind
from judging.record import Record
from models.acts.disclosure_request import (
    AnswerDisclosureRequest,
    ArchiveDisclosureRequest,
    ConsultOnDisclosure,
    DeemRequestAbandoned,
    ServeDisclosureAnswer,
    TellThirdParty,
    WithdrawDisclosureRequest,
)
from models.particulars import RequestParticulars
from procedures import receipts, recording
from procedures.disclosure_request import steps
from procedures.disclosure_request.reading import (
    answer,
    has_run_out,
    is_to_be_told,
    opening_of,
    pending,
    taken_up_since,
    unheard,
)


def particulars(record: Record) -> RequestParticulars:
    """Return what the standing of a request says besides the common part; nothing of who applies."""
    opening, given, contests = opening_of(record), answer(record), pending(record)
    if opening is None:
        return RequestParticulars()
    return RequestParticulars(
        grid=opening.place.grid,
        channel=opening.channel,
        outcome=given.content.outcome if given else "",
        consulted=len(record.all(ConsultOnDisclosure)),
        awaited=len(unheard(record)),
        earlier=given.content.earlier if given else "",
        contested=contests[-1].content.way if contests else "",
    )


DISCLOSURE_REQUEST = Kind(
    name="DisclosureRequest",
    label="依申请公开",
    collection="disclosure_requests",
    letter="G",
    procedures=(steps.PROCEDURE, receipts.PROCEDURE, recording.PROCEDURE),
    closes=(ServeDisclosureAnswer, DeemRequestAbandoned, WithdrawDisclosureRequest),
    archives=ArchiveDisclosureRequest,
    particulars=particulars,
    holder=steps.holder,
    taken_up_since=taken_up_since,
    told_when={TellThirdParty: is_to_be_told, DeemRequestAbandoned: has_run_out},
    course=(AnswerDisclosureRequest, ServeDisclosureAnswer, ArchiveDisclosureRequest),
)
