"""The files of one story (一事数卷): which of them an act belongs to, and when what one sent the other has come back.

A complaint has a file of its own: what is forwarded there opens the case, and what the case tells returns to it. While
the courier goes between them, the story waits.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

from judging.step import name_of
from kinds import COMPLAINT, KINDS, VIOLATION_CASE, kind_of
from models.acts import ACTS
from models.acts.complaint import ForwardComplaint
from models.acts.finding import AcceptComplaint, HandToDepartment, ReceiveComplaint, ReportFinding
from models.acts.publicity import FeedBack
from procedures.telling import COMPLAINT as TO_THE_COMPLAINT

Get = Callable[[str], Any]
"""Returns the JSON behind an address of the API."""

KIND_SAID: Mapping[str, str] = {"": "", "complaint": COMPLAINT.name, "case": VIOLATION_CASE.name}
"""How a story says which of its files an act is done in, and the kind that is meant."""
OPENINGS: Mapping[str, str] = {name_of(ReportFinding): "findings", name_of(ReceiveComplaint): "complaints"}
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


class StoryFiles:
    """The files that a story has opened, in that order."""

    def __init__(self, get: Get) -> None:
        self._get = get
        self.numbers: list[str] = []

    @property
    def last(self) -> str:
        """Return the file opened last: the one the story goes on in; empty before the first."""
        return self.numbers[-1] if self.numbers else ""

    def opened(self, file_no: str) -> None:
        """Take in a file that was opened."""
        if file_no not in self.numbers:
            self.numbers.append(file_no)

    def of(self, act: str, kind: str = "") -> str:
        """Return the file that an act belongs to, of the kind that is said; empty where none there knows it.

        Where none is said it is the one opened last that knows it: `withdraw_act` may be meant of either file.
        """
        order = self.numbers if ACTS[act] in WITH_THE_COMPLAINT else reversed(self.numbers)
        known = (file_no for file_no in order if act in kind_of(file_no).acts)
        return next((file_no for file_no in known if kind in ("", kind_of(file_no).name)), "")

    def waits_for_the_case(self, act: str) -> bool:
        """Tell whether an act belongs to the case of a complaint that was not forwarded yet."""
        return bool(self.numbers) and not self.of(act) and act in VIOLATION_CASE.acts

    def is_forwarding(self, act: str) -> bool:
        """Tell whether an act hands a complaint on that has a file of its own: there it is forwarded (转交办理)."""
        return ACTS[act] is HandToDepartment and self.waits_for_the_case(act)

    def sends(self, act: str, fields: Mapping[str, Any]) -> bool:
        """Tell whether an act sends something to the other file of the story."""
        if ACTS[act] is FeedBack:
            return len(self.numbers) > 1 and fields.get("to") in TO_THE_COMPLAINT
        return ACTS[act] is ForwardComplaint and kind_of(self.of(act)) is COMPLAINT

    def wait_for_answer(self, file_no: str, act_no: int) -> None:
        """Wait until what an act sent has come back, taken or refused, and take in the file that it opened."""
        for _ in range(LOOKS):
            answer = self._answer_to(f"{file_no}/{act_no}/", file_no)
            if answer is not None:
                if answer.get("file_no"):
                    self.opened(answer["file_no"])
                return
            time.sleep(PAUSE)
        raise Away(f"案卷 {file_no} 第{act_no}号行为送交另一案卷，长时间没有回执")

    def _answer_to(self, sent: str, file_no: str) -> dict[str, Any] | None:
        """Return what the engine entered about an effect, by the beginning of its key."""
        contents = (act["content"] for act in self._get(f"{address(file_no)}/acts")["acts"])
        return next((content for content in contents if str(content.get("effect", "")).startswith(sent)), None)
