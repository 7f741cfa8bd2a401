"""Earlier complaints that one may repeat: near in place, kind and time, each with the reason; nothing is dropped."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from docket.repeats import LikelyRepeat, is_same_place, likely_repeats
from docket.scope import EVERYTHING, Scope
from docket.writer import record
from models.acts import Act
from models.acts.finding import Place, ReceiveComplaint
from models.file import Entry, File
from models.people import Actor
from tests.docket.values import FOUND_AT, TOWNSHIP, chain, entry

OURS, EARLIER, OTHER = "T2026-000009", "T2026-000001", "T2026-000002"
DAYS = 60
BY = Actor(id="p-430423-04", unit="u-430423", level=2)


def received(days_before: int = 0, where: str = "示例村排口", township: str = TOWNSHIP) -> Act:
    """Return a complaint that came in so many days before the one that is asked about."""
    at = FOUND_AT - timedelta(days=days_before)
    place = Place(grid=township, text=where)
    content = ReceiveComplaint(
        place=place, pollution=("water",), channel="telephone", sealed="s-1", answerable=chain(township)
    )
    return Act(no=1, key="k1", happened_at=at, recorded_at=FOUND_AT, by=BY, content=content)


def complaint(file_no: str, opening: Act, **more: Any) -> Entry:  # noqa: ANN401
    """Return the file of a complaint."""
    assert isinstance(opening.content, ReceiveComplaint)
    told = {"kind": "Complaint", "township": opening.content.place.grid, "opening": opening}
    return entry(file_no, **{**told, **more})


def asked(engine: Engine, *noted: str, scope: Scope = EVERYTHING, **more: Any) -> tuple[LikelyRepeat, ...]:  # noqa: ANN401
    """Return what our complaint may repeat."""
    ours = complaint(OURS, received(), **more)
    record(engine, ours)
    file = File(kind=ours.kind, acts=ours.acts, revision=1, standing=ours.standing)
    return likely_repeats(engine, scope, file, noted, DAYS)


def test_the_nearest_comes_first_with_its_reasons(engine: Engine) -> None:
    """The place that both name before the township alone, however old; how often it was repeated is told."""
    record(engine, complaint(EARLIER, received(50, "示例村 排口（东侧）"), repeats=2, case="2026-000001"))
    record(engine, complaint(OTHER, received(1, "另一村")))

    assert [
        (EARLIER, 2, "2026-000001", False, ("写明的地点相同", "同一网格", "同一类污染（水）")),
        (OTHER, 0, "", False, ("同一网格", "同一类污染（水）")),
    ] == [(one.file_no, one.repeats, one.case, one.noted, one.reasons) for one in asked(engine)]


@pytest.mark.parametrize(
    ("opening", "more"),
    [
        (received(DAYS + 1), {}),
        (received(-1), {}),
        (received(township="430423101"), {}),
        (received(), {"pollution": ("air",)}),
        (received(), {"rehearsal": True}),
    ],
    ids=["too long ago", "later", "elsewhere", "another kind", "rehearsed"],
)
def test_what_is_not_near_is_not_suggested(engine: Engine, opening: Act, more: dict[str, Any]) -> None:
    """Beyond the days of the norm, after it, in another township of nobody known, of another kind."""
    record(engine, complaint(EARLIER, opening, **more))

    assert () == asked(engine)


def test_the_same_party_is_near_wherever_it_is(engine: Engine) -> None:
    """One plant with two gates lies in two townships."""
    record(engine, complaint(EARLIER, received(3, township="430423101"), party="e-1"))
    (found,) = asked(engine, party="e-1")

    assert ("同一当事人", "写明的地点相同", "同一类污染（水）") == found.reasons


def test_nobody_is_shown_what_they_may_not_see(engine: Engine) -> None:
    """Whoever sees other units' files alone is not told of it by the suggestion either."""
    record(engine, complaint(EARLIER, received(3)))

    assert () == asked(engine, scope=Scope(unit="u-430422", grids=frozenset({"430422"})))


def test_what_was_found_to_be_repeated_is_marked(engine: Engine) -> None:
    """It stays in the list: it was said, and nothing is taken away."""
    record(engine, complaint(EARLIER, received(3)))

    assert [True] == [one.noted for one in asked(engine, EARLIER)]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("示例村排口", "示例村　排口", True),
        ("示例村排口", "衡山县示例村排口东侧", True),
        ("Ａ厂北门", "a厂北门", True),
        ("村口", "示例村村口", False),
        ("", "示例村", False),
        ("〔已遮盖〕", "〔已遮盖〕家旁排口", False),
        ("示例村排口", "另一村排口", False),
    ],
)
def test_a_place_is_the_same_by_its_words(one: str, other: str, *, is_same: bool) -> None:
    """Spaces, brackets and widths do not count; two characters, or a name made unreadable, name no place."""
    assert is_same_place(one, other) is is_same
