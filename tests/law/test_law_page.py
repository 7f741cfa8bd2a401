"""docs/law.md says what is doubtful today, and its example is a provision as the catalogue has it."""

import re
from pathlib import Path

from law.catalogue import Catalogue
from tools import verify_term

PAGE = (Path(__file__).parents[2] / "docs" / "law.md").read_text(encoding="utf-8")
VERSIONS = [cited for versions in Catalogue.load().rules.values() for cited in versions]


def test_every_doubtful_provision_is_on_the_page_and_no_other() -> None:
    """Whoever relies on a provision of grade S, P or M has been told; one that was verified since is taken off."""
    table = PAGE.partition("<!-- doubtful -->")[2].partition("<!-- /doubtful -->")[0]
    told = set(re.findall(r"^\| ([SPM]) \| `(\w+)` \| (.+?) \|", table, flags=re.MULTILINE))

    assert told == {(str(one.grade), one.rule, one.citation) for one in VERSIONS if one.grade.doubtful}


def test_every_field_of_a_proof_is_on_the_page() -> None:
    """A stranger can read a proof with the page alone."""
    fields = ("format", "edition", "rule", "in_force_on", "set", "start", "suspended", "extended", "derivation", "end")

    assert [] == [name for name in (*fields, "digest", verify_term.FORMAT) if f"`{name}`" not in PAGE]
