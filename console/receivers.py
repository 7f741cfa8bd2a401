"""To whom a transfer out of a file is proposed to go (移送建议): what the register is asked, and its answer in words."""

from collections.abc import Mapping
from typing import Any

from console.file_view import FileView
from judging.step import name_of
from models.acts.transfer import TransferMatter
from models.values import civil_day

TRANSFER, UNIT = name_of(TransferMatter), "unit"
ADDRESS = "/v1/duties/receivers"
"""Where the division of duties is asked who handles such pollution."""


def asked_for(view: FileView) -> dict[str, str | int | bool | list[str] | None] | None:
    """Return what is asked for a file: its pollution, place, unit and day; None where it says nothing of pollution."""
    what, now = view.standing.particulars, view.standing
    if not what.pollution:
        return None
    place, sender = what.grid or None, now.holder_unit or None
    return {"pollution": list(what.pollution), "place": place, "sender": sender, "on": civil_day(now.at).isoformat()}


def told(receiver: Mapping[str, Any]) -> str:
    """Return one proposed department with the sentences that name it, and whether somebody answers there."""
    why = "；".join(f"{one['paragraph']} {one['handles']}" for one in receiver["sentences"])
    vacant = "；登记簿中没有责任人，移送时须写明由谁负责" if receiver["vacant"] else ""
    return f"{receiver['unit_name']}（{receiver['unit']}）：{why}{vacant}"
