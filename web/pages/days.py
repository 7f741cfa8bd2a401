"""What a date is, told beside it as one enters it."""

from starlette.responses import Response

from web.hints import hint_of
from web.house import Reader


async def show(reader: Reader) -> Response:
    """Return what is told beside the date of a field."""
    asked = reader.request.query_params
    told = await hint_of(reader.api, asked.get(asked.get("field", ""), ""), asked.get("since", ""))
    return reader.page("hint.html", told=told)
