"""A matter that goes from one unit to another (移送): sent with letter and list, accepted or returned, dealt with.

The sending file says `transfer_matter`; the receiving unit has a file of its own, opened by `receive_transfer`. What
becomes of it there is told back to the sending file, as acts of that file.
"""

from typing import Annotated, Literal

from pydantic import Field

from models.acts.content import Approved, Content, PointsAt, ToldByFile
from models.acts.finding import Pollution, TellsOfViolation
from models.acts.waiting import LastWordIf, StopsWaiting
from models.people import Answerable
from models.values import Count, Line, MaybeLine, MaybeText, Number, Several, Some, Text, Value

Handling = Literal["penalised", "ordered", "handled", "case_opened", "no_violation"]
"""How the receiver dealt with it: penalised, ordered to correct, otherwise, by a case of its own, or nothing found."""


class Material(Value):
    """One thing of the list that goes along (移送材料清单)."""

    name: Line
    count: Number = 1
    digest: MaybeLine = ""
    """The digest of a file, by which the receiver sees that it is the same (校验值)."""
    seizure: Count | None = None
    """The number of the act by which the thing was sealed up or seized; empty for papers (查封、扣押的财物)."""


class DescribesTransfer(Content):
    """What a transfer says, in the file that sends it and in the one that it opens."""

    unit: Line
    """The receiving unit."""
    scope: Literal["whole", "part"] = "whole"
    """The whole case, or one matter in it."""
    matter: Line
    letter: Line
    """The number of the letter (移送函文号)."""
    materials: Several[Material] = ()
    reason: Literal["not_competent", "elsewhere", "first_filed", "other"]
    """Another department's, another place's, first filed by the other (立案在先), or other."""
    explanation: Text
    competent_under: MaybeText = ""
    """The provision of another law that makes the unit competent, where the opinions do not (其他法律规定的职责)."""
    way: Literal["file", "system", "paper"] = "file"
    """How the unit answers: in a file of its own here, through its own system, or on paper."""
    system: MaybeLine = ""
    """The system through which the unit answers, where it has one of its own."""
    competence: Several[Line] = ()
    """Where the division of duties says that it is the unit's (职责依据), as the register has it."""
    ecology: bool = True
    """Whether it is a department of ecology, against which the terms of these procedures run."""


class TransferMatter(DescribesTransfer):
    """A case, or one matter in it, is sent to whoever is competent (移送); until it is accepted the sender answers."""

    act: Literal["transfer_matter"] = "transfer_matter"
    label = "移送"
    fixed = frozenset({*DescribesTransfer.model_fields, "pollution", "answerable"})
    pollution: Some[Pollution]
    answerable: Answerable | None = None
    """Who answers in the receiving unit; needed where it is not in the grid's own chain."""
    point: Count | None = Field(default=None, exclude_if=lambda point: point is None)
    """The point of a complaint that goes there, by the act that listed it; None where the file has no points."""
    follow_up: Count | None = None
    """The number of the follow-up of a joint investigation that this transfer deals with; None = it is for none."""


class ReceiveTransfer(DescribesTransfer, TellsOfViolation):
    """What another unit transferred has arrived (接到移送); the receiving unit's own file begins."""

    act: Literal["receive_transfer"] = "receive_transfer"
    label = "接到移送"
    fixed = frozenset(
        {*DescribesTransfer.model_fields, "answerable", "receiver", "from_unit", "from_file", "of_file", "passed"}
    )
    from_unit: Line
    from_file: MaybeLine = ""
    """The number of the file that sent it; empty where it came from outside."""
    of_file: Count | None = None
    """The number, in that file, of the act that sent it."""
    receiver: Answerable
    returns: Count = 0
    """How often the same unit has returned it before."""
    passed: Several[Line] = ()
    """The units that it has gone through before the one that sent it, the first one first."""

    @property
    def sent_by(self) -> str:
        """Return the system through which the other unit speaks in this file."""
        return self.system

    @property
    def sent_to(self) -> str:
        """Return the receiving unit: before it has accepted, the sender answers."""
        return self.unit


class OfReceiver(Content):
    """An act of the receiving unit; what it wrote on paper is entered by the sender, with the letter's number."""

    paper: MaybeLine = ""
    """The number of the letter by which the unit said so, where it answers on paper (来函文号)."""


class AcceptTransfer(OfReceiver):
    """The receiving unit accepts; from now on it answers (受理移送)."""

    act: Literal["accept_transfer"] = "accept_transfer"
    label = "受理移送"
    own_number: MaybeLine = ""
    """Under which number the unit keeps it."""


class ReturnTransfer(OfReceiver):
    """The receiving unit sends it back, with reasons (退回移送); the sender answers, as before."""

    act: Literal["return_transfer"] = "return_transfer"
    label = "退回移送"
    ground: Literal["not_competent", "lacks_materials", "other"]
    explanation: Text


class RecordHandling(OfReceiver):
    """What the receiving unit has done so far (办理情况)."""

    act: Literal["record_handling"] = "record_handling"
    label = "记录办理情况"
    summary: Text


class PreserveEvidence(Content):
    """Evidence is kept from being lost, whoever is competent in the end (保全证据)."""

    act: Literal["preserve_evidence"] = "preserve_evidence"
    label = "保全证据"
    summary: Text


class CompleteMatter(OfReceiver):
    """The receiving unit has dealt with it (办结移送事项): how, and with what result."""

    act: Literal["complete_matter"] = "complete_matter"
    label = "办结移送事项"
    handling: Handling
    result: Text


class RequestDesignation(Content):
    """A unit that disagrees asks the common superior who is competent (报请指定管辖)."""

    act: Literal["request_designation"] = "request_designation"
    label = "报请指定管辖"
    superior: Line
    """The common superior (共同的上一级机关)."""
    explanation: Text


class SuperviseTransfer(Content):
    """A superior calls for what is late to be done (督办), in a note that is answered in its time."""

    act: Literal["supervise_transfer"] = "supervise_transfer"
    label = "督办移送事项"
    requirement: Text


class ArchiveMatter(Content):
    """The receiving unit's file is ordered and handed to the archive (移送事项归档); it ends."""

    act: Literal["archive_matter"] = "archive_matter"
    label = "移送事项归档"
    pages: Count | None = None


class OpenCaseForMatter(Content):
    """The receiver, a department of ecology, opens a case for what it accepted (移送事项转为案件)."""

    act: Literal["open_case_for_matter"] = "open_case_for_matter"
    label = "转为案件"
    summary: Text
    """What the case is opened for."""


class ToldOfTransfer(ToldByFile):
    """What the receiving unit's file tells the one that sent it."""

    of: Annotated[int, PointsAt("transfer_matter")]
    matter_no: Line
    """The number of the receiving unit's file."""


class RecordTransferAccepted(ToldOfTransfer):
    """The receiving unit has accepted it (移送已受理)."""

    act: Literal["record_transfer_accepted"] = "record_transfer_accepted"
    label = "移送已受理"
    is_last_word = False
    receiver: Answerable
    own_number: MaybeLine = ""


class RecordTransferReturned(ToldOfTransfer):
    """The receiving unit has returned it (移送已退回)."""

    act: Literal["record_transfer_returned"] = "record_transfer_returned"
    label = "移送已退回"
    explanation: Text


class RecordTransferDesignated(ToldOfTransfer, LastWordIf):
    """The common superior has said whose it is (移送事项已指定管辖)."""

    act: Literal["record_transfer_designated"] = "record_transfer_designated"
    label = "移送事项已指定管辖"
    receiver: Answerable
    by_superior: Line
    to_sender: bool = False
    """Whether it is the sender's own again (指定由移送单位管辖)."""

    @property
    def is_the_last(self) -> bool:
        """Tell whether it came back, so that the other unit has nothing more to tell."""
        return self.to_sender


class RecordTransferResult(ToldOfTransfer):
    """What came of it at the receiving unit (移送办理结果)."""

    act: Literal["record_transfer_result"] = "record_transfer_result"
    label = "收到移送办理结果"
    handling: Handling
    result: Text


class EndTransfer(Approved, StopsWaiting):
    """By a superior's decision the result is not waited for any more (上级决定终止移送)."""

    act: Literal["end_transfer"] = "end_transfer"
    label = "终止移送"
    of: Annotated[int, PointsAt("transfer_matter", once=True)]
    by_superior: Line
    letter: Line
    explanation: Text


class RecordTransferEnded(ToldByFile):
    """By a superior's decision the sender has it again, and waits for nothing here (移送已终止)."""

    act: Literal["record_transfer_ended"] = "record_transfer_ended"
    label = "移送已终止"
    by_superior: Line
    letter: Line
    explanation: Text
