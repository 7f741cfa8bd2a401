"""The identity provider of the city (统一身份认证), asked by OpenID Connect: authorisation code, PKCE, nonce.

Who somebody is comes from there; what they may do is the register's. Keys and addresses are the provider's own word,
read from its discovery document; what it signs is believed only under these keys, for us, and for this one attempt.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from authlib.common.errors import AuthlibBaseError
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import parse_authorization_code_response, prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from settings import Settings
from web.provider import NO_ANSWER, NO_NUMBER, NOT_CONFIRMED, Attempt, NotSignedIn, asked_of

ALGORITHMS = ["RS256", "PS256", "ES256"]
"""How a provider may sign: with a key of its own, never with one that we have as well."""
DISCOVERY = "/.well-known/openid-configuration"
LEEWAY = 60
"""Seconds by which its clock may differ from ours."""


class OpenId:
    """The provider as this system is registered with it."""

    def __init__(self, settings: Settings) -> None:
        self._issuer = (settings.oidc_issuer or "").rstrip("/")
        self._client, self._claim, self._redirect = (
            settings.oidc_client_id or "",
            settings.oidc_claim,
            settings.oidc_redirect,
        )
        self._secret = settings.oidc_client_secret.get_secret_value() if settings.oidc_client_secret else ""
        self._known: Mapping[str, Any] | None = None

    async def ask(self, back: str) -> tuple[str, Attempt]:
        """Return where to send the browser to be signed in, and what it has to keep meanwhile."""
        attempt = Attempt.begun(back)
        address = prepare_grant_uri(
            (await self._metadata())["authorization_endpoint"],
            self._client,
            "code",
            redirect_uri=self._redirect,
            scope="openid profile",
            state=attempt.state,
            nonce=attempt.nonce,
            code_challenge=create_s256_code_challenge(attempt.verifier),
            code_challenge_method="S256",
        )
        return str(address), attempt

    async def person(self, came_back: str, attempt: Attempt) -> str:
        """Return who was signed in, by the number of the register, from the address the browser came back to.

        Raises:
            NotSignedIn: the provider refused, or what came back is not an answer to this attempt.
        """
        try:
            code = parse_authorization_code_response(came_back, attempt.state)["code"]
            raw = (await self._token(code, attempt.verifier))["id_token"]
            token = jwt.decode(raw, await self._keys(), algorithms=ALGORITHMS)
            claims = CodeIDToken(
                token.claims,
                token.header,
                {"iss": {"essential": True, "value": self._issuer}, "aud": {"essential": True, "value": self._client}},
                {"nonce": attempt.nonce, "client_id": self._client},
            )
            claims.validate(leeway=LEEWAY)
        except (AuthlibBaseError, JoseError, KeyError, ValueError) as error:
            raise NotSignedIn(NOT_CONFIRMED) from error
        told = claims.get(self._claim)
        if not isinstance(told, str) or not told:
            raise NotSignedIn(NO_NUMBER)
        return told

    async def farewell(self) -> str:
        """Return where one signs out at the provider as well; empty where it has no such page."""
        end = (await self._metadata()).get("end_session_endpoint", "")
        return f"{end}?{urlencode({'client_id': self._client})}" if end else ""

    async def _token(self, code: str, verifier: str) -> Mapping[str, Any]:
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._redirect,
            "code_verifier": verifier,
        }
        auth = ClientAuth(self._client, self._secret, "client_secret_basic" if self._secret else "none")
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        address = (await self._metadata())["token_endpoint"]
        uri, headers, body = auth.prepare("POST", address, headers, urlencode(asked))
        return await self._asked("POST", uri, headers=headers, content=body)

    async def _keys(self) -> KeySet:
        """Return the keys by which the provider signs today: they change, so they are asked for each time."""
        told: Any = await self._asked("GET", (await self._metadata())["jwks_uri"])
        return KeySet.import_key_set(told)

    async def _metadata(self) -> Mapping[str, Any]:
        if self._known is None:
            told = await self._asked("GET", self._issuer + DISCOVERY)
            if str(told.get("issuer", "")).rstrip("/") != self._issuer:
                raise NotSignedIn("统一身份认证的地址与它自称的不符，请联系系统管理员核对设置")
            self._known = told
        return self._known

    async def _asked(self, method: str, address: str, **more: Any) -> Mapping[str, Any]:  # noqa: ANN401
        answer = await asked_of(method, address, **more)
        try:
            told = answer.json()
        except ValueError:
            told = None
        if not isinstance(told, dict):
            raise NotSignedIn(NO_ANSWER)
        return told
