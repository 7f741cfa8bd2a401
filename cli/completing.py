"""`gridcase completion`: what a shell needs to complete commands and options."""

from typing import Annotated, Literal

import typer
from typer._completion_classes import completion_init
from typer._completion_shared import get_completion_script

NAME, VARIABLE = "gridcase", "_GRIDCASE_COMPLETE"


def completion(shell: Annotated[Literal["bash", "zsh", "fish"], typer.Argument(metavar="shell")]) -> None:
    """Print the script of a shell."""
    typer.echo(get_completion_script(prog_name=NAME, complete_var=VARIABLE, shell=shell))


completion_init()
