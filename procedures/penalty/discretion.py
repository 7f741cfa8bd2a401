"""How the discretion was used (行政处罚裁量): by the city's own standard, where it has loaded one.

生态环境行政处罚办法 art. 56(4), 行政处罚法 art. 34: the decision tells by what reasons and basis the standard was applied. With a
standard in `law/discretion/` the fine is worked out from what was found, and another one needs its reasons.
"""

from decimal import Decimal

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from law.amounts.discretion import Adjustment, Findings, discretionary_fine
from law.chinese import money
from law.discretion import DiscretionTable
from law.refusals import OutOfBounds, Unclear
from models.acts.penalty import DecidePenalty, ServeNotice
from models.documents import Weighing


@asks_for(
    AskedFor("weighing", when="本市裁量基准已经入库的", rule="discretion_told"),
    AskedFor(
        "fine", when="本市裁量基准已经入库的", must="须与按基准计算的数额一致，或者写明调整理由", rule="discretion_told"
    ),
)
def discretion_follows_the_standard(attempt: Attempt[DecidePenalty | ServeNotice]) -> None:
    """Refuse a fine that is not what the loaded standard gives for what was found, without saying why."""
    content, table = attempt.content, attempt.law.standard(attempt.day)
    if table is None or not content.fine:
        return
    basis = attempt.cite("discretion_told")
    weighing = content.weighing
    if weighing is None:
        sentence = f"《{table.title}》已经入库，须写明裁量基准运用的理由和依据"
        raise Unclear("discretion-unsaid", sentence, article=basis, field="weighing")
    if weighing.adjusted.strip():
        return
    given = fine_by(table, weighing, attempt)
    if content.fine != given:
        sentence = (
            f"拟处罚款{money(content.fine)}，按《{table.title}》应为{money(given)}；不按基准裁量的须写明调整适用的理由"
        )
        raise OutOfBounds("fine-not-by-the-standard", sentence, article=basis, field="fine")


def fine_by(table: DiscretionTable, weighing: Weighing, attempt: Attempt) -> Decimal:
    """Return the fine that a standard gives for what was weighed."""
    levels = {one.factor: one.level for one in weighing.weighed}
    findings = Findings(matter=weighing.matter, levels=levels, base=weighing.base, corrected=weighing.corrected)
    return discretionary_fine(table, findings, on=attempt.day, law=attempt.law, adjustment=_adjustment(weighing)).fine


def _adjustment(weighing: Weighing) -> Adjustment | None:
    if weighing.direction is None or weighing.share is None:
        return None
    return Adjustment(direction=weighing.direction, share=weighing.share, reason=weighing.reason)
