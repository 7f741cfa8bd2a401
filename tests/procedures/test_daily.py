"""The daily penalty: rounds and days, the published cases of 2015, what breaks the chain, the procedure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.acts import Act
from models.acts.correction import RecheckCorrection
from models.acts.daily import DecideDailyPenalty
from models.acts.penalty import DecidePenalty
from models.effects import Disclosure, Document, Span
from procedures.correction import correction_confirmed
from procedures.daily_penalty.rounds import penalty_for
from procedures.daily_penalty.steps import dailies_are_finished
from tests.builders import HEAD, OFFICER, OFFICERS, REMEDIES, PaperCase
from tests.procedures.daily_path import (
    DECIDED,
    FINE,
    OLD_BASIS,
    ORDERED,
    SERVED,
    charges,
    days_after,
    fined,
    notifies,
    rechecks,
    refused,
)
from tests.procedures.hearing_path import noticed, of_record, term
from tests.procedures.measures import made
from tests.procedures.refusing import refuses
from tests.procedures.served import sum_ordered
from tests.procedures.several import A, B, filed


@dataclass(frozen=True)
class Published:
    """A case of 2015 as it was published: the order, the original fine, and for each recheck what was charged."""

    fine: str
    noticed: str
    decided: str
    served: str
    ordered: str
    rechecked: tuple[tuple[str, int, int], ...]
    """Day of the recheck, days counted, sum in yuan."""
    hearing: tuple[str, str, str] | None = None
    """Asked for and told, held, reported."""
    charged: str = ""
    """The day of the daily decision, where it is known."""


PUBLISHED = {
    "01-jinan": Published(
        "80000",
        "2015-01-16",
        "2015-01-20",
        "2015-01-20",
        "2015-01-16",
        (("2015-01-22", 6, 480_000),),
        charged="2015-01-27",
    ),
    "03-luan": Published(
        "200000",
        "2015-05-25",
        "2015-05-29",
        "2015-05-29",
        "2015-05-25",
        (("2015-06-15", 21, 4_200_000),),
        hearing=("2015-06-16", "2015-06-24", "2015-06-25"),
        charged="2015-06-26",
    ),
    "04-chengdu": Published(
        "700", "2015-02-12", "2015-02-13", "2015-02-13", "2015-02-13", (("2015-03-12", 27, 18_900),)
    ),
    "05-sanmenxia": Published(
        "80000",
        "2015-02-06",
        "2015-02-11",
        "2015-02-12",
        "2015-02-06",
        (
            ("2015-02-27", 21, 1_680_000),
            ("2015-03-19", 20, 1_600_000),
            ("2015-04-18", 30, 2_400_000),
            ("2015-05-18", 30, 2_400_000),
        ),
    ),
    "07-harbin": Published(
        "100000",
        "2015-03-09",
        "2015-03-13",
        "2015-03-13",
        "2015-03-13",
        (("2015-04-01", 19, 1_900_000),),
        charged="2015-04-08",
    ),
}
"""Where the source is silent on a day before the order or after the recheck, a lawful one is put in."""


def opened(published: Published) -> PaperCase:
    """Return the case up to its original decision, served."""
    offered: dict[str, Any] = {"fine": published.fine, "hearing_offered": int(published.fine) >= 50_000}
    case = noticed(published.noticed, filed={"conduct": "discharge"}, **offered)
    acts: list[tuple[str, str, dict[str, Any]]] = [
        ("serve_correction_order", published.ordered, {}),
        ("decide_penalty", published.decided, {"fine": published.fine}),
        ("serve_decision", published.served, {}),
    ]
    for act, on, fields in sorted(acts, key=lambda entry: entry[1]):
        case.does(act, on, **fields)
    return case


def charged(case: PaperCase, published: Published, on: str, fine: int) -> Act:
    """Have one round notified, heard where it was, decided and served."""
    notice = notifies(case, on, fine, basis=OLD_BASIS, hearing_offered=True)
    if published.hearing:
        asked, held, reported = published.hearing
        case.does("request_hearing", asked)
        case.does("serve_hearing_notice", asked, of="request_hearing", hearing_on=held)
        case.does("hold_hearing", held, of="request_hearing")
        case.does("conclude_hearing", reported, of="request_hearing")
    decision = charges(case, published.charged or days_after(on, 5), notice, basis=OLD_BASIS)
    case.does("serve_daily_decision", decision.day, of=decision.no)
    return decision


class TestPublishedCases:
    @pytest.mark.parametrize("published", PUBLISHED.values(), ids=PUBLISHED)
    def test_the_published_sums_come_out(self, published: Published) -> None:
        """按日连续处罚办法 art. 17, 19: original fine times the days from the day after service to the finding."""
        case = opened(published)
        found = []
        for place, (on, days, total) in enumerate(published.rechecked):
            if place:
                case.does("serve_correction_order", published.rechecked[place - 1][0])
            recheck = rechecks(case, on)
            worked = penalty_for(case.record(), {recheck.no}, case.law)
            assert (worked.days, worked.amount) == (days, Decimal(total))
            found.append((recheck, total))

        for recheck, total in found:
            last = published.rechecked[-1][0]
            if published.hearing or len(found) == 1:
                charged(case, published, last, total)
            else:
                notice = notifies(case, last, total, recheck.no, basis=OLD_BASIS, hearing_offered=True)
                charges(case, days_after(last, 5), notice, basis=OLD_BASIS)

        assert sum_ordered(case.record()) == Decimal(published.fine) + sum(total for _, _, total in published.rechecked)

    def test_four_rounds_in_one_decision_come_to_the_same(self) -> None:
        """按日连续处罚办法 art. 17(2), 18: days add up over the rounds, without a cap: 101 days, 8,080,000 yuan."""
        published = PUBLISHED["05-sanmenxia"]
        case = opened(published)
        numbers = []
        for place, (on, _, _) in enumerate(published.rechecked):
            if place:
                case.does("serve_correction_order", published.rechecked[place - 1][0])
            numbers.append(rechecks(case, on).no)

        notice = notifies(case, "2015-05-18", 8_080_000, *numbers, basis=OLD_BASIS, hearing_offered=True)
        decision = charges(case, "2015-05-22", notice, basis=OLD_BASIS)

        [paper] = [one for one in made(case) if isinstance(one, Document) and one.act_no == decision.no]
        assert paper.working is not None
        assert (paper.working.daily, paper.working.days, paper.working.fine) == ("80000", 101, "8080000")
        assert paper.working.rounds[0] == Span(
            first_day=date(2015, 2, 7), last_day=date(2015, 2, 27), days=21, ordered_on=date(2015, 2, 6)
        )

    def test_the_count_does_not_depend_on_the_day_of_the_original_fine(self) -> None:
        """The order came before the fine in Lu'an: the count starts the day after the order all the same."""
        published = PUBLISHED["03-luan"]
        case = opened(published)
        recheck = rechecks(case, "2015-06-15")

        first = penalty_for(case.record(), {recheck.no}, case.law).rounds[0].first_day

        assert str(first) == "2015-05-26"
        [decision] = case.record().all(DecidePenalty)
        assert str(decision.day) == "2015-05-29"


class TestDays:
    @pytest.mark.parametrize(("after", "fine"), [(9, 90_000), (30, 300_000)], ids=["day-9", "day-30"])
    def test_a_recheck_in_time_is_charged(self, after: int, fine: int) -> None:
        """按日连续处罚办法 art. 10, 17: up to and including day 30."""
        case = refused(days_after(ORDERED, after))

        notifies(case, days_after(ORDERED, 31), fine, hearing_offered=True)

    def test_a_recheck_on_the_day_of_the_order_counts_nothing(self) -> None:
        """Day 0: the count starts the day after."""
        case = noticed(ORDERED, filed={"conduct": "discharge"}, fine=FINE)
        case.does("serve_correction_order", ORDERED)
        rechecks(case, ORDERED)
        case.does("decide_penalty", DECIDED, fine=FINE)
        case.does("serve_decision", SERVED)
        with refuses("nothing-to-charge", article="第19条", kind=OutOfBounds):
            notifies(case, "2026-09-17", 0)

    def test_a_recheck_on_day_31_is_worth_nothing(self) -> None:
        """按日连续处罚办法 art. 10 (案卷评查 veto 23): the round is lost; a new order begins a new one."""
        case = refused(days_after(ORDERED, 31))
        with refuses("recheck-out-of-time", article="第10条", kind=OutOfTime):
            notifies(case, "2026-10-09", 310_000, hearing_offered=True)
        case.does("serve_correction_order", "2026-10-09")
        rechecks(case, "2026-10-12")

        notifies(case, "2026-10-12", 30_000)

    def test_obstruction_is_refusal(self) -> None:
        """按日连续处罚办法 art. 13(2): charged to the day of the obstruction, whatever could be seen."""
        case = fined()
        rechecks(case, "2026-09-17", corrected=True, obstructed=True)

        notifies(case, "2026-09-17", 100_000)

    @pytest.mark.parametrize("measure", ["impose_seizure", "serve_restriction", "serve_production_stop"])
    def test_a_measure_that_ends_the_discharge_ends_the_count(self, measure: str) -> None:
        """按日连续处罚办法 art. 20: charged to the day of the measure; not where the discharge went on all the same."""
        for despite, fine in ((False, 30_000), (True, 100_000)):
            case = fined()
            for act, fields in MEASURES[measure].items():
                of_record(case, act, "2026-09-10", **fields)
            rechecks(case, "2026-09-17", despite_measure=despite)

            notifies(case, "2026-09-17", fine)

    def test_a_wrong_sum(self) -> None:
        """按日连续处罚办法 art. 19: neither more nor less than the original fine times the days."""
        for fine in ("100000.01", "99999.99", "90000"):
            with refuses("wrong-daily-sum", article="第19条", kind=OutOfBounds):
                notifies(refused(), "2026-09-17", fine)

    def test_the_original_fine_counts_as_it_now_stands(self) -> None:
        """Varied by the bureau itself, the original fine is the lower one."""
        case = refused()
        case.does(
            "revoke_decision", "2026-09-18", of="serve_decision", extent="vary", fine="8000", reason="裁量有误",
            remedies=REMEDIES, by=HEAD,
        )  # fmt: skip
        with refuses("wrong-daily-sum"):
            notifies(case, "2026-09-18", 100_000)

        notifies(case, "2026-09-18", 80_000)


THING = {"mark": "1号", "name": "排污泵", "kind": "equipment", "place": "排口"}
LIMITING: dict[str, Any] = {
    "facts": "超标排放",
    "basis": [{"instrument": "生态环境法典", "article": "第1107条"}],
    "remedies": REMEDIES,
}
SEALED: dict[str, Any] = {
    "manner": "seal",
    "ground": "other_serious",
    "things": [THING],
    "basis": [{"instrument": "生态环境法典", "article": "第52条"}],
    "remedies": REMEDIES,
    "identity_shown": True,
    "reasons_told": True,
    "defence_heard": True,
    "record": "查封情况",
    "decision_handed_over": True,
    "list_handed_over": True,
}
MEASURES: dict[str, dict[str, dict[str, Any]]] = {
    "impose_seizure": {"impose_seizure": SEALED},
    "serve_restriction": {
        "decide_restriction": {
            **LIMITING,
            "ground": "over_standard",
            "starts_on": "2026-09-10",
            "until": "2026-12-09",
        },
        "serve_restriction": {"of": "decide_restriction"},
    },
    "serve_production_stop": {
        "decide_production_stop": {**LIMITING, "ground": "evasion", "is_discussed": True},
        "serve_production_stop": {"of": "decide_production_stop"},
    },
}


class TestChain:
    def test_without_refusal_there_is_no_daily_penalty(self) -> None:
        """按日连续处罚办法 art. 12: corrected, stopped or closed at the recheck: nothing to charge."""
        case = fined()
        case.does("recheck_correction", "2026-09-17", of="serve_correction_order")
        with refuses("out-of-order", article="第12条", kind=OutOfOrder):
            notifies(case, "2026-09-17", 100_000)

    def test_a_clean_recheck_is_no_round(self) -> None:
        """The recheck that found it corrected charges nothing."""
        case = refused()
        case.does("serve_correction_order", "2026-09-18")
        clean = rechecks(case, "2026-09-21", corrected=True)
        with refuses("corrected", article="第12条", kind=OutOfBounds):
            notifies(case, "2026-09-21", 30_000, clean.no)

    def test_a_clean_recheck_closes_the_chain(self) -> None:
        """按日连续处罚办法 art. 18: a violation after a clean recheck needs an original decision of its own."""
        case = refused()
        first = case.record().last(RecheckCorrection)
        case.does("serve_correction_order", "2026-09-18")
        rechecks(case, "2026-09-21", corrected=True)
        case.does("serve_correction_order", "2026-09-23")
        rechecks(case, "2026-09-28")
        with refuses("chain-closed", article="第18条", kind=OutOfOrder):
            notifies(case, "2026-09-28", 50_000)

        notifies(case, "2026-09-28", 100_000, first.no)  # type: ignore[union-attr]

    def test_without_a_new_order_there_is_no_new_round(self) -> None:
        """按日连续处罚办法 art. 14: a second refusal under the spent order, entered as a fact, charges nothing."""
        case = refused()
        again = of_record(case, "recheck_correction", "2026-09-18", of="serve_correction_order", corrected=False)
        with refuses("no-new-order", article="第14条", kind=OutOfOrder):
            notifies(case, "2026-09-18", 110_000, again.no)

    def test_an_order_that_gave_time_charges_nothing(self) -> None:
        """按日连续处罚办法 art. 8: only the order to stop at once begins a round, however the other came to be served."""
        case = fined()
        order = of_record(case, "serve_correction_order", "2026-09-10", requirement="拆除暗管", correct_by="2026-09-14")
        found = case.does("recheck_correction", "2026-09-17", of=order.no, corrected=False)
        case.does("review_case", "2026-09-17")
        with refuses("order-gave-time", article="第8条", kind=OutOfOrder):
            notifies(case, "2026-09-17", 70_000, found.no)

    def test_rounds_do_not_overlap(self) -> None:
        """按日连续处罚办法 art. 14: two orders at once do not charge the same days twice, in one notice or in two."""
        case = fined()
        first_order = next(act for act in case.acts if act.name == "serve_correction_order")
        second_order = case.does("serve_correction_order", "2026-09-10", requirement="拆除暗管")
        first = case.does("recheck_correction", "2026-09-17", of=first_order.no, corrected=False)
        second = case.does("recheck_correction", "2026-09-18", of=second_order.no, corrected=False)
        case.does("review_case", "2026-09-18")
        with refuses("rounds-overlap", article="第14条", kind=OutOfOrder):
            notifies(case, "2026-09-18", 180_000, first.no, second.no)
        notice = notifies(case, "2026-09-18", 100_000, first.no)
        charges(case, "2026-09-28", notice)
        with refuses("rounds-overlap", article="第14条", kind=OutOfOrder):
            notifies(case, "2026-09-28", 80_000, second.no)

    def test_a_round_is_charged_once(self) -> None:
        """按日连续处罚办法 art. 17: neither notified nor decided a second time (G7)."""
        case = refused()
        first = notifies(case, "2026-09-17", 100_000)
        charges(case, "2026-09-24", first)
        with refuses("round-charged-twice", article="第17条", kind=OutOfBounds):
            notifies(case, "2026-09-25", 100_000)
        with refuses("already-done", article="第7条", kind=OutOfOrder):
            charges(case, "2026-09-25", first)

    def test_a_round_in_two_notices_is_decided_once(self) -> None:
        """A second notice for the same round replaces the first; the first is not decided on besides."""
        case = refused()
        first = notifies(case, "2026-09-17", 100_000)
        second = notifies(case, "2026-09-18", 100_000, facts="复查时仍在排放，重新告知")
        case.does("serve_correction_order", "2026-09-18")
        rechecks(case, "2026-09-21")
        other = notifies(case, "2026-09-21", 30_000)
        charges(case, "2026-09-28", second)
        with refuses("round-charged-twice", article="第17条", kind=OutOfBounds):
            charges(case, "2026-09-30", first)

        charges(case, "2026-09-30", other)

        assert sum_ordered(case.record()) == Decimal(FINE) + 130_000

    @pytest.mark.parametrize(("rechecked", "code"), [((1,), "no-such-act"), ((99,), "no-such-act"), ((), "no-round")])
    def test_what_is_charged_is_a_recheck(self, rechecked: tuple[int, ...], code: str) -> None:
        """The notice names the rechecks that ended the rounds."""
        with refuses(code, kind=Unclear):
            refused().does("serve_daily_notice", "2026-09-17", rechecks=rechecked, fine="100000")


class TestOriginalFirst:
    def test_no_notice_before_the_original_decision(self) -> None:
        """按日连续处罚办法 art. 7: the sum rests on the original fine."""
        case = noticed(ORDERED, filed={"conduct": "discharge"}, fine=FINE)
        case.does("serve_correction_order", ORDERED)
        rechecks(case, "2026-09-09")
        with refuses("out-of-order", article="第7条", kind=OutOfOrder):
            notifies(case, "2026-09-10", 20_000)

    def test_no_decision_before_the_original_one_is_served(self) -> None:
        """按日连续处罚办法 art. 7 (案卷评查 veto 24): notified, yes; decided only once the original was served."""
        case = refused(served=False)
        notice = notifies(case, "2026-09-17", 100_000)
        with refuses("out-of-order", article="第7条", kind=OutOfOrder):
            charges(case, "2026-09-24", notice)
        case.does("serve_decision", "2026-09-24")

        charges(case, "2026-09-24", notice)

    def test_no_decision_after_the_original_one_is_gone(self) -> None:
        """Once the original decision is revoked there is nothing to multiply."""
        case = refused()
        case.does(
            "revoke_decision", "2026-09-18", of="serve_decision", extent="revoke", reason="事实有误", remedies=REMEDIES,
            by=HEAD,
        )  # fmt: skip
        with refuses("out-of-order", article="第7条", kind=OutOfOrder):
            notifies(case, "2026-09-18", 100_000)

    def test_without_a_fine_there_is_nothing_to_multiply(self) -> None:
        """环境保护法 art. 59: who was fined is charged by the day; a warning is no fine."""
        case = noticed(ORDERED, filed={"conduct": "discharge"}, measures=["warning"], fine=None)
        case.does("serve_correction_order", ORDERED)
        case.does("decide_penalty", DECIDED, measures=["warning"], fine=None)
        case.does("serve_decision", SERVED)
        rechecks(case, "2026-09-17")
        with refuses("nothing-to-charge", article="第19条", kind=OutOfBounds):
            notifies(case, "2026-09-17", 0)


class TestScope:
    @pytest.mark.parametrize("conduct", ["discharge", "dumping", "disposal"])
    def test_what_the_code_lists(self, conduct: str) -> None:
        """生态环境法典 art. 1060: from 2026-08-15 dumping and disposal as well."""
        notifies(refused(conduct=conduct), "2026-09-17", 100_000)

    @pytest.mark.parametrize("conduct", ["construction", "other"])
    def test_what_it_does_not(self, conduct: str) -> None:
        """Any other conduct is not charged by the day."""
        with refuses("conduct-out-of-scope", article="第1060条", kind=OutOfBounds):
            notifies(refused(conduct=conduct), "2026-09-17", 100_000)

    @pytest.mark.parametrize(("ordered", "days"), [("2026-08-13", 7), ("2026-08-14", 6)])
    def test_dumping_only_for_days_under_the_code(self, ordered: str, days: int) -> None:
        """The first day charged is the day after the order: 08-14 lies before the Code, 08-15 within."""
        case = noticed("2026-08-05", filed={"conduct": "dumping"}, fine=FINE)
        case.does("serve_correction_order", ordered)
        case.does("decide_penalty", "2026-08-14", fine=FINE)
        case.does("serve_decision", "2026-08-14")
        rechecks(case, "2026-08-20")
        if ordered == "2026-08-13":
            with refuses("conduct-out-of-scope", article="第5条", kind=OutOfBounds):
                notifies(case, "2026-08-20", days * 10_000)
            return

        notifies(case, "2026-08-20", days * 10_000)

    def test_a_kind_filed_wrongly_is_corrected_first(self) -> None:
        """The refusal says how: the filing is put right, then the days are charged."""
        case = refused(conduct="other")
        filed = next(act.no for act in case.acts if act.name == "file_case")
        case.does("correct_act", "2026-09-17", of=filed, fields={"conduct": "discharge"}, reason="行为种类填写有误")

        notifies(case, "2026-09-17", 100_000)

    def test_the_basis_is_that_of_the_refusal(self) -> None:
        """环境保护法 art. 59 is repealed: days after 2026-08-15 rest on the Code (G16)."""
        with refuses("law-not-in-force", article="第1057条", kind=OutOfBounds):
            notifies(refused(), "2026-09-17", 100_000, basis=OLD_BASIS)

    def test_who_discharges_and_no_person_responsible_in_it(self) -> None:
        """环境保护法 art. 59, 办法 art. 5: enterprises, institutions and other producers; a fined manager is none."""
        case = filed(conduct="discharge")
        for party in (A, B):
            case.of("serve_notice", party, "2026-09-14")
        for party in (A, B):
            case.served(party, "2026-09-22")
        recheck = rechecks(case, "2026-09-23")
        charged_by_day = {"rechecks": [recheck.no], "hearing_offered": True}
        with refuses("not-the-polluter", article="第1060条", kind=OutOfBounds):
            case.of("serve_daily_notice", B, "2026-09-24", fine="64000", **charged_by_day)

        assert case.of("serve_daily_notice", A, "2026-09-24", fine="1600000", **charged_by_day)


class TestProcedure:
    def test_the_refusal_is_reviewed_by_somebody_else(self) -> None:
        """按日连续处罚办法 art. 15, 处罚办法 art. 38: the review of the first penalty does not cover the second (G3)."""
        case = fined()
        case.does("recheck_correction", "2026-09-17", of="serve_correction_order", corrected=False)
        with refuses("review-missing", article="第38条", kind=OutOfOrder):
            notifies(case, "2026-09-17", 100_000)
        case.does("review_case", "2026-09-17", opinion="return")
        with refuses("review-missing", article="第38条"):
            notifies(case, "2026-09-17", 100_000)
        investigator = OFFICER.model_copy(update={"roles": ("reviewer",)})
        with refuses("investigator-of-the-case", article="第38条", kind=NotCompetent):
            case.does("review_case", "2026-09-17 10:00", by=investigator)

    def test_results_are_told_first(self) -> None:
        """处罚办法 art. 29(3): the report of the recheck is told before the notice (G18)."""
        case = refused()
        report = case.does("receive_report", "2026-09-18")
        with refuses("results-not-told", article="第29条", kind=OutOfOrder):
            notifies(case, "2026-09-18", 100_000)
        case.does("inform_results", "2026-09-18", of=report.no)

        notifies(case, "2026-09-18", 100_000)

    @pytest.mark.parametrize(("after", "fine", "due"), [(19, 190_000, False), (20, 200_000, True)])
    def test_the_hearing_is_offered_from_its_threshold(self, after: int, fine: int, due: bool) -> None:
        """处罚办法 art. 46, 89: the daily penalty counts with its own sum."""
        case = refused(days_after(ORDERED, after))
        if due:
            with refuses("hearing-not-offered", article="第46条", kind=OutOfBounds):
                notifies(case, "2026-09-28", fine)

        notifies(case, "2026-09-28", fine, hearing_offered=due)

    @pytest.mark.parametrize("day", ["2026-09-17", "2026-09-23"])
    def test_not_before_the_party_had_its_time(self, day: str) -> None:
        """行政处罚法 art. 62: five working days from 17 September, Sunday 20 among them, end on the 23rd (G1)."""
        case = refused()
        notice = notifies(case, "2026-09-17", 100_000)
        with refuses("defence-period-open", article="第44条", kind=OutOfTime):
            charges(case, day, notice)
        forbidden = {row.act: row.guard for row in case.at("2026-09-23").forbidden}
        assert forbidden["decide_daily_penalty"] == "G1"

        charges(case, "2026-09-24", notice)

    def test_a_waiver_of_the_first_penalty_is_none_of_the_second(self) -> None:
        """What was given up on the ordinary notice is not given up on the daily one."""
        case = noticed(ORDERED, filed={"conduct": "discharge"}, fine=FINE)
        case.does("serve_correction_order", ORDERED)
        case.does("waive_statement", "2026-09-08")
        case.does("decide_penalty", "2026-09-08", fine=FINE)
        case.does("serve_decision", "2026-09-08")
        rechecks(case, "2026-09-17")
        notice = notifies(case, "2026-09-17", 100_000)
        with refuses("defence-period-open"):
            charges(case, "2026-09-18", notice)
        case.does("waive_statement", "2026-09-18")

        charges(case, "2026-09-18", notice)

    def test_a_statement_is_examined_first(self) -> None:
        """行政处罚法 art. 45: on the daily penalty too (G1)."""
        case = refused()
        notice = notifies(case, "2026-09-17", 100_000)
        said = case.does("receive_statement", "2026-09-18")
        with refuses("defence-pending", article="第62条", kind=OutOfOrder):
            charges(case, "2026-09-24", notice)
        case.does("examine_statement", "2026-09-24", of=said.no)

        charges(case, "2026-09-24", notice)

    def test_a_hearing_on_the_daily_notice(self) -> None:
        """行政处罚法 art. 63-65: asked for, told, held, reported; then legal review; then the decision."""
        case = refused("2026-09-27")
        notice = notifies(case, "2026-09-28", 200_000, hearing_offered=True)
        case.does("request_hearing", "2026-09-29")
        with refuses("hearing-pending", article="第65条", kind=OutOfOrder):
            charges(case, "2026-10-12", notice)
        case.does("serve_hearing_notice", "2026-09-29", of="request_hearing", hearing_on="2026-10-16")
        case.does("hold_hearing", "2026-10-16", of="request_hearing")
        case.does("conclude_hearing", "2026-10-19", of="request_hearing")
        with refuses("legal-review-missing", article="第58条", kind=OutOfOrder):
            charges(case, "2026-10-19", notice)
        case.does("review_legality", "2026-10-19")

        charges(case, "2026-10-19", notice)

    def test_a_hearing_on_one_notice_does_not_hold_up_the_other(self) -> None:
        """Two notices wait: a request names its own, and a decision waits only for its own."""
        case = refused("2026-09-27")
        first = notifies(case, "2026-09-27", 200_000, hearing_offered=True)
        case.does("serve_correction_order", "2026-09-27")
        rechecks(case, "2026-09-28")
        second = notifies(case, "2026-09-28", 10_000)
        with refuses("which-notice", kind=Unclear):
            case.does("request_hearing", "2026-09-29")
        with refuses("no-such-act", kind=Unclear):
            case.does("receive_statement", "2026-09-29", of=1)
        case.does("request_hearing", "2026-09-29", of=first.no)

        charges(case, "2026-10-12", second)

        with refuses("hearing-pending"):
            charges(case, "2026-10-12", first)

    def test_a_grave_sum_is_discussed_after_the_recheck(self) -> None:
        """处罚办法 art. 52: from 500,000 yuan; what was discussed before the refusal was another penalty (G5)."""
        case = noticed(ORDERED, filed={"conduct": "discharge"}, fine="50000")
        case.does("serve_correction_order", ORDERED)
        case.does("discuss_collectively", ORDERED)
        case.does("decide_penalty", DECIDED, fine="50000")
        case.does("serve_decision", SERVED)
        rechecks(case, "2026-09-17")
        notice = notifies(case, "2026-09-17", 500_000, hearing_offered=True)
        with refuses("collective-discussion-missing", article="第52条", kind=OutOfOrder):
            charges(case, "2026-09-24", notice)
        case.does("discuss_collectively", "2026-09-24")

        charges(case, "2026-09-24", notice)

    def test_a_recusal_waits(self) -> None:
        """处罚办法 art. 6: undecided, it holds back the daily decision as well."""
        case = refused()
        notice = notifies(case, "2026-09-17", 100_000)
        case.does("request_recusal", "2026-09-18")
        with refuses("recusal-undecided", article="第6条", kind=OutOfOrder):
            charges(case, "2026-09-24", notice)

    def test_silence_about_the_remedies(self) -> None:
        """按日连续处罚办法 art. 16(2)(6) (G19)."""
        case = refused()
        notice = notifies(case, "2026-09-17", 100_000)
        with refuses("remedies-not-told", article="第16条", kind=Unclear):
            charges(case, "2026-09-24", notice, remedies={**REMEDIES, "court": ""})

    def test_a_sum_other_than_notified(self) -> None:
        """The decision is worked out like the notice."""
        case = refused()
        notice = notifies(case, "2026-09-17", 100_000)
        with refuses("wrong-daily-sum", article="第19条", kind=OutOfBounds):
            charges(case, "2026-09-24", notice, fine="110000")

    def test_the_decision_points_at_its_notice(self) -> None:
        """`of` names a daily notice."""
        case = refused()
        notifies(case, "2026-09-17", 100_000)
        with refuses("no-such-act", kind=Unclear):
            case.does("decide_daily_penalty", "2026-09-24", of=1, fine="100000")

    def test_only_a_head_decides(self) -> None:
        """行政处罚法 art. 57: by a head of the bureau."""
        case = refused()
        notice = notifies(case, "2026-09-17", 100_000)
        with refuses("no-power", article="第7条", kind=NotCompetent):
            charges(case, "2026-09-24", notice, by=OFFICER)

    def test_evidence_may_be_taken_while_the_chain_is_open(self) -> None:
        """After the original decision the refusal is investigated; once it is corrected and charged, no more."""
        sample: dict[str, Any] = {"item": "出水水样", "officers": OFFICERS, "identity_shown": True}
        case = refused()
        case.does("take_sample", "2026-09-17", **sample)
        notice = notifies(case, "2026-09-17", 100_000)
        case.does("serve_correction_order", "2026-09-18")
        case.does("recheck_correction", "2026-09-21", of="serve_correction_order")
        charges(case, "2026-09-24", notice)
        with refuses("out-of-order", article="第29条", kind=OutOfOrder):
            case.does("take_sample", "2026-09-25", **sample)


class TestToTheEnd:
    def path(self) -> PaperCase:
        """Return a case charged for one round and found corrected at the next recheck."""
        case = refused()
        notice = notifies(case, "2026-09-17", 100_000)
        case.does("serve_correction_order", "2026-09-18")
        case.does("recheck_correction", "2026-09-28", of="serve_correction_order")
        charges(case, "2026-09-28", notice)
        return case

    def test_with_the_decision_the_order_it_charges_by_is_made_public(self) -> None:
        """按日连续处罚办法 art. 4: the order of the round that is charged, not the one that was obeyed."""
        case = self.path()
        charged_by = next(act for act in case.acts if act.name == "serve_correction_order")
        last = case.acts[-1].no

        told = [one for one in made(case) if isinstance(one, Disclosure) and one.act_no == last]

        assert [(one.title, one.decision) for one in told] == [("责令改正违法行为决定", charged_by.no)]

    def test_it_is_served_published_paid_and_closed(self) -> None:
        """Each decision is served, published and paid on its own; then the case is closed."""
        case = self.path()
        decision = case.record().last(DecideDailyPenalty)
        assert not dailies_are_finished(case.record())
        with refuses("out-of-order", kind=OutOfOrder):
            case.does("close_case", "2026-09-28")
        served = case.does("serve_daily_decision", "2026-09-29", of="decide_daily_penalty")
        with refuses("already-done", kind=OutOfOrder):
            case.does("serve_daily_decision", "2026-09-30", of="decide_daily_penalty")
        with refuses("which-decision", kind=Unclear):
            case.does("publish_decision", "2026-09-29")
        case.does("publish_decision", "2026-09-29", of="decide_penalty")
        assert term(case, "penalty_publication", "2026-09-29").state == "running"
        case.does("publish_decision", "2026-09-30", of=served.no)
        with refuses("out-of-order", article="第65条", kind=OutOfOrder):
            case.does("publish_decision", "2026-09-30 15:00", of=served.no)
        case.does("record_payment", "2026-09-30", of="serve_decision", amount=FINE)
        case.does("feed_back", "2026-09-30")
        with refuses("not-performed", article="第77条", kind=OutOfOrder):
            case.does("close_case", "2026-09-30")
        case.does("record_payment", "2026-10-08", of="serve_daily_decision", amount="100000")

        case.does("close_case", "2026-10-09")

        assert sum_ordered(case.record()) == Decimal(110_000)
        assert term(case, "penalty_publication", "2026-10-09").ended_by is not None
        assert decision is not None
        assert term(case, "decision_service", "2026-10-09").started_by == decision.no

    def test_the_refused_order_was_taken_up(self) -> None:
        """The first order ended in a refusal, the second clean: nothing is left to recheck."""
        assert correction_confirmed(self.path().record())

    def test_a_notice_without_decision_keeps_the_case_open(self) -> None:
        """Told and not decided, it is not over."""
        case = refused()
        notifies(case, "2026-09-17", 100_000)

        assert not dailies_are_finished(case.record())

    def test_its_service_starts_the_same_terms(self) -> None:
        """行政处罚法 art. 61, 67: served within its working days, then payment, review and suit."""
        case = self.path()
        case.does("serve_daily_decision", "2026-10-13", of="decide_daily_penalty")

        states = {one.rule: one.state for one in case.at("2026-10-13").terms if one.started_by == case.acts[-1].no}

        assert {"payment_15d", "review_application", "suit_direct"} <= states.keys()
        assert term(case, "decision_service", "2026-10-13").state == "met"
        assert str(term(case, "decision_service", "2026-10-13").last_day) == "2026-10-13"
