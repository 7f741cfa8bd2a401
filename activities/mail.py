"""Feedback by mail (电子邮件): to the address that whoever reported left, over SMTP.

Where no address was left there is nobody to write to: who left a telephone is called by a person; who left nothing
reads the answer with number and code. Who it is stands in no failure and no log, so neither in a history.
"""

import asyncio
import re
import smtplib
import ssl
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import NamedTuple

from activities.channels import No
from models.effects import Feedback
from models.ids import file_no_of
from models.values import CIVIL

WITHIN = 15.0
"""Seconds that one answer of a mail server may take."""
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
"""An address of mail within what somebody wrote of how they are reached."""
FOR_GOOD = range(500, 600)
NO_SERVER = No("no-mail", "系统没有配置发送邮件的服务器；请按举报人所留的联系方式告知")
NO_ADDRESS = No("no-mail-address", "举报人没有留电子邮箱；请按其所留的联系方式告知")

ContactOf = Callable[[Feedback], str]
"""Returns how whoever reported is reached, opened from the seal; empty where nothing was left, or it is destroyed."""


class MailServer(NamedTuple):
    """The bureau's mail server, and in whose name is written."""

    host: str
    port: int
    sender: str
    security: str = ""
    """`starttls`, `tls`, or empty where the server is the machine's own."""
    user: str = ""
    password: str = ""


class MailAway(Exception):  # noqa: N818
    """The mail server cannot be reached, or does not take the message now; it says nothing of to whom."""


class MailChannel:
    """To whoever reported, at the address they left."""

    def __init__(self, server: MailServer | None, contact_of: ContactOf) -> None:
        self._server, self._contact_of = server, contact_of

    async def send(self, effect: Feedback, at: datetime) -> No | None:
        """Send one message under an id of its own, by which a mailbox knows what it had before."""
        contact = await asyncio.to_thread(self._contact_of, effect)
        if not contact:
            return None
        found = ADDRESS.search(contact)
        if found is None:
            return NO_ADDRESS
        if self._server is None:
            return NO_SERVER
        message = message_of(effect, at, self._server.sender, found[0])
        failed = await asyncio.to_thread(_sent, self._server, message)
        if not failed:
            return None
        if failed in FOR_GOOD:
            return No("mail-refused", f"对方邮件服务器拒收（{failed}）；请按举报人所留的其他联系方式告知")
        raise MailAway(f"邮件暂时没有发出（{failed}）")


def message_of(effect: Feedback, at: datetime, sender: str, to: str) -> EmailMessage:
    """Return a message in plain text."""
    file_no = file_no_of(effect.key)
    message = EmailMessage()
    message["Subject"] = f"{effect.title}（{file_no}）"
    message["From"], message["To"] = sender, to
    message["Date"] = format_datetime((effect.happened_at or at).astimezone(CIVIL))
    message["Message-ID"] = f"<{effect.key.replace('/', '.')}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(
        f"{effect.result}\n\n举报编号：{file_no}\n本邮件由系统自动发出，请勿回复；有疑问请拨打 12369。\n"
    )
    return message


def _sent(server: MailServer, message: EmailMessage) -> int:
    """Return 0 where the server took a message, else what it answered; -1 where it answered nothing."""
    try:
        with _connected(server) as mail:
            if server.user:
                mail.login(server.user, server.password)
            mail.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        return max(code for code, _ in refused.recipients.values())
    except smtplib.SMTPDataError as refused:
        return refused.smtp_code
    except (smtplib.SMTPException, OSError):  # ours to mend, or away: never said with whom it was about
        return -1
    return 0


def _connected(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=WITHIN, context=context)
    mail = smtplib.SMTP(server.host, server.port, timeout=WITHIN)
    if server.security == "starttls":
        try:
            mail.starttls(context=context)
        except BaseException:
            mail.close()
            raise
    return mail
