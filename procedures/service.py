"""Service of documents (送达): how a document may reach the party, and what proves it.

行政处罚法 art. 61 and 处罚办法 art. 60 leave the manners to 民事诉讼法 ch. 7 (2023 text art. 87-95; 2013 to 2021 art. 84-92, those
numbers from memory): a receipt with the day for every manner, a witness or a recording where a document is left behind,
the receipt of the post, the signed confirmation before electronic service, cause and course of a public notice on file.
"""

from collections.abc import Callable

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, IsServed, Situation
from judging.serving import effective_day
from law import guards
from law.chinese import day as told
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime
from models.acts import Act, Content

_RECEIPT = "送达须以回证（邮件回执）证明，请填写回证编号"
_THROUGH = "请写明受委托（转交）送达的单位"
LACKING = {
    "post": (("service_receipt", f"邮寄{_RECEIPT}"),),
    "entrusted": (("through", f"委托送达的，{_THROUGH}"), ("service_receipt", f"委托{_RECEIPT}")),
    "forwarded": (("through", f"转交送达的，{_THROUGH}"), ("service_receipt", f"转交{_RECEIPT}")),
    "public_notice": (
        ("tried", "公告送达限于受送达人下落不明或者其他方式无法送达，须记明原因和经过"),
        ("published_in", "公告送达须写明公告的载体"),
    ),
}
"""What has to stand in the file for a manner of service, and what is said where it is missing."""
WANTED_BY = {
    "service_receipt": "service_receipt",
    "through": "service_through_others",
    "tried": "service_public_notice",
    "published_in": "service_public_notice",
}
"""The rule or article that asks for it."""


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


def disobeyed_once_in_effect(now: Situation, served: Act, field: str) -> None:
    """Refuse to find disobeyed, or to enforce, what a public notice has not served yet (公告期满视为送达)."""
    since = effective_day(served, now.law)
    if now.day < since:
        sentence = f"第{served.no}号文书公告送达，{told(since)}公告期满方视为送达，此前不能认定当事人没有履行"
        article = now.cite("service_public_notice")
        raise OutOfTime("not-in-effect-yet", sentence, article=article, field=field)


def electronic_service_needs_consent(attempt: Attempt[IsServed]) -> None:
    """Refuse electronic service to a party that has not confirmed it in writing (送达地址确认书)."""
    content = attempt.content
    if content.mode == "electronic" and not content.consent:
        sentence = "当事人没有签署确认书，不得采用电子送达；请取得确认书或者改用其他送达方式"
        raise OutOfBounds("no-consent", sentence, article=attempt.cite("electronic_service"), field="consent")


@asks_for(
    AskedFor("consent", when="电子送达的", rule="electronic_service"),
    AskedFor("servers", when="留置送达的", rule="investigators_two_certified", least="officers_min"),
    AskedFor("witness", when="留置送达而没有拍照、录像的", rule="service_left"),
    AskedFor("service_receipt", when="邮寄、委托、转交送达的", rule="service_receipt"),
    AskedFor("through", when="委托、转交送达的", rule="service_through_others"),
    AskedFor("tried", when="公告送达的", rule="service_public_notice"),
    AskedFor("published_in", when="公告送达的", rule="service_public_notice"),
)
def service_is_proved(attempt: Attempt[IsServed]) -> None:
    """Refuse a manner of service without what proves it (民事诉讼法 art. 87-95, 行政处罚法 art. 61).

    Who serves on site does so by two (处罚办法 art. 23): asked where a document is left behind, and of whoever is named.
    """
    electronic_service_needs_consent(attempt)
    _servers_are_two(attempt)
    _leaving_was_witnessed(attempt)
    content = attempt.content
    for field, sentence in LACKING.get(content.mode, ()):
        if not getattr(content, field).strip():
            raise OutOfBounds("service-not-proved", sentence, article=attempt.cite(WANTED_BY[field]), field=field)


def _servers_are_two(attempt: Attempt[IsServed]) -> None:
    content = attempt.content
    if content.mode == "left" or content.servers:
        guards.two_certified_officers(content.servers, on=attempt.day, law=attempt.law)


def _leaving_was_witnessed(attempt: Attempt[IsServed]) -> None:
    content = attempt.content
    if content.mode == "left" and not (content.witness.strip() or content.is_recorded):
        sentence = "留置送达须有基层组织或者所在单位的代表到场见证，或者拍照、录像记录送达过程"
        raise OutOfBounds("service-not-proved", sentence, article=attempt.cite("service_left"), field="witness")
