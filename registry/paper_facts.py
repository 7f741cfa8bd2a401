"""What documents say of parties and units beyond their names (文书要素): who represents a party, where fines are paid."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import Column, Engine, String, Table, select

from database.connection import insert_into, reading
from database.metadata import ID, METADATA, NAME, InstantColumn
from models.values import Line, Value

Fact = Literal["head", "account", "contact"]
FACTS: tuple[Fact, ...] = get_args(Fact)
FACT_NAMES: dict[Fact, str] = {
    "head": "法定代表人（负责人、经营者）",
    "account": "罚款缴款银行、户名、账号",
    "contact": "联系人、电话、地址",
}
OF_PARTIES: frozenset[Fact] = frozenset({"head"})
"""Those that are a party's; the others are a unit's."""

paper_facts = Table(
    "paper_facts",
    METADATA,
    Column("subject", ID, primary_key=True),
    Column("fact", String(16), primary_key=True),
    Column("said", NAME, nullable=False),
    Column("entered_by", ID, nullable=False),
    Column("entered_at", InstantColumn, nullable=False),
)


class Facts(Value):
    """What is entered of one party or unit."""

    subject: Line
    said: dict[Fact, str]


class PaperFacts:
    """What the register adds to a document of a party or a unit; what was issued already stays as it was made."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def of(self, subject: str) -> Facts:
        """Return what is entered of a party or a unit by its number."""
        query = select(paper_facts.c.fact, paper_facts.c.said).where(paper_facts.c.subject == subject)
        with reading(self._engine) as connection:
            return Facts(subject=subject, said={row.fact: row.said for row in connection.execute(query)})

    def enter(self, subject: str, said: Mapping[Fact, str], by: str) -> Facts:
        """Enter what is said of a party or a unit, in the place of what was said before."""
        table = paper_facts
        with self._engine.begin() as connection:
            for fact, text in said.items():
                row = {"said": text, "entered_by": by, "entered_at": self._now()}
                entered = insert_into(connection, table).values(subject=subject, fact=fact, **row)
                connection.execute(
                    entered.on_conflict_do_update(index_elements=[table.c.subject, table.c.fact], set_=row)
                )
        return self.of(subject)
