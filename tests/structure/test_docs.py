"""The pages say what the code says: every setting, act, stage, term and refusal is written down."""

import re
import tomllib
from pathlib import Path

from kinds import KINDS
from models.acts import ACTS
from settings import Settings
from tools.pages import DOCUMENTS, GLOSSARY, REFUSALS, codes, written
from tools.pages import OPERATING as RUNNING
from tools.tree import ROOT, modules, told, tracked

OPERATING = ROOT / "deploy" / "README.md"
REFRESH = "请运行 make docs"


def _variable(setting: str) -> str:
    return f"GRIDCASE_{setting.upper()}"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_the_table_of_forms_is_that_of_the_forms() -> None:
    """Each form with the guides under which it is made out."""
    assert written(_text(DOCUMENTS)) == _text(DOCUMENTS), REFRESH


def test_every_setting_is_on_the_page_for_operations() -> None:
    """Each setting has its row, with its default, in deploy/README.md."""
    page = _text(OPERATING)
    missing = [_variable(name) for name in Settings.model_fields if f"`{_variable(name)}`" not in page]

    assert missing == [], told(missing)


def test_the_defaults_on_the_page_are_those_of_the_code() -> None:
    """A default that is one value stands in the row of its setting."""
    rows = {row.split("`")[1]: row for row in _text(OPERATING).splitlines() if row.startswith("| `GRIDCASE_")}
    wrong = [
        f"{_variable(name)}: {_shown(field.default)}"
        for name, field in Settings.model_fields.items()
        if field.default_factory is None
        and field.default is not None
        and f"`{_shown(field.default)}`" not in rows[_variable(name)]
    ]

    assert wrong == [], told(wrong)


def _shown(default: object) -> str:
    return str(default).lower() if isinstance(default, bool) else str(default)


def test_the_page_names_no_setting_that_is_gone() -> None:
    """Whatever begins with GRIDCASE_ on the page or in deploy/ is read somewhere in the code."""
    known = {_variable(name) for name in Settings.model_fields}
    known |= {name for module in modules() for name in re.findall(r"GRIDCASE_[A-Z_]+[A-Z]", module.text)}
    pages = [
        path for path in (ROOT / "deploy").rglob("*") if path.is_file() and path.suffix in (".md", ".yaml", ".service")
    ]
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in pages
        for name in re.findall(r"GRIDCASE_[A-Z_]+[A-Z]", _text(path))
        if name not in known
    ]

    assert wrong == [], told(wrong)


def test_every_variable_the_code_reads_is_on_the_page() -> None:
    """A variable read beside the settings is no secret either."""
    page = _text(OPERATING)
    read = {name for module in modules() for name in re.findall(r'"(GRIDCASE_[A-Z_]+)"', module.text)}

    assert sorted(name for name in read if name not in page) == []


def test_the_glossary_is_read_off_the_code() -> None:
    """Acts with their legal terms, stages, roles and terms stand in docs/glossary.md as the code has them."""
    page = _text(GLOSSARY)

    assert written(page) == page, REFRESH


def test_the_columns_of_the_staff_list_are_read_off_the_code() -> None:
    """Who fills in a list finds every column, and what goes into it, in docs/operating.md."""
    page = _text(RUNNING)

    assert written(page) == page, REFRESH
    assert "| 网格责任人 | 责任类型 | 必填 |" in page


def test_every_act_and_every_stage_is_in_the_glossary() -> None:
    """No act and no stage is without its Chinese name on the page."""
    page = _text(GLOSSARY)
    stages = {name: label for kind in KINDS.values() for name, label in kind.stage_names.items()}
    missing = [name for name, kind in ACTS.items() if f"`{name}` | {kind.label} |" not in page]
    missing += [name for name, label in stages.items() if f"`{name}` | {label} |" not in page]

    assert missing == [], told(missing) + REFRESH


def test_every_refusal_has_its_row() -> None:
    """Each code with which a command is refused stands in docs/refusals.md, and no other."""
    listed = set(re.findall(r"^\| `([a-z…-]+)` \|", _text(REFUSALS), flags=re.MULTILINE))

    assert listed == codes(), REFRESH


def test_every_target_of_the_makefile_says_what_it_does() -> None:
    """`make` alone is the list of chores."""
    text = _text(ROOT / "Makefile")
    named = set(re.findall(r"^\.PHONY: (\S+)$", text, flags=re.MULTILINE))
    told_of = set(re.findall(r"^([a-z-]+):[^=\n]*## .+$", text, flags=re.MULTILINE))

    assert named == told_of


def test_every_decision_is_on_the_list_of_decisions() -> None:
    """docs/decisions/README.md names every record, in order, and no other."""
    folder = ROOT / "docs" / "decisions"
    records = sorted(path.name for path in folder.glob("[0-9]*.md"))
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", _text(folder / "README.md"))

    assert listed == records


def test_links_between_pages_lead_somewhere() -> None:
    """A link to a file of this repository names a file that is there."""
    pages = [path for path in tracked() if path.suffix == ".md"]
    wrong = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!\w+:|#)([^)#\s]+)", _text(page))
        if not (page.parent / target).exists()
    ]

    assert wrong == [], told(wrong)


def test_the_changelog_speaks_in_two_voices() -> None:
    """Every version has one section "### Law", then one "### Machine", and no others."""
    _, *versions = re.split(r"^## ", _text(ROOT / "CHANGELOG.md"), flags=re.MULTILINE)
    wrong = [
        f"{version.splitlines()[0]}: {found}"
        for version in versions
        if (found := re.findall(r"^### (.+)$", version, flags=re.MULTILINE)) != ["Law", "Machine"]
    ]

    assert versions
    assert wrong == [], told(wrong)


def test_the_version_is_the_newest_of_the_changelog() -> None:
    """The version that is packaged is the one the changelog speaks of first."""
    version = tomllib.loads(_text(ROOT / "pyproject.toml"))["project"]["version"]
    first = re.search(r"^## (\d\S*)", _text(ROOT / "CHANGELOG.md"), flags=re.MULTILINE)

    assert first is not None
    assert first[1] == version
