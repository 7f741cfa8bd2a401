"""What pages are made with is read by the browsers of offices: Chromium 86 and what is built on it, Firefox ESR.

No Firefox comes in a package of npm or PyPI, so none is driven here: scripts are read by a parser that knows no more
than ES2018, and the style sheets are looked through for what came later than those browsers.
"""

import re
import subprocess
from pathlib import Path

import pytest

from engine.npm import node_command
from tools import browser
from tools.tree import ROOT

SCRIPTS = sorted((ROOT / "web" / "static").glob("*.js"))
STYLES = sorted(path for part in ("web", "api", "public_site") for path in (ROOT / part).rglob("*.css"))
TEMPLATES = sorted(path for part in ("web", "api", "public_site") for path in (ROOT / part).rglob("*.html"))
PARSES = (
    "const [acorn, ...files] = process.argv.slice(1), fs = require('fs');"
    "for (const file of files) { try {"
    " require(acorn).parse(fs.readFileSync(file, 'utf8'), {ecmaVersion: 2018});"
    " } catch (wrong) { console.log(file + ': ' + wrong.message) } }"
)
LATER = re.compile(
    r":has\(|:is\(|:where\(|@layer|@container|@scope|@property|@starting-style|color-mix\(|oklch\(|oklab\(|light-dark\("
    r"|aspect-ratio\s*:|accent-color\s*:|[\d.]+(?:[dsl]v[hwib]|cq[whib])\b|\binset(?:-\w+)*\s*:|^\s*&|\{\s*&|subgrid"
    r"|text-wrap\s*:|translate\s*:|rotate\s*:|scale\s*:",
    re.MULTILINE,
)
"""What a style sheet may not stand on: each came after Chromium 86."""
LATER_MARKUP = re.compile(
    r"<dialog|popover|popovertarget|\binert\b|<search\b|<iframe[^>]*loading=|fetchpriority|onclick|<style|style="
)
"""What a page may not stand on, or is forbidden by the policy of its own content."""


def test_every_script_is_read_as_es2018() -> None:
    """Our own and the vendored library; a slip such as `a?.b` is told with its place."""
    command = [node_command(print), "-e", PARSES, str(browser.known().acorn), *map(str, SCRIPTS)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)

    assert len(SCRIPTS) > 4
    assert told.stdout == ""


def test_what_is_newer_is_found(tmp_path: Path) -> None:
    """The parser refuses what came after, and so does the list for style sheets."""
    newer = tmp_path / "newer.js"
    newer.write_text("var a = b?.c;", encoding="utf-8")
    command = [node_command(print), "-e", PARSES, str(browser.known().acorn), str(newer)]
    assert "newer.js: Unexpected token" in subprocess.run(command, capture_output=True, text=True, check=True).stdout

    for style in ("main:has(p) { }", "a { & b { } }", "p { inset: 0 }", "p { height: 100dvh }", "@layer base;"):
        assert LATER.search(style), style
    for style in ("p { transform: scale(2) }", ".is-a { }", "p { max-height: 80vh }"):
        assert not LATER.search(style), style


@pytest.mark.parametrize("path", STYLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_style_sheet_stands_on_what_came_later(path: Path) -> None:
    """An old browser drops a rule that it cannot read."""
    assert [found[0] for found in LATER.finditer(path.read_text(encoding="utf-8"))] == []


def test_no_page_stands_on_what_came_later() -> None:
    """No element that an old browser does not know, no script or style written into a page."""
    wrong = {
        str(path.relative_to(ROOT)): found
        for path in TEMPLATES
        if (found := LATER_MARKUP.findall(path.read_text(encoding="utf-8")))
    }

    assert len(TEMPLATES) > 20
    assert wrong == {}
