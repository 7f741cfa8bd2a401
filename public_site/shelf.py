"""Where each publication stands on the site: by its month, county, organisation and number; so that it is found again.

Nobody needs a script to search: each way to look for something is a shelf of pages. What changes with one publication
is told by the shelves on which it stands, before and after.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from docket.views import Disclosure

PLACES = re.compile("^(湖南省?|衡(?:山|东|南|阳)[县市]?|祁东县?|常宁市?|耒阳市?|(?:珠晖|雁峰|石鼓|蒸湘|南岳)区?)")
NUMBER = re.compile(r"^(?P<series>.*〔\d{4}〕)(?P<serial>\d+)号$")
BLOCK = 100
"""How many decision numbers stand on one page."""


@dataclass(frozen=True, slots=True, order=True)
class Shelf:
    """One sorted set of publications: a month, a county, an organisation, a hundred numbers of a series."""

    way: str
    """Its folder: `months`, `places`, `parties`, `numbers`."""
    name: str
    title: str

    @property
    def stem(self) -> str:
        """Return the name of its pages without their number."""
        return f"{self.way}/{self.name}"


def shelves_of(shown: Disclosure) -> Iterator[Shelf]:
    """Yield where a publication stands; what was taken back is found by no organisation's name."""
    month = shown.published_on.strftime("%Y-%m")
    yield Shelf("months", month, f"{month[:4]}年{int(month[5:])}月公开的决定")
    if shown.place:
        yield Shelf("places", _hashed(shown.place), shown.place)
    if shown.party_no and shown.party:
        yield Shelf("parties", _hashed(shown.party_no), shown.party)
    found = NUMBER.match(shown.number)
    if found:
        series, block = found["series"], (int(found["serial"]) - 1) // BLOCK
        told = f"{series}{block * BLOCK + 1}号至{(block + 1) * BLOCK}号"
        yield Shelf("numbers", f"{_hashed(series)}-{block + 1:03}", told)


def initial(name: str) -> str:
    """Return the sign by which an organisation is looked up: the first of its own name, after the places (字号首字)."""
    rest = name
    while found := PLACES.match(rest):
        if not rest[found.end() :]:
            break
        rest = rest[found.end() :]
    return rest[:1]


def _hashed(name: str) -> str:
    """Return a name of a file that any server can serve."""
    return hashlib.sha256(name.encode()).hexdigest()[:12]
