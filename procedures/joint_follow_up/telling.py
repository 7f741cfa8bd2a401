"""What leaves a joint investigation: a case for who opens it, the word to who has to do something, or is to know."""

from collections.abc import Iterable

from judging.answering import chain
from judging.attempt import Attempt
from judging.effects import as_file, key, party_of, people
from models.acts.finding import ReportFinding, TellsOfViolation
from models.acts.joint_investigation import (
    AssignFollowUp,
    CancelJointInvestigation,
    DiscloseJointResult,
    FeedBackJointResult,
)
from models.effects import Disclosure, Message, OpenFile
from models.ids import file_no_in, kind_in
from procedures.joint_follow_up.reading import conclusion_in, level_of, theirs
from procedures.joint_investigation.members import holder, present, row_of
from procedures.joint_investigation.steps import told_to_the_member
from procedures.other_files import CASE, answering, to_open, violation_in


def case_opened(done: Attempt[AssignFollowUp]) -> Iterable[OpenFile[ReportFinding]]:
    """Return the case that a unit opens of its own upon the conclusion."""
    content, opening = done.content, done.record.opening.content if done.record.opening else None
    row = theirs(done)
    if content.route != "case" or row is None or not isinstance(opening, TellsOfViolation):
        return
    finding = ReportFinding(
        **{**violation_in(opening), "place": content.place or opening.place},
        answerable=content.answerable or answering(done.record),
        summary=content.requirement,
        source="joint_investigation",
        joint=done.file_no,
    )
    by = as_file(done).model_copy(update={"unit": row.unit, "level": row.level})
    yield to_open(done, CASE, "为联合调查的后续处理开立案件", "ViolationCase", finding, by=by)


def assigned(done: Attempt[AssignFollowUp]) -> Iterable[Message]:
    """Tell the unit what it has to do, and until when."""
    title = f"联合调查后续处理，最迟于{done.content.due.isoformat()}完成并反馈结果"
    return told_to_the_member(title, done, theirs(done))


def second_case_warned(done: Attempt[AssignFollowUp]) -> Iterable[Message]:
    """Warn of a second case on the same facts, where the joint investigation was itself convened out of a case."""
    opening, lead = done.record.opening, holder(done.record)
    is_of_a_case = opening is not None and opening.by.kind == "file" and kind_in(opening.by.id) == "ViolationCase"
    if done.content.route == "case" and is_of_a_case and opening is not None and lead is not None:
        title = (
            f"本联合调查是就案件{file_no_in(opening.by.id)}启动的，后续处理又另立案件："
            "请核实是否同一事实；同一违法行为在原案中处理，不得重复立案，不得给予两次以上罚款"
        )
        row = theirs(done)
        to = tuple(dict.fromkeys((*people(lead), *(people(row) if row else ()))))
        yield Message(key=key(done, "message-second-case"), act_no=done.act.no, title=title, to=to)


def fed_back(done: Attempt[FeedBackJointResult]) -> Iterable[Message]:
    """Tell the persons of the units in a direction."""
    record, levels = done.record, chain(done.record)
    own = level_of(record)
    beside = [row for one in present(record) if (row := row_of(record, one.unit)) is not None]
    above = [row for level, row in levels.items() if level < own]
    below = [row for level, row in levels.items() if level > own]
    rows = {"up": above, "down": below, "across": beside}[done.content.direction]
    to = tuple(dict.fromkeys(person for row in rows for person in people(row)))
    title = f"联合调查结果反馈：{done.content.result}"
    yield Message(key=key(done, "message"), act_no=done.act.no, title=title, to=to)


def disclosure(done: Attempt[DiscloseJointResult]) -> Iterable[Disclosure]:
    """Return what is made public of the conclusion."""
    concluded = conclusion_in(done.record)
    if concluded is None:
        return
    yield Disclosure(
        key=key(done, "disclosure"),
        act_no=done.act.no,
        title="联合调查结果公开",
        party=party_of(done),
        decision=concluded.no,
        decided_on=concluded.day,
        issuer=concluded.by.unit,
        measures=(),
        summary=done.content.summary,
    )


def told_of_the_end(done: Attempt[CancelJointInvestigation]) -> Iterable[Message]:
    """Tell the members that nothing is waited for any more."""
    rows = [row for one in present(done.record) if (row := row_of(done.record, one.unit)) is not None]
    to = tuple(dict.fromkeys(person for row in rows for person in people(row)))
    title = f"联合调查已终止：{done.content.reason}"
    yield Message(key=key(done, "message"), act_no=done.act.no, title=title, to=to)
