"""While another unit has the case (移送其他部门、指定管辖): which terms stop, start later or stay, and whose what stays is."""

from collections.abc import Callable
from typing import Any

import pytest

from kinds import VIOLATION_CASE
from law.edition import shipped
from law.refusals import OutOfOrder
from procedures.competence import HANDLING, WITH_US
from tests.builders import CLERK, COUNTY, HEAD, OFFICER, PaperCase, a_case
from tests.procedures.hearing_path import GRAVE, noticed
from tests.procedures.measures import FIELDS, restricted, sealed, stopped
from tests.procedures.measures import does as measure
from tests.procedures.referred import does
from tests.procedures.refusing import refuses
from tests.procedures.test_closing import ELSEWHERE, handed_elsewhere, open_terms
from tests.procedures.test_evidence import registered
from tests.procedures.transferring import AGRICULTURE, CITY_HEAD, Story, clerk_of, sent

LAW = shipped()
TAKEN_BACK = {"outcome": "redo", "reason": "改正要求不明确"}


def _reported(case: PaperCase, on: str) -> PaperCase:
    case.does("receive_report", on)
    return case


def _complaint(channel: str = "telephone") -> PaperCase:
    case = PaperCase()
    case.does("receive_complaint", "2026-09-01", channel=channel)
    case.does("accept_complaint", "2026-09-02")
    return case


def _asked_for_a_hearing(*, held: bool = False) -> PaperCase:
    case = noticed("2026-09-03" if held else "2026-09-18", **GRAVE)
    case.does("request_hearing", "2026-09-04" if held else "2026-09-21")
    if held:
        case.does("serve_hearing_notice", "2026-09-07", of="request_hearing", hearing_on="2026-09-21")
        case.does("hold_hearing", "2026-09-21", of="request_hearing")
    return case


def _dirty_again() -> PaperCase:
    case = stopped()
    measure(case, "supervise_production_stop", "2026-09-21", of="decide_production_stop", is_obeyed=False)
    return case


def _order_taken_back() -> PaperCase:
    case = a_case("serve_correction_order")
    case.does("revoke_order", "2026-09-21", by=HEAD, of="serve_correction_order", **TAKEN_BACK)
    return case


def _order_overturned() -> PaperCase:
    case = a_case("serve_correction_order")
    said = {"by": CLERK, "of": "apply_reconsideration"}
    case.does("apply_reconsideration", "2026-09-10", by=CLERK, of="serve_correction_order", body="衡阳市人民政府")
    case.does("accept_reconsideration", "2026-09-11", **said)
    case.does("decide_reconsideration", "2026-09-21", outcome="redo", **said)
    return case


def _order_overturned_by_a_court() -> PaperCase:
    case = a_case("serve_correction_order")
    case.does("file_suit", "2026-09-10", by=CLERK, of="serve_correction_order", court="示例区人民法院")
    said = {"by": CLERK, "of": "file_suit"}
    case.does("judge_suit", "2026-09-11", outcome="dismiss", key="first", **said)
    case.does("appeal_suit", "2026-09-14", by=CLERK, of="judge_suit", by_whom="party", reason="不服一审判决")
    case.does("judge_suit", "2026-09-21", outcome="redo", redo_by="2026-11-02", instance="second", **said)
    return case


def _ordered_to_build_no_more() -> PaperCase:
    case = PaperCase()
    case.does("report_finding", "2026-09-01", by=OFFICER, pollution=["construction_project"])
    case.does("inspect_site", "2026-09-01")
    case.does("file_case", "2026-09-02", conduct="construction")
    case.does("serve_correction_order", "2026-09-03")
    return case


RUNS: dict[str, Callable[[], PaperCase]] = {
    "case_decision_period": lambda: a_case("file_case"),
    "hotline_complete": _complaint,
    "petition_complete": lambda: _complaint("letter"),
    "correction_order_after_lab": lambda: _reported(noticed("2026-09-01"), "2026-09-21"),
    "recheck_window": lambda: a_case("serve_correction_order"),
    "norm.recheck": _ordered_to_build_no_more,
    "norm.hearing_answer": _asked_for_a_hearing,
    "norm.hearing_report": lambda: _asked_for_a_hearing(held=True),
    "norm.propose_shutdown": _dirty_again,
    "norm.order_again": _order_taken_back,
    "redo_after_review": _order_overturned,
    "redo_after_judgment": _order_overturned_by_a_court,
}
"""A case in which each of the terms runs on 2026-09-21."""


def designated(case: PaperCase, on: str, **said: Any) -> PaperCase:  # noqa: ANN401  whatever the act says
    """Return the case after a superior named another department."""
    answers = {**case.acts[0].content.answerable[1].model_dump(), "unit": ELSEWHERE["unit"]}
    does(case, "designate_jurisdiction", on, **{**ELSEWHERE, "answerable": answers, **said})
    return case


def handed(case: PaperCase, on: str) -> PaperCase:
    """Return the case after its head handed it to another department."""
    return handed_elsewhere(case, on, by=HEAD)


LEAVES = {"handed over": handed, "designated": designated}


@pytest.mark.parametrize("how", LEAVES)
@pytest.mark.parametrize("rule", HANDLING)
def test_what_whoever_has_the_case_owes_stops_and_comes_back_as_it_was(rule: str, how: str) -> None:
    """Art. 16, 17: it runs to the very day of the hand-over, never lapses elsewhere, and counts as before when back."""
    case = RUNS[rule]()
    before = {term.key: term.last_day for term in case.at("2026-09-21 18:00").terms if term.rule == rule and term.open}
    assert before

    LEAVES[how](case, "2026-09-22")
    case.waits_until("2027-12-01")
    lapsed = {act.content.term for act in case.acts if act.name == "term_lapses"}

    assert rule not in open_terms(case, "2026-09-22 18:00")
    assert not lapsed & set(before)
    back = LEAVES[how](RUNS[rule](), "2026-09-22")
    back.does("hand_to_department", "2026-09-23", by=HEAD)
    assert before == {key: term.last_day for term in back.at("2026-09-23").terms if (key := term.key) in before}
    assert rule in open_terms(back, "2026-09-23")


OWN = {
    "what is kept, seized or imposed is set free by whoever did it (谁实施、谁解除)": (
        *("evidence_registration", "coercive_urgent_approval", "seizure_period", "restrict_production_period"),
        *("seal_release_application", "seal_release_service", "resume_followup", "stop_decision_service"),
        *("norm.seal_check", "norm.police_note", "norm.post_supervision", "norm.construction_check"),
    ),
    "a decision that the bureau made is seen through by the bureau, whatever was designated since": (
        *("decision_service", "penalty_publication", "court_application_window", "deferral_court_window"),
        *("court_accept", "court_ruling_contested", "norm.demand", "norm.refund", "onspot_collection"),
        *("publication_withdrawal", "summary_filing", "detention_transfer", "norm.detention_referral"),
    ),
    "who found the suspicion of a crime decides on it and sends it; closing asks for it": (
        *("crime_transfer_decision", "crime_transfer_send", "crime_reconsideration", "handover_items"),
        *("police_incomplete", "procuratorate_transfer_opinion", "platform_entry", "norm.crime_answer"),
    ),
    "it answers for its own act, to whom it is asked": (
        *("review_answer", "review_via_agency", "review_self_correction", "suit_defence"),
        *("procuratorial_suggestion", "procuratorial_suggestion_2015", "procuratorial_suggestion_urgent"),
    ),
    "the days of the party to state and defend itself end by themselves": ("penalty_prior_notice",),
    "who complained or reported hears from whoever took it in": (
        *("hotline_accept", "petition_register", "norm.feed_back", "norm.tell_by_hand"),
    ),
    "it is about who has the matter itself": (
        *("norm.transfer_answer", "norm.transfer_result", "norm.designation"),
        *("norm.acknowledge_by_city", "norm.acknowledge_by_group", "norm.acknowledge_emergency"),
    ),
    "damage to the environment is claimed by whoever the government named, beside the case": (
        *("damage_precheck", "damage_consultation"),
    ),
    "the file itself is kept here": ("case_archive",),
}
"""The terms of an authority that run on where another department has the case, by the reason."""
TAKEN_UP = {"case_filing_decision", "norm.hand_over", "hotline_forward_internal"}
"""What the hand-over itself, or the designation, ends."""


def _owed_by_an_authority() -> set[str]:
    rules = {opens.rule for step in VIOLATION_CASE.steps.values() for opens in step.opens}
    norms = {rule for rule in rules if (norm := LAW.norms.of(rule)) is not None and norm.obligor == "authority"}
    lines = {rule: LAW.catalogue.rules.get(rule, ()) for rule in rules}
    statutory = {rule for rule, line in lines.items() if any(one.provision.obligor == "authority" for one in line)}
    return norms | statutory


def test_every_term_of_an_authority_stops_or_stays_for_a_reason() -> None:
    """None is forgotten, and none stands twice."""
    stays = [rule for rules in OWN.values() for rule in rules]

    assert len(stays) == len(set(stays))
    assert _owed_by_an_authority() == {*HANDLING, *TAKEN_UP, *stays}
    assert set(RUNS) == set(HANDLING)


STARTS: dict[str, tuple[Callable[[], PaperCase], str, dict[str, Any]]] = {
    "correction_order_after_lab": (lambda: noticed("2026-09-01"), "receive_report", {"by": OFFICER}),
    "norm.hearing_answer": (lambda: noticed("2026-09-21", **GRAVE), "request_hearing", {"by": CLERK}),
    "norm.propose_shutdown": (
        stopped,
        "supervise_production_stop",
        {**FIELDS["supervise_production_stop"], "of": "decide_production_stop", "is_obeyed": False},
    ),
    "norm.order_again": (
        lambda: a_case("serve_correction_order"),
        "revoke_order",
        {"by": HEAD, "of": "serve_correction_order", **TAKEN_BACK},
    ),
}
"""What would start a term, done by the bureau or the party while the case lies elsewhere."""


@pytest.mark.parametrize("rule", STARTS)
def test_what_comes_meanwhile_starts_nothing_before_the_case_is_back(rule: str) -> None:
    """On the day of the return, not the day before and not from the day it came."""
    begin, act, said = STARTS[rule]
    case = handed(begin(), "2026-09-22")
    case.does(act, "2026-09-23", **said)
    assert rule not in {term.rule for term in case.at("2026-10-12").terms}

    case.does("hand_to_department", "2026-10-13", by=HEAD)

    assert [str(term.start) for term in case.at("2026-10-13").terms if term.rule == rule] == ["2026-10-13"]


def test_a_complaint_accepted_after_a_superior_named_another_department_waits_for_nobody_here() -> None:
    """环保举报热线工作管理办法 art. 7, 10: whoever took it in says so; to bring it to its end is the other department's."""
    case = PaperCase()
    case.does("receive_complaint", "2026-09-01")
    designated(case, "2026-09-02")
    case.does("accept_complaint", "2026-09-03")

    assert not {term.rule for term in case.at("2026-09-03").terms} & {"hotline_complete", "hotline_forward_internal"}


def test_with_a_designation_nobody_has_to_report_or_hand_it_on_any_more() -> None:
    """Art. 15: a superior has taken the matter up, and the township's report has no other end."""
    case = PaperCase()
    case.does("report_finding", "2026-09-01")
    designated(case, "2026-09-01 12:00")
    assert "norm.report_upward" not in open_terms(case, "2026-09-01 12:00")

    case.does("report_upward", "2026-09-02")

    assert open_terms(case, "2026-09-02") == {"norm.acknowledge_by_group"}


class TestAWholeTransfer:
    """Art. 16: what is transferred runs here until the other unit has accepted it, and again when it is back."""

    @pytest.mark.parametrize("rule", ["recheck_window", "case_decision_period"])
    def test_its_terms_stop_with_the_acceptance_and_come_back(self, rule: str) -> None:
        """The recheck counts as before; the days to decide begin anew, as for every filed case that was gone."""
        story = Story()
        file = story.has(a_case("serve_correction_order"))
        file.does("transfer_matter", "2026-09-21", by=HEAD, **sent(scope="whole"))
        story.arrives()
        assert rule in open_terms(file.paper, "2026-09-21 18:00")
        matter = story.matter()
        matter.does("accept_transfer", "2026-09-22", by=clerk_of(AGRICULTURE))
        story.arrives()
        assert rule not in open_terms(file.paper, "2026-09-22 18:00")

        dispute = {"superior": "衡阳市人民政府", "explanation": "管辖有争议"}
        matter.does("request_designation", "2026-09-23", by=clerk_of(AGRICULTURE), **dispute)
        said = {"unit": COUNTY, "by_superior": "衡阳市人民政府", "ecology": True}
        matter.does("designate_jurisdiction", "2026-09-24", by=CITY_HEAD, **said)
        story.arrives()

        days = {"recheck_window": ["2026-10-07"], "case_decision_period": ["2026-12-23"]}
        found = [str(one.last_day) for one in file.paper.at("2026-09-24 18:00").terms if one.rule == rule and one.open]
        assert found == days[rule]


def _reported_crime() -> PaperCase:
    case = a_case("serve_correction_order")
    does(case, "report_suspected_crime", "2026-09-21")
    return case


OWED: dict[str, Callable[[], PaperCase]] = {
    "crime_transfer_decision": _reported_crime,
    "evidence_registration": lambda: registered("2026-09-21 10:00"),
    "restrict_production_period": restricted,
    "seizure_period": sealed,
}


@pytest.mark.parametrize("how", LEAVES)
@pytest.mark.parametrize("rule", OWED)
def test_what_follows_from_the_bureaus_own_act_is_the_bureaus(rule: str, how: str) -> None:
    """谁实施、谁负责: the other department is not shown as owing it, nor told of its lapse; what is its own it owes."""
    case = LEAVES[how](OWED[rule](), "2026-09-22")
    standing = case.at("2026-09-22 12:00")
    [term] = [one for one in standing.terms if one.rule == rule]
    case.waits_until("2027-01-04")
    [lapse] = [act.content for act in case.acts if act.name == "term_lapses" and act.content.term == term.key]

    assert standing.holder_unit == ELSEWHERE["unit"]
    assert (term.open, term.owner_unit, term.owner_person) == (True, COUNTY, f"{COUNTY}-direct")
    assert all(person.startswith("u-4304-") and ELSEWHERE["unit"] not in person for person in lapse.escalated_to)


def test_back_again_it_is_owed_by_whoever_has_the_case() -> None:
    """The city has it handed back: what the county sealed is the city's to see to."""
    case = handed(sealed(), "2026-09-22")
    case.does("hand_to_department", "2026-09-23", by=HEAD, unit="u-4304")

    assert [one.owner_unit for one in case.at("2026-09-23").terms if one.rule == "seizure_period"] == ["u-4304"]


ADMITTED = {
    "it says how the matter came here, or who has it": (
        *("accept_complaint", "refuse_complaint", "stop_on_site", "report_upward", "hand_to_department", "reassign"),
        *("report_to_city", "acknowledge_report", "transfer_matter", "record_transfer_accepted", "end_transfer"),
        *("record_transfer_returned", "record_transfer_designated", "record_transfer_result"),
        *("designate_jurisdiction", "record_other_filing", "request_designation", "record_succession"),
    ),
    "help to whoever has it, and evidence kept from being lost (衡政办发〔2015〕76号方案四（四）1, 办法 art. 16)": (
        *("record_patrol_finding", "assist_on_site", "inspect_site", "interview", "take_sample", "receive_report"),
        *("inform_results", "approve_registration", "register_evidence", "dispose_evidence", "end_excluded_time"),
        *("call_joint_investigation", "record_joint_conclusion", "record_joint_end"),
        *("request_assistance", "urge_assistance", "withdraw_assistance_request", "record_assistance_reply"),
        *("request_consultation", "receive_consultation", "hold_joint_meeting"),
    ),
    "what a party says or asks is taken down, whoever answers it": (
        *("receive_statement", "waive_statement", "request_hearing", "waive_hearing", "withdraw_hearing"),
        *("receive_measure_statement", "waive_measure_statement", "request_recusal", "decide_recusal"),
        "report_correction",
    ),
    "the bureau looks whether its own order is obeyed, or takes it back": (
        *("recheck_correction", "inspect_construction", "lift_construction", "revoke_order", "forgo_redo"),
    ),
    "the bureau's own seizure is looked after, prolonged or released (行政强制法 art. 26-28)": (
        *("spare_seizure", "approve_seizure_afterwards", "notify_seizure_extension", "notify_seizure_appraisal"),
        *("end_seizure_appraisal", "check_seal", "report_broken_seal", "receive_release_application"),
        *("maintain_seizure", "release_seizure", "serve_seizure_release", "announce_goods", "return_goods"),
        *("sell_goods", "dispose_seized"),
    ),
    "the bureau's own measure is told, supervised and lifted": (
        *("serve_restriction", "notify_restriction_extension", "file_restriction_plan", "supervise_restriction"),
        *("lift_restriction", "follow_up_restriction", "end_restriction", "serve_production_stop"),
        *("file_production_stop_plan", "supervise_production_stop", "lift_production_stop"),
        *("follow_up_production_stop", "end_production_stop"),
    ),
    "what the government decided on the bureau's proposal is carried out": (
        *("decide_shutdown", "decline_shutdown", "serve_shutdown", "check_shutdown", "notify_suppliers"),
        *("confirm_supply_cut", "announce_dismantling", "dismantle_equipment", "list_violator", "delist_violator"),
    ),
    "whoever suspects a crime transfers it; police, procuratorate and court answer (规定 art. 3)": (
        *("announce_referral", "decide_detention_referral", "answer_crime_indicator", "report_suspected_crime"),
        *("decide_crime_referral", "receive_referral_opinion", "refer_to_police", "enter_platform"),
        *("record_police_acceptance", "record_supplement_request", "supplement_materials", "record_police_return"),
        *("record_detention", "receive_detention_copy", "record_police_filing", "record_police_refusal"),
        *("record_dismissal", "receive_filing_notice", "hand_over_items", "answer_refusal"),
        *("record_police_reconsideration", "record_reasons_demanded", "record_reasons_given"),
        *("record_filing_ordered", "record_custody", "record_prosecution", "record_nonprosecution"),
        *("receive_nonprosecution_notice", "record_trial", "record_criminal_judgment", "record_appeal"),
    ),
    "others turn to the bureau, which answers for itself": (
        *("record_public_interest_case", "receive_public_interest_notice", "receive_proposal", "reply_to_proposal"),
        *("record_civil_suit", "receive_civil_suit_notice", "find_damage_clue", "decide_damage_claim"),
        *("serve_consultation_notice", "conclude_consultation"),
    ),
    "a decision that the bureau made before is served, published, paid, pressed and enforced": (
        *("report_summary", "serve_decision", "serve_daily_decision", "publish_decision", "withhold_publication"),
        *("record_payment", "collect_on_the_spot", "hand_in_collection", "bank_collection", "refund_payment"),
        *("defer_payment", "refuse_deferral", "forgo_surcharge", "agree_execution", "serve_demand"),
        *("state_on_demand", "answer_on_demand", "apply_to_court", "court_accepts", "court_refuses", "court_hears"),
        *("court_rules", "receive_refusal_to_enforce", "object_to_court", "upper_court_rules", "court_executes"),
        *("suspend_execution", "resume_execution", "end_execution", "record_credit_receipt", "issue_document"),
        *("demand_substitute", "perform_substitute", "perform_at_once", "tell_of_performance"),
        *("demand_substitute_cost", "record_substitute_cost", "forgo_substitute_cost"),
    ),
    "things that were taken are answered for by whoever holds them, wherever the case is (custody)": (
        *("take_evidence", "hand_over_evidence", "let_go_of_evidence"),
    ),
    "the other officer confirms what he took part in; a paper is put into 副卷": ("confirm_record", "keep_inside"),
    "it is contested, and put right": (
        *("apply_reconsideration", "forward_reconsideration", "ask_supplement", "supplement_reconsideration"),
        *("accept_reconsideration", "decline_reconsideration", "receive_reconsideration_copy"),
        *("answer_reconsideration", "suspend_reconsideration", "resume_reconsideration"),
        *("terminate_reconsideration", "decide_reconsideration", "file_suit", "receive_suit_copy", "submit_defence"),
        *("judge_suit", "appeal_suit", "order_stay", "lift_stay", "begin_hindrance", "end_hindrance"),
        *("correct_clerical_error", "revoke_decision", "withdraw_publication"),
    ),
    "whoever reported is told, and the file is kept, put right, closed as transferred": (
        *("feed_back", "confirm_feedback", "record_joined_complaint", "close_case", "archive_case", "open_archive"),
        *("extend_term", "correct_act", "withdraw_act"),
    ),
}
"""The acts that are let in while another unit has the case, by the reason; every other one waits for its return."""


def test_every_act_waits_for_the_return_or_is_let_in_for_a_reason() -> None:
    """办法 art. 17: what another unit has is not investigated to its end, reviewed, heard, noticed or decided here."""
    let_in = [act for acts in ADMITTED.values() for act in acts]
    steps = [step for step in VIOLATION_CASE.offered if not step.opening]

    assert len(let_in) == len(set(let_in))
    assert {step.name for step in steps if WITH_US not in step.needs} == set(let_in)


@pytest.mark.parametrize(
    ("until", "act", "said"),
    [
        ("file_case", "conclude_investigation", {}),
        ("file_case", "suspend_investigation", {"ground": "other", "reason": "须待鉴定"}),
        ("conclude_investigation", "review_case", {}),
    ],
)
def test_what_waits_is_refused_until_the_day_of_the_return(until: str, act: str, said: dict[str, Any]) -> None:
    """Art. 17, with the way back in the sentence."""
    case = handed(a_case(until), "2026-09-21")
    with refuses("out-of-order", article="第17条", kind=OutOfOrder):
        case.does(act, "2026-09-22", **said)

    case.does("hand_to_department", "2026-09-22 10:00", by=HEAD)

    assert case.does(act, "2026-09-22 11:00", **said)
