"""Who is told when a duty lapses: whoever leads the unit that owes it, one level up, whatever kind of file it is."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis.strategies import booleans, lists, sampled_from, tuples

from judging.answering import chain
from kinds import KINDS
from models.acts.finding import Reassign
from models.acts.terms import TermLapses
from models.effects import Message
from models.people import Answerable, GridLevel
from procedures.reporting_upward import ACKNOWLEDGED
from procedures.transfer.matter import sides
from tests.builders import CITY, CLERK, COUNTY, PATROLLER, TOWN, PaperCase, a_case, answering, enters
from tests.procedures.joint import NEXT_COUNTY, POLICE, Joint
from tests.procedures.measures import effects_of
from tests.procedures.refusing import refuses
from tests.procedures.transferring import (
    AGRICULTURE,
    CITY_HEAD,
    FARMS,
    HOUSING,
    clerk_of,
    transferred,
)

ABOVE = {
    TOWN: {COUNTY},
    COUNTY: {CITY},
    CITY: {CITY},
    NEXT_COUNTY: {CITY},
    **{unit: {unit, CITY} for unit in (AGRICULTURE, HOUSING, POLICE)},
}
"""Whose persons are told of what a unit owes: of its superior in the grid; of a department, its own and the city's."""
GRIDS: dict[str, tuple[GridLevel, str]] = {
    TOWN: (3, "430423100"),
    COUNTY: (2, "430423"),
    NEXT_COUNTY: (2, "430424"),
}
HERE = clerk_of(COUNTY, 2)
NEXT_BRANCH = answering(NEXT_COUNTY, 2, "430424")


def opened(kind: str, act: str, **fields: Any) -> Callable[[], PaperCase]:  # noqa: ANN401
    """Return what opens a file of a kind and leaves it to itself."""

    def begin() -> PaperCase:
        file = Joint() if kind == "JointInvestigation" else PaperCase(kind=KINDS[kind])
        file.does(act, "2026-09-01 09:00", **fields)
        return file

    return begin


def handed_to_farms() -> PaperCase:
    """Return a case that was handed to a department beside the bureau."""
    case = PaperCase()
    case.does("report_finding", "2026-09-01")
    case.does("report_upward", "2026-09-01 15:00")
    row = {"answerable": answering(AGRICULTURE), "ecology": False}
    case.does("hand_to_department", "2026-09-02", unit=AGRICULTURE, **row)
    return case


def sent_to(**fields: Any) -> Callable[[], PaperCase]:  # noqa: ANN401
    """Return the file of the unit that a case was transferred to."""
    return lambda: transferred(**fields)[2].paper


def accepted() -> PaperCase:
    """Return a matter that the department has accepted."""
    _, _, matter = transferred()
    matter.does("accept_transfer", "2026-09-03", by=FARMS)
    return matter.paper


def designated() -> PaperCase:
    """Return a matter that the superior gave to a third unit, which had nothing to do with it."""
    _, _, matter = transferred()
    matter.does("request_designation", "2026-09-03", by=FARMS, superior="衡阳市人民政府", explanation="管辖有争议")
    third = {"unit": HOUSING, "answerable": answering(HOUSING), "ecology": False, "by_superior": "衡阳市人民政府"}
    matter.does("designate_jurisdiction", "2026-09-04", by=CITY_HEAD, **third)
    return matter.paper


def joined() -> PaperCase:
    """Return a joint investigation that has invited a department."""
    file = Joint()
    file.goes("invite_member")
    return file


FILES: dict[str, tuple[Callable[[], PaperCase], tuple[str, ...]]] = {
    "a finding of a township": (opened("ViolationCase", "report_finding"), (TOWN, COUNTY, CITY)),
    "a case that was filed": (lambda: a_case("file_case"), (COUNTY, CITY)),
    "a complaint": (opened("Complaint", "receive_complaint"), (COUNTY, CITY)),
    "an emergency": (opened("Emergency", "report_emergency", by=PATROLLER), (COUNTY, CITY)),
    "an alarm": (opened("Alarm", "receive_alarm"), (COUNTY, CITY)),
    "a patrol": (opened("PatrolRound", "plan_patrol"), (TOWN, COUNTY)),
    "a matter at a department": (sent_to(), (AGRICULTURE, COUNTY, CITY)),
    "a matter that it accepted": (accepted, (AGRICULTURE, COUNTY, CITY)),
    "a matter of another county": (
        sent_to(unit=NEXT_COUNTY, answerable=NEXT_BRANCH, reason="elsewhere", ecology=True),
        (NEXT_COUNTY, COUNTY, CITY),
    ),
    "a matter of a third": (designated, (HOUSING, AGRICULTURE, COUNTY, CITY)),
    "a joint investigation": (joined, (POLICE, COUNTY, CITY)),
    "help that was asked": (
        opened("Assistance", "receive_assistance_request", by=CLERK),
        (COUNTY, CITY),
    ),
}
EVERY = sorted(FILES)


def renamed(row: Answerable, turn: int, *, anew: bool) -> Answerable:
    """Return who answers once other persons sit at the desks of a unit, under another name where it has one."""
    unit = f"{row.unit}-新{turn}" if anew else row.unit
    return row.model_copy(update={"unit": unit, **{post: f"{unit}-{post}" for post in ("leader", "main", "direct")}})


def owing(file: PaperCase) -> dict[str, str]:
    """Return the terms that somebody of ours owes, with the unit that does, by the name that it had first."""
    terms = file.at(file.acts[-1].recorded_at).terms
    return {term.key: term.owner_unit.partition("-新")[0] for term in terms if term.ours}


@settings(max_examples=40, deadline=None)
@given(sampled_from(sorted(FILES)), lists(tuples(sampled_from(range(4)), booleans()), max_size=3))
def test_a_lapse_reaches_whoever_leads_the_unit_that_owes_it(which: str, changes: list[tuple[int, bool]]) -> None:
    """Of each kind of file, whoever sits at the desks and however the units are called by then."""
    begin, units = FILES[which]
    file = begin()
    at = file.acts[-1].recorded_at
    called = {unit: answering(unit, *GRIDS.get(unit, (1, "4304"))) for unit in units}
    for turn, (place, anew) in enumerate(changes, start=1):
        unit = units[place % len(units)]
        was, called[unit] = called[unit].unit, renamed(called[unit], turn, anew=anew)
        said = {"answerable": called[unit], "reason": "机构改革或者人员调整", "instead_of": was if anew else ""}
        file.does("reassign", at, by=CITY_HEAD, **said)
    file.waits_until("2027-03-01")
    owed = owing(file)
    told = [act.content for act in file.acts if isinstance(act.content, TermLapses) and act.content.term in owed]
    # What nobody acknowledges climbs from person to person (`test_reporting_upward.py`), within the same unit as well.
    lapsed = [lapse for lapse in told if lapse.term.partition("#")[0] not in ACKNOWLEDGED]

    assert lapsed
    for lapse in lapsed:
        late = owed[lapse.term]
        above = {COUNTY} if late == POLICE else ABOVE[late]
        now = {called[unit].unit for unit in above if unit in called}
        assert now == {person.rpartition("-")[0] for person in lapse.escalated_to}, (lapse.term, late)


def test_what_goes_to_the_city_reaches_its_bureau_and_no_department() -> None:
    """A dispute over a matter at a department: who is told upward sits in the bureau."""
    _, _, matter = transferred()
    matter.does("request_designation", "2026-09-03", by=HERE, superior="衡阳市人民政府", explanation="管辖有争议")
    made = effects_of(matter.paper, "request_designation", "2026-09-03")
    (word,) = (one for one in made if isinstance(one, Message))

    assert (f"{CITY}-direct", f"{CITY}-main") == word.to


def test_a_new_unit_says_in_whose_place_it_is() -> None:
    """Beside the bureau there is a department: whose name has changed is said, and of a unit that is here."""
    case, new = handed_to_farms(), answering("u-4304-新")
    said = {"by": CITY_HEAD, "answerable": new, "reason": "机构改革"}
    with refuses("whose-place", article="附件四（三）"):
        case.does("reassign", "2026-09-03", **said)
    with refuses("no-such-unit", article="附件四（三）"):
        case.does("reassign", "2026-09-03", instead_of=HOUSING, **said)
    case.does("reassign", "2026-09-03", instead_of=CITY, **said)
    farms = answering(f"{AGRICULTURE}-新")
    case.does("reassign", "2026-09-04", **{**said, "answerable": farms}, instead_of=AGRICULTURE)
    record = case.record()

    assert new == chain(record)[1]
    assert farms == case.kind.holder(record)


def test_what_an_old_file_left_open_is_read_as_it_was_meant_then() -> None:
    """Acts from before it was asked: in a matter the receiver was meant, in a case the grid's own unit."""
    new = answering("u-4304-新")
    case, matter = handed_to_farms(), sent_to()()
    for file in (case, matter):
        enters(file, Reassign(answerable=new, reason="机构改革"), "2026-09-03")
    between = sides(matter.record())

    assert (new, AGRICULTURE) == (chain(case.record())[1], unit_of(case))
    assert CITY == chain(matter.record())[1].unit
    assert new == (between and between.receiver)


def unit_of(file: PaperCase) -> str:
    """Return the unit that answers for a file."""
    row = file.kind.holder(file.record())
    return row.unit if row else ""
