"""Shared evidence: at every instant, from its taking on, in exactly one hand, whatever is entered, put right or taken back."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from judging.record import Record
from law.refusals import OutOfTime, Refused
from models.acts.custody import HandOverEvidence, LetGoOfEvidence, TakeEvidence
from models.particulars import JointParticulars
from procedures.custody.hands import breaks, hands, in_hand, items
from tests.builders import CITY, CLERK, COUNTY, HEAD, OFFICER, OFFICERS, moment
from tests.procedures.joint import CITY_HEAD, POLICE, POLICEMAN, Joint
from tests.procedures.refusing import refuses

KEEPERS = ((OFFICER.id, COUNTY), (POLICEMAN.id, POLICE), ("示例检测公司", ""), ("p-county-3", COUNTY))


def taken() -> Joint:
    """Return a joint investigation with the police, in which a sample was taken at ten on 3 September."""
    joint = Joint().goes("answer_invitation")
    joint.does("take_evidence", "2026-09-03 10:00")
    return joint


class TestPassingOn:
    @pytest.mark.parametrize(
        ("act", "at", "fields", "code"),
        [
            ("take_evidence", "12:00", {}, "mark-is-taken"),
            ("take_evidence", "12:00", {"mark": "证2", "officers": OFFICERS[:1]}, "too-few-certified-officers"),
            ("take_evidence", "12:00", {"mark": "证2", "identity_shown": False}, "certificate-not-shown"),
            ("take_evidence", "12:00", {"mark": "证2", "unit": "u-4304-housing"}, "keeper-takes-no-part"),
            ("hand_over_evidence", "12:00", {"giver": "p-county-2"}, "not-in-that-hand"),
            ("hand_over_evidence", "12:00", {"keeper": OFFICER.id}, "same-hand"),
            ("hand_over_evidence", "12:00", {"unit": "u-4304-housing"}, "keeper-takes-no-part"),
            ("hand_over_evidence", "12:00", {"is_intact": False}, "broken-seal-unsaid"),
            ("hand_over_evidence", "12:00", {"by": POLICEMAN}, "not-the-keeper"),
            ("hand_over_evidence", "09:30", {}, "not-taken-yet"),
            ("let_go_of_evidence", "12:00", {"giver": POLICEMAN.id}, "not-in-that-hand"),
        ],
    )
    def test_what_would_break_the_chain_is_refused(self, act: str, at: str, fields: dict[str, Any], code: str) -> None:
        """A sample in the hand of the county's officer."""
        joint = taken()
        of = {} if act == "take_evidence" else {"of": "take_evidence"}

        with refuses(code, article="二（三）" if "certifi" not in code else "行政处罚法"):
            joint.does(act, f"2026-09-03 {at}", now="2026-09-03 13:00", **of, **fields)

    def test_the_standing_says_who_has_it_and_how_it_is_sealed(self) -> None:
        """To the laboratory, where the seal is opened and made anew; back to the police; with the case."""
        joint = taken()
        lab = {"keeper": "示例检测公司", "unit": "", "purpose": "test"}
        back = {"giver": "示例检测公司", "sealing": "封签002", "is_intact": False, "note": "检测启封"}
        seen = []
        for act, on, fields in (
            ("hand_over_evidence", "2026-09-03 11:00", lab),
            ("hand_over_evidence", "2026-09-04 09:00", back),
            ("let_go_of_evidence", "2026-09-07 09:00", {"giver": POLICEMAN.id, "keeper": "p-county-3"}),
        ):
            joint.does(act, on, of="take_evidence", **fields)
            particulars = joint.at(on).particulars
            assert isinstance(particulars, JointParticulars)
            seen += [(one.unit, one.keeper, one.sealing, one.outcome) for one in particulars.evidence]

        assert [
            ("", "示例检测公司", "封签001", ""),
            (POLICE, POLICEMAN.id, "封签002", ""),
            ("", "p-county-3", "封签002", "with_case"),
        ] == seen
        with refuses("has-left"):
            joint.does("hand_over_evidence", "2026-09-08", of="take_evidence", giver="p-county-3")

    def test_nothing_is_slipped_in_between(self) -> None:
        """A movement dated before a later one would make that one's giver a liar."""
        joint = taken()
        joint.does("hand_over_evidence", "2026-09-04", of="take_evidence")

        with refuses("moved-since", kind=OutOfTime):
            late = {"keeper": "p-county-3", "unit": COUNTY, "now": "2026-09-05"}
            joint.does("hand_over_evidence", "2026-09-03 15:00", of="take_evidence", **late)

    @pytest.mark.parametrize(
        ("which", "act", "fields"),
        [
            (1, "withdraw_act", {}),
            (0, "withdraw_act", {}),
            (1, "correct_act", {"fields": {"keeper": "p-county-3", "unit": COUNTY}}),
            (1, "correct_act", {"happened_at": moment("2026-09-05 10:00")}),
            (0, "correct_act", {"fields": {"keeper": "p-county-2"}}),
        ],
    )
    def test_putting_right_never_breaks_what_was_whole(self, which: int, act: str, fields: dict[str, Any]) -> None:
        """Taken, given to the police, then to the city: only the last movement may go."""
        joint = taken()
        joint.does("hand_over_evidence", "2026-09-04", of="take_evidence")
        on_to = {"giver": POLICEMAN.id, "keeper": CITY_HEAD.id, "unit": CITY, "by": POLICEMAN}
        joint.does("hand_over_evidence", "2026-09-05", of="take_evidence", **on_to)
        moves = [hand.by_act for hand in hands(joint.record(), joint.no("take_evidence"))]

        with refuses("custody-would-break"):
            joint.does(act, "2026-09-07", by=HEAD, of=moves[which], reason="误录", **fields)
        assert joint.does("withdraw_act", "2026-09-07", by=HEAD, of=moves[2], reason="误录")

    def test_a_correction_of_a_movement_is_not_taken_back_but_made_again(self) -> None:
        """What was handed on since rests on the correction: found by the walk below."""
        joint = taken()
        joint.does("hand_over_evidence", "2026-09-04", of="take_evidence")
        joint.does(
            "correct_act", "2026-09-07", by=HEAD, of="hand_over_evidence", fields={"note": "补记"}, reason="漏录"
        )

        with refuses("custody-would-break"):
            joint.does("withdraw_act", "2026-09-08", by=HEAD, of="correct_act", reason="误录")


class Custody(RuleBasedStateMachine):
    """Evidence under many hands, entered early and late, put right and taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.joint = Joint()
        self.now = moment("2026-09-03")

    @initialize()
    def begins(self) -> None:
        """The county convenes, the police takes part."""
        self.joint.goes("answer_invitation")

    def _tries(self, act: str, at: datetime, **fields: Any) -> None:  # noqa: ANN401
        self.now += timedelta(minutes=30)
        try:
            self.joint.does(act, min(at, self.now), now=self.now, key=f"{act}/{len(self.joint.acts)}", **fields)
        except Refused:
            return

    def _item(self, data: st.DataObject) -> int:
        return data.draw(st.sampled_from(sorted(items(self.joint.record()))))

    def _at(self, back: int) -> datetime:
        return self.now - timedelta(hours=back)

    @rule(keeper=st.sampled_from(KEEPERS[:2]), back=st.integers(0, 5))
    def somebody_takes_a_piece(self, keeper: tuple[str, str], back: int) -> None:
        """A new piece, given to an officer of the county or of the police."""
        mark = f"证{len(self.joint.acts)}"
        self._tries("take_evidence", self._at(back), mark=mark, keeper=keeper[0], unit=keeper[1])

    @precondition(lambda self: self.joint.record().has(TakeEvidence))
    @rule(data=st.data(), giver=st.sampled_from(KEEPERS), keeper=st.sampled_from(KEEPERS), back=st.integers(0, 8))
    def somebody_hands_it_over(
        self, data: st.DataObject, giver: tuple[str, str], keeper: tuple[str, str], back: int
    ) -> None:
        """For any instant, mostly by whoever had it then, sometimes by somebody else."""
        item, at = self._item(data), self._at(back)
        there = in_hand(self.joint.record(), item, at)
        by = there.keeper if there is not None and data.draw(st.integers(0, 3)) else giver[0]
        said = {"giver": by, "keeper": keeper[0], "unit": keeper[1], "by": HEAD}
        self._tries("hand_over_evidence", at, of=item, **said)

    @precondition(lambda self: self.joint.record().has(TakeEvidence))
    @rule(data=st.data(), giver=st.sampled_from(KEEPERS), back=st.integers(0, 8))
    def it_leaves(self, data: st.DataObject, giver: tuple[str, str], back: int) -> None:
        """With a case, or to whoever."""
        self._tries("let_go_of_evidence", self._at(back), by=CLERK, of=self._item(data), giver=giver[0])

    @rule(data=st.data(), keeper=st.sampled_from(KEEPERS), back=st.integers(0, 8), what=st.integers(0, 2))
    def the_head_puts_right_or_takes_back(
        self, data: st.DataObject, keeper: tuple[str, str], back: int, what: int
    ) -> None:
        """A date, a keeper, or the whole entry."""
        no = data.draw(st.integers(4, max(4, len(self.joint.acts))))
        fields: dict[str, Any] = {"by": HEAD, "of": no, "reason": "误录"}
        if what == 0:
            self._tries("withdraw_act", self.now, **fields)
        elif what == 1:
            self._tries("correct_act", self.now, **fields, happened_at=self._at(back))
        else:
            self._tries("correct_act", self.now, **fields, fields={"keeper": keeper[0], "unit": keeper[1]})

    @invariant()
    def each_piece_is_in_exactly_one_hand(self) -> None:
        """Before its taking in none; from then on in one, given by whoever had it, until it left."""
        record = Record.of(self.joint.acts)
        assert set() == breaks(record)
        for item in items(record):
            chain = hands(record, item)
            since = [hand.since for hand in chain]
            assert since == sorted(since)
            assert in_hand(record, item, since[0] - timedelta(seconds=1)) is None
            for at in (*since, *(one + timedelta(seconds=1) for one in since), self.now + timedelta(days=365)):
                there = [hand for hand in chain if hand == in_hand(record, item, at)]
                assert 1 == len(there)
                assert there[0].since <= at
            moves = record.pointing(item, HandOverEvidence, LetGoOfEvidence)
            told = {act.content.giver for act in moves if isinstance(act.content, HandOverEvidence | LetGoOfEvidence)}
            assert told <= {hand.keeper for hand in chain[:-1]}


TestCustody = Custody.TestCase
TestCustody.settings = settings(max_examples=20, stateful_step_count=15, deadline=None)
