"""Short sentences for seizures, stops, closures and building projects: what each act says unless told otherwise."""

from datetime import date, datetime
from typing import Any

from judging.admission import act_from
from judging.attempt import Attempt
from judging.judge import judge
from judging.record import Record
from kinds import VIOLATION_CASE
from models.acts import Act
from models.effects import Effect
from models.standing import Term
from tests.builders import CLERK, HEAD, OFFICER, OFFICERS, PARTY, REMEDIES, PaperCase, command, moment

CODE = ({"instrument": "生态环境法典", "article": "第52条", "role": "procedure"},)
OLD_LAW = ({"instrument": "环境保护法", "article": "第25条", "role": "procedure"},)
PUMP = {"mark": "P-01", "name": "外排水泵", "kind": "equipment", "place": "示例厂区西侧"}

SEIZURE: dict[str, dict[str, Any]] = {
    "approve_seizure": {"manner": "seal", "ground": "evasion", "things": "外排水泵一台"},
    "spare_seizure": {"ground": "toxic", "because": "unnecessary", "reason": "已自行停止"},
    "impose_seizure": {
        "manner": "seal",
        "ground": "evasion",
        "things": [PUMP],
        "is_urgent": True,
        "basis": CODE,
        "remedies": REMEDIES,
        "officers": OFFICERS,
        "identity_shown": True,
        "reasons_told": True,
        "defence_heard": True,
        "record": "现场查封情况",
        "decision_handed_over": True,
        "list_handed_over": True,
    },
    "approve_seizure_afterwards": {"is_approved": True},
    "notify_seizure_extension": {"reason": "案情复杂"},
    "notify_seizure_appraisal": {"kind": "appraisal"},
    "check_seal": {"is_intact": True, "record": "封条完好", "officers": OFFICERS},
    "report_broken_seal": {"conduct": "used", "summary": "擅自启用已查封水泵"},
    "receive_release_application": {"reason": "已改正"},
    "maintain_seizure": {"record": "经核查尚未改正"},
    "release_seizure": {"ground": "corrected", "reason": "已改正"},
    "return_goods": {"receipt": "示例0002"},
    "sell_goods": {"seller": "示例拍卖行", "proceeds": "1000"},
    "dispose_seized": {"manner": "destroy", "reason": "依法应当销毁"},
}

OVER = ({"instrument": "生态环境法典", "article": "第1107条"},)
OLD_OVER = ({"instrument": "环境保护法", "article": "第60条"},)
ORDER: dict[str, Any] = {"facts": "超标排放", "basis": OVER, "remedies": REMEDIES}
PLAN = dict.fromkeys(("has_steps", "has_schedule", "has_funding", "has_persons", "is_published"), True)
PAPERS = dict.fromkeys(("has_report", "is_published", "has_monitoring", "has_comparison"), True)
SUPERVISED: dict[str, Any] = {"is_obeyed": True, "record": "已停产", "officers": OFFICERS}
FOLLOWED: dict[str, Any] = {"is_repeated": False, "record": "未发现同一违法行为", "officers": OFFICERS}

MEASURES: dict[str, dict[str, Any]] = {
    "serve_measure_notice": {"facts": "超标排放", "basis": OVER, "hearing_offered": True},
    "receive_measure_statement": {"summary": "请求从轻"},
    "examine_measure_statement": {"accepted": "not", "reason": "无从轻情形"},
    "waive_measure_statement": {"in_writing": True},
    "decide_restriction": {**ORDER, "ground": "over_standard"},
    "decide_production_stop": {**ORDER, "ground": "evasion", "is_discussed": True},
    "file_restriction_plan": PLAN,
    "file_production_stop_plan": PLAN,
    "supervise_restriction": SUPERVISED,
    "supervise_production_stop": SUPERVISED,
    "lift_restriction": PAPERS,
    "lift_production_stop": PAPERS,
    "follow_up_restriction": FOLLOWED,
    "follow_up_production_stop": FOLLOWED,
    "end_restriction": {"ground": "dissolved"},
    "end_production_stop": {"ground": "dissolved"},
}

CLOSING: dict[str, Any] = {"of": "propose_shutdown", "government": "g-430423", "document_no": "示例政函〔2026〕1号"}
CUTS = {"instrument": "生态环境法典", "article": "第1107条"}
"""Stands for the law that lets supply be cut: in the register there is none of which we know that it does."""
CLOSURE: dict[str, dict[str, Any]] = {
    "propose_shutdown": {
        "ground": "resumed_or_refused",
        "measures": ("closure",),
        "to": "g-430423",
        "basis": OVER,
        "reason": "擅自恢复生产",
        "coercion_basis": CUTS,
    },
    "decide_shutdown": {
        **CLOSING,
        "measures": ("closure",),
        "issued_by": "government",
        "basis": OVER,
        "remedies": REMEDIES,
        "coercion_basis": CUTS,
    },
    "decline_shutdown": {**CLOSING, "reason": "补充调查"},
    "notify_suppliers": {
        "of": "decide_shutdown",
        "supplies": ("water", "power"),
        "suppliers": ("示例供水公司", "示例供电公司"),
        "from_day": "2026-10-30",
        "demanded_on": "2026-10-13",
        "perform_by": "2026-10-20",
        "heard": True,
        "remedies": REMEDIES,
    },
    "confirm_supply_cut": {"cut_on": "2026-10-15"},
    "announce_dismantling": {"of": "decide_shutdown"},
    "dismantle_equipment": {"of": "decide_shutdown", "record": "主体设备已拆除", "officers": OFFICERS},
}

LISTING = ({"instrument": "建设项目环境保护管理条例", "article": "第20条第2款"},)
INSTITUTION = {"id": "institution-1", "kind": "organisation"}
JOINT = ({"instrument": "生态环境法典", "article": "第1067条"},)
OLD_JOINT = ({"instrument": "行政处罚法", "article": "第1条", "role": "procedure"},)
INSTITUTIONS: dict[str, dict[str, Any]] = {
    "hold_institution_liable": {
        "institution": INSTITUTION,
        "kind": "monitoring",
        "fault": "forgery",
        "is_responsible": True,
        "conduct_on": "2026-08-20",
        "facts": "出具虚假监测报告",
        "basis": JOINT,
    },
    "list_violator": {
        "subject": PARTY,
        "reason": "违法排放",
        "basis": LISTING,
        "noticed_on": "2026-09-10",
        "remedies": REMEDIES,
    },
    "delist_violator": {"ground": "repaired", "reason": "已完成信用修复"},
}

UNAPPROVED = ({"instrument": "生态环境法典", "article": "第1095条"},)
CONSTRUCTION: dict[str, dict[str, Any]] = {
    "classify_project": {
        "project_class": "unapproved",
        "variant": "no_approval",
        "assessment": "report",
        "is_begun": True,
        "is_in_use": False,
        "facts": "未批先建",
    },
    "order_construction": {
        "of": "classify_project",
        "orders": ("stop_building",),
        "requirement": "立即停止建设",
        "basis": UNAPPROVED,
        "remedies": REMEDIES,
    },
    "inspect_construction": {"is_obeyed": True, "record": "已停止建设", "officers": OFFICERS},
    "lift_construction": {
        "ground": "approved",
        "approver": "示例市生态环境局",
        "document_no": "示例环评〔2026〕1号",
        "reason": "已依法取得批准",
    },
}

FIELDS: dict[str, dict[str, Any]] = {**SEIZURE, **MEASURES, **CLOSURE, **INSTITUTIONS, **CONSTRUCTION}

HEADS = frozenset(
    {
        "approve_seizure",
        "spare_seizure",
        "approve_seizure_afterwards",
        "maintain_seizure",
        "release_seizure",
        "sell_goods",
        "dispose_seized",
        "decide_restriction",
        "decide_production_stop",
        "propose_shutdown",
        "hold_institution_liable",
        "list_violator",
        "delist_violator",
        "lift_construction",
    }
)
CLERKS = frozenset({"decide_shutdown", "decline_shutdown"})


def does(case: PaperCase, act: str, on: str | date | datetime, **fields: Any) -> Act:  # noqa: ANN401
    """Have an act done with what it usually says; `fields` overrides, `by` names another person."""
    by = HEAD if act in HEADS else CLERK if act in CLERKS else OFFICER
    return case.does(act, on, **{"by": by, **FIELDS.get(act, {}), **fields})


def an_inspected_case(on: str = "2026-09-01") -> PaperCase:
    """Return a case that the bureau found and inspected on a day."""
    case = PaperCase()
    case.does("report_finding", f"{on} 08:00", by=OFFICER)
    case.does("inspect_site", f"{on} 08:30")
    return case


def terms(case: PaperCase, rule: str, at: str) -> list[Term]:
    """Return the terms of a rule at an instant."""
    return [one for one in case.at(at).terms if one.rule == rule]


def term(case: PaperCase, rule: str, at: str) -> Term:
    """Return the last term of a rule at an instant."""
    return terms(case, rule, at)[-1]


def last_day(case: PaperCase, rule: str, at: str) -> str:
    """Return the last day of the last term of a rule."""
    return str(term(case, rule, at).last_day)


def sealed(on: str = "2026-09-01", **fields: Any) -> PaperCase:  # noqa: ANN401
    """Return a case whose pump was sealed on the spot at ten and approved at noon."""
    case = an_inspected_case(on)
    does(case, "impose_seizure", f"{on} 10:00", **fields)
    does(case, "approve_seizure_afterwards", f"{on} 12:00", of="impose_seizure")
    return case


def told(measure: str, on: str = "2026-09-02", **fields: Any) -> PaperCase:  # noqa: ANN401
    """Return a case told on 2 September that a measure is intended; its defence ends on the 9th."""
    case = an_inspected_case("2026-09-01")
    does(case, "serve_measure_notice", on, measure=measure, **fields)
    return case


def restricted(**fields: Any) -> PaperCase:  # noqa: ANN401
    """Return a case whose party is restricted from 10 September to 9 December 2026, served on the 11th."""
    case = told("restriction")
    does(case, "decide_restriction", "2026-09-10", **{"starts_on": "2026-09-10", "until": "2026-12-09", **fields})
    does(case, "serve_restriction", "2026-09-11", of="decide_restriction")
    return case


def stopped(**fields: Any) -> PaperCase:  # noqa: ANN401
    """Return a case whose party is stopped, decided on 10 September 2026 and served on the 11th."""
    case = told("stop_rectification")
    does(case, "decide_production_stop", "2026-09-10", **fields)
    does(case, "serve_production_stop", "2026-09-11", of="decide_production_stop")
    return case


def made(case: PaperCase) -> tuple[Effect, ...]:
    """Return every effect of a file, as its last act leaves it."""
    return tuple(judge(case.kind, case.number, case.acts, 0, case.law, case.acts[-1].recorded_at).effects)


def effects_of(case: PaperCase, act: str, at: str) -> list[Effect]:
    """Return what follows from the last act of a name."""
    no = max(one.no for one in case.acts if one.name == act)
    found = judge(case.kind, case.number, case.acts, no - 1, case.law, moment(at)).effects
    return [effect for effect in found if effect.act_no == no]


def attempt(case: PaperCase, act: str, on: str, **fields: Any) -> Attempt[Any]:  # noqa: ANN401
    """Return an act as a guard sees it, before the list has it."""
    asked = act_from(command(act, on, **fields), len(case.acts) + 1, moment(on))
    whole = Record.of(case.acts)
    return Attempt(whole.until(asked.day), asked.day, case.law, VIOLATION_CASE, asked, whole)
