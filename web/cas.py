"""The identity provider of the city by CAS (中央认证服务): a ticket that comes back is shown to it once, over our own line.

The service that a ticket is for carries the chance of the attempt, so that a ticket of another attempt is none of ours.
"""

import hmac
from collections.abc import Mapping
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree.ElementTree import ParseError, fromstring

from settings import Settings
from web.provider import NO_NUMBER, NOT_CONFIRMED, Attempt, NotSignedIn, asked_of

SPACE = "{http://www.yale.edu/tp/cas}"
NAME, USER, ATTRIBUTES = "user", "serviceValidate", "p3/serviceValidate"
"""Who was signed in, and where the provider confirms it: alone, or with attributes beside it."""
LARGEST = 100_000
"""Bytes of an answer that is read; a real one has a few hundred."""


class Cas:
    """The provider as this system is registered with it."""

    def __init__(self, settings: Settings) -> None:
        self._server = (settings.cas_server or "").rstrip("/")
        self._redirect, self._attribute = settings.cas_redirect, settings.cas_attribute

    async def ask(self, back: str) -> tuple[str, Attempt]:
        """Return where to send the browser to be signed in, and what it has to keep meanwhile."""
        attempt = Attempt.begun(back)
        return f"{self._server}/login?{urlencode({'service': self._service(attempt)})}", attempt

    async def person(self, came_back: str, attempt: Attempt) -> str:
        """Return who was signed in, by the number of the register.

        Raises:
            NotSignedIn: the provider does not know the ticket, or it is not one of this attempt.
        """
        told = parse_qs(urlsplit(came_back).query)
        state, ticket = (told.get(name, [""])[0] for name in ("state", "ticket"))
        if not ticket or not hmac.compare_digest(state.encode(), attempt.state.encode()):
            raise NotSignedIn(NOT_CONFIRMED)
        shown = {"service": self._service(attempt), "ticket": ticket}
        # Attributes are promised by the third version of the protocol only.
        path = USER if self._attribute == NAME else ATTRIBUTES
        answer = await asked_of("GET", f"{self._server}/{path}", params=shown)
        names = _confirmed(answer.content)
        if self._attribute not in names:
            raise NotSignedIn(NO_NUMBER)
        return names[self._attribute]

    async def farewell(self) -> str:
        """Return where one signs out at the provider as well."""
        return f"{self._server}/logout"

    def _service(self, attempt: Attempt) -> str:
        return f"{self._redirect}?{urlencode({'state': attempt.state})}"


def _confirmed(answer: bytes) -> Mapping[str, str]:
    """Return what the provider says of whom it has signed in: `user`, and each attribute that has one value."""
    try:
        text = answer.decode("utf-8-sig").lstrip()
    except UnicodeDecodeError as error:
        raise NotSignedIn(NOT_CONFIRMED) from error
    if len(answer) > LARGEST or "<!" in text:
        raise NotSignedIn(NOT_CONFIRMED)
    body = text.partition("?>")[2] if text.startswith("<?xml") else text
    try:
        success = fromstring(body).find(f"{SPACE}authenticationSuccess")  # noqa: S314  without declarations
    except (ParseError, ValueError) as error:
        raise NotSignedIn(NOT_CONFIRMED) from error
    user = (success.findtext(f"{SPACE}{NAME}") or "").strip() if success is not None else ""
    if success is None or not user:
        raise NotSignedIn(NOT_CONFIRMED)
    told: dict[str, set[str]] = {}
    for one in success.iterfind(f"{SPACE}attributes/*"):
        told.setdefault(one.tag.removeprefix(SPACE), set()).add((one.text or "").strip())
    single = {name: next(iter(values)) for name, values in told.items() if len(values) == 1 and values != {""}}
    return {**single, NAME: user}
