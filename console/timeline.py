"""The timeline of a file (时间轴), drawn: as an SVG that needs nothing from outside, and as plain text.

Pure functions of what is known: the same standing always gives the same drawing. Nothing is fetched, nothing is
asked of a clock.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from console.lanes import Amendment, Arrow, Bar, Lane, Mark, Timeline, Tone, timeline_of, told
from console.lettering import cut, lines, padded, wide

__all__ = ["Timeline", "svg", "text", "timeline_of"]

Point = tuple[float, float]

COLOURS: dict[Tone, str] = {
    "kept": "#2e7d4f",
    "departed": "#b3261e",
    "open": "#1f5fa8",
    "waiting": "#8a6d1d",
    "void": "#6b6b6b",
    "holder": "#4a4a8a",
}
SIGNS: dict[Tone, str] = {"kept": "━", "departed": "▓", "open": "═", "waiting": "┄", "void": "·", "holder": "▭"}
TONE_NAMES: dict[Tone, str] = {
    "kept": "按期",
    "departed": "逾期部分",
    "open": "进行中（逾期的，至最后一日）",
    "waiting": "中止计算",
    "void": "不再适用",
}
UNITS: dict[Tone, str] = {"holder": "责任单位"}
"""What a bar of a unit is, told where there are any."""
MARKS = {"#333": "行为", COLOURS["departed"]: "不合规定的行为"}
WIDTH, LEFT, ROW, TOP = 1180, 150, 22, 96
HEADING, LEGEND = 24, 46
"""Where title and legend stand."""
LETTER = 6.6
"""How wide a place of small letters is."""
COLUMNS, NARROW, ROOMY = 48, 20, 140
"""How many characters wide the text form draws its bars: with room for what it says of a term, and without."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """From days to places on the paper."""

    first: date
    last: date
    left: float
    width: float

    def at(self, day: date) -> float:
        length = max((self.last - self.first).days, 1)
        return round(self.left + (day - self.first).days / length * self.width, 1)


def svg(timeline: Timeline) -> str:
    """Return the timeline as an SVG document that needs nothing from outside."""
    first, last = timeline.span
    scale = _Scale(first, last, LEFT, WIDTH - LEFT - ROW)
    heights = [_rows(lane) * ROW for lane in timeline.lanes]
    bottom = TOP + sum(heights)
    size = {"width": str(WIDTH), "height": str(bottom + ROW * (len(timeline.forbidden) + len(timeline.amended) + 1))}
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size, "role": "img"})
    root.set("viewBox", f"0 0 {size['width']} {size['height']}")
    root.set("font-family", "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif")
    ET.SubElement(root, "title").text = f"{timeline.title} 时间轴"
    ET.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": "#fff"})
    _head(root, timeline)
    _axis(root, scale, bottom)
    top = TOP
    for lane, height in zip(timeline.lanes, heights, strict=True):
        _lane(root, lane, scale, top, height)
        top += height
    for arrow in timeline.arrows:
        _arrow(root, arrow, scale, [TOP + sum(heights[:place]) for place in range(len(heights))])
    _today(root, timeline, scale, bottom)
    for place, sentence in enumerate(timeline.forbidden, 1):
        _text(root, LEFT, bottom + ROW * place, f"当前禁止 {sentence}", fill=COLOURS["departed"])
    for place, one in enumerate(timeline.amended, len(timeline.forbidden) + 1):
        _struck(root, one, bottom + ROW * place)
    return ET.tostring(root, encoding="unicode")


def _head(root: ET.Element, timeline: Timeline) -> None:
    """Draw what the drawing is of, and what its colours and signs mean."""
    span = f"{timeline.span[0].isoformat()} 至 {timeline.span[1].isoformat()}"
    _text(root, 8, HEADING, f"{timeline.title} 时间轴　{span}", size=16, weight="bold")
    x = 8.0
    units = any(bar.tone == "holder" for lane in timeline.lanes for bar in lane.bars)
    for tone, name in {**TONE_NAMES, **(UNITS if units else {})}.items():
        _box(root, x, LEGEND - ROW / 2 - 5, ROW, COLOURS[tone])
        x = _named(root, x + ROW + 4, name)
    for colour, name in MARKS.items():
        ET.SubElement(root, "circle", {"cx": str(round(x + 5, 1)), "cy": str(LEGEND - 4), "r": "4.5", "fill": colour})
        x = _named(root, x + 14, name)
    if timeline.at is not None:
        _line(root, (x + 5, LEGEND - 12), (x + 5, LEGEND + 2), COLOURS["departed"], dash="4 3")
        _named(root, x + 14, f"查看之日 {timeline.at.isoformat()}")


def _named(root: ET.Element, x: float, name: str) -> float:
    """Write what a sign means, and return where the next one stands."""
    _text(root, x, LEGEND, name, size=12)
    return x + wide(name) * LETTER + ROW


def _rows(lane: Lane) -> int:
    return 1 + len(lane.bars)


def _axis(root: ET.Element, scale: _Scale, bottom: int) -> None:
    for day in _ticks(scale.first, scale.last):
        x = scale.at(day)
        _line(root, (x, TOP - ROW / 2), (x, bottom), "#d9d9d9")
        _text(
            root,
            x,
            TOP - ROW,
            day.isoformat() if day == scale.first else day.strftime("%y-%m-%d"),
            size=11,
            fill="#555",
        )


def _ticks(first: date, last: date) -> list[date]:
    """Return the first day and the beginnings of months, quarters or years, as many as can be read."""
    months = (last.year - first.year) * len(_MONTHS) + last.month - first.month
    step = next(step for step in (1, 3, 6, len(_MONTHS)) if months / step <= len(_MONTHS) or step == len(_MONTHS))
    years = range(first.year, last.year + 1, max(1, -(-months // (len(_MONTHS) * len(_MONTHS)))))
    starts = [date(year, month, 1) for year in years for month in _MONTHS[::step]]
    return [
        first,
        *(day for day in starts if first < day <= last and (day - first).days * len(_MONTHS) > (last - first).days),
    ]


_MONTHS = tuple(range(1, 13))


def _lane(root: ET.Element, lane: Lane, scale: _Scale, top: int, height: int) -> None:
    _line(root, (0, top), (WIDTH, top), "#bfbfbf")
    _text(root, 8, top + ROW * 0.7, cut(lane.name, LEFT // 8), weight="bold")
    _line(root, (LEFT, top + height), (WIDTH, top + height), "#f0f0f0")
    for mark in lane.marks:
        _mark(root, mark, scale, top)
    for place, bar in enumerate(lane.bars, 1):
        _draw(root, bar, scale, top + ROW * place)


def _mark(root: ET.Element, mark: Mark, scale: _Scale, top: float) -> None:
    x, y = scale.at(mark.day), top + ROW / 2
    colour = COLOURS["departed"] if mark.wrong else "#333"
    ink = {"fill": "#fff", "stroke": "#555"} if mark.amended else {"fill": colour}
    dot = ET.SubElement(root, "circle", {"cx": str(x), "cy": str(y), "r": "4.5", **ink})
    told = " ".join(filter(None, (mark.day.isoformat(), mark.label, mark.wrong, mark.amended)))
    ET.SubElement(dot, "title").text = told
    if mark.amended:
        _line(root, (x - 7, y), (x + 7, y), "#555")


def _struck(root: ET.Element, one: Amendment, y: float) -> None:
    """Write what no longer counts, struck through, and after it what became of it."""
    line = ET.SubElement(root, "text", {"x": str(LEFT), "y": str(y), "font-size": "13", "fill": "#222"})
    was = ET.SubElement(line, "tspan", {"text-decoration": "line-through", "fill": "#555"})
    was.text, was.tail = one.was, f" {one.became}"


def _draw(root: ET.Element, bar: Bar, scale: _Scale, top: float) -> None:
    left, right = scale.at(bar.start), scale.at(bar.last)
    group = ET.SubElement(root, "g")
    ET.SubElement(group, "title").text = told(bar)
    _box(group, left, top, max(right - left, 2), COLOURS[bar.tone if bar.tone != "departed" else "open"])
    if bar.done and bar.done > bar.last:
        _box(group, right, top, max(scale.at(bar.done) - right, 2), COLOURS["departed"])
    if bar.done:
        _line(group, (scale.at(bar.done), top + 1), (scale.at(bar.done), top + ROW - 4), "#222")
    end = max(right, scale.at(bar.done)) if bar.done else right
    words = f"{bar.name} {bar.state if bar.tone == 'holder' else f'{bar.citation} {bar.last.isoformat()}'}"
    room = wide(words) * 6.2
    if end + room < WIDTH or left - room > LEFT:
        x = end + 6 if end + room < WIDTH else left - room - 6
        _text(group, x, top + ROW * 0.62, words, size=11, fill=COLOURS[bar.tone])
    else:
        _upon(group, max(min(left + 6, WIDTH - room), LEFT + 4), top, words, COLOURS[bar.tone])


def _upon(parent: ET.Element, x: float, top: float, words: str, colour: str) -> None:
    """Write words across a bar that leaves no room beside it: dark on a white plate within its edges, which go on."""
    plate = {"x": str(round(x - 4, 1)), "y": str(top + 2), "height": str(ROW - 6), "fill": "#fff", "stroke": colour}
    ET.SubElement(parent, "rect", {**plate, "width": str(round(wide(words) * 5.6 + 8, 1)), "stroke-width": "2"})
    _text(parent, x, top + ROW * 0.62, words, size=11)


def _arrow(root: ET.Element, arrow: Arrow, scale: _Scale, tops: Sequence[float]) -> None:
    """Draw what went from one lane to another, from the line of its acts to the other's, with its point there."""
    x, start, end = scale.at(arrow.day), tops[arrow.start] + ROW / 2, tops[arrow.end] + ROW / 2
    group = ET.SubElement(root, "g")
    ET.SubElement(group, "title").text = arrow.label
    _line(group, (x, start), (x, end), "#222")
    back = -8 if end > start else 8
    points = f"{x},{end} {x - 4},{end + back} {x + 4},{end + back}"
    ET.SubElement(group, "polygon", {"points": points, "fill": "#222"})


def _box(parent: ET.Element, x: float, top: float, width: float, colour: str) -> None:
    shape = {"x": str(x), "y": str(top + 4), "width": str(round(width, 1)), "height": str(ROW - 10)}
    ET.SubElement(parent, "rect", {**shape, "rx": "2", "fill": colour, "fill-opacity": "0.85"})


def _today(root: ET.Element, timeline: Timeline, scale: _Scale, bottom: int) -> None:
    if timeline.at is not None:
        x = scale.at(timeline.at)
        _line(root, (x, TOP - 6), (x, bottom), COLOURS["departed"], dash="4 3")


def _line(root: ET.Element, start: Point, end: Point, colour: str, dash: str = "") -> None:
    ends = {"x1": str(start[0]), "y1": str(start[1]), "x2": str(end[0]), "y2": str(end[1]), "stroke": colour}
    ET.SubElement(root, "line", {**ends, **({"stroke-dasharray": dash} if dash else {})})


def _text(
    root: ET.Element, x: float, y: float, words: str, *, size: int = 13, fill: str = "#222", weight: str = ""
) -> None:
    place = {"x": str(round(x, 1)), "y": str(round(y, 1)), "font-size": str(size), "fill": fill}
    ET.SubElement(root, "text", {**place, **({"font-weight": weight} if weight else {})}).text = words


def text(timeline: Timeline, width: int = 10_000) -> str:
    """Return the timeline as plain text: a line an act, a bar a term; what a screen has no room for goes on below."""
    first, last = timeline.span
    scale = _Scale(first, last, 0, (COLUMNS if width >= ROOMY else NARROW) - 1)
    told = [f"{timeline.title}  {first.isoformat()} ── {last.isoformat()}" if timeline.lanes else timeline.title]
    for lane in timeline.lanes:
        told += ["", lane.name]
        for drawn, words in (*_marked(lane.marks, scale), *(_barred(bar, scale) for bar in lane.bars)):
            told += _beside(f"  {drawn}  ", words, width)
    if timeline.arrows:
        told.append("")
    for arrow in timeline.arrows:
        told += lines(arrow.label, width)
    for sentence in timeline.forbidden:
        told += _beside("当前禁止 ", sentence, width)
    for one in timeline.amended:
        told += _beside("不再有效 ", f"{one.was}（{one.became}）", width)
    return "\n".join(told)


def _beside(left: str, words: str, width: int) -> Iterator[str]:
    """Yield lines with words beside what is at their left, as many as they take."""
    first, *more = lines(words, width - wide(left))
    yield f"{left}{first}"
    yield from (f"{' ' * wide(left)}{line}" for line in more)


def _marked(marks: Iterable[Mark], scale: _Scale) -> Iterator[tuple[str, str]]:
    for mark in marks:
        amended, wrong = f"（{mark.amended}）" * bool(mark.amended), f"  ✗ {mark.wrong}" * bool(mark.wrong)
        sign = "○" if mark.amended else "●"
        yield _ruler(scale, mark.day, mark.day, sign), f"{mark.day.isoformat()} {mark.label}{amended}{wrong}"


def _barred(bar: Bar, scale: _Scale) -> tuple[str, str]:
    line = list(_ruler(scale, bar.start, bar.last, SIGNS["open" if bar.tone == "departed" else bar.tone]))
    if bar.done and bar.done > bar.last:
        for place in range(round(scale.at(bar.last)) + 1, round(scale.at(bar.done)) + 1):
            line[place] = SIGNS["departed"]
    return "".join(line), f"{padded(bar.state, 8)} {told(bar)}"


def _ruler(scale: _Scale, start: date, end: date, sign: str) -> str:
    left, right = round(scale.at(start)), round(scale.at(end))
    return " " * left + sign * (right - left + 1) + " " * (round(scale.width) - right)
