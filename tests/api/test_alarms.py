"""Monitoring alarms over HTTP: by token or signed, counted once, gathered, taken over where an open case fits."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from sqlalchemy import Engine
from standardwebhooks import Webhook

from models.values import CIVIL
from registry.entries import System
from registry.registry import Registry
from registry.sealed import Seal
from registry.signing import made_secret
from registry.systems import register_system
from settings import Settings
from tests.api.asking import FINDING, Asking

NOW = datetime.now(CIVIL).replace(minute=0, second=0, microsecond=0)
SECRET = made_secret()


def alarm(hours: int, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return an alarm of the hour that began so many hours ago."""
    began = NOW - timedelta(hours=hours)
    span = {"began_at": began.isoformat(), "ended_at": (began + timedelta(minutes=50)).isoformat()}
    measured = {"pollutant": "化学需氧量", "value": "152.4", "limit": "100", "measured_in": "mg/L"}
    return {"grid": "衡山县开云镇", "pollution": ["water"], "point": "DW001", **measured, **span, **changes}


async def test_alarms_are_counted_once_gathered_and_joined(asking: Asking) -> None:
    """From the first alarm to the open case that it fits, and on with another file once it was put aside."""
    first = await asking.sends("/v1/alarms", alarm(6), "12369", key="a-1")
    again = await asking.sends("/v1/alarms", alarm(6), "12369", key="a-1")
    second = await asking.sends("/v1/alarms", alarm(5), "12369", key="a-2")
    second_again = await asking.sends("/v1/alarms", alarm(5), "12369", key="a-2")
    other = await asking.sends("/v1/alarms", alarm(4), "12369", key="a-2")
    within = await asking.sends("/v1/alarms", alarm(4, value="99"), "12369", key="a-3")
    no = first.json()["file_no"]
    case = await asking.sends("/v1/findings", {**FINDING, "on": None, "happened_at": NOW.isoformat()}, "patroller")
    fitting = await asking.gets(f"/v1/alarms/{no}/cases")
    aside = {"ground": "checked_below_limit", "reason": "现场采样未超标"}
    put = await asking.sends(f"/v1/files/{no}/acts", {"act": "set_alarm_aside", "fields": aside}, "head")
    third = await asking.sends("/v1/alarms", alarm(3), "12369", key="a-4")

    assert (201, 200) == (first.status_code, again.status_code), first.text
    assert {**first.json(), "repeated": True} == again.json()
    assert (no, 2, False) == tuple(second.json()[name] for name in ("file_no", "act_no", "repeated"))
    assert "同一次超标" in second.json()["note"]
    assert (2, True) == (second_again.json()["act_no"], second_again.json()["repeated"])
    assert (409, "key-reused") == (other.status_code, other.json()["code"])
    assert (422, "within-limit") == (within.status_code, within.json()["code"])
    assert [(case.json()["file_no"], ["同一网格、同一类污染"])] == [
        (one["file_no"], one["reasons"]) for one in fitting.json()
    ]
    assert 200 == put.status_code, put.text
    assert (201, 1) == (third.status_code, third.json()["act_no"])
    assert no != third.json()["file_no"]


async def test_a_signature_stands_for_a_token_at_this_address_alone(
    asking: Asking, docket: Engine, settings: Settings, registry: Registry
) -> None:
    """What is forged, changed, too old, of nobody or sent elsewhere is nobody's."""
    register_system(docket, System(id="s-monitor", name="示例监控平台"), SECRET, Seal.from_settings(settings))
    body = json.dumps(alarm(6), ensure_ascii=False)

    async def posts(
        *, said: str = body, secret: str = SECRET, by: str = "s-monitor", late: int = 0, to: str = "/v1/alarms"
    ) -> httpx.Response:
        at = datetime.now(UTC) - timedelta(minutes=late)
        headers = {
            "gridcase-system": by,
            "webhook-id": "m-1",
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": Webhook(secret).sign("m-1", at, body),
            "content-type": "application/json",
        }
        return await asking.http.post(to, content=said.encode(), headers=headers)

    refused = [
        await posts(secret=made_secret()),
        await posts(said=body.replace("152.4", "1524")),
        await posts(late=6),
        await posts(by="s-nobody"),
        await posts(to="/v1/findings"),
    ]
    first, again = await posts(), await posts()

    assert ["bad-signature"] * 4 + ["no-token"] == [one.json()["code"] for one in refused]
    assert {401} == {one.status_code for one in refused}
    assert (201, 200) == (first.status_code, again.status_code), first.text
    assert "s-monitor" == registry.numbers.asked_by(first.json()["file_no"])


async def test_an_outlet_that_the_register_does_not_have_is_named(asking: Asking) -> None:
    """A credit code without a file; neither code nor grid; a clock that is ahead."""
    answers = [
        await asking.sends("/v1/alarms", alarm(6, uscc="91430400MA4L16JH46"), "12369"),
        await asking.sends("/v1/alarms", {**alarm(6), "grid": ""}, "12369"),
        await asking.sends("/v1/alarms", alarm(-30), "12369"),
    ]

    assert [(422, "unknown-polluter"), (422, "no-place"), (409, "clock-ahead")] == [
        (one.status_code, one.json()["code"]) for one in answers
    ]
