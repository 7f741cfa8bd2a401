"""Any file in the form of the published ones: no subset and no order of facts stops the review, and the order changes nothing that is dated."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from file_review.dating import UNKNOWN, When, parse_when
from file_review.events import EVENTS
from file_review.makers import MAKERS
from file_review.makers_of_force import FORCE
from file_review.makers_of_hearing import HEARING
from file_review.mapping import mapped
from file_review.reading import read_files
from file_review.reviewing import review
from file_review.sources import Fact, Period, Published
from kinds import VIOLATION_CASE
from law.edition import shipped
from tests.file_review.reading_cases import SHIPPED, ids

README = [
    "violation",
    "violation_start",
    "violation_end",
    "complaint_received",
    "lead_received",
    "dispatched",
    "substantiated",
    "discovered",
    "inspection_start",
    "investigation",
    "interview",
    "sampled",
    "monitoring_report",
    "appraised",
    "report",
    "meeting",
    "jurisdiction_assigned",
    "transfer_planned",
    "case_filed",
    "correction_order_served",
    "recheck",
    "rectified",
    "notice_served",
    "statement_waived",
    "hearing_waived",
    "hearing_requested",
    "hearing_accepted",
    "hearing_held",
    "hearing_closed",
    "case_meeting",
    "penalty_decision",
    "decision_served",
    "no_penalty_decision",
    "paid",
    "daily_fine_decision",
    "seized",
    "production_limit",
    "production_stop",
    "production_stop_end",
    "closure_order",
    "closed",
    "reminder_issued",
    "reminder_served",
    "enforcement_applied",
    "enforcement_accepted",
    "enforcement_ruling",
    "deadline",
    "transferred_police_admin",
    "transferred_police_criminal",
    "transferred_police",
    "police_filed",
    "detained",
    "arrested",
    "bail",
    "prosecuted",
    "no_prosecution",
    "trial",
    "judgment",
    "appeal",
    "procuratorate_proposal",
    "review_decision",
    "lawsuit_filed",
    "lawsuit_accepted",
    "published",
    "statement_received",
    "hearing_notice_served",
    "decision_left",
    "decision_served_by_notice",
    "seizure_extended",
    "seizure_released",
    "review_requested",
]

CASES = {case: read_files([SHIPPED / f"{case}.yaml"], shipped())[0][0] for case in ids()}

day = st.dates(min_value=parse_when("2012-01-01").first, max_value=parse_when("2026-12-31").last)  # type: ignore[arg-type]
when = st.one_of(
    st.just(UNKNOWN),
    day.map(lambda one: When(first=one, last=one)),
    day.map(lambda one: parse_when(f"{one.year}-{one.month:02}")),
    day.map(lambda one: parse_when(str(one.year))),
)
fact = st.builds(
    Fact,
    event=st.sampled_from(sorted(EVENTS)),
    when=when,
    detail=st.sampled_from(["", "corrected", "day-count", "second instance annulled"]),
)
money = st.integers(min_value=0, max_value=10**7)
known_day = st.one_of(st.just(UNKNOWN), day.map(lambda one: When(first=one, last=one)))
period = st.builds(
    Period,
    start=known_day,
    end=known_day,
    days=st.none() | st.integers(0, 90),
    per_day=st.none() | money,
    total=st.none() | money,
)
case = st.builds(
    Published,
    id=st.just("t-1"),
    file=st.just("t-1.yaml"),
    place=st.sampled_from(["湖南某县", "江苏某市"]),
    kinds=st.lists(
        st.sampled_from(["daily_fine", "eia", "criminal", "litigation", "decision_text", "water"]), max_size=3
    ).map(tuple),
    quality=st.sampled_from(["official", "news", "court-mirror"]),
    facts=st.lists(fact, max_size=14).map(tuple),
    amounts=st.dictionaries(
        st.sampled_from(["first_fine_yuan", "surcharge_yuan", "proposed_fine_yuan"]), st.tuples(money)
    ),
    periods=st.lists(period, max_size=3).map(tuple),
)


def test_every_event_of_the_form_has_one_maker() -> None:
    """The events that are known, those that become acts, and those of the form are the same."""
    assert set(README) == set(EVENTS) == {*MAKERS, *HEARING, *FORCE}
    assert len(EVENTS) == len(MAKERS) + len(HEARING) + len(FORCE)


def test_every_event_alone_becomes_an_act_or_a_field() -> None:
    """Nothing is dropped, whatever stands around it."""
    for event in README:
        found = mapped(
            Published(id="t", file="t.yaml", facts=(Fact(event=event, when=parse_when("2024-05-06")),)), shipped()
        )
        assert found.entries or found.fields, event
        assert found.unmapped == ()


@settings(max_examples=60, deadline=None)
@given(case)
def test_no_file_stops_the_review(source: Published) -> None:
    """Whatever a file says, in whatever order and precision, there is an answer in JSON."""
    found = review(VIOLATION_CASE, source, shipped())

    assert found.as_json()["case"] == "t-1"
    for row in found.findings:
        assert row.because
        assert (row.result == "not_judged") <= bool(row.missing)
        assert row.days_over is None or row.days_over >= 0


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_parts_of_published_cases_are_judged_in_any_order(data: st.DataObject) -> None:
    """Any subset and permutation of the facts of a published case is read; with fewer facts fewer rules are departed from."""
    source = CASES[data.draw(st.sampled_from(ids()))]
    assert isinstance(source, Published)
    facts = (
        data.draw(st.lists(st.sampled_from(source.facts), unique=True, max_size=len(source.facts)).map(tuple))
        if source.facts
        else ()
    )

    found = review(VIOLATION_CASE, source.model_copy(update={"facts": facts}), shipped())

    assert found.unmapped == ()


def test_the_order_of_dated_facts_changes_nothing() -> None:
    """A file is what happened when, not what was told first."""
    for name, source in CASES.items():
        assert isinstance(source, Published)
        if any(one.when.day is None for one in source.facts):
            continue
        turned = source.model_copy(update={"facts": tuple(reversed(source.facts))})
        mine, theirs = (
            {(row.rule, row.result, row.due) for row in review(VIOLATION_CASE, one, shipped()).findings}
            for one in (source, turned)
        )
        assert mine == theirs, name


def test_a_number_decides_nothing() -> None:
    """No case is known by its number: under another one the answer is the same."""
    for name, source in CASES.items():
        other = source.model_copy(update={"id": "x", "file": "x.yaml"})
        assert (
            review(VIOLATION_CASE, source, shipped()).findings == review(VIOLATION_CASE, other, shipped()).findings
        ), name


def test_reading_a_folder_of_files_keeps_their_order(tmp_path: Path) -> None:
    """Files are judged as they are named."""
    found, complaints = read_files([SHIPPED / f"{name}.yaml" for name in reversed(ids())], shipped())

    assert [one.id for one in found] == list(reversed(ids()))
    assert [one for one in complaints if one.level == "error"] == []
