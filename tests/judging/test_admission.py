"""What is let in can be judged: days nobody can mean, numbers that point nowhere, contents put right into wrong ones."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.admission import act_from, admit, irregularities
from judging.judge import judge
from judging.record import Record
from judging.standing import standing
from kinds import KINDS, VIOLATION_CASE
from law.edition import shipped
from models.acts import ACTS, Act, DayAhead, DayBehind, days_in, pointers
from models.acts.finding import StopOnSite
from models.particulars import CaseParticulars
from tests.builders import CLERK, HEAD, OFFICER, OFFICERS, REMEDIES, PaperCase, a_case, command, moment
from tests.procedures.hearing_path import of_record
from tests.procedures.measures import INSTITUTIONS, an_inspected_case, does, sealed
from tests.procedures.refusing import refuses

NUMBER = "2026-000001"
STEPS = 3_000_000
"""More calls than the judgment of a dozen acts ever makes."""


class Endless(Exception):  # noqa: N818  it says what was found
    """The judgment goes on and on."""


def bounded(ask: Callable[[], object]) -> None:
    """Ask, and raise `Endless` after more calls than any answer needs; a refusal or a fault is an end."""
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event == "call"
        if calls > STEPS:
            raise Endless

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        ask()
    except Endless:
        raise
    except Exception:  # noqa: BLE001, S110  what it says is another question
        pass
    finally:
        sys.setprofile(before)


class TestDays:
    def test_a_payment_put_off_by_decades(self) -> None:
        """A mistyped year is refused where it is entered, not found by the judgment."""
        case = a_case("serve_decision")
        with refuses("day-too-far"):
            case.does("defer_payment", "2026-09-25", applied_on="2026-09-24", until="2062-06-01")

    def test_a_suggestion_decided_after_it_arrived(self) -> None:
        """What lies behind an act cannot come after it."""
        with refuses("day-not-come"):
            a_case("file_case").does("receive_proposal", "2026-11-20", decided_on="2062-11-20", by=CLERK)

    @pytest.mark.parametrize("act", ["stop_on_site", "serve_correction_order"])
    @pytest.mark.parametrize(
        ("at", "code"),
        [
            (datetime(1, 1, 1, tzinfo=UTC), "before-the-calendar"),
            (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), "impossible-day"),
            (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), "impossible-day"),
            (datetime(9998, 12, 31, tzinfo=UTC), "in-the-future"),
        ],
        ids=["first-day", "before-the-first-day", "last-day", "far"],
    )
    @pytest.mark.parametrize("is_fact", [False, True], ids=["live", "of-record"])
    def test_an_instant_at_the_ends_of_time(self, act: str, at: datetime, code: str, *, is_fact: bool) -> None:
        """Years 1 and 9999 are refused in words, live or of record."""
        case = a_case("hand_to_department")
        asked = command(act, "2026-09-03", by=CLERK if is_fact else None)
        asked = asked.model_copy(update={"happened_at": at, "of_record": is_fact})
        with refuses(code):
            admit(VIOLATION_CASE, case.acts, asked, shipped(), moment("2026-09-03"))

    def test_an_opening_before_anything_can_be_reckoned(self) -> None:
        """A finding of 1950 opens nothing."""
        with refuses("before-the-calendar"):
            PaperCase().does("report_finding", "1950-01-01", now="2026-09-03")

    def test_a_fact_of_record_has_its_bounds_too(self) -> None:
        """The law may be departed from, the calendar may not."""
        with refuses("day-too-early"):
            of_record(
                a_case("file_case"), "hold_institution_liable", "2026-09-10", **{**LIABLE, "conduct_on": "1949-09-20"}
            )

    def test_every_day_an_act_says_is_marked(self) -> None:
        """Whether a day lies behind or ahead is said in the model of every act that people enter."""
        entered = {step.content for kind in KINDS.values() for step in kind.steps.values() if not step.by.engine}
        unmarked = [
            f"{content.__name__}.{name}"
            for content in entered
            for name, field in content.model_fields.items()
            if "date" in str(field.annotation)
            and "datetime.datetime" not in str(field.annotation)
            and not any(isinstance(mark, DayAhead | DayBehind) for mark in field.metadata)
        ]

        assert unmarked == []

    def test_days_in_parts_are_found(self) -> None:
        """The dates of instalments are days of the act as well."""
        content = command(
            "defer_payment",
            "2026-09-25",
            applied_on="2026-09-24",
            until="2026-12-01",
            parts=[{"due_on": "2026-12-01", "amount": "100000"}],
        ).content

        assert {name for name, _, _ in days_in(content)} == {"due_on", "applied_on", "until"}


LIABLE: dict[str, Any] = {**INSTITUTIONS["hold_institution_liable"]}


class TestNumbers:
    @pytest.mark.parametrize("of", [99, 7, -1], ids=["nobody", "itself", "less-than-nothing"])
    def test_a_fact_of_record_is_about_an_act_of_the_file(self, of: int) -> None:
        """A release that names itself, or nobody, is not let in, of record either."""
        case = sealed()
        itself = len(case.acts) + 1
        with refuses("no-such-act"):
            of_record(case, "release_seizure", "2026-09-10", of=itself if of == 7 else of, **RELEASE)

    def test_a_fact_of_record_is_about_an_act_of_its_kind(self) -> None:
        """What was released must be a seizure."""
        with refuses("no-such-act"):
            of_record(sealed(), "release_seizure", "2026-09-10", of=1, **RELEASE)

    def test_a_fact_of_record_may_be_dated_before_what_it_is_about(self) -> None:
        """That is against the order, stands as an irregularity, and is let in."""
        case = an_inspected_case("2026-09-01")
        does(case, "impose_seizure", "2026-09-03 10:00")
        released = of_record(case, "release_seizure", "2026-09-02", of="impose_seizure", **RELEASE)

        assert released in case.acts

    @pytest.mark.parametrize("is_fact", [False, True], ids=["live", "of-record"])
    def test_a_correction_turns_no_act_to_itself(self, *, is_fact: bool) -> None:
        """A head may not point a release at itself or at a later act by way of a correction."""
        case = sealed()
        released = case.does("release_seizure", "2026-09-10", of="impose_seizure", by=HEAD, **RELEASE)
        again: dict[str, Any] = {"of": released.no, "fields": {"of": released.no}, "reason": "笔误"}
        asked = command("correct_act", "2026-09-11", by=HEAD, **again).model_copy(update={"of_record": is_fact})
        with refuses("no-such-act"):
            admit(VIOLATION_CASE, case.acts, asked, shipped(), moment("2026-09-11"))

    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def test_no_numbers_make_a_judgment_endless(self, data: st.DataObject) -> None:
        """Acts of every kind that points, at anything, in a list that admission never saw: the judgment ends."""
        acts = [*sealed().acts]
        for _ in range(data.draw(st.integers(1, 5))):
            name = data.draw(st.sampled_from(POINTING))
            content = ACTS[name].model_construct(**_pointing(name, data.draw(st.integers(-1, len(acts) + 3))))
            at = moment("2026-09-02") + timedelta(days=data.draw(st.integers(0, 9)))
            acts.append(
                Act.model_construct(
                    no=len(acts) + 1, key=f"k{len(acts)}", happened_at=at, recorded_at=at, by=HEAD, content=content
                )
            )

        bounded(lambda: judge(VIOLATION_CASE, NUMBER, acts, 0, shipped(), moment("2026-10-01")))


RELEASE: dict[str, Any] = {"ground": "corrected", "reason": "已改正"}
POINTING = sorted(name for name in VIOLATION_CASE.acts if "of" in pointers(ACTS[name]))


def _pointing(name: str, number: int) -> dict[str, Any]:
    """Return the least that an act says of itself, pointing at a number."""
    model = ACTS[name]
    said = {key: field.get_default(call_default_factory=True) for key, field in model.model_fields.items()}
    return {**{key: value for key, value in said.items() if not model.model_fields[key].is_required()}, "of": number}


class TestCorrections:
    @pytest.mark.parametrize(
        ("act", "fields", "code"),
        [
            ("decide_penalty", {"fine": "99999999"}, "fine-above-notified"),
            ("decide_penalty", {"remedies": {"court": "有管辖权的人民法院"}}, "remedies-not-told"),
            ("inspect_site", {"officers": [OFFICERS[0].model_dump(mode="json")]}, "too-few-certified-officers"),
            ("inspect_site", {"officers": []}, "too-few-certified-officers"),
            ("report_finding", {"place": {"grid": "430481100", "text": "示例村"}}, "another-chain"),
            ("report_finding", {"place": {"grid": "430423", "text": "示例村"}}, "not-a-township"),
            ("report_finding", {"pollution": []}, "impossible-fields"),
            ("decide_penalty", {"measures": []}, "impossible-fields"),
            ("decide_penalty", {"remedies": {**REMEDIES, "suit_period": "三个月内"}}, "wrong-relief-period"),
            ("report_finding", {"answerable": []}, "given-by-the-system"),
            ("record_payment", {"amount": "0"}, "no-amount"),
            ("serve_correction_order", {"correct_by": "2062-01-01"}, "day-too-far"),
        ],
    )
    def test_corrected_contents_are_admitted_like_the_act(self, act: str, fields: dict[str, Any], code: str) -> None:
        """What would not have been let in is not let in by way of a correction."""
        case = a_case("record_payment")
        with refuses(code):
            case.does("correct_act", "2026-09-28 10:00", of=act, fields=fields, reason="笔误")

    @pytest.mark.parametrize(
        ("act", "to", "code"),
        [
            ("report_finding", "2026-09-02", "opened-after-other-acts"),
            ("decide_penalty", "2026-09-15", "defence-period-open"),
            ("file_case", "2026-09-01", "out-of-order"),
        ],
    )
    def test_a_corrected_day_is_admitted_like_the_day_of_an_act(self, act: str, to: str, code: str) -> None:
        """An opening stays before all others, a decision behind the defence."""
        case = a_case("record_payment")
        with refuses(code):
            case.does("correct_act", "2026-09-28 10:00", of=act, happened_at=moment(to), reason="日期有误")

    def test_of_record_it_stands_as_an_irregularity(self) -> None:
        """What is entered of record is let in, and says for ever what it would have met."""
        case = a_case("record_payment")
        asked = command("correct_act", "2026-09-28 10:00", of=1, fields={"fine": "200000"}, reason="决定书原文如此")
        decision = next(act for act in case.acts if act.name == "decide_penalty")
        content = asked.content.model_copy(update={"of": decision.no})
        fact = asked.model_copy(update={"of_record": True, "content": content})
        admit(VIOLATION_CASE, case.acts, fact, shipped(), moment("2026-09-28 10:00"))
        entered = act_from(fact, len(case.acts) + 1, moment("2026-09-28 10:00"))

        found = irregularities(VIOLATION_CASE, [*case.acts, entered], len(case.acts), shipped())

        assert "高于告知" in found[entered.no][0]

    def test_only_who_may_correct_corrects_of_record(self) -> None:
        """A clerk enters what others did; a correction is done here, by who enters it."""
        case = a_case("record_payment")
        asked = command("correct_act", "2026-09-28 10:00", by=CLERK, of=1, fields={"summary": "另记"}, reason="笔误")
        with refuses("no-power"):
            admit(
                VIOLATION_CASE,
                case.acts,
                asked.model_copy(update={"of_record": True}),
                shipped(),
                moment("2026-09-28 10:00"),
            )

    @pytest.mark.parametrize("is_fact", [False, True], ids=["live", "of-record"])
    def test_impossible_fields_are_refused_of_record_too(self, *, is_fact: bool) -> None:
        """A correction that the model cannot hold never reaches the list."""
        case = a_case("record_payment")
        asked = command("correct_act", "2026-09-28 10:00", of=1, fields={"pollution": 7, "unknown": 1}, reason="笔误")
        with refuses("impossible-fields"):
            admit(
                VIOLATION_CASE,
                case.acts,
                asked.model_copy(update={"of_record": is_fact}),
                shipped(),
                moment("2026-09-28 10:00"),
            )

    def test_what_was_wrong_before_does_not_hold_up_another_correction(self) -> None:
        """A fact of record that departs may have its words put right."""
        case = a_case("serve_notice")
        early = of_record(case, "decide_penalty", "2026-09-15")
        case.does("correct_act", "2026-09-16", of=early.no, fields={"facts": "违法排放。"}, reason="笔误")

        assert case.record().acts[-2].content.model_dump()["facts"] == "违法排放。"


def _breaks(record: Record) -> CaseParticulars:
    """Stand in for a rule that was written wrongly: it fails once somebody has stopped the violation on site."""
    if record.has(StopOnSite):
        raise ZeroDivisionError
    return CaseParticulars()


BROKEN = replace(VIOLATION_CASE, particulars=_breaks)


def _fails(_: object) -> None:
    """Stand in for a bar that was written wrongly."""
    raise ZeroDivisionError


BARRED = replace(
    VIOLATION_CASE,
    procedures=tuple(
        replace(
            one, steps=tuple(replace(step, bars=(_fails,)) if step.act is StopOnSite else step for step in one.steps)
        )
        for one in VIOLATION_CASE.procedures
    ),
)


class TestTrial:
    def test_a_fault_in_a_rule_refuses_the_act_that_meets_it(self) -> None:
        """The act is not let in, the file is as it was, and whoever sent it is told in words what to look at."""
        case = a_case("report_finding")
        with refuses("cannot-be-judged"):
            admit(BROKEN, case.acts, command("stop_on_site", "2026-09-01"), shipped(), moment("2026-09-01"))

        admit(BROKEN, case.acts, command("report_upward", "2026-09-01"), shipped(), moment("2026-09-01"))

    def test_a_fault_in_what_one_act_asks_keeps_no_file_from_being_read(self) -> None:
        """That act alone cannot be done, and the file says so; everything else goes on."""
        case, now = a_case("report_finding"), moment("2026-09-01 12:00")

        read = standing(BARRED, NUMBER, case.acts, shipped(), now)

        assert ["stop_on_site"] == [one.act for one in read.forbidden if "无法判断" in one.sentence]
        assert "report_upward" in [one.act for one in read.next]
        admit(BARRED, case.acts, command("report_upward", now), shipped(), now)
        with refuses("cannot-be-judged"):
            admit(BARRED, case.acts, command("stop_on_site", now), shipped(), now)

    def test_a_file_that_cannot_be_judged_says_so_and_is_healed(self) -> None:
        """Acts that got in before are the reason, not the one that comes; taking the wrong one back heals the file."""
        case = a_case("stop_on_site")
        wrong, now = case.acts[-1], moment("2026-09-01 12:00")
        with refuses("file-cannot-be-judged"):
            admit(BROKEN, case.acts, command("report_upward", now), shipped(), now)

        takes_back = command("withdraw_act", now, of=wrong.no, reason="误录")
        admit(BROKEN, case.acts, takes_back, shipped(), now)
        healed = [*case.acts, act_from(takes_back, len(case.acts) + 1, now)]

        assert standing(BROKEN, NUMBER, healed, shipped(), now).stage == "found"

    def test_what_the_law_would_say_of_it_never_fails(self) -> None:
        """A fact of record whose refusal cannot even be worked out is refused as well."""
        case = a_case("serve_decision")
        with refuses("day-too-far"):
            of_record(case, "defer_payment", "2026-09-25", applied_on="2026-09-24", until="2099-12-31")


class TestBeyondTheCalendar:
    def test_a_term_that_reaches_beyond_it_has_no_end_yet(self) -> None:
        """The calendar ends with 2050: what is reckoned past it is not known yet, and the case goes on."""
        case = PaperCase()
        case.does("report_finding", "2050-12-28", by=OFFICER)
        [term] = [one for one in case.at("2050-12-29").terms if one.rule == "case_filing_decision"]
        case.waits_until("2051-03-01")

        assert (None, "running") == (term.last_day, term.state)
        assert case.at("2051-03-01").stage == "found"


class TestHours:
    def test_an_hour_before_the_opening_of_the_same_day(self) -> None:
        """Found at nine, nothing was done in the case at eight; a bare day says no hour and is taken at its word."""
        with refuses("before-the-opening", says="时间2026-09-01 08:00早于发现（接报）时间2026-09-01 09:00"):
            a_case("report_finding").does("stop_on_site", "2026-09-01 08:00", now="2026-09-01 10:00")
        a_case("report_finding").does("stop_on_site", "2026-09-01 09:00")
        a_case("report_finding").does("stop_on_site", "2026-09-01 00:00", now="2026-09-01 10:00")

    def test_an_hour_before_what_the_act_is_about(self) -> None:
        """What was ordered at nine was not looked at again at eight of that day."""
        case = a_case("serve_correction_order")
        day = case.acts[-1].day
        with refuses("before-what-it-depends-on", says="早于第"):
            case.does("recheck_correction", f"{day} 08:00", now=f"{day} 12:00", of="serve_correction_order")
        case.does("recheck_correction", f"{day} 09:30", of="serve_correction_order")

    def test_a_correction_sets_no_hour_before_the_opening(self) -> None:
        """What is put right is held to the same instant, on both sides."""
        case = a_case("stop_on_site")
        opening, other = case.acts[0], next(act for act in case.acts if act.name == "stop_on_site")
        before = opening.happened_at - timedelta(minutes=1)
        with refuses("before-the-opening"):
            case.does("correct_act", "2026-09-08", of=other.no, happened_at=before, reason="误记")
        after = next(act for act in case.acts if act.no != opening.no).happened_at + timedelta(minutes=1)
        with refuses("opened-after-other-acts", says="时间"):
            case.does("correct_act", "2026-09-08", of=opening.no, happened_at=after, reason="误记")

    @pytest.mark.parametrize(
        ("kind", "before", "act"),
        [
            ("Emergency", (), "report_emergency"),
            ("Emergency", ("report_emergency",), "send_first_report"),
            ("Emergency", ("report_emergency",), "classify_emergency"),
        ],
    )
    def test_a_bare_day_says_nothing_of_a_term_in_hours(self, kind: str, before: tuple[str, ...], act: str) -> None:
        """What starts or keeps hours has its instant; with it the same act is let in."""
        case = PaperCase(kind=KINDS[kind])
        for name in before:
            case.does(name, "2026-08-31 23:00")
        asked = command(act, "2026-09-01 00:00")
        with refuses("no-hour", says="按小时计算"):
            admit(case.kind, case.acts, asked.model_copy(update={"day_only": True}), case.law, moment("2026-09-01"))
        admit(case.kind, case.acts, asked, case.law, moment("2026-09-01"))

    def test_a_day_is_enough_for_days_and_for_a_norm_of_a_whole_day(self) -> None:
        """A finding opens a norm of the city of a day, and runs in days otherwise."""
        asked = command("report_finding", "2026-09-01 00:00").model_copy(update={"day_only": True})
        admit(VIOLATION_CASE, (), asked, shipped(), moment("2026-09-01"))
