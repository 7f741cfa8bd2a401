"""The platform on which enforcement and criminal justice share what they decide (行政执法与刑事司法衔接信息共享平台).

环境保护行政执法与刑事司法衔接工作办法 art. 34: whoever is on it enters the penalty of a full procedure, a transfer, a request for
reconsideration or for supervision within seven days of deciding it; where there is none yet, the others are told in
time, without a number of days. Since when a unit is on it stands in the register.
"""

from datetime import date

from judging.attempt import Attempt
from judging.step import Opens
from models.acts import ActContent


def has_joined(attempt: Attempt[ActContent]) -> bool:
    """Tell whether the unit that acts is on the platform on the day, as the register says."""
    since = attempt.act.by.platform_since
    return isinstance(since, date) and since <= attempt.day


def may_have_joined(attempt: Attempt[ActContent]) -> bool:
    """Tell the same of an act entered before the register said it, or by a system: a transfer was always entered."""
    return attempt.act.by.platform_since is None or has_joined(attempt)


ENTERED = Opens("platform_entry", when=has_joined)
"""What a decision on a penalty opens where its unit is on the platform."""
