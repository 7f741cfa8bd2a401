"""A matter through all its files (事项时间轴), as a timeline: a lane a file, a bar a unit or a term, arrows between."""

from collections.abc import Iterator, Mapping

from console.lanes import Arrow, Bar, Lane, Mark, Timeline, term_bar
from models.linked import Chain, ChainFile, Crossing, Held


def timeline_of_chain(chain: Chain) -> Timeline:
    """Return what is drawn of a matter."""
    places = {one.file_no: place for place, one in enumerate(chain.files)}
    return Timeline(
        title=f"事项 {chain.asked}",
        lanes=tuple(_lane(one, chain) for one in chain.files),
        at=chain.on,
        arrows=tuple(Arrow(one.day, places[one.from_file], places[one.to_file], told(one)) for one in chain.crossings),
    )


def told(one: Crossing) -> str:
    """Return what went from one file to another, in words."""
    waits = "，等待结果" if one.waits else ""
    return f"{one.day.isoformat()} {one.from_file} → {one.to_file} {one.label}{waits}"


def told_of_hidden(file: ChainFile) -> str:
    """Return what is said of a file that the reader may not see: how far it is, where that is told."""
    return f"{file.stage_name}，无权查看" if file.stage_name else "无权查看"


def _lane(file: ChainFile, chain: Chain) -> Lane:
    name = f"{file.file_no} {file.label}"
    if not file.readable:
        return Lane(f"{name}（{told_of_hidden(file)}）")
    marks = tuple(Mark(one.day, one.label) for one in file.acts)
    return Lane(name, marks, (*_units(file.held, chain), *(term_bar(term, chain.on) for term in file.pressing)))


def _units(held: tuple[Held, ...], chain: Chain) -> Iterator[Bar]:
    names: Mapping[str, str] = chain.names
    for one in held:
        last = one.until or max(chain.on, one.since)
        state = f"至{one.until.isoformat()}" if one.until else "现由其负责"
        yield Bar(names.get(one.unit, one.unit), "责任单位", one.since, last, "holder", state)
