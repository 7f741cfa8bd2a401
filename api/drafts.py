"""One document of a file, drafted from what the file, the register and the law say (文书拟制)."""

from datetime import date

from api.problems import unknown
from api.world import World
from docket.views import DocumentRow
from evidence.keeping import Material
from judging.parties import part
from judging.record import Record
from law.edition import Law
from models.file import File
from models.values import civil_day
from papers.drafting import draft, form_for
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
    if row is None:
        raise unknown(
            "no-such-document", f"本案卷没有第{act_no}项行为的“{word}”字文书；见本案卷的文书列表", field="word"
        )
    whole = Record.of(file.acts)
    act = whole.act(act_no)
    if act is None:
        raise unknown("document-not-counting", f"第{act_no}项行为已经撤回，其文书不再拟制", field="act_no")
    form = form_for(act.name, word, act.day)
    if form is None:
        raise unknown("no-form", f"《{row.effect.title}》还没有格式，请按通行格式制作", field="word")
    record = part(whole, row.effect.party) if row.effect.party else whole
    numbers = {one.effect.act_no: one.number for one in rows if one.number}
    telling = Telling(
        record=record.before(act),
        act=act,
        law=law,
        names=RegisterNames(world.registry),
        numbers=numbers,
        in_name_of=row.effect.in_name_of or row.effect.issuer,
        party_no=row.effect.party,
        exhibits={one.sha256: _exhibit(one) for one in world.materials.listed(file.standing.file_no)},
    )
    paper = draft(form, telling, row.number, row.effect.title)
    out = issued(whole, act_no, word)
    return paper if out is None else paper.model_copy(update={"chain": out.content.chain, "digest": out.content.digest})
