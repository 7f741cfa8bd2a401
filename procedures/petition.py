"""Under which rules a complaint is received: the hotline's, or for letters and visits the petition rules (信访).

环保举报热线工作管理办法 art. 7, 8, 10 for what comes by telephone, the web and the like. Letters and visits (来信、来访) are
petitions: 信访工作条例 art. 22, 23 (before 2022-05-01 信访条例 art. 21, 22): within fifteen days registered, and the
petitioner told what becomes of it; art. 34 (art. 33): sixty days to the answer. Who asks that a violation be punished
falls under art. 31(5), by which the authority acts under its own procedure; the sixty days are kept as the outer line,
doubtful for those.
"""

from judging.attempt import Attempt
from judging.step import Ends, Opens, ends
from models.acts.finding import ReceiveComplaint
from procedures.competence import ours_from


def _is_petition(attempt: Attempt) -> bool:
    opening = attempt.record.opening
    content = opening.content if opening else attempt.content
    return isinstance(content, ReceiveComplaint) and content.is_petition


def _is_no_petition(attempt: Attempt) -> bool:
    return not _is_petition(attempt)


RECEPTION = (Opens("hotline_accept", when=_is_no_petition), Opens("petition_register", when=_is_petition))
"""The days to say what becomes of a complaint, from its arrival."""
ACCEPTANCE = (
    Opens("hotline_complete", when=_is_no_petition, starts=ours_from),
    Opens("petition_complete", when=_is_petition, starts=ours_from),
    Opens("hotline_forward_internal", when=_is_no_petition, starts=ours_from),
)
"""The days to bring it to its end, from its acceptance."""
RECEIVED: tuple[Ends, ...] = ends("hotline_accept", "petition_register")
COMPLETED = ("hotline_complete", "petition_complete")


def _is_nobodys(attempt: Attempt) -> bool:
    opening = attempt.record.opening
    return opening is not None and isinstance(opening.content, ReceiveComplaint) and opening.content.is_anonymous


CLOSED_UNTOLD: tuple[Ends, ...] = ends(*COMPLETED, when=_is_nobodys)
"""What the closing of a case ends that an anonymous complaint began: nobody is there to whom an answer could end it."""
