"""Planted words, and where they are looked for: bytes, and what stands packed in the events of a history."""

import json
from collections.abc import Iterator, Mapping, Sequence

from google.protobuf.message import Message
from temporalio.api.common.v1 import Payload
from temporalio.client import Client

from kinds import kind_of
from models.ids import workflow_id
from workflows.packing import Packing


def found_in(data: bytes, planted: Sequence[str]) -> list[str]:
    """Return what was planted and stands in some bytes, as text or as JSON escapes it."""
    forms = {one: (one.encode(), json.dumps(one)[1:-1].encode(), one.encode("utf-16-le")) for one in planted}
    return [one for one, written in forms.items() if any(form in data for form in written)]


async def found_in_history(client: Client, file_no: str, planted: Sequence[str]) -> list[str]:
    """Return what was planted and stands in a file's history, unpacked."""
    handle = client.get_workflow_handle(workflow_id(kind_of(file_no).name, file_no))
    found: list[str] = []
    for event in (await handle.fetch_history()).events:
        unpacked = await Packing().decode(list(payloads_in(event)))
        found += found_in(event.SerializeToString() + b"".join(one.data for one in unpacked), planted)
    return found


def payloads_in(message: Message) -> Iterator[Payload]:
    """Yield every payload of an event, however deep it stands."""
    if isinstance(message, Payload):
        yield message
        return
    for _, value in message.ListFields():
        parts = [value] if isinstance(value, Message) else _inside(value)
        for part in parts:
            if isinstance(part, Message):
                yield from payloads_in(part)


def _inside(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return list(value.values())
    return list(value) if hasattr(value, "append") and hasattr(value, "__iter__") else []
