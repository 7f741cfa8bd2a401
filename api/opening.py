"""From a finding or a complaint to a case: who answers, the complainant sealed, the number given, opened once."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi.concurrency import run_in_threadpool

from api.content import party_ref, screen_words
from api.forms import ComplaintForm, FindingForm, OpeningForm
from api.world import World, minute_now
from law import edition
from models.acts import Command
from models.acts.content import Content
from models.acts.finding import Place, ReceiveComplaint, ReportFinding
from models.case import CaseFile, Receipt
from models.people import Actor
from models.values import civil_day
from workflows.door import NoSuchCase
from workflows.procedures import STAGE_NAMES
from workflows.procedures.admission import admit

UNSEALED = "-"
"""Stands for the sealed complaint until it is known that the case may be opened."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who opens a case, and under which key of their own."""

    actor: Actor
    key: str

    @property
    def command_key(self) -> str:
        """Return the key of the sender's command: their own key, which nobody else can use."""
        return f"{self.actor.id}/{self.key}"


@dataclass(frozen=True, slots=True)
class Prepared:
    """An opening that may be sent to the engine."""

    case_no: str
    command: Command
    fresh: bool


async def open_case(world: World, sender: Sender, form: FindingForm | ComplaintForm) -> Receipt:
    """Open a live case, or repeat the receipt of the same opening sent before."""
    now = minute_now()
    prepared = await run_in_threadpool(prepare, world, sender, form, now=now, rehearsal=False)
    return await _opened(world, prepared)


async def rehearse_case(world: World, sender: Sender, form: FindingForm | ComplaintForm) -> Receipt:
    """Open a rehearsal whose clock begins at the instant of its first act."""
    start = form.instant(minute_now())
    prepared = await run_in_threadpool(prepare, world, sender, form, now=start, rehearsal=True)
    return await _opened(world, prepared, rehearsal=True, shift=start - datetime.now(UTC))


async def _opened(
    world: World, prepared: Prepared, *, rehearsal: bool = False, shift: timedelta = timedelta(0)
) -> Receipt:
    if not prepared.fresh:
        earlier = await _opened_before(world, prepared.case_no)
        if earlier is not None:
            return earlier
    return await world.door.open(prepared.case_no, prepared.command, rehearsal=rehearsal, shift=shift)


async def _opened_before(world: World, case_no: str) -> Receipt | None:
    """Return the receipt of the opening that the case itself has on record, or None if it never got there."""
    try:
        file = await world.door.file(case_no)
    except NoSuchCase:
        return None
    return _receipt(case_no, file) if file.acts else None


def _receipt(case_no: str, file: CaseFile) -> Receipt:
    act = file.acts[0]
    return Receipt(
        case_no=case_no,
        act_no=act.no,
        act=act.name,
        label=act.content.label,
        happened_at=act.happened_at,
        recorded_at=act.recorded_at,
        stage=file.standing.stage,
        stage_name=STAGE_NAMES.get(file.standing.stage, ""),
        repeated=True,
    )


def prepare(
    world: World, sender: Sender, form: FindingForm | ComplaintForm, *, now: datetime, rehearsal: bool
) -> Prepared:
    """Look everything up and ask whether the case may be opened; only then give the number and seal."""
    screen_words(form.model_dump(exclude={"complaint", "grid", "party"}))
    happened_at = form.instant(now)
    content = _content(world, sender.actor, form, happened_at)
    command = Command(key=sender.command_key, happened_at=happened_at, by=sender.actor, content=content)
    admit((), command, edition.current(), now)
    digest, year = _digest(form, rehearsal=rehearsal), civil_day(now).year
    case_no, fresh = world.registry.allocate_case_number(sender.actor.id, sender.key, digest, year, rehearsal=rehearsal)
    if isinstance(form, ComplaintForm):
        sealed = world.registry.seal(form.complaint.model_dump(), key=case_no)
        content = content.model_copy(update={"sealed": sealed})
    return Prepared(case_no, command.model_copy(update={"content": content}), fresh)


def _digest(form: OpeningForm, *, rehearsal: bool) -> str:
    """Return what tells one content from another under the same key."""
    said = f"{type(form).__name__}\n{rehearsal}\n{form.model_dump_json()}"
    return hashlib.sha256(said.encode()).hexdigest()


def _content(world: World, actor: Actor, form: FindingForm | ComplaintForm, happened_at: datetime) -> Content:
    shared = _shared(world, form, happened_at)
    if isinstance(form, FindingForm):
        return ReportFinding(summary=form.summary, source=form.source, **shared)
    sender = actor.id if actor.kind == "system" else ""
    return ReceiveComplaint(channel=form.channel, sealed=UNSEALED, named=form.named, sender=sender, **shared)


def _shared(world: World, form: OpeningForm, happened_at: datetime) -> dict[str, Any]:
    grid = world.registry.grid(form.grid)
    party = None if form.party is None else party_ref(world.registry, form.party)
    return {
        "place": Place(grid=grid.id, text=form.place),
        "pollution": form.pollution,
        "party": party,
        "conduct_from": form.conduct_from,
        "conduct_until": form.conduct_until,
        "answerable": world.registry.answerable(grid, civil_day(happened_at)),
    }
