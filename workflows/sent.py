"""What the update that is named after an act brings: the command, and which sending of it this is."""

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
