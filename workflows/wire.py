"""How values cross the wire to and from Temporal: pydantic payloads, packed, and a refusal that keeps its article.

What crosses it may be written by a version before or after ours: fields that we do not know are kept and written back;
a word or an act that we do not know is `Unreadable`, which holds the file until a worker that knows it comes.
"""

from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from typing import Any, cast

import temporalio.api.failure.v1
from pydantic import TypeAdapter, ValidationError
from temporalio.api.common.v1 import Payload
from temporalio.client import Client
from temporalio.contrib.pydantic import PydanticJSONPlainPayloadConverter
from temporalio.converter import (
    CompositePayloadConverter,
    DataConverter,
    DefaultFailureConverter,
    DefaultPayloadConverter,
    JSONPlainPayloadConverter,
    PayloadConverter,
)
from temporalio.envconfig import ClientConfig
from temporalio.exceptions import ApplicationError

from activities.messages import JudgeRequest
from activities.weighing import LARGE
from law import refusals
from law.refusals import Refused
from models.entering import STORED
from workflows.packing import Packing

REFUSALS: tuple[type[Refused], ...] = (Refused, *Refused.__subclasses__())
KINDS = {kind.__name__: kind for kind in REFUSALS}
MOST_HELD = 64
"""How many requests that nobody has taken yet are held."""


class Held:
    """The last requests that this process has written, by what it wrote: who reads the same text has the same value.

    A file's loop and its local activity live in one process, and the whole list of acts passes between them with every
    act. A request is handed out once; whatever is not found here is read as always.
    """

    def __init__(self) -> None:
        self._values: OrderedDict[bytes, JudgeRequest] = OrderedDict()

    def put(self, text: bytes, request: JudgeRequest) -> None:
        """Hold a request until it is taken, or many others have come; a long one is not held."""
        if len(text) < LARGE:
            self._values[text] = request
            if len(self._values) > MOST_HELD:
                self._values.popitem(last=False)

    def take(self, text: bytes) -> JudgeRequest | None:
        """Return the request that a text says; None where it is not held."""
        return self._values.pop(text, None)


HELD = Held()


class Unreadable(Exception):  # noqa: N818  the file is unharmed
    """A value says something that this version has no word for: it was written by a later one."""


class StoredValues(PydanticJSONPlainPayloadConverter):
    """Reads values as what was let in once, whatever a later version has added to them."""

    def to_payload(self, value: Any) -> Payload | None:  # noqa: ANN401  of any type
        """Return the payload of a value; what a local activity of this process is asked is held for it."""
        payload = super().to_payload(value)
        if payload is not None and isinstance(value, JudgeRequest):
            HELD.put(payload.data, value)
        return payload

    def from_payload(self, payload: Payload, type_hint: type | None = None) -> Any:  # noqa: ANN401  of any type
        """Return the value of a payload; raise `Unreadable` where this version has no word for what it says."""
        if type_hint is JudgeRequest and (held := HELD.take(payload.data)) is not None:
            return held
        try:
            return _reader(Any if type_hint is None else type_hint).validate_json(payload.data, context=STORED)
        except ValidationError as error:
            raise Unreadable(_told(error)) from None


class ValueConverter(CompositePayloadConverter):
    """Temporal's own converters, with ours for JSON."""

    def __init__(self) -> None:
        own = StoredValues()
        others = DefaultPayloadConverter.default_encoding_payload_converters
        super().__init__(*(own if isinstance(one, JSONPlainPayloadConverter) else one for one in others))


@cache
def _reader(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401  a type, or what stands for one
    return TypeAdapter(kind)


def _told(error: ValidationError) -> str:
    """Say what could not be read and where, without what is written there."""
    rows = [f"{'.'.join(map(str, row['loc']))}（{row['type']}）" for row in error.errors(include_input=False)]
    return f"内容由更高版本写入，本版本不能识别：{error.title} {'、'.join(rows[:5])}"


class RefusalConverter(DefaultFailureConverter):
    """Sends a refusal as an application failure with its details; every other failure as Temporal does."""

    def to_failure(
        self,
        exception: BaseException,
        payload_converter: PayloadConverter,
        failure: temporalio.api.failure.v1.Failure,
    ) -> None:
        """Encode an exception; a refusal keeps code, sentence, article, field and guard."""
        if isinstance(exception, Refused):
            exception = ApplicationError(str(exception), exception.details(), type="Refused", non_retryable=True)
        super().to_failure(exception, payload_converter, failure)


class SealedRefusalConverter(RefusalConverter):
    """Writes messages and traces of failures where the codec encrypts them, as everything else."""

    def __init__(self) -> None:
        super().__init__(encode_common_attributes=True)


def is_unreadable(error: BaseException | None) -> bool:
    """Tell whether an update failed because its worker has no word for what it says."""
    return isinstance(error, ApplicationError) and error.type == Unreadable.__name__


def refusal_from(error: BaseException | None) -> Refused | None:
    """Return the refusal behind a failed update, or None when it failed for another reason."""
    if not isinstance(error, ApplicationError) or error.type != "Refused" or not error.details:
        return None
    details = cast("dict[str, str]", error.details[0])
    kind = KINDS.get(details.pop("type", ""), refusals.Refused)
    return kind(details.pop("code"), details.pop("sentence"), **details)


async def connect(target: str, namespace: str, keys: Sequence[str] = ()) -> Client:
    """Connect to an engine; TLS, API key and the rest come from Temporal's own environment configuration.

    With `keys`, what crosses is encrypted under the first, and read under any of them.
    """
    config = ClientConfig.load_client_connect_config()
    config["target_host"] = config.get("target_host") or target
    config["namespace"] = config.get("namespace") or namespace
    return await Client.connect(**config, data_converter=data_converter(keys))


def data_converter(keys: Sequence[str] = ()) -> DataConverter:
    """Return how values cross: as JSON, packed where that is worth it, and encrypted where there is a key."""
    return DataConverter(
        payload_converter_class=ValueConverter,
        failure_converter_class=SealedRefusalConverter if keys else RefusalConverter,
        payload_codec=Packing(keys),
    )


DATA_CONVERTER = data_converter()
