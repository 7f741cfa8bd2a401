"""What each event becomes (事件对应的行为): one maker an event; what needs no thought is a line, the rest a short function."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from review.dating import UNKNOWN, When
from review.mapping import Mapper

Maker = Callable[[Mapper], None]

CORRECTED = re.compile(r"correct|rectif|mended|put right|clean|complian|within the limit|改正|整改完成|整改到位|达标", re.I)
NOT_CORRECTED = re.compile(r"\bnot?\b|n't|\bun|\bstill\b|\bnever\b|未|仍|没有|不达标|拒不|not yet", re.I)
OBSTRUCTED = re.compile(r"obstruct|refused (entry|access|the recheck)|阻挠|拒绝检查|拒绝复查", re.I)
DAILY = re.compile(r"day-?count|daily|按日", re.I)
SECOND = re.compile(r"second instance|on appeal|二审|终审", re.I)
ANNULLED = re.compile(r"annul|revoked|quash|set aside|撤销", re.I)
UPHELD = re.compile(r"dismiss|upheld|upholds|reject|驳回|维持", re.I)
NOT_ENFORCED = re.compile(r"refus|not (to )?(be )?enforce|不予(强制)?执行|驳回", re.I)
DAYS = re.compile(r"(\d+)\s*(?:days?|日|天)")
PILOT = "北京 内蒙古 吉林 江苏 安徽 福建 山东 湖北 广东 贵州 云南 陕西 甘肃".split()
"""Where public-interest suits by the procuratorate were on trial from 2015 to 2017 (试点地区)."""

OPENINGS = ("report_finding", "receive_complaint")
ON_SITE = "现场检查说明案件至迟此时已到主管部门"
RECEIVED = "公安机关应当接受移送的案件,来源未载明接受的日期"
ANSWERED = "办结的,结果应当答复举报人"
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
    known: dict[str, Any] = {"pollution": () if file.is_discharge is False else ("water",)}
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
        _accepted(file)
        file.add("hand_to_department", because=ON_SITE)
    file.add("inspect_site")


def _dispatched(file: Mapper) -> None:
    _accepted(file)
    file.add("hand_to_department")


def _accepted(file: Mapper) -> None:
    """Add the acceptance of a complaint that was dealt with: some day between its arrival and now."""
    arrived = next((entry.when for entry in file.entries if entry.name == "receive_complaint"), None)
    if arrived is not None and not file.has("accept_complaint"):
        file.add("accept_complaint", when=When(first=arrived.first, last=file.fact.when.last), because=ACCEPTED)


def _report(file: Mapper) -> None:
    """Take a report for evidence against the party where the case went on against it (监测、鉴定)."""
    went_on = file.events & {"correction_order_served", "notice_served", "penalty_decision", "daily_fine_decision", "seized"}
    known = {"exceeds": True} if went_on else {}
    file.add("receive_report", kind="appraisal" if file.fact.event == "appraised" else "monitoring", **known)


def _filed(file: Mapper) -> None:
    known = {True: {"conduct": "discharge"}, False: {"conduct": "construction"}}
    file.add("file_case", **known.get(file.is_discharge, {}) if file.is_discharge is not None else {})


def _ordered(file: Mapper) -> None:
    if not file.has(*OPENINGS):
        known: dict[str, Any] = {"pollution": () if file.is_discharge is False else ("water",)}
        file.add("report_finding", when=UNKNOWN, because="责令改正以发现违法行为为前提", **known)
    file.add("serve_correction_order")


def _rechecked(file: Mapper) -> None:
    detail = file.fact.detail
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
    known: dict[str, Any] = {"hearing_offered": True} if heard or "hearing" in file.fact.detail else {}
    if _is_daily_notice(file):
        rechecks = tuple(entry.act.no for entry in file.entries if entry.name == "recheck_correction")
        file.add("serve_daily_notice", rechecks=rechecks, **known)
        return
    proposed = file.sum_of("proposed_fine_yuan")
    file.add("serve_notice", **known, **({} if proposed is None else {"fine": proposed, "measures": ("fine",)}))


def _is_daily_notice(file: Mapper) -> bool:
    if DAILY.search(file.fact.detail):
        return True
    decided = file.has("decide_penalty") and file.has("recheck_correction")
    return decided and "daily_fine_decision" in file.events and not file.has("decide_daily_penalty")


def _penalised(file: Mapper) -> None:
    known: dict[str, Any] = {}
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
    totals = [period.total for period in file.source.periods]
    single = {"fine": sum(totals, Decimal(0))} if totals and None not in totals else {}
    file.add("decide_daily_penalty", **single, **file.pointing("serve_daily_notice"))


def _paid(file: Mapper) -> None:
    fine = file.sum_of("first_fine_yuan")
    file.add("record_payment", **({} if fine is None else {"amount": fine}), of=file.last("serve_decision"))


def _demand_issued(file: Mapper) -> None:
    if "reminder_served" in file.events:
        file.note("serve_demand", "issued_on")
        return
    served = When(first=file.fact.when.first)
    file.add("serve_demand", when=served, because="送达不早于作出", of=file.last("serve_decision"))


def _hearing_accepted(file: Mapper) -> None:
    held = file.when_of("hearing_held")
    known = {"hearing_on": held.day} if held.day else {}
    file.add(
        "serve_hearing_notice",
        when=When(first=file.fact.when.first, last=held.last or file.fact.when.last),
        because="通知不早于受理听证申请,不晚于举行听证",
        **known,
        **file.pointing("request_hearing"),
    )


def _deadline(file: Mapper) -> None:
    file.note("serve_correction_order", "correct_by")


def _closed(file: Mapper) -> None:
    if file.has("court_rules"):
        file.add("court_executes", result="complete", **file.pointing("apply_to_court"))
    elif file.has("receive_complaint") and not file.events & {"closure_order", "production_stop", "enforcement_ruling"}:
        _accepted(file)
        file.add("feed_back", to="reporter", because=ANSWERED)
        file.add("close_case")
    else:
        file.add("report_correction", **file.pointing("serve_correction_order"))


def _transferred(kind: str) -> Maker:
    def make(file: Mapper) -> None:
        sort = kind or _sort_of_transfer(file)
        number = file.add("transfer_to_police", **({"kind": sort} if sort else {}))
        handed = file.fact.when if sort == "crime" else When(first=file.fact.when.first)
        file.add("record_police_acceptance", when=handed, because=RECEIVED, of=number, review="ordinary")

    return make


def _sort_of_transfer(file: Mapper) -> str:
    if file.is_criminal:
        return "crime"
    return "detention" if "detained" in file.events else ""


def _detained(file: Mapper) -> None:
    if file.is_criminal and "transferred_police_admin" not in file.events:
        file.add("record_custody", measure="criminal_detention")
        return
    days = DAYS.search(file.fact.detail)
    file.add("record_detention", **({"days": int(days[1])} if days else {}), **file.pointing("transfer_to_police"))


def _judged(file: Mapper) -> None:
    if file.is_disputed and not file.is_criminal:
        instance = "second" if file.has("appeal_suit") or SECOND.search(file.fact.detail) else "first"
        file.add("judge_suit", instance=instance, **_outcome(file), **file.pointing("file_suit"))
    else:
        file.add("record_criminal_judgment", **file.pointing("record_appeal", "transfer_to_police"))


def _outcome(file: Mapper) -> dict[str, str]:
    """Return how a suit ended, as far as the detail says."""
    said = file.fact.detail
    if ANNULLED.search(said):
        return {"outcome": "revoke"}
    return {"outcome": "dismiss"} if UPHELD.search(said) else {}


def _ruled(file: Mapper) -> None:
    outcome = "refuse" if NOT_ENFORCED.search(file.fact.detail) else "enforce"
    file.add("court_rules", outcome=outcome, urgent=False, **file.pointing("court_accepts"))


def _appealed(file: Mapper) -> None:
    if file.is_disputed and not file.is_criminal:
        file.add("appeal_suit", **file.pointing("judge_suit"))
    else:
        file.add("record_appeal", **file.pointing("record_criminal_judgment"))


def _proposed(file: Mapper) -> None:
    pilot = any(file.source.place.startswith(name) for name in PILOT)
    file.add("receive_proposal", urgent=False, pilot=pilot, decided_on=None)


def _published(file: Mapper) -> None:
    """Take an official page that carries the decision for its publication, and any other for what it is: public by then."""
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
    "seized": simple("impose_seizure"),
    "production_limit": simple("restrict_production"),
    "production_stop": simple("stop_production"),
    "production_stop_end": pointing("lift_stop", "stop_production"),
    "closure_order": simple("decide_closure", issued_by="government"),
    "closed": _closed,
    "reminder_issued": _demand_issued,
    "reminder_served": of_decision("serve_demand"),
    "enforcement_applied": of_decision("apply_to_court"),
    "enforcement_accepted": pointing("court_accepts", "apply_to_court"),
    "enforcement_ruling": _ruled,
    "deadline": _deadline,
    "transferred_police_admin": _transferred("detention"),
    "transferred_police_criminal": _transferred("crime"),
    "transferred_police": _transferred(""),
    "police_filed": pointing("record_police_filing", "transfer_to_police"),
    "detained": _detained,
    "arrested": simple("record_custody", measure="arrest"),
    "bail": simple("record_custody", measure="bail"),
    "prosecuted": simple("record_prosecution"),
    "no_prosecution": pointing("record_nonprosecution", "transfer_to_police"),
    "trial": simple("record_trial"),
    "judgment": _judged,
    "appeal": _appealed,
    "procuratorate_proposal": _proposed,
    "review_decision": pointing("decide_review", "apply_review"),
    "lawsuit_filed": of_decision("file_suit", simple=False),
    "lawsuit_accepted": of_decision("file_suit", simple=False),
    "published": _published,
}
"""Every event, and what it becomes."""
