"""The summary procedure (简易程序).

行政处罚法 art. 51, 52 and 生态环境行政处罚办法 art. 67, 68: a clear case, a small fine or a warning, decided by two officers on the spot with a numbered form handed
over at once, and filed with the bureau within its term. Above the limit the ordinary procedure applies.
"""

from typing import cast

from law import guards
from law.amounts.thresholds import summary_allowed
from law.refusals import OutOfBounds
from models.acts import Act
from models.acts.summary import DecideOnTheSpot, ReportSummary
from models.people import Role
from workflows.procedures.effects import document
from workflows.procedures.guarding import (
    basis_is_in_force,
    identity_was_shown,
    points_at,
    proposed,
    two_certified_officers,
)
from workflows.procedures.record import Record
from workflows.procedures.step import Attempt, Opens, Procedure, Step, after, before, ends, who

ACT = "《中华人民共和国行政处罚法》"


def _fined(_record: Record, act: Act) -> bool:
    return cast("DecideOnTheSpot", act.content).fine > 0


def small_enough(attempt: Attempt) -> None:
    """Refuse an on-the-spot penalty above its limit or of another kind (简易程序限额), or silent on relief (G19)."""
    content = cast("DecideOnTheSpot", attempt.act.content)
    answer = summary_allowed(proposed(content.measures, content.fine, None), content.party.kind, attempt.day)
    if not answer.allowed or "confiscation" in content.measures:
        sentence = f"当场处罚限于警告和{answer.limit}元以下的罚款,超过的应当适用普通程序"
        raise OutOfBounds("not-a-summary-case", sentence, article=f"{ACT}第51条", field="fine")
    guards.township_has_no_penalty_power(on=attempt.day, grid_level=attempt.act.by.level)
    guards.remedies_told("on_the_spot", on=attempt.day, **content.remedies.model_dump())


STEPS = (
    Step(
        DecideOnTheSpot,
        who(Role.OFFICER, levels=(1, 2), basis=f"{ACT}第51条"),
        needs=(before("file_case", "decline_filing"),),
        guards=(two_certified_officers, identity_was_shown, small_enough, basis_is_in_force),
        ends=ends("case_filing_decision"),
        opens=(
            Opens("summary_filing"),
            Opens("payment_15d", when=_fined),
            Opens("penalty_publication"),
            Opens("review_application"),
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

PROCEDURE = Procedure(
    "summary", "简易程序", STEPS, {"decided_on_the_spot": "已当场处罚", "summary_filed": "已备案"}
)
