"""Hand-overs under kills: what is sent, accepted or returned, dealt with and told back, and what was lost or came twice."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from models.acts import Act, Content
from models.acts.transfer import (
    AcceptTransfer,
    CompleteMatter,
    ReceiveTransfer,
    RecordTransferAccepted,
    RecordTransferResult,
    RecordTransferReturned,
    ReturnTransfer,
    ToldOfTransfer,
    TransferMatter,
)

Files = Mapping[str, Sequence[Act]]
"""Files by their numbers, with their acts."""

SENT: dict[str, Any] = {
    "unit": "u-4304-agriculture",
    "matter": "秸秆露天焚烧",
    "letter": "衡山环移〔2026〕1号",
    "materials": [{"name": "现场照片", "count": 4}],
    "reason": "not_competent",
    "explanation": "属于农业农村部门职责",
    "pollution": ["air"],
    "scope": "part",
}
ACCEPTED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("accept_transfer", {}),
    ("record_handling", {"summary": "已到现场核实"}),
    ("complete_matter", {"handling": "handled", "result": "已处理"}),
)
RETURNED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("return_transfer", {"ground": "not_competent", "explanation": "不属于本单位职责"}),
)
"""What the receiving unit does with what it got, the one or the other."""
TOLD: Mapping[type[Content], type[ToldOfTransfer]] = {
    AcceptTransfer: RecordTransferAccepted,
    ReturnTransfer: RecordTransferReturned,
    CompleteMatter: RecordTransferResult,
}
"""Which act of the receiving unit is told to the sending file, and as which act there."""


def dealt_with(serial: int) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Return what the receiving unit does: every third is returned."""
    return ACCEPTED if serial % 3 else RETURNED


def broken(files: Files) -> list[str]:
    """Return every hand-over that was lost or doubled, both ways, once nothing is on its way any more."""
    matters = [(no, acts, acts[0].content) for no, acts in files.items() if acts]
    opened = [(no, acts, content) for no, acts, content in matters if isinstance(content, ReceiveTransfer)]
    return [
        *_unlike(_sent(files), Counter((found.from_file, found.of_file) for *_, found in opened), "移送"),
        *_unlike(Counter(row for one in opened for row in _done(*one)), _told(files), "答复"),
    ]


def sent_in(files: Files) -> int:
    """Return how many matters were sent."""
    return _sent(files).total()


def _sent(files: Files) -> Counter[tuple[Any, ...]]:
    return Counter(
        (no, act.no) for no, acts in files.items() for act in acts if isinstance(act.content, TransferMatter)
    )


def _done(no: str, acts: Sequence[Act], opening: ReceiveTransfer) -> Iterable[tuple[Any, ...]]:
    """Yield what a receiving unit did that the sender has to hear, once for each."""
    for act in acts:
        if type(act.content) in TOLD:
            yield opening.from_file, opening.of_file, no, TOLD[type(act.content)].__name__


def _told(files: Files) -> Counter[tuple[Any, ...]]:
    """Count what the sending files heard."""
    return Counter(
        (no, act.content.of, act.content.matter_no, type(act.content).__name__)
        for no, acts in files.items()
        for act in acts
        if isinstance(act.content, ToldOfTransfer)
    )


def _unlike(left: Counter[tuple[Any, ...]], arrived: Counter[tuple[Any, ...]], what: str) -> Iterable[str]:
    """Yield what left once and did not arrive once, and what arrived without having left."""
    for key in sorted(left.keys() | arrived.keys(), key=str):
        if left[key] != arrived[key]:
            word = "丢失" if arrived[key] < left[key] else "重复"
            yield f"{what}{word}：{'、'.join(map(str, key))}，送出 {left[key]}，到达 {arrived[key]}"
