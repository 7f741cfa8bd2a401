"""A complaint never dies: every state that its events lead to is searched, and each has a way to the archive."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple

import pytest

from judging.admission import refusal
from judging.attempt import Situation
from judging.record import Record
from kinds import COMPLAINT
from law.edition import shipped
from models.acts import ACTS, Act, Content
from models.acts.complaint import AnswerComplaint, ForwardComplaint, RecordComplaintResult, RefuseComplaint
from models.acts.complaint_points import JudgePoint, RefusePoint
from models.acts.delivery import RecordDelivery, RecordDeliveryRefused
from models.acts.finding import AcceptComplaint
from models.acts.joining import JoinCase
from models.acts.petition import (
    RecordRecheckOpinion,
    RecordReviewOpinion,
    ReopenComplaint,
    RequestPetitionRecheck,
    RequestPetitionReview,
)
from models.acts.transfer import TransferMatter
from models.acts.work_order import RecordReturnAccepted, ReturnOrder
from models.people import ENGINE, Actor
from procedures.complaint.reading import (
    came_back,
    cases_of,
    handed_on,
    has_new_result,
    has_result,
    is_returned,
    is_since,
    points,
)
from procedures.complaint.reviewing import unheeded
from procedures.complaint.work_order import return_is_asked, unreplied
from procedures.telling import unconfirmed
from procedures.transfer.reading import pending, transfers
from tests.builders import CLERK, HEAD, answering, moment, usual
from tests.procedures.transferring import AGRICULTURE, sent

LAW = shipped()
FIRST, LATE = moment("2026-03-02"), moment("2026-08-03")
HOUR = timedelta(hours=1)
JOINED, MATTER = "2026-009999", "Y2026-000001"
END = "archive_complaint"
IN_PASSING = frozenset(
    {"note_repeat", "record_repeat", "record_satisfaction", "record_transfer_accepted", "set_order_deadline"}
)
"""What changes nothing about where the complaint stands."""
REVIEW = frozenset(
    {"request_petition_review", "record_review_opinion", "request_petition_recheck", "record_recheck_opinion"}
)

Made = Callable[[Sequence[Act]], Iterable[dict[str, Any]]]


def _once(**said: Any) -> Made:  # noqa: ANN401  fields of an act
    return lambda _acts: (said,)


def _about(*names: str, **said: Any) -> Made:  # noqa: ANN401  fields of an act
    """Say it of the last act of these names, if there is one."""
    return lambda acts: [{**said, "of": act.no} for act in reversed(acts) if act.name in names][:1]


def _of_each_transfer(**said: Any) -> Made:  # noqa: ANN401  fields of an act
    """Say it of each transfer whose result is waited for."""
    return lambda acts: [{**said, "of": one.act.no} for one in pending(Record.of(acts))]


def _of_each_point(acts: Sequence[Act]) -> Iterator[dict[str, Any]]:
    yield from ({"of": act.no} for act in acts if act.name == "list_point")


def _for_a_point(acts: Sequence[Act], **said: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  fields of an act
    """Say it of each point, or of the complaint as a whole where it has none."""
    listed: list[int | None] = [act.no for act in acts if act.name == "list_point"]
    yield from ({**said, "point": no} for no in listed or [None])


def _transferred(acts: Sequence[Act]) -> Iterator[dict[str, Any]]:
    for said in _for_a_point(acts):
        point = said["point"]
        yield sent(**said, scope="whole" if point is None else "part", matter=f"事项{point or ''}")


def _waits_for_its_case(acts: Sequence[Act]) -> Iterator[tuple[int, str, str]]:
    record = Record.of(acts)
    for act in record.all(ForwardComplaint, JoinCase):
        if not came_back(record, act, RecordDelivery) and not came_back(record, act, RecordDeliveryRefused):
            is_new = act.name == "forward_complaint"
            yield act.no, "case" if is_new else "join", f"2026-{act.no:06d}" if is_new else JOINED


def _taken(acts: Sequence[Act]) -> Iterator[dict[str, Any]]:
    for no, what, case in _waits_for_its_case(acts):
        yield {"effect": f"T2026-000001/{no}/{what}", "receiver": case, "file_no": case, "act_no": 1}


def _turned_down(acts: Sequence[Act]) -> Iterator[dict[str, Any]]:
    for no, what, case in _waits_for_its_case(acts):
        yield {
            "effect": f"T2026-000001/{no}/{what}",
            "receiver": case,
            "code": "no-such-file",
            "sentence": "没有该案卷",
        }


def _result(acts: Sequence[Act]) -> Iterator[dict[str, Any]]:
    record = Record.of(acts)
    told = {act.content.case for act in record.all(RecordComplaintResult) if is_since(record, act)}
    yield from ({"case": case} for case in cases_of(record) if case not in told)


FILE = Actor(id=f"Matter:{MATTER}", kind="file")
IN_MATTER = {"matter_no": MATTER}
EVENTS: tuple[tuple[str, Made], ...] = (
    ("accept_complaint", _once()),
    ("refuse_complaint", _once()),
    ("note_repeat", _once()),
    ("record_repeat", _once(complaint="T2026-000007")),
    ("forward_complaint", _for_a_point),
    ("join_case", lambda acts: _for_a_point(acts, case=JOINED)),
    ("record_delivery", _taken),
    ("record_delivery_refused", _turned_down),
    ("record_complaint_result", _result),
    ("transfer_matter", _transferred),
    ("record_transfer_accepted", _of_each_transfer(**IN_MATTER, receiver=answering(AGRICULTURE))),
    ("record_transfer_returned", _of_each_transfer(**IN_MATTER, explanation="不属于本单位")),
    ("record_transfer_result", _of_each_transfer(**IN_MATTER, handling="ordered", result="已责令改正")),
    ("end_transfer", _of_each_transfer(by_superior="市政府", letter="示1号", explanation="直接督办")),
    ("refuse_point", _of_each_point),
    ("judge_point", _of_each_point),
    ("answer_complaint", _once()),
    ("confirm_feedback", _about("answer_complaint", "refuse_complaint")),
    ("record_satisfaction", _about("answer_complaint", satisfaction="dissatisfied", reason="未整改")),
    ("reopen_complaint", _once(ground="superior")),
    ("request_petition_review", _about("answer_complaint")),
    ("record_review_opinion", lambda acts: _opinions("request_petition_review", acts)),
    ("request_petition_recheck", _about("record_review_opinion")),
    ("record_recheck_opinion", lambda acts: _opinions("request_petition_recheck", acts)),
    ("set_order_deadline", _once(handle_by="2026-12-31")),
    ("record_order_urging", _once()),
    ("reply_to_urging", lambda acts: [{"of": act.no} for act in unreplied(Record.of(acts))]),
    ("return_order", _once()),
    ("record_return_accepted", _about("return_order")),
    ("record_return_refused", _about("return_order")),
    (END, _once()),
)
"""What may happen to a complaint, whoever does it, and what it may say then."""
WAY_OUT = (ForwardComplaint, JoinCase, TransferMatter, RefuseComplaint, RefusePoint, RecordReturnAccepted)
"""What a complaint leads to: a case, a transfer, or a reasoned end, as a platform's taking its order back is."""
LAST_WORDS = (AnswerComplaint, RefuseComplaint, RecordReturnAccepted)
"""What tells whoever complained, here or where the platform sends it instead."""
ANSWERED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("receive_complaint", {"channel": "letter"}),
    ("accept_complaint", {}),
    ("forward_complaint", {}),
    ("record_delivery", {"effect": "T2026-000001/3/case", "receiver": "2026-000003", "file_no": "2026-000003"}),
    ("record_complaint_result", {"case": "2026-000003"}),
    ("answer_complaint", {}),
)
BEGUN: dict[str, tuple[tuple[tuple[str, dict[str, Any]], ...], frozenset[str]]] = {
    "by telephone": ((("receive_complaint", {}),), REVIEW),
    "of two points": (
        (
            ("receive_complaint", {}),
            ("accept_complaint", {}),
            ("list_point", {}),
            ("list_point", {"place": {"grid": "430423101", "text": "另一处"}}),
        ),
        REVIEW | {"reopen_complaint", "join_case"},
    ),
    "of a point, refused and answered": (
        (
            ("receive_complaint", {}),
            ("accept_complaint", {}),
            ("list_point", {}),
            ("refuse_point", {"of": 3}),
            ("answer_complaint", {}),
        ),
        REVIEW | {"transfer_matter", "join_case"},
    ),
    "from a platform": (
        (("receive_complaint", {"sender_no": "HY20260302000001"}),),
        REVIEW | {"join_case", "record_delivery_refused", "end_transfer"},
    ),
    "by letter, answered": (ANSWERED, frozenset({"transfer_matter", "join_case"})),
}
"""How a complaint begins whose states are searched, and what the search of another beginning has seen to."""


def _opinions(request: str, acts: Sequence[Act]) -> Iterator[dict[str, Any]]:
    for said in _about(request)(acts):
        yield from ({**said, "outcome": outcome} for outcome in ("maintained", "redo"))


def _doer(name: str, said: dict[str, Any]) -> Actor:
    by = COMPLAINT.steps[ACTS[name]].by
    if by.engine:
        return ENGINE
    if by.roles:
        return next(one for one in (CLERK, HEAD) if set(one.roles) & by.roles)
    return FILE if "matter_no" in said else Actor(id=f"Complaint:{said['complaint']}", kind="file")


class State(NamedTuple):
    """Where a complaint stands, as far as it decides what may follow."""

    decided: tuple[bool, ...]
    hands: tuple[str, ...]
    """In whose hands the complaint, or each of its points, is, and what came back; whichever point it is."""
    review: tuple[str, ...]
    reopened: bool
    late: bool
    """Whether what the reporter could have asked for is over by now."""


def state_of(record: Record, *, late: bool) -> State:
    """Return where a complaint stands."""
    now = Situation(record, record.acts[-1].day, LAW, COMPLAINT)
    again, answer = COMPLAINT.steps[AnswerComplaint].again_if, record.last(AnswerComplaint)
    decided = (
        record.has(AcceptComplaint),
        *(any(is_since(record, act) for act in record.all(kind)) for kind in (RefuseComplaint, AnswerComplaint)),
        COMPLAINT.is_closed(record),
        COMPLAINT.is_archived(record),
        has_new_result(record),
        bool(again and again(now)),
        bool(unconfirmed(now)),
        bool(unheeded(record)),
        bool(unreplied(record)),
        any(is_since(record, act) for act in record.all(ReturnOrder)),
        return_is_asked(record),
        is_returned(record),
    )
    listed = points(record)
    hands = [_hand(record, None), *(_hand(record, point.no) for point in listed)]
    asked = record.back(_last_about(record, answer.no) if answer else None)
    return State(decided, tuple(sorted(hands)), tuple(_named(act) for act in asked), record.has(ReopenComplaint), late)


def _last_about(record: Record, no: int) -> int:
    """Return the last act of the chain of review that hangs on an answer."""
    following = record.pointing(no, RequestPetitionReview, RecordReviewOpinion, RequestPetitionRecheck)
    following += record.pointing(no, RecordRecheckOpinion)
    return _last_about(record, following[0].no) if following else no


def _named(act: Act) -> str:
    return f"{act.name} {act.content.__dict__.get('outcome', '')}"


def _hand(record: Record, point: int | None) -> str:
    handed = [act for act in handed_on(record) if act.content.point == point]
    waits = ["has" if came_back(record, act, RecordDelivery) else "waits" for act in handed]
    told = (
        has_result(record, point) if point else any(is_since(record, act) for act in record.all(RecordComplaintResult))
    )
    moved = [one.state for one in transfers(record) if one.act.content.point == point and is_since(record, one.act)]
    state = "resulted" if moved[-1:] == ["ended"] else "".join(moved[-1:])
    words = record.pointing(point or 0, RefusePoint, JudgePoint)
    done = {f"{act.name} {is_since(record, act)}" for act in words}
    return f"{'whole' if point is None else 'point'} {waits} {bool(handed and told)} {state} {sorted(done)}"


@dataclass
class Search:
    """A search through every state: the first list of acts that led to each, and where each leads."""

    without: frozenset[str]
    found: dict[State, tuple[Act, ...]] = field(default_factory=dict)
    leads: dict[State, set[State]] = field(default_factory=dict)
    happened: set[str] = field(default_factory=set)

    def begin(self, begun: Sequence[tuple[str, dict[str, Any]]]) -> "Search":
        """Search on from a beginning until nothing new is found."""
        acts: tuple[Act, ...] = ()
        for name, said in begun:
            acts = (*acts, _act(acts, name, said, late=False))
        queue = deque([self._take(acts, late=False)])
        while queue:
            state = queue.popleft()
            if state in self.leads:
                continue
            acts, self.leads[state] = self.found[state], set()
            for then, late in self._what_may_follow(state, acts):
                after = self._take(then, late=late)
                self.leads[state].add(after)
                queue.append(after)
        return self

    def _what_may_follow(self, state: State, acts: tuple[Act, ...]) -> Iterator[tuple[tuple[Act, ...], bool]]:
        if acts[-1].name == END:
            return
        for act in self._possible(acts, late=state.late):
            self.happened.add(act.name)
            if act.name not in IN_PASSING:
                yield (*acts, act), state.late
        if not state.late and acts[-1].name == "confirm_feedback" and "request_petition_review" not in self.without:
            yield acts, True

    def _take(self, acts: tuple[Act, ...], *, late: bool) -> State:
        state = state_of(Record.of(acts), late=late)
        self.found.setdefault(state, acts)
        return state

    def _possible(self, acts: tuple[Act, ...], *, late: bool) -> Iterator[Act]:
        """Yield every act that the law lets be done next."""
        record = Record.of(acts)
        for name, says in EVENTS:
            if name in self.without:
                continue
            for said in says(acts):
                act = _act(acts, name, said, late=late)
                if act.by.kind == "engine" or refusal(COMPLAINT, record, act, LAW) is None:
                    yield act


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int)


def _content_of(name: str, said: dict[str, Any]) -> Content:
    return ACTS[name].model_validate(usual(name, said))


@cache
def _content(name: str, said: tuple[tuple[str, Any], ...]) -> Content:
    return _content_of(name, dict(said))


def _act(acts: Sequence[Act], name: str, said: dict[str, Any], *, late: bool) -> Act:
    at = (acts[-1].recorded_at if acts else FIRST) + HOUR
    at = LATE if late and at < LATE else at
    content = _content(name, tuple(said.items())) if all(map(_is_plain, said.values())) else _content_of(name, said)
    return Act(
        no=len(acts) + 1,
        key=f"{name}/{len(acts)}",
        happened_at=at,
        recorded_at=at,
        by=_doer(name, said),
        content=content,
    )


@cache
def searched(begun: str) -> Search:
    """Return the states that a beginning leads to."""
    first, without = BEGUN[begun]
    return Search(without).begin(first)


def _without_end(search: Search) -> set[State]:
    """Return the states from which nothing leads to the archive."""
    comes_from = defaultdict(set)
    for state, leads in search.leads.items():
        for after in leads:
            comes_from[after].add(state)
    ends = {state for state, acts in search.found.items() if acts[-1].name == END}
    queue = deque(ends)
    while queue:
        for before in comes_from[queue.popleft()] - ends:
            ends.add(before)
            queue.append(before)
    return set(search.found) - ends


@pytest.mark.parametrize("begun", BEGUN)
def test_from_every_state_there_is_a_way_to_the_archive(begun: str) -> None:
    """Whatever happened, and in whatever order: the complaint can be brought to its end under the law."""
    search = searched(begun)

    assert [[act.name for act in search.found[state]] for state in _without_end(search)] == []


@pytest.mark.parametrize("begun", BEGUN)
def test_no_complaint_ends_without_a_case_a_transfer_or_a_reason(begun: str) -> None:
    """Nothing comes to the archive that led nowhere, and nobody who complained is left without a word."""
    search = searched(begun)
    ended = [Record.of(acts) for acts in search.found.values() if acts[-1].name == END]

    assert ended
    assert all(record.has(*WAY_OUT) and record.has(*LAST_WORDS) for record in ended)


def test_every_event_happens_in_the_search() -> None:
    """The search reaches each of them, so that it says something of all."""
    happened = {name for begun in BEGUN for name in searched(begun).happened}

    assert happened == {name for name, _ in EVENTS}
