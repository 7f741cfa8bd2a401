"""Sending a case, or one matter in it, to whoever is competent, and what comes back (移送与反馈).

The opinions (衡政办发〔2015〕76号, plan 四(四)1): what is not one's own is handed over in time, with help to whoever
investigates; the unit that takes it deals with it in its time and feeds the result back. 生态环境行政处罚办法 art. 17: a
case that is not the bureau's goes to whoever is competent; art. 18: with that decision the preliminary review is at
its end; art. 16: whoever disagrees does not pass it on but asks the common superior. Until the other unit has
accepted, the sender answers; it does not close before the result, the return, or a superior's decision.
"""

from collections.abc import Iterable

from judging.answering import chain
from judging.attempt import Attempt
from judging.effects import document, key, message, people
from judging.record import Record, follows
from judging.step import Ends, Opens, Procedure, Step, after, ends, voids, who
from models.acts import Act
from models.acts.complaint_points import ListPoint
from models.acts.filing import DeclineFiling, FileCase
from models.acts.finding import Place, TellsOfViolation
from models.acts.summary import DecideOnTheSpot
from models.acts.transfer import (
    DescribesTransfer,
    EndTransfer,
    ReceiveTransfer,
    RecordTransferAccepted,
    RecordTransferDesignated,
    RecordTransferEnded,
    RecordTransferResult,
    RecordTransferReturned,
    ToldOfTransfer,
    TransferMatter,
)
from models.effects import Message, OpenFile, TellFile
from models.people import Answerable, Role
from procedures.competence import BRINGS_BACK, HANDLING
from procedures.finding import department_is_known
from procedures.other_files import answering, to_open, to_tell
from procedures.penalty.decisions import undecided
from procedures.petition import COMPLETED
from procedures.reporting_upward import SEEN_TO
from procedures.telling_terms import FEED_BACK
from procedures.transfer.guards import (
    a_superior_decides,
    another_unit,
    head_transfers_what_is_filed,
    is_of_its_own_file,
    is_still_out,
    list_is_there,
    not_received_by_transfer,
    not_sent_already,
    not_to_and_fro,
    point_is_known,
    receiver_has_a_desk,
    seized_things_go_along,
    sent_by_who_answers,
    undecided_yet,
    unit_is_competent,
)
from procedures.transfer.reading import OPENED, gone_through, is_out, pending, returned_by, transfers

BUREAU = (1, 2)
TOLD = who(files=True)
SAID = tuple(name for name in DescribesTransfer.model_fields if name != "act")
"""What a transfer says, in the sending file and in the receiver's alike."""


def _is_whole(attempt: Attempt[TransferMatter]) -> bool:
    return attempt.content.scope == "whole"


def _whole_is_away(attempt: Attempt) -> bool:
    """Tell whether with this word the whole case is another unit's: nothing can be decided here until it is back."""
    sent = attempt.record.act(attempt.content.target, TransferMatter)
    if sent is None or sent.content.scope != "whole":
        return False
    return is_out(attempt.record.before(attempt.act).with_act(attempt.act))


def _whole_stays_away(attempt: Attempt) -> bool:
    """Tell whether the whole case has been another unit's ever since: come back, its other terms count as before."""
    record, act = attempt.record, attempt.act
    later = (one for one in record.all(*BRINGS_BACK) if follows(one, act))
    return _whole_is_away(attempt) and all(is_out(record.before(one).with_act(one)) for one in later)


def _is_out_yet(attempt: Attempt[ToldOfTransfer]) -> bool:
    """Tell whether the result is waited for with this word: not where the transfer was ended before it came."""
    return attempt.content.of in {one.act.no for one in pending(attempt.record.before(attempt.act))}


def _waits_from_now(attempt: Attempt[RecordTransferDesignated]) -> bool:
    """Tell whether the waiting for the result begins with a designation: nobody had accepted before."""
    before = attempt.record.before(attempt.act)
    accepted = any(act.content.of == attempt.content.of for act in before.all(RecordTransferAccepted))
    return _is_out_yet(attempt) and not accepted and not attempt.content.to_sender


def _is_back(attempt: Attempt[RecordTransferDesignated]) -> bool:
    return attempt.content.to_sender


def _came_back_whole(attempt: Attempt[ToldOfTransfer]) -> bool:
    content = attempt.content
    sent = attempt.record.act(content.of, TransferMatter)
    is_designated = isinstance(content, RecordTransferDesignated) and content.to_sender
    is_back = isinstance(content, RecordTransferReturned) or is_designated
    return is_back and sent is not None and sent.content.scope == "whole"


def _is_to_be_reviewed_again(attempt: Attempt[ToldOfTransfer]) -> bool:
    """Tell whether a finding that came back as a whole has still to be reviewed (退回后的立案审查)."""
    answered = attempt.record.has(FileCase, DeclineFiling, DecideOnTheSpot)
    return _came_back_whole(attempt) and FileCase in attempt.kind.steps and not answered


def _is_to_be_decided_again(attempt: Attempt[RecordTransferDesignated]) -> bool:
    """Tell whether a filed case came back whose days to decide had ended when another unit took it."""
    before = attempt.record.before(attempt.act)
    taken = before.pointing(attempt.content.of, RecordTransferAccepted, RecordTransferDesignated)
    return _came_back_whole(attempt) and bool(taken) and before.has(FileCase) and undecided(before)


def receiver_of(record: Record, content: TransferMatter) -> Answerable | None:
    """Return who answers in the receiving unit: as said, else as the grid's chain has it."""
    in_chain = (row for row in chain(record).values() if row.unit == content.unit)
    return content.answerable or next(in_chain, None)


def _place(done: Attempt[TransferMatter], opening: TellsOfViolation) -> Place:
    """Return where the matter lies: of a point of a complaint its own place."""
    point = done.record.act(done.content.point, ListPoint)
    place = opening.place if point is None else point.content.place
    return Place(grid=place.grid, text=place.text)


def matter_opened(done: Attempt[TransferMatter]) -> Iterable[OpenFile[ReceiveTransfer]]:
    """Return the receiving unit's own file that is to be opened; nothing of who complained goes along."""
    content, opening = done.content, done.record.opening
    found = opening.content if opening else None
    before = done.record.before(done.act)
    sender, receiver = done.kind.holder(before), receiver_of(done.record, content)
    if not isinstance(found, TellsOfViolation) or sender is None or receiver is None:
        return
    sent = ReceiveTransfer(
        **{name: getattr(content, name) for name in SAID},
        place=_place(done, found),
        pollution=content.pollution,
        party=found.party,
        conduct_from=found.conduct_from,
        conduct_until=found.conduct_until,
        answerable=tuple(dict.fromkeys((*answering(done.record), sender, receiver))),
        receiver=receiver,
        from_unit=sender.unit,
        from_file=done.file_no,
        of_file=done.act.no,
        returns=returned_by(before, content.unit),
        passed=gone_through(before),
    )
    yield to_open(done, OPENED, "移送其他单位", "Matter", sent)


def end_told(done: Attempt[EndTransfer]) -> Iterable[TellFile[RecordTransferEnded]]:
    """Return the word to the receiving unit's file that it is the sender's again."""
    said = done.content
    number = next((one.matter_no for one in transfers(done.record) if one.act.no == said.of), "")
    if number:
        content = RecordTransferEnded(by_superior=said.by_superior, letter=said.letter, explanation=said.explanation)
        yield to_tell(done, "ended", "终止移送告知接收单位", "Matter", number, content)


def _returned_once_more(done: Attempt[RecordTransferReturned]) -> Iterable[Message]:
    """Tell the level above when a unit has returned it a second time (往返移送, climbs)."""
    sent: Act[TransferMatter] | None = done.record.act(done.content.of, TransferMatter)
    row = chain(done.record).get(1)
    if sent is not None and row is not None and returned_by(done.record, sent.content.unit) > 1:
        title = f"移送事项“{sent.content.matter}”被同一单位再次退回，须报请共同的上一级机关指定管辖"
        yield Message(key=key(done, "message-level-1"), act_no=done.act.no, title=title, to=people(row))


REVIEW_AGAIN: Opens[ToldOfTransfer] = Opens("case_filing_decision", when=_is_to_be_reviewed_again)
"""The preliminary review anew, from the day on which the clue is the sender's again (收到线索)."""
STAYS_WITH_US = ("case_decision_period", *COMPLETED)
"""What is said of by itself, and what the sender of a transfer owes all the same: it tells whoever complained."""
DECIDE_AGAIN: Opens[RecordTransferDesignated] = Opens("case_decision_period", when=_is_to_be_decided_again)
"""The days to decide anew, from the day on which a filed case is the sender's again; no text says so (推定)."""
BACK = (
    *ends("norm.transfer_answer"),
    Ends("norm.transfer_result", voids=True),
)
"""The sender's own waiting ends where it has the matter again."""
NOT_OURS: tuple[Ends, ...] = (
    *voids("case_decision_period", when=_whole_is_away),
    *voids(*(rule for rule in HANDLING if rule not in STAYS_WITH_US), when=_whole_stays_away),
)
"""What whoever has the case owes, which does not run for one that is another unit's; the days to decide begin anew."""

STEPS = (
    Step(
        TransferMatter,
        who(Role.OFFICER, Role.CLERK, Role.HEAD, levels=BUREAU, basis="jurisdiction_of_others"),
        guards=(
            sent_by_who_answers,
            another_unit,
            not_received_by_transfer,
            department_is_known,
            receiver_has_a_desk,
            unit_is_competent,
            list_is_there,
            point_is_known,
            seized_things_go_along,
            not_sent_already,
            not_to_and_fro,
            undecided_yet,
            head_transfers_what_is_filed,
        ),
        ends=ends(*SEEN_TO, when=_is_whole),
        opens=(Opens("norm.transfer_answer"),),
        stage="transferred",
        effects=(matter_opened, document("案件移送函", "移")),
        citation=("jurisdiction_of_others",),
    ),
    Step(
        RecordTransferAccepted,
        TOLD,
        guards=(is_of_its_own_file,),
        ends=(*ends("norm.transfer_answer"), *NOT_OURS),
        opens=(Opens("norm.transfer_result", when=_is_out_yet),),
        stage="transfer_accepted",
        when_closed=True,
        effects=(message("移送的事项已由接收单位受理，应当协助调查并等候结果", "level-2"),),
        citation=("jurisdiction_of_others",),
    ),
    Step(
        RecordTransferReturned,
        TOLD,
        guards=(is_of_its_own_file,),
        ends=BACK,
        opens=(REVIEW_AGAIN,),
        stage="transfer_returned",
        when_closed=True,
        effects=(message("移送的事项已被退回，仍由本单位负责", "holder"), _returned_once_more),
        citation=("jurisdiction_of_others",),
    ),
    Step(
        RecordTransferDesignated,
        TOLD,
        guards=(is_of_its_own_file,),
        ends=(*ends("norm.transfer_answer"), *voids("norm.transfer_result", when=_is_back), *NOT_OURS),
        opens=(REVIEW_AGAIN, DECIDE_AGAIN, Opens("norm.transfer_result", when=_waits_from_now)),
        stage="transfer_designated",
        when_closed=True,
        effects=(message("上级已对移送的事项指定管辖", "holder"),),
        citation=("jurisdiction_designation",),
    ),
    Step(
        RecordTransferResult,
        TOLD,
        guards=(is_of_its_own_file,),
        ends=ends("norm.transfer_answer", "norm.transfer_result"),
        opens=(FEED_BACK,),
        stage="transfer_resulted",
        when_closed=True,
        effects=(message("已收到移送事项的办理结果，应当反馈举报人或者报告单位", "holder"),),
        citation=("jurisdiction_of_others",),
    ),
    Step(
        EndTransfer,
        who(Role.HEAD, levels=BUREAU),
        needs=(after(TransferMatter),),
        guards=(is_still_out, a_superior_decides),
        ends=(*BACK, *NOT_OURS),
        stage="transfer_ended",
        effects=(end_told,),
        citation=("jurisdiction_designation",),
    ),
)

PROCEDURE = Procedure(
    "transfer",
    "移送",
    STEPS,
    {
        "transferred": "已移送",
        "transfer_accepted": "移送已受理",
        "transfer_returned": "移送已退回",
        "transfer_designated": "移送已指定管辖",
        "transfer_resulted": "已有移送办理结果",
        "transfer_ended": "移送已终止",
    },
)
