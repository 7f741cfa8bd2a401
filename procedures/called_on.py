"""What the law asks between a demand and force (催告之后): the party's word answered, a look once its day is over.

行政强制法 art. 36: what the party says on a demand is heard, examined and answered before anything is enforced; art. 37, 50:
force is for who has not performed although it was called on to (经催告仍不履行). Of several demands all are waited for.
"""

from collections.abc import Sequence
from datetime import date

from judging.record import Record
from law.chinese import day as told
from law.edition import Law
from law.refusals import OutOfOrder, OutOfTime
from models.acts import Act
from models.acts.enforcement import AnswerOnDemand, ServeDemand, StateOnDemand


def said_is_answered(record: Record, demands: Sequence[Act[ServeDemand]], day: date, law: Law) -> None:
    """Refuse while what the party said on one of these demands is not answered (对催告的陈述申辩, art. 36)."""
    said = {one.no for demand in demands for one in record.pointing(demand.no, StateOnDemand)}
    if said - record.targets(AnswerOnDemand):
        sentence = "当事人对催告的陈述申辩尚未复核，须先“复核对催告的陈述申辩”"
        raise OutOfOrder("statement-unanswered", sentence, article=law.cite("statement_on_demand", day))


def demanded_day_is_over(last: date, day: date, article: str) -> None:
    """Refuse force on or before the last day on which the party was to perform (催告的履行期限)."""
    if day <= last:
        sentence = f"催告的履行期限至{told(last)}届满，当事人逾期仍不履行的，次日起方可办理"
        raise OutOfTime("demand-not-over", sentence, article=article)


def looked_at_since(seen: Sequence[Act], last: date, article: str, field: str = "of") -> None:
    """Refuse force where nobody found after the day demanded that the party had not performed (经催告仍不履行)."""
    if not any(one.day > last for one in seen):
        sentence = f"催告的履行期限{told(last)}届满之后尚未再次核查，须核查确认当事人经催告仍未履行"
        raise OutOfOrder("not-looked-at-since", sentence, article=article, field=field)
