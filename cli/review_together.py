"""`gridcase review-together`: one file, reviewed by two persons, or three, each with answers of their own (双人评查)."""

from pathlib import Path
from typing import Annotated

import typer

from cli.law_in_force import law_in_force
from cli.review import kind_reviewed
from cli.speech import Exit, Failed, JsonFlag, as_json, complain, say
from file_review.answers import AnswerReader
from file_review.reading import read_files
from file_review.reviewing import review_all
from file_review.sources import Exported, Source
from file_review.together import OneReview, together
from law.edition import Law

Answered = Annotated[
    list[Path], typer.Option("--answers", metavar="文件", help="一名评查人的答复（YAML）；每人一份，写两次或者三次。")
]


def review_together(
    file: Annotated[Path, typer.Argument(metavar="文件", help="案卷文件：公开案例（YAML）或者导出的案卷（JSON）。")],
    answers: Answered,
    json_: JsonFlag = False,
) -> None:
    """Review one file by two persons, and a third where they differ too much."""
    law = law_in_force()
    cases, complaints = read_files([file], law)
    if len(cases) != 1:
        raise Failed(Exit.USAGE, f"{file} 须是一份案卷，读到{len(cases)}份")
    for wrong in complaints:
        complain(wrong.text)
    found = together([_one(cases[0], law, path) for path in answers], _units(cases[0]))
    if json_:
        as_json(found.model_dump(mode="json"))
    else:
        for one in found.reviews:
            say(f"{one.by}（{one.unit or '单位未写明'}）　{'不足以计分' if one.score is None else f'{one.score}分'}")
        say("评查结果：" + ("；".join(found.wrong) if found.wrong else f"{found.score}分"))
    if found.wrong:
        raise typer.Exit(Exit.REFUSED)


def _one(case: Source, law: Law, path: Path) -> OneReview:
    """Return what one person's answers make of the file."""
    reader = AnswerReader.of([path])
    for wrong in reader.complaints:
        complain(wrong.text)
    given = reader.answers.get(case.id, {})
    (reviewed,) = review_all(kind_reviewed, [case], law, (), reader.answers)
    by = next((one.by for one in given.values()), path.name)
    return OneReview(by=by, unit=reader.units.get(case.id, ""), score=reviewed.review.score)


def _units(case: Source) -> frozenset[str]:
    """Return the units that acted in a file, where it says them."""
    return frozenset(act.by.unit for act in case.acts if act.by.unit) if isinstance(case, Exported) else frozenset()
