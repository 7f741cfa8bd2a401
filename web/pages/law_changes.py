"""What changed in the law, and from when: read off the catalogue, what is still to come on top (法律变化)."""

from datetime import UTC, datetime

from starlette.responses import Response

from models.values import civil_day
from web.house import Reader


async def show(reader: Reader) -> Response:
    """Show what began and ended, the latest first."""
    asked = {name: reader.request.query_params.get(name, "") for name in ("since", "until")}
    rows = await reader.api.get("/v1/law/changes", asked)
    return reader.page("law_changes.html", rows=rows, asked=asked, today=civil_day(datetime.now(UTC)).isoformat())
