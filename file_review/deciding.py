"""How it was decided, and by whom (主体、审核、讨论、幅度的评查): G2 to G5, G7, G8, G13, G14, G19."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from file_review.answer import Answer, Asleep
from file_review.dossier import Dossier
from file_review.known import Missing, said
from file_review.questions import Inquiry, Question, as_live, guarded
from file_review.range_of_fine import within_bounds
from law import guards
from law.amounts.thresholds import Proposed, discussion_due
from law.catalogue import Cited
from law.chinese import day as told
from law.edition import Law
from law.guards.notice import Document
from law.guards.people import Role
from law.guards.register import binds
from law.terms import reckon
from models.acts import Content
from models.acts.correction import RecheckCorrection
from models.acts.daily import DecideDailyPenalty
from models.acts.deliberation import DiscussCollectively
from models.acts.filing import FileCase
from models.acts.finding import ReceiveComplaint, ReportFinding
from models.acts.hearing import HoldHearing
from models.acts.investigation import InspectSite, Interview, TakeSample
from models.acts.penalty import DecidePenalty, ReviewCase
from models.acts.seizure import ImposeSeizure
from models.acts.shutdown import DecideShutdown
from procedures.legal_basis import conduct_ended

OnSite = InspectSite | Interview | TakeSample | RecheckCorrection | ImposeSeizure
Apart = ReviewCase | HoldHearing | DiscussCollectively
WithRelief = DecidePenalty | DecideDailyPenalty | ImposeSeizure
FOUND = (ReportFinding, ReceiveComplaint, InspectSite, FileCase)
ROLES: dict[type[Content], Role] = {
    ReviewCase: "reviewer",
    HoldHearing: "hearing_chair",
    DiscussCollectively: "voter",
}
DOCUMENTS: dict[type[Content], Document] = {
    DecidePenalty: "decision",
    DecideDailyPenalty: "daily_penalty",
    ImposeSeizure: "seizure",
}


def two_officers(inquiry: Inquiry[OnSite]) -> Answer:
    """Ask whether two certified officers were on site and showed it (G2)."""
    content = inquiry.content
    officers, shown, on = content.officers, said(lambda: content.identity_shown), inquiry.day
    ask = guards.two_certified_officers
    return guarded(
        lambda: ask(officers, on=on, law=inquiry.law, certificates_shown=shown is not False),
        f"{len(officers)}名持证人员",
        actual=on,
    )


def kept_apart(inquiry: Inquiry[Apart]) -> Answer:
    """Ask whether who reviewed, chaired or voted had not investigated (G3)."""
    if not inquiry.dossier.complete:
        raise Missing("审查、主持听证或者表决的人员")
    investigators = inquiry.dossier.record.until(inquiry.place).investigators()
    role, on = ROLES[type(inquiry.content)], inquiry.day

    def ask() -> None:
        for person in _people(inquiry):
            guards.investigator_keeps_away(person, investigators, role, on=on, law=inquiry.law)

    return guarded(ask, "与调查人员分开", actual=on)


def _people(inquiry: Inquiry[Apart]) -> Collection[str]:
    if isinstance(inquiry.content, DiscussCollectively):
        return inquiry.content.voters
    return (inquiry.content.chair if isinstance(inquiry.content, HoldHearing) else inquiry.entry.act.by.id,)


def legally_reviewed(inquiry: Inquiry[DecidePenalty]) -> Answer:
    """Ask whether the legal review that was due took place (G4)."""
    if not binds("G4", inquiry.place, inquiry.law):
        raise Asleep
    if inquiry.dossier.complete:
        return as_live(inquiry, "G4", "决定时符合规定")
    raise Missing("法制审核,以及案情是否属于应当法制审核的情形")


def discussed(inquiry: Inquiry[DecidePenalty]) -> Answer:
    """Ask whether the heads discussed what they had to discuss (G5)."""
    if inquiry.dossier.complete:
        return as_live(inquiry, "G5", "决定时符合规定")
    meeting = inquiry.dossier.before(inquiry.entry, DiscussCollectively)
    if meeting is not None:
        return Answer(f"{meeting.told},在决定之前", actual=meeting.when.day)
    fine = said(lambda: inquiry.content.fine) or Decimal(0)
    due = discussion_due(Proposed(fine=fine), inquiry.place, inquiry.law)
    raise Missing("集体讨论" if due.due else "案情是否复杂、重大以及是否集体讨论")


def one_fine(inquiry: Inquiry[DecidePenalty]) -> Answer:
    """Ask whether the act was fined once only (G7)."""
    if len(inquiry.dossier.all(DecidePenalty)) == 1:
        raise Asleep
    if inquiry.dossier.complete:
        return Answer("各次决定见案卷")
    raise Missing("各次罚款是否针对同一违法行为")


def closed_by_government(inquiry: Inquiry[DecideShutdown]) -> Answer:
    """Ask whether a government closed the party, or approved it (G13)."""
    content, on, law = inquiry.content, inquiry.place, inquiry.law
    issued, approved = content.issued_by == "government", bool(said(lambda: content.approval_no))
    ask = guards.closure_by_government_only
    because = f"{inquiry.entry.told},由有批准权的人民政府决定或者批准"
    return guarded(lambda: ask(on=on, law=law, issued_by_government=issued, approved_by_government=approved), because)


def by_a_bureau(inquiry: Inquiry[DecidePenalty]) -> Answer:
    """Ask whether who decided had the power to penalise (G14)."""
    if not inquiry.dossier.complete:
        raise Missing("作出决定的机关")
    level, on = inquiry.entry.act.by.level, inquiry.place
    ask = guards.township_has_no_penalty_power
    return guarded(lambda: ask(on=on, law=inquiry.law, grid_level=level), "由有处罚权的机关作出", actual=on)


def relief_was_told(inquiry: Inquiry[WithRelief]) -> Answer:
    """Ask whether the decision says how to seek relief (G19)."""
    remedies = inquiry.content.remedies
    document, on, law, words = DOCUMENTS[type(inquiry.content)], inquiry.place, inquiry.law, remedies.model_dump()
    return guarded(lambda: guards.remedies_told(document, on=on, law=law, **words), "已载明救济途径和期限", actual=on)


def found_in_time(inquiry: Inquiry[Content]) -> Answer:
    """Ask whether the conduct was found before its limitation had run (追责期限)."""
    dossier, found, law = inquiry.dossier, inquiry.entry, inquiry.law
    if found.act.no != dossier.all(*FOUND)[0].act.no:
        raise Asleep
    first, last = _end_of_conduct(dossier)
    if first is None and last is None:
        raise Asleep if dossier.complete else Missing("违法行为终了的日期")
    cited = _limitation(dossier, last or first or date.max, law)
    if cited is None:
        raise Asleep
    ends = (
        reckon(one, cited.limit(), law.calendar, rolls=cited.rolls).last_day if one else None for one in (first, last)
    )
    earliest, latest = ends
    article = cited.citation if cited.rule != "limitation_2y" else ""
    ending = f"违法行为{_ended(first, last)}终了,追责期限"
    if earliest and found.when.last and found.when.last <= earliest:
        due = earliest if earliest == latest else None
        return Answer(f"{ending}内的{found.told}", due=due, actual=found.when.day, article=article)
    if latest and found.when.first and found.when.first > latest:
        over = (found.when.first - latest).days
        because = f"{ending}至{told(latest)}届满,{found.told}"
        return Answer(because, latest, found.when.day, over, departed=True, article=article)
    raise Missing("违法行为终了或者被发现的日期")


def _ended(first: date | None, last: date | None) -> str:
    if last is None:
        return f"不早于{told(first)}" if first else ""
    return told(last) if first == last else f"至迟{told(last)}"


def _end_of_conduct(dossier: Dossier) -> tuple[date | None, date | None]:
    """Return the earliest and the latest day on which the conduct can have ended: no earlier than it began."""
    if not dossier.complete:
        began, ended = dossier.conduct
        return ended.first or began.first, ended.last
    on = conduct_ended(dossier.record)
    return on, on


def _limitation(dossier: Dossier, ended_on: date, law: Law) -> Cited | None:
    """Return the limitation that runs from the end of the conduct; a longer one where it did harm (生态破坏后果)."""
    longer = law.catalogue.find("limitation_5y_eco_harm", ended_on) if dossier.complete else None
    harm = any(entry.content.harm for entry in dossier.all(FileCase)) if longer else False
    return longer if harm else law.catalogue.find("limitation_2y", ended_on)


PENALTIES = (DecidePenalty,)
QUESTIONS = (
    Question[OnSite]("G2", (InspectSite, Interview, TakeSample, RecheckCorrection, ImposeSeizure), two_officers),
    Question[Apart]("G3", (ReviewCase, HoldHearing, DiscussCollectively), kept_apart, ROLES),
    Question("G4", PENALTIES, legally_reviewed),
    Question("G5", PENALTIES, discussed),
    Question("G7", PENALTIES, one_fine),
    Question("G8", PENALTIES, within_bounds),
    Question("G13", (DecideShutdown,), closed_by_government),
    Question("G14", PENALTIES, by_a_bureau),
    Question[WithRelief]("G19", (DecidePenalty, DecideDailyPenalty, ImposeSeizure), relief_was_told, DOCUMENTS),
    Question[Content]("limitation_2y", FOUND, found_in_time),
)
