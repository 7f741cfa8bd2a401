"""The search attributes of files: what the Temporal UI can be asked for; few, and no personal data in them."""

from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest, ListSearchAttributesRequest
from temporalio.client import Client
from temporalio.common import SearchAttributeKey

NAMES = ("FileStage", "FileGrid", "FileUnit", "FileLastDay", "FileAlert")
ATTRIBUTES = {name: SearchAttributeKey.for_keyword(name) for name in NAMES}


async def make_known(client: Client) -> tuple[str, ...]:
    """Have the engine know our attributes; return those that were missing. Without them no file could be carried."""
    service = client.operator_service
    known = await service.list_search_attributes(ListSearchAttributesRequest(namespace=client.namespace))
    missing = [name for name in NAMES if name not in known.custom_attributes]
    if missing:
        wanted = dict.fromkeys(missing, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
        await service.add_search_attributes(
            AddSearchAttributesRequest(namespace=client.namespace, search_attributes=wanted)
        )
    return tuple(missing)
