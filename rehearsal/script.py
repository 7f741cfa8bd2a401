"""What is played (演练脚本): scenes in the order of the file, each with its day, its words, and its act."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from file_review.dating import When
from file_review.dossier import Dossier, Entry
from file_review.events import EVENTS
from file_review.mapping import in_order, latest_law, mapped
from file_review.sources import Exported, Fact, Published, Source
from judging.step import name_of
from law.edition import Law
from models.acts import ACTS, Act, BringsIn, Content, OpensFile
from models.acts.daily import DecideDailyPenalty, ServeDailyNotice
from models.acts.enforcement import ApplyToCourt, ServeDemand
from models.acts.finding import Pollution, ReportFinding
from models.acts.issuing import IssueDocument
from models.acts.payment import RecordPayment
from models.acts.penalty import DecidePenalty, ServeNotice
from models.people import PartyRef
from models.values import Instant, Value, civil_day
from rehearsal.exported import PARTIES, kind_played, own_words, parties_of
from rehearsal.placing import instant, placed_days

SUPPOSED: dict[type[Content], tuple[str, ...]] = {
    ServeNotice: ("fine", "measures"),
    ServeDemand: ("amount",),
    RecordPayment: ("amount",),
    ServeDailyNotice: ("fine",),
    ApplyToCourt: ("claimed",),
}
"""Sums that are taken over from the decision where the file does not tell them of the act itself."""
POLLUTIONS: tuple[str, ...] = get_args(Pollution)
SYSTEM = "12369"
"""The local token of the system that stands in for whichever sent an act."""
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
    unit: str = ""
    """The unit of whoever did it, by the register's number; empty where the file does not say, or it is the own one."""
    file: str = ""
    """The file that it is done in, by its name in the story or by its kind; empty where the act itself has to tell."""
    opens: str = ""
    """The name that the story gives the file that it opens; empty where it gives none."""
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
    parties: tuple[PartyRef, ...] = ()
    """The parties of a file that has several, and who took over from one; somebody made up plays each of them."""
    source: str = ""
    """Where the story is taken from."""


def script_of(source: Source, law: Law) -> Script:
    """Return a file that was read as a script."""
    if isinstance(source, Exported):
        own = kind_played(source.acts)
        parties = parties_of(source.acts)
        kept = PARTIES if parties else frozenset[str]()
        invited = {act.content.unit for act in source.acts if isinstance(act.content, BringsIn)}
        scenes = tuple(
            _exported(act, kept).model_copy(update={"file": own, "unit": act.by.unit if act.by.unit in invited else ""})
            for act in source.acts
        )
        return Script(title=f"导出案卷{source.id}", file=source.file, scenes=scenes, parties=parties)
    scenes = tuple(_scenes(mapped(source, law), law))
    return Script(title=f"{source.id} {source.place}".strip(), file=source.file, scenes=scenes)


def _exported(act: Act, kept: frozenset[str] = frozenset()) -> Scene:
    engine = act.by.kind == "engine"
    made_elsewhere = isinstance(act.content, IssueDocument)  # its bytes are of the file that it was made in
    return Scene(
        number=act.no,
        at=act.happened_at,
        told=act.content.called + ("（系统记录）" if engine else ""),
        act="" if engine or made_elsewhere else act.name,
        fields=own_words(act, frozenset[str]() if isinstance(act.content, OpensFile) else kept),
        by=(SYSTEM,) if act.by.kind == "system" else tuple(role.value for role in act.by.roles),
        of_record=act.of_record,
        whole=True,
    )


def _scenes(dossier: Dossier, law: Law) -> Iterator[Scene]:
    """Yield the scenes of a published case: acts and mere facts, each on its day, an opening first."""
    entries = dossier.entries
    horizon = dossier.horizon or latest_law(law)
    days = placed_days([entry.when for entry in entries], horizon)
    scenes = [_scene(dossier, entry, day) for entry, day in zip(entries, days, strict=True)]
    facts = list(_mere_facts(dossier, law))
    whole = sorted([*facts, *scenes], key=lambda scene: scene.at)
    if scenes:
        yield from _opened(dossier, whole, scenes)
    else:
        yield from whole


def _opened(dossier: Dossier, whole: Sequence[Scene], scenes: Sequence[Scene]) -> Iterator[Scene]:
    """Yield the scenes with an opening before the first act: the file's own unless later, or a presumed one."""
    first = min(scenes, key=lambda scene: scene.at)
    own = next((scene for scene in scenes if issubclass(ACTS[scene.act], OpensFile)), None)
    if own is None or (own.at > first.at and own.dated):
        own = None
        yield Scene(
            at=first.at,
            told=ReportFinding.label,
            act=name_of(ReportFinding),
            fields={"pollution": _pollution(dossier), **_conduct(dossier, civil_day(first.at))},
            inferred=PRESUPPOSED_OPENING,
        )
    else:
        yield own.model_copy(update={"at": first.at})
    yield from (scene for scene in whole if scene is not own)


def _scene(dossier: Dossier, entry: Entry[Content], day: date) -> Scene:
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


def _mere_facts(dossier: Dossier, law: Law) -> Iterator[Scene]:
    """Yield the facts that are no act of themselves, as when the conduct began."""
    acted = {(entry.event, entry.line) for entry in dossier}
    for day, fact in in_order(_facts(dossier), law):
        if (fact.event, fact.line) not in acted:
            yield Scene(
                at=instant(day),
                dated=fact.when.day is not None,
                when=fact.when.sentence,
                told=EVENTS[fact.event].label,
                detail=fact.detail,
                line=fact.line,
            )


def _fields(dossier: Dossier, entry: Entry[Content], day: date) -> dict[str, Any]:
    """Return what the source tells of an act."""
    kind = type(entry.content)
    known = {name: _plain(value) for name, value in _told(entry).items() if name in kind.model_fields.keys() - {"act"}}
    if issubclass(kind, OpensFile):
        return known | {"pollution": _pollution(dossier)} | _conduct(dossier, day)
    return {name: value for name, value in {**_sums(dossier, kind), **known}.items() if value is not None}


def _told(entry: Entry[Content]) -> dict[str, object]:
    """Return what is known of an act, by field: a content of a published case holds nothing else."""
    return entry.content.__dict__


def _supposed(dossier: Dossier, entry: Entry[Content]) -> tuple[str, ...]:
    sums, wanted = _sums(dossier, type(entry.content)), SUPPOSED.get(type(entry.content), ())
    return tuple(name for name in wanted if name in sums and name not in _told(entry))


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


def _sums(dossier: Dossier, kind: type[Content]) -> dict[str, Any]:
    """Return the sums of an act that the source gives elsewhere than in the fact itself."""
    source = dossier.source
    if not isinstance(source, Published):
        return {}
    fine = source.amount("first_fine_yuan") or next((row.per_day for row in source.periods if row.per_day), None)
    totals = [row.total for row in source.periods if row.total is not None]
    if kind in (ServeDailyNotice, DecideDailyPenalty):
        return {"fine": str(sum(totals, Decimal(0)))} if totals else {}
    if fine is None:
        return {}
    if kind is ApplyToCourt:
        return {"claimed": str(fine + (source.amount("surcharge_yuan") or Decimal(0)))}
    told: dict[type[Content], dict[str, Any]] = {
        DecidePenalty: {"fine": str(fine), "measures": ["fine"]},
        RecordPayment: {"amount": str(fine)},
        ServeNotice: {"fine": str(fine), "measures": ["fine"]},
        ServeDemand: {"amount": str(fine)},
    }
    return told.get(kind, {})
