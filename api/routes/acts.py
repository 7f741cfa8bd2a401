"""Acts: what may be done in a file at all (the catalogue), and doing it."""

from datetime import date, datetime

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool

from api import exhibits, issuing
from api.asked import NamePath
from api.catalogue import ActEntry, catalogue, entry_of
from api.content import content_of, reporter_stays_sealed, unknown_act
from api.forms import ActForm, digest_of
from api.identity import FileNo, TheActor, TheSender
from api.kept_names import names_kept
from api.patrolling import prepared
from api.problems import unknown
from api.twice_opened import already
from api.world import TheWorld, World, minute_now
from judging.standing import departures_by, wrong_before
from judging.step import name_of
from kinds import KINDS, kind_of
from models.acts import Command, Content, basis_of
from models.acts.terms import CorrectAct, WithdrawAct
from models.file import Receipt
from models.ids import is_rehearsal
from models.standing import Irregularity
from models.values import civil_day
from workflows.no_answer import EngineAway, NoSuchFile, WorkerAway

router = APIRouter(prefix="/v1", tags=["行为"])


@router.get("/acts", summary="行为目录：名称、由谁办理、须填写的字段")
def get_acts(world: TheWorld, _actor: TheActor) -> list[ActEntry]:
    """按程序先后列出全部行为，附 JSON Schema、各字段的中文说明，以及哪种案卷中由谁办理。"""
    return list(catalogue(world.law(), civil_day(minute_now())).values())


@router.get("/acts/{name}", summary="一项行为的说明")
def get_act(world: TheWorld, _actor: TheActor, name: NamePath) -> ActEntry:
    """行为的英文名称或者中文名称都可以。"""
    found = entry_of(name, world.law(), civil_day(minute_now()))
    if found is None:
        raise unknown("unknown-act", unknown_act(name), field="name")
    return found


@router.post("/files/{file_no}/acts", summary="在案卷中办理一项行为")
async def post_act(world: TheWorld, sender: TheSender, file_no: FileNo, form: ActForm) -> Receipt:
    """依法可以办理的即时生效并返回回执；依法不能办理的，说明理由和条文。"""
    happened_at = form.instant(await _now(world, file_no, form))
    day, corrects = civil_day(happened_at), await _corrected(world, file_no, form)
    content = await run_in_threadpool(_content, world, file_no, form, day, corrects)
    content = await prepared(world, file_no, sender.command_key, content)
    await exhibits.there(world, file_no, content)
    content = await issuing.prepared(world, sender.actor, file_no, sender.command_key, content)
    command = Command(
        key=sender.command_key,
        happened_at=happened_at,
        by=sender.actor,
        content=content,
        of_record=form.of_record,
        wording=digest_of(form),
        day_only=form.on is not None,
    )
    receipt = await _told_at_once(world, command, await world.files.act(file_no, command))
    note = await already(world, file_no, content)
    return receipt.model_copy(update={"note": note}) if note else receipt


def _content(world: World, file_no: str, form: ActForm, day: date, corrects: type[Content] | None) -> Content:
    """Return what an act says, none of whose words says who reported (G17)."""
    sealed = names_kept(world, file_no)
    content = content_of(world.registry, kind_of(file_no), form.act, form.fields, day, sealed, corrects=corrects)
    reporter_stays_sealed(form.fields, sealed, day, world.law())
    return content


async def _told_at_once(world: World, command: Command, receipt: Receipt) -> Receipt:
    """Return the receipt with what the act departs from, as the file itself says; plain where that cannot be asked."""
    about_the_list = isinstance(command.content, CorrectAct | WithdrawAct)
    if not (command.of_record or about_the_list or basis_of(command.content)):
        return receipt
    try:
        file = await world.files.file(receipt.file_no)
    except (NoSuchFile, WorkerAway, EngineAway):
        return receipt
    standing = file.standing
    before: tuple[Irregularity, ...] = ()
    if about_the_list:
        asked = (KINDS[file.kind], file.acts, receipt.act_no, world.law(), standing.at)
        before = await run_in_threadpool(wrong_before, *asked)
    departures = departures_by(receipt.act_no, command.content, standing, before)
    unread = tuple(one for one in standing.unread if one.act == receipt.act_no)
    return receipt.model_copy(update={"departures": departures, "unread": unread})


async def _corrected(world: World, file_no: str, form: ActForm) -> type[Content] | None:
    """Return what a correction corrects, where it says new fields of an act that there is."""
    if form.act != name_of(CorrectAct) or not form.fields.get("fields"):
        return None
    acts = (await world.files.file(file_no)).acts
    return next((type(act.content) for act in acts if str(act.no) == str(form.fields.get("of"))), None)


async def _now(world: World, file_no: str, form: ActForm) -> datetime:
    """Return the file's time; only a rehearsal has one of its own."""
    if form.dated or not is_rehearsal(file_no):
        return minute_now()
    return (await world.files.now(file_no)).replace(second=0, microsecond=0)
