"""What the file itself shows of a violation (案卷所载事实): harm, earlier penalties, intent; no ground says otherwise."""

from collections.abc import Iterator

from judging.record import Record
from law.refusals import OutOfBounds
from models.acts import Act, NamesParties, PassesOn
from models.acts.construction import ClassifyProject
from models.acts.crime import CrimeFacts, StatesCrimeFacts
from models.acts.filing import FileCase
from models.acts.penalty import DecidePenalty
from models.acts.production_stop import DecideProductionStop
from models.acts.seizure import ImposeSeizure
from models.acts.shutdown import ProposeShutdown
from procedures.contests import undone
from procedures.penalty.decisions import set_aside


def _stated(record: Record) -> Iterator[tuple[Act, CrimeFacts]]:
    for act in record.bearing(StatesCrimeFacts):
        facts = act.content.__dict__.get("crime_facts")
        if isinstance(facts, CrimeFacts):
            yield act, facts


def kinds_of_party(record: Record) -> frozenset[str]:
    """Return the kinds of the party and of who took over from it; empty where nobody is named."""
    parties = [one for act in record.bearing(NamesParties) for one in act.content.parties]
    heirs = [one for act in record.bearing(PassesOn) for one in act.content.parties]
    return frozenset(one.kind for one in (*parties, *heirs))


OF_WHOM = {
    "dissolved": "organisation",
    "guardian_absent": "citizen",
    "under_eighteen": "citizen",
    "merged": "organisation",
    "divided": "organisation",
    "restructured": "organisation",
}
"""The grounds that only a citizen, or only an organisation, can have, whatever act names them.

Death and inheritance are none of them: a household that trades (个体工商户) has a credit code and is entered as an
organisation; its operator dies, and the heirs take over. The kind of a party does not tell it from a company.
"""
OF_WHOM_NAMES = {"citizen": "公民", "organisation": "法人或者其他组织"}


def ground_is_of_such_a_party(record: Record, ground: str, article: str, field: str = "ground") -> None:
    """Refuse a ground that no party like this one can have: who is under age is a citizen, who merges is none."""
    wanted, known = OF_WHOM.get(ground), kinds_of_party(record)
    if wanted is not None and known and wanted not in known:
        sentence = f"该事由只适用于{OF_WHOM_NAMES[wanted]}，与案卷所载的当事人不符"
        raise OutOfBounds("wrong-ground", sentence, article=article, field=field)


def harm_shown(record: Record) -> Act | None:
    """Return the first act by which the file shows that harm followed (造成危害后果), or None."""
    filed = [act for act in record.all(FileCase) if act.content.harm]
    stated = [act for act, facts in _stated(record) if facts.loss or facts.water_cut_hours]
    return next(iter([*filed, *stated, *grave_harm(record)]), None)


def grave_harm(record: Record) -> list[Act[ClassifyProject]]:
    """Return the acts that found a project to have caused grave pollution or harm (造成重大环境污染或者生态破坏)."""
    return [act for act in record.all(ClassifyProject) if act.content.is_grave]


def penalties_shown(record: Record) -> Act | None:
    """Return the first act by which the file shows that the party was penalised before (此前受过处罚), or None."""
    stated = [act for act, facts in _stated(record) if facts.penalties_before]
    proposed = [act for act in record.all(ProposeShutdown) if act.content.earlier_penalties]
    return next(iter([*stated, *proposed]), None)


def intent_shown(record: Record) -> Act | None:
    """Return the first act, still standing, that finds evasion or falsified data: none happens without fault (逃避监管)."""
    gone = undone(record)
    stated = [act for act, facts in _stated(record) if facts.by_evasion or facts.falsified_monitoring]
    measures = [
        act
        for act in record.all(DecideProductionStop, ImposeSeizure)
        if act.content.ground == "evasion" and act.no not in gone
    ]
    decided = [act for act in record.all(DecidePenalty) if act.content.evasion and set_aside(record, act) is None]
    return next(iter([*stated, *measures, *decided]), None)
