"""Short sentences for long facts: people, and a case that grows act by act without any engine."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any

from judging.admission import act_from, admit
from judging.judge import judge
from judging.kind import Kind
from judging.record import Record
from judging.standing import next_instant, read, standing
from kinds import VIOLATION_CASE
from law.edition import Law, shipped
from models.acts import ACTS, Act, Command, Content
from models.grants import Grant
from models.people import ENGINE, Actor, Answerable, GridLevel, Officer, PartyRef, Role
from models.standing import Standing
from models.values import CIVIL

TOWN, COUNTY, CITY = "u-430423100", "u-430423", "u-4304"
LONG_VALID = date(2035, 12, 31)

PATROLLER = Actor(id="p-town-1", unit=TOWN, level=3, roles=(Role.PATROLLER,))
OFFICER = Actor(id="p-county-1", unit=COUNTY, level=2, roles=(Role.OFFICER,), certified_until=LONG_VALID)
CLERK = Actor(id="p-county-3", unit=COUNTY, level=2, roles=(Role.CLERK,))
REVIEWER = Actor(id="p-county-4", unit=COUNTY, level=2, roles=(Role.REVIEWER,))
HEAD = Actor(id="p-county-5", unit=COUNTY, level=2, roles=(Role.HEAD,))
LEGAL = Actor(id="p-county-6", unit=COUNTY, level=2, roles=(Role.LEGAL,))
DEPUTY = Actor(id="p-county-7", unit=COUNTY, level=2, roles=(Role.HEAD,))
SUPERVISOR = Actor(id="p-city-1", unit=CITY, level=1, roles=(Role.SUPERVISOR,))
HOTLINE = Actor(id="s-12369", kind="system")
GRANTED = Actor(
    id="s-granted", kind="system", grants=tuple(Grant(act=act, files="unit", unit=COUNTY) for act in sorted(ACTS))
)
"""A system that was granted in the files of a county whatever may be granted."""

OFFICERS = (
    Officer(id="p-county-1", unit=COUNTY, certified_until=LONG_VALID),
    Officer(id="p-county-2", unit=COUNTY, certified_until=LONG_VALID),
)
PARTY = PartyRef(id="party-1", kind="organisation")
LEVELS: tuple[tuple[GridLevel, str, str], ...] = ((3, "430423100", TOWN), (2, "430423", COUNTY), (1, "4304", CITY))


def answering(unit: str, level: GridLevel = 1, grid: str = "4304") -> Answerable:
    """Return who answers in a unit: a department of the city unless said otherwise."""
    return Answerable(
        level=level, grid=grid, unit=unit, leader=f"{unit}-leader", main=f"{unit}-main", direct=f"{unit}-direct"
    )


CHAIN = tuple(answering(unit, level, grid) for level, grid, unit in LEVELS)
PLACE = {"grid": "430423100", "text": "示例村"}
REMEDIES = {
    "reconsideration_body": "衡阳市人民政府",
    "reconsideration_period": "六十日内",
    "court": "有管辖权的人民法院",
    "suit_period": "六个月内",
}
SUIT_OF_SIX_MONTHS = datetime(2015, 5, 1, tzinfo=CIVIL)
"""Before it a suit had three months (行政诉讼法 of 1989)."""
BASIS = ({"instrument": "建设项目环境保护管理条例", "article": "第22条"},)
"""A provision that has fines from 50,000 to 1,000,000 in its two paragraphs."""
SMALL_BASIS = ({"instrument": "畜禽规模养殖污染防治条例", "article": "第41条"},)
"""One that has fines up to 50,000."""
OTHER_BASIS = ({"instrument": "建设项目环境保护管理条例", "article": "第20条"},)
"""One of which the register does not know what it provides for."""
LEAST = 50000
WEIGHED = {"standard": "示例裁量基准（示例文号）", "reason": "按示例情节裁量"}
DAILY_BASIS = ({"instrument": "生态环境法典", "article": "第1060条"},)


def basis_for(said: dict[str, Any]) -> tuple[dict[str, str], ...]:
    """Return a penal provision that has what a notice or decision says."""
    if list(said["measures"]) != ["fine"]:
        return OTHER_BASIS
    return SMALL_BASIS if float(said.get("fine") or 0) < LEAST else BASIS


def moment(day: str | date | datetime) -> datetime:
    """Return an instant of a civil day: nine in the morning unless a time is given."""
    if isinstance(day, str):
        day = datetime.fromisoformat(day) if " " in day or "T" in day else date.fromisoformat(day)
    if isinstance(day, datetime):
        return day if day.tzinfo else day.replace(tzinfo=CIVIL)
    return datetime.combine(day, time(9), CIVIL)


FIELDS: dict[str, dict[str, Any]] = {
    "report_finding": {"place": PLACE, "pollution": ["water"], "summary": "排口外排污水", "answerable": CHAIN},
    "receive_complaint": {
        "place": PLACE,
        "pollution": ["water"],
        "channel": "telephone",
        "sealed": "c-1",
        "named": True,
        "answerable": CHAIN,
    },
    "convene_joint_investigation": {
        "place": PLACE,
        "pollution": ["water"],
        "answerable": CHAIN,
        "reason": "涉及多个部门，须联合调查",
    },
    "receive_assistance_request": {
        "place": PLACE,
        "pollution": ["water"],
        "answerable": CHAIN[1:],
        "unit": COUNTY,
        "requester": "邵阳市生态环境局",
        "document_no": "邵环函〔2026〕8号",
        "request": "请协助核实货物去向",
    },
    "refuse_complaint": {"ground": "not_environmental", "reason": "反映事项不属于生态环境部门职责"},
    "forward_complaint": {"summary": "反映排口外排污水，转交调查"},
    "record_complaint_result": {"case": "2026-000001", "result": "经查属实，已依法处理"},
    "answer_complaint": {"finding": "true", "result": "反映情况属实，已依法处理"},
    "list_point": {"place": PLACE, "pollution": ["water"], "summary": "反映排口外排污水"},
    "refuse_point": {"ground": "not_environmental", "reason": "属于其他部门职责，已告知"},
    "judge_point": {"finding": "true", "result": "经查属实，已责令改正"},
    "join_case": {"case": "2026-000009", "reason": "同一排口"},
    "note_repeat": {"earlier": "T2026-000009", "reason": "同一排口、同一时段"},
    "record_satisfaction": {"satisfaction": "satisfied", "solved": "solved"},
    "reopen_complaint": {"ground": "new_facts", "reason": "出现新的排口"},
    "set_order_deadline": {"handle_by": "2026-09-18"},
    "record_order_urging": {"way": "supervise", "demand": "群众多次反映，请尽快办理并报告"},
    "reply_to_urging": {"result": "已安排现场检查"},
    "return_order": {"ground": "not_environmental", "competent": "衡山县城市管理局", "reason": "反映占道经营"},
    "record_return_accepted": {},
    "record_return_refused": {"reason": "反映的油烟属于生态环境部门职责"},
    "request_petition_review": {"body": "衡阳市生态环境局"},
    "record_review_opinion": {"outcome": "maintained", "reason": "原处理意见适当"},
    "request_petition_recheck": {"body": "湖南省生态环境厅"},
    "record_recheck_opinion": {"outcome": "maintained", "reason": "复查意见适当"},
    "report_emergency": {
        "place": PLACE,
        "pollution": ["water"],
        "summary": "储罐破裂，废液流入沟渠",
        "answerable": CHAIN,
    },
    "classify_emergency": {"level": "ordinary", "reason": "影响限于厂区附近沟渠"},
    "change_emergency_class": {"level": "major", "reason": "污染带向下游移动"},
    "send_first_report": {"to": ["government", "superior"], "summary": "初报"},
    "send_follow_up": {"to": ["government", "superior"], "summary": "续报"},
    "send_final_report": {"to": ["government", "superior"], "summary": "处理结果"},
    "notify_neighbour": {"region": "示例县", "department": "示例县分局", "is_advised": True},
    "start_response": {"organ": "衡山县人民政府", "response": "iv"},
    "end_response": {"organ": "衡山县人民政府", "is_removed": True, "reason": "污染物已降至限值以内"},
    "begin_damage_assessment": {"assessor": "示例评估机构"},
    "end_damage_assessment": {"loss": "120000", "result": "直接经济损失十二万元"},
    "begin_emergency_investigation": {"organiser": "city", "leader": HEAD.id},
    "decline_emergency_investigation": {"reason": "原因清楚，影响轻微"},
    "submit_investigation_report": {
        "cause": "储罐年久失修",
        "nature": "责任事件",
        "responsibility": "企业负责",
        "is_violation": True,
    },
    "open_case_of_emergency": {"summary": "储罐渗漏未采取防范措施"},
    "find_no_emergency": {"reason": "系正常排水，未造成污染"},
    "plan_patrol": {
        "place": {"grid": "430423100"},
        "patroller": "p-town-1",
        "points": [
            {"point": "430423100", "sort": "ground", "every": 7},
            {"point": "91430400MA4L0001X1", "sort": "polluter", "every": 7},
        ],
        "answerable": CHAIN,
    },
    "record_sightings": {"seen": [{"point": "430423100"}]},
    "report_patrol_finding": {
        "pollution": ["water"],
        "summary": "排口外排黑色污水",
        "stopped": "obeyed",
        "measures": "责令停止外排",
        "goes": "new",
    },
    "explain_missed_points": {"points": ["430423100"], "reason": "道路中断"},
    "record_patrol_finding": {
        "patrol": "P2026-000001",
        "place": PLACE,
        "pollution": ["water"],
        "summary": "同一排口再次外排",
    },
    "assist_on_site": {"summary": "配合执法人员现场检查"},
    "receive_transfer": {
        "place": PLACE,
        "pollution": ["air"],
        "unit": COUNTY,
        "receiver": CHAIN[1],
        "from_unit": "示例市生态环境局",
        "matter": "跨界排放",
        "letter": "示环移〔2026〕1号",
        "materials": [{"name": "现场照片", "count": 4}],
        "reason": "elsewhere",
        "explanation": "排放行为发生在该县",
        "answerable": CHAIN,
    },
    "receive_alarm": {
        "place": PLACE,
        "pollution": ["water"],
        "answerable": CHAIN,
        "point": "DW001",
        "pollutant": "化学需氧量",
        "value": "152.4",
        "limit": "100",
        "measured_in": "mg/L",
        "began_at": "2026-09-01T08:00",
        "ended_at": "2026-09-01T09:00",
    },
    "add_exceedance": {
        "pollutant": "化学需氧量",
        "value": "160",
        "limit": "100",
        "measured_in": "mg/L",
        "began_at": "2026-09-01T10:00",
        "ended_at": "2026-09-01T11:00",
    },
    "open_case_of_alarm": {"summary": "外排废水化学需氧量超标"},
    "join_alarm_to_case": {"case": "2026-000001", "reason": "同一排放口的超标正在查处"},
    "set_alarm_aside": {"ground": "checked_below_limit", "reason": "现场采样监测未超标"},
    "receive_disclosure_request": {
        "place": PLACE,
        "answerable": CHAIN,
        "channel": "in_person",
        "wanted": "示例公司2025年排污许可证执行报告",
        "sealed": "s-1",
    },
    "ask_for_completion": {"lacking": "未写明年份", "due": "2026-09-18"},
    "complete_disclosure_request": {"wanted": "示例公司2025年度执行报告"},
    "ask_for_reasons": {"frequency": "一个月内申请四十件", "due": "2026-09-18"},
    "record_reasons": {"is_given": True, "reasons": "用于课题研究"},
    "postpone_answer": {"until": "2026-12-31", "reason": "数量较多"},
    "notify_processing_fee": {"by": "item", "count": 30, "amount": "2000", "reckoning": "第11件至第30件，每件100元"},
    "record_processing_fee": {"receipt": "示例0002"},
    "consult_on_disclosure": {"whom": "third_party", "party": PARTY, "concerns": "执行报告中的工艺参数"},
    "record_consultation": {"says": "objects", "has_good_reason": True, "reason": "涉及工艺参数"},
    "tell_of_longer_answer": {"reason": "涉及数量较多"},
    "answer_disclosure_request": {
        "outcome": "provided",
        "reason": "所申请的信息可以公开",
        "means": "随本答复书提供复印件",
        "remedies": REMEDIES,
    },
    "tell_third_party": {"disclosed": "执行报告中的排放数据", "reason": "关系公共利益"},
    "deem_request_abandoned": {"reason": "期满未补正，没有正当理由"},
    "record_answer_contested": {"way": "review", "body": "衡阳市人民政府"},
    "record_contest_ended": {"document_no": "衡政复决〔2026〕1号", "result": "维持答复"},
    "record_answer_overturned": {"document_no": "衡政复决〔2026〕2号", "result": "撤销答复，责令重新答复"},
    "stop_on_site": {"measures": "责令停止外排", "obeyed": True},
    "hand_to_department": {"unit": COUNTY},
    "file_case": {"cause": "未经批准排放水污染物", "party": PARTY, "officers": OFFICERS},
    "decline_filing": {"ground": "no_violation", "reason": "未发现违法事实"},
    "inspect_site": {"record": "现场检查情况", "officers": OFFICERS, "identity_shown": True},
    "interview": {"record": "询问情况", "officers": OFFICERS, "identity_shown": True},
    "receive_report": {"exceeds": True, "result": "超标"},
    "conclude_investigation": {"proposal": "penalise", "report": "建议处罚"},
    "serve_correction_order": {"requirement": "立即停止违法排放", "remedies": REMEDIES},
    "recheck_correction": {"corrected": True, "record": "已改正", "officers": OFFICERS},
    "review_case": {"opinion": "agree"},
    "serve_notice": {"measures": ["fine"], "fine": "100000", "facts": "违法排放", "basis": BASIS},
    "waive_statement": {"in_writing": True},
    "waive_hearing": {"in_writing": True},
    "receive_statement": {"summary": "请求从轻"},
    "examine_statement": {"accepted": "not", "reason": "无从轻情形"},
    "decide_penalty": {
        "measures": ["fine"],
        "fine": "100000",
        "facts": "违法排放",
        "basis": BASIS,
        "remedies": REMEDIES,
        "weighing": WEIGHED,
    },
    "decide_no_penalty": {
        "ground": "first_slight_corrected",
        "reason": "初次违法且后果轻微并及时改正",
        "educated": True,
        "first_time": True,
        "harm": "slight",
        "corrected_on": "2026-09-01",
        "evidence": "整改照片",
    },
    "record_payment": {"amount": "100000", "receipt": "示例0001"},
    "refuse_hearing": {"reason": "逾期申请"},
    "serve_hearing_notice": {"place": "示例会议室", "chair": LEGAL.id},
    "hold_hearing": {"chair": LEGAL.id, "recorder": CLERK.id, "record": "听证情况"},
    "conclude_hearing": {"opinion": "维持拟处罚意见"},
    "review_legality": {"opinion": "agreed"},
    "discuss_collectively": {"voters": [HEAD.id, DEPUTY.id], "conclusion": "同意拟处罚意见"},
    "request_recusal": {"person": OFFICER.id, "reason": "与当事人有利害关系"},
    "decide_recusal": {"granted": True, "reason": "理由成立"},
    "register_evidence": {"items": "台账三册", "officers": OFFICERS, "identity_shown": True},
    "dispose_evidence": {"outcome": "copied"},
    "decide_on_the_spot": {
        "party": PARTY,
        "measures": ["fine"],
        "fine": "3000",
        "facts": "未按规定张贴标识",
        "basis": BASIS,
        "remedies": REMEDIES,
        "officers": OFFICERS,
        "identity_shown": True,
        "party_heard": True,
        "reconsideration_first_told": True,
        "number": "示例第0001号",
    },
    "serve_daily_notice": {"facts": "复查时仍在排放", "basis": DAILY_BASIS},
    "decide_daily_penalty": {"facts": "复查时仍在排放", "basis": DAILY_BASIS, "remedies": REMEDIES},
    "publish_decision": {"summary": "罚款十万元"},
    "feed_back": {"to": "township", "result": "已依法处罚"},
    "confirm_feedback": {"way": "telephone"},
    "close_case": {"ground": "performed", "summary": "已履行完毕"},
}

DOERS: dict[str, Actor] = {
    "change_emergency_class": HEAD,
    "start_response": HEAD,
    "end_response": HEAD,
    "begin_emergency_investigation": HEAD,
    "decline_emergency_investigation": HEAD,
    "open_case_of_emergency": HEAD,
    "find_no_emergency": HEAD,
    "close_emergency": HEAD,
    **dict.fromkeys(
        ("record_sightings", "report_patrol_finding", "explain_missed_points", "close_patrol", "assist_on_site"),
        PATROLLER,
    ),
    "plan_patrol": PATROLLER,
    "report_finding": PATROLLER,
    "receive_alarm": HOTLINE,
    "add_exceedance": HOTLINE,
    "set_alarm_aside": HEAD,
    "archive_alarm": CLERK,
    **dict.fromkeys(
        (
            "receive_disclosure_request",
            "ask_for_completion",
            "complete_disclosure_request",
            "ask_for_reasons",
            "record_reasons",
            "record_processing_fee",
            "consult_on_disclosure",
            "record_consultation",
            "tell_of_longer_answer",
            "serve_disclosure_answer",
            "tell_third_party",
            "withdraw_disclosure_request",
            "record_answer_contested",
            "record_contest_ended",
            "record_answer_overturned",
            "archive_disclosure_request",
        ),
        CLERK,
    ),
    **dict.fromkeys(
        ("postpone_answer", "notify_processing_fee", "answer_disclosure_request", "deem_request_abandoned"), HEAD
    ),
    "stop_on_site": PATROLLER,
    "report_upward": PATROLLER,
    "receive_complaint": CLERK,
    "receive_transfer": CLERK,
    "accept_complaint": CLERK,
    "refuse_complaint": HEAD,
    "forward_complaint": CLERK,
    "record_complaint_result": CLERK,
    "answer_complaint": CLERK,
    "archive_complaint": CLERK,
    **dict.fromkeys(
        (
            "list_point",
            "judge_point",
            "join_case",
            "note_repeat",
            "record_satisfaction",
            "request_petition_review",
            "record_review_opinion",
            "request_petition_recheck",
            "record_recheck_opinion",
        ),
        CLERK,
    ),
    "refuse_point": HEAD,
    "reopen_complaint": HEAD,
    "return_order": HEAD,
    "confirm_feedback": CLERK,
    "review_case": REVIEWER,
    "record_payment": CLERK,
    "publish_decision": CLERK,
    "feed_back": CLERK,
    "archive_case": CLERK,
    "end_excluded_time": CLERK,
    "request_hearing": CLERK,
    "withdraw_hearing": CLERK,
    "hold_hearing": LEGAL,
    "conclude_hearing": LEGAL,
    "review_legality": LEGAL,
    "request_recusal": CLERK,
    **dict.fromkeys(
        (
            "file_case",
            "decline_filing",
            "revoke_filing",
            "decide_penalty",
            "decide_no_penalty",
            "close_case",
            "extend_term",
            "correct_act",
            "withdraw_act",
            "begin_excluded_time",
            "suspend_investigation",
            "withhold_publication",
            "refuse_hearing",
            "discuss_collectively",
            "decide_recusal",
            "approve_registration",
            "dispose_evidence",
            "decide_daily_penalty",
            "defer_payment",
            "reassign",
            "convene_joint_investigation",
        ),
        HEAD,
    ),
}


def usual(act: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an act usually says, with these fields, on a provision that has the penalty it names."""
    said = {**FIELDS.get(act, {}), **fields}
    if said.get("basis") is BASIS and "measures" in said:
        said["basis"] = basis_for(said)
    return said


def command(act: str, on: str | date | datetime, *, by: Actor | None = None, key: str = "", **fields: Any) -> Command:  # noqa: ANN401
    """Return a command with sensible content; `fields` overrides."""
    said = usual(act, fields)
    if said.get("remedies") is REMEDIES and moment(on) < SUIT_OF_SIX_MONTHS:
        said["remedies"] = {**REMEDIES, "suit_period": "三个月内"}
    content = ACTS[act].model_validate(said)
    return Command(
        key=key or f"{act}@{moment(on).isoformat()}",
        happened_at=moment(on),
        by=by or DOERS.get(act, OFFICER),
        content=content,
    )


def pointed(acts: Sequence[Act], fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields with `of` given as a number, when it names an act."""
    of = fields.get("of")
    if not isinstance(of, str):
        return fields
    return {**fields, "of": max(act.no for act in acts if act.name == of)}


class PaperCase:
    """A file without an engine: acts are admitted and judged, as the workflow would, at the instant they happen."""

    number = "2026-000001"

    def __init__(self, law: Law | None = None, kind: Kind = VIOLATION_CASE) -> None:
        self.law = law or shipped()
        self.kind = kind
        self.acts: list[Act] = []

    def does(self, act: str, on: str | date | datetime, *, now: str | date | datetime = "", **rest: Any) -> Act:  # noqa: ANN401
        """Have an act done on a day (recorded then, or at `now`); time acts first; raises the refusal.

        `of` may name the act it points at: the last one of that name is meant.
        """
        rest = pointed(self.acts, rest)
        asked = command(act, on, **rest)
        at = moment(now) if now else asked.happened_at
        self.waits_until(at)
        admit(self.kind, self.acts, asked, self.law, at)
        done = act_from(asked, len(self.acts) + 1, at)
        self.acts.append(done)
        self.waits_until(at)
        return done

    def waits_until(self, at: str | date | datetime) -> None:
        """Let time act, step by step, up to an instant."""
        if not self.acts:
            return
        end = moment(at)
        while (next_at := next_instant(read(self.kind, self.acts, self.law, self._last))) and next_at <= end:
            self.acts = list(self._judged(next_at))
        self.acts = list(self._judged(end))

    def _judged(self, at: datetime) -> Sequence[Act]:
        return judge(self.kind, self.number, self.acts, len(self.acts), self.law, at).acts

    @property
    def _last(self) -> datetime:
        return max(act.recorded_at for act in self.acts)

    def at(self, at: str | date | datetime) -> Standing:
        """Return the standing at an instant, in which every act can be asked about."""
        found = standing(self.kind, self.number, self.acts, self.law, moment(at))
        assert [] == [one.act for one in found.forbidden if "暂时无法判断" in one.sentence]
        return found

    def record(self) -> Record:
        """Return the record as it counts."""
        return Record.of(self.acts)

    def names(self) -> list[str]:
        """Return the names of all acts, in the order of the list."""
        return [act.name for act in self.acts]


def enters(file: PaperCase, content: Content, on: str | date | datetime) -> Act:
    """Have the engine enter what became of something that was sent."""
    file.waits_until(on)
    act = Act(
        no=len(file.acts) + 1,
        key=f"engine/{len(file.acts)}",
        happened_at=moment(on),
        recorded_at=moment(on),
        by=ENGINE,
        content=content,
    )
    file.acts.append(act)
    return act


PENALTY_PATH: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("report_finding", "2026-09-01", {}),
    ("stop_on_site", "2026-09-01", {}),
    ("report_upward", "2026-09-01 15:00", {}),
    ("hand_to_department", "2026-09-02", {}),
    ("inspect_site", "2026-09-03", {}),
    ("file_case", "2026-09-07", {}),
    ("serve_correction_order", "2026-09-07", {}),
    ("conclude_investigation", "2026-09-10", {}),
    ("review_case", "2026-09-11", {}),
    ("serve_notice", "2026-09-14", {}),
    ("recheck_correction", "2026-09-16", {"of": "serve_correction_order"}),
    ("decide_penalty", "2026-09-22", {}),
    ("serve_decision", "2026-09-23", {}),
    ("publish_decision", "2026-09-24", {}),
    ("feed_back", "2026-09-24 10:00", {}),
    ("record_payment", "2026-09-28", {}),
    ("close_case", "2026-09-29", {}),
    ("archive_case", "2026-10-12", {}),
)


def a_case(until: str = "archive_case") -> PaperCase:
    """Return a case that has gone the penalty path up to and including an act."""
    case = PaperCase()
    case.acts = list(_gone([act for act, _, _ in PENALTY_PATH].index(until) + 1))
    return case


@cache
def _gone(steps: int) -> tuple[Act, ...]:
    """Return the acts of a case that has gone so many steps of the penalty path: gone once, however many begin there."""
    case = PaperCase()
    if steps:
        case.acts = list(_gone(steps - 1))
        act, on, fields = PENALTY_PATH[steps - 1]
        case.does(act, on, **fields)
    return tuple(case.acts)
