"""The lock of the statute: what every provision said when it was entered; `make statute-lock` adds to it.

Rules:
1. A line is added for each new provision. A line is never taken away.
2. A provision that has to change gets a further hash on its line, and only after the changelog names it under "### Law".
3. Notes, grades of verification and sources may change freely: they say what we know, not what the law says.
4. A field that was given another name is hashed under its first one: what we call a thing is no word of the law.
"""

import hashlib
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import tomli

from law.catalogue import CALENDARS, OTHER_FILES, STATUTE
from law.edition import shipped
from law.instruments import Instrument, Provision
from law.reading import canonical_json, read_table
from tools.tree import ROOT

LOCK = ROOT / "law" / "statute.lock.toml"
CHANGELOG = ROOT / "CHANGELOG.md"
FREE = {"name", "note", "grade", "sources"}
FIRST_NAMES = {"obligor": "bound", "consequence": "missed", "variant": "case", "side": "case"}
"""The fields that have been renamed since the first provisions were locked, and what they were called then."""
HEAD = """\
# What every provision, every guard and every holiday notice said when it was entered, as a hash.
# Written by `make statute-lock`, which only ever adds: a second hash on a line is a change that CHANGELOG.md tells under "### Law".
"""

Lock = dict[str, dict[str, list[str]]]
Change = tuple[str, str]
"""Instrument (or `calendars`, `guards`) and key of one locked line."""


def present() -> dict[str, dict[str, str]]:
    """Return the hash of every provision, guard and notice as the files say it now."""
    found = {code: dict(_provisions(one)) for code, one in shipped().catalogue.instruments.items()}
    for name in sorted(OTHER_FILES):
        rows = read_table(STATUTE / name)[0][name.removesuffix("s.toml")]
        found[name.removesuffix(".toml")] = {row["id"]: fingerprint(_bound(row)) for row in rows}
    found["calendars"] = {
        file.stem: fingerprint(_bound(read_table(file)[0])) for file in sorted(CALENDARS.glob("*.toml"))
    }
    return found


def _provisions(instrument: Instrument) -> Iterator[tuple[str, str]]:
    for one in instrument.rule:
        yield key(one, instrument), fingerprint(_said(one, instrument))


def key(provision: Provision, instrument: Instrument) -> str:
    """Return what tells a provision from every other one of its instrument."""
    variants = "+".join(limit.variant for limit in provision.limits if limit.variant)
    parts = (provision.id, str(provision.since or instrument.since), provision.article, variants)
    return " ".join(part for part in parts if part)


def _said(provision: Provision, instrument: Instrument) -> dict[str, Any]:
    """Return what has legal effect in a provision, with what it takes from its instrument."""
    rolls = instrument.rolls if provision.rolls is None else provision.rolls
    until = provision.until or instrument.until
    return provision.model_dump(exclude=FREE) | {"rolls": rolls, "until": until}


def _bound(table: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in table.items() if name not in FREE}


def fingerprint(content: Mapping[str, Any]) -> str:
    """Return the hash of what a provision, guard or notice says."""
    return hashlib.sha256(canonical_json(_first_named(content)).encode()).hexdigest()[:12]


def _first_named(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table with every renamed field, at any depth, under its first name."""
    return {FIRST_NAMES.get(name, name): _within(value) for name, value in table.items()}


def _within(value: object) -> object:
    if isinstance(value, dict):
        return _first_named(value)
    return [_within(one) for one in value] if isinstance(value, list | tuple) else value


def locked() -> Lock:
    """Return the committed lock; empty before the first one."""
    return tomli.loads(LOCK.read_text(encoding="utf-8")) if LOCK.exists() else {}


def missing(lock: Lock) -> list[Change]:
    """Return what is in the statute and not in the lock."""
    return [(code, line) for code, lines in present().items() for line in lines if line not in lock.get(code, {})]


def gone(lock: Lock) -> list[Change]:
    """Return what is in the lock and no longer in the statute."""
    now = present()
    return [(code, line) for code, lines in lock.items() for line in lines if line not in now.get(code, {})]


def changed(lock: Lock) -> list[Change]:
    """Return what the statute now says in other words than the lock's last ones."""
    now = present()
    return [
        (code, line)
        for code, lines in lock.items()
        for line, hashes in lines.items()
        if line in now.get(code, {}) and now[code][line] != hashes[-1]
    ]


def untold(lock: Lock) -> list[Change]:
    """Return what has changed since it was locked without an entry of the changelog under "### Law"."""
    told = law_entries()
    again = {(code, line) for code, lines in lock.items() for line, hashes in lines.items() if len(hashes) > 1}
    return sorted(one for one in {*again, *changed(lock)} if mention(one) not in told)


def mention(change: Change) -> str:
    """Return how the changelog names a provision: its instrument and its id, in backquotes."""
    code, line = change
    return f"`{code} {line.split()[0]}`"


def law_entries() -> str:
    """Return everything the changelog says under "### Law"."""
    sections = CHANGELOG.read_text(encoding="utf-8").split("\n### ")
    return "\n".join(section.split("\n## ")[0] for section in sections if section.startswith("Law\n"))


def renewed(lock: Lock) -> Lock:
    """Return the lock with what is new added and what has changed written behind what it was."""
    for code, lines in present().items():
        kept = lock.setdefault(code, {})
        for line, now in lines.items():
            hashes = kept.setdefault(line, [])
            if hashes[-1:] != [now]:
                hashes.append(now)
    return lock


def written(lock: Lock) -> str:
    """Return the lock as text, one provision a line."""
    tables = (f"\n[{code}]\n" + "".join(_line(*row) for row in sorted(lock[code].items())) for code in sorted(lock))
    return HEAD + "".join(tables)


def _line(line: str, hashes: list[str]) -> str:
    quoted = ", ".join(f'"{one}"' for one in hashes)
    return f'"{line}" = [{quoted}]\n'


def main() -> int:
    """Add to the lock, or say which entries the changelog lacks."""
    lock = locked()
    lacking = untold(lock)
    if lacking:
        names = "\n".join(f"  {mention(one)}  {' '.join(one)}" for one in lacking)
        sys.stderr.write(
            f'以下条文与入库时不同。先在 CHANGELOG.md 的"### Law"中逐条写明（用反引号内的名称），再运行一次：\n{names}\n'
        )
        return 1
    added = len(missing(lock)) + len(changed(lock))
    LOCK.write_text(written(renewed(lock)), encoding="utf-8")
    sys.stdout.write(f"{LOCK.name}：新增{added}项\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
