"""Looking for files by words, with how many were found by what; each figure lists its rows."""

from urllib.parse import urlencode

from starlette.responses import Response

from docket.search import FoundPage
from models.looking import WAY_NAMES, Way
from web.house import PREFIX, Reader

FILTERS = ("words", "way", "rehearsal")


async def show(reader: Reader) -> Response:
    """Show what was found; without words, how to look."""
    given = reader.request.query_params
    asked = {name: given[name] for name in FILTERS if given.get(name, "").strip()}
    found, tabs, more = None, [], ""
    if "words" in asked:
        told = await reader.api.get("/v1/search", {**asked, "after": given.get("after", "")})
        found = FoundPage.model_validate(told)
        tabs = [("", "全部", found.count, _link(asked, way=""))]
        tabs += [(one, WAY_NAMES[one], found.ways[one], _link(asked, way=one)) for one in Way]
        more = _link(asked, after=found.after) if found.after else ""
    return reader.page("search.html", asked=asked, found=found, tabs=tabs, more=more, names=WAY_NAMES)


def _link(asked: dict[str, str], **changed: str) -> str:
    told = {name: value for name, value in {**asked, **changed}.items() if value}
    return f"{PREFIX}/search?{urlencode(told)}"
