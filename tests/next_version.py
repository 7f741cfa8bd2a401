"""A version after ours, as far as the wire shows it: every value it writes says one thing more than we know."""

import dataclasses
import json
from pathlib import Path
from typing import Any

from temporalio.api.common.v1 import Payload
from temporalio.client import Client
from temporalio.converter import CompositePayloadConverter

from workflows.wire import DATA_CONVERTER, StoredValues, ValueConverter

MORE = "of_the_next_version"
TABLES = frozenset({"attributes", "irregularities", "further_irregularities", "fields"})
"""Fields that are tables of their own, not values."""


def with_more(said: Any) -> Any:  # noqa: ANN401  whatever JSON holds
    """Return what the next version would write: one field more in every value."""
    if isinstance(said, list):
        return [with_more(one) for one in said]
    if not isinstance(said, dict):
        return said
    own = {name: part if name in TABLES else with_more(part) for name, part in said.items()}
    return {**own, MORE: {"since": 2027}}


def without_more(said: Any) -> Any:  # noqa: ANN401  as above
    """Return what this version knows of it."""
    if isinstance(said, list):
        return [without_more(one) for one in said]
    if not isinstance(said, dict):
        return said
    return {name: without_more(part) for name, part in said.items() if name != MORE}


def sample_of(path: Path) -> dict[str, Any]:
    """Return what a sample says."""
    said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return said


class NextValues(StoredValues):
    """Writes as the next version does."""

    def to_payload(self, value: Any) -> Payload | None:  # noqa: ANN401  of any type
        """Return the payload of a value, with what the next version adds."""
        payload = super().to_payload(value)
        if payload is not None:
            payload.data = json.dumps(with_more(json.loads(payload.data)), ensure_ascii=False).encode()
        return payload


class NextConverter(CompositePayloadConverter):
    """Our converters, with those of the next version for JSON."""

    def __init__(self) -> None:
        ours = ValueConverter().converters
        super().__init__(*(NextValues() if isinstance(one, StoredValues) else one for one in ours.values()))


NEXT_CONVERTER = dataclasses.replace(DATA_CONVERTER, payload_converter_class=NextConverter)


async def of_the_next_version(client: Client) -> Client:
    """Return a client, or what a worker stands on, of the next version: another process, so another connection."""
    host, namespace = client.service_client.config.target_host, client.namespace
    return await Client.connect(host, namespace=namespace, data_converter=NEXT_CONVERTER)
