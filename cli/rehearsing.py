"""What a proposed law would do to the open cases, before it is deployed: read, reckoned, told; nothing changes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from cli.docket import docket
from cli.publishing import looked_at
from cli.recalculation import Watch, progress
from cli.speech import Exit, Failed
from docket import notices
from docket.editions import JudgedFile, count_open, open_files
from judging.comparing import Difference, Moved, changed_by
from kinds import KINDS
from law import edition
from law.articles import FILE as ARTICLES
from law.catalogue import Catalogue, Cited, clashes
from law.edition import Law
from law.guard_texts import GUARD_FILE, check_guard_file
from law.guards import GUARDS
from law.reading import Malformed, canonical_json
from law.refusals import Refused
from models.values import Value
from settings import Settings

PARTS = ("statute", "calendars", "norms.toml")


class RuleChanged(Value):
    """How often a rule's terms change: how many earlier, later, or otherwise (state, article, none any more)."""

    rule: str
    name: str
    cases: int
    terms: int
    earlier: int
    later: int
    otherwise: int


class Rehearsed(Value):
    """What a proposed law would change, case by case and rule by rule."""

    edition_before: str
    edition: str
    files: tuple[str, ...]
    provisions: tuple[str, ...]
    cases: int
    changed: tuple[Difference, ...]
    rules: tuple[RuleChanged, ...]
    failed: tuple[str, ...] = ()
    """Cases that the proposed law cannot answer for, and why."""


def rehearse(settings: Settings, folder: Path) -> Rehearsed:
    """Hold every open case against the files of a folder; a wrong file is told before the docket is looked at."""
    proposed = proposed_law(folder, edition.shipped())
    with docket(settings) as engine:
        before = edition.shipped().with_notices(notices.brought_in(engine))
        after = proposed if before.edition == edition.shipped().edition else proposed_law(folder, before)
        with progress("预演") as watch:
            return compare(engine, before, after, watch)


def proposed_law(folder: Path, before: Law) -> Law:
    """Read the law as a folder proposes it; refuse a folder without any of it, and rules that contradict each other."""
    if not folder.is_dir():
        raise Failed(Exit.USAGE, f"没有文件夹 {folder}")
    if not any((folder / part).exists() for part in PARTS):
        raise Failed(Exit.USAGE, f"文件夹 {folder} 中没有 {'、'.join(PARTS)} 中的任何一项")
    law = before.with_files(folder)
    _every_guard(folder / "statute" / GUARD_FILE)
    _every_article(folder / "statute" / ARTICLES.name, before, law)
    doubled = clashes(law.catalogue)
    if doubled:
        raise Failed(Exit.REFUSED, "；".join(doubled))
    return law


def _every_guard(file: Path) -> None:
    missing = sorted(set(GUARDS) - check_guard_file(file)) if file.exists() else []
    if missing:
        raise Malformed(file, 0, "guard", f"缺少{'、'.join(missing)}")


def _every_article(file: Path, before: Law, after: Law) -> None:
    missing = sorted(set(before.articles.entries) - set(after.articles.entries))
    if missing:
        raise Malformed(file, 0, "article", f"缺少{'、'.join(missing)}")


def compare(engine: Engine, before: Law, after: Law, watch: Watch) -> Rehearsed:
    """Return what differs for every open case between two laws."""
    total, changed, failed = count_open(engine), [], []
    now = datetime.now(UTC)
    for done, case in enumerate(open_files(engine), 1):
        try:
            difference = _difference(case, before, after, now)
        except Refused as no:
            failed.append(f"{KINDS[case.kind].label} {case.file_no} 按预演的规则无法计算：{no}")
        else:
            changed += [] if difference.nothing else [difference]
        watch(done, total)
    return Rehearsed(
        edition_before=before.edition,
        edition=after.edition,
        files=tuple(_files(before, after)),
        provisions=tuple(_provisions(before.catalogue, after.catalogue)),
        cases=total,
        changed=tuple(changed),
        rules=tuple(by_rule(changed)),
        failed=tuple(failed),
    )


def _difference(case: JudgedFile, before: Law, after: Law, now: datetime) -> Difference:
    return changed_by(KINDS[case.kind], case.file_no, case.acts, before, after, looked_at(case, now))


def by_rule(changed: Sequence[Difference]) -> Iterator[RuleChanged]:
    """Sum the changed terms up by rule, the most frequent first."""
    found: dict[str, list[tuple[str, Moved]]] = {}
    for difference in changed:
        for row in difference.terms:
            found.setdefault(row.rule, []).append((difference.file_no, row))
    for rule, rows in sorted(found.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        ways = Counter(_way(row) for _, row in rows)
        yield RuleChanged(
            rule=rule,
            name=rows[0][1].name,
            cases=len({file_no for file_no, _ in rows}),
            terms=len(rows),
            earlier=ways["earlier"],
            later=ways["later"],
            otherwise=ways["otherwise"],
        )


def _way(row: Moved) -> str:
    if row.before is None or row.after is None or row.before == row.after:
        return "otherwise"
    return "earlier" if row.after < row.before else "later"


def _files(before: Law, after: Law) -> Iterator[str]:
    """Return which files are new, which say something else, which are gone."""
    old, new = ({name: canonical_json(table) for name, table in law.content.items()} for law in (before, after))
    words = {(False, True): "新增", (True, True): "修改", (True, False): "删去"}
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            yield f"{words[name in old, name in new]} {name}"
    if before.norms != after.norms:
        yield "修改 norms.toml"


def _provisions(before: Catalogue, after: Catalogue) -> Iterator[str]:
    """Return which provisions are new, say something else, or are gone."""
    old, new = _by_place(before), _by_place(after)
    for place in sorted({*old, *new}):
        if place not in old or place not in new:
            yield f"{'新增' if place in new else '删去'}{(new.get(place) or old[place]).citation}（{place[1]}）"
        elif old[place].provision != new[place].provision:
            fields = "、".join(_fields(old[place], new[place]))
            yield f"修改{new[place].citation}（{place[1]}：{fields}）"


def _fields(old: Cited, new: Cited) -> Iterable[str]:
    before, after = old.provision.model_dump(), new.provision.model_dump()
    return (name for name in after if before[name] != after[name])


def _by_place(law: Catalogue) -> Mapping[tuple[Any, ...], Cited]:
    """Return every provision by what tells it from the others: instrument, rule, first day, variants, turn."""
    found: dict[tuple[Any, ...], Cited] = {}
    for versions in law.rules.values():
        for cited in versions:
            variants = ",".join(limit.variant for limit in cited.provision.limits)
            place = (cited.instrument, cited.rule, cited.since.isoformat(), variants)
            found[(*place, sum(key[:4] == place for key in found))] = cited
    return found
