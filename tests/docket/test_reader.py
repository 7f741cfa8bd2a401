"""The list views: each finds what it is asked for and leaves out a decoy that differs in one thing."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from docket import reader
from docket.scope import EVERYTHING, Scope
from docket.views import FileFilter
from docket.writer import record
from models.acts.terms import CorrectAct
from registry.parties import Parties
from tests.docket.listed import listed
from tests.docket.values import FOUND_AT, complaint, document, entry, message, term

WANTED, DECOY = "2026-000001", "2026-000002"


def _record(engine: Engine, file_no: str, **more: Any) -> None:  # noqa: ANN401  what an entry takes
    record(engine, entry(file_no, **more))


def _listed(engine: Engine, **wanted: object) -> list[str]:
    return [row.file_no for row in reader.list_files(engine, EVERYTHING, FileFilter.model_validate(wanted)).rows]


@pytest.mark.parametrize(
    ("wanted", "of_wanted", "of_decoy"),
    [
        ({"kind": "Complaint"}, {"kind": "Complaint"}, {"kind": "ViolationCase"}),
        ({"stage": "filed"}, {"stage": "filed"}, {"stage": "found"}),
        ({"level2_grid": "430423"}, {}, {"township": "430422111"}),
        ({"grid": "430423100"}, {}, {"township": "430423101"}),
        ({"unit": "u-4304"}, {"holder_unit": "u-4304"}, {"holder_unit": "u-430423"}),
        ({"alert": "late"}, {"alert": "late"}, {"alert": "near"}),
        ({"pollution": "air"}, {"pollution": ("water", "air")}, {"pollution": ("water",)}),
        ({"party": "e-1"}, {"party": "e-1"}, {"party": "e-2"}),
        ({"party": "e-3"}, {"party": "e-1", "parties": ("e-1", "e-3")}, {"party": "e-1", "parties": ("e-1", "e-2")}),
        ({"closed": False}, {}, {"closed": True}),
        ({"rehearsal": True}, {"rehearsal": True}, {}),
        ({}, {}, {"rehearsal": True}),
        (
            {"due_before": date(2026, 3, 5)},
            {"next_last_day": date(2026, 3, 5)},
            {"next_last_day": date(2026, 3, 6)},
        ),
        ({"due_before": date(2026, 3, 5)}, {"next_last_day": date(2026, 3, 5)}, {"next_last_day": None}),
    ],
)
def test_a_list_is_narrowed_to_what_is_asked(
    engine: Engine, wanted: dict[str, object], of_wanted: dict[str, object], of_decoy: dict[str, object]
) -> None:
    """Each filter finds the case and leaves out its decoy."""
    _record(engine, WANTED, **of_wanted)
    _record(engine, DECOY, **of_decoy)

    assert [WANTED] == _listed(engine, **wanted)


def test_the_case_whose_last_day_comes_first_stands_first(engine: Engine) -> None:
    """What presses most is on top; a case without a last day comes at the end."""
    days = {"2026-000001": None, "2026-000002": date(2026, 4, 1), "2026-000003": date(2026, 3, 1)}
    for file_no, day in days.items():
        _record(engine, file_no, next_last_day=day)

    assert ["2026-000003", "2026-000002", "2026-000001"] == _listed(engine)


def test_pages_follow_each_other_without_gap_or_repetition(engine: Engine) -> None:
    """Paging goes on behind the last row, also among cases of one day."""
    for serial in range(1, 8):
        _record(engine, f"2026-{serial:06d}", next_last_day=date(2026, 3, 1 + serial // 3))

    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        page = reader.list_files(engine, EVERYTHING, after=after, limit=3)
        seen += [row.file_no for row in page.rows]
        after = page.after

    assert [f"2026-{serial:06d}" for serial in range(1, 8)] == seen


def test_a_term_that_runs_in_hours_is_listed_with_the_instant_of_its_end(engine: Engine) -> None:
    """Of two terms of one last day the one that ends first is named; one that runs in days ends with its day."""
    day = FOUND_AT.date()
    late, soon = FOUND_AT + timedelta(hours=4), FOUND_AT + timedelta(hours=2)
    running = (
        term("days", last_day=day, ends_at=FOUND_AT + timedelta(hours=15), name="按日计算的"),
        term("four", last_day=day, ends_at=late, unit="hour", name="四小时内的"),
        term("two", last_day=day, ends_at=soon, unit="hour", name="两小时内的"),
    )
    _record(engine, WANTED, next_last_day=day, terms=running)
    _record(engine, DECOY, next_last_day=day, terms=running[:1])

    rows = reader.list_files(engine, EVERYTHING).rows

    assert [("两小时内的", soon), ("按日计算的", None)] == [(row.next_term, row.next_ends_at) for row in rows]


def test_a_made_up_page_position_is_refused(engine: Engine) -> None:
    """A position that no page gave is answered with a sentence."""
    with pytest.raises(ValueError, match="翻页位置“第二页”无效"):
        reader.list_files(engine, EVERYTHING, after="第二页")


def test_a_file_about_a_place_elsewhere_is_not_moved_to_the_county_that_answers(engine: Engine) -> None:
    """A branch of one county is asked for help about another: the place is in the other one."""
    _record(engine, WANTED, township="430423100", grid="430408")

    row = listed(engine, EVERYTHING, WANTED)

    assert row is not None
    assert (row.place, row.level2_name) == ("蒸湘区", "衡山县")


def test_a_row_says_where_who_and_what_presses(engine: Engine) -> None:
    """A list shows names, not codes, and the term that ends next."""
    running = term("a", last_day=date(2026, 3, 5), name="向上级报告"), term("b", last_day=date(2026, 3, 9))
    _record(engine, WANTED, terms=running, next_last_day=date(2026, 3, 5), pollution=("water", "air"))

    row = listed(engine, EVERYTHING, WANTED)

    assert row is not None
    assert (row.grid_name, row.level2_name, row.unit_name) == ("开云镇", "衡山县", "衡阳市生态环境局衡山分局")
    assert row.place == "衡山县开云镇"
    assert (row.next_last_day, row.next_term) == (date(2026, 3, 5), "向上级报告")
    assert row.pollution == ("water", "air")
    assert (row.opened_at, row.at) == (FOUND_AT, FOUND_AT)


def test_a_list_names_an_organisation_but_never_a_citizen(engine: Engine) -> None:
    """A citizen's name stays in the register (个人信息)."""
    parties = Parties(engine)
    works = parties.register("organisation", "虚构化工有限公司", address="衡山县")
    person = parties.register("citizen", "甲某某")
    _record(engine, WANTED, party=works.id)
    _record(engine, DECOY, party=person.id)

    rows = reader.list_files(engine, EVERYTHING).rows

    assert ["虚构化工有限公司", ""] == [row.party_name for row in rows]


def test_terms_due_are_the_open_ones_up_to_a_day(engine: Engine) -> None:
    """Late terms first; decoys: a later one, one that was met, one of a rehearsal."""
    late, soon = term("a", last_day=date(2026, 3, 1), state="late"), term("b", last_day=date(2026, 3, 5))
    later, met = term("c", last_day=date(2026, 3, 6)), term("d", last_day=date(2026, 3, 2), state="met")
    _record(engine, WANTED, terms=(soon, later, late, met))
    _record(engine, "R2026-000001", terms=(late,), rehearsal=True)

    due = reader.terms_due(engine, EVERYTHING, today=date(2026, 3, 3), until=date(2026, 3, 5))

    assert [("a#1", -2), ("b#1", 2)] == [(row.term.key, row.term.days_left) for row in due]
    assert due[0].unit_name == "衡阳市生态环境局衡山分局"


def test_a_suspended_term_counts_no_days(engine: Engine) -> None:
    """While a term is suspended (中止) nobody can say how many days are left."""
    _record(engine, WANTED, terms=(term(last_day=date(2026, 3, 5), state="suspended"),))

    due = reader.terms_due(engine, EVERYTHING, today=date(2026, 3, 3), until=date(2026, 3, 5))

    assert [None] == [row.term.days_left for row in due]


def test_terms_due_of_one_unit_leave_out_the_others(engine: Engine) -> None:
    """A unit asks for its own terms."""
    mine, other = term("a", last_day=date(2026, 3, 5)), term("b", last_day=date(2026, 3, 5), owner_unit="u-4304")
    _record(engine, WANTED, terms=(mine, other))

    due = reader.terms_due(engine, EVERYTHING, today=date(2026, 3, 3), until=date(2026, 3, 5), unit="u-430423")

    assert ["a#1"] == [row.term.key for row in due]


def test_messages_are_the_readers_own_newest_first(engine: Engine) -> None:
    """A person reads what was sent to him, not what was sent to the decoy."""
    mine = Scope(person="p-430423-01")
    _record(engine, WANTED, acts=2, effects=(message("p-430423-01"), message("p-430423-01", 2)))
    _record(engine, DECOY, effects=(message("p-430423-02"),))

    assert ["2/message", "1/message"] == [row.effect.key for row in reader.messages(engine, mine)]
    assert reader.messages(engine, EVERYTHING) == ()


def test_the_documents_of_a_case_are_its_own(engine: Engine) -> None:
    """A case shows its documents, no message and no document of the decoy."""
    _record(engine, WANTED, effects=(document(), message("p-430423-01")))
    _record(engine, DECOY, effects=(document(),))

    assert ["1/document-罚"] == [row.effect.key for row in reader.documents(engine, EVERYTHING, WANTED)]


def test_statistics_count_each_unit_once(engine: Engine) -> None:
    """Open, near, late and closed cases, and terms met, met late and late, by unit; rehearsals apart."""
    terms = (term("a", state="met"), term("b", state="met_late"), term("c", state="late"))
    _record(engine, "2026-000001", alert="late", terms=terms)
    _record(engine, "2026-000002", alert="near")
    _record(engine, "2026-000003", closed=True, stage="closed")
    _record(engine, "2026-000004", township="430422111")
    _record(engine, "R2026-000001", rehearsal=True, alert="late")

    found = {row.unit: row for row in reader.statistics(engine, EVERYTHING)}

    assert set(found) == {"u-430422", "u-430423"}
    hengshan = found["u-430423"]
    assert (hengshan.open, hengshan.near, hengshan.late, hengshan.closed) == (2, 1, 1, 1)
    assert (hengshan.terms_met, hengshan.terms_met_late, hengshan.terms_late) == (1, 1, 1)
    assert hengshan.unit_name == "衡阳市生态环境局衡山分局"


def test_a_term_of_an_archived_file_is_due_no_more(engine: Engine) -> None:
    """What was late stays a fact; the list of what has to be done leaves it out."""
    late = term("a", state="late", last_day=date(2026, 3, 3))
    _record(engine, WANTED, archived=True, closed=True, terms=(late,))
    _record(engine, DECOY, terms=(late,))

    day = date(2026, 4, 1)
    due = reader.terms_due(engine, EVERYTHING, today=day, until=day)

    assert [row.file_no for row in due] == [DECOY]


def test_statistics_of_one_kind_leave_out_the_others(engine: Engine) -> None:
    """A complaint and the case it led to are two files; whoever counts cases counts one."""
    _record(engine, WANTED, terms=(term("a", state="met"),))
    _record(engine, "T2026-000001", kind="Complaint", terms=(term("b", state="met"),))

    both = reader.statistics(engine, EVERYTHING)
    cases = reader.statistics(engine, EVERYTHING, kind="ViolationCase")

    assert [(2, 2)] == [(row.open, row.terms_met) for row in both]
    assert [(1, 1)] == [(row.open, row.terms_met) for row in cases]


def test_a_file_of_another_kind_is_read_back_as_that_kind(engine: Engine) -> None:
    """What is a kind's own in the standing comes back in its own form."""
    told = entry("T2026-000001", kind="Complaint", opening=complaint("12369"), channel="other", case=WANTED)
    record(engine, told)

    file = reader.last_file(engine, EVERYTHING, "T2026-000001")

    assert file is not None
    assert (file.kind, file.standing.particulars) == ("Complaint", told.standing.particulars)


def test_a_case_that_is_not_there_is_nothing(engine: Engine) -> None:
    """An unknown number is answered with nothing, not with an error."""
    assert listed(engine, EVERYTHING, "2026-999999") is None
    assert reader.last_file(engine, EVERYTHING, "2026-999999") is None


def test_the_last_file_has_the_terms_in_the_order_they_began(engine: Engine) -> None:
    """What was recorded last can be read without the workflow: acts, standing and terms."""
    terms = (term("b", started_by=2, last_day=FOUND_AT.date() + timedelta(9)), term("a", started_by=1))
    _record(engine, WANTED, acts=2, terms=terms)

    file = reader.last_file(engine, EVERYTHING, WANTED)

    assert file is not None
    assert ["a#1", "b#2"] == [item.key for item in file.standing.terms]
    assert (file.revision, file.standing.answerable) == (1, entry(acts=2).standing.answerable)


def test_a_party_that_was_taken_out_is_not_found_any_more(engine: Engine) -> None:
    """A correction leaves one party; the file is found by that one, and by nobody who was named by mistake."""
    _record(engine, WANTED, party="e-1", parties=("e-1", "e-3"))
    first = entry(WANTED, party="e-1")
    put_right = CorrectAct(of=1, fields={"others": []}, reason="误录")
    later = first.acts[0].model_copy(update={"no": len(first.acts) + 1, "content": put_right, "key": "k-put-right"})
    acts = (*first.acts, later)
    standing = first.standing.model_copy(update={"acts": len(acts)})
    record(engine, first.model_copy(update={"acts": acts, "since": len(acts) - 1, "standing": standing, "revision": 9}))

    assert [[WANTED], []] == [_listed(engine, party=party) for party in ("e-1", "e-3")]


def test_a_party_that_was_lost_with_a_worker_is_not_found(engine: Engine) -> None:
    """The act that joined it never came to be: the next judgment knows nothing of it, and corrects nothing."""
    _record(engine, WANTED, acts=2, party="e-1", parties=("e-1", "e-3"))
    _record(engine, WANTED, revision=2, party="e-1")

    assert [[WANTED], []] == [_listed(engine, party=party) for party in ("e-1", "e-3")]
