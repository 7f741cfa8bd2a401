"""The transferred matter (移送事项): what another unit sent, in the hands of the unit that receives it."""

from judging.kind import Kind
from judging.record import Record
from kinds.to_do import OF_A_MATTER
from models.acts.transfer import (
    AcceptTransfer,
    ArchiveMatter,
    CompleteMatter,
    RecordHandling,
    RecordTransferEnded,
    ReturnTransfer,
)
from models.particulars import MatterParticulars
from procedures import receipts
from procedures.assistance_requests import files_asked
from procedures.transfer import helping, late, matter, receiving
from procedures.transfer import steps as transfer
from procedures.transfer.guards import transfer_stands, word_stands

CLOSES = (CompleteMatter, ReturnTransfer, RecordTransferEnded)


def particulars(record: Record) -> MatterParticulars:
    """Return what the standing of a matter says besides the common part: what was sent, by whom, and who has to act."""
    opening = matter.opened_by(record)
    if opening is None:
        return MatterParticulars()
    is_closed = record.has(*CLOSES)
    return MatterParticulars(
        grid=opening.place.grid,
        pollution=tuple(opening.pollution),
        party=opening.party.id if opening.party else "",
        matter=opening.matter,
        from_unit=opening.from_unit,
        from_file=opening.from_file,
        unit=matter.receiving_unit(record),
        case=matter.case_opened(record),
        assistances=tuple(files_asked(record)),
        waits_for="" if is_closed else matter.waits_for(record),
    )


MATTER = Kind(
    name="Matter",
    label="移送事项",
    collection="matters",
    letter="Y",
    procedures=(
        receiving.PROCEDURE,
        transfer.PROCEDURE,
        helping.PROCEDURE,
        receipts.PROCEDURE,
        late.PROCEDURE,
    ),
    closes=CLOSES,
    archives=ArchiveMatter,
    particulars=particulars,
    holder=matter.holder,
    always=(transfer_stands, word_stands),
    told_when=OF_A_MATTER,
    course=(AcceptTransfer, RecordHandling, CompleteMatter, ArchiveMatter),
)
