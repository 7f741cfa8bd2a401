"""Writes docs/procedures.md from the steps themselves: `python -m tools.write_procedures`; a house test keeps the two in step."""

import sys
from pathlib import Path

from law.edition import Law, current
from workflows import procedures
from workflows.procedures.clock import NORM
from workflows.procedures.step import Procedure, Step

FILE = Path(__file__).parents[1] / "docs" / "procedures.md"

HEAD = """# The procedures, article by article

Each procedure is one file in `workflows/procedures/`; what stands here is read from its steps (`python -m tools.write_procedures`).
All of them run inside one case and constrain each other: a step is refused with its article when its conditions do not hold.
Terms are statutory and named with the provision in force today; those marked ◇ are service norms of the city.

**Columns.** *Act*: its stable name and legal term. *Who*: who may do it. *Needs*: what must (or must not) have been done.
*Starts* and *ends*: the terms it opens and ends. *Article*: what the step rests on.
"""


def told(law: Law) -> str:
    """Return the whole page."""
    parts = [HEAD, _contents()]
    parts += [_chapter(procedure, law) for procedure in procedures.PROCEDURES]
    return "\n".join(parts)


def _contents() -> str:
    rows = [f"| {one.label} | `{one.name}` | {len(one.steps)} |" for one in procedures.PROCEDURES]
    return "\n".join(["| procedure | file | acts |", "|---|---|---|", *rows, ""])


def _chapter(procedure: Procedure, law: Law) -> str:
    rows = [_row(step, law) for step in procedure.steps]
    stages = "、".join(procedure.stages.values())
    return "\n".join(
        [
            f"## {procedure.label} `{procedure.name}`",
            "",
            _story(procedure),
            "",
            *([f"Stages: {stages}.", ""] if stages else []),
            "| act | who | needs | starts | ends | article |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _story(procedure: Procedure) -> str:
    doc = (sys.modules[_module_of(procedure)].__doc__ or "").strip()
    return "\n".join(line.strip() for line in doc.splitlines())


def _module_of(procedure: Procedure) -> str:
    for name, module in sys.modules.items():
        if name.startswith("workflows.procedures.") and getattr(module, "PROCEDURE", None) is procedure:
            return name
    raise LookupError(procedure.name)


def _row(step: Step, law: Law) -> str:
    needs = "<br>".join(need.sentence for need in step.needs)
    starts = "<br>".join(dict.fromkeys(_rule(one.rule, law) for one in step.opens))
    ended = "<br>".join(dict.fromkeys(_rule(one.rule, law) for one in step.ends))
    return f"| `{step.name}`<br>{step.act.label} | {step.by.label} | {needs} | {starts} | {ended} | {step.citation} |"


def _rule(rule: str, law: Law) -> str:
    if rule.startswith(NORM):
        return f"{law.norms.norm[rule.removeprefix(NORM)].name}◇"
    return f"{law.catalogue.through_time(rule)[-1].name}"


def main() -> None:
    """Write the page."""
    FILE.write_text(told(current()), encoding="utf-8")


if __name__ == "__main__":
    main()
