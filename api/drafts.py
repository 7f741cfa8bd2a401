"""One document of a file, drafted from what the file, the register and the law say (文书拟制)."""

from datetime import date

from api.problems import unknown
from api.world import World
from docket.views import DocumentRow
from evidence.keeping import Material
from judging.effects import in_whose_name
from judging.parties import part, parties_of
from judging.record import Record
from law.edition import Law
from models.acts import Act
from models.file import File
from models.values import civil_day
from papers.drafting import draft, form_for, forms
from papers.paper import Paper
from papers.telling import Telling
from papers.told import Exhibit
from procedures.issuing import issued
from registry.paper_facts import Fact
from registry.registry import Registry


class RegisterNames:
    """What the register calls units and parties."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def unit(self, number: str, on: date) -> str:
        """Return what a unit was called on a day."""
        return self._registry.places.unit(number).name_on(on)

    def party(self, number: str) -> tuple[str, str, str]:
        """Return a party's name, its code and its address."""
        found = self._registry.parties.party(number)
        return found.name, found.uscc or "", found.address

    def officer(self, number: str) -> tuple[str, str]:
        """Return an officer's name and the number of the certificate."""
        found = self._registry.people.person(number)
        return found.name, found.certificate

    def fact(self, subject: str, fact: Fact) -> str:
        """Return what is entered of a party or a unit for its documents; empty where nothing is."""
        return self._registry.paper_facts.of(subject).said.get(fact, "")


def _exhibit(one: Material) -> Exhibit:
    return Exhibit(one.name, one.label, civil_day(one.taken_at or one.received_at), one.unit, one.note)


def drafted(world: World, law: Law, file: File, rows: tuple[DocumentRow, ...], act_no: int, word: str) -> Paper:
    """Return a document of a file as it would be signed; gaps are marked in it.

    Raises:
        Refusal: there is no such document, its act counts no more, or there is no form for it yet.
    """
    row = next((one for one in rows if (one.effect.act_no, one.effect.word) == (act_no, word)), None)
    whole = Record.of(file.acts)
    act = whole.act(act_no)
    form = None if act is None else form_for(act.name, word, act.day)
    if row is None and (form is None or form.numbered):
        raise unknown(
            "no-such-document", f"本案卷没有第{act_no}项行为的“{word}”字文书；见本案卷的文书列表", field="word"
        )
    if act is None:
        raise unknown("document-not-counting", f"第{act_no}项行为已经撤回，其文书不再拟制", field="act_no")
    if form is None:
        title = row.effect.title if row else word
        raise unknown("no-form", f"《{title}》还没有格式，请按通行格式制作", field="word")
    telling = _telling(world, law, file, rows, act, row)
    drawn = draft(form, telling, row.number if row else "", row.effect.title if row else "")
    paper = drawn.model_copy(update={"file_no": file.standing.file_no})
    out = issued(whole, act_no, word)
    return paper if out is None else paper.model_copy(update={"chain": out.content.chain, "digest": out.content.digest})


def _telling(
    world: World, law: Law, file: File, rows: tuple[DocumentRow, ...], act: Act, row: DocumentRow | None
) -> Telling:
    whole = Record.of(file.acts)
    effect = None if row is None else row.effect
    party = effect.party if effect else parties_of(whole).of(act.content) or file.standing.particulars.party
    record = part(whole, party) if party else whole
    papers: dict[int, list[tuple[str, str]]] = {}
    for one in rows:
        papers.setdefault(one.effect.act_no, []).append((one.effect.title, one.number))
    return Telling(
        record=record.before(act),
        act=act,
        law=law,
        names=RegisterNames(world.registry),
        numbers={one.effect.act_no: one.number for one in rows if one.number},
        in_name_of=(effect.in_name_of or effect.issuer) if effect else in_whose_name(whole, act, law) or act.by.unit,
        party_no=party,
        exhibits={one.sha256: _exhibit(one) for one in world.materials.listed(file.standing.file_no)},
        papers=papers,
        cited=effect.basis if effect else (),
        working=effect.working if effect else None,
    )


def papers_of(file: File, rows: tuple[DocumentRow, ...]) -> list[tuple[int, str]]:
    """Return all documents of a file that have a form, by act and word, in the order of the acts."""
    numbered = {(one.effect.act_no, one.effect.word) for one in rows}
    found: list[tuple[int, str]] = []
    for act in Record.of(file.acts):
        words = [form.word for form in forms() if form.is_of(act.name) and not form.numbered]
        words += [word for no, word in sorted(numbered) if no == act.no]
        found += [(act.no, word) for word in dict.fromkeys(words) if form_for(act.name, word, act.day) is not None]
    return sorted(found, key=lambda one: one[0])
