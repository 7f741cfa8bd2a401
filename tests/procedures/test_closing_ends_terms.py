"""With the closing nothing waits any more for what a closed case has no act for (结案后的期限): no alarm without a way out."""

from typing import Any

import pytest

from judging.admission import act_from
from kinds import VIOLATION_CASE
from law.edition import shipped
from models.acts import Act
from models.acts.closing import CloseCase
from tests.builders import CLERK, HEAD, OFFICER, PaperCase, command, moment
from tests.procedures.measures import FIELDS
from tests.procedures.test_closing_grounds import READY, ready

LAW = shipped()
CLOSING = VIOLATION_CASE.steps[CloseCase]
ASKED = {
    "nothing is seized or kept any more": (
        *("seizure_period", "coercive_urgent_approval", "seal_release_service", "seal_goods_claim"),
        "evidence_registration",
    ),
    "what was decided is public, and on the spot reported": ("penalty_publication", "summary_filing"),
    "every suspicion is decided on and sent": (
        *("crime_transfer_decision", "crime_transfer_send", "detention_transfer", "procuratorate_transfer_opinion"),
    ),
}
"""The terms that closing waits for itself, by what it asks."""
OF_OTHERS = {"party", "police", "court", "procuratorate", "government", "other"}


def _obligors(rule: str) -> set[str]:
    norm = LAW.norms.of(rule)
    return {norm.obligor} if norm else {one.provision.obligor for one in LAW.catalogue.through_time(rule)}


def _kept_when_closed(rule: str) -> bool:
    steps = (step for step in VIOLATION_CASE.steps.values() if step.when_closed)
    return any(end.rule == rule and not end.voids for step in steps for end in step.ends)


def test_what_closing_neither_ends_nor_asks_for_can_still_be_kept() -> None:
    """Every duty of an authority: its term ends with the closing, or before it, or by an act of a closed case."""
    rules = {opens.rule for step in VIOLATION_CASE.steps.values() for opens in step.opens}
    goes_on = rules - {end.rule for end in CLOSING.ends}
    stuck = {rule for rule in goes_on if _obligors(rule) - OF_OTHERS and not _kept_when_closed(rule)}
    asked = {rule for rules in ASKED.values() for rule in rules}

    assert stuck == {rule for rule in asked if _obligors(rule) - OF_OTHERS}
    assert asked <= goes_on


BEGUN: tuple[tuple[str, dict[str, Any]], ...] = (
    ("receive_report", {"exceeds": True, "result": "超标"}),
    ("serve_correction_order", {"requirement": "停止排放"}),
    ("serve_notice", {"measures": ["fine"], "fine": "300000", "facts": "超标排放", "hearing_offered": True}),
    ("request_hearing", {}),
    ("receive_report", {"exceeds": True, "result": "超标"}),
    ("report_to_city", {"summary": "请市级协调"}),
    ("order_construction", {**FIELDS["order_construction"], "of": 1}),
    ("supervise_production_stop", {**FIELDS["supervise_production_stop"], "of": 1, "is_obeyed": False}),
    ("decide_restriction", {**FIELDS["decide_restriction"], "starts_on": "2026-09-02", "until": "2027-09-01"}),
    (
        "record_other_filing",
        {"authority": "示例局", "filed_on": "2026-09-01", "found_on": "2026-09-01", "letter": "示"},
    ),
    ("request_designation", {"superior": "湖南省生态环境厅", "explanation": "均已立案"}),
)
"""What starts terms of every sort; put on the list without asking whether it may be."""
RIGHTS = {"review_application", "suit_direct"}
"""What the party may still do for its own days, whatever the bureau closed (行政复议法 art. 20, 行政诉讼法 art. 46)."""
OF_THE_COURT = {"court_ruling_plain"}
AFTER_IT = {"case_archive", "norm.look_again", "norm.tell_by_hand"}
"""What begins with the closing (处罚办法 art. 78), or is asked for before the archive; who is late is asked again."""


def _entered(acts: tuple[Act, ...], name: str, on: str, said: dict[str, Any]) -> tuple[Act, ...]:
    step = VIOLATION_CASE.steps[VIOLATION_CASE.acts[name]]
    by = next(one for one in (CLERK, OFFICER, HEAD) if set(one.roles) & step.by.roles)
    asked = command(name, on, by=by, key=f"{name}/{len(acts)}", **said)
    return (*acts, act_from(asked, len(acts) + 1, moment(on)))


@pytest.mark.parametrize(("ground", "way"), READY)
def test_no_term_lapses_after_closing_but_what_survives_by_law(ground: str, way: str) -> None:
    """Whatever still ran on whichever ground, a year later the engine has said nothing but of rights and the archive."""
    acts, on = ready(ground, way), READY[ground, way].on
    for name, said in BEGUN:
        acts = _entered(acts, name, on, said)
    before = PaperCase()
    before.acts = list(acts)
    running = {term.rule for term in before.at(on).terms if term.open}
    assert running >= {"recheck_window", "norm.construction_check", "norm.designation", "stop_decision_service"}
    case = PaperCase()
    case.acts = list(_entered(acts, "close_case", f"{on} 12:00", {"ground": ground, "summary": "结案"}))

    case.waits_until("2028-09-01")

    lapsed = [act.content.term for act in case.acts[len(acts) :] if act.name == "term_lapses"]
    rules = {term.rule for term in case.at("2028-09-01").terms if term.key in lapsed}
    assert rules - RIGHTS - OF_THE_COURT <= AFTER_IT
