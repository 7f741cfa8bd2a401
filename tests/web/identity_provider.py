"""An identity provider as a process of its own, made of Authlib's server: code flow, PKCE required, signed ID tokens.

Run as `python -m tests.web.identity_provider PORT REDIRECT`. Who signs in types a name into its form; what the rest of
the form says is what a careless or hostile provider would get wrong, so that the console can be seen to refuse it.
"""

# ruff: noqa: ARG002  Authlib hands over more than this provider needs

import os
import sys
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import uvicorn
from authlib.oauth2.rfc6749 import AuthorizationServer, ClientMixin, OAuth2Request, TokenMixin
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import AuthorizationCodeMixin, OpenIDCode, UserInfo
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "gridcase", "made-up-secret-of-the-tests"
HOUR = 3600
KEYS = {name: RSAKey.generate_key(2048, {"kid": name}) for name in ("shown", "hidden")}
CODES: dict[str, "Code"] = {}


class Client(ClientMixin):
    """The console, as it is registered here."""

    redirect = ""
    id_token_signed_response_alg = "RS256"

    def get_client_id(self) -> str:
        """Its name."""
        return CLIENT

    def get_default_redirect_uri(self) -> str:
        """The one address that it is sent back to."""
        return self.redirect

    def get_allowed_scope(self, scope: str) -> str:
        """Whatever it asks for."""
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """No other address."""
        return redirect_uri == self.redirect

    def check_client_secret(self, client_secret: str) -> bool:
        """Its secret."""
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        """By the secret only."""
        return method == "client_secret_basic" and endpoint == "token"

    def check_response_type(self, response_type: str) -> bool:
        """A code, nothing else."""
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        """A code, nothing else."""
        return grant_type == "authorization_code"


class Code(AuthorizationCodeMixin):
    """A code that was given out."""

    def __init__(self, code: str, request: OAuth2Request) -> None:
        told = request.payload.data
        self.code, self.user, self.redirect_uri, self.scope = code, request.user, told.get("redirect_uri"), "openid"
        self.nonce = told.get("nonce")
        self.code_challenge, self.code_challenge_method = told.get("code_challenge"), told.get("code_challenge_method")

    def get_redirect_uri(self) -> str | None:
        """Where it was sent."""
        return self.redirect_uri

    def get_scope(self) -> str:
        """What it is for."""
        return self.scope

    def get_nonce(self) -> str | None:
        """The nonce of the attempt."""
        return self.nonce

    def get_auth_time(self) -> int:
        """When it was."""
        return int(time.time())

    def get_acr(self) -> None:
        """Not told."""

    def get_amr(self) -> None:
        """Not told."""


class ByCode(AuthorizationCodeGrant):
    """Codes are kept in memory and good once."""

    TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic",)

    def save_authorization_code(self, code: str, request: OAuth2Request) -> Code:
        """Keep a code."""
        CODES[code] = Code(code, request)
        return CODES[code]

    def query_authorization_code(self, code: str, client: Client) -> Code | None:
        """Find a code."""
        return CODES.get(code)

    def delete_authorization_code(self, authorization_code: Code) -> None:
        """A code is good once."""
        CODES.pop(authorization_code.code)

    def authenticate_user(self, authorization_code: Code) -> dict[str, str]:
        """Whoever typed the name."""
        return authorization_code.user


class Identity(OpenIDCode):
    """What the ID token says."""

    def __init__(self, issuer: str) -> None:
        super().__init__(require_nonce=True)
        self.issuer = issuer
        self.key = "shown"

    def exists_nonce(self, nonce: str, request: OAuth2Request) -> bool:
        """No nonce twice."""
        return any(code.nonce == nonce for code in CODES.values())

    def resolve_client_private_key(self, client: Client) -> RSAKey:
        """Sign with the key that is shown, or with another that is not."""
        return KEYS[self.key]

    def get_client_claims(self, client: Client) -> dict[str, Any]:
        """Who says so, to whom."""
        return {"iss": self.issuer, "aud": [CLIENT]}

    def encode_id_token(self, token: dict[str, Any], request: OAuth2Request) -> str:
        """Sign, with the wrong key where the form asked for it."""
        self.key = "hidden" if request.user["lie"] == "key" else "shown"
        return super().encode_id_token(token, request)

    def generate_user_info(self, user: dict[str, str], scope: str) -> UserInfo:
        """Who it is; with a lie, not for this client, of another time or attempt."""
        lies: dict[str, dict[str, Any]] = {
            "aud": {"aud": ["another"]},
            "iss": {"iss": "http://evil.example"},
            "exp": {"exp": int(time.time()) - HOUR},
            "nonce": {"nonce": "another"},
        }
        return UserInfo(sub="4711", preferred_username=user["name"], **lies.get(user["lie"], {}))


class Server(AuthorizationServer):
    """Authlib's server over Starlette."""

    def __init__(self, client: Client) -> None:
        super().__init__(scopes_supported=["openid", "profile"])
        self.client = client
        self.register_token_generator("default", BearerTokenGenerator(lambda **_: os.urandom(16).hex()))

    def query_client(self, client_id: str) -> Client | None:
        """The only one."""
        return self.client if client_id == CLIENT else None

    def save_token(self, token: TokenMixin, request: OAuth2Request) -> None:
        """Nobody asks with it."""

    def send_signal(self, name: str, *args: object, **kwargs: object) -> None:
        """Nobody listens."""

    def create_oauth2_request(self, request: OAuth2Request) -> OAuth2Request:
        """It is made already."""
        return request

    def handle_response(self, status: int, body: Any, headers: Any) -> Response:  # noqa: ANN401  as Authlib has it
        """Answer as Starlette does."""
        made = JSONResponse(body, status) if isinstance(body, dict) else HTMLResponse(body or "", status)
        made.headers.update(dict(headers))
        return made


class Asked(OAuth2Request):
    """What was asked, in the address and in the form together."""

    @property
    def args(self) -> dict[str, str]:
        """All of it."""
        return self.payload.data

    @property
    def form(self) -> dict[str, str]:
        """All of it."""
        return self.payload.data


async def _asked(request: Request) -> OAuth2Request:
    told = {name: values[0] for name, values in parse_qs(request.url.query).items()}
    body = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
    made = Asked(request.method, str(request.url), headers=dict(request.headers))
    made.headers["Authorization"] = request.headers.get("authorization", "")
    made.payload = BasicOAuth2Payload({**told, **body})
    return made


def application(issuer: str, redirect: str) -> Starlette:
    """Return the provider."""
    client = Client()
    client.redirect = redirect
    server = Server(client)
    server.register_grant(ByCode, [Identity(issuer), CodeChallenge(required=True)])

    async def discovery(_request: Request) -> Response:
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        told = {name: f"{issuer}/{path}" for name, path in (*ends.items(), ("end_session_endpoint", "out"))}
        return JSONResponse({"issuer": issuer, **told})

    async def keys(_request: Request) -> Response:
        return JSONResponse({"keys": [KEYS["shown"].as_dict(private=False)]})

    async def authorize(request: Request) -> Response:
        asked = await _asked(request)
        if request.method == "GET":
            return HTMLResponse('<form method="post"><input name="name"><button>登录</button></form>')
        user = {"name": asked.payload.data.get("name", ""), "lie": asked.payload.data.get("lie", "")}
        grant = server.get_consent_grant(asked, user)
        return server.create_authorization_response(asked, grant_user=user, grant=grant)

    async def token(request: Request) -> Response:
        return server.create_token_response(await _asked(request))

    return Starlette(
        routes=[
            Route("/.well-known/openid-configuration", discovery),
            Route("/keys", keys),
            Route("/authorize", authorize, methods=["GET", "POST"]),
            Route("/token", token, methods=["POST"]),
        ]
    )


def main() -> None:
    """Serve on the loopback."""
    port, redirect = int(sys.argv[1]), sys.argv[2]
    assert urlsplit(redirect).scheme
    uvicorn.run(application(f"http://127.0.0.1:{port}", redirect), host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main()
