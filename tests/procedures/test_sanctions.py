"""What a decision may impose (处罚内容): as notified, as the provision has it, as the standard weighs it."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from law.discretion import EXAMPLE, loaded, read_discretion
from law.edition import shipped
from law.refusals import OutOfBounds, Unclear
from models.acts.penalty import ServeNotice
from procedures.penalty.fine import fine_is_within_its_provision, mitigation
from procedures.penalty.no_penalty import ground_is_borne_out
from tests.builders import BASIS, COUNTY, PaperCase, a_case
from tests.builders import SMALL_BASIS as SMALL
from tests.procedures.measures import attempt
from tests.procedures.refusing import refuses
from tests.procedures.several import RESPONSIBLE, B, filed

DAY = "2026-09-22"
ELSEWHERE = {
    **dict.fromkeys(("leader", "main", "direct"), "p-other"),
    "level": 2,
    "grid": "430426",
    "unit": "u-430426",
}
PERMIT = [{"instrument": "排污许可管理条例", "article": "第34条第1项"}]
CODE = [{"instrument": "生态环境法典", "article": "第1103条"}]
OVER = [{"instrument": "生态环境法典", "article": "第1107条"}]
NOISE = {"fine_range": "工业噪声"}
DUMPED = [{"instrument": "生态环境法典", "article": "第1169条第1款"}]
ACCIDENT = [{"instrument": "生态环境法典", "article": "第1236条"}]
OLD_ACCIDENT = [{"instrument": "大气污染防治法", "article": "第122条"}]
GRAVE = "，情节特别严重、影响特别恶劣"
GAINS = {"illegal_gain": "5000", "confiscation": "5000", "measures": ["fine", "confiscation"]}
UNREAD = [{"instrument": "建设项目环境保护管理条例", "article": "第20条"}]


def noticed(fine: str | None = "300000", *, until: str = "review_case", law: Any = None, **fields: Any) -> PaperCase:  # noqa: ANN401
    """Return a case whose party was told of a fine on 14 September 2026; its defence is over on the 22nd."""
    case = a_case(until)
    case.law = law or case.law
    case.does("serve_notice", "2026-09-14", fine=fine, hearing_offered=True, **fields)
    case.does("waive_statement", "2026-09-14 15:00")
    return case


def as_once_notified(*, spoke: bool = False, **fields: Any) -> PaperCase:  # noqa: ANN401
    """Return the same case with a notice that says what no guard of today would let through."""
    case = noticed(basis=UNREAD, measures=fields.get("measures", ["fine"]))
    notice = next(act for act in case.acts if act.name == "serve_notice")
    told = ServeNotice.model_validate({**notice.content.model_dump(), "act": "serve_notice", **fields})
    case.acts[notice.no - 1] = notice.model_copy(update={"content": told})
    if spoke:
        case.does("receive_statement", "2026-09-15")
        case.does("examine_statement", "2026-09-16", of="receive_statement")
    return case


def decides(case: PaperCase, **fields: Any) -> None:  # noqa: ANN401
    """Have the penalty discussed, reviewed and decided."""
    case.does("review_legality", "2026-09-21")
    case.does("discuss_collectively", "2026-09-21")
    case.does("decide_penalty", DAY, **fields)


@pytest.mark.parametrize(
    ("told", "decided", "code", "article"),
    [
        ({"basis": CODE}, {"fine": "300001"}, "fine-above-notified", "第45条第2款"),
        ({"basis": CODE}, {"measures": ["fine", "restriction"]}, "penalty-not-notified", "第45条第2款"),
        (
            {"basis": CODE, "measures": ["fine", "confiscation"], "confiscation": "1000"},
            {"measures": ["fine", "confiscation"], "confiscation": "1000.01"},
            "confiscation-above-notified",
            "第45条第2款",
        ),
        ({"basis": CODE}, {"facts": "违法排放并伪造数据"}, "facts-not-notified", "第44条"),
        ({"basis": CODE}, {"basis": [*CODE, *OVER]}, "basis-not-notified", "第44条"),
        ({"basis": CODE}, {"basis": OVER}, "basis-not-notified", "第44条"),
        ({"basis": CODE}, {"fine": "300000"}, "", ""),
        ({"basis": CODE}, {"facts": "违法 排放。"}, "", ""),
        ({"basis": CODE}, {"facts": "超标排放", "facts_note": "采纳申辩，表述调整"}, "", ""),
        ({"basis": CODE}, {"basis": [{"instrument": "EEC26", "article": "第一千一百零三条"}]}, "", ""),
    ],
)
def test_a_decision_is_as_notified(told: dict[str, Any], decided: dict[str, Any], code: str, article: str) -> None:
    """行政处罚法 art. 44, 45(2): sums, kinds, facts and basis are those the party was told."""
    case = noticed(**told)
    said = {"fine": "300000", **told, **decided}
    if code:
        with refuses(code, article=article):
            decides(case, **said)
    else:
        decides(case, **said)


@pytest.mark.parametrize(
    ("fields", "code", "article"),
    [
        ({"basis": CODE, "fine": "99999.99"}, "fine-below-minimum", "第32条"),
        ({"basis": CODE, "fine": "100000"}, "", ""),
        ({"basis": CODE, "fine": "1000000"}, "", ""),
        ({"basis": CODE, "fine": "1000000.01"}, "fine-above-maximum", "第4条"),
        ({"basis": CODE, "fine": "200000", **NOISE}, "", ""),
        ({"basis": CODE, "fine": "200001", **NOISE}, "fine-above-maximum", "第4条"),
        ({"basis": CODE, "fine": "200001", "fine_range": "特别严重"}, "unknown-range", "第1103条"),
        ({"basis": CODE, "fine": "300000", "fine_min": "10000", "fine_max": "500000"}, "bounds-not-the-laws", "第4条"),
        ({"basis": CODE, "fine": "300000", "fine_min": "100000", "fine_max": "1000000"}, "", ""),
        ({"basis": CODE, "fine": "90000", "mitigation_ground": "harm_removed"}, "mitigation-without-proof", "第32条"),
        ({"basis": CODE, "fine": "90000", "mitigation_ground": "restored", "mitigation": "已修复"}, "", ""),
        ({"basis": CODE, "measures": ["fine", "downgrade"]}, "kind-not-provided", "第4条"),
        ({"basis": UNREAD, "fine": "5000000", "measures": ["fine", "downgrade"]}, "", ""),
        ({"basis": [*CODE, *PERMIT], "fine": "150000"}, "", ""),
        ({"basis": [*CODE, *OVER], "fine": "2000000"}, "fine-above-maximum", "第4条"),
        ({"basis": [*CODE, *OVER], "fine": "2000000", "several_acts": True}, "", ""),
        ({"basis": DUMPED}, "gains-unsaid", "第88条"),
        ({"basis": DUMPED, "illegal_gain": "0"}, "", ""),
        ({"basis": DUMPED, "illegal_gain": "5000"}, "gains-not-confiscated", "第28条第2款"),
        ({"basis": CODE, "illegal_gain": "5000", "refunded": "4000.01"}, "gains-not-confiscated", "第88条"),
        ({"basis": CODE, "illegal_gain": "5000", "refunded": "5000"}, "", ""),
        (
            {"basis": DUMPED, "illegal_gain": "5000", "confiscation": "5000", "measures": ["fine", "confiscation"]},
            "",
            "",
        ),
        ({"basis": CODE, "confiscation": "5000"}, "confiscation-unnamed", ""),
        ({"basis": CODE, "fined_before": ["示例城管罚〔2026〕1号"]}, "second-fine", "第29条"),
    ],
)
def test_a_decision_imposes_what_the_provision_has(fields: dict[str, Any], code: str, article: str) -> None:
    """行政处罚法 art. 4, 28, 29, 32: bounds, kinds and gains are the provision's, whatever the handler typed."""
    said = {"fine": "300000", **fields}
    told = {name: value for name, value in said.items() if name in ServeNotice.model_fields}
    if code:
        with refuses(code, article=article):
            decides(as_once_notified(**told), **said)
    else:
        decides(noticed(**told), **said)


@pytest.mark.parametrize(
    ("fields", "code", "article"),
    [
        ({"basis": CODE, "fine": "99999.99"}, "fine-below-minimum", "第32条"),
        ({"basis": CODE, "fine": "100000"}, "", ""),
        ({"basis": CODE, "fine": "1000000"}, "", ""),
        ({"basis": CODE, "fine": "1000000.01"}, "fine-above-maximum", "第4条"),
        ({"basis": CODE, "fine": "90000", "mitigation_ground": "restored"}, "mitigation-without-proof", "第32条"),
        ({"basis": CODE, "fine": "90000", "mitigation_ground": "restored", "mitigation": "已修复"}, "", ""),
        ({"basis": CODE, "fine": "20000", **NOISE}, "", ""),
        ({"basis": [*CODE, *OVER], "fine": "2000000", "several_acts": True}, "", ""),
        ({"basis": DUMPED}, "gains-unsaid", "第88条"),
        ({"basis": DUMPED, "illegal_gain": "5000"}, "gains-not-confiscated", "第28条第2款"),
        ({"basis": UNREAD, "fine": "1"}, "", ""),
        ({"basis": ACCIDENT, "fine": "299999.99"}, "fine-below-minimum", "第32条"),
        ({"basis": ACCIDENT, "fine": "20000000"}, "", ""),
        ({"basis": ACCIDENT, "fine": "1000001", "fine_range": "一般事故"}, "fine-above-maximum", "第4条"),
        ({"basis": ACCIDENT, "fine": "5000000", "fine_range": f"一般事故{GRAVE}"}, "", ""),
    ],
)
def test_a_notice_announces_what_can_be_decided(fields: dict[str, Any], code: str, article: str) -> None:
    """行政处罚法 art. 4, 28, 32: a fine out of its provision could never be decided on."""
    said = {"fine": "300000", **fields}
    if code:
        with refuses(code, article=article):
            noticed(**said)
    else:
        noticed(**said)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"fine": "1000000"}, "base-missing"),
        ({"fine": "1000000", "fine_base": "1000000"}, ""),
        ({"fine": "5000000", "fine_base": "1000000"}, ""),
        ({"fine": "5000000.01", "fine_base": "1000000"}, "fine-above-maximum"),
        ({"fine": "3000000.01", "fine_base": "1000000", "fine_range": "一般或者较大事故"}, "fine-above-maximum"),
        ({"fine": "999999.99", "fine_base": "1000000"}, "fine-below-minimum"),
        ({"fine": "300000", "fine_min": "100000", "fine_max": "500000", "fine_base": "1000000"}, ""),
    ],
)
def test_a_provision_from_memory_gives_way_to_who_has_read_it(fields: dict[str, Any], code: str) -> None:
    """大气污染防治法 art. 122, unread: one to five times the direct loss, unless the handler reads other bounds."""
    case = a_case("file_case")
    filed = case.acts[-1]
    ended = filed.content.model_copy(update={"conduct_until": date(2026, 8, 14)})
    case.acts[-1] = filed.model_copy(update={"content": ended})
    asked = attempt(case, "serve_notice", "2026-09-14", basis=OLD_ACCIDENT, **fields)
    if code:
        with refuses(code) as no:
            fine_is_within_its_provision(asked)
        assert code == "base-missing" or "凭记忆" in no.value.sentence or "未核实" in no.value.sentence
    else:
        fine_is_within_its_provision(asked)


class TestNoticeServedBefore:
    """Of a file that was noticed before notices were held to their provisions."""

    @pytest.mark.parametrize("spoke", [False, True])
    @pytest.mark.parametrize(
        ("told", "anew"),
        [
            ({"basis": CODE, "fine": "20000"}, {"fine": "100000"}),
            ({"basis": CODE, "fine": "20000", "illegal_gain": "5000"}, {"fine": "100000", **GAINS}),
            ({"basis": DUMPED, "fine": "300000"}, {"fine": "300000", **GAINS}),
        ],
    )
    def test_a_new_notice_of_what_the_law_demands_leads_on(
        self,
        spoke: bool,
        told: dict[str, Any],
        anew: dict[str, Any],
    ) -> None:
        """The decision is refused and says the way; no defence makes the minimum or the gains heavier than the law."""
        case = as_once_notified(spoke=spoke, **told)
        case.does("review_legality", "2026-09-21")
        case.does("discuss_collectively", "2026-09-21")
        with refuses("gains-not-confiscated" if GAINS.items() <= anew.items() else "fine-below-minimum") as no:
            case.does("decide_penalty", DAY, **{**told, "illegal_gain": anew.get("illegal_gain")})
        assert "重新送达事先告知书" in no.value.sentence

        case.does("serve_notice", "2026-09-23", basis=told["basis"], hearing_offered=True, **anew)
        case.does("waive_statement", "2026-09-23 15:00")
        case.does("decide_penalty", "2026-10-09", basis=told["basis"], **anew)

    @pytest.mark.parametrize(
        "anew",
        [
            {"basis": CODE, "fine": "100000.01"},
            {"basis": PERMIT, "fine": "200000"},
            {"basis": CODE, "fine": "100000", "confiscation": "1", "measures": ["fine", "confiscation"]},
        ],
    )
    def test_more_than_the_law_demands_needs_new_facts(self, anew: dict[str, Any]) -> None:
        """行政处罚法 art. 45(2): above the minimum, by a graver provision or beyond the gains it is the defence's price."""
        case = as_once_notified(spoke=True, basis=CODE, fine="20000")
        with refuses("heavier-after-defence", article="第45条第2款"):
            case.does("serve_notice", "2026-09-23", hearing_offered=True, **anew)


def test_the_lower_norm_is_refused() -> None:
    """行政处罚法 art. 29: several norms broken by one act, by the one with the highest fine (择高, G7)."""
    low = [{"instrument": "排污许可管理条例", "article": "第36条第1项"}]
    case = noticed("150000", basis=[*CODE, *low])
    with refuses("lower-norm", article="第29条"):
        decides(case, basis=[*CODE, *low], fine="150000", fine_min="20000", fine_max="200000")


@pytest.mark.parametrize(
    ("told", "code"),
    [("认错态度好", "mitigation-without-article"), ("示例市条例第12条", ""), ("示例条例第十二条第二款", "")],
)
def test_another_ground_of_mitigation_names_its_article(told: str, code: str) -> None:
    """行政处罚法 art. 32(6): only what a law, a regulation or a rule provides for."""
    asked = attempt(a_case("file_case"), "serve_notice", "2026-09-14", mitigation_ground="other", mitigation=told)
    if code:
        with refuses(code, article="第32条", kind=Unclear):
            mitigation(asked)
    else:
        assert told in mitigation(asked)


@pytest.mark.parametrize(
    ("ground", "code"),
    [("harm_removed", ""), ("deceived", "mitigation-not-listed"), ("restored", "mitigation-not-listed")],
)
def test_a_ground_of_mitigation_stands_in_the_list_of_its_day(ground: str, code: str) -> None:
    """行政处罚法 (2009) art. 27: neither deceit nor confession; restoring only since the code."""
    asked = attempt(a_case("file_case"), "decide_penalty", "2021-07-14", mitigation_ground=ground, mitigation="示例")
    if code:
        with refuses(code, article="第27条第1款"):
            mitigation(asked)
    else:
        assert mitigation(asked)


class TestHeavierNotice:
    def heard(self) -> PaperCase:
        """Return a case whose party has defended itself against a fine of 150,000."""
        case = a_case("review_case")
        case.does("serve_notice", "2026-09-14", fine="150000", basis=CODE)
        case.does("receive_statement", "2026-09-15")
        return case

    @pytest.mark.parametrize(
        ("heavier", "code"),
        [
            ({"fine": "150000.01"}, "heavier-after-defence"),
            ({"measures": ["fine", "restriction"]}, "heavier-after-defence"),
            ({"fine": "160000", "new_facts": "复测发现另一排口"}, "no-new-evidence"),
            ({"fine": "150000"}, ""),
            ({"fine": "140000"}, ""),
        ],
    )
    def test_after_a_defence_it_needs_new_facts(self, heavier: dict[str, Any], code: str) -> None:
        """行政处罚法 art. 45(2): not heavier because the party spoke."""
        said = {"fine": "150000", "basis": CODE, "hearing_offered": True, **heavier}
        if code:
            with refuses(code, article="第45条第2款"):
                self.heard().does("serve_notice", "2026-09-18", **said)
        else:
            self.heard().does("serve_notice", "2026-09-18", **said)

    def test_new_facts_found_since_let_it_in(self) -> None:
        """What the authority itself found after the first notice, said in the second."""
        case = self.heard()
        case.does("inspect_site", "2026-09-16")

        case.does("serve_notice", "2026-09-18", fine="160000", basis=CODE, new_facts="复测发现另一排口")

    def test_without_a_defence_it_may_be_heavier(self) -> None:
        """Nobody spoke: told anew, decided anew."""
        case = a_case("review_case")
        case.does("serve_notice", "2026-09-14", fine="150000", basis=CODE)

        case.does("serve_notice", "2026-09-18", fine="160000", basis=CODE)


class TestStandard:
    WEIGHING: dict[str, Any] = {
        "standard": "裁量表示例（虚构）",
        "reason": "超标一倍以上不足三倍，一般区域，首次",
        "matter": "over_permit_limit",
        "weighed": [
            {"factor": "excess", "level": "medium"},
            {"factor": "place", "level": "ordinary"},
            {"factor": "repeat", "level": "first"},
        ],
    }

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({}, "discretion-unsaid"),
            ({"fine": "300000", "weighing": WEIGHING}, ""),
            ({"fine": "310000", "weighing": WEIGHING}, "fine-not-by-the-standard"),
            ({"fine": "310000", "weighing": {**WEIGHING, "adjusted": "明显不当，经集体讨论调整"}}, ""),
            ({"fine": "250000", "weighing": {**WEIGHING, "direction": "lenient", "share": "0.05"}}, ""),
        ],
    )
    def test_a_loaded_standard_works_the_fine_out(self, fields: dict[str, Any], code: str) -> None:
        """处罚办法 art. 56(4): (200,000 + 10 % of 1,000,000) = 300,000; another sum needs its reasons."""
        law = replace(shipped(), standards=(read_discretion(EXAMPLE),))
        said = {"fine": "300000", "basis": PERMIT, **fields}
        if code:
            with refuses(code, article="第56条第4项"):
                noticed(law=law, **said)
        else:
            decides(noticed(law=law, **said), **said)

    def test_without_a_standard_nothing_is_worked_out(self) -> None:
        """What ships is made up, and no authority's standard."""
        assert shipped().standards == ()
        decides(noticed(basis=PERMIT), basis=PERMIT, fine="300000")

    def test_a_standard_is_loaded_from_its_folder(self, tmp_path: Path) -> None:
        """A table that an authority issued is loaded; an example never is."""
        text = EXAMPLE.read_text("utf-8")
        (tmp_path / "example.toml").write_text(text, encoding="utf-8")
        (tmp_path / "city.toml").write_text(text.replace("made_up = true\n", ""), encoding="utf-8")

        assert [one.made_up for one in loaded(tmp_path)] == [False]


CORRECTED = {"harm": "none", "corrected_on": "2026-09-05", "evidence": "整改照片", "educated": True}
FIRST = {**CORRECTED, "harm": "slight", "first_time": True}


@pytest.mark.parametrize(
    ("ground", "fields", "code", "article"),
    [
        ("slight_corrected", CORRECTED, "", ""),
        ("slight_corrected", {**CORRECTED, "harm": "slight"}, "harm-unsaid-or-done", "第33条第1款"),
        ("slight_corrected", {**CORRECTED, "harm": None}, "harm-unsaid-or-done", "第42条第1款"),
        ("slight_corrected", {**CORRECTED, "corrected_on": None}, "not-corrected", "第1056条第2款"),
        ("slight_corrected", {**CORRECTED, "evidence": ""}, "no-evidence", "第33条第1款"),
        ("slight_corrected", {**CORRECTED, "educated": False}, "not-educated", "第33条第3款"),
        ("first_slight_corrected", FIRST, "", ""),
        ("first_slight_corrected", {**FIRST, "first_time": None}, "not-first", "第33条第1款"),
        ("first_slight_corrected", {**FIRST, "first_time": False}, "not-first", "第42条第1款"),
        ("first_slight_corrected", {**FIRST, "harm": "grave"}, "harm-unsaid-or-done", "第33条第1款"),
        ("no_fault", {"evidence": "设备供应商出具的故障说明", "educated": True}, "", ""),
        ("no_fault", {"evidence": "", "educated": True}, "no-evidence", "第33条第2款"),
        ("minor", {"evidence": "户籍证明", "educated": True}, "not-a-person", "第30条"),
        ("time_barred", {}, "not-time-barred", "第1054条"),
        ("not_established", {"educated": False}, "", ""),
    ],
)
def test_no_penalty_asks_for_what_its_ground_asks(ground: str, fields: dict[str, Any], code: str, article: str) -> None:
    """行政处罚法 art. 30, 33, 处罚办法 art. 42: each ground by the facts that make it."""
    bare = {"educated": False, "first_time": None, "harm": None, "corrected_on": None, "evidence": ""}
    case, said = a_case("review_case"), {**bare, **fields, "ground": ground}
    if code:
        with refuses(code, article=article):
            case.does("decide_no_penalty", DAY, **said)
    else:
        case.does("decide_no_penalty", DAY, **said)


@pytest.mark.parametrize(("evidence", "code"), [("", "no-evidence"), ("户籍证明", "")])
def test_a_citizen_may_be_under_fourteen(evidence: str, code: str) -> None:
    """行政处罚法 art. 30: proved by evidence of the age, also for one party of several."""
    case, said = filed(others=(RESPONSIBLE,)), {"ground": "minor", "evidence": evidence, "educated": True}
    with refuses(code, article="第30条") if code else nullcontext():
        case.of("decide_no_penalty", B, DAY, **said)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"fine": None}, "no-amount"),
        ({"measures": ["warning"], "basis": UNREAD}, "fine-unnamed"),
        ({"measures": ["fine"], "basis": UNREAD, "confiscation": "5000"}, "confiscation-unnamed"),
        ({"measures": ["fine", "permit_revocation"], "basis": list(BASIS)}, "kind-not-provided"),
    ],
)
def test_a_notice_names_sums_with_their_kinds_and_kinds_that_are_provided_for(told: dict[str, Any], code: str) -> None:
    """行政处罚法 art. 4, 44: what is intended is told whole, and only what the provision has."""
    with refuses(code):
        noticed(**told)


def test_a_recheck_of_the_file_shows_that_it_was_put_right() -> None:
    """What the file shows need not be said again."""
    case = a_case("file_case")
    case.does("serve_correction_order", "2026-09-08")
    case.does("recheck_correction", "2026-09-10", of="serve_correction_order", corrected=True)
    case.does("conclude_investigation", "2026-09-11")
    case.does("review_case", "2026-09-11 15:00")
    bare = {"corrected_on": None, "evidence": "", "harm": "none", "educated": True, "ground": "slight_corrected"}

    case.does("decide_no_penalty", DAY, **bare)


@pytest.mark.parametrize(("on", "code"), [("2021-07-14", "no-ground-then"), ("2021-07-15", "")])
def test_a_first_violation_is_a_ground_since_2021(on: str, code: str) -> None:
    """行政处罚法 (2009) art. 27(2) knows only the slight one without harm."""
    asked = attempt(a_case("file_case"), "decide_no_penalty", on, **{**FIRST, "corrected_on": "2021-07-01"})
    if code:
        with refuses(code, article="第27条第2款"):
            ground_is_borne_out(asked)
    else:
        ground_is_borne_out(asked)


@pytest.mark.parametrize(
    ("rechecks", "corrected_on", "code"),
    [
        ((True,), None, ""),
        ((True, False), None, "not-corrected"),
        ((False,), "2026-09-11", "not-corrected"),
        ((False,), "2026-09-13", ""),
        ((False, True), None, ""),
    ],
    ids=["clean", "then-refused", "said-before-the-refusal", "said-after-it", "clean-in-the-end"],
)
def test_the_last_recheck_says_whether_it_was_put_right(
    rechecks: tuple[bool, ...], corrected_on: str | None, code: str
) -> None:
    """处罚办法 art. 42: what a recheck found still going on is not let off as corrected before it."""
    case = a_case("review_case")
    for hour, corrected in enumerate(rechecks, 9):
        on = f"2026-09-12 {hour:02d}:00"
        case.does("recheck_correction", on, of="serve_correction_order", corrected=corrected)
    said = {"ground": "slight_corrected", "harm": "none", "corrected_on": corrected_on}
    with refuses(code, article="第42条") if code else nullcontext():
        case.does("decide_no_penalty", DAY, **said)


def test_what_another_body_has_fined_is_not_fined_on_the_spot() -> None:
    """行政处罚法 art. 29: one act, one fine, whoever imposed it; a warning is no fine."""
    said = {"basis": UNREAD, "fined_before": ["示例城管罚〔2026〕1号"]}
    with refuses("second-fine", article="第29条"):
        a_case("report_finding").does("decide_on_the_spot", "2026-09-02", **said)

    a_case("report_finding").does("decide_on_the_spot", "2026-09-02", **said, measures=["warning"], fine="0")


@pytest.mark.parametrize(
    ("basis", "said", "code"),
    [
        (SMALL, {"fine": "3000"}, ""),
        (BASIS, {"fine": "3000"}, "fine-out-of-range"),
        (SMALL, {"measures": ["warning"], "fine": "0"}, "kind-not-provided"),
        (UNREAD, {"measures": ["fine", "warning"], "fine": "3000"}, ""),
    ],
    ids=["in-range", "below-the-least", "no-such-kind", "not-in-the-register"],
)
def test_a_fine_on_the_spot_keeps_to_its_provision_too(basis: Any, said: dict[str, Any], code: str) -> None:  # noqa: ANN401
    """行政处罚法 art. 4, 51: small is no measure of its own; what the provision does not have is not imposed on the spot."""
    case = a_case("report_finding")
    with refuses(code, article="第4条", kind=OutOfBounds) if code else nullcontext():
        case.does("decide_on_the_spot", "2026-09-02", basis=list(basis), **said)


@pytest.mark.parametrize(
    ("source", "unit", "code"),
    [("transferred_in", "u-430426", "second-transfer"), ("transferred_in", COUNTY, ""), ("patrol", "u-430426", "")],
)
def test_what_was_transferred_in_is_not_sent_on(source: str, unit: str, code: str) -> None:
    """处罚办法 art. 16(2): not by ourselves; within the grid's own chain it only takes its course."""
    case = PaperCase()
    case.does("report_finding", "2026-09-01", source=source)
    case.does("report_upward", "2026-09-01 15:00")
    to = {"unit": unit, "answerable": None if unit == COUNTY else ELSEWHERE}
    if code:
        with refuses(code, article="第16条第2款"):
            case.does("hand_to_department", "2026-09-02", **to)
    else:
        case.does("hand_to_department", "2026-09-02", **to)
