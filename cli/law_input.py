"""What is typed about the law: days, moments, suspended intervals; and how a no of the law is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import get_args

from cli.speech import Exit, Failed
from law.catalogue import NotInForce, UnknownRule
from law.chinese import listed
from law.instruments import SUSPENSION_NAMES, Suspension
from law.reading import Malformed
from law.refusals import Refused, Unclear
from law.terms import Suspended
from models.values import CIVIL


@contextmanager
def refusals() -> Iterator[None]:
    """Turn every no of the law into a sentence and an exit code."""
    try:
        yield
    except (UnknownRule, NotInForce) as no:
        raise Failed(Exit.NOT_FOUND, str(no)) from no
    except Refused as no:
        raise Failed(Exit.USAGE if isinstance(no, Unclear) else Exit.REFUSED, str(no)) from no
    except Malformed as no:
        raise Failed(Exit.USAGE, f"{no}（没有作任何改动）") from no


def interval(text: str) -> Suspended:
    """Read `A..B:GROUND`; the ground by its key or its Chinese name."""
    span, colon, ground = text.replace("：", ":").partition(":")
    first, dots, last = span.partition("..")
    keys = {**{name: key for key, name in SUSPENSION_NAMES.items()}, **{key: key for key in get_args(Suspension)}}
    if not colon or not dots:
        raise Failed(Exit.USAGE, f"扣除期间“{text}”应写作 2026-07-15..2026-08-03:monitoring")
    if ground not in keys:
        known = listed(f"{key}（{name}）" for key, name in SUSPENSION_NAMES.items())
        raise Failed(Exit.USAGE, f"没有“{ground}”这种扣除事由，可用的有：{known}")
    return Suspended.model_validate({"ground": keys[ground], "first": day(first), "last": day(last) if last else None})


def moment(text: str) -> date | datetime:
    """Read a day, or an instant where a time is written; without a zone it is the civil time of Hengyang."""
    if "T" not in text and " " not in text:
        return day(text)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Failed(Exit.USAGE, f"“{text}”不是真实存在的时刻，格式如 2026-09-01T09:30") from None
    return at if at.tzinfo else at.replace(tzinfo=CIVIL)


def day(text: str) -> date:
    """Read a day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Failed(Exit.USAGE, f"“{text}”不是真实存在的日期，格式如 2026-09-01") from None


def civil(at: date | datetime) -> date:
    """Return the civil day of a day or an instant."""
    return at.astimezone(CIVIL).date() if isinstance(at, datetime) else at
