"""What the documents of a file show (由文书和行为确定的项目): a document that was put out says all that its form asks for.

Nothing is put out here that lacks an item of its form (`api.issuing.complete`): an item of the review is in order where
every document that it is about was put out by a form that asks for it. What was not, as a paper of before, is no proof
of anything: a person is asked.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from file_review.dossier import Dossier, Entry
from file_review.known import says
from judging.record import Record, follows
from models.acts import Content
from models.acts.closing import ArchiveCase
from models.acts.daily import DecideDailyPenalty
from models.acts.issuing import IssueDocument
from models.acts.penalty import DecideNoPenalty, DecidePenalty
from models.acts.production_stop import DecideProductionStop, ServeProductionStop
from models.acts.restriction import DecideRestriction, ServeRestriction
from papers.drafting import Form, form_for, forms, guide_on, guides
from procedures.penalty.decisions import service_of

DECISIONS = (DecidePenalty, DecideNoPenalty, DecideDailyPenalty)
MEASURES: Mapping[type[Content], type[Content]] = {
    DecideRestriction: ServeRestriction,
    DecideProductionStop: ServeProductionStop,
}
"""Measures whose service is an act of its own that points at them; each such act has its receipt (送达回证)."""


LAST, FINE = guides()[-1].key, "fine"


def is_written(items: Sequence[str], entries: Iterable[Entry[Content]], dossier: Dossier) -> bool | None:
    """Tell whether documents that were put out say these items of every act they are of; None where that is unknown."""
    wanted = set(items)
    about = [entry for entry in entries if any(wanted <= _items(form) for form in forms() if form.is_of(entry.name))]
    known = bool(about) and dossier.complete and all(wanted <= _said_of(entry, dossier) for entry in about)
    return True if known else None


def _said_of(entry: Entry[Content], dossier: Dossier) -> set[str]:
    out = (one.content for one in dossier.all(IssueDocument) if one.content.of == entry.no and one.content.digest)
    found = (form_for(entry.name, one.word, entry.act.day) for one in out)
    guide = guide_on(entry.act.day)
    fined = bool(says(entry.content, FINE))
    return {item for form in found if form and guide for item in _items(form, guide.key, fined=fined)}


def _items(form: Form, guide: str = LAST, *, fined: bool = True) -> set[str]:
    """Return what a document of a form says by a guide; what only a fine has is left out where there is none."""
    there = (section for section in form.section if not section.only or fined)
    return {part.item for section in there for part in section.part if part.since <= guide}


def is_shown(what: str, dossier: Dossier) -> bool | None:
    """Tell whether the acts show a basic element: `served` or `bound`; None where only a person can tell."""
    if not dossier.complete:
        return None
    if what == "bound":
        return True if any(one.content.manifest for one in dossier.all(ArchiveCase)) else None
    served = list(_served(dossier.record))
    return True if served and all(served) else None


def _served(record: Record) -> Iterator[bool]:
    """Yield of each decision whether it has a service of its own (送达): one more of another decision proves nothing."""
    for decision in record.all(*DECISIONS):
        yield service_of(record, decision) is not None
    for kind, service in MEASURES.items():
        for measure in record.all(kind):
            yield any(follows(one, measure) for one in record.pointing(measure.no, service))
