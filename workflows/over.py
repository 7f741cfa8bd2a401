"""A file that is over takes nothing more: what its workflow says while it ends, and the client when it has ended."""

from law.refusals import OutOfOrder

ARCHIVED = "file-archived"
"""The code of the refusal to do anything in a file that is over."""


def archived() -> OutOfOrder:
    """Return the refusal of whatever is still to be done in a file that is over."""
    return OutOfOrder(ARCHIVED, "案卷已办结归档，不能再办理；如需更正请联系档案管理人员", field="file_no")
