"""What comes first (办理的前提): no act is free of it, unless its reason stands here; what no case can have is refused."""

import json
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple

import pytest

from judging.admission import act_from, admit
from judging.kind import Kind
from kinds import COMPLAINT, KINDS, VIOLATION_CASE
from law.refusals import OutOfBounds, OutOfOrder, Refused
from models.acts import ACTS, Command, Content, pointers
from models.people import Actor, Role
from tests.builders import CITY, COUNTY, GRANTED, LONG_VALID, TOWN, PaperCase, a_case, moment, usual
from tests.procedures.measures import does as measures
from tests.procedures.measures import told
from tests.procedures.referred import a_fined_case, a_suspected_crime, does
from tests.procedures.refusing import refuses
from tools.samples import samples

FREE = {
    "extend_term": "its guard asks for the running term that it names",
    "transfer_matter": "what is not one's own goes to whoever is competent from the first day (处罚办法 art. 17)",
    "receive_report": "a report of routine monitoring may be the first thing the bureau has",
    "call_joint_investigation": "an emergency starts one at once, before any paper (衡政办发〔2015〕76号方案四（四）)",
    "record_patrol_finding": "a round adds what it found to an open case, and its guards ask whether it is of that case",
    "record_sightings": "the plan of the round is what it needs, and the opening has it",
    "report_patrol_finding": "the same",
    "explain_missed_points": "the same",
    "record_transfer_ended": "the sender tells it, and its guard asks whose transfer it is",
    "receive_referral_opinion": "the procuratorate finds the case by itself (衔接工作办法 art. 14)",
    "hold_joint_meeting": "bodies may meet about a file as soon as there is one",
    "designate_jurisdiction": "a superior may name who is competent from the start (处罚办法 art. 15)",
    "request_consultation": "police and procuratorate may be asked about any case (衔接工作办法 art. 13)",
    "record_public_interest_case": "the procuratorate opens its own case",
    "receive_proposal": "the procuratorate may suggest what it will, when it will",
    "record_civil_suit": "others sue, whatever the bureau has done",
    "take_evidence": "evidence is saved before any paper (衡政办发〔2015〕76号二（三）)",
    "request_assistance": "help may be asked for whenever it is needed (行政处罚法 art. 26)",
    "keep_inside": "a complainant or a secret is kept inside as soon as there is a paper of it (办法 art. 78-80)",
    "find_damage_clue": "the clue may come with the finding itself (损害赔偿管理规定)",
    "perform_at_once": "what endangers a road or a waterway is cleared at once (行政强制法 art. 52); its guards ask the rest",
}
"""Acts that may follow on the opening, and why."""


def test_no_act_but_an_opening_is_free_of_needs() -> None:
    """Each act asks for another one, points at one, or stands in the list with its reason."""
    free = {
        step.name
        for kind in KINDS.values()
        for step in kind.steps.values()
        if not (step.opening or step.by.engine or step.needs or step.bars)
        and not any(step.content.model_fields[name].is_required() for name in pointers(step.content))
    }

    assert free == set(FREE)


UNITS = {1: CITY, 2: COUNTY, 3: TOWN}
ANYBODY = (
    *(
        Actor(id=f"p-{role}-{level}", unit=unit, level=level, roles=(role,), certified_until=LONG_VALID)
        for role in Role
        for level, unit in UNITS.items()
    ),
    GRANTED,
    Actor(id="Matter:Y2026-000001", kind="file", unit=CITY, level=1),
)
"""Somebody of every post at every level, a system that may what systems may, and another file."""
FRESH = (
    (VIOLATION_CASE.name, "report_finding"),
    (VIOLATION_CASE.name, "receive_complaint"),
    (COMPLAINT.name, "receive_complaint"),
)
DAY = moment("2026-09-02 10:00")

AT_ONCE = {
    "stop_on_site": "whoever finds it stops it there and then (衡政办发〔2015〕76号)",
    "report_upward": "the finding is reported the same day",
    "report_to_city": "what is grave goes to the city at once",
    "accept_complaint": "what is received is accepted or refused",
    "refuse_complaint": "the same",
    "note_repeat": "a complaint that repeats another is known as such before it is accepted or refused",
    "inspect_site": "before filing there is a first look (处罚办法 art. 18)",
    "interview": "as an inspection",
    "take_sample": "as an inspection",
    "receive_report": FREE["receive_report"],
    "call_joint_investigation": FREE["call_joint_investigation"],
    "record_patrol_finding": FREE["record_patrol_finding"],
    "record_alarm": "an alarm about the site of an open case joins it, however young that is",
    "assist_on_site": "who found it assists who investigates, from the first visit on",
    "register_evidence": "evidence that may be lost is kept at once, when it is urgent (处罚办法 art. 32)",
    "approve_registration": "the head approves a registration before it is made",
    "decide_on_the_spot": "the summary procedure begins and ends on the spot (行政处罚法 art. 51)",
    "request_recusal": "it may be asked for as long as nothing is decided",
    "reassign": "who answers may change in every file",
    **{
        name: FREE[name]
        for name in (
            "receive_referral_opinion",
            "hold_joint_meeting",
            "designate_jurisdiction",
            "request_consultation",
            "record_public_interest_case",
            "receive_proposal",
            "record_civil_suit",
            "find_damage_clue",
            "keep_inside",
            "take_evidence",
            "perform_at_once",
        )
    },
}
"""Acts that a fresh file lets in, and why."""

AGAIN = {
    "inspect_site": "a site is looked at as often as it takes",
    "interview": "one person after another, each in the same words",
    "take_sample": "one bottle after another",
    "receive_report": "one report for each sample",
    "register_evidence": "one lot after another",
    "stop_on_site": "what goes on again is stopped again",
    "assist_on_site": "who investigates is helped as often as it takes",
    "record_alarm": "a further exceedance reads like the first",
    "record_patrol_finding": "two findings of a round may read alike",
    "perform_at_once": "what blocks the road anew is cleared anew",
    "hold_joint_meeting": "bodies may meet twice a day",
    "reassign": "a file may be given to another and back on one day",
    "designate_jurisdiction": "the same",
}
"""Acts that may be done a second time the same day in the same words, and why."""


ABOUT_THE_LIST = ("correct_act", "withdraw_act", "extend_term")
"""Acts about acts and terms: what they name is not there, and no article speaks of that."""


class Letting(NamedTuple):
    """What a fresh file lets in, by whom, with what content; and what it says of what it does not."""

    taken: dict[str, Command]
    refused: dict[str, dict[str, Refused]]


def contents(name: str) -> Iterator[Content]:
    """Yield what an act may plausibly say: of the samples and the builders, whole and with what is asked for only."""
    act = ACTS[name]
    said = [json.loads(path.read_text("utf-8"))["content"] for path in samples()[name]]
    for fields in [*said, {"act": name, **usual(name, {})}]:
        asked = {key: value for key, value in fields.items() if act.model_fields[key].is_required()}
        for one in (fields, asked):
            for pointing in ({}, dict.fromkeys(pointers(act), 1)):
                yield from valid(act, {**one, **pointing})


def valid(act: type[Content], fields: dict[str, Any]) -> Iterator[Content]:
    """Yield a content, if it is one."""
    with suppress(ValueError):
        yield act.model_validate(fields)


def opened(kind: Kind, opening: str) -> PaperCase:
    """Return a file that has nothing but its opening."""
    case = PaperCase(kind=kind)
    case.does(opening, "2026-09-01")
    return case


@cache
def letting(kind_name: str, opening: str) -> Letting:
    """Try every act of a kind on a fresh file, said in every plausible way, by anybody."""
    kind = KINDS[kind_name]
    case, taken = opened(kind, opening), dict[str, Command]()
    refused: dict[str, dict[str, Refused]] = {}
    for name in (step.name for step in kind.steps.values() if not step.by.engine and not step.opening):
        refused[name] = {}
        for command in (
            Command(key="k", happened_at=DAY, by=by, content=one) for one in contents(name) for by in ANYBODY
        ):
            try:
                admit(kind, case.acts, command, case.law, DAY)
            except Refused as no:
                refused[name][no.code] = no
            else:
                taken[name] = command
                break
    return Letting(taken, refused)


def test_a_fresh_file_lets_in_only_what_has_its_reason() -> None:
    """Whatever an act says and whoever does it: what may follow on the opening alone is listed."""
    assert {name for opening in FRESH for name in letting(*opening).taken} == set(AT_ONCE)


@pytest.mark.parametrize("opening", sorted(FRESH), ids="-".join)
def test_whatever_else_is_tried_is_refused_with_an_article_or_the_missing_act(opening: tuple[str, str]) -> None:
    """Of every other act somebody with the power to do it hears what is missing, or which article stands against it."""
    told = letting(*opening)
    others = told.refused.keys() - told.taken.keys() - set(ABOUT_THE_LIST)

    assert [name for name in others if not any(says_why(no) for no in told.refused[name].values())] == []


def says_why(no: Refused) -> bool:
    """Tell whether a refusal is about the matter, not the person, and names what it rests on or what is missing."""
    return no.code != "no-power" and bool(no.article or "须先" in no.sentence)


@pytest.mark.parametrize("opening", sorted(FRESH), ids="-".join)
def test_the_same_act_in_the_same_words_is_not_done_twice_a_day(opening: tuple[str, str]) -> None:
    """Sent again under a new key it is refused, unless it is listed with its reason."""
    case, again, said = opened(KINDS[opening[0]], opening[1]), set(), set()
    for name, command in letting(*opening).taken.items():
        acts = [*case.acts, act_from(command, len(case.acts) + 1, DAY)]
        try:
            admit(case.kind, acts, command.model_copy(update={"key": "k-2"}), case.law, DAY)
        except Refused as no:
            said.add((no.code, bool(no.article)))
        else:
            again.add(name)

    once = {("already-done", True), ("already-convened", True)}
    of_cases = {("said-already", True), ("inside-already", True), ("mark-is-taken", True)}
    assert said == once | (of_cases if opening[0] == VIOLATION_CASE.name else set())
    assert again == set(AGAIN) & set(letting(*opening).taken)


class TestCriminalSide:
    @pytest.mark.parametrize(
        "act", ["refer_to_police", "record_detention", "record_criminal_judgment", "record_appeal"]
    )
    @pytest.mark.parametrize("opening", FRESH[:2], ids="-".join)
    def test_a_fresh_file_has_nothing_of_it(self, opening: tuple[str, str], act: str) -> None:
        """What points at a referral finds none; the refusal names the article and the act that is missing."""
        (no,) = (no for code, no in letting(*opening).refused[act].items() if code != "no-power")

        assert (no.code, bool(no.article)) == ("no-such-act", True)

    @pytest.mark.parametrize(
        "act",
        ["record_custody", "record_prosecution", "record_trial", "record_reasons_demanded", "record_filing_ordered"],
    )
    def test_in_a_case_never_referred_nothing_of_it_can_be(self, act: str) -> None:
        """Police, procuratorate and court have no case that nobody brought to them."""
        with refuses("out-of-order"):
            does(a_fined_case(), act, "2026-09-24")

    def test_nothing_is_tried_before_it_is_prosecuted(self) -> None:
        """A court has before it what the procuratorate brought."""
        case = a_suspected_crime()
        does(case, "refer_to_police", "2026-09-11 10:00", kind="crime", of="decide_crime_referral")
        with refuses("out-of-order"):
            does(case, "record_trial", "2026-09-20")

    @pytest.mark.parametrize("act", ["announce_referral", "report_suspected_crime"])
    def test_nobody_suspects_what_nobody_looked_into(self, act: str) -> None:
        """A finding that was only handed over is no suspicion yet."""
        with refuses("out-of-order"):
            does(a_case("hand_to_department"), act, "2026-09-02")


class TestDetention:
    @pytest.mark.parametrize("days", [0, 21, 100])
    def test_no_detention_is_that_long(self, days: int) -> None:
        """治安管理处罚法 art. 16: put together, twenty days at most."""
        with refuses("detention-too-long", article="第16条", kind=OutOfBounds):
            does(_sent(), "record_detention", "2026-09-25", of="refer_to_police", days=days)

    def test_twenty_days_are_possible(self) -> None:
        """Several put together."""
        assert does(_sent(), "record_detention", "2026-09-25", of="refer_to_police", days=20)

    def test_a_referral_has_one_detention(self) -> None:
        """What the police decide on a referral, they decide once."""
        case = _sent()
        does(case, "record_detention", "2026-09-25", of="refer_to_police", days=10)
        with refuses("already-done"):
            does(case, "record_detention", "2026-09-26", of="refer_to_police", days=5)


class TestNotices:
    def test_a_prior_notice_is_not_served_twice_word_for_word(self) -> None:
        """Served again in the same words, it would only set the party's time running anew."""
        case = a_case("serve_notice")
        with refuses("served-already"):
            case.does("serve_notice", "2026-09-15")
        case.does("serve_notice", "2026-09-15", fine="90000")

    def test_nor_is_the_notice_of_a_measure(self) -> None:
        """The same for restriction and stop."""
        case = told("restriction")
        with refuses("served-already"):
            measures(case, "serve_measure_notice", "2026-09-03", measure="restriction")


class TestOrders:
    def test_an_order_to_correct_is_served_once_until_it_is_rechecked(self) -> None:
        """Served four times it would have four official numbers; after the recheck the same order may be given anew."""
        case = a_case("serve_correction_order")
        for on, fields in (("2026-09-07 16:00", {}), ("2026-09-08", {"mode": "post"})):
            with refuses("said-already", kind=OutOfOrder):
                case.does("serve_correction_order", on, **fields)
        case.does("serve_correction_order", "2026-09-08 10:00", requirement="恢复在线监测设备运行")
        first = next(act for act in case.acts if act.name == "serve_correction_order")
        case.does("recheck_correction", "2026-09-16", of=first.no, corrected=False)

        assert case.does("serve_correction_order", "2026-09-17")


def _sent() -> PaperCase:
    """Return a case whose file is with the police for detention."""
    case = a_fined_case()
    does(case, "decide_detention_referral", "2026-09-24")
    does(case, "refer_to_police", "2026-09-24 10:00", kind="detention", of="decide_detention_referral")
    return case
