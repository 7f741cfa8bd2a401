"""What crosses a boundary and waits, by who has to act; and the files of one matter, as far as the reader may see."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from docket import linked, reader
from docket.scope import EVERYTHING, Scope
from docket.writer import record
from models.acts import Act, Content
from models.acts.delivery import RecordDelivery, RecordDeliveryFailed, RecordDeliveryRefused
from models.acts.finding import HandToDepartment, ReportFinding
from models.effects import Effect, Feedback, OpenFile
from models.people import ENGINE, Actor
from models.standing import Link
from registry import seed
from tests.docket.values import FOUND_AT, chain, complaint, entry, finding, term

A, B = "T2026-000001", "2026-000002"
HENGSHAN, HENGNAN = Scope(unit="u-430423"), Scope(unit="u-430422")
NORMS = ("norm.hand_over",)
KEY = f"{A}/1/case"


def _link(other: str, way: Any, *, waits: bool = False) -> Link:  # noqa: ANN401  one of four words
    return Link(file_no=other, way=way, act=1, label="转交办理", on=date(2026, 3, 2), waits=waits)


def _opening() -> OpenFile:
    content = finding().content
    assert isinstance(content, ReportFinding)
    by = Actor(id=f"Complaint:{A}", kind="file")
    return OpenFile(
        key=KEY, act_no=1, title="为举报件开立案件", opens="ViolationCase", by=by, happened_at=FOUND_AT, content=content
    )


def _by_engine(no: int, content: Content) -> Act:
    at = FOUND_AT + timedelta(hours=no)
    return Act(no=no, key=f"k{no}", happened_at=at, recorded_at=at, by=ENGINE, content=content)


def _writes(engine: Engine, file_no: str, *acts: Act, effects: tuple[Effect, ...] = (), **more: Any) -> None:  # noqa: ANN401
    told = entry(file_no, acts=1 + len(acts), effects=effects, **more)
    record(engine, told.model_copy(update={"acts": (told.acts[0], *acts)}))


def _complaint(engine: Engine, *acts: Act, effects: tuple[Effect, ...] = (), **more: Any) -> None:  # noqa: ANN401
    _writes(engine, A, *acts, effects=effects, kind="Complaint", opening=complaint("12369"), **more)


def _waiting(engine: Engine, scope: Scope = EVERYTHING, **more: Any) -> list[tuple[str, str, str]]:  # noqa: ANN401
    rows = linked.waiting(engine, scope, norms=NORMS, **more)
    return [(row.state, row.file_no, row.body or row.unit) for row in rows]


def test_a_term_of_another_body_and_a_norm_between_units_wait_and_no_other(engine: Engine) -> None:
    """The police, then our own unit; a term of the party, one that ended and a norm within the house do not."""
    police = term("police_answer", obligor="police", last_day=date(2026, 3, 5))
    over = term("norm.hand_over", obligor="authority", last_day=date(2026, 3, 4))
    decoys = (
        term("payment", obligor="party", last_day=date(2026, 3, 5)),
        term("norm.recheck", obligor="authority"),
        term("court_answer", obligor="court", state="met"),
    )
    _writes(engine, B, terms=(police, over, *decoys))

    assert [("term", B, "u-430423"), ("term", B, "police")] == _waiting(engine)


def test_a_file_that_waits_for_another_names_the_unit_that_has_that(engine: Engine) -> None:
    """Until the other one has told its last word, or has come to its own end."""
    _complaint(engine, links=(_link(B, "to", waits=True),))
    _writes(engine, B, township="430422111", links=(_link(A, "from"),))
    before = _waiting(engine)
    _writes(engine, B, township="430422111", links=(_link(A, "from"),), closed=True)

    assert [("file", A, "u-430422")] == before
    assert [] == _waiting(engine)


def test_of_a_transfer_that_is_not_accepted_yet_the_receiver_is_named(engine: Engine) -> None:
    """The sender still answers for it; who has to act is whom it was sent to, in the term and in what waits for it."""
    _complaint(engine, links=(_link(B, "to", waits=True),))
    owed = term("norm.hand_over", obligor="authority", last_day=date(2026, 3, 4), owner_unit="u-430422")
    _writes(engine, B, links=(_link(A, "from"),), terms=(owed,))

    assert [("term", B, "u-430422"), ("file", A, "u-430422")] == _waiting(engine)
    assert ["term", "file"] == [row[0] for row in _waiting(engine, unit="u-430422")]
    assert [] == _waiting(engine, unit="u-430423")


@pytest.mark.parametrize(
    ("scope", "shown"),
    [(HENGSHAN, 1), (HENGNAN, 1), (Scope(unit="u-430421"), 0), (Scope(), 0), (EVERYTHING, 1)],
)
def test_what_waits_between_two_files_is_seen_from_both_sides_and_by_nobody_else(
    engine: Engine, scope: Scope, shown: int
) -> None:
    """Who waits sees it, and who has to act; a third county does not."""
    _complaint(engine, links=(_link(B, "to", waits=True),))
    _writes(engine, B, township="430422111", links=(_link(A, "from"),))

    assert shown == len(_waiting(engine, scope))


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (None, ["sent"]),
        (RecordDelivery(effect=KEY, receiver=B, file_no=B, act_no=1), []),
        (RecordDelivery(effect=f"{A}/2/case", receiver=B), ["sent"]),
        (RecordDeliveryFailed(effect=KEY, receiver="ViolationCase"), ["undelivered"]),
        (RecordDeliveryRefused(effect=KEY, receiver=B, code="no", sentence="不予接收"), ["refused"]),
    ],
)
def test_what_was_not_taken_waits_as_what_became_of_it_says(
    engine: Engine, outcome: Content | None, state: list[str]
) -> None:
    """On its way, not taken in its time, refused; what was taken waits no more, a receipt of another one is none."""
    _complaint(engine, *([_by_engine(2, outcome)] if outcome else []), effects=(_opening(),))

    assert state == [row.state for row in linked.waiting(engine, EVERYTHING, norms=NORMS)]


def test_a_refusal_is_told_once_by_the_term_it_opened_or_by_what_was_sent_anew(engine: Engine) -> None:
    """人工告知处理结果: the term says it; an opening that was sent again stands for the first."""
    refused = _by_engine(2, RecordDeliveryRefused(effect=KEY, receiver=B, code="no", sentence="不予接收"))
    duty = term("norm.hand_over", started_by=2, obligor="authority")
    anew = _opening().model_copy(update={"key": f"{A}/3/case", "act_no": 3})
    _complaint(engine, refused, effects=(_opening(),), terms=(duty,))
    by_term = [row.state for row in linked.waiting(engine, EVERYTHING, norms=NORMS)]
    _complaint(engine, refused, _by_engine(3, refused.content), effects=(_opening(), anew), revision=2)

    assert ["term"] == by_term
    assert [("sent", 3)] == [(row.state, row.act_no) for row in linked.waiting(engine, EVERYTHING, norms=NORMS)]


def test_a_result_that_persons_tell_is_not_on_its_way(engine: Engine) -> None:
    """Feedback waits for its system only where there is one."""
    by_hand = Feedback(key=f"{A}/1/feedback", act_no=1, title="反馈", addressee="reporter", result="已处理")
    to_system = by_hand.model_copy(update={"key": f"{A}/1/acceptance", "to": ("12369",)})
    _complaint(engine, effects=(by_hand, to_system))

    assert ["sent"] == [row.state for row in linked.waiting(engine, EVERYTHING, norms=NORMS)]


def test_a_file_with_a_unit_outside_its_grid_waits_there(engine: Engine) -> None:
    """交主管部门: since the day on which it was handed over; within the grid it crosses nothing."""
    handed = _by_engine(2, HandToDepartment(unit="u-water", ecology=False, answerable=chain()[0]))
    _writes(engine, B, handed, holder_unit="u-water")
    row, *rest = linked.waiting(engine, EVERYTHING, norms=NORMS)
    _writes(engine, "2026-000003", _by_engine(2, HandToDepartment(unit="u-430423")))

    assert ("elsewhere", "交主管部门", "u-water", FOUND_AT.date()) == (row.state, row.what, row.unit, row.since)
    assert [] == rest
    assert 1 == len(_waiting(engine))


def test_rehearsals_and_archived_files_wait_for_nobody_and_a_unit_asks_for_its_own(engine: Engine) -> None:
    """And no more is told than was asked for."""
    police = term("police_answer", obligor="police")
    over = term("norm.hand_over", obligor="authority")
    _writes(engine, "2026-000003", terms=(police,), archived=True)
    _writes(engine, "R2026-000004", terms=(police,), rehearsal=True)
    _writes(engine, B, terms=(police, over))

    assert [("term", B, "u-430423")] == _waiting(engine, unit="u-430423")
    assert 1 == len(_waiting(engine, limit=1))


def test_a_unit_that_asks_for_its_own_is_not_crowded_out_by_others(engine: Engine) -> None:
    """What a township has to do is the township's; the limit counts what was asked for."""
    early = term("norm.hand_over", obligor="township", owner_unit="u-430423100", last_day=date(2026, 3, 3))
    late = term("norm.hand_over", started_by=2, obligor="authority", last_day=date(2026, 3, 9))
    _writes(engine, B, terms=(early, late))

    assert [("term", B, "u-430423")] == _waiting(engine, unit="u-430423", limit=1)
    assert [("term", B, "u-430423100")] == _waiting(engine, unit="u-430423100", limit=1)


def test_the_files_of_a_matter_are_found_from_either_end_as_far_as_one_may_see(engine: Engine) -> None:
    """What the reader may not see ends the walk, and stands there by its number alone."""
    beyond = "2026-000009"
    _complaint(engine, links=(_link(B, "to"),))
    _writes(engine, B, township="430422111", links=(_link(beyond, "to"),))
    _writes(engine, beyond, township="430422111")

    def walked(scope: Scope, first: str) -> dict[str, bool]:
        file = reader.last_file(engine, scope, first)
        assert file is not None
        found, cut = linked.linked_files(engine, scope, file)
        assert not cut
        return {file_no: one is not None for file_no, one in found.items()}

    assert {A: True, B: True, beyond: True} == walked(EVERYTHING, A) == walked(EVERYTHING, beyond)
    assert {A: True, B: False} == walked(HENGSHAN, A)
    assert {A: False, B: True, beyond: True} == walked(HENGNAN, B)


def test_a_link_that_is_no_more_is_taken_out(engine: Engine) -> None:
    """After a correction the docket says what the file says."""
    _complaint(engine, links=(_link(B, "to", waits=True),))
    _complaint(engine, links=(), revision=2)

    assert [] == _waiting(engine)


def test_the_names_of_units_come_from_the_register(engine: Engine) -> None:
    """Who has to act is named."""
    seed.load(engine)
    _writes(engine, B, terms=(term("norm.hand_over", obligor="authority"),))
    (row,) = linked.waiting(engine, EVERYTHING, norms=NORMS)

    assert "衡阳市生态环境局衡山分局" == row.unit_name
