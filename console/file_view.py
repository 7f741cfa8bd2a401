"""A file in words, for the terminal and for pages: what each act says most, when a term ends, what is left of it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Self

from console.gists import whose, words_of
from judging.amending import Amended, amended_in
from judging.step import name_of
from kinds import KINDS
from law.edition import shipped
from law.instruments import GRADE_NAMES, Grade, Unit
from law.refusals import in_the_past
from models.acts import Act
from models.acts.custody import LetGoOfEvidence
from models.acts.disclosure_request import CompleteDisclosureRequest, ReceiveDisclosureRequest
from models.acts.finding import POLLUTION_NAMES
from models.acts.terms import CorrectAct, WithdrawAct
from models.chinese import value_of
from models.ids import file_no_in
from models.particulars import CaseParticulars, InHand, JointParticulars
from models.people import ROLE_NAMES
from models.standing import Next, Standing, Term
from models.values import CIVIL, Value, civil_day

ALERT_NAMES = {"none": "正常", "near": "期限临近", "late": "已逾期"}
ASKING = ReceiveDisclosureRequest | CompleteDisclosureRequest
"""The acts that say which information is asked for."""
LINE = 60
"""Characters of the words that are told of an act."""


def may_do(me: Mapping[str, Any], row: Next) -> bool:
    """Tell whether somebody, as the API tells of them, may do an act that may be done."""
    return me["level"] in row.levels and not set(me["roles"]).isdisjoint(row.roles)


class FileView(Value):
    """A file as the API shows it: where it stands, its acts, and the names behind the numbers."""

    kind: str
    standing: Standing
    acts: tuple[Act, ...]
    names: Mapping[str, str]

    @classmethod
    def told(cls, standing: Mapping[str, Any], acts: Mapping[str, Any]) -> Self:
        """Return a file from the API's two answers about it: where it stands, and its acts."""
        names = {**standing["names"], **acts["names"]}
        return cls(kind=standing["kind"], standing=standing["standing"], acts=acts["acts"], names=names)

    @property
    def label(self) -> str:
        """Return what people call a file of its kind."""
        return KINDS[self.kind].label

    def name(self, number: str) -> str:
        """Return the name behind a number of the register, or the number."""
        return self.names.get(number, number)

    def term_name(self, key: str) -> str:
        """Return the name of a term with its key."""
        named = next((term.name for term in self.standing.terms if term.key == key), "")
        name = named or shipped().called(key.partition("#")[0])  # of an act that was withdrawn there is no term
        return f"{name}（{key}）" if name else key

    @property
    def heading(self) -> str:
        """Return what kind of file it is, its number and its stage."""
        standing = self.standing
        return f"{'演练' if standing.rehearsal else ''}{self.label} {standing.file_no}　{standing.stage_name}"

    @property
    def pollution(self) -> str:
        """Return the kinds of pollution in words."""
        return "、".join(POLLUTION_NAMES.get(kind, kind) for kind in self.standing.particulars.pollution)

    @property
    def party(self) -> str:
        """Return the name of the party, where it is known."""
        party = self.standing.particulars.party
        told = self.name(party) if party else "未查明"
        others = len(self.standing.parties) - 1
        return f"{told}等{others + 1}名" if others > 0 else told

    @property
    def counting(self) -> tuple[Act, ...]:
        """Return the acts that were not withdrawn, each as it was corrected."""
        now = (self.amended[act.no].now if act.no in self.amended else act for act in self.acts)
        return tuple(act for act in now if act is not None)

    @property
    def wanted(self) -> str:
        """Return which information is asked for (申请公开的信息), as it counts now; empty in a file of another kind."""
        said = [act.content for act in self.counting if isinstance(act.content, ASKING)]
        return said[-1].wanted if said else ""

    @property
    def things(self) -> tuple[str, ...]:
        """Return each thing that was taken, and who has it, or what became of it (涉案物品); none in most files."""
        told = self.standing.particulars
        rows = told.evidence if isinstance(told, CaseParticulars | JointParticulars) else ()
        return tuple(self._thing(one) for one in rows)

    def _thing(self, one: InHand) -> str:
        keeper, place = self.name(one.keeper), f"，存放{one.kept_at}" if one.kept_at else ""
        what = f"{one.mark}　{one.name}".rstrip("　")
        if one.outcome:
            return f"{what}：{value_of('outcome', one.outcome, name_of(LetGoOfEvidence))}（{keeper}）"
        return f"{what}：由{keeper}保管{place}" + (f"，{one.sealing}" if one.sealing else "")

    @property
    def ordered_terms(self) -> tuple[Term, ...]:
        """Return the terms: what runs first, the next to end before the others, then what has ended."""
        return tuple(
            sorted(
                self.standing.terms,
                key=lambda term: (not term.open, term.last_day is None, term.last_day or term.start),
            )
        )

    @cached_property
    def amended(self) -> Mapping[int, Amended]:
        """Return the acts that do not count as they were entered."""
        return amended_in(self.acts)


def late_mark(act: Act) -> str:
    """Say that an act was entered as a fact of record, or later than it happened."""
    late = civil_day(act.recorded_at) > act.day and act.by.kind != "engine"
    entered = f"{civil_day(act.recorded_at)}录入" if late else ""
    words = "，".join(filter(None, ("补录事实" if act.of_record else "", entered)))
    return f"（{words}）" if words else ""


def who_did(view: FileView, act: Act) -> str:
    """Return who did an act, with the posts."""
    if act.by.kind == "engine":
        return "系统引擎"
    if act.by.kind == "file":
        return f"案卷 {file_no_in(act.by.id)}"
    roles = "、".join(ROLE_NAMES[role] for role in act.by.roles)
    return f"{view.name(act.by.id)}（{roles}）" if roles else view.name(act.by.id)


def gist(view: FileView, act: Act) -> str:
    """Return the words of an act that say most, cut to a line."""
    if isinstance(act.content, CorrectAct | WithdrawAct):
        return _about_another(view, act.content)
    content = act.content.model_dump(mode="json")
    if "term" in content and "last_day" in content:
        return f"{view.term_name(content['term'])}　最后一日 {content['last_day']}"
    said = [*whose(view.standing, act, view.name), *words_of(act.name, content)]
    return "　".join(said)[:LINE] + "".join(f"　{in_the_past(departure)}" for departure in act.departures)


def counts_now(view: FileView, amended: Amended) -> str:
    """Return what a corrected act says now (更正后的内容): its gist, and field by field what the gist leaves out."""
    if amended.now is None:
        return ""
    said = gist(view, amended.now)
    return said if said != gist(view, amended.act) else amended.changes(view.names)


def _about_another(view: FileView, content: CorrectAct | WithdrawAct) -> str:
    """Return of what a correction or withdrawal is, what it changed, and why."""
    target = next((act for act in view.acts if act.no == content.of), None)
    what = f"第{content.of}号" + (f"“{target.content.called}”（{target.day.isoformat()}）" if target else "行为")
    amended = view.amended.get(content.of)
    changes = amended.changes(view.names) if amended and isinstance(content, CorrectAct) else ""
    return "　".join(filter(None, (what, changes, f"理由：{content.reason}")))


def nature(term: Term) -> str:
    """Return what a term is: of the law, of a text that binds nobody or was not read, or the city's own norm."""
    return "法定期限" if term.statutory else "指引（非法定）" if term.instrument else "服务规范"


def doubtful(term: Term) -> bool:
    """Tell whether the provision behind a term was not verified in the original."""
    return bool(term.instrument) and Grade(term.grade).doubtful


def grade(term: Term) -> str:
    """Return how well the provision behind a term was verified."""
    return f"{term.grade} {GRADE_NAMES[Grade(term.grade)]}" if term.instrument else "本市规定"


def last_day(term: Term) -> str:
    """Return the last day of a term, its instant where it runs in hours, or its bounds while a calendar is not out."""
    if term.last_day is None:
        return "中止计算，待定"
    if in_hours(term) and term.ends_at is not None:
        return moment(term.ends_at)
    if term.provisional:
        return f"{term.earliest}～{term.latest}（暂定）"
    return term.last_day.isoformat()


def in_hours(term: Term) -> bool:
    """Tell whether a term is counted in hours."""
    return term.unit == Unit.HOUR


def remaining(term: Term, at: datetime) -> str:
    """Return how much is left at an instant, in words."""
    if term.days_left is None:
        return ""
    if in_hours(term) and term.ends_at is not None:
        return _hours_left(term.ends_at - at)
    if term.days_left < 0:
        return f"逾期{-term.days_left}日"
    return "今日届满" if term.days_left == 0 else f"剩{term.days_left}日"


def _hours_left(left: timedelta) -> str:
    """Return a span in hours and minutes; what is left is never told as more than it is."""
    hours, minutes = divmod(int(abs(left).total_seconds()) // 60, 60)
    told = "".join([f"{hours}小时"] * bool(hours) + [f"{minutes}分"] * (bool(minutes) or not hours))
    return f"剩{told}" if left > timedelta(0) else f"逾期{told}"


def moment(at: datetime) -> str:
    """Return an instant in the civil time of Hengyang, to the minute."""
    return at.astimezone(CIVIL).strftime("%Y-%m-%d %H:%M")
