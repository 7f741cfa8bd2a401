"""Chinese as it is printed (标点)."""

import pytest

from file_review.dating import parse_when
from file_review.wording import printed


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("起30日,至期满;复查", "起30日，至期满；复查"),
        ("应计6日,480,000元", "应计6日，480,000元"),
        ("《办法》(2017年):第5条", "《办法》（2017年）：第5条"),
        ("“id”:缺少", "“id”：缺少"),
        ("(2016)苏1291行审50号", "（2016）苏1291行审50号"),
        ("a.yaml, f(x): 1,000", "a.yaml, f(x): 1,000"),
        ("提交(含(嵌套)内容)后", "提交（含（嵌套）内容）后"),
        ("", ""),
    ],
)
def test_signs_among_chinese_take_their_full_width(written: str, wanted: str) -> None:
    """Numbers, names of fields and code keep theirs."""
    assert printed(written) == wanted
    assert printed(wanted) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [("2015-01-16", "2015年1月16日"), ("2015-01", "2015年1月(日期不详)"), ("2015", "2015年(月日不详)")],
)
def test_a_date_is_told_as_far_as_it_is_known(written: str, wanted: str) -> None:
    """What is not known is said to be unknown."""
    assert parse_when(written).sentence == wanted


def test_a_leap_day_is_a_day() -> None:
    """29 February exists in 2016 and not in 2015."""
    assert parse_when("2016-02-29").day is not None
    with pytest.raises(ValueError, match="不存在"):
        parse_when("2015-02-29")
