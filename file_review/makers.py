"""What the events up to the decision become (发现、立案、调查、告知、决定): one maker an event, a line or a short function."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from file_review.bounds import OPENINGS
from file_review.dating import UNKNOWN, When
from file_review.mapper import Known, Mapper
from models.acts import Content, OpensFile
from models.acts.correction import RecheckCorrection, ReportCorrection, ServeCorrectionOrder
from models.acts.daily import DecideDailyPenalty, ServeDailyDecision, ServeDailyNotice
from models.acts.deliberation import DiscussCollectively
from models.acts.filing import FileCase
from models.acts.finding import AcceptComplaint, HandToDepartment, ReceiveComplaint, ReportFinding, ReportUpward
from models.acts.investigation import ConcludeInvestigation, InspectSite, Interview, ReceiveReport, TakeSample
from models.acts.oversight import DesignateJurisdiction, HoldJointMeeting
from models.acts.payment import RecordPayment
from models.acts.penalty import DecideNoPenalty, DecidePenalty, ServeDecision, ServeNotice
from models.acts.production_stop import ServeProductionStop
from models.acts.publicity import PublishDecision
from models.acts.referral import AnnounceReferral
from models.acts.restriction import ServeRestriction
from models.acts.seizure import ImposeSeizure

Maker = Callable[[Mapper], None]

CORRECTED = re.compile(
    r"correct|rectif|mended|put right|clean|complian|(within|met|meets) the (limit|standard)|改正|整改完成|整改到位|达标",
    re.IGNORECASE,
)
NOT_CORRECTED = re.compile(
    r"\bnot?\b|n't|\bnon|\bun|\bin(complete|correct)|\bstill\b|\bnever\b|\bpart(ly|ially)\b|未|仍|没有|不达标|拒不|部分",
    re.IGNORECASE,
)
NO_LONGER = re.compile(r"no longer|已停止", re.IGNORECASE)
OBSTRUCTED = re.compile(r"obstruct|refused (entry|access|the recheck)|阻挠|拒绝检查|拒绝复查", re.IGNORECASE)
DAILY = re.compile(r"day-?count|daily|按日", re.IGNORECASE)

FOUND = frozenset({"discovered", "lead_received", "complaint_received"})
"""The events by which a violation comes to be known."""
REACHED = "立案说明线索此前已到主管部门,来源未载明到达的日期"
ON_SITE = "现场检查说明案件至迟此时已到主管部门"
ACCEPTED = "处理说明举报已受理,来源未载明受理的日期"


def simple(kind: type[Content], /, **known: Any) -> Maker:  # noqa: ANN401  the fields of any act
    """Return the maker of an act that says nothing else."""
    return lambda file: void(file.add(kind, **known))


def pointing(kind: type[Content], /, **known: Any) -> Maker:  # noqa: ANN401
    """Return the maker of an act that points at the last act that it may point at."""
    return lambda file: void(file.follow(kind, **known))


def of_decision(kind: type[Content], /, **known: Any) -> Maker:  # noqa: ANN401
    """Return the maker of an act about the decision that was served; None = the only one there can be."""
    return lambda file: void(file.add(kind, of=file.last(ServeDecision), **known))


def void(_number: int) -> None:
    """Drop a number nobody needs."""


def opened(file: Mapper, kind: type[OpensFile], **more: Any) -> None:  # noqa: ANN401  when and why it is inferred
    """Open the file; what is polluted is known as far as the kinds of the case say."""
    file.add(kind, pollution=() if file.is_discharge is False else ("water",), **more)


def _conduct(*sides: str) -> Maker:
    def make(file: Mapper) -> None:
        for side in sides:
            file.conduct[side] = file.fact.when
            file.note(ReportFinding, f"conduct_{side}")

    return make


def _lead(file: Mapper) -> None:
    opened(file, ReportFinding)


def _complaint(file: Mapper) -> None:
    opened(file, ReceiveComplaint)


def _discovered(file: Mapper) -> None:
    if not file.has(*OPENINGS):
        opened(file, ReportFinding)
        return
    if file.has(ReceiveComplaint) and not file.has(HandToDepartment, ReportFinding, FileCase):
        accepted(file)
        file.add(HandToDepartment, because=ON_SITE)
    file.add(InspectSite)


def _dispatched(file: Mapper) -> None:
    accepted(file)
    file.add(HandToDepartment)


def accepted(file: Mapper) -> None:
    """Add the acceptance of a complaint that was dealt with: some day between its arrival and now."""
    arrived = _arrival(file)
    if arrived is not None and not file.has(AcceptComplaint):
        file.add(AcceptComplaint, when=When(first=arrived.first, last=file.fact.when.last), because=ACCEPTED)


def _arrival(file: Mapper) -> When | None:
    """Return when the complaint arrived, if there was one."""
    return next((entry.when for entry in file.entries if isinstance(entry.content, ReceiveComplaint)), None)


def _report(file: Mapper) -> None:
    """Take a report for evidence against the party where the case went on against it (监测、鉴定)."""
    went_on = file.events & {
        "correction_order_served",
        "notice_served",
        "penalty_decision",
        "daily_fine_decision",
        "seized",
    }
    if went_on and not file.has(*OPENINGS) and not file.events & FOUND:
        opened(file, ReportFinding, when=UNKNOWN, because="监测、鉴定报告作为违法证据,以发现违法行为为前提")
    known: Known = {"exceeds": True} if went_on else {}
    file.add(ReceiveReport, kind="appraisal" if file.fact.event == "appraised" else "monitoring", **known)


def _filed(file: Mapper) -> None:
    if file.has(ReceiveComplaint) and not file.has(HandToDepartment, ReportFinding):
        arrived = _arrival(file) or UNKNOWN
        within = When(first=arrived.first, last=file.fact.when.last)
        file.add(HandToDepartment, when=within, because=REACHED)
    known: Known = {}
    if file.is_discharge is not None:
        known = {"conduct": "discharge" if file.is_discharge else "construction"}
    file.add(FileCase, **known)


def _ordered(file: Mapper) -> None:
    if not file.has(*OPENINGS):
        opened(file, ReportFinding, when=UNKNOWN, because="责令改正以发现违法行为为前提")
    file.add(ServeCorrectionOrder)


def _rechecked(file: Mapper) -> None:
    detail = NO_LONGER.sub("corrected", file.fact.detail)
    corrected = bool(CORRECTED.search(detail)) and not NOT_CORRECTED.search(detail)
    measured = file.has(ImposeSeizure, ServeRestriction, ServeProductionStop)
    file.follow(
        RecheckCorrection,
        corrected=corrected,
        obstructed=bool(OBSTRUCTED.search(detail)),
        despite_measure=measured and not corrected,
    )


def _noticed(file: Mapper) -> None:
    heard = file.events & {"hearing_waived", "hearing_requested", "hearing_accepted", "hearing_held", "hearing_closed"}
    known: Known = {"hearing_offered": True} if heard or "hearing" in file.fact.detail else {}
    if _is_daily_notice(file):
        rechecks = tuple(entry.act.no for entry in file.entries if isinstance(entry.content, RecheckCorrection))
        file.add(ServeDailyNotice, rechecks=rechecks, **known)
        return
    proposed = file.sum_of("proposed_fine_yuan")
    if proposed is not None:
        known |= {"fine": proposed, "measures": ("fine",)}
    file.add(ServeNotice, **known)


def _is_daily_notice(file: Mapper) -> bool:
    if DAILY.search(file.fact.detail):
        return True
    decided = file.has(DecidePenalty) and file.has(RecheckCorrection)
    return decided and "daily_fine_decision" in file.events and not file.has(DecideDailyPenalty)


def _penalised(file: Mapper) -> None:
    known: Known = {}
    fine = file.sum_of("first_fine_yuan")
    if fine is not None and not file.has(DecidePenalty):
        known = {"fine": fine, "measures": ("fine",), "confiscation": file.sum_of("confiscated_yuan")}
    file.add(DecidePenalty, **known)


def _served(mode: str = "") -> Maker:
    """Return the maker of the service of a decision, in a manner that the source tells."""
    known: Known = {"mode": mode} if mode else {}

    def make(file: Mapper) -> None:
        if not _serves_daily(file):
            file.add(ServeDecision, **known)
            return
        if not file.has(DecideDailyPenalty):
            file.add(DecideDailyPenalty, when=When(last=file.fact.when.last), because="送达以作出决定为前提")
        file.follow(ServeDailyDecision, **known)

    return make


def _serves_daily(file: Mapper) -> bool:
    if DAILY.search(file.fact.detail) or file.has(DecideDailyPenalty):
        return True
    return bool(file.source.periods) and file.has(RecheckCorrection) and file.has(DecidePenalty)


def _daily_decided(file: Mapper) -> None:
    totals = [period.total for period in file.source.periods if period.total is not None]
    whole = bool(totals) and len(totals) == len(file.source.periods)
    known: Known = {"fine": sum(totals, Decimal(0))} if whole else {}
    file.follow(DecideDailyPenalty, **known)


def _paid(file: Mapper) -> None:
    fine = file.sum_of("first_fine_yuan")
    known: Known = {} if fine is None else {"amount": fine}
    file.add(RecordPayment, of=file.last(ServeDecision), **known)


def _deadline(file: Mapper) -> None:
    file.note(ServeCorrectionOrder, "correct_by")


def _published(file: Mapper) -> None:
    """Take an official page with the decision for its publication; any other shows only that it was public by then."""
    official = file.source.quality.startswith("official")
    of = file.last(DecidePenalty)
    if official and "decision_text" in file.source.kinds:
        file.add(PublishDecision, of=of)
        return
    latest: date | None = file.fact.when.last if official else None
    file.add(PublishDecision, when=When(last=latest), because="发布案件的日期不等于公开处罚决定的日期", of=of)


MAKERS: dict[str, Maker] = {
    "violation": _conduct("from", "until"),
    "violation_start": _conduct("from"),
    "violation_end": _conduct("until"),
    "complaint_received": _complaint,
    "lead_received": _lead,
    "dispatched": _dispatched,
    "substantiated": simple(ConcludeInvestigation),
    "discovered": _discovered,
    "inspection_start": simple(InspectSite),
    "investigation": simple(InspectSite),
    "interview": simple(Interview),
    "sampled": simple(TakeSample),
    "monitoring_report": _report,
    "appraised": _report,
    "report": simple(ReportUpward),
    "meeting": simple(HoldJointMeeting),
    "jurisdiction_assigned": simple(DesignateJurisdiction),
    "transfer_planned": simple(AnnounceReferral),
    "case_filed": _filed,
    "correction_order_served": _ordered,
    "recheck": _rechecked,
    "rectified": pointing(ReportCorrection),
    "notice_served": _noticed,
    "case_meeting": simple(DiscussCollectively),
    "penalty_decision": _penalised,
    "decision_served": _served(),
    "decision_left": _served("left"),
    "decision_served_by_notice": _served("public_notice"),
    "no_penalty_decision": simple(DecideNoPenalty),
    "paid": _paid,
    "daily_fine_decision": _daily_decided,
    "deadline": _deadline,
    "published": _published,
}
"""The events up to the decision, and what follows in public."""
