"""The day from which an act counts (行为生效之日): its own, or for what is served the day the service takes effect."""

from datetime import date

from law.edition import Law
from law.service import noticed_on
from models.acts import Act, ActContent, Served


def effective_day(act: Act[ActContent], law: Law) -> date:
    """Return the day from which an act counts: a document served by public notice counts once its period has passed."""
    return effective_from(act.content, act.day, law)


def effective_from(content: ActContent, day: date, law: Law) -> date:
    """Return the day from which what was done on a day counts."""
    by_notice = isinstance(content, Served) and content.is_public_notice
    return noticed_on(day, law) if by_notice else day
