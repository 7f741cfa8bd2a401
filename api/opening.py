"""From a finding or a complaint to its file: who answers, the complainant sealed, the number given, opened once."""

import hashlib
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from fastapi.concurrency import run_in_threadpool

from api.content import party_ref, screen_words
from api.forms import Arriving, OpeningForm, PlacedForm, digest_of
from api.opening_acts import OPENINGS
from api.recusal import spared
from api.vacancies import reported_upward
from api.world import World, minute_now
from docket.openings import opened_by
from judging.admission import admit
from judging.kind import Kind
from judging.step import name_of
from kinds import kind_of
from law.refusals import OutOfOrder
from models.acts import Command
from models.acts.finding import Place
from models.file import Receipt, receipt_of
from models.people import Actor
from models.values import civil_day
from registry.complainants import named_in
from registry.entries import Grid
from registry.places import Located
from workflows.no_answer import NoSuchFile


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends a command, and under which key of their own."""

    actor: Actor
    key: str

    @property
    def command_key(self) -> str:
        """Return the key of the sender's command: their own key, which nobody else can use."""
        return f"{self.actor.id}/{self.key}"


@dataclass(frozen=True, slots=True)
class Admitted:
    """An opening that a file may be opened with, before it has a number."""

    kind: Kind
    command: Command
    located: Located


@dataclass(frozen=True, slots=True)
class Prepared:
    """An opening that may be sent to the engine."""

    file_no: str
    command: Command
    located: Located


class Opened(Receipt):
    """The receipt of an opening: it says where the file is, in full."""

    grid: str
    place: str
    """The grid with its county, as 衡山县开云镇."""


async def open_file(world: World, sender: Sender, form: PlacedForm) -> Opened:
    """Open a live file, or repeat the receipt of the same opening sent before."""
    return await _opened_once(world, sender, form, minute_now(), rehearsal=False)


async def rehearse_file(world: World, sender: Sender, form: PlacedForm) -> Opened:
    """Open a rehearsal whose clock begins at the instant of its first act."""
    return await _opened_once(world, sender, form, form.instant(minute_now()), rehearsal=True)


async def _opened_once(world: World, sender: Sender, form: PlacedForm, at: datetime, *, rehearsal: bool) -> Opened:
    """Ask first whether this opened its file already: what it did stands, whatever the law or a grant has become."""
    digest = digest_with(form, rehearsal=rehearsal)
    given = await run_in_threadpool(world.registry.numbers.given, sender.actor.id, sender.key, digest)
    earlier = await _opened_before(world, given) if given else None
    if earlier is not None:
        return earlier
    prepared = await run_in_threadpool(prepare, world, sender, form, now=at, rehearsal=rehearsal)
    shift = at - datetime.now(UTC) if rehearsal else timedelta(0)
    # The number says of what kind the file is, also where it was given before complaints had files of their own.
    kind = kind_of(prepared.file_no)
    receipt = await world.files.open(kind, prepared.file_no, prepared.command, rehearsal=rehearsal, shift=shift)
    return placed(receipt, prepared.located)


async def _opened_before(world: World, file_no: str) -> Opened | None:
    """Return the receipt of the opening that the file itself has on record, or None if it never got there."""
    try:
        file = await world.files.file(file_no)
    except NoSuchFile:
        return None
    where = file.standing
    if not file.acts:
        return None
    receipt = receipt_of(file_no, file.acts[0], where.stage, where.stage_name, is_repeated=True)
    known = await run_in_threadpool(world.registry.places.known, where.particulars.grid)
    return placed(receipt, Located(known))


def placed(receipt: Receipt, located: Located) -> Opened:
    """Return the receipt of an opening with where its file is, and how the name of the place was understood."""
    grid = located.grid
    return Opened(**{**receipt.known(), "note": located.note, "grid": grid.id, "place": grid.full_name})


def prepare(world: World, sender: Sender, form: PlacedForm, *, now: datetime, rehearsal: bool) -> Prepared:
    """Look everything up and ask whether the file may be opened; only then give the number and seal."""
    admitted = admitted_opening(world, sender, form, now=now, rehearsal=rehearsal)
    digest, year = digest_with(form, rehearsal=rehearsal), civil_day(now).year
    file_no = world.registry.numbers.allocate(
        sender.actor.id, sender.key, digest, year, letter=admitted.kind.letter, rehearsal=rehearsal
    )
    command = admitted.command
    if form.to_seal is not None:
        sealed = world.registry.sealed.seal(form.to_seal.model_dump(), key=file_no)
        command = command.model_copy(update={"content": command.content.model_copy(update={"sealed": sealed})})
    return Prepared(file_no, command, admitted.located)


def admitted_opening(world: World, sender: Sender, form: PlacedForm, *, now: datetime, rehearsal: bool) -> Admitted:
    """Look everything up and ask whether a file may be opened with it; nothing is given or kept yet."""
    names = named_in(form.to_seal.model_dump()) if form.to_seal else ()
    screen_words(form.model_dump(exclude={form.sealed_in}), names)
    happened_at = form.instant(now)
    system = sender.actor.id if sender.actor.kind == "system" else ""
    day = civil_day(happened_at)
    wording = digest_of(form, sealed=form.sealed_in)
    form = form.completed(world.registry, day)
    located = world.registry.places.located(form.grid, _ground(sender.actor), day)
    shared = _shared(world, form, located.grid, day, rehearsal=rehearsal)
    arriving = Arriving(world.registry, sender.actor, day, shared["answerable"])
    content = form.content({**shared, **form.looked_up(arriving)}, system)
    command = Command(
        key=sender.command_key,
        happened_at=happened_at,
        by=sender.actor,
        content=content,
        wording=wording,
        day_only=form.on is not None,
    )
    if not rehearsal:
        _not_entered_already(world, form, sender.actor.unit)
    kind = next(opening.kind for opening in OPENINGS if isinstance(form, opening.form))
    admit(kind, (), command, world.law(), now)
    return Admitted(kind, command, located)


def _not_entered_already(world: World, form: PlacedForm, unit: str) -> None:
    """Refuse a paper that has opened a file of the same unit already, whoever enters it again."""
    said = {**form.only_once, "unit": unit}
    earlier = opened_by(world.docket, name_of(form.opens), said) if form.only_once else ""
    if earlier:
        sentence = f"这份来函已登记为{earlier}，不得重复登记；请在该案卷中办理"
        raise OutOfOrder("already-entered", sentence, field="document_no")


def digest_with(form: PlacedForm, *, rehearsal: bool) -> str:
    """Return what tells one content from another under the same key."""
    said = f"{type(form).__name__}\n{rehearsal}\n{form.model_dump_json()}"
    return hashlib.sha256(said.encode()).hexdigest()


def _ground(actor: Actor) -> set[str]:
    """Return the units whose ground a bare name of a place means: the person's own, or those a system works for."""
    return {actor.unit, *(grant.unit for grant in actor.granted())} - {""}


def _shared(world: World, form: PlacedForm, grid: Grid, day: date, *, rehearsal: bool) -> dict[str, Any]:
    known: dict[str, Any] = {}
    if isinstance(form, OpeningForm):
        known["party"] = None if form.party is None else party_ref(world.registry, form.party)
    with nullcontext() if rehearsal else reported_upward(world.registry):
        answerable = world.registry.people.answerable(grid, day, rehearsed=rehearsal)
    if form.to_seal is not None:
        answerable = spared(world.registry, answerable, str(form.to_seal.model_dump().get("text", "")))
    return {
        "place": Place(grid=grid.id, text=form.place),
        **known,
        **form.shared,
        "answerable": answerable,
    }
