"""What the update that is named after an act brings: the command, and which sending of it this is; and its id."""

import hashlib
from collections.abc import Sequence

from temporalio import workflow
from temporalio.common import RawValue

from models.acts import Command


def command_in(args: Sequence[RawValue]) -> Command:
    """Return the command."""
    return workflow.payload_converter().from_payload(args[0].payload, Command)


def sending_in(args: Sequence[RawValue]) -> str:
    """Return which sending of the command this is; histories from before do not say."""
    return workflow.payload_converter().from_payload(args[1].payload, str) if len(args) > 1 else ""


def update_id(command: Command) -> str:
    """Return the update's id: the same command gets the same id, another one under the same key another.

    The same is what was sent, not what the register made of it; a command that nobody outside sent is what it says.
    """
    said = f"{command.key}\n{command.by.id}\n{command.wording or command.content.model_dump_json()}"
    return hashlib.sha256(said.encode()).hexdigest()
