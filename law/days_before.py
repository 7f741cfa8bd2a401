"""Days before a day (七日前、三日前): two readings of the same words, of which no text says which is meant."""

from datetime import date

from law.calendar import Calendar
from law.instruments import Limit
from law.terms import latest_before


def latest_by_either(day: date, limit: Limit, calendar: Calendar) -> date:
    """Return the last day that is `limit` before a day (…日前) in the wider of two readings.

    There the days are counted back from the day itself, which does not count, and the act falls on the last of them.
    """
    return latest_before(day, limit.model_copy(update={"amount": limit.amount - 1}), calendar)
