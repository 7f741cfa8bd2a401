"""What files would change: each row against what is registered; a predecessor ends the day before, nothing is lost."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from registry.exchange.cells import OPEN, Cell
from registry.exchange.form import Fact, Form, Key, in_force
from registry.exchange.forms import FORMS
from registry.exchange.ground import GRIDS, Ground
from registry.exchange.problems import Place, Problem
from registry.exchange.reading import Entry
from registry.exchange.spoken import told
from registry.exchange.state import State

CORRECT = "登记有误的，确认后加 --correct 更正，原内容留在变更记录中"


@dataclass(frozen=True)
class Change:
    """A row of the register that becomes another, or begins; and the row of the file that says so."""

    form: Form
    before: Fact | None
    after: Fact
    place: Place

    @property
    def what(self) -> str:
        """Return what kind of change this is."""
        if self.before is None:
            return "新增"
        ends = str(self.form.ends)
        changed = {name for name in self.after if self.after[name] != self.before[name]}
        return "终止" if changed == {ends} and _sooner(self.after[ends], self.before[ends]) else "变更"


def _sooner(last: Cell, before: Cell) -> bool:
    return isinstance(last, date) and (not isinstance(before, date) or last < before)


@dataclass
class Draft:
    """The staff list as it would stand, and where each row of it comes from."""

    state: State
    today: date
    correct: bool = False
    facts: dict[str, dict[Key, Fact]] = field(default_factory=dict)
    places: dict[str, dict[Key, Place]] = field(default_factory=dict)
    said_open: set[tuple[str, Key]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.facts = {form.name: dict(self.state.of(form)) for form in FORMS}
        self.places = {form.name: {} for form in FORMS}

    def take(self, entries: Iterable[Entry]) -> None:
        """Take in the rows of the files, and end what they follow upon."""
        for entry in entries:
            self._take(entry)
        for form in FORMS:
            if form.slot is not None:
                self._succeed(form)

    def changes(self) -> Iterator[Change]:
        """Return what would be different, in the order in which it can be written."""
        for form in FORMS:
            before, places = self.state.of(form), self.places[form.name]
            for key, fact in self.facts[form.name].items():
                if before.get(key) != fact:
                    yield Change(form, before.get(key), fact, places[key])

    def ground(self) -> Ground:
        """Return the grids as they would stand."""
        return Ground(self.facts[GRIDS.name].values())

    def _take(self, entry: Entry) -> None:
        form, key = entry.form, entry.form.key_of(entry.says)
        earlier = self.places[form.name].get(key)
        if earlier is not None:
            where = f"{earlier.file} 第{earlier.line}行"
            self.problems.append(entry.problem(form.key[0], f"与 {where} 重复", "同一项只写一行"))
            return
        self.places[form.name][key] = entry.place
        if form.ends is not None and entry.says.get(form.ends) == OPEN:
            self.said_open.add((form.name, key))
        says = {name: None if value == OPEN else value for name, value in entry.says.items()}
        before = self.state.of(form).get(key)
        if before is None:
            self.facts[form.name][key] = {**form.blank, **says}
        else:
            self.facts[form.name][key] = {**before, **dict(self._differing(entry, before, says))}

    def _differing(self, entry: Entry, before: Fact, says: Fact) -> Iterator[tuple[str, Cell]]:
        """Return what a row says otherwise than it is registered; what may not simply be changed is a problem."""
        for name, value in says.items():
            if value == before[name]:
                continue
            right = "" if self.correct else _instead(entry.form, name, before, says, self.today)
            if right:
                registered = told(name, before[name]) or "没有终止"
                self.problems.append(entry.problem(name, f"已登记为“{registered}”", f"{right}；{CORRECT}"))
            else:
                yield name, value

    def _succeed(self, form: Form) -> None:
        """End what is open the day before its successor begins; two at a time are a problem."""
        seats: dict[Key, list[Key]] = {}
        touched = self._seats_touched(form)
        for key, fact in self.facts[form.name].items():
            if (seat := _seat(form, fact)) in touched:
                seats.setdefault(seat, []).append(key)
        for keys in seats.values():
            keys.sort(key=lambda key: str(self.facts[form.name][key]["since"]))
            for earlier, later in pairwise(keys):
                self._follow(form, earlier, later)

    def _seats_touched(self, form: Form) -> set[Key]:
        return {_seat(form, self.facts[form.name][key]) for key in self.places[form.name]}

    def _follow(self, form: Form, earlier: Key, later: Key) -> None:
        facts, places = self.facts[form.name], self.places[form.name]
        first, second = facts[earlier], facts[later]
        begins, ends = second["since"], first["until"]
        assert isinstance(begins, date)  # noqa: S101  every row of a table with seats has a first day
        unsaid = ends is None and (form.name, earlier) not in self.said_open
        if unsaid and first["since"] != begins:
            facts[earlier] = {**first, "until": begins - timedelta(days=1)}
            places.setdefault(earlier, places.get(later, Place("")))
        elif not isinstance(ends, date) or ends >= begins:
            self._overlap(form, earlier, later)

    def _overlap(self, form: Form, earlier: Key, later: Key) -> None:
        facts, places = self.facts[form.name], self.places[form.name]
        at, other = (later, earlier) if later in places else (earlier, later)
        fact, beside = facts[at], facts[other]
        until = told("until", beside["until"]) or "今"
        who = beside.get("person") or beside.get("name")
        wrong = f"与“{who}”{beside['since']}至{until}的{form.title}重叠"
        right = "同一人、同一职位前后相接；先写前一任的最后一日"
        self.problems.append(Problem(places[at], form.heading("since"), f"{fact['since']}起，{wrong}", right))

    def end_absent(self, forms: Iterable[Form]) -> None:
        """End what files do not name that are said to be whole (`--whole`)."""
        for form in forms:
            named, facts = self.places[form.name], self.facts[form.name]
            kept = (
                {_seat(form, facts[key]) for key in named if not self._over(form, facts[key])} if form.slot else set()
            )
            for key, fact in list(facts.items()):
                absent = key not in named and (form.slot is None or form.slot(fact) not in kept)
                if absent and in_force(form, fact, self.today):
                    self._end(form, key, fact)

    def _over(self, form: Form, fact: Fact) -> bool:
        ends = fact[form.ends] if form.ends else None
        return isinstance(ends, date) and ends < self.today

    def _end(self, form: Form, key: Key, fact: Fact) -> None:
        begins = fact.get("since", fact.get("valid_from"))
        yesterday = self.today - timedelta(days=1)
        last = max(begins, yesterday) if isinstance(begins, date) else yesterday
        if form.ends is not None and fact[form.ends] != last:
            self.facts[form.name][key] = {**fact, form.ends: last}
            self.places[form.name][key] = Place("（全量导入中没有）")


def _seat(form: Form, fact: Fact) -> Key:
    return form.slot(fact) if form.slot is not None else ()


def _instead(form: Form, name: str, before: Fact, says: Mapping[str, Cell], today: date) -> str:
    """Say what to do instead of changing a column; empty when it may be changed."""
    column = next(column for column in form.columns if column.field == name)
    if column.settled:
        return f"另写一行，{form.heading('since')}写变更之日" if form.slot else "与登记的一致"
    renaming = says.get("former_name") == before.get("name") and says.get("renamed_on") is not None
    if name == "name" and "former_name" in before and not renaming:
        titles = f"“{form.heading('former_name')}”“{form.heading('renamed_on')}”"
        return f"更名的同时写{titles}，编号写错的改正编号"
    if name in {"former_name", "renamed_on"} and before[name] and not renaming:
        return "与登记的一致"
    registered = before[name]
    if name == "until" and isinstance(registered, date) and registered < today:
        return "已经终止的不再改动；重新开始的另写一行"
    return ""
