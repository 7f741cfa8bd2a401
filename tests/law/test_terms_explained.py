"""An explanation says the same as the arithmetic, day by day, in Chinese, and the same each time."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from law.calendar import Calendar
from law.catalogue import Catalogue
from law.derivation import derive
from law.explain import explain
from law.granting import checked, granted
from law.instruments import Limit, Unit
from law.refusals import NotCompetent, OutOfBounds, Unclear
from law.rights import as_a_right
from law.terms import Extended, Suspended, reckon
from tests.law.test_terms_oracle import random_case

CATALOGUE, CALENDAR = Catalogue.load(), Calendar.load()
SHANGHAI = ZoneInfo("Asia/Shanghai")
KEYS = {
    "rule",
    "instrument",
    "article",
    "grade",
    "start",
    "unit",
    "amount",
    "set",
    "last_day",
    "earliest",
    "latest",
    "provisional",
    "suspended",
    "extended",
    "state",
    "derivation",
    "citation",
    "consequence",
}


def stop(ground: str, first: str, last: str | None) -> Suspended:
    """Say that a term stood still."""
    return Suspended.model_validate({"ground": ground, "first": first, "last": last})


def test_the_derivation_ends_where_the_arithmetic_ends() -> None:
    """Three thousand random terms: the rows use up the amount and end on the earliest last day, or the latest."""
    dice = random.Random(20261123)

    for _ in range(3_000):
        case = random_case(dice)
        stops = [Suspended(ground="monitoring", first=first, last=last) for first, last in case.suspended]
        more = [Extended(amount=amount, unit=Unit(unit)) for amount, unit in case.extended]
        limit = Limit(amount=case.amount, unit=Unit(case.unit))
        late = dice.random() < 0.5
        rows = derive(case.start, limit, CALENDAR, rolls=case.rolls, suspended=stops, extended=more, late=late)
        result = reckon(case.start, limit, CALENDAR, rolls=case.rolls, suspended=stops, extended=more)
        result = as_a_right(result) if late else result
        ends = [row.last for row in rows]
        if result.last_day is None:
            assert ends[-1] is None, case
        elif isinstance(ends[-1], datetime):
            assert result.ends_at == ends[-1], case
        else:
            assert result.last_day == max(end for end in ends if end and not isinstance(end, datetime)), case
        if case.unit in ("working_day", "calendar_day") and result.last_day:
            used = sum(row.days for row in rows if row.counts and row.part == 0)
            assert used == case.amount + same_unit(case), case


def same_unit(case: object) -> int:
    """Return what the extensions in the term's own unit add, up to the first in another."""
    total = 0
    for amount, unit in case.extended:
        if unit != case.unit:
            break
        total += amount
    return total


def test_the_national_day_is_told_with_its_notice() -> None:
    """生态环境行政处罚办法第47条: five working days from 30 September 2026, each run with its reason."""
    cited = CATALOGUE.provision("hearing_request", date(2026, 9, 30))

    text = explain(cited, "", date(2026, 9, 30), CALENDAR, at=date(2026, 10, 9)).text

    assert "最后一日：2026年10月13日（星期二）" in text
    assert "截至2026年10月9日：正在进行，剩余4日" in text
    assert (
        "2026年10月1日至2026年10月7日 不计入：国庆节放假7日 "
        "《国务院办公厅关于2026年部分节假日安排的通知》国办发明电〔2025〕7号"
    ) in text
    assert "2026年10月10日 计入：国庆节调休上班1日" in text


def test_the_data_have_exactly_the_promised_keys() -> None:
    """What other programs read has the keys that were promised, and plain values."""
    cited = CATALOGUE.provision("case_decision_period", date(2026, 7, 10))
    stops = checked(
        cited, [stop("hearing", "2026-07-30", "2026-08-12"), stop("monitoring", "2026-07-15", "2026-08-03")]
    )

    data = explain(cited, "", date(2026, 7, 10), CALENDAR, suspended=stops, at=date(2026, 7, 20)).as_data()

    assert KEYS == set(data)
    assert ("2026-11-06", "2026-11-06", "2026-11-06", False) == tuple(
        data[key] for key in ("last_day", "earliest", "latest", "provisional")
    )
    assert "suspended" == data["state"]
    assert ["monitoring", "hearing"] == [one["ground"] for one in data["suspended"]]
    assert {"from", "to", "days", "counts", "why", "notice"} == set(data["derivation"][0])
    assert "不计入：听证、监测（检测）" in [row["why"] for row in data["derivation"]]


def test_an_explanation_is_the_same_each_time() -> None:
    """The same question gets the same words."""
    cited = CATALOGUE.provision("hearing_request", date(2027, 2, 3))

    texts = {explain(cited, "", date(2027, 2, 3), CALENDAR, at=date(2027, 2, 4)).text for _ in range(3)}

    assert 1 == len(texts)


def test_a_provisional_end_is_told_with_both_bounds() -> None:
    """Without the notice for 2027 both bounds are named: a duty is kept by the earliest, a right of the party lasts longest."""
    start, told = date(2027, 2, 3), "暂定：节假日安排通知尚未全部公布，最早"
    owed = explain(CATALOGUE.provision("decision_service", start), "", start, CALENDAR).text
    right = explain(CATALOGUE.provision("hearing_request", start), "", start, CALENDAR).text

    assert f"{told}2027年2月14日，最迟2027年2月23日，按最早日期掌握" in owed
    assert "计入：工作日（当年通知未公布，可能放假）" in owed
    assert f"{told}2027年2月12日，最迟2027年2月19日，系当事人的期限，按最迟日期掌握" in right
    assert "最后一日：2027年2月19日" in right
    assert "不计入：工作日（当年通知未公布，可能放假）" in right


@pytest.mark.parametrize(
    ("at", "state", "left"),
    [
        (None, "unstated", None),
        ("2027-02-02", "not_begun", 12),
        ("2027-02-14", "running", 0),
        ("2027-02-15", "ending", -1),
        ("2027-02-23", "ending", -9),
        ("2027-02-24", "ended", -10),
    ],
)
def test_the_state_on_a_day_is_told(at: str | None, state: str, left: int | None) -> None:
    """Before, on and after the last day; between the bounds nobody says that the term is over."""
    cited = CATALOGUE.provision("decision_service", date(2027, 2, 3))

    term = explain(cited, "", date(2027, 2, 3), CALENDAR, at=date.fromisoformat(at) if at else None)

    assert (state, left) == (term.state, term.days_left)


@pytest.mark.parametrize(("at", "state", "left"), [("2027-02-13", "running", 6), ("2027-02-20", "ended", -1)])
def test_a_right_runs_until_the_latest_day(at: str, state: str, left: int) -> None:
    """A period of the party is not over before the latest day that it can have."""
    cited = CATALOGUE.provision("hearing_request", date(2027, 2, 3))

    term = explain(cited, "", date(2027, 2, 3), CALENDAR, at=date.fromisoformat(at))

    assert (state, left) == (term.state, term.days_left)


def test_a_running_suspension_is_told() -> None:
    """No last day is named while an appraisal runs."""
    cited = CATALOGUE.provision("case_decision_period", date(2026, 7, 10))
    stops = [stop("appraisal", "2026-08-01", None)]

    term = explain(cited, "", date(2026, 7, 10), CALENDAR, suspended=stops, at=date(2026, 8, 5))

    assert ("suspended", None) == (term.state, term.days_left)
    assert "最后一日：无法确定，期间尚在停止计算" in term.text
    assert "2026年8月1日起 不计入：鉴定（尚未结束）" in term.text


def test_hours_are_told_by_the_clock() -> None:
    """24 hours end at the minute."""
    start = datetime(2026, 9, 30, 17, 30, tzinfo=SHANGHAI)
    cited = CATALOGUE.provision("crime_transfer_send", start.date())

    text = explain(cited, "", start, CALENDAR).text

    assert "届满时刻：2026年10月1日17:30" in text
    assert "当日不计" not in text


def test_the_days_before_a_hearing_are_told() -> None:
    """行政处罚法第64条: the last day for the notice, and the seven working days between."""
    cited = CATALOGUE.provision("hearing_notice", date(2026, 10, 15))

    text = explain(cited, "", date(2026, 10, 15), CALENDAR).text

    assert "期限：此前不少于7个工作日" in text
    assert "最迟应当办理的日期：2026年9月29日（星期二）" in text


def test_a_doubtful_rule_is_told_to_be_doubtful() -> None:
    """A rule that nobody read in its text carries the warning into every explanation."""
    on = date(2026, 6, 1)
    doubtful = [
        cited
        for rule in CATALOGUE.rules
        for cited in CATALOGUE.in_force(rule, on)
        if cited.grade.doubtful and cited.provision.limits
    ]

    for cited in doubtful:
        term = explain(cited, cited.provision.limits[0].variant, on, CALENDAR)
        assert term.text.endswith("使用前请核对原文"), cited.citation
        assert str(cited.grade) == term.as_data()["grade"]
    assert doubtful


def test_every_term_of_the_catalogue_can_be_explained() -> None:
    """Every limit of every provision, from its first day in force or the calendar's, gives text and data."""
    for versions in CATALOGUE.rules.values():
        for cited in versions:
            for limit in cited.provision.limits:
                start = max(cited.since, CALENDAR.first) + timedelta(days=40)
                term = explain(cited, limit.variant, start, CALENDAR, at=start)
                assert term.as_data()["derivation"], (cited.citation, limit.variant)
                assert cited.citation in term.text


def test_extensions_are_granted_in_their_order_and_number() -> None:
    """生态环境行政处罚办法第57条: 30 days by the head, then at most 30 by the heads together, and no more."""
    cited = CATALOGUE.provision("case_decision_period", date(2026, 7, 10))

    assert ["head", "collective"] == [one.key for one in granted(cited, ["", "collective"])]
    with pytest.raises(NotCompetent, match="须先由"):
        granted(cited, ["collective"])
    with pytest.raises(OutOfBounds, match="延长次数已经用完"):
        granted(cited, ["", "", ""])
    with pytest.raises(Unclear, match="没有代号为“mayor”的延长，可用的有：head、collective"):
        granted(cited, ["mayor"])


def test_an_extension_nobody_may_grant_is_refused() -> None:
    """A term without an extension in its provision is not extended by anyone."""
    with pytest.raises(NotCompetent, match="任何人无权批准延长"):
        granted(CATALOGUE.provision("hearing_request", date(2026, 7, 10)), [""])


@pytest.mark.parametrize(
    ("stops", "refusal", "sentence"),
    [
        ([("service", "2026-07-15", "2026-07-10")], Unclear, "早于开始日"),
        ([("suit", "2026-07-15", "2026-07-20")], OutOfBounds, "“行政诉讼期间”不停止“案件办理期限”的期限"),
        ([("hearing", "2026-07-15", "2026-07-20"), ("hearing", "2026-07-20", None)], Unclear, "两段“听证”期间重叠"),
        ([("hearing", "2026-07-15", None), ("hearing", "2026-08-20", "2026-08-21")], Unclear, "两段“听证”期间重叠"),
    ],
)
def test_suspensions_without_ground_or_sense_are_refused(
    stops: list[tuple[str, str, str | None]], refusal: type[Exception], sentence: str
) -> None:
    """Reversed, doubled and groundless intervals are told in a sentence."""
    cited = CATALOGUE.provision("case_decision_period", date(2026, 7, 10))

    with pytest.raises(refusal, match=sentence):
        checked(cited, [stop(*one) for one in stops])
