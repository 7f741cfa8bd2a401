"""The staff list as it stands in the register, whole, by table and key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from registry.exchange.form import Fact, Form, Key
from registry.exchange.forms import FORMS
from registry.tables import parties


@dataclass(frozen=True)
class State:
    """What is registered: facts by key, table by table."""

    facts: Mapping[str, Mapping[Key, Fact]]
    parties: Mapping[str, str]
    """The names of the parties that have a credit code, by the code."""

    def of(self, form: Form) -> Mapping[Key, Fact]:
        """Return the facts of a table."""
        return self.facts[form.name]

    def all(self) -> Iterator[tuple[Form, Fact]]:
        """Return every fact, table by table."""
        for form in FORMS:
            for fact in self.facts[form.name].values():
                yield form, fact


def load(connection: Connection) -> State:
    """Read the whole staff list; 20,000 persons are some tens of megabytes."""
    known = select(parties.c.uscc, parties.c.name).where(parties.c.uscc.is_not(None))
    named = {row.uscc: row.name for row in connection.execute(known)}
    return State({form.name: _facts(connection, form) for form in FORMS}, named)


def _facts(connection: Connection, form: Form) -> dict[Key, Fact]:
    columns = [form.table.c[name] for name in dict.fromkeys((*form.key, *(column.field for column in form.columns)))]
    rows = connection.execute(select(*columns).order_by(*(form.table.c[name] for name in form.key)))
    found: list[Fact] = [dict(row) for row in rows.mappings()]
    return {form.key_of(fact): fact for fact in found}
