"""What a review finds (评查结论): one rule, kept or departed from, by how many days and why; or what is missing."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import PlainSerializer

from file_review.wording import Words
from law.catalogue import Cited
from models.values import Value

Result = Literal["kept", "departed", "open", "not_judged"]
RESULT_NAMES: dict[str, str] = {"kept": "符合", "departed": "不符合", "open": "尚未届满", "not_judged": "不能评查"}

OURS = frozenset({"authority", "township"})
"""Whose departures are irregularities of the authorities whose file it is."""
OBLIGOR_NAMES = {
    "party": "当事人",
    "police": "公安机关",
    "court": "人民法院",
    "procuratorate": "检察机关",
    "government": "人民政府",
    "superior": "上级机关",
    "other": "其他机关",
}

Money = Annotated[
    Decimal, PlainSerializer(lambda value: int(value) if value == int(value) else float(value), return_type=int | float)
]
"""A sum in yuan; a plain number in JSON."""


class Finding(Value):
    """One rule asked of one file."""

    rule: str
    """Id of the rule in the catalogue, or the number of a guard, G1 to G20."""
    name: Words
    article: str
    citation: str
    grade: str
    result: Result
    due: date | None = None
    actual: date | None = None
    days_over: int | None = None
    """By how many days a limit was missed; 0 where it was kept; None where that cannot be said."""
    because: Words
    missing: tuple[Words, ...] = ()
    """What the source would have to say for a judgment."""
    unless: Words = ""
    """What the source may be silent on and what would change a finding of irregularity (延长、扣除期间、其他情形)."""
    obligor: str = "authority"
    """Who had to keep it."""
    code: str = ""
    """In which of several ways a guard was departed from."""
    since: date | None = None
    """The day the term counts from."""
    started_by: int | None = None
    ended_by: int | None = None
    acts: tuple[int, ...] = ()
    """Numbers of the acts a guard was asked about."""

    @property
    def whose(self) -> str:
        """Return whose duty it was, in Chinese; empty for the authority's own."""
        return "" if self.obligor in OURS else OBLIGOR_NAMES[self.obligor]

    @property
    def said(self) -> str:
        """Return the result in Chinese; what others left undone is told as theirs."""
        return f"{self.whose}逾期" if self.result == "departed" and self.whose else RESULT_NAMES[self.result]

    @property
    def is_irregular(self) -> bool:
        """Tell whether it is an irregularity of the authority: what others left undone is none (不是行政机关的违法)."""
        return self.result == "departed" and not self.whose

    @property
    def day(self) -> date:
        """Return the day by which findings are put in order."""
        return self.actual or self.due or self.since or date.max


def counted(findings: Iterable[Finding]) -> Counter[str]:
    """Return how often each result was found, in Chinese; what others left undone is there only if any was."""
    found = Counter(dict.fromkeys(RESULT_NAMES.values(), 0))
    found.update(one.said for one in findings)
    return found


def of_rule(cited: Cited, result: Result, because: str, **more: object) -> Finding:
    """Return a finding about a rule of the catalogue."""
    return Finding.model_validate(
        {
            "rule": cited.rule,
            "name": cited.name,
            "article": cited.article,
            "citation": cited.citation,
            "grade": str(cited.grade),
            "obligor": cited.provision.obligor,
            "result": result,
            "because": because,
            **more,
        }
    )


class DailySum(Value):
    """One period of a daily penalty, as the rule has it and as it was published (按日连续处罚的核对)."""

    start: date | None
    end: date | None
    days: int | None
    per_day: Money | None
    total: Money | None
    published_days: int | None = None
    published_total: Money | None = None
    agrees: bool | None = None
    """Whether what was published is what the rule gives, as far as known; None where nothing can be compared."""
    chargeable: bool | None = None
    """Whether the round may be charged at all: ordered, rechecked within its window (办法第10条); None where not known."""
    because: Words = ""


class SurchargeSum(Value):
    """The surcharge for late payment, as the rule has it and as it was published (加处罚款的核对)."""

    per_day: Money
    from_: date
    until: date
    days: int
    capped_on: date | None
    total: Money
    published_total: Money | None = None
    agrees: bool | None = None
    because: Words = ""


class InstalmentSum(Value):
    """Instalments, added up and compared with the fine (分期缴纳的核对)."""

    parts: tuple[Money, ...]
    total: Money
    published_total: Money | None = None
    agrees: bool | None = None
