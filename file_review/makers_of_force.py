"""What the events beyond the decision become (措施、执行、移送、诉讼): one maker an event, a line or a short function."""

import re

from file_review.dating import When
from file_review.makers import Maker, accepted, of_decision, pointing, simple
from file_review.mapper import Known, Mapper
from models.acts import Content
from models.acts.closing import CloseCase
from models.acts.correction import ReportCorrection
from models.acts.delivery import ConfirmFeedback
from models.acts.enforcement import ApplyToCourt, CourtAccepts, CourtExecutes, CourtRules, ServeDemand
from models.acts.finding import ReceiveComplaint
from models.acts.oversight import ReceiveProposal
from models.acts.penalty import ServeDecision
from models.acts.production_stop import DecideProductionStop, LiftProductionStop, ServeProductionStop
from models.acts.publicity import FeedBack
from models.acts.reconsideration import ApplyReconsideration, DecideReconsideration
from models.acts.referral import (
    RecordAppeal,
    RecordCriminalJudgment,
    RecordCustody,
    RecordDetention,
    RecordNonprosecution,
    RecordPoliceAcceptance,
    RecordPoliceFiling,
    RecordProsecution,
    RecordTrial,
    ReferToPolice,
)
from models.acts.restriction import DecideRestriction, ServeRestriction
from models.acts.seizure import ImposeSeizure, NotifySeizureExtension, ReleaseSeizure
from models.acts.shutdown import DecideShutdown
from models.acts.suit import AppealSuit, FileSuit, JudgeSuit
from models.acts.terms import ExtendTerm

SECOND = re.compile(r"second instance|on appeal|二审|终审", re.IGNORECASE)
ANNULLED = re.compile(r"annul|revoked|quash|set aside|撤销", re.IGNORECASE)
UPHELD = re.compile(r"dismiss|upheld|upholds|reject|驳回|维持", re.IGNORECASE)
NOT_ENFORCED = re.compile(r"refus|not (to )?(be )?enforce|不予(强制)?执行|驳回", re.IGNORECASE)
DAYS = re.compile(r"(\d+)\s*(?:days?|日|天)")
PILOT = ["北京", "内蒙古", "吉林", "江苏", "安徽", "福建", "山东", "湖北", "广东", "贵州", "云南", "陕西", "甘肃"]
"""Where public-interest suits by the procuratorate were on trial from 2015 to 2017 (试点地区)."""
RECEIVED = "公安机关应当接受移送的案件,来源未载明接受的日期"
DECIDED = "送达以作出决定为前提"
EXTENDED = "延长应当书面告知当事人,来源未载明告知的日期"
ANSWERED = "办结的,结果应当答复举报人"


def _demand_issued(file: Mapper) -> None:
    if "reminder_served" in file.events:
        file.note(ServeDemand)
        return
    served = When(first=file.fact.when.first)
    file.add(ServeDemand, when=served, because="送达不早于作出", of=file.last(ServeDecision))


def _measure(decides: type[Content], serves: type[Content]) -> Maker:
    """Return the maker of a measure that reached the party: its service, and the decision that was served."""

    def make(file: Mapper) -> None:
        of = file.add(decides, when=When(last=file.fact.when.last), because=DECIDED)
        file.add(serves, of=of)

    return make


def _seizure_extended(file: Mapper) -> None:
    """Take an extension for one of all that may be granted; without a seizure on record there is no term to extend."""
    of = file.last(ImposeSeizure)
    if of is None:
        file.note(ExtendTerm)
    else:
        extension = file.add(ExtendTerm, term=f"seizure_period#{of}", amount=None)
        file.add(NotifySeizureExtension, when=When(first=file.fact.when.first), because=EXTENDED, of=extension)


def _closed(file: Mapper) -> None:
    if file.has(CourtRules):
        file.follow(CourtExecutes, result="complete")
    elif file.has(ReceiveComplaint) and not file.events & {"closure_order", "production_stop", "enforcement_ruling"}:
        accepted(file)
        file.add(FeedBack, to="reporter", because=ANSWERED)
        file.follow(ConfirmFeedback, because=ANSWERED)
        file.add(CloseCase)
    else:
        file.follow(ReportCorrection)


def _referred(kind: str) -> Maker:
    def make(file: Mapper) -> None:
        sort = kind or _sort_of_referral(file)
        known: Known = {"kind": sort} if sort else {}
        number = file.add(ReferToPolice, **known)
        handed = file.fact.when if sort == "crime" else When(first=file.fact.when.first)
        file.add(RecordPoliceAcceptance, when=handed, because=RECEIVED, of=number, review="ordinary")

    return make


def _sort_of_referral(file: Mapper) -> str:
    if file.is_criminal:
        return "crime"
    return "detention" if "detained" in file.events else ""


def _detained(file: Mapper) -> None:
    if file.is_criminal and "transferred_police_admin" not in file.events:
        file.add(RecordCustody, measure="criminal_detention")
        return
    days = DAYS.search(file.fact.detail)
    known: Known = {"days": int(days[1])} if days else {}
    file.follow(RecordDetention, **known)


def _sued(file: Mapper) -> None:
    """Take a suit; the court's own time runs from the acceptance, where the source tells of it."""
    number = file.add(FileSuit, of=file.last(ServeDecision), simple=False)
    if "lawsuit_accepted" in file.events:
        file.muted.add((number, "trial_periods"))


def _judged(file: Mapper) -> None:
    if file.is_disputed and not file.is_criminal:
        instance = "second" if file.has(AppealSuit) or SECOND.search(file.fact.detail) else "first"
        file.follow(JudgeSuit, instance=instance, **_outcome(file))
    else:
        file.follow(RecordCriminalJudgment)


def _outcome(file: Mapper) -> Known:
    """Return how a suit ended, as far as the detail says."""
    said = file.fact.detail
    if ANNULLED.search(said):
        return {"outcome": "revoke"}
    return {"outcome": "dismiss"} if UPHELD.search(said) else {}


def _ruled(file: Mapper) -> None:
    outcome = "refuse" if NOT_ENFORCED.search(file.fact.detail) else "enforce"
    file.follow(CourtRules, outcome=outcome, urgent=False)


def _appealed(file: Mapper) -> None:
    if file.is_disputed and not file.is_criminal:
        file.follow(AppealSuit)
    else:
        file.follow(RecordAppeal)


def _proposed(file: Mapper) -> None:
    pilot = any(file.source.place.startswith(name) for name in PILOT)
    file.add(ReceiveProposal, urgent=False, pilot=pilot, decided_on=None)


FORCE: dict[str, Maker] = {
    "seized": simple(ImposeSeizure),
    "seizure_extended": _seizure_extended,
    "seizure_released": pointing(ReleaseSeizure),
    "production_limit": _measure(DecideRestriction, ServeRestriction),
    "production_stop": _measure(DecideProductionStop, ServeProductionStop),
    "production_stop_end": pointing(LiftProductionStop),
    "closure_order": simple(DecideShutdown, issued_by="government"),
    "closed": _closed,
    "reminder_issued": _demand_issued,
    "reminder_served": of_decision(ServeDemand),
    "enforcement_applied": of_decision(ApplyToCourt),
    "enforcement_accepted": pointing(CourtAccepts),
    "enforcement_ruling": _ruled,
    "transferred_police_admin": _referred("detention"),
    "transferred_police_criminal": _referred("crime"),
    "transferred_police": _referred(""),
    "police_filed": pointing(RecordPoliceFiling),
    "detained": _detained,
    "arrested": simple(RecordCustody, measure="arrest"),
    "bail": simple(RecordCustody, measure="bail"),
    "prosecuted": simple(RecordProsecution),
    "no_prosecution": pointing(RecordNonprosecution),
    "trial": simple(RecordTrial),
    "judgment": _judged,
    "appeal": _appealed,
    "procuratorate_proposal": _proposed,
    "review_requested": of_decision(ApplyReconsideration),
    "review_decision": pointing(DecideReconsideration),
    "lawsuit_filed": _sued,
    "lawsuit_accepted": of_decision(FileSuit, simple=False),
}
"""The events beyond the decision."""
