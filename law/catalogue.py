"""The catalogue of rules: which provision of which instrument states a rule on a given day."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from law.alike import alike
from law.chinese import day
from law.guard_texts import GUARD_FILE, GuardText, guard_texts
from law.instruments import UNREAD, Grade, Instrument, Limit, Provision, Unit
from law.reading import Malformed, as_model, canonical_json, edition_of, line_of, overlaid, read_table
from law.refusals import OutOfTime, Unclear

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

STATUTE = Path(__file__).with_name("statute")
CALENDARS = Path(__file__).with_name("calendars")
OTHER_FILES = frozenset({GUARD_FILE, "articles.toml", "fines.toml"})
"""Files of the statute folder that hold no instrument."""
DAY = timedelta(days=1)
NO_LIMIT = Limit(amount=1, unit=Unit.CALENDAR_DAY)
"""Stands in for the limits of a provision that has none, so that it too is counted as one variant."""


class UnknownRule(Unclear):
    """No rule of the catalogue has this id (没有这条规则); names the nearest ones."""

    def __init__(self, rule_id: str, nearest: Iterable[str] = ()) -> None:
        self.nearest = tuple(nearest)
        hint = f"相近的有：{'、'.join(self.nearest)}。" if self.nearest else "可用“gridcase law list”查看全部规则。"
        super().__init__("unknown-rule", f"规则目录中没有“{rule_id}”。{hint}", field="rule")


class NotInForce(OutOfTime):
    """The rule is known, but was not in force on the day (规则当日未施行); says when it was."""

    def __init__(self, rule_id: str, on: date, spans: Iterable[tuple[date, date | None]]) -> None:
        told = "、".join(f"{day(a)}{f'至{day(b)}' if b else '起'}" for a, b in spans)
        super().__init__("not-in-force", f"规则“{rule_id}”在{day(on)}没有施行；施行时间为{told}。", field="on")


@dataclass(frozen=True, slots=True)
class Cited:
    """A provision together with the instrument it stands in."""

    provision: Provision
    instrument_text: Instrument = field(repr=False)

    @property
    def rule(self) -> str:
        """Return the id of the rule."""
        return self.provision.id

    @property
    def name(self) -> str:
        """Return the Chinese name of the rule."""
        return self.provision.name

    @property
    def instrument(self) -> str:
        """Return the code of the instrument."""
        return self.instrument_text.code

    @property
    def title(self) -> str:
        """Return the full title of the instrument."""
        return self.instrument_text.title

    @property
    def article(self) -> str:
        """Return the article the rule stands in."""
        return self.provision.article

    @property
    def citation(self) -> str:
        """Return the provision as it is cited, e.g. 《生态环境行政处罚办法》第18条."""
        return f"《{self.instrument_text.short}》{self.article}"

    @property
    def shown(self) -> str:
        """Return the provision as a person is shown it: marked where it was not read in the original."""
        return self.citation + UNREAD * self.grade.doubtful

    @property
    def grade(self) -> Grade:
        """Return how well the provision was verified."""
        return self.provision.grade

    @property
    def binds(self) -> bool:
        """Tell whether it may be held against anybody: no guidance, and no number kept from memory alone (未核实)."""
        return self.grade is not Grade.M and not self.instrument_text.guidance

    @property
    def rolls(self) -> bool:
        """Tell whether a last day on a holiday moves to the next working day (顺延)."""
        if self.provision.coercive:
            return False
        return self.instrument_text.rolls if self.provision.rolls is None else self.provision.rolls

    @property
    def since(self) -> date:
        """Return the first day in force."""
        return self.provision.since or self.instrument_text.since

    @property
    def until(self) -> date | None:
        """Return the last day in force, if it is known."""
        return self.provision.until or self.instrument_text.until

    def in_force(self, on: date) -> bool:
        """Tell whether the provision was in force on a day."""
        return self.since <= on and (self.until is None or on <= self.until)

    @property
    def is_right(self) -> bool:
        """Tell whether the term is a period of the party, which ends on the latest day that it can have."""
        return self.provision.obligor == "party"

    def rolls_for(self, limit: Limit) -> bool:
        """Tell whether the last day of one limit of the provision moves on; the limit's own word goes first."""
        if self.provision.coercive or limit.rolls is None:
            return self.rolls
        return limit.rolls

    def limit(self, variant: str = "") -> Limit:
        """Return the amount of time for a variant (empty = the ordinary one)."""
        limits = self.provision.limits
        for limit in limits:
            if limit.variant == variant:
                return limit
        if not variant and len(limits) == 1:
            return limits[0]
        if not limits:
            raise Unclear("no-limit", f"“{self.name}”没有规定期限的长短。", article=self.citation, field="rule")
        told = "、".join(f"{one.variant or '（不填）'}（{one.label or one.amount}）" for one in limits)
        sentence = f"“{self.name}”没有“{variant}”这种情形。" if variant else f"“{self.name}”须说明属于哪种情形。"
        raise Unclear("unknown-variant", f"{sentence}可用的有：{told}。", article=self.citation, field="variant")


@dataclass(frozen=True, slots=True)
class _Line:
    """One rule through time: from each day of `days` on, the provisions at the same place of `spans` are in force."""

    days: tuple[date, ...]
    spans: tuple[tuple[Cited, ...], ...]

    def on(self, at: date) -> tuple[Cited, ...]:
        """Return the provisions in force on a day."""
        place = bisect_right(self.days, at) - 1
        return self.spans[place] if place >= 0 else ()


class Catalogue:
    """All instruments and their rules; immutable once loaded."""

    def __init__(self, instruments: Iterable[Instrument], content: Mapping[str, Any]) -> None:
        self.content = content
        """Every file of statute and calendars as it says it, by folder and name."""
        self.edition = edition_of(canonical_json(content))
        self.instruments: Mapping[str, Instrument] = {one.code: one for one in instruments}
        views: dict[str, list[Cited]] = {}
        for instrument in self.instruments.values():
            for provision in instrument.rule:
                views.setdefault(provision.id, []).append(Cited(provision, instrument))
        self.rules: Mapping[str, tuple[Cited, ...]] = {
            rule_id: tuple(sorted(views[rule_id], key=lambda cited: cited.since)) for rule_id in sorted(views)
        }
        self._lines = {rule_id: _line(cited) for rule_id, cited in self.rules.items()}

    @classmethod
    def load(cls, folder: Path | None = None, calendars: Path | None = None) -> Catalogue:
        """Return the catalogue of a folder of instruments; the project's own one is read once and kept."""
        return _load(folder or STATUTE, calendars or CALENDARS)

    @classmethod
    def read(cls, folder: Path, calendars: Path = CALENDARS) -> Catalogue:
        """Read a folder of instruments afresh; raise Malformed on the first file that cannot be used."""
        law = cls.of(overlaid(folder), overlaid(calendars))
        if not law.instruments:
            raise Malformed(folder, 0, "", "文件夹中没有规范性文件（*.toml）")
        return law

    @classmethod
    def of(cls, files: Iterable[Path], calendars: Iterable[Path]) -> Catalogue:
        """Read these files of instruments, and of calendars (which the edition covers too)."""
        content: dict[str, Any] = {}
        instruments: dict[str, Instrument] = {}
        for file in files:
            table, text = read_table(file)
            content[f"statute/{file.name}"] = table
            if file.name in OTHER_FILES:
                continue
            instrument = _instrument(table, text, file)
            if instrument.code in instruments:
                line = line_of(text, ("instrument", "code"))
                raise Malformed(file, line, "code", f"代码{instrument.code}已被另一文件使用")
            instruments[instrument.code] = instrument
        content |= {f"calendars/{file.name}": read_table(file)[0] for file in calendars}
        return cls(instruments.values(), content)

    @cached_property
    def guards(self) -> Mapping[str, GuardText]:
        """The guards (G1 to G20) as this edition states them, by number."""
        return guard_texts(self.content[f"statute/{GUARD_FILE}"], self.instrument)

    def instrument(self, code: str) -> Instrument:
        """Return an instrument by its code."""
        try:
            return self.instruments[code]
        except KeyError:
            near = "、".join(alike(code, self.instruments))
            hint = f"相近的有：{near}。" if near else "代码的写法如 MEE30。"
            raise Unclear("unknown-instrument", f"没有代码为“{code}”的规范性文件，{hint}", field="instrument") from None

    def through_time(self, rule_id: str) -> tuple[Cited, ...]:
        """Return every version of a rule, the earliest first."""
        try:
            return self.rules[rule_id]
        except KeyError:
            raise UnknownRule(rule_id, alike(rule_id, self.rules)) from None

    def in_force(self, rule_id: str, on: date) -> tuple[Cited, ...]:
        """Return the provisions that state a rule on a day; more than one only where they cover different variants."""
        line = self._lines.get(rule_id)
        return line.on(on) if line else ()

    def find(self, rule_id: str, on: date, variant: str = "") -> Cited | None:
        """Return the provision in force on a day, one that knows the variant first, the later one first; or None.

        Without a variant one that knows the ordinary case goes first.
        """
        found = self.in_force(rule_id, on)
        if len(found) > 1:
            found = tuple(one for one in found if _knows(one, variant)) or found
        return found[0] if found else None

    def provision(self, rule_id: str, on: date, variant: str = "") -> Cited:
        """Return the provision in force on a day, or raise UnknownRule or NotInForce."""
        cited = self.find(rule_id, on, variant)
        if cited is None:
            raise NotInForce(rule_id, on, [(one.since, one.until) for one in self.through_time(rule_id)])
        return cited


def clashes(catalogue: Catalogue) -> list[str]:
    """Return where two provisions of one rule state one variant on the same day, in Chinese; none in a sound one."""
    told = []
    for rule_id, versions in catalogue.rules.items():
        for on in sorted({cited.since for cited in versions}):
            found = catalogue.in_force(rule_id, on)
            variants = [one.variant for cited in found for one in cited.provision.limits or (NO_LIMIT,)]
            if len(variants) != len(set(variants)):
                told.append(f"规则“{rule_id}”在{day(on)}有重复的规定：{'、'.join(cited.citation for cited in found)}")
    return told


def _knows(cited: Cited, variant: str) -> bool:
    return any(limit.variant == variant for limit in cited.provision.limits)


@lru_cache(maxsize=8)
def _load(folder: Path, calendars: Path) -> Catalogue:
    return Catalogue.read(folder, calendars)


def _instrument(table: dict[str, Any], text: str, file: Path) -> Instrument:
    for name in table:
        if name not in ("instrument", "rule"):
            raise Malformed(file, line_of(text, (name, name)), name, "文件顶层只能有 [instrument] 和 [[rule]]")
    head = table.get("instrument")
    if not isinstance(head, dict):
        raise Malformed(file, 1, "instrument", "缺少 [instrument] 表")
    instrument = as_model(Instrument, {**head, "rule": table.get("rule", [])}, file, text)
    _dates_in_order(instrument, text, file)
    return instrument


def _dates_in_order(instrument: Instrument, text: str, file: Path) -> None:
    """Refuse a provision whose last day of force comes before its first."""
    for place, provision in enumerate(instrument.rule):
        cited = Cited(provision, instrument)
        if cited.until and cited.until < cited.since:
            line = line_of(text, ("rule", place, "until"))
            raise Malformed(file, line, f"rule.{place + 1}.until", "失效日期早于施行日期")


def _line(cited: tuple[Cited, ...]) -> _Line:
    """Cut a rule's time into spans within which the same provisions are in force."""
    cuts = sorted({one.since for one in cited} | {one.until + DAY for one in cited if one.until})
    spans = [tuple(one for one in reversed(cited) if one.in_force(cut)) for cut in cuts]
    kept = [0, *(place for place, (old, new) in enumerate(pairwise(spans), 1) if old != new)]
    return _Line(tuple(cuts[place] for place in kept), tuple(spans[place] for place in kept))
