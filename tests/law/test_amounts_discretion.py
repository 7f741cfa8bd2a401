"""Discretion: Hunan's formula with a made-up table, its adjustments and the form of the file (F5)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from under import LAW

from law.amounts.discretion import Adjustment, Direction, Discretion, Findings, discretionary_fine
from law.discretion import EXAMPLE, read_discretion
from law.reading import Malformed
from law.refusals import OutOfBounds, OutOfTime, Unclear

if TYPE_CHECKING:
    from pathlib import Path

ON = date(2026, 9, 1)
TABLE = read_discretion(EXAMPLE)
PERMIT = Findings(matter="over_permit_limit", levels={"excess": "medium", "place": "sensitive", "repeat": "first"})


def fine(findings: Findings = PERMIT, adjustment: Adjustment | None = None, on: date = ON) -> Discretion:
    """Return the fine the made-up table gives."""
    return discretionary_fine(TABLE, findings, on=on, adjustment=adjustment, law=LAW)


def adjusted(direction: Direction, share: str, reason: str = "虚构理由") -> Adjustment:
    """Return an adjustment."""
    return Adjustment(direction=direction, share=Decimal(share), reason=reason)


class TestFormula:
    """(start + shares) x maximum (湖南裁量基准第5条)."""

    def test_the_constructed_check_of_the_catalogue(self) -> None:
        """Range 200,000 to 1,000,000, start 20 %, factors 25 %: 450,000."""
        assert Decimal(450_000) == fine().fine

    def test_a_share_of_the_investment(self) -> None:
        """EIA: 60 % of 5 % of an investment of 10 million is 300,000."""
        findings = Findings(matter="built_without_approval", levels={"stage": "finished"}, base=Decimal(10_000_000))

        assert Decimal(300_000) == fine(findings).fine

    def test_a_multiple_of_the_cost_of_disposal(self) -> None:
        """Solid waste: start 3 of 5 times, 20 % more, of at least 200,000: 800,000."""
        findings = Findings(matter="hazardous_waste_dumping", levels={"amount": "large"}, base=Decimal(1))

        assert Decimal(800_000) == fine(findings).fine

    def test_a_violation_not_put_right_has_the_higher_range(self) -> None:
        """The maximum goes from 1 to 2 million, the minimum with it."""
        findings = Findings(matter="facility_not_built", levels={"duration": "long"})

        assert Decimal(400_000) == fine(findings).fine
        assert Decimal(1_400_000) == fine(findings.model_copy(update={"corrected": False})).fine

    def test_no_sum_of_shares_exceeds_the_maximum(self) -> None:
        """Every factor at its worst stays within the range."""
        worst = Findings(matter="over_permit_limit", levels={"excess": "grave", "place": "sensitive", "repeat": "more"})

        assert Decimal(800_000) == fine(worst).fine <= fine(worst).most

    def test_the_working_shows_every_step_and_that_the_table_is_made_up(self) -> None:
        """A screen can show start, each factor and the base fine."""
        result = fine()

        assert ["法定幅度", "起点"] == [one.label for one in result.steps[:2]]
        assert "450,000元" == result.steps[-1].value
        assert any("虚构" in words for words in result.warnings)


class TestAdjustment:
    """从重、从轻、减轻 (湖南裁量基准第8条)."""

    @pytest.mark.parametrize(
        ("direction", "share", "amount"),
        [
            ("aggravated", "0.20", 650_000),
            ("lenient", "0.20", 250_000),
            ("lenient", "0.10", 350_000),
            ("mitigated", "0.50", 100_000),
        ],
    )
    def test_each_direction_moves_as_far_as_the_base_allows(
        self, direction: Direction, share: str, amount: int
    ) -> None:
        """450,000 goes to 650,000 at most, 250,000 at least; mitigated from 200,000 to 100,000."""
        assert Decimal(amount) == fine(adjustment=adjusted(direction, share)).fine

    @pytest.mark.parametrize("direction", ["aggravated", "lenient"])
    def test_a_fifth_of_the_maximum_is_the_most(self, direction: Direction) -> None:
        """More than 20 % is out of bounds, and so is nothing at all."""
        for share in ("0.2001", "0"):
            with pytest.raises(OutOfBounds):
                fine(adjustment=adjusted(direction, share))

    def test_mitigation_beyond_half_is_warned_of_not_refused(self) -> None:
        """The base says: as a rule no more than half."""
        result = fine(adjustment=adjusted("mitigated", "0.60"))

        assert (Decimal(80_000), True) == (result.fine, result.below_minimum)
        assert any("一般不超过" in words for words in result.warnings)

    def test_an_adjustment_needs_a_reason(self) -> None:
        """Without reasons no adjustment."""
        with pytest.raises(Unclear):
            fine(adjustment=adjusted("lenient", "0.10", " "))


class TestTable:
    """What an authority's file must hold."""

    def test_every_factor_gets_exactly_one_known_level(self) -> None:
        """A missing factor, an unknown one, an unknown level, an unknown matter: each told."""
        wrong = [
            PERMIT.model_copy(update={"levels": {"excess": "medium"}}),
            PERMIT.model_copy(update={"levels": {**PERMIT.levels, "mood": "bad"}}),
            PERMIT.model_copy(update={"levels": {**PERMIT.levels, "excess": "huge"}}),
            PERMIT.model_copy(update={"matter": "noise"}),
            Findings(matter="hazardous_waste_dumping", levels={"amount": "large"}),
        ]

        for findings in wrong:
            with pytest.raises(Unclear):
                fine(findings)

    @pytest.mark.parametrize("on", [date(2022, 3, 1), date(2027, 3, 2)])
    def test_a_table_outside_its_days_is_refused(self, on: date) -> None:
        """The base of 2022 lapses after 2027-03-01."""
        with pytest.raises(OutOfTime):
            fine(on=on)

    def test_a_binary_float_is_refused_with_its_line(self, tmp_path: Path) -> None:
        """Shares are exact, written as text."""
        file = tmp_path / "table.toml"
        file.write_text(EXAMPLE.read_text(encoding="utf-8").replace('"0.25"', "0.25"), encoding="utf-8")

        with pytest.raises(Malformed) as caught:
            read_discretion(file)

        assert "0.20" in caught.value.sentence


SHARES = st.integers(1, 2000).map(lambda n: Decimal(n) / 10_000)
LEVELS = st.fixed_dictionaries(
    {factor.key: st.sampled_from([level.key for level in factor.level]) for factor in TABLE.matter[0].factor}
)


@given(levels=LEVELS, share=SHARES, direction=st.sampled_from(["aggravated", "lenient"]))
def test_no_adjustment_leaves_the_statutory_range(levels: dict[str, str], share: Decimal, direction: Direction) -> None:
    """Aggravated never above the maximum, lenient never below the minimum, each on its own side of the base fine."""
    findings = PERMIT.model_copy(update={"levels": levels})
    result = fine(findings, Adjustment(direction=direction, share=share, reason="虚构理由"))

    assert result.least <= result.fine <= result.most
    assert (result.fine >= result.base_fine) if direction == "aggravated" else (result.fine <= result.base_fine)
