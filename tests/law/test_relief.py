"""The periods to seek relief as documents tell them (复议期限、起诉期限): any usual spelling of the right one, no other."""

from datetime import date

import pytest

from law.edition import shipped
from law.refusals import OutOfBounds
from law.relief import periods_are_the_laws
from tests.builders import OFFICER, REMEDIES, PaperCase, a_case
from tests.procedures.refusing import refuses

NOW, IN_2014 = date(2026, 9, 22), date(2014, 9, 22)


def asked(on: date = NOW, *, review: str = "", suit: str = "", reviewed_first: bool = False) -> None:
    """Ask whether two periods are those of the law."""
    periods_are_the_laws(
        on=on, law=shipped(), reconsideration_period=review, suit_period=suit, reviewed_first=reviewed_first
    )


@pytest.mark.parametrize(
    "words",
    [
        "六十日内",
        "60日",
        "６０日内",
        "60 天",
        "陆拾日",
        "60个自然日",
        "自收到本决定书之日起六十日内",
        "自2026年9月22日送达之日起60日内",
        "六十日内，法律规定的申请期限超过六十日的除外",
    ],
)
def test_sixty_days_however_they_are_written(words: str) -> None:
    """行政复议法 art. 20."""
    asked(review=words)


@pytest.mark.parametrize(
    "words", ["三十日内", "30日", "６日", "60个工作日", "两个月", "六百日", "六十日或者三十日内", "法定期限", "及时"]
)
def test_another_period_for_review_is_refused_with_its_article(words: str) -> None:
    """Too short, in another unit, both, or none at all."""
    with refuses("wrong-relief-period", article="《行政复议法》第20条", kind=OutOfBounds):
        asked(review=words)


@pytest.mark.parametrize(
    "words",
    ["六个月内", "6个月", "６个月内", "自收到之日起六个月内", "六个月内；经复议的，自收到复议决定书之日起十五日内"],
)
def test_six_months_however_they_are_written(words: str) -> None:
    """行政诉讼法 art. 46; the days after a reconsideration may stand beside them (art. 45)."""
    asked(suit=words)


@pytest.mark.parametrize("words", ["三个月内", "十五日内", "六日内", "一年内", "180日"])
def test_another_period_to_sue_is_refused_with_its_article(words: str) -> None:
    """The fifteen days alone are those after a reconsideration."""
    with refuses("wrong-relief-period", article="《行政诉讼法》第46条", kind=OutOfBounds):
        asked(suit=words)


def test_the_law_of_the_day_is_asked() -> None:
    """Until 30 April 2015 a suit had three months (行政诉讼法 of 1989, art. 39)."""
    asked(IN_2014, suit="三个月内")
    with refuses("wrong-relief-period", article="第39条", kind=OutOfBounds):
        asked(IN_2014, suit="六个月内")


def test_where_review_comes_first_the_days_after_it_may_stand_alone() -> None:
    """A penalty on the spot is contested by reconsideration first (行政复议法 art. 23)."""
    asked(suit="自收到复议决定书之日起十五日内", reviewed_first=True)
    with refuses("wrong-relief-period", kind=OutOfBounds):
        asked(suit="三个月内", reviewed_first=True)


@pytest.mark.parametrize("words", ["三十日内", "法定期限"])
def test_a_decision_that_tells_another_period_is_not_made(words: str) -> None:
    """Only that something was told used to be asked."""
    with refuses("wrong-relief-period", article="行政复议法", kind=OutOfBounds):
        a_case("recheck_correction").does(
            "decide_penalty", "2026-09-22", remedies={**REMEDIES, "reconsideration_period": words}
        )


def test_an_order_that_need_not_tell_relief_does_not_tell_it_wrongly() -> None:
    """Where no daily penalty can follow nothing has to be told; what is told is right."""
    case = PaperCase()
    case.does("report_finding", "2026-09-01", by=OFFICER, pollution=["construction_project"])
    case.does("inspect_site", "2026-09-03")
    case.does("serve_correction_order", "2026-09-07", remedies=None)
    with refuses("wrong-relief-period", article="行政复议法", kind=OutOfBounds):
        case.does("serve_correction_order", "2026-09-08", remedies={**REMEDIES, "reconsideration_period": "十日"})


def test_a_correction_makes_no_period_wrong() -> None:
    """A decision is corrected only into what would have been let in."""
    case = a_case("decide_penalty")
    with refuses("wrong-relief-period", article="行政复议法", kind=OutOfBounds):
        case.does(
            "correct_act",
            "2026-09-23",
            of="decide_penalty",
            fields={"remedies": {**REMEDIES, "reconsideration_period": "三十日内"}},
            reason="笔误",
        )
