"""Monitoring alarms as they come in (监测报警): each counts once; the same exceedance is gathered into one file.

The register says in which file an exceedance stands (`registry/alarms.py`). Whichever alarm of it reaches the engine
first opens the file, the others go on in it. A file that takes no more, because the alarm was put aside or archived,
leaves what comes after to a new one.
"""

from datetime import timedelta

from fastapi.concurrency import run_in_threadpool

from api.forms import PlacedForm
from api.opening import Admitted, Opened, Sender, admitted_opening, digest_with, placed
from api.world import World, minute_now
from kinds import ALARM
from law.refusals import OutOfOrder, OutOfTime
from models.acts import Command
from models.acts.alarm import AddExceedance, Exceedance, ReceiveAlarm
from models.file import Receipt, receipt_of
from procedures.alarm.guards import GAP
from registry.alarms import Came
from registry.places import Located
from workflows.no_answer import NoSuchFile

GATHERED = "与先前的报警为同一次超标，已并入同一件"
SHARED = frozenset(Exceedance.model_fields) - {"act"}
"""What every alarm of an exceedance says."""


async def take_alarm(world: World, sender: Sender, form: PlacedForm) -> Opened:
    """Take an alarm in: it opens a file, or goes on in that of the same exceedance; sent again it counts once."""
    digest = digest_with(form, rehearsal=False)
    given = await run_in_threadpool(world.registry.alarms.given, sender.actor.id, sender.key, digest)
    earlier = await _taken_before(world, given.file_no, sender.command_key) if given else None
    if earlier is not None:
        return earlier
    admitted = await run_in_threadpool(admitted_opening, world, sender, form, now=minute_now(), rehearsal=False)
    came, gap = _came(sender, admitted, digest), _gap(world)
    gathered = await run_in_threadpool(world.registry.alarms.gather, came, ALARM.letter, gap)
    try:
        receipt = await _sent(world, gathered.file_no, admitted, opens=gathered.opens)
    except (OutOfOrder, OutOfTime):
        if gathered.opens:
            raise
        gathered = await run_in_threadpool(world.registry.alarms.begin_anew, came, gathered.file_no, ALARM.letter, gap)
        receipt = await _sent(world, gathered.file_no, admitted, opens=gathered.opens)
    opened = placed(receipt, admitted.located)
    return opened if gathered.opens else opened.model_copy(update={"note": opened.note or GATHERED})


def _gap(world: World) -> timedelta:
    return timedelta(hours=world.law().norms.norm[GAP].limit.amount)


def _came(sender: Sender, admitted: Admitted, digest: str) -> Came:
    """Return an alarm as the register gathers it: those of other systems are not gathered, persons' all are."""
    content = admitted.command.content
    if not isinstance(content, ReceiveAlarm):
        raise TypeError(content.act)
    by = sender.actor.id if sender.actor.kind == "system" else ""
    return Came(
        sender=sender.actor.id,
        key=sender.key,
        digest=digest,
        outlet=f"{by}|{content.uscc or content.place.grid}/{content.point}",
        pollutant=content.pollutant,
        began_at=content.began_at,
        ended_at=content.ended_at or max(content.began_at, admitted.command.happened_at),
    )


async def _taken_before(world: World, file_no: str, key: str) -> Opened | None:
    """Return the receipt of an alarm that its file has on record; None if it never got there."""
    try:
        file = await world.files.file(file_no)
    except NoSuchFile:
        return None
    act = next((one for one in file.acts if one.key == key), None)
    if act is None:
        return None
    receipt = receipt_of(file_no, act, file.standing.stage, file.standing.stage_name, is_repeated=True)
    known = await run_in_threadpool(world.registry.places.known, file.standing.particulars.grid)
    return placed(receipt, Located(known))


async def _sent(world: World, file_no: str, admitted: Admitted, *, opens: bool) -> Receipt:
    """Have the file take an alarm: as what opens it, unless another one has opened it already."""
    if not opens:
        try:
            return await world.files.act(file_no, _going_on(admitted.command))
        except NoSuchFile:  # what was to open it has not come through
            pass
    try:
        return await world.files.open(ALARM, file_no, admitted.command)
    except OutOfOrder:
        return await world.files.act(file_no, _going_on(admitted.command))


def _going_on(command: Command) -> Command:
    """Return the alarm as one that goes on in a file."""
    said = {name: getattr(command.content, name) for name in SHARED}
    return command.model_copy(update={"content": AddExceedance(**said)})
