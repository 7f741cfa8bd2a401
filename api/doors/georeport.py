"""GeoReport v2 (Open311): what our services are called there, what each asks for, how a request is told.

What a sender writes is read by the mapping of its parameters (`api/platforms/open311.toml`), as any other platform's.
"""

from collections.abc import Mapping
from typing import Any

from api.doors.fields import Fields
from api.doors.mapping import Mapped, platforms
from api.problems import bad_request, unknown
from docket.sent import SentComplaint
from models.acts.finding import POLLUTION_NAMES

PLATFORM = "open311"
JURISDICTION = "430400"
"""The city by its administrative code; one endpoint serves this one alone, so that it need not be named."""
SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
WRITTEN_ON = "2026-11-28T00:00:00+08:00"
"""When the services, and what they ask for, were changed last."""
GRID, RECEIPT, ALSO = "grid", "receipt", "also"

Told = dict[str, Any]


def discovery(address: str) -> Told:
    """Return where the endpoint is, for whoever knows the server alone."""
    endpoint = {
        "specification": SPECIFICATION,
        "url": f"{address}open311/v2",
        "changeset": WRITTEN_ON,
        "type": "production",
        "formats": ["text/xml", "application/json"],
    }
    return {
        "changeset": WRITTEN_ON,
        "contact": "衡阳市生态环境局，环保举报热线 12369",
        "key_service": "api_key 即外部系统的访问令牌，由管理人员登记系统后签发",
        "endpoints": [endpoint],
    }


def services() -> list[Told]:
    """Return a service for each kind of pollution."""
    return [
        {
            "service_code": code,
            "service_name": f"{name}污染举报" if code != "construction_project" else f"{name}违法举报",
            "description": f"举报{name}方面的环境违法行为",
            "metadata": True,
            "type": "realtime",
            "keywords": f"{name},举报",
            "group": "环境违法举报",
        }
        for code, name in POLLUTION_NAMES.items()
    ]


def must_be_service(code: str) -> None:
    """Refuse a service that there is not."""
    if not code:
        raise bad_request("lacking", "没有填写 service_code，可以写的见 services", field="service_code")
    if code not in POLLUTION_NAMES:
        known = "、".join(f"{one}（{name}）" for one, name in POLLUTION_NAMES.items())
        raise unknown("unknown-service", f"没有代码为“{code[:64]}”的服务；现有：{known}", field="service_code")


def definition(code: str) -> Told:
    """Return what a service asks for beside what GeoReport itself does."""
    must_be_service(code)
    others = [{"key": one, "name": name} for one, name in POLLUTION_NAMES.items() if one != code]
    asked: list[Told] = [
        {
            "code": GRID,
            "datatype": "string",
            "required": True,
            "description": "所在的县市区和乡镇（街道），如“衡山县 开云镇”；写了 address_id（网格编号）的不写",
        },
        {
            "code": RECEIPT,
            "datatype": "string",
            "required": True,
            "description": "本件在发送方的编号，由发送程序给出，一件一个；原样重发不变，只计一次",
        },
        {
            "code": ALSO,
            "datatype": "multivaluelist",
            "required": False,
            "description": "同一来源还有的其他污染类型",
            "values": others,
        },
    ]
    fixed = {"variable": True, "datatype_description": ""}
    return {
        "service_code": code,
        "attributes": [{**fixed, **one, "order": order} for order, one in enumerate(asked, start=1)],
    }


def mapped(said: Fields, key: str) -> Mapped:
    """Return a request in our form; `key` is its number where the attribute does not give it."""
    first = {name: values[0].strip() for name, values in said.items()}
    must_be_service(first.get("service_code", ""))
    also = [one for name in (f"attribute[{ALSO}]", f"attribute[{ALSO}][]") for one in said.get(name, ())]
    media = [f"附件地址：{url}" for url in said.get("media_url", ()) if url.strip()]
    told: dict[str, Any] = {
        **first,
        "attribute[receipt]": first.get("attribute[receipt]") or key,
        "service_code": [first["service_code"], *also],
        "description": "\n".join([first.get("description", ""), *media]).strip() if first.get("description") else "",
        "phone": "、".join(filter(None, (first.get("phone"), first.get("email")))),
    }
    must_say_where(told)
    return platforms()[PLATFORM].mapped(told)


def must_say_where(told: Mapping[str, Any]) -> None:
    """Refuse a request that does not say where it is, as GeoReport asks: a point, an address, or the id of one."""
    is_point = bool(told.get("lat") and told.get("long"))
    if not (is_point or told.get("address_string") or told.get("address_id")):
        sentence = "没有写明地点：须有 lat 和 long，或者 address_string，或者 address_id（网格编号）"
        raise bad_request("lacking", sentence, field="address_string")


def told_of(request: SentComplaint) -> Told:
    """Return how a request stands, for who sent it; what was sealed is not told again."""
    code = request.pollution[0] if request.pollution else ""
    named = next((one["service_name"] for one in services() if one["service_code"] == code), "")
    return {
        "service_request_id": request.file_no,
        "status": "closed" if request.closed else "open",
        "status_notes": request.result or request.stage_name,
        "service_name": named,
        "service_code": code,
        "description": None,
        "agency_responsible": request.unit_name,
        "service_notice": None,
        "requested_datetime": request.opened_at.isoformat(),
        "updated_datetime": request.updated_at.isoformat(),
        "expected_datetime": None,
        "address": request.place,
        "address_id": request.grid,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": None,
    }
