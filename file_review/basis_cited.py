"""Whether the law that a document cites was in force (引用依据的时间效力, G16): of every document that names its basis."""

from datetime import date

from file_review.answer import Answer, Asleep
from file_review.known import Missing
from file_review.questions import Inquiry, Question
from file_review.range_of_fine import cited_by_source
from file_review.sources import Published
from judging.basis import RESTING, citations_of
from law.citations import ANSWERS, Citation, basis_in_force
from models.acts import Content, basis_of
from models.acts.daily import DecideDailyPenalty, ServeDailyNotice
from models.acts.penalty import DecidePenalty
from models.acts.shutdown import DecideShutdown, ProposeShutdown
from procedures.daily_penalty.charging import charged_until
from procedures.legal_basis import conduct_day


def law_in_force(inquiry: Inquiry[Content]) -> Answer:
    """Ask whether the law that was cited was in force (G16); a published case tells it of its decision alone."""
    on, citations = inquiry.day, _citations(inquiry)
    if not citations:
        raise Missing("所引用的法律依据")
    judged = basis_in_force(citations, on=on, conduct_on=_conduct_on(inquiry, on), law=inquiry.law)
    told = {verdict: [one.sentence for one in judged if one.answer == verdict] for verdict in ANSWERS.values()}
    if told["not_in_force"]:
        return Answer(";".join(told["not_in_force"]), departed=True, over=None)
    if told["not_known"]:
        raise Missing(f"所引依据是否有效的核实结果({';'.join(told['not_known'])})")
    return Answer(";".join(told["in_force"]), actual=on)


def _citations(inquiry: Inquiry[Content]) -> list[Citation]:
    source, content = inquiry.dossier.source, inquiry.content
    if isinstance(source, Published):
        if not isinstance(content, DecidePenalty):
            raise Asleep
        return cited_by_source(source)
    cut = content.coercion_basis if isinstance(content, ProposeShutdown | DecideShutdown) else None
    return citations_of((*basis_of(content), *([cut] if cut else ())))


def _conduct_on(inquiry: Inquiry[Content], on: date) -> date:
    """Return the day whose law governs the substance: the end of the conduct, of a daily penalty that of its rounds."""
    if not inquiry.dossier.complete:
        return inquiry.dossier.conduct[1].day or on
    record, no = inquiry.dossier.record, inquiry.entry.act.no
    before = record.before(inquiry.entry.act)
    notice, decision = record.act(no, ServeDailyNotice), record.act(no, DecideDailyPenalty)
    if notice is not None:
        return charged_until(before, notice)
    return conduct_day(before) if decision is None else charged_until(before, decision)


QUESTIONS = (Question[Content]("G16", RESTING, law_in_force),)
