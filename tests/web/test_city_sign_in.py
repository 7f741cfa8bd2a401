"""Signing in by an identity provider that runs: code and PKCE; what it says wrongly, or of nobody here, signs nobody in."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import pytest_asyncio

from settings import BadSettings, Settings
from tests.api.conftest import Edge
from tests.ports import free_port
from tests.web.conftest import Browser, Browsers
from tests.web.identity_provider import CLIENT, SECRET
from tests.web.reading import reading_console

BACK = "http://gridcase/console/sign-in/back"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """Return the address of a provider that runs as a process of its own."""
    port = free_port()
    issuer = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "tests.web.identity_provider", str(port), BACK]
    inherited = {**os.environ, "AUTHLIB_INSECURE_TRANSPORT": "1", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=inherited) as process:
        try:
            with httpx.Client(transport=httpx.HTTPTransport(retries=12), trust_env=False, timeout=60) as http:
                assert http.get(f"{issuer}/.well-known/openid-configuration").is_success
            yield issuer
        finally:
            process.terminate()


@pytest_asyncio.fixture
async def browsers(edge: Edge, provider: str) -> AsyncIterator[Browsers]:
    """Return the console of a city whose provider this is."""
    told = edge.settings.model_dump() | {"oidc_issuer": provider, "oidc_client_id": CLIENT, "oidc_redirect": BACK}
    async with reading_console(edge, Settings(**(told | {"oidc_client_secret": SECRET}))) as found:
        yield found


async def came_back(browser: Browser, name: str, lie: str = "") -> str:
    """Leave for the provider, sign in there by a name, and return where the provider sends the browser back to."""
    left = await browser.open("/sign-in/city?back=/console/search")
    assert left.status_code == 303, left.text
    async with httpx.AsyncClient(trust_env=False, timeout=60) as http:
        answer = await http.post(left.headers["location"], data={"name": name, "lie": lie})
    assert answer.status_code == 302, answer.text
    return answer.headers["location"].removeprefix("http://gridcase/console")


async def test_who_the_provider_knows_and_the_register_too_is_signed_in(browsers: Browsers) -> None:
    """The head goes there and comes back to the page that was wanted, with a session; out is out, and says where else."""
    me = (await (await browsers.of("head")).http.get("/console/desk")).text
    asked = httpx.AsyncClient(transport=browsers.http._transport, base_url="http://gridcase")
    person = (await asked.get("/v1/people/me", headers={"Authorization": f"Bearer {browsers.tokens['head']}"})).json()
    browser = browsers.nobody()

    back = await came_back(browser, person["id"])
    answer = await browser.open(back)

    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == "/console/search"
    assert person["name"] in (await browser.open("/search")).text
    assert person["name"] in me
    await browser.open("/search")
    out = await browser.send("/sign-out", {})
    assert "/out?client_id=gridcase" in (await browser.open(out.headers["location"].removeprefix("/console"))).text
    assert (await browser.open("/search")).status_code == 303
    assert (await browser.open(back)).status_code == 403


async def test_code_and_challenge_are_asked_for_and_kept_apart(browsers: Browsers) -> None:
    """The browser carries a challenge, never the verifier; state and nonce are new each time."""
    browser = browsers.nobody()
    first, second = [
        parse_qs(urlsplit((await browser.open("/sign-in/city")).headers["location"]).query) for _ in range(2)
    ]

    assert first["response_type"] == ["code"]
    assert first["code_challenge_method"] == ["S256"]
    assert "code_verifier" not in first
    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != second[name]


@pytest.mark.parametrize("lie", ["aud", "iss", "exp", "nonce", "key"])
async def test_what_the_provider_says_wrongly_signs_nobody_in(browsers: Browsers, lie: str) -> None:
    """A token for another system, of another provider, time or attempt, or under another key is refused."""
    browser = browsers.nobody()

    answer = await browser.open(await came_back(browser, "p-430423-01", lie))

    assert answer.status_code == 403
    assert "没有确认您的身份" in answer.text
    assert (await browser.open("/search")).status_code == 303


@pytest.mark.parametrize("name", ["p-nobody", "12369", "'; drop table people"])
async def test_whom_the_register_does_not_have_is_not_signed_in(browsers: Browsers, name: str) -> None:
    """The provider knows them, the register does not: no session is left."""
    browser = browsers.nobody()

    answer = await browser.open(await came_back(browser, name))

    assert answer.status_code == 403
    assert "人员名册中没有" in answer.text


async def test_an_answer_that_nobody_asked_for_signs_nobody_in(browsers: Browsers) -> None:
    """Somebody else's answer, planted in a browser: without its own attempt, or with another, it is refused."""
    asked, other = browsers.nobody(), browsers.nobody()
    answer = await came_back(asked, "p-430423-01")

    assert (await other.open(answer)).status_code == 403
    await other.open("/sign-in/city")
    assert (await other.open(answer)).status_code == 403
    assert (await other.open("/search")).status_code == 303


async def test_without_an_answer_from_the_provider_it_says_so(edge: Edge) -> None:
    """A provider that is away: a sentence, and the local start still has its token."""
    told = edge.settings.model_dump() | {"oidc_issuer": "http://127.0.0.1:1", "oidc_client_id": CLIENT}
    async with reading_console(edge, Settings(**told)) as browsers:
        answer = await browsers.nobody().open("/sign-in/city")

    assert answer.status_code == 503
    assert "没有应答" in answer.text


def test_production_asks_its_provider_over_tls_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A provider without TLS, or without our name there, is refused at the start."""
    monkeypatch.setenv("GRIDCASE_OIDC_ISSUER", "http://id.example")
    with pytest.raises(BadSettings, match="OIDC_CLIENT_ID"):
        Settings.from_env()
    monkeypatch.setenv("GRIDCASE_OIDC_CLIENT_ID", CLIENT)
    monkeypatch.setenv("GRIDCASE_PRODUCTION", "true")
    key = "A" * 43 + "="
    for name in ("SEAL_KEY", "PAYLOAD_KEYS"):
        monkeypatch.setenv(f"GRIDCASE_{name}", key)
    with pytest.raises(BadSettings, match="https"):
        Settings.from_env()
