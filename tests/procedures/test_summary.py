"""The summary procedure: what is small enough by date and party, decided, filed, paid, published, closed."""

from decimal import Decimal
from typing import Any

import pytest

from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, Unclear
from models.people import PartyRef
from tests.builders import OFFICER, OFFICERS, PATROLLER, REMEDIES, PaperCase, a_case
from tests.procedures.hearing_path import term
from tests.procedures.refusing import refuses
from tests.procedures.served import sum_ordered

PARTIES = {
    "citizen": PartyRef(id="party-2", kind="citizen"),
    "organisation": PartyRef(id="party-1", kind="organisation"),
}


def found(on: str = "2026-09-01") -> PaperCase:
    """Return a case that the bureau's own officers found."""
    case = PaperCase()
    case.does("report_finding", on, by=OFFICER)
    return case


def decided(on: str = "2026-09-01", **fields: Any) -> PaperCase:  # noqa: ANN401
    """Return a case decided on the spot."""
    case = found(on)
    case.does("decide_on_the_spot", on, **fields)
    return case


class TestLimits:
    @pytest.mark.parametrize(
        ("day", "kind", "limit", "article"),
        [
            ("2015-03-10", "citizen", "50", "第58条"),
            ("2015-03-10", "organisation", "1000", "第58条"),
            ("2021-07-14", "organisation", "1000", "第58条"),
            ("2021-07-15", "citizen", "200", "第51条"),
            ("2021-07-15", "organisation", "3000", "第51条"),
            ("2023-07-01", "organisation", "3000", "第67条"),
            ("2026-09-01", "citizen", "200", "第67条"),
        ],
    )
    def test_the_limit_by_date_and_party(self, day: str, kind: str, limit: str, article: str) -> None:
        """50 and 1,000 yuan until 2021-07-14, 200 and 3,000 since; the limit itself is allowed, a fen more is not."""
        fine = {"party": PARTIES[kind], "fine": limit}
        with refuses("not-a-summary-case", article=article, kind=OutOfBounds):
            decided(day, **{**fine, "fine": Decimal(limit) + Decimal("0.01")})

        assert sum_ordered(decided(day, **fine).record()) == Decimal(limit)

    @pytest.mark.parametrize(
        "measures", [["fine", "confiscation"], ["criticism"], ["permit_suspension"], ["warning", "criticism"]]
    )
    def test_nothing_but_a_fine_or_a_warning(self, measures: list[str]) -> None:
        """行政处罚法 art. 51: any other kind of penalty takes the ordinary procedure."""
        fine = "3000" if "fine" in measures else "0"
        with refuses("not-a-summary-case", article="第67条", kind=OutOfBounds):
            decided(measures=measures, fine=fine)

    def test_a_warning_alone(self) -> None:
        """A warning costs nothing and starts no payment."""
        case = decided(measures=["warning"], fine="0")

        assert not any(one.rule == "payment_15d" for one in case.at("2026-09-01").terms)

    @pytest.mark.parametrize(("measures", "fine"), [(["warning"], "100"), (["fine"], "0")])
    def test_kind_and_sum_agree(self, measures: list[str], fine: str) -> None:
        """A fine has a sum, and a sum is a fine."""
        with refuses("no-amount", kind=Unclear):
            decided(measures=measures, fine=fine)


class TestOnTheSpot:
    def test_two_officers(self) -> None:
        """行政处罚法 art. 42 (G2)."""
        with refuses("too-few-certified-officers", article="第42条", kind=NotCompetent):
            decided(officers=OFFICERS[:1])

    def test_certificates_shown(self) -> None:
        """行政处罚法 art. 52, 55 (G2)."""
        with refuses("certificate-not-shown", article="第55条", kind=NotCompetent):
            decided(identity_shown=False)

    @pytest.mark.parametrize(("day", "article"), [("2015-03-10", "第41条"), ("2026-09-01", "第62条")])
    def test_the_party_is_told_and_heard(self, day: str, article: str) -> None:
        """行政处罚法 art. 44, 45, 62, before 2021 art. 41: not even on the spot without hearing the party (G1)."""
        with refuses("party-not-heard", article=article, kind=OutOfOrder):
            decided(day, party_heard=False, fine="1000")

    @pytest.mark.parametrize(
        ("day", "article"), [("2015-03-10", "第59条"), ("2022-03-10", "第52条"), ("2026-09-01", "第68条")]
    )
    def test_relief_is_told(self, day: str, article: str) -> None:
        """行政处罚法 art. 52(2): the decision says where and until when to seek relief (G19)."""
        with refuses("remedies-not-told", article=article, kind=Unclear):
            decided(day, remedies={**REMEDIES, "reconsideration_period": ""}, fine="1000")

    def test_a_repealed_law_is_not_cited(self) -> None:
        """生态环境法典 art. 1242 (G16)."""
        with refuses("law-not-in-force", article="第1057条", kind=OutOfBounds):
            decided(basis=[{"instrument": "中华人民共和国环境保护法", "article": "第60条"}])

    def test_a_township_decides_nothing(self) -> None:
        """行政处罚法 art. 24: neither by role nor by level (G14)."""
        with refuses("no-power", article="第67条", kind=NotCompetent):
            found().does("decide_on_the_spot", "2026-09-01", by=PATROLLER)
        town = OFFICER.model_copy(update={"level": 3})
        with refuses("no-power", article="第67条", kind=NotCompetent):
            found().does("decide_on_the_spot", "2026-09-01", by=town)

    def test_one_act_is_punished_once(self) -> None:
        """行政处罚法 art. 29: neither is a filed case decided on the spot, nor a decided one filed (G7)."""
        with refuses("out-of-order", kind=OutOfOrder):
            a_case("file_case").does("decide_on_the_spot", "2026-09-08")
        with refuses("out-of-order", kind=OutOfOrder):
            decided().does("file_case", "2026-09-02")
        with refuses("already-done", kind=OutOfOrder):
            decided().does("decide_on_the_spot", "2026-09-02", key="again")


class TestReview:
    @pytest.mark.parametrize("day", ["2024-01-01", "2026-09-01"])
    def test_review_comes_first(self, day: str) -> None:
        """行政复议法 art. 23(1)(1): since 2024 review first; the decision says so, and no period to sue runs from it."""
        with refuses("reconsideration-first-not-told", article="第23条", kind=Unclear):
            decided(day, reconsideration_first_told=False)

        rules = {one.rule for one in decided(day).at(day).terms}

        assert "review_application" in rules
        assert "suit_direct" not in rules

    def test_before_2024_the_party_could_sue_at_once(self) -> None:
        """Until 2023-12-31 both ways were open."""
        case = decided("2023-12-29", reconsideration_first_told=False)

        assert {"review_application", "suit_direct"} <= {one.rule for one in case.at("2023-12-29").terms}


class TestFiling:
    @pytest.mark.parametrize(
        ("day", "last", "after", "article"),
        [
            ("2015-09-30", "2015-10-10", "2015-10-12", "第59条第3款"),
            ("2026-09-01", "2026-09-04", "2026-09-07", "第68条第3款"),
            ("2026-09-30", "2026-10-10", "2026-10-11", "第68条第3款"),
        ],
        ids=["2015-working-saturday", "2026", "2026-over-the-holiday"],
    )
    def test_it_is_filed_within_three_working_days(self, day: str, last: str, after: str, article: str) -> None:
        """处罚办法 art. 68(3): on the third working day in time, later entered as late."""
        for on, state in ((last, "met"), (after, "met_late")):
            case = decided(day, fine="1000")
            case.does("report_summary", on, of="decide_on_the_spot")
            filing = term(case, "summary_filing", on)
            assert (str(filing.last_day), filing.state) == (last, state)
            assert article in filing.citation

    def test_what_is_filed_is_the_decision(self) -> None:
        """`of` names the decision, and it is filed once."""
        case = decided()
        with refuses("no-such-act", kind=Unclear):
            case.does("report_summary", "2026-09-02", of=1)
        case.does("report_summary", "2026-09-02", of="decide_on_the_spot")
        with refuses("already-done", kind=OutOfOrder):
            case.does("report_summary", "2026-09-03", of="decide_on_the_spot")


class TestTheWholePath:
    def test_from_the_township_s_finding_to_the_archive(self) -> None:
        """Found by the township, decided on the spot by the county, filed, published, fed back, paid, closed."""
        case = PaperCase()
        case.does("report_finding", "2026-09-01")
        case.does("decide_on_the_spot", "2026-09-02")
        case.does("report_summary", "2026-09-03", of="decide_on_the_spot")
        case.does("publish_decision", "2026-09-07")
        case.does("feed_back", "2026-09-07")
        case.does("record_payment", "2026-09-09", amount="3000")
        case.does("close_case", "2026-09-10")
        case.does("archive_case", "2026-09-11")

        standing = case.at("2026-09-11")

        assert standing.archived
        assert sum_ordered(case.record()) == Decimal(3000)
        assert {one.rule for one in standing.terms if one.state in ("running", "late", "suspended")} == {
            "review_application"
        }
        assert standing.particulars.party == "party-1"

    @pytest.mark.parametrize(
        ("left_out", "article"),
        [
            ("report_summary", "第68条第3款"),
            ("publish_decision", "第65条"),
            ("feed_back", "76号"),
            ("record_payment", "第77条"),
        ],
    )
    def test_it_is_not_closed_before(self, left_out: str, article: str) -> None:
        """处罚办法 art. 65, 68, 77: filing, disclosure, feedback and payment come before closing."""
        case = PaperCase()
        case.does("report_finding", "2026-09-01")
        case.does("decide_on_the_spot", "2026-09-02")
        steps: dict[str, dict[str, Any]] = {
            "report_summary": {"of": "decide_on_the_spot"},
            "publish_decision": {},
            "feed_back": {},
            "record_payment": {"amount": "3000"},
        }
        for act, fields in steps.items():
            if act != left_out:
                case.does(act, "2026-09-03", **fields)
        with refuses(
            "not-performed" if left_out == "record_payment" else "out-of-order", article=article, kind=OutOfOrder
        ):
            case.does("close_case", "2026-09-04")
