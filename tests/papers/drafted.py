"""Documents drafted from files played on paper."""

from datetime import date
from typing import Any

from jinja2 import Environment, nodes

from judging.record import Record
from law.edition import shipped
from models.acts import ACTS, Act
from models.acts.penalty import ServeDecision
from papers.drafting import SERVICE, Form, Part, draft, form_for, forms, guides
from papers.paper import Paper
from papers.telling import Telling
from tests.builders import a_case, moment
from tools.filling import act_of as act_of_kind

HOSTILE = "A&B<w:p/> #set {{ 7*7 }} $x$ 有限公司"
CASE = a_case()
WORDS = {
    "file_case": "立",
    "serve_correction_order": "责改",
    "serve_notice": "罚告",
    "decide_penalty": "罚",
    "close_case": "结",
}
"""The acts of the case that have a document with a form, by its word."""


class Invented:
    """A register with one party and one unit."""

    def __init__(self, party: str = "示例有限公司", facts: dict[str, str] | None = None) -> None:
        self._party, self._facts = party, facts or {}

    def unit(self, number: str, on: date) -> str:
        """Return what a unit is called."""
        return f"示例生态环境局（{number}，{on.year}年）"

    def party(self, number: str) -> tuple[str, str, str]:
        """Return name, code and address of a party."""
        return self._party, "91430000MA4L000000", f"示例县示例镇（{number}）"

    def officer(self, number: str) -> tuple[str, str]:
        """Return name and certificate of an officer."""
        return f"示例人员{number}", "430400001"

    def fact(self, subject: str, fact: str) -> str:
        """Return what is entered of whatever party or unit."""
        return self._facts.get(fact, "") if subject else ""


class Whole(Telling):
    """A telling that says all that is asked, as a file without gaps would, but for what is `gone`."""

    gone = ""

    def field(self, name: str) -> str | None:
        """Return what a field says, or its name."""
        return None if name == self.gone else super().field(name) or f"〈{name}〉"

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401  whatever a telling says
        found = super().__getattribute__(name)
        if name in LISTS:
            return [] if name == super().__getattribute__("gone") else found or [f"〈{name}〉"]
        if name in ASKED and name == super().__getattribute__("gone"):
            return None
        return f"〈{name}〉" if found is None and name in ASKED else found


LISTS = ("evidence", "served_papers", "answered")


def asked_by(text: str) -> list[str]:
    """Return what a text of a form asks of the telling."""
    return [one.attr for one in Environment(autoescape=True).parse(text).find_all(nodes.Getattr)]


def asked_of(part: Part) -> list[str]:
    """Return all that a paragraph of a form asks."""
    return [*asked_by(part.text), *filter(None, (part.each, part.field))]


ASKED = {name for form in forms() for section in form.section for part in section.part for name in asked_by(part.text)}


def telling_for(form: Form, gone: str = "") -> Telling:
    """Return what the document of a form can tell, of an act with every field filled, on a day of the form's guide."""
    content = ServeDecision if form.act == SERVICE else ACTS[form.act]
    since = next(one.since for one in guides() if one.key == form.guides[-1])
    act = act_of_kind(content).model_copy(update={"happened_at": moment(since)})
    told = Whole(Record.of([]), act, shipped(), Invented(), {}, act.by.unit, "e-1")
    told.gone = gone
    return told


def act_of(name: str) -> Act:
    """Return the last act of this name in the case."""
    return next(act for act in reversed(CASE.acts) if act.name == name)


def telling_of(name: str, party: str = "示例有限公司", *, whole: bool = False) -> Telling:
    """Return what the document of an act of the case can tell."""
    act = act_of(name)
    numbers = {one.no: f"示环〔2026〕{one.no}号" for one in CASE.acts}
    kind = Whole if whole else Telling
    return kind(Record.of(CASE.acts).before(act), act, shipped(), Invented(party), numbers, act.by.unit, "e-1")


def form_of(name: str) -> Form:
    """Return the form of the document of an act of the case."""
    form = form_for(name, WORDS[name], act_of(name).day)
    assert form is not None
    return form


def paper_of(name: str, party: str = "示例有限公司", *, whole: bool = False) -> Paper:
    """Return the document of an act of the case."""
    return draft(form_of(name), telling_of(name, party, whole=whole), "示环罚〔2026〕1号", "")
