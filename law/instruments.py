"""The words of the catalogue: instruments, provisions, limits, extensions, as they stand in `law/statute/*.toml`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator


class Unit(StrEnum):
    """What an amount of time is counted in (期间单位); fixed by the instrument, never guessed."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    HOUR = "hour"
    MONTH = "month"
    YEAR = "year"


UNIT_NAMES = {
    Unit.WORKING_DAY: "个工作日",
    Unit.CALENDAR_DAY: "日",
    Unit.HOUR: "小时",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
}


class Grade(StrEnum):
    """How well a provision was verified: V read, V* core read, S second-hand, P one doubtful copy, M from memory."""

    V = "V"
    V_STAR = "V*"
    S = "S"
    P = "P"
    M = "M"

    @property
    def doubtful(self) -> bool:
        """Tell whether every output must carry a warning (S, P, M)."""
        return self in (Grade.S, Grade.P, Grade.M)


GRADE_NAMES = {
    Grade.V: "已核对条文",
    Grade.V_STAR: "主要数字已核对，部分内容待核",
    Grade.S: "二手资料，条文未核对",
    Grade.P: "仅见于一份存疑文本",
    Grade.M: "未核实，仅供参考",
}

UNREAD = "（未核对原文）"
"""Stands behind an article that a person is shown and nobody here has read in the original (S, P, M)."""

Obligor = Literal[
    "authority", "party", "police", "court", "procuratorate", "government", "superior", "township", "other"
]
"""Who has to keep the limit: the deciding bureau, the party (当事人), or another body."""

Suspension = Literal[
    "investigation_suspended",
    "monitoring",
    "appraisal",
    "assessment",
    "determination",
    "hearing",
    "public_notice",
    "service",
    "crime_transfer",
    "review",
    "suit",
    "correction_of_application",
    "third_party_consultation",
    "assistance",
    "force_majeure",
    "deferral",
    "damage_assessment",
    "guardian_absent",
    "promise_to_correct",
    "stop_order",
    "seizure_appraisal",
    "review_suspended",
]
"""The legal ground of an interval that does not count (扣除、中止)."""

SUSPENSION_NAMES: dict[str, str] = {
    "investigation_suspended": "中止调查",
    "monitoring": "监测（检测）",
    "appraisal": "鉴定",
    "assessment": "评估",
    "determination": "认定",
    "hearing": "听证",
    "public_notice": "公告",
    "service": "送达",
    "crime_transfer": "移送司法机关期间",
    "review": "行政复议期间",
    "suit": "行政诉讼期间",
    "correction_of_application": "补正期间",
    "third_party_consultation": "征求第三方意见",
    "assistance": "协助调查",
    "force_majeure": "不可抗力或者其他正当理由",
    "deferral": "延期、分期缴纳期间",
    "damage_assessment": "损害评估",
    "guardian_absent": "无法定代理人",
    "promise_to_correct": "行政机关承诺改正期间",
    "stop_order": "查封、限产、停产期间",
    "seizure_appraisal": "查封、扣押物的检测、检验、检疫或者技术鉴定（期间已书面告知）",
    "review_suspended": "复议中止（含现场勘验、鉴定）",
}


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _exact(value: object) -> object:
    """Refuse binary floats: a number of law is an integer or a decimal written as text."""
    if isinstance(value, float):
        raise ValueError('小数须写成字符串，例如 "0.03"')  # noqa: TRY004  pydantic tells the line of a ValueError only
    return value


Exact = Annotated[int | Decimal | str, BeforeValidator(_exact)]


class Limit(_Data):
    """One amount of time: `within` the amount, or `at_least` the amount before or after the start."""

    variant: str = ""
    """Which variant this is, in one English word (`complex`, `urgent`, `major` …); empty for the ordinary one."""
    label: str = ""
    """The variant in Chinese, shown to users."""
    amount: int = Field(gt=0)
    unit: Unit
    sense: Literal["within", "at_least", "at_least_before"] = "within"
    rolls: bool | None = None
    """Overrides the provision's `rolls` for this variant only."""
    consequence: str = Field(default="", exclude_if=lambda told: not told)
    """What follows when this variant is missed, where it is not what follows of the provision."""


class Extension(_Data):
    """How a limit may be extended (延长): by how much, by whom, how often, on what ground."""

    key: str = ""
    amount: int = Field(gt=0)
    unit: Unit
    by: str
    """The approver, in Chinese (本机关负责人, 负责人集体讨论 …)."""
    times: int = Field(default=1, gt=0)
    exact: bool = False
    """True when the extension is always the whole amount; False when `amount` is the most that may be granted."""
    ground: str = ""


class Provision(_Data):
    """One rule as one instrument states it, with its dates of force and its grade."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    article: str
    kind: Literal["term", "threshold", "measure", "exclusion", "guard", "competence", "duty", "quota", "date"]
    obligor: Obligor = "authority"
    applies_by: Literal["step", "conduct"] = "step"
    """Which date picks the version: the step's (procedure) or the conduct's (substance, 从旧兼从轻)."""
    limits: tuple[Limit, ...] = ()
    extensions: tuple[Extension, ...] = ()
    suspends: tuple[Suspension, ...] = ()
    start: str = ""
    end: str = ""
    consequence: str = ""
    also: tuple[str, ...] = ()
    """Further articles the rule rests on, e.g. `行政处罚法第60条`."""
    values: dict[str, Exact] = {}
    """Amounts of money (text), rates (text), counts (integers), by a name of their own."""
    coercive: bool = False
    """A limit on coercive power: its last day never rolls over a holiday."""
    rolls: bool | None = None
    """Whether a last day on a holiday moves to the next working day; None = as the instrument says."""
    since: date | None = None
    until: date | None = None
    """First and last day in force; None = as the instrument's."""
    reaches_back: bool = Field(default=False, exclude_if=lambda it_does: not it_does)
    """Whether it governs what began before its instrument was in force, and was running then (过渡规定)."""
    grade: Grade
    sources: tuple[str, ...]
    note: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> Provision:
        if self.kind == "term" and not self.limits:
            raise ValueError('kind = "term" 的规则须有 limits')
        if self.coercive and self.rolls:
            raise ValueError("强制措施期限（coercive）不得顺延，rolls 须为 false")
        return self


class Instrument(_Data):
    """A law, regulation, rule or order (规范性文件), with how it counts time."""

    code: str = Field(pattern=r"^[A-Z0-9]+$")
    title: str
    short: str
    issuer: str
    number: str = ""
    rank: Literal["法律", "行政法规", "司法解释", "地方性法规", "部门规章", "地方政府规章", "规范性文件", "党内法规"]
    issued: date | None = None
    since: date
    until: date | None = None
    repealed_by: str = ""
    guidance: bool = False
    """Whether it only guides and binds nobody (工作指引), so that a term in it is none of the law."""
    last_article: int | None = Field(default=None, gt=0)
    """The number of its last article where a source tells it; None = not known to us."""
    working_numbers: tuple[int, ...] = ()
    """Amounts that mean working days where the text says only 日."""
    working_up_to: int = 0
    """Amounts up to this one mean working days where the text says only 日."""
    all_working: bool = False
    counting_article: str = ""
    rolls: bool = True
    """Whether a last day on a holiday moves on (顺延)."""
    rolls_basis: str = ""
    """The article that says so, or `类推` when only by analogy."""
    grade: Grade
    sources: tuple[str, ...]
    note: str = ""
    rule: tuple[Provision, ...] = Field(default=(), alias="rule")

    @property
    def read(self) -> bool:
        """Tell whether anything in it was read: otherwise it is known by its name and its days only."""
        return not (self.grade.doubtful and all(one.grade.doubtful for one in self.rule))

    def span(self, since: date | None, until: date | None) -> tuple[date, date]:
        """Return the first and the last day of what stands in it; where none is said, its own."""
        return since or self.since, until or self.until or date.max

    def covers(self, first: date, last: date) -> bool:
        """Tell whether it was in force on every day of a span."""
        return self.since <= first <= last <= (self.until or date.max)
