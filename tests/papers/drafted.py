"""Documents drafted from files played on paper."""

from datetime import date
from typing import Any

from judging.record import Record
from law.edition import shipped
from models.acts import Act
from papers.drafting import Form, draft, form_for
from papers.paper import Paper
from papers.telling import Telling
from tests.builders import a_case

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

    def fact(self, subject: str, fact: str) -> str:
        """Return what is entered of whatever party or unit."""
        return self._facts.get(fact, "") if subject else ""


class Whole(Telling):
    """A telling that says all that is asked, as a file without gaps would."""

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401  whatever a telling says
        found = super().__getattribute__(name)
        return f"〈{name}〉" if found is None else found


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
