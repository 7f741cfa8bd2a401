"""Who signs people in for the city (统一身份认证): by OpenID Connect, by CAS, or both; none where none is set.

Who somebody is comes from there; what they may do is the register's. A door is loaded where it is set.
"""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal, Protocol

import httpx

from settings import Settings

Door = Literal["city", "cas"]
WITHIN = 10.0
"""Seconds that a provider has to answer."""
NOT_CONFIRMED = "统一身份认证没有确认您的身份，或者登录已经过时；请重新登录"
NO_NUMBER = "统一身份认证没有给出人员编号，请联系系统管理员核对设置"
NO_ANSWER = "统一身份认证暂时没有应答，请稍后再登录"
ENTROPY = 48
"""Bytes of chance in what must not be guessed; as a verifier of PKCE they are as long as it asks."""


class NotSignedIn(Exception):  # noqa: N818  an answer, not an error
    """Nobody was signed in; why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one attempt to sign in is known by when it comes back; the browser keeps it meanwhile."""

    state: str
    nonce: str
    verifier: str
    back: str
    """Where to go on."""

    @classmethod
    def begun(cls, back: str) -> "Attempt":
        """Return a new attempt, which nobody can guess."""
        return cls(chance(), chance(), chance(), back)

    def kept(self) -> str:
        """Return it as a cookie holds it."""
        back = base64.urlsafe_b64encode(self.back.encode()).decode().rstrip("=")
        return f"{self.state}.{self.nonce}.{self.verifier}.{back}"

    @classmethod
    def read(cls, kept: str) -> "Attempt":
        """Read it back; what is none is an attempt that nothing answers to."""
        parts = kept.split(".")
        if len(parts) != len(cls.__slots__) or not all(parts):
            raise NotSignedIn("登录没有从本系统的登录页开始，或者已经过时；请重新登录")
        state, nonce, verifier, back = parts
        try:
            told = base64.urlsafe_b64decode(back + "=" * (-len(back) % 4)).decode()
        except ValueError:
            told = ""
        return cls(state, nonce, verifier, told)


class Provider(Protocol):
    """A provider as this system is registered with it."""

    async def ask(self, back: str) -> tuple[str, Attempt]:
        """Return where to send the browser to be signed in, and what it has to keep meanwhile."""

    async def person(self, came_back: str, attempt: Attempt) -> str:
        """Return who was signed in, by the number of the register, from the address the browser came back to.

        Raises:
            NotSignedIn: the provider refused, or what came back is not an answer to this attempt.
        """

    async def farewell(self) -> str:
        """Return where one signs out at the provider as well; empty where it has no such page."""


async def asked_of(method: str, address: str, **more: Any) -> httpx.Response:  # noqa: ANN401  as httpx takes it
    """Return what a provider answers.

    Raises:
        NotSignedIn: it does not answer, or says no.
    """
    try:
        async with httpx.AsyncClient(timeout=WITHIN, trust_env=False) as http:
            answer = await http.request(method, address, **more)
    except httpx.HTTPError as error:
        raise NotSignedIn(NO_ANSWER) from error
    if not answer.is_success:
        raise NotSignedIn("统一身份认证没有确认您的身份，请重新登录")
    return answer


def chance() -> str:
    """Return what nobody can guess."""
    return secrets.token_urlsafe(ENTROPY)


def providers_of(settings: Settings) -> Mapping[Door, Provider]:
    """Return the providers that the settings name, by their doors."""
    found: dict[Door, Provider] = {}
    if settings.oidc_issuer:
        found["city"] = import_module("web.openid").OpenId(settings)
    if settings.cas_server:
        found["cas"] = import_module("web.cas").Cas(settings)
    return found
