"""How an application for reconsideration is made and admitted (行政复议的申请和受理).

行政复议法 art. 20, 30 to 32, 实施条例 art. 38 (before 2024 art. 29 of that of 2007, for the notice to complete): the party
applies within its period, for penalties on the spot also through the bureau, which forwards the application or puts its
decision right; the reconsideration body admits, asks to complete, or declines.
What then goes on is in `procedures.reconsideration`.
"""

from datetime import date

from judging.attempt import Attempt
from judging.effects import message
from judging.step import Ends, Opens, Step, after, ends, voids
from models.acts.reconsideration import (
    AcceptReconsideration,
    ApplyReconsideration,
    AskSupplement,
    DeclineReconsideration,
    ForwardReconsideration,
    SupplementReconsideration,
    TerminateReconsideration,
)
from procedures.contests import (
    EndOfReview,
    contested_in,
    names_what_it_contests,
    not_contested_already,
    reconsideration_goes_on,
    undecided_since,
)
from procedures.penalty.decisions import served_by
from procedures.relief import BURDENED
from procedures.remedies import RECORDERS


def _through_bureau(attempt: Attempt[ApplyReconsideration]) -> bool:
    return attempt.content.through_bureau


def _straight(attempt: Attempt[ApplyReconsideration]) -> bool:
    return not attempt.content.through_bureau


def admitted_to(attempt: Attempt) -> str:
    """Return the variant of the terms: the summary procedure has its own."""
    admitted = attempt.record.behind(attempt.act.no, AcceptReconsideration)
    return "summary" if admitted is not None and admitted.content.procedure == "summary" else ""


def _undecided_since(attempt: Attempt[AcceptReconsideration]) -> date | None:
    """Return the end of the term that passed without a decision: the party may sue from then on (行政诉讼法 art. 45)."""
    return undecided_since(attempt.record, attempt.act)


def _takes_the_place_of_a_suit(attempt: Attempt[AcceptReconsideration]) -> bool:
    """Tell whether what is admitted keeps the party from suing at once (行政复议法 art. 29, 行政诉讼法 art. 44).

    An application that was taken back, or dismissed after all, leaves the party its first period to sue as it was
    (法释〔2018〕1号 art. 58); a decision, and a term that passes without one, open the short one instead (art. 45).
    """
    over = attempt.record.pointing(attempt.content.of, DeclineReconsideration, TerminateReconsideration)
    return not over


def _reached_the_body(attempt: Attempt[AskSupplement]) -> date | None:
    """Return the day on which the body received the application: of what came by the bureau that of forwarding."""
    application = attempt.record.act(attempt.content.of)
    forwarded = attempt.record.pointing(attempt.content.of, ForwardReconsideration)
    received = [*forwarded, *([application] if application is not None else [])]
    return received[0].day if received else None


def ended_application(attempt: Attempt[EndOfReview]) -> int | None:
    """Return the application that an act ends: what its undecided term has opened is over."""
    return attempt.content.of


ADMISSION = ("review_admission", "review_via_agency", "review_self_correction")

ADMITTING = (
    Step(
        ApplyReconsideration,
        RECORDERS,
        needs=(BURDENED,),
        guards=(names_what_it_contests, not_contested_already),
        ends=(Ends("review_application", about=served_by),),
        opens=(
            Opens("review_admission", when=_straight),
            Opens("review_via_agency", when=_through_bureau),
            Opens("review_self_correction", when=_through_bureau),
        ),
        stage="reconsideration_applied",
        when_closed=True,
        effects=(message("当事人已申请行政复议", "holder"),),
        citation=("review_application",),
    ),
    Step(
        ForwardReconsideration,
        RECORDERS,
        needs=(after(ApplyReconsideration),),
        guards=(reconsideration_goes_on,),
        ends=ends("review_via_agency", "review_self_correction"),
        opens=(Opens("review_admission"),),
        stage="reconsideration_forwarded",
        when_closed=True,
        citation=("review_via_agency",),
    ),
    Step(
        AskSupplement,
        RECORDERS,
        needs=(after(ApplyReconsideration),),
        guards=(reconsideration_goes_on,),
        ends=(Ends("review_admission", variant="", voids=True),),
        opens=(
            Opens("review_admission", "correction_notice", starts=_reached_the_body, met=True),
            Opens("review_admission", "correction"),
        ),
        stage="reconsideration_supplement_asked",
        when_closed=True,
        citation=("reconsideration_correction",),
    ),
    Step(
        SupplementReconsideration,
        RECORDERS,
        needs=(after(AskSupplement),),
        guards=(reconsideration_goes_on,),
        ends=(Ends("review_admission", variant="correction"),),
        opens=(Opens("review_admission"),),
        stage="reconsideration_supplemented",
        when_closed=True,
        citation=("reconsideration_correction",),
    ),
    Step(
        AcceptReconsideration,
        RECORDERS,
        needs=(after(ApplyReconsideration),),
        guards=(reconsideration_goes_on,),
        ends=(*ends("review_admission"), *voids("suit_direct", when=_takes_the_place_of_a_suit, about=contested_in)),
        opens=(
            Opens("review_copy", admitted_to),
            Opens("review_decision", admitted_to),
            Opens("suit_after_review", starts=_undecided_since),
        ),
        stage="reconsideration_accepted",
        when_closed=True,
        citation=("review_admission",),
    ),
    Step(
        DeclineReconsideration,
        RECORDERS,
        needs=(after(ApplyReconsideration),),
        guards=(reconsideration_goes_on,),
        ends=(
            *ends(*ADMISSION, "review_decision"),
            *voids("review_copy", "review_answer"),
            *voids("suit_after_review", about=ended_application),
        ),
        opens=(Opens("suit_after_review"),),
        stage="reconsideration_declined",
        when_closed=True,
        effects=(message("复议机关不予受理（驳回申请）", "holder"),),
        citation=("reconsideration_refusal",),
    ),
)
