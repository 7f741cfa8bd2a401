"""Documents set in their fonts; where these are not here, or lack a character, the answer says so."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import TypeVar

from api.problems import Refusal
from papers.fonts import FontsUnavailable
from papers.paper import Paper
from papers.rare import CharactersLacking

T = TypeVar("T")


@contextmanager
def fonts_asked_for() -> Iterator[None]:
    """Answer with what to do where the fonts are not here, or lack a character."""
    try:
        yield
    except FontsUnavailable as lacking:
        raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, "no-fonts", "暂时无法办理", str(lacking)) from None
    except CharactersLacking as lacking:
        raise Refusal(HTTPStatus.CONFLICT, "characters-lacking", "暂时无法办理", str(lacking)) from None


def in_its_fonts(maker: Callable[[Paper], T], paper: Paper) -> T:
    """Return a document set in its fonts."""
    with fonts_asked_for():
        return maker(paper)
