"""How the discretion was used (行政处罚裁量): by the city's own standard, where it has loaded one, or by the one named.

生态环境行政处罚办法 art. 56(4), in force from 2023-07-01: the decision tells by what reasons and basis the standard was
applied; 行政处罚法 art. 34 has the standards made and published. With a standard in `law/discretion/` the fine is worked
out from what was found, and another one needs its reasons. Without one the decision on a fine names the standard of
ministry or province that was applied, or says why none applies; the notice tells the basis of what it intends (办法 art.
44), and may name it already.
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
    if weighing is None or not weighing.standard.strip():
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


@asks_for(AskedFor("weighing", when="处罚款的", rule="discretion_in_decision", offered=True))
def discretion_is_told(attempt: Attempt[DecidePenalty]) -> None:
    """Refuse a fine without the standard of discretion it was weighed by, or the reason why none applies (56(4))."""
    basis = attempt.cite("discretion_in_decision")
    if not basis or not attempt.content.fine or attempt.law.standard(attempt.day) is not None:
        return
    weighing = attempt.content.weighing
    if weighing is None or not (weighing.standard.strip() or weighing.none_applies.strip()):
        sentence = "处罚决定须载明裁量基准运用的理由和依据：写明所适用的裁量基准（名称、文号），没有可以适用的，写明不适用的理由"
        raise Unclear("discretion-unsaid", sentence, article=basis, field="weighing")


def fine_by(table: DiscretionTable, weighing: Weighing, attempt: Attempt) -> Decimal:
    """Return the fine that a standard gives for what was weighed."""
    levels = {one.factor: one.level for one in weighing.weighed}
    findings = Findings(matter=weighing.matter, levels=levels, base=weighing.base, corrected=weighing.corrected)
    return discretionary_fine(table, findings, on=attempt.day, law=attempt.law, adjustment=_adjustment(weighing)).fine


def _adjustment(weighing: Weighing) -> Adjustment | None:
    if weighing.direction is None or weighing.share is None:
        return None
    return Adjustment(direction=weighing.direction, share=weighing.share, reason=weighing.reason)
