"""What acts say on the walk to every procedure's end: fixed sentences, and what depends on the file and its day."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from judging.clock_reading import read_clocks
from judging.record import Record
from kinds import VIOLATION_CASE
from law.edition import shipped
from models.acts import Act
from models.acts.correction import RecheckCorrection, ServeCorrectionOrder
from models.acts.daily import ServeDailyNotice
from models.acts.filing import FileCase
from models.acts.referral import DecideDetentionReferral
from models.acts.shutdown import CheckShutdown
from models.acts.substitute import DemandSubstituteCost, PerformAtOnce, PerformSubstitute
from procedures.custody.hands import hands
from procedures.payment.owing import amount_due
from procedures.penalty.decisions import decision_of
from procedures.substitute_cost import cost_owed
from tests.builders import CHAIN, COUNTY, FIELDS, HEAD, OFFICER, OFFICERS, REMEDIES, answering
from tests.procedures import measures, referred
from tests.procedures.served import FINE, SAID
from tests.procedures.transferring import AGRICULTURE, sent

SAYS: dict[str, dict[str, Any]] = {
    **SAID,
    **measures.FIELDS,
    **referred.FIELDS,
    **FIELDS,
    "agree_execution": {"terms": "分阶段履行", "remedied": False, "surcharge_waived": "0"},
    "check_shutdown": {**measures.SUPERVISED, "is_obeyed": True},
    "correct_clerical_error": {"kind": "slip", "harmless": True, "correction": "“2026”更正为“2025”"},
    "court_executes": {"result": "complete"},
    "dismantle_equipment": {"record": "主体设备已拆除", "officers": OFFICERS, "done_by": "party"},
    "end_execution": {"ground": "dissolved", "reason": "注销，无财产可供执行"},
    "reassign": {"answerable": CHAIN[1], "reason": "岗位调整"},
    "forgo_substitute_cost": {"ground": "dissolved", "reason": "注销，无财产可供执行"},
    "refund_payment": {"amount": FINE, "receipt": "衡山退字第1号"},
    "forgo_surcharge": {"reason": "及时缴清"},
    "impose_seizure": {**measures.FIELDS["impose_seizure"], "manner": "detain"},
    "perform_at_once": {
        "where": "river",
        "party_unable": True,
        "party_present": False,
        "record": "清除",
        "cost": "1000",
        "officers": OFFICERS,
        "remedies": REMEDIES,
    },
    "perform_substitute": {"signed_by": "witness", "record": "清除", "cost": "1000", "officers": OFFICERS},
    "terminate_investigation": {"ground": "entity_ended", "reason": "注销"},
    "request_recusal": {"person": "p-county-9", "reason": "与当事人有利害关系"},
    "forgo_redo": {"ground": "ground_gone", "reason": "作出原行为的事由已经消失"},
    "notify_restriction_extension": {"reason": "整改尚未完成"},
    "revoke_order": {"outcome": "revoke", "reason": "认定事实有误"},
    "serve_measure_notice": {**measures.FIELDS["serve_measure_notice"], "measure": "restriction"},
    "supervise_restriction": {**measures.SUPERVISED, "exceeds": False},
    "suspend_investigation": {"ground": "party_missing", "reason": "当事人下落不明"},
    "begin_excluded_time": {"ground": "monitoring"},
    "take_evidence": {
        "name": "外排水样",
        "form": "sample",
        "place": "示例村排口",
        "keeper": OFFICER.id,
        "unit": COUNTY,
        "officers": OFFICERS,
        "identity_shown": True,
    },
    "hand_over_evidence": {"keeper": "示例检测公司", "purpose": "test", "is_intact": True},
    "let_go_of_evidence": {"keeper": "示例有限公司", "outcome": "returned"},
    "keep_inside": {"ground": "internal"},
    "open_archive": {
        "ordered_by": "衡阳市人民政府",
        "instrument": "reconsideration",
        "document_no": "衡政复决〔2026〕9号",
        "change": "更正检查笔录的日期",
    },
    "take_sample": {"item": "外排水", "officers": OFFICERS, "identity_shown": True},
    "withhold_publication": {"reason": "涉及国家秘密"},
    "defer_payment": {"applied_on": "2026-09-24", "until": "2026-12-31"},
    "revoke_filing": {"reason": "立案条件不具备"},
    "record_succession": {
        "successors": [{"id": "party-8", "kind": "organisation"}],
        "ground": "merged",
        "paper": "合并公告",
    },
    "transfer_matter": sent(),
    "end_transfer": {
        "by_superior": "衡阳市人民政府",
        "letter": "衡政督〔2026〕1号",
        "explanation": "由上级直接督办",
    },
    "request_designation": {"superior": "衡阳市人民政府", "explanation": "管辖有争议"},
    "designate_jurisdiction": {"unit": COUNTY, "by_superior": "衡阳市人民政府"},
    "record_other_filing": {"authority": "示例市生态环境局", "letter": "示环函〔2026〕1号"},
    "request_assistance": {
        "document_no": "衡环协〔2026〕1号",
        "request": "请协助核实货物去向",
        "unit": AGRICULTURE,
        "answerable": answering(AGRICULTURE),
    },
    "record_assistance_reply": {"is_given": True, "reply": "已核实", "document_no": "示例函〔2026〕1号"},
    "withdraw_assistance_request": {"reason": "已自行查明"},
    "call_joint_investigation": {"reason": "涉及多个部门", "is_urgent": True, "consented_by": HEAD.id},
    "record_joint_conclusion": {"joint": "L2026-000001", "finding": "true", "facts": "违法倾倒"},
    "record_joint_end": {"joint": "L2026-000001", "outcome": "closed", "result": "已办结"},
}
"""What each act says, whenever it is done."""

TEN_DAYS = "100000"
"""The fine of the path to a daily penalty, for the days until its recheck."""
SOON, LATER = timedelta(days=10), timedelta(days=60)


def _owed(acts: Sequence[Act], on: date, of: int | None) -> Decimal:
    record = Record.of(acts)
    demand = record.act(of, DemandSubstituteCost)
    if demand is not None:
        return cost_owed(record, demand)
    return amount_due(record, on, shipped(), decision_of(record, of)).total


def _paying(acts: Sequence[Act], on: date, of: int | None) -> dict[str, Any]:
    return {"amount": _owed(acts, on, of), "receipt": "示例0001"}


def _demanding(acts: Sequence[Act], on: date, of: int | None) -> dict[str, Any]:
    is_order = Record.of(acts).act(of, ServeCorrectionOrder) is not None
    return {"amount": "0" if is_order else _owed(acts, on, of), "perform_by": on + SOON if is_order else None}


def _claiming(acts: Sequence[Act], on: date, of: int | None) -> dict[str, Any]:
    return {"claimed": _owed(acts, on, of)}


def _charging(acts: Sequence[Act], _on: date, of: int | None) -> dict[str, Any]:
    notice = Record.of(acts).act(of, ServeDailyNotice)
    return {"fine": notice.content.fine} if notice is not None else {}


def _costing(acts: Sequence[Act], on: date, of: int | None) -> dict[str, Any]:
    done = Record.of(acts).act(of, PerformSubstitute, PerformAtOnce)
    cost = done.content.cost if done is not None else 0
    return {"amount": cost, "worked_out": "凭证合计", "pay_by": on + SOON, "remedies": REMEDIES}


def _to_the_police(acts: Sequence[Act], _on: date, of: int | None) -> dict[str, Any]:
    is_detention = Record.of(acts).act(of, DecideDetentionReferral) is not None
    return {"kind": "detention" if is_detention else "crime"}


def _charged(acts: Sequence[Act], _on: date, _of: int | None) -> dict[str, Any]:
    rechecks = [act.no for act in Record.of(acts).all(RecheckCorrection)]
    return {"rechecks": rechecks[-1:], "fine": TEN_DAYS}


def _extending(acts: Sequence[Act], _on: date, _of: int | None) -> dict[str, Any]:
    """Return the last term that runs and may be extended."""
    clocks = read_clocks(Record.of(acts), VIOLATION_CASE, shipped()).all.values()
    keys = [clock.key for clock in clocks if clock.is_open and clock.extension() is not None]
    return {"term": keys[-1], "reason": "案情复杂"} if keys else {}


def _cutting(acts: Sequence[Act], on: date, _of: int | None) -> dict[str, Any]:
    """Return a demand that was over the day before the party was last looked at, and a cut on a day that is worked."""
    last = max((act.day for act in Record.of(acts).all(CheckShutdown)), default=on) - timedelta(days=1)
    days = {"demanded_on": last - SOON / 2, "perform_by": last}
    return {**days, "from_day": shipped().calendar.next_working(on + SOON)}


def _a_document(acts: Sequence[Act], _on: date, _of: int | None) -> dict[str, Any]:
    filed = Record.of(acts).last(FileCase)
    return {"of": filed.no} if filed is not None else {}


def _giving(acts: Sequence[Act], _on: date, of: int | None) -> dict[str, Any]:
    there = hands(Record.of(acts), of) if of is not None else []
    return {"giver": there[-1].keeper} if there else {}


SAYS_THEN: dict[str, Callable[[Sequence[Act], date, int | None], dict[str, Any]]] = {
    "announce_dismantling": lambda _acts, on, _of: {"deadline": on + SOON},
    "apply_to_court": _claiming,
    "take_evidence": lambda acts, _on, _of: {"mark": f"样{len(acts)}"},
    "collect_on_the_spot": _paying,
    "confirm_supply_cut": lambda _acts, on, _of: {"cut_on": on},
    "decide_daily_penalty": _charging,
    "decide_restriction": lambda _acts, on, _of: {"starts_on": on, "until": on + LATER},
    "demand_substitute_cost": _costing,
    "extend_term": _extending,
    "lift_production_stop": lambda _acts, on, _of: {"completed_on": on},
    "lift_restriction": lambda _acts, on, _of: {"completed_on": on},
    "notify_seizure_appraisal": lambda _acts, on, _of: {"until": on + SOON},
    "notify_suppliers": _cutting,
    "record_other_filing": lambda _acts, on, _of: {"filed_on": on, "found_on": on},
    "record_payment": _paying,
    "record_substitute_cost": _paying,
    "refer_to_police": _to_the_police,
    "refuse_deferral": lambda _acts, on, _of: {"applied_on": on},
    "request_assistance": lambda _acts, on, _of: {"due": on + SOON},
    "correct_clerical_error": _a_document,
    "hand_over_evidence": _giving,
    "keep_inside": _a_document,
    "let_go_of_evidence": _giving,
    "open_archive": lambda _acts, on, _of: {"dated": on},
    "serve_daily_notice": _charged,
    "serve_demand": _demanding,
    "serve_hearing_notice": lambda _acts, on, _of: {"hearing_on": on + SOON},
    "serve_substitute_decision": lambda _acts, on, _of: {
        "performer": "示例公司",
        "planned_on": on + SOON,
        "cost": "1000",
        "harm": "污染水体",
        "basis": measures.CODE,
        "remedies": REMEDIES,
    },
}
"""What depends on the file and its day: what is owed by then, a day ahead."""
