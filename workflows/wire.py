"""How values cross the wire to and from Temporal: pydantic payloads, and a refusal that keeps its article."""

from typing import cast

import temporalio.api.failure.v1
from temporalio.client import Client
from temporalio.contrib.pydantic import PydanticPayloadConverter
from temporalio.converter import DataConverter, DefaultFailureConverter, PayloadConverter
from temporalio.envconfig import ClientConfig
from temporalio.exceptions import ApplicationError

from law import refusals
from law.refusals import Refused

REFUSALS: tuple[type[Refused], ...] = (Refused, *Refused.__subclasses__())
KINDS = {kind.__name__: kind for kind in REFUSALS}


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


def refusal_from(error: BaseException | None) -> Refused | None:
    """Return the refusal behind a failed update, or None when it failed for another reason."""
    if not isinstance(error, ApplicationError) or error.type != "Refused" or not error.details:
        return None
    details = cast("dict[str, str]", error.details[0])
    kind = KINDS.get(details.pop("type", ""), refusals.Refused)
    return kind(details.pop("code"), details.pop("sentence"), **details)


async def connect(target: str, namespace: str) -> Client:
    """Connect to an engine; TLS, API key and the rest come from Temporal's own environment configuration."""
    config = ClientConfig.load_client_connect_config()
    config["target_host"] = config.get("target_host") or target
    config["namespace"] = config.get("namespace") or namespace
    return await Client.connect(**config, data_converter=DATA_CONVERTER)


DATA_CONVERTER = DataConverter(
    payload_converter_class=PydanticPayloadConverter, failure_converter_class=RefusalConverter
)
