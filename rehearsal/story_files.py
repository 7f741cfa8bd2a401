"""The files of one story (一事数卷): which of them an act belongs to, and when what one sent another has come back.

A file opens others, and what they tell returns to it: a complaint its case, a case the matter that it transfers or the
request for assistance that it sends, an emergency or a joint investigation the case that follows. While the courier
goes between them, the story waits: until every receipt is back, of what was sent on in consequence as well.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from judging.judge import judge
from judging.step import name_of
from kinds import (
    ASSISTANCE,
    COMPLAINT,
    DISCLOSURE_REQUEST,
    EMERGENCY,
    JOINT_INVESTIGATION,
    KINDS,
    MATTER,
    VIOLATION_CASE,
    kind_of,
)
from law.edition import Law
from models.acts import ACTS, Act
from models.acts.assistance import ReceiveAssistanceRequest
from models.acts.complaint import ForwardComplaint
from models.acts.delivery import Delivery, RecordDelivery
from models.acts.disclosure_request import ReceiveDisclosureRequest
from models.acts.emergency import ReportEmergency
from models.acts.finding import AcceptComplaint, HandToDepartment, ReceiveComplaint, ReportFinding
from models.acts.joint_investigation import ConveneJointInvestigation
from models.acts.transfer import ReceiveTransfer
from models.effects import OpenFile, TellFile

Get = Callable[[str], Any]
"""Returns the JSON behind an address of the API."""

KIND_SAID: Mapping[str, str] = {
    "complaint": COMPLAINT.name,
    "case": VIOLATION_CASE.name,
    "matter": MATTER.name,
    "assistance": ASSISTANCE.name,
    "joint": JOINT_INVESTIGATION.name,
    "emergency": EMERGENCY.name,
    "request": DISCLOSURE_REQUEST.name,
}
"""How a story says which of its files an act is done in, where that has no name; the kind that is meant."""
OPENINGS: Mapping[str, str] = {
    name_of(ReportFinding): "findings",
    name_of(ReceiveComplaint): "complaints",
    name_of(ReportEmergency): "emergencies",
    name_of(ConveneJointInvestigation): "joint-investigations",
    name_of(ReceiveAssistanceRequest): "assistance-requests",
    name_of(ReceiveTransfer): "transfers",
    name_of(ReceiveDisclosureRequest): "disclosure-requests",
}
"""The acts that open a file, and where each is sent below the address of rehearsals."""
FORWARDING = name_of(ForwardComplaint)
WITH_THE_COMPLAINT = (AcceptComplaint,)
"""What a case knows too, from when a complaint had no file of its own; where it has one, it is done there."""
LOOKS, PAUSE = 600, 0.05
"""How often, and after how many seconds each, a story looks whether what was sent has come back."""


class Away(Exception):  # noqa: N818  an answer, not an error
    """The system is away, or a part of it for longer than a story waits; the sentence says so."""


def address(file_no: str) -> str:
    """Return where a file is to be found."""
    return f"/v1/files/{file_no}"


def steps_of_engine() -> frozenset[str]:
    """Return the names of the acts that the engine alone enters."""
    return frozenset(step.name for kind in KINDS.values() for step in kind.steps.values() if step.by.engine)


def sent_between_files(file_no: str, acts: Sequence[Act], known: int, law: Law) -> tuple[str, ...]:
    """Return the keys of what the acts of a file after the first `known` ones send to other files."""
    at = max(act.recorded_at for act in acts)
    effects = judge(kind_of(file_no), file_no, acts, known, law, at, rehearsal=True).effects
    return tuple(effect.key for effect in effects if isinstance(effect, OpenFile | TellFile))


class StoryFiles:
    """The files that a story has opened, in that order."""

    def __init__(self, get: Get, law: Law) -> None:
        self._get, self._law = get, law
        self.numbers: list[str] = []
        self.names: dict[str, str] = {}
        """The files that the story has given a name, by that."""
        self._settled: dict[str, int] = {}

    @property
    def last(self) -> str:
        """Return the file that the story goes on in: the case opened last, else the file opened last; empty = none."""
        cases = [file_no for file_no in self.numbers if kind_of(file_no) is VIOLATION_CASE]
        return next(reversed(cases or self.numbers), "")

    def opened(self, file_no: str) -> None:
        """Take in a file that was opened."""
        if file_no not in self.numbers:
            self.numbers.append(file_no)

    def call(self, name: str, since: int) -> None:
        """Give the first file that was opened since there were so many the name that the story gives it, if any."""
        if name and self.numbers[since:]:
            self.names[name] = self.numbers[since]

    def of(self, act: str, said: str = "") -> str:
        """Return the file that an act belongs to, by the name or of the kind that is said; empty where none is it.

        Where nothing is said it is the one opened last that knows it: `withdraw_act` may be meant of either file.
        """
        order = self.numbers if ACTS[act] in WITH_THE_COMPLAINT else reversed(self.numbers)
        known = (file_no for file_no in order if act in kind_of(file_no).acts)
        return next((file_no for file_no in known if self._is_meant(file_no, said)), "")

    def _is_meant(self, file_no: str, said: str) -> bool:
        if said in self.names:
            return file_no == self.names[said]
        return not said or kind_of(file_no).name == KIND_SAID.get(said, "")

    @property
    def unforwarded(self) -> str:
        """Return the complaint that a story opened last, as long as it has no case; empty where there is none."""
        kinds = {file_no: kind_of(file_no) for file_no in self.numbers}
        complaints = [file_no for file_no, kind in kinds.items() if kind is COMPLAINT]
        return "" if VIOLATION_CASE in kinds.values() else next(reversed(complaints), "")

    def waits_for_the_case(self, act: str) -> bool:
        """Tell whether an act belongs to the case of a complaint that was not forwarded yet."""
        return bool(self.unforwarded) and not self.of(act) and act in VIOLATION_CASE.acts

    def is_forwarding(self, act: str) -> bool:
        """Tell whether an act hands a complaint on that has a file of its own: there it is forwarded (转交办理)."""
        return ACTS[act] is HandToDepartment and self.waits_for_the_case(act)

    def settle(self, file_no: str) -> list[str]:
        """Wait until what a file has sent to others has come back, taken or refused, and what those sent on as well.

        The files that were opened by it are taken in, in the order in which they were; returned is where something has
        happened, the file itself among them.
        """
        reached = [file_no]
        for one in reached:
            reached += self._reached(one)
        return reached

    def _reached(self, file_no: str) -> list[str]:
        """Return the files that took what a file has sent since it was settled last."""
        acts = self._acts(file_no)
        keys = sent_between_files(file_no, acts, self._settled.get(file_no, 0), self._law)
        self._settled[file_no] = len(acts)
        reached = [number for number in self._answers(file_no, keys) if number]
        for number in reached:
            self.opened(number)
        return reached

    def _answers(self, file_no: str, keys: Iterable[str]) -> Iterable[str]:
        """Yield the number of the file that took each thing sent, once it has; an empty one where it was refused."""
        for key in keys:
            for _ in range(LOOKS):
                answer = next((one for one in self._outcomes(file_no) if one.effect == key), None)
                if answer is not None:
                    yield answer.file_no if isinstance(answer, RecordDelivery) else ""
                    break
                time.sleep(PAUSE)
            else:
                raise Away(f"案卷 {file_no} 送交另一案卷的事项（{key}），长时间没有回执")

    def _outcomes(self, file_no: str) -> Iterable[Delivery]:
        return (act.content for act in self._acts(file_no) if isinstance(act.content, Delivery))

    def _acts(self, file_no: str) -> list[Act]:
        return [Act.stored_as(act) for act in self._get(f"{address(file_no)}/acts")["acts"]]
