"""After the answer has reached the applicant: its periods to contest it, reviews and suits, and answering anew.

政府信息公开条例 art. 51 with 行政复议法 art. 20 and 行政诉讼法 art. 46. Since 2024 a refusal to disclose goes to reconsideration
first (行政复议法 art. 23(1)(4), from memory): the period to sue runs from the decision on it (行政诉讼法 art. 45).
"""

from dataclasses import replace
from datetime import date

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import message
from judging.record import Record
from judging.step import Ends, Opens, Step, after
from law.chinese import day as told
from law.refusals import OutOfOrder, OutOfTime
from models.acts import Act
from models.acts.disclosure_request import (
    AnswerDisclosureRequest,
    RecordAnswerContested,
    RecordAnswerOverturned,
    RecordContestEnded,
    ServeDisclosureAnswer,
)
from models.documents import Remedies
from procedures.burdens import untold
from procedures.disclosure_request.conditions import ANSWER_DUE, ANSWERED, ARCHIVE, DESK, NOTHING_PENDING, PENDING
from procedures.disclosure_request.reading import WITHHOLDS
from procedures.periods import tells_of_review, tells_of_suit

REVIEW, SUIT, AFTER_REVIEW = "review_application", "suit_direct", "suit_after_review"


def _answer_of(record: Record, service: Act[ServeDisclosureAnswer]) -> AnswerDisclosureRequest | None:
    found = record.act(service.content.of, AnswerDisclosureRequest)
    return found.content if found is not None else None


def _remedies_of(attempt: Attempt[ServeDisclosureAnswer]) -> Remedies | None:
    given = _answer_of(attempt.record, attempt.act)
    return given.remedies if given is not None else None


def _review_variant(attempt: Attempt[ServeDisclosureAnswer]) -> str:
    is_told = tells_of_review(_remedies_of(attempt))
    return "" if is_told else untold(attempt.law.catalogue.find(REVIEW, attempt.day, "untold"))


def _suit_variant(attempt: Attempt[ServeDisclosureAnswer]) -> str:
    is_told = tells_of_suit(_remedies_of(attempt))
    return "" if is_told else untold(attempt.law.catalogue.find(SUIT, attempt.day, "untold"))


def reviewed_first(answer: AnswerDisclosureRequest | None, attempt: Attempt) -> bool:
    """Tell whether the answer has to be reviewed before anybody sues over it (不予公开先复议)."""
    is_withheld = answer is not None and answer.outcome in WITHHOLDS
    return is_withheld and bool(attempt.cite("gov_info_review_first"))


def _may_be_sued_at_once(attempt: Attempt[ServeDisclosureAnswer]) -> bool:
    return not reviewed_first(_answer_of(attempt.record, attempt.act), attempt)


RELIEF: tuple[Opens[ServeDisclosureAnswer], ...] = (
    Opens(REVIEW, _review_variant),
    Opens(SUIT, _suit_variant, when=_may_be_sued_at_once),
)
"""The applicant's periods that the service of an answer starts."""


def _is_review(attempt: Attempt[RecordAnswerContested]) -> bool:
    return attempt.content.way == "review"


def _is_suit(attempt: Attempt[RecordAnswerContested]) -> bool:
    return attempt.content.way == "suit"


def _ends_a_review(attempt: Attempt[RecordContestEnded]) -> bool:
    return _contest_way(attempt) == "review"


def _contest_way(attempt: Attempt[RecordContestEnded] | Attempt[RecordAnswerOverturned]) -> str:
    contest = attempt.record.act(attempt.content.of, RecordAnswerContested)
    return contest.content.way if contest is not None else ""


def _by_a_review(attempt: Attempt[RecordAnswerOverturned]) -> bool:
    return attempt.content.due is not None and _contest_way(attempt) == "review"


def _by_a_court(attempt: Attempt[RecordAnswerOverturned]) -> bool:
    return attempt.content.due is not None and _contest_way(attempt) == "suit"


def _by_no_day(attempt: Attempt[RecordAnswerOverturned]) -> bool:
    return attempt.content.due is None


def _due(attempt: Attempt[RecordAnswerOverturned]) -> date | None:
    return attempt.content.due


def reviewed_before_it_is_sued_over(attempt: Attempt[RecordAnswerContested]) -> None:
    """Refuse a suit over a refusal to disclose that nobody has had reviewed (不予公开先复议)."""
    record, content = attempt.record.before(attempt.act), attempt.content
    service = record.act(content.of, ServeDisclosureAnswer)
    given = _answer_of(record, service) if service else None
    reviewed = any(act.content.way == "review" for act in record.pointing(content.of, RecordAnswerContested))
    if content.way == "suit" and not reviewed and reviewed_first(given, attempt):
        sentence = "对不予公开政府信息不服的，应当先申请行政复议"
        raise OutOfOrder("reconsideration-first", sentence, article=attempt.cite("gov_info_review_first"), field="way")


@asks_for(AskedFor("due", must="须晚于收到复议决定、裁判文书之日"))
def new_answer_has_time(attempt: Attempt[RecordAnswerOverturned]) -> None:
    """Refuse a last day for the new answer that had passed when the decision came."""
    due = attempt.content.due
    if due is not None and due <= attempt.day:
        sentence = f"重新答复的最后一日{told(due)}须晚于收到复议决定、裁判文书之日；没有写明的不写"
        raise OutOfTime("no-time-left", sentence, article=attempt.cite("gov_info_relief"), field="due")


STEPS = (
    Step(
        RecordAnswerContested,
        DESK,
        needs=(after(ServeDisclosureAnswer), ANSWERED, NOTHING_PENDING),
        guards=(reviewed_before_it_is_sued_over,),
        ends=(
            Ends(REVIEW, when=_is_review),
            Ends(SUIT, when=_is_review, voids=True),
            Ends(SUIT, when=_is_suit),
            Ends(AFTER_REVIEW, when=_is_suit),
        ),
        stage="answer_contested",
        when_closed=True,
        effects=(message("答复被申请行政复议或者提起行政诉讼，案卷在终结以前不归档", "holder"),),
        citation=("gov_info_relief",),
    ),
    Step(
        RecordContestEnded,
        DESK,
        needs=(after(RecordAnswerContested), PENDING),
        opens=(Opens(AFTER_REVIEW, when=_ends_a_review), Opens(ARCHIVE)),
        stage="answer_stands",
        when_closed=True,
        citation=("gov_info_relief",),
    ),
    Step(
        RecordAnswerOverturned,
        DESK,
        needs=(after(RecordAnswerContested), PENDING),
        guards=(new_answer_has_time,),
        opens=(
            Opens("redo_after_review", when=_by_a_review, last_day=_due),
            Opens("redo_after_judgment", when=_by_a_court, last_day=_due),
            replace(ANSWER_DUE, when=_by_no_day),
        ),
        stage="answer_overturned",
        when_closed=True,
        effects=(message("答复已被撤销或者确认违法，须在期限内重新答复", "holder"),),
        citation=("gov_info_relief",),
    ),
)
