"""Help that whoever has a transferred matter asks for (移送事项中的协助): of the unit that sent it, or of any other.

The opinions (衡政办发〔2015〕76号, plan 四(四)1): what is not one's own is handed over in time, and who handed it over
helps whoever investigates (并配合). So the receiver asks by letter out of its own file, as any file asks; the unit that
is asked answers in its time or says why not, and the matter is not completed before.
"""

from dataclasses import replace
from typing import Any

from judging.attempt import Attempt
from judging.step import Procedure, Step
from models.acts import Content
from models.acts.assistance import RequestAssistance
from procedures import assistance_requests
from procedures.transfer.matter import by_the_receiver, holder
from procedures.transfer.receiving import HAS_IT, UNDISPUTED


def by_who_wrote_or_answers(attempt: Attempt) -> None:
    """Refuse a letter's end to whoever neither wrote it nor answers for the matter by now (终止移送、另行指定以后)."""
    asked, now = attempt.whole.act(attempt.content.target, RequestAssistance), holder(attempt.record)
    if attempt.act.by.unit not in {asked.by.unit if asked else "", now.unit if now else ""}:
        by_the_receiver(attempt)


def _of_a_matter(step: Step[Any]) -> Step[Any]:
    """Return a step of asking for help as it is in a matter: by whoever has it, and not while that is disputed."""
    asks: type[Content] = RequestAssistance
    needs = (HAS_IT, UNDISPUTED, *step.needs) if step.content is asks else step.needs
    guard = by_the_receiver if step.content is asks else by_who_wrote_or_answers
    return replace(step, needs=needs, guards=(guard, *step.guards))


STEPS = tuple(_of_a_matter(step) for step in assistance_requests.STEPS)

PROCEDURE = Procedure("matter_assistance", "移送事项中的协助", STEPS)
