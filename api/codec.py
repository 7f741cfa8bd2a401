"""The codec of the Temporal UI (历史解密): what stands packed and encrypted in a history, readable to who supervises.

The UI asks from a page of another origin, so a browser asks first whether it may (CORS): only that origin is answered.
"""

import base64
from typing import Any

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send
from temporalio.api.common.v1 import Payload

from api.problems import impossible
from models.values import Value
from workflows.packing import Packing

DECODE = "/v1/codec/decode"
ASKED_WITH = ("authorization", "content-type", "x-namespace")
"""The headers that the UI sends."""


class FromTheUI:
    """Lets the pages of one origin ask for the codec, and for nothing else."""

    def __init__(self, app: ASGIApp, origin: str) -> None:
        self._app = app
        self._asked: ASGIApp = CORSMiddleware(
            app, allow_origins=[origin] if origin else [], allow_methods=["POST"], allow_headers=ASKED_WITH
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, with what a browser has to be told of it."""
        is_codec = scope["type"] == "http" and scope["path"] == DECODE
        await (self._asked if is_codec else self._app)(scope, receive, send)


class Packed(Value):
    """A payload as Temporal writes it in JSON: everything in base64."""

    metadata: dict[str, str] = {}
    data: str = ""


class Payloads(Value):
    """Payloads in their order."""

    payloads: tuple[Packed, ...]


async def unpacked(packing: Packing, asked: Payloads) -> Payloads:
    """Return payloads as they were before they were packed; refuse what is none, or what no key here opens."""
    try:
        opened = await packing.decode([_payload(one) for one in asked.payloads])
    except Exception as error:
        sentence = "载荷无法解开：不是本系统写入的，已经损坏，或者设置中没有加密它的密钥（GRIDCASE_PAYLOAD_KEYS）"
        raise impossible("cannot-decode", sentence, field="payloads") from error
    return Payloads(payloads=tuple(_written(one) for one in opened))


def _payload(packed: Packed) -> Payload:
    metadata: dict[str, Any] = {name: base64.b64decode(value, validate=True) for name, value in packed.metadata.items()}
    return Payload(metadata=metadata, data=base64.b64decode(packed.data, validate=True))


def _written(payload: Payload) -> Packed:
    metadata = {name: base64.b64encode(value).decode() for name, value in payload.metadata.items()}
    return Packed(metadata=metadata, data=base64.b64encode(payload.data).decode())
