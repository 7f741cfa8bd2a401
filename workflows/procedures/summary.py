"""The summary procedure (简易程序).

行政处罚法 art. 51, 52 and 生态环境行政处罚办法 art. 67, 68: a clear case, a small fine or a warning, decided by two officers on the
spot once the party was told and heard, with a numbered form handed over at once, and filed with the bureau within its
term. Above the limit, or for anything else, the ordinary procedure applies. From 2024-01-01 review comes before a
suit (行政复议法 art. 23), and the decision says so.
"""

from typing import cast

from law import guards
from law.amounts.thresholds import summary_allowed
from law.chinese import money
from law.guards.register import article
from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts import Act
from models.acts.summary import DecideOnTheSpot, ReportSummary
from models.people import Role
from workflows.procedures.court_window import WINDOW
from workflows.procedures.effects import document
from workflows.procedures.guarding import (
    basis_is_in_force,
    identity_was_shown,
    points_at,
    proposed,
    two_certified_officers,
)
from workflows.procedures.record import Record
from workflows.procedures.remedies import REMEDIES
from workflows.procedures.step import Attempt, Opens, Procedure, Step, after, before, ends, who

ACT = "《中华人民共和国行政处罚法》"
ON_THE_SPOT = frozenset({"fine", "warning"})


def summary_is_filed(record: Record) -> bool:
    """Tell whether what was decided on the spot has been filed with the bureau (备案)."""
    return not record.has("decide_on_the_spot") or record.has("report_summary")


def _fined(_record: Record, act: Act) -> bool:
    return cast("DecideOnTheSpot", act.content).fine > 0


def small_enough(attempt: Attempt) -> None:
    """Refuse an on-the-spot penalty above its limit or of another kind (简易程序限额), or by a township (G14)."""
    content = cast("DecideOnTheSpot", attempt.act.content)
    guards.township_has_no_penalty_power(on=attempt.day, grid_level=attempt.act.by.level)
    if not content.measures or (content.fine > 0) != ("fine" in content.measures):
        raise Unclear("no-amount", "处罚种类与罚款数额不一致：罚款须写明数额，没有罚款的不写数额", field="fine")
    answer = summary_allowed(proposed(content.measures, content.fine, None), content.party.kind, attempt.day)
    if not answer.allowed or not set(content.measures) <= ON_THE_SPOT:
        sentence = f"当场处罚限于警告和{money(answer.limit)}以下的罚款，其他处罚应当适用普通程序"
        raise OutOfBounds("not-a-summary-case", sentence, article=answer.grounds[0].citation, field="fine")


def party_was_heard(attempt: Attempt) -> None:
    """Refuse a decision on the spot before the party was told and heard (G1)."""
    if not cast("DecideOnTheSpot", attempt.act.content).party_heard:
        sentence = "当场处罚前应当告知违法事实、理由、依据和权利，并听取当事人的陈述和申辩"
        raise OutOfOrder(
            "party-not-heard", sentence, article=article("G1", attempt.day), field="party_heard", guard="G1"
        )


def relief_is_told(attempt: Attempt) -> None:
    """Refuse a decision silent on relief, or on review coming first where the law says so (G19, 复议前置)."""
    content = cast("DecideOnTheSpot", attempt.act.content)
    guards.remedies_told("on_the_spot", on=attempt.day, **content.remedies.model_dump())
    cited = attempt.law.catalogue.find("summary_review_first", attempt.day)
    if cited is not None and not content.review_first_told:
        sentence = "对当场处罚不服的，须先申请行政复议，对复议决定不服再起诉；决定书应当写明"
        raise Unclear("review-first-not-told", sentence, article=cited.citation, field="review_first_told", guard="G19")


STEPS = (
    Step(
        DecideOnTheSpot,
        who(Role.OFFICER, levels=(1, 2), basis=f"{ACT}第51条"),
        needs=(before("file_case", "decline_filing"),),
        guards=(
            two_certified_officers,
            identity_was_shown,
            small_enough,
            party_was_heard,
            relief_is_told,
            basis_is_in_force,
        ),
        ends=ends("case_filing_decision", "norm.report_upward", "norm.hand_over", "hotline_forward_internal"),
        opens=(
            Opens("summary_filing"),
            Opens("payment_15d", when=_fined),
            Opens("penalty_publication"),
            *REMEDIES,
            *WINDOW,
            Opens("norm.feed_back"),
        ),
        stage="decided_on_the_spot",
        once=True,
        effects=(document("当场行政处罚决定书", "当罚"),),
        citation=f"{ACT}第51条、第52条",
    ),
    Step(
        ReportSummary,
        who(Role.OFFICER, levels=(1, 2)),
        needs=(after("decide_on_the_spot"),),
        guards=(points_at("decide_on_the_spot"),),
        ends=ends("summary_filing"),
        stage="summary_filed",
        once=True,
        citation=f"{ACT}第52条第3款",
    ),
)

PROCEDURE = Procedure("summary", "简易程序", STEPS, {"decided_on_the_spot": "已当场处罚", "summary_filed": "已备案"})
