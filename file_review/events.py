"""The events a published case is told in (事件): their Chinese names, and the rule that first made each possible.

What each becomes in the file is `mapping`; the two lists are one, a test holds them together.
"""

from dataclasses import dataclass
from datetime import date

from law.alike import alike
from law.chinese import day as told
from law.edition import Law


@dataclass(frozen=True, slots=True)
class Since:
    """The first day of a rule, and its article."""

    day: date
    citation: str

    @property
    def sentence(self) -> str:
        """Return since when the rule is in force, in Chinese."""
        return f"{told(self.day)}施行的{self.citation}"


@dataclass(frozen=True, slots=True)
class Event:
    """One kind of event."""

    label: str
    rule: str = ""
    """The rule of the catalogue that first made it possible; empty where it always was."""

    def since(self, law: Law) -> Since | None:
        """Return since when there can be such an event; None where it always could be."""
        if not self.rule:
            return None
        first = law.catalogue.through_time(self.rule)[0]
        return Since(first.since, first.citation)


EVENTS: dict[str, Event] = {
    "violation": Event("违法行为发生"),
    "violation_start": Event("违法行为开始"),
    "violation_end": Event("违法行为终了"),
    "complaint_received": Event("接到投诉举报"),
    "lead_received": Event("收到线索"),
    "dispatched": Event("转办、交办"),
    "substantiated": Event("查证属实"),
    "discovered": Event("发现违法行为"),
    "inspection_start": Event("开始检查"),
    "investigation": Event("调查"),
    "interview": Event("询问"),
    "sampled": Event("采样"),
    "monitoring_report": Event("监测报告"),
    "appraised": Event("鉴定"),
    "report": Event("向上级或者其他机关报告"),
    "meeting": Event("多部门会商"),
    "jurisdiction_assigned": Event("指定管辖"),
    "transfer_planned": Event("拟移送"),
    "case_filed": Event("立案"),
    "correction_order_served": Event("送达责令改正"),
    "recheck": Event("复查"),
    "rectified": Event("改正"),
    "notice_served": Event("送达事先告知"),
    "statement_received": Event("收到陈述申辩"),
    "statement_waived": Event("放弃陈述申辩"),
    "hearing_waived": Event("放弃听证", "hearing_request"),
    "hearing_requested": Event("申请听证", "hearing_request"),
    "hearing_accepted": Event("受理听证", "hearing_request"),
    "hearing_notice_served": Event("送达听证通知", "hearing_request"),
    "hearing_held": Event("举行听证", "hearing_request"),
    "hearing_closed": Event("听证结束", "hearing_request"),
    "case_meeting": Event("集体讨论"),
    "penalty_decision": Event("处罚决定"),
    "decision_served": Event("送达处罚决定"),
    "decision_left": Event("留置送达处罚决定"),
    "decision_served_by_notice": Event("公告送达处罚决定（填公告之日，期满视为送达）"),
    "no_penalty_decision": Event("不予处罚决定"),
    "paid": Event("缴款"),
    "daily_fine_decision": Event("按日连续处罚决定", "daily_penalty_days"),
    "seized": Event("查封、扣押", "seizure_period"),
    "seizure_extended": Event("延长查封、扣押期限", "seizure_period"),
    "seizure_released": Event("解除查封、扣押", "seizure_period"),
    "production_limit": Event("限制生产", "restrict_production_period"),
    "production_stop": Event("停产整治", "stop_production_period"),
    "production_stop_end": Event("停产整治解除", "stop_production_period"),
    "closure_order": Event("政府责令关闭"),
    "closed": Event("关闭、办结"),
    "reminder_issued": Event("作出催告", "demand_before_court"),
    "reminder_served": Event("送达催告", "demand_before_court"),
    "enforcement_applied": Event("申请强制执行"),
    "enforcement_accepted": Event("法院受理强制执行申请"),
    "enforcement_ruling": Event("法院执行裁定"),
    "deadline": Event("所定期限"),
    "transferred_police_admin": Event("移送适用行政拘留", "detention_transfer"),
    "transferred_police_criminal": Event("移送涉嫌犯罪", "crime_transfer_send"),
    "transferred_police": Event("移送公安机关"),
    "police_filed": Event("公安机关立案"),
    "detained": Event("拘留"),
    "arrested": Event("逮捕"),
    "bail": Event("取保候审"),
    "prosecuted": Event("提起公诉"),
    "no_prosecution": Event("不起诉"),
    "trial": Event("开庭审理"),
    "judgment": Event("判决"),
    "appeal": Event("上诉(抗诉)"),
    "procuratorate_proposal": Event("检察建议", "procuratorial_suggestion_2015"),
    "review_requested": Event("申请行政复议"),
    "review_decision": Event("行政复议决定"),
    "lawsuit_filed": Event("起诉"),
    "lawsuit_accepted": Event("法院受理起诉"),
    "published": Event("公开、公布"),
}

BY_LABEL = {event.label: name for name, event in EVENTS.items()}
"""The events by their Chinese names, under which a fact may be told as well."""


def event_named(said: str) -> str | None:
    """Return the event of a name, stable or Chinese; None where nobody knows it."""
    return said if said in EVENTS else BY_LABEL.get(said)


def near(said: str) -> list[str]:
    """Return the events whose name, stable or Chinese, is like this one."""
    labelled = [BY_LABEL[label] for label in alike(said, BY_LABEL)]
    return list(dict.fromkeys((*alike(said, EVENTS), *labelled)))
