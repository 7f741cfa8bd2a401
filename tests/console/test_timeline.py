"""The timeline of a file (时间轴): every act and every term is on it, late ones red, in SVG and in text."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from console.lanes import Bar, Lane, Mark, Timeline, told
from console.lettering import cut, padded, wide
from console.timeline import COLOURS, TONE_NAMES, svg, text, timeline_of
from kinds import VIOLATION_CASE
from tests.builders import PaperCase, a_case

SVG = "{http://www.w3.org/2000/svg}"


def _drawn(case: PaperCase, at: str) -> Timeline:
    return timeline_of(VIOLATION_CASE, case.at(at), case.acts)


def _parsed(drawn: Timeline) -> ET.Element:
    return ET.fromstring(svg(drawn))  # noqa: S314  our own drawing


def test_every_act_is_a_mark_in_the_lane_of_its_procedure() -> None:
    """Lanes are procedures, in the order in which they begin."""
    case = a_case()
    drawn = _drawn(case, "2026-10-20")
    marks = [mark.label for lane in drawn.lanes for mark in lane.marks]
    begins = [min(mark.day for mark in lane.marks) for lane in drawn.lanes]

    assert sorted(marks) == sorted(act.content.label for act in case.acts)
    assert begins == sorted(begins)
    assert {"行政处罚", "责令改正", "调查取证"} <= {lane.name for lane in drawn.lanes}


def test_every_running_term_is_a_bar_with_its_article() -> None:
    """From its start to its last day."""
    case = a_case(until="serve_notice")
    bars = {bar.name: bar for lane in _drawn(case, "2026-09-15").lanes for bar in lane.bars}

    assert (bars["案件办理期限"].last, bars["案件办理期限"].tone) == (date(2026, 12, 7), "open")
    assert "第57条" in bars["案件办理期限"].citation


def test_a_late_term_is_red_to_the_day_it_is_looked_at() -> None:
    """A duty whose last day passed undone."""
    case = a_case(until="decide_penalty")
    case.waits_until("2026-10-20")
    bar = next(bar for lane in _drawn(case, "2026-10-20").lanes for bar in lane.bars if bar.name == "处罚决定书送达")

    assert (bar.tone, bar.done) == ("departed", date(2026, 10, 20))


def test_the_svg_is_one_document_with_everything_in_it() -> None:
    """Well-formed, with a title for every mark and bar, and nothing from outside."""
    case = a_case()
    drawn = _drawn(case, "2026-10-20")
    root = _parsed(drawn)
    titles = [node.text or "" for node in root.iter(f"{SVG}title")]

    dots = [node for node in root.iter(f"{SVG}circle") if node.find(f"{SVG}title") is not None]
    assert len(dots) == len(case.acts)
    assert len(titles) == 1 + len(case.acts) + sum(len(lane.bars) for lane in drawn.lanes)
    assert "href" not in svg(drawn)
    assert max(float(node.get("x", 0)) for node in root.iter(f"{SVG}rect")) <= float(root.get("width", 0))


def test_title_and_legend_say_what_is_drawn_and_what_its_colours_mean() -> None:
    """Every colour and sign is named, and stands out against the white it is drawn on (WCAG 4.5:1)."""
    root = _parsed(_drawn(a_case(), "2026-10-20"))
    words = [node.text or "" for node in root.iter(f"{SVG}text")]

    assert "时间轴" in words[0]
    assert set(TONE_NAMES.values()) <= set(words)
    assert all(_contrast(colour) >= 4.5 for colour in COLOURS.values())


def test_words_across_a_bar_stand_on_white() -> None:
    """Where no room is beside a bar: on a plate, whatever the colour of the bar."""
    across = 0
    for group in _parsed(_drawn(a_case(), "2026-10-20")).iter(f"{SVG}g"):
        shapes = [(node, float(node.get("x", 0)), float(node.get("width", 0))) for node in group.iter(f"{SVG}rect")]
        bars = [one for one in shapes if one[0].get("fill") != "#fff"]
        plates = [one for one in shapes if one[0].get("fill") == "#fff"]
        for words in (float(node.get("x", 0)) for node in group.iter(f"{SVG}text")):
            if any(left <= words < left + width for _, left, width in bars):
                across += 1
                assert any(left <= words < left + width for _, left, width in plates)

    assert across


def _contrast(colour: str) -> float:
    """Return how far a colour stands out against white."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def test_the_same_standing_gives_the_same_drawing() -> None:
    """Pure: no clock, no chance."""
    case = a_case()

    assert svg(_drawn(case, "2026-10-20")) == svg(_drawn(case, "2026-10-20"))
    assert text(_drawn(case, "2026-10-20")) == text(_drawn(case, "2026-10-20"))


@pytest.mark.parametrize("width", [60, 80, 139, 200])
def test_the_text_is_never_wider_than_the_screen_and_cuts_nothing(width: int) -> None:
    """Every name, article and day of the widest form stands in the narrow one, in one piece where one copies it."""
    drawn = _drawn(a_case(), "2026-10-20")
    narrow, whole = text(drawn, width), text(drawn)
    flat = "".join(narrow.split())

    assert max(map(wide, narrow.splitlines())) <= width
    assert all(piece in narrow for piece in re.findall(r"[0-9-]{10}", whole))
    assert all("".join(told(bar).split()) in flat for lane in drawn.lanes for bar in lane.bars)


def test_words_are_escaped() -> None:
    """A label is text, whatever it says."""
    drawn = Timeline("<x>", (Lane("a&b", (Mark(date(2026, 1, 1), '<script>"'),), ()),))

    assert "<script>" not in svg(drawn)
    assert _parsed(drawn) is not None


def test_what_is_forbidden_stands_below() -> None:
    """当前禁止: the guard and why, in both forms."""
    case = a_case(until="serve_notice")
    drawn = _drawn(case, "2026-09-15")

    assert drawn.forbidden
    assert "当前禁止" in svg(drawn)
    assert "当前禁止" in text(drawn)


@pytest.mark.parametrize("years", [0, 1, 4, 30])
def test_the_axis_is_readable_over_any_span(years: int) -> None:
    """From a single day to decades: some dates, never a wall of them."""
    bar = Bar("期限", "第1条", date(2000, 5, 17), date(2000 + years, 5, 17), "kept", "按期完成")
    root = _parsed(Timeline("x", (Lane("程序", (), (bar,)),)))
    lines = [node for node in root.iter(f"{SVG}line") if node.get("stroke") == "#d9d9d9"]

    assert 1 <= len(lines) <= 40


def test_an_empty_case_draws_nothing_and_breaks_nothing() -> None:
    """No act, no lane."""
    empty = Timeline("2026-000001", ())

    assert _parsed(empty) is not None
    assert text(empty) == "2026-000001"


def test_departures_are_marked_in_the_text_as_well() -> None:
    """What went over its last day is drawn beyond it, and said."""
    bar = Bar("复查", "第10条", date(2019, 3, 1), date(2019, 3, 31), "departed", "逾期完成", date(2019, 4, 20))
    drawn = text(Timeline("x", (Lane("责令改正", (Mark(date(2019, 4, 20), "复查", "超期"),), (bar,)),)))

    assert "▓" in drawn
    assert "超过20日" in drawn
    assert "✗ 超期" in drawn
    assert COLOURS["departed"] in svg(Timeline("x", (Lane("责令改正", (), (bar,)),)))


@pytest.mark.parametrize(("words", "places"), [("abc", 3), ("期限", 4), ("期限(1)", 7), ("", 0)])
def test_a_chinese_character_takes_two_places(words: str, places: int) -> None:
    """So that columns stand under each other."""
    assert wide(words) == places
    assert wide(padded(words, 10)) == 10
    assert wide(cut(words, 3)) <= 3
