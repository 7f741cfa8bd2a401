"""A document is drafted from the file alone, every paragraph from its acts, and what is missing is named (文书拟制)."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import pytest

from api.issuing import complete
from judging.attempt import Attempt
from judging.record import Record
from kinds import KINDS
from law.edition import shipped
from law.refusals import OutOfBounds
from models.acts import ACTS
from models.effects import Document
from papers.drafting import Form, Part, draft, form_for, forms, guide_on, guides
from papers.telling import Telling
from papers.told import Exhibit
from tests.builders import a_case
from tests.papers.drafted import (
    CASE,
    HOSTILE,
    WORDS,
    Invented,
    act_of,
    asked_by,
    asked_of,
    paper_of,
    telling_for,
)
from tools.filling import act_of as act_of_kind

NEVER_LACKING = {"organ", "correct_by", "acted_on", "officers", "servers", "field"}
"""What is always there: who acts, when, in whose name."""


def brought() -> Iterator[Document]:
    """Yield a document of each title and word that acts of any kind of file bring."""
    for kind, step in ((one, step) for one in KINDS.values() for step in one.steps.values()):
        if not step.by.engine:
            act = act_of_kind(step.content)
            if "within" in step.content.model_fields:  # a decision of its own, and not stated in another
                act = act.model_copy(update={"content": act.content.model_copy(update={"within": None})})
            done: Attempt = Attempt(Record.of([act]), act.day, shipped(), kind, act, Record.of([act]))
            for make in step.effects:
                with suppress(Exception):
                    yield from (one for one in make(done) if isinstance(one, Document))


def parts_of(form: Form) -> list[Part]:
    """Return the paragraphs of a form."""
    return [part for section in form.section for part in section.part]


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.key)
def test_a_form_asks_only_what_can_be_told(form: Form) -> None:
    """And is of guides that there are."""
    asked = {name for part in parts_of(form) for name in (*asked_by(part.text), *filter(None, [part.each]))}

    assert {name for name in asked if not hasattr(Telling, name)} == set()
    assert set(form.guides) <= {one.key for one in guides()}


@pytest.mark.parametrize("name", WORDS)
def test_a_document_of_which_all_is_known_has_no_gap(name: str) -> None:
    """Nothing is marked in it."""
    paper = paper_of(name, whole=True)

    assert paper.gaps == ()
    assert "待补" not in paper.text


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.key)
def test_a_document_that_lacks_what_it_must_say_is_not_issued_and_the_item_is_named(form: Form) -> None:
    """Each item of each document, left out alone, is marked, named with its points, and refused; whole it passes."""
    complete(draft(form, telling_for(form), "示环〔2026〕1号", ""))
    for part in parts_of(form):
        for asked in asked_of(part):
            if asked in NEVER_LACKING:
                continue
            paper = draft(form, telling_for(form, asked), "示环〔2026〕1号", "")
            gap = next(one for one in paper.gaps if one.item == part.item)

            assert (gap.points > 0) is not bool(form.basis)  # no file review counts what no guide has
            assert [one for section in paper.sections for one in section.paragraphs if one.is_gap]
            with pytest.raises(OutOfBounds, match=re.escape(gap.label)):
                complete(paper)


def test_a_form_tells_only_fields_that_its_act_has() -> None:
    """A slip would be a gap for ever."""
    told = [(form.act, part.field) for form in forms() for part in parts_of(form) if part.field]

    assert [(act, field) for act, field in told if field not in ACTS[act].model_fields] == []


def test_each_document_of_an_act_has_one_form_on_a_day() -> None:
    """And each form of a numbered document is of a word that its act brings."""
    keys = [(form.act, form.word, guide) for form in forms() for guide in form.guides]
    made = {(effect.act, effect.word) for effect in brought()}

    assert len(keys) == len(set(keys))
    assert {(form.act, form.word) for form in forms() if form.numbered} - made == set()


def test_every_document_that_an_act_brings_has_a_form() -> None:
    """Under each guide there has been, but for what the guide of its day did not know."""
    have = {(form.act, form.word) for form in forms()}

    assert {
        (effect.act, effect.word, effect.title) for effect in brought() if (effect.act, effect.word) not in have
    } == set()


def test_a_paragraph_says_on_which_acts_it_rests() -> None:
    """The notice day rests on the notice, the facts on the decision."""
    paper = paper_of("decide_penalty")
    told = {one.text: one.acts for section in paper.sections for one in section.paragraphs}
    facts = next(acts for text, acts in told.items() if text.startswith("经查"))
    notified = next(acts for text, acts in told.items() if "告知书" in text)

    assert facts == (act_of("decide_penalty").no,)
    assert notified == (act_of("serve_notice").no,)


def test_a_document_knows_nothing_that_came_after_it() -> None:
    """The notice was made before the decision: it says nothing of it, whatever the file has by now."""
    later = {act.no for act in CASE.acts if act.no > act_of("serve_notice").no}
    paper = paper_of("serve_notice")

    assert not later & {no for section in paper.sections for one in section.paragraphs for no in one.acts}


def test_a_name_is_text_whatever_it_looks_like() -> None:
    """No template, no markup."""
    assert HOSTILE in paper_of("decide_penalty", HOSTILE).text


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2010, 10, 31), None),
        (date(2010, 11, 1), "2010"),
        (date(2016, 4, 30), "2010"),
        (date(2016, 5, 1), "2016"),
        (date(2024, 3, 28), "2016"),
        (date(2024, 3, 29), "2024"),
    ],
)
def test_the_guide_is_that_of_the_day_of_signing(day: date, key: str | None) -> None:
    """The day before, the day itself."""
    guide = guide_on(day)

    assert (guide.key if guide else None) == key


def test_the_order_of_sections_is_that_of_the_guide() -> None:
    """Before 2024-03-29 a decision has four numbered sections, from then on five, the defence in one of its own."""
    headings = {
        day: [section.heading[2:6] for section in form.section if section.heading]
        for day in (date(2024, 3, 28), date(2024, 3, 29))
        if (form := form_for("decide_penalty", "罚", day)) is not None
    }

    assert headings[date(2024, 3, 28)] == ["环境违法", "行政处罚", "行政处罚", "申请行政"]
    assert headings[date(2024, 3, 29)] == ["生态环境", "陈述、申", "行政处罚", "行政处罚", "申请行政"]


def test_a_material_stands_among_the_evidence_after_the_act_to_which_it_belongs() -> None:
    """What it is, of when, from whom, what it proves; of one that nobody kept nothing is said."""
    case = a_case("file_case")
    case.does("inspect_site", "2026-09-08", exhibits=["a" * 64, "b" * 64])
    for act, on in (("serve_correction_order", "2026-09-08 10:00"),):
        case.does(act, on)
    act = case.acts[-1]
    kept = {"a" * 64: Exhibit("排口.jpg", "照片", date(2026, 9, 8), act.by.unit, "排口外排黑水")}
    record = Record.of(case.acts).before(act)
    telling = Telling(record, act, shipped(), Invented(), {}, act.by.unit, "e-1", kept)

    assert [one for one in telling.evidence if "排口.jpg" in one] == [
        "3．照片“排口.jpg”，2026年9月8日由示例生态环境局（u-430423，2026年）执法人员取得，证明：排口外排黑水。"
    ]
    assert [(one.sha256[0], one.acts) for one in case.at("2026-09-09").attached] == [("a", (8,)), ("b", (8,))]


def said_by(form: str, act: str, **fields: object) -> str:
    """Return what the document of a form says of an act with these fields, on a day of its guide."""
    one = next(one for one in forms() if (one.key, one.act) == (form, act))
    telling = telling_for(one)
    telling.act = telling.act.model_copy(update={"content": telling.act.content.model_copy(update=fields)})
    return draft(one, telling, "示环〔2026〕1号", "").text


def test_papers_of_a_hearing_say_who_by_name_and_whether_it_is_public() -> None:
    """A number of the register is nothing to the party."""
    notice = said_by("hearing_notice", "serve_hearing_notice", chair="p-1", closed_for="")

    assert "听证主持人：示例人员p-1" in notice
    assert "形式：公开举行。" in notice
    assert "不公开举行，因涉及商业秘密" in said_by("hearing_notice", "serve_hearing_notice", closed_for="trade_secret")
    assert "记录人：示例人员p-2" in said_by("hearing_record", "hold_hearing", chair="p-1", recorder="p-2")
    voted = said_by("discussion_record", "discuss_collectively", voters=("p-1", "p-2"))
    assert "示例人员p-1、示例人员p-2" in voted


@pytest.mark.parametrize(("offered", "days"), [(True, "5个工作日内要求听证"), (False, "有权进行陈述和申辩")])
def test_the_notice_of_a_daily_penalty_says_in_which_days_a_hearing_may_be_asked_for(offered: bool, days: str) -> None:
    """By the law of its day, and only where it gives the right."""
    said = said_by("daily_notice", "serve_daily_notice", hearing_offered=offered)

    assert days in said
    assert ("要求听证" in said) is offered


@pytest.mark.parametrize("named", [True, False])
def test_an_answer_says_what_is_contested_and_before_whom(named: bool) -> None:
    """The act that the party names, or the decision that was served last."""
    case = a_case("serve_decision")
    served = case.acts[-1]
    asked = case.does(
        "apply_reconsideration", "2026-12-01", body="示例市人民政府", **({"of": served.no} if named else {})
    )
    answer = act_of_kind(ACTS["answer_reconsideration"])
    telling = Telling(Record.of(case.acts), answer, shipped(), Invented(), {}, served.by.unit, "e-1")

    assert telling.contested_before == "示例市人民政府"
    assert telling.contested is not None
    assert served.content.called in telling.contested
    assert {asked.no, served.no} <= telling.acts
