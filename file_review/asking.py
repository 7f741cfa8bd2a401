"""What only a person can say of a file (须由人回答的问题): put once, answered or open, and who answered."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from file_review.answers import Given, Said
from file_review.dossier import Dossier
from file_review.findings import Money
from file_review.scoring_table import table
from file_review.sources import Exported
from file_review.wording import Words
from models.people import ROLE_NAMES, Role
from models.values import Value


class Asked(Value):
    """A question that only a person can answer, and whom it is put to."""

    id: str
    """By which a file of answers names it."""
    about: Words
    """The number of a veto, or the title of a document."""
    question: Words
    """The requirement of which it is asked whether it is met."""
    role: str
    person: str = ""
    """Id of the person, where the file names one."""
    points: Money | None = None
    """What it is worth; None for a veto."""


class Answered(Value):
    """A question that a person has answered."""

    id: str
    about: Words
    question: Words
    answer: Said
    reason: Words = ""
    by: str
    on: date


class Asking:
    """The questions of one file while it is scored; `given` are the answers by id."""

    def __init__(self, dossier: Dossier, given: Mapping[str, Given]) -> None:
        self.asked: list[Asked] = []
        self.answered: list[Answered] = []
        self._dossier = dossier
        self._given = given

    def put(self, question: Asked, role: Role) -> Given | None:
        """Return the answer to a question; where there is none it stays open."""
        given = self._given.get(question.id)
        if given is None:
            self.asked.append(question.model_copy(update={"role": ROLE_NAMES[role], "person": self._person(role)}))
            return None
        said = given.model_dump(include={"id", "answer", "reason", "by", "on"})
        self.answered.append(Answered(about=question.about, question=question.question, **said))
        return given

    def is_answered(self, question: str) -> bool:
        """Tell whether a person answered a question: who looked at the papers knows better than what acts show."""
        return question in self._given

    def _person(self, role: Role) -> str:
        """Return the id of who did the last act in that role, where the file names anybody."""
        if not isinstance(self._dossier.source, Exported):
            return ""
        people = [entry.act.by.id for entry in self._dossier if role in entry.act.by.roles]
        return people[-1] if people else ""


def veto_id(no: int) -> str:
    """Return the id of the question about a veto."""
    return f"veto-{no:02}"


def item_id(kind: str, document: int, item: int) -> str:
    """Return the id of the question about an item, by the places of document and item in the table of its kind."""
    return f"{kind}-{document:02}-{item}"


def element_id(place: int) -> str:
    """Return the id of the question about a basic element, by its place in the table."""
    return f"basic-{place:02}"


def known_ids() -> list[str]:
    """Return the id of every question there can be."""
    found = [veto_id(veto.no) for veto in table().veto]
    for kind, place, document in table().numbered():
        found += [item_id(kind, place, number) for number in range(1, len(document.items) + 1)]
    return [*found, *(element_id(place) for place in range(1, len(table().element) + 1))]


def questions_by_role(asked: Sequence[Asked]) -> Iterator[tuple[str, list[Asked]]]:
    """Yield the open questions, role by role."""
    for role in dict.fromkeys(one.role for one in asked):
        yield role, [one for one in asked if one.role == role]
