"""No word of an act says who reported (举报人保密, G17)."""

from datetime import date

import pytest

from api.content import reporter_stays_sealed
from law.edition import shipped
from law.refusals import OutOfBounds

TODAY = date(2026, 11, 27)
NAMES = ("示例举报人", "139-0000-0000")


@pytest.mark.parametrize("said", ["示例，举报人反映", "联系 １３９ ００００ ００００"])
def test_who_reported_stays_sealed(said: str) -> None:
    """生态环境法典 art. 146: neither name nor number, however it is spaced, in whatever part of an act."""
    with pytest.raises(OutOfBounds) as caught:
        reporter_stays_sealed({"summary": "属实", "basis": [{"article": said}]}, NAMES, TODAY, shipped())

    assert ("G17", "reporter-identity") == (caught.value.guard, caught.value.code)
    assert "第146条" in caught.value.article


def test_other_words_pass() -> None:
    """Nobody else's name is sealed in this file."""
    reporter_stays_sealed({"summary": "群众反映夜间排放异味"}, NAMES, TODAY, shipped())
