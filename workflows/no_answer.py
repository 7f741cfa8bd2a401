"""Why a command or a question got no answer (没有答复): which part is away, or what fails; a refusal is an answer."""

from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from workflows.failures import JUDGMENT_FAILED

TOO_LATE = (RPCStatusCode.DEADLINE_EXCEEDED, RPCStatusCode.CANCELLED)
"""How a call ends that its own limit cut off: the engine is there, and no worker answered."""

PUT_OFF = (RPCStatusCode.RESOURCE_EXHAUSTED, RPCStatusCode.ABORTED)
"""How the engine turns a call away for a moment: too many ask one file before a worker has answered any of them."""


class NoSuchFile(Exception):  # noqa: N818  an answer, not an error
    """No file has this number."""


class WorkerAway(Exception):  # noqa: N818
    """No worker that can answered in time; the command may be sent again under the same key.

    While workers are replaced, one that is left may not know yet what the next version says.
    """


class JudgmentFailed(Exception):  # noqa: N818
    """The act is in the file, and its judgment fails: operations are told, and it is tried again."""

    def __init__(self, sending: str = "", act_no: int | None = None) -> None:
        super().__init__(sending, act_no)
        self.sending, self.act_no = sending, act_no


class EngineAway(Exception):  # noqa: N818
    """The engine cannot be reached; the command may be sent again under the same key."""


def said_by(error: RPCError) -> Exception:
    """Return what a failed call to the engine means."""
    if error.status == RPCStatusCode.NOT_FOUND:
        return NoSuchFile()
    if error.status in (*TOO_LATE, *PUT_OFF, RPCStatusCode.FAILED_PRECONDITION):
        return WorkerAway()
    if error.status in (RPCStatusCode.UNAVAILABLE, RPCStatusCode.UNKNOWN):
        return EngineAway()
    return error


def failed_judgment(error: BaseException | None) -> JudgmentFailed | None:
    """Return that the judgment fails, where this is why an update failed."""
    if not isinstance(error, ApplicationError) or error.type != JUDGMENT_FAILED:
        return None
    sending, act_no = error.details
    return JudgmentFailed(sending, act_no)
