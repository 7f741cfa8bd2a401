"""What is played (演练脚本): scenes in the order of the file, each with its day, its words, and its act."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from models.acts import ACTS, Act
from models.acts.finding import Pollution
from models.values import Instant, Value
from rehearsal.placing import instant, placed_days
from review.dating import When
from review.dossier import Dossier, Entry
from review.events import EVENTS
from review.mapping import in_order, latest_law, mapped
from review.sources import Exported, Fact, Published, Source
from workflows.procedures import STEPS

SUPPOSED = {
    "serve_notice": ("fine", "measures"),
    "serve_demand": ("amount",),
    "record_payment": ("amount",),
    "serve_daily_notice": ("fine",),
    "apply_to_court": ("claimed",),
}
"""Sums that are taken over from the decision where the file does not tell them of the act itself."""
POLLUTIONS: tuple[str, ...] = get_args(Pollution)
ELSEWHERE = (
    *("answerable", "chair", "consented_by", "officers", "party", "person", "place", "recorder", "sealed", "sender"),
    "voters",
)
"""Fields of an exported act that hold numbers of the register it comes from."""
PRESUPPOSED_OPENING = "案卷以发现违法行为为前提，来源未载明怎样发现"


class Scene(Value):
    """One scene: what the file says of a day, and the act done there; none where it tells a mere fact."""

    number: int = 0
    """The act's number in the file, which `of` of later acts means; 0 = it has none."""
    at: Instant
    dated: bool = True
    """Whether the file gives the day; where it does not, the scene was placed by the order."""
    when: str = ""
    """The date as the file gives it, in Chinese."""
    told: str
    """What the file says happened, in Chinese."""
    detail: str = ""
    line: int = 0
    act: str = ""
    fields: dict[str, Any] = {}
    supposed: tuple[str, ...] = ()
    """Names of fields that follow from other facts of the file, and that it does not tell of this act."""
    by: tuple[str, ...] = ()
    """Who did it, by role or by the name of a local token; empty where the file does not say."""
    of_record: bool = False
    whole: bool = False
    """Whether the file tells everything about the act, so that nothing but persons may be filled."""
    inferred: str = ""
    """Why it is taken to have happened although the file does not say so."""


class Script(Value):
    """One case to be played."""

    title: str
    file: str
    scenes: tuple[Scene, ...]
    until: Instant | None = None
    grid: str = ""
    """Where the file says it happened, if it is a place of the register."""
    party: dict[str, Any] = {}
    source: str = ""
    """Where the story is taken from."""


def script_of(source: Source) -> Script:
    """Return a file that was read as a script."""
    if isinstance(source, Exported):
        return Script(title=f"导出案卷{source.id}", file=source.file, scenes=tuple(map(_exported, source.acts)))
    return Script(title=f"{source.id} {source.place}".strip(), file=source.file, scenes=tuple(_scenes(mapped(source))))


def _exported(act: Act) -> Scene:
    engine = act.by.kind == "engine"
    return Scene(
        number=act.no,
        at=act.happened_at,
        told=act.content.label + ("（系统记录）" if engine else ""),
        act="" if engine else act.name,
        fields=_own_words(act),
        by=tuple(role.value for role in act.by.roles),
        of_record=act.of_record,
        whole=True,
    )


def _own_words(act: Act) -> dict[str, Any]:
    """Return what an exported act says, without the persons and the sealed words that its own register holds."""
    foreign = {"act", *ELSEWHERE} - ({"officers"} if not getattr(act.content, "officers", True) else set())
    said = act.content.model_dump(mode="json", exclude=foreign, exclude_defaults=True)
    return said if getattr(act.content, "officers", True) else {**said, "officers": []}


def _scenes(dossier: Dossier) -> Iterator[Scene]:
    """Yield the scenes of a published case: acts and mere facts, each on its day, an opening first."""
    entries = dossier.entries
    horizon = dossier.horizon or latest_law()
    days = placed_days([entry.when for entry in entries], horizon)
    scenes = [_scene(dossier, entry, day) for entry, day in zip(entries, days, strict=True)]
    facts = list(_mere_facts(dossier))
    whole = sorted([*facts, *scenes], key=lambda scene: scene.at)
    if scenes:
        yield from _opened(dossier, whole, scenes)
    else:
        yield from whole


def _opened(dossier: Dossier, whole: Sequence[Scene], scenes: Sequence[Scene]) -> Iterator[Scene]:
    """Yield the scenes with an opening before the first act: the file's own unless later, or a presumed one."""
    first = min(scenes, key=lambda scene: scene.at)
    own = next((scene for scene in scenes if STEPS[scene.act].opening), None)
    if own is None or (own.at > first.at and own.dated):
        own = None
        yield Scene(
            at=first.at,
            told=ACTS["report_finding"].label,
            act="report_finding",
            fields={"pollution": _pollution(dossier), **_conduct(dossier, first.at.date())},
            inferred=PRESUPPOSED_OPENING,
        )
    else:
        yield own.model_copy(update={"at": first.at})
    yield from (scene for scene in whole if scene is not own)


def _scene(dossier: Dossier, entry: Entry, day: date) -> Scene:
    fact = next((one for one in _facts(dossier) if one.line == entry.line and one.event == entry.event), None)
    return Scene(
        number=entry.act.no,
        at=instant(day),
        dated=entry.when.day is not None,
        when=entry.when.sentence,
        told=EVENTS[entry.event].label if entry.event and not entry.inferred else entry.label,
        detail=fact.detail if fact and not entry.inferred else "",
        supposed=_supposed(dossier, entry),
        line=entry.line,
        act=entry.name,
        fields=_fields(dossier, entry, day),
        inferred=entry.inferred,
    )


def _facts(dossier: Dossier) -> tuple[Fact, ...]:
    return dossier.source.facts if isinstance(dossier.source, Published) else ()


def _mere_facts(dossier: Dossier) -> Iterator[Scene]:
    """Yield the facts that are no act of themselves, as when the conduct began."""
    acted = {(entry.event, entry.line) for entry in dossier}
    for day, fact in in_order(_facts(dossier)):
        if (fact.event, fact.line) not in acted:
            yield Scene(
                at=instant(day),
                dated=fact.when.day is not None,
                when=fact.when.sentence,
                told=EVENTS[fact.event].label,
                detail=fact.detail,
                line=fact.line,
            )


def _fields(dossier: Dossier, entry: Entry, day: date) -> dict[str, Any]:
    """Return what the source tells of an act."""
    takes = ACTS[entry.name].model_fields.keys() - {"act"}
    known = {name: _plain(value) for name, value in entry.act.content.__dict__.items() if name in takes}
    if STEPS[entry.name].opening:
        return known | {"pollution": _pollution(dossier)} | _conduct(dossier, day)
    return {name: value for name, value in {**_sums(dossier, entry.name), **known}.items() if value is not None}


def _supposed(dossier: Dossier, entry: Entry) -> tuple[str, ...]:
    wanted = SUPPOSED.get(entry.name, ())
    return tuple(
        name for name in wanted if name in _sums(dossier, entry.name) and name not in entry.act.content.__dict__
    )


def _plain(value: object) -> object:
    if isinstance(value, Decimal | date):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def _pollution(dossier: Dossier) -> list[str]:
    """Return the kinds of pollution as far as the kinds of the case tell them."""
    kinds = dossier.source.kinds if isinstance(dossier.source, Published) else ()
    if dossier.is_discharge is False:
        return ["construction_project"]
    return [kind for kind in POLLUTIONS if kind in kinds] or ["water"]


def _conduct(dossier: Dossier, day: date) -> dict[str, str]:
    """Return when the conduct began and ended, where the days are known and lie before the opening."""
    known = zip(("conduct_from", "conduct_until"), dossier.conduct, strict=True)
    return {field: str(when.day) for field, when in known if _is_past(when, day)}


def _is_past(when: When, day: date) -> bool:
    return when.day is not None and when.day <= day


def _sums(dossier: Dossier, name: str) -> dict[str, Any]:
    """Return the sums of an act that the source gives elsewhere than in the fact itself."""
    source = dossier.source
    if not isinstance(source, Published):
        return {}
    fine = source.amount("first_fine_yuan") or next((row.per_day for row in source.periods if row.per_day), None)
    totals = [row.total for row in source.periods if row.total is not None]
    if name in ("serve_daily_notice", "decide_daily_penalty"):
        return {"fine": str(sum(totals, Decimal(0)))} if totals else {}
    if fine is None:
        return {}
    if name == "apply_to_court":
        return {"claimed": str(fine + (source.amount("surcharge_yuan") or Decimal(0)))}
    told: dict[str, dict[str, Any]] = {
        "decide_penalty": {"fine": str(fine), "measures": ["fine"]},
        "record_payment": {"amount": str(fine)},
        "serve_notice": {"fine": str(fine), "measures": ["fine"]},
        "serve_demand": {"amount": str(fine)},
    }
    return told.get(name, {})
