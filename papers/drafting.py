"""From a file to a document (文书拟制): the form of the day filled with what the file says; what is missing is marked."""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment
from pydantic import Field

from models.acts import ACTS, Served
from models.values import Value
from papers.paper import BLANK, Gap, Paper, Paragraph, Section
from papers.telling import Telling

FOLDER = Path(__file__).parent
SERVICE = "served"
"""What a form says instead of an act where every act of service has it."""


class Guide(Value):
    """An edition of the guide to documents (执法文书制作指南), and from which day it is in force."""

    key: str
    since: date
    title: str
    number: str
    grade: Literal["A", "M"]
    note: str = ""


class Part(Value):
    """A paragraph of a form: what it must say, what that counts in the file review, and how it is put."""

    item: str
    label: str
    points: Decimal
    text: str
    field: str = ""
    """The field of the act that it tells; empty where it asks otherwise, or says only what every such document says."""
    each: str = ""
    """The list of which every entry has a paragraph; empty for one paragraph."""
    since: str = ""
    """The guide from which on it is asked for; empty for all."""


class FormSection(Value):
    """A section of a form."""

    heading: str = ""
    only: str = ""
    """What must be so for the section to be there, as `fined`; empty for always."""
    part: tuple[Part, ...]


class Form(Value):
    """A form of a document, by the guides that have it."""

    key: str
    act: str
    word: str
    title: str
    guides: tuple[str, ...]
    basis: str = ""
    """Under which text it is made, where no guide has such a document; empty where the guide has it."""
    addressee: str = ""
    inside: bool = False
    cells: bool = False
    copies: str = ""
    approves: str = ""
    """Who approves it, in order."""
    numbered: bool = True
    """Whether it bears a number; what is written on site, and opinions and reports of the bureau, do not (笔录)."""
    own_title: bool = False
    """Whether its title is that of the guide, whatever the act calls it."""
    section: tuple[FormSection, ...] = Field(min_length=1)

    def is_of(self, act: str) -> bool:
        """Tell whether it is of an act by this name; the receipt is of every act of service (送达回证)."""
        return self.act == act or (self.act == SERVICE and issubclass(ACTS[act], Served))


@cache
def guides() -> tuple[Guide, ...]:
    """Return the guides, the oldest first."""
    rows = tomllib.loads((FOLDER / "guides.toml").read_text("utf-8"))["guide"]
    return tuple(Guide(**row) for row in rows)


@cache
def forms() -> tuple[Form, ...]:
    """Return every form there is."""
    files = sorted((FOLDER / "forms").glob("*.toml"))
    return tuple(Form(**row) for file in files for row in tomllib.loads(file.read_text("utf-8"))["form"])


def guide_on(day: date) -> Guide | None:
    """Return the guide in force on a day; None before the first."""
    return next((one for one in reversed(guides()) if one.since <= day), None)


def form_for(act: str, word: str, day: date) -> Form | None:
    """Return the form of an act's document by the guide of the day it is signed; None where there is none yet."""
    guide = guide_on(day)
    if guide is None:
        return None
    return next((one for one in forms() if one.is_of(act) and one.word == word and guide.key in one.guides), None)


class _Missing(StrictUndefined):
    """What the file does not say."""


ENVIRONMENT = SandboxedEnvironment(undefined=_Missing, autoescape=False, finalize=lambda value: value)


@cache
def _template(text: str) -> Template:
    """Return a text of a form, read once: there are as many as the forms have, whatever documents say."""
    return ENVIRONMENT.from_string(text)


class _Drafting:
    """One document being filled in."""

    def __init__(self, form: Form, guide: Guide, telling: Telling) -> None:
        self.form, self.guide, self.telling = form, guide, telling
        self.gaps: dict[str, Gap] = {}

    def sections(self) -> Iterator[Section]:
        for section in self.form.section:
            if not section.only or getattr(self.telling, section.only):
                yield Section(heading=section.heading, paragraphs=tuple(self._paragraphs(section)))

    def _paragraphs(self, section: FormSection) -> Iterator[Paragraph]:
        for part in section.part:
            if part.since and part.since > self.guide.key:
                continue
            if part.field:
                yield self._of_field(part)
                continue
            if not part.each:
                yield self._paragraph(part)
                continue
            entries: Sequence[str] = getattr(self.telling, part.each)
            if not entries:
                yield self._gap(part, BLANK.format(part.label))
            for entry in entries:
                yield self._paragraph(part, one=entry)

    def _of_field(self, part: Part) -> Paragraph:
        self.telling.acts.clear()
        said = self.telling.field(part.field)
        one = BLANK.format(part.label) if said is None else said
        drawn = self._paragraph(part, one=one)
        return drawn if said is not None else self._gap(part, drawn.text)

    def _paragraph(self, part: Part, **more: Any) -> Paragraph:  # noqa: ANN401  what an entry is, its list says
        blanks = _Blanks(self.telling, part.label)
        if not part.field:
            self.telling.acts.clear()
        text = _template(part.text).render(it=blanks, **more)
        if blanks.missing:
            return self._gap(part, text)
        return Paragraph(text=text, acts=tuple(sorted(self.telling.acts)), label=part.label if self.form.cells else "")

    def _gap(self, part: Part, text: str) -> Paragraph:
        self.gaps[part.item] = Gap(item=part.item, label=part.label, points=part.points)
        acts = tuple(sorted(self.telling.acts))
        return Paragraph(text=text, acts=acts, label=part.label if self.form.cells else "", is_gap=True)


class _Blanks:
    """What a form asks; what is not known reads as a blank with its name, and is noted."""

    def __init__(self, telling: Telling, label: str) -> None:
        self._telling, self._label = telling, label
        self.missing: list[str] = []

    def __getattr__(self, name: str) -> object:
        found = getattr(self._telling, name)
        if found is None:
            self.missing.append(name)
            return BLANK.format(WANTED.get(name, self._label))
        return found


WANTED = {
    "party": "当事人名称",
    "party_code": "统一社会信用代码、身份证件号码",
    "party_head": "法定代表人（负责人、经营者）",
    "party_address": "地址",
    "place": "地点",
    "officers": "执法人员姓名、执法证号",
    "order_number": "责令改正决定书文号",
    "ordered_on": "责令改正决定书送达日期",
    "account": "收款银行、户名、账号",
    "contact": "联系人、电话、地址",
    "inspected_on": "调查日期",
    "notice_number": "告知书文号",
    "notified_on": "告知书送达日期",
}
"""What a blank is called that is only a part of its item."""


def draft(form: Form, telling: Telling, number: str, title: str) -> Paper:
    """Return a document drafted by a form; it is complete where it has no gaps.

    `title` is what the act calls its document (责令限期拆除决定书): a form serves several.
    """
    guide = guide_on(telling.act.day)
    if guide is None:
        raise LookupError(form.key)
    drafting = _Drafting(form, guide, telling)
    sections = tuple(drafting.sections())
    addressee = _template(form.addressee).render(it=_Blanks(telling, "受送达人"))
    return Paper(
        form=form.key,
        guide=form.basis or f"《{guide.title}》（{guide.number}）",
        title=form.title if form.own_title else title or form.title,
        organ=telling.organ,
        number=number,
        dated=telling.act.day,
        is_inside=form.inside,
        cells=form.cells,
        addressee=addressee,
        sections=sections,
        copies=form.copies,
        gaps=tuple(drafting.gaps.values()),
    )
