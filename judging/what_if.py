"""What if it had been otherwise? (假设) The standing with some acts on other days; the file is untouched."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from judging.comparing import Difference, difference
from judging.judge import judge
from judging.kind import Kind
from judging.standing import standing
from law.edition import Law
from law.refusals import OutOfTime, Unclear
from models.acts import ACTS, Act
from models.acts.terms import TermLapses, TermNearsEnd
from models.effects import Effect, Message
from models.standing import Standing
from models.values import CIVIL, Value


class Supposed(Value):
    """The two standings, what differs, and the documents and messages that come or fall away."""

    actual: Standing
    supposed: Standing
    difference: Difference
    effects_added: tuple[str, ...] = ()
    effects_gone: tuple[str, ...] = ()


def what_if(
    kind: Kind,
    file_no: str,
    acts: Sequence[Act],
    days: Mapping[int, date],
    law: Law,
    at: datetime,
    *,
    rehearsal: bool = False,
) -> Supposed:
    """Return how the file would stand had these acts happened on these days; raises on days that cannot be."""
    # What time did is done again, in each of the two worlds; what came back from other files stays as it came.
    facts = [act for act in acts if not isinstance(act.content, TermNearsEnd | TermLapses)]
    other = [_on(act, days[act.no], at) if act.no in days else act for act in facts]
    actual, supposed = judge(kind, file_no, facts, 0, law, at), judge(kind, file_no, other, 0, law, at)
    before = standing(kind, file_no, actual.acts, law, at, rehearsal=rehearsal)
    after = standing(kind, file_no, supposed.acts, law, at, rehearsal=rehearsal)
    old, new = _titles(actual.effects), _titles(supposed.effects)
    return Supposed(
        actual=before,
        supposed=after,
        difference=difference(before, after),
        effects_added=tuple(one for one in new if one not in old),
        effects_gone=tuple(one for one in old if one not in new),
    )


def target(acts: Sequence[Act], name: str) -> int:
    """Return the number of the act a person means: by number, name or legal term (the last one of it)."""
    if name.isdigit() and any(act.no == int(name) for act in acts):
        return int(name)
    found = [act.no for act in acts if name in (act.name, act.content.label)]
    if not found:
        known = "、".join(dict.fromkeys(act.name for act in acts if act.by.kind != "engine"))
        wrong = "" if name in ACTS else "（没有这个行为）"
        raise Unclear("no-such-act", f"本案没有“{name}”{wrong}，现有：{known}", field="act")
    return found[-1]


def _on(act: Act, day: date, at: datetime) -> Act:
    moment = datetime.combine(day, act.happened_at.astimezone(CIVIL).timetz())
    if moment > at:
        raise OutOfTime("in-the-future", f"假设的日期{day.isoformat()}晚于当前日期", field="happened_at")
    return act.model_copy(update={"happened_at": moment})


def _titles(effects: Sequence[Effect]) -> list[str]:
    return [
        f"{effect.title}({effect.term})" if isinstance(effect, Message) and effect.term else effect.title
        for effect in effects
    ]
