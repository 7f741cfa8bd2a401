"""What the events up to the decision become (发现、立案、调查、告知、决定): one maker an event, a line or a short function."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from review.dating import UNKNOWN, When
from review.mapping import Known, Mapper

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

OPENINGS = ("report_finding", "receive_complaint")
REACHED = "立案说明线索此前已到主管部门,来源未载明到达的日期"
ON_SITE = "现场检查说明案件至迟此时已到主管部门"
ACCEPTED = "处理说明举报已受理,来源未载明受理的日期"


def simple(name: str, **known: Any) -> Maker:  # noqa: ANN401  the fields of any act
    """Return the maker of an act that says nothing else."""
    return lambda file: void(file.add(name, **known))


def pointing(name: str, *targets: str, **known: Any) -> Maker:  # noqa: ANN401
    """Return the maker of an act that points at the last act of these names."""
    return lambda file: void(file.add(name, **file.pointing(*targets), **known))


def of_decision(name: str, **known: Any) -> Maker:  # noqa: ANN401
    """Return the maker of an act about the decision that was served; None = the only one there can be."""
    return lambda file: void(file.add(name, of=file.last("serve_decision"), **known))


def void(_number: int) -> None:
    """Drop a number nobody needs."""


def opened(file: Mapper, name: str) -> None:
    """Open the file; the kind of conduct is known as far as the kinds of the case say."""
    known: Known = {"pollution": () if file.is_discharge is False else ("water",)}
    file.add(name, **known)


def _conduct(*sides: str) -> Maker:
    def make(file: Mapper) -> None:
        for side in sides:
            file.conduct[side] = file.fact.when
            file.note("report_finding", f"conduct_{side}")

    return make


def _lead(file: Mapper) -> None:
    opened(file, "report_finding")


def _complaint(file: Mapper) -> None:
    opened(file, "receive_complaint")


def _discovered(file: Mapper) -> None:
    if not file.has(*OPENINGS):
        opened(file, "report_finding")
        return
    if file.has("receive_complaint") and not file.has("hand_to_department", "report_finding", "file_case"):
        accepted(file)
        file.add("hand_to_department", because=ON_SITE)
    file.add("inspect_site")


def _dispatched(file: Mapper) -> None:
    accepted(file)
    file.add("hand_to_department")


def accepted(file: Mapper) -> None:
    """Add the acceptance of a complaint that was dealt with: some day between its arrival and now."""
    arrived = next((entry.when for entry in file.entries if entry.name == "receive_complaint"), None)
    if arrived is not None and not file.has("accept_complaint"):
        file.add("accept_complaint", when=When(first=arrived.first, last=file.fact.when.last), because=ACCEPTED)


def _report(file: Mapper) -> None:
    """Take a report for evidence against the party where the case went on against it (监测、鉴定)."""
    went_on = file.events & {
        "correction_order_served",
        "notice_served",
        "penalty_decision",
        "daily_fine_decision",
        "seized",
    }
    known: Known = {"exceeds": True} if went_on else {}
    file.add("receive_report", kind="appraisal" if file.fact.event == "appraised" else "monitoring", **known)


def _filed(file: Mapper) -> None:
    if file.has("receive_complaint") and not file.has("hand_to_department", "report_finding"):
        arrived = next(entry.when for entry in file.entries if entry.name == "receive_complaint")
        within = When(first=arrived.first, last=file.fact.when.last)
        file.add("hand_to_department", when=within, because=REACHED)
    known: Known = {}
    if file.is_discharge is not None:
        known = {"conduct": "discharge" if file.is_discharge else "construction"}
    file.add("file_case", **known)


def _ordered(file: Mapper) -> None:
    if not file.has(*OPENINGS):
        known: Known = {"pollution": () if file.is_discharge is False else ("water",)}
        file.add("report_finding", when=UNKNOWN, because="责令改正以发现违法行为为前提", **known)
    file.add("serve_correction_order")


def _rechecked(file: Mapper) -> None:
    detail = NO_LONGER.sub("corrected", file.fact.detail)
    corrected = bool(CORRECTED.search(detail)) and not NOT_CORRECTED.search(detail)
    measured = file.has("impose_seizure", "restrict_production", "stop_production")
    file.add(
        "recheck_correction",
        corrected=corrected,
        obstructed=bool(OBSTRUCTED.search(detail)),
        despite_measure=measured and not corrected,
        **file.pointing("serve_correction_order"),
    )


def _noticed(file: Mapper) -> None:
    heard = file.events & {"hearing_requested", "hearing_accepted", "hearing_held", "hearing_closed"}
    known: Known = {"hearing_offered": True} if heard or "hearing" in file.fact.detail else {}
    if _is_daily_notice(file):
        rechecks = tuple(entry.act.no for entry in file.entries if entry.name == "recheck_correction")
        file.add("serve_daily_notice", rechecks=rechecks, **known)
        return
    proposed = file.sum_of("proposed_fine_yuan")
    if proposed is not None:
        known |= {"fine": proposed, "measures": ("fine",)}
    file.add("serve_notice", **known)


def _is_daily_notice(file: Mapper) -> bool:
    if DAILY.search(file.fact.detail):
        return True
    decided = file.has("decide_penalty") and file.has("recheck_correction")
    return decided and "daily_fine_decision" in file.events and not file.has("decide_daily_penalty")


def _penalised(file: Mapper) -> None:
    known: Known = {}
    fine = file.sum_of("first_fine_yuan")
    if fine is not None and not file.has("decide_penalty"):
        known = {"fine": fine, "measures": ("fine",), "confiscation": file.sum_of("confiscated_yuan")}
    file.add("decide_penalty", **known)


def _served(file: Mapper) -> None:
    if not _serves_daily(file):
        file.add("serve_decision", **file.pointing("decide_penalty", "decide_no_penalty"))
        return
    if not file.has("decide_daily_penalty"):
        file.add("decide_daily_penalty", when=When(last=file.fact.when.last), because="送达以作出决定为前提")
    file.add("serve_daily_decision", **file.pointing("decide_daily_penalty"))


def _serves_daily(file: Mapper) -> bool:
    if DAILY.search(file.fact.detail) or file.has("decide_daily_penalty"):
        return True
    return bool(file.source.periods) and file.has("recheck_correction") and file.has("decide_penalty")


def _daily_decided(file: Mapper) -> None:
    totals = [period.total for period in file.source.periods if period.total is not None]
    whole = bool(totals) and len(totals) == len(file.source.periods)
    known: Known = {"fine": sum(totals, Decimal(0))} if whole else {}
    file.add("decide_daily_penalty", **known, **file.pointing("serve_daily_notice"))


def _paid(file: Mapper) -> None:
    fine = file.sum_of("first_fine_yuan")
    known: Known = {} if fine is None else {"amount": fine}
    file.add("record_payment", of=file.last("serve_decision"), **known)


def _hearing_accepted(file: Mapper) -> None:
    held = file.when_of("hearing_held")
    known: Known = {"hearing_on": held.day} if held.day else {}
    file.add(
        "serve_hearing_notice",
        when=When(first=file.fact.when.first, last=held.last or file.fact.when.last),
        because="通知不早于受理听证申请,不晚于举行听证",
        **known,
        **file.pointing("request_hearing"),
    )


def _deadline(file: Mapper) -> None:
    file.note("serve_correction_order", "correct_by")


def _published(file: Mapper) -> None:
    """Take an official page with the decision for its publication; any other shows only that it was public by then."""
    official = file.source.quality.startswith("official")
    of = file.last("decide_penalty", "decide_no_penalty")
    if official and "decision_text" in file.source.kinds:
        file.add("publish_decision", of=of)
        return
    latest: date | None = file.fact.when.last if official else None
    file.add("publish_decision", when=When(last=latest), because="发布案件的日期不等于公开处罚决定的日期", of=of)


MAKERS: dict[str, Maker] = {
    "violation": _conduct("from", "until"),
    "violation_start": _conduct("from"),
    "violation_end": _conduct("until"),
    "complaint_received": _complaint,
    "lead_received": _lead,
    "dispatched": _dispatched,
    "substantiated": simple("conclude_investigation"),
    "discovered": _discovered,
    "inspection_start": simple("inspect_site"),
    "investigation": simple("inspect_site"),
    "interview": simple("interview"),
    "sampled": simple("take_sample"),
    "monitoring_report": _report,
    "appraised": _report,
    "report": simple("report_upward"),
    "meeting": simple("hold_joint_meeting"),
    "jurisdiction_assigned": simple("designate_jurisdiction"),
    "transfer_planned": simple("announce_transfer"),
    "case_filed": _filed,
    "correction_order_served": _ordered,
    "recheck": _rechecked,
    "rectified": pointing("report_correction", "serve_correction_order"),
    "notice_served": _noticed,
    "statement_waived": simple("waive_statement"),
    "hearing_requested": simple("request_hearing"),
    "hearing_accepted": _hearing_accepted,
    "hearing_held": pointing("hold_hearing", "request_hearing", is_absent=False),
    "hearing_closed": pointing("conclude_hearing", "request_hearing"),
    "case_meeting": simple("discuss_collectively"),
    "penalty_decision": _penalised,
    "decision_served": _served,
    "no_penalty_decision": simple("decide_no_penalty"),
    "paid": _paid,
    "daily_fine_decision": _daily_decided,
    "deadline": _deadline,
    "published": _published,
}
"""The events up to the decision, and what follows in public."""
