"""What a live file would have refused (程序的复核): every act of a whole file is asked again, on the facts as corrected."""

from collections.abc import Iterator

from file_review.dossier import Dossier, Entry
from file_review.findings import Finding
from file_review.late_entry import AsEntered
from judging.kind import Kind
from law.edition import Law
from law.refusals import in_the_past
from models.acts import Content


def replayed(dossier: Dossier, kind: Kind, law: Law) -> Iterator[Finding]:
    """Yield what each act would have been refused for, after all that happened before it.

    Corrections and withdrawals are about the list of acts, not about the case, and have been taken into account. What
    a fact of record was refused for when it was entered stands, even where later facts have put it right.
    """
    ask = AsEntered(kind, dossier.record, law)
    for entry in dossier:
        step = kind.step(entry.act)
        if step.by.engine or step.about_the_list:
            continue
        no = ask.refusal(entry.act)
        if no is not None:
            yield _irregularity(entry, no.guard or no.code, no.fact, no.article)
        known = entry.act.departures if no is None else entry.act.further_irregularities
        for departure in known:
            if no is None or departure != no.departure:
                yield _irregularity(entry, "of-record", in_the_past(departure), "")


def _irregularity(entry: Entry[Content], rule: str, sentence: str, article: str) -> Finding:
    return Finding(
        rule=rule,
        name=entry.label,
        article=article,
        citation=article,
        grade="V",
        result="departed",
        actual=entry.act.day,
        because=f"第{entry.no}号行为“{entry.label}”:{sentence}",
        acts=(entry.no,),
    )
