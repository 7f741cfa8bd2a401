"""What another system may do: the acts it was granted, in the files they reach, and nothing else whatever it sends."""

import pytest

from docket.rows import belonging
from judging.admission import act_from, admit
from judging.answering import belonging as facts_of
from judging.kind import Kind
from judging.record import Record
from judging.standing import standing
from judging.step import Step
from kinds import COMPLAINT, KINDS, VIOLATION_CASE
from law.edition import shipped
from law.refusals import NotCompetent, Refused
from models.acts import ACTS, Act, Command
from models.grants import READ, Grant
from models.people import Actor
from tests.builders import CLERK, COUNTY, HOTLINE, TOWN, command, moment
from tools.filling import filled

ELSEWHERE = "u-430422"
NOW = moment("2026-12-01")
STEPS = [(kind, step) for kind in KINDS.values() for step in kind.steps.values()]
FORBIDDEN = {"not-granted", "not-granted-here", "no-power", "engine-only"}
OPENS = {
    "Complaint": "receive_complaint",
    "JointInvestigation": "convene_joint_investigation",
    "Assistance": "receive_assistance_request",
    "Matter": "receive_transfer",
}
"""By which act a file of a kind is opened, where that is no finding."""
OTHERS: dict[str, Actor] = {
    "nothing said": Actor(id="s-other", kind="system"),
    "nothing granted": Actor(id="s-other", kind="system", grants=()),
    "another unit's": Actor(
        id="s-other",
        kind="system",
        grants=tuple(Grant(act=act, files=files, unit=ELSEWHERE) for act in ACTS for files in ("unit", "referred")),
    ),
    "its own": Actor(id="s-other", kind="system", grants=tuple(Grant(act=act) for act in ACTS)),
}


def opened(kind: Kind, by: Actor = CLERK) -> tuple[Act, ...]:
    """Return a file that was just opened, in Hengshan."""
    first = next(step.name for step in kind.steps.values() if step.opening)
    asked = command(OPENS.get(kind.name, first), "2026-09-01", by=by)
    return (act_from(asked, 1, asked.happened_at),)


def refused(kind: Kind, acts: tuple[Act, ...], step: Step, by: Actor) -> str:
    """Return the code under which an act is refused to somebody; empty where it is let in.

    Who may is asked before anything is looked up in its fields.
    """
    content = filled(step.content)
    asked = Command.model_construct(
        key="k", happened_at=moment("2026-09-02"), by=by, content=content, of_record=False, wording=""
    )
    try:
        admit(kind, acts, asked, shipped(), NOW)
    except Refused as no:
        return no.code
    except Exception:  # noqa: BLE001  a field that is left out, asked for after the question of power
        return ""
    return ""


@pytest.mark.parametrize("who", OTHERS)
def test_no_system_does_anything_in_a_file_that_it_was_not_granted(who: str) -> None:
    """Every act of every kind of file, whatever stands in its step: decisions and payments are out of reach."""
    taken = [
        f"{kind.name}.{step.name}"
        for kind, step in STEPS
        if not step.opening and refused(kind, opened(kind), step, OTHERS[who]) not in FORBIDDEN
    ]

    assert [] == taken


def test_one_grant_lets_in_one_act() -> None:
    """A system that may enter payments of a county does nothing else there."""
    let_in: set[tuple[str, str]] = set()
    for granted in (step for _, step in STEPS if step.by.systems and not step.opening):
        by = Actor(id="s-bank", kind="system", grants=(Grant(act=granted.name, files="unit", unit=COUNTY),))
        let_in |= {
            (granted.name, step.name)
            for kind, step in STEPS
            if not step.opening and refused(kind, opened(kind), step, by) not in FORBIDDEN
        }

    assert let_in
    assert all(granted == done for granted, done in let_in)


def test_a_grant_never_goes_beyond_the_step() -> None:
    """What only people may do is done by people, whatever the register says."""
    by = Actor(id="s-any", kind="system", grants=tuple(Grant(act=act, files="unit", unit=COUNTY) for act in ACTS))
    done = {
        step.name
        for kind, step in STEPS
        if not step.by.systems and refused(kind, opened(kind), step, by) not in FORBIDDEN | {"file-already-open"}
    }

    assert set() == done


@pytest.mark.parametrize(
    ("grant", "code"),
    [
        (Grant(act="record_payment", files="unit", unit=COUNTY), ""),
        (Grant(act="record_payment", files="unit", unit=TOWN), ""),
        (Grant(act="record_payment", files="referred", unit=COUNTY), ""),
        (Grant(act="record_payment", files="referred", unit=TOWN), "not-granted-here"),
        (Grant(act="record_payment", files="unit", unit=ELSEWHERE), "not-granted-here"),
        (Grant(act="record_payment"), "not-granted-here"),
        (Grant(act=READ, files="unit", unit=COUNTY), "not-granted"),
    ],
)
def test_where_a_grant_reaches(grant: Grant, code: str) -> None:
    """By who answers now, by the chain of the grid, by who sent it; the county has the case now."""
    by = Actor(id="s-bank", kind="system", grants=(grant,))
    step = next(step for kind, step in STEPS if kind is VIOLATION_CASE and step.name == "record_payment")

    assert code == refused(VIOLATION_CASE, opened(VIOLATION_CASE), step, by).replace("out-of-order", "")


def test_a_system_opens_what_it_sends_and_a_grant_may_take_that_away() -> None:
    """By default a registered system opens files; one with grants opens what they name."""
    asked = command("receive_complaint", "2026-09-01", by=HOTLINE, sender=HOTLINE.id)
    admit(COMPLAINT, (), asked, shipped(), NOW)
    monitors = HOTLINE.model_copy(update={"grants": (Grant(act="report_finding"),)})
    with pytest.raises(NotCompetent) as no:
        admit(COMPLAINT, (), asked.model_copy(update={"by": monitors}), shipped(), NOW)

    assert "not-granted" == no.value.code


@pytest.mark.parametrize("kind", [VIOLATION_CASE, COMPLAINT])
@pytest.mark.parametrize("by", [CLERK, HOTLINE])
def test_the_workflow_and_the_docket_ask_about_the_same_facts(kind: Kind, by: Actor) -> None:
    """What a system may read and where it may act are told by the same facts of a file."""
    acts = opened(kind, by)
    where = standing(kind, "2026-000001", acts, shipped(), NOW, rehearsal=False)
    seen = belonging(acts, where)

    assert facts_of(Record.of(acts), kind) == {fact: seen[fact] for fact in facts_of(Record.of(acts), kind)}


def test_what_a_system_was_granted_is_not_part_of_who_it_was() -> None:
    """The act keeps who did it; what the register said then is asked once and does not stand in the file."""
    granted = HOTLINE.model_copy(update={"grants": (Grant(act="receive_complaint"),)})
    (act,) = opened(COMPLAINT, granted)

    assert HOTLINE == act.by
    assert "grants" not in act.model_dump_json()
