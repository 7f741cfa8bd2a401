"""Documents of a request for information: they say what the regulation asks, and never who applies."""

import pytest

from judging.record import Record
from kinds import DISCLOSURE_REQUEST
from law.edition import shipped
from papers.drafting import draft, form_for
from papers.paper import Paper
from papers.telling import Telling
from tests.builders import PaperCase
from tests.papers.drafted import Invented

NAME = "示例第三方有限公司"


def request() -> PaperCase:
    """Return a request that came in on 1 September."""
    file = PaperCase(kind=DISCLOSURE_REQUEST)
    file.number = "G2026-000001"
    file.does("receive_disclosure_request", "2026-09-01", wanted="示例公司2025年排污许可执行报告")
    return file


def paper(file: PaperCase, act: str, word: str) -> Paper:
    """Return a document of the last act of a file."""
    done = next(one for one in reversed(file.acts) if one.name == act)
    form = form_for(act, word, done.day)
    assert form is not None
    names = Invented(NAME, {"contact": "示例人员，0734-0000000", "account": "示例账户"})
    record = Record.of(file.acts).before(done)
    telling = Telling(record, done, shipped(), names, {}, done.by.unit, "", cited=("《政府信息公开条例》第36条第3项",))
    return draft(form, telling, "示环信〔2026〕1号", "")


def test_an_answer_tells_what_was_asked_for_of_which_kind_it_is_and_what_may_be_done() -> None:
    """A refusal is reviewed before it is sued over; what was withheld, and why, is told; no name of who applies."""
    file = request()
    said = {"outcome": "refused", "withheld": "process", "reason": "属于讨论中的过程性信息", "means": ""}
    file.does("answer_disclosure_request", "2026-09-15", **said)
    drawn = paper(file, "answer_disclosure_request", "信复")

    assert () == drawn.gaps
    assert "《中华人民共和国政府信息公开条例》" == drawn.guide
    for told in ("2026年9月1日收到", "示例公司2025年排污许可执行报告", "不予公开", "过程性信息", "第36条第3项"):
        assert told in drawn.text
    assert "申请行政复议；对复议决定不服的，再依法提起行政诉讼" in drawn.text
    assert "也可以" not in drawn.text
    assert "寄出时填写" in drawn.text


def test_what_is_given_in_full_may_be_contested_at_once() -> None:
    """Both ways where both are told; where neither is, nothing is lacking: all was given."""
    file, untold = request(), request()
    file.does("answer_disclosure_request", "2026-09-15")
    untold.does("answer_disclosure_request", "2026-09-15", remedies=None)

    assert "也可以自收到本答复之日起" in paper(file, "answer_disclosure_request", "信复").text
    assert "特此告知" in paper(untold, "answer_disclosure_request", "信复").text


def test_an_answer_that_withholds_and_tells_no_way_to_contest_it_is_not_put_out() -> None:
    """The way to relief is named as what is lacking."""
    file = request()
    said = {"outcome": "absent", "searched": "档案系统，以公司名称检索", "means": "", "remedies": None}
    file.does("answer_disclosure_request", "2026-09-15", **said)

    assert ["relief"] == [gap.item for gap in paper(file, "answer_disclosure_request", "信复").gaps]


def test_a_third_party_is_asked_by_name_within_its_days_and_told_of_the_outcome() -> None:
    """Fifteen working days; the letter that tells it of the disclosure goes to the same."""
    file = request()
    file.does("consult_on_disclosure", "2026-09-02")
    asked = paper(file, "consult_on_disclosure", "信征")
    file.does(
        "record_consultation",
        "2026-09-10",
        of="consult_on_disclosure",
        says="objects",
        has_good_reason=True,
        reason="商业秘密",
    )
    file.does("answer_disclosure_request", "2026-09-15", public_interest="关系饮用水安全")
    file.does("tell_third_party", "2026-09-15", of="record_consultation")
    told = paper(file, "tell_third_party", "信告")

    assert ((NAME, NAME), ((), ())) == ((asked.addressee, told.addressee), (asked.gaps, told.gaps))
    assert "15个工作日内" in asked.text
    assert "决定公开" in told.text


@pytest.mark.parametrize(
    ("act", "word", "told"),
    [
        ("notify_processing_fee", "信费", ("按件计收", "贰仟元", "30日内", "示例账户")),
        ("postpone_answer", "信迟", ("2026年12月31日",)),
    ],
)
def test_what_follows_from_too_many_requests_says_how_much_and_until_when(
    act: str, word: str, told: tuple[str, ...]
) -> None:
    """The sum with its reckoning, the days to pay by the law of the day; the day to which the answer is put off."""
    file = request()
    file.does("ask_for_reasons", "2026-09-02")
    file.does("record_reasons", "2026-09-07", of="ask_for_reasons")
    file.does(act, "2026-09-08", of="record_reasons")
    drawn = paper(file, act, word)

    assert () == drawn.gaps
    assert all(one in drawn.text for one in told), drawn.text


def test_the_applicant_is_told_by_how_much_the_answer_may_take_longer() -> None:
    """Twenty working days, as the law of the day has it."""
    file = request()
    file.does("extend_term", "2026-09-20", term="gov_info_on_request#1", reason="数量较多")
    file.does("tell_of_longer_answer", "2026-09-21", of="extend_term")

    assert "不超过20个工作日" in paper(file, "tell_of_longer_answer", "信延").text
