"""A complaint about whoever would handle it (被举报的承办人员应当回避): it goes to another, and they do not read it.

Who is complained about stands in sealed words alone, so it is looked for there when the complaint comes in, and again
when somebody opens them. Nothing of it stands in the file: who answers is simply another.
"""

from collections.abc import Iterable, Mapping

from api.problems import forbidden
from models.people import Actor, Answerable
from registry.errors import NotInRegister
from registry.privacy import mentions
from registry.registry import Registry

POSTS = ("leader", "main", "direct")


def spared(registry: Registry, rows: tuple[Answerable, ...], words: str) -> tuple[Answerable, ...]:
    """Return who answers, without anybody whom the words name: another of the same unit stands in their place.

    Where the words name all who answer of a unit, the unit above has it; the city's stays, whoever is named.
    """
    named = _named(registry, {getattr(row, post) for row in rows for post in POSTS}, words)
    if not named:
        return rows
    changed = [_another(row, named) for row in rows]
    kept = tuple(row for row in changed if row is not None)
    return kept or rows


def _another(row: Answerable, named: frozenset[str]) -> Answerable | None:
    others = [one for one in (row.main, row.leader, row.direct) if one not in named]
    if not others:
        return None
    told: Mapping[str, str] = {post: others[0] for post in POSTS if getattr(row, post) in named}
    return row.model_copy(update=told)


def must_not_be_named(registry: Registry, actor: Actor, words: str) -> None:
    """Refuse the words of a complaint to whoever is named in them."""
    if _named(registry, {actor.id}, words):
        raise forbidden("named-in-complaint", "举报内容涉及您本人，应当回避，不能查看；请由本单位其他人员办理")


def _named(registry: Registry, people: Iterable[str], words: str) -> frozenset[str]:
    """Return which of these people the words name; somebody whom the register does not know is named by nobody."""
    found = set()
    for number in people:
        try:
            name = registry.people.person(number).name
        except NotInRegister:
            continue
        if mentions(words, name):
            found.add(number)
    return frozenset(found)
