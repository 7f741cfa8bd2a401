"""Writes docs/procedures.md from the steps themselves: `python -m tools.write_procedures`; a test keeps the two in step."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from judging.step import Procedure, Step
from kinds import KINDS
from law.edition import Law, shipped
from tools.citing import through_time
from tools.pages import kinds_with, procedures

FILE = Path(__file__).parents[1] / "docs" / "procedures.md"

HEAD = """# The procedures, article by article

Each procedure is one file in `procedures/`, or a folder where it needs several; what stands here is read from its steps
(`python -m tools.write_procedures`). A kind of file is a list of procedures: all of them run inside one file and constrain
each other, and a step is refused with its article when its conditions do not hold.
Terms are statutory; those marked ◇ are service norms of the city.

**Columns.** *Act*: its stable name and legal term. *Who*: who may do it. *Needs*: what must (or must not) have been done.
*Refuses*: what
its guards refuse besides, those of other procedures among them; the refusals themselves stand in [refusals](refusals.md).
*Starts* and *ends*: the terms it opens and ends. *Article*: what the step rests on, as it stands in the newest text of the
law; what was cited before is in the [glossary](glossary.md#acts--行为).
"""


def told(law: Law) -> str:
    """Return the whole page."""
    parts = [HEAD, _contents()]
    parts += [_chapter(procedure, law) for procedure in procedures()]
    return "\n".join(parts)


def _contents() -> str:
    heads = [kind.label for kind in KINDS.values()]
    rows = [f"| {one.label} | `{_file(one)}` | {len(one.steps)} | {_marks(one, heads)} |" for one in procedures()]
    return "\n".join(
        [f"| procedure | file | acts | {' | '.join(heads)} |", "|---|---|---|" + "---|" * len(heads), *rows, ""]
    )


def _marks(procedure: Procedure, heads: list[str]) -> str:
    own = kinds_with(procedure)
    return " | ".join("●" if head in own else "" for head in heads)


def _file(procedure: Procedure) -> str:
    """Return the file or the folder of a procedure."""
    return _module_of(procedure).removeprefix("procedures.").removesuffix(".steps")


def _chapter(procedure: Procedure, law: Law) -> str:
    rows = [_row(step, law) for step in procedure.steps]
    stages = "、".join(procedure.stages.values())
    return "\n".join(
        [
            f"## {procedure.label} `{_file(procedure)}`",
            "",
            _story(procedure),
            "",
            *([f"Stages: {stages}.", ""] if stages else []),
            "| act | who | needs | refuses | starts | ends | article |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _story(procedure: Procedure) -> str:
    doc = (sys.modules[_module_of(procedure)].__doc__ or "").strip()
    return "\n".join(line.strip() for line in doc.splitlines())


def _module_of(procedure: Procedure) -> str:
    for name, module in sys.modules.items():
        if name.startswith("procedures.") and getattr(module, "PROCEDURE", None) is procedure:
            return name
    raise LookupError(procedure.name)


def _row(step: Step[Any], law: Law) -> str:
    needs = "<br>".join(need.sentence for need in step.needs)
    refused = "<br>".join(refusals_of(step))
    starts = "<br>".join(dict.fromkeys(_rule(one.rule, law) for one in step.opens))
    ended = "<br>".join(dict.fromkeys(_rule(one.rule, law) for one in step.ends))
    article = "".join(span.cited for span in through_time(law, step.citation)[-1:])
    return f"| `{step.name}`<br>{step.content.label} | {step.by.label} | {needs} | {refused} | {starts} | {ended} | {article} |"


def refusals_of(step: Step[Any]) -> list[str]:
    """Return what a step refuses and why, as its bars and guards say, those of other procedures among them."""
    own = {kind.name: kind.steps[step.content] for kind in KINDS.values() if step.content in kind.steps}
    asked = [ask for one in (step, *own.values()) for ask in (*one.bars, *one.guards)]
    return [told_by(ask) for ask in dict.fromkeys(asked)]


def told_by(ask: Callable[..., None]) -> str:
    """Return what a bar or guard refuses, in its own words, or those of the function that makes it; empty if unsaid."""
    maker, made, _ = ask.__qualname__.partition(".<locals>.")
    words = (getattr(sys.modules[ask.__module__], maker).__doc__ if made else ask.__doc__) or ""
    said = words.split("\n\n")[0].partition("efuses " if made else "Refuse ")[2]
    return " ".join(said.split()).removesuffix(".")


def _rule(rule: str, law: Law) -> str:
    norm = law.norms.of(rule)
    if norm is not None:
        return f"{norm.name}◇"
    return f"{law.catalogue.through_time(rule)[-1].name}"


def main() -> None:
    """Write the page."""
    FILE.write_text(told(shipped()), encoding="utf-8")


if __name__ == "__main__":
    main()
