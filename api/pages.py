"""Documents set in their fonts; where these are not here, the answer says so."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from api.problems import Refusal
from papers.fonts import FontsUnavailable
from papers.paper import Paper

T = TypeVar("T")


def in_its_fonts(maker: Callable[[Paper], T], paper: Paper) -> T:
    """Return a document set in its fonts."""
    try:
        return maker(paper)
    except FontsUnavailable as lacking:
        raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, "no-fonts", "暂时无法办理", str(lacking)) from None
