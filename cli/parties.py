"""The parties of a file on the terminal: how far each is, what it owes; told only where there are several."""

from collections.abc import Callable, Iterator

from rich.table import Table

from cli.sheet import Sheet
from models.chinese import values_of
from models.standing import PartyStanding, Standing

FIRST = "首名当事人"


def _named(row: PartyStanding, name: Callable[[str], str]) -> str:
    """Return a party with its number and name, and who stands in its place."""
    known = name(row.id)
    told = row.id if known == row.id else f"{known}（{row.id}）"
    heirs = "、".join(name(one) for one in row.held_by)
    return f"{told}，由{heirs}承受" if heirs else told


def _part(row: PartyStanding) -> str:
    return values_of("part", [row.part]).get(row.part, FIRST)


def _sums(row: PartyStanding) -> str:
    return f"应缴{row.ordered}元，已缴{row.paid}元，尚欠{row.owed}元"


def parties_lines(standing: Standing, name: Callable[[str], str]) -> Iterator[str]:
    """Yield a line for each of several parties."""
    for row in standing.parties:
        end = "已办结" if row.is_settled else "未办结"
        yield f"{_named(row, name)}　{_part(row)}　{row.stage_name}　{_sums(row)}　{end}"


def parties_table(standing: Standing, name: Callable[[str], str]) -> Table | None:
    """Return the parties of a file as a table; None where it has but one."""
    if not standing.parties:
        return None
    table = Sheet("当事人", "当事人", "在案中的地位", "阶段", "应缴（元）", "已缴（元）", "尚欠（元）", "办结")
    for row in standing.parties:
        sums = (row.ordered, row.paid, row.owed)
        table.add_row(_named(row, name), _part(row), row.stage_name, *sums, "是" if row.is_settled else "否")
    return table
