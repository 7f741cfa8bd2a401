"""What a staff list lacks without hindering its entry: grids with nobody, groups too small, certificates run out.

What lies in a grid that stands no more is listed too: no round sees its points and polluters, until they are placed
anew.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.people import Role
from registry.desks import Desks, Handover
from registry.entries import POST_NAMES, Grid
from registry.exchange.cells import SENIOR, Cell
from registry.exchange.checking import TOWNSHIP
from registry.exchange.desk_forms import HANDOVERS
from registry.exchange.form import Fact, Form, Key, in_force
from registry.exchange.forms import APPOINTMENTS, CERTIFICATES, POSTS, UNITS
from registry.exchange.ground import SPECIAL_GRIDS, Ground
from registry.exchange.object_forms import PATROL_POINTS, POLLUTERS
from registry.exchange.problems import Place, Problem
from registry.people import POSTS as ANSWERING

FEWEST_IN_A_GROUP = 3
"""每个工作组不少于3人."""
LYING_IN_A_GRID = ((SPECIAL_GRIDS, "id", "grids"), (PATROL_POINTS, "id", "grid"), (POLLUTERS, "uscc", "grid"))
"""The tables of what lies in grids: what a row is known by, and the column that names the grid, or several."""


@dataclass
class Gaps:
    """The staff list on a day, and what it lacks."""

    facts: Mapping[str, Mapping[Key, Fact]]
    ground: Ground
    today: date

    def warnings(self) -> Iterator[Problem]:
        """Return what is missing; one sentence alone when there is nobody at all."""
        if not self._serving:
            yield _warning("名册中还没有任职的人员", "填写“人员”“任职”“网格责任人”表后导入")
            return
        for grid in self.ground.standing(self.today):
            yield from self._vacant(grid)
            if grid.level == TOWNSHIP:
                yield from self._group(grid)
        yield from self._not_serving()
        yield from self._without_certificate()
        for form, number, grids in LYING_IN_A_GRID:
            yield from self._left_behind(form, number, grids)

    def _vacant(self, grid: Grid) -> Iterator[Problem]:
        if grid.unit is None:
            return
        held = {post for unit, post, _ in self._seated(grid) if unit == grid.unit}
        vacant = [POST_NAMES[post] for post in ANSWERING if post not in held]
        if vacant:
            yield _warning(f"网格“{grid.full_name}”（{grid.id}）没有{'、'.join(vacant)}")

    def _group(self, grid: Grid) -> Iterator[Problem]:
        group = [(post, person) for _, post, person in self._seated(grid) if post.startswith("group")]
        heads = [person for post, person in group if post == "group_head"]
        name = f"网格“{grid.full_name}”（{grid.id}）的监管工作组"
        if len({person for _, person in group}) < FEWEST_IN_A_GROUP:
            yield _warning(f"{name}只有 {len({person for _, person in group})} 人", f"不少于 {FEWEST_IN_A_GROUP} 人")
        if not heads:
            yield _warning(f"{name}没有组长")
        for head in heads:
            rank = self._serving.get(head, {}).get("rank", "")
            if rank not in SENIOR:
                yield _warning(f"{name}组长 {head} 的职级是“{rank}”", "副科级以上")

    def _not_serving(self) -> Iterator[Problem]:
        for fact in self._appointed:
            person, unit = str(fact["person"]), fact["unit"]
            post = self._serving.get(self._successor(fact))
            if post is None:
                yield _warning(f"{fact['grid']} 的{_as(fact)} {person} 今日没有任职", "写结束日期，或者补登任职")
            elif post["unit"] != unit and self._of_a_township(unit):
                yield _warning(f"{fact['grid']} 的{_as(fact)} {person} 不在责任单位 {unit} 任职", "核对任职单位")

    def _successor(self, fact: Fact) -> str:
        """Return who has the desk of an appointment today."""
        person, since = str(fact["person"]), fact["since"]
        return self._desks.successor(person, since, self.today) if isinstance(since, date) else person

    @cached_property
    def _desks(self) -> Desks:
        rows = self.facts[HANDOVERS.name].values()
        given = ((row["person"], row["since"], row["successor"]) for row in rows)
        return Desks((), [Handover(str(who), since, str(to)) for who, since, to in given if isinstance(since, date)])

    def _of_a_township(self, unit: Cell) -> bool:
        return self.facts[UNITS.name][unit,]["level"] == TOWNSHIP

    def _without_certificate(self) -> Iterator[Problem]:
        last: dict[object, date] = {}
        for card in self.facts[CERTIFICATES.name].values():
            ends = card["valid_until"]
            if isinstance(ends, date):
                last[card["person"]] = max(last.get(card["person"], date.min), ends)
        for person, post in self._serving.items():
            if Role.OFFICER.value in str(post["roles"]).split():
                ends = last.get(person)
                if ends is None:
                    yield _warning(f"执法人员 {person} 没有登记执法证")
                elif ends < self.today:
                    yield _warning(f"执法人员 {person} 的执法证已于 {ends} 到期")

    def _left_behind(self, form: Form, number: str, grids: str) -> Iterator[Problem]:
        """Yield what of a table is in force and lies in a grid that does not stand any more."""
        for fact in self.facts[form.name].values():
            if not in_force(form, fact, self.today):
                continue
            for code in str(fact[grids]).split():
                if self.ground.on(code, self.today) is None:
                    right = f"另写一行，“{form.heading(grids)}”写现在的网格，或者写“{form.heading(str(form.ends))}”"
                    yield _warning(f"{form.title}“{fact['name']}”（{fact[number]}）{self._gone(code)}", right)

    def _gone(self, code: str) -> str:
        last = self.ground.last(code)
        if last is None or last.until is None or last.until >= self.today:
            return f"所在的网格 {code} 在 {self.today} 没有设立"
        return f"所在的网格“{last.full_name}”（{code}）已于 {last.until} 终止"

    def _seated(self, grid: Grid) -> list[tuple[object, str, str]]:
        return self._seats.get(grid.id, [])

    @cached_property
    def _appointed(self) -> list[Fact]:
        rows = self.facts[APPOINTMENTS.name].values()
        return [fact for fact in rows if in_force(APPOINTMENTS, fact, self.today)]

    @cached_property
    def _seats(self) -> dict[str, list[tuple[object, str, str]]]:
        seats: dict[str, list[tuple[object, str, str]]] = {}
        for fact in self._appointed:
            seats.setdefault(str(fact["grid"]), []).append((fact["unit"], str(fact["post"]), self._successor(fact)))
        return seats

    @cached_property
    def _serving(self) -> dict[str, Fact]:
        rows = self.facts[POSTS.name].values()
        return {str(fact["person"]): fact for fact in rows if in_force(POSTS, fact, self.today)}


def _as(fact: Fact) -> str:
    return next(name for post, name in POST_NAMES.items() if post == fact["post"])


def _warning(sentence: str, right: str = "") -> Problem:
    return Problem(Place(""), "", sentence, right)
