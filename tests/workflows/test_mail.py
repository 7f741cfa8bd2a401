"""Feedback by mail, over a real SMTP server: to the address that was left, tried again while the server is away."""

from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine

from activities.mail import MailAway, MailChannel, MailServer
from activities.messages import Sending
from activities.outside import OutsideActivities
from models.effects import Feedback, Outcome
from models.people import ENGINE
from models.senders import PUBLIC_FORM
from registry.complainants import Sealed
from registry.contacts import Contacts
from registry.seal_openings import SealOpenings
from registry.sealed import Seal
from settings import BadSettings, Settings
from tests.docket.databases import sqlite
from tests.mail_server import Mailbox, certificate
from tests.workflows.test_signature import NoFiles

__all__ = ["sqlite"]

ADDRESS = "example-reporter@mail.example.com"
SEAL = Seal("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
NO = "T2026-000001"
TOLD = Feedback(
    key=f"{NO}/5/feedback",
    act_no=5,
    title="举报办理结果反馈",
    to=(PUBLIC_FORM,),
    addressee="sender",
    result="已责令改正\n（1）排口：属实。",
    sealed="s-1",
    happened_at=datetime(2026, 9, 2, tzinfo=UTC),
)


async def sends(server: MailServer | None, contact: str, effect: Feedback = TOLD) -> Outcome:
    """Deliver a message to whoever is reached so."""
    async with httpx.AsyncClient() as http:
        mail = MailChannel(server, lambda _effect: contact)
        outside = OutsideActivities(http, lambda _system: None, NoFiles(), mail)
        return await outside.deliver(Sending(effect=effect, at=datetime.now(UTC)))


async def test_the_result_goes_to_the_address_that_was_left_under_the_same_id_each_time() -> None:
    """The answer whole, its number, no name; sent again it has the id that a mailbox knows it by."""
    mailbox = Mailbox()
    async with mailbox.opened():
        outcomes = [await sends(mailbox.server, f"邮箱{ADDRESS}，电话13800138000") for _ in range(2)]
    first, again = mailbox.messages
    body = first.get_body()
    assert body is not None

    assert [True, True] == [outcome.taken for outcome in outcomes]
    assert [ADDRESS, ADDRESS] == mailbox.to
    assert f"举报办理结果反馈（{NO}）" == first["Subject"]
    assert ["<T2026-000001.5.feedback@example.gov.cn>"] * 2 == [first["Message-ID"], again["Message-ID"]]
    assert TOLD.result.splitlines() == body.get_content().splitlines()[:2]
    assert "13800138000" not in first.as_string()


@pytest.mark.parametrize(
    ("contact", "recipient", "data", "code"),
    [
        (ADDRESS, "550 no such user", "250 OK", "mail-refused"),
        (ADDRESS, "250 OK", "554 refused", "mail-refused"),
        ("13800138000", "250 OK", "250 OK", "no-mail-address"),
    ],
)
async def test_what_can_never_arrive_is_a_persons_to_see_to(contact: str, recipient: str, data: str, code: str) -> None:
    """Refused for good, with the reason, and without a word of to whom."""
    mailbox = Mailbox(recipient=recipient, data=data)
    async with mailbox.opened():
        outcome = await sends(mailbox.server, contact)

    assert (False, code, PUBLIC_FORM) == (outcome.taken, outcome.code, outcome.receiver)
    assert contact not in outcome.model_dump_json()
    assert [] == mailbox.messages


async def test_without_a_server_only_who_left_an_address_is_told_by_hand() -> None:
    """Who left nothing reads the answer with number and code: nobody is to be told."""
    assert "no-mail" == (await sends(None, ADDRESS)).code
    assert (await sends(None, "")).taken


@pytest.mark.parametrize(("recipient", "data"), [("451 later", "250 OK"), ("250 OK", "452 full")])
async def test_who_answers_later_is_tried_again(recipient: str, data: str) -> None:
    """It fails without saying to whom, so that no history does; and is taken when the server takes it."""
    mailbox = Mailbox(recipient=recipient, data=data)
    async with mailbox.opened():
        with pytest.raises(MailAway) as failed:
            await sends(mailbox.server, ADDRESS)
        mailbox.recipient = mailbox.data = "250 OK"
        outcome = await sends(mailbox.server, ADDRESS)

    assert ADDRESS not in repr(failed.value)
    assert failed.value.__cause__ is None
    assert outcome.taken


async def test_a_server_that_is_away_is_tried_again() -> None:
    """Nobody answers on its port: it fails; once it is there, the message is taken."""
    mailbox = Mailbox()
    with pytest.raises(MailAway):
        await sends(mailbox.server, ADDRESS)
    async with mailbox.opened():
        assert (await sends(mailbox.server, ADDRESS)).taken


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_server_is_signed_in_to_over_a_secured_connection_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, security: str
) -> None:
    """Its certificate is one that is trusted, and the password right, or nothing is said; neither is told."""
    trusted = certificate(tmp_path)
    mailbox = Mailbox(security=security, certificate=trusted, user="jubao", password="a@b")
    async with mailbox.opened():
        with pytest.raises(MailAway):
            await sends(mailbox.server, ADDRESS)
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        with pytest.raises(MailAway) as failed:
            await sends(mailbox.server._replace(password="wrong"), ADDRESS)
        if security == "starttls":  # to the other one nobody who speaks in the clear gets a word out
            with pytest.raises(MailAway):
                await sends(mailbox.server._replace(security=""), ADDRESS)
        assert [] == mailbox.messages
        outcome = await sends(mailbox.server, ADDRESS)

    assert outcome.taken
    assert [ADDRESS] == mailbox.to
    assert "wrong" not in repr(failed.value)


def test_each_message_notes_once_that_the_address_was_opened(sqlite: Engine) -> None:
    """However often it is tried; and once the key is destroyed there is nobody to write to."""
    sealed, contacts = Sealed(sqlite, SEAL, lambda: datetime.now(UTC)), Contacts(sqlite, SEAL)
    effect = TOLD.model_copy(update={"sealed": sealed.seal({"text": "甲", "contact": ADDRESS}, key=NO)})
    found = [contacts.of(effect) for _ in range(3)]
    noted = SealOpenings(sqlite, lambda: datetime.now(UTC)).listed(file_no=NO, limit=10)
    sealed.erase(effect.sealed)

    assert [ADDRESS] * 3 == found
    assert [(ENGINE.id, "reporter")] == [(one.person, one.part) for one in noted]
    assert "" == contacts.of(effect)


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ({"GRIDCASE_SMTP": "smtp+starttls://jubao:a%40b@mail.example:587", "GRIDCASE_SMTP_SENDER": "a@b.cn"}, True),
        ({"GRIDCASE_SMTP": "smtps://mail.example"}, False),
        ({"GRIDCASE_SMTP": "http://mail.example", "GRIDCASE_SMTP_SENDER": "a@b.cn"}, False),
    ],
)
def test_a_mail_server_is_set_in_one_address(
    monkeypatch: pytest.MonkeyPatch, said: dict[str, str], right: bool
) -> None:
    """Scheme, host and sender; what cannot be is said in a sentence, the password never."""
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    if right:
        server = Settings.from_env().mail_server
        assert ("mail.example", 587, "a@b.cn", "starttls", "jubao", "a@b") == server
        return
    with pytest.raises(BadSettings, match="GRIDCASE_SMTP"):
        Settings.from_env()
