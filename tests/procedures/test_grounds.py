"""Every ground that an act names is held against the file (事由与案卷所载事实): what contradicts it is refused."""

from contextlib import nullcontext
from typing import Any, get_args

import pytest

from kinds import VIOLATION_CASE
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime
from models.acts.filing import FileCase
from procedures.construction import ground_of_lifting_fits
from procedures.facts_shown import OF_WHOM, ground_is_of_such_a_party
from procedures.filing import declined_as_the_file_shows
from procedures.institutions import taken_off_as_the_file_shows
from procedures.parties import somebody_else_succeeds
from procedures.penalty.no_penalty import ground_is_borne_out
from procedures.restriction import ground_is_in_the_file
from procedures.seizure.limits import ground_of_release_fits
from procedures.substitute_cost import forgone_as_the_file_shows
from tests.builders import CLERK, HEAD, OFFICER, PaperCase, a_case
from tests.procedures.measures import CONSTRUCTION, FIELDS, PUMP, an_inspected_case, attempt, does, sealed, told
from tests.procedures.refusing import refuses
from tests.procedures.served import ServedCase

ELSEWHERE = "the file holds nothing that could say otherwise"
OTHERS = "another body's word, entered as it came"
HELD = "held against the file: "
LAW = "whether the law of the day has it is asked"
TABLE: dict[str, dict[str, str]] = {
    **{
        key: {"": f"{LAW}; what is imposed is what was approved (tests/procedures/test_seizure.py)"}
        for key in ("approve_seizure", "impose_seizure", "spare_seizure")
    },
    "begin_excluded_time": {"": ELSEWHERE},
    "begin_hindrance": {"guardian_absent": HELD + "the party's kind", "": ELSEWHERE},
    "close_case": {"": HELD + "each ground (tests/procedures/test_closing_grounds.py)"},
    "collect_on_the_spot": {"small": HELD + "the fine (tests/procedures/test_payment.py)", "": ELSEWHERE},
    "decide_detention_referral": {"": HELD + "conduct, order, evasion (tests/procedures/test_detention.py)"},
    "decide_no_penalty": {
        "not_established": "its reasons are weighed by the head; a penalty that went ahead is revoked first",
        "": HELD + "harm, end of conduct, earlier penalties, intent, kind of party, limitation",
    },
    **{
        key: {"under_eighteen": HELD + "the party's kind", "": f"{LAW}; it is proved"}
        for key in ("decide_penalty", "serve_notice")
    },
    "decide_production_stop": {
        **dict.fromkeys(("heavy_metal", "after_restriction"), HELD + "tests/procedures/test_production_stop.py"),
        "": ELSEWHERE,
    },
    "decide_restriction": {"over_standard": HELD + "the reports", "": ELSEWHERE},
    "decline_filing": {
        **dict.fromkeys(("no_violation", "not_our_jurisdiction", "time_barred"), HELD + "below"),
        "": ELSEWHERE,
    },
    "delist_violator": {"overturned": HELD + "what was set aside", "": ELSEWHERE},
    "end_execution": {
        "dissolved": HELD + "the party's kind",
        **dict.fromkeys(("decision_revoked", "never_resumed"), HELD + "tests/procedures/test_enforcement.py"),
        "": ELSEWHERE,
    },
    **{
        key: {"closed": HELD + "the government's decision", "": ELSEWHERE}
        for key in ("end_production_stop", "end_restriction")
    },
    "forgo_redo": {"conduct_ended": HELD + "a look since (tests/procedures/test_redoing.py)", "": ELSEWHERE},
    "forgo_substitute_cost": {"dissolved": HELD + "the party's kind", "": ELSEWHERE},
    "keep_inside": {"": ELSEWHERE},
    "lift_construction": {
        **dict.fromkeys(("restored", "abandoned"), HELD + "the last look"),
        "": HELD + "its class and papers (tests/procedures/test_construction.py)",
    },
    "propose_shutdown": {"serious": ELSEWHERE, "": HELD + "tests/procedures/test_shutdown.py"},
    **{key: {"": OTHERS} for key in ("record_police_return", "terminate_reconsideration")},
    "record_succession": {**dict.fromkeys(("inherited", "other"), ELSEWHERE), "": HELD + "the party's kind"},
    "refuse_complaint": {"": "a complaint has no file of the violation yet (tests/procedures/test_complaint.py)"},
    "release_seizure": {
        "unnecessary": ELSEWHERE,
        "": HELD + "approval, last day, recheck, decision, what set it aside",
    },
    "suspend_execution": {"": ELSEWHERE},
    "suspend_investigation": {"": ELSEWHERE},
    "terminate_investigation": {"other": ELSEWHERE, "": HELD + "the party's kind (tests/procedures)"},
}
"""For each act and ground what it is held against, or why nothing can be; `""` stands for the rest of them."""


def _values(annotation: Any) -> set[str]:  # noqa: ANN401  whatever a field is annotated with
    inner = get_args(annotation)
    return {one for one in inner if isinstance(one, str)} | {name for one in inner for name in _values(one)}


def test_every_ground_of_every_act_is_held_against_the_file_or_says_why_not() -> None:
    """A new act with a ground, or a new ground, is put here."""
    grounds = {
        name: _values(act.model_fields[field].annotation)
        for name, act in VIOLATION_CASE.acts.items()
        for field in ("ground", "trigger", "mitigation_ground")
        if field in act.model_fields
    }

    assert set(grounds) == set(TABLE)
    for name, values in grounds.items():
        assert set(TABLE[name]) - {""} <= values


FOUND = "2026-09-01"


def found(until: str = "") -> PaperCase:
    """Return a case that the bureau found and inspected on 1 September 2026; its conduct ended on a day."""
    case = PaperCase()
    case.does("report_finding", f"{FOUND} 08:00", by=OFFICER, **({"conduct_until": until} if until else {}))
    case.does("inspect_site", f"{FOUND} 08:30")
    return case


class TestDeclining:
    @pytest.mark.parametrize(
        ("known", "said", "code"),
        [
            ("2024-08-30", {}, ""),
            ("2024-08-31", {}, ""),
            ("2024-09-01", {}, "not-time-barred"),
            ("", {}, "no-end-of-conduct"),
            ("", {"conduct_until": "2024-08-31"}, ""),
            ("", {"conduct_until": "2024-09-01"}, "not-time-barred"),
            ("2026-08-01", {"conduct_until": "2020-01-01"}, "not-time-barred"),
            ("2024-08-31", {"harm": True}, ""),
            ("2024-08-31", {"harm": True, "endangers_safety": True}, "not-time-barred"),
            ("2021-08-31", {"harm": True, "endangers_safety": True}, ""),
            ("2021-09-01", {"harm": True, "endangers_safety": True}, "not-time-barred"),
        ],
    )
    def test_past_its_limitation_is_worked_out(self, known: str, said: dict[str, Any], code: str) -> None:
        """行政处罚法 art. 36: two years, five with harm to life or health; by the day that is known, found or said."""
        asked = attempt(found(known), "decline_filing", "2026-09-03", **{"ground": "time_barred", **said})
        with refuses(code, article="第1054条" if code == "no-end-of-conduct" else "") if code else nullcontext():
            declined_as_the_file_shows(asked)

    def test_harm_that_the_file_shows_lengthens_it(self) -> None:
        """行政处罚法 art. 36: the inspection found a loss, whatever the decision says."""
        case = found("2024-08-31")
        case.does("inspect_site", f"{FOUND} 09:00", crime_facts={"loss": "50000"})
        said = {"ground": "time_barred", "endangers_safety": True}
        with refuses("not-time-barred", kind=OutOfBounds):
            declined_as_the_file_shows(attempt(case, "decline_filing", "2026-09-03", **said))

    @pytest.mark.parametrize("ground", ["no_violation", "not_punishable", "other"])
    @pytest.mark.parametrize("shown", ["", "report", "order", "seizure"])
    def test_no_violation_is_not_said_of_what_was_found(self, ground: str, shown: str) -> None:
        """处罚办法 art. 19: a report above the standard, an order to correct, a seizure rest on a violation."""
        case = found()
        if shown == "report":
            case.does("receive_report", "2026-09-02")
        if shown == "order":
            case.does("serve_correction_order", "2026-09-02")
        if shown == "seizure":
            does(case, "impose_seizure", "2026-09-02", things=[PUMP])
        asked = attempt(case, "decline_filing", "2026-09-03", ground=ground)
        is_refused = ground == "no_violation" and bool(shown)
        says = "报告认定超标，与“没有违法事实”相抵触；有误的，须先更正" if shown == "report" else "以存在违法事实为前提"
        with refuses("file-shows-otherwise", kind=OutOfBounds, says=says) if is_refused else nullcontext():
            declined_as_the_file_shows(asked)

    def test_what_cleared_it_since_or_was_taken_back_shows_nothing(self) -> None:
        """The last report counts; an order that was revoked orders nothing."""
        case = found()
        case.does("receive_report", "2026-09-02")
        case.does("receive_report", "2026-09-03", exceeds=False, result="达标", key="second")
        order = case.does("serve_correction_order", "2026-09-02 15:00")
        back = {"by": HEAD, "outcome": "revoke", "reason": "认定有误"}
        case.does("revoke_order", "2026-09-03 15:00", of=order.no, **back)

        declined_as_the_file_shows(attempt(case, "decline_filing", "2026-09-04"))

    def test_who_was_designated_is_competent(self) -> None:
        """处罚办法 art. 15, 16: the superior has said so."""
        case = found()
        said = {"unit": "u-430423", "by_superior": "衡阳市人民政府", "answerable": case.acts[0].content.answerable[1]}
        asked = attempt(case, "decline_filing", "2026-09-03", ground="not_our_jurisdiction")
        declined_as_the_file_shows(asked)
        case.does("designate_jurisdiction", "2026-09-02", by=CLERK, **said)
        asked = attempt(case, "decline_filing", "2026-09-03", ground="not_our_jurisdiction")
        with refuses("file-shows-otherwise", kind=OutOfBounds):
            declined_as_the_file_shows(asked)


CORRECTED = {"harm": "none", "corrected_on": "2026-09-05", "evidence": "整改照片", "educated": True}
FIRST = {**CORRECTED, "harm": "slight", "first_time": True, "ground": "first_slight_corrected"}
SLIGHT = {**CORRECTED, "ground": "slight_corrected"}
NO_FAULT = {"ground": "no_fault", "evidence": "说明", "educated": True}


def filed(facts: dict[str, Any] | None = None, **said: object) -> PaperCase:
    """Return a case that was filed, with what its inspection found."""
    case = a_case("hand_to_department")
    case.does("inspect_site", "2026-09-03", crime_facts=facts)
    case.does("file_case", "2026-09-04", **said)
    return case


class TestNoPenalty:
    @pytest.mark.parametrize(
        ("facts", "said", "asked", "code"),
        [
            (None, {}, SLIGHT, ""),
            (None, {"harm": True}, SLIGHT, "file-shows-otherwise"),
            (None, {"harm": True}, FIRST, ""),
            (None, {"harm": True}, {**FIRST, "harm": "none"}, "file-shows-otherwise"),
            ({"loss": "100"}, {}, SLIGHT, "file-shows-otherwise"),
            ({"loss": "0"}, {}, SLIGHT, ""),
            ({"penalties_before": 1}, {}, FIRST, "file-shows-otherwise"),
            ({"penalties_before": 0}, {}, FIRST, ""),
            ({"penalties_before": 1}, {}, SLIGHT, ""),
            ({"by_evasion": True}, {}, NO_FAULT, "file-shows-otherwise"),
            ({"falsified_monitoring": True}, {}, NO_FAULT, "file-shows-otherwise"),
            ({"toxic": True}, {}, NO_FAULT, ""),
        ],
    )
    def test_no_ground_says_otherwise_than_the_file(
        self, facts: dict[str, Any] | None, said: dict[str, Any], asked: dict[str, Any], code: str
    ) -> None:
        """行政处罚法 art. 33: no harm, slight harm, the first time, no fault: as the file has it."""
        tried = attempt(filed(facts, **said), "decide_no_penalty", "2026-09-18", **asked)
        with refuses(code, article="第33条", kind=OutOfBounds) if code else nullcontext():
            ground_is_borne_out(tried)

    @pytest.mark.parametrize(
        ("corrected_on", "refused"), [("2026-09-01", True), ("2026-09-02", False), ("2026-09-03", False)]
    )
    def test_it_was_not_put_right_before_it_ended(self, corrected_on: str, *, refused: bool) -> None:
        """行政处罚法 art. 33: the conduct ended on 2 September."""
        asked = {**SLIGHT, "corrected_on": corrected_on}
        tried = attempt(filed(conduct_until="2026-09-02"), "decide_no_penalty", "2026-09-18", **asked)
        with refuses("corrected-before-its-end", kind=OutOfBounds) if refused else nullcontext():
            ground_is_borne_out(tried)

    def test_grave_harm_is_not_slight(self) -> None:
        """行政处罚法 art. 33: a project that caused grave pollution."""
        case = filed()
        does(case, "classify_project", "2026-09-05", is_grave=True)
        with refuses("file-shows-otherwise", kind=OutOfBounds):
            ground_is_borne_out(attempt(case, "decide_no_penalty", "2026-09-18", **FIRST))


def served_on(kind: str) -> ServedCase:
    """Return a case whose decision was served on a party of a kind on 2 March 2026."""
    case = ServedCase("2026-03-02")
    filed_as = next(act for act in case.acts if isinstance(act.content, FileCase))
    party = filed_as.content.party.model_copy(update={"kind": kind})
    content = filed_as.content.model_copy(update={"party": party})
    case.acts[filed_as.no - 1] = filed_as.model_copy(update={"content": content})
    return case


class TestWhose:
    @pytest.mark.parametrize("ground", OF_WHOM)
    @pytest.mark.parametrize("kind", ["citizen", "organisation"])
    def test_a_citizen_dies_and_an_organisation_ends(self, ground: str, kind: str) -> None:
        """行政强制法 art. 40, 处罚办法 art. 36: whoever is named, one of that kind is a party."""
        case = filed(party={"id": "party-1", "kind": kind})
        refused = OF_WHOM[ground] != kind
        with refuses("wrong-ground", kind=OutOfBounds) if refused else nullcontext():
            ground_is_of_such_a_party(case.record(), ground, "")

    @pytest.mark.parametrize("kind", ["citizen", "organisation"])
    def test_whoever_trades_as_a_household_dies_and_is_inherited_from(self, kind: str) -> None:
        """个体工商户: entered as an organisation by its credit code; 行政强制法 art. 40, 处罚办法 art. 36 reach it as well."""
        case = served_on(kind)
        forgone = attempt(case, "forgo_substitute_cost", "2026-03-25", of=1, ground="deceased", reason="无遗产")
        forgone_as_the_file_shows(forgone)
        heirs = [{"id": "party-9", "kind": "citizen"}]
        said = {"ground": "inherited", "paper": "继承公证书", "successors": heirs}
        somebody_else_succeeds(attempt(case, "record_succession", "2026-03-25", **said))

        assert case.sees("end_execution", "2026-03-25", ground="deceased", reason="经营者死亡，无遗产可供执行")

    def test_each_act_asks_it(self) -> None:
        """Execution, a hindrance, mitigation."""
        with refuses("wrong-ground", kind=OutOfBounds):
            served_on("citizen").sees("end_execution", "2026-03-25", ground="dissolved", reason="注销")
        case = served_on("organisation")
        with refuses("wrong-ground", kind=OutOfBounds):
            case.sees("begin_hindrance", "2026-03-25", ground="guardian_absent", reason="法定代理人未定")


class TestMeasures:
    @pytest.mark.parametrize(
        ("exceeds", "ground", "refused"),
        [
            ((), "over_standard", False),
            ((False,), "over_standard", True),
            ((False, True), "over_standard", False),
            ((False,), "over_daily_total", False),
        ],
    )
    def test_a_restriction_rests_on_an_excess(self, exceeds: tuple[bool, ...], ground: str, *, refused: bool) -> None:
        """办法 art. 5: reports that all find none show no discharge above the standard."""
        case = told("restriction")
        for hour, one in enumerate(exceeds, 9):
            case.does("receive_report", f"2026-09-03 {hour:02d}:00", exceeds=one, result="报告", key=f"{hour}")
        said = {"ground": ground, "starts_on": "2026-09-10", "until": "2026-12-09"}
        asked = attempt(case, "decide_restriction", "2026-09-10", **{**FIELDS["decide_restriction"], **said})
        with refuses("file-shows-otherwise", kind=OutOfBounds) if refused else nullcontext():
            ground_is_in_the_file(asked)

    @pytest.mark.parametrize(
        ("ground", "on", "code", "kind"),
        [
            ("expired", "2026-09-30", "not-expired-yet", OutOfTime),
            ("expired", "2026-10-01", "", None),
            ("expired", "2026-10-02", "", None),
            ("not_approved", "2026-09-02", "was-approved", OutOfOrder),
            ("corrected", "2026-09-02", "", None),
            ("unnecessary", "2026-09-02", "", None),
        ],
    )
    def test_a_seizure_is_released_as_the_file_has_it(self, ground: str, on: str, code: str, kind: Any) -> None:  # noqa: ANN401  a class or none
        """行政强制法 art. 28: thirty days from 1 September; approved at noon."""
        case = sealed()
        imposed = next(act for act in case.acts if act.name == "impose_seizure")
        asked = attempt(case, "release_seizure", on, of=imposed.no, ground=ground, reason="解除")
        with refuses(code, article="第28条", kind=kind) if code else nullcontext():
            ground_of_release_fits(asked)

    @pytest.mark.parametrize("corrected", [False, True])
    def test_nothing_is_corrected_that_the_last_recheck_found_undone(self, *, corrected: bool) -> None:
        """行政强制法 art. 28."""
        case = sealed()
        case.does("serve_correction_order", "2026-09-02")
        case.does("recheck_correction", "2026-09-08", of="serve_correction_order", corrected=corrected)
        imposed = next(act for act in case.acts if act.name == "impose_seizure")
        asked = attempt(case, "release_seizure", "2026-09-09", of=imposed.no, ground="corrected", reason="解除")
        with refuses("file-shows-otherwise", kind=OutOfBounds) if not corrected else nullcontext():
            ground_of_release_fits(asked)

    @pytest.mark.parametrize("ground", ["restored", "abandoned"])
    @pytest.mark.parametrize("is_obeyed", [False, True])
    def test_an_order_about_a_project_is_not_lifted_over_the_last_look(self, ground: str, *, is_obeyed: bool) -> None:
        """意见二(二): seen to be built on, it is neither restored nor given up."""
        case = an_inspected_case()
        does(case, "classify_project", "2026-09-02")
        order = does(case, "order_construction", "2026-09-03")
        does(case, "inspect_construction", "2026-09-10", of=order.no, is_obeyed=is_obeyed)
        said = {**CONSTRUCTION["lift_construction"], "of": order.no, "ground": ground}
        asked = attempt(case, "lift_construction", "2026-09-11", **said)
        with refuses("file-shows-otherwise", kind=OutOfOrder) if not is_obeyed else nullcontext():
            ground_of_lifting_fits(asked)

    @pytest.mark.parametrize("is_revoked", [False, True])
    def test_who_is_taken_off_because_a_decision_was_overturned(self, *, is_revoked: bool) -> None:
        """国办发〔2020〕49号: it was."""
        case = ServedCase("2026-09-01")
        if is_revoked:
            case.sees("revoke_decision", "2026-09-03", of=case.service)
        asked = attempt(case, "delist_violator", "2026-09-04", of=1, ground="overturned", reason="撤销")
        with refuses("not-revoked", kind=OutOfOrder) if not is_revoked else nullcontext():
            taken_off_as_the_file_shows(asked)
