"""Short sentences for transfers to the police and for what other bodies did: what each act says unless told otherwise."""

from datetime import date, datetime
from typing import Any

from judging.clock_reading import read_clocks
from judging.record import Record
from judging.terms import terms_of
from kinds import VIOLATION_CASE
from models.acts import Act
from models.standing import Term
from tests.builders import CLERK, HEAD, OFFICER, PaperCase, a_case, moment

FIELDS: dict[str, dict[str, Any]] = {
    "announce_referral": {"kind": "detention"},
    "decide_detention_referral": {"trigger": "solid_waste", "reason": "擅自倾倒、堆放危险废物"},
    "report_suspected_crime": {"indicators": ["非法排放含重金属的污染物超标"], "report": "建议移送"},
    "answer_crime_indicator": {"suspected": False, "reason": "属于一般工业固体废物，不适用入罪标准"},
    "decide_crime_referral": {"granted": True, "reason": "达到入罪标准"},
    "record_police_return": {"ground": "not_detainable"},
    "answer_refusal": {"course": "reconsideration"},
    "record_police_reconsideration": {"filed": False},
    "record_custody": {"measure": "arrest"},
    "record_criminal_judgment": {"outcome": "punished", "court_fine": "0"},
    "hold_joint_meeting": {"bodies": ["示例公安机关"], "conclusion": "由公安机关提前介入"},
    "designate_jurisdiction": {"unit": "u-4304", "by_superior": "示例上级机关"},
    "reply_to_proposal": {"reply": "已依法处理"},
    "find_damage_clue": {"summary": "河道底泥受损"},
    "decide_damage_claim": {"pursued": True, "reason": "损害事实清楚"},
    "conclude_consultation": {"agreed": True},
    "request_consultation": {"question": "是否达到立案标准"},
}
HEADS = frozenset(
    {"answer_crime_indicator", "decide_detention_referral", "decide_crime_referral", "decide_damage_claim"}
)
OFFICERS = frozenset({"report_suspected_crime", "request_consultation"})


def does(case: PaperCase, act: str, on: str | date | datetime, **fields: Any) -> Act:  # noqa: ANN401  any field of any act
    """Have an act done by whoever may, with what it says unless told otherwise."""
    by = fields.pop("by", HEAD if act in HEADS else OFFICER if act in OFFICERS else CLERK)
    return case.does(act, on, by=by, **{**FIELDS.get(act, {}), **fields})


def term(case: PaperCase, rule: str, at: str, variant: str = "") -> Term:
    """Return the last term of a rule as it stands at an instant."""
    record = Record.of(case.acts)
    clocks = read_clocks(record, VIOLATION_CASE, case.law)
    found = [
        row
        for row in terms_of(clocks, case.law, moment(at))
        if row.key.startswith(f"{rule}{variant and '.'}{variant}#")
    ]
    return found[-1]


def a_fined_case() -> PaperCase:
    """Return a case decided on 2026-09-22 and served the day after."""
    return a_case(until="serve_decision")


def a_suspected_crime() -> PaperCase:
    """Return a case filed on 2026-09-07 whose transfer was approved at nine on 2026-09-11, a Friday."""
    case = a_case(until="serve_correction_order")
    does(case, "report_suspected_crime", "2026-09-09")
    does(case, "decide_crime_referral", "2026-09-11", of="report_suspected_crime")
    return case


def sent(case: PaperCase, on: str = "2026-09-11 15:00") -> PaperCase:
    """Return the case after the file reached the police, who accepted it at once."""
    does(case, "refer_to_police", on, kind="crime", of="decide_crime_referral")
    does(case, "record_police_acceptance", on, of="refer_to_police")
    return case
