"""`gridcase what-if`: how a file would stand had something happened on another day; the file is untouched."""

from typing import Annotated

import typer

from cli.cases import FileNo, address
from cli.remote import AsRole, remote
from cli.speech import JsonFlag, as_json, say
from console.what_if import told


def what_if(
    file_no: FileNo,
    changes: Annotated[
        list[str],
        typer.Argument(metavar="行为=日期", help="如 serve_decision=2026-09-28，可以写多个。"),
    ],
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Suppose that acts happened on other days, and say what would differ."""
    with remote(role) as api:
        answer = api.get(f"{address(file_no)}/what-if", {"change": changes})
    if json_:
        as_json(answer)
        return
    for line in told(answer):
        say(line)
