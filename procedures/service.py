"""Service of documents (送达): how a document may reach the party (行政处罚法 art. 61, 民事诉讼法 ch. 7)."""

from collections.abc import Callable

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, IsServed
from law.refusals import OutOfBounds, OutOfOrder
from models.acts import Content


def not_served_already(*since: type[Content]) -> Callable[[Attempt], None]:
    """Return the guard that refuses to serve word for word what was served last, with none of these acts since."""

    def says_something_new(attempt: Attempt) -> None:
        last = attempt.record.last(type(attempt.content), *since)
        if last is not None and last.content == attempt.content:
            sentence = (
                f"内容相同的“{last.content.label}”已于{last.day.isoformat()}办理（第{last.no}号行为），不得重复送达"
            )
            raise OutOfOrder("served-already", sentence, field="act")

    return says_something_new


@asks_for(AskedFor("consent", when="电子送达的", rule="electronic_service"))
def electronic_service_needs_consent(attempt: Attempt[IsServed]) -> None:
    """Refuse electronic service to a party that has not confirmed it in writing (送达地址确认书)."""
    content = attempt.content
    if content.mode == "electronic" and not content.consent:
        sentence = "当事人没有签署确认书，不得采用电子送达；请取得确认书或者改用其他送达方式"
        raise OutOfBounds("no-consent", sentence, article=attempt.cite("electronic_service"), field="consent")
