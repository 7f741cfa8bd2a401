"""Service of documents (送达): how a document may reach the party (行政处罚法 art. 61, 民事诉讼法 ch. 7)."""

from judging.attempt import Attempt, IsServed
from law.refusals import OutOfBounds


def electronic_service_needs_consent(attempt: Attempt[IsServed]) -> None:
    """Refuse electronic service to a party that has not confirmed it in writing (送达地址确认书)."""
    content = attempt.content
    if content.mode == "electronic" and not content.consent:
        sentence = "当事人没有签署确认书，不得采用电子送达；请取得确认书或者改用其他送达方式"
        raise OutOfBounds("no-consent", sentence, article=attempt.cite("electronic_service"), field="consent")
