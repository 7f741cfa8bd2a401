"""How long a command waits for the API, and why one that was not answered was not: asked of the API, never guessed."""

from collections.abc import Iterator, Mapping
from typing import Any

import httpx

from settings import Settings

LEAST = 30.0
"""Seconds within which any answer may come."""
CALLS = 4
"""How many times one request asks the engine, one after the other, at the most."""
AT_ONCE = 10.0
"""Seconds within which an API that is up takes a call and says how its parts are."""
DOWN = "down"


def patience(settings: Settings) -> httpx.Timeout:
    """Return how long an answer is waited for: longer than the API waits, so that the API says what is so."""
    api = CALLS * (settings.command_timeout + settings.worker_wait)
    return httpx.Timeout(max(LEAST, api), connect=AT_ONCE)


def silence(http: httpx.Client, fault: httpx.ReadTimeout) -> str:
    """Return in a sentence that nothing came within the time of a request, and what of the system is away."""
    waited = fault.request.extensions["timeout"]["read"]
    return f"系统在{waited:g}秒内没有答复：{_why(http)}"


def _why(http: httpx.Client) -> str:
    try:
        health: dict[str, Any] = http.get("/healthz", timeout=AT_ONCE).json()
    except (httpx.HTTPError, ValueError):
        return "接口也没有报告各部分的状态，可能已经停住或者正忙；请稍候再试"
    away = "、".join(_away(health))
    return f"{away}；请恢复以后再试" if away else "各部分都在运行，可能正忙；请稍候再试"


def _away(health: Mapping[str, Any]) -> Iterator[str]:
    pulse = health.get("pulse", {})
    if health.get("docket") == DOWN:
        yield "登记簿和案卷台账的数据库无法连接"
    if pulse.get("engine") == DOWN:
        yield "流程引擎没有应答"
    elif pulse.get("worker") == DOWN:
        yield "没有工作进程在运行"
