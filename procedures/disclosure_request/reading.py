"""What the record of a request for information says: what was answered, who is still asked, what is contested."""

from datetime import date

from judging.attempt import Situation
from judging.record import Record, follows
from judging.serving import effective_day
from law.edition import Law
from models.acts import Act
from models.acts.disclosure_request import (
    AnswerDisclosureRequest,
    ArchiveDisclosureRequest,
    AskForCompletion,
    CompleteDisclosureRequest,
    ConsultOnDisclosure,
    DeemRequestAbandoned,
    NotifyProcessingFee,
    ReceiveDisclosureRequest,
    RecordAnswerContested,
    RecordAnswerOverturned,
    RecordConsultation,
    RecordContestEnded,
    RecordProcessingFee,
    TellOfLongerAnswer,
    TellThirdParty,
    WithdrawDisclosureRequest,
)

RULE = "gov_info_on_request"
"""The rule of the days to answer; its variants are the third party's days and those to say what is unclear."""
THIRD_PARTY, COMPLETION_NOTICE = "third_party", "correction_notice"
LATER = "gov_info_later_answer"
FEE = "gov_info_fee"
ANEW = ("redo_after_review", "redo_after_judgment")
"""The days that a decision on a review, or a judgment, sets for the new answer."""
DISCLOSES = ("provided", "partly")
"""The kinds of answer by which something is given out that was not public."""
WITHHOLDS = ("refused", "partly")
"""The kinds of answer by which something is withheld (不予公开)."""


def opening_of(record: Record) -> ReceiveDisclosureRequest | None:
    """Return what opened the file."""
    content = record.opening.content if record.opening else None
    return content if isinstance(content, ReceiveDisclosureRequest) else None


def answer(record: Record) -> Act[AnswerDisclosureRequest] | None:
    """Return the answer that stands; None before there is one, and once it was set aside."""
    last, overturned = record.last(AnswerDisclosureRequest), record.last(RecordAnswerOverturned)
    return None if last is None or (overturned is not None and follows(overturned, last)) else last


def is_ended(record: Record) -> bool:
    """Tell whether it ended without an answer: abandoned, or taken back."""
    return record.has(DeemRequestAbandoned, WithdrawDisclosureRequest)


def unheard(record: Record) -> list[Act[ConsultOnDisclosure]]:
    """Return the consultations whose outcome is not on record."""
    return [act for act in record.all(ConsultOnDisclosure) if not record.pointing(act.no, RecordConsultation)]


def objections(record: Record) -> list[Act[RecordConsultation]]:
    """Return the objections of third parties that have a reasonable ground."""
    found = []
    for act in record.all(RecordConsultation):
        asked = record.act(act.content.of, ConsultOnDisclosure)
        is_theirs = asked is not None and asked.content.whom == "third_party"
        if is_theirs and act.content.says == "objects" and act.content.has_good_reason:
            found.append(act)
    return found


def discloses_over_an_objection(given: AnswerDisclosureRequest) -> bool:
    """Tell whether an answer gives out what was objected to: a part-answer that withholds just that does not."""
    return given.outcome == "provided" or (given.outcome == "partly" and bool(given.public_interest.strip()))


def last_word_day(asked: Act[ConsultOnDisclosure], law: Law) -> date | None:
    """Return the last day on which whoever is asked may say something, whatever a holiday notice will say."""
    return law.latest_day(RULE, effective_day(asked, law), THIRD_PARTY)


def pending(record: Record) -> list[Act[RecordAnswerContested]]:
    """Return the reviews and suits that are not over."""
    ended = (RecordContestEnded, RecordAnswerOverturned)
    return [act for act in record.all(RecordAnswerContested) if not record.pointing(act.no, *ended)]


def awaited_until(asked: Act[AskForCompletion | NotifyProcessingFee], law: Law) -> date | None:
    """Return the last day to complete the request, or to pay; None where it is not known."""
    return asked.content.due if isinstance(asked.content, AskForCompletion) else law.latest_day(FEE, asked.day)


def is_awaited(record: Record, asked: Act[AskForCompletion | NotifyProcessingFee]) -> bool:
    """Tell whether what was asked of the applicant has not come."""
    return not record.pointing(asked.no, CompleteDisclosureRequest, RecordProcessingFee)


def is_to_be_told(now: Situation) -> bool:
    """Tell whether a third party objected to what is disclosed all the same, and was not told of that yet."""
    given = answer(now.record)
    if given is None or not discloses_over_an_objection(given.content):
        return False
    told = {act.content.of for act in now.record.all(TellThirdParty) if follows(act, given)}
    return any(act.no not in told for act in objections(now.record))


def has_run_out(now: Situation) -> bool:
    """Tell whether the applicant has let a last day pass: to complete the request, or to pay."""
    asked = now.record.all(AskForCompletion, NotifyProcessingFee)
    waiting = (awaited_until(act, now.law) for act in asked if is_awaited(now.record, act))
    return any(last is not None and last < now.day for last in waiting)


def extension_was_told(record: Record, extension: int) -> bool:
    """Tell whether the applicant was told of an extension: one that was not told does not count (并告知申请人)."""
    return bool(record.pointing(extension, TellOfLongerAnswer))


def taken_up_since(record: Record, end: Act) -> bool:
    """Tell whether a file that was ended goes on: to be answered anew, or contested though archived."""
    contested = (RecordAnswerContested,) if isinstance(end.content, ArchiveDisclosureRequest) else ()
    since = record.last(RecordAnswerOverturned, *contested)
    return since is not None and follows(since, end)
