"""Signs of crime (涉嫌犯罪的情形): which facts of a case reach the thresholds, and which of them nobody has answered.

法释〔2023〕7号, 法释〔2016〕29号 and 法释〔2013〕15号, each art. 1, by the day of the conduct; numbers include themselves. 行政执法机关移送
涉嫌犯罪案件的规定 art. 3, 5: what reaches them is looked into at once, reported and referred. A sign is no finding of a crime:
a head answers it with reasons, or it is reported. Which act states no fact is asked nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from judging.attempt import Attempt, Situation
from judging.effects import message
from judging.record import Record, follows
from judging.step import Condition, Opens
from law.catalogue import Cited
from law.chinese import listed, money
from law.edition import Law
from law.refusals import OutOfOrder
from models.acts import Act
from models.acts.crime import AREA_NAMES, POLLUTANT_NAMES, AnswerCrimeIndicator, CrimeFacts, StatesCrimeFacts
from models.acts.investigation import ConcludeInvestigation, InspectSite, ReceiveReport, TakeSample
from models.acts.referral import ReportSuspectedCrime
from models.effects import Message
from procedures.legal_basis import conduct_day
from procedures.referral.reading import crime_branch, crimes_referred

THRESHOLDS, CIRCUMSTANCES = "crime_thresholds", "crime_circumstances"
STATING = (InspectSite, TakeSample, ReceiveReport, ConcludeInvestigation)
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that a violation may be a crime."""

    key: str
    told: str
    article: str
    measure: Decimal = NOTHING
    """How much it is; more of the same is a new sign."""


@dataclass(frozen=True, slots=True)
class _Measured:
    field: str
    limits: tuple[str, ...]
    """The values of the catalogue that set the threshold; the texts name it differently."""
    told: str
    unit: str


MEASURED = (
    _Measured("hazardous_waste_tons", ("hazardous_waste_tons",), "非法排放、倾倒、处置危险废物", "吨"),
    _Measured("penalties_before", ("prior_penalties",), "两年内因同类行为受过行政处罚又实施", "次"),
    _Measured("loss", ("loss_or_gain", "loss"), "致使公私财产损失", "元"),
    _Measured("gain", ("loss_or_gain",), "违法所得", "元"),
    _Measured("cost_saved", ("running_cost_saved",), "违法减少防治污染设施运行支出", "元"),
    _Measured("water_cut_hours", ("water_cut_hours",), "致使集中式饮用水水源取水中断", "小时"),
)
CLASSES = (("times_class_1", "metals_class_1"), ("times_class_2", "metals_class_2"))
ANY_CLASS = "times_heavy_metal_pop"
"""The multiple that held of every heavy metal and persistent organic pollutant alike, until 2016."""


def signs_in(facts: CrimeFacts, on: date, law: Law) -> tuple[Sign, ...]:
    """Return the signs of crime that facts show, under the thresholds in force on the day of the conduct."""
    return (*_measured(facts, on, law), *_exceeding(facts, on, law), *_circumstances(facts, on, law))


def _figure(value: Decimal, unit: str) -> str:
    return money(value) if unit == "元" else f"{value.normalize():f}{unit}"


def _measured(facts: CrimeFacts, on: date, law: Law) -> Iterator[Sign]:
    cited = law.catalogue.find(THRESHOLDS, on)
    if cited is None:
        return
    values, said = cited.provision.values, facts.known()
    for row in MEASURED:
        limits = [Decimal(str(values[name])) for name in row.limits if name in values]
        found = None if said[row.field] is None else Decimal(said[row.field])
        if limits and found is not None and found >= limits[0]:
            told = f"{row.told}{_figure(found, row.unit)}，达到{_figure(limits[0], row.unit)}"
            yield Sign(row.field, told, cited.citation, found)


def _exceeding(facts: CrimeFacts, on: date, law: Law) -> Iterator[Sign]:
    cited = law.catalogue.find(THRESHOLDS, on)
    if cited is None:
        return
    for one in facts.excess:
        times = _times(one.pollutant, cited)
        if times is not None and one.times_over >= times:
            name = POLLUTANT_NAMES[one.pollutant]
            told = f"{name}超过排放标准{_figure(one.times_over, '倍')}，达到{_figure(times, '倍')}"
            yield Sign(f"excess-{one.pollutant}", told, cited.citation, one.times_over)


def _times(pollutant: str, cited: Cited) -> Decimal | None:
    """Return from which multiple a pollutant counts; None where the text does not name it."""
    values, name = cited.provision.values, POLLUTANT_NAMES[pollutant]
    named = [times for times, metals in CLASSES if name in str(values.get(metals, "")).split("、")]
    found = [values[key] for key in (ANY_CLASS, *named) if key in values]
    return Decimal(str(found[0])) if found else None


def _circumstances(facts: CrimeFacts, on: date, law: Law) -> Iterator[Sign]:
    cited = law.catalogue.find(CIRCUMSTANCES, on)
    if cited is None:
        return
    values, area = cited.provision.values, facts.protected_area
    if facts.toxic and area is not None and area in str(values["protected_areas"]).split():
        yield Sign("protected_area", f"在{AREA_NAMES[area]}排放、倾倒、处置有毒物质等", cited.citation)
    if facts.toxic and facts.by_evasion:
        yield Sign("evasion", "以逃避监管的方式排放、倾倒、处置有毒物质等", cited.citation)
    if facts.falsified_monitoring and "falsified_monitoring" in str(values["circumstances"]).split():
        told = "篡改、伪造自动监测数据或者干扰自动监测设施，排放污染物"
        yield Sign("falsified_monitoring", told, cited.citation)
    if facts.other.strip():
        yield Sign(f"other-{facts.other}", facts.other, law.cite(THRESHOLDS, on))


def _stated(record: Record, act: Act[StatesCrimeFacts], law: Law) -> tuple[Sign, ...]:
    facts = act.content.__dict__.get("crime_facts")
    return signs_in(facts, conduct_day(record), law) if isinstance(facts, CrimeFacts) else ()


def _settling(record: Record) -> list[Act]:
    """Return what settles the signs stated before it: a reasoned no, a report, a referral."""
    answers = [act for act in record.all(AnswerCrimeIndicator) if not act.content.suspected]
    return [*answers, *record.all(ReportSuspectedCrime), *crimes_referred(record)]


def new_signs(record: Record, act: Act[StatesCrimeFacts], law: Law) -> tuple[Sign, ...]:
    """Return the signs that an act states and nothing before it has settled, in the same measure or a greater one."""
    found = _stated(record, act, law)
    if not found:
        return ()
    before = [one for one in _settling(record) if follows(act, one)]
    earlier = [one for one in record.all(*STATING) if any(follows(last, one) for last in before)]
    settled = [sign for one in earlier for sign in _stated(record, one, law)]
    return tuple(
        sign for sign in found if not any(sign.key == old.key and sign.measure <= old.measure for old in settled)
    )


def unsettled(record: Record, law: Law) -> tuple[Sign, ...]:
    """Return the signs of crime that nobody has settled, each once; none while the police have the case or after."""
    if crime_branch(record) in ("open", "punished"):
        return ()
    settling = _settling(record)
    waiting = [act for act in record.all(*STATING) if not any(follows(one, act) for one in settling)]
    return tuple({sign.key: sign for act in waiting for sign in new_signs(record, act, law)}.values())


def _raises(attempt: Attempt[StatesCrimeFacts]) -> bool:
    referred = any(follows(attempt.act, one) for one in crimes_referred(attempt.record))
    return not referred and bool(new_signs(attempt.record, attempt.act, attempt.law))


def flagged(done: Attempt[StatesCrimeFacts]) -> Iterable[Message]:
    """Tell who answers, and who is responsible above, of signs of crime that an act states."""
    found = new_signs(done.record, done.act, done.law)
    if found:
        title = f"发现涉嫌犯罪的情形（{listed(one.told for one in found)}），请研判是否移送"
        yield from message(title, "holder", word="crime-signs")(done)
        yield from message(title, "level-2", word="crime-signs-level-2")(done)


def signs_are_answered(now: Situation) -> None:
    """Refuse to penalise, or to close, over signs of crime that nobody has answered (规定 art. 3, 5)."""
    found = unsettled(now.record, now.law)
    if not found:
        return
    articles = listed(dict.fromkeys((*(one.article for one in found), now.cite("crime_special_team"))))
    told = listed(one.told for one in found)
    if _found_suspected(now.record):
        sentence = f"已认定涉嫌犯罪（{told}），尚未“{ReportSuspectedCrime.label}”"
    else:
        sentence = (
            f"案卷载明的事实达到入罪标准（{told}），须先由负责人“{AnswerCrimeIndicator.label}”并说明理由，"
            f"或者“{ReportSuspectedCrime.label}”"
        )
    raise OutOfOrder("crime-signs-unanswered", sentence, article=articles)


def _found_suspected(record: Record) -> bool:
    last = record.content(AnswerCrimeIndicator)
    return last is not None and last.suspected


def something_to_answer(attempt: Attempt[AnswerCrimeIndicator]) -> None:
    """Refuse to answer an act that states no sign of crime, or one that is settled already (规定 art. 5)."""
    act = attempt.record.act(attempt.content.of, *STATING)
    if act is None:
        return
    article = attempt.cite("crime_special_team")
    if not _stated(attempt.record, act, attempt.law):
        sentence = f"第{act.no}号行为没有载明达到入罪标准的事实，无须研判"
        raise OutOfOrder("no-crime-sign", sentence, article=article, field="of")
    if not unsettled(attempt.record, attempt.law):
        sentence = "涉嫌犯罪的情形已经研判，或者已经报告、移送，不得重复"
        raise OutOfOrder("crime-sign-settled", sentence, article=article, field="of")


STATED = Condition(
    lambda now: any(_stated(now.record, act, now.law) for act in now.record.all(*STATING)),
    "案卷没有载明达到入罪标准的事实，无须研判",
    "crime_special_team",
)
SIGNS_TO_ANSWER = Opens("norm.crime_answer", when=_raises)
"""The city's own time to answer signs of crime: the law says at once, and gives no days."""
