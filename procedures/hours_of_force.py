"""When nothing may be enforced (不得强制执行的时间): at night, and on a day off, but where it is urgent.

行政强制法 art. 43(1) binds every enforcement by an authority itself: performance by another, dismantling, a cut in supply.
A Saturday is a day off: art. 69 counts working days (最高人民法院（2016）最高法行他81号答复). What art. 52 lets be cleared at
once is urgent by what it is. Seizure is no enforcement (art. 2(2)), and the court's is not an authority's.
"""

from datetime import date

from law.chinese import day
from law.edition import Law
from law.refusals import OutOfTime


def not_at_night_or_on_a_day_off(
    on: date, asked_on: date, law: Law, *, is_urgent: bool, is_at_night: bool = False, field: str = "happened_at"
) -> None:
    """Refuse enforcement on a day off or at night where it is not urgent; cited as on the day that asks."""
    if is_urgent or not (is_at_night or not law.calendar.is_working(on)):
        return
    when = "夜间" if is_at_night else f"休息日、法定节假日（{day(on)}）"
    sentence = f"不得在{when}实施行政强制执行，情况紧急的除外"
    article = law.cite("execution_at_night", asked_on)
    raise OutOfTime("night-or-holiday", sentence, article=article, field=field)
