"""What the record says of a referral to the police (移送情况): which one an act is about, how its branch stands."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.effects import message
from judging.parties import Part, parts
from judging.record import Record, follows
from judging.step import voids
from law import guards
from law.guards.referral import CrimeBranch
from law.refusals import OutOfOrder
from models.acts import Act, Content
from models.acts.parties import JoinParty
from models.acts.penalty import DecidePenalty
from models.acts.referral import (
    DecideCrimeReferral,
    ReceiveFilingNotice,
    RecordAppeal,
    RecordCriminalJudgment,
    RecordDismissal,
    RecordNonprosecution,
    RecordPoliceAcceptance,
    RecordPoliceFiling,
    RecordPoliceReconsideration,
    RecordPoliceRefusal,
    RecordPoliceReturn,
    Referral,
    ReferToPolice,
    ReportSuspectedCrime,
)
from models.acts.revision import RevokeDecision
from models.effects import Message
from procedures.penalty.decisions import set_aside, undecided
from procedures.telling_terms import feed_back

GOING_ON = (ReferToPolice, RecordPoliceFiling, RecordAppeal)
"""After one of these, police, procuratorate or court have the case before them."""
FILING_COUNTS = "PSL25"
"""The text under which the police's time counts from filing (立案)."""
ENDED = (RecordPoliceRefusal, RecordPoliceReturn, RecordDismissal, RecordNonprosecution)
"""After one of these, nobody is punished for a crime."""


def referral_of(record: Record, act: Act) -> Act[ReferToPolice] | None:
    """Return the referral that an act of the police is about: the one it leads back to, or the last."""
    return record.behind(act.no, ReferToPolice) or record.last(ReferToPolice)


def about(kind: Referral) -> Callable[[Attempt], bool]:
    """Return the test that an act belongs to a referral for detention, or for a suspected crime."""

    def test(attempt: Attempt) -> bool:
        referral = referral_of(attempt.record, attempt.act)
        return referral is not None and referral.content.kind == kind

    return test


def crime_was_referred(attempt: Attempt[RecordPoliceFiling]) -> bool:
    """Tell whether a filing answers the referral of a crime; word of it is owed to nobody else (衔接工作办法 art. 9).

    It asks what the filing names, so that the review of a source that names none says that this is missing.
    """
    referral = attempt.record.act(attempt.content.of, ReferToPolice) or referral_of(attempt.record, attempt.act)
    return referral is not None and referral.content.kind == "crime"


def counts_from_filing(attempt: Attempt) -> bool:
    """Tell whether the police's time for a detention counts from their filing (治安管理处罚法2025 art. 118), not before."""
    cited = attempt.law.catalogue.find("police_case_period", attempt.day)
    return about("detention")(attempt) and cited is not None and cited.instrument == FILING_COUNTS


def counts_from_acceptance(attempt: Attempt) -> bool:
    """Tell whether it counts from their acceptance of the referral (受理), as before 2026."""
    return about("detention")(attempt) and not counts_from_filing(attempt)


def crimes_referred(record: Record) -> list[Act[ReferToPolice]]:
    """Return the referrals of a suspected crime (移送涉嫌犯罪)."""
    return [act for act in record.all(ReferToPolice) if act.content.kind == "crime"]


def crime_branch(record: Record) -> CrimeBranch:
    """Return how the criminal side of the case stands (刑事部分的进展); for who joined later, whether another's is open."""
    if not crimes_referred(record):
        return "none"
    last = record.last(*GOING_ON, *ENDED, RecordPoliceReconsideration, RecordCriminalJudgment)
    if isinstance(record, Part) and last is not None and _joined_since(record, last):
        others = [one for one in parts(record.everyone) if not one.has(JoinParty)]
        return "open" if any(crime_branch(one) == "open" for one in others) else "none"
    said = last.content if last else None
    if said is None or isinstance(said, GOING_ON) or (isinstance(said, RecordPoliceReconsideration) and said.filed):
        return "open"
    punished = isinstance(said, RecordCriminalJudgment) and said.outcome == "punished"
    return "punished" if punished else "closed_without_punishment"


def _joined_since(record: Part, last: Act) -> bool:
    """Tell whether a party joined after all that police and court did: none of it is about that party (追加当事人)."""
    joined = record.last(JoinParty)
    return joined is not None and not follows(last, joined)


def convicted(record: Record) -> bool:
    """Tell whether the transfer ended with a punishment of the court, so that nothing is left to decide (刑事处罚)."""
    return crime_branch(record) == "punished"


def _convicts(attempt: Attempt[RecordCriminalJudgment]) -> bool:
    return attempt.content.outcome == "punished" and convicted(attempt.record)


CONVICTION = voids("case_decision_period", when=_convicts)
"""With a conviction nothing is left for the bureau to decide; an appeal takes that back."""
TO_TELL = feed_back(_convicts)


BESIDE = "penalty_beside_crime"
AHEAD = frozenset({"permit_suspension", "permit_revocation", "stop_business"})
"""The penalties that may be imposed before there is a criminal judgment (暂扣或者吊销许可证、责令停产停业)."""


def _goes_ahead(now: Situation) -> bool:
    """Tell whether an act imposes nothing but what may go ahead of the criminal case (衔接办法 art. 16)."""
    if not isinstance(now, Attempt) or not isinstance(now.content, DecidePenalty) or not now.cite(BESIDE):
        return False
    return now.content.beside_crime and set(now.content.measures) <= AHEAD


@asks_for(AskedFor("beside_crime", when="涉嫌犯罪案件移送办理期间先行作出的", must="须为是", rule=BESIDE))
def goes_ahead_of_a_crime(attempt: Attempt[DecidePenalty]) -> None:
    """Refuse a decision as one ahead of a criminal case where there is none to wait for (衔接办法 art. 16)."""
    record = attempt.record
    if attempt.content.beside_crime and not reports_waiting(record) and crime_branch(record) != "open":
        sentence = "没有正在办理的涉嫌犯罪案件，处罚应当一并决定，不得填写在刑事案件办理期间先行作出"
        raise OutOfOrder("no-crime-pending", sentence, article=attempt.cite(BESIDE), field="beside_crime")


def crime_is_not_pending(now: Situation) -> None:
    """Refuse a penalty that would stand in for prosecution, or come before its end (不得以罚代刑, G11).

    What the law lets go ahead of the criminal case is let in; what was decided before it is not stopped at all.
    """
    if _goes_ahead(now):
        return
    waiting, branch = reports_waiting(now.record), crime_branch(now.record)
    found = [sign for report in waiting for sign in report.content.indicators or (report.content.label,)]
    guards.no_fine_instead_of_prosecution(
        on=now.day,
        law=now.law,
        indicators=tuple(dict.fromkeys(found)),
        branch="none" if waiting and branch != "open" else branch,
    )


def comes_back(done: Attempt) -> Iterable[Message]:
    """Tell who answers that nobody is punished for a crime, and what is to be decided then (行刑反向衔接).

    衔接工作办法 art. 16: the bureau decides whether to penalise. What went ahead stands, and is looked at again: the court
    may have found otherwise.
    """
    record = done.record
    if crime_branch(record) != "closed_without_punishment" or not undecided(record):
        return
    title = "刑事案件已终结，没有追究刑事责任，须依法决定是否给予行政处罚"
    for one in record.all(DecidePenalty):
        if one.content.beside_crime and set_aside(record, one) is None:
            title += f"；先行作出的第{one.no}号处罚决定仍然有效，所依据的事实不能成立的，须先“{RevokeDecision.label}”"
    yield from message(title, "holder", word="comes-back")(done)


def reports_waiting(record: Record) -> list[Act[ReportSuspectedCrime]]:
    """Return the reports of a suspected crime that nobody has decided on, or that were granted and not sent yet."""
    return [act for act in record.all(ReportSuspectedCrime) if _waits(record, act)]


def _waits(record: Record, report: Act[ReportSuspectedCrime]) -> bool:
    decisions = record.pointing(report.no, DecideCrimeReferral)
    if not decisions:
        return True
    sent = any(follows(act, decisions[-1]) for act in crimes_referred(record))
    return decisions[-1].content.granted and not sent


def _acceptance(attempt: Attempt) -> Act[RecordPoliceAcceptance] | None:
    """Return the acceptance of the referral that an act of the police is about (受案)."""
    referral = referral_of(attempt.record, attempt.act)
    accepted = attempt.record.all(RecordPoliceAcceptance) if referral else []
    return next((one for one in accepted if referral_of(attempt.record, one) == referral), None)


def accepted_on(attempt: Attempt) -> date | None:
    """Return the day on which the police accepted the referral that an act of theirs is about."""
    found = _acceptance(attempt)
    return found.day if found else None


def accepted_at(attempt: Attempt) -> datetime | None:
    """Return the instant at which they accepted it, for terms in hours."""
    found = _acceptance(attempt)
    return found.happened_at if found else None


def found_at(attempt: Attempt[RecordPoliceReturn]) -> datetime | None:
    """Return when the police found that they are not competent, where they say so."""
    return attempt.content.found_at


def tells_of(*kinds: type[Content]) -> Callable[[Attempt[ReceiveFilingNotice]], bool]:
    """Return the test that a notice tells of one of these acts."""
    return lambda attempt: attempt.record.act(attempt.content.of, *kinds) is not None
