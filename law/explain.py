"""Why a term ends when it ends: in Chinese, always in the same words, and as plain data (期限说明)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, cast

from law.calendar import KINDS, Kind
from law.chinese import day, listed
from law.derivation import Row, derive
from law.granting import told_interval
from law.instruments import GRADE_NAMES, SUSPENSION_NAMES, UNIT_NAMES, Unit
from law.rights import as_a_right
from law.terms import SHANGHAI, Reckoning, latest_before, reckon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from law.calendar import Calendar
    from law.catalogue import Cited
    from law.instruments import Limit
    from law.notices import Notice
    from law.terms import Extended, Suspended

State = Literal["unstated", "not_begun", "running", "suspended", "ending", "ended"]
STATES: dict[State, str] = {
    "unstated": "",
    "not_begun": "尚未起算",
    "running": "正在进行",
    "suspended": "期间停止计算",
    "ending": "可能已经届满（节假日安排通知公布后确定）",
    "ended": "已经届满",
}
WEEKDAYS = "一二三四五六日"
PASSAGES = {"pushed": "因扣除顺延{days}日", "rolled_to": "顺延至该日届满"}
COUNTS = {"months": "按月计算至对应日", "hours": "按小时连续计算", "counted": "{days}日"}
SENSES = {"within": "", "at_least": "不少于", "at_least_before": "此前不少于"}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A term, how it was reckoned and how it stands at a day."""

    cited: Cited
    limit: Limit
    start: date | datetime
    result: Reckoning
    rows: tuple[Row, ...]
    suspended: tuple[Suspended, ...]
    extended: tuple[Extended, ...]
    at: date | None
    is_set: bool = False
    """Whether a document of the case set the last day itself; such a day neither rolls nor moves."""

    @property
    def state(self) -> State:
        """Return how the term stands at the day asked for."""
        if self.at is None:
            return "unstated"
        if self.limit.sense != "at_least_before" and self.at < _civil(self.start):
            return "not_begun"
        if self.result.last_day is None:
            return "suspended"
        if self.at > self.result.last_day:
            certain = self.result.latest is not None and self.at > self.result.latest
            return "ended" if certain else "ending"
        return "suspended" if any(_covers(one, self.at) for one in self.suspended) else "running"

    @property
    def days_left(self) -> int | None:
        """Return how many days are left after the day asked for (0 on the last day, negative when over)."""
        if self.at is None or self.result.last_day is None:
            return None
        return (self.result.last_day - self.at).days

    def as_data(self) -> dict[str, Any]:
        """Return the explanation as plain data, ready for JSON."""
        result, provision = self.result, self.cited.provision
        return {
            "rule": self.cited.rule,
            "instrument": self.cited.instrument,
            "article": self.cited.article,
            "grade": str(self.cited.grade),
            "start": self.start.isoformat(),
            "unit": str(self.limit.unit),
            "amount": self.limit.amount,
            "set": self.is_set,
            "last_day": _iso(result.last_day),
            "earliest": _iso(result.earliest),
            "latest": _iso(result.latest),
            "provisional": result.provisional,
            "suspended": [_suspension(one) for one in self.suspended],
            "extended": [
                {"key": one.key, "amount": one.amount, "unit": str(one.unit), "by": one.by} for one in self.extended
            ],
            "state": self.state,
            "derivation": [_row(row) for row in self.rows],
            "citation": self.cited.citation,
            "consequence": provision.consequence,
        }

    @property
    def text(self) -> str:
        """Return the explanation in Chinese, line by line."""
        return "\n".join(
            [*self._head(), *self._end(), "推算过程：", *(f"  {told_row(row)}" for row in self.rows), *self._foot()]
        )

    def _head(self) -> list[str]:
        cited, limit = self.cited, self.limit
        label = f"（{limit.label}）" if limit.label else ""
        begins = "基准日" if limit.sense == "at_least_before" else "起算"
        uncounted = "" if isinstance(self.start, datetime) and limit.unit is Unit.HOUR else "，当日不计"
        lines = [
            f"{cited.name}{label}：{cited.citation}",
            f"规范性文件：《{cited.title}》{cited.instrument_text.number}",
            f"{begins}：{_moment(self.start)}{f'（{cited.provision.start}）' if cited.provision.start else ''}{uncounted}",
            f"期限：{'文书自行确定,共' if self.is_set else SENSES[limit.sense]}{limit.amount}{UNIT_NAMES[limit.unit]}",
        ]
        lines += [f"扣除：{SUSPENSION_NAMES[one.ground]}，{told_interval(one)}" for one in self.suspended]
        lines += [f"延长：{one.amount}{UNIT_NAMES[one.unit]}（{one.by}批准）" for one in self.extended]
        return lines

    def _end(self) -> list[str]:
        result = self.result
        if result.last_day is None:
            return ["最后一日：无法确定，期间尚在停止计算", *self._standing()]
        name = "最迟应当办理的日期" if self.limit.sense == "at_least_before" else "最后一日"
        lines = [f"{name}：{_weekday(result.last_day)}"]
        if self.limit.unit is Unit.HOUR and result.ends_at:
            lines = [f"届满时刻：{_moment(result.ends_at)}"]
        if result.provisional and result.earliest:
            latest = day(result.latest) if result.latest else "无法确定"
            kept = "系当事人的期限，按最迟日期掌握" if self.cited.is_right else "按最早日期掌握"
            lines.append(f"暂定：节假日安排通知尚未全部公布，最早{day(result.earliest)}，最迟{latest}，{kept}")
        return [*lines, *self._standing()]

    def _standing(self) -> list[str]:
        if self.at is None:
            return []
        left = self.days_left
        told = "" if left is None else f"，剩余{left}日" if left >= 0 else f"，已过{-left}日"
        return [f"截至{day(self.at)}：{STATES[self.state]}{told}"]

    def _foot(self) -> list[str]:
        cited, provision = self.cited, self.cited.provision
        lines = [f"终止：{provision.end}"] if provision.end else []
        lines += [f"逾期后果：{provision.consequence}"] if provision.consequence else []
        lines += [f"同时依据：{listed(provision.also)}"] if provision.also else []
        lines += [f"说明：{provision.note}"] if provision.note else []
        warning = "，使用前请核对原文" if cited.grade.doubtful else ""
        return [*lines, f"核对等级：{cited.grade}（{GRADE_NAMES[cited.grade]}）{warning}"]


def explain(  # noqa: PLR0913  the sides of a term, and the day it is looked at
    cited: Cited,
    variant: str,
    start: date | datetime,
    calendar: Calendar,
    *,
    suspended: Sequence[Suspended] = (),
    extended: Sequence[Extended] = (),
    at: date | None = None,
    own: Limit | None = None,
) -> Explanation:
    """Reckon a variant of a provision's term; return why it ends when it ends, and how it stands on the day `at`.

    `own` is the length that a document of the case set itself, in place of the provision's.
    """
    limit = own or cited.limit(variant)
    rolls = cited.rolls_for(limit)
    right = cited.is_right
    rows = derive(start, limit, calendar, rolls=rolls, suspended=suspended, extended=extended, late=right)
    if limit.sense == "at_least_before":
        result = _before(_civil(start), limit, calendar)
    else:
        result = reckon(start, limit, calendar, rolls=rolls, suspended=suspended, extended=extended)
        result = as_a_right(result) if right else result
    return Explanation(cited, limit, start, result, rows, tuple(suspended), tuple(extended), at, own is not None)


def told_row(row: Row) -> str:
    """Return one run of the derivation in Chinese."""
    return f"{_span(row)} {why(row)}{f' {_notice(row.notice)}' if row.notice else ''}"


def why(row: Row) -> str:
    """Return why a run counts or does not."""
    if row.kind in PASSAGES:
        return PASSAGES[row.kind].format(days=row.days)
    if row.kind == "suspended":
        grounds = listed(SUSPENSION_NAMES[ground] for ground in row.grounds)
        return f"不计入：{grounds}{'（尚未结束）' if row.last is None else ''}"
    if row.kind == "rolled":
        return f"最后一日遇{row.holiday + '放假' if row.holiday else '休息日'}，顺延"
    return f"{'计入' if row.counts else '不计入'}{'（延长部分）' if row.part else ''}：{_counted(row)}"


def _counted(row: Row) -> str:
    if row.kind in COUNTS:
        return COUNTS[row.kind].format(days=row.days)
    name = KINDS[cast("Kind", row.kind)]
    return f"{row.holiday if row.kind in ('holiday', 'make_up') else ''}{name}{row.days}日"


def _before(event: date, limit: Limit, calendar: Calendar) -> Reckoning:
    last = latest_before(event, limit, calendar)
    return Reckoning(last, None, last, last, 0)


def _row(row: Row) -> dict[str, Any]:
    return {
        "from": row.first.isoformat(),
        "to": row.last.isoformat() if row.last else None,
        "days": row.days,
        "counts": row.counts,
        "why": why(row),
        "notice": _notice(row.notice) if row.notice else "",
    }


def _suspension(one: Suspended) -> dict[str, Any]:
    name = SUSPENSION_NAMES[one.ground]
    return {"ground": one.ground, "name": name, "first": one.first.isoformat(), "last": _iso(one.last)}


def _notice(notice: Notice) -> str:
    return f"《{notice.title}》{notice.number}"


def _span(row: Row) -> str:
    first = _moment(row.first)
    if row.last is None:
        return f"{first}起"
    return first if row.last == row.first else f"{first}至{_moment(row.last)}"


def _moment(value: date | datetime) -> str:
    if isinstance(value, datetime):
        local = value.astimezone(SHANGHAI)
        return f"{day(local.date())}{local:%H:%M}"
    return day(value)


def _weekday(value: date) -> str:
    return f"{day(value)}（星期{WEEKDAYS[value.weekday()]}）"


def _civil(value: date | datetime) -> date:
    return value.astimezone(SHANGHAI).date() if isinstance(value, datetime) else value


def _covers(one: Suspended, at: date) -> bool:
    return one.first <= at and (one.last is None or at <= one.last)


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
