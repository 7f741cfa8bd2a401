"""What the documents of a file show (由文书和行为确定的项目): a document that was put out says all that its form asks for.

Nothing is put out here that lacks an item of its form (`api.issuing.complete`): an item of the review is in order where
every document that it is about was put out by a form that asks for it. What was not, as a paper of before, is no proof
of anything: a person is asked.
"""

from collections.abc import Iterable, Mapping, Sequence

from file_review.dossier import Dossier, Entry
from file_review.known import says
from models.acts import Content, Served
from models.acts.closing import ArchiveCase
from models.acts.daily import DecideDailyPenalty, ServeDailyDecision
from models.acts.issuing import IssueDocument
from models.acts.penalty import DecideNoPenalty, DecidePenalty, ServeDecision
from models.acts.production_stop import DecideProductionStop, ServeProductionStop
from models.acts.restriction import DecideRestriction, ServeRestriction
from papers.drafting import Form, form_for, forms, guide_on, guides

SERVED_BY: Mapping[type[Content], type[Content]] = {
    DecidePenalty: ServeDecision,
    DecideNoPenalty: ServeDecision,
    DecideDailyPenalty: ServeDailyDecision,
    DecideRestriction: ServeRestriction,
    DecideProductionStop: ServeProductionStop,
}
"""Decisions whose service is an act of its own; each such act has its receipt (送达回证)."""


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
    owed = [kind for kind in SERVED_BY if dossier.all(kind)]
    if not owed or not dossier.record.bearing(Served):
        return None
    return True if all(_is_served(kind, dossier) for kind in owed) else None


def _is_served(kind: type[Content], dossier: Dossier) -> bool:
    return len(dossier.all(SERVED_BY[kind])) >= len(dossier.all(kind))
