"""What corrections and withdrawals have made of the acts of a list (更正、撤回): as entered, and as it counts now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from judging.counting import withdrawn_in
from judging.record import Record
from models.acts import Act
from models.acts.terms import CorrectAct, TermLapses, TermNearsEnd, WithdrawAct
from models.chinese import name_of, value_of
from models.values import CIVIL, civil_day


@dataclass(frozen=True, slots=True)
class Amended:
    """An act that no longer counts as it was entered."""

    act: Act
    """As it was entered."""
    now: Act | None
    """As it counts; None = it counts no more."""
    by: Act
    """The act that did it last."""

    @property
    def word(self) -> str:
        """Return what became of it, when and by which act, in Chinese."""
        what = "已更正" if self.now else "已撤回"
        if isinstance(self.act.content, TermNearsEnd | TermLapses):
            what = "起算的行为已撤回，不再适用"
        return f"{what}：{civil_day(self.by.recorded_at).isoformat()}第{self.by.no}号"

    def changes(self, names: Mapping[str, str] = MappingProxyType({})) -> str:
        """Return what stands in its place, field by field, in Chinese; empty where nothing does.

        `names` are behind the numbers of parties, units, persons and grids, which are told by their names.
        """
        if self.now is None:
            return ""
        old, new = self.act.content.model_dump(mode="json"), self.now.content.model_dump(mode="json")
        rows = []
        for field, value in new.items():
            if old.get(field) != value:
                was, becomes = (in_words(field, said, self.act.name, names) for said in (old.get(field), value))
                rows.append(f"{name_of(field, self.act.name)}由“{was}”改为“{becomes}”")
        if self.now.happened_at != self.act.happened_at:
            times = [one.happened_at.astimezone(CIVIL) for one in (self.act, self.now)]
            form = "%Y-%m-%d %H:%M" if len({f"{time:%Y-%m-%d %H:%M}" for time in times}) > 1 else "%Y-%m-%d %H:%M:%S"
            before, after = (time.strftime(form) for time in times)
            rows.insert(0, f"发生时间由{before}改为{after}")
        return "；".join(rows)


def in_words(field: str, value: object, act: str, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return what a field of an act says, as it stands in JSON, in Chinese; `names` are behind numbers."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(in_words(field, one, act, names) for one in value) or "无"
    if isinstance(value, dict):
        told = {name: one for name, one in value.items() if one not in (None, "")}
        if "id" in told:  # the name of a party says what kind it is
            told.pop("kind", None)
        return "、".join(in_words(name, one, act, names) for name, one in told.items())
    if value in (None, ""):
        return "无"
    return names.get(str(value)) or value_of(field, value, act)


def amended_in(acts: Sequence[Act]) -> Mapping[int, Amended]:
    """Return the acts of a list that do not count as they were entered, by number; in the order of the list."""
    gone = withdrawn_in(acts)
    last: dict[int, Act] = {}
    for act in acts:
        if isinstance(act.content, WithdrawAct) or (isinstance(act.content, CorrectAct) and act.no not in gone):
            last[act.content.of] = act
    if not last:
        return {}
    record = Record.of(acts)
    found = {}
    for act in acts:
        about = _started_by(act)
        if act.no in last and (now := record.act(act.no)) != act:
            found[act.no] = Amended(act, now, last[act.no])
        elif about in last and record.act(about) is None:
            found[act.no] = Amended(act, None, last[about])
    return found


def _started_by(act: Act) -> int:
    """Return the number of the act that started the term which the engine speaks of; 0 for any other act."""
    if not isinstance(act.content, TermNearsEnd | TermLapses):
        return 0
    number = act.content.term.rpartition("#")[2]
    return int(number) if number.isdecimal() else 0
