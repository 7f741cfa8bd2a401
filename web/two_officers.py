"""What a file's page says of the second officer: whose word a record waits for, and how late a confirmation came."""

from console.file_view import FileView
from judging.record import Record
from kinds import KINDS
from models.acts import Act
from models.acts.confirming import ConfirmRecord, officers_named
from procedures.confirming import unconfirmed

ANOTHER = "另一名执法人员"


def confirmed(act: Act, view: FileView) -> str:
    """Return what is to be said of an act's confirmation; nothing of an act that needs none, or has it."""
    if isinstance(act.content, ConfirmRecord):
        return _how_late(act, view)
    if ConfirmRecord not in KINDS[view.kind].steps or not officers_named(act.content):
        return ""
    waiting = sorted(unconfirmed(Record.of(view.acts), act))
    return f"（待{'、'.join(dict.fromkeys(view.names.get(one, ANOTHER) for one in waiting))}确认）" if waiting else ""


def _how_late(act: Act, view: FileView) -> str:
    of = next((one for one in view.counting if one.no == act.content.target), None)
    if of is None:
        return ""
    days = (act.day - of.day).days
    return f"第{of.no}号“{of.content.called}”，" + (f"事后第{days}日确认" if days > 0 else "当日确认")
