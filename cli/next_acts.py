"""What may be done next, each with the line that does it: to be copied, its required fields as placeholders."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from cli.remote import Remote, posts
from cli.sheet import folded
from console.file_view import FileView, last_day, may_do
from console.receivers import ADDRESS, TRANSFER, UNIT, asked_for, told
from judging.record import Record
from judging.step import name_of
from models.acts.order_revision import RevokeOrder
from models.acts.upward import AcknowledgeReport
from models.standing import Next
from procedures.reporting_upward import is_to_the_city, unacknowledged

Catalogue = Mapping[str, Mapping[str, Any]]
OFFICERS, PARTY = "officers", "party"
CITY_POST = "supervisor"
"""Who can be played locally of the city's bureau."""
PATROLLER, TOWNSHIP = "patroller", 3
"""Who works in townships alone, and their level: a file of a whole county is not theirs."""
INDENT, MORE = "    ", "      "
FALLBACK, YES_OR_NO, OBJECT = "字段", "是否", "对象"
ANY_OBJECT = """'{"〈字段〉":"〈新的内容〉"}'"""
"""What stands for the new content of an act that is corrected, of whatever fields."""
PARTS = re.compile('(?<=,)(?="|{)')
"""Where an object may go on below: between two of its members."""
CHOICES, SHOWN = 4, 40
"""How many of the words to choose from a placeholder shows, and how many places they may take."""


class NextActs:
    """The acts that may be done next in a file, as lines to copy."""

    def __init__(
        self,
        view: FileView,
        catalogue: Catalogue,
        posts: Sequence[str],
        me: Mapping[str, Any] | None,
        receivers: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        """Take the file, the catalogue of acts, the local tokens to act under, and who asks; None = whoever it is.

        The receivers are the departments to which a transfer from the file is proposed to go.
        """
        self._view, self._catalogue, self._posts, self._me = view, catalogue, posts, me
        self._receivers = receivers

    def page(self, width: int, *, whole: bool) -> RenderableType:
        """Return the usual next acts, or with the whole of them the others as well."""
        by_people = [row for row in self._view.standing.next if row.roles]
        rows = [row for row in by_people if self._may(row)]
        usual = [row for row in rows if row.usual]
        others = [row for row in rows if not row.usual]
        whose = "" if self._me is None else f"（{self._me['name'] or self._me['id']}可以办理的）"
        head = f"下一步{whose}" if usual else f"下一步{whose}：通常没有" if rows else f"下一步{whose}：没有"
        parts = [Text(head, style="bold"), *self._blocks(usual, width)]
        if others and whole:
            parts += [Text("其余可以办理的（不常用）", style="bold"), *self._blocks(others, width)]
        elif others:
            parts.append(Text(f"另有{len(others)}项可以办理（不常用），加 --all 查看"))
        elsewhere, unasked = len(by_people) - len(rows), len(self._view.standing.next) - len(by_people)
        if elsewhere:
            parts.append(Text(f"另有{elsewhere}项由其他人办理" + ("，不写 --as 查看" if self._posts else "")))
        if unasked:
            parts.append(Text(f"另有{unasked}项由相关案卷、外部系统记入，不由人员办理"))
        return Group(*parts)

    def _may(self, row: Next) -> bool:
        return self._me is None or may_do(self._me, row)

    def _blocks(self, rows: Iterable[Next], width: int) -> Iterator[Text]:
        terms = {term.key: term for term in self._view.standing.terms}
        for row in rows:
            term = terms.get(row.term)
            waiting = f"　期限：{term.name}，最后一日 {last_day(term)}" if term else ""
            whose = f"　当事人：{'、'.join(map(self._view.name, row.parties))}" if row.parties else ""
            yield folded(Text(f"  {row.label}　由{row.by}办理{whose}{waiting}"), width, len(INDENT))
            yield Text(broken(self.line(row), width), style="cyan")
            if row.act == TRANSFER:
                for one in self._receivers:
                    yield folded(Text(f"{INDENT}按职责分工可送{told(one)}"), width, len(MORE))

    def line(self, row: Next) -> list[str]:
        """Return the words of the command that does an act."""
        entry = self._catalogue[row.act]
        able = [one for one in self._posts if one in row.roles]
        where = self._view.standing
        township = any(one.level == TOWNSHIP and one.unit == where.holder_unit for one in where.answerable)
        able = self._in_the_city(row, able)
        near = able if township else [one for one in able if one != PATROLLER] or able
        role = self._posts[0] if self._me and self._posts else next(iter(near), None)
        own = ["gridcase act", self._view.standing.file_no, row.act]
        own += [f"--as {role}"] if role else []
        for field in entry["fields"]:
            if field["name"] == OFFICERS:
                own += ["--officer 〈执法人员编号〉"] * 2
            elif field["name"] == PARTY and row.parties and not field["required"]:
                one_of = "/".join(row.parties)
                own.append(f"--set {PARTY}={one_of if len(row.parties) == 1 else f'〈{one_of}〉'}")
            elif (row.act, field["name"]) == (TRANSFER, UNIT) and self._receivers:
                units = "/".join(one["unit"] for one in self._receivers)
                own.append(f"--set {UNIT}={units if len(self._receivers) == 1 else f'〈{units}〉'}")
            elif field["required"] or self._is_offered(field, row.act):
                own.append(f"--set {field['name']}={self._placeholder(field, row.act)}")
        return own

    def _in_the_city(self, row: Next, able: list[str]) -> list[str]:
        """Return who may do an act, the city's alone where only the city may: what was reported to it."""
        waiting = unacknowledged(Record.of(self._view.acts)) if row.act == name_of(AcknowledgeReport) else []
        of_the_city = bool(waiting) and all(map(is_to_the_city, waiting))
        return [one for one in able if one == CITY_POST] if of_the_city else able

    def _is_offered(self, field: Mapping[str, Any], act: str) -> bool:
        """Tell whether the line shows what the act may do without; one that points, where it means something."""
        done = {one.name for one in self._view.acts}
        shown = field.get("offered") or not done.isdisjoint(field.get("offered_after", ()))
        return bool(shown) and (field["points_at"] is None or self._meant(field, act) is not None)

    def _meant(self, field: Mapping[str, Any], act: str) -> int | None:
        """Return the number of the last act that a field may mean: one that counts, and of which it is not said yet."""
        meant, acts = field["points_at"] or {}, self._view.acts
        if act == name_of(AcknowledgeReport):
            waiting = unacknowledged(Record.of(acts))
            return max((one.no for one in waiting if not is_to_the_city(one)), default=max(one.no for one in waiting))
        gone: set[int | None] = {no for no, amended in self._view.amended.items() if amended.now is None}
        revoked = {one.content.of for one in acts if isinstance(one.content, RevokeOrder)}
        if field.get("once"):
            same = [one for one in acts if one.name == act and one.no not in gone]
            gone |= {one.content.__dict__.get(field["name"]) for one in same}
        known = [one.no for one in acts if one.name in meant and one.no not in gone]
        return max((no for no in known if no not in revoked), default=max(known, default=None))

    def _placeholder(self, field: Mapping[str, Any], act: str) -> str:
        """Return what stands for a value: the number of the act that is meant, the words to choose from, a name."""
        number = self._meant(field, act)
        if number is not None:
            return str(number)
        if field["fields"]:
            parts = [one for one in field["fields"] if one["required"]] or field["fields"]
            inner = {one["name"]: self._placeholder(one, act) for one in parts}
            return f"'{json.dumps(inner, ensure_ascii=False, separators=(',', ':'))}'"
        if field["kind"] == OBJECT:
            return ANY_OBJECT
        words = list(field["values"].values()) or ["是", "否"] * (field["kind"] == YES_OR_NO)
        shown = next(
            (words[:count] for count in range(CHOICES, 0, -1) if cell_len("/".join(words[:count])) < SHOWN), ()
        )
        several = f"{'/'.join(shown)}{'/…' * (len(words) > len(shown))}"
        return f"〈{several if shown else field['label'] or FALLBACK}〉"


def broken(words: Sequence[str], width: int) -> str:
    """Return a command broken between its words as a shell reads it, so that what is copied still runs."""
    lines = [f"{INDENT}{words[0]}"]
    for word in words[1:]:
        if cell_len(f"{lines[-1]} {word} \\") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(f"{MORE}{word}" if cell_len(f"{MORE}{word} \\") <= width else f"{MORE}{_spread(word, width)}")
    return " \\\n".join(lines)


def _spread(word: str, width: int) -> str:
    """Return an object in JSON, which a shell reads between two quotes, on as many lines as it needs."""
    lines: list[str] = []
    for part in PARTS.split(word):
        if lines and cell_len(f"{MORE}{lines[-1]}{part} \\") <= width:
            lines[-1] += part
        else:
            lines.append(part)
    return f"\n{MORE}".join(lines)


def _receivers(api: Remote, view: FileView, *, whole: bool) -> list[dict[str, Any]]:
    """Return to whom a transfer from a file is proposed to go; asked only where its line is shown."""
    is_shown = any(row.act == TRANSFER and (whole or row.usual) for row in view.standing.next)
    asked = asked_for(view) if is_shown else None
    found: list[dict[str, Any]] = [] if asked is None else api.get(ADDRESS, asked)
    return found


def next_acts(api: Remote, role: str | None, view: FileView, *, whole: bool = False) -> NextActs:
    """Return what may be done next in a file: by whom the command speaks for, or locally by anybody."""
    catalogue = {entry["name"]: entry for entry in api.get("/v1/acts")} if view.standing.next else {}
    tokens = posts(role)
    me = None if role is None and tokens else api.get("/v1/people/me")
    return NextActs(view, catalogue, tokens, me, _receivers(api, view, whole=whole))
