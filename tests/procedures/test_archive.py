"""What stands in 副卷, and that an archive is opened by order of review or court alone (案卷档案)."""

from contextlib import nullcontext
from typing import Any

import pytest

from tests.builders import CLERK, HEAD, OFFICER, PaperCase, a_case
from tests.procedures.refusing import refuses

ORDER: dict[str, Any] = {
    "ordered_by": "衡阳市人民政府",
    "instrument": "reconsideration",
    "document_no": "衡政复决〔2026〕9号",
    "dated": "2026-12-10",
    "change": "更正现场检查笔录的日期",
    "by": HEAD,
}
LATER = "2026-12-20"
DIGEST = "a" * 64


def no(case: PaperCase, act: str) -> int:
    """Return the number of the last act of a name."""
    return max(one.no for one in case.acts if one.name == act)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"ground": "internal"}, "nothing-to-keep-inside"),
        ({"ground": "other", "exhibits": [DIGEST]}, "ground-unsaid"),
        ({"ground": "internal", "of": "file_case", "word": "罚"}, "no-such-document"),
        ({"ground": "internal", "of": "inspect_site", "word": "笔录"}, "no-such-document"),
    ],
)
def test_a_mark_says_what_it_is_of_and_why(fields: dict[str, Any], code: str) -> None:
    """Each refusal names the rule of the archive."""
    case = a_case("file_case")
    of = {"of": no(case, fields["of"])} if "of" in fields else {}

    with refuses(code, article="第78条"):
        case.does("keep_inside", "2026-09-09", by=OFFICER, **{**fields, **of})


def test_papers_and_materials_are_marked_until_the_file_is_archived() -> None:
    """After closing too; then the archive is shut."""
    case = a_case("close_case")
    assert case.does("keep_inside", LATER, by=OFFICER, of=no(case, "file_case"), word="立", ground="internal")
    assert case.does("keep_inside", LATER, by=OFFICER, exhibits=[DIGEST], ground="trade_secret")
    case.does("archive_case", LATER)

    with refuses("archive-is-shut", article="第78条"):
        case.does("keep_inside", "2026-12-21", by=OFFICER, exhibits=[DIGEST], ground="complainant")


def test_what_is_inside_already_is_not_put_there_again() -> None:
    """The same paper, a paper of an act that is inside whole, the same material; a further material is."""
    case = a_case("file_case")
    filed = {"by": OFFICER, "of": no(case, "file_case"), "ground": "internal"}
    case.does("keep_inside", "2026-09-09", exhibits=[DIGEST], **filed)

    for again in ({}, {"word": "立"}, {"exhibits": [DIGEST]}):
        with refuses("inside-already"):
            case.does("keep_inside", "2026-09-10", **filed, **again)
    assert case.does("keep_inside", "2026-09-10", exhibits=["b" * 64], **filed)


@pytest.mark.parametrize("act", ["correct_act", "withdraw_act"])
def test_what_is_archived_is_changed_by_order_of_review_or_court_alone(act: str) -> None:
    """Refused before, done after; then the file waits to be archived again, and is shut again."""
    case = a_case("archive_case")
    archived = no(case, "archive_case")
    change: dict[str, Any] = {"of": no(case, "feed_back"), "reason": "复议决定", "by": HEAD}
    if act == "correct_act":
        change |= {"of": no(case, "inspect_site"), "fields": {"record": "现场检查情况（补正）"}}
    with refuses("archive-is-shut", article="第78条"):
        case.does(act, LATER, **change)

    assert case.at(LATER).archived
    opened = case.does("open_archive", LATER, **ORDER)
    assert not case.at(LATER).archived
    assert case.does(act, LATER, **change)
    again = case.does("archive_case", "2026-12-21", by=CLERK, manifest=DIGEST)

    assert (archived < opened.no < again.no, case.at("2026-12-21").archived) == (True, True)
    with refuses("archive-is-shut"):
        case.does(act, "2026-12-22", **{**change, "of": no(case, "record_payment")})


def test_an_archive_that_was_changed_is_not_shut_by_taking_its_opening_back() -> None:
    """Its manifest would be of what was there before: it is archived anew. Unused, an opening is taken back."""
    case = a_case("archive_case")
    opened = case.does("open_archive", LATER, **ORDER)
    with refuses("archive-was-opened", article="第78条"):
        case.does("withdraw_act", LATER, of=no(case, "archive_case"), reason="误录", by=HEAD)
    change = {"of": no(case, "inspect_site"), "fields": {"record": "补正"}, "reason": "复议决定", "by": HEAD}
    case.does("correct_act", LATER, **change)
    with refuses("archive-was-opened", article="第78条"):
        case.does("withdraw_act", "2026-12-21", of=opened.no, reason="误录", by=HEAD)

    unused = a_case("archive_case")
    opened = unused.does("open_archive", LATER, **ORDER)
    assert unused.does("withdraw_act", "2026-12-21", of=opened.no, reason="误录", by=HEAD)


@pytest.mark.parametrize(("manifest", "is_let_in"), [("", True), (DIGEST, False)])
def test_a_slip_of_archiving_is_taken_back_until_an_archive_was_made_of_it(manifest: str, *, is_let_in: bool) -> None:
    """No body of review need be found for a file that was archived too soon."""
    case = a_case("close_case")
    archived = case.does("archive_case", LATER, **({"manifest": manifest} if manifest else {}))
    with nullcontext() if is_let_in else refuses("archive-is-shut"):
        case.does("withdraw_act", "2026-12-21", of=archived.no, reason="误归档", by=HEAD)


def test_only_an_archive_that_is_shut_is_opened_and_by_a_paper_that_there_is() -> None:
    """Not an open case, not twice, not by a paper of tomorrow, not by a clerk."""
    open_ = a_case("close_case")
    with refuses("out-of-order", article="第78条"):
        open_.does("open_archive", LATER, **ORDER)
    case = a_case("archive_case")
    with refuses("no-power"):
        case.does("open_archive", LATER, **{**ORDER, "by": CLERK})
    with refuses("day-not-come"):
        case.does("open_archive", LATER, **{**ORDER, "dated": "2026-12-21"})
    case.does("open_archive", LATER, **ORDER)
    with refuses("out-of-order"):
        case.does("open_archive", LATER, **{**ORDER, "document_no": "衡政复决〔2026〕10号"})
