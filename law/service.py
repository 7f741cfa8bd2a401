"""When a document that is served takes effect (送达的日期): by its manner.

民事诉讼法 art. 87-95 (2013 to 2021: art. 84-92), by 行政处罚法 art. 61 and 处罚办法 art. 60 the manners of service: handed over, left
behind, posted, entrusted, forwarded and electronic service take effect on the day the document reaches the party (the
day of the receipt, of the refusal on record, of arrival in the party's system). Public notice takes effect when its
period has passed: thirty days, sixty until the end of 2021. The periods of the party count from then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from law.edition import Law


def noticed_on(day: date, law: Law) -> date:
    """Return the day on which a public notice of a day is service (公告期满视为送达).

    It is the last day of the notice's period, and what is reckoned from it begins the day after. Where a holiday notice
    is not out, the latest such day counts; where no rule is known on that day, the day itself.
    """
    return law.latest_day("service_public_notice", day) or day
