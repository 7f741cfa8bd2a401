"""What a review finds (评查结论): one rule, kept or departed from, by how many days and why; or what is missing."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import PlainSerializer

from file_review.wording import Words
from law.catalogue import Cited
from models.values import Value

Result = Literal["kept", "departed", "open", "not_judged"]
RESULT_NAMES: dict[str, str] = {"kept": "符合", "departed": "不符合", "open": "尚未届满", "not_judged": "不能评查"}

Money = Annotated[Decimal, PlainSerializer(lambda value: int(value) if value == int(value) else float(value))]
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
    since: date | None = None
    """The day the term counts from."""
    started_by: int | None = None
    ended_by: int | None = None
    acts: tuple[int, ...] = ()
    """Numbers of the acts a guard was asked about."""

    @property
    def day(self) -> date:
        """Return the day by which findings are put in order."""
        return self.actual or self.due or self.since or date.max


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
