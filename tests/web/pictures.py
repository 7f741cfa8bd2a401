"""Takes the pictures of the console that docs/ keeps: `make pictures`. Reviewed, committed, small."""

import asyncio
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from tests.web.chromium import DESK, PATIENCE, PHONE, Town, chromium
from tests.web.population import populated
from tests.web.standing import town_of_its_own

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
COLOURS = 160
"""As many as a page of letters and a few lights needs."""
TALLEST = 1600
"""Pixels of a page that are shown; what goes on below is the like."""
TAKEN = (
    ("desk", "head", "/console/desk?basket=doing", "desk"),
    ("file", "head", "/console/files/{served}", "desk"),
    ("filing", "head", "/console/files/{inspected}/acts/file_case", "desk"),
    ("refused", "head", "/console/files/{noticed}/acts/decide_penalty", "desk"),
    ("due", "officer", "/console/due", "desk"),
    ("units", "supervisor", "/console/units", "desk"),
    ("approvals", "head", "/console/approvals?act=file_case", "desk"),
    ("board", "supervisor", "/console/board", "desk"),
    ("search", "head", "/console/search?words=示例", "desk"),
    ("openings", "officer", "/console/open", "desk"),
    ("dark", "officer", "/console/desk?basket=doing", "dark"),
    ("phone-desk", "officer", "/console/desk?basket=doing", "phone"),
    ("phone-finding", "patroller", "/console/field", "phone"),
    ("phone-confirming", "officer-2", "/console/confirmations", "phone"),
)
"""Name, who looks, which page, how."""
LOOKS: dict[str, dict[str, Any]] = {
    "desk": {"viewport": DESK},
    "dark": {"viewport": DESK, "color_scheme": "dark"},
    "phone": {"viewport": PHONE},
}


async def take(folder: Path) -> None:
    """Take every picture."""
    with tempfile.TemporaryDirectory() as var:
        async with town_of_its_own(Path(var)) as (address, tokens), chromium() as browser:
            files = (await populated(address, tokens)).files
            town = Town(address, browser, tokens)
            for name, role, path, look in TAKEN:
                window = await town.of(role, **LOOKS[look])
                await window.goes(path.format(**files))
                shot = await window.page.screenshot(full_page=True, timeout=PATIENCE)
                keep(shot, folder / f"{name}.png")
                print(f"{name}.png", flush=True)  # noqa: T201  the tool tells how far it is
            await town.close()


def keep(shot: bytes, path: Path) -> None:
    """Keep a picture in few colours, its upper part where it is tall."""
    with Image.open(BytesIO(shot)) as whole:
        seen = whole.convert("RGB").crop((0, 0, whole.width, min(whole.height, TALLEST)))
        seen.quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    asyncio.run(take(Path(sys.argv[1]) if sys.argv[1:] else PICTURES))
