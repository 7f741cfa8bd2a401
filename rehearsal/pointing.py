"""What was played so far, and the pointers of an act turned to it: a number of the source means another act here."""

from collections.abc import Mapping, Sequence
from typing import Any

from kinds import kind_of
from models.acts import ACTS, pointers
from rehearsal.presuming import pointed_at


class Done:
    """The acts that were played, file by file, under the numbers they have here and in the source."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int], int] = {}
        self._names: dict[tuple[str, int], str] = {}

    def take(self, file_no: str, act_no: int, name: str, source_no: int) -> None:
        """Take in an act that was played; without a number in the source (0) nothing there can mean it."""
        self._names[file_no, act_no] = name
        if source_no:
            self._numbers[file_no, source_no] = act_no

    def home(self, act: str, fields: Mapping[str, Any]) -> str:
        """Return the file in which an act was played that this one points at, by number, name or term; empty = none."""
        given = str(fields.get("of") or str(fields.get("term", "")).rpartition("#")[2])
        if given.isdigit():
            found = [file_no for file_no, source_no in self._numbers if source_no == int(given)]
        else:
            found = [file_no for (file_no, _), name in self._names.items() if name == given]
        return next((file_no for file_no in reversed(found) if act in kind_of(file_no).acts), "")

    def last(self, file_no: str, *names: str) -> int | None:
        """Return the number of the last act of these names in a file, or None."""
        return max(self.all(file_no, *names), default=None)

    def all(self, file_no: str, *names: str) -> list[int]:
        """Return the numbers of all acts of these names in a file."""
        return [no for (file, no), name in self._names.items() if file == file_no and name in names]

    def target(self, file_no: str, act: str, given: int | str | None) -> int | None:
        """Return the number of the act that is meant, by number or name, if it is one that may be pointed at."""
        may = pointed_at(act)
        if isinstance(given, str):
            return self.last(file_no, given)
        found = self._numbers.get((file_no, given or 0))
        if found is None or not may or self._names[file_no, found] in may:
            return found
        return self.last(file_no, *may)

    def turned(self, file_no: str, act: str, fields: dict[str, Any]) -> dict[str, Any]:
        """Return the fields of an act with every pointer but `of` turned to the acts as they were played."""
        turned = dict(fields)
        for name, mark in pointers(ACTS[act]).items():
            if name != "of" and (name in fields or ACTS[act].model_fields[name].is_required()):
                turned[name] = self._turned(file_no, mark.names, fields.get(name))
        if isinstance(turned.get("term"), str):
            turned["term"] = self._term(file_no, turned["term"])
        return turned

    def _turned(self, file_no: str, names: Sequence[str], given: Any) -> Any:  # noqa: ANN401  a number or a list
        if given is None:
            return self.all(file_no, *names)
        if isinstance(given, int):
            return self._numbers.get((file_no, given))
        return [self._numbers[file_no, no] for no in given if (file_no, no) in self._numbers]

    def _term(self, file_no: str, key: str) -> str:
        """Return the key of a term with the number of the act that started it here."""
        rule, _, no = key.rpartition("#")
        return f"{rule}#{self._numbers.get((file_no, int(no)), int(no))}" if rule and no.isdigit() else key
