"""The events described (AsyncAPI 3.0), made from the models from which they are sent."""

from functools import cache
from typing import Any

from pydantic.json_schema import models_json_schema

from models.events import TYPE, CloudEvent, FeedbackEvent

REF = "#/components/schemas/{model}"
HEADERS = {
    "webhook-id": "事件的编号，重发时不变；收到过的不再办理",
    "webhook-timestamp": "发送时间，Unix 秒",
    "webhook-signature": "以共用密钥按 Standard Webhooks 对“编号.时间.正文”的签名；更换密钥期间有新旧两个，以空格隔开",
    "content-type": "application/json",
    "ce-specversion": "CloudEvents 版本，1.0",
    "ce-id": "与 webhook-id 相同",
    "ce-source": "来源案卷",
    "ce-type": "事件类型",
    "ce-time": "所告知的事项发生的时间",
    "ce-subject": "案卷编号",
}
"""What is sent before the body."""


@cache
def described() -> dict[str, Any]:
    """Return the page."""
    both: list[tuple[type[CloudEvent | FeedbackEvent], Any]] = [(CloudEvent, "serialization")]
    both.append((FeedbackEvent, "serialization"))
    _, schemas = models_json_schema(both, ref_template=REF)
    headers = {
        "type": "object",
        "required": list(HEADERS),
        "properties": {name: {"type": "string", "description": told} for name, told in HEADERS.items()},
    }
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "网格案 Gridcase 事件", "version": "1"},
        "defaultContentType": "application/json",
        "channels": {
            "callback": {
                "address": None,
                "description": "登记的反馈地址。以 2xx 答复即为收到；4xx 为拒收，不再发送（408、425、429 除外）；其余稍后重发。",
                "messages": {TYPE: {"$ref": f"#/components/messages/{TYPE}"}},
            }
        },
        "operations": {
            "tell": {
                "action": "send",
                "channel": {"$ref": "#/channels/callback"},
                "messages": [{"$ref": f"#/channels/callback/messages/{TYPE}"}],
            }
        },
        "components": {
            "messages": {
                TYPE: {
                    "name": TYPE,
                    "title": "办理结果反馈",
                    "headers": headers,
                    "payload": {"$ref": REF.format(model=FeedbackEvent.__name__)},
                }
            },
            "schemas": schemas["$defs"],
        },
    }
