"""A case that begins where a decision has been served: on any day since 2010, without the long way there."""

from decimal import Decimal
from typing import Any

from judging.record import Record
from kinds import VIOLATION_CASE
from models.acts import ACTS, Act
from models.people import Actor
from procedures.penalty.decisions import DECIDING, confiscation_of, fine_of
from tests.builders import (
    BASIS,
    CHAIN,
    CLERK,
    HEAD,
    OFFICER,
    OFFICERS,
    PARTY,
    PATROLLER,
    PLACE,
    REMEDIES,
    PaperCase,
    moment,
)

FINE = "100000"

STORY: tuple[tuple[str, Actor, dict[str, Any]], ...] = (
    ("report_finding", PATROLLER, {"place": PLACE, "pollution": ["water"], "summary": "外排污水", "answerable": CHAIN}),
    ("file_case", HEAD, {"cause": "超标排放水污染物", "party": PARTY, "officers": []}),
    ("serve_notice", OFFICER, {"measures": ["fine"], "fine": FINE, "facts": "超标排放", "basis": BASIS}),
    (
        "decide_penalty",
        HEAD,
        {"measures": ["fine"], "fine": FINE, "facts": "超标排放", "basis": BASIS, "remedies": REMEDIES},
    ),
    ("serve_decision", OFFICER, {}),
)
"""What had happened, all on the day of service."""

SAID: dict[str, dict[str, Any]] = {
    "record_payment": {"receipt": "示例0001"},
    "collect_on_the_spot": {"receipt": "示例0002", "ground": "small"},
    "refuse_deferral": {"reason": "没有困难"},
    "agree_execution": {"terms": "分阶段履行"},
    "serve_demand": {"rights_told": True},
    "state_on_demand": {"summary": "请求宽限"},
    "answer_on_demand": {"accepted": "not", "reason": "没有依据"},
    "apply_to_court": {"court": "示例区人民法院"},
    "court_refuses": {"reason": "材料不齐"},
    "court_hears": {"reason": "明显缺乏事实根据之嫌"},
    "court_rules": {"outcome": "enforce"},
    "object_to_court": {"reason": "裁定不当"},
    "upper_court_rules": {"outcome": "granted"},
    "suspend_execution": {"ground": "unable", "reason": "暂无财产"},
    "end_execution": {"ground": "never_resumed", "reason": "无财产可供执行"},
    "order_stay": {"ordered_by": "reconsideration_body", "reason": "可能造成难以弥补的损失"},
    "begin_hindrance": {"ground": "force_majeure", "reason": "洪涝灾害"},
    "apply_reconsideration": {"body": "示例市人民政府"},
    "decline_reconsideration": {"kind": "not_admitted", "reason": "超过期限"},
    "answer_reconsideration": {"with_evidence": True},
    "suspend_reconsideration": {"reason": "须待鉴定"},
    "terminate_reconsideration": {"ground": "withdrawn"},
    "decide_reconsideration": {"outcome": "maintain"},
    "file_suit": {"court": "示例区人民法院"},
    "submit_defence": {"with_evidence": True},
    "judge_suit": {"outcome": "dismiss"},
    "appeal_suit": {"by_whom": "party", "reason": "不服一审判决"},
    "revoke_decision": {"extent": "revoke", "reason": "认定事实有误", "remedies": REMEDIES},
    "correct_clerical_error": {"kind": "slip", "harmless": True, "correction": "“2026”更正为“2025”"},
    "withdraw_publication": {"reason": "处罚决定已被撤销"},
}
"""What each act of these procedures says, unless a test says otherwise."""


def sum_ordered(record: Record) -> Decimal:
    """Return what the decisions of a case order to be paid, served or not: fines and confiscated gains, no surcharge."""
    return sum((fine_of(record, one) + confiscation_of(record, one) for one in record.all(*DECIDING)), Decimal(0))


class ServedCase(PaperCase):
    """A case on paper whose decision was served on a day; acts are done by whoever usually does them."""

    def __init__(self, served_on: str, **decision: Any) -> None:  # noqa: ANN401  whatever the decision says
        super().__init__()
        for name, by, said in STORY:
            fields = {**said, **(decision if name == "decide_penalty" else {})}
            self.enters(name, served_on, by, **fields)
        self.waits_until(served_on)

    def enters(self, name: str, on: str, by: Actor, **fields: Any) -> Act:  # noqa: ANN401  whatever the act says
        """Put an act on the list without asking whether it may be done."""
        at, no = moment(on), len(self.acts) + 1
        content = ACTS[name].model_validate(fields)
        act = Act(no=no, key=f"{name}/{no}", happened_at=at, recorded_at=at, by=by, content=content)
        self.acts.append(act)
        return act

    def sees(self, name: str, on: str, **fields: Any) -> Act:  # noqa: ANN401  whatever the act says
        """Have an act done by somebody who may; what is not said is as usual."""
        by = next(one for one in (CLERK, OFFICER, HEAD) if set(one.roles) & VIOLATION_CASE.steps[ACTS[name]].by.roles)
        return self.does(name, on, **{"by": by, "key": f"{name}/{len(self.acts)}", **SAID.get(name, {}), **fields})

    @property
    def service(self) -> int:
        """The number of the act by which the decision was served."""
        return next(act.no for act in self.acts if act.name == "serve_decision")

    def last_day(self, rule: str, on: str) -> str:
        """Return the last day of the newest term of a rule, as it stands on a day."""
        days = [term.last_day for term in self.at(on).terms if term.rule == rule]
        return str(days[-1]) if days else "none"

    def state(self, rule: str, on: str) -> str:
        """Return the state of the newest term of a rule on a day; `none` where there is none."""
        states = [term.state for term in self.at(on).terms if term.rule == rule]
        return states[-1] if states else "none"

    def may(self, name: str, on: str) -> bool:
        """Tell whether an act stands among what may be done on a day."""
        self.waits_until(on)
        return name in {row.act for row in self.at(on).next}

    def forbidden(self, name: str, on: str) -> str:
        """Return what is said of an act that is forbidden on a day; empty where it is not."""
        self.waits_until(on)
        return next((row.sentence for row in self.at(on).forbidden if row.act == name), "")


def on_the_spot(on: str, fine: str = "100") -> ServedCase:
    """Return a case in which a fine was decided and handed over on the spot."""
    case = ServedCase(on)
    case.acts = case.acts[:1]
    said = {"measures": ["fine"], "fine": fine, "facts": "未张贴公示牌", "basis": BASIS, "remedies": REMEDIES}
    people = {"party": PARTY, "officers": OFFICERS, "identity_shown": True, "party_heard": True}
    case.enters("decide_on_the_spot", on, OFFICER, number="示例1", **people, **said)
    return case


def served_daily(case: ServedCase) -> int:
    """Add a daily penalty of two days to a case, served on 2026-09-10; return the number of its service."""
    said = {"fine": "200000", "facts": "拒不改正", "basis": BASIS, "remedies": REMEDIES}
    decision = case.enters("decide_daily_penalty", "2026-09-10", HEAD, of=1, **said)
    return case.enters("serve_daily_decision", "2026-09-10", OFFICER, of=decision.no).no
