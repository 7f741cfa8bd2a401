"""What forms fill in by themselves: kinds of violation with their provisions, corrections, what a date is."""

from datetime import date
from typing import Any

import pytest

from api.routes.statute import day_told, fines_on
from console.file_view import FileView
from law.edition import shipped
from tests.api.conftest import Edge
from tests.builders import PaperCase, a_case
from tests.web.reading import reading_console
from web.asking import Api
from web.correcting import as_written, change_in, changed, corrected_by, is_of_another, meant
from web.filling import content, inputs
from web.hints import said_of
from web.house import form_at
from web.violations import Kinds, conduct_day, filled

DECIDED = "decide_penalty"
NAMES = frozenset({"cause", "basis", "fine_min", "fine_max"})
ROW: dict[str, Any] = {
    "id": "x",
    "name": "超标排放水污染物",
    "instrument": "水污染防治法",
    "article": "第83条第2项",
    "least": "100000",
    "most": "1000000",
}


def _kinds(**more: str) -> Kinds:
    return Kinds(date(2026, 3, 2), [ROW], {**ROW, **more})


def _seen(case: PaperCase) -> FileView:
    standing = case.at(case.acts[-1].recorded_at)
    return FileView(kind=case.kind.name, standing=standing, acts=tuple(case.acts), names={})


def test_a_kind_of_violation_fills_in_provision_and_bounds_once() -> None:
    """What was typed stays; a second kind comes behind the first; the same one twice is named once."""
    typed = {"cause": ("涉嫌偷排",), "_fill": ("1",), "facts": ("夜间排放",)}
    once = filled(typed, _kinds(), NAMES)
    twice = filled(once, _kinds(), NAMES)
    other = filled(once, _kinds(article="第85条", least="", most=""), NAMES)

    assert once == twice
    assert (once["cause"], once["facts"]) == (("涉嫌偷排",), ("夜间排放",))
    assert (once["fine_min"], once["fine_max"]) == (("100000",), ("1000000",))
    assert (once["basis[0].instrument"], once["basis[0].article"]) == (("水污染防治法",), ("第83条第2项",))
    assert other["basis[1].article"] == ("第85条",)
    assert other["fine_min"] == ("100000",)
    assert filled({}, _kinds(), frozenset({"cause"})) == {"cause": ("涉嫌超标排放水污染物",)}


def test_a_form_gets_what_it_has_a_place_for_and_nothing_without_a_choice() -> None:
    """No kind chosen, no word filled in."""
    nothing = {"_fill": ("1",), "facts": ("x",)}

    assert filled(nothing, Kinds(date(2026, 3, 2), [ROW], None), NAMES) == nothing


@pytest.mark.parametrize("day", [date(2017, 6, 1), date(2026, 3, 2), date(2026, 9, 1)])
def test_the_kinds_offered_are_the_provisions_in_force_on_the_last_day_of_the_conduct(day: date) -> None:
    """Each with citation and range; none that began later or had ended."""
    law = shipped()
    told = fines_on(law, day)
    in_force = [row.id for row in law.fines.rows if law.fines.span(row)[0] <= day <= law.fines.span(row)[1]]

    assert [one.id for one in told] == in_force
    assert told
    assert all(one.citation.startswith("《") and one.ranges and one.article for one in told)


def test_the_conduct_ends_as_the_filing_says_or_else_on_the_day_of_the_finding() -> None:
    """As filed, corrections included."""
    case = a_case("file_case")
    filed = next(act for act in case.acts if act.name == "file_case")

    assert conduct_day(_seen(case)) in (case.acts[0].day, filed.content.conduct_until)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 11, 30), "2026-11-30 周一 · 工作日 · 2026-11-25以后第 3 个工作日"),
        (date(2026, 11, 28), "2026-11-28 周六 · 休息日 · 2026-11-25以后已过 2 个工作日"),
        (date(2026, 11, 25), "2026-11-25 周三 · 工作日 · 与2026-11-25同日"),
        (date(2026, 11, 23), "2026-11-23 周一 · 工作日 · 早于2026-11-25，其间 2 个工作日"),
    ],
)
def test_a_date_says_weekday_and_the_how_many_th_working_day_it_is(day: date, told: str) -> None:
    """Counted from the day of the last act; that day itself does not count."""
    answer = day_told(shipped().calendar, day, date(2026, 11, 25))

    assert said_of(answer.model_dump(mode="json")) == told


def test_a_holiday_is_told_by_its_notice() -> None:
    """The first of October is free by the notice of the State Council."""
    told = day_told(shipped().calendar, date(2026, 10, 1), date(2026, 9, 1))

    assert not told.is_working
    assert "国庆" in told.says


def test_a_correction_says_only_what_differs() -> None:
    """Of the fields of the act that are shown, those alone are sent that were changed."""
    case = a_case("serve_notice")
    view = _seen(case)
    act = next(one for one in view.counting if one.name == "serve_notice")
    entry = {"name": "correct_act", "fields": [{"name": "of"}]}
    fields = {"fields": [_plain("facts"), _plain("fine", "数额")]}
    said = {"of": act.no, "reason": "误录", "fields": {"facts": act.content.facts, "fine": "12345.00"}}  # type: ignore[attr-defined]

    assert meant(entry, view, {"of": (str(act.no),)}) == act
    assert meant({"name": "withdraw_act"}, view, {"of": (str(act.no),)}) is None
    assert changed(said, act, fields, {}) == {"of": act.no, "reason": "误录", "fields": {"fine": "12345.00"}}
    assert changed({"of": act.no, "fields": {"facts": act.content.facts}}, act, fields, {}) == {"of": act.no}  # type: ignore[attr-defined]


def test_a_correction_empties_what_the_form_sends_empty() -> None:
    """What stands in the act and is cleared is said to be nothing, by its kind; what the form does not send stays."""
    case = a_case("serve_notice")
    act = next(one for one in _seen(case).counting if one.name == "serve_notice")
    said = act.content.model_dump(mode="json")
    fields = {"fields": [_plain("facts"), _plain("fine", "数额"), _plain("measures", "列表")]}
    assert said["facts"]
    assert said["fine"]
    assert said["measures"]
    cleared = {"fields.facts": (" ",), "fields.fine": ("",), "_drawn": (str(act.no),)}

    assert changed({"of": act.no}, act, fields, cleared)["fields"] == {"facts": "", "fine": None, "measures": []}
    assert changed({"of": act.no}, act, fields, {"fields.fine": ("",)})["fields"] == {"fine": None}
    assert "fields" not in changed({"of": act.no}, act, fields, {})


def test_a_choice_that_is_not_offered_is_not_lost() -> None:
    """What an act says and the list lacks is shown, chosen: the form would say otherwise that it is nothing."""
    field = {"label": "当事人", "doc": "", "required": False, "name": "party", "kind": "文字", "fields": []}
    shown = inputs([{**field, "values": {"a": "甲"}}], {"party": ("b",)}, {}, {})

    assert [(one.value, one.chosen) for one in shown[0].choices] == [("a", False), ("b", True)]


def test_no_whole_number_is_too_long_to_be_read() -> None:
    """Thousands of digits are left for the API to refuse."""
    many = "9" * 5000

    assert content([_plain("count", "整数")], {"count": (many,)}) == {"count": many}
    assert content([_plain("count", "整数")], {"count": ("-12",)}) == {"count": -12}


@pytest.mark.asyncio
async def test_a_correction_holds_the_fields_of_the_act_it_names_and_of_no_other(edge: Edge) -> None:
    """Drawn from one act and pointed at another, all is filled in anew; so it is where they are asked for again."""
    case = a_case("decide_penalty")
    view = _seen(case)
    notice, decision = (next(one for one in view.counting if one.name == name) for name in ("serve_notice", DECIDED))
    entry = {"name": "correct_act", "fields": [{"name": "of"}, {"name": "fields"}]}
    async with reading_console(edge) as console:
        api = Api(console.http, console.tokens["head"])
        _, drawn = await corrected_by(api, entry, view, {"of": (str(notice.no),), "_choose": ("1",)})
        typed = {**drawn, "fields.facts": ("改写",)}
        typed.pop("_choose")
        other = {**typed, "of": (str(decision.no),)}
        _, kept = await corrected_by(api, entry, view, typed)
        _, anew = await corrected_by(api, entry, view, other)
        _, again = await corrected_by(api, entry, view, {**typed, "_choose": ("1",)})

    assert kept["fields.facts"] == ("改写",)
    assert not is_of_another(entry, typed)
    assert is_of_another(entry, other)
    assert anew["fields.facts"] == [decision.content.facts]  # type: ignore[attr-defined]
    assert anew["_drawn"] == (str(decision.no),)
    assert again["fields.facts"] == [notice.content.facts]  # type: ignore[attr-defined]
    assert not is_of_another(entry, anew)


@pytest.mark.parametrize(
    ("entered", "change"),
    [
        ({"of": ("3",), "happened_at": ("2026-03-05T09:30",)}, "3=2026-03-05"),
        ({"of": ("3",), "happened_at": ("",)}, ""),
        ({"of": ("",), "happened_at": ("2026-03-05T09:30",)}, ""),
        ({"of": ("3",), "happened_at": ("gestern",)}, ""),
    ],
)
def test_a_correction_of_a_day_asks_what_would_move(entered: dict[str, tuple[str, ...]], change: str) -> None:
    """What names no act or no day asks nothing: the API says what is wrong with it."""
    assert change_in({"name": "correct_act"}, entered) == change
    assert change_in({"name": "inspect_site"}, entered) == ""


def test_what_opened_a_file_is_corrected_in_json() -> None:
    """Its new content is written as JSON; what is none is left for the API to refuse."""
    assert as_written({"fields": '{"summary": "x"}'}) == {"fields": {"summary": "x"}}
    assert as_written({"fields": "没有"}) == {"fields": "没有"}
    assert as_written({"of": 1}) == {"of": 1}


def _plain(name: str, kind: str = "文字") -> dict[str, Any]:
    return {"name": name, "kind": kind, "fields": [], "values": {}}


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/console/files/2026-000123/acts/stop_on_site", ("2026-000123", "stop_on_site")),
        ("/console/open/report_finding", ("", "report_finding")),
        ("/console/files/whatever/acts/stop_on_site", None),
        ("/console/files/2026-000123/acts/whatever", None),
        ("/console/open/whatever", None),
        ("/console/desk", None),
    ],
)
def test_a_draft_is_kept_of_an_act_and_a_file_that_can_be(path: str, form: tuple[str, str] | None) -> None:
    """Any other path names no form: nothing is kept of it."""
    assert form_at(path) == form


@pytest.mark.asyncio
@pytest.mark.parametrize("figure", ["late", "逾期"])
async def test_a_figure_of_a_unit_is_asked_by_either_name(edge: Edge, figure: str) -> None:
    """The API takes both, and so does the page over it."""
    async with reading_console(edge) as console:
        page = await (await console.of("supervisor")).open(f"/units/rows?figure={figure}&unit=u-430423")

    assert page.status_code == 200
    assert "　逾期" in page.text
