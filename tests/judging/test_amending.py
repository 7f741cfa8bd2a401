"""What was corrected or withdrawn is shown as such: struck through, dated, with what stands in its place."""

from datetime import timedelta
from typing import Any

from rich.console import Console
from rich.text import Text

from cli.rendering import STRUCK, acts_table
from console import timeline
from console.file_view import FileView, gist
from judging.amending import amended_in
from kinds import VIOLATION_CASE
from models.acts import Act
from tests.builders import PaperCase, a_case, moment

SECONDS = timedelta(seconds=30)


def put_right() -> PaperCase:
    """Return a case whose hand-over was withdrawn and entered anew, and whose inspection was corrected."""
    case = a_case("hand_to_department")
    case.waits_until("2026-09-21")
    case.does("inspect_site", "2026-09-21 10:00")
    case.does("withdraw_act", "2026-09-21 11:00", of="hand_to_department", reason="误录")
    case.does("hand_to_department", "2026-09-21 12:00")
    changed: dict[str, Any] = {"happened_at": moment("2026-09-20"), "fields": {"record": "检查情况二"}}
    case.does("correct_act", "2026-09-22", of="inspect_site", reason="日期有误", **changed)
    return case


def the(case: PaperCase, name: str, place: int = 0) -> Act:
    """Return an act of the case by its name."""
    return [act for act in case.acts if act.name == name][place]


def viewed(case: PaperCase) -> FileView:
    """Return the case as the command line is given it."""
    return FileView(kind=VIOLATION_CASE.name, standing=case.at("2026-09-23"), acts=tuple(case.acts), names={})


def test_a_withdrawn_act_counts_no_more_and_says_since_when() -> None:
    """行政处罚法 art. 5: a record that is taken back stays in the list, and nobody takes it for one that counts."""
    case = put_right()
    gone = amended_in(case.acts)[the(case, "hand_to_department").no]

    assert gone.now is None
    assert gone.word == f"已撤回：2026-09-21第{the(case, 'withdraw_act').no}号"


def test_what_time_did_to_a_withdrawn_act_goes_with_it() -> None:
    """Warning and lapse of its term are no longer anybody's; what the new act starts is."""
    case = put_right()
    amended = amended_in(case.acts)

    for name in ("term_nears_end", "term_lapses"):
        of = the(case, "hand_to_department").no
        (act,) = [one for one in case.acts if one.name == name and one.content.model_dump()["term"].endswith(f"#{of}")]
        assert "起算的行为已撤回" in amended[act.no].word
    assert the(case, "hand_to_department", 1).no not in amended


def test_a_correction_says_what_was_and_what_is() -> None:
    """Field by field, by their Chinese names."""
    case = put_right()
    corrected = amended_in(case.acts)[the(case, "inspect_site").no]

    assert corrected.now is not None
    assert (corrected.act.day.day, corrected.now.day.day) == (21, 20)
    assert "发生时间由2026-09-21 10:00改为2026-09-20 09:00" in corrected.changes()
    assert "由“现场检查情况”改为“检查情况二”" in corrected.changes()


def test_a_correction_within_a_minute_is_told_to_the_second() -> None:
    """Otherwise it would change a time into itself."""
    case = a_case("hand_to_department")
    was = the(case, "hand_to_department").happened_at
    case.does("correct_act", "2026-09-05", of="hand_to_department", happened_at=was + SECONDS, reason="时刻有误")

    assert "09:00:00改为2026-09-02 09:00:30" in amended_in(case.acts)[the(case, "hand_to_department").no].changes()


def test_a_correction_that_was_withdrawn_changes_nothing() -> None:
    """What it said is as it was."""
    case = put_right()
    case.does("withdraw_act", "2026-09-22 10:00", of="correct_act", reason="更正有误")
    amended = amended_in(case.acts)

    assert the(case, "inspect_site").no not in amended
    assert amended[the(case, "correct_act").no].now is None


def test_the_list_strikes_it_through_and_says_it_in_words() -> None:
    """On a screen without styles the word is left."""
    case = put_right()
    view = viewed(case)
    table = acts_table(view, view.acts)
    labels = list(table.columns[2].cells)
    gone = labels[the(case, "hand_to_department").no - 1]

    assert isinstance(gone, Text)
    assert [str(span.style) for span in gone.spans] == [STRUCK]
    plain = Console(width=200, no_color=True)
    with plain.capture() as shown:
        plain.print(table)
    assert "交主管部门（已撤回：2026-09-21第" in shown.get()


def test_withdrawal_and_correction_say_of_what() -> None:
    """The number, the act and its day; the lapse of a term that is gone is called by its name."""
    case = put_right()
    view = viewed(case)
    lapse = next(act for act in case.acts if act.name == "term_lapses" and "立案审查" in gist(view, act))

    assert "“交主管部门”（2026-09-02）　理由：误录" in gist(view, the(case, "withdraw_act"))
    assert "“现场检查”（2026-09-21）　发生时间由" in gist(view, the(case, "correct_act"))
    assert lapse.no in view.amended


def test_the_drawings_strike_it_through() -> None:
    """In the SVG as a line through the words, in the text as words."""
    view = viewed(put_right())
    drawn = timeline.timeline_of(VIOLATION_CASE, view.standing, view.acts)

    assert timeline.svg(drawn).count('text-decoration="line-through"') == len(view.amended)
    assert "交主管部门（已撤回：2026-09-21第" in timeline.text(drawn)
    assert "现场检查（更正后）" in timeline.text(drawn)


def test_a_value_is_told_by_its_name_wherever_it_is_named() -> None:
    """What the models name, as well as what the lists of words do: no code stands on a screen."""
    case = a_case("decide_penalty")
    fields: dict[str, Any] = {"conduct": "construction"}
    case.does("correct_act", "2026-09-22 10:00", of="file_case", fields=fields, reason="填写有误")

    assert "由“其他”改为“建设项目违法”" in amended_in(case.acts)[the(case, "file_case").no].changes()


def test_what_came_from_a_complaint_is_not_called_found_on_patrol() -> None:
    """投诉举报转来线索: the first act of a case that a complaint led to says so on its pages; a patrol's stays."""
    case = a_case("report_upward")
    told = case.acts[0].model_copy(update={"content": case.acts[0].content.model_copy(update={"source": "complaint"})})
    pages = []
    for first in (told, case.acts[0]):
        case.acts[0] = first
        console = Console(width=120)
        with console.capture() as captured:
            console.print(acts_table(viewed(case), case.acts))
        pages.append(captured.get())

    assert ["投诉举报转来线索" in page for page in pages] == [True, False]
    assert ["巡查发现" in page for page in pages] == [False, True]
