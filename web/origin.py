"""Whence a form was sent: a browser tells its host, and another host's forms are none of ours."""

from urllib.parse import urlsplit

from starlette.requests import Request


def from_our_host(request: Request) -> bool:
    """Tell whether a form was sent from a page of this host; a browser that hides where it was is believed."""
    origin = request.headers.get("origin")
    return origin in (None, "null") or urlsplit(origin).netloc == request.headers.get("host")
