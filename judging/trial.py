"""The trial judgment (试判): a file is judged with an act in it before the act is let in, so that no act can hold it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from judging.judge import judge
from judging.kind import Kind
from law.edition import Law
from law.refusals import OutOfOrder, Refused, Unclear
from models.acts import Act
from models.file import Named

UNNAMED = Named("0000-000000", rehearsal=False)
"""Stands in for a file that has no number yet; no question of the law depends on it."""


@contextmanager
def faults_refused(act: Act) -> Iterator[None]:
    """Turn a fault in what is asked of an act into a refusal of that act: a command never breaks what it is sent to."""
    try:
        yield
    except Refused:
        raise
    except Exception as fault:
        sentence = f"记入“{act.content.label}”后无法对案卷作出判断，请核对所填的日期、数额和行为编号"
        raise Unclear("cannot-be-judged", sentence, field="fields") from fault


def judged_with(kind: Kind, acts: Sequence[Act], act: Act, law: Law, now: datetime, named: Named = UNNAMED) -> None:
    """Refuse an act with which the file cannot be judged, and tell it from a file that could not be judged before."""
    try:
        _judged(kind, (*acts, act), act, law, now, named)
    except Refused as refused:
        if acts and not _stands(kind, acts, law, now):
            sentence = f"{kind.label}现有的记录无法判断，暂不能办理“{act.content.label}”"
            sentence = f"{sentence}；请先“更正记录”、“撤回记录”，或者联系运维"
            raise OutOfOrder("file-cannot-be-judged", sentence, field="act") from refused
        if refused.code == "cannot-be-judged":
            raise
        sentence = f"记入“{act.content.label}”后无法对案卷作出判断：{refused.sentence}"
        raise refused.reworded(sentence, field="fields") from refused


def _judged(kind: Kind, acts: Sequence[Act], act: Act, law: Law, now: datetime, named: Named) -> None:
    with faults_refused(act):
        judge(kind, named.file_no, acts, len(acts) - 1, law, now, rehearsal=named.rehearsal)


def _stands(kind: Kind, acts: Sequence[Act], law: Law, now: datetime) -> bool:
    try:
        _judged(kind, acts, acts[-1], law, now, UNNAMED)
    except Refused:
        return False
    return True
