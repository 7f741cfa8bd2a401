"""What the city has decided where the plan's sentences overlap or say nothing, as duties that go before them."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from registry.competence import objects
from registry.entries import Concern, Duty
from registry.object_tables import duty_decisions


def decided(connection: Connection) -> Iterator[Duty]:
    """Yield the decided duties, past ones included."""
    for row in connection.execute(select(duty_decisions).order_by(duty_decisions.c.object, duty_decisions.c.since)):
        of = objects()[row.object]
        yield Duty(
            department=row.department,
            subject=f"decided-{row.object}-{row.conduct}-{row.area}",
            handles=f"{of.name}的{of.conduct[row.conduct]}，由市里确定",
            paragraph=row.document,
            pollution=of.pollution,
            area=row.area,
            concerns=(Concern(object=row.object, conduct=row.conduct),),
            since=row.since,
            until=row.until,
            decided=True,
        )
